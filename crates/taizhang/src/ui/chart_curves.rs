//! Curves of shares: from nought to all, each with the band in which it lies.

use super::chart::{Chart, Series};
use super::chart_names::Names;
use super::chart_svg::{BOTTOM, HEIGHT, SIDE, TOP, WIDTH, colour, count, legend, mid, round};
use maud::{Markup, html};

/// Lines across the picture, in percent.
const GRID: [f64; 4] = [25.0, 50.0, 75.0, 100.0];
const ALL: f64 = 100.0;

/// The picture.
pub(super) fn curves(chart: &Chart) -> Markup {
    let slot = (WIDTH - 2.0 * SIDE) / count(chart.categories.len());
    let names = Names::of(&chart.categories, slot);
    html! {
        svg viewBox=(names.view_box()) role="img" aria-label=(chart.title) {
            (legend(chart))
            @for percent in GRID {
                line.grid x1=(SIDE) x2=(WIDTH - SIDE) y1=(round(height(percent))) y2=(round(height(percent))) {}
                text x=(SIDE) y=(round(height(percent) - 3.0)) { (percent) "%" }
            }
            @for (index, series) in chart.series.iter().enumerate() { (band(series, index, slot)) }
            @for (index, series) in chart.series.iter().enumerate() { (curve(series, index, slot)) }
            line.base x1=(SIDE) x2=(WIDTH - SIDE) y1=(HEIGHT - BOTTOM) y2=(HEIGHT - BOTTOM) {}
            (names.render())
        }
    }
}

fn band(series: &Series, index: usize, slot: f64) -> Markup {
    let known = || series.band.iter().enumerate().filter_map(|(place, band)| Some((place, (*band)?)));
    let corner =
        |place: usize, percent: f64| format!("{},{}", round(mid(place, slot)), round(height(percent)));
    let above = known().map(|(place, [_, most])| corner(place, most));
    let mut below: Vec<String> = known().map(|(place, [least, _])| corner(place, least)).collect();
    below.reverse();
    let corners: Vec<String> = above.chain(below).collect();
    html! { @if !corners.is_empty() { polygon class={ "band bar-" (colour(index)) } points=(corners.join(" ")) {} } }
}

/// A curve ends where nothing is known any more.
fn curve(series: &Series, index: usize, slot: f64) -> Markup {
    let points = series.points.iter().enumerate();
    let dots: Vec<(f64, f64)> = points
        .filter_map(|(place, point)| Some((round(mid(place, slot)), round(height(point.as_ref()?.size)))))
        .collect();
    let path: Vec<String> = dots.iter().map(|(x, y)| format!("{x},{y}")).collect();
    html! {
        polyline class={ "run run-" (colour(index)) } points=(path.join(" ")) {}
        @for (x, y) in &dots { circle class={ "dot-" (colour(index)) } cx=(x) cy=(y) r="2" {} }
    }
}

fn height(percent: f64) -> f64 {
    HEIGHT - BOTTOM - percent.clamp(0.0, ALL) / ALL * (HEIGHT - TOP - BOTTOM)
}
