//! The rows that a change writes, from the first that is made to the last that the database has.

use super::hash::{Chain, Part};
use super::table::ValSink;
use db::Val;
use domain::facts::{ChangeId, Record, RecordKind};
use std::collections::BTreeMap;

/// Columns of every row before the record's own: id, since, source.
const FIXED_COLUMNS: usize = 3;

/// Rows by kind: of records that are new with the change, and of others.
pub(super) struct Rows {
    /// Ids from here on are new with the change.
    first_id: i64,
    created: BTreeMap<RecordKind, Bundle>,
    rewritten: BTreeMap<(RecordKind, i64), Vec<Val>>,
    handed: BTreeMap<RecordKind, Handed>,
}

/// New records of one kind, ascending, and their columns one row after the other.
#[derive(Default)]
struct Bundle {
    ids: Vec<i64>,
    cells: Vec<Val>,
}

/// Rows that the database has: their number, the last id, and what the chain hashes of them.
#[derive(Default)]
struct Handed {
    rows: usize,
    last_id: i64,
    part: Part,
}

impl Rows {
    /// None yet; ids from `first_id` on will be new.
    pub(super) fn new(first_id: i64) -> Self {
        Self { first_id, created: BTreeMap::new(), rewritten: BTreeMap::new(), handed: BTreeMap::new() }
    }

    /// Rows in all.
    pub(super) fn len(&self) -> usize {
        self.waiting() + self.handed.values().map(|handed| handed.rows).sum::<usize>()
    }

    /// Rows that the database doesn't have yet.
    pub(super) fn waiting(&self) -> usize {
        self.rewritten.len() + self.created.values().map(|bundle| bundle.ids.len()).sum::<usize>()
    }

    /// Whether a row of the record waits.
    pub(super) fn holds(&self, kind: RecordKind, id: i64) -> bool {
        self.rewritten.contains_key(&(kind, id))
            || self.created.get(&kind).is_some_and(|bundle| bundle.ids.binary_search(&id).is_ok())
    }

    /// Whether the record is new and its row was handed over.
    pub(super) fn is_handed_over(&self, kind: RecordKind, id: i64) -> bool {
        id >= self.first_id && self.handed.get(&kind).is_some_and(|handed| id <= handed.last_id)
    }

    /// Adds a record's row, or puts it in the place of the one that waits.
    pub(super) fn put<R: Record>(&mut self, id: i64, change: ChangeId, source: Option<&str>, body: &R) {
        let source = source.map_or(Val::Null, Val::from);
        let bundle = self.created.entry(R::KIND).or_default();
        if id >= self.first_id && bundle.ids.last().is_none_or(|last| *last < id) {
            // The usual case, straight into its place: an import makes hundreds of thousands.
            bundle.ids.push(id);
            let mut sink = ValSink(std::mem::take(&mut bundle.cells));
            sink.0.extend([Val::Int(id), Val::Int(change.0), source]);
            body.put(&mut sink);
            bundle.cells = sink.0;
        } else {
            let mut columns = ValSink(Vec::with_capacity(R::FIELDS.len()));
            body.put(&mut columns);
            self.put_raw(R::KIND, id, change, source, columns.0);
        }
    }

    /// The same without knowing the record's type.
    pub(super) fn put_raw(
        &mut self,
        kind: RecordKind,
        id: i64,
        change: ChangeId,
        source: Val,
        columns: Vec<Val>,
    ) {
        let row = [Val::Int(id), Val::Int(change.0), source].into_iter().chain(columns);
        if id < self.first_id {
            self.rewritten.insert((kind, id), row.collect());
            return;
        }
        let bundle = self.created.entry(kind).or_default();
        let (at, before) = match bundle.ids.binary_search(&id) {
            Ok(at) => (at, width(kind)),
            Err(at) => {
                bundle.ids.insert(at, id);
                (at, 0)
            }
        };
        let from = at * width(kind);
        bundle.cells.splice(from..from + before, row);
    }

    /// Takes back the row of a record that waits.
    pub(super) fn remove(&mut self, kind: RecordKind, id: i64) {
        self.rewritten.remove(&(kind, id));
        let Some(bundle) = self.created.get_mut(&kind) else { return };
        if let Ok(at) = bundle.ids.binary_search(&id) {
            bundle.ids.remove(at);
            bundle.cells.drain(at * width(kind)..(at + 1) * width(kind));
        }
    }

    /// The new records that wait, kind by kind; what the chain needs of them is kept.
    pub(super) fn hand_over(&mut self) -> Option<(RecordKind, Vec<Val>)> {
        let (kind, bundle) = self.created.pop_first()?;
        let handed = self.handed.entry(kind).or_default();
        handed.rows += bundle.ids.len();
        handed.last_id = bundle.ids.last().copied().unwrap_or(handed.last_id);
        bundle.cells.chunks_exact(width(kind)).for_each(|row| handed.part.wrote(kind, row));
        Some((kind, bundle.cells))
    }

    /// Feeds all rows into the chain, in ascending order of kind and id: records known before have the lower ids.
    pub(super) fn feed(&self, chain: &mut Chain) {
        for kind in RecordKind::ALL.iter().copied() {
            let mut part = Part::default();
            let rewritten = self.rewritten.range((kind, i64::MIN)..=(kind, i64::MAX));
            rewritten.for_each(|(_, row)| part.wrote(kind, row));
            chain.update(&part);
            if let Some(handed) = self.handed.get(&kind) {
                chain.update(&handed.part);
            }
            let mut part = Part::default();
            let created = self.created.get(&kind).map_or(&[][..], |bundle| &bundle.cells);
            created.chunks_exact(width(kind)).for_each(|row| part.wrote(kind, row));
            chain.update(&part);
        }
    }

    /// The rows that wait, one by one.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = (RecordKind, Vec<Val>)> {
        let rewritten = std::mem::take(&mut self.rewritten).into_iter().map(|((kind, _), row)| (kind, row));
        let created = std::mem::take(&mut self.created).into_iter().flat_map(|(kind, bundle)| {
            let mut cells = bundle.cells.into_iter();
            bundle.ids.into_iter().map(move |_| (kind, cells.by_ref().take(width(kind)).collect()))
        });
        rewritten.chain(created)
    }
}

fn width(kind: RecordKind) -> usize {
    kind.fields().len() + FIXED_COLUMNS
}
