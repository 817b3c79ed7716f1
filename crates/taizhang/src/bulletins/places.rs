//! Where a number stands in a draft, in words: 「一、签约」第2段; 附件1 各开发区，晋中开发区，开工率(%).

use super::plain::annex_label;
use crate::text::Lang;
use figures::bulletin::{Block, Column, Draft, Row, Shows, Table};
use std::collections::HashMap;

/// Of each number and each paragraph of a draft, by its stable name, the words for its place.
pub(super) struct Places {
    numbers: HashMap<String, String>,
    paragraphs: HashMap<String, String>,
}

impl Places {
    /// Of all numbers and paragraphs of a draft.
    pub(super) fn of(lang: Lang, draft: &Draft) -> Self {
        let mut places = Self { numbers: HashMap::new(), paragraphs: HashMap::new() };
        places.body(lang, draft);
        for (place, annex) in draft.annexes.iter().enumerate() {
            let label = annex_label(lang, draft, place);
            for table in &annex.tables {
                let name = if table.name.is_empty() { annex.title.as_str() } else { table.name.as_str() };
                places.table(lang, &format!("{label} {name}"), table);
            }
        }
        places
    }

    /// The words; the stable name itself of what stands nowhere in the draft.
    pub(super) fn get<'a>(&'a self, slot: &'a str) -> &'a str {
        self.numbers.get(slot).map_or(slot, String::as_str)
    }

    /// The words for a paragraph, or for a part beside the paragraphs.
    pub(super) fn paragraph(&self, lang: Lang, slot: &str) -> String {
        let part = match slot {
            "number" => "bulletins.field_number",
            "title" => "kept.title",
            "addressee" => "bulletins.field_addressee",
            "office" => "bulletins.field_office",
            "day" => "bulletins.field_day",
            _ => "kept.lost_place",
        };
        self.paragraphs.get(slot).cloned().unwrap_or_else(|| lang.t(part).to_owned())
    }

    /// Paragraphs are counted from each heading on.
    fn body(&mut self, lang: Lang, draft: &Draft) {
        let (mut heading, mut paragraphs) = (lang.t("bulletins.body"), 0);
        for block in &draft.blocks {
            match block {
                Block::Heading { text, .. } => (heading, paragraphs) = (text.as_str(), 0),
                Block::Table(table) => self.table(lang, heading, table),
                Block::Paragraph(paragraph) => {
                    paragraphs += 1;
                    let words =
                        lang.tf("bulletins.in_paragraph", &[("heading", &heading), ("n", &paragraphs)]);
                    self.numbers
                        .extend(paragraph.figures().map(|figure| (figure.slot.clone(), words.clone())));
                    self.paragraphs.insert(paragraph.slot.clone(), words);
                }
            }
        }
    }

    fn table(&mut self, lang: Lang, of: &str, table: &Table) {
        for row in &table.rows {
            for (column, _) in table.columns.iter().zip(&row.cells).filter(|(_, cell)| cell.source.is_some())
            {
                let words = lang.list(&[of, row_name(table, row), &head(column)]);
                self.numbers.insert(table.cell_slot(row, column), words);
            }
        }
    }
}

/// The first words of a row: of whom or what it speaks.
fn row_name<'a>(table: &Table, row: &'a Row) -> &'a str {
    let cells = || table.columns.iter().zip(&row.cells);
    let words = cells().find(|(column, cell)| column.shows == Shows::Text && !cell.printed.is_empty());
    words.or_else(|| cells().next()).map_or("", |(_, cell)| cell.printed.as_str())
}

/// The header of a column with the one over it.
fn head(column: &Column) -> String {
    match &column.group {
        Some(group) => format!("{group} {}", column.head),
        None => column.head.clone(),
    }
}
