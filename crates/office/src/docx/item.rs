//! Blocks lowered to what the file format knows: paragraphs with a style, tables on a grid.

use super::error::DocxError;
use super::grid::Grid;
use super::layout::Page;
use super::looks::ParagraphStyle as Style;
use super::model::{Block, Document, Imprint, Inline, Level, Section};

/// A section ready to be written.
pub(super) struct Lowered<'a> {
    pub(super) section: &'a Section,
    pub(super) items: Vec<Item<'a>>,
}

pub(super) enum Item<'a> {
    Paragraph(Paragraph<'a>),
    Table(Grid<'a>),
    Imprint(&'a Imprint),
}

/// A paragraph: a style, words of the layout's own, and lines of content.
pub(super) struct Paragraph<'a> {
    pub(super) style: Style,
    pub(super) lead: String,
    pub(super) lines: Vec<&'a [Inline]>,
}

impl<'a> Paragraph<'a> {
    fn new(style: Style, content: &'a [Inline]) -> Self {
        Paragraph::led(style, String::new(), content)
    }

    fn led(style: Style, lead: String, content: &'a [Inline]) -> Self {
        Paragraph { style, lead, lines: vec![content] }
    }

    /// The paragraph that the format asks for where there is nothing to say.
    pub(super) fn filler() -> Self {
        Paragraph { style: Style::Filler, lead: String::new(), lines: Vec::new() }
    }
}

pub(super) fn lower(document: &Document) -> Result<Vec<Lowered<'_>>, DocxError> {
    if document.sections.is_empty() {
        return Err(DocxError::NothingIn { section: 0 });
    }
    let mut tables = 0;
    let last = document.sections.len() - 1;
    let mut lowered = Vec::with_capacity(document.sections.len());
    for (number, section) in document.sections.iter().enumerate() {
        let Some(end) = section.blocks.len().checked_sub(1) else {
            return Err(DocxError::NothingIn { section: number });
        };
        let mut items = Vec::new();
        for (place, block) in section.blocks.iter().enumerate() {
            match block {
                Block::Table(table) => {
                    let width = Page::of(section.orientation).text_width();
                    let grid =
                        Grid::of(table, width).map_err(|why| DocxError::Table { table: tables, why })?;
                    if !table.above.is_empty() {
                        items.push(Item::Paragraph(Paragraph::new(Style::TableAbove, &table.above)));
                    }
                    items.push(Item::Table(grid));
                    tables += 1;
                }
                Block::Imprint(_) if (number, place) != (last, end) => return Err(DocxError::ImprintNotLast),
                Block::Imprint(imprint) => {
                    // A section that begins with a floating table has nothing to hold its page break.
                    if items.is_empty() {
                        items.push(Item::Paragraph(Paragraph::filler()));
                    }
                    items.push(Item::Imprint(imprint));
                }
                Block::Paragraph(content) if closes(&section.blocks[place + 1..]) => {
                    items.push(Item::Paragraph(Paragraph::new(Style::Closing, content)));
                }
                other => items.extend(paragraphs(other).into_iter().map(Item::Paragraph)),
            }
        }
        lowered.push(Lowered { section, items: separated(items) });
    }
    Ok(lowered)
}

/// Whether nothing but the list of annexes stands between a paragraph and the signature.
fn closes(rest: &[Block]) -> bool {
    matches!(rest, [Block::Signature { .. }, ..] | [Block::AttachmentNote(_), Block::Signature { .. }, ..])
}

/// A paragraph behind each table: word processors join tables that touch, and end a section in a paragraph.
fn separated(items: Vec<Item<'_>>) -> Vec<Item<'_>> {
    let mut separated = Vec::with_capacity(items.len() + 1);
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        let fills = !matches!(item, Item::Paragraph(_)) && !matches!(items.peek(), Some(Item::Paragraph(_)));
        separated.push(item);
        if fills {
            separated.push(Item::Paragraph(Paragraph::filler()));
        }
    }
    separated
}

/// The paragraphs of a block that is no table.
fn paragraphs(block: &Block) -> Vec<Paragraph<'_>> {
    let one = |style, content| vec![Paragraph::new(style, content)];
    match block {
        Block::DocumentNumber(content) => one(Style::DocumentNumber, content),
        Block::AnnexLabel(content) => one(Style::AnnexLabel, content),
        Block::Title(lines) => {
            let lines = lines.iter().map(Vec::as_slice).collect();
            vec![Paragraph { style: Style::Title, lead: String::new(), lines }]
        }
        Block::Addressee(content) => one(Style::Addressee, content),
        Block::Heading(level, content) => one(heading(*level), content),
        Block::Paragraph(content) => one(Style::Body, content),
        Block::AttachmentNote(names) => attachments(names),
        Block::Signature { office, day } => vec![
            // The tab leads to the line on which both are centred.
            Paragraph::led(Style::SignatureOffice, "\t".to_owned(), office),
            Paragraph::led(Style::SignatureDay, "\t".to_owned(), day),
        ],
        Block::Table(_) | Block::Imprint(_) => Vec::new(),
    }
}

fn heading(level: Level) -> Style {
    match level {
        Level::One => Style::Heading1,
        Level::Two => Style::Heading2,
        Level::Three => Style::Heading3,
        Level::Four => Style::Heading4,
    }
}

/// A single annex has no number.
fn attachments(names: &[Vec<Inline>]) -> Vec<Paragraph<'_>> {
    if let [only] = names {
        return vec![Paragraph::led(Style::AttachmentOnly, "附件：".to_owned(), only)];
    }
    let mut paragraphs = Vec::with_capacity(names.len());
    for (index, name) in names.iter().enumerate() {
        let (style, word) =
            if index == 0 { (Style::Attachment, "附件：") } else { (Style::AttachmentNext, "") };
        paragraphs.push(Paragraph::led(style, format!("{word}{}. ", index + 1), name));
    }
    paragraphs
}
