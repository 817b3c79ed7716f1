//! A round's statistics: its lists by zone, city, industry, origin and size, each number opening its entries; of a
//! published round as published and as they are.

use super::held;
use super::opened::{self, Opened};
use super::parts::{Links, ListsRow, lists_table};
use super::tally::{Counted, Line, place};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::Question;
use crate::figures::{dim_word, key_word, not_given};
use crate::shell;
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::money::ShownIn;
use crate::ui::chart::{Chart, Kind, Point, Series};
use crate::ui::layout;
use crate::ui::tabs::{self, Tab};
use crate::web::asked::Asked;
use crate::web::page;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::facts::{Round, RoundId};
use domain::{ListKind, Money};
use figures::{Dim, FigureError, Group, Sum};
use maud::{Markup, html};

/// What a round's lists are split by, in the order offered.
const DIMS: [Dim; 5] = [Dim::City, Dim::Zone, Dim::Industry, Dim::Origin, Dim::Size];
/// The parameter that chooses one.
const BY: &str = "by";
const FEN_PER_YI: f64 = 1e10;

/// The page.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let opened = opened::open(&app, &asked, &actor, RoundId(id)).await?;
    if opened.is_still_to_come() {
        let body = opened.to_come(&asked);
        return Ok(page::full(&asked, opened.page(&app, &asked, &actor, &opened.label(lang), &body)));
    }
    let dim = asked.here.get(BY).and_then(|word| word.parse().ok()).filter(|dim| DIMS.contains(dim));
    let dim = dim.unwrap_or(DIMS[0]);
    let at = held::on_its_day(&opened.at, &opened.round);
    let then = held::frozen(&app.ledger, &opened.round).await?;
    let counted = Counting::of(&actor, &opened, at, dim).and_then(|present| {
        Ok((present, then.map(|then| Counting::of(&actor, &opened, then, dim)).transpose()?))
    });
    let title = lang.tf("rounds.statistics_title", &[("round", &opened.label(lang))]);
    let back = html! { a href=(asked.here.carried_to(&opened.path(), &layout::CARRIED)) { (lang.t("rounds.to_round")) } };
    let body = html! {
        (layout::heading(&title, &back))
        (tabs(&asked, dim))
        @match &counted {
            Ok((present, frozen)) => {
                (published(&asked, &opened.round, present, frozen.as_ref()))
                (present.table(&asked, &opened.round))
                (present.chart(&asked, &actor, &opened))
                p.muted.small { (lang.t("rounds.entries_note")) }
            }
            Err(error) => (not_given(&asked, error)),
        }
    };
    Ok(page::full(&asked, opened.page(&app, &asked, &actor, &title, &body)))
}

/// Before the present numbers of a published round: those of publication where they are others, or that they are not.
fn published(asked: &Asked, round: &Round, present: &Counting, frozen: Option<&Counting>) -> Markup {
    let lang = asked.lang;
    let (Some(frozen), Some(day), Some(change)) = (frozen, round.published_on, round.published_change) else {
        return html! {};
    };
    if frozen.lines == present.lines {
        return html! { p { (lang.tf("rounds.as_published", &[("day", &day), ("change", &change)])) } };
    }
    html! {
        h2 { (lang.t("rounds.frozen")) }
        p { (lang.tf("rounds.published_on", &[("day", &day)])) " · " (lang.tf("rounds.frozen_at", &[("change", &change)])) }
        (frozen.table(asked, round))
        h2 { (lang.t("rounds.present")) }
        p { (lang.t("rounds.moved_since")) }
    }
}

/// The lists of a round by a dimension, as of a point.
struct Counting {
    at: Question,
    dim: Dim,
    lines: Vec<Line>,
}

impl Counting {
    fn of(actor: &Actor, opened: &Opened, at: Question, dim: Dim) -> Result<Self, FigureError> {
        let counted = Counted::round(&actor.scope, &at, held::key(&opened.round)).and(&opened.narrow);
        let lines = counted.by(dim)?;
        Ok(Self { at, dim, lines })
    }

    fn caption(&self, lang: Lang) -> String {
        lang.tf("rounds.lists_by", &[("dim", &dim_word(lang, self.dim))])
    }

    fn table(&self, asked: &Asked, round: &Round) -> Markup {
        let (lang, dim) = (asked.lang, self.dim);
        let row = |line: &Line| ListsRow::of_key(lang, dim, &line.key, line.lists);
        let rows: Vec<ListsRow> = self.lines.iter().map(row).collect();
        let links = Links::of(&asked.here, &self.at, round);
        lists_table(lang, &links, &self.caption(lang), dim_word(lang, dim), &rows)
    }

    fn chart(&self, asked: &Asked, actor: &Actor, opened: &Opened) -> Markup {
        let lang = asked.lang;
        let links = Links::of(&asked.here, &self.at, &opened.round);
        let note = shell::note(lang, actor, &self.at, opened.chosen);
        html! {
            @if self.lines.len() > 1 { (chart(lang, &links, self.dim, &self.lines, self.caption(lang), note).render(lang)) }
        }
    }
}

fn tabs(asked: &Asked, current: Dim) -> Markup {
    let tab = |dim: Dim| {
        Tab::new(dim_word(asked.lang, dim), asked.here.with(BY, dim.name()).to_string(), dim == current)
    };
    tabs::tabs(asked.lang.t("rounds.split_by"), DIMS.into_iter().map(tab))
}

/// Paired bars for the counts of the three lists, a line for their money together.
#[allow(clippy::cast_precision_loss, reason = "lengths of bars, not numbers that are printed")]
fn chart(lang: Lang, links: &Links<'_>, dim: Dim, lines: &[Line], title: String, note: String) -> Chart {
    let group = |line: &Line| Group([(dim, line.key.clone())].into());
    let mut series: Vec<Series> = Vec::new();
    for list in ListKind::ALL {
        let point = |line: &Line| {
            let entries = line.lists[place(*list)].entries.number;
            let href = Some(links.entries(Some(*list), "", &group(line)));
            Some(Point { size: entries as f64, printed: count(entries), href })
        };
        let points = lines.iter().map(point).collect();
        series.push(Series::bars(words::list(lang, *list), lang.t("rounds.unit_entries"), points));
    }
    let money = lines.iter().map(|line| {
        let together = line.lists.iter().fold(Sum::default(), |sum, cell| sum.and(cell.entries));
        together.fen.map(|fen| Point {
            size: fen as f64 / FEN_PER_YI,
            printed: ShownIn::Yi.print(Money::from_fen(fen)),
            href: Some(links.entries(None, "", &group(line))),
        })
    });
    series.push(Series::line(lang.t("rounds.amount"), ShownIn::Yi.word(lang), money.collect()));
    Chart {
        kind: Kind::Axes,
        title,
        note,
        definition: Some(links.definition()),
        axis: dim_word(lang, dim).to_owned(),
        categories: lines.iter().map(|line| key_word(lang, dim, line.key.shown())).collect(),
        series,
    }
}
