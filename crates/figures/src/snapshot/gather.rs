//! What hangs on projects, gathered table by table: a table read from end to end in its own order is read several times
//! as fast as project by project over an index.

use super::progress::{OutputRow, PaidRow, PlanRow, ReportRow, ResumptionRow};
use super::rows::{EntryRow, EventRow, InvestorRow, KeyRow, PromiseRow, Rows, TaxonRow};
use domain::facts::{
    ActualOutput, AnnualPlan, Entry, Forecast, Kept, KeyListing, MonthlyReport, PaidIn, ProjectId,
    ProjectInvestor, ProjectTaxon, Record, Resumption, StageEvent,
};

/// A row of a snapshot that is made of a record of a project.
pub trait RowOf: Copy {
    /// The record.
    type Record: Record;
    /// The project on which the record hangs, and its row.
    fn of(record: &Kept<Self::Record>) -> (ProjectId, Self);
}

macro_rules! rows_of {
    ($($row:ident: $record:ident;)*) => {$(
        impl RowOf for $row {
            type Record = $record;
            fn of(record: &Kept<$record>) -> (ProjectId, Self) {
                (record.project, Self::of(record))
            }
        }
    )*};
}

rows_of! {
    EventRow: StageEvent;
    PromiseRow: Forecast;
    EntryRow: Entry;
    KeyRow: KeyListing;
    TaxonRow: ProjectTaxon;
    InvestorRow: ProjectInvestor;
    PlanRow: AnnualPlan;
    ReportRow: MonthlyReport;
    PaidRow: PaidIn;
    OutputRow: ActualOutput;
    ResumptionRow: Resumption;
}

/// All rows of one kind.
#[derive(Debug)]
pub struct Gathered<T>(Vec<Hanging<T>>);

#[derive(Debug)]
struct Hanging<T> {
    project: i64,
    record: i64,
    row: T,
}

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: RowOf> Gathered<T> {
    /// Takes in a record; in any order.
    pub fn push(&mut self, record: &Kept<T::Record>) {
        let (project, row) = T::of(record);
        self.0.push(Hanging { project: project.0, record: record.id, row });
    }

    /// Takes in what was gathered beside; to be sorted anew.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        self.0.append(&mut other.0);
        self
    }

    /// Ends the gathering.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        // Tables grow mostly in this order, which the sort makes use of.
        self.0.sort_by_key(|it| (it.project, it.record));
        self
    }

    /// Moves on to a project, not before the one of the last call, and copies its rows.
    fn hand_out(&self, at: &mut usize, project: i64, rows: &mut Vec<T>) {
        rows.clear();
        let left = &self.0[*at..];
        let first = left.iter().position(|it| it.project >= project).unwrap_or(left.len());
        let own = left[first..].iter().take_while(|it| it.project == project);
        rows.extend(own.map(|it| it.row));
        *at += first + rows.len();
    }
}

/// Everything that hangs on projects, each kind sorted.
#[derive(Debug, Default)]
pub struct AllRows {
    /// Stage events.
    pub events: Gathered<EventRow>,
    /// Promises and forecasts.
    pub promises: Gathered<PromiseRow>,
    /// Places on lists of rounds.
    pub entries: Gathered<EntryRow>,
    /// Places on lists of key projects.
    pub keys: Gathered<KeyRow>,
    /// Classes.
    pub taxons: Gathered<TaxonRow>,
    /// Investors.
    pub investors: Gathered<InvestorRow>,
    /// Plans.
    pub plans: Gathered<PlanRow>,
    /// Monthly reports.
    pub reports: Gathered<ReportRow>,
    /// Money in.
    pub paid_in: Gathered<PaidRow>,
    /// Output.
    pub outputs: Gathered<OutputRow>,
    /// Resumptions.
    pub resumptions: Gathered<ResumptionRow>,
}

impl AllRows {
    /// The project before which about half of the rows hang: where two lanes part.
    pub fn middle(&self) -> ProjectId {
        let events = &self.events.0;
        ProjectId(events.get(events.len() / 2).map_or(0, |event| event.project))
    }
}

/// Where a walk through all rows, project by project, has come to.
#[derive(Debug, Default)]
pub(super) struct Walk([usize; 11]);

impl Walk {
    pub(super) fn go_to(&mut self, project: i64, all: &AllRows, rows: &mut Rows) {
        let [
            events,
            promises,
            entries,
            keys,
            taxons,
            investors,
            plans,
            reports,
            paid_in,
            outputs,
            resumptions,
        ] = &mut self.0;
        all.events.hand_out(events, project, &mut rows.events);
        all.promises.hand_out(promises, project, &mut rows.promises);
        all.entries.hand_out(entries, project, &mut rows.entries);
        all.keys.hand_out(keys, project, &mut rows.keys);
        all.taxons.hand_out(taxons, project, &mut rows.taxons);
        all.investors.hand_out(investors, project, &mut rows.investors);
        all.plans.hand_out(plans, project, &mut rows.plans);
        all.reports.hand_out(reports, project, &mut rows.reports);
        all.paid_in.hand_out(paid_in, project, &mut rows.paid_in);
        all.outputs.hand_out(outputs, project, &mut rows.outputs);
        all.resumptions.hand_out(resumptions, project, &mut rows.resumptions);
        rows.arrange();
    }
}
