//! All figures at a glance: each with its value today, the way to its groups and to its projects.

use super::answer::Asking;
use super::labels;
use super::link::Link;
use super::table::{value_cell, value_cells};
use crate::actor::Actor;
use crate::app::App;
use crate::shell;
use crate::text::money::ShownIn;
use crate::ui::figure_link;
use crate::ui::layout::{self, CARRIED, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use ::figures::{Basis, Dim, Figure, FigureKind, FigureSpec, Filter};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// The page without a figure chosen.
pub(super) async fn page(app: &App, asked: &Asked, actor: &Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let at = app.reading(asked).await?;
    let org = shell::chosen(asked, actor, &at.snapshot)?;
    let filter = shell::narrowed(&at.snapshot, &Filter::default(), org);
    let asking = Asking {
        scope: &actor.scope,
        filter: &filter,
        lang,
        by: &[],
        taxonomy: None,
        speaks_for: actor.speaks_for(org),
    };
    let mut found: Vec<(&FigureSpec, Option<Figure>)> = Vec::new();
    for spec in at.catalogue().figures() {
        let figures = if spec.by.is_empty() { asking.figures(&at, &spec.name) } else { Ok(Vec::new()) };
        // A definition may name what the ledger no longer knows: that hinders no other figure.
        let figures = figures.unwrap_or_else(|error| {
            tracing::warn!(figure = spec.name, %error, "a figure can't be given");
            Vec::new()
        });
        found.push((spec, figures.into_iter().next()));
    }
    if asked.json {
        let figures = found.into_iter().filter_map(|(_, figure)| figure).collect();

        let answer = super::Answer::of(&at, figures);
        return Ok(axum::Json(answer).into_response());
    }
    let columns = vec![
        Column::new("figure", lang.t("figures.figure"), Kind::Lead),
        Column::new("value", lang.t("figures.value"), Kind::Number),
        Column::new("unit", lang.t("figures.unit"), Kind::Text),
        Column::new("amount", lang.t("figures.amount"), Kind::Number).in_unit(ShownIn::Yi.word(lang)),
        Column::new("groups", lang.t("figures.by"), Kind::Text),
    ];
    let rows = found.iter().map(|(spec, figure)| row(asked, spec, figure.as_ref())).collect();
    let to = |path: &str| asked.here.carried_to(path, &CARRIED);
    let actions = html! {
        a href=(to(super::side::PATH)) { (lang.t("figures.side")) }
        a href=(to("/boards")) { (lang.t("boards.title")) }
        a href=(to("/figures/cohorts")) { (lang.t("cohorts.title")) }
        a href=(to("/rankings")) { (lang.t("rankings.schemes")) }
        a href=(to("/figures/starts")) { (lang.t("figures.starts")) }
        a href=(to("/figures/definitions")) { (lang.t("figures.definitions")) }
    };
    let body = html! {
        (layout::heading(lang.t("ui.figures"), &actions))
        (Table::new(lang.t("ui.figures"), &asked.here, columns, rows).render(lang))
        p.muted.small { (lang.t("figures.overview_note")) }
    };
    let shell = shell::of(asked, actor, Noun::Figures, app.ledger.clock().today(), Some(&at));
    Ok(page::full(asked, layout::page(&shell, lang.t("ui.figures"), &body)))
}

fn row(asked: &Asked, spec: &FigureSpec, figure: Option<&Figure>) -> Row {
    let lang = asked.lang;
    let link = Link::new(&asked.here, &spec.name, "");
    let mut values =
        figure.map(|figure| value_cells(lang, spec, figure, &link)).unwrap_or_default().into_iter();
    let value = match (values.next(), figure) {
        (Some(_), Some(figure)) => value_cell(lang, spec, figure, &link),
        _ if spec.by.is_empty() => figure_link::unknown(lang.t("definitions.not_given")),
        _ => Markup::default(),
    };
    let amount = if spec.kind == FigureKind::Count { values.next_back() } else { None };
    let title = labels::title(lang, spec);
    let lead = html! {
        @if spec.part_of.is_some() { span.muted { "└ " } }
        a href=(link.figure(&[])) { (title) }
    };
    let unit = figure
        .filter(|_| !matches!(spec.kind, FigureKind::Rate | FigureKind::Time | FigureKind::Target))
        .map_or("", |figure| labels::unit_beside(lang, figure));
    let cells = vec![lead, value, html! { (unit) }, amount.unwrap_or_default(), groups(asked, spec, &link)];
    Row { id: spec.name.clone(), name: title.to_owned(), cells }
}

/// The groups that one asks for most.
fn groups(asked: &Asked, spec: &FigureSpec, link: &Link) -> Markup {
    let dims: &[Dim] = match spec.basis {
        _ if !spec.by.is_empty() || spec.kind == FigureKind::Time => &[],
        _ if spec.kind == FigureKind::Target => &[Dim::City, Dim::Zone],
        Basis::Entries => &[Dim::Round, Dim::City, Dim::Zone],
        Basis::Projects if spec.event.is_some() => &[Dim::Year, Dim::City, Dim::Zone],
        Basis::Projects => &[Dim::City, Dim::Zone],
    };
    html! { @for dim in dims { a href=(link.figure(&[*dim])) { (labels::dim(asked.lang, *dim)) } " " } }
}
