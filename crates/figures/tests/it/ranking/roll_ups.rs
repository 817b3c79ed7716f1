//! Months, half-years and the year's end make the year.

use super::*;
use figures::ranking::{AdjustmentKind, History, Period, RankError, roll_up};

fn period(text: &str) -> Period {
    Period::parse(text).unwrap()
}

/// Adds the ranking of a period from typed-in inputs.
fn close(history: &mut History, name: &str, of: &str, units: &BTreeMap<String, Unit>) {
    let ranking = rank(builtin(name), units, None).unwrap();
    history.insert((name.to_owned(), period(of)), ranking);
}

fn month(volume: &str, progress: &str) -> [(&'static str, String); 4] {
    let fixed = |text: &str| text.to_owned();
    [
        ("volume", fixed(volume)),
        ("volumeTarget", fixed("100")),
        ("progress", fixed(progress)),
        ("progressTarget", fixed("100")),
    ]
}

fn month_of(all: &[(&str, &str)]) -> BTreeMap<String, Unit> {
    let inputs: Vec<_> = all.iter().map(|(volume, progress)| month(volume, progress)).collect();
    let inputs: Vec<Vec<(&str, &str)>> =
        inputs.iter().map(|it| it.iter().map(|(name, value)| (*name, value.as_str())).collect()).collect();
    units(&inputs.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

#[test]
fn the_months_are_a_tenth_of_the_year() {
    let mut history = History::new();
    close(&mut history, "cityMonth", "2023-01", &month_of(&[("100", "50"), ("50", "50")]));
    close(&mut history, "cityMonth", "2023-02", &month_of(&[("50", "50"), ("50", "51")]));
    close(&mut history, "cityMonth", "2022-12", &month_of(&[("0", "0"), ("0", "0")]));
    close(&mut history, "cityHalf", "2023H1", &units(&[&[("halfYear", "80")], &[("halfYear", "81.5")]]));
    close(&mut history, "cityYearEnd", "2023", &units(&[&[("yearEnd", "90")], &[("yearEnd", "90")]]));
    let year = roll_up(Schemes::builtin(), "cityYear", period("2023"), &history, None).unwrap();
    // a: 10 % of (80 + 50) ÷ 2, 45 % of 80, 45 % of 90; the year before is another year's.
    let a = &year.row("a").unwrap().score;
    assert_eq!(a.exact, Some(exact("83")));
    let printed: Vec<&str> = a.parts.iter().map(|part| part.printed.as_str()).collect();
    assert_eq!(printed, ["6.5", "36.0", "40.5"]);
    assert_eq!(a.parts[0].inputs.len(), 12);
    assert_eq!(a.parts[0].inputs[1].name.as_deref(), Some("2023-02"));
    assert_eq!(a.parts[0].inputs[2].value, None);
    let b = &year.row("b").unwrap().score;
    assert_eq!(b.exact, Some(exact("82.195")), "exact scores are added, not printed ones");
    assert_eq!(in_short(&year), "a1 b2");
}

#[test]
fn a_part_that_is_missing_leaves_its_weight_to_the_others() {
    let mut history = History::new();
    close(&mut history, "cityHalf", "2023H1", &units(&[&[("halfYear", "80")]]));
    close(&mut history, "cityHalf", "2023H2", &units(&[&[("halfYear", "60")]]));
    let year = roll_up(Schemes::builtin(), "cityYear", period("2023"), &history, None).unwrap();
    let score = &year.row("a").unwrap().score;
    assert_eq!(score.printed, "70.0");
    assert_eq!(score.adjustments[0].kind, AdjustmentKind::Reweighed);
    assert_eq!(score.adjustments[0].points, exact("38.5"));
    assert_eq!((&*score.adjustments[0].printed, &score.adjustments[0].weight), ("38.5", &Some(exact("55"))));
    assert_eq!(score.parts[0].printed, "—");
}

const STEPS: &str = r#"
[[scheme]]
name = "quarter"
title = { zh = "", en = "" }
note = { zh = "", en = "" }
version = "1"
from = "2020-01-01"
period = "quarter"
places = 1
rounding = "halfUp"
ties = "dense"
missing = "MISSING"
[[scheme.part]]
of = "test"
weight = 100
take = "TAKE"
[[scheme]]
name = "year"
title = { zh = "", en = "" }
note = { zh = "", en = "" }
version = "1"
from = "2020-01-01"
period = "year"
places = 1
rounding = "halfUp"
ties = "dense"
missing = "reweigh"
[[scheme.part]]
of = "quarter"
weight = 100
take = "mean"
"#;

fn steps(missing: &str, take: &str) -> Schemes {
    let month = format!("{HEAD}ties = \"dense\"\n{}", points("it", ""));
    let text = format!("{month}{}", STEPS.replace("MISSING", missing).replace("TAKE", take));
    Schemes::parse(&text, Catalogue::builtin()).unwrap()
}

/// January 6, February nothing, March 9.
fn three_months(schemes: &Schemes) -> History {
    let month = |of: &str, units: &BTreeMap<String, Unit>| {
        (("test".to_owned(), period(of)), rank(&schemes.all()[0], units, None).unwrap())
    };
    [month("2023-01", &scored(&["6"])), month("2023-03", &scored(&["9"]))].into()
}

#[rstest::rstest]
#[case("reweigh", "mean", Some("7.5"))]
#[case("zero", "mean", Some("5"))]
#[case("noScore", "mean", None)]
#[case("reweigh", "sum", Some("22.5"))]
#[case("zero", "sum", Some("15"))]
#[case("noScore", "sum", None)]
#[case("reweigh", "last", Some("9"))]
fn months_become_a_quarter(#[case] missing: &str, #[case] take: &str, #[case] score: Option<&str>) {
    let schemes = steps(missing, take);
    let quarter = roll_up(&schemes, "quarter", period("2023Q1"), &three_months(&schemes), None).unwrap();
    assert_eq!(quarter.row("a").unwrap().score.exact, score.map(exact));
}

#[test]
fn a_year_is_rolled_up_through_its_quarters_and_a_closed_one_is_taken_as_it_was() {
    let schemes = steps("reweigh", "mean");
    let mut history = three_months(&schemes);
    let year = roll_up(&schemes, "year", period("2023"), &history, None).unwrap();
    assert_eq!(year.row("a").unwrap().score.printed, "7.5");
    let closed = rank(&schemes.all()[0], &scored(&["3"]), None).unwrap();
    history.insert(("quarter".to_owned(), period("2023Q1")), closed);
    let earlier = year;
    let year = roll_up(&schemes, "year", period("2023"), &history, Some(&earlier)).unwrap();
    assert_eq!(year.row("a").unwrap().score.printed, "3.0");
    assert_eq!(year.row("a").unwrap().change.unwrap().to_string(), "—");
}

#[rstest::rstest]
#[case("zero", Some("3"))]
#[case("noScore", None)]
#[case("reweigh", Some("7.5"))]
fn a_part_without_any_period_counts_as_the_scheme_says(#[case] missing: &str, #[case] score: Option<&str>) {
    let month = format!("{HEAD}ties = \"dense\"\n{}", points("it", ""));
    let other = month.replace("\"test\"", "\"other\"");
    let steps =
        STEPS.replace("MISSING", missing).replace("TAKE", "last").replacen("weight = 100", "weight = 40", 1);
    let part = "[[scheme.part]]\nof = \"other\"\nweight = 60\ntake = \"last\"\n[[scheme]]\nname = \"year\"";
    let text = format!("{month}{other}{}", steps.replacen("[[scheme]]\nname = \"year\"", part, 1));
    let schemes = Schemes::parse(&text, Catalogue::builtin()).unwrap();
    let all = ["2023-01", "2023-02", "2023-03"].map(|of| {
        (("test".to_owned(), period(of)), rank(&schemes.all()[0], &scored(&["7.5"]), None).unwrap())
    });
    let quarter = roll_up(&schemes, "quarter", period("2023Q1"), &all.into(), None).unwrap();
    assert_eq!(quarter.row("a").unwrap().score.exact, score.map(exact));
}

#[test]
fn a_unit_is_called_as_it_was_called_last() {
    let schemes = steps("reweigh", "mean");
    let mut history = three_months(&schemes);
    let renamed = Unit { name: "新名称".to_owned(), ..unit(7, &[("it", "6")]) };
    let ranking = rank(&schemes.all()[0], &[("a".to_owned(), renamed)].into(), None).unwrap();
    history.insert(("test".to_owned(), period("2023-02")), ranking);
    let name = |history: &History| {
        let quarter = roll_up(&schemes, "quarter", period("2023Q1"), history, None).unwrap();
        quarter.row("a").unwrap().name.clone()
    };
    assert_eq!(name(&history), "单位0", "March was the last");
    history.remove(&("test".to_owned(), period("2023-03")));
    assert_eq!(name(&history), "新名称");
}

#[test]
fn what_is_no_roll_up_or_no_period_of_it_is_refused() {
    let history = History::new();
    let refused = |name, of| roll_up(Schemes::builtin(), name, period(of), &history, None).unwrap_err();
    assert_eq!(refused("henan2008", "2023"), RankError::OtherKind("henan2008".to_owned()));
    assert_eq!(refused("cityYear", "2023Q1"), RankError::OtherPeriod("cityYear".to_owned()));
    assert_eq!(refused("cityYear", "2009"), RankError::UnknownScheme("cityYear".to_owned()));
    assert_eq!(
        rank(builtin("cityYear"), &scored(&["1"]), None).unwrap_err(),
        RankError::OtherKind("cityYear".to_owned())
    );
    let empty = roll_up(Schemes::builtin(), "cityYear", period("2023"), &history, None).unwrap();
    assert!(empty.groups[0].rows.is_empty());
}

#[rstest::rstest]
#[case::the_months("test")]
#[case::the_quarters("quarter")]
fn before_the_first_day_of_a_part_it_ranks_nobody_and_refuses_nothing(#[case] later: &str) {
    let month = format!("{HEAD}ties = \"dense\"\n{}", points("it", ""));
    let text = format!("{month}{}", STEPS.replace("MISSING", "reweigh").replace("TAKE", "mean"));
    let name = format!("name = \"{later}\"");
    let (before, after) = text.split_once(&name).unwrap();
    let text = format!("{before}{name}{}", after.replacen("2020-01-01", "2023-07-01", 1));
    let schemes = Schemes::parse(&text, Catalogue::builtin()).unwrap();
    let of = |year: &str, history: &History| roll_up(&schemes, "year", period(year), history, None).unwrap();
    assert!(of("2022", &History::new()).row("a").is_none());
    let august = rank(&schemes.all()[0], &scored(&["6"]), None).unwrap();
    let history = [(("test".to_owned(), period("2023-08")), august)].into();
    assert_eq!(of("2023", &history).row("a").unwrap().score.printed, "6.0");
}
