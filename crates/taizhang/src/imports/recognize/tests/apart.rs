//! Tables side by side, and projects in columns: each is read as if it stood alone, and its cells keep their addresses.

use super::*;
use crate::imports::recognize::{Shape, take_apart};

/// Of each sheet of a workbook taken apart: its name, its projects with their investment, and its problems.
fn read(book: &Book) -> Vec<(String, Vec<String>, Vec<String>)> {
    let book = take_apart(book);
    let layout = recognize(&book, &[]);
    let sheets = layout.sheets.iter().map(|sheet| {
        let rows = read_sheet(&book, sheet, today());
        let of_row = |row: &RowDraft| format!("{} {}", told(row, Field::Title), told(row, Field::Invest));
        (sheet.name.to_string(), rows.iter().map(of_row).collect(), rows.iter().flat_map(problems).collect())
    });
    sheets.collect()
}

fn says(name: &str, projects: &[&str], problems: &[&str]) -> (String, Vec<String>, Vec<String>) {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    (name.to_owned(), owned(projects), owned(problems))
}

#[test]
fn two_tables_side_by_side_are_read_one_after_the_other() {
    let sheet = book(
        &["A1:G1"],
        &[
            "某区重点项目",
            "序号|项目名称|总投资(万元)||序号|项目名称|总投资(万元)",
            "=1|甲|=1||=4|丁|=4",
            "=2|乙|三个||=5|戊|五个",
            "=3|丙|=3",
        ],
    );
    assert_eq!(
        read(&sheet),
        [
            says("汇总", &["甲 1000000", "乙 ", "丙 3000000"], &["C4 amountUnreadable"]),
            says("汇总（E:G）", &["丁 4000000", "戊 "], &["G4 amountUnreadable"]),
        ]
    );
}

#[test]
fn tables_that_touch_and_differ_are_told_apart_by_the_header_that_begins_again() {
    let sheet = book(
        &[],
        &[
            "项目名称|总投资(亿元)|签约日期|项目名称|总投资(万元)|开工日期",
            "甲|=1|2022-03-01|乙|=2|2022-04-01",
        ],
    );
    assert_eq!(
        read(&sheet),
        [says("汇总", &["甲 10000000000"], &[]), says("汇总（D:F）", &["乙 2000000"], &[])]
    );
}

#[test]
fn sums_of_units_beside_the_projects_are_no_columns_of_theirs() {
    let sheet = book(
        &[],
        &[
            "项目名称|总投资(万元)||开发区|项目个数|总投资(万元)",
            "甲|=1||东区|=1|=1",
            "乙|=2||西区|=1|=2",
            "||||=2|=3",
        ],
    );
    let book = take_apart(&sheet);
    let layout = recognize(&book, &[]);
    assert_eq!(read(&sheet)[0], says("汇总", &["甲 1000000", "乙 2000000"], &[]));
    assert_eq!(layout.sheets[1].shape, Shape::Summary);
    assert!(!layout.sheets[0].has(Field::Zone), "a zone of the sums is nobody's zone");
}

#[test]
fn an_empty_column_inside_a_table_parts_nothing() {
    let sheet = book(&[], &["项目名称||总投资(万元)|开发区|备注", "甲||=1|东区|好", "乙||=2|西区|"]);
    assert_eq!(read(&sheet), [says("汇总", &["甲 1000000", "乙 2000000"], &[])]);
}

#[test]
fn projects_in_columns_are_read_as_rows_and_keep_their_addresses() {
    let sheet = book(
        &["A1:D1"],
        &[
            "某区重点项目（2022年）",
            "单位：万元",
            "项目名称|甲|乙|丙|合计",
            "开发区|东区|东区|西区",
            "总投资|=1|两个|=3|=4",
            "签约日期|2022-03-01|2022-13-01|3月5日",
            "进展|打桩|封顶|",
        ],
    );
    let book = take_apart(&sheet);
    let layout = recognize(&book, &[]);
    let rows = read_sheet(&book, &layout.sheets[0], today());
    assert_eq!(titles(&rows), ["甲", "乙", "丙"]);
    assert_eq!(told(&rows[2], Field::Invest), "3000000", "the unit of the line above holds");
    assert_eq!(told(&rows[2], Field::Fact(domain::Stage::Signed)), "2022-03-05", "so does its year");
    assert_eq!(problems(&rows[1]), ["C5 amountUnreadable", "C6 noSuchDay"]);
    assert_eq!(rows[1].place.row_name().as_deref(), Some("C"));
    assert_eq!(rows[0].draft.notes, [("进展".into(), Some("打桩".to_owned()))]);
}

#[rstest::rstest]
#[case::a_form_of_one_project(&["项目名称|甲", "总投资(万元)|=1", "建设单位|某公司"])]
#[case::a_form_with_two_pairs(&["项目名称|甲|建设单位|某公司", "总投资(万元)|=1|责任人|王一", "备注|无"])]
#[case::an_ordinary_table(&["项目名称|总投资(万元)", "甲|=1", "乙|=2"])]
fn what_is_one_table_stays_as_it_is(#[case] rows: &[&str]) {
    let sheet = book(&[], rows);
    assert!(matches!(take_apart(&sheet), std::borrow::Cow::Borrowed(_)));
}
