//! The rows that wait, as a table to mend: each row is read again by the same rules ([`super::mending`] brings them in).

use super::beside::path_of;
use super::store::{Reach, by_id};
use super::{IMPORTS, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::history::Names;
use crate::imports::mend::{Mended, Waiting, mend};
use crate::imports::outcome::{Fate, Mode};
use crate::imports::parked::{KeptCell, KeptRow};
use crate::imports::problem::{Code, Place, Problem as Trouble};
use crate::imports::recognize::{Column, Layout, SheetLayout};
use crate::ledger::{Act, LedgerError, Origin, open_by};
use crate::text::Lang;
use crate::ui::field::{self, Field as FormField};
use crate::ui::pager::Pager;
use crate::ui::problems::{Found, problems};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::paging::{PAGE, Paging};
use crate::web::problem::Problem;
use db::Val;
use domain::facts::{Import, Kept, ParkedRow};
use maud::{Markup, html};

/// The name of the box by which a person agrees that a row holds, before the row's number.
pub(super) const HOLDS: &str = "holds.";
/// The name of the version of a row that the form shows, before the row's number.
pub(super) const SINCE: &str = "since.";
/// The name of the button that keeps what was typed and brings nothing in.
pub(super) const KEEP: &str = "keep";
/// Rows that are mended on one page.
const ROWS_SHOWN: usize = 20;

pub(super) async fn rows_of(app: &App, import: i64) -> Result<Vec<Kept<ParkedRow>>, LedgerError> {
    let mut rows = open_by::<ParkedRow>(app.ledger.db(), "import = $1", vec![Val::Int(import)]).await?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// A row with its cells as they are kept, to be brought in. `holds` says whether a person has agreed to what it overrides.
pub(super) fn as_kept(row: Kept<ParkedRow>, holds: bool) -> Waiting {
    let cells = cells_of(&row.cells);
    Waiting { kept: row, row: cells, holds, asked: true, answer: None }
}

/// The cells of a kept text.
pub(super) fn cells_of(text: &str) -> KeptRow {
    let nothing =
        || KeptRow { cells: Vec::new(), group: None, repeats: None, by_hand: Vec::new(), asks: Vec::new() };
    KeptRow::from_text(text).unwrap_or_else(nothing)
}

/// The table of a page's rows with what is wrong with each; nothing when none wait. Boxes and choices stand as `form` has them.
pub(super) async fn markup(
    app: &App,
    asked: &Asked,
    actor: &Actor,
    (import, layout): (&Kept<Import>, &Layout),
    form: &Form,
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
    let mut read = mend(&app.ledger, &actor.scope, act, (import, layout), &shown, None, Mode::DryRun).await?;
    let snapshot = app.ledger.live().current().await?;
    let reach = Reach::read(app.ledger.db(), snapshot.dimensions()).await?;
    hide_unseen(app, actor, &reach, &mut read).await?;
    let zones = parts::zones(snapshot.dimensions(), actor);
    let names = Names::of(app.ledger.db(), snapshot.dimensions(), &[]).await?;
    let here = asked.here.carried_to(&format!("{IMPORTS}/{}", import.id), &[PAGE]);
    let to = asked.here.carried_to(&format!("{IMPORTS}/{}/waiting", import.id), &[PAGE]);
    Ok(html! {
        h2 id="waiting" { (lang.t("imports.waiting_rows")) }
        p { (lang.t("imports.waiting_words")) }
        form method="post" action=(to) data-island="mending" data-pasted=(lang.t("imports.grid_pasted"))
            data-pasted-beyond=(lang.t("imports.grid_pasted_beyond")) {
            // The first button is the one that Enter presses in a cell: it brings nothing in.
            button.unseen type="submit" name=(KEEP) value="1" tabindex="-1" aria-hidden="true" { (lang.t("imports.keep_typed")) }
            input type="hidden" name="once" value=(asked.nonce.as_str());
            @if import.zone.is_none() {
                div.narrow { (field::select(lang, form, FormField::optional("zone", lang.t("imports.zone")), &zones)) }
            }
            @for sheet in &layout.sheets { (table(lang, form, sheet, &shown, (&read, &names))) }
            p.mending-status role="status" data-mending-status {}
            p.hint hidden data-mending-keys { (lang.t("imports.grid_keys")) }
            div.row {
                button.primary type="submit" { (lang.t("imports.bring_in_all")) }
                button type="submit" name=(KEEP) value="1" data-mending-keep { (lang.t("imports.keep_typed")) }
            }
        }
        (Pager { paging, total }.render(lang, &here))
    })
}

/// Leads nobody to an import that they don't reach.
async fn hide_unseen(app: &App, actor: &Actor, reach: &Reach, read: &mut Mended) -> Result<(), LedgerError> {
    for problem in read.problems.iter_mut().filter(|problem| problem.code == Code::ToldSince) {
        let import = problem.arg("import").and_then(|id| id.parse().ok());
        let import = match import {
            Some(id) => by_id(app.ledger.db(), id).await?,
            None => None,
        };
        if import.is_none_or(|import| !reach.sees(actor, &import)) {
            problem.args.retain(|(name, _)| *name != "import");
        }
    }
    Ok(())
}

fn table(lang: Lang, form: &Form, sheet: &SheetLayout, shown: &[Waiting], read: (&Mended, &Names)) -> Markup {
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
                tbody { @for row in rows { (line((lang, form), sheet, &columns, row, read)) } }
            }
        }
    }
}

fn line(
    (lang, form): (Lang, &Form),
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
    let is_other = own.iter().any(|problem| problem.code.asks_whether_same());
    let holds = lang.t(if is_other { "imports.holds_new" } else { "imports.holds" });
    let asks = own.iter().any(|problem| problem.code.suspicion().is_some());
    let is_bad =
        |column: &Column| own.iter().any(|problem| problem.blocks() && problem.col == Some(column.col));
    let wrong = |column: &Column| {
        let words = own
            .iter()
            .filter(|problem| problem.col == Some(column.col))
            .map(|problem| [problem.message(lang), problem.proposal(lang)].join(lang.t("ui.colon")));
        Some(words.collect::<Vec<_>>().join(" ")).filter(|words| !words.is_empty())
    };
    html! {
        tr {
            th.lead scope="row" {
                (row.kept.sheet) "!" (row.kept.row)
                input type="hidden" name={ (SINCE) (id) } value=(row.kept.since);
                @if let Some(group) = &row.row.group { div.muted.small { (group) } }
                div.row {
                    button type="submit" name="only" value=(id) { (lang.t("imports.bring_in_one")) }
                    button.link type="submit" name="drop" value=(id) { (lang.t("imports.drop_one")) }
                }
            }
            @for (index, column) in columns {
                @let text = row.row.cells.get(*index).map_or("", KeptCell::text);
                td.text data-label=(column.header) { input type="text" id=(cell_id(id, *index)) name={ "c." (id) "." (index) }
                    value=(text) autocomplete="off" aria-label={ (column.header) " " (row.kept.row) }
                    title=[wrong(column)] data-problem=[wrong(column).map(|words| format!("{}!{} {} {words}", row.kept.sheet, row.kept.row, column.header))]
                    aria-invalid=[is_bad(column).then_some("true")]; }
            }
        }
        tr { td.words colspan=(columns.len() + 1) {
            (problems(lang, &own.iter().map(|problem| at_its_cell(lang, sheet, id, problem)).collect::<Vec<_>>()))
            @if let Some(Fate::Changed(_, changes) | Fate::Stated(changes)) = fate {
                p { (lang.t("imports.would_change")) }
                ul { @for change in changes { li { (parts::changed(lang, names, change)) } } }
            }
            @if own.iter().any(|problem| problem.code.asks_whether_same()) {
                p { a.button href=(path_of(row.kept.import.0, id)) { (lang.t("imports.beside")) } }
            }
            @if repeated.is_some() || asks {
                @let name = format!("{HOLDS}{id}");
                label.tick { input type="checkbox" name=(name) value="1" checked[form.ticked(&name)]; span { (holds) } }
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
    let place = Place::of(sheet, at.checked_sub(1));
    Some(Trouble::at(&place, Code::DuplicateRow).with("first", first.to_string()))
}
