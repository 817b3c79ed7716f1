//! The integration suite, filed as `src` is. Every test runs on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, missing_docs)]

#[macro_use]
mod kit;
mod ledger;
mod sample;
mod sessions;
