//! The taxonomies of the ledger, and the standard ones that it doesn't have yet.

use super::standard;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::shell;
use crate::ui::empty::{Empty, empty};
use crate::ui::layout::{self, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::{Dimensions, Kept, Taxonomy, TaxonomyId};
use maud::{Markup, html};

/// Shows them.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let lang = asked.lang;
    let question = app.question(&AsOf::default()).await?;
    let dims = question.snapshot.dimensions();
    let keeps_site = actor.may_everywhere(Permission::ManageOrgs, dims);
    let actions = html! { a.button href="/classes/new" { (lang.t("classes.add")) } };
    let kept = |taxonomy: &&Kept<Taxonomy>| super::keeps(&actor, dims, taxonomy);
    let taxonomies: Vec<_> = dims.taxonomies.values().filter(kept).collect();
    let missing: Vec<_> = standard::missing(dims).collect();
    let body = html! {
        (layout::heading(lang.t("classes.title"), &actions))
        p.hint { (lang.t("classes.words")) }
        (table(&asked, dims, &taxonomies))
        @if keeps_site && !missing.is_empty() {
            section {
                h2 { (lang.t("classes.standard")) }
                p.hint { (lang.t("classes.standard_words")) }
                ul.plain {
                    @for seed in missing {
                        li.row {
                            strong { (seed.name) }
                            span.muted { (seed.version) " · " (lang.tf("classes.count", &[("n", &seed.taxa.len())])) }
                            form method="post" action={ "/classes/standard/" (seed.code) } {
                                button type="submit" { (lang.t("classes.take_over")) }
                            }
                        }
                    }
                }
            }
        }
    };
    Ok(page::full(&asked, shell::page(&app, &asked, &actor, Noun::Settings, lang.t("classes.title"), &body)))
}

fn table(asked: &Asked, dims: &Dimensions, taxonomies: &[&Kept<Taxonomy>]) -> Markup {
    let lang = asked.lang;
    let columns = vec![
        Column::new("name", lang.t("classes.name"), Kind::Lead),
        Column::new("version", lang.t("classes.version"), Kind::Text),
        Column::new("org", lang.t("classes.org"), Kind::Text),
        Column::new("classes", lang.t("classes.classes"), Kind::Words),
    ];
    if taxonomies.is_empty() {
        return empty(&Empty {
            title: lang.t("classes.none").to_owned(),
            words: lang.t("classes.none_words").to_owned(),
            begin: None,
            sample: None,
        });
    }
    let rows = taxonomies.iter().map(|taxonomy| row(asked, dims, taxonomy));
    Table::new(lang.t("classes.title"), &asked.here, columns, rows.collect()).render(lang)
}

/// Class names that a row shows.
const NAMES_SHOWN: usize = 12;

fn row(asked: &Asked, dims: &Dimensions, taxonomy: &Kept<Taxonomy>) -> Row {
    let lang = asked.lang;
    let classes = super::edit::classes_of(dims, TaxonomyId(taxonomy.id));
    let names: Vec<&str> = classes.iter().take(NAMES_SHOWN).map(|class| class.name.as_str()).collect();
    let org = taxonomy.org.and_then(|org| dims.orgs.get(&org.0)).map(|org| org.name.as_str());
    Row {
        id: taxonomy.id.to_string(),
        name: taxonomy.name.clone(),
        cells: vec![
            html! { a href={ (super::CLASSES) "/" (taxonomy.id) } { (taxonomy.name) } },
            html! { (taxonomy.version) },
            html! { (org.unwrap_or(lang.t("classes.site"))) },
            html! {
                (lang.list(&names))
                @if classes.len() > NAMES_SHOWN { " … " (lang.tf("classes.count", &[("n", &classes.len())])) }
            },
        ],
    }
}
