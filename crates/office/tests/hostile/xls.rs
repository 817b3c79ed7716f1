//! Binary workbooks, made record by record.

use super::records::{bof_stream, dimensions, number, record};
use super::*;
use office::sheet::{Kind, Range};

fn xls(globals: &[u8], cells: &[u8]) -> Vec<u8> {
    kit::container("Workbook", &bof_stream(globals, cells))
}

fn sample() -> Vec<u8> {
    let label = [&[3, 0, 1, 0, 0, 0, 2, 0, 1][..], &[0x79, 0x98, 0xee, 0x76]].concat();
    let merge = [1u16, 3, 4, 0, 1].map(u16::to_le_bytes).concat();
    let mut hidden_row = [0u8; 16];
    kit::put(&mut hidden_row, 0, &[2, 0]);
    kit::put(&mut hidden_row, 12, &[0x20, 0]);
    let hidden_cols = [5u16, 6, 0, 0, 1, 0].map(u16::to_le_bytes).concat();
    let cells = [
        dimensions(5, 4),
        record(0x007d, &hidden_cols),
        record(0x0208, &hidden_row),
        number(2, 1, 0, 12.5),
        number(2, 2, 1, 44625.0),
        number(2, 3, 2, 44621.0),
        record(0x0204, &label),
        record(0x00e5, &merge),
    ];
    xls(&[], &cells.concat())
}

#[test]
fn a_binary_workbook_is_read_with_days_months_and_merges() {
    let book = outcome(&sample()).unwrap();
    assert_eq!(book.kind, Kind::Xls);
    let sheet = &book.sheets[0];
    assert_eq!(sheet.name, "一月");
    assert_eq!(sheet.cell(2, 1).text(), "12.5");
    assert_eq!(sheet.cell(2, 2), &Cell::Date { year: 2022, month: 3, day: 5, month_only: false });
    assert_eq!(sheet.cell(2, 3), &Cell::Date { year: 2022, month: 3, day: 1, month_only: true });
    assert_eq!(sheet.cell(3, 1).text(), "项目");
    assert_eq!(sheet.merges, [Range { first_row: 3, first_col: 0, last_row: 4, last_col: 1 }]);
    assert_eq!((sheet.hidden_rows.as_slice(), sheet.hidden_cols.as_slice()), (&[2][..], &[5, 6][..]));
}

#[test]
fn an_encrypted_binary_workbook_says_so() {
    let bytes = xls(&record(0x002f, &[1, 0, 1, 0]), &[]);
    assert_eq!(outcome(&bytes), Err(ReadError::Encrypted));
}

#[rstest]
#[case(dimensions(u32::MAX, 256), Measure::Rows)]
#[case(dimensions(65_536, u16::MAX), Measure::Columns)]
#[case(dimensions(65_536, 256), Measure::Cells)]
#[case(number(65_535, 255, 0, 1.0), Measure::Cells)]
fn a_binary_workbook_that_claims_too_much_is_refused(#[case] cells: Vec<u8>, #[case] what: Measure) {
    assert_eq!(too_big(&xls(&[], &cells)), what);
}

#[test]
fn a_chain_of_sectors_that_runs_in_a_circle_is_damage() {
    let mut bytes = sample();
    // The directory's only sector (number 1) names itself as its next.
    kit::put(&mut bytes, 512 + 4, &1u32.to_le_bytes());
    assert!(matches!(outcome(&bytes), Err(ReadError::Broken(_))));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_binary_workbook_never_panics(
        changes in prop::collection::vec((0usize..2600, any::<u8>()), 1..10), cut in 600usize..5700,
    ) {
        let mut bytes = sample();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        bytes.truncate(cut);
        drop(outcome(&bytes));
    }
}
