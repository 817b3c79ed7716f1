//! What the sample says of a project: facts with the day on which the ledger was told.

use domain::facts::{
    ActualOutput, AnnualPlan, Entry, Forecast, InvestorId, KeyListing, MonthlyReport, PaidIn, Project,
    Resumption, StageEvent, TaxonId,
};
use domain::{Day, Recognition};

/// Stands where an id is not given yet: a project's own, an entry's, an event's.
pub(super) const OPEN: i64 = 0;

/// Who told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The zone, in its monthly report.
    Zone,
    /// The city or the province, reviewing.
    Reviewer,
}

/// Something told of a project. Ids inside are those of the sample; `nth` counts a project's events or entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A stage was claimed or recognised.
    Event {
        /// Which event of the project.
        nth: usize,
        /// The event.
        event: StageEvent,
    },
    /// A claimed stage was judged.
    Judge {
        /// Which event.
        nth: usize,
        /// The verdict.
        verdict: Recognition,
        /// Why, where it was refused.
        reason: Option<String>,
    },
    /// A day was promised.
    Forecast(Forecast),
    /// It was put on a list.
    Enter {
        /// Which entry of the project.
        nth: usize,
        /// The entry.
        entry: Entry,
        /// The entry of which it is the conversion.
        converted_from: Option<usize>,
    },
    /// It was moved out of a list.
    MoveOut {
        /// Which entry.
        nth: usize,
        /// When.
        on: Day,
        /// Why.
        reason: String,
    },
    /// The project's own fields changed.
    Revise(Box<Project>),
    /// It was named on a list of key projects.
    Key(KeyListing),
    /// A year's plan was made or changed.
    Plan(AnnualPlan),
    /// A month was reported.
    Month(MonthlyReport),
    /// Money arrived.
    Paid(PaidIn),
    /// A year's output was told.
    Output(ActualOutput),
    /// Works were taken up again in a new year, or not.
    Resume(Resumption),
}

/// A deed with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The day on which the ledger was told.
    pub on: Day,
    /// Who told it.
    pub by: By,
    /// What.
    pub deed: Deed,
}

/// One project of the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life {
    /// The day of registration.
    pub registered_on: Day,
    /// The project as it was registered; zone and park are ids of the sample, the parent is open.
    pub project: Project,
    /// The place in the family of the project of which it is a part.
    pub parent: Option<usize>,
    /// Its investors, the first one first.
    pub investors: Vec<InvestorId>,
    /// Its classes.
    pub taxons: Vec<TaxonId>,
    /// What was told of it until today, in the order of days.
    pub deeds: Vec<Told>,
}
