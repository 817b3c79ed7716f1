//! Complete workbooks of zones, and how they come home.

mod command;
mod conflicts;
mod edits;
mod property;
mod whole;

use crate::kit::{Tree, Who, World, operator};
use domain::Scope;
use domain::facts::OrgId;
use office::{Book, Cell, ReadLimits};
use taizhang::imports::intake::intake;
use taizhang::imports::outcome::{Mode, Options, Report, Source};

/// The zone's book, as it is read again.
pub async fn book(world: &World, zone: OrgId) -> Book {
    let page = world.get(Who::Provincial, &format!("/projects/book.xlsx?scope={zone}")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    office::read(&page.bytes, "x.xlsx", &ReadLimits::default()).unwrap()
}

/// Three projects of the zone, told by a table.
pub async fn three(world: &World) -> Tree {
    let tree = world.settle().await;
    let sheet = "项目编号,项目名称,开发区,总投资(万元),签约日期,责任人,备注\n\
        JZ-1,电池项目,晋中经济技术开发区,1200,2021-07-16,甲,\n\
        JZ-2,风机项目,晋中经济技术开发区,约3亿元,2021年8月,乙,原有备注\n\
        JZ-3,轴承项目,晋中经济技术开发区,500,,丙,\n";
    told(world, sheet).await;
    tree
}

/// Brings a table in as others would do meanwhile.
pub async fn told(world: &World, sheet: &str) -> Report {
    let book = office::read(sheet.as_bytes(), "x.csv", &ReadLimits::default()).unwrap();
    brought(world, &book, Options::default(), Mode::Commit).await
}

/// Brings a workbook in.
pub async fn brought(world: &World, book: &Book, options: Options, mode: Mode) -> Report {
    let source =
        Source {
            name: "工作簿.xlsx".into(), hash: format!("{:064x}", rand::random::<u128>()), came: None
        };
    let scope = Scope::operator();
    intake(&world.ledger, &scope, operator(), (source, book), &options, mode, |_, _| {}).await.unwrap()
}

/// The sheet of that name.
pub fn sheet<'b>(book: &'b Book, name: &str) -> &'b office::Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("no sheet {name}"))
}

/// Where the row that begins with a text stands, and the column of a header.
pub fn at(book: &Book, name: &str, (first, header): (&str, &str)) -> (usize, usize) {
    let rows = &sheet(book, name).rows;
    let is_header = |row: &Vec<Cell>| row.iter().any(|cell| cell.text() == header);
    let head = rows.iter().find(|row| is_header(row)).unwrap_or_else(|| panic!("no column {header}"));
    let col = head.iter().position(|cell| cell.text() == header).unwrap();
    let row = rows.iter().position(|row| row.first().is_some_and(|cell| cell.text() == first)).unwrap();
    (row, col)
}

/// Writes into a cell of a book.
pub fn write(book: &mut Book, name: &str, place: (&str, &str), text: &str) {
    let (row, col) = at(book, name, place);
    set(book, name, (row, col), text);
}

/// Writes into a cell by its place.
pub fn set(book: &mut Book, name: &str, (row, col): (usize, usize), text: &str) {
    let rows = &mut book.sheets.iter_mut().find(|sheet| sheet.name == name).unwrap().rows;
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    if rows[row].len() <= col {
        rows[row].resize(col + 1, Cell::Empty);
    }
    rows[row][col] = if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) };
}

/// What stands in a cell of a book.
pub fn read(book: &Book, name: &str, place: (&str, &str)) -> String {
    let (row, col) = at(book, name, place);
    sheet(book, name).cell(row as u32, col as u32).text().into_owned()
}

pub const PROJECTS: &str = "项目台账";
