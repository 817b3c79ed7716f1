//! The picture without script, and on paper: bars from zero, lines, direct labels.

use super::chart::{Chart, Kind, Point, Series};
use maud::{Markup, html};

pub(super) const WIDTH: f64 = 640.0;
pub(super) const HEIGHT: f64 = 280.0;
pub(super) const TOP: f64 = 40.0;
pub(super) const BOTTOM: f64 = 28.0;
pub(super) const SIDE: f64 = 8.0;
const ROW: f64 = 26.0;
const NAME: f64 = 150.0;
/// Below this width of a category, names are left to the table.
const NAME_MIN: f64 = 44.0;
/// A narrower bar leaves its number to the table.
const NUMBER_MIN: f64 = 22.0;
const COLOURS: usize = 5;

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
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } role="img" aria-label=(chart.title) {
            (legend(chart))
            @for (place, index) in bars.iter().enumerate() { (columns(chart, *index, place, bars.len(), slot)) }
            @for (index, series) in chart.series.iter().enumerate() { @if series.line { (run(series, index, slot)) } }
            // Numbers stand over the lines.
            @for (place, index) in bars.iter().enumerate() { (numbers(chart, *index, place, bars.len(), slot)) }
            line.base x1=(SIDE) x2=(WIDTH - SIDE) y1=(floor) y2=(floor) {}
            (names(chart, slot))
        }
    }
}

/// The categories below their slots.
pub(super) fn names(chart: &Chart, slot: f64) -> Markup {
    html! {
        @for (index, category) in chart.categories.iter().enumerate() {
            @if slot >= NAME_MIN || index % every(slot) == 0 {
                text.name x=(mid(index, slot)) y=(HEIGHT - 10.0) text-anchor="middle" { (category) }
            }
        }
    }
}

/// Every how many categories a name fits.
fn every(slot: f64) -> usize {
    let mut step = 1;
    while slot * count(step) < NAME_MIN && step < 1000 {
        step += 1;
    }
    step
}

pub(super) fn legend(chart: &Chart) -> Markup {
    html! {
        @for (index, series) in chart.series.iter().enumerate() {
            @let x = SIDE + count_from(index) * 130.0;
            rect class={ "bar-" (colour(index)) } x=(x) y="6" width="10" height="10" {}
            text.name x=(x + 16.0) y="15" { (series.name) @if !series.unit.is_empty() { " (" (series.unit) ")" } }
        }
    }
}

fn columns(chart: &Chart, index: usize, place: usize, of: usize, slot: f64) -> Markup {
    let series = &chart.series[index];
    let most = most(chart.series.iter().filter(|series| !series.line));
    let width = (slot * 0.76 / count(of)).min(32.0);
    let left = -width * count(of) / 2.0 + width * count_from(place);
    html! {
        @for (category, point) in series.points.iter().enumerate() {
            @if let Some(point) = point {
                @let height = rise(point, most);
                @let x = mid(category, slot) + left;
                rect class={ "bar-" (colour(index)) } x=(round(x)) y=(round(HEIGHT - BOTTOM - height)) width=(round(width - 1.0)) height=(round(height)) {}
            }
        }
    }
}

/// The number of each bar above it, where it has room.
fn numbers(chart: &Chart, index: usize, place: usize, of: usize, slot: f64) -> Markup {
    let most = most(chart.series.iter().filter(|series| !series.line));
    let width = (slot * 0.76 / count(of)).min(32.0);
    let middle = width * (count_from(place) + 0.5 - count_from(of) / 2.0);
    html! {
        @for (category, point) in chart.series[index].points.iter().enumerate() {
            @if let Some(point) = point.as_ref().filter(|_| width >= NUMBER_MIN) {
                @let y = HEIGHT - BOTTOM - rise(point, most) - 4.0;
                text.number x=(round(mid(category, slot) + middle)) y=(round(y)) text-anchor="middle" { (point.printed) }
            }
        }
    }
}

fn run(series: &Series, index: usize, slot: f64) -> Markup {
    let most = most([series]);
    let dots: Vec<(f64, f64)> = series
        .points
        .iter()
        .enumerate()
        .filter_map(|(category, point)| {
            point.as_ref().map(|point| (mid(category, slot), HEIGHT - BOTTOM - rise(point, most)))
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
    html! {
        svg viewBox={ "0 0 " (WIDTH) " " (height) } role="img" aria-label=(chart.title) {
            @for (index, (name, size, printed)) in rows.iter().enumerate() {
                @let y = ROW * count_from(index);
                @let width = if most > 0.0 { size / most * (WIDTH - NAME - 90.0) } else { 0.0 };
                text.name x=(NAME - 8.0) y=(y + 17.0) text-anchor="end" { (name) }
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
    if most > 0.0 { (point.size / most).max(0.0) * (HEIGHT - TOP - BOTTOM) } else { 0.0 }
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
