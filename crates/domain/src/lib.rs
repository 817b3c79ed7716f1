//! The vocabulary and rules of the project ledger.
//!
//! Pure: no async, no SQL, no HTTP, no clock, no randomness, no text for display. Values (`money`, `day`,
//! `dated`, `ratio`, the codes with check digits) know how people write them; [`facts`] says which records
//! the ledger keeps; the other modules hold the rules that give those records their meaning.

mod codes;
pub mod facts;
mod milestone;
mod org;
mod project;
mod round;
mod scope;
mod stage;

pub use milestone::{MilestoneCode, days_late, promise_and_latest};
pub use org::{OrgKind, ZoneLevel};
pub use project::{AcquisitionKind, ConstructionType, ContractKind, InvestorClass, KeyLevel, Part};
pub use round::{ListKind, RoundKey, RoundLevel};
pub use scope::{Holding, Permission, Role, Scope};
pub use stage::{Recognition, Stage, stage_on};
