//! An answer as it is shown, on the explorer's page and on a card.

use super::funnel::{self, funnel};
use super::way::Way;
use super::{matrix, ranked};
use crate::actor::Actor;
use crate::as_of::Question;
use crate::figures::asked::{self, NAME, Q, Read, Unread};
use crate::figures::link::Link;
use crate::figures::{chart, labels, table};
use crate::shell;
use crate::text::Lang;
use crate::text::counts::count;
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use ::figures::{FigureError, FigurePage, FigureSpec, Filter};
use maud::{Markup, html};

/// What is drawn: a question with its figures.
pub(in crate::figures) struct Explored<'a> {
    pub asked: &'a Asked,
    pub actor: &'a Actor,
    pub read: &'a Read,
    pub page: &'a FigurePage,
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::figures) enum Shown {
    /// A page of its own: table and picture one below the other.
    OnPage,
    /// A card among others: the table opens below the picture.
    OnCard,
}

/// A question's answer on a card.
pub(crate) struct Card {
    /// What the figure is called, and by what it is grouped.
    pub title: String,
    pub content: Markup,
    /// Where it is defined.
    pub definition: String,
    /// The projects behind it.
    pub members: String,
}

/// Answers a question of the explorer from a snapshot: `asked` holds its address.
///
/// # Errors
/// As the explorer's page.
pub(crate) fn card(asked: &Asked, actor: &Actor, at: Question) -> Result<Card, Unread> {
    let name = asked.here.get(NAME).ok_or_else(Problem::not_found)?;
    let read = asked::read_at(asked, actor, name, at)?;
    let refused = |error: FigureError| asked::refused(asked.lang, error);
    let page = read.asking(actor).page(&read.at, name).map_err(refused)?;
    let explored = Explored { asked, actor, read: &read, page: &page };
    let link = explored.link();
    let content = content(&explored, Shown::OnCard).map_err(refused)?;
    let members = link.members(&::figures::Group::default());
    Ok(Card { title: explored.title(), content, definition: link.definition(), members })
}

impl Explored<'_> {
    /// Where the answer's numbers lead.
    fn link(&self) -> Link {
        let own = self.asked.here.get(Q).unwrap_or_default();
        Link::new(&self.asked.here, &self.read.spec.name, own).at(&self.read.at)
    }

    /// As of when, of whom, and on which condition.
    fn note(&self) -> String {
        let lang = self.asked.lang;
        let note = shell::note(lang, self.actor, &self.read.at, self.read.org);
        match self.asked.here.get(Q).map(str::trim).filter(|condition| !condition.is_empty()) {
            Some(condition) => format!("{note} · {condition}"),
            None => note,
        }
    }

    fn title(&self) -> String {
        let lang = self.asked.lang;
        let title = labels::title(lang, &self.read.spec);
        let by: Vec<String> = self.read.by.iter().map(|dim| lang.inside(labels::dim(lang, *dim))).collect();
        match by[..] {
            [] => title.to_owned(),
            _ => lang.tf("figures.chart_title", &[("figure", &title), ("by", &by.join(" × "))]),
        }
    }
}

/// The answer, drawn in the way that its address asks for.
///
/// # Errors
/// As the figure itself.
pub(in crate::figures) fn content(of: &Explored<'_>, shown: Shown) -> Result<Markup, FigureError> {
    let (lang, here, figures) = (of.asked.lang, &of.asked.here, &of.page.figures[..]);
    let spec: &FigureSpec = &of.read.spec;
    let link = if shown == Shown::OnCard {
        of.link()
    } else {
        Link::new(here, &spec.name, here.get(Q).unwrap_or_default())
    };
    let note = of.note();
    let chart = || chart::of(lang, spec, figures, &link, &note);
    let lines = || {
        html! {
            (table::render(lang, here, spec, figures, of.page.whole.as_ref(), &link))
            (cut(lang, of.page))
        }
    };
    let way = Way::of(here, spec, &of.read.by);
    Ok(match way {
        Way::Numbers => numbers(lang, of, &link),
        Way::Table => lines(),
        Way::Chart => match (shown, chart::along_axis(lang, spec, figures, &link, &note)) {
            (Shown::OnPage, chart) => {
                html! { (lines()) @if let Some(chart) = chart { (chart.beside_table(lang)) } }
            }
            (Shown::OnCard, Some(chart)) if chart.is_picture() => chart.folded(lang),
            (Shown::OnCard, chart) => {
                let coloured = matrix::render(lang, here, (spec, figures), chart, &link);
                coloured.unwrap_or_else(lines)
            }
        },
        Way::Ranked if figures.is_empty() => lines(),
        Way::Ranked => ranked::render(lang, here, (spec, figures), chart(), &link),
        Way::Matrix => matrix::render(lang, here, (spec, figures), chart(), &link).unwrap_or_else(lines),
        Way::Funnel => funnelled(of, &link, shown, &note)?.unwrap_or_else(|| numbers(lang, of, &link)),
    })
}

/// Where the list ends before its end.
fn cut(lang: Lang, page: &FigurePage) -> Markup {
    let shown = page.figures.len();
    html! {
        @if shown < page.groups {
            p.muted { (lang.tf("figures.first_lines", &[("n", &count(shown as i64)), ("all", &count(page.groups as i64))])) }
        }
    }
}

fn funnelled(
    of: &Explored<'_>,
    link: &Link,
    shown: Shown,
    note: &str,
) -> Result<Option<Markup>, FigureError> {
    let lang = of.asked.lang;
    let own = Filter::parse(of.asked.here.get(Q).unwrap_or_default()).map_err(FigureError::Filter)?;
    let found = funnel(&of.read.asking(of.actor), &of.read.at, &of.read.spec)?;
    Ok(found.map(|found| {
        let chart = funnel::chart(lang, &of.read.spec, &found, (link, &own), note);
        if shown == Shown::OnCard { chart.folded(lang) } else { chart.render(lang) }
    }))
}

/// One figure alone: its numbers large, each a link.
fn numbers(lang: Lang, of: &Explored<'_>, link: &Link) -> Markup {
    let columns = table::value_columns(lang, &of.read.spec);
    html! {
        @for figure in &of.page.figures {
            dl.cards {
                @for (column, cell) in columns.iter().zip(table::value_cells(lang, &of.read.spec, figure, link)) {
                    div {
                        dt { (column.label) @if let Some(unit) = &column.unit { " (" (unit) ")" } }
                        dd { (cell) }
                    }
                }
            }
        }
    }
}
