//! What would lift a unit: for each input the smallest change that, alone, does.

use super::asked::Read;
use super::labels;
use crate::text::Lang;
use crate::ui::layout::CARRIED;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use ::figures::Catalogue;
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
            @else { (table(asked, read, &found)) }
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
    let rows = found.changes.iter().map(|change| row(lang, read, change)).collect();
    let title = lang.tf("rankings.goal", &[("rank", &found.rank), ("goal", &found.goal)]);
    let mut table = Table::new(title, &asked.here, columns, rows);
    table.caption_shown = true;
    table.render(lang)
}

fn row(lang: Lang, read: &Read, change: &ItemChange) -> Row {
    let items = read.ranked.scheme.items().map_or(&[][..], |items| &items.items);
    let item = |name: &str| items.iter().find(|item| item.named.name == name);
    let title = |name: &str| item(name).map_or(name, |it| labels::named(lang, &it.named)).to_owned();
    let name = title(&change.item);
    let input = item(&change.item)
        .map_or(String::new(), |item| input((lang, read.at.catalogue()), item, &change.input));
    let mut cells = vec![html! { (name) }, html! { (input) }];
    match &change.outcome {
        Outcome::Enough { from, to, more, count, score, rank } => {
            let sign = if more.is_negative() { "" } else { "+" };
            cells.extend([labels::number(from), labels::number(to)].map(|it| html! { (it) }));
            cells.push(html! {
                (sign) (labels::number(more))
                @if let Some(count) = count { " " span.muted.small { (in_things(lang, *count)) } }
            });
            cells.extend([html! { (score) }, html! { (rank) }]);
        }
        Outcome::Impossible(why) => {
            let words = labels::obstacle(lang, why, title);
            cells.extend([html! {}, html! { span.muted { (words) } }, html! {}, html! {}, html! {}]);
        }
    }
    Row { id: format!("{}-{}", change.item, change.input), name, cells }
}

/// How many more things above the line a rate takes.
fn in_things(lang: Lang, count: i64) -> String {
    let key = if count < 0 { "rankings.things_fewer" } else { "rankings.things_more" };
    lang.tf(key, &[("n", &count.abs())])
}

fn input(in_words: (Lang, &Catalogue), item: &Item, key: &str) -> String {
    let sources = item.rule.sources();
    let source = sources.into_iter().find(|source| source.key().as_deref() == Some(key));
    source.map_or_else(|| key.to_owned(), |source| labels::source(in_words, item, source))
}
