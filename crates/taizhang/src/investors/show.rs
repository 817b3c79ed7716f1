//! The page of an investor.

use super::reached::Reached;
use crate::fields;
use crate::figures::stage_badge;
use crate::text::money::ShownIn;
use crate::ui::layout;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::page;
use crate::words;
use axum::response::Response;
use domain::facts::RecordKind;
use domain::ratio::NO_VALUE;
use domain::{Money, Permission};
use maud::{Markup, html};

/// Projects shown; the ledger, filtered, has them all.
const PROJECTS_SHOWN: usize = 100;

/// Shows the investor.
pub(super) async fn page(reached: Reached) -> Response {
    let lang = reached.lang();
    let kept = reached.is_kept();
    let actions = html! {
        @if kept { a.button href={ (reached.path()) "/edit" } { (lang.t("investors.edit")) } }
    };
    let body = html! {
        (layout::heading(&reached.investor.name, &actions))
        @if !kept && reached.actor.scope.may_anywhere(Permission::Edit) {
            p.hint { (lang.t("investors.kept_by_others")) }
        }
        (facts(&reached))
        (listings(&reached, kept))
        (invests_in(&reached))
    };
    page::full(&reached.asked, reached.page(&reached.investor.name, &body))
}

fn facts(reached: &Reached) -> Markup {
    let (lang, investor) = (reached.lang(), &reached.investor);
    let class = investor.class.map(|class| words::investor_class(lang, class));
    let label = |field| fields::label(lang, RecordKind::Investor, field);
    html! {
        dl.facts {
            dt { (label("credit_code")) } dd { (investor.credit_code.as_deref().unwrap_or(NO_VALUE)) }
            dt { (label("seat")) } dd { (investor.seat.as_deref().unwrap_or(NO_VALUE)) }
            dt { (label("class")) } dd { (class.unwrap_or(NO_VALUE)) }
        }
    }
}

fn listings(reached: &Reached, kept: bool) -> Markup {
    let lang = reached.lang();
    let listings = reached.listings();
    html! {
        section {
            h2 { (lang.t("investors.listings")) }
            @if listings.is_empty() { p.muted { (lang.t("investors.listings_none")) } }
            ul.plain {
                @for listing in listings {
                    li.row {
                        strong { (listing.year) " " (listing.list) }
                        @if let Some(rank) = listing.rank { span { (lang.tf("investors.rank", &[("rank", &rank)])) } }
                        @if let Some(relation) = &listing.relation { span.muted { (relation) } }
                        @if kept {
                            form.no-print method="post" action={ (reached.path()) "/listings/" (listing.id) "/remove" } {
                                button type="submit" { (lang.t("investors.remove")) }
                            }
                        }
                    }
                }
            }
            @if kept { p.no-print { a href={ (reached.path()) "/listings" } { (lang.t("investors.add_listing")) } } }
        }
    }
}

fn invests_in(reached: &Reached) -> Markup {
    let lang = reached.lang();
    let places = reached.question.snapshot.places();
    let columns = vec![
        Column::new("title", lang.t("investors.project"), Kind::Lead),
        Column::new("zone", lang.t("investors.zone"), Kind::Text),
        Column::new("stage", lang.t("investors.stage"), Kind::Text),
        Column::new("invest", lang.t("investors.invest"), Kind::Number).in_unit(ShownIn::Wan.word(lang)),
    ];
    let rows = reached.projects().take(PROJECTS_SHOWN).map(|project| Row {
        id: project.id().to_string(),
        name: project.title().to_owned(),
        cells: vec![
            html! { a href={ "/projects/" (project.id()) } { (project.title()) } },
            html! { (places.get(project.zone()).map_or("", ::figures::Place::shown)) },
            stage_badge(lang, project.stage_on(reached.question.true_on)),
            html! { (project.invest_fen().map_or_else(|| NO_VALUE.to_owned(), |fen| ShownIn::Wan.print(Money::from_fen(fen)))) },
        ],
    });
    let all = reached.projects().count();
    let title = lang.tf("investors.projects", &[("n", &all)]);
    html! {
        section {
            h2 { (title) }
            (Table::new(title.clone(), &reached.asked.here, columns, rows.collect()).render(lang))
            @if all > PROJECTS_SHOWN { p.hint { (lang.tf("investors.first", &[("n", &PROJECTS_SHOWN)])) } }
        }
    }
}
