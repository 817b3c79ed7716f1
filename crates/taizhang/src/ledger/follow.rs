//! The live snapshot: it follows the journal's head, whoever writes it, and remembers a few past ones.

use super::LedgerError;
use super::afresh::load;
use super::load::{Depth, dimensions, dossiers_in};
use super::table::table;
use db::{Db, ReadTx, Val};
use domain::facts::{ChangeId, Dossier, Owner, ProjectId, RecordKind};
use figures::Snapshot;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Projects loaded at a time: bounds the memory of a patch.
const CHUNK_PROJECTS: usize = 4_096;
/// Past snapshots kept.
const PAST_KEPT: usize = 2;
/// Up to this many touched projects a snapshot is patched one by one; beyond, by spans of ids.
const PATCH_SINGLY: usize = 64;

/// The snapshot that every reader shares.
pub struct Live {
    db: Db,
    now: Mutex<Option<Arc<Snapshot>>>,
    past: Mutex<Vec<Arc<Snapshot>>>,
    /// Held while the journal is followed, so that one reader loads and the others wait for it.
    following: tokio::sync::Mutex<()>,
    /// Held while a past snapshot is loaded: whoever asks for many days at once loads one after the other.
    recalling: tokio::sync::Mutex<()>,
}

impl Live {
    pub(super) fn new(db: Db) -> Self {
        Self {
            db,
            now: Mutex::new(None),
            past: Mutex::new(Vec::new()),
            following: tokio::sync::Mutex::new(()),
            recalling: tokio::sync::Mutex::new(()),
        }
    }

    /// The snapshot at the journal's head: what was acknowledged before this call is in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn current(&self) -> Result<Arc<Snapshot>, LedgerError> {
        let head =
            ChangeId(self.db.query_one::<i64>("SELECT change FROM head WHERE one = 1", Vec::new()).await?);
        if let Some(snapshot) = self.at_least(head) {
            return Ok(snapshot);
        }
        let _turn = self.following.lock().await;
        if let Some(snapshot) = self.at_least(head) {
            return Ok(snapshot);
        }
        let before = lock(&self.now).clone();
        let after = Arc::new(match before {
            None => load(&self.db, None).await?,
            Some(before) => follow(&self.db, &before).await?,
        });
        *lock(&self.now) = Some(Arc::clone(&after));
        Ok(after)
    }

    /// The snapshot as of an earlier change: what was known by then.
    ///
    /// # Errors
    /// [`LedgerError::NotFound`] for a change that isn't there yet.
    pub async fn known_by(&self, change: ChangeId) -> Result<Arc<Snapshot>, LedgerError> {
        let current = self.current().await?;
        if current.change() == change {
            return Ok(current);
        }
        if change > current.change() || change.0 < 0 {
            return Err(LedgerError::NotFound { kind: "change", id: change.0 });
        }
        if let Some(found) = self.remembered(change) {
            return Ok(found);
        }
        let _turn = self.recalling.lock().await;
        if let Some(found) = self.remembered(change) {
            return Ok(found);
        }
        let snapshot = Arc::new(load(&self.db, Some(change)).await?);
        let mut past = lock(&self.past);
        past.insert(0, Arc::clone(&snapshot));
        past.truncate(PAST_KEPT);
        Ok(snapshot)
    }

    fn remembered(&self, change: ChangeId) -> Option<Arc<Snapshot>> {
        lock(&self.past).iter().find(|past| past.change() == change).map(Arc::clone)
    }

    fn at_least(&self, head: ChangeId) -> Option<Arc<Snapshot>> {
        lock(&self.now).as_ref().filter(|snapshot| snapshot.change() >= head).map(Arc::clone)
    }
}

/// A poisoned lock holds a whole snapshot all the same: it is only ever replaced.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Brings a snapshot up to the head: asks which projects were touched since, and loads those afresh.
async fn follow(db: &Db, before: &Snapshot) -> Result<Snapshot, LedgerError> {
    let mut read = db.read().await?;
    let at = head(&mut read).await?;
    let touched = touched_projects(&mut read, before.change()).await?;
    let dims = if dimensions_touched(&mut read, before.change()).await? {
        Some(Arc::new(dimensions(&mut read, at).await?))
    } else {
        None
    };
    let patch = reload(&mut read, at, &touched).await?;
    Ok(before.patch(at, dims, patch))
}

pub(super) async fn head(read: &mut ReadTx) -> Result<ChangeId, LedgerError> {
    Ok(ChangeId(read.query_one::<i64>("SELECT change FROM head WHERE one = 1", Vec::new()).await?))
}

/// Rows of a kind written or closed after change `$1`.
fn since_sql(kind: RecordKind, column: &str) -> String {
    let name = kind.table();
    format!("SELECT {column} FROM {name} WHERE since > $1 UNION SELECT {column} FROM {name} WHERE until > $1")
}

async fn touched_projects(read: &mut ReadTx, after: ChangeId) -> Result<BTreeSet<i64>, LedgerError> {
    let mut touched = BTreeSet::new();
    for kind in RecordKind::ALL {
        let sql = match kind.owner() {
            Owner::Itself => since_sql(*kind, "id"),
            Owner::Project => since_sql(*kind, "project"),
            Owner::Investor | Owner::InvestorItself => format!(
                "SELECT project FROM project_investor WHERE until IS NULL AND investor IN ({})",
                since_sql(*kind, table(*kind).owner)
            ),
            Owner::Dimension | Owner::Org | Owner::Nobody => continue,
        };
        touched.extend(read.query::<i64>(Cow::Owned(sql), vec![Val::Int(after.0)]).await?);
    }
    Ok(touched)
}

async fn dimensions_touched(read: &mut ReadTx, after: ChangeId) -> Result<bool, LedgerError> {
    for kind in RecordKind::ALL {
        let shared = matches!(kind.owner(), Owner::Dimension | Owner::Investor | Owner::InvestorItself);
        // Targets are an organisation's own, and all figures read them.
        if shared || *kind == RecordKind::Target {
            let sql = format!("{} LIMIT 1", since_sql(*kind, "id"));
            if read.query_opt::<i64>(Cow::Owned(sql), vec![Val::Int(after.0)]).await?.is_some() {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

async fn reload(
    read: &mut ReadTx,
    at: ChangeId,
    touched: &BTreeSet<i64>,
) -> Result<Vec<(ProjectId, Option<Dossier>)>, LedgerError> {
    let ids: Vec<i64> = touched.iter().copied().collect();
    let width = if ids.len() <= PATCH_SINGLY { 1 } else { CHUNK_PROJECTS };
    let mut patch = Vec::with_capacity(ids.len());
    for span in ids.chunks(width) {
        let (first, last) = (ProjectId(span[0]), ProjectId(span[span.len() - 1]));
        let mut found = dossiers_in(read, at, first, last, Depth::Figures).await?.into_iter().peekable();
        for id in span {
            while found.next_if(|dossier| dossier.id().0 < *id).is_some() {}
            patch.push((ProjectId(*id), found.next_if(|dossier| dossier.id().0 == *id)));
        }
    }
    Ok(patch)
}
