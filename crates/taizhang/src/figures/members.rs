//! What a number counted: exactly those projects, entries or rounds, with the definition, the base and the clocks.

use super::asked::{self, Q, Read};
use super::item::{self, Item};
use super::link::{KEY, Part, names};
use super::{item_table, labels};
use crate::actor::Actor;
use crate::app::App;
use crate::sheets;
use crate::shell;
use crate::ui::layout::{self, CARRIED, Noun};
use crate::ui::pager::Pager;
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::form::Form;
use crate::web::once;
use crate::web::page;
use crate::web::paging::Paging;
use crate::web::problem::Problem;
use crate::web::query::Query;
use ::figures::bulletin::split;
use ::figures::{Figure, FigureSpec, Group, Member};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// A number with what it counted.
pub(super) struct Counted {
    pub read: Read,
    /// The number; none when the group had no member.
    pub figure: Option<Figure>,
    pub group: Group,
    pub part: Part,
    pub members: Vec<Member>,
}

impl Counted {
    /// Of what it lists things.
    fn listed(&self) -> &FigureSpec {
        item_table::opened(self.read.at.catalogue(), &self.read.spec)
    }
}

/// The page; JSON for programs.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let counted = counted(&app, &asked, &actor, &name).await?;
    if asked.json {
        let items = items(&app, &actor, &counted, &counted.members).await?;
        return Ok(axum::Json(item::json(&items)).into_response());
    }
    let paging = Paging::of(&asked.here).within(counted.members.len());
    let shown = items(&app, &actor, &counted, paging.slice(&counted.members)).await?;
    let pager = Pager { paging, total: counted.members.len() };
    let body = html! {
        (layout::heading(labels::title(asked.lang, &counted.read.spec), &actions(&asked, &name)))
        (head(&asked, &counted))
        (item_table::render(asked.lang, &asked.here, (counted.listed(), counted.part), &shown, pager))
        p.muted.small { (labels::footnote(asked.lang, &counted.read.spec)) }
    };
    let today = app.ledger.clock().today();
    let shell = shell::of(&asked, &actor, Noun::Figures, today, Some(&counted.read.at));
    Ok(page::full(&asked, layout::page(&shell, labels::title(asked.lang, &counted.read.spec), &body)))
}

/// The list as a workbook.
pub(super) async fn workbook(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let (file, sheet) = exported(&app, &asked, &actor, &name).await?;
    let bytes = sheets::xlsx(&[sheet]).map_err(|error| Problem::internal(&error))?;
    Ok(Download::xlsx(&file, bytes).into_response())
}

/// The list as comma-separated text.
pub(super) async fn csv(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let (file, sheet) = exported(&app, &asked, &actor, &name).await?;
    let bytes = sheet.csv(true).map_err(|error| Problem::internal(&error))?;
    Ok(Download::csv(&file, bytes).into_response())
}

async fn exported(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    name: &str,
) -> Result<(String, sheets::Sheet), Problem> {
    let counted = counted(app, asked, actor, name).await?;
    let items = items(app, actor, &counted, &counted.members).await?;
    let mut sheet = item_table::sheet(asked.lang, (counted.listed(), counted.part), &items);
    let title = labels::title(asked.lang, &counted.read.spec);
    let true_on = counted.read.at.true_on;
    sheet.table.title = Some(title.to_owned());
    sheet.table.note_left = Some(layout::as_of_words(asked.lang, true_on));
    Ok((format!("{title} {true_on}"), sheet))
}

pub(super) async fn counted(app: &App, asked: &Asked, actor: &Actor, name: &str) -> Result<Counted, Problem> {
    let read = asked::read(app, asked, actor, name).await?;
    let keys: Vec<&str> = asked.here.all(KEY).collect();
    let asking = read.asking(actor);
    let refused = |error| asked::refused(asked.lang, error);
    let figures = asking.figures(&read.at, name).map_err(refused)?;
    let wanted = |figure: &Figure| {
        figure.group.0.len() == keys.len()
            && figure.group.0.iter().zip(&keys).all(|((_, key), text)| names(text, key))
    };
    let figure = if keys.is_empty() {
        // Without a key the whole is meant, however the figure is grouped.
        figures.into_iter().find(|figure| figure.group.is_whole())
    } else {
        figures.into_iter().find(wanted)
    };
    let group = figure.as_ref().map(|figure| figure.group.clone()).unwrap_or_default();
    let nothing = figure.is_none() && !keys.is_empty();
    let part = Part::of(&asked.here);
    let question = asking.question(&read.at, "");
    let mut members = match nothing {
        true => Vec::new(),
        false => ::figures::members(read.at.catalogue(), &question, name, &group).map_err(refused)?,
    };
    if part == Part::Split {
        members = split(&question, members).map_err(refused)?;
    }
    part.take(&mut members);
    Ok(Counted { read, figure, group, part, members })
}

async fn items(
    app: &App,
    actor: &Actor,
    counted: &Counted,
    members: &[Member],
) -> Result<Vec<Item>, Problem> {
    let Read { at, spec, .. } = &counted.read;
    Ok(item::load(app.ledger.db(), at, &actor.scope, spec, members).await?)
}

/// What was asked, in words: group, condition, and the number that the list is behind.
fn head(asked: &Asked, counted: &Counted) -> Markup {
    let lang = asked.lang;
    let group = labels::group(lang, &counted.group);
    html! {
        p.lead {
            // The sentence counts each package once.
            @if let Some(figure) = counted.figure.as_ref().filter(|_| counted.part != Part::Split) { (labels::sentence(lang, figure)) }
            @else { (lang.tf("figures.listed", &[("n", &counted.members.len())])) }
        }
        dl.facts {
            @if !group.is_empty() { dt { (lang.t("figures.group")) } dd { (group) } }
            @if let Some(text) = asked.here.get(Q) { dt { (lang.t("figures.where")) } dd { code { (text) } } }
            @if let Some(part) = counted.part.label() { dt { (lang.t("figures.part")) } dd { (lang.t(part)) } }
            dt { (lang.t("ui.true_on")) }
            dd {
                (layout::as_of_words(lang, counted.read.at.true_on)) " · "
                (lang.tf("figures.known_by", &[("change", &counted.read.at.snapshot.change())]))
            }
        }
    }
}

fn actions(asked: &Asked, name: &str) -> Markup {
    let lang = asked.lang;
    let whole = asked.here.without("page").without("size");
    let to = |ending: &str| {
        let path = format!("/figures/{name}/members.{ending}");
        let names: Vec<&str> = whole.parameters().map(|(name, _)| name).collect();
        whole.carried_to(&path, &names)
    };
    html! {
        a href=(to("xlsx")) { (lang.t("figures.as_xlsx")) }
        a href=(to("csv")) { (lang.t("figures.as_csv")) }
        form method="post" action="/f" {
            (once::field(&Form::default()))
            input type="hidden" name="name" value=(name);
            input type="hidden" name="query" value=(query_of(&whole));
            button type="submit" title=(lang.t("codes.pin_hint")) { (lang.t("codes.pin")) }
        }
        a href=(asked.here.carried_to("/figures", &[CARRIED.as_slice(), &[Q]].concat()).with("name", name)) {
            (lang.t("figures.to_figure"))
        }
    }
}

/// The parameters alone.
fn query_of(here: &Query) -> String {
    here.to_string().split_once('?').map_or_else(String::new, |(_, query)| query.to_owned())
}
