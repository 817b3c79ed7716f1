//! A site's own schemes: added, corrected, withdrawn as text. A text with a mistake is not kept: the form says line, scheme,
//! key and what is wrong. So history, undo and as-of hold for the rules as for everything else.

use super::schemes::{Known, read};
use super::{PATH, SCHEMES, labels, store, trial};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::fields;
use crate::ledger::{Writer, kept, open_one};
use crate::orgs;
use crate::project::writing::{self, Begun, Words};
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::ui::text_file::{ENCTYPE, text_file};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::text_file::TextForm;
use crate::web::{clash, once, page};
use ::figures::Catalogue;
use ::figures::ranking::Schemes;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Permission;
use domain::facts::{Kept, RankScheme, RecordKind};
use domain::limits::{NAME_MAX_CHARS, SCHEME_MAX_CHARS};
use maud::{Markup, html};

/// What a new text begins with.
const STARTER: &str = include_str!("starter.toml");

/// The field that says what is done, and its value where nothing is written: units are ranked by the text over the present
/// ledger.
const ACT: &str = "act";
const TRY: &str = "try";

/// The number of a text that has none yet.
const NEW: i64 = 0;

const WORDS: Words = Words {
    add: "rankings.add",
    correct: "rankings.correct",
    added: "rankings.added",
    corrected: "rankings.corrected",
    withdrawn: "rankings.withdrawn",
};

/// Shows the form of a new text.
pub(super) async fn add_page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
) -> Result<Response, Problem> {
    let form = Form::filled([("text", STARTER)]);
    let page = markup(&app, &asked, &actor, (&form, &html! {}), None).await?;
    Ok(page::full(&asked, page))
}

/// Adds a text.
pub(super) async fn add(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    TextForm(form): TextForm,
) -> Result<Response, Problem> {
    write(&app, &asked, &actor, form, None).await
}

/// Shows a text to be corrected.
pub(super) async fn correct_page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let record = editable(&app, &actor, id).await?;
    let form = Form::filled([
        ("org", record.org.to_string()),
        ("name", record.name.clone()),
        ("text", record.text.clone()),
    ]);
    let page = markup(&app, &asked, &actor, (&form, &html! {}), Some(&record)).await?;
    Ok(page::full(&asked, page))
}

/// Corrects a text.
pub(super) async fn correct(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    TextForm(mut form): TextForm,
) -> Result<Response, Problem> {
    let record = editable(&app, &actor, id).await?;
    clash::refused(&mut form, record.since, "progress.changed_meanwhile");
    write(&app, &asked, &actor, form, Some(record)).await
}

/// Withdraws a text, unless another is made of its schemes.
pub(super) async fn withdraw(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Problem> {
    let Begun::New(mut writer) = writing::begin(&app, &actor, &form).await? else {
        return Ok(writing::repeated(&asked, PATH));
    };
    let record = editable(&app, &actor, id).await?;
    let at = app.question(&AsOf::default()).await?;
    let (before, others) = texts(&mut writer, at.catalogue(), Some(record.id)).await?;
    if let Some(name) = broken_by(&before, &read(others, at.catalogue())) {
        return Err(Problem::conflict().because("rankings.still_used").with("name", name));
    }
    writer.close(&record);
    writing::done(writer, &asked, PATH, WORDS.withdrawn).await
}

/// The record, when the actor may keep it: out of reach it is not there, without the permission it is forbidden.
async fn editable(app: &App, actor: &Actor, id: i64) -> Result<Kept<RankScheme>, Problem> {
    let record = open_one::<RankScheme>(app.ledger.db(), id).await?.ok_or_else(Problem::not_found)?;
    if !actor.may(Permission::Read, record.org) {
        return Err(Problem::not_found());
    }
    actor.must(Permission::Edit, record.org)?;
    Ok(record)
}

/// All texts as they stand inside the change, read; and those beside the one that is changed.
async fn texts(
    writer: &mut Writer,
    catalogue: &Catalogue,
    changed: Option<i64>,
) -> Result<(Known, Vec<Kept<RankScheme>>), Problem> {
    let all = writer.open_by::<RankScheme>("1 = 1", Vec::new()).await?;
    let mut others = all.clone();
    others.retain(|text| Some(text.id) != changed);
    Ok((read(all, catalogue), others))
}

/// A text that could be used before and can't be any more.
fn broken_by(before: &Known, after: &Known) -> Option<String> {
    let was_fine = |id: i64| before.texts.iter().any(|(text, wrong)| text.id == id && wrong.is_none());
    let broken = after.texts.iter().find(|(text, wrong)| wrong.is_some() && was_fine(text.id));
    broken.map(|(text, _)| text.name.clone())
}

async fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (form, tried): (&Form, &Markup),
    record: Option<&Kept<RankScheme>>,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let question = app.question(&AsOf::default()).await?;
    let orgs = orgs::choices(question.snapshot.dimensions(), actor, Permission::Edit);
    let label = |name: &str| fields::label(lang, RecordKind::RankScheme, name);
    let [org, name, text] = ["org", "name", "text"].map(label);
    let inputs = html! {
        (once::field(form))
        @if let Some(record) = record { (clash::field(form, record.since)) }
        (field::select(lang, form, Field::required("org", &org).hint(lang.t("rankings.org_hint")), &orgs))
        (field::text(lang, form, Field::required("name", &name)))
        (text_file(lang, form, &text, lang.t("rankings.text_hint")))
        div.submit.row {
            button type="submit" name=(ACT) value=(TRY) { (lang.t("rankings.try")) }
            button.primary type="submit" { (lang.t("indicators.save")) }
        }
    };
    let (title, action) = match record {
        None => (lang.t(WORDS.add), SCHEMES.to_owned()),
        Some(record) => (lang.t(WORDS.correct), format!("{SCHEMES}/{}", record.id)),
    };
    let body = html! {
        (layout::heading(title, &html! { a href=(PATH) { (lang.t("rankings.schemes")) } }))
        (tried)
        form method="post" action=(action) enctype=(ENCTYPE) { (field::with_summary(lang, form, &inputs)) }
    };
    Ok(shell::page(app, asked, actor, Noun::Figures, title, &body))
}

async fn write(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    mut form: Form,
    before: Option<Kept<RankScheme>>,
) -> Result<Response, Problem> {
    let org = orgs::chosen(&mut form, "org", (actor, Permission::Edit));
    let name = form.required("name", NAME_MAX_CHARS);
    let text = form.required("text", SCHEME_MAX_CHARS);
    let mut tried = html! {};
    if let (Some(org), Some(name), Some(text), true) = (org, name, text, form.is_fine()) {
        let record = RankScheme { org, name, text };
        if form.value(ACT) == TRY {
            if let Some(shown) =
                Box::pin(tried_out((app, asked, actor), &mut form, (&record, before.as_ref()))).await?
            {
                tried = shown;
            }
        } else if let Some(done) = kept_as((app, asked, actor), &mut form, (&record, before.as_ref())).await?
        {
            return Ok(done);
        }
    }
    let is_fine = form.is_fine();
    let shown = markup(app, asked, actor, (&form, &tried), before.as_ref()).await?;
    Ok(if is_fine { page::full(asked, shown) } else { page::refused(asked, shown) })
}

/// Writes the text, if it can be used.
async fn kept_as(
    (app, asked, actor): (&App, &Asked, &Actor),
    form: &mut Form,
    (record, before): (&RankScheme, Option<&Kept<RankScheme>>),
) -> Result<Option<Response>, Problem> {
    let Begun::New(mut writer) = writing::begin(app, actor, form).await? else {
        return Ok(Some(writing::repeated(asked, PATH)));
    };
    let at = app.question(&AsOf::default()).await?;
    let all = writer.open_by::<RankScheme>("1 = 1", Vec::new()).await?;
    if checked((asked.lang, at.catalogue()), form, record, (all, before)).is_none() {
        return Ok(None);
    }
    let said = WORDS.put(&mut writer, before, record);
    Ok(Some(writing::done(writer, asked, PATH, said).await?))
}

/// The units ranked by the text over the present ledger, if it can be used; nothing is written.
async fn tried_out(
    (app, asked, actor): (&App, &Asked, &Actor),
    form: &mut Form,
    (record, before): (&RankScheme, Option<&Kept<RankScheme>>),
) -> Result<Option<Markup>, Problem> {
    let at = app.question(&AsOf::default()).await?;
    let all = store::schemes(app.ledger.db(), at.snapshot.change()).await?;
    let Some((known, more)) = checked((asked.lang, at.catalogue()), form, record, (all, before)) else {
        return Ok(None);
    };
    let new = &more.all()[known..];
    Ok(Some(trial::section((app, asked, actor), (&at, record.org), (&more, new)).await?))
}

/// The schemes with those of a text beside all others, and how many stand before its own. Refused is a text with a mistake,
/// one without any scheme, and one without which another could not be read.
fn checked(
    (lang, catalogue): (Lang, &Catalogue),
    form: &mut Form,
    record: &RankScheme,
    (all, before): (Vec<Kept<RankScheme>>, Option<&Kept<RankScheme>>),
) -> Option<(usize, Schemes)> {
    let mut others = all.clone();
    others.retain(|text| Some(text.id) != before.map(|before| before.id));
    let all = read(all, catalogue);
    let known = read(others.clone(), catalogue).schemes;
    let more = match known.beside(&record.text, catalogue) {
        Ok(more) => more,
        Err(error) => {
            let args = vec![("words", labels::wrong(lang, &error))];
            form.refuse_with("text", "rankings.wrong_scheme", args);
            return None;
        }
    };
    if more.all().len() == known.all().len() {
        form.refuse("text", "rankings.no_scheme");
        return None;
    }
    let beside = others.into_iter().chain([kept(NEW, record.clone())]).collect();
    if let Some(name) = broken_by(&all, &read(beside, catalogue)) {
        form.refuse_with("text", "rankings.breaks_other", vec![("name", name)]);
        return None;
    }
    Some((known.all().len(), more))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_a_new_text_begins_with_is_a_scheme() {
        let schemes = Schemes::builtin().beside(STARTER, Catalogue::builtin()).unwrap();
        assert_eq!(schemes.all().len(), Schemes::builtin().all().len() + 1);
    }
}
