//! Typed getters of a [`Form`]: each returns `None` for an empty field, or refuses what it cannot read.

use super::form::Form;
use domain::{
    day::Day,
    decimal::DecimalError,
    limits::{YEAR_MAX, YEAR_MIN},
    money::{Money, MoneyUnit},
    ratio::{parse_decimal, parse_growth},
};
use std::ops::RangeInclusive;

impl Form {
    /// Text of at most `max_chars` characters.
    pub fn text(&mut self, name: &str, max_chars: usize) -> Option<String> {
        let value = self.value(name).to_owned();
        if value.chars().count() > max_chars {
            self.refuse_with(name, "web.too_long", vec![("max", max_chars.to_string())]);
            return None;
        }
        (!value.is_empty()).then_some(value)
    }

    /// Text that must be given.
    pub fn required(&mut self, name: &str, max_chars: usize) -> Option<String> {
        let value = self.text(name, max_chars);
        self.must(name, value)
    }

    /// Passes a value on, refusing the field when there is none: `let day = form.day("on"); form.must("on", day)`.
    pub fn must<T>(&mut self, name: &str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.refuse(name, "web.required");
        }
        value
    }

    /// A whole number within a range; thousands may be grouped.
    pub fn integer(&mut self, name: &str, range: RangeInclusive<i64>) -> Option<i64> {
        let text = self.text(name, 40)?.replace('，', ",");
        match parse_decimal(&text, 0) {
            Ok(number) if range.contains(&number) => Some(number),
            Ok(_) => {
                let args = vec![("min", range.start().to_string()), ("max", range.end().to_string())];
                self.refuse_with(name, "web.out_of_range", args);
                None
            }
            Err(_) => self.refused(name, "web.not_a_number"),
        }
    }

    /// A decimal as a whole number of `10^-places`: 3.5 with two places is 350. More places are refused, not rounded.
    pub fn decimal(&mut self, name: &str, places: u8) -> Option<i64> {
        let text = self.text(name, 40)?.replace('，', ",");
        self.scaled(name, places, parse_decimal(&text, places))
    }

    /// Growth in percent as offices write it, also 下降8.92%, as a whole number of `10^-places`.
    pub fn growth(&mut self, name: &str, places: u8) -> Option<i64> {
        let text = self.text(name, 40)?;
        self.scaled(name, places, parse_growth(&text, places))
    }

    fn scaled(&mut self, name: &str, places: u8, read: Result<i64, DecimalError>) -> Option<i64> {
        match read {
            Ok(scaled) => Some(scaled),
            Err(DecimalError::Overflow) => self.refused(name, "web.number_too_large"),
            Err(_) => {
                self.refuse_with(name, "web.not_a_decimal", vec![("places", places.to_string())]);
                None
            }
        }
    }

    /// An amount in that unit; exact to the fen or refused.
    pub fn money(&mut self, name: &str, unit: MoneyUnit) -> Option<Money> {
        let text = self.text(name, 40)?;
        Money::parse(&text, unit).map_or_else(|_| self.refused(name, "web.not_an_amount"), Some)
    }

    /// A day, `2022-03-15` as browsers send it, or with `/` or `.` as people type it.
    pub fn day(&mut self, name: &str) -> Option<Day> {
        let text = self.text(name, 40)?;
        match read_day(&text) {
            Some(day) if (YEAR_MIN..=YEAR_MAX).contains(&day.year()) => Some(day),
            _ => self.refused(name, "web.not_a_day"),
        }
    }

    /// One of a list of codes, read by the type's own `from_code`.
    pub fn choice<T>(&mut self, name: &str, from_code: impl Fn(&str) -> Option<T>) -> Option<T> {
        let code = self.text(name, 200)?;
        match from_code(&code) {
            Some(value) => Some(value),
            None => self.refused(name, "web.not_a_choice"),
        }
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn ticked(&self, name: &str) -> bool {
        !self.value(name).is_empty()
    }

    /// Ids of ticked rows, at most `max`. What is no id was not sent by our page and is refused.
    pub fn ids(&mut self, name: &str, max: usize) -> Vec<i64> {
        let read: Option<Vec<i64>> = self.all(name).map(|text| text.parse().ok()).collect();
        match read {
            Some(ids) if ids.len() <= max => ids,
            Some(_) => {
                self.refuse_with(name, "web.too_many_rows", vec![("max", max.to_string())]);
                Vec::new()
            }
            None => {
                self.refuse(name, "web.not_a_choice");
                Vec::new()
            }
        }
    }

    fn refused<T>(&mut self, name: &str, key: &'static str) -> Option<T> {
        self.refuse(name, key);
        None
    }
}

fn read_day(text: &str) -> Option<Day> {
    let mut numbers = text.split(['-', '/', '.']).map(str::parse::<i32>);
    let (year, month, day) = (numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?);
    if numbers.next().is_some() {
        return None;
    }
    Day::new(year, month.try_into().ok()?, day.try_into().ok()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    fn form(value: &str) -> Form {
        Form::filled([("f", value)])
    }

    #[rstest]
    #[case("2022-03-15", Some("2022-03-15"))]
    #[case("2022/3/5", Some("2022-03-05"))]
    #[case("2022-02-30", None)]
    #[case("1022-02-03", None)]
    #[case("2022-3", None)]
    #[case("2022-3-4-5", None)]
    fn a_day_that_is_not_in_the_calendar_is_refused(#[case] typed: &str, #[case] expected: Option<&str>) {
        let mut form = form(typed);
        assert_eq!(form.day("f").map(|day| day.to_string()).as_deref(), expected);
        assert_eq!(form.is_fine(), expected.is_some());
    }

    #[rstest]
    #[case("12,000", Some(12_000), None)]
    #[case("0", None, Some("web.out_of_range"))]
    #[case("1.5", None, Some("web.not_a_number"))]
    #[case::half_a_thousand("12,3", None, Some("web.not_a_number"))]
    #[case("12，000", Some(12_000), None)]
    #[case("", None, None)]
    fn whole_numbers_keep_to_their_range(
        #[case] typed: &str,
        #[case] expected: Option<i64>,
        #[case] key: Option<&str>,
    ) {
        let mut form = form(typed);
        assert_eq!(form.integer("f", 1..=20_000), expected);
        assert_eq!(form.error("f").map(|error| error.key), key);
    }

    #[test]
    fn more_places_than_can_be_kept_are_refused_not_rounded() {
        assert_eq!(form("3.5").decimal("f", 2), Some(350));
        assert_eq!(form("1，234.5").decimal("f", 2), Some(123_450));
        assert_eq!(form("12,3").decimal("f", 2), None, "a comma for a point");
        let mut fine = form("3.555");
        assert_eq!(fine.decimal("f", 2), None);
        assert_eq!(fine.error("f").unwrap().key, "web.not_a_decimal");
        let mut huge = form("99999999999999999");
        assert_eq!(huge.decimal("f", 4), None);
        assert_eq!(huge.error("f").unwrap().key, "web.number_too_large");
        assert_eq!(form("下降8.92%").growth("f", 4), Some(-89_200));
        assert_eq!(form("增长12,345.6％").growth("f", 4), Some(123_456_000));
        assert_eq!(form("1.5").money("f", MoneyUnit::Wan), Some(Money::from_fen(1_500_000)));
        assert_eq!(form("abc").money("f", MoneyUnit::Wan), None);
    }

    #[test]
    fn an_empty_field_is_refused_only_where_it_must_be_given() {
        let mut form = form("");
        assert_eq!(form.text("f", 5), None);
        assert!(form.is_fine());
        assert_eq!(form.required("f", 5), None);
        assert_eq!(form.error("f").unwrap().key, "web.required");
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(form("开发区").text("f", 3).as_deref(), Some("开发区"));
        assert_eq!(form("开发区域").text("f", 3), None);
    }

    #[test]
    fn ids_are_read_all_or_none() {
        let mut form = Form::filled([("id", "7"), ("id", "8")]);
        assert_eq!(form.ids("id", 2), [7, 8]);
        assert!(form.ids("id", 1).is_empty() && !form.is_fine());
        assert!(Form::filled([("id", "x")]).ids("id", 5).is_empty());
    }
}
