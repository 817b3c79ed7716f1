//! Why a column was taken as what it was taken, in words for the page and the terminal alike.

use super::field_words;
use super::recognize::{Column, DollarUnit, Reason, Shape, SheetLayout, Unit};
use super::suspicion::Suspicion;
use crate::text::Lang;
use domain::MoneyUnit;

/// What a column was taken for.
pub fn taken_as(lang: Lang, column: &Column) -> String {
    column
        .field
        .map_or_else(|| lang.t("imports.as_remark").to_owned(), |field| field_words::label(lang, field))
}

/// Why, and where its unit comes from.
pub fn why(lang: Lang, sheet: &SheetLayout, column: &Column) -> String {
    let said: Vec<String> =
        column.reasons().into_iter().map(|why| reason(lang, sheet, column, why)).collect();
    let dollars = match (column.unit, sheet.manner.dollar) {
        (Some(Unit::Dollar(_)), Some(rate)) if column.field.is_some() => {
            Some(lang.tf("imports.why_dollar", &[("rate", &rate.text()), ("on", &rate.on)]))
        }
        _ => None,
    };
    lang.clauses(&said.into_iter().chain(dollars).collect::<Vec<_>>())
}

fn reason(lang: Lang, sheet: &SheetLayout, column: &Column, reason: Reason) -> String {
    let unit = || column.unit.map_or("", |of| unit(lang, of));
    match reason {
        Reason::Exact => lang.t("imports.why_exact").to_owned(),
        Reason::Alias => lang.tf("imports.why_alias", &[("field", &taken_as(lang, column))]),
        Reason::Levels => lang.t("imports.why_levels").to_owned(),
        Reason::LowestLevel => lang.t("imports.why_lowest_level").to_owned(),
        Reason::Bracket => lang.t("imports.why_bracket").to_owned(),
        Reason::Layout => {
            let name = sheet.learned.as_ref().map_or("", |by| by.name.as_str());
            lang.tf("imports.why_layout", &[("layout", &name)])
        }
        Reason::Taken => lang.t("imports.why_taken").to_owned(),
        Reason::NoPeriod => lang.t("imports.why_no_period").to_owned(),
        Reason::NoField => lang.t("imports.why_no_field").to_owned(),
        Reason::UnitInHeader => lang.tf("imports.why_unit_header", &[("unit", &unit())]),
        Reason::UnitAbove => lang.tf("imports.why_unit_above", &[("unit", &unit())]),
        Reason::UnitByLayout => lang.tf("imports.why_unit_layout", &[("unit", &unit())]),
    }
}

/// What a unit is called.
pub fn unit(lang: Lang, unit: Unit) -> &'static str {
    lang.t(match unit {
        Unit::Money(MoneyUnit::Yuan) => "imports.unit.yuan",
        Unit::Money(MoneyUnit::Wan) => "imports.unit.wan",
        Unit::Money(MoneyUnit::Yi) => "imports.unit.yi",
        Unit::Dollar(DollarUnit::One) => "imports.unit.usd",
        Unit::Dollar(DollarUnit::Wan) => "imports.unit.wan_usd",
        Unit::Dollar(DollarUnit::Million) => "imports.unit.million_usd",
        Unit::Dollar(DollarUnit::Yi) => "imports.unit.yi_usd",
        Unit::Mu => "imports.unit.mu",
        Unit::Hectare => "imports.unit.hectare",
        Unit::SquareMetre => "imports.unit.square_metre",
        Unit::WanSquareMetre => "imports.unit.wan_square_metre",
        Unit::Other => "imports.unit.other",
    })
}

/// What a kind of suspicious change is called.
pub fn suspicion(lang: Lang, kind: Suspicion) -> &'static str {
    lang.t(match kind {
        Suspicion::Stage => "imports.asks.stage",
        Suspicion::Amount => "imports.asks.amount",
        Suspicion::Contract => "imports.asks.contract",
        Suspicion::Start => "imports.asks.start",
        Suspicion::Later => "imports.asks.later",
        Suspicion::Same => "imports.asks.same",
        Suspicion::Both => "imports.asks.both",
    })
}

/// What a sheet is.
pub fn shape(lang: Lang, shape: Shape) -> String {
    match shape {
        Shape::Table { first, last } if first == last => {
            lang.tf("imports.shape_table_one", &[("first", &(first + 1))])
        }
        Shape::Table { first, last } => {
            lang.tf("imports.shape_table", &[("first", &(first + 1)), ("last", &(last + 1))])
        }
        Shape::Card => lang.t("imports.shape_card").to_owned(),
        Shape::Summary => lang.t("imports.shape_summary").to_owned(),
        Shape::Blank => lang.t("imports.shape_blank").to_owned(),
        Shape::Hidden => lang.t("imports.shape_hidden").to_owned(),
        Shape::Unknown => lang.t("imports.shape_unknown").to_owned(),
    }
}

/// By which layout the sheet was taken, and where the two part; nothing where it was taken by its headers alone.
pub fn by_layout(lang: Lang, sheet: &SheetLayout) -> Vec<String> {
    let Some(by) = &sheet.learned else { return Vec::new() };
    let line = |key, headers: &[String]| {
        (!headers.is_empty()).then(|| lang.tf(key, &[("columns", &lang.list(headers))]))
    };
    let parted = [
        line("imports.layout_missing", &by.missing),
        line("imports.layout_further", &by.further),
        line("imports.layout_unit", &by.other_unit),
    ];
    let taken = lang.tf("imports.by_layout", &[("layout", &by.name)]);
    std::iter::once(taken).chain(parted.into_iter().flatten()).collect()
}

/// Each column of a sheet in a line: its letters, its header, what it was taken for and why.
pub fn lines(lang: Lang, sheet: &SheetLayout) -> Vec<String> {
    let column = |column: &Column| {
        let args: [(&str, &dyn std::fmt::Display); 4] = [
            ("at", &office::sheet::column_letters(column.col)),
            ("header", &column.header.replace('\n', " ")),
            ("field", &taken_as(lang, column)),
            ("why", &why(lang, sheet, column)),
        ];
        format!("  {}", lang.tf("imports.column_line", &args))
    };
    sheet.columns.iter().map(column).collect()
}
