//! Words for people: the catalogue of messages in two languages, and how money, days and numbers are printed.
//!
//! zh-CN is the reference, en is complete. A key is a string literal `slice.name` and lives in
//! `locales/<language>/<slice>.toml`; a test finds missing, unused and unlike keys. What users type is data and
//! never goes through here.

mod catalogue;
pub mod counts;
pub mod days;
mod lang;
pub mod money;
mod numerals;
#[cfg(test)]
mod parity;

pub use lang::Lang;
pub use numerals::chinese_numeral;

/// A named value for a placeholder: `("n", "12".into())`.
pub type Arg = (&'static str, String);
