//! Lists of key projects on which a project stands: year, whose list, and its version.

use super::facts_form::coded;
use super::load::{Opened, editable};
use super::parts::ProjectForm;
use super::writing::{self, Begun};
use crate::actor::Actor;
use crate::app::App;
use crate::fields;
use crate::ui::field::{self, Field};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{KeyListing, ProjectId, RecordKind};
use domain::limits::{NAME_MAX_CHARS, YEAR_MAX, YEAR_MIN};
use domain::{KeyLevel, Permission};
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    let year = app.ledger.clock().today().year().to_string();
    let form = Form::filled([("year", year)]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &opened, &form)))
}

fn markup(app: &App, asked: &Asked, actor: &Actor, opened: &Opened, form: &Form) -> Markup {
    let lang = asked.lang;
    let label = |field| fields::label(lang, RecordKind::KeyListing, field);
    let levels = coded(KeyLevel::ALL, KeyLevel::code, |level| words::key_level(lang, level));
    let (year, level, version) = (label("year"), label("level"), label("version"));
    let body = html! {
        (field::number(lang, form, Field::required("year", &year), ""))
        (field::select(lang, form, Field::required("level", &level), &levels))
        (field::text(lang, form, Field::optional("version", &version)))
    };
    let title = lang.t("projects.add_key");
    let page = ProjectForm {
        opened,
        title,
        path: "key-listings".into(),
        verb: lang.t("projects.add"),
        with_file: false,
    };
    page.page(app, asked, actor, form, &body)
}

/// Puts the project on a list.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    let Some(listing) = read(&mut form, &opened) else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &opened, &form)));
    };
    let mut writer = match writing::begin(&app, &actor, &form).await? {
        Begun::New(writer) => writer,
        Begun::Repeated(_) => return Ok(writing::repeated(&asked, &opened.path())),
    };
    editable(&mut writer, &actor, ProjectId(id), Permission::Edit).await?;
    writer.create(&listing);
    writing::done(writer, &asked, &opened.path(), "projects.key_added").await
}

fn read(form: &mut Form, opened: &Opened) -> Option<KeyListing> {
    let year = form.integer("year", YEAR_MIN.into()..=YEAR_MAX.into());
    let year = if form.error("year").is_none() { form.must("year", year) } else { None };
    let level = form.choice("level", KeyLevel::from_code);
    let level = form.must("level", level);
    let version = form.text("version", NAME_MAX_CHARS).unwrap_or_default();
    let listing = KeyListing { project: opened.dossier.id(), year: year?, level: level?, version };
    if opened.dossier.key_listings.iter().any(|known| known.body == listing) {
        form.refuse("level", "projects.key_known");
    }
    form.is_fine().then_some(listing)
}

/// Takes the project off a list.
pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, listing)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    let listing = opened.dossier.key_listings.iter().find(|it| it.id == listing);
    writing::remove(&app, &asked, &actor, &opened, &form, listing, "projects.key_removed").await
}
