//! A round's statistics: its lists by zone, city, industry, origin and size, each number opening its entries; of a
//! published round as published and as they are.

use super::held;
use super::opened::{self, Opened};
use super::parts::{Links, ListsRow, lists_table};
use super::tally::{Cell, Counted, Line, place};
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
use figures::{Dim, FigureError, Group};
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
        Bars::Entries.title(lang, self.dim)
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
            @if self.lines.len() > 1 {
                @for bars in Bars::ALL { (chart(lang, &links, self.dim, &self.lines, bars, note.clone()).render(lang)) }
            }
        }
    }
}

fn tabs(asked: &Asked, current: Dim) -> Markup {
    let tab = |dim: Dim| {
        Tab::new(dim_word(asked.lang, dim), asked.here.with(BY, dim.name()).to_string(), dim == current)
    };
    tabs::tabs(asked.lang.t("rounds.split_by"), DIMS.into_iter().map(tab))
}

/// What the bars of a chart measure.
#[derive(Clone, Copy)]
enum Bars {
    Entries,
    Money,
}

impl Bars {
    const ALL: [Self; 2] = [Self::Entries, Self::Money];

    fn title(self, lang: Lang, dim: Dim) -> String {
        let key = match self {
            Self::Entries => "rounds.lists_by",
            Self::Money => "rounds.amounts_by",
        };
        lang.tf(key, &[("dim", &dim_word(lang, dim))])
    }

    fn unit(self, lang: Lang) -> &'static str {
        match self {
            Self::Entries => lang.t("rounds.unit_entries"),
            Self::Money => ShownIn::Yi.word(lang),
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "lengths of bars, not numbers that are printed")]
    fn point(self, cell: Cell, href: String) -> Option<Point> {
        let (size, printed) = match self {
            Self::Entries => (cell.entries.number as f64, count(cell.entries.number)),
            Self::Money => {
                let fen = cell.entries.fen?;
                (fen as f64 / FEN_PER_YI, ShownIn::Yi.print(Money::from_fen(fen)))
            }
        };
        Some(Point { size, printed, href: Some(href) })
    }
}

/// Bars for the three lists beside each other: they are three sums, never one (`domain.md` §5).
fn chart(lang: Lang, links: &Links<'_>, dim: Dim, lines: &[Line], bars: Bars, note: String) -> Chart {
    let series = ListKind::ALL.iter().map(|list| {
        let point = |line: &Line| {
            let group = Group([(dim, line.key.clone())].into());
            bars.point(line.lists[place(*list)], links.entries(Some(*list), "", &group))
        };
        Series::bars(words::list(lang, *list), bars.unit(lang), lines.iter().map(point).collect())
    });
    Chart {
        kind: Kind::Axes,
        title: bars.title(lang, dim),
        note,
        definition: Some(links.definition()),
        axis: dim_word(lang, dim).to_owned(),
        categories: lines.iter().map(|line| key_word(lang, dim, line.key.shown())).collect(),
        series: series.collect(),
    }
}
