//! A paragraph written by hand, the drafted text beside it. Two people at one paragraph: the second sees both texts.

use super::contents::Contents;
use super::edits::{lines_under, paragraph, text_at};
use super::opened::{contents, page, path, still_open, to_work_on};
use super::seen::clocks;
use super::{flags, store};
use crate::actor::Actor;
use crate::app::App;
use crate::files::hash_of;
use crate::once_only::once_only;
use crate::project::writing::{self, Begun};
use crate::text::Lang;
use crate::ui::field::{self, Field};
use crate::web::asked::Asked;
use crate::web::clash;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page as answer;
use crate::web::problem::Problem;
use crate::web::urlencoded::encode;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{Bulletin, BulletinEdit, BulletinId, ChangeId, Kept};
use domain::limits::TEXT_MAX_CHARS;
use figures::bulletin::Paragraph;
use maud::{Markup, html};

/// What stands in the place of "no version yet" in a form.
const NEVER: ChangeId = ChangeId(0);

/// The hidden field that tells beside which drafted text the form was made.
const OVER: &str = "over";

/// The part of a draft that is its title, whose lines are set as they are typed.
pub(super) const TITLE: &str = "title";

/// The form.
pub(super) async fn form_page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, slot)): Path<(i64, String)>,
) -> Result<Response, Problem> {
    let place = Place::of(&app, &actor, id, slot).await?;
    let text = place.held().map_or_else(|| place.drafted.clone(), |edit| edit.text.clone());
    let form = Form::filled([("text", text)]);
    Ok(answer::full(&asked, place.markup(&app, &asked, &actor, &form)))
}

/// Writes it. A text that is the drafted one again withdraws the edit.
pub(super) async fn save(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, slot)): Path<(i64, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |_| Ok(back(id, &slot));
    once_only((&app, &asked, &actor), form, to, async |form| {
        saved(&app, &asked, &actor, (id, slot.clone()), form).await
    })
    .await
}

async fn saved(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (id, slot): (i64, String),
    mut form: Form,
) -> Result<Response, Problem> {
    let place = Place::of(app, actor, id, slot).await?;
    place.refuse_other_draft(&mut form);
    let text = form.required("text", TEXT_MAX_CHARS).map(|text| place.told(&text));
    let Begun::New(mut writer) = writing::begin(app, actor, &form).await? else {
        return Ok(writing::repeated(asked, &back(id, &place.slot)));
    };
    // Read within the change: whoever was faster is seen.
    let bulletin =
        store::bulletin_within(&mut writer, BulletinId(id)).await?.ok_or_else(Problem::not_found)?;
    still_open(&bulletin)?;
    if clocks(&bulletin) != clocks(&place.bulletin) {
        // Somebody drafted anew in between: read again what this paragraph says now.
        drop(writer);
        return Box::pin(saved(app, asked, actor, (id, place.slot), form)).await;
    }
    let held = store::edits_within(&mut writer, BulletinId(id)).await?;
    let held = held.into_iter().find(|edit| edit.slot == place.slot);
    clash::refused(&mut form, held.as_ref().map_or(NEVER, |edit| edit.since), "kept.edited_meanwhile");
    let (Some(text), true) = (text, form.is_fine()) else {
        drop(writer);
        let place = Place::of(app, actor, id, place.slot).await?;
        return Ok(answer::refused(asked, place.markup(app, asked, actor, &form)));
    };
    let edit = BulletinEdit {
        org: bulletin.org,
        bulletin: BulletinId(id),
        slot: place.slot.clone(),
        over: place.drafted.clone(),
        over_figures: place.lines_under(),
        text,
    };
    if place.slot == TITLE {
        let title = title_line(&edit.text, &bulletin);
        writer.replace(&bulletin, &Bulletin { title, ..bulletin.body.clone() }, None);
    }
    match held {
        Some(held) if edit.text == edit.over => writer.close(&held),
        Some(held) => drop(writer.replace(&held, &edit, None)),
        None if edit.text == edit.over => {}
        None => drop(writer.create(&edit)),
    }
    writing::done(writer, asked, &back(id, &place.slot), "kept.edited").await
}

/// Withdraws what was written: the drafted text stands again.
pub(super) async fn withdraw(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, slot)): Path<(i64, String)>,
    form: Form,
) -> Result<Response, Problem> {
    // The draft of now: a draft made anew since the text was written may call itself otherwise.
    let drafted = match slot.as_str() {
        TITLE => Some(Place::of(&app, &actor, id, slot.clone()).await?.drafted),
        _ => to_work_on(&app, &actor, id).await.map(|_| None)?,
    };
    let Begun::New(mut writer) = writing::begin(&app, &actor, &form).await? else {
        return Ok(writing::repeated(&asked, &back(id, &slot)));
    };
    let bulletin =
        store::bulletin_within(&mut writer, BulletinId(id)).await?.ok_or_else(Problem::not_found)?;
    still_open(&bulletin)?;
    let held = store::edits_within(&mut writer, BulletinId(id)).await?;
    let held = held.iter().find(|edit| edit.slot == slot).ok_or_else(Problem::not_found)?;
    if clash::is_stale(&form, held.since) {
        let of_slot = format!("{}/paragraphs/{}", path(id), encode(&slot));
        return Err(Problem::conflict()
            .because("kept.withdrawn_unseen")
            .leading_to(of_slot, "kept.look_again"));
    }
    writer.close(held);
    if let Some(drafted) = drafted {
        let title = title_line(&drafted, &bulletin);
        writer.replace(&bulletin, &Bulletin { title, ..bulletin.body.clone() }, None);
    }
    writing::done(writer, &asked, &back(id, &slot), "kept.edit_withdrawn").await
}

fn back(id: i64, slot: &str) -> String {
    format!("{}#slot-{}", path(id), encode(slot))
}

/// The title in one line, as lists of bulletins show it.
pub(super) fn title_line(text: &str, bulletin: &Bulletin) -> String {
    one_line(text, bulletin)
}

/// A paragraph is one: line ends are joined as the language joins words.
fn one_line(text: &str, bulletin: &Bulletin) -> String {
    let joint = match super::opened::lang_of(bulletin) {
        Lang::ZhCn => "",
        Lang::En => " ",
    };
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(joint)
}

/// A paragraph of a bulletin, as drafted and as written.
struct Place {
    bulletin: Kept<Bulletin>,
    contents: Contents,
    slot: String,
    /// The drafted text.
    drafted: String,
}

impl Place {
    async fn of(app: &App, actor: &Actor, id: i64, slot: String) -> Result<Self, Problem> {
        let bulletin = to_work_on(app, actor, id).await?;
        let contents = contents(app, actor, &bulletin).await?;
        let drafted = contents.drafted.as_ref().and_then(|draft| text_at(draft, &slot));
        let drafted = drafted.ok_or_else(Problem::not_found)?;
        Ok(Self { bulletin, contents, slot, drafted })
    }

    /// None of what stands beside the paragraphs.
    fn paragraph(&self) -> Option<&Paragraph> {
        paragraph(self.contents.drafted.as_ref()?, &self.slot)
    }

    /// What the edit keeps of the draft under it.
    fn lines_under(&self) -> String {
        let draft = self.contents.drafted.as_ref();
        draft.map_or_else(String::new, |draft| lines_under(draft, self.paragraph()))
    }

    /// Tells this drafted text, its numbers and its day from any other.
    fn version(&self) -> String {
        hash_of(format!("{}\n{}", self.drafted, self.lines_under()).as_bytes())
    }

    /// Refuses a form made beside another drafted text: what was typed stays, and sending it once more keeps it knowingly.
    fn refuse_other_draft(&self, form: &mut Form) {
        if !form.value(OVER).is_empty() && form.value(OVER) != self.version() {
            form.refuse(OVER, "kept.redrafted_meanwhile");
        }
    }

    /// What was typed, in one line; a title in the lines in which it is to be set.
    fn told(&self, text: &str) -> String {
        match self.slot.as_str() {
            TITLE => {
                text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
            }
            _ => one_line(text, &self.bulletin),
        }
    }

    fn held(&self) -> Option<&Kept<BulletinEdit>> {
        self.contents.edits.iter().map(|edited| &edited.edit).find(|edit| edit.slot == self.slot)
    }

    fn markup(&self, app: &App, asked: &Asked, actor: &Actor, form: &Form) -> Markup {
        let lang = asked.lang;
        let own = super::opened::lang_of(&self.bulletin).tag();
        let action = format!("{}/paragraphs/{}", path(self.bulletin.id), encode(&self.slot));
        let edited = self.contents.edits.iter().find(|edited| edited.edit.slot == self.slot);
        let clashes = form.error(clash::SINCE).is_some();
        let body = html! {
            h1 { (lang.t("kept.edit_title")) }
            p { a href={ (path(self.bulletin.id)) "#slot-" (self.slot) } { (self.bulletin.title) } }
            @if let Some(edited) = edited.filter(|edited| edited.is_flagged()) { (flags::flag(lang, edited)) }
            (flags::overwritten_at(lang, &self.contents, &self.slot))
            div.beside {
                section {
                    h2 { (lang.t("kept.drafted_text")) }
                    p lang=(own) { (self.drafted) }
                    @if let Some(edit) = self.held().filter(|_| clashes) {
                        h2 { (lang.t("kept.text_of_other")) }
                        p.flagged lang=(own) { (edit.text) }
                    }
                }
                form method="post" action=(action) {
                    (field::with_summary(lang, form, &html! {
                        (once::field(form))
                        (clash::field(form, self.held().map_or(NEVER, |edit| edit.since)))
                        input type="hidden" name=(OVER) value=(self.version());
                        (field::textarea(lang, form, Field::required("text", lang.t("kept.text")).hint(lang.t("kept.text_hint"))))
                        div.submit { button.primary type="submit" { (lang.t("kept.save")) } }
                    }))
                }
            }
            @if self.held().is_some() {
                form method="post" action={ (action) "/withdraw" } {
                    (once::field(&Form::default()))
                    (clash::field(&Form::default(), self.held().map_or(NEVER, |edit| edit.since)))
                    button.link type="submit" { (lang.t("kept.withdraw_edit")) }
                }
            }
        };
        page(app, asked, actor, lang.t("kept.edit_title"), &body)
    }
}
