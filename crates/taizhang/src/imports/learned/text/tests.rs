#![allow(clippy::unwrap_used)]
use super::*;
use rstest::rstest;

const TEXT: &str = r#"name = "City list"

[[sheet]]
name = "Projects"
header_rows = 1
dates = "mdy"
rate = "6.7114"
rate_on = "2022-06-30"

[[sheet.column]]
header = "Project"
field = "title"

[[sheet.column]]
header = "Cost"
field = "invest"
unit = "millionUsd"

[[sheet.column]]
header = "Sponsor's remarks"
"#;

#[test]
fn a_layout_is_read_back_as_it_was_written() {
    let layout = Learned::parse(TEXT).unwrap();
    assert_eq!(layout.to_text(), TEXT);
    assert_eq!(layout.sheets[0].columns[2].field, None);
}

#[test]
fn a_year_and_month_of_one_sheet_are_left_to_the_next() {
    let text = TEXT.replace("\"invest\"", "\"of.monthAmount.2022.5\"");
    let layout = Learned::parse(&text).unwrap();
    assert!(layout.to_text().contains("field = \"of.monthAmount..\""), "{}", layout.to_text());
}

#[rstest]
#[case("\"title\"", "\"titel\"", 12, "field")]
#[case("unit = \"millionUsd\"", "unit = \"dollars\"", 17, "unit")]
#[case("unit = \"millionUsd\"", "unit = \"mu\"", 17, "unit")]
#[case("\"mdy\"", "\"ydm\"", 6, "dates")]
#[case("\"2022-06-30\"", "\"June\"", 8, "rate_on")]
#[case("rate_on = \"2022-06-30\"\n", "", 7, "rate_on")]
#[case("rate = \"6.7114\"\nrate_on = \"2022-06-30\"\n", "", 15, "unit")]
#[case("\"6.7114\"", "\"a lot\"", 7, "rate")]
#[case("header_rows = 1", "header_rows = 9", 5, "header_rows")]
#[case("\"title\"", "\"address\"", 3, "field")]
#[case("\"invest\"\nunit = \"millionUsd\"", "\"title\"", 16, "field")]
#[case("\"City list\"", "\" \"", 1, "name")]
#[case("header = \"Cost\"", "heading = \"Cost\"", 15, "heading")]
#[case("field = \"title\"", "field = title", 12, "field")]
fn a_mistake_is_told_with_line_and_key(
    #[case] from: &str,
    #[case] to: &str,
    #[case] line: usize,
    #[case] key: &str,
) {
    let error = Learned::parse(&TEXT.replacen(from, to, 1)).unwrap_err();
    assert_eq!((error.line, error.key.as_str()), (line, key), "{error}");
}

#[test]
fn every_field_that_can_be_taught_is_written_and_read() {
    for field in teachable() {
        assert_eq!(field_of(&field.code()), Ok(field));
    }
}

#[test]
fn a_layout_without_sheets_or_columns_is_none() {
    assert!(Learned::parse("name = \"a\"").is_err());
    assert!(Learned::parse("name = \"a\"\n[[sheet]]\nheader_rows = 1\n").is_err());
}
