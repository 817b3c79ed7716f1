//! Markup shared by the pages of imports.

use super::IMPORTS;
use crate::actor::Actor;
use crate::history::{Names, value};
use crate::imports::Changed;
use crate::imports::explain;
use crate::imports::grouped::Group;
use crate::imports::problem::{Code, Problem};
use crate::imports::recognize::SheetLayout;
use crate::text::{Lang, counts};
use crate::ui::badge::Tone;
use crate::ui::field::Choice;
use crate::ui::problems::{Found, Way};
use crate::{fields, orgs, projects, words};
use domain::facts::{Dimensions, RecordKind, Value};
use domain::{ListKind, MilestoneCode, Permission, Stage};
use maud::{Markup, html};

/// A count with its thousands grouped.
pub fn number(number: i64) -> String {
    counts::count(number)
}

/// The same for what is counted in memory.
pub fn counted(rows: usize) -> String {
    number(i64::try_from(rows).unwrap_or(i64::MAX))
}

/// The zones that the actor may write.
pub fn zones(dims: &Dimensions, actor: &Actor) -> Vec<Choice> {
    orgs::zones(dims, actor, Permission::Edit).into_iter().map(|zone| orgs::named(dims, zone)).collect()
}

/// Problems in the same words as the list of problems shows them.
pub fn found_together(lang: Lang, group: &Group<'_>) -> Found {
    let found = found(lang, group.first);
    match group.is_of_many() {
        true => Found { place: group.place(), words: group.message(lang), ..found },
        false => found,
    }
}

/// A problem as the list of problems shows it.
pub fn found(lang: Lang, problem: &Problem) -> Found {
    let at =
        problem.cell().or_else(|| problem.place.row.map(|row| lang.tf("imports.row_no", &[("row", &row)])));
    let column = problem.column.as_deref().map(|column| format!(" {column}")).unwrap_or_default();
    Found {
        tone: if problem.blocks() { Tone::Alarm } else { Tone::Warn },
        place: format!("{}!{}{column}", problem.place.sheet, at.unwrap_or_default())
            .trim_end_matches('!')
            .to_owned(),
        words: problem.message(lang),
        value: None,
        advice: Some(problem.proposal(lang)),
        href: None,
        other: other(lang, problem),
    }
}

/// The way to what else a problem speaks of: a project, or an import.
pub fn other(lang: Lang, problem: &Problem) -> Option<Way> {
    let (under, name, label) = match problem.code {
        Code::TwinInLedger
        | Code::SameTitle
        | Code::SimilarTitle
        | Code::MaybeSame
        | Code::LooksAlike
        | Code::MendedBefore => (projects::PATH, "project", "ui.see_other"),
        Code::SeatInLedger => ("/investors", "investor", "imports.see_investor"),
        Code::ToldSince => (IMPORTS, "import", "imports.see_import"),
        _ => return None,
    };
    let id = problem.arg(name)?;
    Some(Way { href: format!("{under}/{id}"), label: lang.t(label).to_owned() })
}

/// What a field of a known project becomes: 字段：旧 → 新.
pub fn changed(lang: Lang, names: &Names, change: &Changed) -> Markup {
    let side = |text: &Option<String>| text.as_deref().map(|text| side_words(lang, names, change, text));
    let (before, after) = (side(&change.before), side(&change.after));
    html! {
        span.where { (label(lang, change)) } " "
        (before.unwrap_or_else(|| "—".into())) " → "
        @match after {
            None => (lang.t("imports.ends")),
            Some(text) if text.is_empty() => (lang.t("imports.without_day")),
            Some(text) => (text),
        }
    }
}

fn label(lang: Lang, change: &Changed) -> String {
    let word = match change.kind {
        RecordKind::Project | RecordKind::ProjectTaxon | RecordKind::ProjectInvestor => {
            return fields::label(lang, change.kind, &change.what);
        }
        RecordKind::AnnualPlan | RecordKind::MonthlyReport => {
            let label = fields::label(lang, change.kind, &change.what);
            return format!("{} {label}", fields::kind(lang, change.kind));
        }
        RecordKind::StageEvent => Stage::from_code(&change.what).map(|stage| words::stage(lang, stage)),
        RecordKind::Forecast => {
            MilestoneCode::from_code(&change.what).map(|code| words::milestone(lang, code))
        }
        RecordKind::Entry => ListKind::from_code(&change.what).map(|list| words::list(lang, list)),
        _ => None,
    };
    let kind = fields::kind(lang, change.kind);
    match word {
        Some(word) => format!("{kind} {word}"),
        None if change.what.is_empty() => kind.to_owned(),
        None => format!("{kind} {}", change.what),
    }
}

fn side_words(lang: Lang, names: &Names, change: &Changed, text: &str) -> String {
    let kinds = [RecordKind::Project, RecordKind::AnnualPlan, RecordKind::MonthlyReport];
    let is_number = kinds.contains(&change.kind)
        && (change.what.ends_with("_fen")
            || matches!(change.what.as_str(), "zone" | "park" | "parent" | "land_mu_e2" | "jobs"));
    let stored = match text.parse() {
        Ok(number) if is_number => Value::Int(number),
        _ => Value::Text(text.to_owned()),
    };
    value(lang, names, change.kind, &change.what, &stored)
}

/// Which column was taken for what, and why.
pub fn layout(lang: Lang, sheet: &SheetLayout) -> Markup {
    html! {
        h3 { (sheet.name) " · " (explain::shape(lang, sheet.shape)) }
        @for line in explain::by_layout(lang, sheet) { p { (line) } }
        @if !sheet.columns.is_empty() {
            div.grid-wrap.short tabindex="0" role="region" aria-label=(sheet.name) {
                table.grid.fold {
                    thead { tr {
                        th.text scope="col" { (lang.t("imports.column")) }
                        th.words scope="col" { (lang.t("imports.header")) }
                        th.text scope="col" { (lang.t("imports.taken_as")) }
                        th.words scope="col" { (lang.t("imports.why")) }
                    } }
                    tbody { @for column in &sheet.columns { tr {
                        td.text data-label=(lang.t("imports.column")) { (office::sheet::column_letters(column.col)) }
                        td.words data-label=(lang.t("imports.header")) { (column.header) }
                        td.text data-label=(lang.t("imports.taken_as")) { (explain::taken_as(lang, column)) }
                        td.words data-label=(lang.t("imports.why")) { (explain::why(lang, sheet, column)) }
                    } } }
                }
            }
        }
        @for check in &sheet.checks { p.hint { (lang.tf("imports.check_row", &[("row", &(check.row + 1)), ("label", &check.label)])) } }
        @for note in &sheet.notes { p.hint { (note) } }
    }
}
