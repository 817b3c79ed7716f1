//! Projects behind a number that is no figure of the catalogue: who they are, where they stand, and what the page adds.

use super::item_table::stage_badge;
use crate::as_of::Question;
use crate::text::money::ShownIn;
use crate::ui::figure_link;
use crate::ui::layout::CARRIED;
use crate::ui::pager::Pager;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::paging::Paging;
use ::figures::{Population, ProjectView};
use domain::facts::ProjectId;
use domain::{Money, Scope};
use maud::{Markup, html};

/// A project with the cells that the page adds.
pub(crate) struct Listed {
    pub(crate) project: ProjectId,
    pub(crate) more: Vec<Markup>,
}

/// The list, page by page; `more` are the columns of the cells added. Projects that the scope does not read are not there.
pub(crate) fn render(
    asked: &Asked,
    (at, scope): (&Question, &Scope),
    title: &str,
    more: Vec<Column>,
    listed: &[Listed],
) -> Markup {
    let lang = asked.lang;
    let all = Population::new(&at.snapshot, scope, None, at.true_on);
    let all = all.expect("a population without a filter names nothing that could be missing");
    let paging = Paging::of(&asked.here).within(listed.len());
    let mut columns = vec![
        Column::new("no", lang.t("figures.no"), Kind::Text),
        Column::new("title", lang.t("figures.project"), Kind::Lead),
        Column::new("zone", lang.t("figures.dim_zone"), Kind::Text),
        Column::new("stage", lang.t("figures.stage_now"), Kind::Text),
    ];
    columns.extend(more);
    columns
        .push(Column::new("amount", lang.t("figures.amount"), Kind::Number).in_unit(ShownIn::Yi.word(lang)));
    let rows = paging.slice(listed).iter().filter_map(|one| Some(row(asked, at, all.get(one.project)?, one)));
    let mut table = Table::new(title, &asked.here, columns, rows.collect());
    table.pager = Some(Pager { paging, total: listed.len() });
    table.short = false;
    table.render(lang)
}

fn row(asked: &Asked, at: &Question, view: ProjectView<'_>, one: &Listed) -> Row {
    let lang = asked.lang;
    let href = asked.here.carried_to(&format!("/projects/{}", view.id()), &CARRIED);
    let zone = at.snapshot.places().get(view.zone()).map_or("", |place| place.shown());
    let amount = match view.invest_fen() {
        Some(fen) => figure_link::amount(lang, Money::from_fen(fen), ShownIn::Yi, None),
        None => figure_link::unknown(lang.t("figures.no_amount")),
    };
    let mut cells = vec![
        html! { span.nowrap { (view.own_no()) } },
        html! { a href=(href) { (view.title()) } },
        html! { (zone) },
        stage_badge(lang, view.stage_on(at.true_on)),
    ];
    cells.extend(one.more.iter().cloned());
    cells.push(amount);
    Row { id: view.id().to_string(), name: view.title().to_owned(), cells }
}
