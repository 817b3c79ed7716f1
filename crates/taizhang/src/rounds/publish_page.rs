//! The page that publishes: what will be frozen, tried in the database before anybody decides.

use super::checks::Checks;
use super::held;
use super::opened::{self, Opened, act, done};
use super::parts::{Links, ListsRow, lists_table};
use super::publish::{self, Mode, NotPublished};
use super::tally::Counted;
use crate::actor::Actor;
use crate::app::App;
use crate::figures::not_given_at_all;
use crate::once_only::once_only;
use crate::text::Lang;
use crate::ui::badge::Tone;
use crate::ui::layout;
use crate::ui::problems::{Found, problems};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::RoundId;
use domain::{ListKind, Permission};
use figures::{Dim, Population};
use maud::{Markup, html};

/// Findings shown at most.
const FINDINGS_MAX: usize = 100;

/// The preview.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let opened = managed(&app, &asked, &actor, id).await?;
    let refused = publish::check(&opened.at, &actor.scope, &opened.round).err();
    if refused.is_none() {
        // The very write that the button will make, taken back.
        publish::publish(&app.ledger, act(&actor, &Form::default()), &opened.round, Mode::Preview).await?;
    }
    let checks = Checks::of(&app, &actor, &opened).await?;
    let body = markup(&asked, &actor, &checks, (&opened, refused))?;
    Ok(page::full(&asked, opened.page(&app, &asked, &actor, asked.lang.t("rounds.publish"), &body)))
}

/// Publishes.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    form: Form,
) -> Result<Response, Problem> {
    let to = async |_| Ok(format!("/rounds/{id}"));
    once_only((&app, &asked, &actor), form, to, async |form| published(&app, &asked, &actor, id, form).await)
        .await
}

async fn published(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    id: i64,
    form: Form,
) -> Result<Response, Problem> {
    let opened = managed(app, asked, actor, id).await?;
    if let Err(refused) = publish::check(&opened.at, &actor.scope, &opened.round) {
        let checks = Checks::of(app, actor, &opened).await?;
        let body = markup(asked, actor, &checks, (&opened, Some(refused)))?;
        let title = asked.lang.t("rounds.publish");
        return Ok(page::refused(asked, opened.page(app, asked, actor, title, &body)));
    }
    let outcome = publish::publish(&app.ledger, act(actor, &form), &opened.round, Mode::Commit).await?;
    let said = asked.lang.tf("rounds.published_said", &[("round", &opened.label(asked.lang))]);
    Ok(done(asked, &opened.path(), outcome.change, said))
}

async fn managed(app: &App, asked: &Asked, actor: &Actor, id: i64) -> Result<Opened, Problem> {
    let opened = opened::open_now(app, asked, actor, RoundId(id)).await?;
    actor.must(Permission::ManageRounds, opened.round.org)?;
    Ok(opened)
}

fn markup(
    asked: &Asked,
    actor: &Actor,
    checks: &Checks<'_>,
    (opened, refused): (&Opened, Option<NotPublished>),
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let at = held::on_its_day(&opened.at, &opened.round);
    let counted = Counted::round(&actor.scope, &at, held::key(&opened.round));
    let lines = counted.by(Dim::City).map_err(|error| not_given_at_all(lang, &error))?;
    let rows: Vec<ListsRow> =
        lines.iter().map(|line| ListsRow::of_key(lang, Dim::City, &line.key, line.lists)).collect();
    let links = Links::of(&asked.here, &at, &opened.round);
    let found = findings(lang, actor, opened, checks)?;
    let title = lang.tf("rounds.publish_title", &[("round", &opened.label(lang))]);
    Ok(html! {
        (layout::heading(&title, &html! {}))
        @match refused {
            Some(NotPublished::Already) => p.refusals { (lang.t("rounds.already_published")) },
            Some(NotPublished::Empty) => p.refusals { (lang.t("rounds.nothing_to_publish")) },
            None => p { (lang.t("rounds.publish_words")) },
        }
        (lists_table(lang, &links, lang.t("rounds.by_city"), lang.t("rounds.city"), &rows))
        @if !found.is_empty() {
            h2 { (lang.tf("rounds.to_look_at", &[("n", &found.len())])) }
            (problems(lang, &found[..found.len().min(FINDINGS_MAX)]))
        }
        @if refused.is_none() {
            form method="post" action={ (opened.path()) "/publish" } {
                (once::field(&Form::default()))
                div.submit {
                    button.primary type="submit" { (lang.t("rounds.publish")) }
                    a href=(opened.path()) { (lang.t("rounds.not_now")) }
                }
            }
        }
    })
}

/// What the checks say of the entries that stand on the lists; that they stand there is no finding.
fn findings(lang: Lang, actor: &Actor, opened: &Opened, checks: &Checks<'_>) -> Result<Vec<Found>, Problem> {
    let filter = held::entries(held::key(&opened.round), None);
    let at = held::on_its_day(&opened.at, &opened.round);
    let population = Population::new(&at.snapshot, &actor.scope, Some(&filter), at.true_on);
    let population = population.map_err(|error| Problem::internal(&error))?;
    let mut found = Vec::new();
    for project in population.projects() {
        let lists = ListKind::ALL.iter().filter(|list| {
            let on_list = |entry: figures::EntryRow| entry.round == opened.round.id && entry.list == **list;
            project.entries().any(on_list)
        });
        for list in lists {
            let told = checks.findings(&project, *list);
            found.extend(told.iter().filter(|finding| !finding.forbids()).map(|finding| Found {
                tone: Tone::Warn,
                place: format!("{} · {}", words::list(lang, *list), project.title()),
                words: finding.words(lang),
                value: None,
                advice: None,
                href: Some(format!("/projects/{}", project.id())),
                other: None,
            }));
        }
    }
    Ok(found)
}
