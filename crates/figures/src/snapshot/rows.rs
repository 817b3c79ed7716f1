//! The rows that belong to a project, cut down to what filters and figures ask of them.

use super::column::{NO_AMOUNT, NO_DAY};
use super::progress::{OutputRow, PaidRow, PlanRow, ReportRow, ResumptionRow};
use domain::facts::{Dossier, Entry, Forecast, Kept, KeyListing, ProjectInvestor, ProjectTaxon, StageEvent};
use domain::{
    Day, KeyLevel, ListKind, MilestoneCode, Money, Precision, Qualifier, Recognition, Stage, StageStep,
};

/// A stage event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventRow {
    /// From here it holds ([`StageEvent::effective_on`]): the last day on which it can have happened.
    pub effective_on: Day,
    /// How exact its own day is; none when it has no day.
    pub precision: Option<Precision>,
    /// The stage entered.
    pub stage: Stage,
    /// How far it is confirmed.
    pub recognition: Recognition,
    /// Whether it is known without a day of its own.
    pub undated: bool,
}

impl EventRow {
    pub(super) fn of(event: &StageEvent) -> Self {
        Self {
            effective_on: event.effective_on(),
            precision: event.day.and(event.precision),
            stage: event.stage,
            recognition: event.recognition,
            undated: event.day.is_none(),
        }
    }

    /// Whether it counts on a day: recognised and not in the future.
    pub fn counts_on(&self, true_on: Day) -> bool {
        self.recognition == Recognition::Recognized && self.effective_on <= true_on
    }

    /// When it happened, as exactly as it is known.
    pub(crate) fn step(&self) -> StageStep {
        StageStep { stage: self.stage, last_on: self.effective_on, precision: self.precision }
    }

    /// Its own day.
    pub fn day(&self) -> Option<Day> {
        (!self.undated).then_some(self.effective_on)
    }
}

/// A promised day of a milestone. A project's promises stand in the order in which they were recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PromiseRow {
    /// The last day of the span promised.
    pub day: Day,
    /// The day on which it was said.
    pub said_on: Day,
    /// The milestone.
    pub code: MilestoneCode,
    /// How exact the day is.
    pub precision: Precision,
}

impl PromiseRow {
    pub(super) fn of(forecast: &Forecast) -> Self {
        Self {
            day: forecast.day,
            said_on: forecast.said_on,
            code: forecast.code,
            precision: forecast.precision,
        }
    }
}

/// A project's place on a list of a round, with its frozen amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntryRow {
    /// The entry.
    pub id: i64,
    /// The round.
    pub round: i64,
    pub(crate) amount: i64,
    pub(crate) output: i64,
    pub(crate) converted_from: i64,
    pub(crate) moved_in: i32,
    pub(crate) moved_out: i32,
    /// The list.
    pub list: ListKind,
    /// The word on the frozen investment.
    pub qualifier: Option<Qualifier>,
}

impl EntryRow {
    pub(super) fn of(entry: &Kept<Entry>) -> Self {
        Self {
            id: entry.id,
            round: entry.round.0,
            amount: fen_or_none(entry.amount_fen),
            output: fen_or_none(entry.output_fen),
            converted_from: entry.converted_from.map_or(NO_AMOUNT, |from| from.0),
            moved_in: entry.moved_in_on.map_or(NO_DAY, Day::days),
            moved_out: entry.moved_out_on.map_or(NO_DAY, Day::days),
            list: entry.list,
            qualifier: entry.amount_qualifier,
        }
    }

    /// The investment frozen when it was put on the list.
    pub fn amount_fen(&self) -> Option<i64> {
        (self.amount != NO_AMOUNT).then_some(self.amount)
    }

    /// The yearly output promised then.
    pub fn output_fen(&self) -> Option<i64> {
        (self.output != NO_AMOUNT).then_some(self.output)
    }

    /// Whether it came by conversion from an earlier list.
    pub fn is_converted(&self) -> bool {
        self.converted_from != NO_AMOUNT
    }

    /// Whether it stands on its list on a day, the round itself having been held by then: not moved in later, and
    /// gone from the day on which it was moved out.
    pub fn stands_on(&self, true_on: Day) -> bool {
        stands_on(self.moved_in, self.moved_out, true_on)
    }
}

/// A place on a list of key projects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyRow {
    /// The plan year.
    pub year: i16,
    /// Whose list.
    pub level: KeyLevel,
}

impl KeyRow {
    pub(super) fn of(listing: &KeyListing) -> Self {
        Self { year: i16::try_from(listing.year).unwrap_or(0), level: listing.level }
    }
}

/// A class of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxonRow {
    pub(super) taxon: i64,
}

impl TaxonRow {
    pub(super) fn of(link: &ProjectTaxon) -> Self {
        Self { taxon: link.taxon.0 }
    }
}

/// An investor of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvestorRow {
    pub(super) position: i64,
    pub(super) investor: i64,
}

impl InvestorRow {
    pub(super) fn of(link: &ProjectInvestor) -> Self {
        Self { position: link.position, investor: link.investor.0 }
    }
}

/// All that hangs on one project.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(super) events: Vec<EventRow>,
    pub(super) promises: Vec<PromiseRow>,
    pub(super) entries: Vec<EntryRow>,
    pub(super) keys: Vec<KeyRow>,
    pub(super) taxons: Vec<TaxonRow>,
    pub(super) investors: Vec<InvestorRow>,
    pub(super) plans: Vec<PlanRow>,
    pub(super) reports: Vec<ReportRow>,
    pub(super) paid_in: Vec<PaidRow>,
    pub(super) outputs: Vec<OutputRow>,
    pub(super) resumptions: Vec<ResumptionRow>,
}

impl Rows {
    pub(super) fn of(dossier: &Dossier) -> Self {
        fn by_id<R, T>(records: &[Kept<R>], row: impl Fn(&Kept<R>) -> T) -> Vec<T> {
            let mut records: Vec<&Kept<R>> = records.iter().collect();
            records.sort_by_key(|record| record.id);
            records.into_iter().map(row).collect()
        }
        let mut rows = Self {
            events: by_id(&dossier.events, |event| EventRow::of(event)),
            promises: by_id(&dossier.forecasts, |forecast| PromiseRow::of(forecast)),
            entries: by_id(&dossier.entries, EntryRow::of),
            keys: by_id(&dossier.key_listings, |listing| KeyRow::of(listing)),
            taxons: by_id(&dossier.taxons, |link| TaxonRow::of(link)),
            investors: by_id(&dossier.investors, |link| InvestorRow::of(link)),
            plans: by_id(&dossier.plans, |plan| PlanRow::of(plan)),
            reports: by_id(&dossier.reports, |report| ReportRow::of(report)),
            paid_in: by_id(&dossier.paid_in, |paid| PaidRow::of(paid)),
            outputs: by_id(&dossier.outputs, |output| OutputRow::of(output)),
            resumptions: by_id(&dossier.resumptions, |it| ResumptionRow::of(it)),
        };
        rows.arrange();
        rows
    }

    /// From the order of ids to that of a snapshot: events as they hold, so that the first of a stage is found first;
    /// the first investor first.
    pub(super) fn arrange(&mut self) {
        self.events.sort_by_key(|event| (event.effective_on, event.stage));
        self.investors.sort_by_key(|link| link.position);
    }
}

/// See [`EntryRow::stands_on`].
pub(super) fn stands_on(moved_in: i32, moved_out: i32, true_on: Day) -> bool {
    let moved_in_later = moved_in != NO_DAY && moved_in > true_on.days();
    !moved_in_later && moved_out > true_on.days()
}

pub(super) fn fen_or_none(amount: Option<Money>) -> i64 {
    amount.map_or(NO_AMOUNT, Money::fen)
}
