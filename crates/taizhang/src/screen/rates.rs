//! Start rates by zone: all of them where there is room, else the first and the last.

use super::page::Sight;
use super::panel::{asking, nothing};
use crate::figures::{Ranked, rank};
use crate::text::Lang;
use crate::ui::bar::bar;
use ::figures::{Dim, Figure, FigureError};
use maud::{Markup, html};

/// The rate: of the projects signed, those started.
const FIGURE: &str = "startRateOverSigned";
/// Lines of a column.
const LINES: usize = 10;
/// Columns of a screen.
const COLUMNS: usize = 2;

pub(super) fn content(sight: &Sight<'_>) -> Result<Markup, FigureError> {
    let lang = sight.lang();
    let (figures, whole) = asking(sight, &[Dim::Zone]).figures_with_whole(sight.at, FIGURE)?;
    let ranked = rank(&figures);
    if ranked.is_empty() {
        return Ok(nothing(lang));
    }
    let fits = ranked.len() <= LINES * COLUMNS;
    let (first, last) =
        if fits { (&ranked[..], &[][..]) } else { (&ranked[..LINES], &ranked[ranked.len() - LINES..]) };
    Ok(html! {
        @if let Some(whole) = &whole { p.big { (lang.t("screen.together")) " " strong { (whole.printed) } " " (of(whole)) } }
        div.rates {
            @if fits { @for lines in first.chunks(LINES) { (column(lang, None, lines)) } }
            @else {
                (column(lang, Some("screen.first_n"), first))
                (column(lang, Some("screen.last_n"), last))
            }
        }
    })
}

fn column(lang: Lang, title: Option<&'static str>, lines: &[Ranked<'_>]) -> Markup {
    html! {
        div {
            @if let Some(title) = title { h3 { (lang.tf(title, &[("n", &lines.len())])) } }
            ol {
                @for line in lines {
                    li {
                        span.place { (line.place.map_or_else(|| domain::ratio::NO_VALUE.to_owned(), |place| place.to_string())) }
                        span.name { (crate::figures::group_words(lang, &line.figure.group)) }
                        (bar(line.share))
                        span.value { strong { (line.figure.printed) } }
                        span.of { (of(line.figure)) }
                    }
                }
            }
        }
    }
}

/// Both numbers of a rate.
fn of(figure: &Figure) -> String {
    let [numerator, denominator] = [figure.numerator, figure.denominator].map(Option::unwrap_or_default);
    format!("{numerator}/{denominator}")
}
