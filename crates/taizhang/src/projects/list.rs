//! The ledger page: which projects, in which order, what of each, and the totals of all that were asked for.

use super::column_choice;
use super::filter_words;
use super::list_table;
use super::question::{COLUMNS, ListAsked, Q, Totals};
use super::store::{self, Fetched};
use super::views::{self, View};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::codes;
use crate::shell::{self, SCOPE};
use crate::text::money::ShownIn;
use crate::ui::layout::{self, Noun};
use crate::ui::{chip, layout::CARRIED};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::paging::Paging;
use crate::web::problem::Problem;
use crate::web::query::Query;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::facts::OrgId;
use domain::{OrgKind, Permission};
use figures::{FilterError, Population};
use maud::{Markup, html};
use std::collections::HashMap;

/// The rows of the page asked for, with the totals of the whole list.
pub(super) struct Listed {
    pub asked: ListAsked,
    pub population: Population,
    pub paging: Paging,
    pub totals: Totals,
    pub fetched: HashMap<i64, Fetched>,
}

/// Shows the list, or what is wrong with its filter.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    // A short code in the search box opens what it stands for.
    if let Some(to) = codes::address_of(&app, &actor, asked.here.get(Q).unwrap_or_default()).await? {
        return Ok(page::redirect(&asked, &to, None));
    }
    let asked = column_choice::recalled(asked, &headers);
    let question = app.reading(&asked).await?;
    let views = views::of(app.ledger.db(), actor.user).await?;
    let page = Frame { asked: &asked, actor: &actor, question: &question, views: &views };
    let today = app.ledger.clock().today();
    let dressed = |body: &Markup| {
        let shell = shell::of(&asked, &actor, Noun::Projects, today, Some(&question));
        layout::page(&shell, asked.lang.t("projects.projects"), body)
    };
    match listed(&app, &asked, &actor, &question).await? {
        Ok(listed) => Ok(page::full(&asked, dressed(&page.body(&listed)))),
        Err(error) => Ok(page::refused(&asked, dressed(&page.refusal(&error)))),
    }
}

async fn listed(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    question: &Question,
) -> Result<Result<Listed, FilterError>, Problem> {
    let list = match ListAsked::of(&asked.here) {
        Ok(list) => list,
        Err(error) => return Ok(Err(error)),
    };
    let at = shell::chosen(asked, actor, &question.snapshot)?;
    let filter = shell::narrowed(&question.snapshot, &list.filter, at);
    let population = match Population::new(&question.snapshot, &actor.scope, Some(&filter), question.true_on)
    {
        Ok(population) => population,
        Err(error) => return Ok(Err(error)),
    };
    let totals = Totals::of(&population);
    let paging = Paging::of(&asked.here).within(totals.count);
    let fetched = if list.columns.iter().any(|column| column.is_fetched()) {
        let shown = population.page(list.sort, paging.offset(), paging.size);
        let ids: Vec<_> = shown.iter().map(figures::ProjectView::id).collect();
        store::fetch(app.ledger.db(), question.snapshot.change(), &ids).await?
    } else {
        HashMap::new()
    };
    Ok(Ok(Listed { asked: list, population, paging, totals, fetched }))
}

/// What stands round the table.
struct Frame<'a> {
    asked: &'a Asked,
    actor: &'a Actor,
    question: &'a Question,
    views: &'a [View],
}

impl Frame<'_> {
    fn body(&self, listed: &Listed) -> Markup {
        let (lang, here) = (self.asked.lang, &self.asked.here);
        let chips = filter_words::chips(lang, here, &listed.asked.filter);
        html! {
            (self.head(Some(listed)))
            div.tools {
                (self.search(None))
                (super::filter_form::form(
                    self.asked, &self.actor.scope, &listed.asked.filter, &self.question.snapshot, self.question.true_on,
                ))
                (column_choice::menu(lang, here, &listed.asked.columns))
                (views::menu(self.asked, self.views))
                (self.unit_switch())
            }
            (chip::chips(lang, &chips, &here.with(Q, "")))
            (list_table::table(self.asked, self.actor, self.question, listed))
        }
    }

    /// The same page without a table: the filter stays in its field, with what is wrong and what may be meant.
    fn refusal(&self, error: &FilterError) -> Markup {
        html! {
            (self.head(None))
            (self.search(Some(error)))
            p.muted { (self.asked.lang.t("projects.filter_help")) }
        }
    }

    fn head(&self, listed: Option<&Listed>) -> Markup {
        let lang = self.asked.lang;
        let creates = self.actor.scope.may_anywhere(Permission::Edit) && self.question.as_of.is_now();
        html! {
            div.head {
                h1 { (lang.t("projects.projects")) }
                div.row.no-print {
                    @if listed.is_some_and(|listed| listed.totals.count > 0) { (self.exports()) }
                    @if creates { a.button.primary href=(super::NEW) { (lang.t("projects.create")) } }
                }
            }
        }
    }

    fn exports(&self) -> Markup {
        let (lang, here) = (self.asked.lang, &self.asked.here);
        let to = |path: &str| {
            let mut to = here.carried_to(path, &CARRIED);
            for (name, value) in here.parameters().filter(|(name, _)| [Q, COLUMNS, "sort"].contains(name)) {
                to = to.and(name, value);
            }
            to
        };
        html! {
            details.menu {
                summary.button { (lang.t("projects.export")) }
                ul.sheet.plain {
                    li { a href=(to(crate::projects::exports::XLSX)) { (lang.t("projects.export_xlsx")) } }
                    li { a href=(to(crate::projects::exports::CSV)) { (lang.t("projects.export_csv")) } }
                    li { a href=(to(crate::projects::exports::XLSX).with(COLUMNS, crate::projects::exports::PLAIN)) {
                        (lang.t("projects.export_plain"))
                    } }
                    @if let Some(zone) = self.zone() {
                        li { a href=(here.carried_to(crate::projects::exports::BOOK, &[]).with(SCOPE, &zone.to_string())) {
                            (lang.t("projects.export_book"))
                        } }
                    }
                }
            }
        }
    }

    /// The zone to which the page is narrowed, or the only one that the actor reads.
    fn zone(&self) -> Option<OrgId> {
        let snapshot = &self.question.snapshot;
        let chosen = shell::chosen(self.asked, self.actor, snapshot).ok().flatten();
        let mut zones = snapshot.places().iter().filter(|place| {
            place.kind == OrgKind::Zone
                && self.actor.may(Permission::Read, place.id)
                && chosen.is_none_or(|chosen| chosen == place.id)
        });
        zones.next().filter(|_| zones.next().is_none()).map(|place| place.id)
    }

    fn search(&self, error: Option<&FilterError>) -> Markup {
        let (lang, here) = (self.asked.lang, &self.asked.here);
        let text = here.get(Q).unwrap_or_default();
        html! {
            form.filter action=(super::PATH) role="search" {
                @for (name, value) in here.parameters().filter(|(name, _)| ![Q, "page"].contains(name)) {
                    input type="hidden" name=(name) value=(value);
                }
                div.field.refused[error.is_some()] {
                    label.unseen[error.is_none()] for="filter" { (lang.t("projects.filter")) }
                    @if let Some(error) = error {
                        p.wrong #filter-error { (filter_words::error(lang, error)) }
                        (self.proposals(text, error))
                    }
                    div.row {
                        input #filter type="search" name=(Q) value=(text) placeholder=(lang.t("projects.filter_placeholder"))
                            aria-invalid=[error.map(|_| "true")] aria-describedby=[error.map(|_| "filter-error")];
                        button type="submit" { (lang.t("projects.filter_apply")) }
                    }
                }
            }
        }
    }

    fn proposals(&self, text: &str, error: &FilterError) -> Markup {
        let proposals = filter_words::proposals(text, error);
        html! {
            @if !proposals.is_empty() {
                p { (self.asked.lang.t("projects.filter_near")) " "
                    @for (word, whole) in &proposals { a href=(self.asked.here.with(Q, whole)) { (word) } " " }
                }
            }
        }
    }

    fn unit_switch(&self) -> Markup {
        let lang = self.asked.lang;
        let shown = ShownIn::from_code(self.asked.here.get("unit"));
        let other = if shown == ShownIn::Yi { ShownIn::Wan } else { ShownIn::Yi };
        let here: Query = self.asked.here.with("unit", other.code());
        html! { a.small href=(here) { (lang.tf("projects.in_unit", &[("unit", &other.word(lang))])) } }
    }
}

/// The list's address for a filter, with the clocks and scope of the page carried on.
pub fn link(here: &Query, filter: &str) -> Query {
    here.carried_to(super::PATH, &CARRIED).with(Q, filter)
}
