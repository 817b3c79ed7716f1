#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// The sheet's day for everything relative.
fn sheet_day() -> Option<Day> {
    Some(day("2022-05-20"))
}

#[rstest]
#[case("2021-07-16", "2021-07-16", Precision::Day)]
#[case("2021/7/16", "2021-07-16", Precision::Day)]
#[case("2021.7.16", "2021-07-16", Precision::Day)]
#[case("2021年7月16日", "2021-07-16", Precision::Day)]
#[case("2021年7月16号", "2021-07-16", Precision::Day)]
#[case("2021 年 7 月 16 日", "2021-07-16", Precision::Day)]
#[case("２０２１年７月１６日", "2021-07-16", Precision::Day)]
#[case("二〇二一年七月十六日", "2021-07-16", Precision::Day)]
#[case("20210716", "2021-07-16", Precision::Day)]
#[case("2021-07-16 00:00:00", "2021-07-16", Precision::Day)]
#[case("2021-07-16T08:30:00", "2021-07-16", Precision::Day)]
#[case("2021/7/16 0:00", "2021-07-16", Precision::Day)]
#[case("2024-02-29", "2024-02-29", Precision::Day)]
#[case("2021-07", "2021-07-31", Precision::Month)]
#[case("2021/7", "2021-07-31", Precision::Month)]
#[case("2021.7", "2021-07-31", Precision::Month)]
#[case("2021.1", "2021-01-31", Precision::Month)]
#[case("2021.10", "2021-10-31", Precision::Month)]
#[case("202107", "2021-07-31", Precision::Month)]
#[case("2021年7月", "2021-07-31", Precision::Month)]
#[case("2021年7月份", "2021-07-31", Precision::Month)]
#[case("21年7月", "2021-07-31", Precision::Month)]
#[case("2021年十二月", "2021-12-31", Precision::Month)]
#[case("2022年2月", "2022-02-28", Precision::Month)]
#[case("2021Q2", "2021-06-30", Precision::Quarter)]
#[case("2021-Q2", "2021-06-30", Precision::Quarter)]
#[case("2021年Q2", "2021-06-30", Precision::Quarter)]
#[case("2021年二季度", "2021-06-30", Precision::Quarter)]
#[case("2021年第二季度", "2021-06-30", Precision::Quarter)]
#[case("2021年2季度", "2021-06-30", Precision::Quarter)]
#[case("2021年二季度末", "2021-06-30", Precision::MonthEnd)]
#[case("2021年上半年", "2021-06-30", Precision::Half)]
#[case("2021年下半年", "2021-12-31", Precision::Half)]
#[case("2022年底", "2022-12-31", Precision::YearEnd)]
#[case("2022年年底", "2022-12-31", Precision::YearEnd)]
#[case("2022年底前", "2022-12-31", Precision::YearEnd)]
#[case("2022年末", "2022-12-31", Precision::YearEnd)]
#[case("2022年", "2022-12-31", Precision::Year)]
#[case("2022年度", "2022-12-31", Precision::Year)]
#[case("2021", "2021-12-31", Precision::Year)]
#[case("2021年6月中旬", "2021-06-20", Precision::TenDays)]
#[case("2021年6月上旬", "2021-06-10", Precision::TenDays)]
#[case("2021年2月下旬", "2021-02-28", Precision::TenDays)]
#[case("2021年4月底", "2021-04-30", Precision::MonthEnd)]
#[case("预计2022年6月底前", "2022-06-30", Precision::MonthEnd)]
#[case("截至2021年10月底", "2021-10-31", Precision::MonthEnd)]
fn a_date_that_names_its_year_needs_no_reference(
    #[case] text: &str,
    #[case] last: &str,
    #[case] precision: Precision,
) {
    let dated = parse_dated(text, None).unwrap().unwrap();
    assert_eq!((dated.day, dated.precision, dated.original.as_str()), (day(last), precision, text));
}

#[rstest]
#[case("7.16", "2022-07-16", Precision::Day)]
#[case("7月16日", "2022-07-16", Precision::Day)]
#[case("7/16", "2022-07-16", Precision::Day)]
#[case("三季度", "2022-09-30", Precision::Quarter)]
#[case("Q3", "2022-09-30", Precision::Quarter)]
#[case("上半年", "2022-06-30", Precision::Half)]
#[case("年底", "2022-12-31", Precision::YearEnd)]
#[case("年内", "2022-12-31", Precision::Year)]
#[case("4月底", "2022-04-30", Precision::MonthEnd)]
#[case("6月底", "2022-06-30", Precision::MonthEnd)]
#[case("12月份", "2022-12-31", Precision::Month)]
#[case("明年3月份", "2023-03-31", Precision::Month)]
#[case("今年4月份", "2022-04-30", Precision::Month)]
#[case("去年底", "2021-12-31", Precision::YearEnd)]
#[case("明年上半年", "2023-06-30", Precision::Half)]
#[case("后年", "2024-12-31", Precision::Year)]
#[case("6月中旬", "2022-06-20", Precision::TenDays)]
#[case("6月初", "2022-06-10", Precision::TenDays)]
#[case("截至10月底", "2022-10-31", Precision::MonthEnd)]
#[case("本月底", "2022-05-31", Precision::MonthEnd)]
#[case("下月", "2022-06-30", Precision::Month)]
#[case("本月25日", "2022-05-25", Precision::Day)]
fn a_relative_date_is_resolved_against_the_sheets_day(
    #[case] text: &str,
    #[case] last: &str,
    #[case] precision: Precision,
) {
    let dated = parse_dated(text, sheet_day()).unwrap().unwrap();
    assert_eq!((dated.day, dated.precision), (day(last), precision));
    assert_eq!(parse_dated(text, None), Err(DateError::NeedsReference));
}

#[rstest]
#[case("")]
#[case("  ")]
#[case("无")]
#[case("—")]
#[case("/")]
#[case("待定")]
fn an_empty_mark_is_no_date(#[case] text: &str) {
    assert_eq!(parse_dated(text, None), Ok(None));
    assert_eq!(parse_numeric_cell(text, false), Ok(None));
    assert_eq!(parse_range(text, None), Ok(None));
}

#[rstest]
#[case("2022-02-30", DateError::NoSuchDay)]
#[case("2022年2月30日", DateError::NoSuchDay)]
#[case("20220230", DateError::NoSuchDay)]
#[case("2022-13", DateError::NoSuchDay)]
#[case("2022年13月", DateError::NoSuchDay)]
#[case("2022Q5", DateError::NoSuchDay)]
#[case("2022年五季度", DateError::NoSuchDay)]
#[case("4月31日", DateError::NoSuchDay)]
#[case("2300年", DateError::OutOfRange)]
#[case("0021-07-16", DateError::OutOfRange)]
#[case("开工", DateError::Unreadable)]
#[case("2022年开工", DateError::Unreadable)]
#[case("6月前", DateError::Unreadable)]
#[case("12345", DateError::Unreadable)]
#[case("2021-07.16", DateError::Unreadable)]
#[case("2021-2023", DateError::Unreadable)]
#[case("3", DateError::Unreadable)]
#[case("上旬", DateError::Unreadable)]
#[case("年", DateError::Unreadable)]
#[case("2021--07", DateError::Unreadable)]
#[case("XQ3", DateError::Unreadable)]
fn what_is_no_date_is_refused_with_its_reason(#[case] text: &str, #[case] error: DateError) {
    assert_eq!(parse_dated(text, sheet_day()), Err(error));
}

#[test]
fn a_month_without_a_day_keeps_month_precision() {
    let promise = parse_dated("2022年3月", None).unwrap().unwrap();
    assert_eq!(promise.first_day(), day("2022-03-01"));
    assert!(day("2022-03-31") <= promise.day && day("2022-04-01") > promise.day);
    assert_eq!(promise.chinese(), "2022年3月");
    assert_eq!(promise.to_string(), "2022年3月");
    assert_eq!(Dated::exact(day("2022-03-05")).to_string(), "2022-03-05");
}

#[rstest]
#[case("44393", false, "2021-07-16", Precision::Day)]
#[case("44393.0", false, "2021-07-16", Precision::Day)]
#[case("44393.999", false, "2021-07-16", Precision::Day)]
#[case("42931", true, "2021-07-16", Precision::Day)]
#[case("20210716", false, "2021-07-16", Precision::Day)]
#[case("202107", false, "2021-07-31", Precision::Month)]
#[case("2021", false, "2021-12-31", Precision::Year)]
#[case("2021.0", false, "2021-12-31", Precision::Year)]
#[case("2021.7", false, "2021-07-31", Precision::Month)]
#[case("2021.01", false, "2021-01-31", Precision::Month)]
#[case("2021.11", false, "2021-11-30", Precision::Month)]
#[case("2021.12", false, "2021-12-31", Precision::Month)]
fn a_numeric_cell_is_read_as_what_it_can_only_be(
    #[case] text: &str,
    #[case] date_1904: bool,
    #[case] last: &str,
    #[case] precision: Precision,
) {
    let dated = parse_numeric_cell(text, date_1904).unwrap().unwrap();
    assert_eq!((dated.day, dated.precision), (day(last), precision));
}

#[rstest]
#[case("2021.1", DateError::Ambiguous)]
#[case("2021.10", DateError::Ambiguous)]
#[case("7.1", DateError::Ambiguous)]
#[case("7.16", DateError::NeedsReference)]
#[case("7.32", DateError::NoSuchDay)]
#[case("2021.13", DateError::NoSuchDay)]
#[case("20220230", DateError::NoSuchDay)]
#[case("1989", DateError::Unreadable)]
#[case("19999", DateError::Unreadable)]
#[case("90000", DateError::Unreadable)]
#[case("2021.123", DateError::Unreadable)]
#[case("-44393", DateError::Unreadable)]
#[case("4.4E4", DateError::Unreadable)]
fn a_numeric_cell_that_may_mean_two_things_is_asked_about(#[case] text: &str, #[case] error: DateError) {
    assert_eq!(parse_numeric_cell(text, false), Err(error));
}

#[rstest]
#[case("2021-2023", "2021年", "2023年")]
#[case("2021-2023年", "2021年", "2023年")]
#[case("2021年—2023年", "2021年", "2023年")]
#[case("2021年3月-2022年12月", "2021年3月", "2022年12月")]
#[case("2021.3-2022.12", "2021年3月", "2022年12月")]
#[case("2021.3/2022.12", "2021年3月", "2022年12月")]
#[case("2021-03-2022-12", "2021年3月", "2022年12月")]
#[case("2021/3-2022/12", "2021年3月", "2022年12月")]
#[case("2021-03/2022-12", "2021年3月", "2022年12月")]
#[case("2021/3/2022/12", "2021年3月", "2022年12月")]
#[case("2021-03-01~2022-12-31", "2021年3月1日", "2022年12月31日")]
#[case("2021年3月 至 2022年底", "2021年3月", "2022年底")]
#[case("2021年3月-9月", "2021年3月", "2021年9月")]
#[case("2021年3-9月", "2021年3月", "2021年9月")]
#[case("1至9月", "2022年1月", "2022年9月")]
#[case("一至九月", "2022年1月", "2022年9月")]
#[case("202103-202212", "2021年3月", "2022年12月")]
fn two_dates_in_one_cell_make_a_range(#[case] text: &str, #[case] first: &str, #[case] last: &str) {
    let (from, to) = parse_range(text, sheet_day()).unwrap().unwrap();
    assert_eq!((from.chinese(), to.unwrap().chinese()), (first.to_owned(), last.to_owned()));
}

#[rstest]
#[case("2021-07", "2021年7月")]
#[case("2021-07-16", "2021年7月16日")]
#[case("2021年3月至今", "2021年3月")]
#[case("截至10月底", "2022年10月底")]
fn one_date_has_no_end(#[case] text: &str, #[case] first: &str) {
    let (from, to) = parse_range(text, sheet_day()).unwrap().unwrap();
    assert_eq!((from.chinese().as_str(), to), (first, None));
}

#[rstest]
#[case("2023-2021", DateError::Backwards)]
#[case("2022年12月至2021年3月", DateError::Backwards)]
#[case("2022-02-30", DateError::NoSuchDay)]
#[case("2021年至", DateError::Unreadable)]
#[case("分期建设", DateError::Unreadable)]
fn a_range_that_is_none_is_refused(#[case] text: &str, #[case] error: DateError) {
    assert_eq!(parse_range(text, sheet_day()), Err(error));
}

#[test]
fn codes_come_back() {
    for precision in Precision::ALL {
        assert_eq!(Precision::from_code(precision.code()), Some(precision));
    }
    assert_eq!(Precision::from_code("Day"), None);
}

fn any_dated() -> impl Strategy<Value = Dated> {
    let first = day("1900-01-01").days();
    let last = day("2100-12-31").days();
    (first..=last, prop::sample::select(Precision::ALL.to_vec()))
        .prop_map(|(days, precision)| Dated::new(Day::from_days(days).unwrap(), precision, ""))
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(dated in any_dated()) {
        for printed in [dated.to_string(), dated.chinese()] {
            let read = parse_dated(&printed, None).unwrap().unwrap();
            prop_assert!(read.same_span(&dated), "{printed} gave {read:?}");
            prop_assert_eq!(read.original, printed);
        }
    }

    #[test]
    fn a_span_holds_its_first_and_last_day(dated in any_dated()) {
        prop_assert!(dated.first_day() <= dated.day);
        prop_assert_eq!(Dated::new(dated.day, dated.precision, "").day, dated.day);
        prop_assert_eq!(dated.precision.first_day(dated.first_day()), dated.first_day());
    }

    #[test]
    fn a_span_holds_what_lies_in_it_and_nothing_else(one in any_dated(), other in any_dated()) {
        prop_assert!(one.holds(one.day, one.precision) && one.holds(one.first_day(), Precision::Day));
        let days = |it: &Dated| it.first_day().days()..=it.day.days();
        let lies_in = days(&other).all(|day| days(&one).contains(&day));
        prop_assert_eq!(one.holds(other.day, other.precision), lies_in);
    }

    #[test]
    fn a_joined_range_is_read_back(from in any_dated(), to in any_dated()) {
        let (from, to) = if from.first_day() <= to.day { (from, to) } else { (to, from) };
        let (first, last) = parse_range(&format!("{from}至{to}"), None).unwrap().unwrap();
        prop_assert!(first.same_span(&from) && last.unwrap().same_span(&to));
    }

    #[test]
    fn any_text_is_answered(text in ".{0,40}", likely in "[0-9年月日底末上中下旬半季度第至到今明去前—~Qq./: T-]{0,24}") {
        for reference in [None, sheet_day(), Some(Day::MIN), Some(Day::MAX)] {
            for text in [&text, &likely] {
                let _ = parse_dated(text, reference);
                let _ = parse_range(text, reference);
                let _ = parse_numeric_cell(text, true);
            }
        }
    }

    #[test]
    fn any_number_is_answered(text in "[0-9]{1,9}(\\.[0-9]{1,4})?") {
        let _ = parse_numeric_cell(&text, false);
        let _ = parse_dated(&text, sheet_day());
    }
}
