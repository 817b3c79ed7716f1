//! A definition tried out, as a table of a page and as one that leaves the ledger.

use super::dry_run::{Line, MONTHS};
use crate::figures::labels;
use crate::sheets::{Sheet, printed_number};
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::money::ShownIn;
use crate::ui::figure_link;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use ::figures::{Figure, FigureKind, FigureSpec};
use domain::Money;
use maud::{Markup, html};
use office::write::{Column as SheetColumn, Format, Table as SheetTable, Value};

/// Decimals of a difference as workbooks show it; the cell holds all.
const DIFFERENCE_PLACES: u8 = 2;

/// A figure tried out.
pub(super) struct Tried<'a> {
    /// As proposed.
    pub spec: &'a FigureSpec,
    /// Whether it is given now.
    pub is_given: bool,
    pub lines: Vec<Line>,
}

impl Tried<'_> {
    fn has_groups(&self) -> bool {
        self.lines.iter().any(|line| !line.group.is_whole())
    }

    /// How many lines differ.
    fn differing(&self) -> usize {
        let differs = |line: &&Line| {
            line.present.as_ref().map(|figure| &figure.printed)
                != line.proposed.as_ref().map(|figure| &figure.printed)
        };
        self.lines.iter().filter(differs).count()
    }

    /// What came out, in a sentence.
    pub fn said(&self, lang: Lang) -> String {
        match (self.is_given, self.differing()) {
            (false, _) => lang.tf("definitions.tried_new", &[("months", &MONTHS)]),
            (true, 0) => lang.tf("definitions.tried_same", &[("months", &MONTHS)]),
            (true, n) if self.has_groups() => {
                lang.tf("definitions.tried_groups", &[("months", &MONTHS), ("n", &n)])
            }
            (true, n) => lang.tf("definitions.tried", &[("months", &MONTHS), ("n", &n)]),
        }
    }

    fn difference_unit(&self, lang: Lang) -> &'static str {
        let unit = self.lines.iter().find_map(|line| line.proposed.as_ref()).map_or("", |figure| figure.unit);
        labels::unit(lang, if unit == "percent" { "points" } else { unit })
    }

    /// The table of a page.
    pub fn table(&self, lang: Lang, here: &Query) -> Markup {
        let mut columns = vec![Column::new("on", lang.t("definitions.month_end"), Kind::Lead)];
        if self.has_groups() {
            columns.push(Column::new("group", lang.t("definitions.group"), Kind::Text));
        }
        if self.is_given {
            columns.push(Column::new("present", lang.t("definitions.present"), Kind::Number));
        }
        columns.push(Column::new("proposed", lang.t("definitions.proposed"), Kind::Number));
        if self.is_given {
            let difference = Column::new("difference", lang.t("definitions.difference"), Kind::Number);
            columns.push(difference.in_unit(self.difference_unit(lang)));
        }
        let rows = self.lines.iter().map(|line| self.row(lang, line)).collect();
        let mut table = Table::new(lang.t("definitions.tried_table"), here, columns, rows);
        table.caption_shown = true;
        table.short = true;
        table.render(lang)
    }

    fn row(&self, lang: Lang, line: &Line) -> Row {
        let mut cells = vec![html! { (line.on) }];
        if self.has_groups() {
            cells.push(html! { (labels::group(lang, &line.group)) });
        }
        if self.is_given {
            cells.push(self.value(lang, line, line.present.as_ref()));
        }
        cells.push(self.value(lang, line, line.proposed.as_ref()));
        if self.is_given {
            let why = match line.is_of_one_unit() {
                true => "definitions.no_difference",
                false => "definitions.other_unit",
            };
            let unknown = || figure_link::unknown(lang.t(why));
            // A minus sign, as in every other table of differences.
            let shown = |text: String| html! { (text.replace('-', "−")) };
            cells.push(line.difference(self.spec).map_or_else(unknown, shown));
        }
        Row { id: line.on.to_string(), name: line.on.to_string(), cells }
    }

    /// A value with what stands behind it: both sides of a rate, the money of a count; its unit where the other has another.
    fn value(&self, lang: Lang, line: &Line, figure: Option<&Figure>) -> Markup {
        let Some(figure) = figure else { return figure_link::unknown(lang.t("definitions.nothing_counted")) };
        let behind = match (self.spec.kind, figure.numerator.zip(figure.denominator)) {
            (FigureKind::Rate, Some((numerator, denominator))) if !self.spec.is_rate_of_sums() => {
                format!("{}/{}", count(numerator), count(denominator))
            }
            (FigureKind::Count, _) => figure
                .amount_fen
                .filter(|_| line.is_of_one_unit() && !figure.is_amount_unknown())
                .map(|fen| format!("{}{}", ShownIn::Yi.print(Money::from_fen(fen)), ShownIn::Yi.word(lang)))
                .unwrap_or_default(),
            _ => String::new(),
        };
        let unit = if line.is_of_one_unit() { "" } else { labels::unit_beside(lang, figure) };
        html! {
            @if figure.value.is_none() { (figure_link::unknown(lang.t("ui.no_denominator"))) }
            @else { (figure.printed) @if !unit.is_empty() { " " (unit) } }
            @if !behind.is_empty() { " " span.muted.small { (behind) } }
        }
    }
}

/// All figures tried out in one table: codes for scripts, words for people.
pub(super) fn sheet(lang: Lang, tried: &[Tried<'_>], is_for_scripts: bool) -> Sheet {
    let head = |code: &'static str, key: &'static str| if is_for_scripts { code } else { lang.t(key) };
    let text = |code, key, width| SheetColumn::new(head(code, key), width, Format::Text);
    let columns = vec![
        text("name", "figures.figure", 26.0),
        SheetColumn::new(head("on", "definitions.month_end"), 12.0, Format::Day),
        text("group", "definitions.group", 20.0),
        text("present", "definitions.present", 14.0),
        text("proposed", "definitions.proposed", 14.0),
        SheetColumn::new(
            head("difference", "definitions.difference"),
            12.0,
            Format::Decimal { places: DIFFERENCE_PLACES },
        ),
    ];
    let printed =
        |figure: Option<&Figure>| figure.map_or(Value::Blank, |figure| Value::text(figure.printed.clone()));
    let row = |one: &Tried<'_>, line: &Line| {
        let (year, month, day) = line.on.ymd();
        let name = if is_for_scripts { &one.spec.name } else { labels::title(lang, one.spec) };
        let group = labels::group(lang, &line.group);
        vec![
            Value::text(name.to_owned()),
            Value::Day(year, month, day),
            if group.is_empty() { Value::Blank } else { Value::text(group) },
            printed(line.present.as_ref()),
            printed(line.proposed.as_ref()),
            line.difference(one.spec).map_or(Value::Blank, |text| printed_number(&text)),
        ]
    };
    let rows = tried.iter().flat_map(|one| one.lines.iter().map(move |line| row(one, line))).collect();
    Sheet { table: SheetTable::new(lang.t("definitions.tried_table"), columns), rows }
}
