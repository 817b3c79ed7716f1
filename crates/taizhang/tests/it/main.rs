//! The integration suite, filed as `src` is. Every test runs on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, missing_docs)]

#[macro_use]
mod kit;
mod access;
mod boards;
mod books;
mod bulletins;
mod classes;
mod cli;
mod codes;
mod cohorts;
mod figures;
mod history;
mod home;
mod imports;
mod indicators;
mod investors;
mod ledger;
mod matching;
mod orgs;
mod progress;
mod projects;
mod rankings;
mod rounds;
mod sample;
mod screen;
mod sessions;
mod users;
