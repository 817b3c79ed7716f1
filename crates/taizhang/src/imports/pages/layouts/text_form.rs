//! A layout as text: added, corrected, withdrawn, handed on. It is kept only once it fits a sample; the sample waits as an
//! upload does, so that it is sent once.

use super::super::reading::{Chosen, Opened, open, uploaded_bytes};
use super::{NEW, PATH, editable, put, reached, tried};
use crate::actor::Actor;
use crate::app::App;
use crate::fields;
use crate::files;
use crate::imports::learned::{Learned, Trial, wrong};
use crate::imports::outcome::Options;
use crate::orgs;
use crate::project::writing::{self, Begun, Words};
use crate::shell;
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::upload::{Limits, receive};
use crate::web::{clash, once, page};
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use domain::Permission;
use domain::facts::{Kept, LearnedLayout, OrgId, RecordKind};
use domain::limits::LAYOUT_MAX_CHARS;
use maud::{Markup, html};

/// What a new text begins with.
const STARTER: &str = include_str!("starter.toml");
/// The button that keeps; any other tries.
const KEEP: &str = "keep";

const WORDS: Words = Words {
    add: "layouts.new",
    correct: "layouts.correct",
    added: "layouts.added",
    corrected: "layouts.corrected",
    withdrawn: "layouts.withdrawn",
};

/// Shows the form of a new layout.
pub(super) async fn add_page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
) -> Result<Response, Problem> {
    let form = Form::filled([("text", STARTER)]);
    Ok(page::full(&asked, markup((&app, &asked, &actor), &form, None, &html! {}).await?))
}

/// Tries or keeps a new layout.
pub(super) async fn add(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    request: Request,
) -> Result<Response, Problem> {
    write((&app, &asked, &actor), request, None).await
}

/// Shows a layout, to be corrected by who keeps it.
pub(super) async fn correct_page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let record = reached(&app, &actor, id).await?;
    let form = Form::filled([("org", record.org.to_string()), ("text", record.text.clone())]);
    Ok(page::full(&asked, markup((&app, &asked, &actor), &form, Some(&record), &html! {}).await?))
}

/// Tries or keeps a layout corrected.
pub(super) async fn correct(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    request: Request,
) -> Result<Response, Problem> {
    let record = editable(&app, &actor, id).await?;
    write((&app, &asked, &actor), request, Some(record)).await
}

/// Hands a layout on as a file.
pub(super) async fn file(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let record = reached(&app, &actor, id).await?;
    Ok(Download::new(format!("{}.toml", record.name), "application/toml", record.body.text).into_response())
}

/// Withdraws a layout: what was brought in by it stays.
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
    writer.close(&record);
    writing::done(writer, &asked, PATH, WORDS.withdrawn).await
}

/// What was sent: the fields, and the sample under its hash.
async fn sent(app: &App, actor: &Actor, request: Request) -> Result<Form, Problem> {
    let folder = files::incoming(&app.ledger).await.map_err(|error| Problem::internal(&error))?;
    let received = receive(request, &folder, Limits::default()).await?;
    let mut form = received.form;
    if let Some(file) = received.files.into_iter().next() {
        let name = file.name.clone();
        let kept = files::keep_waiting(&app.ledger, actor.user, file).await;
        form.set("sample", kept.map_err(|error| Problem::internal(&error))?.hash);
        form.set("sample_name", name);
    }
    Ok(form)
}

async fn write(
    (app, asked, actor): (&App, &Asked, &Actor),
    request: Request,
    before: Option<Kept<LearnedLayout>>,
) -> Result<Response, Problem> {
    let mut form = sent(app, actor, request).await?;
    let keeps = form.value("act") == KEEP;
    if let Some(before) = &before {
        clash::refused(&mut form, before.since, "progress.changed_meanwhile");
    }
    let org = orgs::chosen(&mut form, "org", (actor, Permission::Edit));
    let learned = learned(asked, &mut form);
    let trial = match &learned {
        Some(learned) if form.is_fine() => trial((app, actor), &mut form, learned).await?,
        _ => None,
    };
    if let (Some(org), Some(learned), Some(_), true) = (org, &learned, &trial, keeps && form.is_fine())
        && let Some(done) = keep((app, asked, actor), &mut form, (org, learned), before.as_ref()).await?
    {
        return Ok(done);
    }
    let shown = trial.as_ref().map_or_else(|| html! {}, |trial| tried::sample(asked.lang, trial));
    let body = markup((app, asked, actor), &form, before.as_ref(), &shown).await?;
    Ok(if form.is_fine() { page::full(asked, body) } else { page::refused(asked, body) })
}

/// The layout that was written.
fn learned(asked: &Asked, form: &mut Form) -> Option<Learned> {
    let text = form.required("text", LAYOUT_MAX_CHARS)?;
    Learned::parse(&text)
        .map_err(|error| {
            form.refuse_with("text", "definitions.wrong", vec![("words", wrong(asked.lang, &error))]);
        })
        .ok()
}

/// The sample by the layout; one that it doesn't fit is refused.
async fn trial(
    (app, actor): (&App, &Actor),
    form: &mut Form,
    learned: &Learned,
) -> Result<Option<Trial>, Problem> {
    if form.value("sample").is_empty() {
        form.refuse("file", "layouts.sample_needed");
        return Ok(None);
    }
    let chosen = Chosen {
        hash: form.value("sample").to_owned(),
        name: form.value("sample_name").to_owned(),
        layout: String::new(),
        options: Options::default(),
    };
    let opened = open(app, &chosen, uploaded_bytes(app, actor, &chosen.hash)).await;
    let Opened { book, turn: _turn, .. } = match opened {
        Ok(opened) => opened,
        Err(problem) => {
            let Some((key, args)) = problem.detail.clone() else { return Err(problem) };
            form.refuse_with("file", key, args);
            return Ok(None);
        }
    };
    let trial = Trial::of(&book, learned, app.ledger.clock().today());
    if trial.fits() {
        return Ok(Some(trial));
    }
    form.refuse_with("file", "layouts.fits_nothing", vec![("layout", learned.name.clone())]);
    Ok(None)
}

/// Keeps the layout; `None` when that is refused.
async fn keep(
    (app, asked, actor): (&App, &Asked, &Actor),
    form: &mut Form,
    (org, learned): (OrgId, &Learned),
    before: Option<&Kept<LearnedLayout>>,
) -> Result<Option<Response>, Problem> {
    let Begun::New(mut writer) = writing::begin(app, actor, form).await? else {
        return Ok(Some(writing::repeated(asked, PATH)));
    };
    let record = LearnedLayout { org, name: learned.name.clone(), text: learned.to_text() };
    match put(&mut writer, before, &record).await? {
        Ok(()) => {
            let said = if before.is_some() { WORDS.corrected } else { WORDS.added };
            writing::done(writer, asked, PATH, said).await.map(Some)
        }
        Err(why) => {
            form.refuse("text", why.key());
            Ok(None)
        }
    }
}

async fn markup(
    (app, asked, actor): (&App, &Asked, &Actor),
    form: &Form,
    record: Option<&Kept<LearnedLayout>>,
    shown: &Markup,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let snapshot = app.ledger.live().current().await?;
    let edits = record.is_none_or(|record| actor.may(Permission::Edit, record.org));
    let title = record.map_or(lang.t(WORDS.add), |record| record.name.as_str());
    let shown_form = if edits {
        let orgs = orgs::choices(snapshot.dimensions(), actor, Permission::Edit);
        let inputs = inputs(asked, form, record, &orgs);
        let action = record.map_or_else(|| NEW.to_owned(), |record| format!("{PATH}/{}", record.id));
        html! {
            form method="post" action=(action) enctype="multipart/form-data" {
                (field::with_summary(lang, form, &inputs))
            }
        }
    } else {
        html! { pre { (form.value("text")) } }
    };
    let body = html! {
        (layout::heading(title, &html! { a href=(PATH) { (lang.t("layouts.title")) } }))
        (shown)
        (shown_form)
    };
    Ok(shell::page(app, asked, actor, Noun::Imports, title, &body))
}

fn inputs(
    asked: &Asked,
    form: &Form,
    record: Option<&Kept<LearnedLayout>>,
    orgs: &[field::Choice],
) -> Markup {
    let lang = asked.lang;
    let label = |name| fields::label(lang, RecordKind::LearnedLayout, name);
    let [org, text] = [label("org"), label("text")];
    let sample = Field::optional("file", lang.t("layouts.sample")).hint(lang.t("layouts.sample_hint"));
    html! {
        (once::field(form))
        @if let Some(record) = record { (clash::field(form, record.since)) }
        @for name in ["sample", "sample_name"] {
            @if !form.value(name).is_empty() { input type="hidden" name=(name) value=(form.value(name)); }
        }
        (field::select(lang, form, Field::required("org", &org).hint(lang.t("layouts.org_hint")), orgs))
        div.code-area { (field::textarea(lang, form, Field::required("text", &text).hint(lang.t("layouts.text_hint")))) }
        (field::file(lang, form, sample, super::super::list::ACCEPTED))
        @if !form.value("sample_name").is_empty() {
            p.muted { (lang.tf("layouts.sample_is", &[("file", &form.value("sample_name"))])) }
        }
        div.submit.row {
            button type="submit" name="act" value="try" { (lang.t("layouts.try")) }
            button.primary type="submit" name="act" value=(KEEP) { (lang.t("layouts.keep")) }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_a_new_text_begins_with_is_a_layout() {
        assert_eq!(Learned::parse(STARTER).unwrap().sheets.len(), 1);
    }
}
