//! Whatever a workbook holds, nothing panics, and every filled cell of a project's row is told, kept or reported.

use super::*;
use crate::imports::headers::FieldKind;
use crate::imports::recognize::{Grid, is_blank};
use domain::text::is_blank_mark;
use proptest::prelude::*;

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        2 => "[甲乙丙丁项目公司一二期]{1,6}",
        2 => (0..200_000_u32).prop_map(|number| format!("={number}")),
        1 => (1_i64..9_000_000_000_000_000).prop_map(|number| format!("={number}")),
        1 => (0.0..3_000.0_f64).prop_map(|number| format!("={number}")),
        1 => prop::sample::select(vec![
            "2022-02-30", "2022年3月", "年底", "约3亿", "1.3亿元", "5000万元以上", "清空", "—", "无", "#REF!", "合计", "小计：甲",
            "注：说明", "2021-2023", "2022-1", "单位：万元", "@2022-03-15", "项目名称", "总投资", "（", "）总投资（万元", "\n",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}".prop_map(|text| text.replace(['=', '@', '|'], "")),
    ]
}

fn any_header() -> impl Strategy<Value = String> {
    let names: Vec<String> = Field::all().map(Field::header_with_unit).collect();
    prop_oneof![3 => prop::sample::select(names), 1 => "[形象进度本月投资]{1,5}", 1 => Just(String::new())]
}

fn any_book() -> impl Strategy<Value = Book> {
    let header = prop::collection::vec(any_header(), 1..8);
    let body = prop::collection::vec(prop::collection::vec(any_cell(), 0..8), 0..12);
    let above = prop::collection::vec(any_cell(), 0..3);
    let merges = prop::collection::vec((0..6_u32, 0..6_u32, 0..3_u32, 0..3_u32), 0..3);
    (above, header, body, merges).prop_map(|(above, header, body, merges)| {
        let mut rows: Vec<Vec<Cell>> = above.iter().map(|text| vec![cell(text)]).collect();
        rows.push(std::iter::once("项目名称".to_owned()).chain(header).map(|text| cell(&text)).collect());
        rows.extend(body.iter().map(|row| row.iter().map(|text| cell(text)).collect()));
        let merges = merges.into_iter().map(|(row, col, down, right)| Range {
            first_row: row,
            first_col: col,
            last_row: row + down,
            last_col: col + right + 1,
        });
        let mut sheet = Sheet { name: "表".into(), merges: merges.collect(), rows, ..Sheet::default() };
        sheet.trim();
        Book { kind: Kind::Xlsx, decoded: None, date1904: false, sheets: vec![sheet] }
    })
}

/// Whether the cell says something that a reader of the ledger could miss.
fn says_something(cell: &Cell) -> bool {
    !is_blank(cell) && !is_blank_mark(&cell.text())
}

proptest! {
    #[test]
    fn every_cell_of_a_project_is_told_kept_or_reported(book in any_book()) {
        let layout = recognize(&book, &[]);
        let sheet = &layout.sheets[0];
        let grid = Grid::new(&book.sheets[0]);
        for row in rows_of(&book, &layout) {
            for (index, column) in sheet.columns.iter().enumerate() {
                let at = column.row.unwrap_or(row.row);
                let ignored = column.field.is_some_and(|field| field.kind() == FieldKind::Nothing);
                if ignored || !says_something(grid.said(at, column.col)) {
                    continue;
                }
                let told = row.draft.told.iter().any(|told| told.column == index);
                let kept = row.draft.notes.iter().any(|(header, _)| *header == column.label());
                let reported = row.problems.iter().any(|problem| problem.col == Some(column.col));
                prop_assert!(told || kept || reported, "row {} column {} {:?}", row.row, column.header, grid.said(at, column.col));
            }
            for col in grid.filled(row.row) {
                let known = sheet.columns.iter().any(|column| column.col == col);
                prop_assert!(known || sheet.shape == Shape::Card || !says_something(grid.said(row.row, col)), "cell {} of row {} has no column", col, row.row);
            }
        }
    }

    #[test]
    fn random_cells_never_panic(rows in prop::collection::vec(prop::collection::vec(any_cell(), 0..6), 0..10)) {
        let rows: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().map(|text| cell(text)).collect()).collect();
        let mut sheet = Sheet { name: "表".into(), rows, ..Sheet::default() };
        sheet.trim();
        let book = Book { kind: Kind::Csv, decoded: None, date1904: true, sheets: vec![sheet] };
        let layout = recognize(&book, &[]);
        prop_assert_eq!(crate::imports::recognize::layout_from_text(&crate::imports::recognize::layout_to_text(&layout)), Some(layout.clone()));
        rows_of(&book, &layout);
    }
}
