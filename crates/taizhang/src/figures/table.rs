//! The table of a grouped figure: a line for each group, or a matrix for two dimensions.

use super::drawn::makes_matrix;
use super::heat::Heat;
use super::labels;
use super::link::{Link, Part, key_text};
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::money::ShownIn;
use crate::ui::figure_link;
use crate::ui::table::{self, Column, Kind, Row, Table};
use crate::web::query::Query;
use ::figures::{Basis, Dim, Figure, FigureKind, FigureSpec, FigureValue, Group, Key, Sum};
use domain::{Money, Ratio};
use maud::{Markup, html};
use std::collections::{BTreeSet, HashMap};

/// Longer tables scroll inside themselves, their header in sight.
const SHORT_ROWS_MAX: usize = 30;
/// Wider matrices are written as lists.
const MATRIX_COLUMNS_MAX: usize = 18;

/// The columns of a figure's values.
pub(super) fn value_columns(lang: Lang, spec: &FigureSpec) -> Vec<Column> {
    let number = |key, label: &'static str| Column::new(key, lang.t(label), Kind::Number);
    let yi = |key, label| number(key, label).in_unit(ShownIn::Yi.word(lang));
    match spec.kind {
        FigureKind::Rounds => vec![number("rounds", "figures.rounds").in_unit(lang.t("figures.unit_rounds"))],
        FigureKind::Sum => vec![yi("amount", labels::measure(spec, spec.measure))],
        FigureKind::Time => vec![number("time", "figures.elapsed")],
        FigureKind::Formula if spec.is_percentage => vec![number("rate", "figures.rate")],
        FigureKind::Formula => {
            vec![number("points", "figures.value").in_unit(lang.t("figures.unit_points"))]
        }
        FigureKind::Target => vec![number("target", "figures.value")],
        FigureKind::Rate if spec.is_rate_of_sums() => vec![
            number("rate", "figures.rate"),
            yi("numerator", "figures.numerator"),
            yi("denominator", "figures.denominator"),
        ],
        FigureKind::Rate => vec![
            number("rate", "figures.rate"),
            number("numerator", "figures.numerator"),
            number("denominator", "figures.denominator"),
        ],
        FigureKind::Count if spec.basis == Basis::Entries => vec![
            number("entries", "figures.entries").in_unit(lang.t("figures.unit_entries")),
            number("projects", "figures.projects").in_unit(lang.t("figures.unit_projects")),
            yi("amount", labels::measure(spec, spec.measure)),
        ],
        FigureKind::Count => vec![
            number("projects", "figures.projects").in_unit(lang.t("figures.unit_projects")),
            yi("amount", labels::measure(spec, spec.measure)),
        ],
    }
}

/// A figure's value alone, leading to what was counted; a rate with its two sides small beside it.
pub(super) fn value_cell(lang: Lang, spec: &FigureSpec, figure: &Figure, link: &Link) -> Markup {
    if spec.kind == FigureKind::Rate && !spec.is_rate_of_sums() {
        let ratio = Ratio::new(figure.numerator.unwrap_or_default(), figure.denominator.unwrap_or_default());
        return figure_link::rate(lang, ratio, spec.places, spec.rounding, &link.members(&figure.group));
    }
    value_cells(lang, spec, figure, link).into_iter().next().unwrap_or_default()
}

/// A figure's values in those columns, each leading to what was counted.
pub(super) fn value_cells(lang: Lang, spec: &FigureSpec, figure: &Figure, link: &Link) -> Vec<Markup> {
    let members = link.members(&figure.group);
    let denominator = || link.members_as(&figure.group, Part::Denominator);
    let amount = || figure_link::sum(lang, Sum::of(figure).fen, ShownIn::Yi, &members);
    let number = |number: Option<i64>| figure_link::figure(&count(number.unwrap_or_default()), &members);
    match spec.kind {
        FigureKind::Rounds => vec![number(value(figure))],
        FigureKind::Sum => vec![amount()],
        FigureKind::Time | FigureKind::Target => vec![html! { (figure.printed) }],
        FigureKind::Formula => vec![derived(lang, figure, &members)],
        FigureKind::Rate if spec.is_rate_of_sums() => {
            let yi = |fen: Option<i64>, href: &str| {
                figure_link::amount(lang, Money::from_fen(fen.unwrap_or_default()), ShownIn::Yi, Some(href))
            };
            vec![
                derived(lang, figure, &members),
                yi(figure.numerator, &link.numerator(&figure.group)),
                yi(figure.denominator, &denominator()),
            ]
        }
        FigureKind::Rate => {
            let ratio =
                Ratio::new(figure.numerator.unwrap_or_default(), figure.denominator.unwrap_or_default());
            let numerator = link.numerator(&figure.group);
            vec![
                // Its two sides have columns of their own.
                derived(lang, figure, &members),
                figure_link::figure(&count(ratio.numerator), &numerator),
                figure_link::figure(&count(ratio.denominator), &denominator()),
            ]
        }
        FigureKind::Count if spec.basis == Basis::Entries => {
            let projects = link.members_as(&figure.group, Part::Projects);
            let projects = figure_link::figure(&count(figure.projects.unwrap_or_default()), &projects);
            vec![number(figure.entries), projects, amount()]
        }
        FigureKind::Count => vec![number(figure.projects), amount()],
    }
}

/// A number as it is printed; over nothing it is unknown.
pub(super) fn derived(lang: Lang, figure: &Figure, href: &str) -> Markup {
    match figure.value {
        Some(_) => figure_link::figure(&figure.printed, href),
        None => figure_link::unknown(lang.t("ui.no_denominator")),
    }
}

fn value(figure: &Figure) -> Option<i64> {
    match figure.value {
        Some(FigureValue::Number(number)) => Some(number),
        _ => None,
    }
}

/// The table, as a matrix where two dimensions allow it.
pub(super) fn render(
    lang: Lang,
    here: &Query,
    spec: &FigureSpec,
    figures: &[Figure],
    whole: Option<&Figure>,
    link: &Link,
) -> Markup {
    if figures.is_empty() {
        return html! { p.muted { (labels::nothing(lang, spec)) } };
    }
    let matrix = matrix(lang, here, (spec, figures), link, Shade::None);
    matrix.unwrap_or_else(|| lines(lang, here, spec, figures, whole, link))
}

/// Whether the cells of a matrix are coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shade {
    /// Not.
    None,
    /// The darker, the greater the value.
    ByValue,
}

/// Two dimensions against each other; none where they make no matrix, or one too wide.
pub(super) fn matrix(
    lang: Lang,
    here: &Query,
    (spec, figures): (&FigureSpec, &[Figure]),
    link: &Link,
    shade: Shade,
) -> Option<Markup> {
    if figures.is_empty() {
        return None;
    }
    Some(Matrix::of(spec, figures, shade)?.render(lang, here, spec, link))
}

fn lines(
    lang: Lang,
    here: &Query,
    spec: &FigureSpec,
    figures: &[Figure],
    whole: Option<&Figure>,
    link: &Link,
) -> Markup {
    let dims: Vec<Dim> = figures[0].group.0.iter().map(|(dim, _)| *dim).collect();
    let mut columns: Vec<Column> = dims
        .iter()
        .enumerate()
        .map(|(place, dim)| {
            let kind = if place == 0 { Kind::Lead } else { Kind::Text };
            Column::new(dim.name(), labels::dim(lang, *dim), kind)
        })
        .collect();
    columns.extend(value_columns(lang, spec));
    let rows = figures.iter().map(|figure| {
        let keys = figure.group.0.iter().map(|(dim, key)| html! { (labels::key(lang, *dim, key.shown())) });
        let cells = keys.chain(value_cells(lang, spec, figure, link)).collect();
        Row { id: row_id(&figure.group), name: labels::group(lang, &figure.group), cells }
    });
    let mut table = Table::new(labels::title(lang, spec), here, columns, rows.collect());
    table.short = table.rows.len() <= SHORT_ROWS_MAX;
    table.totals = whole.map(|whole| {
        let mut cells = vec![html! { (lang.t("figures.total")) }];
        cells.resize(dims.len(), html! {});
        cells.extend(value_cells(lang, spec, whole, link));
        cells
    });
    table.render(lang)
}

/// What tells the row of a group from all others, of one name too.
fn row_id(group: &Group) -> String {
    group.0.iter().map(|(_, key)| key_text(key)).collect::<Vec<_>>().join(" · ")
}

/// Two dimensions: the one with fewer keys across.
struct Matrix<'a> {
    down: (Dim, Vec<&'a Key>),
    across: (Dim, Vec<&'a Key>),
    /// By the key down and the key across.
    cells: HashMap<(&'a Key, &'a Key), &'a Figure>,
    figures: &'a [Figure],
    heat: Option<Heat>,
}

impl<'a> Matrix<'a> {
    fn of(spec: &FigureSpec, figures: &'a [Figure], shade: Shade) -> Option<Self> {
        if !makes_matrix(spec) || figures[0].group.0.len() != 2 {
            return None;
        }
        let keys = |slot: usize| {
            let keys: BTreeSet<&Key> = figures.iter().map(|figure| &figure.group.0[slot].1).collect();
            (figures[0].group.0[slot].0, Vec::from_iter(keys))
        };
        let (first, second) = (keys(0), keys(1));
        let first_down = first.1.len() >= second.1.len();
        let (down, across) = if first_down { (first, second) } else { (second, first) };
        if across.1.len() > MATRIX_COLUMNS_MAX {
            return None;
        }
        let place = |figure: &'a Figure| {
            let (first, second) = (&figure.group.0[0].1, &figure.group.0[1].1);
            if first_down { (first, second) } else { (second, first) }
        };
        let cells = figures.iter().map(|figure| (place(figure), figure)).collect();
        let heat = match shade {
            Shade::None => None,
            Shade::ByValue => Some(Heat::of(figures)),
        };
        Some(Self { down, across, cells, figures, heat })
    }

    fn at(&self, down: &Key, across: &Key) -> Option<&'a Figure> {
        self.cells.get(&(down, across)).copied()
    }

    fn coloured(&self, figure: &Figure, number: &Markup) -> Markup {
        match &self.heat {
            None => number.clone(),
            Some(heat) => html! { span.heat data-heat=(heat.level(figure)) { (number) } },
        }
    }

    fn render(&self, lang: Lang, here: &Query, spec: &FigureSpec, link: &Link) -> Markup {
        let label = |dim: Dim, key: &Key| labels::key(lang, dim, key.shown());
        let unit = labels::unit(lang, self.figures[0].unit);
        let mut columns = vec![Column::new(self.down.0.name(), labels::dim(lang, self.down.0), Kind::Lead)];
        columns.extend(
            self.across.1.iter().map(|key| Column::new("across", label(self.across.0, key), Kind::Number)),
        );
        columns.push(Column::new("total", lang.t("figures.total"), Kind::Number));
        let rows = self.down.1.iter().map(|down| {
            let of_row = link.members(&Group([(self.down.0, (*down).clone())].into()));
            let mut cells = vec![html! { a href=(of_row) { (label(self.down.0, down)) } }];
            cells.extend(self.across.1.iter().map(|across| match self.at(down, across) {
                Some(figure) => self.coloured(figure, &value_cell(lang, spec, figure, link)),
                None => html! { span.muted { (if spec.kind == FigureKind::Rate { "—" } else { "0" }) } },
            }));
            let of_row = self.across.1.iter().filter_map(|across| self.at(down, across));
            cells.push(sum(lang, spec, of_row, self.down.0, down, link));
            Row { id: key_text(down), name: label(self.down.0, down), cells }
        });
        let title = labels::title(lang, spec);
        let caption = if table::says(title, unit) { title.to_owned() } else { format!("{title} ({unit})") };
        let mut table = Table::new(caption, here, columns, rows.collect());
        table.caption_shown = true;
        table.matrix = true;
        table.short = table.rows.len() <= SHORT_ROWS_MAX;
        let mut totals = vec![html! { (lang.t("figures.total")) }];
        totals.extend(self.across.1.iter().map(|across| {
            let of_column = self.down.1.iter().filter_map(|down| self.at(down, across));
            sum(lang, spec, of_column, self.across.0, across, link)
        }));
        totals.push(summed(lang, spec, self.figures.iter(), &Group::default(), link));
        table.totals = Some(totals);
        table.render(lang)
    }
}

fn sum<'f>(
    lang: Lang,
    spec: &FigureSpec,
    figures: impl Iterator<Item = &'f Figure>,
    dim: Dim,
    key: &Key,
    link: &Link,
) -> Markup {
    summed(lang, spec, figures, &Group([(dim, key.clone())].into()), link)
}

/// What groups that exclude each other add up to.
fn summed<'f>(
    lang: Lang,
    spec: &FigureSpec,
    figures: impl Iterator<Item = &'f Figure>,
    group: &Group,
    link: &Link,
) -> Markup {
    let (mut items, mut numerator, mut denominator, mut sum) = (0, 0, 0, Sum::default());
    for figure in figures {
        sum = sum.and(Sum::of(figure));
        items += value(figure).unwrap_or_default();
        numerator += figure.numerator.unwrap_or_default();
        denominator += figure.denominator.unwrap_or_default();
    }
    let members = link.members(group);
    match spec.kind {
        FigureKind::Rate if spec.is_rate_of_sums() => {
            let percent = Ratio::new(numerator, denominator).percent(spec.places, spec.rounding);
            match percent {
                Some(percent) => figure_link::figure(&format!("{percent}%"), &members),
                None => figure_link::unknown(lang.t("ui.no_denominator")),
            }
        }
        FigureKind::Rate => {
            figure_link::rate(lang, Ratio::new(numerator, denominator), spec.places, spec.rounding, &members)
        }
        FigureKind::Sum => figure_link::sum(lang, sum.fen, ShownIn::Yi, &members),
        FigureKind::Count | FigureKind::Rounds => figure_link::figure(&count(items), &members),
        // What is derived makes no matrix: it doesn't add up.
        FigureKind::Time | FigureKind::Formula | FigureKind::Target => Markup::default(),
    }
}
