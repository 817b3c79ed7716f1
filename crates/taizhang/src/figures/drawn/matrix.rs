//! Two dimensions against each other: the table is the picture. Each cell is a number that opens, the darker the more it holds.

use crate::figures::link::Link;
use crate::figures::table::{self, Shade};
use crate::text::Lang;
use crate::ui::chart::{Chart, Kind};
use crate::web::query::Query;
use ::figures::{Figure, FigureSpec};
use maud::Markup;

/// The table, coloured, in the figure that gives the picture as a file; nothing where the dimensions make no matrix.
pub(super) fn render(
    lang: Lang,
    here: &Query,
    (spec, figures): (&FigureSpec, &[Figure]),
    chart: Option<Chart>,
    link: &Link,
) -> Option<Markup> {
    let table = table::matrix(lang, here, (spec, figures), link, Shade::ByValue)?;
    Some(match chart {
        Some(chart) => Chart { kind: Kind::Heatmap, ..without_sums(chart) }.around(lang, &table),
        None => table,
    })
}

/// Sums of another unit make no cells.
fn without_sums(mut chart: Chart) -> Chart {
    chart.series.retain(|series| !series.second);
    chart
}
