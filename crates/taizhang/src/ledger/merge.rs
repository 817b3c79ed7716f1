//! Two projects made one, as part of a change: what hangs on the one goes to the other, its number and its page end. It is
//! written as any change is, so taking the change back makes two of them again.

use super::keys::in_one_place_of_two;
use super::table::{Depth, as_val, table};
use super::{LedgerError, Writer};
use crate::hex::hex;
use db::Val;
use domain::facts::{ChangeId, Owner, ProjectId, RecordKind, Value};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The column that says whose a record is.
const PROJECT: &str = "project";

/// A record as it stands, without its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its kind.
    pub kind: RecordKind,
    /// Its id.
    pub id: i64,
    /// The change that wrote this version.
    pub since: ChangeId,
    /// Where in that change's source it stood.
    pub source: Option<String>,
    /// Its columns, in the order of the kind's declaration.
    pub values: Vec<Value>,
}

impl Standing {
    /// A column.
    pub fn value(&self, column: &str) -> &Value {
        place(self.kind, column).map_or(&Value::Null, |place| &self.values[place])
    }

    fn set(&mut self, column: &str, value: Value) {
        if let Some(place) = place(self.kind, column) {
            self.values[place] = value;
        }
    }
}

fn place(kind: RecordKind, column: &str) -> Option<usize> {
    kind.fields().iter().position(|field| field.name == column)
}

/// Two projects side by side, with all that hangs on each.
#[derive(Debug)]
pub struct Pair {
    /// The one that stays.
    pub ours: Standing,
    /// The one that would go into it.
    pub theirs: Standing,
    /// What hangs on the one that stays, and on the other.
    pub facts: [Vec<Standing>; 2],
    /// Records of which only one may stand: kind, ours, theirs.
    clashes: Vec<(RecordKind, i64, i64)>,
    /// Projects that name the other as their whole.
    parts: Vec<Standing>,
}

impl Pair {
    /// Reads the two inside a change; none when one of them isn't there.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(
        writer: &mut Writer,
        into: ProjectId,
        from: ProjectId,
    ) -> Result<Option<Self>, LedgerError> {
        let mut found = Vec::new();
        for id in [into, from] {
            found.extend(standing(writer, RecordKind::Project, "id", id.0).await?);
        }
        let Ok([ours, theirs]) = <[Standing; 2]>::try_from(found) else { return Ok(None) };
        let (mut facts, mut clashes) = ([Vec::new(), Vec::new()], Vec::new());
        for kind in RecordKind::ALL.iter().copied().filter(|kind| kind.owner() == Owner::Project) {
            for (facts, id) in facts.iter_mut().zip([into, from]) {
                facts.extend(standing(writer, kind, PROJECT, id.0).await?);
            }
            clashes.extend(clashing(writer, kind, into, from).await?);
        }
        let parts = standing(writer, RecordKind::Project, "parent", from.0).await?;
        Ok(Some(Self { ours, theirs, facts, clashes, parts }))
    }

    /// What stands here, in a few letters: whoever decides on it says by them what they have seen.
    pub fn seen(&self) -> String {
        let mut hash = Sha256::new();
        let [ours, theirs] = &self.facts;
        for it in [&self.ours, &self.theirs].into_iter().chain(ours).chain(theirs).chain(&self.parts) {
            hash.update(format!("{} {} {}\n", it.kind.table(), it.id, it.since));
        }
        hex(&hash.finalize())[..16].to_owned()
    }

    /// The records of which only one may stand and that don't say the same: ours and theirs.
    pub fn clashes(&self) -> Vec<(&Standing, &Standing)> {
        let find = |side: usize, kind, id| self.facts[side].iter().find(|it| (it.kind, it.id) == (kind, id));
        let pairs = self
            .clashes
            .iter()
            .filter_map(|(kind, ours, theirs)| Some((find(0, *kind, *ours)?, find(1, *kind, *theirs)?)));
        pairs.filter(|(ours, theirs)| !say_the_same(ours, theirs)).collect()
    }

    /// The same without the records that say what no longer means anything; they end.
    #[must_use]
    pub fn without(mut self, writer: &mut Writer, is_void: impl Fn(&Standing) -> bool) -> Self {
        for facts in &mut self.facts {
            for it in facts.extract_if(.., |it| is_void(it)) {
                writer.close_version(it.kind, it.id, it.since);
                self.clashes.retain(|clash| clash.0 != it.kind || (clash.1 != it.id && clash.2 != it.id));
            }
        }
        self
    }

    /// Writes the two as one: the project's own columns as given, and of records of which only one may stand ours, or theirs
    /// where `theirs_stand` says so.
    pub fn merge(
        self,
        writer: &mut Writer,
        project: Vec<Value>,
        theirs_stand: impl Fn(RecordKind, i64) -> bool,
    ) {
        let (into, from) = (self.ours.id, self.theirs.id);
        let ends = self.ends(theirs_stand);
        // What named one that ends names the one that stands in its place.
        let mut instead: BTreeMap<(RecordKind, i64), i64> =
            BTreeMap::from([((RecordKind::Project, from), into)]);
        for (kind, ours, theirs) in &self.clashes {
            match ends.contains(&(*kind, *ours)) {
                true => drop(instead.insert((*kind, *ours), *theirs)),
                false => drop(instead.insert((*kind, *theirs), *ours)),
            }
        }
        let after = self.facts[0].iter().filter_map(position).max().map_or(0, |last| last + 1);
        let [ours, theirs] = self.facts;
        for it in ours.into_iter().chain(theirs).chain(self.parts) {
            if ends.contains(&(it.kind, it.id)) {
                writer.close_version(it.kind, it.id, it.since);
                continue;
            }
            let mut now = renamed(&it, &instead);
            if let (Some(position), true) = (position(&it), now.value(PROJECT) != it.value(PROJECT)) {
                now.set("position", Value::Int(position + after));
            }
            put(writer, &it, now.values);
        }
        writer.close_version(RecordKind::Project, from, self.theirs.since);
        put(writer, &self.ours, project);
    }

    /// The records that end: of each clash one.
    fn ends(&self, theirs_stand: impl Fn(RecordKind, i64) -> bool) -> BTreeSet<(RecordKind, i64)> {
        let chosen = self.clashes.iter().filter(|(kind, _, theirs)| theirs_stand(*kind, *theirs));
        let mut ends: BTreeSet<_> = chosen.map(|(kind, ours, _)| (*kind, *ours)).collect();
        for (kind, ours, theirs) in &self.clashes {
            if !ends.contains(&(*kind, *ours)) {
                ends.insert((*kind, *theirs));
            }
        }
        ends
    }
}

/// Writes a record with other columns, if they are others.
fn put(writer: &mut Writer, before: &Standing, values: Vec<Value>) {
    if values != before.values {
        writer.close_version(before.kind, before.id, before.since);
        let source = before.source.clone().map_or(Val::Null, Val::Text);
        writer.put_raw(before.kind, before.id, source, values.into_iter().map(as_val).collect());
    }
}

/// A record that names others, with those that end replaced.
fn renamed(it: &Standing, instead: &BTreeMap<(RecordKind, i64), i64>) -> Standing {
    let mut now = it.clone();
    for (value, field) in now.values.iter_mut().zip(it.kind.fields()) {
        if let (Value::Int(id), Some(names)) = (&*value, field.names)
            && let Some(other) = instead.get(&(names, *id))
        {
            *value = Value::Int(*other);
        }
    }
    now
}

/// Whether two records say the same of their projects.
fn say_the_same(ours: &Standing, theirs: &Standing) -> bool {
    let is_beside = |name: &str| [PROJECT, "position", "recorded_on", "original"].contains(&name);
    let fields = ours.kind.fields().iter().enumerate().filter(|(_, field)| !is_beside(field.name));
    fields.into_iter().all(|(place, _)| ours.values[place] == theirs.values[place])
}

/// The place of an investor among those of a project.
fn position(it: &Standing) -> Option<i64> {
    match it.value("position") {
        Value::Int(position) if it.kind == RecordKind::ProjectInvestor => Some(*position),
        _ => None,
    }
}

async fn standing(
    writer: &mut Writer,
    kind: RecordKind,
    column: &str,
    id: i64,
) -> Result<Vec<Standing>, LedgerError> {
    let sql =
        format!("{} WHERE \"{column}\" = $1 AND until IS NULL ORDER BY id", table(kind).select(Depth::Full));
    let rows = writer.query_raw(kind, Cow::Owned(sql), vec![Val::Int(id)]).await?;
    let found =
        rows.into_iter().map(|(id, since, source, values)| Standing { kind, id, since, source, values });
    Ok(found.collect())
}

/// Records of the two of which only one may stand: kind, ours, theirs.
async fn clashing(
    writer: &mut Writer,
    kind: RecordKind,
    into: ProjectId,
    from: ProjectId,
) -> Result<Vec<(RecordKind, i64, i64)>, LedgerError> {
    let Some(in_one_place) = in_one_place_of_two(kind, PROJECT, "a", "b") else { return Ok(Vec::new()) };
    let name = kind.table();
    let sql = format!(
        "SELECT a.id, b.id FROM {name} a JOIN {name} b ON {in_one_place} \
         WHERE a.project = $1 AND b.project = $2 AND a.until IS NULL AND b.until IS NULL ORDER BY a.id, b.id"
    );
    let vals = vec![Val::Int(into.0), Val::Int(from.0)];
    let found = writer.query::<(i64, i64)>(Cow::Owned(sql), vals).await?;
    Ok(found.into_iter().map(|(ours, theirs)| (kind, ours, theirs)).collect())
}
