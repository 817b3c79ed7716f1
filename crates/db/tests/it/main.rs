//! The door to the databases: the same tests on SQLite and on PostgreSQL.

#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../../src/testkit.rs"]
mod testkit;

mod group;
mod kill;
mod migrations;
mod one_engine;
mod reading;
mod site;
mod values;
mod writing;
