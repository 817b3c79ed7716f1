//! Classes of a project: one in each taxonomy; a new class of the same taxonomy takes the place of the old.

use super::editing::{Editing, Frame};
use crate::ui::field::{self, Choice, Field};
use crate::web::form::Form;
use crate::web::problem::Problem;
use axum::extract::Path;
use axum::response::Response;
use domain::facts::{Kept, ProjectTaxon, Taxon, TaxonId, TaxonomyId};
use maud::Markup;

/// Shows the form.
pub(super) async fn page(editing: Editing) -> Response {
    editing.shown(markup(&editing, &Form::default()))
}

fn markup(editing: &Editing, form: &Form) -> Markup {
    let lang = editing.lang();
    let taxonomy_name = |class: &Taxon| {
        editing.opened.dims().taxonomies.get(&class.taxonomy.0).map_or("", |taxonomy| taxonomy.name.as_str())
    };
    let choices: Vec<Choice> = offered(editing)
        .into_iter()
        .map(|class| Choice::new(class.id.to_string(), format!("{} · {}", taxonomy_name(class), class.name)))
        .collect();
    let fields = field::select(lang, form, Field::required("taxon", lang.t("projects.class")), &choices);
    let title = lang.t("projects.add_taxon");
    let frame = Frame { title, path: "taxons".into(), verb: lang.t("projects.add"), with_file: false };
    editing.form(&frame, form, &fields)
}

/// The classes of the country's and province's taxonomies, and of those kept above or at the project's zone.
fn offered(editing: &Editing) -> Vec<&Kept<Taxon>> {
    let dims = editing.opened.dims();
    let place = editing.opened.question.snapshot.places().get(editing.opened.project().zone);
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
pub(super) async fn submit(editing: Editing, mut form: Form) -> Result<Response, Problem> {
    let chosen = form.choice("taxon", |code| {
        let id: i64 = code.parse().ok()?;
        offered(&editing).into_iter().find(|class| class.id == id)
    });
    let Some(class) = form.must("taxon", chosen) else {
        return Ok(editing.refused(markup(&editing, &form)));
    };
    let Some(mut writer) = editing.begin(&form, None).await? else { return Ok(editing.repeated()) };
    let project = editing.id();
    let same_taxonomy = |link: &&Kept<ProjectTaxon>| {
        editing.opened.dims().taxons.get(&link.taxon.0).is_some_and(|other| other.taxonomy == class.taxonomy)
    };
    let body = ProjectTaxon { project, taxon: TaxonId(class.id) };
    match editing.opened.dossier.taxons.iter().find(same_taxonomy) {
        Some(old) => drop(writer.replace(old, &body, None)),
        None => drop(writer.create(&body)),
    }
    editing.done(writer, "projects.class_set").await
}

/// Takes the project out of a class.
pub(super) async fn remove(
    editing: Editing,
    Path((_, link)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let link = editing.opened.dossier.taxons.iter().find(|it| it.id == link);
    editing.remove(&form, link, "projects.class_removed").await
}
