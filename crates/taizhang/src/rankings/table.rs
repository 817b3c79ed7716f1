//! The table of a group: rank, unit, a column for each item, score, change of place, and who is named first and last.

use super::asked::to_unit;
use super::labels;
use super::ranked::Ranked;
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use crate::ui::bar::bar;
use crate::ui::figure_link;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use ::figures::ranking::{
    Absence, Change, ListSide, PartScore, Placing, RankRow, RankedGroup, RedBlackGroup, Scheme,
};
use domain::ratio::NO_VALUE;
use maud::{Markup, html};

pub(super) use crate::scores::columns::{Flag, Shown, columns, flag, flag_words, group_title, notes};

/// Longer tables scroll inside themselves.
const SHORT_ROWS_MAX: usize = 30;

/// A change of place as printed: ↑2, ↓1, —, 新.
pub(super) fn change_text(lang: Lang, change: Change) -> String {
    if change == Change::New { lang.t("rankings.new").to_owned() } else { change.to_string() }
}

fn change(lang: Lang, change: Option<Change>) -> Markup {
    let Some(change) = change else { return figure_link::unknown(lang.t("rankings.no_earlier")) };
    let said = match change {
        Change::Up(n) => lang.tf("rankings.up", &[("n", &n)]),
        Change::Down(n) => lang.tf("rankings.down", &[("n", &n)]),
        Change::Same => lang.t("rankings.same").to_owned(),
        Change::New => lang.t("rankings.new_words").to_owned(),
    };
    html! { span title=(said) { span aria-hidden="true" { (change_text(lang, change)) } span.unseen { (said) } } }
}

/// Why a part has no points.
pub(super) fn absence(lang: Lang, absence: Absence) -> &'static str {
    lang.t(match absence {
        Absence::NotGiven => "rankings.not_given",
        Absence::NoValue => "rankings.no_value",
        Absence::NoTarget => "rankings.no_target",
    })
}

/// A part as printed, or why there is none.
pub(super) fn part(lang: Lang, part: &PartScore) -> Markup {
    match part.absence {
        Some(why) => figure_link::unknown(absence(lang, why)),
        None => html! { (part.printed) },
    }
}

/// The table on the page.
pub(super) fn render(
    lang: Lang,
    here: &Query,
    ranked: &Ranked,
    group: &RankedGroup,
    titles: &[String],
) -> Markup {
    let scored = ranked.scheme.items().is_none_or(|items| items.scored);
    let mut all = vec![
        Column::new("rank", lang.t("rankings.rank"), Kind::Number),
        Column::new("unit", lang.t("rankings.unit"), Kind::Lead),
    ];
    if scored {
        all.push(Column::new("score", lang.t("rankings.score"), Kind::Number));
        all.push(Column::new("bar", "", Kind::Words));
        all.push(Column::new("change", lang.t("rankings.change"), Kind::Text));
        all.push(Column::new("flag", lang.t("rankings.flag"), Kind::Text));
    }
    let shown = Shown::of(ranked);
    all.extend(shown.heads(lang, titles).map(|head| Column::new("item", head, Kind::Number)));
    let rows = group.rows.iter().map(|it| row(lang, here, ranked, (group, it, &shown), scored)).collect();
    let title = group_title(lang, &ranked.scheme, group.group.as_deref());
    let mut table = Table::new(title, here, if scored { all } else { without_rank(all) }, rows);
    table.short = table.rows.len() <= SHORT_ROWS_MAX;
    html! {
        (table.render(lang))
        @for cut in [&group.top, &group.bottom].into_iter().flatten() {
            @if cut.widened { p.muted.small { (lang.tf("rankings.widened", &[("n", &cut.asked)])) } }
        }
    }
}

/// Items that are ranked one by one give no score and no rank.
fn without_rank(columns: Vec<Column>) -> Vec<Column> {
    columns.into_iter().filter(|column| column.key != "rank").collect()
}

fn row(
    lang: Lang,
    here: &Query,
    ranked: &Ranked,
    (group, row, shown): (&RankedGroup, &RankRow, &Shown),
    scored: bool,
) -> Row {
    let href = to_unit(here, &ranked.scheme.name, &row.unit, "").to_string();
    let mut cells = Vec::new();
    if scored {
        cells.push(rank(lang, row));
    }
    cells.push(html! { a href=(href) { (row.name) } });
    if scored {
        cells.push(match row.score.exact {
            Some(_) => figure_link::figure(&row.score.printed, &href),
            None => figure_link::unknown(lang.t("rankings.no_score")),
        });
        cells.push(bar(share(group, row)));
        cells.push(change(lang, row.change));
        cells.push(html! {
            @match flag(group, &row.unit) {
                Some(flag @ Flag::Top(_)) => (badge(Tone::Good, "●", &flag_words(lang, flag))),
                Some(flag @ Flag::Bottom(_)) => (badge(Tone::Alarm, "■", &flag_words(lang, flag))),
                None => {},
            }
        });
    }
    cells.extend(shown.items(row).map(|it| it.map_or_else(Markup::default, |it| part(lang, it))));
    cells.extend(shown.adjustments(row).map(|printed| html! { (printed) }));
    Row { id: row.unit.clone(), name: row.name.clone(), cells }
}

/// How much of the group's highest score a unit has: the length of its bar.
fn share(group: &RankedGroup, row: &RankRow) -> f64 {
    let size = |row: &RankRow| -> Option<f64> {
        row.score.exact.as_ref()?.print(6, domain::Rounding::HalfUp).parse().ok()
    };
    let most = group.rows.iter().filter_map(size).fold(0.0, f64::max);
    size(row).filter(|_| most > 0.0).map_or(0.0, |size| size / most)
}

/// The rank, with 并列 where others share it, and with why there is none.
pub(super) fn rank(lang: Lang, row: &RankRow) -> Markup {
    html! {
        @match row.rank {
            Some(rank) => {
                (rank)
                @if row.tied { " " span.of { (lang.t("rankings.tied")) } }
            },
            None if row.score.vetoed => (badge(Tone::Alarm, "■", lang.t("rankings.vetoed"))),
            None => (figure_link::unknown(lang.t("rankings.no_score"))),
        }
    }
}

/// The red and black list: side in words and shape, and where a unit is first and last.
pub(super) fn red_black(lang: Lang, here: &Query, ranked: &Ranked, group: &RedBlackGroup) -> Markup {
    let columns = vec![
        Column::new("unit", lang.t("rankings.unit"), Kind::Lead),
        Column::new("side", lang.t("rankings.side"), Kind::Text),
        Column::new("firsts", lang.t("rankings.firsts"), Kind::Number),
        Column::new("lasts", lang.t("rankings.lasts"), Kind::Number),
        Column::new("reasons", lang.t("rankings.reasons"), Kind::Words),
    ];
    let rows = group.rows.iter().map(|row| {
        let href = to_unit(here, &ranked.scheme.name, &row.unit, "").to_string();
        let cells = vec![
            html! { a href=(href) { (row.name) } },
            html! { @if let Some(side) = row.side { (side_badge(lang, side)) } },
            html! { (row.firsts.len()) },
            html! { (row.lasts.len()) },
            html! { (reasons(lang, &ranked.scheme, &row.firsts, &row.lasts)) },
        ];
        Row { id: row.unit.clone(), name: row.name.clone(), cells }
    });
    let title = lang.t("rankings.red_black");
    Table::new(title, here, columns, rows.collect()).render(lang)
}

fn side_badge(lang: Lang, side: ListSide) -> Markup {
    match side {
        ListSide::Red => badge(Tone::Good, "▲", side_word(lang, side)),
        ListSide::Black => badge(Tone::Alarm, "■", side_word(lang, side)),
    }
}

/// 红榜 or 黑榜.
pub(super) fn side_word(lang: Lang, side: ListSide) -> &'static str {
    lang.t(match side {
        ListSide::Red => "rankings.red",
        ListSide::Black => "rankings.black",
    })
}

/// Where a unit is first, and where last.
pub(super) fn reasons(lang: Lang, scheme: &Scheme, firsts: &[Placing], lasts: &[Placing]) -> String {
    let of = |key, placings: &[Placing]| {
        let names: Vec<String> = placings.iter().map(|it| placing(lang, scheme, it)).collect();
        if names.is_empty() { String::new() } else { lang.tf(key, &[("items", &lang.list(&names))]) }
    };
    format!("{} {}", of("rankings.first_in", firsts), of("rankings.last_in", lasts)).trim().to_owned()
}

fn placing(lang: Lang, scheme: &Scheme, placing: &Placing) -> String {
    let items = scheme.items().map_or(&[][..], |items| &items.items);
    let item = items.iter().find(|item| item.named.name == placing.item);
    let title = item.map_or(placing.item.as_str(), |item| labels::named(lang, &item.named));
    let tied = if placing.tied { lang.t("rankings.tied") } else { "" };
    let printed = if placing.printed == NO_VALUE { "" } else { placing.printed.as_str() };
    format!("{title} {printed}{tied}")
}
