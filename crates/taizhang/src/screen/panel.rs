//! The panels.

use super::page::Sight;
use super::{rates, round};
use crate::figures::{Asking, Link, chart, funnel};
use crate::home::{LATE, worst};
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::days;
use crate::text::money::ShownIn;
use crate::ui::bar::bar;
use crate::ui::chart_svg;
use crate::web::query::Query;
use crate::words;
use ::figures::{Dim, FigureError, Filter, Population, Sort, SortField};
use domain::Money;
use maud::{Markup, html};

/// The parameter that names the panel in sight.
pub(super) const PANEL: &str = "panel";
/// Rounds of the trend: more have no room for their numbers.
const ROUNDS: usize = 6;
/// Late milestones that are listed: so many fit when each name takes two lines.
const LATE_LISTED: usize = 6;

/// A panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    /// Start rates by zone.
    Rates,
    /// Entries and investment by round.
    Trend,
    /// What is late.
    Late,
    /// The round that people work on.
    Round,
    /// From signing to production.
    Funnel,
}

impl Panel {
    pub(super) const ALL: [Self; 5] = [Self::Rates, Self::Trend, Self::Late, Self::Round, Self::Funnel];

    /// As an address holds it.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Rates => "rates",
            Self::Trend => "trend",
            Self::Late => "late",
            Self::Round => "round",
            Self::Funnel => "funnel",
        }
    }

    /// The panel of an address; the first where none is named.
    pub(super) fn of(here: &Query) -> Self {
        let asked = here.get(PANEL).unwrap_or_default();
        Self::ALL.into_iter().find(|panel| panel.code() == asked).unwrap_or(Self::Rates)
    }

    /// Its title.
    pub(super) fn title(self, lang: Lang) -> &'static str {
        lang.t(match self {
            Self::Rates => "screen.rates",
            Self::Trend => "screen.trend",
            Self::Late => "screen.late",
            Self::Round => "screen.round",
            Self::Funnel => "screen.funnel",
        })
    }

    /// What the way to it is called: a word or two, so that all of them stand in one line.
    pub(super) fn called(self, lang: Lang) -> &'static str {
        lang.t(match self {
            Self::Rates => "screen.to_rates",
            Self::Trend => "screen.to_trend",
            Self::Late => "screen.to_late",
            Self::Round => "screen.to_round",
            Self::Funnel => "screen.to_funnel",
        })
    }

    /// What it shows.
    pub(super) fn content(self, sight: &Sight<'_>) -> Result<Markup, FigureError> {
        match self {
            Self::Rates => rates::content(sight),
            Self::Trend => trend(sight),
            Self::Late => late(sight),
            Self::Round => round::content(sight),
            Self::Funnel => funnelled(sight),
        }
    }
}

/// A figure of the catalogue, asked by some dimensions.
pub(super) fn asking<'s>(sight: &'s Sight<'_>, by: &'s [Dim]) -> Asking<'s> {
    Asking {
        scope: &sight.actor.scope,
        filter: &sight.narrow,
        by,
        lang: sight.lang(),
        taxonomy: None,
        speaks_for: sight.actor.speaks_for(sight.org),
    }
}

/// That there is nothing to show yet.
pub(super) fn nothing(lang: Lang) -> Markup {
    html! { p.nothing { (lang.t("screen.nothing")) } }
}

fn trend(sight: &Sight<'_>) -> Result<Markup, FigureError> {
    let lang = sight.lang();
    let Some(spec) = sight.at.catalogue().get("roundEntries") else { return Ok(nothing(lang)) };
    let figures = asking(sight, &[Dim::Round, Dim::List]).figures(sight.at, &spec.name)?;
    let link = Link::new(&sight.asked.here, &spec.name, "");
    let drawn = chart(lang, spec, &figures, &link, "").map(|chart| chart.last(ROUNDS));
    Ok(match drawn {
        Some(chart) => html! { div.chart { div.picture { (chart_svg::picture(&chart)) } } },
        None => nothing(lang),
    })
}

fn late(sight: &Sight<'_>) -> Result<Markup, FigureError> {
    let lang = sight.lang();
    // Phases and other parts count with their project, as in every figure of the screen.
    let filter =
        Filter::parse(&format!("({LATE}) part:none")).map_err(FigureError::Filter)?.and(&sight.narrow);
    let late = Population::new(&sight.at.snapshot, &sight.actor.scope, Some(&filter), sight.at.true_on);
    let late = late.map_err(FigureError::Filter)?;
    if late.is_empty() {
        return Ok(html! { p.nothing { (lang.t("home.none_late")) } });
    }
    let sort = Sort { field: SortField::Late, descending: true };
    Ok(html! {
        p.big { strong { (count(i64::try_from(late.len()).unwrap_or(i64::MAX))) } " " (lang.t("screen.late_projects")) }
        table {
            thead { tr {
                th scope="col" { (lang.t("home.project")) }
                th scope="col" { (lang.t("home.zone")) }
                th scope="col" { (lang.t("home.milestone")) }
                th.num scope="col" { (lang.t("home.promised")) }
                th.num scope="col" { (lang.t("home.late_by")) }
            } }
            tbody {
                @for project in late.page(sort, 0, LATE_LISTED) {
                    @let (word, promised, by) = worst(lang, &project, sight.at).unwrap_or_default();
                    tr {
                        th scope="row" { (project.title()) }
                        td { (sight.at.snapshot.places().get(project.zone()).map_or("", |place| place.shown())) }
                        td { (word) }
                        td.num { (promised) }
                        td.num.alarm { "■ " (days::late(lang, by)) }
                    }
                }
            }
        }
    })
}

#[allow(clippy::cast_precision_loss, reason = "lengths of bars, not numbers that are printed")]
fn funnelled(sight: &Sight<'_>) -> Result<Markup, FigureError> {
    let lang = sight.lang();
    let Some(spec) = sight.at.catalogue().get("signed") else { return Ok(nothing(lang)) };
    let found = funnel(&asking(sight, &[]), sight.at, spec)?;
    let Some(funnel) = found.filter(|funnel| funnel.steps.first().is_some_and(|step| step.projects > 0))
    else {
        return Ok(nothing(lang));
    };
    let most = funnel.steps.first().map_or(1, |step| step.projects.max(1)) as f64;
    Ok(html! {
        ol.funnel {
            @for (place, step) in funnel.steps.iter().enumerate() {
                li {
                    span.name { (words::stage(lang, step.stage)) }
                    (bar(step.projects as f64 / most))
                    span.value { strong { (count(step.projects)) } " " (lang.t("figures.unit_projects")) }
                    span.value {
                        @if let Some(fen) = step.amount_fen { strong { (ShownIn::Yi.print(Money::from_fen(fen))) } " " (lang.t("ui.unit_yi")) }
                    }
                    span.share {
                        @if let Some(share) = funnel.of_first(place).filter(|_| place > 0) { (lang.tf("screen.of_signed", &[("share", &share)])) }
                        @if let Some(share) = funnel.of_before(place).filter(|_| place > 1) { " · " (lang.tf("screen.of_before", &[("share", &share)])) }
                    }
                }
            }
        }
    })
}
