//! What became different since another point: lists that add up to the difference.

use super::answer::At;
use super::difference::{Difference, Line};
use super::labels;
use crate::text::Lang;
use crate::text::counts::change;
use crate::text::money::ShownIn;
use crate::ui::layout::CARRIED;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use ::figures::{FigureKind, FigureSpec};
use domain::Money;
use maud::{Markup, html};

/// Lines shown of one group; the workbook holds all.
const LINES_MAX: usize = 200;

/// The section below the figure.
pub(super) fn section(
    lang: Lang,
    spec: &FigureSpec,
    since: At,
    differences: &[Difference],
    here: &Query,
) -> Markup {
    html! {
        section #difference {
            h2 { (lang.tf("figures.since", &[("day", &since.true_on), ("change", &since.known_by)])) }
            @if differences.is_empty() { p.muted { (lang.t("figures.no_difference")) } }
            @for difference in differences { (one(lang, spec, difference, here)) }
        }
    }
}

fn one(lang: Lang, spec: &FigureSpec, difference: &Difference, here: &Query) -> Markup {
    let printed = |figure: &Option<::figures::Figure>| {
        figure.as_ref().map_or_else(|| "0".to_owned(), |figure| figure.printed.clone())
    };
    let is_rate = spec.kind == FigureKind::Rate;
    let mut columns = vec![
        Column::new("kind", lang.t("figures.kind"), Kind::Text),
        Column::new("title", lang.t("figures.project"), Kind::Lead),
        Column::new("round", lang.t("figures.dim_round"), Kind::Text),
        Column::new("count", lang.t("figures.count"), Kind::Number),
    ];
    if is_rate {
        columns.push(Column::new("numerator", lang.t("figures.numerator"), Kind::Number));
    }
    columns
        .push(Column::new("amount", lang.t("figures.amount"), Kind::Number).in_unit(ShownIn::Wan.word(lang)));
    columns.push(Column::new("other", lang.t("figures.other_group"), Kind::Text));
    let shown = difference.lines.iter().take(LINES_MAX);
    let rows = shown.map(|line| row(lang, is_rate, line, here)).collect();
    let mut totals = vec![html! {}, html! { (lang.t("figures.total")) }, html! {}];
    totals.push(html! { (change(difference.count)) });
    if is_rate {
        totals.push(html! { (change(difference.numerator)) });
    }
    totals.extend([html! { (signed_wan(difference.amount_fen)) }, html! {}]);
    let group = if difference.group.is_whole() {
        labels::title(lang, spec).to_owned()
    } else {
        labels::group(lang, &difference.group)
    };
    let mut table = Table::new(group.clone(), here, columns, rows);
    table.totals = Some(totals);
    let left_out = difference.lines.len().saturating_sub(LINES_MAX);
    html! {
        h3 { (group) " " span.muted { (printed(&difference.before)) " → " (printed(&difference.after)) } }
        (table.render(lang))
        @if left_out > 0 { p.muted { (lang.tf("figures.lines_left_out", &[("n", &left_out)])) } }
    }
}

fn row(lang: Lang, is_rate: bool, line: &Line, here: &Query) -> Row {
    let kind = match line.kind {
        "new" => lang.t("figures.kind_new"),
        "left" => lang.t("figures.kind_left"),
        "changed" => lang.t("figures.kind_changed"),
        _ => lang.t("figures.kind_reclassified"),
    };
    let title = line.title.clone().or_else(|| line.round.clone()).unwrap_or_default();
    let href = line.project.map(|id| here.carried_to(&format!("/projects/{id}"), &CARRIED));
    let mut cells = vec![
        html! { (kind) },
        html! { @match &href { Some(href) => a href=(href) { (title) }, None => (title) } },
        html! { @if let Some(round) = &line.round { (round) } },
        html! { (change(line.count)) },
    ];
    if is_rate {
        cells.push(html! { (change(line.numerator)) });
    }
    cells.push(html! { (signed_wan(line.amount_fen)) });
    cells.push(html! { @if let Some(group) = &line.other_group { (labels::group(lang, group)) } });
    Row { id: line.no.clone().unwrap_or_default(), name: title, cells }
}

/// A difference of money in 万元 with its sign.
fn signed_wan(fen: i64) -> String {
    let printed = ShownIn::Wan.print(Money::from_fen(fen));
    if fen > 0 { format!("+{printed}") } else { printed.replace('-', "−") }
}
