//! The SQL of the pages.

use crate::actor::Actor;
use crate::ledger::{self, ChangeRow, LedgerError, all_open};
use db::{Db, DbError, FromRow, Row, Val};
use domain::Permission;
use domain::facts::{ChangeId, Dimensions, Grant, OrgId, UserId};
use std::collections::HashMap;

/// An import, undone ones too.
#[derive(Debug, Clone)]
pub struct Brought {
    /// Its number.
    pub id: i64,
    /// The change that brought it in.
    pub since: ChangeId,
    /// SHA-256 of the file.
    pub file: String,
    /// The file's name.
    pub name: String,
    /// Rows read, created, changed, unchanged, parked.
    pub counts: [i64; 5],
    /// The rows that still wait.
    pub waiting: i64,
    /// The change's instant, and who made it.
    pub at_ms: i64,
    /// Who; none at the command line.
    pub actor: Option<UserId>,
    /// The change that took it back.
    pub undone_by: Option<ChangeId>,
}

impl FromRow for Brought {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.int(0)?,
            since: ChangeId(row.int(1)?),
            file: row.text(2)?,
            name: row.text(3)?,
            counts: [row.int(4)?, row.int(5)?, row.int(6)?, row.int(7)?, row.int(8)?],
            waiting: row.int(9)?,
            at_ms: row.int(10)?,
            actor: row.opt_int(11)?.map(UserId),
            undone_by: row.opt_int(12)?.map(ChangeId),
        })
    }
}

macro_rules! brought {
    ($rest:literal) => {
        concat!(
            "SELECT i.id, i.since, i.file, i.name, i.\"rows\", i.created, i.changed, i.unchanged, i.parked, ",
            "(SELECT CAST(COUNT(*) AS BIGINT) FROM parked_row p WHERE p.import = i.id AND p.until IS NULL), ",
            "c.at_ms, c.actor, (SELECT MAX(u.id) FROM change u WHERE u.undoes = c.id) ",
            "FROM import i JOIN change c ON c.id = i.since ",
            $rest
        )
    };
}

/// Imports that the list looks at, the newest first.
const LISTED_MAX: &str = brought!("ORDER BY i.since DESC LIMIT 2000");

/// The newest imports.
pub async fn newest(db: &Db) -> Result<Vec<Brought>, LedgerError> {
    Ok(db.query(LISTED_MAX, Vec::new()).await?)
}

/// One import.
pub async fn by_id(db: &Db, id: i64) -> Result<Option<Brought>, LedgerError> {
    Ok(db.query_opt(brought!("WHERE i.id = $1 ORDER BY i.since LIMIT 1"), vec![Val::Int(id)]).await?)
}

/// The import that a change brought in.
pub async fn by_change(db: &Db, change: ChangeId) -> Result<Option<Brought>, LedgerError> {
    Ok(db.query_opt(brought!("WHERE i.since = $1"), vec![Val::Int(change.0)]).await?)
}

/// The changes that mended rows of an import, the latest first.
pub async fn mendings(db: &Db, import: &Brought) -> Result<Vec<ChangeRow>, LedgerError> {
    let sql = "SELECT id FROM change WHERE origin = $1 AND id <> $2 ORDER BY id DESC LIMIT 100";
    let vals = vec![Val::from(format!("import:{}", import.id)), Val::Int(import.since.0)];
    let mut changes = Vec::new();
    for id in db.query::<i64>(sql, vals).await? {
        changes.push(ledger::change(db, ChangeId(id)).await?);
    }
    Ok(changes)
}

/// A row that waited and came in with another import.
#[derive(Debug, Clone)]
pub struct CameLater {
    /// The sheet's name.
    pub sheet: String,
    /// The row's number as the workbook shows it.
    pub row: i64,
    /// Its cells as they waited.
    pub cells: String,
    /// The other import.
    pub import: i64,
}

/// The rows of an import that waited until another one brought them in.
pub async fn came_later(db: &Db, import: i64) -> Result<Vec<CameLater>, LedgerError> {
    let sql = "SELECT p.sheet, p.\"row\", p.cells, i.id FROM parked_row p JOIN change c ON c.id = p.until \
               JOIN import i ON c.origin = 'import:' || i.id AND i.until IS NULL \
               WHERE p.import = $1 AND i.id <> $1 \
               AND NOT EXISTS (SELECT 1 FROM parked_row o WHERE o.id = p.id AND o.since >= p.until) ORDER BY i.id, p.id";
    let rows = db.query::<(String, i64, String, i64)>(sql, vec![Val::Int(import)]).await?;
    Ok(rows.into_iter().map(|(sheet, row, cells, import)| CameLater { sheet, row, cells, import }).collect())
}

/// The layout of an import, also of one that was taken back.
pub async fn layout(db: &Db, id: i64) -> Result<Option<String>, LedgerError> {
    let sql = "SELECT layout FROM import WHERE id = $1 ORDER BY since LIMIT 1";
    Ok(db.query_opt::<String>(sql, vec![Val::Int(id)]).await?)
}

/// Whether that person brought the file in.
pub async fn brought_by(db: &Db, hash: &str, user: UserId) -> Result<bool, LedgerError> {
    let sql = "SELECT i.id FROM import i JOIN change c ON c.id = i.since WHERE i.file = $1 AND c.actor = $2 LIMIT 1";
    Ok(db.query_opt::<i64>(sql, vec![Val::from(hash), Val::Int(user.0)]).await?.is_some())
}

/// Who may see which import: whoever may edit everywhere where its maker holds a role. What was brought in at the
/// command line belongs to those who may edit from the root of the tree.
pub struct Reach {
    nodes: HashMap<UserId, Vec<OrgId>>,
    roots: Vec<OrgId>,
}

impl Reach {
    /// Reads it.
    pub async fn read(db: &Db, dims: &Dimensions) -> Result<Self, LedgerError> {
        let mut nodes: HashMap<UserId, Vec<OrgId>> = HashMap::new();
        for grant in all_open::<Grant>(db).await? {
            nodes.entry(grant.user).or_default().push(grant.org);
        }
        let roots = dims.orgs.values().filter(|org| org.parent.is_none()).map(|org| OrgId(org.id)).collect();
        Ok(Self { nodes, roots })
    }

    /// Whether the actor may see it.
    pub fn sees(&self, actor: &Actor, import: &Brought) -> bool {
        let nodes = match import.actor {
            Some(user) if user == actor.user => return true,
            Some(user) => self.nodes.get(&user).map_or(&self.roots, |nodes| nodes),
            None => &self.roots,
        };
        !nodes.is_empty() && nodes.iter().all(|node| actor.may(Permission::Edit, *node))
    }
}
