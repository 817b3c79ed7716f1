//! What a change touched, as far as it decides who may see it and who may take it back.

use crate::actor::Actor;
use crate::ledger::{ChangeRow, LedgerError};
use db::{Db, Val};
use domain::Permission;
use domain::facts::{ChangeId, Dimensions, OrgId, Owner, RecordKind, UserId};
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What a change touched, however many rows it wrote.
#[derive(Debug, Default)]
pub(super) struct Touched {
    kinds: BTreeSet<RecordKind>,
    /// Zone and park of each project touched.
    projects: BTreeSet<(OrgId, Option<OrgId>)>,
    /// Organisations touched, each with the one above it.
    orgs: BTreeSet<(OrgId, Option<OrgId>)>,
    /// Where users touched hold roles, and where roles were given or taken.
    grants: BTreeSet<OrgId>,
    rounds: BTreeSet<OrgId>,
    /// Organisations whose own facts were touched.
    stated: BTreeSet<OrgId>,
    /// People of whose own boards something was touched.
    boards_of: BTreeSet<UserId>,
    /// Whether a stage event went from one state of recognition to another.
    recognized: bool,
}

const OF_CHANGE: &str = "(v.since = $1 OR v.until = $1)";

impl Touched {
    /// Reads it.
    pub(super) async fn by(db: &Db, change: ChangeId) -> Result<Self, LedgerError> {
        let mut touched = Self::default();
        for kind in RecordKind::ALL.iter().copied() {
            let sql = format!("SELECT v.id FROM {} v WHERE {OF_CHANGE} LIMIT 1", kind.table());
            if db.query_opt::<i64>(Cow::Owned(sql), vec![Val::Int(change.0)]).await?.is_some() {
                touched.kinds.insert(kind);
                touched.look(db, kind, change).await?;
            }
        }
        Ok(touched)
    }

    async fn look(&mut self, db: &Db, kind: RecordKind, change: ChangeId) -> Result<(), LedgerError> {
        let vals = || vec![Val::Int(change.0)];
        let table = kind.table();
        match (kind, kind.owner()) {
            (RecordKind::Project, _) => {
                let sql = format!("SELECT DISTINCT v.zone, v.park FROM project v WHERE {OF_CHANGE}");
                self.projects.extend(places(db.query(Cow::Owned(sql), vals()).await?));
            }
            (_, Owner::Project) => {
                let sql = format!(
                    "SELECT DISTINCT p.zone, p.park FROM {table} v JOIN project p ON p.id = v.project WHERE {OF_CHANGE}"
                );
                self.projects.extend(places(db.query(Cow::Owned(sql), vals()).await?));
            }
            _ if may_be_own(kind) => {
                let sql = format!("SELECT DISTINCT v.org, v.\"user\" FROM {table} v WHERE {OF_CHANGE}");
                for (org, user) in db.query::<(i64, Option<i64>)>(Cow::Owned(sql), vals()).await? {
                    match user {
                        Some(user) => drop(self.boards_of.insert(UserId(user))),
                        None => drop(self.stated.insert(OrgId(org))),
                    }
                }
            }
            (_, Owner::Org) => {
                let sql = format!("SELECT DISTINCT v.org FROM {table} v WHERE {OF_CHANGE}");
                self.stated.extend(db.query::<i64>(Cow::Owned(sql), vals()).await?.into_iter().map(OrgId));
            }
            (RecordKind::Org, _) => {
                let sql = format!("SELECT DISTINCT v.id, v.parent FROM org v WHERE {OF_CHANGE}");
                self.orgs.extend(places(db.query(Cow::Owned(sql), vals()).await?));
            }
            (RecordKind::Grant, _) => {
                let sql = format!("SELECT DISTINCT v.org FROM account_grant v WHERE {OF_CHANGE}");
                self.grants.extend(db.query::<i64>(Cow::Owned(sql), vals()).await?.into_iter().map(OrgId));
            }
            (RecordKind::User, _) => {
                let sql = format!(
                    "SELECT DISTINCT g.org FROM account v JOIN account_grant g ON g.\"user\" = v.id WHERE {OF_CHANGE}"
                );
                self.grants.extend(db.query::<i64>(Cow::Owned(sql), vals()).await?.into_iter().map(OrgId));
            }
            (RecordKind::Round, _) => {
                let sql = format!("SELECT DISTINCT v.org FROM round v WHERE {OF_CHANGE}");
                self.rounds.extend(db.query::<i64>(Cow::Owned(sql), vals()).await?.into_iter().map(OrgId));
            }
            _ => {}
        }
        if kind == RecordKind::StageEvent {
            let sql = "SELECT w.id FROM stage_event w JOIN stage_event v ON v.id = w.id AND v.until = $1 \
                       WHERE w.since = $1 AND w.recognition <> v.recognition LIMIT 1";
            self.recognized = db.query_opt::<i64>(sql, vals()).await?.is_some();
        }
        Ok(())
    }

    /// Whether users or their roles were touched.
    pub(super) fn users(&self) -> bool {
        self.kinds.contains(&RecordKind::User) || self.kinds.contains(&RecordKind::Grant)
    }

    /// Whether something was touched that holds for the whole site.
    fn decrees(&self) -> bool {
        [RecordKind::FigureRule, RecordKind::BulletinRule].iter().any(|kind| self.kinds.contains(kind))
    }

    /// Whether the actor may see the change: it is their own, or it touched something that they may audit or keep.
    pub(super) fn seen_by(&self, actor: &Actor, change: &ChangeRow) -> bool {
        let audits = |org: &OrgId| actor.may(Permission::Audit, *org);
        let keeps_org = |org: &OrgId| audits(org) || actor.may(Permission::ManageOrgs, *org);
        let keeps_user = |org: &OrgId| audits(org) || actor.may(Permission::ManageUsers, *org);
        change.actor == Some(actor.user)
            || either(&self.projects, audits)
            || either(&self.orgs, keeps_org)
            || self.grants.iter().any(keeps_user)
            || self.rounds.iter().any(audits)
            || self.stated.iter().any(audits)
            // What figures mean and how bulletins are worded concerns whoever may look into their past.
            || (self.decrees() && actor.scope.may_anywhere(Permission::Audit))
    }

    /// Whether the actor may take the change back: they might have made every part of it themselves.
    ///
    /// Imports and the rows that wait in them belong to whoever brought them in. What the command line brought in has
    /// no such person: it belongs to the whole site, and only who may edit everywhere takes it back. That holds even
    /// when the import names a zone, for a row that waits may be another zone's.
    pub(super) fn undone_by(&self, actor: &Actor, dims: &Dimensions, change: &ChangeRow) -> bool {
        let own = change.actor == Some(actor.user);
        let brought_in = own || (change.actor.is_none() && actor.may_everywhere(Permission::Edit, dims));
        let edits = |org: &OrgId| actor.may(Permission::Edit, *org);
        let all_of = |orgs: &BTreeSet<OrgId>, needed| orgs.iter().all(|org| actor.may(needed, *org));
        let recognizes = |org: &OrgId| actor.may(Permission::Recognize, *org);
        let keeps_orgs = |org: &OrgId| actor.may(Permission::ManageOrgs, *org);
        // What one's own sheet did to recognised events stands again as others had judged it.
        let judges = self.recognized && !(own && self.kinds.contains(&RecordKind::Import));
        let of_projects = if judges { all(&self.projects, recognizes) } else { all(&self.projects, edits) };
        let rest = self.kinds.iter().all(|kind| match kind {
            RecordKind::Investor | RecordKind::InvestorListing => actor.scope.may_anywhere(Permission::Edit),
            RecordKind::Import | RecordKind::ParkedRow => brought_in,
            RecordKind::SavedView => own,
            RecordKind::FigureRule | RecordKind::BulletinRule => {
                actor.may_everywhere(Permission::ManageFigures, dims)
            }
            // What was issued is withdrawn by who may issue.
            RecordKind::IssuedText => all_of(&self.stated, Permission::ManageRounds),
            RecordKind::Taxonomy | RecordKind::Taxon | RecordKind::Setting => {
                own || actor.scope.may_anywhere(Permission::ManageOrgs)
            }
            _ => true,
        });
        of_projects
            && rest
            && all(&self.orgs, keeps_orgs)
            && self.grants.iter().all(|org| actor.may(Permission::ManageUsers, *org))
            && self.rounds.iter().all(|org| actor.may(Permission::ManageRounds, *org))
            && self.stated.iter().all(edits)
            && self.boards_of.iter().all(|user| *user == actor.user)
    }
}

/// Whether records of this kind may be one person's alone: then nobody else looks at them, or takes them back.
pub(super) const fn may_be_own(kind: RecordKind) -> bool {
    matches!(kind, RecordKind::Board | RecordKind::BoardCard)
}

fn places(rows: Vec<(i64, Option<i64>)>) -> impl Iterator<Item = (OrgId, Option<OrgId>)> {
    rows.into_iter().map(|(one, other)| (OrgId(one), other.map(OrgId)))
}

fn either(places: &BTreeSet<(OrgId, Option<OrgId>)>, may: impl Fn(&OrgId) -> bool) -> bool {
    places.iter().any(|(one, other)| may(one) || other.as_ref().is_some_and(&may))
}

fn all(places: &BTreeSet<(OrgId, Option<OrgId>)>, may: impl Fn(&OrgId) -> bool) -> bool {
    places.iter().all(|(one, other)| may(one) || other.as_ref().is_some_and(&may))
}
