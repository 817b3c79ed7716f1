//! Start rates by zone: all of them where there is room, else the first and the last.

use super::page::Sight;
use super::panel::{asking, nothing};
use crate::figures::{Ranked, rank};
use crate::text::Lang;
use crate::ui::bar::bar;
use ::figures::{Dim, Figure, FigureError, FigurePage};
use maud::{Markup, html};

/// The rate: of the projects signed, those started.
const FIGURE: &str = "startRateOverSigned";
/// Lines of a column.
const LINES: usize = 10;
/// Lines for which there is room where places are shared.
const LINES_MAX: usize = 12;
/// Columns of a screen.
const COLUMNS: usize = 2;

pub(super) fn content(sight: &Sight<'_>) -> Result<Markup, FigureError> {
    let lang = sight.lang();
    let FigurePage { figures, whole, .. } = asking(sight, &[Dim::Zone]).page(sight.at, FIGURE)?;
    let ranked = rank(&figures);
    if ranked.is_empty() {
        return Ok(nothing(lang));
    }
    let fits = ranked.len() <= LINES * COLUMNS;
    let places: Vec<_> = ranked.iter().map(|it| it.place).collect();
    let backwards: Vec<_> = places.iter().rev().copied().collect();
    let (first, last) = (cut(&places), cut(&backwards));
    Ok(html! {
        @if let Some(whole) = &whole { p.big { (lang.t("screen.together")) " " strong { (whole.printed) } " " (of(whole)) } }
        div.rates {
            @if fits { @for lines in ranked.chunks(LINES) { (column(lang, None, lines)) } }
            @else {
                (column(lang, Some(if first > LINES { "screen.first_tied" } else { "screen.first_n" }), &ranked[..first]))
                (column(lang, Some(if last > LINES { "screen.last_tied" } else { "screen.last_n" }), &ranked[ranked.len() - last..]))
            }
        }
    })
}

/// How many of them are shown: those of one place all or none (`formats.md` §4). More than there is room for end before the
/// place that they share; where all share it, no cut is right and the lines are filled.
fn cut(places: &[Option<usize>]) -> usize {
    let Some(at_cut) = places.get(LINES) else { return places.len() };
    if places[LINES - 1] != *at_cut {
        return LINES;
    }
    let before = places.iter().position(|place| place == at_cut).unwrap_or(LINES);
    let through = places.iter().rposition(|place| place == at_cut).map_or(LINES, |last| last + 1);
    match before {
        _ if through <= LINES_MAX => through,
        0 => LINES,
        before => before,
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::nobody_shares_the_place(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 10)]
    #[case::two_share_it(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 12], 11)]
    #[case::there_is_no_room_for_all(&[1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 8, 14], 7)]
    #[case::all_share_it(&[1; 30], 10)]
    #[case::few(&[1, 2, 3], 3)]
    fn those_of_one_place_are_shown_all_or_none(#[case] places: &[usize], #[case] shown: usize) {
        let places: Vec<_> = places.iter().map(|place| Some(*place)).collect();
        assert_eq!(cut(&places), shown);
    }
}
