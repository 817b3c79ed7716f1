//! Creating and changing a round. Its year and number name it in the filter language and for scripts, so they are
//! unique in a ledger; they and its day stay as they are once its figures are frozen.

use super::opened::{self, act, done};
use super::{held, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question};
use crate::ledger::{LedgerError, Writer};
use crate::once_only::once_only;
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use db::Val;
use domain::facts::{Kept, OrgId, Round, RoundId, Setting};
use domain::limits::{NAME_MAX_CHARS, ROUNDS_PER_YEAR_MAX, TEXT_MAX_CHARS};
use domain::money::format_exact;
use domain::{Money, MoneyUnit, OrgKind, Permission, RoundKey, RoundLevel};
use maud::{Markup, html};

/// The field of the number within the year.
const NUMBER: &str = "seq_in_year";

/// The form for a new round.
pub(super) async fn new_page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
) -> Result<Response, Problem> {
    let at = app.question(&AsOf::default()).await?;
    let form = Form::filled([("year", app.ledger.clock().today().year().to_string())]);
    Ok(page::full(&asked, markup(&app, &asked, &actor, &at, None, &form)))
}

/// Creates it.
pub(super) async fn create(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |change| {
        let made = store::made_by(app.ledger.db(), change).await?;
        Ok(made.map_or_else(|| "/rounds".to_owned(), |id| format!("/rounds/{id}")))
    };
    once_only((&app, &asked, &actor), form, to, async |form| created(&app, &asked, &actor, form).await).await
}

async fn created(app: &App, asked: &Asked, actor: &Actor, mut form: Form) -> Result<Response, Problem> {
    let at = app.question(&AsOf::default()).await?;
    let Some(typed) = read(&mut form, actor, &at) else {
        return Ok(page::refused(asked, markup(app, asked, actor, &at, None, &form)));
    };
    let mut writer = app.ledger.write(act(actor, &form)).await?;
    if let Some(other) = same_number(&mut writer, &typed.round, None).await? {
        refuse_number(asked.lang, &mut form, &other);
        return Ok(page::refused(asked, markup(app, asked, actor, &at, None, &form)));
    }
    let id = RoundId(writer.create(&typed.round));
    if let Some(lowest) = typed.lowest {
        writer.create(&setting(id, lowest));
    }
    let outcome = writer.commit().await?;
    Ok(done(asked, &format!("/rounds/{id}"), outcome.change, asked.lang.t("rounds.created").to_owned()))
}

/// The form of a round that is there.
pub(super) async fn edit_page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let opened = opened::open_now(&app, &asked, &actor, RoundId(id)).await?;
    actor.must(Permission::ManageRounds, opened.round.org)?;
    let lowest = store::lowest_investment(app.ledger.db(), RoundId(id)).await?;
    let form = filled(&opened.round, lowest.as_ref());
    Ok(page::full(&asked, markup(&app, &asked, &actor, &opened.at, Some(&opened.round), &form)))
}

/// Changes it.
pub(super) async fn change(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |_| Ok(format!("/rounds/{id}"));
    once_only((&app, &asked, &actor), form, to, async |form| changed(&app, &asked, &actor, id, form).await)
        .await
}

async fn changed(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    id: i64,
    mut form: Form,
) -> Result<Response, Problem> {
    let opened = opened::open_now(app, asked, actor, RoundId(id)).await?;
    actor.must(Permission::ManageRounds, opened.round.org)?;
    let old = &opened.round;
    if form.value("since") != old.since.to_string() {
        return Err(Problem::conflict());
    }
    let typed = read(&mut form, actor, &opened.at).filter(|typed| stays_frozen(&mut form, old, &typed.round));
    let Some(typed) = typed else {
        return Ok(page::refused(asked, markup(app, asked, actor, &opened.at, Some(old), &form)));
    };
    let mut writer = app.ledger.write(act(actor, &form)).await?;
    if let Some(other) = same_number(&mut writer, &typed.round, Some(id)).await? {
        refuse_number(asked.lang, &mut form, &other);
        return Ok(page::refused(asked, markup(app, asked, actor, &opened.at, Some(old), &form)));
    }
    let published = (old.published_change, old.published_on);
    let body = Round { published_change: published.0, published_on: published.1, ..typed.round };
    writer.replace(old, &body, None);
    set_lowest(&mut writer, RoundId(id), typed.lowest).await?;
    let outcome = writer.commit().await?;
    Ok(done(asked, &opened.path(), outcome.change, asked.lang.t("rounds.changed").to_owned()))
}

/// What the form says.
struct Typed {
    round: Round,
    lowest: Option<Money>,
}

fn read(form: &mut Form, actor: &Actor, at: &Question) -> Option<Typed> {
    let org = form.choice("org", |text| text.parse::<OrgId>().ok());
    let org = form.must("org", org);
    let level = org.and_then(|org| level(at, org));
    if let Some(org) = org
        && (level.is_none() || !actor.may(Permission::ManageRounds, org))
    {
        form.refuse("org", "web.not_a_choice");
    }
    let year = form.integer("year", 1990..=2100);
    let year = form.must("year", year);
    let seq_in_year = form.integer(NUMBER, 1..=i64::from(ROUNDS_PER_YEAR_MAX));
    let seq_in_year = form.must(NUMBER, seq_in_year);
    let cumulative_seq = form.integer("cumulative_seq", 1..=9_999);
    let day = form.day("day");
    let day = form.must("day", day);
    let main_venue = form.text("main_venue", NAME_MAX_CHARS);
    let branch_venues = form.text("branch_venues", TEXT_MAX_CHARS);
    let lowest = form.money("lowest", MoneyUnit::Wan);
    if !form.is_fine() {
        return None;
    }
    let round = Round {
        org: org?,
        level: level?,
        year: year?,
        seq_in_year: seq_in_year?,
        cumulative_seq,
        day: day?,
        main_venue,
        branch_venues,
        published_change: None,
        published_on: None,
    };
    Some(Typed { round, lowest })
}

/// A province, a city or a zone holds rounds of its own level.
fn level(at: &Question, org: OrgId) -> Option<RoundLevel> {
    match at.snapshot.places().get(org)?.kind {
        OrgKind::Province => Some(RoundLevel::Province),
        OrgKind::City => Some(RoundLevel::City),
        OrgKind::Zone => Some(RoundLevel::Zone),
        OrgKind::County | OrgKind::Park | OrgKind::Unit => None,
    }
}

fn stays_frozen(form: &mut Form, old: &Round, new: &Round) -> bool {
    if old.published_change.is_none() {
        return true;
    }
    let fixed = [
        ("org", old.org == new.org),
        ("year", old.year == new.year),
        (NUMBER, old.seq_in_year == new.seq_in_year),
        ("day", old.day == new.day),
    ];
    for (name, same) in fixed {
        if !same {
            form.refuse(name, "rounds.is_frozen");
        }
    }
    form.is_fine()
}

/// The other round that has its year and number.
async fn same_number(
    writer: &mut Writer,
    round: &Round,
    except: Option<i64>,
) -> Result<Option<Kept<Round>>, LedgerError> {
    let vals = vec![Val::Int(round.year), Val::Int(round.seq_in_year)];
    let found = writer.open_by::<Round>("\"year\" = $1 AND \"seq_in_year\" = $2", vals).await?;
    Ok(found.into_iter().find(|other| Some(other.id) != except))
}

fn refuse_number(lang: Lang, form: &mut Form, other: &Kept<Round>) {
    let args = vec![("round", opened::label(lang, other)), ("day", other.day.to_string())];
    form.refuse_with(NUMBER, "rounds.number_taken", args);
}

fn setting(round: RoundId, lowest: Money) -> Setting {
    Setting { key: store::lowest_key(round), value: lowest.fen().to_string() }
}

async fn set_lowest(writer: &mut Writer, round: RoundId, lowest: Option<Money>) -> Result<(), LedgerError> {
    let vals = vec![Val::from(store::lowest_key(round))];
    let held = writer.open_by::<Setting>("\"key\" = $1", vals).await?.pop();
    match (held, lowest) {
        (Some(held), Some(lowest)) => {
            writer.replace(&held, &setting(round, lowest), None);
        }
        (Some(held), None) => writer.close(&held),
        (None, Some(lowest)) => {
            writer.create(&setting(round, lowest));
        }
        (None, None) => {}
    }
    Ok(())
}

fn filled(round: &Kept<Round>, lowest: Option<&Kept<Setting>>) -> Form {
    let lowest = lowest.and_then(|setting| setting.value.parse().ok()).map(Money::from_fen);
    Form::filled([
        ("org", round.org.to_string()),
        ("year", round.year.to_string()),
        (NUMBER, round.seq_in_year.to_string()),
        ("cumulative_seq", round.cumulative_seq.map(|number| number.to_string()).unwrap_or_default()),
        ("day", round.day.to_string()),
        ("main_venue", round.main_venue.clone().unwrap_or_default()),
        ("branch_venues", round.branch_venues.clone().unwrap_or_default()),
        ("lowest", lowest.map(|money| format_exact(money, MoneyUnit::Wan)).unwrap_or_default()),
        ("since", round.since.to_string()),
    ])
}

fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    at: &Question,
    round: Option<&Kept<Round>>,
    form: &Form,
) -> Markup {
    let lang = asked.lang;
    let title = match round {
        None => lang.t("rounds.create").to_owned(),
        Some(round) => lang.tf("rounds.edit_title", &[("round", &opened::label(lang, round))]),
    };
    let action = round.map_or_else(|| "/rounds/new".to_owned(), |round| format!("/rounds/{}/edit", round.id));
    let body = html! {
        form.narrow method="post" action=(action) {
            h1 { (title) }
            (field::with_summary(lang, form, &html! {
                (once::field(form))
                @if round.is_some() { input type="hidden" name="since" value=(form.value("since")); }
                (fields(asked, actor, at, form))
                div.submit { button.primary type="submit" { (lang.t("rounds.save")) } }
            }))
        }
    };
    let shell = shell::of(asked, actor, Noun::Rounds, app.ledger.clock().today(), None);
    layout::page(&shell, &title, &body)
}

fn fields(asked: &Asked, actor: &Actor, at: &Question, form: &Form) -> Markup {
    let lang = asked.lang;
    let may = |org: &OrgId| actor.may(Permission::ManageRounds, *org) && level(at, *org).is_some();
    let mut holders: Vec<_> = at.snapshot.places().iter().filter(|place| may(&place.id)).collect();
    holders.sort_by_key(|place| place.rank);
    let holders: Vec<Choice> =
        holders.iter().map(|place| Choice::new(place.id.to_string(), place.shown())).collect();
    let label = |key: &'static str| lang.t(key);
    html! {
        (field::select(lang, form, Field::required("org", label("rounds.holder")), &holders))
        (field::number(lang, form, Field::required("year", label("rounds.year")), label("rounds.unit_year")))
        (field::number(lang, form, Field::required(NUMBER, label("rounds.seq_in_year")), label("rounds.unit_seq")))
        (to_other(lang, actor, at, form))
        (field::number(lang, form, Field::optional("cumulative_seq", label("rounds.running")).hint(label("rounds.running_hint")), label("rounds.unit_running")))
        (field::day(lang, form, Field::required("day", label("rounds.day"))))
        (field::text(lang, form, Field::optional("main_venue", label("rounds.main_venue"))))
        (field::textarea(lang, form, Field::optional("branch_venues", label("rounds.branch_venues")).hint(label("rounds.branch_hint"))))
        (field::number(lang, form, Field::optional("lowest", label("rounds.lowest")).hint(label("rounds.lowest_hint")), label("ui.unit_wan")))
    }
}

/// The way to the round that has the number already, for who sees it.
fn to_other(lang: Lang, actor: &Actor, at: &Question, form: &Form) -> Markup {
    let is_taken = form.error(NUMBER).is_some_and(|error| error.key == "rounds.number_taken");
    let key = RoundKey::parse(&format!("{}-{}", form.value("year"), form.value(NUMBER)));
    let other = key.filter(|_| is_taken).and_then(|key| held::by_key(&at.snapshot, &actor.scope, key));
    html! {
        @if let Some(other) = other {
            p { a href={ "/rounds/" (other.id) } { (lang.tf("rounds.open_other", &[("round", &opened::label(lang, other))])) } }
        }
    }
}
