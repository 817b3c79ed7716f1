//! The rows that wait, as a table to mend: each row is read again by the same rules and brought in as a new change.

use super::one::{markup as import_page, reached};
use super::{IMPORTS, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::history::Names;
use crate::imports::mend::{Mended, Waiting, mend};
use crate::imports::outcome::{Fate, Mode};
use crate::imports::parked::{KeptCell, KeptRow};
use crate::imports::problem::{Code, Place, Problem as Trouble};
use crate::imports::recognize::{Column, Layout, SheetLayout, layout_from_text};
use crate::ledger::{Act, LedgerError, Origin, open_by, open_one};
use crate::once_only::repeated;
use crate::text::Lang;
use crate::ui::field::{self, Field as FormField};
use crate::ui::pager::Pager;
use crate::ui::problems::{Found, problems};
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::paging::Paging;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use db::Val;
use domain::Permission;
use domain::facts::{Import, Kept, OrgId, ParkedRow};
use domain::limits::{CELL_MAX_CHARS, CODE_MAX_CHARS};
use maud::{Markup, html};
use std::sync::Arc;

/// The name of the box by which a person agrees that a row holds, before the row's number.
const HOLDS: &str = "holds.";
/// Rows that are mended on one page.
const ROWS_SHOWN: usize = 20;

async fn rows_of(app: &App, import: i64) -> Result<Vec<Kept<ParkedRow>>, LedgerError> {
    let mut rows = open_by::<ParkedRow>(app.ledger.db(), "import = $1", vec![Val::Int(import)]).await?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// A row with its cells as they are kept. `holds` says whether a person has agreed to what it overrides.
fn as_kept(row: Kept<ParkedRow>, holds: bool) -> Waiting {
    let nothing = || KeptRow { cells: Vec::new(), group: None, repeats: None, by_hand: Vec::new() };
    let cells = KeptRow::from_text(&row.cells).unwrap_or_else(nothing);
    Waiting { kept: row, row: cells, holds }
}

/// The table of a page's rows with what is wrong with each; nothing when none wait.
pub(super) async fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (import, layout): (&Kept<Import>, &Layout),
) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let rows = rows_of(app, import.id).await?;
    if rows.is_empty() {
        return Ok(html! {});
    }
    let total = rows.len();
    let paging = Paging { size: ROWS_SHOWN, ..Paging::of(&asked.here) }.within(total);
    // Read as if all were agreed to: so each row shows what it would change, before anybody agrees.
    let shown: Vec<Waiting> = paging.slice(&rows).iter().cloned().map(|row| as_kept(row, true)).collect();
    let act = Act::new(Some(actor.user), Origin::Web);
    let read = mend(&app.ledger, &actor.scope, act, (import, layout), &shown, None, Mode::DryRun).await?;
    let snapshot = app.ledger.live().current().await?;
    let zones = parts::zones(snapshot.dimensions(), actor);
    let names = Names::of(app.ledger.db(), snapshot.dimensions(), &[]).await?;
    let form = Form::default();
    Ok(html! {
        h2 id="waiting" { (lang.t("imports.waiting_rows")) }
        p { (lang.t("imports.waiting_words")) }
        form method="post" action={ (IMPORTS) "/" (import.id) "/waiting" } {
            input type="hidden" name="once" value=(asked.nonce.as_str());
            @if import.zone.is_none() {
                div.narrow { (field::select(lang, &form, FormField::optional("zone", lang.t("imports.zone")), &zones)) }
            }
            @for sheet in &layout.sheets { (table(lang, sheet, &shown, (&read, &names))) }
            div.row { button.primary type="submit" { (lang.t("imports.bring_in_all")) } }
        }
        (Pager { paging, total }.render(lang, &asked.here))
    })
}

fn table(lang: Lang, sheet: &SheetLayout, shown: &[Waiting], read: (&Mended, &Names)) -> Markup {
    let rows: Vec<&Waiting> = shown.iter().filter(|row| *row.kept.sheet == *sheet.name).collect();
    if rows.is_empty() {
        return html! {};
    }
    let is_used = |index: usize| {
        rows.iter().any(|row| row.row.cells.get(index).is_some_and(|cell| !cell.text().is_empty()))
    };
    let columns: Vec<(usize, &Column)> = sheet
        .columns
        .iter()
        .enumerate()
        .filter(|(index, column)| column.field.is_some() || is_used(*index))
        .collect();
    html! {
        div.grid-wrap.short tabindex="0" role="region" aria-label=(sheet.name) {
            table.grid.fold {
                thead { tr {
                    th.lead scope="col" { (lang.t("imports.row")) }
                    @for (_, column) in &columns { th.text scope="col" { (column.header) } }
                } }
                tbody { @for row in rows { (line(lang, sheet, &columns, row, read)) } }
            }
        }
    }
}

fn line(
    lang: Lang,
    sheet: &SheetLayout,
    columns: &[(usize, &Column)],
    row: &Waiting,
    (read, names): (&Mended, &Names),
) -> Markup {
    let (id, at) = (row.kept.id, u32::try_from(row.kept.row).unwrap_or_default());
    let own = read.problems.iter();
    let own = own.filter(|problem| problem.place.sheet == sheet.name && problem.place.row == Some(at));
    let fate = read.rows.iter().find(|it| it.sheet == sheet.name && it.row == at).map(|it| &it.fate);
    let repeated = repetition(sheet, row, at, fate);
    let has_reason = own.clone().any(|problem| problem.code == Code::DuplicateRow);
    let own: Vec<&Trouble> = own.chain(repeated.as_ref().filter(|_| !has_reason)).collect();
    let asks = own.iter().any(|problem| problem.code.suspicion().is_some());
    let is_bad =
        |column: &Column| own.iter().any(|problem| problem.blocks() && problem.col == Some(column.col));
    html! {
        tr {
            th.lead scope="row" {
                (row.kept.sheet) "!" (row.kept.row)
                @if let Some(group) = &row.row.group { div.muted.small { (group) } }
                div.row {
                    button type="submit" name="only" value=(id) { (lang.t("imports.bring_in_one")) }
                    button.link type="submit" name="drop" value=(id) { (lang.t("imports.drop_one")) }
                }
            }
            @for (index, column) in columns {
                @let text = row.row.cells.get(*index).map_or("", KeptCell::text);
                td.text data-label=(column.header) { input type="text" id=(cell_id(id, *index)) name={ "c." (id) "." (index) }
                    value=(text) aria-label={ (column.header) " " (row.kept.row) }
                    aria-invalid=[is_bad(column).then_some("true")]; }
            }
        }
        tr { td.words colspan=(columns.len() + 1) {
            (problems(lang, &own.iter().map(|problem| at_its_cell(lang, sheet, id, problem)).collect::<Vec<_>>()))
            @if let Some(Fate::Changed(_, changes) | Fate::Stated(changes)) = fate {
                p { (lang.t("imports.would_change")) }
                ul { @for change in changes { li { (parts::changed(lang, names, change)) } } }
            }
            @if repeated.is_some() || asks {
                label.tick { input type="checkbox" name={ (HOLDS) (id) } value="1"; span { (lang.t("imports.holds")) } }
            }
        } }
    }
}

/// The cell of a waiting row, for links.
fn cell_id(row: i64, column: usize) -> String {
    format!("cell-{row}-{column}")
}

/// A problem that leads to its cell in the table, which may be wider than the window.
fn at_its_cell(lang: Lang, sheet: &SheetLayout, row: i64, problem: &Trouble) -> Found {
    let column = problem.col.and_then(|col| sheet.columns.iter().position(|column| column.col == col));
    let found = parts::found(lang, problem);
    Found { href: column.map(|column| format!("#{}", cell_id(row, column))).or(found.href), ..found }
}

/// That another row of the file tells otherwise of the project, which the ledger has: bringing this one in is to be agreed.
fn repetition(sheet: &SheetLayout, row: &Waiting, at: u32, fate: Option<&Fate>) -> Option<Trouble> {
    let first = row.row.repeats.filter(|_| !matches!(fate, Some(Fate::New(..))))?;
    let place = Place { sheet_index: sheet.index, sheet: Arc::clone(&sheet.name), row: Some(at) };
    Some(Trouble::at(&place, Code::DuplicateRow).with("first", first.to_string()))
}

/// Reads the rows as they were mended and brings in what is fine.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let lang = asked.lang;
    let brought = reached(&app, &actor, id).await?;
    let import = open_one::<Import>(app.ledger.db(), id).await?.ok_or_else(Problem::conflict)?;
    let layout =
        layout_from_text(&import.layout).ok_or_else(|| Problem::internal(&"the layout is unreadable"))?;
    let here = format!("{IMPORTS}/{id}");
    let act = Act::new(Some(actor.user), Origin::Web).keyed(form.text("once", CODE_MAX_CHARS));
    if let Ok(dropped) = form.value("drop").parse::<i64>() {
        return drop_row(&app, &asked, act, (&import, dropped)).await;
    }
    let only = form.value("only").parse::<i64>().ok();
    let rows = rows_of(&app, id).await?.into_iter().filter(|row| only.is_none_or(|only| row.id == only));
    let holds = |row: &Kept<ParkedRow>| form.ticked(&format!("{HOLDS}{}", row.id));
    let typed = rows.filter_map(|row| {
        let is_agreed = holds(&row);
        mended(&form, as_kept(row, is_agreed), &layout)
    });
    let typed: Vec<Waiting> = typed.collect();
    let zone = form.value("zone").parse::<OrgId>().ok().filter(|zone| actor.may(Permission::Edit, *zone));
    let mended = mend(&app.ledger, &actor.scope, act, (&import, &layout), &typed, zone, Mode::Commit).await;
    let mended = match mended {
        Err(LedgerError::Repeated(_)) => return Ok(repeated(&asked, &here)),
        mended => mended?,
    };
    let done = mended.brought_in();
    if done == 0 {
        let again = import_page(&app, &asked, &actor, &brought).await?;
        return Ok(page::refused(&asked, again));
    }
    // Those of other pages, and those that were not asked for, wait as well.
    let left = rows_of(&app, id).await?.len();
    let key = if left == 0 { "imports.mended_all" } else { "imports.mended" };
    let said = Flash::saying(lang.tf(key, &[("n", &done), ("left", &left)]));
    Ok(page::redirect(&asked, &here, Some(&said)))
}

/// The row with the cells that the form holds; `None` when the form doesn't speak of the row. A cell that wasn't touched
/// stays a number if it was one.
fn mended(form: &Form, row: Waiting, layout: &Layout) -> Option<Waiting> {
    let sheet = layout.sheets.iter().find(|sheet| *sheet.name == *row.kept.sheet)?;
    let (id, mut is_shown) = (row.kept.id, false);
    let mut by_hand = row.row.by_hand.clone();
    let cells = (0..sheet.columns.len()).map(|index| {
        let old = row.row.cells.get(index).cloned().unwrap_or(KeptCell::Text(String::new()));
        let name = format!("c.{id}.{index}");
        let Some(typed) = form.pairs().find(|(field, _)| *field == name).map(|(_, typed)| typed) else {
            return old;
        };
        is_shown = true;
        let is_same = typed == old.text().replace(['\r', '\n'], "").trim();
        if is_same {
            return old;
        }
        by_hand.push(index);
        KeptCell::Text(typed.chars().take(CELL_MAX_CHARS).collect())
    });
    let cells = cells.collect();
    by_hand.sort_unstable();
    by_hand.dedup();
    let cells = KeptRow { cells, by_hand, ..row.row.clone() };
    is_shown.then_some(Waiting { row: cells, ..row })
}

/// Lets a row go that is none: it stays in the original file and in the journal.
async fn drop_row(
    app: &App,
    asked: &Asked,
    act: Act,
    (import, row): (&Kept<Import>, i64),
) -> Result<Response, Problem> {
    let here = format!("{IMPORTS}/{}", import.id);
    let rows = rows_of(app, import.id).await?;
    let row = rows.iter().find(|waiting| waiting.id == row).ok_or_else(Problem::conflict)?;
    let mut writer = match app.ledger.write(act).await {
        Err(LedgerError::Repeated(_)) => return Ok(repeated(asked, &here)),
        writer => writer?,
    };
    writer.close(row);
    writer.came_from(Origin::Import(domain::facts::ImportId(import.id)));
    writer.commit().await?;
    Ok(page::redirect(asked, &here, Some(&Flash::saying(asked.lang.t("imports.dropped")))))
}
