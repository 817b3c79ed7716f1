//! What would lift a unit: for each input the smallest change that, alone, does.

use super::asked::Read;
use super::labels;
use crate::text::Lang;
use crate::ui::layout::CARRIED;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use ::figures::ranking::{Item, ItemChange, Outcome, RankRow, WhatIf, what_if};
use maud::{Markup, html};

/// The section; nothing of a roll-up or a unit without a rank.
pub(super) fn section(asked: &Asked, read: &Read, row: &RankRow, up: u32) -> Markup {
    let lang = asked.lang;
    let ranked = &read.ranked;
    let Ok(found) = what_if(&ranked.scheme, &ranked.units, &row.unit, up) else { return html! {} };
    html! {
        section #what-if {
            h2 { (lang.tf("rankings.what_if", &[("n", &up)])) }
            form.ask.no-print method="get" action={ (asked.here.path()) "#what-if" } {
                @for (name, value) in asked.here.carried_to("", &[CARRIED.as_slice(), &["level"]].concat()).parameters() {
                    input type="hidden" name=(name) value=(value);
                }
                div.field {
                    label for="up" { (lang.t("rankings.places_up")) }
                    input.short #up type="text" inputmode="numeric" name="up" value=(up);
                }
                div.submit { button type="submit" { (lang.t("ui.look")) } }
            }
            @if found.changes.is_empty() { p.muted { (lang.t("rankings.is_first")) } }
            @else {
                (table(asked, read, &found))
                (left_out(lang, read, &found))
            }
            p.muted.small { (lang.t("rankings.note_what_if")) }
        }
    }
}

fn table(asked: &Asked, read: &Read, found: &WhatIf) -> Markup {
    let lang = asked.lang;
    let columns = vec![
        Column::new("item", lang.t("rankings.item"), Kind::Lead),
        Column::new("input", lang.t("rankings.input"), Kind::Text),
        Column::new("from", lang.t("rankings.now"), Kind::Number),
        Column::new("to", lang.t("rankings.needed"), Kind::Number),
        Column::new("more", lang.t("rankings.more"), Kind::Number),
        Column::new("score", lang.t("rankings.score_then"), Kind::Number),
        Column::new("rank", lang.t("rankings.rank_then"), Kind::Number),
    ];
    let rows = found.changes.iter().filter_map(|change| row(lang, read, change)).collect();
    let title = lang.tf("rankings.goal", &[("rank", &found.rank), ("goal", &found.goal)]);
    let mut table = Table::new(title, &asked.here, columns, rows);
    table.caption_shown = true;
    table.render(lang)
}

/// The row of a change that is enough.
fn row(lang: Lang, read: &Read, change: &ItemChange) -> Option<Row> {
    let Outcome::Enough { from, to, more, count, score, rank } = &change.outcome else { return None };
    let name = title(lang, read, &change.item);
    let sign = if more.is_negative() { "" } else { "+" };
    let cells = vec![
        html! { (name) },
        html! { (input(lang, read, change)) },
        html! { (labels::number(from)) },
        html! { (labels::number(to)) },
        html! {
            (sign) (labels::number(more))
            @if let Some(count) = count { " " span.muted.small { (in_things(lang, *count)) } }
        },
        html! { (score) },
        html! { (rank) },
    ];
    Some(Row { id: format!("{}-{}", change.item, change.input), name, cells })
}

/// The inputs by which alone the goal is out of reach, by the reason.
fn left_out(lang: Lang, read: &Read, found: &WhatIf) -> Markup {
    let mut by_reason: Vec<(String, Vec<String>)> = Vec::new();
    for change in &found.changes {
        let Outcome::Impossible(why) = &change.outcome else { continue };
        let why = labels::obstacle(lang, why, |item| title(lang, read, item));
        let input = input(lang, read, change);
        match by_reason.iter_mut().find(|(known, _)| *known == why) {
            Some((_, inputs)) => inputs.push(input),
            None => by_reason.push((why, vec![input])),
        }
    }
    html! {
        @for (why, inputs) in by_reason {
            p.small { (lang.tf("rankings.left_out_inputs", &[("why", &why), ("inputs", &lang.list(&inputs))])) }
        }
    }
}

fn item<'r>(read: &'r Read, name: &str) -> Option<&'r Item> {
    read.ranked.scheme.items()?.items.iter().find(|item| item.named.name == name)
}

fn title(lang: Lang, read: &Read, name: &str) -> String {
    item(read, name).map_or(name, |item| labels::named(lang, &item.named)).to_owned()
}

/// How many more things above the line a rate takes.
fn in_things(lang: Lang, count: i64) -> String {
    let key = if count < 0 { "rankings.things_fewer" } else { "rankings.things_more" };
    lang.tf(key, &[("n", &count.abs())])
}

/// What is changed, in words.
fn input(lang: Lang, read: &Read, change: &ItemChange) -> String {
    let key = change.input.as_str();
    let Some(item) = item(read, &change.item) else { return key.to_owned() };
    let sources = item.rule.sources();
    let source = sources.into_iter().find(|source| source.key().as_deref() == Some(key));
    source.map_or_else(|| key.to_owned(), |source| labels::source((lang, read.at.catalogue()), item, source))
}
