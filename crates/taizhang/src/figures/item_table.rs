//! Lists of counted items, on the page and in a workbook, with the same columns.

use super::item::Item;
use super::labels;
use super::link::Part;
use crate::sheets::Sheet;
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::ui::badge::{Tone, badge};
use crate::ui::figure_link;
use crate::ui::layout::CARRIED;
use crate::ui::pager::Pager;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use crate::words;
use ::figures::{Basis, Catalogue, FigureKind, FigureSpec};
use domain::{Money, Stage};
use maud::{Markup, html};
use office::write::{self, Format, Value};

/// A column of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    No,
    Title,
    Unit,
    Round,
    List,
    Stage,
    Day,
    Amount,
    /// Of a rate of sums: the amount above the line.
    Above,
    InNumerator,
    InDenominator,
}

fn columns(spec: &FigureSpec, part: Part) -> Vec<Shown> {
    use Shown::{Above, Amount, Day, InDenominator, InNumerator, List, No, Round, Stage, Title, Unit};
    let mut columns = match spec.basis {
        _ if spec.kind == FigureKind::Rounds => return vec![Round, Day],
        _ if part == Part::Projects => return vec![No, Title, Unit, Stage],
        Basis::Entries => vec![No, Title, Unit, Round, List, Stage, Amount],
        Basis::Projects if spec.event.is_some() => vec![No, Title, Unit, Stage, Day, Amount],
        Basis::Projects => vec![No, Title, Unit, Stage, Amount],
    };
    if spec.is_rate_of_sums() {
        columns.push(Above);
    } else if spec.kind == FigureKind::Rate {
        columns.push(InNumerator);
    }
    if spec.denominator.is_some() {
        columns.push(InDenominator);
    }
    columns
}

/// Of what a figure lists things: itself, or the figure into which it opens.
pub(super) fn opened<'c>(catalogue: &'c Catalogue, spec: &'c FigureSpec) -> &'c FigureSpec {
    spec.opens.as_deref().and_then(|opens| catalogue.get(opens)).unwrap_or(spec)
}

impl Shown {
    fn label(self, lang: Lang, spec: &FigureSpec) -> &'static str {
        lang.t(match self {
            Self::No => "figures.no",
            Self::Title => "figures.project",
            Self::Unit => "figures.dim_zone",
            Self::Round => "figures.dim_round",
            Self::List => "figures.dim_list",
            Self::Stage => "figures.stage_now",
            Self::Day => "figures.day",
            Self::Amount => labels::measure(spec, spec.measure),
            Self::Above => labels::measure(spec, spec.above.unwrap_or(spec.measure)),
            Self::InNumerator => "figures.in_numerator",
            Self::InDenominator => "figures.in_denominator",
        })
    }

    fn kind(self) -> Kind {
        match self {
            Self::Title => Kind::Lead,
            Self::Amount | Self::Above => Kind::Number,
            Self::Day => Kind::Day,
            _ => Kind::Text,
        }
    }
}

/// The list on the page.
pub(super) fn render(
    lang: Lang,
    here: &Query,
    (spec, part): (&FigureSpec, Part),
    items: &[Item],
    pager: Pager,
) -> Markup {
    let shown = columns(spec, part);
    let column = |shown: &Shown| {
        let column = Column::new("column", shown.label(lang, spec), shown.kind());
        if shown.kind() == Kind::Number { column.in_unit(ShownIn::Yi.word(lang)) } else { column }
    };
    let row = |item: &Item| Row {
        id: item.project.map(|id| id.to_string()).unwrap_or_default(),
        name: item.title.clone(),
        cells: shown.iter().map(|shown| cell(lang, here, *shown, item)).collect(),
    };
    let rows = items.iter().map(row).collect();
    let mut table = Table::new(labels::title(lang, spec), here, shown.iter().map(column).collect(), rows);
    table.pager = Some(pager);
    table.short = false;
    table.render(lang)
}

fn cell(lang: Lang, here: &Query, shown: Shown, item: &Item) -> Markup {
    match shown {
        Shown::No => html! { span.nowrap { (item.no) } },
        Shown::Title => html! {
            @match item.project {
                Some(id) => a href=(here.carried_to(&format!("/projects/{id}"), &CARRIED)) { (item.title) },
                None => (item.title),
            }
        },
        Shown::Unit => html! { (item.unit) },
        Shown::Round => html! {
            @if let (Some(id), Some(key)) = (item.round_id, item.round) {
                a.nowrap href=(here.carried_to(&format!("/rounds/{id}"), &CARRIED)) { (labels::round(lang, key)) }
            }
        },
        Shown::List => html! {
            @if let Some(list) = item.list { span.nowrap { (words::list(lang, list)) } }
            @if item.converted { " " (badge(Tone::Calm, "↻", lang.t("figures.converted"))) }
        },
        Shown::Stage => html! { (stage_badge(lang, item.stage)) },
        Shown::Day => html! {
            @match item.day { Some(day) => (day), None => (figure_link::unknown(lang.t("figures.no_day"))) }
        },
        Shown::Amount => match item.amount_fen {
            Some(fen) => figure_link::amount(lang, Money::from_fen(fen), ShownIn::Yi, None),
            None => figure_link::unknown(lang.t("figures.no_amount")),
        },
        Shown::Above => match item.above {
            Some(fen) => figure_link::amount(lang, Money::from_fen(fen), ShownIn::Yi, None),
            None => figure_link::unknown(lang.t("figures.no_amount")),
        },
        Shown::InNumerator => yes(lang, item.above.is_some()),
        Shown::InDenominator => yes(lang, item.below),
    }
}

fn yes(lang: Lang, holds: bool) -> Markup {
    html! { @if holds { (badge(Tone::Good, "✓", lang.t("figures.yes"))) } }
}

/// A stage with its shape: an exit needs a person.
pub fn stage_badge(lang: Lang, stage: Option<Stage>) -> Markup {
    match stage {
        None => badge(Tone::Calm, "○", lang.t("figures.no_stage")),
        Some(stage) if stage.is_final_exit() => badge(Tone::Alarm, "✕", words::stage(lang, stage)),
        Some(stage) if stage.is_exit() => badge(Tone::Warn, "▲", words::stage(lang, stage)),
        Some(stage) if stage >= Stage::Producing => badge(Tone::Good, "●", words::stage(lang, stage)),
        Some(stage) => badge(Tone::Calm, "●", words::stage(lang, stage)),
    }
}

/// The list as a table that leaves the ledger; money in 万元, exact.
pub(super) fn sheet(lang: Lang, (spec, part): (&FigureSpec, Part), items: &[Item]) -> Sheet {
    let shown = columns(spec, part);
    let column = |shown: &Shown| {
        let label = shown.label(lang, spec);
        match shown {
            Shown::Amount | Shown::Above => {
                let header = format!("{label}（{}）", ShownIn::Wan.word(lang));
                write::Column::new(header, 16.0, Format::Decimal { places: 2 })
            }
            Shown::Day => write::Column::new(label, 12.0, Format::Day),
            Shown::Title => write::Column::new(label, 44.0, Format::Text),
            _ => write::Column::new(label, 20.0, Format::Text),
        }
    };
    let wan = |fen: i64| Value::Decimal { scaled: fen, places: 6 };
    let value = |shown: &Shown, item: &Item| match shown {
        Shown::No => Value::text(item.no.clone()),
        Shown::Title => Value::text(item.title.clone()),
        Shown::Unit => Value::text(item.unit.clone()),
        Shown::Round => item.round.map_or(Value::Blank, |key| Value::text(labels::round(lang, key))),
        Shown::List => item.list.map_or(Value::Blank, |list| Value::text(words::list(lang, list))),
        Shown::Stage => item.stage.map_or(Value::Blank, |stage| Value::text(words::stage(lang, stage))),
        Shown::Day => item.day.map_or(Value::Blank, |day| {
            let (year, month, day) = day.ymd();
            Value::Day(year, month, day)
        }),
        Shown::Amount => item.amount_fen.map_or(Value::Blank, wan),
        Shown::Above => item.above.map_or(Value::Blank, wan),
        Shown::InNumerator => Value::text(if item.above.is_some() { lang.t("figures.yes") } else { "" }),
        Shown::InDenominator => Value::text(if item.below { lang.t("figures.yes") } else { "" }),
    };
    let rows = items.iter().map(|item| shown.iter().map(|shown| value(shown, item)).collect());
    let table = write::Table::new(labels::title(lang, spec), shown.iter().map(column).collect());
    Sheet { table, rows: rows.collect() }
}
