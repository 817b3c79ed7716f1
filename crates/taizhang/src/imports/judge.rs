//! What a row would mean for its project, judged before anything is written: a row with a blocking problem is parked
//! whole.

use super::headers::Field;
use super::known::{KnownProject, Match};
use super::origins::{Origins, SaidBy};
use super::problem::Code;
use super::recognize::SheetLayout;
use super::references::References;
use super::rows::claim::{Verdict, judge};
use super::rows::{RowDraft, Told, Value, seats_of_each};
use super::suspicion::{Agreed, times};
use domain::facts::{OrgId, StageEvent};
use domain::money::format_grouped;
use domain::ratio::Rounding;
use domain::region::find_region;
use domain::{
    Dated, Day, ListKind, MilestoneCode, Money, MoneyUnit, Precision, Recognition, RoundKey, Stage, stage_on,
};
use std::collections::BTreeSet;

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

/// The claimed stage held against what is known. Gives the stage to record without a day, if any. A stage before the one that
/// the ledger has is asked about; where that is `agreed`, the row clears the later ones.
pub fn claim(
    row: &mut RowDraft,
    layout: &SheetLayout,
    known: Option<&KnownProject>,
    today: Day,
    agreed: &Agreed,
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
    let mut verdict = judge(claimed, &proved, |stage| layout.has(Field::Fact(stage)));
    if let Verdict::Contradicts(other) = verdict
        && is_back(row, claimed, other)
    {
        let mut problem =
            row.problem_at(layout, Field::Stage, Code::StageBack, words).with("other", other.code());
        problem.agreed = row.agreed || agreed.covers(&problem);
        let is_agreed = problem.agreed;
        row.problems.push(problem);
        if !is_agreed {
            return None;
        }
        clear_later(row, known, claimed);
        proved.retain(|stage| *stage <= claimed || stage.is_exit());
        verdict = judge(claimed, &proved, |stage| layout.has(Field::Fact(stage)));
    }
    match verdict {
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

/// Whether a claim takes the project back behind what the ledger alone says: what the row itself dates contradicts it, and a
/// project that was given up isn't taken back to life by a word.
fn is_back(row: &RowDraft, claimed: Stage, other: Stage) -> bool {
    let dates_later = row.draft.told.iter().any(
        |told| matches!((told.field, &told.value), (Field::Fact(stage), Value::Dated(_)) if stage > claimed),
    );
    !other.is_exit() && !dates_later
}

/// Clears the stages behind the one claimed, as 清空 in their cells would.
fn clear_later(row: &mut RowDraft, known: Option<&KnownProject>, claimed: Stage) {
    let Some(column) = row.draft.get(Field::Stage).map(|told| told.column) else { return };
    let standing =
        known.into_iter().flat_map(|known| &known.events).filter(|event| stands(event.recognition));
    let later: BTreeSet<Stage> =
        standing.map(|event| event.stage).filter(|stage| *stage > claimed && !stage.is_exit()).collect();
    for stage in later {
        row.draft.told.retain(|told| told.field != Field::Fact(stage));
        row.draft.told.push(Told { field: Field::Fact(stage), value: Value::Clear, column });
    }
}

/// Whether the row claims the stage at which the ledger has the project, and brings no date that would move it: one
/// given up and signed anew stands before the dates of its first life.
fn says_what_is_known(row: &RowDraft, known: &KnownProject, claimed: Stage, today: Day) -> bool {
    let brings_nothing = row.draft.told.iter().all(|told| match (told.field, &told.value) {
        (Field::Fact(stage), Value::Dated(date)) => {
            known.events.iter().any(|event| event.stage == stage && is_told_by(event, date))
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
        // Of a project that the ledger has, only what the row changes is asked about.
        let moves =
            known.is_some() && [Stage::Signed, Stage::Commenced].iter().any(|it| moves(row, known, *it));
        let code = if moves { Code::StartMoved } else { Code::StartBeforeSigning };
        row.problems.push(row.problem_at(layout, Field::Fact(Stage::Commenced), code, started.to_string()));
    }
    if let (Some(signed), Some(known)) = (signed, known) {
        before_contract(row, layout, (known, &dated), first_day(row, Stage::Signed).unwrap_or(signed));
    }
}

/// Whether the row gives a stage another day than the ledger has.
fn moves(row: &RowDraft, known: Option<&KnownProject>, stage: Stage) -> bool {
    let Some(Value::Dated(told)) = row.draft.get(Field::Fact(stage)).map(|told| &told.value) else {
        return false;
    };
    let mut events = known.into_iter().flat_map(|known| &known.events);
    !events.any(|event| event.stage == stage && is_told_by(event, told))
}

/// Whether a date says no more than an event that stands: the same span, or a coarser one around it.
fn is_told_by(event: &StageEvent, date: &Dated) -> bool {
    let day = event.day.filter(|_| stands(event.recognition));
    day.is_some_and(|day| date.holds(day, event.precision.unwrap_or(Precision::Day)))
}

/// Asks about what the row newly puts before the contract: a stage beyond the start, or a promise.
fn before_contract(
    row: &mut RowDraft,
    layout: &SheetLayout,
    (known, dated): (&KnownProject, &[(Stage, Day)]),
    signed: Day,
) {
    let signs_anew = moves(row, Some(known), Stage::Signed);
    // What is filed with an authority may well come first; the start is asked about by itself.
    let is_asked = |stage: Stage| stage > Stage::Fulfilled && stage != Stage::Commenced && !stage.is_exit();
    let facts = dated.iter().filter(|(stage, day)| {
        is_asked(*stage) && *day < signed && (signs_anew || moves(row, Some(known), *stage))
    });
    let mut early: Vec<(Field, Day)> = facts.map(|(stage, day)| (Field::Fact(*stage), *day)).collect();
    for told in &row.draft.told {
        if let (Field::Plan(code), Value::Dated(date)) = (told.field, &told.value)
            && !matches!(code, MilestoneCode::Signing | MilestoneCode::ProjectApproval)
            && date.day < signed
            && !known.forecasts.iter().any(|it| it.code == code && date.holds(it.day, it.precision))
        {
            early.push((told.field, date.day));
        }
    }
    for (field, day) in early {
        let problem = row.problem_at(layout, field, Code::DateBeforeContract, day.to_string());
        row.problems.push(problem.with("signed", signed.to_string()).with("day", day.to_string()));
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
    for (field, before) in known.into_iter().flat_map(amounts) {
        let told = match row.draft.get(field).map(|told| &told.value) {
            Some(Value::Amount(amount, _)) => amount.money,
            _ => continue,
        };
        let Some((before, times)) = before.and_then(|before| Some((before, times(before, told)?))) else {
            continue;
        };
        let is_unit = is_ten_thousandfold(told, before) || is_ten_thousandfold(before, told);
        let code = if is_unit { Code::AmountOff } else { Code::AmountJump };
        let problem = row.problem_at(layout, field, code, told.fen().to_string()).with("times", times);
        let known = format_grouped(before, MoneyUnit::Yuan, 0, Rounding::HalfUp);
        row.problems.push(problem.with("known", format!("¥{known}")));
    }
    if let Some(seat) = row.draft.text(Field::Origin).map(str::to_owned)
        && find_region(&seat).is_none()
    {
        row.problems.push(row.problem_at(layout, Field::Origin, Code::OriginUnknown, seat));
    }
}

/// Investors for whom the ledger, or a row before, gives another province.
pub fn seats(row: &mut RowDraft, layout: &SheetLayout, origins: &mut Origins) {
    let names = match row.draft.get(Field::Investor).map(|told| &told.value) {
        Some(Value::Names(names)) => names.clone(),
        _ => return,
    };
    let Some(words) = row.draft.text(Field::Origin).map(str::to_owned) else { return };
    let each = seats_of_each(Some(&words), names.len());
    for (name, seat) in names.iter().zip(each).filter_map(|(name, seat)| Some((name, seat?))) {
        for other in origins.tell(name, seat, || row.source()) {
            let problem = row.problem_at(layout, Field::Origin, other.code(), words.as_str());
            let problem = problem.with("name", name.as_str()).with("seat", seat).with("other", other.words);
            row.problems.push(match other.by {
                SaidBy::Ledger(investor) => problem.with("investor", investor.to_string()),
                SaidBy::Row(at) => problem.with("at", at),
            });
        }
    }
}

/// The amounts that the ledger has of a project.
fn amounts(known: &KnownProject) -> [(Field, Option<Money>); 4] {
    let body = &known.project.body;
    [
        (Field::Invest, body.invest_fen),
        (Field::Contract, body.contract_fen),
        (Field::Output, body.output_fen),
        (Field::Tax, body.tax_fen),
    ]
}

fn is_ten_thousandfold(large: Money, small: Money) -> bool {
    small.fen() != 0 && small.checked_mul(10_000) == Some(large)
}
