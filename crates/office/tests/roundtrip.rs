//! What is written is read back as it was.
#![allow(clippy::unwrap_used)]

use office::sheet::{Book, Cell, Decoded, Kind, Number};
use office::write::{Column, CsvOptions, CsvWriter, Format, Table, Tint, Value, XlsxWriter};
use office::{ReadLimits, read};
use proptest::prelude::*;

fn limits() -> ReadLimits {
    ReadLimits::default()
}

/// Texts with everything that writers and readers stumble over.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[=+@＝＋－＠'\\-\t\r\n]{0,2}[项目a0 ,;\"'\t\r\n_x<&>=]{0,8}",
        "[ -~]{1,12}",
        Just("_x000D_".to_owned()),
        Just("]]>".to_owned()),
        Just("007".to_owned()),
        Just("\u{7}𠮷".to_owned()),
    ]
}

fn value() -> impl Strategy<Value = Value<'static>> {
    prop_oneof![
        Just(Value::Blank),
        text().prop_map(Value::text),
        (-999_999_999_999_999i64..=999_999_999_999_999).prop_map(Value::Integer),
        (-999_999_999_999_999i64..=999_999_999_999_999, 0u8..=8)
            .prop_map(|(scaled, places)| Value::Decimal { scaled, places }),
        (1900i32..=9999, 1u8..=12, 1u8..=28).prop_map(|(y, m, d)| Value::Day(y, m, d)),
        (1900i32..=9999, 1u8..=12).prop_map(|(y, m)| Value::Month(y, m)),
        any::<i64>().prop_map(Value::Integer),
    ]
}

fn rows() -> impl Strategy<Value = Vec<Vec<Value<'static>>>> {
    prop::collection::vec(prop::collection::vec(value(), 3), 1..12)
}

/// The text that a decimal has without its trailing zeros, as a spreadsheet shows it.
fn shortest(plain: &str) -> String {
    let text = if plain.contains('.') { plain.trim_end_matches('0').trim_end_matches('.') } else { plain };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn same(written: &Value<'_>, read: &Cell) -> bool {
    match written {
        Value::Day(y, m, d) => *read == Cell::Date { year: *y, month: *m, day: *d, month_only: false },
        Value::Month(y, m) => *read == Cell::Date { year: *y, month: *m, day: 1, month_only: true },
        Value::Integer(_) | Value::Decimal { .. } => read.text() == shortest(&written.plain()),
        Value::Text(text) => match read {
            Cell::Empty => text.is_empty(),
            Cell::Text(read) => read == text,
            _ => false,
        },
        Value::Blank => read.is_empty(),
    }
}

fn write_xlsx(rows: &[Vec<Value<'_>>]) -> Vec<u8> {
    let columns = vec![
        Column::new("名称", 20.0, Format::Text),
        Column::new("总投资（万元）", 12.0, Format::Decimal { places: 8 }),
        Column::new("签约日期", 12.0, Format::Day).hidden(),
    ];
    // A value is read by the format of its column, so each kind needs its own sheet column; months go on their own.
    let mut writer = XlsxWriter::new().unwrap();
    writer
        .begin(&Table {
            title: Some("清单".into()),
            note_right: Some("单位：万元".into()),
            ..Table::new("表", columns)
        })
        .unwrap();
    for row in rows {
        writer.row_tinted(row, Tint::Yellow).unwrap();
    }
    writer.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, ..ProptestConfig::default() })]

    #[test]
    fn a_workbook_gives_back_its_values(kinds in prop::collection::vec((text(), -999_999_999_999_999i64..=999_999_999_999_999, 1900i32..=9999, 1u8..=12, 1u8..=28), 1..8)) {
        let rows: Vec<Vec<Value<'_>>> = kinds.iter().map(|(text, scaled, y, m, d)| vec![
            Value::text(text.as_str()), Value::Decimal { scaled: *scaled, places: 6 }, Value::Day(*y, *m, *d),
        ]).collect();
        let book = read(&write_xlsx(&rows), "a.xlsx", &limits()).unwrap();
        prop_assert_eq!(book.kind, Kind::Xlsx);
        for (number, row) in rows.iter().enumerate() {
            for (col, value) in row.iter().enumerate() {
                let cell = book.sheets[0].cell(number as u32 + 3, col as u32);
                prop_assert!(same(value, cell), "{:?} came back as {:?}", value, cell);
            }
        }
    }

    #[test]
    fn a_text_table_gives_back_its_texts(rows in rows()) {
        let mut writer = CsvWriter::new(Vec::new(), CsvOptions::default()).unwrap();
        for row in &rows {
            writer.row(row).unwrap();
        }
        let bytes = writer.finish().unwrap();
        prop_assert!(bytes.starts_with(b"\xef\xbb\xbf"));
        // A table of white space alone is an empty file, and says so.
        if let Ok(book) = read(&bytes, "dir/清单.csv", &limits()) {
            prop_assert_eq!(&book.sheets[0].name, "清单");
            for (number, row) in rows.iter().enumerate() {
                for (col, value) in row.iter().enumerate() {
                    let cell = book.sheets[0].cell(number as u32, col as u32);
                    prop_assert_eq!(cell.text(), value.plain());
                }
            }
        }
    }

    #[test]
    fn a_text_table_is_what_other_readers_expect(rows in rows()) {
        let mut writer = CsvWriter::new(Vec::new(), CsvOptions { byte_order_mark: false }).unwrap();
        for row in &rows {
            writer.row(row).unwrap();
        }
        let bytes = writer.finish().unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let read: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        prop_assert_eq!(read.len(), rows.len());
        for (record, row) in read.iter().zip(&rows) {
            for (field, value) in record.iter().zip(row) {
                prop_assert_eq!(office::write::guard::unguard(field), value.plain());
                if matches!(value, Value::Text(_)) {
                    prop_assert!(!field.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r']));
                }
            }
        }
    }
}

#[test]
fn months_long_codes_and_several_sheets_keep_their_kind() {
    let mut writer = XlsxWriter::new().unwrap();
    let columns = |format| vec![Column::new("a", 9.0, format).choices(["是", "否"])];
    writer.begin(&Table::new("月", columns(Format::Month))).unwrap();
    writer.row(&[Value::Month(2022, 3)]).unwrap();
    writer.begin(&Table::new("月", columns(Format::Integer))).unwrap();
    writer.row(&[Value::Integer(140_107_202_203_051_234)]).unwrap();
    writer.row_tinted(&[Value::Integer(7)], Tint::Total).unwrap();
    let book = read(&writer.finish().unwrap(), "", &limits()).unwrap();
    assert_eq!(book.sheets[0].cell(1, 0), &Cell::Date { year: 2022, month: 3, day: 1, month_only: true });
    assert_eq!(book.sheets[1].name, "月_2");
    assert_eq!(book.sheets[1].cell(1, 0), &Cell::Text("140107202203051234".into()));
    assert_eq!(book.sheets[1].cell(2, 0), &Cell::Number(Number::new(7.0).unwrap()));
}

#[test]
fn a_word_among_numbers_stands_where_they_do_and_runs_into_no_neighbour() {
    let formats = [Format::Integer, Format::Decimal { places: 2 }, Format::Sign, Format::Text];
    let columns = formats.map(|format| Column::new("a", 9.0, format));
    let mut writer = XlsxWriter::new().unwrap();
    writer.begin(&Table::new("表", columns.into())).unwrap();
    writer.row(&[Value::text("—"), Value::text("—"), Value::text("↑2"), Value::text("甲")]).unwrap();
    writer.row(&[Value::Blank, Value::Blank, Value::Integer(12)]).unwrap();
    let file = office::docx::check::Package::open(&writer.finish().unwrap()).unwrap();
    let styles = file.part("xl/styles.xml").unwrap().child("cellXfs").unwrap();
    let stands = |cell: &office::docx::check::Element| -> Option<String> {
        let style = styles.children().nth(cell.attribute("s")?.parse().ok()?)?;
        Some(style.child("alignment")?.attribute("horizontal")?.to_owned())
    };
    let rows: Vec<_> = file.part("xl/worksheets/sheet1.xml").unwrap().all("row").skip(1).collect();
    let texts: Vec<_> = rows[0].all("c").map(stands).collect();
    let stand = |place: &str| Some(place.to_owned());
    assert_eq!(texts, [stand("right"), stand("right"), stand("center"), None]);
    assert_eq!(rows[1].all("c").nth(2).and_then(stands), stand("center"));
}

#[test]
fn the_title_is_merged_over_all_columns() {
    let book = read(&write_xlsx(&[vec![Value::Blank]]), "", &limits()).unwrap();
    let sheet = &book.sheets[0];
    assert_eq!(sheet.merges, [office::Range { first_row: 0, first_col: 0, last_row: 0, last_col: 2 }]);
    assert_eq!(sheet.cell(0, 0).text(), "清单");
    assert_eq!(sheet.cell(1, 2).text(), "单位：万元");
    assert_eq!(sheet.cell(2, 1).text(), "总投资（万元）");
}

#[test]
fn equal_tables_give_equal_bytes() {
    let rows = [vec![Value::text("甲"), Value::Integer(1)]];
    assert_eq!(write_xlsx(&rows), write_xlsx(&rows));
}

fn annotated(book: &Book) -> Vec<u8> {
    use office::annotate::{Mark, Severity, annotate};
    let mark = |row, col, comment: &str| Mark {
        sheet: 0,
        row,
        col,
        severity: Severity::Error,
        comment: comment.to_owned(),
    };
    annotate(
        book,
        &[
            mark(0, Some(1), "不是日期"),
            mark(1, None, "整行"),
            mark(0, Some(1), "又"),
            mark(9, Some(5), "空"),
        ],
    )
    .unwrap()
}

#[test]
fn an_annotated_copy_keeps_values_types_and_merges() {
    for tall in [false, true] {
        let book = sample(tall);
        let bytes = annotated(&book);
        let copy = read(&bytes, "", &limits()).unwrap();
        assert_eq!(copy.sheets[0].rows, book.sheets[0].rows);
        assert_eq!(copy.sheets[0].merges, book.sheets[0].merges);
        assert_eq!(copy.sheets[0].hidden_rows, [2]);
        assert_eq!(copy.sheets[0].hidden_cols, [1]);
        assert!(copy.sheets[1].hidden);
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        let mut comments = String::new();
        std::io::Read::read_to_string(&mut zip.by_name("xl/comments1.xml").unwrap(), &mut comments).unwrap();
        assert!(comments.contains("ref=\"B1\"") && comments.contains("不是日期\n又"), "{comments}");
        assert!(comments.contains("ref=\"A2\"") && comments.contains("ref=\"F10\""));
    }
}

fn sample(tall: bool) -> Book {
    use office::sheet::{Range, Sheet};
    let number = |value| Cell::Number(Number::new(value).unwrap());
    let date = Cell::Date { year: 2022, month: 3, day: 5, month_only: false };
    let month = Cell::Date { year: 2022, month: 3, day: 1, month_only: true };
    let rows = vec![
        vec![Cell::Text("=项目".into()), date, month],
        vec![number(1.25), Cell::Bool(true), Cell::Empty, Cell::Text("007".into())],
        vec![Cell::Text("合并".into())],
    ];
    let merges = vec![Range { first_row: 2, first_col: 0, last_row: if tall { 4 } else { 2 }, last_col: 2 }];
    let sheet = Sheet {
        name: "清单".into(),
        rows,
        merges,
        hidden_rows: vec![2],
        hidden_cols: vec![1],
        ..Sheet::default()
    };
    let hidden = Sheet { name: "清单".into(), hidden: true, ..Sheet::default() };
    Book { kind: Kind::Xls, decoded: None, date1904: true, sheets: vec![sheet, hidden] }
}

#[test]
fn a_book_goes_over_the_wire_unchanged() {
    let decoded = Decoded { charset: "GB18030".into(), guessed: true, separator: Some(';') };
    let book = Book { decoded: Some(decoded), ..sample(true) };
    let mut bytes = Vec::new();
    office::wire::encode(&book, &mut bytes).unwrap();
    assert_eq!(office::wire::decode(bytes.as_slice(), &limits()).unwrap(), book);
    let error: Result<Book, _> = Err(office::ReadError::Broken("zip".into()));
    let mut bytes = Vec::new();
    office::wire::encode_outcome(&error, &mut bytes).unwrap();
    assert_eq!(office::wire::decode_outcome(bytes.as_slice(), &limits()).unwrap(), error);
}

proptest! {
    #[test]
    fn a_damaged_message_is_an_error_or_a_book_but_never_a_panic(at in 0usize..160, byte: u8, cut in 0usize..200) {
        let mut bytes = Vec::new();
        office::wire::encode_outcome(&Ok(sample(true)), &mut bytes).unwrap();
        if at < bytes.len() {
            bytes[at] = byte;
        }
        bytes.truncate(cut);
        drop(office::wire::decode_outcome(bytes.as_slice(), &limits()));
    }
}

#[test]
fn a_message_beyond_the_limits_is_refused() {
    let mut bytes = Vec::new();
    office::wire::encode(&sample(false), &mut bytes).unwrap();
    for narrow in [
        ReadLimits { max_rows: 2, ..limits() },
        ReadLimits { max_cols: 3, ..limits() },
        ReadLimits { max_cells: 7, ..limits() },
        ReadLimits { max_sheets: 1, ..limits() },
    ] {
        assert!(office::wire::decode(bytes.as_slice(), &narrow).is_err(), "{narrow:?}");
    }
}
