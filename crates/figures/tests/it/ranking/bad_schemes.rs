//! A scheme that is wrong says where and why.

use super::*;
use figures::Misread;
use figures::ranking::{SchemeError, SchemeProblem};
use rstest::rstest;

fn refused(text: &str) -> SchemeError {
    Schemes::parse(text, Catalogue::builtin()).expect_err(text)
}

/// The line on which a text stands.
fn line_of(text: &str, part: &str) -> usize {
    text.lines().position(|line| line.contains(part)).unwrap() + 1
}

#[rstest]
#[case::weights("full = 99", "full", "the weights add to 100, not to 99")]
#[case::word("ties = \"loose\"", "ties", "\"loose\" is not known here; near: dense, competition")]
#[case::places("places = 7", "places", "7 is out of range")]
#[case::day("from = \"2020-02-30\"", "from", "\"2020-02-30\" is not known here")]
#[case::negative("weight = -50", "item.weight", "-50 is out of range")]
#[case::figure("target = { figure = \"sined\" }", "item.target.figure", "near: signed")]
#[case::filter("target = { figure = \"signed\", filter = \"invest>\" }", "item.target.filter", "")]
#[case::two_sources("target = { given = \"a\", fixed = 1 }", "item.target", "says nothing here")]
#[case::no_source("target = {}", "item.target", "is needed here")]
#[case::filter_of_given(
    "target = { given = \"a\", filter = \"invest>1\" }",
    "item.target.filter",
    "says nothing here"
)]
#[case::rule("rule = \"ratio\"", "item.rule", "near: ratioToTarget")]
#[case::foreign_key("below = 3", "item.below", "says nothing here")]
#[case::floor("floor = 130", "item.floor", "130 is out of range")]
#[case::step("step = 0", "item.step", "0 is out of range")]
#[case::nought("target = { fixed = 0 }", "item.target", "0 is out of range")]
#[case::section("section = \"none\"", "item.section", "\"none\" is not known here")]
#[case::veto("role = \"veto\"", "item.weight", "says nothing here")]
#[case::ends_first("until = \"2019-12-31\"", "until", "2019-12-31 is out of range")]
#[case::twice("name = \"second\"", "item.name", "the name stands twice")]
fn a_mistake_names_its_line_and_key(#[case] line: &str, #[case] key: &str, #[case] problem: &str) {
    let good = [
        "[[scheme]]",
        "name = \"test\"",
        "title = { zh = \"\", en = \"\" }",
        "note = { zh = \"\", en = \"\" }",
        "version = \"1\"",
        "from = \"2020-01-01\"",
        "until = \"2030-01-01\"",
        "period = \"month\"",
        "full = 100",
        "places = 1",
        "rounding = \"halfUp\"",
        "ties = \"dense\"",
        "missing = \"noScore\"",
        "[[scheme.item]]",
        "name = \"second\"",
        "title = { zh = \"\", en = \"\" }",
        "rule = \"points\"",
        "value = { given = \"s\" }",
        "weight = 50",
        "[[scheme.item]]",
        "name = \"first\"",
        "title = { zh = \"\", en = \"\" }",
        "rule = \"ratioToTarget\"",
        "value = { given = \"v\" }",
        "target = { given = \"t\" }",
        "weight = 50",
        "cap = 120",
    ];
    Schemes::parse(&good.join("\n"), Catalogue::builtin()).unwrap();
    // The last line of that key is replaced, or the line is put at the end.
    let mut lines = good.to_vec();
    let own = line.split(" =").next().unwrap();
    let at = lines.iter().rposition(|known| known.starts_with(&format!("{own} =")));
    match at {
        Some(at) => lines[at] = line,
        None => lines.push(line),
    }
    let at = at.map_or(lines.len(), |at| at + 1);
    let error = refused(&lines.join("\n"));
    assert_eq!(error.scheme, "test");
    assert_eq!(error.key, key);
    let marked = if line.contains("veto") { line_of(&lines.join("\n"), "cap") - 1 } else { at };
    assert_eq!(error.line, marked, "{error}");
    assert!(error.to_string().contains(problem), "{error}");
}

#[test]
fn a_veto_names_the_one_rule_that_it_may_have() {
    let veto = points("accidents", "role = \"veto\"");
    let with = |rule: &str| {
        let item = veto.replace("rule = \"points\"\n", rule);
        format!("{HEAD}ties = \"dense\"\n{}{item}", points("it", ""))
    };
    let text = with("rule = \"stepTier\"\n");
    let error = refused(&text);
    assert_eq!((error.key.as_str(), error.line), ("item.rule", line_of(&text, "stepTier")));
    assert!(error.to_string().contains("points"), "{error}");
    Schemes::parse(&with(""), Catalogue::builtin()).unwrap();
}

#[rstest]
#[case("weights = 100", "weights")]
#[case("palces = 1", "palces")]
fn an_unknown_key_is_named(#[case] line: &str, #[case] key: &str) {
    let text = format!("{HEAD}ties = \"dense\"\n{line}\n{}", points("it", ""));
    let error = refused(&text);
    assert_eq!((error.line, error.key.as_str()), (line_of(&text, line), key));
    assert!(
        matches!(&error.problem, SchemeProblem::Syntax(Misread::Key { key: told, .. }) if told == key),
        "{error}"
    );
}

#[rstest]
#[case("full = \"a\"")]
#[case("full = 99.5")]
#[case("full = true")]
fn a_number_that_would_not_be_exact_is_refused(#[case] line: &str) {
    let text = format!("{HEAD}ties = \"dense\"\n{line}\n{}", points("it", ""));
    let error = refused(&text);
    assert_eq!((error.line, error.key.as_str()), (line_of(&text, line), "full"));
    assert!(error.to_string().contains("in quotation marks"), "{error}");
}

#[rstest]
#[case("[{ from = 5, points = 1 }, { from = 3, points = 2 }]")]
#[case("[{ from = 3, points = 2 }, { from = 5, points = 1 }]")]
#[case("[{ from = 3, points = 1 }, { from = 3, points = 2 }]")]
#[case("[]")]
fn steps_ascend_and_their_points_go_one_way(#[case] tiers: &str) {
    let text = format!(
        "{HEAD}ties = \"dense\"\n{}",
        item("it", &format!("rule = \"stepTier\"\nvalue = {{ given = \"n\" }}\ntiers = {tiers}"))
    );
    let error = refused(&text);
    assert_eq!((error.key.as_str(), error.problem), ("item.tiers", SchemeProblem::Order));
    assert_eq!(error.line, line_of(&text, "tiers"));
}

#[rstest]
#[case("[{ from = 3, points = 40 }, { from = 5, points = 55 }]", "55")]
#[case("[{ from = 3, points = 2 }]\nbelow = 41", "41")]
fn no_step_promises_more_than_the_item_gives(#[case] tiers: &str, #[case] points: &str) {
    let rule = format!("rule = \"stepTier\"\nweight = 40\nvalue = {{ given = \"n\" }}\ntiers = {tiers}");
    let error = refused(&format!("{HEAD}ties = \"dense\"\n{}", item("it", &rule)));
    assert_eq!((error.key.as_str(), error.problem), ("item.tiers", SchemeProblem::Range(points.to_owned())));
}

#[rstest]
#[case("weight = 20", "weight = 11", "the weights add to 31, not to 30")]
#[case("weight = 20", "weight = 9", "the weights add to 29, not to 30")]
#[case("weight = 30", "", "the weights add to 30, not to 30")]
fn the_items_of_a_section_add_to_its_weight(#[case] one: &str, #[case] two: &str, #[case] problem: &str) {
    let section = "[[scheme.section]]\nname = \"s\"\ntitle = { zh = \"\", en = \"\" }\nweight = 30\n";
    let item = |name, weight| points(name, &format!("section = \"s\"\n{weight}"));
    let text = format!("{HEAD}ties = \"dense\"\n{section}{}{}", item("one", one), item("two", two));
    let error = refused(&text);
    assert_eq!((error.key.as_str(), error.line), ("section.weight", line_of(&text, "weight = 30")));
    assert!(error.to_string().contains(problem), "{error}");
}

#[test]
fn a_ratio_without_a_weight_has_no_points() {
    let ratio = "rule = \"ratioToTarget\"\nvalue = { given = \"a\" }\ntarget = { given = \"b\" }";
    let error = refused(&format!("{HEAD}ties = \"dense\"\n{}", item("it", ratio)));
    assert_eq!((error.key.as_str(), error.problem), ("item.weight", SchemeProblem::Missing));
}

/// A roll-up of these parts.
fn roll_up(name: &str, period: &str, parts: &[(&str, u8)]) -> String {
    let head = HEAD.replace("\"test\"", &format!("\"{name}\"")).replace("month", period);
    let part = |(of, weight): &(&str, u8)| {
        format!("[[scheme.part]]\nof = \"{of}\"\nweight = {weight}\ntake = \"mean\"\n")
    };
    format!("{head}ties = \"dense\"\n{}", parts.iter().map(part).collect::<String>())
}

#[test]
fn a_roll_up_is_made_of_others_and_of_all_of_them() {
    let month = format!("{HEAD}ties = \"dense\"\n{}", points("it", ""));
    let problem = |roll_ups: &[String]| {
        let error = refused(&format!("{month}{}", roll_ups.concat()));
        (error.key.clone(), error.problem)
    };
    let circle = [roll_up("q", "year", &[("y", 100)]), roll_up("y", "year", &[("test", 50), ("q", 50)])];
    let way = ["q", "y", "q"].map(str::to_owned).to_vec();
    assert_eq!(problem(&circle), ("part.of".to_owned(), SchemeProblem::Circular(way)));
    let itself = [roll_up("y", "year", &[("y", 100)])];
    let way = ["y", "y"].map(str::to_owned).to_vec();
    assert_eq!(problem(&itself), ("part.of".to_owned(), SchemeProblem::Circular(way)));
    let unknown =
        SchemeProblem::Unknown { value: "tset".to_owned(), near: vec!["test".to_owned(), "y".to_owned()] };
    assert_eq!(problem(&[roll_up("y", "year", &[("tset", 100)])]), ("part.of".to_owned(), unknown));
    let weights = SchemeProblem::Weights { sum: "90".to_owned(), full: "100".to_owned() };
    assert_eq!(problem(&[roll_up("y", "year", &[("test", 90)])]), ("part.weight".to_owned(), weights));
    let longer = [roll_up("y", "year", &[("test", 100)]), roll_up("m", "month", &[("y", 100)])];
    assert_eq!(problem(&longer), ("part.of".to_owned(), SchemeProblem::Longer));
    for line in
        ["full = 100", "least = 0", "most = 9", "scored = true", "redBlack = { redFrom = 1, blackFrom = 1 }"]
    {
        let key = line.split(" =").next().unwrap();
        let whole = roll_up("y", "year", &[("test", 100)]);
        let foreign = whole.replacen("places = 1", &format!("places = 1\n{line}"), 1);
        assert_eq!(problem(&[foreign]), (key.to_owned(), SchemeProblem::NotHere));
    }
    let twice = [roll_up("y", "year", &[("test", 50), ("test", 50)])];
    assert_eq!(problem(&twice), ("part.of".to_owned(), SchemeProblem::Twice));
}

/// A known roll-up is held against what is written later beside it.
#[rstest]
#[case::longer("month", "year", "period", SchemeProblem::Longer)]
#[case::as_long("year", "year", "", SchemeProblem::Missing)]
fn a_later_edition_fits_the_roll_ups_that_are_known(
    #[case] whole: &str,
    #[case] part: &str,
    #[case] key: &str,
    #[case] problem: SchemeProblem,
) {
    let month = format!("{HEAD}ties = \"dense\"\n{}", points("it", ""));
    let known = format!("{month}{}", roll_up("whole", whole, &[("test", 100)]));
    let known = Schemes::parse(&known, Catalogue::builtin()).unwrap();
    let later = month.replace("2020-01-01", "2022-01-01").replace("\"month\"", &format!("\"{part}\""));
    match known.beside(&later, Catalogue::builtin()) {
        Ok(_) => assert!(key.is_empty(), "{whole} of {part}"),
        Err(error) => {
            assert_eq!((error.scheme.as_str(), error.key.as_str()), ("test", key));
            assert_eq!((error.line, error.problem), (line_of(&later, "period"), problem));
        }
    }
}

#[test]
fn a_later_edition_that_is_a_roll_up_makes_no_circle_with_the_known() {
    let month = format!("{HEAD}ties = \"dense\"\n{}", points("it", ""));
    let known = format!("{month}{}", roll_up("whole", "year", &[("test", 100)]));
    let known = Schemes::parse(&known, Catalogue::builtin()).unwrap();
    let later = roll_up("test", "year", &[("whole", 100)]).replace("2020-01-01", "2022-01-01");
    let way = ["test", "whole", "test"].map(str::to_owned).to_vec();
    assert_eq!(known.beside(&later, Catalogue::builtin()).unwrap_err().problem, SchemeProblem::Circular(way));
}

#[test]
fn an_edition_stands_once_and_has_items_or_parts() {
    let one = format!("{HEAD}ties = \"dense\"\n{}", points("it", ""));
    let error = refused(&format!("{one}{one}"));
    assert_eq!((error.key.as_str(), error.problem), ("name", SchemeProblem::Twice));
    let error = refused(&format!("{HEAD}ties = \"dense\"\n"));
    assert_eq!((error.key.as_str(), error.problem), ("item", SchemeProblem::Missing));
    let both = format!("{one}[[scheme.part]]\nof = \"test\"\nweight = 100\ntake = \"mean\"\n");
    assert_eq!(refused(&both).problem, SchemeProblem::NotHere);
}

#[test]
fn a_site_writes_its_own_beside_the_examples() {
    let later = format!("{HEAD}ties = \"dense\"\n{}", points("it", "")).replace("\"test\"", "\"henan2008\"");
    let both = Schemes::builtin().beside(&later, Catalogue::builtin()).unwrap();
    let version = |on: &str| both.on("henan2008", crate::fixture::day(on)).unwrap().version.clone();
    assert_eq!([version("2019-12-31"), version("2020-01-01")], ["2008", "1"]);
    let own = roll_up("own", "year", &[("cityMonth", 100)]);
    assert!(Schemes::builtin().beside(&own, Catalogue::builtin()).is_ok(), "its parts may be examples");
    let twice = both.beside(&later, Catalogue::builtin()).unwrap_err();
    assert_eq!(twice.problem, SchemeProblem::Twice);
}

#[test]
fn an_unknown_key_inside_a_line_is_named_itself() {
    let text =
        format!("{HEAD}ties = \"dense\"\n{}", item("it", "rule = \"points\"\nvalue = { gvien = \"it\" }"));
    let error = refused(&text);
    assert_eq!((error.line, error.key.as_str()), (line_of(&text, "gvien"), "gvien"));
}

#[test]
fn an_item_without_a_weight_leaves_nothing_to_the_others() {
    let head = format!("{}ties = \"dense\"\n", HEAD.replace("noScore", "reweigh"));
    let weighed = [points("a", "weight = 50"), points("b", "weight = 50")].concat();
    assert_eq!(
        Schemes::parse(&format!("{head}full = 100\n{weighed}"), Catalogue::builtin()).err(),
        None,
        "each has a weight"
    );
    let error = refused(&format!("{head}{weighed}{}", points("c", "")));
    assert_eq!((error.key.as_str(), error.problem), ("item.missing", SchemeProblem::NotHere));
    let said = points("c", "missing = \"zero\"");
    assert!(Schemes::parse(&format!("{head}{weighed}{said}"), Catalogue::builtin()).is_ok());
}
