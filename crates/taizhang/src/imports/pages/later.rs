//! The rows of an import that waited and came in with another one.

use super::store::{Brought, CameLater, Reach, by_id, came_later};
use super::waiting::cells_of;
use super::{IMPORTS, parts};
use crate::actor::Actor;
use crate::app::App;
use crate::imports::headers::Field;
use crate::imports::parked::KeptCell;
use crate::imports::recognize::Layout;
use crate::ledger::LedgerError;
use crate::text::Lang;
use maud::{Markup, html};

/// Rows that are named of each import.
const NAMED_MAX: usize = 50;

/// The rows, by the import that brought them in; nothing where there are none.
pub(super) async fn markup(
    app: &App,
    (lang, actor): (Lang, &Actor),
    import: i64,
    layout: Option<&Layout>,
) -> Result<Markup, LedgerError> {
    let db = app.ledger.db();
    let rows = came_later(db, import).await?;
    if rows.is_empty() {
        return Ok(html! {});
    }
    let snapshot = app.ledger.live().current().await?;
    let reach = Reach::read(db, snapshot.dimensions()).await?;
    let mut lines = Vec::new();
    for rows in rows.chunk_by(|one, other| one.import == other.import) {
        let Some(other) = by_id(db, rows[0].import).await? else { continue };
        let is_seen = reach.sees(actor, &other);
        lines.push(line(lang, (&other, is_seen), rows, layout));
    }
    Ok(html! {
        h2 { (lang.t("imports.came_later")) }
        ul { @for line in lines { (line) } }
    })
}

fn line(
    lang: Lang,
    (other, is_seen): (&Brought, bool),
    rows: &[CameLater],
    layout: Option<&Layout>,
) -> Markup {
    let more = rows.len().saturating_sub(NAMED_MAX);
    let named: Vec<String> = rows.iter().take(NAMED_MAX).map(|row| called(row, layout)).collect();
    html! {
        li {
            @if is_seen { a href={ (IMPORTS) "/" (other.id) } { (other.name) } } @else { (other.name) }
            (lang.t("ui.colon")) (lang.gap()) (lang.list(&named))
            @if more > 0 { " " (lang.tf("imports.came_later_more", &[("n", &parts::counted(more))])) }
        }
    }
}

/// 汇总!4 轴承项目.
fn called(row: &CameLater, layout: Option<&Layout>) -> String {
    let sheet = layout.and_then(|layout| layout.sheets.iter().find(|sheet| *sheet.name == *row.sheet));
    let column = |field| sheet?.columns.iter().position(|column| column.field == Some(field));
    let kept = cells_of(&row.cells);
    let title = column(Field::Title).and_then(|at| kept.cells.get(at)).map_or("", KeptCell::text);
    format!("{}!{} {title}", row.sheet, row.row).trim_end().to_owned()
}
