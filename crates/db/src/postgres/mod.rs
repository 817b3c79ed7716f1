//! PostgreSQL: a pool that reads, one connection that writes.

mod address;
mod copy;
mod error;
mod pool;
mod read;
mod run;
mod tls;
mod write;

pub(crate) use pool::Postgres;
pub(crate) use read::Reader;
pub(crate) use write::{Dialer, Writer};
