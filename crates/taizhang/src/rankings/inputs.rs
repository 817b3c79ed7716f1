//! What an assessing office types in for a unit and a period: targets, points, counts, and the group of the unit. It is kept by
//! whoever may edit at the office above the unit; who is ranked can't change the scores.

use super::asked::{LEVEL, LEVELS, problem};
use super::{PATH, labels, schemes, store};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question, TRUE_ON};
use crate::ledger::Writer;
use crate::project::writing::{self, Begun};
use crate::shell;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::Noun;
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::query::Query;
use crate::web::urlencoded::encode;
use crate::web::{clash, once, page};
use ::figures::ranking::{Item, Period, RankError, Role, Rule, Scheme, Source};
use ::figures::{Dim, Snapshot};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{ChangeId, Kept, OrgId, RankSeat, ScoreInput};
use domain::money::trim_zeros;
use domain::ratio::print_decimal;
use domain::{Permission, Rounding};
use maud::{Markup, html};

/// The parameter and hidden field of the period.
const PERIOD: &str = "period";
/// The field of the group.
const SEAT: &str = "seat";
/// Its value of a unit that takes no part.
const OUT: &str = "-";
/// Its value where there are no groups.
const IN: &str = "in";
/// Places that a value is kept with.
const PLACES: u8 = 4;

/// The office that assesses a unit: the organisation above it, or itself at the root.
fn office(snapshot: &Snapshot, unit: OrgId) -> OrgId {
    let place = snapshot.places().get(unit);
    place.and_then(|place| place.lineage.get(1)).copied().unwrap_or(unit)
}

/// Whether an actor types in for a unit.
pub(super) fn may_edit(actor: &Actor, snapshot: &Snapshot, unit: OrgId) -> bool {
    actor.may(Permission::Edit, office(snapshot, unit))
}

/// What is being typed in.
struct Task {
    question: Question,
    scheme: Scheme,
    period: Period,
    unit: OrgId,
    office: OrgId,
}

impl Task {
    async fn of(app: &App, actor: &Actor, (name, unit): (&str, &str), period: &str) -> Result<Self, Problem> {
        let question = app.question(&AsOf::default()).await?;
        let unit: OrgId = unit.parse().map_err(|_| Problem::not_found())?;
        if question.snapshot.places().get(unit).is_none() || !actor.may(Permission::Read, unit) {
            return Err(Problem::not_found());
        }
        let office = office(&question.snapshot, unit);
        actor.must(Permission::Edit, office)?;
        let period =
            Period::parse(period).ok_or_else(|| Problem::bad_request().because("rankings.no_period"))?;
        let known = schemes::known(app.ledger.db(), &question, &actor.scope).await?;
        let scheme = known.schemes.on(name, period.last_day());
        let scheme = scheme.filter(|scheme| scheme.items().is_some() && scheme.period == period.kind());
        let unknown = || problem(&RankError::UnknownScheme(name.to_owned()));
        let scheme = scheme.ok_or_else(unknown)?.clone();
        Ok(Self { question, scheme, period, unit, office })
    }

    fn given(&self) -> Vec<(String, String)> {
        let given = self.scheme.given().into_iter();
        given
            .filter_map(|(_, source)| match source {
                Source::Given(name) => Some((name.clone(), field_name(name))),
                Source::Fixed(_) | Source::Figure(_) => None,
            })
            .collect()
    }

    /// The page of the unit among its like, on the last day of the period, or today while it lasts.
    fn back(&self, today: domain::Day) -> String {
        let path = format!("{PATH}/of/{}/units/{}", encode(&self.scheme.name), self.unit);
        let kind = self.question.snapshot.places().get(self.unit).map(|place| place.kind);
        let level = LEVELS.into_iter().find(|level| level.org_kind() == kind).map_or("", Dim::name);
        let last = self.period.last_day();
        let day = if last < today { last.to_string() } else { String::new() };
        Query::of_path(&path).with(LEVEL, level).with(TRUE_ON, &day).to_string()
    }
}

/// A name in a form; what is typed in may be called as a field of the form is.
fn field_name(name: &str) -> String {
    format!("v.{name}")
}

/// Shows the form.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((name, unit)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let period = asked.here.get(PERIOD).unwrap_or_default();
    let task = Task::of(&app, &actor, (&name, &unit), period).await?;
    let (db, change) = (app.ledger.db(), task.question.snapshot.change());
    let names = [task.scheme.name.clone()];
    let year = task.period.last_day().year();
    let mut inputs = store::inputs(db, change, &names, (year, year)).await?;
    inputs.retain(|it| it.unit == task.unit && it.period == task.period.to_string());
    let seats = store::seats(db, change, &names).await?;
    let seat = seats.into_iter().find(|it| it.unit == task.unit);
    let form = filled(&task, &inputs, seat.as_ref());
    Ok(page::full(&asked, markup(&app, &asked, &actor, &task, (&form, version(&inputs, seat.as_ref())))))
}

fn filled(task: &Task, inputs: &[Kept<ScoreInput>], seat: Option<&Kept<RankSeat>>) -> Form {
    let printed =
        |e4: i64| trim_zeros(&print_decimal(e4.into(), 10_000, PLACES, Rounding::HalfUp)).to_owned();
    let values = inputs.iter().map(|it| (field_name(&it.input), printed(it.value_e4)));
    let seat = match seat {
        Some(seat) => seat.seat.clone().unwrap_or_else(|| OUT.to_owned()),
        None if task.scheme.groups.is_empty() => IN.to_owned(),
        None => String::new(),
    };
    Form::filled(values.chain([(SEAT.to_owned(), seat), (PERIOD.to_owned(), task.period.to_string())]))
}

/// The latest change of what the form shows.
fn version(inputs: &[Kept<ScoreInput>], seat: Option<&Kept<RankSeat>>) -> ChangeId {
    let latest = inputs.iter().map(|it| it.since).chain(seat.map(|it| it.since)).max();
    latest.unwrap_or(ChangeId(0))
}

fn markup(app: &App, asked: &Asked, actor: &Actor, task: &Task, (form, since): (&Form, ChangeId)) -> Markup {
    let lang = asked.lang;
    let seats: Vec<Choice> = if task.scheme.groups.is_empty() {
        vec![Choice::new(IN, lang.t("rankings.seat_in"))]
    } else {
        let groups = task.scheme.groups.iter();
        groups.map(|group| Choice::new(group.name.clone(), labels::named(lang, group))).collect()
    };
    let seats: Vec<Choice> =
        seats.into_iter().chain([Choice::new(OUT, lang.t("rankings.seat_out"))]).collect();
    let given = task.scheme.given();
    let inputs = html! {
        (once::field(form))
        (clash::field(form, since))
        input type="hidden" name=(PERIOD) value=(task.period);
        (field::select(lang, form, Field::required(SEAT, lang.t("rankings.seat")), &seats))
        @for ((item, source), (_, name)) in given.iter().zip(task.given()) {
            @let label = labels::source((lang, task.question.catalogue()), item, source);
            (field::number(lang, form, Field::optional(&name, &label), ""))
        }
        @if given.is_empty() { p.muted { (lang.t("rankings.nothing_given")) } }
        div.submit { button.primary type="submit" { (lang.t("indicators.save")) } }
    };
    let place = task.question.snapshot.places().get(task.unit).map_or("", |place| place.shown());
    let title =
        lang.tf("rankings.inputs_of", &[("unit", &place), ("period", &labels::period(lang, task.period))]);
    let action = format!("{PATH}/of/{}/units/{}/inputs", encode(&task.scheme.name), task.unit);
    let body = html! {
        form.narrow method="post" action=(action) {
            h1 { (title) }
            p { a href=(task.back(app.ledger.clock().today())) { (labels::title(lang, &task.scheme)) } }
            p.muted { (lang.t("rankings.inputs_hint")) }
            (field::with_summary(lang, form, &inputs))
        }
    };
    shell::page(app, asked, actor, Noun::Figures, &title, &body)
}

/// Keeps what was typed in.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path((name, unit)): Path<(String, String)>,
    mut form: Form,
) -> Result<Response, Problem> {
    let period = form.value(PERIOD).to_owned();
    let task = Task::of(&app, &actor, (&name, &unit), &period).await?;
    let back = task.back(app.ledger.clock().today());
    let seat = form.choice(SEAT, |code| known_seat(&task.scheme, code));
    let seat = form.must(SEAT, seat);
    let values: Vec<(String, Option<i64>)> =
        task.given().into_iter().map(|(name, field)| (name, form.decimal(&field, PLACES))).collect();
    refuse_below_zero(&mut form, &task.scheme, &values);
    let mut since = ChangeId(0);
    if let (Some(seat), true) = (seat, form.is_fine()) {
        let Begun::New(mut writer) = writing::begin(&app, &actor, &form).await? else {
            return Ok(writing::repeated(&asked, &back));
        };
        let stands =
            store::of_unit(&mut writer, task.unit, &task.scheme.name, &task.period.to_string()).await?;
        since = version(&stands.0, stands.1.as_ref());
        if !clash::refused(&mut form, since, "progress.changed_meanwhile") {
            put_seat(&mut writer, &task, seat, stands.1.as_ref());
            put_values(&mut writer, &task, &values, &stands.0);
            return writing::done(writer, &asked, &back, "rankings.inputs_kept").await;
        }
    }
    Ok(page::refused(&asked, markup(&app, &asked, &actor, &task, (&form, since))))
}

/// Bonuses, penalties and vetoes say how much, and their role says which way: below zero they would turn round. Of projects there
/// are none or some.
fn refuse_below_zero(form: &mut Form, scheme: &Scheme, values: &[(String, Option<i64>)]) {
    let items = scheme.items().into_iter().flat_map(|items| &items.items);
    let counts =
        |item: &&Item| item.role != Role::Score || matches!(item.rule, Rule::PerProjectPoints { .. });
    for item in items.filter(counts) {
        for source in item.rule.sources() {
            if let Source::Given(name) = source
                && values.iter().any(|(given, value)| given == name && value.is_some_and(|value| value < 0))
            {
                form.refuse(&field_name(name), "projects.not_negative");
            }
        }
    }
}

/// What a choice of the form says: in a group, among all, or out.
#[derive(Clone, PartialEq, Eq)]
enum Seat {
    All,
    Group(String),
    Out,
}

fn known_seat(scheme: &Scheme, code: &str) -> Option<Seat> {
    match code {
        OUT => Some(Seat::Out),
        IN if scheme.groups.is_empty() => Some(Seat::All),
        group => {
            let known = scheme.groups.iter().find(|known| known.name == group)?;
            Some(Seat::Group(known.name.clone()))
        }
    }
}

fn put_seat(writer: &mut Writer, task: &Task, seat: Seat, stands: Option<&Kept<RankSeat>>) {
    let said = |seat: Option<String>| RankSeat {
        org: stands.map_or(task.office, |it| it.org),
        unit: task.unit,
        scheme: task.scheme.name.clone(),
        seat,
    };
    // Among all is what holds when nothing is said.
    let wanted = match seat {
        Seat::All => None,
        Seat::Group(group) => Some(said(Some(group))),
        Seat::Out => Some(said(None)),
    };
    match (stands, wanted) {
        (None, Some(seat)) => {
            writer.create(&seat);
        }
        (Some(stands), Some(seat)) => {
            writer.replace(stands, &seat, None);
        }
        (Some(stands), None) => writer.close(stands),
        (None, None) => {}
    }
}

fn put_values(
    writer: &mut Writer,
    task: &Task,
    values: &[(String, Option<i64>)],
    stands: &[Kept<ScoreInput>],
) {
    for (name, value) in values {
        let stands = stands.iter().find(|it| it.input == *name);
        let said = |value_e4: i64| ScoreInput {
            org: stands.map_or(task.office, |it| it.org),
            unit: task.unit,
            scheme: task.scheme.name.clone(),
            period: task.period.to_string(),
            input: name.clone(),
            value_e4,
        };
        match (stands, value) {
            (None, Some(value)) => {
                writer.create(&said(*value));
            }
            (Some(stands), Some(value)) => {
                writer.replace(stands, &said(*value), None);
            }
            (Some(stands), None) => writer.close(stands),
            (None, None) => {}
        }
    }
}
