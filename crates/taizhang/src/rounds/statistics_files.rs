//! A round's statistics as files: exactly the tables of the page, the entries behind their numbers, and what they mean.

use super::opened;
use super::parts::Links;
use super::statistics::{Counting, Statistics, Uncounted};
use super::tally::{self, ENTRIES, Lists, place};
use crate::actor::Actor;
use crate::app::App;
use crate::figures::{counted_sheet, dim_word, footnote, key_word, not_given_at_all, title};
use crate::sheets::{self, Sheet};
use crate::shell;
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::ui::layout;
use crate::web::asked::Asked;
use crate::web::download::Download;
use crate::web::problem::Problem;
use crate::words;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use domain::ListKind;
use domain::facts::RoundId;
use figures::Group;
use office::write::{Column, Format, Table, Value};
use serde_json::{Value as Json, json};

/// Decimals of money in 亿元: exact to the fen.
const YI_PLACES: u8 = 10;

/// The tables as a workbook, each with its entries, and a sheet of definitions.
pub(super) async fn xlsx(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let statistics = read(&app, &asked, &actor, id).await?;
    let lang = asked.lang;
    let mut all = Vec::new();
    for table in statistics.tables() {
        let mut sheet = Sheet {
            table: Table::new(state(lang, &statistics, table), columns(lang, &statistics)),
            rows: rows(lang, table),
        };
        sheet.table.autofilter = false;
        all.push(sheet);
        all.push(entries(&app, lang, &actor, &statistics, table).await?);
    }
    let [as_of, whose] = notes(lang, &actor, &statistics);
    for (sheet, table) in all.chunks_mut(2).zip(statistics.tables()) {
        for sheet in sheet {
            sheet.table.title = Some(statistics.title(lang));
            let frozen = statistics.publication(lang).filter(|_| statistics.is_frozen(table));
            sheet.table.note_left = Some(frozen.unwrap_or_else(|| as_of.clone()));
            sheet.table.note_right = Some(whose.clone());
        }
    }
    all.push(definitions(lang, &statistics, [as_of, whose]));
    let bytes = sheets::xlsx(&all).map_err(|error| Problem::internal(&error))?;
    Ok(Download::xlsx(&file_name(lang, &statistics), bytes).into_response())
}

/// The tables as comma-separated text, one below the other.
pub(super) async fn csv(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let statistics = read(&app, &asked, &actor, id).await?;
    let lang = asked.lang;
    let mut sheet =
        Sheet { table: Table::new(statistics.title(lang), columns(lang, &statistics)), rows: Vec::new() };
    for table in statistics.tables() {
        sheet.rows.extend(rows(lang, table).into_iter().map(|mut row| {
            if statistics.has_moved_on() {
                row.insert(0, Value::text(state(lang, &statistics, table)));
            }
            row
        }));
    }
    if statistics.has_moved_on() {
        sheet.table.columns.insert(0, Column::new(lang.t("rounds.numbers_of"), 16.0, Format::Text));
    }
    let bytes = sheet.csv(true).map_err(|error| Problem::internal(&error))?;
    Ok(Download::csv(&file_name(lang, &statistics), bytes).into_response())
}

/// The tables for programs, each number with the address of what it counted.
pub(super) async fn json(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let statistics = read(&app, &asked, &actor, id).await?;
    let dim = statistics.dim;
    let table = |table: &Counting| {
        let links = Links::of(&asked.here, &table.at, &statistics.opened.round);
        let group = |group: Group, lists: &Lists| lists_json(&links, lists, &group);
        let groups = table.lines.iter().map(|line| {
            let lists = group(Group([(dim, line.key.clone())].into()), &line.lists);
            json!({ "key": &*line.key.text, "lists": lists })
        });
        json!({
            "numbers": if statistics.is_frozen(table) { "published" } else { "present" },
            "trueOn": table.at.true_on.to_string(),
            "knownBy": table.at.snapshot.change().0,
            "groups": groups.collect::<Vec<_>>(),
            "total": group(Group::default(), &tally::total(table.lines.iter().map(|line| &line.lists))),
        })
    };
    Ok(axum::Json(json!({
        "round": super::key(&statistics.opened.round).to_string(),
        "by": dim.name(),
        "tables": statistics.tables().map(table).collect::<Vec<_>>(),
    }))
    .into_response())
}

fn lists_json(links: &Links<'_>, lists: &Lists, group: &Group) -> Json {
    let list = |list: &ListKind| {
        let sum = lists[place(*list)].entries;
        let members = links.entries(Some(*list), "", group);
        (list.code().to_owned(), json!({ "entries": sum.number, "amountFen": sum.fen, "members": members }))
    };
    Json::Object(ListKind::ALL.iter().map(list).collect())
}

async fn read(app: &App, asked: &Asked, actor: &Actor, id: i64) -> Result<Statistics, Problem> {
    let opened = opened::open(app, asked, actor, RoundId(id)).await?;
    if opened.is_still_to_come() {
        let problem = Problem::not_found().because("rounds.comes_later");
        return Err(problem.with("day", opened.round.day).with("asked", opened.at.true_on));
    }
    Statistics::of(app, asked, actor, opened).await.map_err(|uncounted| match uncounted {
        Uncounted::Figure(figure) => not_given_at_all(asked.lang, &figure.1),
        Uncounted::Problem(problem) => problem,
    })
}

/// What a table is called beside the other.
fn state(lang: Lang, statistics: &Statistics, table: &Counting) -> &'static str {
    lang.t(match (statistics.has_moved_on(), statistics.is_frozen(table)) {
        (false, _) => "rounds.statistics",
        (true, true) => "rounds.frozen",
        (true, false) => "rounds.present",
    })
}

fn columns(lang: Lang, statistics: &Statistics) -> Vec<Column> {
    let mut columns = vec![Column::new(dim_word(lang, statistics.dim), 28.0, Format::Text)];
    for list in ListKind::ALL {
        let word = words::list(lang, *list);
        let header = |key, unit: &str| lang.tf(key, &[("list", &word), ("unit", &unit)]);
        let entries = header("rounds.entries_header", lang.t("rounds.unit_entries"));
        let amount = header("rounds.amount_header", ShownIn::Yi.word(lang));
        columns.push(Column::new(entries, 18.0, Format::Integer));
        columns.push(Column::new(amount, 24.0, Format::Decimal { places: ShownIn::PLACES }));
    }
    columns
}

/// A row for each group, and the whole below them.
fn rows(lang: Lang, table: &Counting) -> Vec<Vec<Value<'static>>> {
    let total = tally::total(table.lines.iter().map(|line| &line.lists));
    let row = |name: String, lists: &Lists| {
        let cells = lists.iter().flat_map(|list| {
            let yi = |fen| Value::Decimal { scaled: fen, places: YI_PLACES };
            [Value::Integer(list.entries.number), list.entries.fen.map_or(Value::Blank, yi)]
        });
        std::iter::once(Value::text(name)).chain(cells).collect()
    };
    let named = |line: &tally::Line| row(key_word(lang, table.dim, line.key.shown()), &line.lists);
    let whole = row(lang.t("rounds.total").to_owned(), &total);
    table.lines.iter().map(named).chain([whole]).collect()
}

/// The entries behind a table, those of a group one after another.
async fn entries(
    app: &App,
    lang: Lang,
    actor: &Actor,
    statistics: &Statistics,
    table: &Counting,
) -> Result<Sheet, Problem> {
    let members = table.entries(actor, &statistics.opened);
    let members = members.map_err(|error| not_given_at_all(lang, &error))?;
    let spec = table.at.catalogue().get(ENTRIES).ok_or_else(Problem::not_found)?;
    let point = (&table.at, &actor.scope);
    let mut sheet = counted_sheet(app.ledger.db(), lang, point, (spec, statistics.dim), &members).await?;
    sheet.table.name = lang.tf("rounds.entries_of", &[("numbers", &state(lang, statistics, table))]);
    Ok(sheet)
}

/// As of when, and whose.
fn notes(lang: Lang, actor: &Actor, statistics: &Statistics) -> [String; 2] {
    let (at, opened) = (&statistics.present.at, &statistics.opened);
    let known = lang.tf("figures.known_by", &[("change", &at.snapshot.change())]);
    [
        format!("{} · {known}", layout::as_of_words(lang, at.true_on)),
        shell::of_whom(lang, actor, at, opened.chosen),
    ]
}

/// What the numbers mean, as of when, and whose they are.
fn definitions(lang: Lang, statistics: &Statistics, [as_of, whose]: [String; 2]) -> Sheet {
    let columns = vec![
        Column::new(lang.t("figures.figure"), 28.0, Format::Text),
        Column::new(lang.t("figures.definitions"), 100.0, Format::Text),
    ];
    let row = |head: &str, words: &str| vec![Value::text(head.to_owned()), Value::text(words.to_owned())];
    let mut rows = Vec::new();
    if let Some(spec) = statistics.present.at.catalogue().get(ENTRIES) {
        rows.push(row(title(lang, spec), footnote(lang, spec)));
    }
    rows.push(row(lang.t("rounds.unit_entries"), lang.t("rounds.entries_note")));
    rows.push(row(lang.t("ui.true_on"), &as_of));
    if let Some(words) = statistics.publication(lang) {
        rows.push(row(lang.t("rounds.frozen"), &words));
    }
    rows.push(row(lang.t("ui.scope"), &whose));
    let mut table = Table::new(lang.t("figures.definitions"), columns);
    table.autofilter = false;
    Sheet { table, rows }
}

fn file_name(lang: Lang, statistics: &Statistics) -> String {
    format!("{} {}", statistics.title(lang), statistics.present.at.true_on)
}
