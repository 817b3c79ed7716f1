//! Bad cells, broken names, damaged codes, headings and totals between the rows.

use super::*;
use crate::imports::rows::check_totals;
use domain::Stage;
use rstest::rstest;

#[rstest]
#[case("签约日期", "2022-02-30", "B2 noSuchDay")]
#[case("签约日期", "=2021.1", "B2 dateAmbiguous")]
#[case("签约日期", "改天", "B2 dateUnreadable")]
#[case("签约日期", "4月底", "B2 dateNeedsYear")]
#[case("签约日期", "2031-01-01", "B2 actualInFuture")]
#[case("签约日期", "#REF!", "B2 errorCell")]
#[case("总投资", "约3亿", "")]
#[case("总投资", "3000", "B2 amountNoUnit")]
#[case("总投资(万元)", "三个小目标", "B2 amountUnreadable")]
#[case("总投资(万元)", "-5", "B2 amountNegative")]
#[case("总投资(万元)", "500万美元", "B2 amountForeign")]
#[case("总投资(万元)", "#DIV/0!", "B2 errorCell")]
#[case("起止年限", "2023-2021", "B2 rangeBackwards")]
#[case("签约轮次", "第一次", "B2 roundUnreadable")]
#[case("统一社会信用代码", "=140107202203051234", "B2 codeDamaged")]
#[case("统一社会信用代码", "91140000MA0K0TP59X", "B2 checkDigit")]
#[case("用工", "若干", "B2 countUnreadable")]
#[case("用地面积", "12", "B2 landUnreadable")]
#[case("建设性质", "新建（一期）吧", "B2 wordUnknown")]
fn a_bad_cell_is_named_and_never_becomes_a_value(
    #[case] header: &str,
    #[case] value: &str,
    #[case] problem: &str,
) {
    let sheet = book(&[], &[&format!("项目名称|{header}|备注"), &format!("甲|{value}|后面的格")]);
    let row = &rows(&sheet)[0];
    assert_eq!(problems(row).join(" "), problem);
    assert_eq!(told(row, Field::Remark), "后面的格", "the cells after it are read all the same");
}

#[rstest]
#[case("投资方", ";")]
#[case("签约轮次", "，")]
fn separators_without_a_value_are_kept_as_a_remark(#[case] header: &str, #[case] value: &str) {
    let row = &rows(&book(&[], &[&format!("项目名称|{header}"), &format!("甲|{value}")]))[0];
    assert_eq!(problems(row), [""; 0]);
    assert_eq!(row.draft.notes, [(header.into(), Some(value.to_owned()))]);
}

#[test]
fn a_number_that_lost_its_end_is_no_project_number_and_its_row_waits() {
    let row = &rows(&book(&[], &["项目编号|项目名称", "=140107202203051234|甲"]))[0];
    assert_eq!(problems(row), ["A2 ownNoDamaged"]);
    assert!(row.problems.iter().any(crate::imports::problem::Problem::blocks));
    assert_eq!(told(row, Field::OwnNo), "");
}

#[rstest]
#[case("=44396", "2021-07-19")]
#[case("＝", "")]
#[case("2021年7月16日", "2021-07-16")]
#[case("２０２１．７．１６", "2021-07-16")]
#[case("2021-07", "2021年7月")]
#[case("2021年上半年", "2021年上半年")]
#[case("—", "")]
#[case("待定", "")]
fn dates_are_read_in_the_forms_that_people_write(#[case] text: &str, #[case] day: &str) {
    let sheet = book(&[], &["项目名称|签约日期|备注", &format!("甲|{}|乙", text.replace('＝', "/"))]);
    assert_eq!(told(&rows(&sheet)[0], Field::Fact(Stage::Signed)), day);
}

#[test]
fn names_broken_over_lines_and_headers_with_blanks_inside_are_one_name() {
    let sheet = book(&[], &["*项 目\n名 称：|总 投 资\n（万元）", "年产20万吨\n锂电池项目(一期)|１，２００"]);
    let row = &rows(&sheet)[0];
    assert_eq!(told(row, Field::Title), "年产20万吨锂电池项目(一期)");
    assert_eq!(told(row, Field::Invest), "1200000000");
}

#[test]
fn headings_totals_repeated_headers_and_column_numbers_are_no_projects() {
    let sheet = book(
        &["A3:C3"],
        &[
            "序号|项目名称|总投资(万元)",
            "=1|=2|=3",
            "甲园区",
            "=1|甲|=100",
            "小计||=100",
            "序号|项目名称|总投资(万元)",
            "=2|乙|=200",
            "",
            "合计||=301",
            "制表人：某某",
        ],
    );
    let layout = recognize(&sheet, &[]);
    let rows = rows(&sheet);
    assert_eq!(titles(&rows), ["甲", "乙"]);
    assert_eq!(rows[0].draft.group.as_deref(), Some("甲园区"));
    let totals = check_totals(&layout.sheets[0], &rows);
    let words: Vec<_> = totals.iter().map(|problem| (problem.cell(), problem.code.code())).collect();
    assert_eq!(words, [(Some("C9".to_owned()), "totalDiffers")]);
}

#[test]
fn a_merge_down_names_every_row_it_covers() {
    let sheet = book(&["A2:A3"], &["开发区|项目名称|总投资(万元)", "甲区|甲|=1", "|乙|=2"]);
    let rows = rows(&sheet);
    assert_eq!(told(&rows[1], Field::Zone), "甲区");
}

#[test]
fn the_clear_mark_erases_and_a_blank_keeps() {
    let row = &rows(&book(&[], &["项目名称|责任人|责任单位", "甲|清空|—"]))[0];
    assert_eq!(told(row, Field::ResponsiblePerson), "清空");
    assert!(row.draft.get(Field::ResponsibleUnit).is_none());
}

#[test]
fn a_row_that_names_no_project_is_told() {
    let row = &rows(&book(&[], &["项目名称|总投资(万元)|备注", "|=5|孤行"]))[0];
    assert_eq!(problems(row), ["A2 noTitle"]);
}
