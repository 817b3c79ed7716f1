//! What a person has to agree to before it is written: whole columns that change, and suspicious changes, each with a box of its
//! own and one for all of its kind. The boxes belong to the form that confirms, wherever they stand on the page.

use super::parts;
use crate::history::Names;
use crate::imports::explain;
use crate::imports::outcome::{Report, RowReport};
use crate::imports::problem::Problem;
use crate::imports::report::sweep_lines;
use crate::imports::suspicion::{Suspicion, tick};
use crate::text::Lang;
use maud::{Markup, html};
use std::collections::HashMap;

/// The id of the form that confirms.
pub const CONFIRM: &str = "confirm";
/// The name under which the boxes are sent.
pub const ACCEPT: &str = "accept";
/// Changes of a kind that are shown one by one; of more, all of the kind can be agreed to, or each once it waits.
const SHOWN_MAX: usize = 100;

/// The values of a cell that was changed in a book and in the ledger, side by side: then, now, and in the book.
type OneSide = fn(&Problem) -> &str;
const SIDES: [(&str, OneSide); 3] = [
    ("imports.then", |problem| problem.arg("then").unwrap_or_default()),
    ("imports.held_now", |problem| problem.arg("now").unwrap_or_default()),
    ("imports.in_book", |problem| problem.arg("then").map_or("", |_| problem.value.as_str())),
];

/// A row by its sheet and number.
type ByPlace<'r> = HashMap<(&'r str, u32), &'r RowReport>;

/// The columns that change as a whole.
pub fn sweeps(lang: Lang, report: &Report) -> Markup {
    html! { @for line in sweep_lines(report, lang) { p.flagged { (line) } } }
}

/// The suspicious changes.
pub fn ticks(lang: Lang, report: &Report, names: &Names) -> Markup {
    let asked = |kind: &Suspicion| report.asked(*kind).next().is_some();
    let kinds: Vec<Suspicion> = Suspicion::ALL.into_iter().filter(asked).collect();
    if kinds.is_empty() {
        return html! {};
    }
    let rows: ByPlace<'_> = report.rows.iter().map(|row| ((&*row.sheet, row.row), row)).collect();
    html! {
        section id="ticks" {
            h2 { (lang.t("imports.ticks")) }
            p { (lang.t("imports.ticks_words")) }
            @for kind in kinds { (of_kind(lang, (report, names), &rows, kind)) }
        }
    }
}

fn of_kind(lang: Lang, (report, names): (&Report, &Names), rows: &ByPlace<'_>, kind: Suspicion) -> Markup {
    let asked: Vec<&Problem> = report.asked(kind).collect();
    let more = asked.len().saturating_sub(SHOWN_MAX);
    let [accept, cell, project, what] =
        ["imports.accept", "imports.cell", "imports.project", "imports.what"].map(|key| lang.t(key));
    let all = lang.tf("imports.accept_all", &[("n", &parts::counted(asked.len()))]);
    let sides = if kind == Suspicion::Both { &SIDES[..] } else { &[] };
    html! {
        h3 { (explain::suspicion(lang, kind)) }
        label.tick {
            input type="checkbox" form=(CONFIRM) name=(ACCEPT) value=(kind.code());
            " " span { (all) }
        }
        div.grid-wrap.short tabindex="0" role="region" aria-label=(explain::suspicion(lang, kind)) {
            table.grid.fold {
                thead { tr {
                    th.text scope="col" { (accept) } th.text scope="col" { (cell) }
                    th.words scope="col" { (project) }
                    @for (header, _) in sides { th.words scope="col" { (lang.t(header)) } }
                    th.words scope="col" { (what) }
                } }
                tbody { @for problem in asked.iter().take(SHOWN_MAX) {
                    @let row = problem.place.row.and_then(|at| rows.get(&(&*problem.place.sheet, at)));
                    @let at = address(problem);
                    tr {
                        td.text data-label=(accept) {
                            input type="checkbox" form=(CONFIRM) name=(ACCEPT) value=[tick(problem)]
                                aria-label={ (accept) " " (at) };
                        }
                        td.text data-label=(cell) { (at) }
                        td.words data-label=(project) { (row.map_or("", |row| row.title.as_str())) }
                        @for (header, side) in sides { td.words data-label=(lang.t(header)) { (side(problem)) } }
                        td.words data-label=(what) {
                            @if problem.arg("then").is_none() { (problem.message(lang)) }
                            @else { (problem.column.as_deref().unwrap_or_default()) }
                            @if let Some(way) = parts::other(lang, problem) { " " a href=(way.href) { (way.label) } }
                            // The three values say it already.
                            @if let Some(row) = row.filter(|_| problem.arg("then").is_none()) { ul.plain {
                                @for change in &row.asked { li { (parts::changed(lang, names, change)) } }
                            } }
                        }
                    }
                } }
            }
        }
        @if more > 0 { p.muted { (lang.tf("imports.ticks_more", &[("n", &parts::counted(more))])) } }
    }
}

fn address(problem: &Problem) -> String {
    let at = problem.cell().or_else(|| problem.place.row_name());
    format!("{}!{}", problem.place.sheet, at.unwrap_or_default())
}
