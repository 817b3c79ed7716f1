//! Users and what they may do where.
//!
//! Owns the record kinds `User` and `Grant`.

mod store;

pub use store::any;

/// The address of the first set-up, open while there is no user.
pub const SET_UP: &str = "/set-up";
