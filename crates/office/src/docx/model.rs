//! What a document is made of.

use super::Layout;
use jiff::Timestamp;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The title in the file's properties; what is printed stands in a [`Block::Title`].
    pub title: String,
    /// When it was made, to the second, for the file's properties.
    pub created: Timestamp,
    /// What the office has chosen where the standard leaves a choice.
    pub layout: Layout,
    /// The sections, at least one, none without blocks.
    pub sections: Vec<Section>,
}

/// Pages of one orientation. Each section begins on a new page; page numbers run through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Which way the pages lie.
    pub orientation: Orientation,
    /// On which page it begins; the first section begins on page 1.
    pub start: Start,
    /// What stands in it, in order.
    pub blocks: Vec<Block>,
}

impl Section {
    /// Upright pages, beginning on the next page.
    pub fn portrait(blocks: Vec<Block>) -> Section {
        Section { orientation: Orientation::Portrait, start: Start::NextPage, blocks }
    }

    /// Pages for a wide table, beginning on the next page.
    pub fn landscape(blocks: Vec<Block>) -> Section {
        Section { orientation: Orientation::Landscape, start: Start::NextPage, blocks }
    }
}

/// Which way pages lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// Upright.
    Portrait,
    /// Turned by a quarter; the page number stays in its place on the bound sheet.
    Landscape,
}

/// On which page a section begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// On the next page.
    NextPage,
    /// On the next even page, where the standard wants the imprint; a page may stay empty before it.
    EvenPage,
}

/// A thing that begins on a new line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// 发文字号, centred, with two empty lines below, such as `云政办〔2022〕12号`; years stand in 〔〕.
    DocumentNumber(Vec<Inline>),
    /// 附件 and its number, such as `附件1`, at the left edge of the first line of an annex in 3号黑体. The title
    /// that follows stands on the third line.
    AnnexLabel(Vec<Inline>),
    /// 标题 in 2号小标宋, centred, with an empty line below. The caller breaks it by sense into lines that form a
    /// trapezoid or a lozenge.
    Title(Vec<Vec<Inline>>),
    /// 主送机关, at the left edge. The caller ends it with a full-width colon.
    Addressee(Vec<Inline>),
    /// A heading with its number; see [`heading_number`].
    Heading(Level, Vec<Inline>),
    /// A paragraph of the body in 3号仿宋, its first line indented by two characters.
    Paragraph(Vec<Inline>),
    /// 附件说明, an empty line below the body: `附件：` and the annexes' names, which are numbered when there is more
    /// than one. The caller ends no name with a full stop.
    AttachmentNote(Vec<Vec<Inline>>),
    /// 署名 and 成文日期 at the right, one centred above the other, with room for a seal. None is drawn.
    Signature {
        /// Who signs.
        office: Vec<Inline>,
        /// The day, such as `2022年3月10日`.
        day: Vec<Inline>,
    },
    /// A table.
    Table(Table),
    /// 版记, at the foot of its page. It ends the document, so it is the last block of the last section.
    Imprint(Imprint),
}

/// How deep a heading stands; each level has its number and its typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// `一、` in 黑体.
    One,
    /// `（一）` in 楷体.
    Two,
    /// `1.` in 仿宋.
    Three,
    /// `（1）` in 仿宋.
    Four,
}

/// The number before a heading, `1 ≤ number`: 一、 or （一） or 1. or （1）. Chinese numerals go to 99 and Arabic
/// ones take over from there.
pub fn heading_number(level: Level, number: u32) -> String {
    match level {
        Level::One => format!("{}、", chinese(number)),
        Level::Two => format!("（{}）", chinese(number)),
        Level::Three => format!("{number}."),
        Level::Four => format!("（{number}）"),
    }
}

fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, DIGITS[(number % 10) as usize]);
    match tens {
        0 if number > 0 => ones.to_owned(),
        1 => format!("十{ones}"),
        2..=9 => format!("{}十{ones}", DIGITS[tens as usize]),
        _ => number.to_string(),
    }
}

/// A thing that stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Text that stands out, in 黑体.
    Strong(String),
    /// A place with a name that links lead to. Names are unique in the document, capitals and small letters alike; see
    /// [`bookmark_name`](super::bookmark_name).
    Bookmark {
        /// The name.
        name: String,
        /// What it holds.
        content: Vec<Inline>,
    },
    /// A note at the foot of the page, and the mark that refers to it. Not inside a note, a header row or an imprint.
    Note(Vec<Inline>),
    /// Text that leads somewhere. It looks like any other text, for the document is printed.
    Link {
        /// Where it leads.
        to: Target,
        /// The text.
        text: String,
    },
    /// A field to be filled or confirmed by hand, shown as a box when the pointer is on it.
    Field {
        /// What is asked for; a word processor shows it above the box.
        label: String,
        /// What stands in it until then.
        text: String,
    },
}

impl Inline {
    /// A bookmarked text.
    pub fn bookmark(name: impl Into<String>, text: impl Into<String>) -> Inline {
        Inline::Bookmark { name: name.into(), content: vec![Inline::Text(text.into())] }
    }

    /// A note of one text.
    pub fn note(text: impl Into<String>) -> Inline {
        Inline::Note(vec![Inline::Text(text.into())])
    }
}

impl From<&str> for Inline {
    fn from(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }
}

impl From<String> for Inline {
    fn from(text: String) -> Inline {
        Inline::Text(text)
    }
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// To a bookmark of this document.
    Bookmark(String),
    /// To an `http`, `https` or `mailto` address.
    Address(String),
}

/// A table. Its header rows are repeated on each page, and no row is split between two pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The size of its characters.
    pub size: TextSize,
    /// The columns, at most [`TABLE_COLUMNS`](super::limits::TABLE_COLUMNS).
    pub columns: Vec<Column>,
    /// Rows of the header; cells may reach over several, but not out of them.
    pub header: Vec<Row>,
    /// The other rows.
    pub rows: Vec<Row>,
    /// Above the table at its right, such as `单位：亿元`; nothing when empty.
    pub above: Vec<Inline>,
    /// Below the table, such as `注：…`; nothing when empty.
    pub below: Vec<Inline>,
}

impl Table {
    /// A table in 五号 with nothing above or below.
    pub fn new(columns: Vec<Column>, header: Vec<Row>, rows: Vec<Row>) -> Table {
        Table { size: TextSize::Five, columns, header, rows, above: Vec::new(), below: Vec::new() }
    }
}

/// Sizes of characters in tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextSize {
    /// 小四, 12 points.
    SmallFour,
    /// 五号, 10.5 points.
    Five,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// How wide it is.
    pub width: Width,
    /// Where its cells stand; header cells are centred.
    pub align: Align,
}

/// How wide a column is. The text area has 156 mm upright and 225 mm in landscape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// Millimetres.
    Mm(u32),
    /// Shares of what the columns in millimetres leave; together they fill the text area.
    Share(u32),
}

/// Where text stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left: words.
    Left,
    /// In the middle: numbers of rows, short codes.
    Center,
    /// At the right: amounts.
    Right,
}

/// A row of a table: the cells that begin in it, from left to right, without those that reach down into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The cells.
    pub cells: Vec<Cell>,
    /// The row stands out: totals.
    pub strong: bool,
}

impl Row {
    /// A row of plain cells.
    pub fn new<C: Into<Cell>>(cells: impl IntoIterator<Item = C>) -> Row {
        Row { cells: cells.into_iter().map(Into::into).collect(), strong: false }
    }

    /// The same, standing out.
    #[must_use]
    pub fn strong(mut self) -> Row {
        self.strong = true;
        self
    }
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// What stands in it.
    pub content: Vec<Inline>,
    /// Columns that it covers, at least 1.
    pub columns: usize,
    /// Rows that it covers, at least 1.
    pub rows: usize,
}

impl Cell {
    /// A cell of one column and one row.
    pub fn new(content: Vec<Inline>) -> Cell {
        Cell { content, columns: 1, rows: 1 }
    }

    /// The same over several columns.
    #[must_use]
    pub fn over_columns(mut self, columns: usize) -> Cell {
        self.columns = columns;
        self
    }

    /// The same over several rows.
    #[must_use]
    pub fn over_rows(mut self, rows: usize) -> Cell {
        self.rows = rows;
        self
    }
}

impl<I: Into<Inline>> From<I> for Cell {
    fn from(content: I) -> Cell {
        Cell::new(vec![content.into()])
    }
}

/// 版记 in 4号仿宋 between lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imprint {
    /// Who gets a copy, behind `抄送：`, ended by the caller with a full stop; no line when empty.
    pub copies: Vec<Inline>,
    /// Who issues it.
    pub issuer: Vec<Inline>,
    /// The day it is issued, such as `2022年3月10日`; `印发` follows.
    pub issued: Vec<Inline>,
}
