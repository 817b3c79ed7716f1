//! Rows that wait since other imports, held against what this one brings in: a row whose project and content came in waits no
//! longer. Where that isn't sure it waits on, and its page says which import told of the project since.

use super::headers::Field;
use super::monthly::own_month;
use super::parked::{KeptCell, KeptRow, read_parked};
use super::places::{Places, Words};
use super::recognize::{Layout, layout_from_text};
use super::rows::{Context, Draft, RowDraft};
use crate::ledger::{LedgerError, Writer};
use db::Val;
use domain::facts::{Import, ImportId, Kept, OrgId, ParkedRow};
use domain::text::fold;
use domain::{Day, Permission, Scope};
use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

/// A row that came in, and the zone of its project.
pub struct CameIn<'r> {
    /// The zone.
    pub zone: OrgId,
    /// What the row tells.
    pub row: &'r RowDraft,
    /// Whether the ledger learned anything from it.
    pub is_news: bool,
}

/// What an earlier import is read by.
struct ReadBy {
    /// The zone of its rows that name none.
    zone: Option<OrgId>,
    /// Its layout.
    layout: Layout,
    /// Whether the actor may edit wherever it belongs: its rows of which no zone is known are left alone else.
    is_reached: bool,
}

/// Ends the waiting of rows of imports other than `own` that came in with these.
///
/// # Errors
/// When the database fails.
pub async fn end_waiting(
    writer: &mut Writer,
    (scope, places, today): (&Scope, &Places, Day),
    came_in: &[CameIn<'_>],
    own: Option<ImportId>,
) -> Result<(), LedgerError> {
    if came_in.is_empty() {
        return Ok(());
    }
    let mut waiting = writer.open_by::<ParkedRow>("1 = 1", Vec::new()).await?;
    waiting.retain(|row| Some(row.import) != own);
    if waiting.is_empty() {
        return Ok(());
    }
    let named = by_name(came_in);
    let mut imports: HashMap<ImportId, Option<ReadBy>> = HashMap::new();
    for row in waiting {
        let Some(kept) = KeptRow::from_text(&row.cells) else { continue };
        let near = near(&named, &kept);
        if near.is_empty() {
            continue;
        }
        let read_by = match imports.entry(row.import) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => free.insert(read_by(writer, (scope, places), row.import).await?),
        };
        let Some(read_by) = read_by else { continue };
        let Some(draft) = draft(&read_by.layout, &row, &kept, today) else { continue };
        let zone = places.known_zone(Words::of(&draft.draft), read_by.zone);
        let is_reached = zone.is_some() || read_by.is_reached;
        if is_reached && near.iter().any(|at| holds(&came_in[*at], &draft, zone)) {
            writer.close(&row);
        }
    }
    Ok(())
}

/// The rows that came in by their numbers and names.
fn by_name(came_in: &[CameIn<'_>]) -> HashMap<String, Vec<usize>> {
    let mut named: HashMap<String, Vec<usize>> = HashMap::with_capacity(came_in.len());
    for (at, row) in came_in.iter().enumerate() {
        for field in [Field::OwnNo, Field::Title] {
            if let Some(name) = row.row.draft.text(field) {
                named.entry(fold(name)).or_default().push(at);
            }
        }
    }
    named
}

/// Those of them whose number or name stands in a cell of a row that waits.
fn near(named: &HashMap<String, Vec<usize>>, kept: &KeptRow) -> HashSet<usize> {
    let names = kept.cells.iter().map(KeptCell::text).filter(|text| !text.is_empty());
    names.filter_map(|name| named.get(&fold(name))).flatten().copied().collect()
}

async fn read_by(
    writer: &mut Writer,
    (scope, places): (&Scope, &Places),
    import: ImportId,
) -> Result<Option<ReadBy>, LedgerError> {
    let import = writer.open_by::<Import>("id = $1", vec![Val::Int(import.0)]).await?.pop();
    let Some(import) = import else { return Ok(None) };
    let Some(layout) = layout_from_text(&import.layout) else { return Ok(None) };
    let mut orgs = belongs(writer, places, &import).await?;
    let is_reached = orgs.all(|org| scope.may(Permission::Edit, org));
    Ok(Some(ReadBy { zone: import.zone, layout, is_reached }))
}

/// Where an import belongs: in its zone, and where its maker holds a role; else at the root of the tree.
async fn belongs(
    writer: &mut Writer,
    places: &Places,
    import: &Kept<Import>,
) -> Result<impl Iterator<Item = OrgId>, LedgerError> {
    let sql = "SELECT g.org FROM account_grant g JOIN change c ON c.actor = g.\"user\" \
               WHERE g.until IS NULL AND c.id = (SELECT MIN(i.since) FROM import i WHERE i.id = $1)";
    let held = writer.query::<i64>(sql, vec![Val::Int(import.id)]).await?;
    let roots: Vec<OrgId> = if held.is_empty() { places.roots().collect() } else { Vec::new() };
    Ok(held.into_iter().map(OrgId).chain(roots).chain(import.zone))
}

/// What a waiting row tells of a project; nothing where its sheet lists records.
fn draft(layout: &Layout, row: &ParkedRow, kept: &KeptRow, today: Day) -> Option<RowDraft> {
    let sheet = layout.sheets.iter().find(|sheet| *sheet.name == *row.sheet)?;
    let context = Context { layout: sheet, date_1904: layout.date_1904, today, by_hand: &kept.by_hand };
    let index = u32::try_from(row.row).ok()?.checked_sub(1)?;
    sheet.record().is_none().then(|| read_parked(context, index, kept))
}

/// Whether a row that came in means the project of one that waits, in that zone, and tells all that could be read of it. What
/// a later row says of the same thing goes before it, where it is news and the number, or the name at the same place of the
/// sheet, leaves no doubt that it is the same row; else both have to say the same.
fn holds(later: &CameIn<'_>, waiting: &RowDraft, zone: Option<OrgId>) -> bool {
    let (one, other) = (&waiting.draft, &later.row.draft);
    let names = |field| (one.text(field).map(fold), other.text(field).map(fold));
    let (numbers, titles) = (names(Field::OwnNo), names(Field::Title));
    let same = |(one, other): &(Option<String>, Option<String>)| one.is_some() && one == other;
    let differ =
        |(one, other): &(Option<String>, Option<String>)| one.is_some() && other.is_some() && one != other;
    let elsewhere = zone.is_some_and(|zone| zone != later.zone);
    let is_same = (same(&numbers) || same(&titles)) && !differ(&numbers) && !differ(&titles);
    if elsewhere || !is_same || own_month(one) != own_month(other) {
        return false;
    }
    let same_place = waiting.place.sheet == later.row.place.sheet && waiting.row == later.row.row;
    let is_sure =
        later.is_news && (same(&numbers) || same_place) && zone.is_some() && waiting.repeats.is_none();
    tells_all(other, one, !is_sure)
}

/// Whether a draft tells all that another tells, be it otherwise, or in the same words where it has to be `the_same`.
fn tells_all(draft: &Draft, other: &Draft, the_same: bool) -> bool {
    let is_place = |field: Field| matches!(field, Field::Zone | Field::City | Field::County);
    let fields = other
        .told
        .iter()
        .filter(|told| !is_place(told.field))
        .all(|told| draft.get(told.field).is_some_and(|own| !the_same || own.value == told.value));
    let notes = other.notes.iter().all(|(label, text)| {
        draft.notes.iter().any(|(own, said)| own == label && (!the_same || said == text))
    });
    fields && notes
}
