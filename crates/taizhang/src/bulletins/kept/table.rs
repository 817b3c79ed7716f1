//! A table of a bulletin on its page.

use super::links::Links;
use crate::text::Lang;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use figures::bulletin::{FigureSpan, Shows, Table as Drafted};
use maud::{Markup, html};

/// Rows shown of one table; the workbook has them all.
const ROWS_MAX: usize = 300;
/// A table with more rows scrolls in a frame of its own: the text after it stays near.
const SHORT_ROWS_MAX: usize = 40;

/// The table with each number a link; its name, where it has none of its own, is the annex's.
pub(super) fn render(lang: Lang, here: &Query, links: &Links<'_>, drafted: &Drafted, annex: &str) -> Markup {
    // What a row is called: where ranks stand first, the words after them.
    let lead = drafted.columns.iter().position(|column| column.shows == Shows::Text).unwrap_or_default();
    let columns = drafted.columns.iter().enumerate().map(|(place, column)| {
        let kind = match column.shows {
            _ if place == lead => Kind::Lead,
            Shows::Integer | Shows::Decimal(_) => Kind::Number,
            Shows::Day => Kind::Day,
            Shows::Text => Kind::Words,
            Shows::Sign => Kind::Text,
        };
        let head = match &column.group {
            Some(group) => format!("{group} · {}", column.head),
            None => column.head.clone(),
        };
        Column::new("column", head, kind)
    });
    let name = if drafted.name.is_empty() { annex } else { &drafted.name };
    let rows = drafted.rows.iter().take(ROWS_MAX).map(|row| {
        let cells = row.cells.iter().zip(&drafted.columns).map(|(cell, column)| match &cell.source {
            None => html! { @if row.total { strong { (cell.printed) } } @else { (cell.printed) } },
            Some(source) => {
                let slot = drafted.cell_slot(row, column);
                let figure = FigureSpan { slot, source: source.clone(), printed: cell.printed.clone() };
                html! { a.figure href=(links.to(&figure)) { (cell.printed) } }
            }
        });
        let name = row.cells.get(lead).map(|cell| cell.printed.clone()).unwrap_or_default();
        Row { id: row.key.clone(), name, cells: cells.collect() }
    });
    let mut table = Table::new(name, here, columns.collect(), rows.collect());
    table.short = drafted.rows.len() <= SHORT_ROWS_MAX;
    let left_out = drafted.rows.len().saturating_sub(ROWS_MAX);
    html! {
        @if !drafted.name.is_empty() { h4 { (drafted.name) } }
        @if !drafted.above.is_empty() { p.muted.small { (drafted.above) } }
        (table.render(lang))
        @if left_out > 0 { p.muted { (lang.tf("kept.rows_left_out", &[("n", &left_out)])) } }
        @for note in &drafted.below { p.muted.small { (note) } }
    }
}
