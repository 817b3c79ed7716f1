//! SQLite: one thread that writes, several that read.

mod backup;
mod error;
mod open;
mod readers;
mod run;
mod thread;
mod write;

pub(crate) use open::Sqlite;
pub(crate) use readers::Lease;
pub(crate) use write::{Dialer, UnderWay, Writer};
