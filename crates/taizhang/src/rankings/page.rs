//! The ranking of a scheme on a day.

use super::answer::Answer;
use super::asked::{LEVEL, LEVELS, Read, read, to, to_unit};
use super::{PATH, labels, table};
use crate::actor::Actor;
use crate::app::App;
use crate::figures::dim_word;
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::{self, CARRIED, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::ui::tabs::{self, Tab};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::web::query::Query;
use ::figures::ranking::{Body, Item, RankRow, Role, RollPart, Scheme};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::Permission;
use domain::facts::OrgId;
use maud::{Markup, html};

/// The page; JSON for programs.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let read = read(&app, &asked, &actor, &name).await?;
    if asked.json {
        return Ok(axum::Json(Answer::of(lang, &read)).into_response());
    }
    let title = labels::title(lang, &read.ranked.scheme).to_owned();
    let today = app.ledger.clock().today();
    let is_over = read.ranked.period.last_day() < today;
    let org = shell::chosen(&asked, &actor, &read.at.snapshot)?.or_else(|| actor.only_read_at());
    let fixes = is_over && org.is_some_and(|org| actor.may(Permission::ManageRounds, org));
    let actions = html! {
        @if fixes { a.button href=(to(&asked.here, &name, "/fix")) { (lang.t("rankings.fix")) } }
        a href=(to(&asked.here, &name, "/table.xlsx")) { (lang.t("figures.as_xlsx")) }
        a href=(to(&asked.here, &name, "/table.csv")) { (lang.t("figures.as_csv")) }
        a href=(asked.here.carried_to(PATH, &CARRIED)) { (lang.t("rankings.schemes")) }
    };
    let body = html! {
        (layout::heading(&title, &actions))
        (head(&asked, &read))
        (tables(&asked, &read))
        (left_out(lang, &asked.here, &read))
        (definition(lang, &asked.here, &read))
    };
    let frame = shell::of(&asked, &actor, Noun::Figures, today, Some(&read.at));
    Ok(page::full(&asked, layout::page(&frame, &title, &body)))
}

/// The period, how many units are ranked, and what else units may be.
fn head(asked: &Asked, read: &Read) -> Markup {
    let lang = asked.lang;
    let units: usize = read.ranked.ranking.groups.iter().map(|group| group.rows.len()).sum();
    let period = labels::period(lang, read.ranked.period);
    let tab = |level: ::figures::Dim| {
        Tab::new(dim_word(lang, level), asked.here.with(LEVEL, level.name()).to_string(), level == read.level)
    };
    html! {
        p.lead {
            (lang.tf("rankings.head", &[
                ("period", &period), ("day", &layout::as_of_words(lang, read.at.true_on)), ("n", &units),
            ]))
        }
        (tabs::tabs(lang.t("rankings.level"), LEVELS.into_iter().map(tab)))
        @if units > 0 && read.ranked.ranking.groups.iter().all(|group| group.rows.iter().all(is_unscored)) {
            p { (lang.t("rankings.nothing_typed")) }
        }
    }
}

/// Whether nothing at all is known of a unit for the period.
fn is_unscored(row: &RankRow) -> bool {
    row.score.exact.is_none() && row.score.parts.iter().all(|part| part.absence.is_some())
}

fn tables(asked: &Asked, read: &Read) -> Markup {
    let lang = asked.lang;
    let ranked = &read.ranked;
    let titles = table::columns(lang, ranked, |name| part_title(lang, read, name));
    html! {
        @for group in &ranked.ranking.groups {
            @if !ranked.scheme.groups.is_empty() {
                h2 { (table::group_title(lang, &ranked.scheme, group.group.as_deref())) }
            }
            @if group.rows.is_empty() { p.muted { (lang.t("rankings.no_units")) } }
            @else { (table::render(lang, &asked.here, ranked, group, &titles)) }
        }
        @if !ranked.red_black.is_empty() {
            h2 { (lang.t("rankings.red_black")) }
            @for group in &ranked.red_black { (table::red_black(lang, &asked.here, ranked, group)) }
        }
        @for words in table::notes(lang, ranked, &titles) { p.muted.small { (words) } }
        p.muted.small { (lang.t("rankings.note_scope")) " " (lang.t("rankings.note_rounding")) }
    }
}

/// The title of the scheme of a shorter period.
pub(super) fn part_title(lang: Lang, read: &Read, name: &str) -> String {
    let part = read.known.schemes.on(name, read.ranked.period.last_day());
    part.map_or(name, |scheme| labels::title(lang, scheme)).to_owned()
}

/// Who takes no part, and why: nobody is passed over in silence.
fn left_out(lang: Lang, here: &Query, read: &Read) -> Markup {
    let ranked = &read.ranked;
    let name =
        |unit: &OrgId| read.at.snapshot.places().get(*unit).map_or(String::new(), |it| it.shown().to_owned());
    html! {
        @if !ranked.unplaced.is_empty() {
            p { (lang.t("rankings.unplaced")) (lang.gap())
                @for (index, unit) in ranked.unplaced.iter().enumerate() {
                    @if index > 0 { (lang.t("figures.comma")) (lang.gap()) }
                    a href=(to_unit(here, &ranked.scheme.name, &unit.to_string(), "")) { (name(unit)) }
                }
            }
        }
        @if !ranked.unlisted.is_empty() {
            @let names: Vec<String> = ranked.unlisted.iter().map(|group| crate::figures::group_words(lang, group)).collect();
            p.muted.small { (lang.tf("rankings.unlisted", &[("names", &lang.list(&names))])) }
        }
    }
}

/// What the scheme is: its note, its items with rule and weight.
fn definition(lang: Lang, here: &Query, read: &Read) -> Markup {
    let scheme = &read.ranked.scheme;
    html! {
        section {
            h2 { (lang.t("rankings.definition")) }
            p { (scheme.note.get(crate::figures::catalogue_lang(lang))) }
            p.muted.small {
                (lang.tf("rankings.edition", &[("version", &scheme.version), ("from", &scheme.from)]))
                @if let Some(until) = scheme.until { (lang.tf("rankings.until", &[("until", &until)])) }
                " · " (labels::period_kind(lang, scheme.period)) " · " code { (scheme.name) }
            }
            p.muted.small { (labels::bounds(lang, scheme)) }
            @match &scheme.body {
                Body::Items(items) => (items_table(lang, here, read, &items.items)),
                Body::RollUp(parts) => (parts_table(lang, here, read, parts)),
            }
        }
    }
}

fn items_table(lang: Lang, here: &Query, read: &Read, items: &[Item]) -> Markup {
    let scheme = &read.ranked.scheme;
    let columns = vec![
        Column::new("item", lang.t("rankings.item"), Kind::Lead),
        Column::new("section", lang.t("rankings.section"), Kind::Text),
        Column::new("role", lang.t("rankings.role"), Kind::Text),
        Column::new("weight", lang.t("rankings.weight"), Kind::Number),
        Column::new("rule", lang.t("rankings.rule"), Kind::Words),
    ];
    let rows = items.iter().map(|item| {
        let title = labels::named(lang, &item.named).to_owned();
        let cells = vec![
            html! { (title) },
            html! { (section(lang, scheme, item)) },
            html! { (role(lang, item.role)) },
            html! { @if let Some(weight) = &item.weight { (labels::number(weight)) } },
            html! { (labels::rule((lang, read.at.catalogue()), item)) },
        ];
        Row { id: item.named.name.clone(), name: title, cells }
    });
    Table::new(lang.t("rankings.definition"), here, columns, rows.collect()).render(lang)
}

/// The heading under which an item stands.
pub(super) fn section<'a>(lang: Lang, scheme: &'a Scheme, item: &Item) -> &'a str {
    let sections = scheme.items().map_or(&[][..], |items| &items.sections);
    let own = sections.iter().find(|known| Some(&known.named.name) == item.section.as_ref());
    own.map_or("", |section| labels::named(lang, &section.named))
}

/// What an item's points do.
pub(super) fn role(lang: Lang, role: Role) -> &'static str {
    lang.t(match role {
        Role::Score => "rankings.role_score",
        Role::Bonus => "rankings.role_bonus",
        Role::Penalty => "rankings.role_penalty",
        Role::Veto => "rankings.role_veto",
    })
}

fn parts_table(lang: Lang, here: &Query, read: &Read, parts: &[RollPart]) -> Markup {
    let columns = vec![
        Column::new("part", lang.t("rankings.item"), Kind::Lead),
        Column::new("weight", lang.t("rankings.weight"), Kind::Number).in_unit("%"),
        Column::new("take", lang.t("rankings.rule"), Kind::Text),
    ];
    let rows = parts.iter().map(|part| {
        let title = part_title(lang, read, &part.of);
        let cells = vec![
            html! { a href=(to(here, &part.of, "")) { (title) } },
            html! { (labels::number(&part.weight)) },
            html! { (labels::roll_part(lang, part)) },
        ];
        Row { id: part.of.clone(), name: title, cells }
    });
    Table::new(lang.t("rankings.definition"), here, columns, rows.collect()).render(lang)
}
