//! Groups by their value, the greatest first: rank, number, bar. The bars are the page's own, so that they need no script and
//! are printed; the file of the picture is drawn from the same numbers.

use crate::figures::labels;
use crate::figures::link::Link;
use crate::figures::table::{value_cells, value_columns};
use crate::text::Lang;
use crate::ui::bar::bar;
use crate::ui::chart::{Chart, Kind as Drawn};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use ::figures::{Exact, Figure, FigureSpec, FigureValue};
use maud::{Markup, html};

/// Longer tables scroll inside themselves.
const SHORT_ROWS_MAX: usize = 100;

/// A figure with its place; none where its value is unknown.
pub(crate) struct Ranked<'a> {
    pub place: Option<usize>,
    pub figure: &'a Figure,
    /// Of the greatest, from 0 to 1.
    pub share: f64,
}

/// The figures in their order. Equal values share a place, and the places after them are passed over; what is unknown comes
/// last, without a place.
pub(crate) fn rank(figures: &[Figure]) -> Vec<Ranked<'_>> {
    let mut valued: Vec<(Option<Exact>, &Figure)> =
        figures.iter().map(|figure| (value(figure), figure)).collect();
    // Sorting keeps the printed order of equals.
    valued.sort_by(|one, other| other.0.cmp(&one.0));
    let most = valued.iter().filter_map(|(value, _)| value.as_ref()).max().map_or(0.0, size);
    let mut ranked: Vec<Ranked<'_>> = Vec::with_capacity(valued.len());
    for (at, (value, figure)) in valued.iter().enumerate() {
        let as_before = at > 0 && valued[at - 1].0 == *value;
        let place = value.as_ref().map(|_| at + 1);
        let place = if as_before { ranked[at - 1].place } else { place };
        let share = value.as_ref().map_or(0.0, |value| if most > 0.0 { size(value) / most } else { 0.0 });
        ranked.push(Ranked { place, figure, share: share.clamp(0.0, 1.0) });
    }
    ranked
}

/// The value to rank by: exact where it is a number or a fraction of two, else as printed.
fn value(figure: &Figure) -> Option<Exact> {
    match figure.value.as_ref()? {
        FigureValue::Number(number) => Some(Exact::from(*number)),
        FigureValue::Fraction(text) => {
            let (numerator, denominator) = text.split_once('/').unwrap_or((text, "1"));
            let exact = || Exact::ratio(numerator.parse().ok()?, denominator.parse().ok()?);
            exact().or_else(|| Exact::decimal(figure.printed.trim_end_matches('%')))
        }
    }
}

/// The length of a bar is a picture's.
fn size(value: &Exact) -> f64 {
    value.print(6, domain::Rounding::HalfUp).parse().unwrap_or_default()
}

/// The table with bars, in the figure that gives the picture as a file.
pub(super) fn render(
    lang: Lang,
    here: &Query,
    (spec, figures): (&FigureSpec, &[Figure]),
    chart: Option<Chart>,
    link: &Link,
) -> Markup {
    let ranked = rank(figures);
    let table = table(lang, here, spec, &ranked, link).render(lang);
    match chart {
        Some(chart) => Chart { kind: Drawn::Ranked, ..sorted(chart, &ranked, figures) }.around(lang, &table),
        None => table,
    }
}

fn table<'h>(
    lang: Lang,
    here: &'h Query,
    spec: &FigureSpec,
    ranked: &[Ranked<'_>],
    link: &Link,
) -> Table<'h> {
    let dim = ranked.first().and_then(|it| it.figure.group.0.first()).map(|(dim, _)| *dim);
    let mut columns = vec![
        Column::new("rank", lang.t("figures.rank"), Kind::Number),
        Column::new("group", dim.map_or("", |dim| labels::dim(lang, dim)), Kind::Lead),
    ];
    let values = value_columns(lang, spec);
    columns.extend(values);
    columns.insert(3, Column::new("bar", "", Kind::Words));
    let rows = ranked.iter().map(|it| {
        let name = labels::group(lang, &it.figure.group);
        let place = it.place.map_or_else(|| domain::ratio::NO_VALUE.to_owned(), |place| place.to_string());
        let lead = html! { a href=(link.members(&it.figure.group)) { (name) } };
        let mut cells = vec![html! { (place) }, lead];
        cells.extend(value_cells(lang, spec, it.figure, link));
        cells.insert(3, bar(it.share));
        Row { id: name.clone(), name, cells }
    });
    let mut table = Table::new(labels::title(lang, spec), here, columns, rows.collect());
    table.short = table.rows.len() <= SHORT_ROWS_MAX;
    table
}

/// The chart of the same groups in the same order, of the value alone.
fn sorted(mut chart: Chart, ranked: &[Ranked<'_>], figures: &[Figure]) -> Chart {
    let order =
        ranked.iter().filter_map(|it| figures.iter().position(|figure| std::ptr::eq(figure, it.figure)));
    let order: Vec<usize> = order.collect();
    chart.series.truncate(1);
    for series in &mut chart.series {
        series.line = false;
        series.points = order.iter().map(|at| series.points.get(*at).cloned().flatten()).collect();
    }
    chart.categories = order.iter().filter_map(|at| chart.categories.get(*at).cloned()).collect();
    chart
}
