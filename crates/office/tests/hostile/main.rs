//! Files that lie, break off or are something else: each ends in its own error, and none in a panic.
#![allow(clippy::unwrap_used)]

mod files;
mod html;
mod kinds;
mod kit;
mod mutations;
mod records;
mod spreadsheetml;
mod text;
mod xls;

use kit::{minimal, package, sheet};
use office::error::{Foreign, Measure};
use office::sheet::Cell;
use office::write::{Column, Format, Table, Value, XlsxWriter};
use office::{ReadError, ReadLimits, read};
use proptest::prelude::*;
use rstest::rstest;

fn outcome(bytes: &[u8]) -> Result<office::Book, ReadError> {
    read(bytes, "a.xlsx", &ReadLimits::default())
}

fn too_big(bytes: &[u8]) -> Measure {
    match outcome(bytes) {
        Err(ReadError::TooBig { what, found, limit }) => {
            assert!(found > limit);
            what
        }
        other => panic!("{other:?}"),
    }
}

#[rstest]
#[case(b"", ReadError::Empty)]
#[case(b" \r\n\t ", ReadError::Empty)]
#[case(b"%PDF-1.7", ReadError::Unsupported { what: Foreign::Pdf })]
#[case(b"\x89PNG\r\n\x1a\n", ReadError::Unsupported { what: Foreign::Image })]
#[case(b"<html><table><tr><td>1", ReadError::Truncated)]
#[case(b"\xef\xbb\xbf\n<TABLE></TABLE>", ReadError::Unsupported { what: Foreign::Html })]
#[case(b"<?xml version='1.0'?><a/>", ReadError::Unsupported { what: Foreign::Xml })]
#[case(
    b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
    ReadError::Truncated
)]
#[case(b"\x00\x01\x02\x03", ReadError::NotATable)]
#[case(b"\x7fELF\x02\x01\x01\x00", ReadError::NotATable)]
#[case(b"PK\x03\x04 and then nothing", ReadError::Truncated)]
fn a_file_of_another_kind_is_named(#[case] bytes: &[u8], #[case] error: ReadError) {
    assert_eq!(outcome(bytes), Err(error));
}

#[rstest]
#[case(&[("word/document.xml", "<w/>")], Foreign::Word)]
#[case(&[("ppt/presentation.xml", "<p/>")], Foreign::Slides)]
#[case(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")], Foreign::Ods)]
#[case(&[("xl/workbook.bin", "x")], Foreign::Xlsb)]
#[case(&[("readme.txt", "x")], Foreign::Archive)]
fn a_zip_of_another_kind_is_named(#[case] parts: &[(&str, &str)], #[case] what: Foreign) {
    assert_eq!(outcome(&package(parts)), Err(ReadError::Unsupported { what }));
}

#[test]
fn a_small_workbook_that_claims_seventeen_billion_cells_is_refused() {
    let bytes = minimal("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData/></worksheet>");
    assert!(bytes.len() < 2048);
    assert_eq!(too_big(&bytes), Measure::Cells);
}

#[test]
fn a_claim_of_whole_columns_is_taken_for_what_it_holds() {
    let bytes = minimal(
        "<worksheet><dimension ref=\"A1:P1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
         <row r=\"1048576\"><c r=\"P1048576\" s=\"1\"/></row></sheetData></worksheet>",
    );
    assert_eq!(outcome(&bytes).unwrap().sheets[0].rows.len(), 1);
}

#[rstest]
#[case("<row r=\"1\"><c r=\"XFD1048576\"><v>1</v></c></row>", Measure::Rows)]
#[case("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>", Measure::Columns)]
#[case("<row r=\"1048576\"><c><v>1</v></c></row>", Measure::Rows)]
fn a_cell_far_outside_is_refused(#[case] rows: &str, #[case] what: Measure) {
    assert_eq!(too_big(&minimal(&sheet(rows))), what);
}

#[test]
fn a_table_of_shared_texts_is_held_to_its_limit_by_claim_and_by_count() {
    let with = |strings: &str| kit::workbook(&sheet(""), strings);
    assert_eq!(too_big(&with("<sst uniqueCount=\"4294967295\"/>")), Measure::SharedStrings);
    let narrow = ReadLimits { max_shared_strings: 1, ..ReadLimits::default() };
    let bytes = with("<sst><si><t>a</t></si><si><t>b</t></si></sst>");
    let error = read(&bytes, "", &narrow).unwrap_err();
    assert_eq!(error, ReadError::TooBig { what: Measure::SharedStrings, limit: 1, found: 2 });
}

#[test]
fn one_long_shared_text_used_often_is_a_bomb() {
    let text = "长".repeat(10_000);
    let cells = "<c t=\"s\"><v>0</v></c>".repeat(200);
    let rows = format!("<row>{cells}</row>").repeat(50);
    let bytes = kit::workbook(&sheet(&rows), &format!("<sst><si><t>{text}</t></si></sst>"));
    let narrow = ReadLimits { max_inflated_bytes: 8 << 20, ..ReadLimits::default() };
    let error = read(&bytes, "", &narrow).unwrap_err();
    assert!(matches!(error, ReadError::TooBig { what: Measure::Bytes, .. }), "{error}");
}

#[test]
fn a_part_that_inflates_without_measure_is_refused() {
    let mut blank = sheet("");
    blank.push_str(&" ".repeat(4 << 20));
    assert_eq!(too_big(&minimal(&blank)), Measure::Ratio);
    let narrow = ReadLimits { max_inflated_bytes: 1 << 20, ..ReadLimits::default() };
    let error = read(&minimal(&blank), "", &narrow).unwrap_err();
    assert!(matches!(error, ReadError::TooBig { what: Measure::Bytes, .. }), "{error}");
}

#[test]
fn too_many_entries_are_refused() {
    let narrow = ReadLimits { max_zip_entries: 2, ..ReadLimits::default() };
    let error = read(&minimal(&sheet("")), "", &narrow).unwrap_err();
    assert!(matches!(error, ReadError::TooBig { what: Measure::ZipEntries, .. }), "{error}");
}

#[test]
fn a_document_type_is_forbidden() {
    let bomb = "<?xml version=\"1.0\"?><!-- x --><!DOCTYPE a [<!ENTITY b \"bbbb\">]><worksheet><sheetData/></worksheet>";
    assert_eq!(outcome(&minimal(bomb)), Err(ReadError::Forbidden));
    let unknown = sheet("<row><c t=\"str\"><v>&b;</v></c></row>");
    assert!(matches!(outcome(&minimal(&unknown)), Err(ReadError::Broken(_))));
}

#[test]
fn a_workbook_cut_off_anywhere_is_an_error() {
    let whole = written();
    for length in (4..whole.len()).step_by(97) {
        let error = outcome(&whole[..length]).unwrap_err();
        assert_eq!(error, ReadError::Truncated, "cut at {length}");
    }
    let open = "<worksheet><sheetData><row><c><v>1</v></c></row>";
    assert_eq!(outcome(&minimal(open)), Err(ReadError::Truncated));
}

#[test]
fn an_encrypted_workbook_says_so() {
    let bytes = kit::container("EncryptedPackage", &[0; 5000]);
    assert_eq!(outcome(&bytes), Err(ReadError::Encrypted));
    assert_eq!(
        outcome(&kit::container("WordDocument", &[0; 5000])),
        Err(ReadError::Unsupported { what: Foreign::Word })
    );
}

#[test]
fn every_kind_of_cell_is_read() {
    let rows = "<row r=\"2\" hidden=\"1\"><c t=\"s\"><v>0</v></c><c r=\"C2\" t=\"inlineStr\"><is><r><t>甲</t></r><r><t> 乙</t>\
        </r><rPh><t>注</t></rPh></is></c><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c><c t=\"d\"><v>2022-03-05</v></c>\
        <c><f>A1</f></c><c><f>1+1</f><v>2</v></c><c t=\"str\"><f>B1</f><v>a&amp;b_x000D_</v></c><c s=\"1\"><v>44625.5</v></c>\
        <c s=\"2\"><v>44625</v></c><c><v>0.30000000000000004</v></c></row>";
    let book =
        outcome(&kit::workbook(&sheet(rows), "<sst><si><t xml:space=\"preserve\"> 项目</t></si></sst>"))
            .unwrap();
    let sheet = &book.sheets[0];
    let texts: Vec<String> = sheet.rows[1].iter().map(|cell| cell.text().into_owned()).collect();
    let expected = [
        " 项目",
        "",
        "甲 乙",
        "TRUE",
        "#REF!",
        "2022-03-05",
        "",
        "2",
        "a&b\r",
        "2022-03-05",
        "2022-03",
        "0.3",
    ];
    assert_eq!(texts, expected);
    assert!(matches!(sheet.rows[1][4], Cell::Error(_)));
    assert_eq!((sheet.formulas_without_value, sheet.hidden_rows.as_slice()), (1, [1].as_slice()));
    // Its place: the formula is the cell that shows nothing.
    let place = |(row, col): (u32, u32)| sheet.cell(row, col).is_empty();
    assert!(sheet.formula_cells.len() == 1 && place(sheet.formula_cells[0]), "{:?}", sheet.formula_cells);
}

#[test]
fn hidden_columns_are_listed_once_and_in_order() {
    let cols = "<cols><col min=\"3\" max=\"4\" hidden=\"1\"/><col min=\"1\" max=\"1\"/><col min=\"2\" max=\"3\" hidden=\"true\"/></cols>";
    let bytes =
        minimal(&sheet("<row><c><v>1</v></c></row>").replace("<sheetData>", &format!("{cols}<sheetData>")));
    assert_eq!(outcome(&bytes).unwrap().sheets[0].hidden_cols, [1, 2, 3]);
}

#[test]
fn columns_are_described_no_more_often_than_there_are_columns() {
    let cols = "<col min=\"1\" max=\"16384\" hidden=\"1\"/>".repeat(16_385);
    let bytes = minimal(&format!("<worksheet><cols>{cols}</cols><sheetData/></worksheet>"));
    assert_eq!(too_big(&bytes), Measure::Columns);
}

fn written() -> Vec<u8> {
    let columns = vec![Column::new("名称", 9.0, Format::Text), Column::new("日期", 9.0, Format::Day)];
    let mut writer = XlsxWriter::new().unwrap();
    writer.begin(&Table { title: Some("表".into()), ..Table::new("一", columns) }).unwrap();
    for number in 0..20 {
        writer.row(&[Value::text(format!("项目{number}")), Value::Day(2022, 3, 5)]).unwrap();
    }
    writer.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_workbook_never_panics(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut bytes = written();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        drop(outcome(&bytes));
    }

    // Damage inside a part passes the checksums of the container only when the container is made anew.
    #[test]
    fn damaged_parts_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), "[ -~\\x00项]"), 1..8), part in 0usize..4) {
        let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>44625</v></c></row>";
        let mut parts = kit::parts(&sheet(rows), "<sst uniqueCount=\"1\"><si><t>a</t></si></sst>");
        let mut chars: Vec<char> = parts[part].1.chars().collect();
        for (at, with) in changes {
            let at = at.index(chars.len());
            chars[at] = with.chars().next().unwrap();
        }
        parts[part].1 = chars.into_iter().collect();
        let parts: Vec<(&str, &str)> = parts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        drop(outcome(&package(&parts)));
    }

    #[test]
    fn any_bytes_are_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..300), head in 0usize..4) {
        let signature: [&[u8]; 4] = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe"];
        drop(outcome(&[signature[head], &bytes].concat()));
    }
}
