//! The three acts on a record of a project: add, correct, withdraw. One set of handlers for all kinds of the slice.

use super::store::others;
use crate::project::editing::{Editing, Frame};
use crate::project::writing::Words;
use crate::text::Lang;
use crate::web::clash;
use crate::web::form::Form;
use crate::web::problem::Problem;
use axum::extract::Path;
use axum::response::Response;
use domain::facts::{Dossier, Evidence, Kept, MonthlyReportId, Record, RecordKind};
use maud::{Markup, html};

/// A kind of record that is kept by forms on its project.
pub(super) trait Formed: Record + Clone + PartialEq + Send + Sync + 'static {
    /// The path of its records below the project's.
    const PATH: &'static str;
    /// What its acts are called.
    const WORDS: Words;

    /// Those of a project.
    fn of(dossier: &Dossier) -> &[Kept<Self>];
    /// The form of a new one.
    fn blank(editing: &Editing) -> Form;
    /// The form of one as it stands.
    fn filled(&self) -> Form;
    /// The fields.
    fn inputs(lang: Lang, form: &Form) -> Markup;
    /// Reads what was typed; `before` is the record that is being corrected. Refusals are left in the form.
    fn read(form: &mut Form, editing: &Editing, before: Option<&Self>) -> Option<Self>;
    /// Fits it among the project's other records of the kind; what can't stand beside them is refused.
    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]);
}

/// Shows the form of a new record.
pub(super) async fn add_page<R: Formed>(editing: Editing) -> Response {
    let form = R::blank(&editing);
    editing.shown(markup::<R>(&editing, &form, None))
}

/// Adds a record.
pub(super) async fn add<R: Formed>(editing: Editing, form: Form) -> Result<Response, Problem> {
    write::<R>(editing, form, None).await
}

/// Shows a record to be corrected.
pub(super) async fn correct_page<R: Formed>(
    editing: Editing,
    Path((_, record)): Path<(i64, i64)>,
) -> Result<Response, Problem> {
    let record = find::<R>(&editing, record)?;
    Ok(editing.shown(markup(&editing, &record.filled(), Some(&record))))
}

/// Corrects a record.
pub(super) async fn correct<R: Formed>(
    editing: Editing,
    Path((_, record)): Path<(i64, i64)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let record = find::<R>(&editing, record)?;
    clash::refused(&mut form, record.since, "progress.changed_meanwhile");
    write(editing, form, Some(record)).await
}

/// Withdraws a record. Photos of a month that is withdrawn stay with the project.
pub(super) async fn withdraw<R: Formed>(
    editing: Editing,
    Path((_, record)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let Some(mut writer) = editing.begin(&form, None).await? else { return Ok(editing.repeated()) };
    let record = find::<R>(&editing, record)?;
    if R::KIND == RecordKind::MonthlyReport {
        let id = Some(MonthlyReportId(record.id));
        for photo in editing.opened.dossier.evidence.iter().filter(|file| file.report == id) {
            writer.replace(photo, &Evidence { report: None, ..photo.body.clone() }, photo.source.as_deref());
        }
    }
    writer.close(&record);
    editing.done(writer, R::WORDS.withdrawn).await
}

fn find<R: Formed>(editing: &Editing, id: i64) -> Result<Kept<R>, Problem> {
    let record = R::of(&editing.opened.dossier).iter().find(|record| record.id == id);
    record.cloned().ok_or_else(Problem::not_found)
}

fn markup<R: Formed>(editing: &Editing, form: &Form, record: Option<&Kept<R>>) -> Markup {
    let lang = editing.lang();
    let fields = html! {
        @if let Some(record) = record { (clash::field(form, record.since)) }
        (R::inputs(lang, form))
    };
    let (title, path) = match record {
        None => (R::WORDS.add, R::PATH.to_owned()),
        Some(record) => (R::WORDS.correct, format!("{}/{}", R::PATH, record.id)),
    };
    let frame = Frame { title: lang.t(title), path, verb: lang.t("progress.save"), with_file: false };
    editing.form(&frame, form, &fields)
}

async fn write<R: Formed>(
    editing: Editing,
    mut form: Form,
    before: Option<Kept<R>>,
) -> Result<Response, Problem> {
    let read = R::read(&mut form, &editing, before.as_ref().map(|record| &record.body));
    if let Some(mut record) = read.filter(|_| form.is_fine()) {
        let Some(mut writer) = editing.begin(&form, None).await? else { return Ok(editing.repeated()) };
        let others = others::<R>(&mut writer, editing.id(), before.as_ref().map(|record| record.id)).await?;
        record.fit(&mut form, &others);
        if form.is_fine() {
            let said = R::WORDS.put(&mut writer, before.as_ref(), &record);
            return editing.done(writer, said).await;
        }
    }
    Ok(editing.refused(markup(&editing, &form, before.as_ref())))
}
