//! Workbooks that zones keep, brought into the ledger.

pub mod headers;
pub mod problem;
pub mod recognize;
pub mod rows;
