//! The rows that wait, as they were mended: what is fine comes in as a new change. Whatever button was pressed, nothing that was
//! typed is lost: the cells of every row of the form are kept with the rows that wait on, and the page that follows shows them.

use super::IMPORTS;
use super::one::{markup as import_page, reached};
use super::waiting::{HOLDS, KEEP, SINCE, as_kept, cells_of, rows_of};
use crate::actor::Actor;
use crate::app::App;
use crate::imports::mend::{Mended, Waiting, keep_typed, mend};
use crate::imports::outcome::Mode;
use crate::imports::parked::{KeptCell, KeptRow};
use crate::imports::recognize::{Layout, layout_from_text};
use crate::ledger::{Act, LedgerError, Origin, open_one};
use crate::once_only::repeated;
use crate::text::Lang;
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::paging::PAGE;
use crate::web::problem::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use db::Val;
use domain::Permission;
use domain::facts::{Import, ImportId, Kept, OrgId, ParkedRow};
use domain::limits::{CELL_MAX_CHARS, CODE_MAX_CHARS};

/// The parameter that names a row whose box stays ticked on the page that follows.
const TICKED: &str = "ticked";
/// The zone of rows that name none.
const ZONE: &str = "zone";

/// The boxes and choices that an address carries from one answer to the next, as the form has them.
pub(super) fn carried(asked: &Asked) -> Form {
    let ticked = asked.here.all(TICKED).map(|row| (format!("{HOLDS}{row}"), "1"));
    let zone = asked.here.get(ZONE).map(|zone| (ZONE.to_owned(), zone));
    Form::filled(ticked.chain(zone))
}

/// Brings in what was asked for: one row, all of the page, or nothing but what was typed.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    actor: Actor,
    Path(id): Path<i64>,
    mut form: Form,
) -> Result<Response, Problem> {
    let brought = reached(&app, &actor, id).await?;
    let import = open_one::<Import>(app.ledger.db(), id).await?.ok_or_else(Problem::conflict)?;
    let layout =
        layout_from_text(&import.layout).ok_or_else(|| Problem::internal(&"the layout is unreadable"))?;
    let act = Act::new(Some(actor.user), Origin::Web).keyed(form.text("once", CODE_MAX_CHARS));
    let mut typed = typed(&app, &form, &import, &layout).await?;
    if let Ok(dropped) = form.value("drop").parse::<i64>() {
        return drop_row(&app, &asked, act, (&import, dropped), (&form, &typed)).await;
    }
    let only = form.value("only").parse::<i64>().ok();
    let keeps = form.ticked(KEEP);
    for row in &mut typed {
        row.asked = !keeps && only.is_none_or(|only| row.kept.id == only);
    }
    let zone = form.value(ZONE).parse::<OrgId>().ok().filter(|zone| actor.may(Permission::Edit, *zone));
    let mended = mend(&app.ledger, &actor.scope, act, (&import, &layout), &typed, zone, Mode::Commit).await;
    let mended = match mended {
        Err(LedgerError::Repeated(_)) => return Ok(repeated(&asked, &next(&asked, id, &form, &[]))),
        mended => mended?,
    };
    if mended.brought_in() == 0 && !keeps {
        let again = import_page(&app, &asked, &actor, &brought, &form).await?;
        return Ok(page::refused(&asked, again));
    }
    // Those of other pages, and those that were not asked for, wait as well.
    let left = rows_of(&app, id).await?;
    let said = Flash::saying(words(asked.lang, &mended, (keeps, left.len())));
    Ok(page::redirect(&asked, &next(&asked, id, &form, &left), Some(&said)))
}

/// What is said of it.
fn words(lang: Lang, mended: &Mended, (keeps, left): (bool, usize)) -> String {
    if keeps {
        return lang.t("imports.typed_kept_only").to_owned();
    }
    let key = if left == 0 { "imports.mended_all" } else { "imports.mended" };
    let done = lang.tf(key, &[("n", &mended.brought_in()), ("left", &left)]);
    let kept = if mended.kept > 0 { lang.t("imports.typed_kept") } else { "" };
    [done.as_str(), kept].join(lang.gap()).trim_end().to_owned()
}

/// The import's page, at the same rows and with the boxes and the zone as they were chosen.
fn next(asked: &Asked, id: i64, form: &Form, left: &[Kept<ParkedRow>]) -> String {
    let here = asked.here.carried_to(&format!("{IMPORTS}/{id}"), &[PAGE]);
    if left.is_empty() {
        return here.to_string();
    }
    let ticked = left.iter().filter(|row| form.ticked(&format!("{HOLDS}{}", row.id)));
    let here = ticked.fold(here, |here, row| here.and(TICKED, &row.id.to_string()));
    match form.value(ZONE) {
        "" => here.to_string(),
        zone => here.and(ZONE, zone).to_string(),
    }
}

/// The rows that the form shows, with the cells that it holds.
async fn typed(
    app: &App,
    form: &Form,
    import: &Kept<Import>,
    layout: &Layout,
) -> Result<Vec<Waiting>, LedgerError> {
    let mut rows = Vec::new();
    for row in rows_of(app, import.id).await? {
        let shown = as_shown(app, form, &row).await?;
        let holds = form.ticked(&format!("{HOLDS}{}", row.id));
        rows.extend(mended(form, as_kept(row, holds), &shown, layout));
    }
    Ok(rows)
}

/// The row's cells as the form had shown them, where somebody else has written the row since.
async fn as_shown(app: &App, form: &Form, row: &Kept<ParkedRow>) -> Result<KeptRow, LedgerError> {
    let since = form.value(&format!("{SINCE}{}", row.id)).parse::<i64>().ok();
    let before = match since.filter(|since| *since != row.since.0) {
        None => None,
        Some(since) => {
            let sql = "SELECT cells FROM parked_row WHERE id = $1 AND since = $2";
            let vals = vec![Val::Int(row.id), Val::Int(since)];
            app.ledger.db().query_opt::<String>(sql, vals).await?
        }
    };
    Ok(cells_of(before.as_deref().unwrap_or(&row.cells)))
}

/// The row with the cells that the form holds; `None` when the form doesn't speak of the row. A cell that wasn't touched
/// stays as it is by now, and a number if it was one.
fn mended(form: &Form, row: Waiting, shown: &KeptRow, layout: &Layout) -> Option<Waiting> {
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
        let was = shown.cells.get(index).map_or("", KeptCell::text);
        let is_same = typed == was.replace(['\r', '\n'], "").trim();
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

/// Lets a row go that is none: it stays in the original file and in the journal. What was typed in the others is kept.
async fn drop_row(
    app: &App,
    asked: &Asked,
    act: Act,
    (import, row): (&Kept<Import>, i64),
    (form, typed): (&Form, &[Waiting]),
) -> Result<Response, Problem> {
    let rows = rows_of(app, import.id).await?;
    let row = rows.iter().find(|waiting| waiting.id == row).ok_or_else(Problem::conflict)?;
    let mut writer = match app.ledger.write(act).await {
        Err(LedgerError::Repeated(_)) => return Ok(repeated(asked, &next(asked, import.id, form, &[]))),
        writer => writer?,
    };
    let others = typed.iter().filter(|waiting| waiting.kept.id != row.id);
    let kept = others.filter(|other| keep_typed(&mut writer, other)).count();
    writer.close(row);
    writer.came_from(Origin::Import(ImportId(import.id)));
    writer.commit().await?;
    let left: Vec<_> = rows.iter().filter(|waiting| waiting.id != row.id).cloned().collect();
    let kept = if kept > 0 { asked.lang.t("imports.typed_kept") } else { "" };
    let said = [asked.lang.t("imports.dropped"), kept].join(asked.lang.gap());
    Ok(page::redirect(asked, &next(asked, import.id, form, &left), Some(&Flash::saying(said.trim_end()))))
}
