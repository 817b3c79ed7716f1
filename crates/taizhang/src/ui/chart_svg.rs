//! The picture without script, and on paper: bars from zero, lines, direct labels.

use super::chart::{Chart, Kind, Point, Series};
use super::chart_names::{Names, Numbers, shortened};
use maud::{Markup, html};

pub(super) const WIDTH: f64 = 640.0;
pub(super) const HEIGHT: f64 = 280.0;
pub(super) const TOP: f64 = 40.0;
pub(super) const BOTTOM: f64 = 28.0;
pub(super) const SIDE: f64 = 8.0;
/// The height that bars and lines share.
const PLANE: f64 = HEIGHT - TOP - BOTTOM;
const ROW: f64 = 26.0;
/// Level bars need less room beside each other than upright ones, and keep it on a phone.
const LEVEL_WIDTH: f64 = 440.0;
const NAME: f64 = 140.0;
/// A narrower bar leaves its number to the table.
const NUMBER_MIN: f64 = 14.0;
/// No bar is wider.
const BAR_MAX: f64 = 32.0;
const COLOURS: usize = 5;
/// The size of letters.
const LETTER: f64 = 12.0;
/// How much of the height bars and a line with an axis of its own have: the line stands above, and runs through no bar or
/// number.
const BARS: f64 = 0.58;
const LINE: f64 = 0.32;
const LEGEND_TOP: f64 = 4.0;
const LEGEND_LINE: f64 = 17.0;
/// The coloured mark before a name, and the room after it.
const LEGEND_MARK: f64 = 16.0;
const LEGEND_GAP: f64 = 18.0;

/// The chart as SVG. Funnels and heat tables are drawn as level bars: their shape needs no script to be read.
#[must_use]
pub fn picture(chart: &Chart) -> Markup {
    match chart.kind {
        Kind::Axes => upright(chart),
        Kind::Curves => super::chart_curves::curves(chart),
        Kind::Funnel | Kind::Heatmap | Kind::Ranked => level(chart),
    }
}

fn upright(chart: &Chart) -> Markup {
    let slot = (WIDTH - 2.0 * SIDE) / count(chart.categories.len());
    let bars: Vec<usize> = (0..chart.series.len()).filter(|index| !chart.series[*index].line).collect();
    let floor = HEIGHT - BOTTOM;
    let names = Names::of(&chart.categories, slot);
    html! {
        svg viewBox=(names.view_box()) role="img" aria-label=(chart.title) {
            (legend(chart))
            @for (place, index) in bars.iter().enumerate() { (columns(chart, *index, place, bars.len(), slot)) }
            @for (index, series) in chart.series.iter().enumerate() { @if series.line { (run(chart, index, slot)) } }
            (numbers(chart, &bars, slot))
            @if is_apart(chart) { line.grid x1=(SIDE) x2=(WIDTH - SIDE) y1=(round(foot(chart))) y2=(round(foot(chart))) {} }
            line.base x1=(SIDE) x2=(WIDTH - SIDE) y1=(floor) y2=(floor) {}
            (names.render())
        }
    }
}

/// The names of the series with their colours, one after another, in a second line where one is too short.
pub(super) fn legend(chart: &Chart) -> Markup {
    let mut corner = (SIDE, LEGEND_TOP);
    let mut named = Vec::with_capacity(chart.series.len());
    for series in &chart.series {
        let unit = if series.unit.is_empty() { String::new() } else { format!(" ({})", series.unit) };
        let label = format!("{}{unit}", series.name);
        let width = LEGEND_MARK + length(&label) + LEGEND_GAP;
        if corner.0 > SIDE && corner.0 + width > WIDTH {
            corner = (SIDE, corner.1 + LEGEND_LINE);
        }
        named.push((corner, label));
        corner.0 += width;
    }
    html! {
        @for (index, ((x, y), label)) in named.iter().enumerate() {
            rect class={ "bar-" (colour(index)) } x=(round(*x)) y=(y) width="10" height="10" {}
            text.name x=(round(x + LEGEND_MARK)) y=(y + 9.0) { (label) }
        }
    }
}

/// How long a line of text is, near enough: Han as wide as high, other letters a little more than half.
pub(super) fn length(text: &str) -> f64 {
    text.chars().map(|letter| if letter > '\u{2e80}' { LETTER } else { LETTER * 0.6 }).sum()
}

fn columns(chart: &Chart, index: usize, place: usize, of: usize, slot: f64) -> Markup {
    let series = &chart.series[index];
    let width = bar_width(slot, of);
    let left = -width * count(of) / 2.0 + width * count_from(place);
    html! {
        @for (category, point) in series.points.iter().enumerate() {
            @if let Some(point) = point {
                @let height = bar_height(chart, point);
                @let x = mid(category, slot) + left;
                rect class={ "bar-" (colour(index)) } x=(round(x)) y=(round(HEIGHT - BOTTOM - height)) width=(round(width - 1.0)) height=(round(height)) {}
            }
        }
    }
}

/// How wide a bar is, so many beside each other.
fn bar_width(slot: f64, of: usize) -> f64 {
    (slot * 0.76 / count(of)).min(BAR_MAX)
}

/// The number of each bar above it, where it has room.
fn numbers(chart: &Chart, bars: &[usize], slot: f64) -> Markup {
    let width = bar_width(slot, bars.len());
    let is_roomy = slot / count(bars.len()) >= NUMBER_MIN;
    let mut taken = Numbers::default();
    let mut shown = Vec::new();
    for category in (0..chart.categories.len()).filter(|_| is_roomy) {
        for (place, index) in bars.iter().enumerate() {
            let Some(Some(point)) = chart.series[*index].points.get(category) else { continue };
            let middle = width * (count_from(place) + 0.5 - count_from(bars.len()) / 2.0);
            let foot = (mid(category, slot) + middle, HEIGHT - BOTTOM - bar_height(chart, point) - 4.0);
            if taken.take(foot, &point.printed) {
                shown.push((foot, point.printed.as_str()));
            }
        }
    }
    html! { @for ((x, y), printed) in shown { text.number x=(round(x)) y=(round(y)) text-anchor="middle" { (printed) } } }
}

fn run(chart: &Chart, index: usize, slot: f64) -> Markup {
    let series = &chart.series[index];
    let (most, part) = (most([series]), if is_apart(chart) { LINE } else { 1.0 });
    let dots: Vec<(f64, f64)> = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(category, point)| {
            point.as_ref().map(|point| (mid(category, slot), foot(chart) - rise(point, most) * part))
        })
        .collect();
    let path: String = dots.iter().map(|(x, y)| format!("{},{} ", round(*x), round(*y))).collect();
    html! {
        polyline class={ "run run-" (colour(index)) } points=(path) {}
        @for (x, y) in &dots { circle class={ "dot-" (colour(index)) } cx=(round(*x)) cy=(round(*y)) r="3" {} }
    }
}

/// Level bars: categories of the first series, or, in a heat table, the sums of its rows.
fn level(chart: &Chart) -> Markup {
    let rows: Vec<(&str, f64, String)> = match chart.kind {
        Kind::Heatmap => {
            chart.series.iter().map(|series| (series.name.as_str(), total(series), String::new())).collect()
        }
        _ => chart
            .series
            .iter()
            .take(1)
            .flat_map(|series| chart.categories.iter().zip(&series.points).enumerate())
            .map(|(place, (name, point))| {
                (name.as_str(), point.as_ref().map_or(0.0, |p| p.size), said(chart, place))
            })
            .collect(),
    };
    let most = rows.iter().map(|row| row.1).fold(0.0, f64::max);
    let height = ROW * count(rows.len());
    let beside = rows.iter().map(|row| length(&row.2)).fold(0.0, f64::max) + 12.0;
    html! {
        svg.level viewBox={ "0 0 " (LEVEL_WIDTH) " " (height) } role="img" aria-label=(chart.title) {
            @for (index, (name, size, printed)) in rows.iter().enumerate() {
                @let y = ROW * count_from(index);
                @let width = if most > 0.0 { size / most * (LEVEL_WIDTH - NAME - beside) } else { 0.0 };
                text.name x=(NAME - 8.0) y=(y + 17.0) text-anchor="end" { (shortened(name, NAME - 8.0)) }
                rect.bar-1 x=(NAME) y=(y + 4.0) width=(round(width)) height=(ROW - 8.0) {}
                text x=(round(NAME + width + 6.0)) y=(y + 17.0) { (printed) }
            }
        }
    }
}

/// The number beside a bar, and in a funnel the share of the first that it is.
fn said(chart: &Chart, place: usize) -> String {
    let printed = |series: &Series| Some(series.points.get(place)?.as_ref()?.printed.clone());
    let shares = chart.series.iter().filter(|series| chart.kind == Kind::Funnel && series.unit == "%");
    let numbers = chart.series.iter().take(1).chain(shares.take(1)).filter_map(printed);
    numbers.collect::<Vec<_>>().join("　")
}

fn total(series: &Series) -> f64 {
    series.points.iter().flatten().map(|point| point.size).sum()
}

fn most<'a>(series: impl IntoIterator<Item = &'a Series>) -> f64 {
    series
        .into_iter()
        .flat_map(|series| series.points.iter().flatten())
        .map(|point| point.size)
        .fold(0.0, f64::max)
}

fn rise(point: &Point, most: f64) -> f64 {
    if most > 0.0 { (point.size / most).max(0.0) * PLANE } else { 0.0 }
}

fn bar_height(chart: &Chart, point: &Point) -> f64 {
    let most = most(chart.series.iter().filter(|series| !series.line));
    rise(point, most) * if is_apart(chart) { BARS } else { 1.0 }
}

/// Where a line has its nought.
fn foot(chart: &Chart) -> f64 {
    HEIGHT - BOTTOM - if is_apart(chart) { (1.0 - LINE) * PLANE } else { 0.0 }
}

/// Whether a line is measured otherwise than the bars below it.
fn is_apart(chart: &Chart) -> bool {
    chart.series.iter().any(|series| series.second) && chart.series.iter().any(|series| !series.line)
}

pub(super) fn mid(index: usize, slot: f64) -> f64 {
    SIDE + slot * (count_from(index) + 0.5)
}

/// A tenth of a pixel is enough and keeps pages small.
pub(super) fn round(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}

pub(super) fn colour(index: usize) -> usize {
    index % COLOURS + 1
}

/// At least one, so that nothing is divided by nothing.
pub(super) fn count(number: usize) -> f64 {
    count_from(number.max(1))
}

fn count_from(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number in an attribute of the first element of a text.
    fn of(text: &str, name: &str) -> f64 {
        let rest = text.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
        rest.split('"').next().and_then(|number| number.parse().ok()).unwrap_or(f64::NAN)
    }

    #[test]
    fn a_line_with_an_axis_of_its_own_runs_above_the_bars_and_their_numbers() {
        let points = |sizes: [f64; 3]| {
            let point = |size: f64| Some(Point { size, printed: size.to_string(), href: None });
            sizes.map(point).into()
        };
        let chart = Chart {
            kind: Kind::Axes,
            title: String::new(),
            note: String::new(),
            definition: None,
            axis: String::new(),
            categories: ["a", "b", "c"].map(str::to_owned).into(),
            series: vec![
                Series::bars("n", "", points([5.0, 70.0, 0.0])),
                Series::line("m", "", points([0.0, 30.0, 9.0])),
            ],
        };
        let html = picture(&chart).into_string();
        let tops = html.split("<text").skip(1).filter(|it| it.contains("number"));
        let highest = tops.map(|text| of(text, "y") - LETTER).fold(HEIGHT, f64::min);
        let dots = html.split("<circle").skip(1).map(|dot| of(dot, "cy") + of(dot, "r"));
        let lowest = dots.fold(0.0, f64::max);
        assert!(lowest > TOP && lowest < highest, "{lowest} {highest}: {html}");
    }

    #[test]
    fn names_of_a_legend_never_run_into_each_other() {
        let names =
            ["Projects on the signing list", "Started", "项目", "In production by the end of the year", "x"];
        let chart = Chart {
            kind: Kind::Axes,
            title: String::new(),
            note: String::new(),
            definition: None,
            axis: String::new(),
            categories: vec![],
            series: names.map(|name| Series::bars(name, "entries", vec![])).into(),
        };
        let html = legend(&chart).into_string();
        let places: Vec<(f64, f64)> =
            html.split("<text").skip(1).map(|text| (of(text, "x"), of(text, "y"))).collect();
        assert_eq!(places.len(), names.len());
        for (pair, name) in places.windows(2).zip(names) {
            let ends = pair[0].0 + length(&format!("{name} (entries)"));
            assert!(pair[1].1 > pair[0].1 || pair[1].0 > ends, "{pair:?} {name}");
        }
        assert!(places.iter().all(|(_, y)| *y < TOP), "{places:?}");
    }
}
