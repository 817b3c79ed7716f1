//! The vocabulary and rules of the project ledger.
//!
//! Pure: no async, no SQL, no HTTP, no clock, no randomness, no text for display. Values (`money`, `day`,
//! `dated`, `ratio`, the codes with check digits) know how people write them; [`facts`] says which records
//! the ledger keeps; the other modules hold the rules that give those records their meaning.

mod affairs;
mod codes;
pub mod credit_code;
pub mod dated;
pub mod day;
pub mod decimal;
pub mod facts;
pub mod industry;
pub mod likeness;
pub mod limits;
mod milestone;
pub mod money;
mod org;
pub mod progress;
mod project;
pub mod project_code;
pub mod ratio;
pub mod region;
mod round;
mod scope;
pub mod short_code;
pub mod size_band;
mod stage;
pub mod text;

pub use affairs::{Cycle, LeaderRank, OccasionKind, PermitState, RosterKind};
pub use dated::{Dated, Precision};
pub use day::Day;
pub use milestone::{MilestoneCode, days_late, promise_and_latest};
pub use money::{Amount, Money, MoneyUnit, Qualifier};
pub use org::{OrgKind, ZoneLevel};
pub use progress::{
    FundSource, FundUse, PeriodKind, PlanKind, PlannedStep, ResumptionState, SigningClass, TargetMeasure,
    YearClass,
};
pub use project::{AcquisitionKind, ConstructionType, ContractKind, InvestorClass, KeyLevel, Part};
pub use ratio::{Ratio, Rounding};
pub use region::{Origin, Region};
pub use round::{ListKind, RoundKey, RoundLevel};
pub use scope::{Holding, Permission, Role, Scope};
pub use size_band::{SizeBand, SizeBands};
pub use stage::{Recognition, Stage, StageStep, furthest_of, given_up_by, present_life, stage_of, stage_on};
