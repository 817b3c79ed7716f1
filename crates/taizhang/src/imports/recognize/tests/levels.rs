//! Headers of two rows whose upper cell reaches over several columns.

use super::*;
use rstest::rstest;

const MERGES: &[&str] = &["A1:A2", "B1:C1", "D1:D2"];

#[rstest]
#[case::merged(MERGES, "投资主体", "名称", "所在省")]
#[case::other_words(MERGES, "投资方", "企业名称", "所在地")]
#[case::csv_without_merges(&[], "投资单位", "全称", "省份")]
fn an_investor_told_below_one_heading_has_a_name_and_a_province(
    #[case] merges: &[&str],
    #[case] upper: &str,
    #[case] name: &str,
    #[case] seat: &str,
) {
    let header = [format!("项目名称|{upper}||总投资(万元)"), format!("|{name}|{seat}|")];
    let sheet = book(merges, &[&header[0], &header[1], "甲项目|甲公司|江苏省|=100"]);
    assert_eq!(shape(&sheet), Shape::Table { first: 0, last: 1 });
    let rows = rows(&sheet);
    let row = &rows[0];
    assert_eq!((rows.len(), told(row, Field::Title)), (1, "甲项目".to_owned()));
    assert_eq!((told(row, Field::Investor), told(row, Field::Origin)), ("甲公司".into(), "江苏省".into()));
    assert!(row.draft.notes.is_empty(), "{:?}", row.draft.notes);
}

#[test]
fn a_bare_word_below_the_heading_of_another_field_is_kept_as_a_remark() {
    let header = ["项目名称|投资主体||总投资(万元)", "|名称|类型|"];
    let row = &rows(&book(MERGES, &[header[0], header[1], "甲项目|甲公司|民企|=100"]))[0];
    assert_eq!(told(row, Field::Investor), "甲公司");
    assert_eq!(told(row, Field::Acquisition), "");
    assert_eq!(row.draft.notes, [("投资主体·类型".into(), Some("民企".to_owned()))]);
}
