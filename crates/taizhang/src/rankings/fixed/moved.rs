//! Why a fixed ranking would be another today: the parts of each score as they were fixed, and as the ledger knows them now.

use super::run::{Order, Run};
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::KnownBy;
use crate::bulletins::kept::Stored;
use crate::rankings::PATH;
use crate::rankings::asked::to_unit;
use crate::scores::annex::{RANK, SCORE};
use crate::shell;
use crate::text::Lang;
use crate::ui::figure_link;
use crate::ui::layout::{self, CARRIED, Noun};
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::asked::Asked;
use crate::web::page as answer;
use crate::web::problem::Problem;
use ::figures::bulletin::{self, Cell, Draft};
use axum::extract::{Path, State};
use axum::response::Response;
use domain::Permission;
use domain::facts::{Bulletin, Kept};
use maud::{Markup, html};

/// The page.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let found = Stored::named(&app.ledger, &id.to_string()).await?;
    let fixed = found.filter(|it| actor.may(Permission::Read, it.org)).ok_or_else(Problem::not_found)?;
    let run = today(&app, &actor, &fixed).await?;
    let kept = Stored::of(&app.ledger, &actor.scope, fixed.clone()).await;
    let kept = kept.map_err(|error| Problem::internal(&*error))?;
    // What was fixed speaks its own language; today's numbers stand beside it in the same words.
    let (old, new) = (kept.draft(), run.draft(kept.lang()));
    let moves = moves(old, &new);
    let title = lang.t("rankings.fixed_moved");
    let body = html! {
        (layout::heading(title, &html! { a href=(asked.here.carried_to(PATH, &CARRIED)) { (lang.t("rankings.schemes")) } }))
        p { a href={ "/bulletins/" (fixed.id) } { (fixed.title) } }
        p { (lang.tf("rankings.fixed_moved_words", &[("old", &fixed.known_by), ("new", &run.at.snapshot.change())])) }
        @if old.edition != new.edition || old.notes != new.notes {
            p { (lang.tf("rankings.fixed_other_scheme", &[("old", &note(old)), ("new", &note(&new))])) }
        }
        @if moves.is_empty() { p.muted { (lang.t("rankings.fixed_same")) } }
        @else { (table(lang, &asked, &run, &moves)) }
    };
    let day = app.ledger.clock().today();
    let frame = shell::of(&asked, &actor, Noun::Figures, day, Some(&run.at));
    Ok(answer::full(&asked, layout::page(&frame, title, &body)))
}

/// The same period by what is known now.
async fn today(app: &App, actor: &Actor, fixed: &Kept<Bulletin>) -> Result<Run, Problem> {
    let (scheme, level) = fixed.ranking().ok_or_else(Problem::not_found)?;
    let level = level.parse().map_err(|_| Problem::not_found())?;
    let order = Order { scheme, level, org: fixed.org, last_day: fixed.true_on, known_by: KnownBy::Now };
    Run::of(app, &actor.scope, &order).await
}

fn note(draft: &Draft) -> &str {
    draft.notes.first().map_or("", |note| note.text.as_str())
}

/// A number of a unit that is printed otherwise.
struct Move {
    unit: String,
    name: String,
    column: String,
    /// Whether it is the score or the rank, not a part.
    is_whole: bool,
    old: Option<Cell>,
    new: Option<Cell>,
}

/// A unit's row with the table in which it stands.
type Ranked<'a> = (&'a bulletin::Table, &'a bulletin::Row);

fn rows(draft: &Draft) -> Vec<Ranked<'_>> {
    let tables = draft.annexes.iter().flat_map(|annex| &annex.tables);
    tables.flat_map(|table| table.rows.iter().map(move |row| (table, row))).collect()
}

/// What is printed otherwise, unit by unit as they were ranked, those that were not ranked then at the end.
fn moves(old: &Draft, new: &Draft) -> Vec<Move> {
    let (before, after) = (rows(old), rows(new));
    let of = |rows: &[Ranked<'_>], unit: &str| rows.iter().position(|(_, row)| row.key == unit);
    let mut moves = Vec::new();
    for was in &before {
        let is = of(&after, &was.1.key).map(|place| after[place]);
        moves.extend(of_unit(Some(*was), is));
    }
    for is in after.iter().filter(|(_, row)| of(&before, &row.key).is_none()) {
        moves.extend(of_unit(None, Some(*is)));
    }
    moves
}

fn of_unit(was: Option<Ranked<'_>>, is: Option<Ranked<'_>>) -> Vec<Move> {
    let numbered = |it: &bulletin::Column| it.key == RANK || it.key == SCORE || !it.key.starts_with(':');
    let columns = |it: Option<Ranked<'_>>| -> Vec<(String, String)> {
        let columns = it.map(|(table, _)| table.columns.iter().filter(|it| numbered(it)));
        columns.into_iter().flatten().map(|it| (it.key.clone(), it.head.clone())).collect()
    };
    let mut all = columns(was);
    for column in columns(is) {
        if !all.iter().any(|(key, _)| *key == column.0) {
            all.push(column);
        }
    }
    let cell = |it: Option<Ranked<'_>>, key: &str| {
        let (table, row) = it?;
        let place = table.columns.iter().position(|column| column.key == key)?;
        row.cells.get(place).cloned()
    };
    let Some((_, row)) = was.or(is) else { return Vec::new() };
    let name = row.cells.get(1).map_or("", |cell| cell.printed.as_str());
    let one = |(key, column): (String, String)| {
        let (old, new) = (cell(was, &key), cell(is, &key));
        let printed = |it: &Option<Cell>| it.as_ref().map(|cell| cell.printed.clone());
        (printed(&old) != printed(&new)).then(|| Move {
            unit: row.key.clone(),
            name: name.to_owned(),
            column,
            is_whole: key.starts_with(':'),
            old,
            new,
        })
    };
    all.into_iter().filter_map(one).collect()
}

fn table(lang: Lang, asked: &Asked, run: &Run, moves: &[Move]) -> Markup {
    let columns = vec![
        Column::new("unit", lang.t("rankings.unit"), Kind::Lead),
        Column::new("item", lang.t("rankings.item"), Kind::Text),
        Column::new("old", lang.t("rankings.fixed_then"), Kind::Number),
        Column::new("new", lang.t("rankings.fixed_now"), Kind::Number),
        Column::new("more", lang.t("rankings.more"), Kind::Number),
    ];
    let here = asked.here.carried_to("", &["lang", shell::SCOPE]);
    let here = here.with(crate::as_of::TRUE_ON, &run.at.true_on.to_string());
    let here = here.with(crate::rankings::asked::LEVEL, run.level.name());
    let row = |it: &Move| {
        let to = to_unit(&here, &run.ranked.scheme.name, &it.unit, "");
        let cell = |cell: &Option<Cell>| match cell {
            Some(cell) if !cell.printed.is_empty() => html! { (cell.printed) },
            _ => figure_link::unknown(lang.t("rankings.takes_no_part")),
        };
        Row {
            id: format!("{}-{}", it.unit, it.column),
            name: format!("{} {}", it.name, it.column),
            cells: vec![
                html! { a href=(to) { (it.name) } },
                html! { @if it.is_whole { strong { (it.column) } } @else { (it.column) } },
                cell(&it.old),
                cell(&it.new),
                html! { (difference(it).unwrap_or_default()) },
            ],
        }
    };
    Table::new(lang.t("rankings.fixed_moved"), &asked.here, columns, moves.iter().map(row).collect())
        .render(lang)
}

/// By how much, of numbers with the same places.
fn difference(it: &Move) -> Option<String> {
    let number = |cell: &Option<Cell>| cell.as_ref().and_then(|cell| cell.number);
    let ((old, places), (new, of_new)) = (number(&it.old)?, number(&it.new)?);
    let difference = (places == of_new).then(|| new.checked_sub(old)).flatten()?;
    let sign = if difference < 0 { "−" } else { "+" };
    let scale = 10_u64.checked_pow(places.into())?;
    let (whole, rest) = (difference.unsigned_abs() / scale, difference.unsigned_abs() % scale);
    Some(match places {
        0 => format!("{sign}{whole}"),
        places => format!("{sign}{whole}.{rest:0width$}", width = usize::from(places)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_the_places_of_what_it_is_between() {
        let of = |old, new| {
            let cell = |number| Some(Cell { number: Some(number), ..Cell::default() });
            let (unit, name, column) = (String::new(), String::new(), String::new());
            difference(&Move { unit, name, column, is_whole: false, old: cell(old), new: cell(new) })
        };
        assert_eq!(of((3567, 2), (2000, 2)).as_deref(), Some("−15.67"));
        assert_eq!(of((3567, 2), (3572, 2)).as_deref(), Some("+0.05"));
        assert_eq!(of((2, 0), (1, 0)).as_deref(), Some("−1"));
        assert_eq!(of((20, 1), (2000, 2)), None);
    }
}
