//! Who may do what, and over which part of the tree.

use crate::codes::codes;
use crate::facts::{OrgId, UserId};

codes! {
    /// A role, held by a user at a node of the tree and valid for all below it.
    Role {
        /// 开发区经办人: keeps the ledger of a zone.
        Clerk = "clerk",
        /// 领导: reads.
        Leader = "leader",
        /// 审核: recognises or rejects claimed stages, publishes rounds of its level.
        Reviewer = "reviewer",
        /// 省级主管部门: as a reviewer, and defines rounds for the province and what its figures mean.
        ProvincialOffice = "provincialOffice",
        /// 审计: reads everything with all history, writes nothing.
        Auditor = "auditor",
        /// 系统管理员: organisations and users, no project.
        Administrator = "administrator",
    }
}

codes! {
    /// What a route asks for.
    Permission {
        /// Read projects, rounds and figures.
        Read = "read",
        /// Read history and files of others' changes.
        Audit = "audit",
        /// Create and change projects, import, put projects into lists.
        Edit = "edit",
        /// Recognise, reject and revoke claimed stages.
        Recognize = "recognize",
        /// Create, change and publish rounds.
        ManageRounds = "manageRounds",
        /// Add and change organisations.
        ManageOrgs = "manageOrgs",
        /// Add and change users and what they may do.
        ManageUsers = "manageUsers",
        /// Decree what figures mean, for the whole site.
        ManageFigures = "manageFigures",
    }
}

impl Role {
    /// Whether the role includes the permission.
    pub const fn may(self, permission: Permission) -> bool {
        use Permission::{
            Audit, Edit, ManageFigures, ManageOrgs, ManageRounds, ManageUsers, Read, Recognize,
        };
        match self {
            Self::Clerk => matches!(permission, Read | Audit | Edit),
            Self::Leader => matches!(permission, Read),
            Self::Reviewer => matches!(permission, Read | Audit | Edit | Recognize | ManageRounds),
            Self::ProvincialOffice => {
                matches!(
                    permission,
                    Read | Audit | Edit | Recognize | ManageRounds | ManageOrgs | ManageFigures
                )
            }
            Self::Auditor => matches!(permission, Read | Audit),
            Self::Administrator => matches!(permission, ManageOrgs | ManageUsers),
        }
    }
}

/// One role at one node, with all nodes below it resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holding {
    /// The role.
    pub role: Role,
    /// The node where it is held.
    pub org: OrgId,
    /// The node and everything below it, sorted.
    pub below: Vec<OrgId>,
}

impl Holding {
    fn within(&self, orgs: &[OrgId]) -> Self {
        let below = self.below.iter().filter(|org| orgs.binary_search(org).is_ok()).copied().collect();
        Self { below, ..*self }
    }
}

/// What a signed-in actor reaches. Made by the session layer (and for the command line's operator), nowhere else:
/// `cargo xtask tidy` looks for other callers of the constructors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    user: Option<UserId>,
    holdings: Option<Vec<Holding>>,
}

impl Scope {
    /// The scope of a signed-in user.
    pub fn of_user(user: UserId, holdings: Vec<Holding>) -> Self {
        Self { user: Some(user), holdings: Some(holdings) }
    }

    /// The operator at the command line of the machine that holds the ledger: everything.
    pub fn operator() -> Self {
        Self { user: None, holdings: None }
    }

    /// The user, or none for the operator.
    pub fn user(&self) -> Option<UserId> {
        self.user
    }

    /// The roles held; `None` is the operator.
    pub fn holdings(&self) -> Option<&[Holding]> {
        self.holdings.as_deref()
    }

    /// The same actor, who reaches nothing outside of some organisations (sorted): what is made in the name of an
    /// organisation is the same then, whoever of its readers asks.
    #[must_use]
    pub fn within(&self, orgs: &[OrgId]) -> Self {
        let whole = |org: &OrgId| vec![Holding { role: Role::Auditor, org: *org, below: orgs.to_vec() }];
        let holdings = match &self.holdings {
            None => orgs.first().map(whole).unwrap_or_default(),
            Some(holdings) => holdings.iter().map(|holding| holding.within(orgs)).collect(),
        };
        Self { user: self.user, holdings: Some(holdings) }
    }

    /// Whether the actor may do this to what belongs to `org`.
    pub fn may(&self, permission: Permission, org: OrgId) -> bool {
        match &self.holdings {
            None => true,
            Some(holdings) => holdings
                .iter()
                .any(|holding| holding.role.may(permission) && holding.below.binary_search(&org).is_ok()),
        }
    }

    /// Whether the actor may do this anywhere at all: what a route asks before it looks at anything.
    pub fn may_anywhere(&self, permission: Permission) -> bool {
        match &self.holdings {
            None => true,
            Some(holdings) => holdings.iter().any(|holding| holding.role.may(permission)),
        }
    }

    /// The organisations over which the actor has the permission, sorted; `None` means all.
    pub fn orgs(&self, permission: Permission) -> Option<Vec<OrgId>> {
        let holdings = self.holdings.as_ref()?;
        let mut orgs: Vec<OrgId> = holdings
            .iter()
            .filter(|holding| holding.role.may(permission))
            .flat_map(|holding| holding.below.iter().copied())
            .collect();
        orgs.sort_unstable();
        orgs.dedup();
        Some(orgs)
    }
}
