//! The picture of a grouped figure: only where it beats the table (`interface.md`, Charts).

use super::drawn::runs_in_time;
use super::labels;
use super::link::Link;
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::money::ShownIn;
use crate::ui::chart::{Chart, Kind, Point, Series};
use ::figures::{Dim, Figure, FigureKind, FigureSpec, FigureValue, Key};
use domain::Money;

/// More groups make no picture that anybody can read.
const CATEGORIES_MAX: usize = 100;
const FEN_PER_YI: f64 = 1e10;

/// The chart; none for a single number, for three dimensions, or for too many groups.
pub(super) fn of(
    lang: Lang,
    spec: &FigureSpec,
    figures: &[Figure],
    link: &Link,
    note: &str,
) -> Option<Chart> {
    let dims: Vec<Dim> = figures.first()?.group.0.iter().map(|(dim, _)| *dim).collect();
    let chart = match dims[..] {
        [dim] => axes(lang, spec, figures, dim, link),
        [one, two] => crossed(lang, spec, figures, (one, two), link),
        _ => return None,
    };
    let by = dims.iter().map(|dim| lang.inside(labels::dim(lang, *dim))).collect::<Vec<_>>().join(" × ");
    let title = lang.tf("figures.chart_title", &[("figure", &labels::title(lang, spec)), ("by", &by)]);
    let drawn = chart.categories.len() > 1 && chart.categories.len() <= CATEGORIES_MAX;
    drawn.then(|| Chart { title, note: note.to_owned(), definition: Some(link.definition()), ..chart })
}

/// The chart along an axis: of time without what has no place in it, which is said.
pub(crate) fn along_axis(
    lang: Lang,
    spec: &FigureSpec,
    figures: &[Figure],
    link: &Link,
    note: &str,
) -> Option<Chart> {
    let (outside, drawn): (Vec<Figure>, Vec<Figure>) = figures.iter().cloned().partition(is_outside_of_time);
    let left_out = outside.iter().map(|figure| not_drawn(lang, figure));
    let said = std::iter::once(note.to_owned()).chain(left_out).filter(|it| !it.is_empty());
    let note = said.collect::<Vec<_>>().join(" · ");
    of(lang, spec, &drawn, link, &note)
}

/// Whether it is of what has no place on an axis of time: those in no round, those without a date. Beside all periods
/// together one period is small, and no line leads there.
fn is_outside_of_time(figure: &Figure) -> bool {
    let [(dim, key)] = &figure.group.0[..] else { return false };
    runs_in_time(*dim) && matches!(&*key.text, "none" | "undated" | "unknown")
}

/// What a picture leaves out, with its number: 图中未画：期次为“无”的1,071.
fn not_drawn(lang: Lang, figure: &Figure) -> String {
    let (dim, key) = &figure.group.0[0];
    let (by, group) = (lang.inside(labels::dim(lang, *dim)), labels::key(lang, *dim, key.shown()));
    lang.tf("figures.not_drawn", &[("by", &by), ("group", &group), ("number", &figure.printed)])
}

fn blank(kind: Kind, axis: &str, categories: Vec<String>, series: Vec<Series>) -> Chart {
    let (title, note, axis) = (String::new(), String::new(), axis.to_owned());
    Chart { kind, title, note, definition: None, axis, categories, series }
}

/// Bars for the value and a line for the money; a rate over time is a line.
fn axes(lang: Lang, spec: &FigureSpec, figures: &[Figure], dim: Dim, link: &Link) -> Chart {
    let categories =
        figures.iter().map(|figure| labels::key(lang, dim, figure.group.0[0].1.shown())).collect();
    let points = figures.iter().map(|figure| value_point(figure, link)).collect();
    let unit = labels::unit(lang, figures[0].unit);
    let mut series = vec![Series::bars(labels::title(lang, spec), unit, points)];
    series[0].line =
        runs_in_time(dim) && !matches!(spec.kind, FigureKind::Count | FigureKind::Rounds | FigureKind::Sum);
    if spec.kind == FigureKind::Count {
        let money = figures.iter().map(|figure| money_point(figure, link)).collect();
        let measure = lang.t(labels::measure(spec, spec.measure));
        series.push(Series::line(measure, ShownIn::Yi.word(lang), money));
    }
    blank(Kind::Axes, labels::dim(lang, dim), categories, series)
}

/// Few keys in one dimension make paired bars; else a heat table.
fn crossed(lang: Lang, spec: &FigureSpec, figures: &[Figure], dims: (Dim, Dim), link: &Link) -> Chart {
    const PAIRED_MAX: usize = 3;
    let keys = |slot: usize| {
        let mut keys: Vec<&Key> = figures.iter().map(|figure| &figure.group.0[slot].1).collect();
        keys.sort();
        keys.dedup();
        keys
    };
    let (ones, twos) = (keys(0), keys(1));
    // The longer dimension runs along the axis.
    let along_first = ones.len() >= twos.len();
    let ((axis, along), (of_series, series)) =
        if along_first { ((dims.0, ones), (dims.1, twos)) } else { ((dims.1, twos), (dims.0, ones)) };
    let at = |along: &Key, series: &Key| {
        let (one, two) = if along_first { (along, series) } else { (series, along) };
        figures.iter().find(|figure| figure.group.0[0].1 == *one && figure.group.0[1].1 == *two)
    };
    let unit = labels::unit(lang, figures[0].unit);
    let lines = series.iter().map(|key| {
        let points = along.iter().map(|along| at(along, key).and_then(|figure| value_point(figure, link)));
        Series::bars(labels::key(lang, of_series, key.shown()), unit, points.collect())
    });
    let mut lines: Vec<Series> = lines.collect();
    let kind = if lines.len() <= PAIRED_MAX { Kind::Axes } else { Kind::Heatmap };
    // The three lists of a round are three sums, never one (`domain.md` §5).
    if kind == Kind::Axes && spec.kind == FigureKind::Count && of_series != Dim::List {
        let sums = along.iter().map(|along| {
            let of_all = series.iter().filter_map(|key| at(along, key));
            let fen: i64 = of_all.filter_map(|figure| figure.amount_fen).sum();
            Some(Point {
                size: fen as f64 / FEN_PER_YI,
                printed: ShownIn::Yi.print(Money::from_fen(fen)),
                href: None,
            })
        });
        let sums = sums.collect();
        lines.push(Series::line(lang.t("figures.amount_together"), ShownIn::Yi.word(lang), sums));
    }
    let categories = along.iter().map(|key| labels::key(lang, axis, key.shown())).collect();
    blank(kind, labels::dim(lang, axis), categories, lines)
}

/// The length of a bar is a picture's; what is printed stays exact.
#[allow(clippy::cast_precision_loss, reason = "lengths of bars, not numbers that are printed")]
fn value_point(figure: &Figure, link: &Link) -> Option<Point> {
    let href = Some(link.members(&figure.group));
    match (&figure.value, figure.unit) {
        (Some(FigureValue::Number(fen)), "fen") => Some(Point {
            size: *fen as f64 / FEN_PER_YI,
            printed: ShownIn::Yi.print(Money::from_fen(*fen)),
            href,
        }),
        (Some(FigureValue::Number(number)), _) => {
            Some(Point { size: *number as f64, printed: count(*number), href })
        }
        (Some(FigureValue::Fraction(_)), _) => {
            let size = figure.printed.trim_end_matches('%').parse().ok()?;
            Some(Point { size, printed: figure.printed.clone(), href })
        }
        (None, _) => None,
    }
}

#[allow(clippy::cast_precision_loss, reason = "lengths of lines, not numbers that are printed")]
fn money_point(figure: &Figure, link: &Link) -> Option<Point> {
    let fen = figure.amount_fen?;
    let printed = ShownIn::Yi.print(Money::from_fen(fen));
    Some(Point { size: fen as f64 / FEN_PER_YI, printed, href: Some(link.members(&figure.group)) })
}
