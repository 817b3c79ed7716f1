//! The parts of a score: what each was made of, and how they add up.

use super::asked::{Read, to_unit};
use super::{labels, page, table};
use crate::as_of::TRUE_ON;
use crate::figures::Link;
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use crate::ui::figure_link;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use ::figures::ranking::{Body, Item, PartInput, PartScore, Period, RankRow, Role, Rule, Score, Source};
use ::figures::{Catalogue, Exact, FigureKind};
use maud::{Markup, html};

/// The table of parts and adjustments, its foot the score.
pub(super) fn render(lang: Lang, here: &Query, read: &Read, row: &RankRow) -> Markup {
    let columns = vec![
        Column::new("item", lang.t("rankings.item"), Kind::Lead),
        Column::new("section", lang.t("rankings.section"), Kind::Text),
        Column::new("inputs", lang.t("rankings.inputs"), Kind::Words),
        Column::new("counted", lang.t("rankings.counted"), Kind::Number),
        Column::new("weight", lang.t("rankings.weight"), Kind::Number),
        Column::new("points", lang.t("rankings.points"), Kind::Number),
    ];
    let scheme = &read.ranked.scheme;
    let mut rows: Vec<Row> = match &scheme.body {
        Body::Items(items) => {
            items.items.iter().zip(&row.score.parts).map(|it| of_item(lang, here, read, it)).collect()
        }
        Body::RollUp(_) => {
            row.score.parts.iter().map(|it| of_period(lang, here, read, &row.unit, it)).collect()
        }
    };
    rows.extend(row.score.adjustments.iter().map(|it| {
        let name = labels::adjustment(lang, it.kind).to_owned();
        let weight = it.weight.as_ref().map(labels::number).unwrap_or_default();
        let cells =
            vec![html! { (name) }, html! {}, html! {}, html! {}, html! { (weight) }, html! { (it.printed) }];
        Row { id: name.clone(), name, cells }
    }));
    let mut table = Table::new(lang.t("rankings.parts"), here, columns, rows);
    table.totals = Some(vec![
        html! { (lang.t("rankings.score")) },
        html! {},
        html! { (sum(lang, &row.score)) },
        html! {},
        html! {},
        html! { (row.score.printed) },
    ]);
    html! {
        h2 { (lang.t("rankings.parts")) }
        (table.render(lang))
        p.muted.small { (lang.t("rankings.note_parts")) }
    }
}

/// Whether parts and adjustments add up to the score exactly.
fn sum(lang: Lang, score: &Score) -> Markup {
    let Some(exact) = &score.exact else { return html! {} };
    let parts = score.parts.iter().filter_map(|part| part.points.as_ref());
    let sum: Exact = parts.chain(score.adjustments.iter().map(|it| &it.points)).sum();
    html! {
        @if sum == *exact { (badge(Tone::Good, "●", lang.t("rankings.adds_up"))) }
        @else { (badge(Tone::Alarm, "■", lang.t("rankings.adds_not_up"))) }
    }
}

fn of_item(lang: Lang, here: &Query, read: &Read, (item, part): (&Item, &PartScore)) -> Row {
    let scheme = &read.ranked.scheme;
    let name = labels::named(lang, &item.named).to_owned();
    let counted = part.counted.as_ref().map(|counted| match item.rule {
        Rule::RatioToTarget { .. } => format!("{}%", counted.percent(scheme.places, scheme.rounding)),
        _ => labels::number(counted),
    });
    let sources = item.rule.sources();
    // A veto gives no points: what counts is whether it was cast.
    let points = match &part.measured {
        Some(cast) if item.role == Role::Veto && !cast.is_zero() => {
            badge(Tone::Alarm, "■", lang.t("rankings.vetoed"))
        }
        Some(_) if item.role == Role::Veto => html! { (lang.t("rankings.not_vetoed")) },
        _ => table::part(lang, part),
    };
    let cells = vec![
        html! { (name) },
        html! { (page::section(lang, scheme, item)) },
        html! {
            @for (source, input) in sources.iter().zip(&part.inputs) {
                // What a rate is held against is the rule's, not a value of the unit.
                @if !matches!(source, Source::Fixed(_)) {
                    div {
                        (labels::source((lang, read.at.catalogue()), item, source)) " "
                        (value((lang, read.at.catalogue()), here, source, input))
                    }
                }
            }
        },
        html! { (counted.unwrap_or_default()) },
        html! { @if let Some(weight) = &part.weight { (labels::number(weight)) } },
        points,
    ];
    Row { id: item.named.name.clone(), name, cells }
}

/// The value of an input; of a figure, the way to what it counted.
fn value((lang, catalogue): (Lang, &Catalogue), here: &Query, source: &Source, input: &PartInput) -> Markup {
    let Some(value) = &input.value else {
        return figure_link::unknown(lang.t(match source {
            Source::Figure(_) => "rankings.no_value",
            _ => "rankings.not_given",
        }));
    };
    let is_percentage = |name: &str| {
        let spec = catalogue.get(name);
        spec.is_some_and(|spec| spec.kind == FigureKind::Rate || spec.is_percentage)
    };
    match (source, &input.opens) {
        (Source::Fixed(_), _) => html! {},
        (Source::Figure(figure), opens) => {
            let link = Link::new(here, &figure.figure, &figure.filter.to_string());
            let href =
                opens.as_ref().map_or_else(|| link.figure(&[]).to_string(), |group| link.members(group));
            let sign = if is_percentage(&figure.figure) { "%" } else { "" };
            figure_link::figure(&format!("{}{sign}", labels::number(value)), &href)
        }
        (Source::Given(_), _) => html! { strong { (labels::number(value)) } },
    }
}

/// The scores of shorter periods, each leading to that ranking of the unit.
fn of_period(lang: Lang, here: &Query, read: &Read, unit: &str, part: &PartScore) -> Row {
    let name = page::part_title(lang, read, &part.item);
    let inputs = part.inputs.iter().filter_map(|input| {
        let period = Period::parse(input.name.as_deref()?)?;
        let day = period.last_day().min(read.at.true_on);
        let href = to_unit(here, &part.item, unit, "").with(TRUE_ON, &day.to_string());
        Some((labels::period(lang, period), href.to_string(), input.value.as_ref()))
    });
    let scheme = &read.ranked.scheme;
    let print = |score: &Exact| score.print(scheme.places, scheme.rounding);
    let cells = vec![
        html! { (name) },
        html! {},
        html! {
            @for (period, href, score) in inputs {
                div {
                    (period) " "
                    @match score {
                        Some(score) => (figure_link::figure(&print(score), &href)),
                        None => (figure_link::unknown(lang.t("rankings.no_score"))),
                    }
                }
            }
        },
        html! { @if let Some(counted) = &part.counted { (print(counted)) } },
        html! { @if let Some(weight) = &part.weight { (labels::number(weight)) "%" } },
        table::part(lang, part),
    ];
    Row { id: part.item.clone(), name, cells }
}
