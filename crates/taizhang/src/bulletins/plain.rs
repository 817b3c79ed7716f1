//! A draft as plain text, for a terminal, and the words that documents and workbooks share with it.

use crate::text::Lang;
use figures::bulletin::{Block, Draft, Span};
use office::docx::{Level, heading_number};

/// 附件2; of a single annex 附件.
pub(crate) fn annex_label(lang: Lang, draft: &Draft, place: usize) -> String {
    if draft.annexes.len() == 1 {
        return lang.t("bulletins.annex").to_owned();
    }
    lang.tf("bulletins.annex_n", &[("n", &(place + 1))])
}

/// What stands before a heading: 一、（一）1.（1）by its level; in English its number.
pub(crate) fn heading_mark(lang: Lang, level: u8, number: u32) -> String {
    match lang {
        Lang::ZhCn => heading_number(level_of(level), number),
        Lang::En => format!("{number}. "),
    }
}

/// The level of a document's heading.
pub(super) fn level_of(level: u8) -> Level {
    match level {
        0 | 1 => Level::One,
        2 => Level::Two,
        3 => Level::Three,
        _ => Level::Four,
    }
}

/// What stands below a table, as one text.
pub(super) fn notes_below(lang: Lang, below: &[String]) -> Option<String> {
    let notes = below.join("\n");
    (!notes.is_empty()).then(|| lang.tf("bulletins.notes", &[("notes", &notes)]))
}

/// The draft as text: title, body with the marks of its footnotes, the footnotes, the names of its annexes.
pub fn text(draft: &Draft, lang: Lang) -> String {
    let mut out = format!("{}\n\n{}\n", draft.title.join("\n"), draft.addressee);
    for block in &draft.blocks {
        match block {
            Block::Heading { level, number, text, .. } => {
                out += &format!("\n{}{text}\n", heading_mark(lang, *level, *number));
            }
            Block::Paragraph(paragraph) => out += &format!("{}\n", spans(&paragraph.spans)),
            Block::Table(_) => {}
        }
    }
    out.push('\n');
    for (place, note) in draft.notes.iter().enumerate() {
        out += &format!("[{}] {}\n", place + 1, note.text);
    }
    out.push('\n');
    for (place, annex) in draft.annexes.iter().enumerate() {
        out += &format!("{} {}\n", annex_label(lang, draft, place), annex.title);
    }
    out
}

fn spans(spans: &[Span]) -> String {
    let text = |span: &Span| match span {
        Span::Text(text) => text.clone(),
        Span::Figure(figure) => figure.printed.clone(),
        Span::Note(place) => format!("[{}]", place + 1),
    };
    spans.iter().map(text).collect()
}
