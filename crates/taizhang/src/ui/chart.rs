//! Charts: always a table, a picture drawn here, and an island that draws a better one where scripts run. Each says what
//! it is of, as of when, where its definition stands, and gives its picture as a file.

use super::chart_svg;
use crate::text::Lang;
use maud::{Markup, PreEscaped, html};
use serde::Serialize;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Bars and lines over categories.
    Axes,
    /// Shares in percent, each series a line with the band in which it lies.
    Curves,
    /// One series from wide to narrow.
    Funnel,
    /// Series as rows, categories as columns.
    Heatmap,
    /// One series, the greatest first: on the page a table whose rows hold their bars.
    Ranked,
}

/// One value. `size` is for the picture only; what people read is `printed`.
#[derive(Debug, Clone, Serialize)]
pub struct Point {
    /// The length of the bar.
    pub size: f64,
    /// The number as printed by its renderer.
    pub printed: String,
    /// The projects behind it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
}

/// Values over the categories; `None` where nothing is known.
#[derive(Debug, Clone, Serialize)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// A line instead of bars.
    pub line: bool,
    /// Measured on the right-hand axis.
    pub second: bool,
    /// A value for each category.
    pub points: Vec<Option<Point>>,
    /// Of a curve: the least and the most that each value may be.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub band: Vec<Option<[f64; 2]>>,
}

impl Series {
    /// Bars on the left-hand axis.
    pub fn bars(name: impl Into<String>, unit: impl Into<String>, points: Vec<Option<Point>>) -> Self {
        Self { name: name.into(), unit: unit.into(), line: false, second: false, points, band: Vec::new() }
    }

    /// A line on an axis of its own, at the right.
    pub fn line(name: impl Into<String>, unit: impl Into<String>, points: Vec<Option<Point>>) -> Self {
        Self { line: true, second: true, ..Self::bars(name, unit, points) }
    }

    /// A curve with its band.
    pub fn curve(
        name: impl Into<String>,
        unit: impl Into<String>,
        points: Vec<Option<Point>>,
        band: Vec<Option<[f64; 2]>>,
    ) -> Self {
        Self { line: true, band, ..Self::bars(name, unit, points) }
    }
}

/// A chart.
#[derive(Debug, Clone, Serialize)]
pub struct Chart {
    /// What is drawn.
    pub kind: Kind,
    /// The finding's subject.
    pub title: String,
    /// As of when, and how it is defined.
    pub note: String,
    /// Where what it shows is defined.
    #[serde(skip)]
    pub definition: Option<String>,
    /// What the categories are: the table's first header.
    pub axis: String,
    /// The categories.
    pub categories: Vec<String>,
    /// The series.
    pub series: Vec<Series>,
}

impl Chart {
    /// The figure with its picture, table and JSON.
    #[must_use]
    pub fn render(&self, lang: Lang) -> Markup {
        let is_wide = self.series.len() >= super::table::NARROW_COLUMNS_MAX;
        self.around(
            lang,
            &html! {
                (self.picture())
                @if is_wide { p.sideways.small.muted { (lang.t("ui.sideways")) } }
                div.numbers.matrix[is_wide] data-island=[is_wide.then_some("sideways")] tabindex="0" role="region" aria-label=(self.title) { (self.table()) }
            },
        )
    }

    /// The picture alone, beside a table of its own that says the same.
    #[must_use]
    pub fn beside_table(&self, lang: Lang) -> Markup {
        self.around(lang, &self.picture())
    }

    /// The same where there is little room: the table opens below the picture.
    #[must_use]
    pub fn folded(&self, lang: Lang) -> Markup {
        self.around(
            lang,
            &html! {
                (self.picture())
                details.folded { summary { (lang.t("ui.chart_table")) } div.numbers { (self.table()) } }
            },
        )
    }

    /// The figure round a table that is its own picture, with cells coloured or holding their bars.
    #[must_use]
    pub fn around(&self, lang: Lang, content: &Markup) -> Markup {
        html! {
            figure.chart data-island="chart" {
                figcaption {
                    (self.title) " " span.muted.small { (self.note) }
                    @if let Some(definition) = &self.definition { " " a.small.no-print href=(definition) { (lang.t("ui.definition")) } }
                }
                (content)
                div.row.downloads.small data-downloads data-svg=(lang.t("ui.download_svg")) data-png=(lang.t("ui.download_png")) {}
                script type="application/json" { (PreEscaped(json_for_script(self))) }
            }
        }
    }

    /// The same of its last categories alone.
    #[must_use]
    pub fn last(mut self, categories: usize) -> Self {
        let from = self.categories.len().saturating_sub(categories);
        self.categories.drain(..from);
        for series in &mut self.series {
            series.points.drain(..from.min(series.points.len()));
            series.band.drain(..from.min(series.band.len()));
        }
        self
    }

    /// Whether it is drawn beside its table; else the table is its picture.
    #[must_use]
    pub fn is_picture(&self) -> bool {
        !matches!(self.kind, Kind::Heatmap | Kind::Ranked)
    }

    fn picture(&self) -> Markup {
        html! { div.picture data-picture { (chart_svg::picture(self)) } }
    }

    fn table(&self) -> Markup {
        html! {
            table.grid {
                caption.unseen { (self.title) }
                thead { tr {
                    th scope="col" { (self.axis) }
                    @for series in &self.series {
                        th.num scope="col" { (series.name) @if !series.unit.is_empty() && !super::table::says(&series.name, &series.unit) { " " span.unit { "(" (series.unit) ")" } } }
                    }
                } }
                tbody {
                    @for (index, category) in self.categories.iter().enumerate() {
                        tr {
                            th scope="row" { (category) }
                            @for series in &self.series { td.num { (cell(series.points.get(index).and_then(Option::as_ref))) } }
                        }
                    }
                }
            }
        }
    }
}

fn cell(point: Option<&Point>) -> Markup {
    html! {
        @match point {
            None => span.unknown { (domain::ratio::NO_VALUE) },
            Some(Point { printed, href: Some(href), .. }) => a.figure href=(href) { (printed) },
            Some(Point { printed, .. }) => (printed),
        }
    }
}

/// JSON that cannot end its script element: `<` is written as an escape.
fn json_for_script(chart: &Chart) -> String {
    serde_json::to_string(chart).expect("texts and finite numbers become JSON").replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(kind: Kind, sizes: &[f64]) -> Chart {
        let points = sizes
            .iter()
            .map(|size| Some(Point { size: *size, printed: size.to_string(), href: None }))
            .collect();
        Chart {
            kind,
            title: "</script><b>".into(),
            note: String::new(),
            definition: None,
            axis: "轮次".into(),
            categories: sizes.iter().map(|size| format!("c{size}")).collect(),
            series: vec![Series::bars("签约", "个", points)],
        }
    }

    #[test]
    fn user_text_cannot_leave_the_json() {
        let html = chart(Kind::Axes, &[1.0]).render(Lang::ZhCn).into_string();
        assert!(!html.contains("</script><b>"));
        assert_eq!(html.matches("</script>").count(), 1);
    }

    #[test]
    fn every_kind_has_its_table_and_its_picture() {
        for kind in [Kind::Axes, Kind::Curves, Kind::Funnel, Kind::Heatmap, Kind::Ranked] {
            let html = chart(kind, &[3.0, 0.0, 2.0]).render(Lang::En).into_string();
            assert!(html.contains("<svg") && html.contains("<tbody>"), "{kind:?}");
        }
    }

    #[test]
    fn nothing_to_draw_draws_nothing() {
        let empty = Chart { categories: vec![], series: vec![], ..chart(Kind::Axes, &[]) };
        assert!(!empty.render(Lang::En).into_string().contains("NaN"));
    }
}
