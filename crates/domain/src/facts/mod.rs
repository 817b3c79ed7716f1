//! What the ledger keeps: record types, each a plain struct whose fields are columns.
//!
//! A *record* (a project, a stage event, an entry of a list …) has an id for life. What is known of
//! it at one time is a *fact*: one version of the struct, valid from the change that wrote it
//! (`since`) until the change that replaced it (`until`). This module says which records exist and
//! what their columns are; it knows neither SQL nor how versions are kept.

mod affairs;
mod boards;
mod bulletins;
pub(crate) mod column;
mod definitions;
mod dossier;
mod ids;
mod kinds;
mod layouts;
mod matching;
mod naming;
mod progress;
mod ranking;
mod record;

pub use affairs::*;
pub use boards::*;
pub use bulletins::*;
pub(crate) use column::code_column;
pub use column::{Column, ColumnError, ColumnKind, Sink, Source, Value};
pub use definitions::*;
pub use dossier::{Dimensions, Dossier};
pub use ids::*;
pub use kinds::*;
pub use layouts::*;
pub use matching::*;
pub use naming::{ABOVE_MARK, ID_MARK};
pub use progress::*;
pub use ranking::*;
pub use record::{FieldDef, Kept, KeyPart, NaturalKey, Owner, Record, RecordKind, Span};
