//! Issuing: the words are frozen, each number with its question and its code. Whoever publishes rounds issues bulletins, and
//! only the words that they saw.

use super::contents::{Contents, worded_by};
use super::opened::{contents, lang_of, page, path, read, still_open};
use super::seen::{SEEN, Seen};
use super::show::words_of;
use super::{flags, store, whole};
use crate::actor::Actor;
use crate::app::App;
use crate::bulletins::places::Places;
use crate::figures::footnote;
use crate::ledger::Writer;
use crate::once_only::once_only;
use crate::project::writing::{self, Begun};
use crate::ui::badge::{Tone, badge};
use crate::ui::field::{self, Field};
use crate::ui::layout;
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page as answer;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{Bulletin, BulletinId, BulletinRuleId, Kept};
use domain::{Day, Permission};
use maud::{Markup, html};

/// The box by which somebody agrees to issue what has parts that nobody has filled.
const OPEN: &str = "open";

/// What will be frozen, before anybody decides.
pub(super) async fn confirm(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let bulletin = to_issue(&app, &actor, id).await?;
    let contents = contents(&app, &actor, &bulletin).await?;
    let today = app.ledger.clock().today();
    let body = match contents.is_early(today) {
        true => early(&asked, &bulletin, &contents, today),
        false => markup(&asked, &bulletin, &contents, &Form::default()),
    };
    Ok(answer::full(&asked, page(&app, &asked, &actor, asked.lang.t("kept.issue"), &body)))
}

/// Issues.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |_| Ok(path(id));
    once_only((&app, &asked, &actor), form, to, async |form| issued(&app, &asked, &actor, id, form).await)
        .await
}

async fn issued(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    id: i64,
    mut form: Form,
) -> Result<Response, Problem> {
    let bulletin = to_issue(app, actor, id).await?;
    let contents = contents(app, actor, &bulletin).await?;
    let today = app.ledger.clock().today();
    if contents.is_early(today) {
        return Err(Problem::conflict().because("kept.too_early").with("day", contents.printed.true_on));
    }
    let shown = contents.seen(&bulletin);
    shown.refuse_other(&mut form, asked.lang, &contents.printed);
    refuse_unticked(&mut form, &contents);
    if !form.is_fine() {
        let body = markup(asked, &bulletin, &contents, &form);
        return Ok(answer::refused(asked, page(app, asked, actor, asked.lang.t("kept.issue"), &body)));
    }
    let Begun::New(mut writer) = writing::begin(app, actor, &form).await? else {
        return Ok(writing::repeated(asked, &path(id)));
    };
    let rule = worded_by(&contents.at, &bulletin);
    if let Some(rule) = rule
        && !store::is_decreed(&mut writer, rule).await?
    {
        return Err(Problem::conflict().because("kept.template_withdrawn"));
    }
    let (bulletin, now) = Seen::within(&mut writer, BulletinId(id)).await?;
    if now != shown {
        // Somebody was faster: read again, it says what they did.
        drop(writer);
        return Box::pin(issued(app, asked, actor, id, form)).await;
    }
    still_open(&bulletin)?;
    freeze(&mut writer, &bulletin, (&contents, rule), today).await?;
    writing::done(writer, asked, &path(id), "kept.issued_said").await
}

/// What has to be agreed to: paragraphs under which something moved, and parts that nobody has filled.
fn refuse_unticked(form: &mut Form, contents: &Contents) {
    if form.error(SEEN).is_some() {
        // What was ticked was ticked of other words.
        form.set("seen", "");
        form.set(OPEN, "");
    }
    if contents.flagged().next().is_some() && !form.ticked("seen") {
        form.refuse("seen", "kept.not_seen");
    }
    if !contents.printed.unfilled().is_empty() && !form.ticked(OPEN) {
        form.refuse(OPEN, "kept.not_filled");
    }
}

async fn to_issue(app: &App, actor: &Actor, id: i64) -> Result<Kept<Bulletin>, Problem> {
    let bulletin = read(app, actor, id).await?;
    actor.must(Permission::ManageRounds, bulletin.org)?;
    still_open(&bulletin)?;
    Ok(bulletin)
}

async fn freeze(
    writer: &mut Writer,
    bulletin: &Kept<Bulletin>,
    (contents, rule): (&Contents, Option<BulletinRuleId>),
    today: Day,
) -> Result<(), Problem> {
    let catalogue = contents.at.snapshot.catalogue(contents.printed.true_on);
    let lang = lang_of(bulletin);
    let defined = |name: &str| catalogue.get(name).map(|spec| footnote(lang, spec).to_owned());
    let id = BulletinId(bulletin.id);
    let words = (&contents.printed, &*contents.overwritten);
    whole::write_words(writer, words, (bulletin.org, id, rule), defined).await?;
    let body =
        Bulletin { issued_change: Some(writer.change()), issued_on: Some(today), ..bulletin.body.clone() };
    writer.replace(bulletin, &body, None);
    Ok(())
}

/// Words of a day to come are not issued.
fn early(asked: &Asked, bulletin: &Kept<Bulletin>, contents: &Contents, today: Day) -> Markup {
    let lang = asked.lang;
    html! {
        (layout::heading(lang.t("kept.issue"), &html! {}))
        p { a href=(path(bulletin.id)) { (bulletin.title) } }
        (flags::early(lang, contents, today))
    }
}

fn markup(asked: &Asked, bulletin: &Kept<Bulletin>, contents: &Contents, form: &Form) -> Markup {
    let lang = asked.lang;
    let flagged = contents.flagged().next().is_some();
    let (unfilled, places) = (contents.printed.unfilled(), Places::of(lang, &contents.printed));
    html! {
        (layout::heading(lang.t("kept.issue"), &html! {}))
        p { strong { (bulletin.title) } }
        p { (lang.tf("kept.issue_words", &[("n", &contents.printed.figures().len()), ("change", &bulletin.known_by)])) }
        (flags::summary(lang, contents))
        (flags::overwritten(lang, contents))
        form method="post" {
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                (contents.seen(bulletin).field())
                @if !unfilled.is_empty() {
                    p.flagged {
                        (badge(Tone::Alarm, "▲", lang.t("kept.unfilled"))) " "
                        @for slot in &unfilled { a href={ (path(bulletin.id)) "/paragraphs/" (slot) } { (places.paragraph(lang, slot)) } " " }
                    }
                    (field::checkbox(lang, form, Field::required(OPEN, lang.t("kept.issue_unfilled"))))
                }
                @if flagged { (field::checkbox(lang, form, Field::required("seen", lang.t("kept.seen")))) }
                div.submit { button.primary type="submit" { (lang.t("kept.issue")) } }
            }))
        }
        h2 { (lang.t("kept.to_issue")) }
        (words_of(asked, bulletin, contents))
    }
}
