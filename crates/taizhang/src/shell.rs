//! The frame round a signed-in person's pages: their places, what they reach, the two clocks.

use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::sessions;
use crate::text::Lang;
use crate::ui::layout::{AsOf, Choice, Noun, Person, Search, Shell};
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use axum::http::StatusCode;
use domain::facts::{Dimensions, OrgId};
use domain::{Day, Permission, Role};
use figures::{At, Expr, Field, Filter, Op, Operand, Place, Snapshot, Term};

/// The parameter that narrows a page to one organisation and what lies below it.
pub const SCOPE: &str = "scope";
/// Organisations that are named one by one where they stand for one scope.
const NAMED_TOGETHER_MAX: usize = 2;

/// The frame of a page in the place `current`. A reading page gives its question: then the bar shows the two
/// clocks and the tree down to the organisation asked.
pub fn of<'a>(
    asked: &'a Asked,
    actor: &Actor,
    current: Noun,
    today: Day,
    reading: Option<&Question>,
) -> Shell<'a> {
    let mut shell = Shell::empty(asked);
    shell.current = Some(current);
    shell.nouns = nouns(actor);
    shell.search = actor
        .scope
        .may_anywhere(Permission::Read)
        .then(|| Search { action: Noun::Projects.path().to_owned(), name: "q" });
    shell.person = Some(person(asked.lang, actor, reading));
    if let Some(question) = reading {
        shell.as_of = Some(AsOf {
            today,
            true_on: question.true_on,
            known_by: asked.here.get(crate::as_of::KNOWN_BY).map(str::to_owned),
            change: question.snapshot.change().0,
        });
        let dims = question.snapshot.dimensions();
        // A page that can't be narrowed so has said it before it came here.
        let at = chosen(asked, actor, &question.snapshot).unwrap_or_default();
        shell.scope = chain(asked, actor, dims, at);
        shell.below = below(asked, actor, dims, at);
    }
    shell
}

/// The organisation to which a page is narrowed, else those that the actor reads, by their names.
pub fn of_whom(lang: Lang, actor: &Actor, at: &Question, chosen: Option<OrgId>) -> String {
    together(lang, at.snapshot.dimensions(), &actor.speaks_for(chosen))
}

/// What a picture that leaves its page says of itself: as of when, and of which organisations.
pub fn note(lang: Lang, actor: &Actor, at: &Question, chosen: Option<OrgId>) -> String {
    let of = of_whom(lang, actor, at, chosen);
    let as_of = crate::ui::layout::as_of_words(lang, at.true_on);
    if of.is_empty() { as_of } else { format!("{as_of} · {of}") }
}

/// A page that reads no past: forms and settings.
pub fn page(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    current: Noun,
    title: &str,
    body: &maud::Markup,
) -> maud::Markup {
    let shell = of(asked, actor, current, app.ledger.clock().today(), None);
    crate::ui::layout::page(&shell, title, body)
}

/// The organisation to which an address narrows the page: by number, or by a name, other name or code of one that the
/// actor reaches.
///
/// # Errors
/// 404 when there is none such, 422 with the candidates when several are called so: a page must not answer for another
/// organisation than was asked.
pub fn chosen(asked: &Asked, actor: &Actor, snapshot: &Snapshot) -> Result<Option<OrgId>, Problem> {
    let Some(text) = asked.here.get(SCOPE).map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let places = snapshot.places();
    let reached = |place: &&Place| actor.may(Permission::Read, place.id);
    let not_found = || Problem::not_found().because("ui.no_scope");
    if let Ok(org) = text.parse::<OrgId>() {
        return places.get(org).filter(reached).map(|place| Some(place.id)).ok_or_else(not_found);
    }
    let folded = domain::text::fold(text);
    let mut found: Vec<&Place> =
        places.iter().filter(reached).filter(|place| place.is_called(&folded)).collect();
    // A whole name goes before a short one.
    if found.iter().any(|place| domain::text::fold(&place.name) == folded) {
        found.retain(|place| domain::text::fold(&place.name) == folded);
    }
    found.sort_by_key(|place| place.rank);
    match found[..] {
        [] => Err(not_found()),
        [one] => Ok(Some(one.id)),
        _ => {
            let candidates: Vec<String> = found.iter().map(|place| candidate(snapshot, place)).collect();
            let problem = Problem::of_status(StatusCode::UNPROCESSABLE_ENTITY).because("ui.scope_ambiguous");
            Err(problem.with("text", text).with("candidates", candidates.join("；")))
        }
    }
}

/// The filter narrowed to one organisation and what lies below it.
pub fn narrowed(snapshot: &Snapshot, filter: &Filter, org: Option<OrgId>) -> Filter {
    let Some(org) = org.filter(|org| snapshot.places().get(*org).is_some()) else { return filter.clone() };
    // By its number: others may have its name.
    let word = format!("#{org}");
    let term = Term { field: Field::Org, op: Op::Is, values: vec![Operand::Word(word)], at: At(0) };
    filter.and(&Filter::of(Expr::Term(term)))
}

/// An organisation with those above it and the number by which it is asked for.
fn candidate(snapshot: &Snapshot, place: &Place) -> String {
    let above = place.lineage.iter().rev().filter_map(|id| snapshot.places().get(*id));
    let names: Vec<&str> = above.map(|place| place.name.as_str()).collect();
    format!("{} ({SCOPE}={})", names.join(" › "), place.id)
}

fn nouns(actor: &Actor) -> &'static [Noun] {
    use Noun::{Bulletins, Desk, Figures, Imports, Indicators, Projects, Rounds, Settings};
    let reads = actor.scope.may_anywhere(Permission::Read);
    let edits = actor.scope.may_anywhere(Permission::Edit);
    let manages =
        actor.scope.may_anywhere(Permission::ManageUsers) || actor.scope.may_anywhere(Permission::ManageOrgs);
    match (reads, edits, manages) {
        (true, true, true) => &[Desk, Projects, Rounds, Figures, Indicators, Bulletins, Imports, Settings],
        (true, true, false) => &[Desk, Projects, Rounds, Figures, Indicators, Bulletins, Imports],
        (true, false, true) => &[Desk, Projects, Rounds, Figures, Indicators, Bulletins, Settings],
        (true, false, false) => &[Desk, Projects, Rounds, Figures, Indicators, Bulletins],
        (false, _, true) => &[Desk, Settings],
        (false, _, false) => &[Desk],
    }
}

/// The words of a role.
pub fn role_word(lang: Lang, role: Role) -> &'static str {
    lang.t(match role {
        Role::Clerk => "sessions.role_clerk",
        Role::Leader => "sessions.role_leader",
        Role::Reviewer => "sessions.role_reviewer",
        Role::ProvincialOffice => "sessions.role_provincial_office",
        Role::Auditor => "sessions.role_auditor",
        Role::Administrator => "sessions.role_administrator",
    })
}

fn person(lang: Lang, actor: &Actor, reading: Option<&Question>) -> Person {
    let held = actor.scope.holdings().unwrap_or_default().iter().map(|holding| {
        let place = reading.and_then(|question| question.snapshot.places().get(holding.org));
        let place = place.map_or("", Place::shown);
        format!("{place} {}", role_word(lang, holding.role)).trim().to_owned()
    });
    let mut roles: Vec<String> = held.collect();
    roles.dedup();
    Person {
        name: actor.name.clone(),
        role: lang.list(&roles),
        links: vec![
            Choice::new(lang.t("sessions.change_password"), sessions::PASSWORD),
            Choice::new(lang.t("sessions.devices"), sessions::DEVICES),
        ],
        log_out: sessions::SIGN_OUT.to_owned(),
    }
}

/// From the uppermost organisation that the actor reaches down to the one asked. Where they reach several, these together
/// stand above all.
fn chain(asked: &Asked, actor: &Actor, dims: &Dimensions, at: Option<OrgId>) -> Vec<Choice> {
    let mut chain = Vec::new();
    let reached = actor.reads_at();
    let mut at = at.or(if let [only] = reached[..] { Some(only) } else { None });
    while let Some((id, org)) = at.and_then(|id| Some((id, dims.orgs.get(&id.0)?))) {
        if !actor.may(Permission::Read, id) || chain.len() > dims.orgs.len() {
            break;
        }
        chain.push(narrowing(asked, id, &org.name));
        at = org.parent;
    }
    if reached.len() > 1 {
        chain.push(Choice::new(together(asked.lang, dims, &reached), asked.here.without(SCOPE).to_string()));
    }
    chain.reverse();
    chain
}

/// Several organisations in one name; of many, how many they are.
fn together(lang: Lang, dims: &Dimensions, orgs: &[OrgId]) -> String {
    let names: Vec<&str> =
        orgs.iter().filter_map(|org| dims.orgs.get(&org.0)).map(|org| org.name.as_str()).collect();
    match names[..] {
        [first, ..] if names.len() > NAMED_TOGETHER_MAX => {
            lang.tf("ui.scope_together", &[("first", &first), ("n", &names.len())])
        }
        _ => lang.list(&names),
    }
}

fn below(asked: &Asked, actor: &Actor, dims: &Dimensions, at: Option<OrgId>) -> Vec<Choice> {
    let reached = actor.reads_at();
    let at = at.or(if let [only] = reached[..] { Some(only) } else { None });
    let is_below = |org: OrgId, parent: Option<OrgId>| match at {
        Some(at) => parent == Some(at),
        None => reached.contains(&org),
    };
    let mut below: Vec<_> = dims.orgs.values().filter(|org| is_below(OrgId(org.id), org.parent)).collect();
    below.sort_by_key(|org| (org.position, org.id));
    below.into_iter().map(|org| narrowing(asked, OrgId(org.id), &org.name)).collect()
}

fn narrowing(asked: &Asked, org: OrgId, name: &str) -> Choice {
    Choice::new(name, asked.here.with(SCOPE, &org.to_string()).to_string())
}
