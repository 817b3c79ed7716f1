//! One taxonomy: its name, and its classes as lines. A class is known by its code where the lines have codes, else by its
//! name: a line with the code of a class renames it, a line that is gone ends it unless a project stands in it.

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
use std::collections::BTreeSet;

/// The hidden field that says which classes the form showed.
const SHOWN: &str = "shown";

/// Which classes these are: how many, and the last change that touched one.
fn fingerprint<'a>(classes: impl Iterator<Item = &'a Kept<Taxon>>) -> String {
    let (count, last) =
        classes.fold((0_usize, 0), |(count, last), class| (count + 1, last.max(class.since.0)));
    format!("{count}:{last}")
}

/// The classes of a taxonomy in their order.
pub(super) fn classes_of(dims: &Dimensions, taxonomy: TaxonomyId) -> Vec<&Kept<Taxon>> {
    let mut classes: Vec<_> = dims.taxons.values().filter(|class| class.taxonomy == taxonomy).collect();
    classes.sort_by_key(|class| (class.position, class.id));
    classes
}

/// The taxonomy, if the actor keeps it.
async fn kept(app: &App, actor: &Actor, id: i64) -> Result<Kept<Taxonomy>, Problem> {
    let taxonomy = open_one::<Taxonomy>(app.ledger.db(), id).await?.ok_or_else(Problem::not_found)?;
    let snapshot = app.ledger.live().current().await?;
    if super::keeps(actor, snapshot.dimensions(), &taxonomy) {
        Ok(taxonomy)
    } else {
        Err(Problem::not_found())
    }
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
        (SHOWN, fingerprint(classes.iter().copied())),
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
            input type="hidden" name=(SHOWN) value=(form.value(SHOWN));
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
        let known = writer.open_by::<Taxon>("taxonomy = $1", vec![Val::Int(id)]).await?;
        if form.value(SHOWN) != fingerprint(known.iter()) {
            form.refuse(CLASSES, "classes.changed_meanwhile");
            form.set(SHOWN, fingerprint(known.iter()));
            drop(writer);
            return Ok(page::refused(&asked, markup(&app, &asked, &actor, &taxonomy, &form)));
        }
        writer.replace(&taxonomy, &Taxonomy { name, version, ..taxonomy.body.clone() }, None);
        match classes(&mut writer, TaxonomyId(id), known, lines).await? {
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
    mut known: Vec<Kept<Taxon>>,
    lines: Vec<Line>,
) -> Result<Option<String>, Problem> {
    let mut codes: BTreeSet<String> = known.iter().map(|class| class.code.clone()).collect();
    codes.extend(lines.iter().filter_map(|line| line.code.clone()));
    for (position, line) in (1..).zip(lines) {
        let same = |class: &Kept<Taxon>| match &line.code {
            Some(code) => class.code == *code,
            None => class.name == line.name,
        };
        let old = known.iter().position(same).map(|place| known.swap_remove(place));
        let code = line.code.or_else(|| old.as_ref().map(|class| class.code.clone()));
        let code = code.unwrap_or_else(|| free_code(&mut codes));
        let body = Taxon { taxonomy, code, name: line.name, position };
        match old {
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

/// The first number that no class has.
fn free_code(codes: &mut BTreeSet<String>) -> String {
    let free = (1_usize..).map(|number| format!("{number:02}")).find(|code| !codes.contains(code));
    let free = free.expect("there are more numbers than classes");
    codes.insert(free.clone());
    free
}
