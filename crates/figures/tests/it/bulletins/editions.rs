//! A site's own templates over those that come with the program.

use super::templates::GOOD;
use crate::fixture::{Ledger, day};
use figures::bulletin::{TemplateProblem, Templates};

fn later() -> String {
    GOOD.replace("called = { zh = \"短\"", "called = { zh = \"改\"")
}

#[test]
fn a_template_holds_from_its_own_day_until_the_next_or_its_end() {
    let mut ledger = Ledger::new();
    let first = ledger.template("short", "2023-01-01", Some(GOOD));
    let second = ledger.template("short", "2023-06-01", Some(&later()));
    ledger.template("short", "2024-01-01", None);
    let snapshot = ledger.snapshot();
    let called = |on: &str| {
        let template = snapshot.templates(day(on)).on("short", day(on));
        template.map(|it| (it.called.zh.clone(), it.from.to_string()))
    };
    let told = |name: &str, from: &str| Some((name.to_owned(), from.to_owned()));
    assert_eq!(called("2022-12-31"), None, "the day of the decree holds, not the one in the text");
    assert_eq!(called("2023-01-01"), told("短", "2023-01-01"));
    assert_eq!(called("2023-06-01"), told("改", "2023-06-01"));
    assert_eq!(called("2024-01-01"), None);
    let in_force = |on: &str| snapshot.editions().in_force("short", day(on)).map(|(n, rule)| (n, rule.id));
    assert_eq!(in_force("2023-05-31"), Some((1, first)));
    assert_eq!(in_force("2023-06-01"), Some((2, second)));
    assert_eq!(in_force("2024-01-01"), None);
    assert_eq!(snapshot.editions().unusable(), []);
}

#[test]
fn the_programs_template_holds_before_and_after_the_sites_own_and_keeps_its_place() {
    let mut ledger = Ledger::new();
    let own =
        Templates::builtin_text("monthly").unwrap().replace("from = \"2010-01-01\"", "from = \"2030-01-01\"");
    ledger.template("monthly", "2023-01-01", Some(&own));
    ledger.template("monthly", "2024-01-01", None);
    let snapshot = ledger.snapshot();
    let from = |on: &str| snapshot.templates(day(on)).on("monthly", day(on)).map(|it| it.from);
    assert_eq!(from("2022-12-31"), Some(day("2010-01-01")));
    assert_eq!(from("2023-12-31"), Some(day("2023-01-01")));
    assert_eq!(from("2024-01-01"), Some(day("2010-01-01")));
    let names = |on: &str| -> Vec<String> {
        snapshot.templates(day(on)).all().iter().map(|it| it.name.clone()).collect()
    };
    assert_eq!(names("2023-06-01"), names("2022-06-01"));
}

#[test]
fn what_does_not_read_is_passed_over_and_named() {
    let mut ledger = Ledger::new();
    let first = ledger.template("short", "2023-01-01", Some(GOOD));
    let wrong =
        ledger.template("short", "2023-06-01", Some(&GOOD.replace("kind = \"round\"", "kind = \"rounds\"")));
    let snapshot = ledger.snapshot();
    let holding = snapshot.editions().in_force("short", day("2023-07-01"));
    assert_eq!(holding.map(|(_, rule)| rule.id), Some(first));
    let unusable = snapshot.editions().unusable();
    let told: Vec<_> =
        unusable.iter().map(|it| (it.rule.id, it.from_on, it.error.line, it.error.key.as_str())).collect();
    assert_eq!(told, [(wrong, day("2023-06-01"), 4, "kind")]);
}

#[test]
fn a_figure_that_ends_takes_the_template_that_names_it_out_of_use() {
    let mut ledger = Ledger::new();
    let figure =
        figures::Catalogue::builtin_text("newRoundEntries").unwrap().replace("newRoundEntries", "ownEntries");
    ledger.rule("ownEntries", "2022-01-01", Some(&figure));
    ledger.rule("ownEntries", "2024-01-01", None);
    ledger.template("short", "2023-01-01", Some(&GOOD.replace("newRoundEntries", "ownEntries")));
    let snapshot = ledger.snapshot();
    assert!(snapshot.editions().in_force("short", day("2023-12-31")).is_some());
    assert!(snapshot.editions().in_force("short", day("2024-01-01")).is_none());
    let unusable = snapshot.editions().unusable();
    assert_eq!((unusable.len(), unusable[0].from_on), (1, day("2024-01-01")));
    assert_eq!(unusable[0].error.key, "figure");
}

#[test]
fn a_text_holds_one_template_of_a_name_that_can_be_asked_for_and_an_official_one_keeps_its_kind() {
    let two = format!("{GOOD}{}", GOOD.replace("\"short\"", "\"long\""));
    let monthly =
        Templates::builtin_text("monthly").unwrap().replace("kind = \"monthly\"", "kind = \"year\"");
    for (name, text, problem) in [
        ("short", two.as_str(), TemplateProblem::Alone(2)),
        ("other", GOOD, TemplateProblem::Alone(0)),
        ("2022-1", &GOOD.replace("\"short\"", "\"2022-1\""), TemplateProblem::Name("2022-1".into())),
        ("monthly", &monthly, TemplateProblem::Official),
    ] {
        let mut ledger = Ledger::new();
        ledger.template(name, "2023-01-01", Some(text));
        let unusable = ledger.snapshot().editions().unusable();
        assert_eq!(unusable.first().map(|it| it.error.problem.clone()), Some(problem), "{name}");
    }
}
