//! History as a reading of the same rows: what each change wrote, replaced and ended, field by field.

use super::table::{raw_values, table};
use super::{LedgerError, Origin};
use db::{Db, DbError, FromRow, Row, Val};
use domain::facts::{ChangeId, FieldDef, Owner, ProjectId, RecordKind, UserId, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// One change as the journal has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its number.
    pub id: ChangeId,
    /// When, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// Who; none for the operator.
    pub actor: Option<UserId>,
    /// From where.
    pub origin: Option<Origin>,
    /// Why.
    pub reason: Option<String>,
    /// The change that this one takes back.
    pub undoes: Option<ChangeId>,
    /// The later change that takes this one back.
    pub undone_by: Option<ChangeId>,
    /// Rows it wrote.
    pub facts: i64,
    /// Its hash.
    pub hash: String,
}

impl FromRow for ChangeRow {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: ChangeId(row.int(0)?),
            at_ms: row.int(1)?,
            actor: row.opt_int(2)?.map(UserId),
            origin: Origin::from_code(row.str(3)?),
            reason: row.opt_text(4)?,
            undoes: row.opt_int(5)?.map(ChangeId),
            facts: row.int(6)?,
            hash: row.text(7)?,
            undone_by: row.opt_int(8)?.map(ChangeId),
        })
    }
}

impl ChangeRow {
    /// The import that made it, where one did.
    pub fn import(&self) -> Option<i64> {
        match self.origin {
            Some(Origin::Import(import)) => Some(import.0),
            _ => None,
        }
    }
}

const CHANGE_COLUMNS: &str = "SELECT c.id, c.at_ms, c.actor, c.origin, c.reason, c.undoes, c.facts, c.hash, \
     (SELECT MAX(u.id) FROM change u WHERE u.undoes = c.id) FROM change c";

/// What a change did to one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The change.
    pub change: ChangeId,
    /// The record's kind.
    pub kind: RecordKind,
    /// The record.
    pub id: i64,
    /// Where in the change's source the new version stood.
    pub source: Option<String>,
    /// The columns before; none when the record is new.
    pub before: Option<Vec<Value>>,
    /// The columns after; none when the record ended.
    pub after: Option<Vec<Value>>,
}

/// One field of an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldEdit<'a> {
    /// Which field.
    pub field: &'static FieldDef,
    /// What it was.
    pub before: &'a Value,
    /// What it became.
    pub after: &'a Value,
}

impl Edit {
    /// A column after the edit or, when the record ended, before it; none when the kind has no such column.
    pub fn column(&self, name: &str) -> Option<&Value> {
        let index = self.kind.fields().iter().position(|field| field.name == name)?;
        self.after.as_ref().or(self.before.as_ref())?.get(index)
    }

    /// The fields that differ; for a new or ended record those that are not empty.
    pub fn fields(&self) -> Vec<FieldEdit<'_>> {
        const NOTHING: &Value = &Value::Null;
        fn side(values: Option<&Vec<Value>>, index: usize) -> &Value {
            values.map_or(NOTHING, |values| &values[index])
        }
        (self.kind.fields().iter().enumerate())
            .map(|(index, field)| FieldEdit {
                field,
                before: side(self.before.as_ref(), index),
                after: side(self.after.as_ref(), index),
            })
            .filter(|edit| edit.before != edit.after)
            .collect()
    }
}

/// The change that an act with this key made.
///
/// # Errors
/// When the database fails.
pub async fn change_of_key(db: &Db, key: &str) -> Result<Option<ChangeId>, LedgerError> {
    let sql = "SELECT id FROM change WHERE idempotency_key = $1";
    let found = db.query::<i64>(sql, vec![Val::from(key)]).await?;
    Ok(found.first().copied().map(ChangeId))
}

/// One change.
///
/// # Errors
/// When there is none with this number.
pub async fn change(db: &Db, id: ChangeId) -> Result<ChangeRow, LedgerError> {
    let sql = format!("{CHANGE_COLUMNS} WHERE c.id = $1");
    db.query_opt(Cow::Owned(sql), vec![Val::Int(id.0)])
        .await?
        .ok_or(LedgerError::NotFound { kind: "change", id: id.0 })
}

/// The latest changes before `before` (the head when none), newest first.
///
/// # Errors
/// When the database fails.
pub async fn recent(db: &Db, before: Option<ChangeId>, limit: usize) -> Result<Vec<ChangeRow>, LedgerError> {
    let sql = format!("{CHANGE_COLUMNS} WHERE c.id < $1 ORDER BY c.id DESC LIMIT {limit}");
    let before = before.map_or(i64::MAX, |change| change.0);
    Ok(db.query(Cow::Owned(sql), vec![Val::Int(before)]).await?)
}

/// A version of a record.
struct Version {
    id: i64,
    since: i64,
    until: Option<i64>,
    source: Option<String>,
    values: Vec<Value>,
}

async fn versions(
    db: &Db,
    kind: RecordKind,
    condition: &str,
    vals: Vec<Val>,
) -> Result<Vec<Version>, LedgerError> {
    let sql = format!("{} WHERE {condition} ORDER BY id, since", table(kind).select_versions);
    let versions = db
        .fold(Cow::Owned(sql), vals, Vec::new(), move |versions, row| {
            versions.push(Version {
                id: row.int(0)?,
                since: row.int(1)?,
                until: row.opt_int(2)?,
                source: row.opt_text(3)?,
                values: raw_values(kind, row, 4)?,
            });
            Ok(())
        })
        .await?;
    Ok(versions)
}

/// Pairs the versions that a change closed with those that it wrote.
fn edits(kind: RecordKind, versions: Vec<Version>, wanted: impl Fn(i64) -> bool) -> Vec<Edit> {
    let mut edits: BTreeMap<(i64, i64), Edit> = BTreeMap::new();
    let blank = |change: i64, id: i64| Edit {
        change: ChangeId(change),
        kind,
        id,
        source: None,
        before: None,
        after: None,
    };
    for version in versions {
        if let Some(until) = version.until.filter(|until| wanted(*until)) {
            edits.entry((until, version.id)).or_insert_with(|| blank(until, version.id)).before =
                Some(version.values.clone());
        }
        if wanted(version.since) {
            let edit =
                edits.entry((version.since, version.id)).or_insert_with(|| blank(version.since, version.id));
            edit.after = Some(version.values);
            edit.source = version.source;
        }
    }
    edits.into_values().collect()
}

/// All that ever happened to a project and what belongs to it, newest change first.
///
/// # Errors
/// When the database fails.
pub async fn history_of_project(
    db: &Db,
    project: ProjectId,
) -> Result<Vec<(ChangeRow, Vec<Edit>)>, LedgerError> {
    let mut by_change: BTreeMap<ChangeId, Vec<Edit>> = BTreeMap::new();
    for kind in RecordKind::ALL.iter().copied() {
        // What came from a project that was made one with this brings its own history along.
        let condition = match kind.owner() {
            Owner::Itself => Cow::Borrowed("id = $1"),
            Owner::Project => {
                Cow::Owned(format!("id IN (SELECT o.id FROM {} o WHERE o.project = $1)", kind.table()))
            }
            _ => continue,
        };
        let versions = versions(db, kind, &condition, vec![Val::Int(project.0)]).await?;
        for edit in edits(kind, versions, |_| true) {
            by_change.entry(edit.change).or_default().push(edit);
        }
    }
    let changes = changes_by_id(db, by_change.keys().copied().collect()).await?;
    Ok(by_change
        .into_iter()
        .rev()
        .filter_map(|(id, edits)| changes.get(&id).map(|change| (change.clone(), edits)))
        .collect())
}

/// All that one change did, by kind and record; at most `limit` edits.
///
/// # Errors
/// When the database fails.
pub async fn history_of_change(db: &Db, id: ChangeId, limit: usize) -> Result<Vec<Edit>, LedgerError> {
    let mut all = Vec::new();
    for kind in RecordKind::ALL.iter().copied() {
        if all.len() >= limit {
            break;
        }
        let condition = "since = $1 OR until = $1";
        let versions = versions(db, kind, condition, vec![Val::Int(id.0)]).await?;
        all.extend(edits(kind, versions, |change| change == id.0));
    }
    all.truncate(limit);
    Ok(all)
}

/// The last that was done to a record: how it stands, or how it ended; none when there never was one.
///
/// # Errors
/// When the database fails.
pub async fn last_edit(db: &Db, kind: RecordKind, id: i64) -> Result<Option<Edit>, LedgerError> {
    let versions = versions(db, kind, "id = $1", vec![Val::Int(id)]).await?;
    Ok(edits(kind, versions, |_| true).into_iter().max_by_key(|edit| edit.change))
}

async fn changes_by_id(
    db: &Db,
    ids: BTreeSet<ChangeId>,
) -> Result<BTreeMap<ChangeId, ChangeRow>, LedgerError> {
    let mut found = BTreeMap::new();
    for id in ids {
        found.insert(id, change(db, id).await?);
    }
    Ok(found)
}
