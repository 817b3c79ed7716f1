//! The same table written as every kind of file reads as the same cells.

use super::files::*;
use super::*;
use office::Sheet;
use office::sheet::Kind;

#[rstest]
#[case(xlsx(), Kind::Xlsx)]
#[case(xls(false), Kind::Xls)]
#[case(xls(true), Kind::Xls)]
#[case(spreadsheetml().into_bytes(), Kind::SpreadsheetMl)]
#[case(utf16(&spreadsheetml(), false, true), Kind::SpreadsheetMl)]
#[case(page().into_bytes(), Kind::Html)]
#[case(gb18030(&page().replace("<body>", "<meta charset=gbk><body>")), Kind::Html)]
#[case(archive().into_bytes(), Kind::WebArchive)]
fn a_workbook_of_any_kind_reads_as_the_same_cells(#[case] bytes: Vec<u8>, #[case] kind: Kind) {
    let book = outcome(&bytes).unwrap();
    assert_eq!(book.kind, kind);
    let sheet = &book.sheets[0];
    assert_eq!(texts(sheet), ROWS.map(|row| row.map(str::to_owned)));
    assert!(matches!(sheet.cell(1, 1), Cell::Number(_)), "{:?}", sheet.cell(1, 1));
    assert!(matches!(sheet.cell(1, 3), Cell::Date { month_only: true, .. }), "{:?}", sheet.cell(1, 3));
    assert_eq!(sheet.merges, [MERGE]);
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.hidden_cols.as_slice()), (&[2][..], &[1][..]));
}

#[rstest]
#[case(lines(",").into_bytes(), "UTF-8", ',')]
#[case(format!("\u{feff}{}", lines(";")).into_bytes(), "UTF-8", ';')]
#[case(lines("\t").into_bytes(), "UTF-8", '\t')]
#[case(gb18030(&lines(",")), "GB18030", ',')]
#[case(gb18030(&lines("\t")), "GB18030", '\t')]
#[case(utf16(&lines("\t"), false, true), "UTF-16LE", '\t')]
#[case(utf16(&lines(";"), true, true), "UTF-16BE", ';')]
#[case(utf16(&lines("\t"), false, false), "UTF-16LE", '\t')]
#[case(utf16(&lines(","), true, false), "UTF-16BE", ',')]
fn a_text_table_of_any_kind_reads_as_the_same_cells(
    #[case] bytes: Vec<u8>,
    #[case] charset: &str,
    #[case] separator: char,
) {
    let book = outcome(&bytes).unwrap();
    assert_eq!(texts(&book.sheets[0]), ROWS.map(|row| row.map(str::to_owned)));
    let decoded = book.decoded.unwrap();
    assert_eq!(
        (book.kind, decoded.charset.as_str(), decoded.separator),
        (Kind::Csv, charset, Some(separator))
    );
}

fn texts(sheet: &Sheet) -> Vec<[String; 4]> {
    let text = |row: usize, col: usize| sheet.cell(row as u32, col as u32).text().into_owned();
    (0..sheet.rows.len()).map(|row| std::array::from_fn(|col| text(row, col))).collect()
}

#[test]
fn western_text_reads_as_its_cells() {
    let book = outcome(&windows_1252()).unwrap();
    let texts: Vec<Vec<_>> =
        book.sheets[0].rows.iter().map(|row| row.iter().map(Cell::text).collect()).collect();
    let expected =
        [["Projekt", "Träger", "Betrag €"], ["Straße", "Müller", "1.250,50"], ["Café; Bar", "", "80"]];
    assert_eq!(texts, expected);
    let decoded = book.decoded.unwrap();
    let said = (decoded.charset.as_str(), decoded.guessed, decoded.separator);
    assert_eq!(said, ("Windows-1252", true, Some(';')));
}
