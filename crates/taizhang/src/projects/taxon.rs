//! Classes of a project: one in each taxonomy; a new class of the same taxonomy takes the place of the old.

use super::load::{Opened, editable};
use super::parts::ProjectForm;
use super::writing::{self, Begun};
use crate::actor::Actor;
use crate::app::App;
use crate::ui::field::{self, Choice, Field};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Permission;
use domain::facts::{Kept, ProjectId, ProjectTaxon, Taxon, TaxonId, TaxonomyId};
use maud::Markup;

/// Shows the form.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    Ok(page::full(&asked, markup(&app, &asked, &actor, &opened, &Form::default())))
}

fn markup(app: &App, asked: &Asked, actor: &Actor, opened: &Opened, form: &Form) -> Markup {
    let lang = asked.lang;
    let taxonomy_name = |class: &Taxon| {
        opened.dims().taxonomies.get(&class.taxonomy.0).map_or("", |taxonomy| taxonomy.name.as_str())
    };
    let choices: Vec<Choice> = offered(opened)
        .into_iter()
        .map(|class| Choice::new(class.id.to_string(), format!("{} · {}", taxonomy_name(class), class.name)))
        .collect();
    let fields = field::select(lang, form, Field::required("taxon", lang.t("projects.class")), &choices);
    let title = lang.t("projects.add_taxon");
    let page =
        ProjectForm { opened, title, path: "taxons".into(), verb: lang.t("projects.add"), with_file: false };
    page.page(app, asked, actor, form, &fields)
}

/// The classes of the country's and province's taxonomies, and of those kept above or at the project's zone.
fn offered(opened: &Opened) -> Vec<&Kept<Taxon>> {
    let dims = opened.dims();
    let place = opened.question.snapshot.places().get(opened.project().zone);
    let here = |taxonomy: TaxonomyId| match dims.taxonomies.get(&taxonomy.0).map(|taxonomy| taxonomy.org) {
        Some(Some(org)) => place.is_some_and(|place| place.lineage.contains(&org)),
        Some(None) => true,
        None => false,
    };
    let mut classes: Vec<_> = dims.taxons.values().filter(|class| here(class.taxonomy)).collect();
    classes.sort_by_key(|class| (class.taxonomy, class.position, class.id));
    classes
}

/// Puts the project into a class.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    let chosen = form.choice("taxon", |code| {
        let id: i64 = code.parse().ok()?;
        offered(&opened).into_iter().find(|class| class.id == id)
    });
    let Some(class) = form.must("taxon", chosen) else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &opened, &form)));
    };
    let mut writer = match writing::begin(&app, &actor, &form).await? {
        Begun::New(writer) => writer,
        Begun::Repeated(_) => return Ok(writing::repeated(&asked, &opened.path())),
    };
    let project = ProjectId(id);
    editable(&mut writer, &actor, project, Permission::Edit).await?;
    let same_taxonomy = |link: &&Kept<ProjectTaxon>| {
        opened.dims().taxons.get(&link.taxon.0).is_some_and(|other| other.taxonomy == class.taxonomy)
    };
    let body = ProjectTaxon { project, taxon: TaxonId(class.id) };
    match opened.dossier.taxons.iter().find(same_taxonomy) {
        Some(old) => drop(writer.replace(old, &body, None)),
        None => drop(writer.create(&body)),
    }
    writing::done(writer, &asked, &opened.path(), "projects.class_set").await
}

/// Takes the project out of a class.
pub(super) async fn remove(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((id, link)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let opened = Opened::now(&app, &actor, id, Permission::Edit).await?;
    let link = opened.dossier.taxons.iter().find(|it| it.id == link);
    writing::remove(&app, &asked, &actor, &opened, &form, link, "projects.class_removed").await
}
