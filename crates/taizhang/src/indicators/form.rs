//! The three acts on what an organisation states: add, correct, withdraw. One set of handlers for both kinds.

use super::PATH;
use super::store::{one, others};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, Question};
use crate::fields;
use crate::ledger::Writer;
use crate::orgs;
use crate::project::writing::{self, Begun, Words};
use crate::shell;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout::Noun;
use crate::web::asked::Asked;
use crate::web::clash;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{Kept, OrgId, Record};
use domain::{Day, Permission};
use maud::{Markup, html};

/// A kind of record that an organisation states.
pub(super) trait Stated: Record + Clone + PartialEq + Send + Sync + 'static {
    /// The path of its records below [`PATH`].
    const BELOW: &'static str;
    /// What its acts are called.
    const WORDS: Words;

    /// Of whom it is.
    fn org(&self) -> OrgId;
    /// The form of a new one.
    fn blank(today: Day) -> Form;
    /// The form of one as it stands.
    fn filled(&self) -> Form;
    /// The fields below the organisation's.
    fn inputs(lang: Lang, form: &Form) -> Markup;
    /// Reads what was typed into the ledger as it stands; `before` is the record that is being corrected. Refusals are left
    /// in the form.
    fn read(form: &mut Form, org: OrgId, at: &Question, before: Option<&Self>) -> Option<Self>;
    /// Fits it among the organisation's other records of the kind; what can't stand beside them is refused.
    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]);
}

/// The label of a kind's field.
pub(super) fn label<R: Record>(lang: Lang, name: &str) -> String {
    fields::label(lang, R::KIND, name)
}

/// Shows the form of a new record.
pub(super) async fn add_page<R: Stated>(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
) -> Result<Response, Problem> {
    let mut form = R::blank(app.ledger.clock().today());
    form.set("org", asked.here.get("org").unwrap_or_default());
    let page = markup::<R>(&app, &asked, &actor, &form, None).await?;
    Ok(page::full(&asked, page))
}

/// Adds a record.
pub(super) async fn add<R: Stated>(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    form: Form,
) -> Result<Response, Problem> {
    write::<R>(&app, &asked, &actor, form, None).await
}

/// Shows a record to be corrected.
pub(super) async fn correct_page<R: Stated>(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let record = editable::<R>(&app, &actor, id).await?;
    let mut form = record.filled();
    form.set("org", record.org().to_string());
    let page = markup(&app, &asked, &actor, &form, Some(&record)).await?;
    Ok(page::full(&asked, page))
}

/// Corrects a record.
pub(super) async fn correct<R: Stated>(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let record = editable::<R>(&app, &actor, id).await?;
    clash::refused(&mut form, record.since, "progress.changed_meanwhile");
    write(&app, &asked, &actor, form, Some(record)).await
}

/// Withdraws a record.
pub(super) async fn withdraw<R: Stated>(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Problem> {
    let Some(mut writer) = begin(&app, &actor, &form).await? else {
        return Ok(writing::repeated(&asked, PATH));
    };
    writer.close(&editable::<R>(&app, &actor, id).await?);
    writing::done(writer, &asked, PATH, R::WORDS.withdrawn).await
}

/// The record, when the actor may keep it: out of reach it is not there, without the permission it is forbidden.
async fn editable<R: Stated>(app: &App, actor: &Actor, id: i64) -> Result<Kept<R>, Problem> {
    let record = one::<R>(app.ledger.db(), id).await?.ok_or_else(Problem::not_found)?;
    if !actor.may(Permission::Read, record.org()) {
        return Err(Problem::not_found());
    }
    actor.must(Permission::Edit, record.org())?;
    Ok(record)
}

async fn begin(app: &App, actor: &Actor, form: &Form) -> Result<Option<Box<Writer>>, Problem> {
    match writing::begin(app, actor, form).await? {
        Begun::New(writer) => Ok(Some(writer)),
        Begun::Repeated(_) => Ok(None),
    }
}

async fn markup<R: Stated>(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    form: &Form,
    record: Option<&Kept<R>>,
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let question = app.question(&AsOf::default()).await?;
    let orgs: Vec<Choice> = orgs::choices(question.snapshot.dimensions(), actor, Permission::Edit);
    let org = label::<R>(lang, "org");
    let inputs = html! {
        (once::field(form))
        @if let Some(record) = record { (clash::field(form, record.since)) }
        (field::select(lang, form, Field::required("org", &org), &orgs))
        (R::inputs(lang, form))
        div.submit { button.primary type="submit" { (lang.t("indicators.save")) } }
    };
    let (title, action) = match record {
        None => (lang.t(R::WORDS.add), format!("{PATH}/{}", R::BELOW)),
        Some(record) => (lang.t(R::WORDS.correct), format!("{PATH}/{}/{}", R::BELOW, record.id)),
    };
    let body = html! {
        form.narrow method="post" action=(action) {
            h1 { (title) }
            p { a href=(PATH) { (lang.t("indicators.title")) } }
            (field::with_summary(lang, form, &inputs))
        }
    };
    Ok(shell::page(app, asked, actor, Noun::Indicators, title, &body))
}

async fn write<R: Stated>(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    mut form: Form,
    before: Option<Kept<R>>,
) -> Result<Response, Problem> {
    let org = orgs::chosen(&mut form, "org", (actor, Permission::Edit));
    let at = app.question(&AsOf::default()).await?;
    let body = before.as_ref().map(|record| &record.body);
    let read = org.and_then(|org| R::read(&mut form, org, &at, body)).filter(|_| form.is_fine());
    if let Some(mut record) = read {
        let Some(mut writer) = begin(app, actor, &form).await? else {
            return Ok(writing::repeated(asked, PATH));
        };
        let others = others::<R>(&mut writer, record.org(), before.as_ref().map(|record| record.id)).await?;
        record.fit(&mut form, &others);
        if form.is_fine() {
            let said = R::WORDS.put(&mut writer, before.as_ref(), &record);
            return writing::done(writer, asked, PATH, said).await;
        }
    }
    let shown = markup(app, asked, actor, &form, before.as_ref()).await?;
    Ok(page::refused(asked, shown))
}
