//! A draft: what a bulletin says, before it has a typeface.

use super::asked::Asked;
use crate::catalogue::Lang;
use domain::Day;
use domain::facts::{ChangeId, OrgId};

/// Which number of a figure is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Aspect {
    /// What is counted.
    Count,
    /// Its money.
    Amount,
    /// Of a rate of sums: the money above the line.
    AmountAbove,
    /// What stands above the line.
    Numerator,
    /// What stands below the line.
    Denominator,
    /// The rate, or the number worked out.
    Rate,
    /// The rate said beside it.
    Beside,
    /// Distinct projects.
    Projects,
    /// The rank of the group among its sisters.
    Rank,
    /// The change of rank.
    Change,
    /// Points above or below the whole.
    Points,
    /// The share of the whole.
    Share,
    /// What it is more than at the same time of the year before, in per cent.
    Growth,
    /// What is counted, each package (打捆项目) by its parts (T7).
    Split,
}

impl Aspect {
    const CODES: [(&'static str, Self); 14] = [
        ("n", Self::Count),
        ("a", Self::Amount),
        ("b", Self::AmountAbove),
        ("m", Self::Numerator),
        ("d", Self::Denominator),
        ("r", Self::Rate),
        ("q", Self::Beside),
        ("p", Self::Projects),
        ("rank", Self::Rank),
        ("change", Self::Change),
        ("points", Self::Points),
        ("share", Self::Share),
        ("growth", Self::Growth),
        ("split", Self::Split),
    ];

    /// The name in templates and in the text of questions.
    pub fn code(self) -> &'static str {
        Self::CODES[self as usize].0
    }

    /// The aspect of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::CODES.into_iter().find(|(known, _)| *known == code).map(|(_, aspect)| aspect)
    }

    /// Whether it is a number of things.
    pub(super) fn is_count(self) -> bool {
        matches!(self, Self::Count | Self::Numerator | Self::Denominator | Self::Projects)
    }
}

/// A bulletin drafted from one snapshot and one day. The same snapshot, template and day give the same draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The template's name.
    pub template: String,
    /// The first day of the template's edition.
    pub edition: Day,
    /// The language.
    pub lang: Lang,
    /// True on.
    pub true_on: Day,
    /// Known by.
    pub known_by: ChangeId,
    /// The title, broken by sense into lines.
    pub title: Vec<String>,
    /// 主送机关, with its colon.
    pub addressee: String,
    /// The body.
    pub blocks: Vec<Block>,
    /// The annexes, numbered from 1 in this order.
    pub annexes: Vec<Annex>,
    /// Footnotes, in the order of their marks.
    pub notes: Vec<Note>,
    /// Who signs and when: fields to be confirmed by a person.
    pub confirm: Confirm,
}

/// Fields that nobody but the office can fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirm {
    /// 发文字号.
    pub number: String,
    /// 署名.
    pub office: String,
    /// 成文日期.
    pub day: String,
}

/// A thing that begins on a new line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading; levels from 1 to 4, numbers from 1 within what stands above.
    Heading {
        /// Its stable name.
        slot: String,
        /// How deep it stands.
        level: u8,
        /// Its number.
        number: u32,
        /// The words, without the number.
        text: String,
    },
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table within the text.
    Table(Table),
}

/// A paragraph with a name that stays the same from draft to draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its stable name within the template (`signing.rate`).
    pub slot: String,
    /// What it says.
    pub spans: Vec<Span>,
}

impl Paragraph {
    /// The text without marks of footnotes.
    pub fn text(&self) -> String {
        let text = |span: &Span| match span {
            Span::Text(text) => text.clone(),
            Span::Figure(figure) => figure.printed.clone(),
            Span::Note(_) => String::new(),
        };
        self.spans.iter().map(text).collect()
    }

    /// The numbers in it.
    pub fn figures(&self) -> impl Iterator<Item = &FigureSpan> {
        self.spans.iter().filter_map(|span| match span {
            Span::Figure(figure) => Some(figure),
            Span::Text(_) | Span::Note(_) => None,
        })
    }
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Plain text.
    Text(String),
    /// A number.
    Figure(FigureSpan),
    /// The mark of a footnote, by its place in [`Draft::notes`].
    Note(usize),
}

/// A printed number and the question that it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureSpan {
    /// Its stable name: the paragraph's or the cell's, and its place there.
    pub slot: String,
    /// Where it comes from.
    pub source: Source,
    /// As printed.
    pub printed: String,
}

/// Where a printed number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A figure of the catalogue, which opens into its projects.
    Asked(Box<Asked>),
    /// What an organisation states of itself; never derived.
    Stated(Stated),
}

/// A number of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The indicator.
    pub indicator: String,
    /// Of whom.
    pub org: OrgId,
    /// Which of its numbers.
    pub aspect: Aspect,
    /// Who states it.
    pub data_source: String,
    /// Of a number of a ranking: which, as [`domain::facts::Bulletin::of_ranking`] names it.
    pub ranking: Option<String>,
}

/// A footnote: the rule and denominator of a number, from the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The figure or indicator of which it speaks; empty of a number that a template explains itself.
    pub of: String,
    /// The text.
    pub text: String,
}

/// An annex (附件).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Its stable name.
    pub slot: String,
    /// Its title.
    pub title: String,
    /// Its tables, one for each group that is ranked apart.
    pub tables: Vec<Table>,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its stable name.
    pub slot: String,
    /// What is ranked in it; empty when the annex has one table only.
    pub name: String,
    /// Above it at its right: 单位：亿元.
    pub above: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Below it.
    pub below: Vec<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its stable name within the table.
    pub key: String,
    /// The header, with its unit.
    pub head: String,
    /// A header over it and its neighbours.
    pub group: Option<String>,
    /// What stands in its cells.
    pub shows: Shows,
    /// Its share of the width.
    pub width: u32,
}

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Words.
    Text,
    /// Short words and signs, centred.
    Sign,
    /// Whole numbers.
    Integer,
    /// Numbers with so many decimals.
    Decimal(u8),
    /// Days.
    Day,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its stable name within the table: the record's number where it is one's.
    pub key: String,
    /// Whether it is the row of totals.
    pub total: bool,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
}

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// As printed.
    pub printed: String,
    /// The number behind it, times ten to the power of the places.
    pub number: Option<(i64, u8)>,
    /// Where it comes from.
    pub source: Option<Source>,
}

impl Cell {
    /// A cell of words.
    pub fn text(text: impl Into<String>) -> Self {
        Self { printed: text.into(), ..Self::default() }
    }

    /// A cell of a whole number.
    pub fn integer(number: i64) -> Self {
        Self { printed: number.to_string(), number: Some((number, 0)), source: None }
    }
}

impl Draft {
    /// The title in one line.
    pub fn title_line(&self) -> String {
        self.title.join(match self.lang {
            Lang::Zh => "",
            Lang::En => " ",
        })
    }

    /// Every printed number: those of the text with their own names, those of tables with the names of their cells.
    pub fn figures(&self) -> Vec<FigureSpan> {
        let mut all = Vec::new();
        let mut tables: Vec<&Table> = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Paragraph(paragraph) => all.extend(paragraph.figures().cloned()),
                Block::Table(table) => tables.push(table),
                Block::Heading { .. } => {}
            }
        }
        tables.extend(self.annexes.iter().flat_map(|annex| &annex.tables));
        all.extend(tables.into_iter().flat_map(Table::figures));
        all
    }
}

impl Table {
    /// The name of a cell.
    pub fn cell_slot(&self, row: &Row, column: &Column) -> String {
        format!("{}.{}.{}", self.slot, row.key, column.key)
    }

    /// The numbers in it.
    pub fn figures(&self) -> Vec<FigureSpan> {
        let cells = self.rows.iter().flat_map(|row| {
            row.cells.iter().zip(&self.columns).filter_map(move |(cell, column)| {
                let source = cell.source.clone()?;
                Some(FigureSpan { slot: self.cell_slot(row, column), source, printed: cell.printed.clone() })
            })
        });
        cells.collect()
    }
}
