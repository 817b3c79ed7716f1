//! Lists of key projects on which a project stands: year, whose list, and its version.

use super::editing::{Editing, Frame};
use super::inputs::coded;
use crate::fields;
use crate::ui::field::{self, Field};
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use domain::KeyLevel;
use domain::facts::{KeyListing, RecordKind};
use domain::limits::{NAME_MAX_CHARS, YEAR_MAX, YEAR_MIN};
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(editing: Editing) -> Response {
    let year = editing.today().year().to_string();
    let form = Form::filled([("year", year)]);
    editing.shown(markup(&editing, &form))
}

fn markup(editing: &Editing, form: &Form) -> Markup {
    let lang = editing.lang();
    let label = |field| fields::label(lang, RecordKind::KeyListing, field);
    let levels = coded(KeyLevel::ALL, KeyLevel::code, |level| words::key_level(lang, level));
    let (year, level, version) = (label("year"), label("level"), label("version"));
    let body = html! {
        (field::number(lang, form, Field::required("year", &year), ""))
        (field::select(lang, form, Field::required("level", &level), &levels))
        (field::text(lang, form, Field::optional("version", &version)))
    };
    let title = lang.t("projects.add_key");
    let frame = Frame { title, path: "key-listings".into(), verb: lang.t("projects.add"), with_file: false };
    editing.form(&frame, form, &body)
}

/// Puts the project on a list.
pub(super) async fn submit(editing: Editing, mut form: Form) -> Result<Response, Problem> {
    let Some(listing) = read(&mut form, &editing) else {
        return Ok(editing.refused(markup(&editing, &form)));
    };
    let Some(mut writer) = editing.begin(&form, None).await? else { return Ok(editing.repeated()) };
    writer.create(&listing);
    editing.done(writer, "projects.key_added").await
}

fn read(form: &mut Form, editing: &Editing) -> Option<KeyListing> {
    let year = form.integer("year", YEAR_MIN.into()..=YEAR_MAX.into());
    let year = if form.error("year").is_none() { form.must("year", year) } else { None };
    let level = form.choice("level", KeyLevel::from_code);
    let level = form.must("level", level);
    let version = form.text("version", NAME_MAX_CHARS).unwrap_or_default();
    let listing = KeyListing { project: editing.id(), year: year?, level: level?, version };
    if editing.opened.dossier.key_listings.iter().any(|known| known.body == listing) {
        form.refuse("level", "projects.key_known");
    }
    form.is_fine().then_some(listing)
}

/// Takes the project off a list.
pub(super) async fn remove(
    editing: Editing,
    Path((_, listing)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let listing = editing.opened.dossier.key_listings.iter().find(|it| it.id == listing);
    editing.remove(&form, listing, "projects.key_removed").await
}
