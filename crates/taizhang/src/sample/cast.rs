//! The people who sign in to the sample.

use super::Sample;
use domain::Role;
use domain::facts::OrgId;

/// Somebody of the cast: who, and as what at which place of the sample.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastMember {
    /// The name typed at sign-in.
    pub login: &'static str,
    /// The name shown.
    pub name: &'static str,
    /// The role.
    pub role: Role,
    /// The organisation, by its id in the sample.
    pub org: OrgId,
}

/// The cast of a sample: the same people at every size.
pub fn cast(sample: &Sample) -> Vec<CastMember> {
    let [zone, neighbour] = sample.cast_zones();
    let (city, province) = (sample.cast_city(), sample.cast_province());
    let member = |login, name, role, org| CastMember { login, name, role, org };
    vec![
        member("clerk", "开发区经办人", Role::Clerk, zone),
        member("leader", "开发区领导", Role::Leader, zone),
        member("reviewer", "市级审核", Role::Reviewer, city),
        member("office", "省级主管部门", Role::ProvincialOffice, province),
        member("auditor", "审计", Role::Auditor, province),
        member("admin", "系统管理员", Role::Administrator, province),
        member("neighbour", "相邻开发区经办人", Role::Clerk, neighbour),
    ]
}
