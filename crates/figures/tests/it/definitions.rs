//! A site's own definitions: from their day on, in the place of the program's or beside them; what can't be used is named
//! and leaves all else as it was.

use crate::fixture::*;
use domain::{ListKind, Stage};
use figures::{
    Catalogue, CatalogueError, CatalogueProblem, Definitions, FigureError, MoveKind, Question, Reason,
    compare, evaluate,
};
use rstest::rstest;

/// A figure of the site's own.
const OWN: &str = r#"[[figure]]
name = "ownLarge"
title = { zh = "大项目", en = "Large projects" }
kind = "count"
basis = "projects"
population = "event:signed invest>=10亿"
asOf = "F"
places = 2
rounding = "halfUp"
footnote = { zh = "口径", en = "rule" }
empty = { zh = "暂无", en = "none" }
[figure.sentences.default]
zh = "大项目{n}个"
en = "{n} large"
"#;

fn own(from: &str, to: &str) -> String {
    assert!(OWN.contains(from), "{from}");
    OWN.replacen(from, to, 1)
}

/// The official start rate over the signing list, without what was given up.
fn narrower() -> String {
    let text = Catalogue::builtin_text("listStartRate").unwrap();
    text.replace(
        "population = \"list:signing\"",
        "population = \"list:signing not stage:terminated,withdrawn\"",
    )
}

fn wrong(text: &str) -> CatalogueError {
    Catalogue::builtin().with(text).expect_err(text)
}

#[test]
fn every_definition_of_the_program_can_be_taken_as_it_is_written() {
    for spec in Catalogue::builtin().figures() {
        let text = Catalogue::builtin_text(&spec.name).unwrap();
        let taken = Catalogue::builtin().with(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(&taken, Catalogue::builtin(), "{}", spec.name);
    }
    assert_eq!(Catalogue::builtin_text("nothing"), None);
}

#[rstest]
#[case::unknown_key("places = 2", "place = 2", 8, "place")]
#[case::value("\"halfUp\"", "\"up\"", 9, "rounding")]
#[case::condition("event:signed", "evnt:signed", 6, "population")]
#[case::many_places("places = 2", "places = 200", 8, "places")]
#[case::name("\"ownLarge\"", "\"own large\"", 2, "name")]
#[case::placeholder_of_another_kind("{n}个", "{q}个", 13, "sentences.default")]
#[case::figure(
    "kind = \"count\"",
    "kind = \"formula\"\nformula = \"signd\"\nopens = \"signed\"",
    5,
    "formula"
)]
fn a_mistake_is_named_with_its_line_and_key(
    #[case] right: &str,
    #[case] mistaken: &str,
    #[case] line: usize,
    #[case] key: &str,
) {
    let error = wrong(&own(right, mistaken));
    assert_eq!((error.line, error.key.as_str()), (line, key), "{error}");
}

#[test]
fn near_words_stand_beside_what_is_not_known() {
    let near = |text: &str| match wrong(text).problem {
        CatalogueProblem::Key { near, .. } | CatalogueProblem::Unknown { near, .. } => near,
        other => panic!("{other}"),
    };
    let key = wrong(&own("places = 2", "place = 2"));
    assert_eq!(key.figure, "ownLarge");
    assert_eq!(near(&own("places = 2", "place = 2"))[0], "places");
    assert_eq!(near(&own("\"halfUp\"", "\"halfup\""))[0], "halfUp");
    let formula = own("kind = \"count\"", "kind = \"formula\"\nformula = \"signd\"\nopens = \"signed\"");
    assert_eq!(near(&formula)[0], "signed");
}

#[test]
fn a_definition_that_needs_itself_is_refused_with_the_way() {
    let text = own("kind = \"count\"", "kind = \"formula\"\nformula = \"ownLarge + 1\"\nopens = \"signed\"");
    let way = vec!["ownLarge".to_owned(), "ownLarge".to_owned()];
    let error = wrong(&text);
    assert_eq!((error.line, error.problem), (5, CatalogueProblem::Circular(way)));
    // The other figure's definition stands elsewhere: the mistake is said of the one that was written.
    let gap = Catalogue::builtin_text("progressGap").unwrap();
    let circle = gap.replace("- timeProgress", "- timeProgress + progressGap");
    assert_ne!(circle, gap);
    assert!(matches!(wrong(&circle).problem, CatalogueProblem::Circular(_)));
}

#[test]
fn an_official_figure_keeps_what_pages_and_bulletins_build_on() {
    let text = |name: &str, from: &str, to: &str| {
        let text = Catalogue::builtin_text(name).unwrap();
        assert!(text.contains(from), "{from} in {text}");
        wrong(&text.replacen(from, to, 1))
    };
    let kind = text("signed", "basis = \"projects\"", "basis = \"entries\"");
    assert_eq!((kind.key.as_str(), kind.problem), ("basis", CatalogueProblem::Official));
    let variant = text("roundEntries", "sentences.signing]", "sentences.other]");
    assert_eq!(variant.problem, CatalogueProblem::Variant("signing".into()));
}

#[test]
fn what_could_not_be_given_any_more_is_named() {
    let formula =
        own("kind = \"count\"", "kind = \"formula\"\nformula = \"ownBase + 1\"\nopens = \"ownBase\"");
    let both = format!("{}{formula}", OWN.replace("ownLarge", "ownBase"));
    let catalogue = Catalogue::builtin().with(&both).unwrap();
    assert!(catalogue.get("ownBase").is_some() && catalogue.get("ownLarge").is_some());
    let circle =
        formula.replace("ownBase + 1", "signed").replace("opens = \"ownBase\"", "opens = \"signed\"");
    let circle = circle.replace("name = \"ownLarge\"", "name = \"ownBase\"");
    let circle = circle.replace("formula = \"signed\"", "formula = \"ownLarge\"");
    let error = catalogue.with(&circle).unwrap_err();
    assert!(
        matches!(error.problem, CatalogueProblem::Circular(_) | CatalogueProblem::Breaks { .. }),
        "{error}"
    );
    assert_eq!(error.figure, "ownBase", "it is said of what was written");
}

#[test]
fn phrases_and_a_name_that_stands_twice_are_refused() {
    assert_eq!(wrong(&OWN.repeat(2)).problem, CatalogueProblem::Twice);
    let phrase = format!("{OWN}\n[phrase.own]\nzh = \"一\"\nen = \"one\"\n");
    assert_eq!(wrong(&phrase).problem, CatalogueProblem::Phrase);
}

/// Two entries of the signing list, one of a project given up; one is started.
fn two_entries() -> Ledger {
    let mut ledger = Ledger::new();
    let round = ledger.round(2022, 1, "2022-02-26");
    ledger.add(ZONE, |project| {
        project.invest(yi("3")).event(Stage::Signed, "2021-05-01").event(Stage::Commenced, "2022-03-01");
        project.entry(round, ListKind::Signing, yi("3"));
    });
    ledger.add(ZONE, |project| {
        project.invest(yi("20")).event(Stage::Signed, "2021-05-01").event(Stage::Terminated, "2022-03-02");
        project.entry(round, ListKind::Signing, yi("20"));
    });
    ledger
}

fn printed(snapshot: &figures::Snapshot, name: &str, on: &str) -> Option<String> {
    let scope = domain::Scope::operator();
    let question = Question::new(snapshot, &scope, day(on));
    let figures = evaluate(snapshot.catalogue(day(on)), &question, name).ok()?;
    Some(figures[0].printed.clone())
}

#[test]
fn a_definition_holds_from_its_day_on_and_until_it_ends() {
    let mut ledger = two_entries();
    ledger.rule("listStartRate", "2022-04-01", Some(&narrower()));
    ledger.rule("listStartRate", "2022-06-01", None);
    ledger.rule("ownLarge", "2022-04-01", Some(OWN));
    ledger.rule("ownLarge", "2022-06-01", None);
    let snapshot = ledger.snapshot();
    let rates = ["2022-03-31", "2022-04-01", "2022-05-31", "2022-06-01"]
        .map(|on| printed(&snapshot, "listStartRate", on).unwrap());
    assert_eq!(rates, ["50.00%", "100.00%", "100.00%", "50.00%"]);
    let large = ["2022-03-31", "2022-04-01", "2022-06-01"].map(|on| printed(&snapshot, "ownLarge", on));
    assert_eq!(large, [None, Some("1".to_owned()), None]);
    let in_force = |on| snapshot.definitions().in_force("listStartRate", day(on)).map(|(version, _)| version);
    assert_eq!(
        [in_force("2022-03-31"), in_force("2022-04-01"), in_force("2022-06-01")],
        [None, Some(1), None]
    );
}

#[test]
fn without_definitions_the_catalogue_is_the_very_one_of_the_program() {
    let snapshot = two_entries().snapshot();
    assert!(std::ptr::eq(snapshot.catalogue(day("2022-01-01")), Catalogue::builtin()));
}

#[test]
fn what_cannot_be_used_is_named_and_what_held_before_holds_on() {
    let mut ledger = two_entries();
    ledger.rule("listStartRate", "2022-04-01", Some(&narrower()));
    let bad =
        ledger.rule("listStartRate", "2022-05-01", Some(&narrower().replace("places = 2", "place = 2")));
    ledger.rule("ownLarge", "2022-05-01", Some(OWN));
    let other = ledger.rule("other", "2022-05-02", Some(OWN));
    let snapshot = ledger.snapshot();
    let unusable = snapshot.definitions().unusable();
    let named: Vec<_> = unusable.iter().map(|it| (it.rule.id, it.from_on)).collect();
    assert_eq!(named, [(bad, day("2022-05-01")), (other, day("2022-05-02"))]);
    assert_eq!(unusable[0].error.key, "place");
    assert_eq!(unusable[1].error.problem, CatalogueProblem::Alone(1), "kept under another name");
    assert_eq!(
        printed(&snapshot, "listStartRate", "2022-06-01").as_deref(),
        Some("100.00%"),
        "the version before"
    );
    assert_eq!(printed(&snapshot, "ownLarge", "2022-06-01").as_deref(), Some("1"), "other figures");
    assert_eq!(snapshot.definitions().in_force("listStartRate", day("2022-06-01")).unwrap().0, 1);
}

#[test]
fn two_definitions_that_need_each_other_are_taken_in_any_order() {
    let formula =
        own("kind = \"count\"", "kind = \"formula\"\nformula = \"ownBase * 2\"\nopens = \"ownBase\"");
    let mut ledger = two_entries();
    ledger.rule("ownLarge", "2022-04-01", Some(&formula));
    ledger.rule("ownBase", "2022-04-01", Some(&OWN.replace("ownLarge", "ownBase")));
    let snapshot = ledger.snapshot();
    assert_eq!(snapshot.definitions().unusable(), []);
    assert!(printed(&snapshot, "ownLarge", "2022-04-01").is_some());
    // The end of the base would take the formula with it: it can't be used, and the base holds on.
    let end = ledger.rule("ownBase", "2022-07-01", None);
    let snapshot = ledger.snapshot();
    let unusable = snapshot.definitions().unusable();
    assert_eq!(unusable.iter().map(|it| it.rule.id).collect::<Vec<_>>(), [end]);
    assert!(
        matches!(&unusable[0].error.problem, CatalogueProblem::Breaks { figure, .. } if figure == "ownLarge")
    );
    assert!(printed(&snapshot, "ownLarge", "2022-07-01").is_some());
}

#[test]
fn an_early_version_that_was_overtaken_is_not_brought_back() {
    let formula =
        own("kind = \"count\"", "kind = \"formula\"\nformula = \"ownBase * 2\"\nopens = \"ownBase\"");
    let mut ledger = two_entries();
    ledger.rule("ownLarge", "2022-04-01", Some(&formula));
    ledger.rule("ownLarge", "2022-05-01", Some(OWN));
    ledger.rule("ownBase", "2022-05-01", Some(&OWN.replace("ownLarge", "ownBase")));
    let snapshot = ledger.snapshot();
    assert_eq!(snapshot.definitions().in_force("ownLarge", day("2022-05-01")).unwrap().0, 2);
    assert_eq!(
        snapshot.definitions().unusable()[0].from_on,
        day("2022-04-01"),
        "while its base was not there"
    );
}

#[test]
fn a_patch_takes_new_definitions_and_keeps_those_that_stay() {
    let mut ledger = two_entries();
    let before = ledger.snapshot();
    ledger.rule("ownLarge", "2022-04-01", Some(OWN));
    let dims = std::sync::Arc::new(ledger.dimensions.clone());
    let after = before.patch(domain::facts::ChangeId(9), Some(dims), Vec::new());
    assert_eq!(printed(&before, "ownLarge", "2022-04-01"), None);
    assert_eq!(printed(&after, "ownLarge", "2022-04-01").as_deref(), Some("1"));
    let same =
        after.patch(domain::facts::ChangeId(10), Some(std::sync::Arc::clone(after.dimensions())), Vec::new());
    assert!(std::ptr::eq(same.definitions(), after.definitions()), "not made again");
}

#[test]
fn a_comparison_over_a_new_definition_says_what_the_definition_did() {
    let mut ledger = two_entries();
    ledger.rule("listStartRate", "2022-04-01", Some(&narrower()));
    let snapshot = ledger.snapshot();
    let (old, new) = (Asked::of(&snapshot, "", "2022-03-31"), Asked::of(&snapshot, "", "2022-04-30"));
    let found = compare(&old.question(), &new.question(), "listStartRate").unwrap();
    assert!(found.redefined);
    let group = &found.groups[0];
    let lines: Vec<_> = group.lines.iter().map(|line| (line.kind, line.reason(), line.count)).collect();
    assert_eq!(lines, [(MoveKind::Left, Reason::Redefined, -1)]);
    let printed = [&group.before, &group.after].map(|figure| figure.as_ref().unwrap().printed.clone());
    assert_eq!(printed, ["50.00%", "100.00%"]);
    let same = compare(&new.question(), &new.question(), "listStartRate").unwrap();
    assert!(!same.redefined);
}

#[test]
fn a_figure_that_began_between_two_days_came_as_a_whole_by_its_definition() {
    let mut ledger = two_entries();
    ledger.rule("ownLarge", "2022-04-01", Some(OWN));
    let snapshot = ledger.snapshot();
    let (old, new) = (Asked::of(&snapshot, "", "2022-03-31"), Asked::of(&snapshot, "", "2022-04-30"));
    let found = compare(&old.question(), &new.question(), "ownLarge").unwrap();
    assert_eq!((found.groups[0].before.is_none(), found.groups[0].total().0), (true, 1));
    assert!(found.groups[0].lines.iter().all(|line| line.reason() == Reason::Redefined));
    assert!(compare(&old.question(), &old.question(), "ownLarge").is_err(), "at neither point");
}

#[test]
fn definitions_tell_their_versions_in_the_order_of_their_days() {
    let mut ledger = Ledger::new();
    let later = ledger.rule("ownLarge", "2022-06-01", Some(OWN));
    let first = ledger.rule("ownLarge", "2022-04-01", Some(OWN));
    let all = Definitions::of(ledger.dimensions.figure_rules.values());
    assert_eq!(all.versions("ownLarge").map(|rule| rule.id).collect::<Vec<_>>(), [first, later]);
    assert_eq!(all.without(first).versions("ownLarge").count(), 1);
    assert_eq!(all.in_force("ownLarge", day("2022-07-01")).unwrap().0, 2);
}

#[test]
fn groups_that_a_figure_cannot_have_are_refused_when_it_is_read() {
    let by = |by: &str| wrong(&own("places = 2", &format!("places = 2\nby = [{by}]")));
    for (dims, named) in [
        ("\"list\"", "list"),
        ("\"quarter\"", "quarter"),
        ("\"zone\", \"zone\"", "zone"),
        ("\"zone\", \"round\"", "round"),
    ] {
        let error = by(dims);
        assert_eq!((error.line, error.key.as_str()), (9, "by"), "{error}");
        assert_eq!(error.problem, CatalogueProblem::Ungroupable(named), "{dims}");
    }
}

#[test]
fn an_official_figure_keeps_its_money_and_the_event_by_which_it_is_grouped() {
    let signed = Catalogue::builtin_text("signed").unwrap();
    let line = signed.lines().find(|line| line.starts_with("event = ")).unwrap();
    let error = wrong(&signed.replace(&format!("{line}\n"), ""));
    assert_eq!((error.key.as_str(), error.problem), ("event", CatalogueProblem::Official));
    let paid = signed.replace(line, &format!("{line}\nmeasure = \"paidIn\""));
    let error = wrong(&paid);
    assert_eq!((error.key.as_str(), error.problem), ("measure", CatalogueProblem::Official));
}

/// A formula of the site's own.
fn formula(name: &str, formula: &str) -> String {
    let kind = format!("kind = \"formula\"\nformula = \"{formula}\"\nopens = \"signed\"");
    own("kind = \"count\"", &kind).replace("name = \"ownLarge\"", &format!("name = \"{name}\""))
}

#[test]
fn formulas_ask_no_more_figures_than_there_may_be() {
    let mut catalogue = Catalogue::builtin().with(&formula("f1", "signed + started")).unwrap();
    catalogue = catalogue.with(&formula("f2", "f1 + signed")).unwrap();
    let refused = (3..40).find_map(|place| {
        let text = formula(&format!("f{place}"), &format!("f{} + f{}", place - 1, place - 2));
        match catalogue.with(&text) {
            Ok(next) => {
                catalogue = next;
                None
            }
            Err(error) => Some((place, error.problem)),
        }
    });
    assert_eq!(refused, Some((7, CatalogueProblem::TooWide)), "each asks what the two before it ask");
    let wide = vec!["signed"; 65].join(" + ");
    assert_eq!(wrong(&formula("wide", &wide)).problem, CatalogueProblem::Terms);
}

#[test]
fn a_formula_that_multiplies_itself_out_of_measure_has_no_value() {
    let mut ledger = two_entries();
    ledger.rule("f0", "2022-04-01", Some(&formula("f0", "signed + 1")));
    for place in 1..=12 {
        let text = formula(&format!("f{place}"), &format!("f{0} * f{0}", place - 1));
        ledger.rule(&format!("f{place}"), "2022-04-01", Some(&text));
    }
    let snapshot = ledger.snapshot();
    assert_eq!(snapshot.definitions().unusable(), []);
    assert_eq!(printed(&snapshot, "f2", "2022-06-01").as_deref(), Some("81.00"));
    assert_eq!(printed(&snapshot, "f12", "2022-06-01").as_deref(), Some(domain::ratio::NO_VALUE));
}

#[test]
fn other_words_and_decimals_are_no_other_meaning_and_another_part_of_a_formula_is() {
    let catalogue = Catalogue::builtin().with(OWN).unwrap();
    let catalogue = catalogue.with(&formula("share", "ownLarge * 2")).unwrap();
    let same = |text: &str, name: &str| catalogue.means_the_same(&catalogue.with(text).unwrap(), name);
    for (from, to) in [("大项目\"", "特大项目\""), ("口径", "新口径"), ("places = 2", "places = 1")]
    {
        assert!(same(&own(from, to), "ownLarge"), "{to}");
    }
    let narrower = own("invest>=10亿", "invest>=20亿");
    assert!(!same(&narrower, "ownLarge") && !same(&narrower, "share") && same(&narrower, "signed"));
    assert!(!catalogue.means_the_same(Catalogue::builtin(), "ownLarge"));
    assert!(catalogue.means_the_same(Catalogue::builtin(), "nothing"));
}

#[test]
fn a_figure_that_became_one_of_another_kind_is_not_compared() {
    let mut ledger = two_entries();
    ledger.rule("ownLarge", "2022-03-01", Some(OWN));
    ledger.rule("ownLarge", "2022-04-01", Some(&own("kind = \"count\"", "kind = \"sum\"")));
    let snapshot = ledger.snapshot();
    let (old, new) = (Asked::of(&snapshot, "", "2022-03-31"), Asked::of(&snapshot, "", "2022-04-30"));
    let found = compare(&old.question(), &new.question(), "ownLarge");
    assert_eq!(found.unwrap_err(), FigureError::OfOtherKind { figure: "ownLarge".into() });
    assert!(compare(&new.question(), &new.question(), "ownLarge").is_ok());
}

#[test]
fn as_many_versions_as_are_kept_are_laid_over_each_other_at_once() {
    let mut ledger = Ledger::new();
    let first = day("2000-01-01");
    for place in 0..domain::limits::DEFINITIONS_MAX {
        let on = first.add_days(i32::try_from(place).unwrap());
        let text = if place % 2 == 0 { OWN.to_owned() } else { own("亿\"", "亿 nothing:here\"") };
        ledger.rule("ownLarge", &on.to_string(), Some(&text));
    }
    let all = Definitions::of(ledger.dimensions.figure_rules.values());
    let asked = std::time::Instant::now();
    // The last first: from it all others are made.
    assert_eq!(all.in_force("ownLarge", day("2022-01-01")).map(|(version, _)| version), Some(499));
    assert_eq!(all.in_force("ownLarge", first).map(|(version, _)| version), Some(1));
    assert_eq!(all.unusable().len(), 250, "there is no field of that name");
    assert!(asked.elapsed().as_secs() < 20, "{:?}", asked.elapsed());
}

/// A sentence for a number below zero says the sign in its words (低于…); without one the number has it.
#[test]
fn a_number_below_zero_keeps_its_sign_where_no_words_say_it() {
    let formula = own("kind = \"count\"", "kind = \"formula\"\nformula = \"signed - 3\"\nopens = \"signed\"");
    let formula = formula.replace("{n}个", "相差{r}个").replace("{n} large", "differs by {r}");
    let worded = format!("{formula}[figure.sentences.below]\nzh = \"少{{r}}个\"\nen = \"{{r}} fewer\"\n");
    let mut ledger = Ledger::new();
    ledger.add(ZONE, |project| {
        project.event(Stage::Signed, "2022-01-01");
    });
    let snapshot = ledger.snapshot();
    let said = |text: &str| {
        let catalogue = Catalogue::builtin().with(text).unwrap();
        let question = Asked::of(&snapshot, "", "2022-12-31");
        let figures = evaluate(&catalogue, &question.question(), "ownLarge").unwrap();
        [figures::Lang::Zh, figures::Lang::En].map(|lang| figures[0].sentence(lang))
    };
    assert_eq!(said(&formula), ["大项目相差-2.00个", "differs by -2.00"]);
    assert_eq!(said(&worded), ["少2.00个", "2.00 fewer"]);
}
