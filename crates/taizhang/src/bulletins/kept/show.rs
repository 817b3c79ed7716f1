//! One bulletin: its words as they are printed, each number a link; what was written by hand and what moved under it; what
//! can be done.

use super::contents::Contents;
use super::links::Links;
use super::opened::{contents, lang_of, page, path, read};
use super::{flags, table, words};
use crate::actor::Actor;
use crate::app::App;
use crate::bulletins::{annex_label, heading_mark};
use crate::clock::words_of_ms;
use crate::ledger;
use crate::ui::badge::{Tone, badge};
use crate::ui::layout;
use crate::users;
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page as answer;
use crate::web::problem::Problem;
use crate::web::urlencoded::encode;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Permission;
use domain::facts::{Bulletin, Kept};
use figures::bulletin::{Block, Paragraph, Span};
use maud::{Markup, html};

/// The page.
pub(super) async fn show(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let bulletin = read(&app, &actor, id).await?;
    let contents = contents(&app, &actor, &bulletin).await?;
    let edits = bulletin.issued_change.is_none() && actor.may(Permission::Edit, bulletin.org);
    let shown = Shown { asked: &asked, bulletin: &bulletin, contents: &contents, edits };
    let body = html! {
        (layout::heading(&bulletin.title, &shown.actions(&actor)))
        (shown.facts(&app).await?)
        (flags::early(asked.lang, &contents, app.ledger.clock().today()))
        (flags::summary(asked.lang, &contents))
        (flags::overwritten(asked.lang, &contents))
        (shown.text())
        @if edits { (shown.acts()) }
    };
    Ok(answer::full(&asked, page(&app, &asked, &actor, &bulletin.title, &body)))
}

/// The words as they are printed, for who decides on them.
pub(super) fn words_of(asked: &Asked, bulletin: &Kept<Bulletin>, contents: &Contents) -> Markup {
    Shown { asked, bulletin, contents, edits: false }.text()
}

struct Shown<'a> {
    asked: &'a Asked,
    bulletin: &'a Kept<Bulletin>,
    contents: &'a Contents,
    /// Whether the actor works on it.
    edits: bool,
}

impl Shown<'_> {
    fn actions(&self, actor: &Actor) -> Markup {
        let lang = self.asked.lang;
        let path = path(self.bulletin.id);
        let issues =
            self.bulletin.issued_change.is_none() && actor.may(Permission::ManageRounds, self.bulletin.org);
        html! {
            a href={ (path) "/bulletin.docx" } { (lang.t("kept.as_docx")) }
            a href={ (path) "/annex.xlsx" } { (lang.t("kept.as_xlsx")) }
            @if actor.may(Permission::Read, self.bulletin.org) { a href={ (path) "/moved" } { (lang.t("kept.moved")) } }
            @if issues { a.button.primary href={ (path) "/issue" } { (lang.t("kept.issue")) } }
        }
    }

    async fn facts(&self, app: &App) -> Result<Markup, Problem> {
        let lang = self.asked.lang;
        let bulletin = self.bulletin;
        let snapshot = &self.contents.at.snapshot;
        let org = self.contents.at.snapshot.dimensions().org_shown(bulletin.org).unwrap_or_default();
        let issued = match bulletin.issued_change {
            None => None,
            Some(change) => {
                let change = ledger::change(app.ledger.db(), change).await?;
                let names = users::names(app.ledger.db()).await?;
                let who = change.actor.and_then(|user| names.get(&user).cloned());
                let who = who.unwrap_or_else(|| lang.t("codes.operator").to_owned());
                Some(format!("{who} · {}", words_of_ms(change.at_ms)))
            }
        };
        Ok(html! {
            dl.facts {
                dt { (lang.t("kept.state")) } dd { (words::state(lang, bulletin)) }
                @if let Some(issued) = issued { dt { (lang.t("codes.issued")) } dd { (issued) } }
                dt { (lang.t("kept.org")) } dd { (org) }
                dt { (lang.t("kept.template")) } dd {
                    (words::template(lang, snapshot, &bulletin.template, bulletin.true_on)) " · "
                    (words::whose(lang, snapshot, &bulletin.template, bulletin.true_on))
                }
                dt { (lang.t("ui.true_on")) } dd { (layout::as_of_words(lang, self.contents.printed.true_on)) }
                dt { (lang.t("kept.known_by")) } dd { (lang.tf("codes.change_no", &[("change", &bulletin.known_by)])) }
            }
        })
    }

    /// The words in their own language, footnotes and annexes below.
    fn text(&self) -> Markup {
        let links = Links::of(&self.asked.here, self.bulletin.org, self.contents);
        let draft = &self.contents.printed;
        let own = lang_of(self.bulletin);
        html! {
            article.bulletin lang=(own.tag()) {
                (self.part("number", &html! { p.centre { (draft.confirm.number) } }))
                (self.part("title", &html! { h2.title { @for line in &draft.title { (line) br; } } }))
                (self.part("addressee", &html! { p { (draft.addressee) } }))
                @for block in &draft.blocks {
                    @match block {
                        Block::Heading { level, number, text, .. } => {
                            @let mark = heading_mark(own, *level, *number);
                            @if *level <= 1 { h3 { (mark) (text) } } @else { h4 { (mark) (text) } }
                        }
                        Block::Paragraph(paragraph) => (self.paragraph(&links, paragraph)),
                        Block::Table(drafted) => (table::render(self.asked.lang, &self.asked.here, &links, drafted, "")),
                    }
                }
                (self.part("office", &html! { p.signature { (draft.confirm.office) } }))
                (self.part("day", &html! { p.signature { (draft.confirm.day) } }))
                @if !draft.notes.is_empty() {
                    ol.notes {
                        @for (place, note) in (1..).zip(&draft.notes) { li id={ "note-" (place) } { (note.text) } }
                    }
                }
                @for (place, annex) in draft.annexes.iter().enumerate() {
                    h3 { (annex_label(own, draft, place)) " " (annex.title) }
                    @for drafted in &annex.tables {
                        (table::render(self.asked.lang, &self.asked.here, &links, drafted, &annex.title))
                    }
                }
            }
        }
    }

    fn paragraph(&self, links: &Links<'_>, paragraph: &Paragraph) -> Markup {
        let id = format!("slot-{}", paragraph.slot);
        html! {
            p id=(id) { (spans(links, paragraph)) }
            (self.by_hand(&paragraph.slot))
        }
    }

    /// What stands beside the paragraphs: title, addressee, signature.
    fn part(&self, slot: &str, shown: &Markup) -> Markup {
        html! {
            div id={ "slot-" (slot) } { (shown) }
            (self.by_hand(slot))
        }
    }

    /// The way to writing it by hand, and what moved under what was written.
    fn by_hand(&self, slot: &str) -> Markup {
        let lang = self.asked.lang;
        let edited = self.contents.edits.iter().find(|edited| edited.edit.slot == slot);
        html! {
            @if self.edits {
                p.small.no-print {
                    @if edited.is_some() { (badge(Tone::Calm, "✎", lang.t("kept.by_hand"))) " " }
                    a href={ (path(self.bulletin.id)) "/paragraphs/" (encode(slot)) } {
                        (lang.t(if edited.is_some() { "kept.edit_again" } else { "kept.edit" }))
                    }
                }
            }
            @if let Some(edited) = edited.filter(|edited| edited.is_flagged()) { (flags::flag(lang, edited)) }
            (flags::overwritten_at(lang, self.contents, slot))
        }
    }

    /// Redraft and discard.
    fn acts(&self) -> Markup {
        let lang = self.asked.lang;
        let path = path(self.bulletin.id);
        html! {
            section.no-print {
                h2 { (lang.t("kept.redraft")) }
                p { (lang.t("kept.redraft_words")) }
                form.row method="post" action={ (path) "/redraft" } {
                    (once::field(&Form::default()))
                    (self.contents.seen(self.bulletin).field())
                    label for="true_on" { (lang.t("ui.true_on")) }
                    input.short #true_on type="date" name="true_on" value=(self.bulletin.true_on) required;
                    button type="submit" { (lang.t("kept.redraft")) }
                }
                form method="post" action={ (path) "/discard" } {
                    (once::field(&Form::default()))
                    (self.contents.seen(self.bulletin).field())
                    button.link type="submit" { (lang.t("kept.discard")) }
                }
            }
        }
    }
}

/// Text, numbers as links, marks of footnotes.
pub(super) fn spans(links: &Links<'_>, paragraph: &Paragraph) -> Markup {
    html! {
        @for span in &paragraph.spans {
            @match span {
                Span::Text(text) => (text),
                Span::Figure(figure) => a.figure href=(links.to(figure)) { (figure.printed) },
                Span::Note(place) => sup { a href={ "#note-" (place + 1) } { (place + 1) } },
            }
        }
    }
}
