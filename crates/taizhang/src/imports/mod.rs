//! Workbooks in: what the zone keeps today becomes facts, cell by cell, and nothing is lost.
//!
//! The way: [`reader`] reads the bytes in a child process; [`recognize`] finds headers, units and columns by meaning, or by a
//! layout that somebody taught ([`learned`]), and [`explain`] says why; [`rows`] makes a draft and a list of problems of each
//! row; [`run`] takes them one after the other: [`places`], [`known`] and [`references`] say which organisation, project,
//! round, investor and industry a row means, [`judge`] looks for what can't be, [`apply`] and [`timeline`] write; rows of sheets that list records go by [`record_rows`]; [`twins`]
//! looks for one project in two zones and [`likely`] for one under two names; [`later`] ends the waiting of rows that came in with another file and [`mended`] knows again what was mended; [`home`] reduces a zone's own workbook that comes back to what was edited in it;
//! [`intake`] is the whole act as one change. Sums without projects are only compared
//! with the ledger's own ([`roll_up`]). [`cells`] leads from a fact back to its cell. What is more often a slip than news waits until a person agrees
//! ([`suspicion`], [`sweep`]). Owns the records `Import`, `ParkedRow` and `LearnedLayout`.

mod apply;
mod beside;
mod cells;
pub mod command;
pub(crate) mod explain;
mod field_words;
mod grouped;
pub mod headers;
pub mod home;
pub mod intake;
mod judge;
mod known;
mod later;
pub mod learned;
mod likely;
pub mod mend;
mod mended;
mod monthly;
mod months;
mod namesake;
mod origins;
pub mod outcome;
mod pages;
mod paid_in;
pub mod parked;
mod places;
pub mod problem;
mod read_as;
pub mod reader;
pub mod recognize;
mod record_body;
mod record_rows;
mod references;
mod refusal;
pub mod report;
mod roll_up;
pub mod rows;
mod run;
mod seen;
mod suspicion;
mod sweep;
mod timeline;
mod twins;

pub use apply::{Beginning, Begun, Changed};
pub use pages::routes;
pub use suspicion::Agreed;
