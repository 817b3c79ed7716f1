//! The fixed cast and the small tree on which they stand.

use super::{World, operator, org};
use db::Val;
use domain::facts::{Grant, OrgId, User, UserId};
use domain::{OrgKind, Role};
use sha2::{Digest, Sha256};

/// Who asks. Everyone but [`Who::Nobody`] is signed in, once [`World::settle`] has been called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Not signed in.
    Nobody,
    /// Keeps the ledger of the zone.
    Clerk,
    /// Reviews the city's zones.
    Reviewer,
    /// The province's office.
    Provincial,
    /// Reads the whole province.
    Auditor,
    /// Keeps users and organisations of the whole province.
    Administrator,
    /// Leads the zone.
    Leader,
    /// The clerk of the zone next door, who must see nothing of the zone.
    Neighbour,
}

impl Who {
    /// The cast in the order in which it is written.
    pub const CAST: [Self; 7] = [
        Self::Clerk,
        Self::Reviewer,
        Self::Provincial,
        Self::Auditor,
        Self::Administrator,
        Self::Leader,
        Self::Neighbour,
    ];

    /// The name typed at sign-in.
    pub const fn login(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Clerk => "clerk",
            Self::Reviewer => "reviewer",
            Self::Provincial => "provincial",
            Self::Auditor => "auditor",
            Self::Administrator => "administrator",
            Self::Leader => "leader",
            Self::Neighbour => "neighbour",
        }
    }

    /// The name shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nobody => "无名",
            Self::Clerk => "经办甲",
            Self::Reviewer => "审核乙",
            Self::Provincial => "省厅丙",
            Self::Auditor => "审计丁",
            Self::Administrator => "管理戊",
            Self::Leader => "领导己",
            Self::Neighbour => "邻区庚",
        }
    }

    /// The token of the session that the cast holds from the start.
    pub fn token(self) -> String {
        format!("token-of-{}", self.login())
    }

    const fn role(self) -> Role {
        match self {
            Self::Nobody | Self::Leader => Role::Leader,
            Self::Clerk | Self::Neighbour => Role::Clerk,
            Self::Reviewer => Role::Reviewer,
            Self::Provincial => Role::ProvincialOffice,
            Self::Auditor => Role::Auditor,
            Self::Administrator => Role::Administrator,
        }
    }
}

/// 山西省 › 晋中市 › two zones; the first has a park.
#[derive(Debug, Clone, Copy)]
pub struct Tree {
    pub province: OrgId,
    pub city: OrgId,
    pub zone: OrgId,
    pub park: OrgId,
    pub neighbour: OrgId,
    users: [UserId; 7],
}

impl Tree {
    /// The user behind one of the cast.
    pub fn user(&self, who: Who) -> UserId {
        let index = Who::CAST.iter().position(|one| *one == who).unwrap();
        self.users[index]
    }

    fn node(&self, who: Who) -> OrgId {
        match who {
            Who::Clerk | Who::Leader | Who::Nobody => self.zone,
            Who::Neighbour => self.neighbour,
            Who::Reviewer => self.city,
            Who::Provincial | Who::Auditor | Who::Administrator => self.province,
        }
    }
}

impl World {
    /// Writes the tree and the cast in one change, and signs the cast in.
    pub async fn settle(&self) -> Tree {
        let mut writer = self.ledger.write(operator()).await.unwrap();
        let province = OrgId(writer.create(&org(OrgKind::Province, "山西省", None)));
        let city = OrgId(writer.create(&org(OrgKind::City, "晋中市", Some(province))));
        let zone = OrgId(writer.create(&org(OrgKind::Zone, "晋中经济技术开发区", Some(city))));
        let park = OrgId(writer.create(&org(OrgKind::Park, "汇通产业园区", Some(zone))));
        let neighbour = OrgId(writer.create(&org(OrgKind::Zone, "祁县经济技术开发区", Some(city))));
        let mut tree = Tree { province, city, zone, park, neighbour, users: [UserId(0); 7] };
        for (index, who) in Who::CAST.into_iter().enumerate() {
            let body = User { login: who.login().into(), name: who.name().into(), disabled: false };
            let user = UserId(writer.create(&body));
            writer.create(&Grant { user, org: tree.node(who), role: who.role() });
            tree.users[index] = user;
        }
        writer.commit().await.unwrap();
        for who in Who::CAST {
            self.sign_in_directly(tree.user(who), &who.token()).await;
        }
        tree
    }

    /// A session without a sign-in: no password is hashed. The account gets a credential that no password matches.
    pub async fn sign_in_directly(&self, user: UserId, token: &str) {
        let now_ms = self.clock.now_ms();
        let day_ms = 24 * 3_600_000;
        let hash: String = Sha256::digest(token).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut tx = self.ledger.db().begin().await.unwrap();
        let held = "SELECT account FROM credential WHERE account = $1";
        if tx.query_opt::<i64>(held, vec![Val::Int(user.0)]).await.unwrap().is_none() {
            let sql =
                "INSERT INTO credential (account, password, must_change, changed_ms) VALUES ($1, '', 0, $2)";
            tx.exec(sql, vec![Val::Int(user.0), Val::Int(now_ms)]).await.unwrap();
        }
        let sql = "INSERT INTO session (token, account, created_ms, seen_ms, expires_ms) VALUES ($1, $2, $3, $3, $4)";
        let vals = vec![Val::from(hash), Val::Int(user.0), Val::Int(now_ms), Val::Int(now_ms + day_ms)];
        tx.exec(sql, vals).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Keeps everybody signed in after the clock was moved: the server notes use beside its answers, and may be late.
    pub async fn stay_signed_in(&self) {
        let (now_ms, day_ms) = (self.clock.now_ms(), 24 * 3_600_000);
        let mut tx = self.ledger.db().begin().await.unwrap();
        let sql = "UPDATE session SET seen_ms = $1, expires_ms = $2";
        tx.exec(sql, vec![Val::Int(now_ms), Val::Int(now_ms + day_ms)]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Gives one of the cast a real password.
    pub async fn give_password(&self, user: UserId, password: &str) {
        let hash = super::http::passwords().hash(password).await.unwrap();
        taizhang::sessions::set_password(&self.ledger, user, &hash, false, None).await.unwrap();
    }
}
