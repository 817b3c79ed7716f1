//! A taxonomy of a site's or an organisation's own.

use super::lines::{self, CLASSES};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::AsOf;
use crate::ledger::{Act, LedgerError, Origin};
use crate::once_only::repeated;
use crate::orgs;
use crate::shell;
use crate::ui::field::{self, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::State;
use axum::response::Response;
use domain::Permission;
use domain::facts::{OrgId, Taxon, Taxonomy, TaxonomyId};
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS};
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(State(app): State<App>, asked: Asked, actor: Actor) -> Result<Response, Problem> {
    let page = markup(&app, &asked, &actor, &Form::default()).await?;
    Ok(page::full(&asked, page))
}

async fn markup(app: &App, asked: &Asked, actor: &Actor, form: &Form) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let question = app.question(&AsOf::default()).await?;
    let keepers = orgs::choices(question.snapshot.dimensions(), actor, Permission::ManageOrgs);
    let body = html! {
        (layout::heading(lang.t("classes.add"), &html! {}))
        form.narrow method="post" action="/classes/new" {
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                (field::text(lang, form, Field::required("name", lang.t("classes.name"))))
                (field::text(lang, form, Field::required("version", lang.t("classes.version")).hint(lang.t("classes.version_hint"))))
                (field::select(lang, form, Field::required("org", lang.t("classes.org")).hint(lang.t("classes.org_hint")), &keepers))
                (field::textarea(lang, form, Field::required(CLASSES, lang.t("classes.classes")).hint(lang.t("classes.lines_hint"))))
                div.row {
                    button.primary type="submit" { (lang.t("classes.save")) }
                    a href=(super::CLASSES) { (lang.t("classes.back")) }
                }
            }))
        }
    };
    Ok(shell::page(app, asked, actor, Noun::Settings, lang.t("classes.add"), &body))
}

/// Writes the taxonomy with its classes.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    mut form: Form,
) -> Result<Response, Problem> {
    let name = form.required("name", NAME_MAX_CHARS);
    let version = form.required("version", CODE_MAX_CHARS);
    let org = form.choice("org", |id| id.parse::<OrgId>().ok());
    let org = form.must("org", org);
    let lines = lines::read(&mut form);
    let (Some(name), Some(version), Some(org), Some(lines)) = (name, version, org, lines) else {
        return Ok(page::refused(&asked, markup(&app, &asked, &actor, &form).await?));
    };
    actor.must(Permission::ManageOrgs, org)?;
    let key = once::key(actor.user, &form);
    let mut writer = match app.ledger.write(Act::new(Some(actor.user), Origin::Web).keyed(key)).await {
        Err(LedgerError::Repeated(_)) => return Ok(repeated(&asked, super::CLASSES)),
        writer => writer?,
    };
    let said = Flash::saying(asked.lang.tf("classes.added", &[("name", &name)]));
    // Filters name a taxonomy by its code, which stays when the name changes.
    let code = format!("own{}", writer.change());
    let taxonomy = TaxonomyId(writer.create(&Taxonomy { code, name, version, org: Some(org) }));
    for (position, line) in (1..).zip(lines) {
        let code = line.code.unwrap_or_else(|| format!("{position:02}"));
        writer.create(&Taxon { taxonomy, code, name: line.name, position });
    }
    writer.commit().await?;
    Ok(page::redirect(&asked, super::CLASSES, Some(&said)))
}
