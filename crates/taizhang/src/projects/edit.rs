//! Editing a project's own facts. The form carries the version that it was opened on; when somebody saved meanwhile,
//! the answer is 409 with both sides beside each other and nothing typed lost.

use super::editing::Editing;
use super::facts_form::{self, FIELDS};
use super::load::editable;
use crate::fields;
use crate::ledger::{self, Depth};
use crate::ui::field;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::problem::Problem;
use axum::http::StatusCode;
use axum::response::Response;
use domain::Permission;
use domain::facts::{ChangeId, Dimensions, OrgId, Project, RecordKind};
use maud::{Markup, html};

/// The hidden field with the change that wrote the version shown.
const SINCE: &str = "since";

/// Shows the form.
pub(super) async fn page(editing: Editing) -> Response {
    let project = editing.opened.project();
    let mut form = facts_form::filled(project);
    form.set(SINCE, project.since.to_string());
    editing.shown(markup(&editing, &form, &Markup::default()))
}

fn markup(editing: &Editing, form: &Form, above: &Markup) -> Markup {
    let (lang, opened) = (editing.lang(), &editing.opened);
    let title = lang.t("projects.edit_facts");
    let body = html! {
        form.narrow method="post" action=(format!("{}/edit", opened.path())) {
            h1 { (title) }
            p { a href=(opened.path()) { (opened.project().title) } }
            (above)
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                input type="hidden" name=(SINCE) value=(form.value(SINCE));
                (facts_form::markup(lang, form, &editing.actor, opened.dims()))
                div.submit { button.primary type="submit" { (lang.t("projects.save")) } }
            }))
        }
    };
    editing.page(title, &body)
}

/// Saves, or shows what is in the way.
pub(super) async fn submit(editing: Editing, mut form: Form) -> Result<Response, Problem> {
    let opened = &editing.opened;
    let since: ChangeId = form.value(SINCE).parse().map_err(|_| Problem::bad_request())?;
    let read = facts_form::read(&mut form, opened.project(), &editing.actor, opened.dims());
    let Some(project) = read else {
        return Ok(editing.refused(markup(&editing, &form, &Markup::default())));
    };
    let Some(mut writer) = editing.begin(&form, None).await? else { return Ok(editing.repeated()) };
    let kept = editable(&mut writer, &editing.actor, editing.id(), Permission::Edit).await?;
    if kept.since != since {
        drop(writer);
        return clash(editing, since, &form).await;
    }
    facts_form::check_number(&mut form, &mut writer, &project, Some(editing.id())).await?;
    if !form.is_fine() {
        return Ok(editing.refused(markup(&editing, &form, &Markup::default())));
    }
    // Only the form's own fields are taken: the rest stays as it stands inside the change.
    let project = Project { parent: kept.parent, part: kept.part, ..project };
    writer.replace(&kept, &project, None);
    editing.done(writer, "projects.saved").await
}

/// One field that somebody saved meanwhile or that was typed here.
struct Difference {
    field: &'static str,
    theirs: String,
    mine: String,
    /// Both changed it, and not to the same.
    clashes: bool,
}

/// 409: what was saved meanwhile beside what was typed. The form below holds what only one side changed, and one's own
/// words where both did; it can be saved as it is.
async fn clash(editing: Editing, since: ChangeId, typed: &Form) -> Result<Response, Problem> {
    let editing = editing.afresh().await?;
    let opened = &editing.opened;
    let mut read = editing.app.ledger.db().read().await?;
    let base = ledger::dossier(&mut read, since, editing.id(), Depth::Figures).await?;
    let base = base.map_or_else(|| opened.project().body.clone(), |dossier| dossier.project.body);
    let differences = differences(&base, opened.project(), typed);
    let mut form = Form::filled(typed.pairs());
    for difference in
        differences.iter().filter(|it| !it.clashes && it.mine == facts_form::shown(&base, it.field))
    {
        form.set(difference.field, difference.theirs.clone());
    }
    form.set(SINCE, opened.project().since.to_string());
    let above = beside(&editing.asked, opened.dims(), &differences);
    let mut response = editing.shown(markup(&editing, &form, &above));
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}

fn differences(base: &Project, theirs: &Project, typed: &Form) -> Vec<Difference> {
    FIELDS
        .into_iter()
        .map(|field| {
            let (before, theirs) = (facts_form::shown(base, field), facts_form::shown(theirs, field));
            let mine = typed.value(field).to_owned();
            let clashes = theirs != before && mine != before && mine != theirs;
            Difference { field, theirs, mine, clashes }
        })
        .filter(|it| it.theirs != it.mine)
        .collect()
}

fn beside(asked: &Asked, dims: &Dimensions, differences: &[Difference]) -> Markup {
    let lang = asked.lang;
    let printed = |field: &str, text: &str| match field {
        "zone" | "park" => {
            let org = text.parse::<OrgId>().ok().and_then(|org| dims.org_shown(org));
            org.map_or_else(|| text.to_owned(), std::borrow::Cow::into_owned)
        }
        _ => text.to_owned(),
    };
    let columns = vec![
        Column::new("field", lang.t("projects.field"), Kind::Lead),
        Column::new("theirs", lang.t("projects.saved_meanwhile"), Kind::Words),
        Column::new("mine", lang.t("projects.typed_here"), Kind::Words),
    ];
    let rows = differences.iter().map(|it| Row {
        id: it.field.to_owned(),
        name: it.field.to_owned(),
        cells: vec![
            html! { (fields::label(lang, RecordKind::Project, it.field))
            @if it.clashes { " " span.alarm { (lang.t("projects.both_changed")) } } },
            html! { (printed(it.field, &it.theirs)) },
            html! { (printed(it.field, &it.mine)) },
        ],
    });
    html! {
        div.refusals role="alert" tabindex="-1" {
            h2 { (lang.t("projects.clash")) }
            p { (lang.t("projects.clash_words")) }
            (Table::new(lang.t("projects.clash"), &asked.here, columns, rows.collect()).render(lang))
        }
    }
}
