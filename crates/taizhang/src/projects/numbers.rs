//! The zone's own numbers: each is given once, for ever, and never again after a project has ended.

use super::store;
use crate::ledger::{LedgerError, Writer};
use domain::facts::{OrgId, ProjectId};

/// The project that has or ever had this number in the zone, other than `except`.
///
/// Asked inside the change that wants the number: changes are made one by one, so two can't take the same.
///
/// # Errors
/// When the database fails.
pub async fn holder(
    writer: &mut Writer,
    zone: OrgId,
    own_no: &str,
    except: Option<ProjectId>,
) -> Result<Option<ProjectId>, LedgerError> {
    store::holder_of_number(writer, zone, own_no, except).await
}

/// The number that follows those given so far: the latest number's stem with one more than its highest number.
/// `None` when the latest number ends with no digits, or with nothing given yet.
pub fn next_after(given: &[String]) -> Option<String> {
    let (stem, digits) = split(given.last()?)?;
    let highest = given
        .iter()
        .filter_map(|number| split(number))
        .filter(|(other, _)| *other == stem)
        .filter_map(|(_, digits)| digits.parse::<u64>().ok())
        .max()?;
    let next = highest.checked_add(1)?;
    Some(format!("{stem}{next:0width$}", width = digits.len()))
}

/// A number as its stem and the digits at its end.
fn split(number: &str) -> Option<(&str, &str)> {
    let stem = number.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = &number[stem.len()..];
    (!digits.is_empty()).then_some((stem, digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(&["JZ-001", "JZ-003", "JZ-002"], Some("JZ-004"))]
    #[case(&["A9", "B07"], Some("B08"))]
    #[case(&["2022-99"], Some("2022-100"))]
    #[case(&["7"], Some("8"))]
    #[case(&["JZ-1", "甲"], None)]
    #[case(&["99999999999999999999999"], None)]
    #[case(&[], None)]
    fn the_next_number_follows_the_latest(#[case] given: &[&str], #[case] next: Option<&str>) {
        let given: Vec<String> = given.iter().map(|number| (*number).to_owned()).collect();
        assert_eq!(next_after(&given).as_deref(), next);
    }
}
