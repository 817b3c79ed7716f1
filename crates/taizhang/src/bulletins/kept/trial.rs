//! A draft that nobody keeps, as its page would show it: body and annexes, each number a link to its figure.

use super::contents::Contents;
use super::links::Links;
use super::show::spans;
use super::table;
use crate::as_of::Question;
use crate::bulletins::{annex_label, heading_mark};
use crate::web::asked::Asked;
use domain::facts::OrgId;
use figures::bulletin::{Block, Draft};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The draft of an organisation's bulletin in the reader's language.
pub(in crate::bulletins) fn trial(asked: &Asked, at: Question, org: OrgId, draft: Draft) -> Markup {
    let lang = asked.lang;
    let contents = Contents {
        at,
        printed: draft,
        drafted: None,
        edits: Vec::new(),
        overwritten: Vec::new(),
        codes: BTreeMap::new(),
    };
    let links = Links::of(&asked.here, org, &contents);
    let draft = &contents.printed;
    html! {
        article.bulletin lang=(lang.tag()) {
            h3.title { @for line in &draft.title { (line) br; } }
            p { (draft.addressee) }
            @for block in &draft.blocks {
                @match block {
                    Block::Heading { level, number, text, .. } => {
                        @let mark = heading_mark(lang, *level, *number);
                        @if *level <= 1 { h3 { (mark) (text) } } @else { h4 { (mark) (text) } }
                    }
                    Block::Paragraph(paragraph) => p { (spans(&links, paragraph)) },
                    Block::Table(drafted) => (table::render(lang, &asked.here, &links, drafted, "")),
                }
            }
            @if !draft.notes.is_empty() {
                ol.notes {
                    @for (place, note) in (1..).zip(&draft.notes) { li id={ "note-" (place) } { (note.text) } }
                }
            }
            @for (place, annex) in draft.annexes.iter().enumerate() {
                h3 { (annex_label(lang, draft, place)) " " (annex.title) }
                @for drafted in &annex.tables { (table::render(lang, &asked.here, &links, drafted, &annex.title)) }
            }
        }
    }
}
