//! The definitions: what each figure counts, over what, and how it is printed.

use super::labels;
use super::link::Link;
use crate::actor::Actor;
use crate::app::App;
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use ::figures::{AsOf, Basis, Catalogue, FigureKind, FigureSpec};
use axum::extract::State;
use axum::response::Response;
use domain::Rounding;
use maud::{Markup, html};

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.reading(&asked).await?;
    let title = lang.t("figures.definitions");
    let body = html! {
        (layout::heading(title, &html! {}))
        @for spec in Catalogue::builtin().figures() { (definition(&asked, spec)) }
    };
    let shell = shell::of(&asked, &actor, Noun::Figures, app.ledger.clock().today(), Some(&at));
    Ok(page::full(&asked, layout::page(&shell, title, &body)))
}

fn definition(asked: &Asked, spec: &FigureSpec) -> Markup {
    let lang = asked.lang;
    let link = Link::new(&asked.here, &spec.name, "");
    html! {
        section id=(spec.name) {
            h2 { a href=(link.figure(&[])) { (labels::title(lang, spec)) } " " code.muted { (spec.name) } }
            p { (labels::footnote(lang, spec)) }
            dl.facts { (facts(lang, spec)) }
        }
    }
}

fn facts(lang: Lang, spec: &FigureSpec) -> Markup {
    let kind = lang.t(match spec.kind {
        FigureKind::Count => "figures.kind_count",
        FigureKind::Sum => "figures.kind_sum",
        FigureKind::Rate => "figures.kind_rate",
        FigureKind::Rounds => "figures.kind_rounds",
        FigureKind::Time => "figures.kind_time",
        FigureKind::Formula => "figures.kind_formula",
        FigureKind::Target => "figures.kind_target",
    });
    let basis = lang.t(match spec.basis {
        Basis::Projects => "figures.basis_projects",
        Basis::Entries => "figures.basis_entries",
    });
    let as_of = lang.t(match spec.as_of {
        AsOf::C => "figures.as_of_c",
        AsOf::F => "figures.as_of_f",
        AsOf::Y => "figures.as_of_y",
    });
    let rounding = lang.t(match spec.rounding {
        Rounding::HalfUp => "figures.half_up",
        Rounding::Truncate => "figures.truncate",
    });
    let whole = spec.part_of.as_ref().and_then(|name| Catalogue::builtin().get(name));
    html! {
        (fact(lang.t("figures.fact_kind"), &html! { (kind) " · " (basis) }))
        (fact(lang.t("figures.fact_as_of"), &html! { (as_of) }))
        (fact(lang.t("figures.fact_population"), &filter(lang, &spec.population.to_string())))
        @for default in &spec.defaults {
            (fact(lang.t("figures.fact_default"), &html! { code { (default) } }))
        }
        @if let Some(formula) = &spec.formula {
            (fact(lang.t("figures.fact_formula"), &html! { code { (formula.text()) } }))
        }
        @if let Some(numerator) = &spec.numerator {
            (fact(lang.t("figures.numerator"), &html! { code { (numerator) } }))
        }
        @if let Some(denominator) = &spec.denominator {
            (fact(lang.t("figures.denominator"), &html! { code { (denominator) } }))
        }
        @if let Some(above) = spec.above {
            (fact(lang.t("figures.fact_sums"), &html! {
                (lang.t(labels::measure(spec, above))) " ÷ " (lang.t(labels::measure(spec, spec.measure)))
            }))
        }
        @if let Some(whole) = whole {
            (fact(lang.t("figures.fact_part_of"), &html! { (labels::title(lang, whole)) }))
        }
        (fact(lang.t("figures.fact_printing"), &html! {
            (lang.tf("figures.places", &[("n", &spec.places)])) " · " (rounding)
        }))
    }
}

fn filter(lang: Lang, text: &str) -> Markup {
    html! { @if text.is_empty() { (lang.t("figures.everything")) } @else { code { (text) } } }
}

fn fact(label: &str, value: &Markup) -> Markup {
    html! { dt { (label) } dd { (value) } }
}
