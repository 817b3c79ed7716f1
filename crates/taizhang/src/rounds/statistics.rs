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
use figures::{Dim, FigureError, Group, Member};
use maud::{Markup, html};

/// What a round's lists are split by, in the order offered.
const DIMS: [Dim; 5] = [Dim::City, Dim::Zone, Dim::Industry, Dim::Origin, Dim::Size];
/// The parameter that chooses one.
const BY: &str = "by";
const FEN_PER_YI: f64 = 1e10;

/// A round's lists by a dimension: as they are, and as publication froze them.
pub(super) struct Statistics {
    pub opened: Opened,
    pub dim: Dim,
    pub present: Counting,
    frozen: Option<Counting>,
}

impl Statistics {
    /// What an address asks for.
    pub async fn of(app: &App, asked: &Asked, actor: &Actor, opened: Opened) -> Result<Self, Uncounted> {
        let dim = dim(asked);
        let at = held::on_its_day(&opened.at, &opened.round);
        let then = match held::frozen(&app.ledger, &opened.at, &opened.round).await {
            Ok(then) => then,
            Err(error) => return Err(Uncounted::Problem(error.into())),
        };
        let counted = Counting::of(actor, &opened, at, dim).and_then(|present| {
            Ok((present, then.map(|then| Counting::of(actor, &opened, then, dim)).transpose()?))
        });
        match counted {
            Ok((present, frozen)) => Ok(Self { opened, dim, present, frozen }),
            Err(error) => Err(Uncounted::Figure(Box::new((opened, error)))),
        }
    }

    pub fn title(&self, lang: Lang) -> String {
        title(lang, &self.opened)
    }

    /// The tables that the page shows, the present one last: those of publication where they are others.
    pub fn tables(&self) -> impl Iterator<Item = &Counting> {
        self.frozen.iter().filter(|_| self.has_moved_on()).chain([&self.present])
    }

    /// Whether a table is that of publication.
    pub fn is_frozen(&self, table: &Counting) -> bool {
        !std::ptr::eq(table, &self.present)
    }

    pub fn has_moved_on(&self) -> bool {
        self.frozen.as_ref().is_some_and(|frozen| frozen.lines != self.present.lines)
    }

    /// When and by which change it was published, in words.
    pub fn publication(&self, lang: Lang) -> Option<String> {
        let (day, change) = held::publication(&self.opened.round, self.opened.at.true_on)?;
        let day = lang.tf("rounds.published_on", &[("day", &day)]);
        Some(format!("{day} · {}", lang.tf("rounds.frozen_at", &[("change", &change)])))
    }
}

/// Why there are no statistics.
pub(super) enum Uncounted {
    /// A figure that can't be given; the round is there.
    Figure(Box<(Opened, FigureError)>),
    /// Something else.
    Problem(Problem),
}

fn title(lang: Lang, opened: &Opened) -> String {
    lang.tf("rounds.statistics_title", &[("round", &opened.label(lang))])
}

/// What the lists are split by.
fn dim(asked: &Asked) -> Dim {
    let asked = asked.here.get(BY).and_then(|word| word.parse().ok());
    asked.filter(|dim| DIMS.contains(dim)).unwrap_or(DIMS[0])
}

/// The page; JSON for programs.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    if asked.json {
        return super::statistics_files::json(State(app), asked, actor, Path(id)).await;
    }
    let opened = opened::open(&app, &asked, &actor, RoundId(id)).await?;
    if opened.is_still_to_come() {
        let body = opened.to_come(&asked);
        return Ok(page::full(&asked, opened.page(&app, &asked, &actor, &opened.label(lang), &body)));
    }
    let counted = Statistics::of(&app, &asked, &actor, opened).await;
    let (body, opened) = match counted {
        Ok(statistics) => (shown(&asked, &actor, &statistics), statistics.opened),
        Err(Uncounted::Figure(uncounted)) => (not_given(&asked, &uncounted.1), uncounted.0),
        Err(Uncounted::Problem(problem)) => return Err(problem),
    };
    let title = title(lang, &opened);
    let body = html! {
        (layout::heading(&title, &actions(&asked, &opened)))
        (tabs(&asked, dim(&asked)))
        (body)
    };
    Ok(page::full(&asked, opened.page(&app, &asked, &actor, &title, &body)))
}

fn actions(asked: &Asked, opened: &Opened) -> Markup {
    let lang = asked.lang;
    let kept = [layout::CARRIED.as_slice(), &[BY]].concat();
    let to = |path: &str| asked.here.carried_to(&format!("{}/statistics{path}", opened.path()), &kept);
    html! {
        a href=(to("/table.xlsx")) { (lang.t("figures.as_xlsx")) }
        a href=(to("/table.csv")) { (lang.t("figures.as_csv")) }
        a href=(to(".json")) { "JSON" }
        a href=(asked.here.carried_to(&opened.path(), &layout::CARRIED)) { (lang.t("rounds.to_round")) }
    }
}

fn shown(asked: &Asked, actor: &Actor, statistics: &Statistics) -> Markup {
    html! {
        (published(asked, statistics))
        (statistics.present.table(asked, &statistics.opened.round))
        (statistics.present.chart(asked, actor, &statistics.opened))
        p.muted.small { (asked.lang.t("rounds.entries_note")) }
    }
}

/// Before the present numbers of a published round: those of publication where they are others, or that they are not.
fn published(asked: &Asked, statistics: &Statistics) -> Markup {
    let lang = asked.lang;
    let round = &statistics.opened.round;
    let (Some(frozen), Some((day, change))) =
        (&statistics.frozen, held::publication(round, statistics.opened.at.true_on))
    else {
        return html! {};
    };
    if !statistics.has_moved_on() {
        return html! { p { (lang.tf("rounds.as_published", &[("day", &day), ("change", &change)])) } };
    }
    html! {
        h2 { (lang.t("rounds.frozen")) }
        @if let Some(words) = statistics.publication(lang) { p { (words) } }
        (frozen.table(asked, round))
        h2 { (lang.t("rounds.present")) }
        p { (lang.t("rounds.moved_since")) }
    }
}

/// The lists of a round by a dimension, as of a point.
pub(super) struct Counting {
    pub at: Question,
    pub dim: Dim,
    pub lines: Vec<Line>,
}

impl Counting {
    fn of(actor: &Actor, opened: &Opened, at: Question, dim: Dim) -> Result<Self, FigureError> {
        let lines = counted(actor, opened, &at).by(dim)?;
        Ok(Self { at, dim, lines })
    }

    /// The entries behind it, each with its group.
    pub fn entries(&self, actor: &Actor, opened: &Opened) -> Result<Vec<(Group, Member)>, FigureError> {
        counted(actor, opened, &self.at).entries(self.dim)
    }

    pub fn caption(&self, lang: Lang) -> String {
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

fn counted<'a>(actor: &'a Actor, opened: &Opened, at: &'a Question) -> Counted<'a> {
    Counted::round(&actor.scope, at, held::key(&opened.round)).and(&opened.narrow)
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
        lang.tf(key, &[("dim", &lang.inside(dim_word(lang, dim)))])
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
