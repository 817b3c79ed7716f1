//! A ranking as tables that leave the ledger: a sheet for each group, the red and black list, the definition.

use super::labels;
use super::ranked::Ranked;
use super::table::{self, Shown};
use crate::sheets::{Sheet, printed_number};
use crate::text::Lang;
use ::figures::Catalogue;
use ::figures::ranking::{Body, RankRow, RankedGroup};
use office::write::{Column, Format, Table, Value};

/// All sheets of the workbook; `titles` are those of items or parts.
pub(super) fn all(
    (lang, catalogue): (Lang, &Catalogue),
    ranked: &Ranked,
    titles: &[String],
    notes: &[String; 2],
) -> Vec<Sheet> {
    let title = labels::title(lang, &ranked.scheme);
    let mut sheets: Vec<Sheet> =
        ranked.ranking.groups.iter().map(|group| of_group(lang, ranked, group, titles)).collect();
    if !ranked.red_black.is_empty() {
        sheets.push(red_black(lang, ranked));
    }
    sheets.push(definition((lang, catalogue), ranked, titles));
    for sheet in &mut sheets {
        sheet.table.title = Some(title.to_owned());
        let [left, right] = notes.clone();
        (sheet.table.note_left, sheet.table.note_right) = (Some(left), Some(right));
    }
    sheets
}

/// All groups in one table, for texts: the group stands in the first column.
pub(super) fn flat(lang: Lang, ranked: &Ranked, titles: &[String]) -> Sheet {
    let every = Shown { items: (0..titles.len()).collect(), ..Shown::of(ranked) };
    let mut columns = columns(lang, ranked, (titles, &every));
    columns.insert(0, Column::new(lang.t("rankings.group"), 16.0, Format::Text));
    let every = &every;
    let rows = ranked.ranking.groups.iter().flat_map(|group| {
        let title = table::group_title(lang, &ranked.scheme, group.group.as_deref()).to_owned();
        group.rows.iter().map(move |it| {
            let mut cells = row(lang, group, (it, every));
            cells.insert(0, Value::text(title.clone()));
            cells
        })
    });
    let rows = rows.collect();
    Sheet { table: Table::new(lang.t("rankings.ranking"), columns), rows }
}

fn columns(lang: Lang, ranked: &Ranked, (titles, shown): (&[String], &Shown)) -> Vec<Column> {
    let decimal = Format::Decimal { places: ranked.scheme.places };
    let mut columns = vec![
        Column::new(lang.t("rankings.rank"), 8.0, Format::Integer),
        Column::new(lang.t("rankings.tied_header"), 8.0, Format::Sign),
        Column::new(lang.t("rankings.unit"), 28.0, Format::Text),
    ];
    columns.extend(shown.heads(lang, titles).map(|head| Column::new(head, 14.0, decimal)));
    columns.extend([
        Column::new(lang.t("rankings.score"), 10.0, decimal),
        Column::new(lang.t("rankings.change"), 10.0, Format::Sign),
        Column::new(lang.t("rankings.flag"), 12.0, Format::Sign),
    ]);
    columns
}

fn row(lang: Lang, group: &RankedGroup, (row, shown): (&RankRow, &Shown)) -> Vec<Value<'static>> {
    let tied = if row.tied { lang.t("rankings.tied") } else { "" };
    let mut cells = vec![
        row.rank.map_or(Value::Blank, |rank| Value::Integer(rank.into())),
        Value::text(tied),
        Value::text(row.name.clone()),
    ];
    cells.extend(shown.printed(row).map(printed_number));
    cells.push(printed_number(&row.score.printed));
    cells.push(row.change.map_or(Value::Blank, |change| Value::text(table::change_text(lang, change))));
    let flag = table::flag(group, &row.unit);
    cells.push(flag.map_or(Value::Blank, |flag| Value::text(table::flag_words(lang, flag))));
    cells
}

/// A group as it is printed: items of which nothing is known stand in the definition alone.
fn of_group(lang: Lang, ranked: &Ranked, group: &RankedGroup, titles: &[String]) -> Sheet {
    let shown = Shown::of(ranked);
    let name = table::group_title(lang, &ranked.scheme, group.group.as_deref());
    let rows = group.rows.iter().map(|it| row(lang, group, (it, &shown))).collect();
    let mut table = Table::new(name, columns(lang, ranked, (titles, &shown)));
    table.notes = table::notes(lang, ranked, titles);
    Sheet { table, rows }
}

/// The red and black list of every group.
pub(super) fn red_black(lang: Lang, ranked: &Ranked) -> Sheet {
    let columns = vec![
        Column::new(lang.t("rankings.group"), 16.0, Format::Text),
        Column::new(lang.t("rankings.unit"), 28.0, Format::Text),
        Column::new(lang.t("rankings.side"), 10.0, Format::Text),
        Column::new(lang.t("rankings.firsts"), 10.0, Format::Integer),
        Column::new(lang.t("rankings.lasts"), 10.0, Format::Integer),
        Column::new(lang.t("rankings.reasons"), 60.0, Format::Text),
    ];
    let count = |number: usize| i64::try_from(number).map_or(Value::Blank, Value::Integer);
    let rows = ranked.red_black.iter().flat_map(|group| {
        let title = table::group_title(lang, &ranked.scheme, group.group.as_deref()).to_owned();
        group.rows.iter().map(move |row| {
            vec![
                Value::text(title.clone()),
                Value::text(row.name.clone()),
                Value::text(row.side.map_or("", |side| table::side_word(lang, side))),
                count(row.firsts.len()),
                count(row.lasts.len()),
                Value::text(table::reasons(lang, &ranked.scheme, &row.firsts, &row.lasts)),
            ]
        })
    });
    let rows = rows.collect();
    Sheet { table: Table::new(lang.t("rankings.red_black"), columns), rows }
}

fn definition((lang, catalogue): (Lang, &Catalogue), ranked: &Ranked, titles: &[String]) -> Sheet {
    let columns = vec![
        Column::new(lang.t("rankings.item"), 28.0, Format::Text),
        Column::new(lang.t("rankings.weight"), 10.0, Format::Decimal { places: 2 }),
        Column::new(lang.t("rankings.rule"), 80.0, Format::Text),
    ];
    let weight = |weight: &::figures::Exact| printed_number(&labels::number(weight));
    let mut rows: Vec<Vec<Value<'static>>> = match &ranked.scheme.body {
        Body::Items(items) => items
            .items
            .iter()
            .zip(titles)
            .map(|(item, title)| {
                let points = item.weight.as_ref().map_or(Value::Blank, weight);
                vec![Value::text(title.clone()), points, Value::text(labels::rule((lang, catalogue), item))]
            })
            .collect(),
        Body::RollUp(parts) => parts
            .iter()
            .zip(titles)
            .map(|(part, title)| {
                let take = Value::text(labels::roll_part(lang, part));
                vec![Value::text(title.clone()), weight(&part.weight), take]
            })
            .collect(),
    };
    let note = ranked.scheme.note.get(crate::figures::catalogue_lang(lang)).clone();
    let bounds = labels::bounds(lang, &ranked.scheme);
    for words in [note, bounds] {
        rows.push(vec![Value::text(lang.t("rankings.definition")), Value::Blank, Value::text(words)]);
    }
    Sheet { table: Table::new(lang.t("rankings.definition"), columns), rows }
}
