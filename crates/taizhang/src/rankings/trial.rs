//! What schemes that are not kept yet would give: the units ranked by each over the present ledger.

use super::annex::Tables;
use super::ranked::{Asking, Typed};
use super::{labels, table};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::not_given_words;
use crate::ui::layout;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use ::figures::Dim;
use ::figures::bulletin::{Shows, Table as Drafted};
use ::figures::ranking::{RankError, Scheme, Schemes};
use domain::facts::OrgId;
use maud::{Markup, html};

/// The section: a ranking for each of the schemes, among all that will be known beside them.
///
/// # Errors
/// When the database fails.
pub(super) async fn section(
    (app, asked, actor): (&App, &Asked, &Actor),
    (at, org): (&Question, OrgId),
    (schemes, new): (&Schemes, &[Scheme]),
) -> Result<Markup, Problem> {
    let mut tried = Vec::with_capacity(new.len());
    for scheme in new {
        tried.push(one((app, asked, actor), (at, org), (schemes, scheme)).await?);
    }
    Ok(html! { section id="tried" { @for one in &tried { (one) } } })
}

async fn one(
    (app, asked, actor): (&App, &Asked, &Actor),
    (at, org): (&Question, OrgId),
    (schemes, scheme): (&Schemes, &Scheme),
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    // On its first day where that is still to come, on its last where that is past.
    let day = at.today.max(scheme.from).min(scheme.until.unwrap_or(at.today.max(scheme.from)));
    let then = Question { true_on: day, ..at.clone() };
    let typed = Typed::of(app.ledger.db(), &then, schemes, &scheme.name).await?;
    let places = then.snapshot.places();
    let org = places.get(org).filter(|place| place.lineage.len() > 1).map(|_| org);
    let asking = Asking { at: &then, scope: &actor.scope, schemes, typed: &typed, level: Dim::Zone, org };
    let title = labels::title(lang, scheme);
    let heading = html! { h2 { (lang.tf("rankings.tried_title", &[("scheme", &title)])) } };
    let ranked = match asking.ranked(&scheme.name) {
        Ok(ranked) => ranked,
        Err(RankError::Figure(error)) => {
            return Ok(html! { (heading) p.flagged { (not_given_words(lang, &error)) } });
        }
        // Its first period begins later than the day, or another edition holds by the end of it.
        Err(_) => return Ok(html! { (heading) p.muted { (lang.t("rankings.tried_not_yet")) } }),
    };
    let (catalogue, level) = (then.catalogue(), Dim::Zone);
    let tables = Tables { lang, ranked: &ranked, schemes, catalogue, level }.all();
    let period = labels::period(lang, ranked.period);
    let is_scored = ranked.ranking.groups.iter().flat_map(|group| &group.rows).any(|row| row.rank.is_some());
    Ok(html! {
        (heading)
        p.muted.small {
            (lang.tf("rankings.tried_note", &[("period", &period), ("day", &layout::as_of_words(lang, day))]))
        }
        @if !is_scored { p { (lang.t("rankings.nothing_typed")) } }
        @for drafted in &tables { (plain(asked, title, drafted)) }
        @for group in &ranked.red_black { (table::red_black(lang, &asked.here, &ranked, group)) }
    })
}

/// A table without links: what it shows is not kept, so nothing of it can be opened.
fn plain(asked: &Asked, title: &str, drafted: &Drafted) -> Markup {
    let mut has_lead = false;
    let columns = drafted.columns.iter().map(|column| {
        let kind = match column.shows {
            Shows::Text if !std::mem::replace(&mut has_lead, true) => Kind::Lead,
            Shows::Integer | Shows::Decimal(_) => Kind::Number,
            Shows::Text | Shows::Sign | Shows::Day => Kind::Text,
        };
        Column::new("column", column.head.clone(), kind)
    });
    let rows = drafted.rows.iter().map(|row| {
        let cells = row.cells.iter().map(|cell| html! { (cell.printed) }).collect();
        Row { id: row.key.clone(), name: row.key.clone(), cells }
    });
    let name = if drafted.name.is_empty() { title } else { &drafted.name };
    let mut table = Table::new(name, &asked.here, columns.collect(), rows.collect());
    table.caption_shown = !drafted.name.is_empty();
    html! {
        (table.render(asked.lang))
        @for words in &drafted.below { p.muted.small { (words) } }
    }
}
