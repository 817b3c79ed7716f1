//! The definitions: what each figure counts, over what, how it is printed, its value now, and since when it is so.

use super::{NEW, PATH, contents, decrees, wrong};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{KnownBy, Question};
use crate::figures::link::Link;
use crate::figures::table::value_cell;
use crate::figures::{Asking, labels};
use crate::filter_words;
use crate::shell;
use crate::text::Lang;
use crate::ui::decree;
use crate::ui::figure_link;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::page as answer;
use crate::web::problem::Problem;
use crate::web::urlencoded::encode;
use ::figures::{AsOf, Basis, Catalogue, FigureKind, FigureSpec, Filter, Unusable};
use axum::extract::State;
use axum::response::Response;
use domain::Rounding;
use domain::facts::{FigureRule, Kept};
use maud::{Markup, html};

/// What every section of the page needs.
struct Shown<'a> {
    asked: &'a Asked,
    at: &'a Question,
    asking: &'a Asking<'a>,
    /// Whether the reader may change what stands here.
    edits: bool,
    unusable: Vec<Unusable>,
}

/// The page.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.reading(&asked).await?;
    let org = shell::chosen(&asked, &actor, &at.snapshot)?;
    let filter = shell::narrowed(&at.snapshot, &Filter::default(), org);
    let asking = Asking {
        scope: &actor.scope,
        filter: &filter,
        by: &[],
        lang,
        taxonomy: None,
        speaks_for: actor.speaks_for(org),
    };
    let edits = at.as_of.known_by == KnownBy::Now && decrees(&actor, at.snapshot.dimensions());
    let unusable = at.snapshot.definitions().unusable();
    let shown = Shown { asked: &asked, at: &at, asking: &asking, edits, unusable };
    let title = lang.t("figures.definitions");
    let actions = html! { @if edits { a.button.primary href=(NEW) { (lang.t("definitions.new")) } } };
    let body = html! {
        (layout::heading(title, &actions))
        p.muted { (lang.t("definitions.about")) }
        (shown.warnings())
        (contents::contents(lang, at.catalogue()))
        @for spec in at.catalogue().figures() { (shown.definition(spec)) }
        (shown.absent())
    };
    let frame = shell::of(&asked, &actor, Noun::Figures, app.ledger.clock().today(), Some(&at));
    Ok(answer::full(&asked, layout::page(&frame, title, &body)))
}

impl Shown<'_> {
    /// Versions that can't be used: what held before them holds on.
    fn warnings(&self) -> Markup {
        let lang = self.asked.lang;
        html! {
            @if !self.unusable.is_empty() {
                div.flagged role="alert" {
                    h2 { (lang.t("definitions.unusable_title")) }
                    ul { @for it in &self.unusable { li { (wrong::unusable(lang, it)) } } }
                    p { (lang.t("definitions.unusable_note")) }
                }
            }
        }
    }

    fn definition(&self, spec: &FigureSpec) -> Markup {
        let lang = self.asked.lang;
        let link = Link::new(&self.asked.here, &spec.name, "");
        html! {
            section id=(spec.name) {
                h2 {
                    @if let Some(number) = contents::number_of(&spec.name) { (number) " " }
                    a href=(link.figure(&[])) { (labels::title(lang, spec)) } " " code.muted.small { (spec.name) }
                }
                p { (labels::footnote(lang, spec)) }
                dl.facts {
                    (fact(lang.t("definitions.value_now"), &self.value(spec, &link)))
                    (facts(lang, self.at.catalogue(), spec))
                    (fact(lang.t("definitions.whose"), &self.whose(&spec.name)))
                }
                (self.versions(&spec.name))
                p.no-print {
                    @if self.edits { a href={ (NEW) "?name=" (encode(&spec.name)) } { (lang.t("definitions.change")) } " · " }
                    a href={ "#" (contents::TOP) } { (lang.t("definitions.to_contents")) }
                }
            }
        }
    }

    /// Figures of the site's own that are not given on the day, but have been or will be.
    fn absent(&self) -> Markup {
        let lang = self.asked.lang;
        let mut names: Vec<&str> = Vec::new();
        for rule in self.at.snapshot.definitions().all() {
            if self.at.catalogue().get(&rule.name).is_none() && !names.contains(&rule.name.as_str()) {
                names.push(&rule.name);
            }
        }
        html! {
            @for name in names {
                section id=(name) {
                    h2 { code { (name) } }
                    p.muted { (lang.tf("definitions.not_on_day", &[("day", &self.at.true_on)])) }
                    (self.versions(name))
                    @if self.edits {
                        p.no-print { a href={ (NEW) "?name=" (encode(name)) } { (lang.t("definitions.change")) } }
                    }
                }
            }
        }
    }

    /// The value for the reader on the day asked; of a figure that always has groups the way to them.
    fn value(&self, spec: &FigureSpec, link: &Link) -> Markup {
        let lang = self.asked.lang;
        if !spec.by.is_empty() {
            return html! { a href=(link.figure(&[])) { (lang.t("definitions.by_groups")) } };
        }
        match self.asking.figures(self.at, &spec.name) {
            Ok(figures) => match figures.first() {
                Some(figure) => {
                    let unit = match spec.kind {
                        FigureKind::Rate | FigureKind::Time | FigureKind::Target => "",
                        _ => labels::unit_beside(lang, figure),
                    };
                    let first = value_cell(lang, spec, figure, link);
                    html! { (first) " " (unit) }
                }
                None => figure_link::unknown(lang.t("definitions.nothing_counted")),
            },
            // A condition that names what the ledger no longer knows: every other figure is given.
            Err(_) => figure_link::unknown(lang.t("definitions.not_given")),
        }
    }

    /// Whose definition holds, and since when.
    fn whose(&self, name: &str) -> Markup {
        let lang = self.asked.lang;
        match self.at.snapshot.definitions().in_force(name, self.at.true_on) {
            None => html! { (lang.t("definitions.of_program")) },
            Some((version, rule)) => html! {
                (lang.tf("definitions.of_site", &[("n", &version), ("from", &rule.from_on)]))
            },
        }
    }

    /// The site's versions of a figure.
    fn versions(&self, name: &str) -> Markup {
        let lang = self.asked.lang;
        let definitions = self.at.snapshot.definitions();
        let versions: Vec<(usize, &Kept<FigureRule>)> = (1..).zip(definitions.versions(name)).collect();
        html! {
            @if !versions.is_empty() {
                ul.versions {
                    @for (number, rule) in versions {
                        li {
                            (lang.tf("definitions.version", &[("n", &number), ("from", &rule.from_on)])) " "
                            (self.state(rule))
                            @match &rule.text {
                                Some(text) => details { summary { (lang.t("definitions.as_written")) } pre { (text) } },
                                None => (lang.t("definitions.ends_here")),
                            }
                            @if self.edits { (decree::take_back(lang, PATH, rule.id)) }
                        }
                    }
                }
            }
        }
    }

    fn state(&self, rule: &Kept<FigureRule>) -> Markup {
        let lang = self.asked.lang;
        let on = self.at.true_on;
        let definitions = self.at.snapshot.definitions();
        let holds = definitions.in_force(&rule.name, on).is_some_and(|(_, holding)| holding.id == rule.id);
        let is_unusable = self.unusable.iter().any(|it| it.rule.id == rule.id && it.from_on <= on);
        decree::state(lang, (rule.from_on, on), holds, is_unusable)
    }
}

fn facts(lang: Lang, catalogue: &Catalogue, spec: &FigureSpec) -> Markup {
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
    let whole = spec.part_of.as_ref().and_then(|name| catalogue.get(name));
    html! {
        (fact(lang.t("figures.fact_kind"), &html! { (kind) " · " (basis) }))
        (fact(lang.t("figures.fact_as_of"), &html! { (as_of) }))
        (fact(lang.t("figures.fact_population"), &filter(lang, &spec.population)))
        @if !spec.defaults.is_empty() {
            (fact(lang.t("figures.fact_default"), &html! { @for default in &spec.defaults { div { (filter(lang, default)) } } }))
        }
        @if let Some(formula) = &spec.formula {
            (fact(lang.t("figures.fact_formula"), &html! {
                (labels::formula((lang, catalogue), formula)) " " code.muted { (formula.text()) }
            }))
        }
        @if let Some(numerator) = &spec.numerator {
            (fact(lang.t("figures.numerator"), &filter(lang, numerator)))
        }
        @if let Some(denominator) = &spec.denominator {
            (fact(lang.t("figures.denominator"), &filter(lang, denominator)))
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

/// A condition in words, and as it is written in a definition.
fn filter(lang: Lang, filter: &Filter) -> Markup {
    let text = filter.to_string();
    html! {
        @if text.is_empty() { (lang.t("figures.everything")) }
        @else { (filter_words::in_words(lang, filter)) " " code.muted { (text) } }
    }
}

fn fact(label: &str, value: &Markup) -> Markup {
    html! { dt { (label) } dd { (value) } }
}
