//! Mistakes in templates, each with its line and key.

use figures::Catalogue;
use figures::bulletin::{TemplateProblem, Templates};
use rstest::rstest;

pub const GOOD: &str = r#"
[[template]]
name = "short"
kind = "round"
from = "2022-01-01"
called = { zh = "短", en = "Short" }
title = { zh = ["{scope}"], en = ["{scope}"] }
addressee = { zh = "各位：", en = "To all:" }
[template.number]
signing = { figure = "roundEntries", rounds = "this", where = "list:signing" }
fresh = { figure = "newRoundEntries", of = "signing" }
[[template.block]]
slot = "one"
kind = "paragraph"
[[template.block.sentence]]
zh = "共{fresh.n}个。"
en = "{fresh.n} in all."
"#;

#[test]
fn the_templates_that_come_along_are_sound() {
    assert!(!Templates::builtin().all().is_empty());
}

#[test]
fn a_short_template_is_read() {
    Templates::parse(GOOD, Catalogue::builtin()).unwrap();
}

#[rstest]
#[case("kind = \"round\"", "kind = \"rounds\"", 4, "kind")]
#[case("kind = \"round\"", "kind = \"round\"\ncolour = 1", 5, "colour")]
#[case("from = \"2022-01-01\"", "from = \"soon\"", 5, "from")]
#[case("of = \"signing\"", "of = \"sining\"", 11, "of")]
#[case("of = \"signing\"", "of = \"fresh\"", 11, "of")]
#[case("fresh = {", "held = {", 11, "number")]
#[case("list:signing", "list=signing and", 10, "where")]
#[case("newRoundEntries", "newEntries", 11, "figure")]
#[case("rounds = \"this\"", "rounds = \"that\"", 10, "rounds")]
#[case("共{fresh.n}个。", "共{fresh.x}个。", 16, "block.sentence")]
#[case("共{fresh.n}个。", "共{fresh/loud}。", 16, "block.sentence")]
#[case("共{fresh.n}个。", "见{annex.none}。", 16, "block.sentence")]
#[case("共{fresh.n}个。", "共{fresh.n}个", 16, "block.sentence")]
#[case("kind = \"paragraph\"", "kind = \"paragraph\"\nlevel = 2", 14, "block.level")]
fn a_mistake_is_told_with_its_line_and_key(
    #[case] good: &str,
    #[case] bad: &str,
    #[case] line: usize,
    #[case] key: &str,
) {
    let error = Templates::parse(&GOOD.replacen(good, bad, 1), Catalogue::builtin()).unwrap_err();
    assert_eq!((error.line, error.key.as_str()), (line, key), "{error}");
}

#[test]
fn a_number_that_stands_upon_itself_is_told_with_its_way() {
    let circle = GOOD.replace("where = \"list:signing\"", "of = \"fresh\"");
    let error = Templates::parse(&circle, Catalogue::builtin()).unwrap_err();
    let way = ["fresh", "signing", "fresh"].map(str::to_owned).to_vec();
    assert_eq!(error.problem, TemplateProblem::Circular(way));
}

#[test]
fn an_edition_stands_once_and_the_latest_begun_holds() {
    let later = GOOD.replace("2022-01-01", "2023-01-01");
    let both =
        Templates::parse(GOOD, Catalogue::builtin()).unwrap().beside(&later, Catalogue::builtin()).unwrap();
    let day = |text| domain::Day::parse_iso(text).unwrap();
    assert_eq!(both.on("short", day("2022-12-31")).unwrap().from, day("2022-01-01"));
    assert_eq!(both.on("short", day("2023-01-01")).unwrap().from, day("2023-01-01"));
    assert_eq!(both.on("short", day("2021-12-31")), None);
    let twice = both.beside(&later, Catalogue::builtin()).unwrap_err();
    assert_eq!(twice.problem, TemplateProblem::Twice);
}
