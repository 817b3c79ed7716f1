//! Fixing the ranking of a closed period. Whoever issues bulletins fixes rankings.

use super::run::{Order, Run};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::KnownBy;
use crate::bulletins::kept::issue_whole;
use crate::ledger::Writer;
use crate::once_only::once_only;
use crate::project::writing::{self, Begun};
use crate::rankings::asked::{self, to};
use crate::rankings::{PATH, labels, table};
use crate::shell;
use crate::ui::layout::{self, Noun};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::{once, page as answer};
use ::figures::bulletin::Draft;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use db::Val;
use domain::Permission;
use domain::facts::{Bulletin, ChangeId, OrgId};
use maud::{Markup, html};

/// The field that holds the change whose ranking was looked at: what is fixed is what was seen.
const KNOWN: &str = "known";

/// What will be fixed.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let run = to_fix(&app, &asked, &actor, &name, KnownBy::Now).await?;
    let title = asked.lang.t("rankings.fix");
    let body = markup(&asked, &run);
    let today = app.ledger.clock().today();
    let frame = shell::of(&asked, &actor, Noun::Figures, today, Some(&run.at));
    Ok(answer::full(&asked, layout::page(&frame, title, &body)))
}

/// Fixes it.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(name): Path<String>,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |_| Ok(PATH.to_owned());
    once_only((&app, &asked, &actor), form, to, async |form| fixed(&app, &asked, &actor, &name, form).await)
        .await
}

async fn fixed(app: &App, asked: &Asked, actor: &Actor, name: &str, form: Form) -> Result<Response, Problem> {
    let seen = form.value(KNOWN).parse::<ChangeId>().map_err(|_| refused("rankings.fix_unseen"))?;
    let run = to_fix(app, asked, actor, name, KnownBy::Change(seen)).await?;
    let draft = run.draft(asked.lang);
    let Begun::New(mut writer) = writing::begin(app, actor, &form).await? else {
        return Ok(writing::repeated(asked, PATH));
    };
    if is_fixed(&mut writer, &draft, run.org).await? {
        return Err(Problem::conflict().because("rankings.already_fixed"));
    }
    let today = app.ledger.clock().today();
    let id = issue_whole(&mut writer, &draft, (run.org, asked.lang), today).await?;
    writing::done(writer, asked, &format!("/bulletins/{id}"), "rankings.fixed_said").await
}

async fn is_fixed(writer: &mut Writer, draft: &Draft, org: OrgId) -> Result<bool, Problem> {
    let same = "\"org\" = $1 AND \"template\" = $2 AND \"true_on\" = $3";
    let vals = vec![Val::Int(org.0), Val::Text(draft.template.clone()), Val::Text(draft.true_on.to_string())];
    Ok(!writer.open_by::<Bulletin>(same, vals).await?.is_empty())
}

fn refused(key: &'static str) -> Problem {
    Problem::of_status(StatusCode::UNPROCESSABLE_ENTITY).because(key)
}

/// The ranking of the address's period over the organisation of the page, if that period is over.
async fn to_fix(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    name: &str,
    known_by: KnownBy,
) -> Result<Run, Problem> {
    let read = asked::read(app, asked, actor, name).await?;
    let org = shell::chosen(asked, actor, &read.at.snapshot)?.or_else(|| actor.only_read_at());
    let org = org.ok_or_else(|| refused("rankings.fix_choose_org"))?;
    actor.must(Permission::ManageRounds, org)?;
    let last_day = read.ranked.period.last_day();
    if last_day >= app.ledger.clock().today() {
        return Err(refused("rankings.fix_open").with("day", last_day.to_string()));
    }
    let order = Order { scheme: name, level: read.level, org, last_day, known_by };
    let run = Run::of(app, &actor.scope, &order).await?;
    if !run.says_something() {
        return Err(refused("rankings.fix_nothing"));
    }
    Ok(run)
}

fn markup(asked: &Asked, run: &Run) -> Markup {
    let lang = asked.lang;
    let scheme = &run.ranked.scheme;
    let part = |name: &str| {
        let part = run.known.schemes.on(name, run.ranked.period.last_day());
        part.map_or(name, |scheme| labels::title(lang, scheme)).to_owned()
    };
    let titles = table::columns(lang, &run.ranked, part);
    let org = run.at.snapshot.places().get(run.org).map_or("", |place| place.shown());
    html! {
        (layout::heading(lang.t("rankings.fix"), &html! {
            a href=(to(&asked.here, &scheme.name, "")) { (lang.t("rankings.to_ranking")) }
        }))
        p { strong { (run.draft(lang).title_line()) } " · " (org) }
        p { (lang.tf("rankings.fix_words", &[("change", &run.at.snapshot.change())])) }
        form method="post" action=(asked.here.to_string()) {
            (once::field(&Form::default()))
            input type="hidden" name=(KNOWN) value=(run.at.snapshot.change());
            div.submit { button.primary type="submit" { (lang.t("rankings.fix")) } }
        }
        @for group in &run.ranked.ranking.groups {
            @if !group.rows.is_empty() {
                @if !scheme.groups.is_empty() { h2 { (table::group_title(lang, scheme, group.group.as_deref())) } }
                (table::render(lang, &asked.here, &run.ranked, group, &titles))
            }
        }
        @for words in table::notes(lang, &run.ranked, &titles) { p.muted.small { (words) } }
    }
}
