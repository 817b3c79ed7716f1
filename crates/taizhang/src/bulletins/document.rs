//! A draft as an official document: title, body, signature, annexes on pages that lie, imprint.

use super::bookmarks::{Bookmarks, CodeOf};
use super::{document_table, plain};
use crate::text::Lang;
use domain::Day;
use figures::bulletin::{Annex, Block as Drafted, Draft, Span};
use jiff::Timestamp;
use office::docx::{Block, Document, DocxError, Imprint, Inline, Layout, Level, Section, Start, write};

/// A document in the making.
pub(super) struct Page<'a> {
    pub(super) draft: &'a Draft,
    pub(super) lang: Lang,
    pub(super) names: Bookmarks<'a>,
}

/// Writes a draft as `.docx`. Every number is a bookmark named by its code. Equal drafts give equal bytes.
///
/// # Errors
/// When the draft is more than a document may hold.
pub fn document(draft: &Draft, lang: Lang, code_of: CodeOf<'_>) -> Result<Vec<u8>, DocxError> {
    let mut page = Page { draft, lang, names: Bookmarks::new(code_of) };
    let mut sections = vec![Section::portrait(page.body())];
    for (place, annex) in draft.annexes.iter().enumerate() {
        sections.push(Section::landscape(page.annex(place, annex)));
    }
    if lang == Lang::ZhCn {
        sections.push(Section { start: Start::EvenPage, ..Section::portrait(vec![page.imprint()]) });
    }
    write(&Document {
        title: draft.title_line(),
        created: made_on(draft.true_on),
        layout: Layout::default(),
        sections,
    })
}

/// Noon in Beijing of the day asked: the file tells no clock of its own, so that it comes out the same again.
fn made_on(day: Day) -> Timestamp {
    const NOON: i64 = 4 * 3_600;
    Timestamp::from_second(i64::from(day.days()) * 86_400 + NOON).unwrap_or(Timestamp::UNIX_EPOCH)
}

impl Page<'_> {
    fn body(&mut self) -> Vec<Block> {
        let draft = self.draft;
        let confirm = &draft.confirm;
        let title = draft.title.iter().map(|line| vec![Inline::from(line.as_str())]).collect();
        let mut blocks = vec![
            Block::DocumentNumber(self.field("bulletins.field_number", &confirm.number)),
            Block::Title(title),
            Block::Addressee(vec![draft.addressee.as_str().into()]),
        ];
        for block in &draft.blocks {
            blocks.extend(self.block(block));
        }
        blocks.extend(self.attachments());
        blocks.push(Block::Signature {
            office: self.field("bulletins.field_office", &confirm.office),
            day: self.field("bulletins.field_day", &confirm.day),
        });
        blocks
    }

    fn field(&self, label: &'static str, text: &str) -> Vec<Inline> {
        vec![Inline::Field { label: self.lang.t(label).to_owned(), text: text.to_owned() }]
    }

    fn block(&mut self, block: &Drafted) -> Vec<Block> {
        match block {
            Drafted::Heading { level, number, text, .. } => {
                let mark = plain::heading_mark(self.lang, *level, *number);
                vec![Block::Heading(plain::level_of(*level), vec![mark.into(), text.as_str().into()])]
            }
            Drafted::Paragraph(paragraph) => vec![Block::Paragraph(self.inlines(&paragraph.spans))],
            Drafted::Table(table) => self.tables(table),
        }
    }

    fn inlines(&mut self, spans: &[Span]) -> Vec<Inline> {
        let mut inlines = Vec::with_capacity(spans.len());
        for span in spans {
            inlines.push(match span {
                Span::Text(text) => text.as_str().into(),
                Span::Figure(figure) => Inline::bookmark(self.names.name(figure), figure.printed.as_str()),
                Span::Note(place) => match self.draft.notes.get(*place) {
                    Some(note) => Inline::note(note.text.as_str()),
                    None => continue,
                },
            });
        }
        inlines
    }

    /// 附件说明; the layout's own words for it are Chinese.
    fn attachments(&self) -> Vec<Block> {
        let titles = self.draft.annexes.iter().map(|annex| annex.title.as_str());
        match self.lang {
            _ if self.draft.annexes.is_empty() => Vec::new(),
            Lang::ZhCn => vec![Block::AttachmentNote(titles.map(|title| vec![title.into()]).collect())],
            Lang::En => {
                let titles: Vec<String> =
                    (1..).zip(titles).map(|(number, title)| format!("{number}. {title}")).collect();
                let list = titles.join("; ");
                let said = self.lang.tf("bulletins.attachments", &[("list", &list)]);
                vec![Block::Paragraph(vec![said.into()])]
            }
        }
    }

    fn annex(&mut self, place: usize, annex: &Annex) -> Vec<Block> {
        let label = plain::annex_label(self.lang, self.draft, place);
        let mut blocks = vec![
            Block::AnnexLabel(vec![label.into()]),
            Block::Title(vec![vec![annex.title.as_str().into()]]),
        ];
        for table in &annex.tables {
            if !table.name.is_empty() {
                blocks.push(Block::Heading(Level::Two, vec![table.name.as_str().into()]));
            }
            blocks.extend(self.tables(table));
        }
        blocks
    }

    fn tables(&mut self, table: &figures::bulletin::Table) -> Vec<Block> {
        document_table::tables(self, table).into_iter().map(Block::Table).collect()
    }

    /// 版记: whoever signs has it issued, unless the imprint is filled otherwise.
    fn imprint(&self) -> Block {
        let confirm = &self.draft.confirm;
        let is_signed = !self.draft.unfilled().contains(&"office");
        let issuer = if is_signed { &confirm.office } else { self.lang.t("bulletins.issuer_open") };
        Block::Imprint(Imprint {
            copies: Vec::new(),
            issuer: self.field("bulletins.field_issuer", issuer),
            issued: self.field("bulletins.field_issued", &confirm.day),
        })
    }
}
