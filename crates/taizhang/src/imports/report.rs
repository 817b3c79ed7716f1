//! What an import did, for people at a terminal and for programs.

use super::headers::Field;
use super::outcome::Report;
use super::problem::{Problem, Severity};
use super::read_as::ReadAs;
use super::recognize::{Column, Shape, SheetLayout, Unit, Why};
use crate::text::Lang;
use office::annotate::{Mark, Severity as Tone};
use serde_json::{Value, json};
use std::fmt::Write;

/// Columns that are only remarks named for people; all stand in the table of columns.
const REMARKS_LISTED_MAX: usize = 40;
/// Problems listed for people; a program gets all.
const LISTED_MAX: usize = 50;

/// The outcome as JSON: `{file, readAs, sheet, sheets, rows, created, changed, unchanged, parked, change, problems}`. `sheet` is
/// the first with projects, `sheets` all with what was recognised in them.
pub fn json(report: &Report, lang: Lang) -> Value {
    json!({
        "file": report.source.name,
        "readAs": report.layout.read_as.as_ref().map(ReadAs::json),
        "sheet": report.sheet(),
        "sheets": report.layout.sheets.iter().map(|sheet| sheet_json(report, sheet)).collect::<Vec<_>>(),
        "rows": report.rows.len(),
        "created": report.created(),
        "changed": report.changed(),
        "unchanged": report.unchanged(),
        "parked": report.parked(),
        "change": report.change.map(|change| change.0),
        "problems": report.problems.iter().map(|problem| problem_json(problem, lang)).collect::<Vec<_>>(),
    })
}

fn sheet_json(report: &Report, sheet: &SheetLayout) -> Value {
    let column = |column: &Column| {
        json!({
            "column": office::sheet::column_letters(column.col),
            "header": &*column.header,
            "field": column.field.map(Field::code),
            "unit": column.unit.map(Unit::code),
        })
    };
    let mut recognised = json!({
        "name": &*sheet.name,
        "shape": sheet.shape.code(),
        "rows": report.rows.iter().filter(|row| row.sheet == sheet.name).count(),
        "columns": sheet.columns.iter().map(column).collect::<Vec<_>>(),
    });
    if let Shape::Table { first, last } = sheet.shape {
        recognised["headerRows"] = json!([first + 1, last + 1]);
    }
    recognised
}

fn problem_json(problem: &Problem, lang: Lang) -> Value {
    json!({
        "sheet": &*problem.place.sheet,
        "row": problem.place.row,
        "column": problem.column.as_deref(),
        "cell": problem.cell(),
        "value": problem.value,
        "code": problem.code.code(),
        "severity": problem.code.severity().code(),
        "message": problem.message(lang),
        "proposal": problem.proposal(lang),
    })
}

/// The outcome in a few lines, with the first problems.
pub fn text(report: &Report, lang: Lang, dry_run: bool) -> String {
    let key = match report.sheet() {
        None => "imports.only_compared",
        Some(_) if dry_run => "imports.done_dry",
        Some(_) => "imports.done",
    };
    let mut text = lang.tf(
        key,
        &[
            ("rows", &report.rows.len()),
            ("created", &report.created()),
            ("changed", &report.changed()),
            ("unchanged", &report.unchanged()),
            ("parked", &report.parked()),
        ],
    );
    text.push('\n');
    if let Some(change) = report.change {
        let key = if report.wrote_projects() { "imports.as_change" } else { "imports.as_change_parked" };
        text.push_str(&lang.tf(key, &[("change", &change)]));
        text.push('\n');
    }
    if let Some(read_as) = &report.layout.read_as {
        text.push_str(&read_as.words(lang));
        text.push('\n');
    }
    for line in remark_columns(report.layout.sheets.as_slice(), lang) {
        text.push_str(&line);
        text.push('\n');
    }
    // What keeps a row out stands before what is only doubted, each in the order of rows.
    let mut problems: Vec<&Problem> = report.problems.iter().collect();
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.blocks()));
    for problem in problems.into_iter().take(LISTED_MAX) {
        let mark = if problem.blocks() { '■' } else { '▲' };
        let stop = if lang == Lang::En { ". " } else { "。" };
        let (place, message, proposal) = (place(problem), problem.message(lang), problem.proposal(lang));
        let _infallible = writeln!(text, "{mark} {place} {message}{stop}{proposal}");
    }
    if let Some(more) = report.problems.len().checked_sub(LISTED_MAX).filter(|more| *more > 0) {
        text.push_str(&lang.tf("imports.more_problems", &[("n", &more)]));
        text.push('\n');
    }
    text
}

/// Of each sheet that has such: which columns count for nothing, so that nobody takes one for understood that is not.
pub fn remark_columns(sheets: &[SheetLayout], lang: Lang) -> Vec<String> {
    let of_sheet = |sheet: &SheetLayout| {
        let name = |column: &Column| match column.why {
            Why::Taken => lang.tf("imports.column_taken", &[("column", &column.header)]),
            _ => column.header.to_string(),
        };
        let mut names: Vec<String> = sheet.remarks().take(REMARKS_LISTED_MAX).map(name).collect();
        let all = sheet.remarks().count();
        if all > names.len() {
            names.push("…".to_owned());
        }
        let args: [(&str, &dyn std::fmt::Display); 3] =
            [("sheet", &sheet.name), ("n", &all), ("columns", &lang.list(&names))];
        // What an organisation's record has no place for is told at its cells: it isn't kept at all.
        let keeps = sheet.record().is_none_or(|record| !record.is_of_orgs());
        (all > 0 && keeps).then(|| lang.tf("imports.only_remarks", &args))
    };
    sheets.iter().filter_map(of_sheet).collect()
}

/// Where a problem is: sheet and cell, or row, or the sheet alone.
fn place(problem: &Problem) -> String {
    let at = problem.cell().or_else(|| problem.place.row.map(|row| row.to_string()));
    at.map_or_else(|| problem.place.sheet.to_string(), |at| format!("{}!{at}", problem.place.sheet))
}

/// The problems as marks for a copy of the workbook.
pub fn marks(report: &Report, lang: Lang) -> Vec<Mark> {
    (report.problems.iter())
        .filter_map(|problem| {
            let row = problem.place.row?.checked_sub(1)?;
            Some(Mark {
                sheet: problem.place.sheet_index,
                row,
                col: problem.col,
                severity: match problem.code.severity() {
                    Severity::Blocks => Tone::Error,
                    Severity::Warns => Tone::Warning,
                },
                comment: format!("{}\n{}", problem.message(lang), problem.proposal(lang)),
            })
        })
        .collect()
}
