//! The names behind the numbers of records.

use crate::ledger::{Edit, LedgerError};
use crate::users;
use db::{Db, Val};
use domain::facts::{Dimensions, RecordKind, UserId, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Ids asked for at once.
const IDS_AT_ONCE: usize = 500;

/// Names of what edits speak of, those that ended included where they can still be read.
pub struct Names {
    dims: Arc<Dimensions>,
    users: BTreeMap<UserId, String>,
    projects: BTreeMap<i64, String>,
}

impl Names {
    /// Reads the names that some edits need.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(
        db: &Db,
        dims: &Arc<Dimensions>,
        edits: impl IntoIterator<Item = &Edit>,
    ) -> Result<Self, LedgerError> {
        let projects = projects_of(edits);
        let (users, projects) = (users::names(db).await?, project_names(db, projects).await?);
        Ok(Self { dims: Arc::clone(dims), users, projects })
    }

    /// A user's name; the operator at the command line has none.
    pub fn user(&self, user: UserId) -> Option<&str> {
        self.users.get(&user).map(String::as_str)
    }

    /// What a record is called; its number when nothing is known of it.
    pub fn record(&self, kind: RecordKind, id: i64) -> String {
        let dims = &self.dims;
        let name = match kind {
            RecordKind::Org => dims.org_shown(domain::facts::OrgId(id)).map(Cow::into_owned),
            RecordKind::User => self.user(UserId(id)).map(str::to_owned),
            RecordKind::Project => self.projects.get(&id).cloned(),
            RecordKind::Round => {
                dims.rounds.get(&id).map(|round| format!("{}-{}", round.year, round.seq_in_year))
            }
            RecordKind::Taxonomy => dims.taxonomies.get(&id).map(|taxonomy| taxonomy.name.clone()),
            RecordKind::Taxon => dims.taxons.get(&id).map(|taxon| taxon.name.clone()),
            RecordKind::Investor => dims.investors.get(&id).map(|investor| investor.name.clone()),
            _ => None,
        };
        name.unwrap_or_else(|| format!("#{id}"))
    }

    /// What an edit is about: the project for whatever belongs to one, else the record itself.
    pub fn subject(&self, edit: &Edit) -> (RecordKind, i64, String) {
        let owner = ["project", "user", "investor"].into_iter().find_map(|column| {
            let kind = match column {
                "project" => RecordKind::Project,
                "user" => RecordKind::User,
                _ => RecordKind::Investor,
            };
            Some((kind, number(edit, column)?))
        });
        let (kind, id) = owner.unwrap_or((edit.kind, edit.id));
        let own = ["title", "name", "key"].into_iter().find_map(|column| text(edit, column));
        let name = match owner {
            None => own.unwrap_or_else(|| self.record(kind, id)),
            Some(_) => self.record(kind, id),
        };
        (kind, id, name)
    }
}

/// The integer in an edit's column.
pub(super) fn number(edit: &Edit, name: &str) -> Option<i64> {
    match edit.column(name)? {
        Value::Int(number) => Some(*number),
        _ => None,
    }
}

fn text(edit: &Edit, name: &str) -> Option<String> {
    match edit.column(name)? {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn projects_of<'a>(edits: impl IntoIterator<Item = &'a Edit>) -> BTreeSet<i64> {
    let own = |edit: &Edit| (edit.kind == RecordKind::Project).then_some(edit.id);
    let parent = |edit: &Edit| (edit.kind == RecordKind::Project).then(|| number(edit, "parent")).flatten();
    let other = |edit: &Edit| (edit.kind == RecordKind::MatchAnswer).then(|| number(edit, "other")).flatten();
    edits
        .into_iter()
        .flat_map(|edit| [own(edit), parent(edit), number(edit, "project"), other(edit)])
        .flatten()
        .collect()
}

async fn project_names(db: &Db, ids: BTreeSet<i64>) -> Result<BTreeMap<i64, String>, LedgerError> {
    let mut names = BTreeMap::new();
    let ids: Vec<i64> = ids.into_iter().collect();
    for ids in ids.chunks(IDS_AT_ONCE) {
        let sql = format!("SELECT id, title FROM project WHERE id IN ({}) ORDER BY since", list(ids));
        // Later versions overwrite earlier names.
        names.extend(db.query::<(i64, String)>(Cow::Owned(sql), Vec::<Val>::new()).await?);
    }
    Ok(names)
}

/// Numbers for an `IN`: integers of our own, so they may stand in the statement.
pub(super) fn list(ids: &[i64]) -> String {
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    ids.join(", ")
}
