//! The slice's SQL.

use crate::ledger::{LedgerError, Writer};
use db::{Db, DbError, FromRow, Row, Val};
use domain::facts::{ChangeId, OrgId, ProjectId};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// Ids asked for in one statement.
const IDS_AT_ONCE: usize = 1_000;

/// What a list may show and the snapshot does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The project.
    pub id: i64,
    /// 预计年税收, in fen.
    pub tax_fen: Option<i64>,
    /// 用工人数.
    pub jobs: Option<i64>,
    /// 责任人.
    pub responsible_person: Option<String>,
    /// 代办员.
    pub agent: Option<String>,
    /// 建设单位.
    pub project_owner: Option<String>,
    /// 统一社会信用代码.
    pub credit_code: Option<String>,
    /// 统计代码.
    pub statistics_code: Option<String>,
    /// 建设内容.
    pub content: Option<String>,
    /// 建设地点.
    pub address: Option<String>,
    /// 备注.
    pub remark: Option<String>,
}

impl FromRow for Fetched {
    fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
        Ok(Self {
            id: row.int(0)?,
            tax_fen: row.opt_int(1)?,
            jobs: row.opt_int(2)?,
            responsible_person: row.opt_text(3)?,
            agent: row.opt_text(4)?,
            project_owner: row.opt_text(5)?,
            credit_code: row.opt_text(6)?,
            statistics_code: row.opt_text(7)?,
            content: row.opt_text(8)?,
            address: row.opt_text(9)?,
            remark: row.opt_text(10)?,
        })
    }
}

/// What the snapshot lacks of some projects, as known by a change.
///
/// # Errors
/// When the database fails.
pub async fn fetch(db: &Db, at: ChangeId, ids: &[ProjectId]) -> Result<HashMap<i64, Fetched>, LedgerError> {
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(IDS_AT_ONCE) {
        let sql = format!(
            "SELECT id, tax_fen, jobs, responsible_person, agent, project_owner, credit_code, statistics_code, \
             content, address, remark FROM project \
             WHERE since <= $1 AND (until IS NULL OR until > $1) AND id IN ({})",
            listed(some)
        );
        for row in db.query::<Fetched>(Cow::Owned(sql), vec![Val::Int(at.0)]).await? {
            found.insert(row.id, row);
        }
    }
    Ok(found)
}

/// Integers for an `IN`: they can't hold anything but digits.
fn listed(ids: &[ProjectId]) -> String {
    ids.iter().enumerate().fold(String::with_capacity(ids.len() * 8), |mut list, (place, id)| {
        let comma = if place > 0 { "," } else { "" };
        write!(list, "{comma}{id}").expect("writing to a string cannot fail");
        list
    })
}

/// The project that ever had an own number in a zone, other than `except`: ended projects and former numbers too.
///
/// # Errors
/// When the database fails.
pub(super) async fn holder_of_number(
    writer: &mut Writer,
    zone: OrgId,
    own_no: &str,
    except: Option<ProjectId>,
) -> Result<Option<ProjectId>, LedgerError> {
    let sql = "SELECT id FROM project WHERE own_no = $1 AND zone = $2 AND id <> $3 ORDER BY id LIMIT 1";
    let except = except.map_or(0, |project| project.0);
    let held = writer.query::<i64>(sql, vec![Val::from(own_no), Val::Int(zone.0), Val::Int(except)]).await?;
    Ok(held.first().map(|id| ProjectId(*id)))
}

/// Every number that was ever given in a zone, the latest last.
///
/// # Errors
/// When the database fails.
pub(super) async fn numbers_of(db: &Db, zone: OrgId) -> Result<Vec<String>, LedgerError> {
    let sql = "SELECT own_no FROM project WHERE zone = $1 ORDER BY id, since";
    Ok(db.query::<String>(sql, vec![Val::Int(zone.0)]).await?)
}

/// The project that a change created.
///
/// # Errors
/// When the database fails.
pub(super) async fn created_by(db: &Db, change: ChangeId) -> Result<Option<ProjectId>, LedgerError> {
    let sql = "SELECT MIN(id) FROM project WHERE since = $1";
    let id = db.query_one::<Option<i64>>(sql, vec![Val::Int(change.0)]).await?;
    Ok(id.map(ProjectId))
}

/// The names of workbooks by import.
///
/// # Errors
/// When the database fails.
pub(super) async fn import_names(
    db: &Db,
    imports: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, String>, LedgerError> {
    let mut names = BTreeMap::new();
    for import in imports {
        let sql = "SELECT name FROM import WHERE id = $1 ORDER BY since DESC LIMIT 1";
        if let Some(name) = db.query_opt::<String>(sql, vec![Val::Int(import)]).await? {
            names.insert(import, name);
        }
    }
    Ok(names)
}

/// The parts of a project that are known at a change, by id.
///
/// # Errors
/// When the database fails.
pub(super) async fn parts_of(
    db: &Db,
    at: ChangeId,
    parent: ProjectId,
) -> Result<Vec<(i64, i64, Option<i64>, String, String)>, LedgerError> {
    let sql = "SELECT id, zone, park, own_no, title FROM project \
               WHERE parent = $2 AND since <= $1 AND (until IS NULL OR until > $1) ORDER BY id";
    Ok(db.query(sql, vec![Val::Int(at.0), Val::Int(parent.0)]).await?)
}

/// Zone, park and name of a project that is known at a change.
///
/// # Errors
/// When the database fails.
pub(super) async fn parent_of(
    db: &Db,
    at: ChangeId,
    id: ProjectId,
) -> Result<Option<(i64, Option<i64>, String)>, LedgerError> {
    let sql = "SELECT zone, park, title FROM project \
               WHERE id = $2 AND since <= $1 AND (until IS NULL OR until > $1)";
    Ok(db.query_opt(sql, vec![Val::Int(at.0), Val::Int(id.0)]).await?)
}
