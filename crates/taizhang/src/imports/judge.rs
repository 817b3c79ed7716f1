//! What a row would mean for its project, judged before anything is written: a row with a blocking problem is parked
//! whole.

use super::headers::Field;
use super::known::{KnownProject, Match};
use super::problem::Code;
use super::recognize::SheetLayout;
use super::references::References;
use super::rows::claim::{Verdict, judge};
use super::rows::{RowDraft, Value};
use domain::facts::OrgId;
use domain::region::find_region;
use domain::{Day, ListKind, Money, Recognition, RoundKey, Stage, stage_on};

/// A row whose zone and project are known.
pub struct Judged {
    /// The zone.
    pub zone: OrgId,
    /// The project.
    pub project: Match,
    /// A stage to be recorded without a day.
    pub undated: Option<(Stage, bool)>,
}

/// The rounds that a row names, with the list and its words.
pub fn rounds(row: &RowDraft) -> impl Iterator<Item = (ListKind, RoundKey)> + '_ {
    row.draft.told.iter().flat_map(|told| match (told.field, &told.value) {
        (Field::Round(list), Value::Rounds(keys)) => keys.iter().map(|key| (list, *key)).collect(),
        _ => Vec::new(),
    })
}

/// The stages of a project that have a day: those of the row, and those known that the row doesn't speak of.
fn dated_stages(row: &RowDraft, known: Option<&KnownProject>) -> Vec<(Stage, Day)> {
    let mut dated: Vec<(Stage, Day)> = (row.draft.told.iter())
        .filter_map(|told| match (told.field, &told.value) {
            (Field::Fact(stage), Value::Dated(date)) => Some((stage, date.day)),
            _ => None,
        })
        .collect();
    for event in known.into_iter().flat_map(|known| &known.events) {
        let told = row.draft.get(Field::Fact(event.stage)).is_some();
        if let Some(day) = event.day.filter(|_| !told && stands(event.recognition)) {
            dated.push((event.stage, day));
        }
    }
    dated
}

/// The stages that the ledger took at its word earlier.
fn stages_without_a_day(known: &KnownProject) -> impl Iterator<Item = Stage> {
    let undated = known.events.iter().filter(|event| event.day.is_none() && stands(event.recognition));
    undated.map(|event| event.stage)
}

fn stands(recognition: Recognition) -> bool {
    matches!(recognition, Recognition::Recognized | Recognition::Claimed)
}

/// The claimed stage held against what is known. Gives the stage to record without a day, if any.
pub fn claim(
    row: &mut RowDraft,
    layout: &SheetLayout,
    known: Option<&KnownProject>,
    today: Day,
) -> Option<(Stage, bool)> {
    let (claimed, partial) = match row.draft.get(Field::Stage).map(|told| &told.value) {
        Some(Value::Stage(stage, partial)) => (*stage, *partial),
        _ => return None,
    };
    if known.is_some_and(|known| says_what_is_known(row, known, claimed, today)) {
        return None;
    }
    let mut proved: Vec<Stage> = dated_stages(row, known).into_iter().map(|(stage, _)| stage).collect();
    proved.extend(known.into_iter().flat_map(stages_without_a_day));
    let words = claimed.code();
    match judge(claimed, &proved, |stage| layout.has(Field::Fact(stage))) {
        Verdict::Proved => None,
        Verdict::Contradicts(other) => {
            let problem = row.problem_at(layout, Field::Stage, Code::StageContradicts, words);
            row.problems.push(problem.with("other", other.code()));
            None
        }
        Verdict::DateMissing => {
            row.problems.push(row.problem_at(layout, Field::Stage, Code::StageWithoutDate, words));
            None
        }
        Verdict::Undated => {
            row.problems.push(row.problem_at(layout, Field::Stage, Code::StageUndated, words));
            Some((claimed, partial))
        }
    }
}

/// Whether the row claims the stage at which the ledger has the project, and brings no date that would move it: one
/// given up and signed anew stands before the dates of its first life.
fn says_what_is_known(row: &RowDraft, known: &KnownProject, claimed: Stage, today: Day) -> bool {
    let brings_nothing = row.draft.told.iter().all(|told| match (told.field, &told.value) {
        (Field::Fact(stage), Value::Dated(date)) => {
            known.events.iter().any(|event| event.stage == stage && event.day == Some(date.day))
        }
        _ => true,
    });
    brings_nothing && stage_on(known.events.iter().map(|event| &event.body), today) == Some(claimed)
}

/// Dates in their order: production before the start can't be, a start before the contract is worth a look.
pub fn order_of_dates(row: &mut RowDraft, layout: &SheetLayout, known: Option<&KnownProject>) {
    let dated = dated_stages(row, known);
    let day = |wanted: Stage| dated.iter().filter(|(stage, _)| *stage == wanted).map(|(_, day)| *day).min();
    let (signed, started, produced) = (day(Stage::Signed), day(Stage::Commenced), day(Stage::Producing));
    if let (Some(started), Some(produced)) = (started, produced) {
        // A coarse date holds its span's last day: only a whole span later is a contradiction.
        if produced < first_day(row, Stage::Commenced).unwrap_or(started) {
            let field = Field::Fact(Stage::Producing);
            row.problems.push(row.problem_at(
                layout,
                field,
                Code::ProductionBeforeStart,
                produced.to_string(),
            ));
        }
    }
    if let (Some(signed), Some(started)) = (signed, started)
        && started < first_day(row, Stage::Signed).unwrap_or(signed)
    {
        let field = Field::Fact(Stage::Commenced);
        row.problems.push(row.problem_at(layout, field, Code::StartBeforeSigning, started.to_string()));
    }
}

fn first_day(row: &RowDraft, stage: Stage) -> Option<Day> {
    match row.draft.get(Field::Fact(stage)).map(|told| &told.value) {
        Some(Value::Dated(date)) => Some(date.first_day()),
        _ => None,
    }
}

/// Whether the lists that a row names may take entries.
pub fn lists(
    row: &mut RowDraft,
    layout: &SheetLayout,
    references: &References,
    known: Option<&KnownProject>,
    create: bool,
) {
    let named: Vec<_> = rounds(row).collect();
    for (list, key) in named {
        let stands = references.round(key).is_some_and(|round| {
            known.is_some_and(|known| {
                known.entries.iter().any(|entry| entry.round.0 == round.id && entry.list == list)
            })
        });
        if stands {
            continue;
        }
        let code = match references.check_round(key, create) {
            Err(code) => code,
            Ok(()) if references.round(key).is_none() => Code::RoundCreated,
            Ok(()) => continue,
        };
        // A cell may name several rounds: each problem says of which it speaks.
        let problem = row.problem_at(layout, Field::Round(list), code, "");
        row.problems.push(problem.with("round", key.to_string()));
    }
}

/// Things that are taken and worth a look: a total ten thousand times the known one, words that name no region.
pub fn doubts(row: &mut RowDraft, layout: &SheetLayout, known: Option<&KnownProject>) {
    let told = match row.draft.get(Field::Invest).map(|told| &told.value) {
        Some(Value::Amount(amount)) => Some(amount.money),
        _ => None,
    };
    let before = known.and_then(|known| known.project.invest_fen);
    if let (Some(told), Some(before)) = (told, before)
        && (is_ten_thousandfold(told, before) || is_ten_thousandfold(before, told))
    {
        let value = told.fen().to_string();
        let problem = row.problem_at(layout, Field::Invest, Code::AmountOff, value);
        row.problems.push(problem.with("known", before.fen().to_string()));
    }
    if let Some(seat) = row.draft.text(Field::Origin).map(str::to_owned)
        && find_region(&seat).is_none()
    {
        row.problems.push(row.problem_at(layout, Field::Origin, Code::OriginUnknown, seat));
    }
}

fn is_ten_thousandfold(large: Money, small: Money) -> bool {
    small.fen() != 0 && small.checked_mul(10_000) == Some(large)
}
