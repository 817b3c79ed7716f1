//! What is refused, and why.

use crate::sample;
use office::docx::{
    Align, Block, Cell, Column, Document, DocxError, Imprint, Inline, Layout, Level, Measure, NameFault, Row,
    Section, Table, TableFault, Target, Width, bookmark_name, heading_number, limits, write,
};
use rstest::rstest;

fn refused(blocks: Vec<Block>) -> DocxError {
    write(&Document { sections: vec![Section::portrait(blocks)], ..sample::document() }).unwrap_err()
}

fn paragraph(content: Vec<Inline>) -> Block {
    Block::Paragraph(content)
}

#[rstest]
#[case("", Err(NameFault::Empty))]
#[case("F7K3", Ok(()))]
#[case("开工率_2022", Ok(()))]
#[case("7K3", Err(NameFault::NoLetterFirst))]
#[case("_F7", Err(NameFault::NoLetterFirst))]
#[case("F 7", Err(NameFault::Character))]
#[case("F-7", Err(NameFault::Character))]
#[case("F①", Err(NameFault::Character))]
#[case("a234567890123456789012345678901234567890", Ok(()))]
#[case("a2345678901234567890123456789012345678901", Err(NameFault::TooLong))]
fn a_bookmark_has_a_name_that_word_takes(#[case] name: &str, #[case] wanted: Result<(), NameFault>) {
    assert_eq!(bookmark_name(name), wanted);
}

#[test]
fn a_name_that_word_does_not_take_is_refused_wherever_it_stands() {
    let wanted = DocxError::BookmarkName { name: "1".to_owned(), why: NameFault::NoLetterFirst };
    assert_eq!(refused(vec![paragraph(vec![Inline::bookmark("1", "甲")])]), wanted);
    let inner = Inline::Bookmark { name: "A".to_owned(), content: vec![Inline::bookmark("1", "甲")] };
    assert_eq!(refused(vec![Block::Title(vec![vec![], vec![inner]])]), wanted);
    let note = Inline::Note(vec![Inline::bookmark("1", "甲")]);
    assert_eq!(refused(vec![paragraph(vec![note])]), wanted);
}

#[test]
fn two_bookmarks_of_one_name_are_refused_also_when_only_capitals_tell_them_apart() {
    let found =
        refused(vec![paragraph(vec![Inline::bookmark("f7", "甲")]), table_of(Inline::bookmark("F7", "乙"))]);
    assert_eq!(found, DocxError::BookmarkTwice("F7".to_owned()));
}

#[rstest]
#[case("")]
#[case("https://")]
#[case("javascript:alert(1)")]
#[case("file:///etc/passwd")]
#[case("https://a b")]
#[case("https://a\u{fffe}")]
#[case("/f/F7K3")]
fn a_link_leads_to_an_address_of_the_web_or_of_mail(#[case] address: &str) {
    let link = Inline::Link { to: Target::Address(address.to_owned()), text: "甲".to_owned() };
    assert_eq!(refused(vec![paragraph(vec![link])]), DocxError::Address(address.to_owned()));
}

#[test]
fn an_address_has_at_most_2083_bytes() {
    let long = format!("https://{}", "a".repeat(limits::ADDRESS_BYTES - 7));
    let link = Inline::Link { to: Target::Address(long.clone()), text: String::new() };
    assert_eq!(refused(vec![paragraph(vec![link])]), DocxError::Address(long));
}

#[test]
fn a_link_to_a_bookmark_that_is_not_there_is_refused() {
    let link = Inline::Link { to: Target::Bookmark("F7".to_owned()), text: "甲".to_owned() };
    assert_eq!(refused(vec![paragraph(vec![link])]), DocxError::NoSuchBookmark("F7".to_owned()));
}

#[test]
fn a_note_stands_neither_in_a_note_nor_in_a_header_row_nor_in_an_imprint() {
    let note = || Inline::note("甲");
    let nested = Inline::Note(vec![note()]);
    assert_eq!(refused(vec![paragraph(vec![nested])]), DocxError::NoteNotHere);
    let Block::Table(table) = table_of(note()) else { unreachable!() };
    let header = Table { header: table.rows, rows: Vec::new(), ..table };
    assert_eq!(refused(vec![Block::Table(header)]), DocxError::NoteNotHere);
    let imprint = Imprint { copies: vec![note()], issuer: vec![], issued: vec![] };
    assert_eq!(refused(vec![Block::Imprint(imprint)]), DocxError::NoteNotHere);
}

#[test]
fn a_field_has_a_label_of_at_most_64_characters() {
    let field = |label: String| Inline::Field { label, text: "甲".to_owned() };
    let long = "标".repeat(65);
    assert_eq!(refused(vec![paragraph(vec![field(long.clone())])]), DocxError::FieldLabel(long));
    let fits = vec![Section::portrait(vec![paragraph(vec![field("标".repeat(64))])])];
    assert!(write(&Document { sections: fits, ..sample::document() }).is_ok());
}

#[test]
fn an_imprint_ends_the_document() {
    let imprint = Block::Imprint(Imprint { copies: vec![], issuer: vec![], issued: vec![] });
    assert_eq!(refused(vec![imprint, paragraph(vec![])]), DocxError::ImprintNotLast);
}

#[test]
fn a_document_without_content_is_refused() {
    assert_eq!(refused(vec![]), DocxError::NothingIn { section: 0 });
    let empty = Document { sections: vec![], ..sample::document() };
    assert_eq!(write(&empty).unwrap_err(), DocxError::NothingIn { section: 0 });
}

#[test]
fn a_line_pitch_that_no_office_uses_is_refused() {
    let layout = Layout { line_pitch_twips: 360, ..Layout::default() };
    let found = write(&Document { layout, ..sample::document() }).unwrap_err();
    assert_eq!(found, DocxError::LinePitch { twips: 360 });
}

fn table_of(inline: Inline) -> Block {
    let columns = vec![Column { width: Width::Share(1), align: Align::Left }];
    Block::Table(Table::new(columns, vec![], vec![Row::new([inline])]))
}

/// Rows such as `2x1 1x1; 1x2`: for each cell the columns and the rows that it covers.
fn rows_of(extents: &str) -> Vec<Row> {
    let cell = |extent: &str| {
        let (columns, rows) = extent.split_once('x').unwrap();
        Cell::from("甲").over_columns(columns.parse().unwrap()).over_rows(rows.parse().unwrap())
    };
    let rows = extents.split(';').map(str::trim).filter(|row| !row.is_empty());
    rows.map(|row| Row::new(row.split(' ').map(cell))).collect()
}

#[rstest]
#[case::no_rows("", "", TableFault::Empty)]
#[case::short("", "1x1", TableFault::RowShort(0))]
#[case::long("", "1x1 1x1 1x1", TableFault::RowLong(0))]
#[case::wide("", "3x1", TableFault::RowLong(0))]
#[case::no_columns("", "0x1 1x1", TableFault::NoExtent(0))]
#[case::no_extent("", "1x0 1x1", TableFault::NoExtent(0))]
#[case::beyond_the_last_row("", "1x2 1x1", TableFault::SpanOutside(0))]
#[case::out_of_the_header("1x2 1x1", "1x1", TableFault::SpanOutside(0))]
#[case::into_a_cell_from_above("", "1x1 1x2; 2x1", TableFault::RowLong(1))]
#[case::too_many_beside_one_from_above("2x1", "1x2 1x1; 1x1 1x1", TableFault::RowLong(2))]
fn a_table_whose_cells_do_not_fill_its_grid_is_refused(
    #[case] header: &str,
    #[case] rows: &str,
    #[case] why: TableFault,
) {
    let columns = vec![Column { width: Width::Share(1), align: Align::Left }; 2];
    let table = Table::new(columns, rows_of(header), rows_of(rows));
    assert_eq!(refused(vec![Block::Table(table)]), DocxError::Table { table: 0, why });
}

#[rstest]
#[case(vec![], TableFault::Empty)]
#[case(vec![Width::Share(1); 64], TableFault::TooManyColumns(64))]
#[case(vec![Width::Mm(100), Width::Mm(57)], TableFault::TooWide)]
#[case(vec![Width::Mm(155), Width::Share(1)], TableFault::ColumnTooNarrow(1))]
#[case(vec![Width::Share(0), Width::Share(1)], TableFault::ColumnTooNarrow(0))]
fn columns_fit_the_page(#[case] widths: Vec<Width>, #[case] why: TableFault) {
    let cells = widths.iter().map(|_| "甲");
    let row = Row::new(cells);
    let columns = widths.iter().map(|width| Column { width: *width, align: Align::Left }).collect();
    let table = Table::new(columns, vec![], vec![row]);
    assert_eq!(refused(vec![table_of("甲".into()), Block::Table(table)]), DocxError::Table { table: 1, why });
}

#[test]
fn a_document_beyond_the_limits_is_refused() {
    let blocks = vec![paragraph(vec![]); limits::PARAGRAPHS + 1];
    let (limit, found) = (limits::PARAGRAPHS, limits::PARAGRAPHS + 1);
    assert_eq!(refused(blocks), DocxError::TooMany { what: Measure::Paragraphs, limit, found });
    let notes = vec![Inline::note(""); limits::NOTES + 1];
    let (limit, found) = (limits::NOTES, limits::NOTES + 1);
    assert_eq!(refused(vec![paragraph(notes)]), DocxError::TooMany { what: Measure::Notes, limit, found });
}

#[rstest]
#[case(Level::One, 1, "一、")]
#[case(Level::One, 10, "十、")]
#[case(Level::Two, 19, "（十九）")]
#[case(Level::Two, 20, "（二十）")]
#[case(Level::Two, 99, "（九十九）")]
#[case(Level::One, 100, "100、")]
#[case(Level::Three, 12, "12.")]
#[case(Level::Four, 3, "（3）")]
fn a_heading_is_numbered_by_its_level(#[case] level: Level, #[case] number: u32, #[case] wanted: &str) {
    assert_eq!(heading_number(level, number), wanted);
}
