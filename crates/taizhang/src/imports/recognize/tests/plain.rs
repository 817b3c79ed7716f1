//! The plain sheet, and its columns in any order.

use super::*;
use domain::{ListKind, MilestoneCode, Stage};

const HEADER: &str = "项目编号|项目名称|所在市|开发区|产业类别|项目阶段|总投资(万元)|投资方|投资方所在省|签约日期|计划开工日期|实际开工日期|\
    计划投产日期|实际投产日期|责任人|备注|签约轮次|开工轮次|投产轮次";
const ROW: &str = "JZ-001|年产20万吨锂电池项目|晋中市|晋中经济技术开发区|新材料|开工|=52930|甲公司、乙公司|江苏|@2021-07-16|2022年3月|\
    @2022-03-10|2023年底||张三|一期|2021年第三次|2022-1|";

#[test]
fn the_plain_sheet_is_read_column_by_column() {
    let sheet = book(&[], &[HEADER, ROW]);
    assert_eq!(shape(&sheet), Shape::Table { first: 0, last: 0 });
    let meanings = meanings(&sheet);
    assert_eq!(meanings.len(), 19, "{meanings:?}");
    assert!(meanings.contains(&"总投资(万元) → invest/wan".to_owned()), "{meanings:?}");
    let rows = rows(&sheet);
    let row = &rows[0];
    assert_eq!(problems(row), Vec::<String>::new());
    let expected = [
        (Field::OwnNo, "JZ-001"),
        (Field::Title, "年产20万吨锂电池项目"),
        (Field::City, "晋中市"),
        (Field::Zone, "晋中经济技术开发区"),
        (Field::Industry, "新材料"),
        (Field::Stage, "commenced"),
        (Field::Invest, "52930000000"),
        (Field::Investor, "甲公司、乙公司"),
        (Field::Origin, "江苏"),
        (Field::Fact(Stage::Signed), "2021-07-16"),
        (Field::Plan(MilestoneCode::Commencement), "2022年3月"),
        (Field::Fact(Stage::Commenced), "2022-03-10"),
        (Field::Plan(MilestoneCode::Production), "2023年底"),
        (Field::Fact(Stage::Producing), ""),
        (Field::ResponsiblePerson, "张三"),
        (Field::Remark, "一期"),
        (Field::Round(ListKind::Signing), "2021-3"),
        (Field::Round(ListKind::Commencement), "2022-1"),
        (Field::Round(ListKind::Production), ""),
    ];
    for (field, words) in expected {
        assert_eq!(told(row, field), words, "{}", field.code());
    }
}

#[test]
fn the_order_of_the_columns_means_nothing() {
    let turn = |line: &str| line.split('|').rev().collect::<Vec<_>>().join("|");
    let straight = rows(&book(&[], &[HEADER, ROW]));
    let turned = rows(&book(&[], &[&turn(HEADER), &turn(ROW)]));
    for field in Field::all() {
        assert_eq!(told(&straight[0], field), told(&turned[0], field), "{}", field.code());
    }
}

#[test]
fn columns_that_no_field_is_headed_by_are_kept_as_remarks() {
    let sheet = book(&[], &["项目名称|总投资(万元)|要素保障|工信局编号", "甲|=100|已通水电|77"]);
    let row = &rows(&sheet)[0];
    let notes: Vec<_> = row.draft.notes.iter().map(|(header, text)| (&**header, text.as_deref())).collect();
    assert_eq!(notes, [("要素保障", Some("已通水电")), ("工信局编号", Some("77"))]);
}

#[test]
fn a_contract_amount_below_a_merged_heading_of_investments_is_the_contract_amount() {
    let sheet =
        book(&["A1:A2", "B1:C1"], &["项目名称|投资||备注", "|总投资(万元)|合同投资(万元)|", "甲|=100|=80|"]);
    let row = &rows(&sheet)[0];
    assert_eq!(told(row, Field::Invest), "100000000");
    assert_eq!(told(row, Field::Contract), "80000000");
}

#[test]
fn a_name_that_is_a_formula_without_a_value_is_told_from_a_missing_one() {
    let mut sheet = book(&[], &["项目编号|项目名称|总投资(万元)", "|||", "||=100", "||=200"]);
    sheet.sheets[0].formula_cells = vec![(2, 1)];
    let rows = rows(&sheet);
    assert_eq!(problems(&rows[0]), ["B3 nameIsFormula"]);
    assert_eq!(problems(&rows[1]), ["B4 noTitle"]);
}

#[test]
fn a_sheet_without_a_header_is_not_guessed() {
    let sheet = book(&[], &["甲项目|晋中|=100", "乙项目|太原|=200"]);
    assert_eq!(shape(&sheet), Shape::Unknown);
    assert!(rows(&sheet).is_empty());
}

#[test]
fn blank_and_hidden_sheets_are_told_apart() {
    let mut sheets = book(&[], &["项目名称|总投资(万元)", "甲|=1"]);
    sheets.sheets[0].hidden = true;
    assert_eq!(shape(&sheets), Shape::Hidden);
    assert_eq!(shape(&book(&[], &["", " | "])), Shape::Blank);
}

#[test]
fn a_kept_layout_is_the_same_layout() {
    let layout = recognize(&book(&["A1:C1"], &["2022年6月 单位：亿元||", HEADER, ROW, "合计：1个"]), &[]);
    let layout = Layout { date_1904: true, ..layout };
    let text = crate::imports::recognize::layout_to_text(&layout);
    assert_eq!(crate::imports::recognize::layout_from_text(&text), Some(layout));
}
