//! Units scored by schemes: which schemes a reader knows, what was typed in, the ranking of a period, its words and its tables.
//! The pages stand in `rankings`; bulletins show the same as annexes.

pub(crate) mod annex;
pub(crate) mod columns;
pub(crate) mod labels;
pub(crate) mod ranked;
pub(crate) mod schemes;
pub(crate) mod store;

pub(crate) use annex::{NotRanked, tables as annex_tables, unknown_scheme};

use crate::shell::SCOPE;
use crate::web::query::Query;
use crate::web::urlencoded::encode;
use domain::facts::OrgId;

/// Where rankings are read.
pub(crate) const RANKINGS: &str = "/rankings";
/// The parameter that says what the units are.
pub(crate) const LEVEL: &str = "level";

/// The page of a unit's score, by scheme and level of units; the clocks are the caller's to add.
pub(crate) fn score(here: &Query, (scheme, level): (&str, &str), unit: OrgId) -> Query {
    let path = format!("{}/of/{}/units/{unit}", RANKINGS, encode(scheme));
    here.carried_to(&path, &["lang", SCOPE]).with(LEVEL, level)
}
