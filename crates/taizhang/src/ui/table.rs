//! Grids: a plain table whose state is its address.

use super::{empty, pager::Pager, select};
use crate::{text::Lang, web::query::Query};
use maud::{Markup, html};
use std::collections::BTreeMap;

/// Columns that stand side by side on a phone; rows of more fold there, each value under its head.
pub(super) const NARROW_COLUMNS_MAX: usize = 3;

/// The parameter that holds the order: a column's key, with `-` before it for descending.
pub const SORT: &str = "sort";

/// More columns are printed on a page that lies on its side.
const UPRIGHT_COLUMNS_MAX: usize = 8;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The row's name: the one header cell of a row.
    Lead,
    /// Short text.
    Text,
    /// Long text, which may wrap.
    Words,
    /// A number, to the right.
    Number,
    /// A day.
    Day,
    /// A box to tick.
    Tick,
    /// What can be done with the row; not printed.
    Act,
}

impl Kind {
    const fn class(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Text => "text",
            Self::Words => "words",
            Self::Number => "num",
            Self::Day => "day",
            Self::Tick => "pick",
            Self::Act => "text no-print",
        }
    }
}

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name in the address, as for sorting.
    pub key: &'static str,
    /// Its header.
    pub label: String,
    /// The unit, shown in the header and not in the cells.
    pub unit: Option<String>,
    /// What it holds.
    pub kind: Kind,
    /// Whether its header sorts.
    pub sorts: bool,
}

impl Column {
    /// A column that does not sort and has no unit.
    pub fn new(key: &'static str, label: impl Into<String>, kind: Kind) -> Self {
        Self { key, label: label.into(), unit: None, kind, sorts: false }
    }

    /// The same with a header that sorts.
    #[must_use]
    pub fn sorting(self) -> Self {
        Self { sorts: true, ..self }
    }

    /// The same with a unit in the header.
    #[must_use]
    pub fn in_unit(self, unit: impl Into<String>) -> Self {
        let unit = Some(unit.into()).filter(|unit| !says(&self.label, unit));
        Self { unit, ..self }
    }

    /// The header as one text.
    fn words(&self) -> String {
        self.unit.as_ref().map_or_else(|| self.label.clone(), |unit| format!("{} ({unit})", self.label))
    }
}

/// Whether a label says its unit already: Projects, and not Projects (projects).
#[must_use]
pub fn says(label: &str, unit: &str) -> bool {
    label.split_whitespace().any(|word| word.eq_ignore_ascii_case(unit))
}

/// One row: a cell for each column.
#[derive(Debug, Clone)]
pub struct Row {
    /// What a ticked box sends; needed in a selectable table.
    pub id: String,
    /// The row's name, for the label of its box.
    pub name: String,
    /// The cells in the order of the columns.
    pub cells: Vec<Markup>,
}

/// A grid.
#[derive(Debug)]
pub struct Table<'a> {
    /// What the rows are: read to screen readers, shown when `caption_shown`.
    pub caption: String,
    /// Whether the caption is shown.
    pub caption_shown: bool,
    /// The address of the page, whose sort links change only the order.
    pub here: &'a Query,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows of this page.
    pub rows: Vec<Row>,
    /// Totals of the whole list, a cell for each column.
    pub totals: Option<Vec<Markup>>,
    /// Where the selection is remembered and which field sends it; the caller puts the form around.
    pub selection: Option<select::Selection>,
    /// What an empty list teaches.
    pub empty: Option<empty::Empty>,
    /// Which part of the list this is.
    pub pager: Option<Pager>,
    /// Whether it stands among other things: then it does not scroll inside itself.
    pub short: bool,
    /// Whether it is a matrix, whose columns are held against each other: on a phone it moves sideways under its names
    /// instead of folding, and says so.
    pub matrix: bool,
    /// Whether its cells are too long to stand side by side on a phone, however few its columns are.
    pub roomy: bool,
    /// Where rows are edited, by the row's id: what the key `e` opens.
    pub edits: BTreeMap<String, String>,
}

impl<'a> Table<'a> {
    /// A short table without totals, selection or pages.
    pub fn new(caption: impl Into<String>, here: &'a Query, columns: Vec<Column>, rows: Vec<Row>) -> Self {
        Self {
            caption: caption.into(),
            caption_shown: false,
            here,
            columns,
            rows,
            totals: None,
            selection: None,
            empty: None,
            pager: None,
            short: true,
            matrix: false,
            roomy: false,
            edits: BTreeMap::new(),
        }
    }

    /// Whether its rows fold on a phone.
    fn folds(&self) -> bool {
        let wide = |column: &Column| column.kind == Kind::Words;
        !self.matrix
            && (self.roomy
                || self.columns.len() > NARROW_COLUMNS_MAX
                || (self.columns.len() == NARROW_COLUMNS_MAX && self.columns.iter().any(wide)))
    }

    /// The table, or what its emptiness teaches.
    #[must_use]
    pub fn render(&self, lang: Lang) -> Markup {
        if let (true, Some(empty)) = (self.rows.is_empty(), &self.empty) {
            return empty::empty(empty);
        }
        if self.rows.is_empty() && self.totals.is_none() {
            return html! { p.muted { (lang.t("ui.no_rows")) } };
        }
        let grid = self.grid(lang);
        html! {
            @match &self.selection {
                Some(selection) => (select::around(lang, selection, &grid)),
                None => (grid),
            }
            @if let Some(pager) = &self.pager { (pager.render(lang, self.here)) }
        }
    }

    fn grid(&self, lang: Lang) -> Markup {
        html! {
            @if self.matrix { p.sideways.small.muted { (lang.t("ui.sideways")) } }
            div.grid-wrap.short[self.short].matrix[self.matrix].wide[self.columns.len() > UPRIGHT_COLUMNS_MAX] data-island=[self.matrix.then_some("sideways")] tabindex="0" role="region" aria-label=(self.caption) {
                table.grid.fold[self.folds()] {
                    caption.unseen[!self.caption_shown] { (self.caption) }
                    thead { tr data-label=[self.columns.iter().any(|column| column.sorts).then(|| lang.t("ui.sort"))] {
                        @if self.selection.is_some() { th.pick scope="col" { (select::all_box(lang)) } }
                        @for column in &self.columns { (self.header(lang, column)) }
                    } }
                    tbody { @for row in &self.rows { (self.row(lang, row)) } }
                    @if let Some(totals) = &self.totals { (self.footer(totals)) }
                }
            }
        }
    }

    fn header(&self, lang: Lang, column: &Column) -> Markup {
        let order = self.here.get(SORT).unwrap_or_default();
        let ascending = order == column.key;
        let descending = order.strip_prefix('-') == Some(column.key);
        let next = if ascending { format!("-{}", column.key) } else { column.key.to_owned() };
        let state = if ascending { Some("ascending") } else { descending.then_some("descending") };
        let label =
            html! { (column.label) @if let Some(unit) = &column.unit { " " span.unit { "(" (unit) ")" } } };
        html! {
            th class={ (column.kind.class()) (if column.sorts { " sorts" } else { "" }) } scope="col" aria-sort=[state] {
                @if column.kind == Kind::Tick { span.unseen { (label) } }
                @else if column.sorts {
                    a href=(self.here.with(SORT, &next)) title=(lang.tf("ui.sort_by", &[("column", &column.label)])) { (label) }
                } @else { (label) }
            }
        }
    }

    fn row(&self, lang: Lang, row: &Row) -> Markup {
        html! {
            tr data-row=(row.id) data-edit-at=[self.edits.get(&row.id)] {
                @if let Some(selection) = &self.selection { td.pick { (select::row_box(lang, selection, &row.id, &row.name)) } }
                @for (column, cell) in self.columns.iter().zip(&row.cells) { (cell_of(column, cell)) }
            }
        }
    }

    fn footer(&self, totals: &[Markup]) -> Markup {
        html! {
            tfoot { tr {
                @if self.selection.is_some() { td.pick {} }
                @for (column, total) in self.columns.iter().zip(totals) { (cell_of(column, total)) }
            } }
        }
    }
}

fn cell_of(column: &Column, content: &Markup) -> Markup {
    html! {
        @if column.kind == Kind::Lead { th.lead scope="row" { (content) } }
        @else if column.kind == Kind::Tick { td.pick { label { (content) } } }
        @else { td class=(column.kind.class()) data-label=(column.words()) { (content) } }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::http::Uri;

    fn table(here: &Query) -> String {
        let columns = vec![
            Column::new("name", "名称", Kind::Lead).sorting(),
            Column::new("sum", "总投资", Kind::Number).sorting().in_unit("亿元"),
        ];
        let row =
            Row { id: "7".into(), name: "<甲>".into(), cells: vec![html! { "<甲>" }, html! { "3.00" }] };
        Table::new("项目", here, columns, vec![row]).render(Lang::ZhCn).into_string()
    }

    #[test]
    fn a_header_sorts_and_turns_the_order() {
        let unsorted = table(&Query::of_uri(&Uri::from_static("/p?lang=en&page=3")));
        assert!(unsorted.contains("/p?lang=en&amp;sort=sum") && !unsorted.contains("aria-sort"));
        let sorted = table(&Query::of_uri(&Uri::from_static("/p?sort=sum")));
        assert!(sorted.contains("/p?sort=-sum") && sorted.contains("aria-sort=\"ascending\""));
    }

    #[test]
    fn a_unit_that_the_label_says_is_not_said_again() {
        let unit = |label: &str, unit: &str| Column::new("n", label, Kind::Number).in_unit(unit).unit;
        assert_eq!(unit("Projects signed", "projects"), None);
        assert_eq!(unit("Investment", "¥100 m").as_deref(), Some("¥100 m"));
        assert_eq!(unit("项目", "个").as_deref(), Some("个"));
    }

    #[test]
    fn a_table_of_nothing_says_so() {
        let here = Query::of_path("/p");
        let html =
            Table::new("表", &here, vec![Column::new("c", "头", Kind::Lead)], vec![]).render(Lang::ZhCn);
        assert_eq!(html.into_string(), "<p class=\"muted\">暂无记录。</p>");
    }

    #[test]
    fn what_can_be_done_with_a_row_is_not_printed() {
        let here = Query::of_path("/p");
        let columns = vec![Column::new("name", "名称", Kind::Lead), Column::new("act", "操作", Kind::Act)];
        let row =
            Row { id: "7".into(), name: "甲".into(), cells: vec![html! { "甲" }, html! { "移出" }] };
        let html = Table::new("表", &here, columns, vec![row]).render(Lang::ZhCn).into_string();
        assert!(html.contains("<th class=\"text no-print\""), "{html}");
        assert!(html.contains("<td class=\"text no-print\" data-label=\"操作\">移出</td>"), "{html}");
    }

    #[test]
    fn a_cell_knows_its_head_for_where_rows_fold() {
        let html = table(&Query::of_path("/p"));
        assert!(html.contains("<td class=\"num\" data-label=\"总投资 (亿元)\">3.00</td>"), "{html}");
    }

    #[rstest::rstest]
    #[case::two_numbers(&[Kind::Lead, Kind::Number, Kind::Number], false, false)]
    #[case::words_beside_a_number(&[Kind::Lead, Kind::Words, Kind::Number], false, true)]
    #[case::three_numbers(&[Kind::Lead, Kind::Number, Kind::Number, Kind::Number], false, true)]
    #[case::a_matrix(&[Kind::Lead, Kind::Number, Kind::Number, Kind::Number], true, false)]
    fn rows_fold_where_their_columns_find_no_room(
        #[case] kinds: &[Kind],
        #[case] matrix: bool,
        #[case] folds: bool,
    ) {
        let here = Query::of_path("/p");
        let columns = kinds.iter().map(|kind| Column::new("c", "头", *kind)).collect();
        let mut table = Table::new("表", &here, columns, vec![]);
        table.matrix = matrix;
        assert_eq!(table.folds(), folds);
    }

    #[test]
    fn the_unit_is_in_the_header_and_names_are_escaped() {
        let html = table(&Query::of_path("/p"));
        assert!(html.contains("<span class=\"unit\">(亿元)</span>"));
        assert!(html.contains("&lt;甲&gt;") && !html.contains("<甲>"));
    }
}
