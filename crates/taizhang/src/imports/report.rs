//! What an import did, for people at a terminal and for programs.

use super::explain;
use super::grouped::{Group, grouped};
use super::headers::Field;
use super::home::Told;
use super::outcome::Report;
use super::problem::{Code, Problem};
use super::read_as::ReadAs;
use super::recognize::{Column, Reason, Shape, SheetLayout, Unit, Why};
use super::suspicion::Suspicion;
use super::sweep::{Sweep, sweeps};
use crate::fields;
use crate::text::Lang;
use domain::facts::RecordKind;
use office::annotate::{Mark, Severity as Tone};
use serde_json::{Map, Value, json};

/// Columns that are only remarks named for people; all stand in the table of columns.
const REMARKS_LISTED_MAX: usize = 40;
/// The option of the command that makes what is unknown.
const CREATE: &str = "--create-zones";
/// Problems listed for people; a program gets all.
const LISTED_MAX: usize = 50;

/// The outcome as JSON: `{file, readAs, book, sheet, sheets, rows, created, changed, unchanged, parked, change, problems, repeated}`. `sheet`
/// is the first with projects, `sheets` all with what was recognised in them, `repeated` says once what many rows have.
pub fn json(report: &Report, lang: Lang) -> Value {
    json!({
        "file": report.source.name,
        "readAs": report.layout.read_as.as_ref().map(ReadAs::json),
        "book": report.book.as_ref().map(Told::json),
        "sheet": report.sheet(),
        "sheets": report.layout.sheets.iter().map(|sheet| sheet_json(report, sheet)).collect::<Vec<_>>(),
        "rows": report.rows.len(),
        "created": report.created(),
        "changed": report.changed(),
        "unchanged": report.unchanged(),
        "parked": report.parked(),
        "asks": Suspicion::ALL.iter().filter_map(|kind| asked_json(report, *kind)).collect::<Map<_, _>>(),
        "wholeColumns": sweeps(report).iter().map(sweep_json).collect::<Vec<_>>(),
        "change": report.change.map(|change| change.0),
        "problems": report.problems.iter().map(|problem| problem_json(problem, lang)).collect::<Vec<_>>(),
        "repeated": grouped(&report.problems).iter().filter_map(|group| group_json(group, lang)).collect::<Vec<_>>(),
    })
}

/// A kind of suspicious change and how many of it wait for somebody to agree.
fn asked_json(report: &Report, kind: Suspicion) -> Option<(String, Value)> {
    let asked = report.asked(kind).count();
    (asked > 0).then(|| (kind.code().to_owned(), json!(asked)))
}

fn sweep_json(sweep: &Sweep) -> Value {
    json!({
        "sheet": &*sweep.sheet, "field": sweep.what, "rows": sweep.rows, "of": sweep.of, "times": sweep.times,
    })
}

fn sheet_json(report: &Report, sheet: &SheetLayout) -> Value {
    let column = |column: &Column| {
        json!({
            "column": office::sheet::column_letters(column.col),
            "header": &*column.header,
            "field": column.field.map(Field::code),
            "unit": column.unit.map(Unit::code),
            "why": column.reasons().into_iter().map(Reason::code).collect::<Vec<_>>(),
        })
    };
    let mut recognised = json!({
        "name": &*sheet.name,
        "shape": sheet.shape.code(),
        "rows": report.rows.iter().filter(|row| row.sheet == sheet.name).count(),
        "columns": sheet.columns.iter().map(column).collect::<Vec<_>>(),
    });
    if let Some(by) = &sheet.learned {
        recognised["layout"] = json!({
            "name": by.name, "missing": by.missing, "further": by.further, "otherUnit": by.other_unit,
        });
    }
    if let Shape::Table { first, last } = sheet.shape {
        recognised["headerRows"] = json!([first + 1, last + 1]);
    }
    recognised
}

fn problem_json(problem: &Problem, lang: Lang) -> Value {
    let mut said = json!({
        "sheet": &*problem.place.sheet,
        "row": problem.place.row,
        "column": problem.column.as_deref(),
        "cell": problem.cell(),
        "value": problem.value,
        "code": problem.code.code(),
        "severity": problem.code.severity().code(),
        "kind": problem.code.suspicion().map(Suspicion::code),
        "message": problem.message(lang),
        "proposal": problem.proposal(lang),
    });
    // What stood in the cell of a zone's own workbook when it was made, and what the ledger holds now.
    for side in ["then", "now"] {
        if let (Some(text), Code::BothChanged) = (problem.arg(side), problem.code) {
            said[side] = json!(text);
        }
    }
    said
}

/// What several rows have in the same words, with the option that mends it where there is one.
fn group_json(group: &Group<'_>, lang: Lang) -> Option<Value> {
    let problem = group.first;
    group.is_of_many().then(|| {
        json!({
            "sheet": &*problem.place.sheet,
            "column": problem.column.as_deref(),
            "value": problem.value,
            "code": problem.code.code(),
            "severity": problem.code.severity().code(),
            "rows": group.rows,
            "message": problem.message(lang),
            "proposal": problem.proposal(lang),
            "option": problem.code.may_be_made().then_some(CREATE),
        })
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
    for line in report.book.iter().flat_map(|told| told.lines(lang)) {
        text.push_str(&line);
        text.push('\n');
    }
    if dry_run {
        text.push_str(&recognised(report, lang));
    }
    for line in sweep_lines(report, lang).into_iter().chain(asked_lines(report, lang)) {
        text.push_str(&line);
        text.push('\n');
    }
    for line in remark_columns(report.layout.sheets.as_slice(), lang) {
        text.push_str(&line);
        text.push('\n');
    }
    // What keeps a row out stands before what is only doubted, each in the order of rows.
    let mut groups = grouped(&report.problems);
    groups.sort_by_key(|group| std::cmp::Reverse(group.first.blocks()));
    let all = groups.len();
    for group in groups.into_iter().take(LISTED_MAX) {
        text.push_str(&group_line(&group, lang));
    }
    if let Some(more) = all.checked_sub(LISTED_MAX).filter(|more| *more > 0) {
        text.push_str(&lang.tf("imports.more_problems", &[("n", &more)]));
        text.push('\n');
    }
    text
}

/// What each sheet with projects and each of its columns was taken for, and why.
fn recognised(report: &Report, lang: Lang) -> String {
    let sheets = report.layout.sheets.iter().filter(|sheet| sheet.has_projects());
    sheets.map(|sheet| sheet_lines(sheet, lang)).collect()
}

/// What a sheet and each of its columns was taken for, and why.
pub fn sheet_lines(sheet: &SheetLayout, lang: Lang) -> String {
    let args: [(&str, &dyn std::fmt::Display); 2] =
        [("sheet", &sheet.name), ("shape", &explain::shape(lang, sheet.shape))];
    let head = std::iter::once(lang.tf("imports.sheet_line", &args));
    let lines = head.chain(explain::by_layout(lang, sheet)).chain(explain::lines(lang, sheet));
    lines.fold(String::new(), |text, line| text + &line + "\n")
}

/// Problems in the same words in a line: what keeps a row out is marked otherwise than what is only doubted.
pub fn group_line(group: &Group<'_>, lang: Lang) -> String {
    let problem = group.first;
    let mark = if problem.blocks() { '■' } else { '▲' };
    let stop = if lang == Lang::En { ". " } else { "。" };
    let (place, message, proposal) = (group.place(), group.message(lang), problem.proposal(lang));
    let offer = if problem.code.may_be_made() { lang.t("imports.offer_create") } else { "" };
    let advice = [proposal.as_str(), offer].join(lang.gap());
    format!("{mark} {place} {message}{stop}{}\n", advice.trim_end())
}

/// Columns that change as a whole, each in a sentence.
pub fn sweep_lines(report: &Report, lang: Lang) -> Vec<String> {
    let line = |sweep: &Sweep| {
        let field = fields::label(lang, RecordKind::Project, &sweep.what);
        let args: [(&str, &dyn std::fmt::Display); 7] = [
            ("sheet", &sweep.sheet),
            ("field", &field),
            ("rows", &sweep.rows),
            ("of", &sweep.of),
            ("first", &sweep.span.0),
            ("last", &sweep.span.1),
            ("times", &sweep.times.as_deref().unwrap_or_default()),
        ];
        lang.tf(if sweep.times.is_some() { "imports.sweep_times" } else { "imports.sweep" }, &args)
    };
    sweeps(report).iter().map(line).collect()
}

/// The kinds of change to which somebody has to agree, each with the word that does.
fn asked_lines(report: &Report, lang: Lang) -> Vec<String> {
    let line = |kind: Suspicion| {
        let asked = report.asked(kind).count();
        let args: [(&str, &dyn std::fmt::Display); 3] =
            [("kind", &explain::suspicion(lang, kind)), ("n", &asked), ("word", &kind.code())];
        (asked > 0).then(|| lang.tf("imports.asked_line", &args))
    };
    Suspicion::ALL.into_iter().filter_map(line).collect()
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

/// The problems as marks for a copy of the workbook.
pub fn marks(report: &Report, lang: Lang) -> Vec<Mark> {
    (report.problems.iter())
        .filter_map(|problem| {
            let (sheet, row, col) = problem.place.in_file(problem.col.unwrap_or(0))?;
            let is_turned = problem.place.part.is_some_and(|part| part.turned_at.is_some());
            Some(Mark {
                sheet,
                row,
                // A project in a column is marked at its first cell: a row would be all of them.
                col: (problem.col.is_some() || is_turned).then_some(col),
                severity: if problem.blocks() { Tone::Error } else { Tone::Warning },
                comment: format!("{}\n{}", problem.message(lang), problem.proposal(lang)),
            })
        })
        .collect()
}
