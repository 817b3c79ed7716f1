//! One taxonomy: its name, and its classes as lines. A class is known by its code, else by its name: a line with the
//! code of a class renames it, a line that is gone ends it unless a project stands in it.

use super::lines::{self, CLASSES, Line};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::ledger::{Act, Origin, Writer, open_one};
use crate::shell;
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::clash;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use db::Val;
use domain::facts::{Dimensions, Kept, ProjectTaxon, Taxon, Taxonomy, TaxonomyId};
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS};
use maud::{Markup, html};

/// The classes of a taxonomy in their order.
pub(super) fn classes_of(dims: &Dimensions, taxonomy: TaxonomyId) -> Vec<&Kept<Taxon>> {
    let mut classes: Vec<_> = dims.taxons.values().filter(|class| class.taxonomy == taxonomy).collect();
    classes.sort_by_key(|class| (class.position, class.id));
    classes
}

/// The taxonomy, if the actor keeps it.
async fn kept(app: &App, actor: &Actor, id: i64) -> Result<Kept<Taxonomy>, Problem> {
    let taxonomy = open_one::<Taxonomy>(app.ledger.db(), id).await?.ok_or_else(Problem::not_found)?;
    if super::keeps(app, actor, &taxonomy).await? { Ok(taxonomy) } else { Err(Problem::forbidden()) }
}

/// Shows the form.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let taxonomy = kept(&app, &actor, id).await?;
    let question = app.question(&AsOf::default()).await?;
    let classes = classes_of(question.snapshot.dimensions(), TaxonomyId(id));
    let lines: Vec<String> = classes.iter().map(|class| format!("{} {}", class.code, class.name)).collect();
    let form = Form::filled([
        (clash::SINCE, taxonomy.since.to_string()),
        ("name", taxonomy.name.clone()),
        ("version", taxonomy.version.clone()),
        (CLASSES, lines.join("\n")),
    ]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &taxonomy, &form)))
}

fn markup(app: &App, asked: &Asked, actor: &Actor, taxonomy: &Kept<Taxonomy>, form: &Form) -> Markup {
    let lang = asked.lang;
    let body = html! {
        (layout::heading(&taxonomy.name, &html! {}))
        form.narrow method="post" action={ (super::CLASSES) "/" (taxonomy.id) } {
            (field::with_summary(lang, form, &html! {
                input type="hidden" name=(clash::SINCE) value=(form.value(clash::SINCE));
                (field::text(lang, form, Field::required("name", lang.t("classes.name"))))
                (field::text(lang, form, Field::required("version", lang.t("classes.version"))))
                (field::textarea(lang, form, Field::required(CLASSES, lang.t("classes.classes")).hint(lang.t("classes.edit_hint"))))
                div.row {
                    button.primary type="submit" { (lang.t("classes.save")) }
                    a href=(super::CLASSES) { (lang.t("classes.back")) }
                }
            }))
        }
    };
    shell::page(app, asked, actor, Noun::Settings, &taxonomy.name, &body)
}

/// Writes what differs.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let taxonomy = kept(&app, &actor, id).await?;
    let name = form.required("name", NAME_MAX_CHARS);
    let version = form.required("version", CODE_MAX_CHARS);
    let lines = lines::read(&mut form);
    let now = [("name", taxonomy.name.clone()), ("version", taxonomy.version.clone())];
    let clashed = clash::found(&mut form, taxonomy.since, &now);
    if let (Some(name), Some(version), Some(lines), false) = (name, version, lines, clashed) {
        let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
        writer.replace(&taxonomy, &Taxonomy { name, version, ..taxonomy.body.clone() }, None);
        match classes(&mut writer, TaxonomyId(id), lines).await? {
            None => {
                writer.commit().await?;
                let said = Flash::saying(asked.lang.t("classes.saved"));
                return Ok(page::redirect(&asked, &format!("{}/{id}", super::CLASSES), Some(&said)));
            }
            Some(in_use) => form.refuse_with(CLASSES, "classes.in_use", vec![("name", in_use)]),
        }
    }
    Ok(page::refused(&asked, markup(&app, &asked, &actor, &taxonomy, &form)))
}

/// Brings the classes to the lines; gives the name of a class that would go though projects stand in it.
async fn classes(
    writer: &mut Writer,
    taxonomy: TaxonomyId,
    lines: Vec<Line>,
) -> Result<Option<String>, Problem> {
    let mut known = writer.open_by::<Taxon>("taxonomy = $1", vec![Val::Int(taxonomy.0)]).await?;
    for (position, line) in (1..).zip(lines) {
        let same = |class: &Kept<Taxon>| class.code == line.code;
        let place = known.iter().position(same).or_else(|| known.iter().position(|it| it.name == line.name));
        let body = Taxon { taxonomy, code: line.code.clone(), name: line.name.clone(), position };
        match place.map(|place| known.swap_remove(place)) {
            Some(class) => drop(writer.replace(&class, &body, None)),
            None => drop(writer.create(&body)),
        }
    }
    for class in known {
        let stand = writer.open_by::<ProjectTaxon>("taxon = $1", vec![Val::Int(class.id)]).await?;
        if !stand.is_empty() {
            return Ok(Some(class.name.clone()));
        }
        writer.close(&class);
    }
    Ok(None)
}
