//! Who invests: an investor that the ledger knows is linked, a new one is made; the first decides the origin.

use super::editing::{Editing, Frame};
use crate::actor::Actor;
use crate::investors;
use crate::ledger::Writer;
use crate::ui::field::{self, Field};
use crate::web::form::Form;
use crate::web::problem::Problem;
use axum::extract::Path;
use axum::response::Response;
use domain::Permission;
use domain::facts::{Investor, InvestorId, Kept, ProjectInvestor};
use domain::limits::INVESTORS_PER_PROJECT_MAX;
use domain::text::company_key;
use figures::Snapshot;
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(editing: Editing) -> Response {
    editing.shown(markup(&editing, &Form::default()))
}

fn markup(editing: &Editing, form: &Form) -> Markup {
    let lang = editing.lang();
    let body = html! {
        (investors::fields_of(lang, form))
        (field::checkbox(lang, form, Field::optional("first", lang.t("projects.investor_first"))))
    };
    let title = lang.t("projects.add_investor");
    let frame = Frame { title, path: "investors".into(), verb: lang.t("projects.add"), with_file: false };
    editing.form(&frame, form, &body)
}

/// Links an investor to the project.
pub(super) async fn submit(editing: Editing, mut form: Form) -> Result<Response, Problem> {
    if editing.opened.dossier.investors.len() >= INVESTORS_PER_PROJECT_MAX {
        form.refuse_with(
            "name",
            "projects.investors_full",
            vec![("max", INVESTORS_PER_PROJECT_MAX.to_string())],
        );
    }
    let Some(investor) = investors::read(&mut form) else {
        return Ok(editing.refused(markup(&editing, &form)));
    };
    let Some(mut writer) = editing.begin(&form, None).await? else { return Ok(editing.repeated()) };
    let project = editing.id();
    let known = known(&editing, &mut writer, &investor).await?;
    let links = &editing.opened.dossier.investors;
    if known.is_some_and(|known| links.iter().any(|link| link.investor == known)) {
        form.refuse("name", "projects.investor_known");
        return Ok(editing.refused(markup(&editing, &form)));
    }
    let investor = known.unwrap_or_else(|| InvestorId(writer.create(&investor)));
    let first = links.iter().map(|link| link.position).min().unwrap_or(1);
    let last = links.iter().map(|link| link.position).max().unwrap_or(0);
    let position = if form.ticked("first") { first - 1 } else { last + 1 };
    writer.create(&ProjectInvestor { project, investor, position });
    editing.done(writer, "projects.investor_added").await
}

/// The investor that is meant: of those that the actor reaches the one with the credit code; of all the one with name
/// and region, as an import finds it, since that pair is one company for the whole ledger, whose yearly lists count for
/// everybody's projects; of those that the actor reaches the one with the name.
///
/// Neither a code nor a name alone finds anybody out of reach: whoever tries them would learn who invests elsewhere.
async fn known(
    editing: &Editing,
    writer: &mut Writer,
    wanted: &Investor,
) -> Result<Option<InvestorId>, Problem> {
    let all = writer.open_by::<Investor>("1 = 1", Vec::new()).await?;
    let snapshot = &editing.opened.question.snapshot;
    let reached = |investor: &Kept<Investor>| is_reached(&editing.actor, snapshot, InvestorId(investor.id));
    let key = company_key(&wanted.name);
    let has_code = |it: &&Kept<Investor>| {
        it.credit_code.is_some() && it.credit_code == wanted.credit_code && reached(it)
    };
    let may_be = |it: &Kept<Investor>| {
        let agree =
            it.credit_code.is_none() || wanted.credit_code.is_none() || it.credit_code == wanted.credit_code;
        agree && company_key(&it.name) == key
    };
    let has_name = |it: &&Kept<Investor>| may_be(it) && reached(it);
    let is_the_same = |it: &&Kept<Investor>| may_be(it) && it.region == wanted.region;
    let found = all.iter().find(has_code).or_else(|| all.iter().find(is_the_same));
    Ok(found.or_else(|| all.iter().find(has_name)).map(|investor| InvestorId(investor.id)))
}

/// Whether the actor reads one of the projects in which it invests.
fn is_reached(actor: &Actor, snapshot: &Snapshot, investor: InvestorId) -> bool {
    let reads = |org| actor.may(Permission::Read, org);
    let places = snapshot.places_of_investor(investor);
    places.into_iter().any(|(zone, park)| reads(zone) || park.is_some_and(reads))
}

/// Takes an investor off the project; the investor stays in the ledger.
pub(super) async fn remove(
    editing: Editing,
    Path((_, link)): Path<(i64, i64)>,
    form: Form,
) -> Result<Response, Problem> {
    let link = editing.opened.dossier.investors.iter().find(|it| it.id == link);
    editing.remove(&form, link, "projects.investor_removed").await
}
