//! How an organisation is named where names alone don't tell it from another: 晋城市/开发区 beside 晋中市/开发区.

use super::{Dimensions, Kept, Org, OrgId};
use crate::OrgKind;
use crate::limits::ORG_DEPTH_MAX;
use crate::text::fold;
use std::borrow::Cow;

/// Between the organisation above and the name: 晋中市/开发区.
pub const ABOVE_MARK: char = '/';
/// Before the id, where nothing above tells two apart: 开发区#12.
pub const ID_MARK: char = '#';

impl Dimensions {
    /// The name of an organisation, with the one above it in front where another of its kind bears the same name.
    pub fn org_shown(&self, id: OrgId) -> Option<Cow<'_, str>> {
        let org = self.orgs.get(&id.0)?;
        let name = fold(&org.name);
        let same =
            |other: &&Kept<Org>| other.id != org.id && other.kind == org.kind && fold(&other.name) == name;
        let namesakes: Vec<_> = self.orgs.values().filter(same).collect();
        Some(self.told_apart(org, &namesakes))
    }

    /// The name of an organisation among those of its kind that bear the same name: as it is when there are none, else
    /// after its city, or the nearest above that no namesake has, or with its id.
    pub fn told_apart<'a>(&self, org: &'a Kept<Org>, namesakes: &[&Kept<Org>]) -> Cow<'a, str> {
        if namesakes.iter().all(|other| other.id == org.id) {
            return Cow::Borrowed(&org.name);
        }
        let mut above: Vec<&Kept<Org>> = self.above(org).collect();
        // People place a zone by its city; the sort is stable, so the nearest stays first among the others.
        above.sort_by_key(|it| it.kind != OrgKind::City);
        let tells = |candidate: &&&Kept<Org>| {
            let name = fold(&candidate.name);
            let others = namesakes.iter().filter(|other| other.id != org.id);
            others.flat_map(|other| self.above(other)).all(|it| fold(&it.name) != name)
        };
        Cow::Owned(match above.iter().find(tells) {
            Some(above) => format!("{}{ABOVE_MARK}{}", above.name, org.name),
            None => format!("{}{ID_MARK}{}", org.name, org.id),
        })
    }

    /// Those above an organisation, the nearest first.
    fn above(&self, org: &Kept<Org>) -> impl Iterator<Item = &Kept<Org>> {
        let mut at = org.parent;
        // A ring of parents, which the rules forbid, ends instead of hanging.
        std::iter::from_fn(move || {
            let above = self.orgs.get(&at?.0)?;
            at = above.parent;
            Some(above)
        })
        .take(ORG_DEPTH_MAX)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::facts::ChangeId;
    use rstest::rstest;

    fn tree() -> Dimensions {
        let mut dims = Dimensions::default();
        let mut put = |id: i64, kind, name: &str, parent: Option<i64>| {
            let body = Org {
                parent: parent.map(OrgId),
                kind,
                name: name.to_owned(),
                aliases: None,
                code: None,
                region: None,
                level: None,
                position: id,
                valid_from: None,
                valid_to: None,
            };
            dims.orgs.insert(id, Kept { id, since: ChangeId(1), source: None, body });
        };
        put(1, OrgKind::Province, "山西省", None);
        put(2, OrgKind::City, "晋中市", Some(1));
        put(3, OrgKind::City, "晋城市", Some(1));
        put(4, OrgKind::County, "祁县", Some(2));
        put(5, OrgKind::Zone, "开发区", Some(4));
        put(6, OrgKind::Zone, "开发区", Some(3));
        put(7, OrgKind::Zone, "高新区", Some(2));
        put(8, OrgKind::Park, "高新区", Some(7));
        put(9, OrgKind::Zone, "南区", Some(4));
        put(10, OrgKind::Zone, "南区", Some(2));
        put(11, OrgKind::Zone, "北区", Some(3));
        put(12, OrgKind::Zone, "北区", Some(3));
        dims
    }

    #[rstest]
    #[case(7, "高新区")]
    #[case(8, "高新区")]
    #[case(5, "晋中市/开发区")]
    #[case(6, "晋城市/开发区")]
    #[case(9, "祁县/南区")]
    #[case(10, "南区#10")]
    #[case(12, "北区#12")]
    fn a_name_borne_by_two_says_where_it_lies(#[case] id: i64, #[case] shown: &str) {
        assert_eq!(tree().org_shown(OrgId(id)).unwrap(), shown);
    }

    #[test]
    fn what_is_not_there_has_no_name() {
        assert_eq!(tree().org_shown(OrgId(99)), None);
    }
}
