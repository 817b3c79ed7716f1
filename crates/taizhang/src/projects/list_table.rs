//! The table of the ledger page: rows of the page asked for, totals of the whole list, boxes to choose rows.

use super::cells::{Cell, Reading, day_text};
use super::columns::Column;
use super::list::Listed;
use crate::actor::Actor;
use crate::as_of::Question;
use crate::text::money::ShownIn;
use crate::text::{Lang, counts};
use crate::ui::empty::Empty;
use crate::ui::layout::{CARRIED, Choice};
use crate::ui::pager::Pager;
use crate::ui::select::Selection;
use crate::ui::table::{self, Row, Table};
use crate::ui::{figure_link, table::Kind};
use crate::web::asked::{self, Asked};
use crate::words;
use domain::{Amount, Money, Permission};
use figures::{Place, ProjectView};
use maud::{Markup, html};

/// The table with its form of chosen rows.
pub(super) fn table(asked: &Asked, actor: &Actor, question: &Question, listed: &Listed) -> Markup {
    let lang = asked.lang;
    let shown_in = ShownIn::from_code(asked.here.get("unit"));
    let reading = Reading { snapshot: &question.snapshot, true_on: question.true_on, lang };
    let projects = listed.population.page(listed.asked.sort, listed.paging.offset(), listed.paging.size);
    let rows = projects.iter().map(|project| row(asked, &reading, shown_in, listed, project)).collect();
    // The past can't be changed.
    let is_now = question.as_of.is_now();
    let may_edit = |project: &&ProjectView<'_>| is_now && actor.may(Permission::Edit, project.zone());
    let edit = |project: &ProjectView<'_>| {
        let page = format!("{}/edit", super::path_of(project.id()));
        (project.id().to_string(), asked.here.carried_to(&page, &[asked::LANG]).to_string())
    };
    let table = Table {
        edits: projects.iter().filter(may_edit).map(edit).collect(),
        totals: (listed.totals.count > 0).then(|| totals(lang, shown_in, listed)),
        selection: Some(selection(lang, actor)),
        empty: Some(empty(asked, actor)),
        pager: Some(Pager { paging: listed.paging, total: listed.totals.count }),
        short: false,
        ..Table::new(
            lang.t("projects.projects"),
            &asked.here,
            heads(lang, shown_in, &listed.asked.columns),
            rows,
        )
    };
    let export = asked
        .here
        .carried_to(crate::projects::exports::SELECTED, &[&CARRIED[..], &["columns", "sort"]].concat());
    html! { form method="post" action=(export) { (table.render(lang)) } }
}

fn heads(lang: Lang, shown_in: ShownIn, columns: &[Column]) -> Vec<table::Column> {
    columns
        .iter()
        .map(|column| {
            let head = table::Column::new(column.key(), column.label(lang), column.kind());
            let head = if column.sort().is_some() { head.sorting() } else { head };
            match column {
                _ if column.is_money() => head.in_unit(shown_in.word(lang)),
                Column::Land => head.in_unit(lang.t("projects.unit_mu")),
                Column::Jobs => head.in_unit(lang.t("projects.unit_persons")),
                Column::Late => head.in_unit(lang.t("projects.unit_days")),
                _ => head,
            }
        })
        .collect()
}

fn row(
    asked: &Asked,
    reading: &Reading<'_>,
    shown_in: ShownIn,
    listed: &Listed,
    project: &ProjectView<'_>,
) -> Row {
    let fetched = listed.fetched.get(&project.id().0);
    let cells = listed.asked.columns.iter().map(|column| {
        let cell = reading.cell(*column, project, fetched);
        if column.kind() == Kind::Lead {
            let page = asked.here.carried_to(&super::path_of(project.id()), &CARRIED);
            html! { a href=(page) { (project.title()) } }
        } else if *column == Column::Zone {
            html! { (reading.snapshot.places().get(project.zone()).map_or("", Place::shown)) }
        } else if *column == Column::Late {
            html! { @if let Cell::Count(days) = cell { span.alarm { (counts::count(days)) } } }
        } else {
            html_of(reading.lang, shown_in, &cell)
        }
    });
    Row { id: project.id().to_string(), name: project.title().to_owned(), cells: cells.collect() }
}

/// A value as a page shows it; what is not known is a dash that says so.
pub(super) fn html_of(lang: Lang, shown_in: ShownIn, cell: &Cell) -> Markup {
    match cell {
        Cell::Nothing => figure_link::unknown(lang.t("projects.not_stated")),
        Cell::Text(text) => html! { (text) },
        Cell::Names(names) => html! { (lang.list(names)) },
        Cell::Stage(stage) => html! { span.alarm[stage.is_exit()] { (words::stage(lang, *stage)) } },
        Cell::Money(amount) => money(lang, shown_in, *amount),
        Cell::Land(mu_e2) => {
            html! { (domain::ratio::print_decimal((*mu_e2).into(), 100, 2, domain::Rounding::HalfUp)) }
        }
        Cell::Count(number) => html! { (counts::count(*number)) },
        Cell::Day(day, precision) => html! { (day_text(*day, *precision)) },
    }
}

/// An amount with its qualifier, exact yuan on hover.
pub fn money(lang: Lang, shown_in: ShownIn, amount: Amount) -> Markup {
    html! {
        @if let Some(word) = amount.qualifier { span.muted.small { (words::qualifier(lang, word)) " " } }
        (figure_link::amount(lang, amount.money, shown_in, None))
    }
}

/// Count under the name, sum under the investment, each with what it leaves out.
fn totals(lang: Lang, shown_in: ShownIn, listed: &Listed) -> Vec<Markup> {
    let totals = listed.totals;
    let of = |column: &Column| match column {
        Column::Title => html! {
            (lang.tf("projects.total", &[("n", &counts::count(totals.count as i64))]))
            @if let Some(words) = totals.parts_words(lang) { br; span.muted.small { (words) } }
        },
        Column::Invest => html! {
            @match totals.invest_fen {
                Some(fen) => (figure_link::amount(lang, Money::from_fen(fen), shown_in, None)),
                None => (figure_link::unknown(lang.t("projects.too_large"))),
            }
            @if totals.without_invest > 0 {
                br; span.muted.small {
                    (lang.tf("projects.without_invest", &[("n", &counts::count(totals.without_invest as i64))]))
                }
            }
        },
        _ => Markup::default(),
    };
    listed.asked.columns.iter().map(of).collect()
}

fn selection(lang: Lang, actor: &Actor) -> Selection {
    let to_round = actor.scope.may_anywhere(Permission::Edit);
    Selection {
        store: "projects",
        name: "id",
        actions: html! {
            @if to_round {
                button type="submit" formmethod="get" formaction=(super::TO_ROUND) { (lang.t("projects.to_round")) }
            }
            button type="submit" { (lang.t("projects.export_chosen")) }
        },
    }
}

/// An empty ledger teaches how to fill it; an empty answer, how to ask for more.
fn empty(asked: &Asked, actor: &Actor) -> Empty {
    let lang = asked.lang;
    if asked.here.get(super::question::Q).is_some() {
        return Empty {
            title: lang.t("projects.none_found").to_owned(),
            words: lang.t("projects.none_found_words").to_owned(),
            begin: None,
            sample: Some(Choice::new(
                lang.t("projects.show_all"),
                asked.here.with(super::question::Q, "").to_string(),
            )),
        };
    }
    let edits = actor.scope.may_anywhere(Permission::Edit);
    Empty {
        title: lang.t("projects.empty").to_owned(),
        words: lang.t("projects.empty_words").to_owned(),
        begin: edits.then(|| Choice::new(lang.t("projects.import"), "/imports")),
        sample: edits.then(|| Choice::new(lang.t("projects.create"), super::NEW)),
    }
}
