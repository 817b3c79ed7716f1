//! A new project: its own facts; stages, promises and parties follow on its page. A part of a project is made by the
//! same form with `parent` and `part` set.

use super::editing::Editing;
use super::facts_form::{self, zones};
use super::inputs;
use super::load::{Opened, may};
use super::writing::{self, Begun};
use super::{numbers, parts, store};
use crate::actor::Actor;
use crate::app::App;
use crate::text::Lang;
use crate::ui::field::{self, Field};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::State;
use axum::response::Response;
use domain::facts::{Dimensions, OrgId, Project, ProjectId};
use domain::{Part, Permission};
use maud::{Markup, html};

/// Shows the form with the next number of the zone.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let question = app.question(&crate::as_of::AsOf::default()).await?;
    let dims = question.snapshot.dimensions();
    let wanted = asked.here.get("zone").and_then(|zone| zone.parse::<i64>().ok());
    let keeps = zones(&actor, dims);
    let zone = keeps.iter().find(|zone| wanted.is_none_or(|wanted| wanted == zone.id));
    let mut form = Form::default();
    if let Some(zone) = zone {
        form.set("zone", zone.id.to_string());
        form.set("own_no", proposed(&app, OrgId(zone.id)).await?);
    }
    let body = markup(&asked, &actor, &form, dims, None);
    Ok(page::full(&asked, parts::page(&app, &asked, &actor, asked.lang.t("projects.create"), &body)))
}

/// The number after those that the zone has given so far.
async fn proposed(app: &App, zone: OrgId) -> Result<String, Problem> {
    let given = store::numbers_of(app.ledger.db(), zone).await?;
    Ok(numbers::next_after(&given).unwrap_or_default())
}

/// Shows the form for a part of a project: same zone and park, own number beside the whole's.
pub(super) async fn part_page(editing: Editing) -> Result<Response, Problem> {
    let whole = editing.opened.project();
    let mut form = Form::default();
    form.set("zone", whole.zone.to_string());
    form.set("park", whole.park.map(|park| park.to_string()).unwrap_or_default());
    form.set("own_no", proposed(&editing.app, whole.zone).await?);
    form.set("part", Part::Phase.code());
    let opened = &editing.opened;
    let body = markup(&editing.asked, &editing.actor, &form, opened.dims(), Some(opened));
    Ok(editing.shown(editing.page(editing.lang().t("projects.add_part"), &body)))
}

fn markup(asked: &Asked, actor: &Actor, form: &Form, dims: &Dimensions, whole: Option<&Opened>) -> Markup {
    let lang = asked.lang;
    let (title, action) = match whole {
        None => (lang.t("projects.create"), super::NEW.to_owned()),
        Some(whole) => (lang.t("projects.add_part"), format!("{}/parts", whole.path())),
    };
    html! {
        form.narrow method="post" action=(action) {
            h1 { (title) }
            @if let Some(whole) = whole { p { a href=(whole.path()) { (whole.project().title) } } }
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                @if whole.is_some() { (part_field(lang, form)) }
                (facts_form::markup(lang, form, actor, dims))
                div.submit { button.primary type="submit" { (lang.t("projects.save")) } }
            }))
        }
    }
}

fn part_field(lang: Lang, form: &Form) -> Markup {
    let choices = inputs::coded(Part::ALL, Part::code, |part| words::part(lang, part));
    field::select(lang, form, Field::required("part", lang.t("projects.part_kind")), &choices)
}

/// Creates a project.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    form: Form,
) -> Result<Response, Problem> {
    create(&app, &asked, &actor, form, None).await
}

/// Creates a part of a project.
pub(super) async fn part_submit(editing: Editing, form: Form) -> Result<Response, Problem> {
    create(&editing.app, &editing.asked, &editing.actor, form, Some(&editing.opened)).await
}

async fn create(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    mut form: Form,
    whole: Option<&Opened>,
) -> Result<Response, Problem> {
    let question = app.question(&crate::as_of::AsOf::default()).await?;
    let dims = question.snapshot.dimensions();
    let mut blank = Project::new("", "", OrgId(0));
    if let Some(whole) = whole {
        let part = form.choice("part", Part::from_code);
        (blank.parent, blank.part) = (Some(whole.dossier.id()), form.must("part", part));
    }
    if let Some(project) = facts_form::read(&mut form, &blank, actor, dims) {
        if !may(actor, Permission::Edit, &project) {
            return Err(Problem::forbidden());
        }
        let mut writer = match writing::begin(app, actor, &form).await? {
            Begun::New(writer) => writer,
            Begun::Repeated(change) => {
                let done = store::created_by(app.ledger.db(), change).await?;
                let to = done.map_or_else(|| super::PATH.to_owned(), super::path_of);
                return Ok(writing::repeated(asked, &to));
            }
        };
        facts_form::check_number(&mut form, &mut writer, &project, None).await?;
        if form.is_fine() {
            let id = ProjectId(writer.create(&project));
            return writing::done(writer, asked, &super::path_of(id), "projects.created").await;
        }
    }
    let body = markup(asked, actor, &form, dims, whole);
    Ok(page::refused(asked, parts::page(app, asked, actor, asked.lang.t("projects.create"), &body)))
}
