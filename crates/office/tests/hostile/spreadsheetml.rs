//! The XML workbook of Excel 2003, as it is and as it shouldn't be.

use super::*;
use office::sheet::{Kind, Range};

const HEAD: &str = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
    <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\" \
    xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">";
const STYLES: &str = "<Styles><Style ss:ID=\"Default\" ss:Name=\"Normal\"><NumberFormat/></Style>\
    <Style ss:ID=\"m\"><NumberFormat ss:Format=\"yyyy&quot;年&quot;m&quot;月&quot;\"/></Style>\
    <Style ss:ID=\"m2\" ss:Parent=\"m\"/><Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style></Styles>";

fn book(inside: &str) -> Vec<u8> {
    format!("{HEAD}{STYLES}{inside}</Workbook>").into_bytes()
}

fn table(inside: &str) -> Vec<u8> {
    book(&format!("<Worksheet ss:Name=\"一\"><Table>{inside}</Table></Worksheet>"))
}

fn texts(row: &[Cell]) -> Vec<String> {
    row.iter().map(|cell| cell.text().into_owned()).collect()
}

#[test]
fn every_kind_of_data_is_read_where_it_stands() {
    let bytes = table(
        "<Column ss:Hidden=\"1\" ss:Span=\"1\"/><Column ss:Index=\"5\" ss:Hidden=\"1\"/><Column ss:StyleID=\"d\"/>\
         <Row ss:Index=\"2\"><Cell><Data ss:Type=\"String\">项目&#10;名称</Data><Comment><ss:Data>注</ss:Data></Comment></Cell>\
         <Cell ss:Index=\"3\"><Data ss:Type=\"Number\">12.50</Data></Cell>\
         <Cell><Data ss:Type=\"Boolean\">1</Data></Cell><Cell ss:StyleID=\"m2\"><Data ss:Type=\"DateTime\">2022-03-01T00:00:00.000</Data></Cell>\
         <Cell><Data ss:Type=\"Number\">44625</Data></Cell><Cell ss:StyleID=\"d\"><Data ss:Type=\"DateTime\">2022-03-05T08:00:00.000</Data></Cell>\
         <Cell><Data ss:Type=\"Error\">#REF!</Data></Cell><Cell ss:Formula=\"=1+1\"/><Cell><Data ss:Type=\"Number\">140107202203051234</Data></Cell>\
         <Cell><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\"><B>甲</B>乙</ss:Data></Cell></Row>\
         <Row ss:Hidden=\"1\" ss:Span=\"1\"/><Row><Cell><Data ss:Type=\"String\">后</Data></Cell></Row>",
    );
    let book = outcome(&bytes).unwrap();
    assert_eq!(book.kind, Kind::SpreadsheetMl);
    let sheet = &book.sheets[0];
    let expected = [
        "项目\n名称",
        "",
        "12.5",
        "TRUE",
        "2022-03",
        "2022-03-05",
        "2022-03-05",
        "#REF!",
        "",
        "140107202203051230",
        "甲乙",
    ];
    let found = texts(&sheet.rows[1]);
    assert_eq!(
        (&found[..9], &found[10..]),
        (&expected.map(String::from)[..9], &expected.map(String::from)[10..])
    );
    assert!(matches!(sheet.rows[1][9], Cell::Number(number) if number.lost_digits()));
    assert_eq!(texts(&sheet.rows[4]), ["后"]);
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.hidden_cols.as_slice()), (&[2, 3][..], &[0, 1, 4][..]));
    assert_eq!((sheet.formulas_without_value, sheet.formula_cells.as_slice()), (1, &[(1, 8)][..]));
}

#[test]
fn merges_reach_over_what_they_cover_and_hidden_sheets_are_told() {
    let sheet = |name: &str, visible: &str, row: &str| {
        format!(
            "<Worksheet ss:Name=\"{name}\"><Table>{row}</Table><WorksheetOptions><Visible>{visible}</Visible></WorksheetOptions></Worksheet>"
        )
    };
    let row = "<Row><Cell ss:MergeAcross=\"1\" ss:MergeDown=\"1\"><Data ss:Type=\"String\">甲</Data></Cell>\
        <Cell><Data ss:Type=\"String\">乙</Data></Cell></Row>";
    let bytes = book(&format!("{}{}", sheet("一", "SheetVisible", row), sheet("二", "SheetVeryHidden", "")));
    let book = outcome(&bytes).unwrap();
    assert_eq!(texts(&book.sheets[0].rows[0]), ["甲", "", "乙"]);
    assert_eq!(book.sheets[0].merges, [Range { first_row: 0, first_col: 0, last_row: 1, last_col: 1 }]);
    let told: Vec<(&str, bool)> =
        book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden)).collect();
    assert_eq!(told, [("一", false), ("二", true)]);
}

#[test]
fn days_from_1904_are_counted_from_1904() {
    let bytes = book(
        "<ExcelWorkbook xmlns=\"urn:schemas-microsoft-com:office:excel\"><Date1904/></ExcelWorkbook><Worksheet ss:Name=\"一\"><Table>\
         <Row><Cell ss:StyleID=\"d\"><Data ss:Type=\"Number\">43163</Data></Cell></Row></Table></Worksheet>",
    );
    let book = outcome(&bytes).unwrap();
    assert!(book.date1904);
    assert_eq!(texts(&book.sheets[0].rows[0]), ["2022-03-05"]);
}

#[rstest]
#[case("<Row ss:Index=\"1048576\"><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>", Measure::Rows)]
#[case("<Row><Cell ss:Index=\"16384\"><Data ss:Type=\"Number\">1</Data></Cell></Row>", Measure::Columns)]
#[case(
    "<Row ss:Span=\"4294967295\"/><Row><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>",
    Measure::Rows
)]
#[case(&"<Row ss:Index=\"1\" ss:Span=\"150000\" ss:Hidden=\"1\"/>".repeat(2), Measure::Rows)]
#[case(&"<Column ss:Span=\"16383\" ss:Hidden=\"1\"/>".repeat(16_385), Measure::Columns)]
fn a_workbook_that_claims_too_much_is_refused(#[case] inside: &str, #[case] what: Measure) {
    assert_eq!(too_big(&table(inside)), what);
}

#[test]
fn entities_and_document_types_are_refused() {
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bb\">]>{}",
        &HEAD[HEAD.find("<Workbook").unwrap()..]
    );
    assert_eq!(outcome(format!("{bomb}</Workbook>").as_bytes()), Err(ReadError::Forbidden));
    let unknown = table("<Row><Cell><Data ss:Type=\"String\">&b;</Data></Cell></Row>");
    assert!(matches!(outcome(&unknown), Err(ReadError::Broken(_))));
}

#[test]
fn a_workbook_cut_off_is_an_error_wherever_it_is_cut() {
    let whole = table("<Row><Cell><Data ss:Type=\"String\">a</Data></Cell></Row>");
    for length in HEAD.len()..whole.len() - 1 {
        assert!(outcome(&whole[..length]).is_err(), "cut at {length}");
    }
}
