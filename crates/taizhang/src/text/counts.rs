//! Counts and rates for people.

use domain::{
    money::group_thousands,
    ratio::{Ratio, Rounding},
};

/// A count with thousands grouped: `12,345`.
#[must_use]
pub fn count(number: i64) -> String {
    group_thousands(&number.to_string())
}

/// A rate with its percent sign, `87.23%`; `None` over a zero denominator.
#[must_use]
pub fn percent(ratio: Ratio, places: u8, rounding: Rounding) -> Option<String> {
    ratio.percent(places, rounding).map(|printed| format!("{printed}%"))
}

/// A difference with its sign: `+12`, `−3`, `0`.
#[must_use]
pub fn change(number: i64) -> String {
    match number {
        1.. => format!("+{}", count(number)),
        0 => "0".to_owned(),
        _ => format!("−{}", group_thousands(&number.unsigned_abs().to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_changes_carry_their_sign() {
        assert_eq!(count(1_234_567), "1,234,567");
        assert_eq!(change(1_200), "+1,200");
        assert_eq!(change(-3), "−3");
        assert_eq!(change(0), "0");
    }

    #[test]
    fn a_rate_over_nothing_is_unknown() {
        assert_eq!(percent(Ratio::new(82, 94), 2, Rounding::HalfUp).as_deref(), Some("87.23%"));
        assert_eq!(percent(Ratio::new(1, 0), 2, Rounding::HalfUp), None);
    }
}
