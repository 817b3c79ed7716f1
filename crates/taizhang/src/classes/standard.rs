//! The standard taxonomies (`domain.md` §12), taken over whole.

use crate::actor::Actor;
use crate::app::App;
use crate::ledger::{Act, Origin, Writer};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use db::Val;
use domain::Permission;
use domain::facts::{Dimensions, Taxon, Taxonomy, TaxonomyId};
use domain::industry::{SEEDS, TaxonomySeed};

/// Those that the ledger doesn't have yet.
pub(super) fn missing(dims: &Dimensions) -> impl Iterator<Item = TaxonomySeed> {
    let has = |seed: &TaxonomySeed| {
        dims.taxonomies
            .values()
            .any(|taxonomy| taxonomy.code == seed.code && taxonomy.version == seed.version)
    };
    SEEDS.into_iter().filter(move |seed| !has(seed))
}

/// Takes one over.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(code): Path<String>,
) -> Result<Response, Problem> {
    let snapshot = app.ledger.live().current().await?;
    if !actor.may_everywhere(Permission::ManageOrgs, snapshot.dimensions()) {
        return Err(Problem::forbidden());
    }
    let seed = SEEDS.into_iter().find(|seed| seed.code == code).ok_or_else(Problem::not_found)?;
    let mut writer = app.ledger.write(Act::new(Some(actor.user), Origin::Web)).await?;
    // Asked inside the change: of two clicks at once only one takes it over.
    let vals = vec![Val::from(seed.code), Val::from(seed.version)];
    if !writer.open_by::<Taxonomy>("code = $1 AND version = $2", vals).await?.is_empty() {
        return Ok(page::redirect(&asked, super::CLASSES, None));
    }
    write(&mut writer, &seed);
    writer.commit().await?;
    let said = Flash::saying(asked.lang.tf("classes.taken_over", &[("name", &seed.name)]));
    Ok(page::redirect(&asked, super::CLASSES, Some(&said)))
}

fn write(writer: &mut Writer, seed: &TaxonomySeed) {
    let body =
        Taxonomy { code: seed.code.into(), name: seed.name.into(), version: seed.version.into(), org: None };
    let taxonomy = TaxonomyId(writer.create(&body));
    for (position, taxon) in (1..).zip(seed.taxa) {
        writer.create(&Taxon { taxonomy, code: taxon.code.into(), name: taxon.name.into(), position });
    }
}
