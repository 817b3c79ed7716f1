//! The files behind a project and its stage events: kept by the hash of their bytes, attached and detached as facts.

use super::editing::{Editing, Frame};
use super::load::{Opened, may};
use super::show::Shown;
use crate::actor::Actor;
use crate::app::App;
use crate::files;
use crate::project::remove_button;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::form::Form;
use crate::web::picture::{self, Picture};
use crate::web::problem::Problem;
use crate::web::upload::{self, Limits};
use crate::words;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use domain::Permission;
use domain::facts::{EventId, Evidence, Kept, MonthlyReport, MonthlyReportId};
use domain::limits::FILES_PER_EVENT_MAX;
use maud::{Markup, html};
use tokio_util::io::ReaderStream;

/// The media type of every download but photos: the browser saves it and runs nothing.
const ANY: &str = "application/octet-stream";

/// The files on the project page.
pub(super) fn section(shown: &Shown<'_>) -> Markup {
    let lang = shown.lang();
    let opens = shown.may_see(Permission::Audit);
    html! {
        section {
            h2 { (lang.t("projects.files")) }
            @if shown.opened.dossier.evidence.is_empty() { p.muted { (lang.t("projects.files_none")) } }
            ul.plain {
                @for file in &shown.opened.dossier.evidence {
                    li.row {
                        @if opens { a href=(shown.below(&format!("files/{}", file.id))) { (file.name) } } @else { (file.name) }
                        span.muted.small { (size(file.size_bytes)) }
                        @if let Some(proved) = proves(shown, file) { span.muted { (proved) } }
                        (remove_button(shown, &format!("files/{}/detach", file.id), "projects.detach"))
                    }
                }
            }
        }
    }
}

/// What a file proves: the stage and its day, or the month of which it is a photo.
fn proves(shown: &Shown<'_>, file: &Evidence) -> Option<String> {
    let of_report = |it: &&Kept<MonthlyReport>| file.report == Some(MonthlyReportId(it.id));
    if let Some(report) = shown.opened.dossier.reports.iter().find(of_report) {
        return Some(month_of(shown.lang(), report));
    }
    let event = shown.opened.dossier.events.iter().find(|event| file.event == Some(EventId(event.id)))?;
    let lang = shown.lang();
    Some(format!("{} {}", words::stage(lang, event.stage), super::show::when(lang, event)))
}

fn month_of(lang: Lang, report: &MonthlyReport) -> String {
    lang.tf("projects.report_of", &[("year", &report.year), ("month", &report.month)])
}

/// A size for people: 12 KiB, 3.4 MiB.
fn size(bytes: i64) -> String {
    const KIB: i64 = 1024;
    match bytes {
        ..KIB => format!("{bytes} B"),
        KIB..1_048_576 => format!("{} KiB", bytes / KIB),
        _ => format!("{}.{} MiB", bytes / (KIB * KIB), bytes % (KIB * KIB) * 10 / (KIB * KIB)),
    }
}

/// Shows the form.
pub(super) async fn page(editing: Editing) -> Response {
    let of_address = |name| (name, editing.asked.here.get(name).unwrap_or_default());
    editing.shown(markup(&editing, &Form::filled(["event", "report"].map(of_address))))
}

fn markup(editing: &Editing, form: &Form) -> Markup {
    let lang = editing.lang();
    let events = editing.opened.dossier.events.iter();
    let events = events.map(|event| {
        let label = format!("{} {}", words::stage(lang, event.stage), super::show::when(lang, event));
        Choice::new(event.id.to_string(), label)
    });
    let mut reports: Vec<_> = editing.opened.dossier.reports.iter().collect();
    reports.sort_by_key(|report| (-report.year, -report.month));
    let reports: Vec<Choice> =
        reports.iter().map(|report| Choice::new(report.id.to_string(), month_of(lang, report))).collect();
    let fields = html! {
        (field::file(lang, form, Field::required("file", lang.t("projects.file")).hint(lang.t("projects.photo_hint")), ""))
        (field::select(lang, form, Field::optional("event", lang.t("projects.file_event")), &events.collect::<Vec<_>>()))
        @if !reports.is_empty() {
            (field::select(lang, form, Field::optional("report", lang.t("projects.file_report")), &reports))
        }
    };
    let title = lang.t("projects.add_file");
    let frame = Frame { title, path: "files".into(), verb: lang.t("projects.attach"), with_file: true };
    editing.form(&frame, form, &fields)
}

/// Keeps a file and attaches it.
pub(super) async fn attach(editing: Editing, request: Request) -> Result<Response, Problem> {
    let folder = files::incoming(&editing.app.ledger).await.map_err(|error| Problem::internal(&error))?;
    let received = upload::receive(request, &folder, Limits::default()).await?;
    let (mut form, mut uploads) = (received.form, received.files);
    let event = form.choice("event", |code| {
        let id: i64 = code.parse().ok()?;
        editing.opened.dossier.events.iter().find(|event| event.id == id).map(|event| EventId(event.id))
    });
    let report = form.choice("report", |code| {
        let id: i64 = code.parse().ok()?;
        editing.opened.dossier.reports.iter().find(|it| it.id == id).map(|it| MonthlyReportId(it.id))
    });
    if event.is_some() && report.is_some() {
        form.refuse("report", "projects.file_of_both");
    }
    let same = |file: &&Kept<Evidence>| file.event == event && file.report == report;
    let attached = editing.opened.dossier.evidence.iter().filter(same).count();
    if attached >= FILES_PER_EVENT_MAX {
        form.refuse_with("file", "projects.files_full", vec![("max", FILES_PER_EVENT_MAX.to_string())]);
    }
    let upload = form.must("file", uploads.pop());
    let mut name = upload.as_ref().map(|upload| upload.name.clone()).unwrap_or_default();
    if let (Some(upload), Some(_)) = (&upload, report) {
        match picture::of_file(upload.path()).await.map_err(|error| Problem::internal(&error))? {
            Some(Picture::Shown(mime)) => name = picture::named(&name, mime),
            Some(Picture::Heic) => form.refuse("file", "projects.photo_heic"),
            None => form.refuse("file", "projects.photo_none"),
        }
    }
    let Some(upload) = upload.filter(|_| form.is_fine()) else {
        return Ok(editing.refused(markup(&editing, &form)));
    };
    let kept = files::keep(&editing.app.ledger, upload).await.map_err(|error| Problem::internal(&error))?;
    let Some(mut writer) = editing.begin(&form, None).await? else { return Ok(editing.repeated()) };
    let project = editing.id();
    let size_bytes = i64::try_from(kept.size_bytes).unwrap_or(i64::MAX);
    writer.create(&Evidence { project, event, file: kept.hash, name, size_bytes, report });
    editing.done(writer, "projects.file_attached").await
}

/// Gives a file to those who may see files, as of the address's clocks.
pub(super) async fn download(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, file)): Path<(i64, i64)>,
) -> Result<Response, Problem> {
    let opened = Opened::as_asked(&app, &asked, &actor, id).await?;
    if !may(&actor, Permission::Audit, opened.project()) {
        return Err(Problem::forbidden());
    }
    let found = opened.dossier.evidence.iter().find(|it| it.id == file).ok_or_else(Problem::not_found)?;
    let path = files::path_of(&app.ledger, &found.file).ok_or_else(Problem::not_found)?;
    let open = tokio::fs::File::open(&path).await.map_err(|error| Problem::internal(&error))?;
    let body = Body::from_stream(ReaderStream::new(open));
    // A photo is shown small under its month: by what is in it, for older ones were taken as they came.
    let picture = match found.report {
        Some(_) => picture::of_file(&path).await.map_err(|error| Problem::internal(&error))?,
        None => None,
    };
    let mime = if let Some(Picture::Shown(mime)) = picture { mime } else { ANY };
    Ok(Download::new(found.name.clone(), mime, body).into_response())
}

/// Detaches a file; its bytes stay, for the history names them.
pub(super) async fn detach(
    editing: Editing,
    Path((_, file)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let file: Option<&Kept<Evidence>> = editing.opened.dossier.evidence.iter().find(|it| it.id == file);
    editing.remove(&form, file, "projects.file_detached").await
}
