//! The tree of organisations inside a change: what may stand where, and writing it.

use crate::ledger::{LedgerError, Writer};
use crate::text::Arg;
use domain::facts::{Kept, Org, OrgId};
use domain::limits::ORG_DEPTH_MAX;
use domain::region::find_region;
use domain::text::fold;
use domain::{Day, OrgKind, Region};
use std::collections::BTreeMap;

/// Why an organisation can't be written as asked (`domain.md` §2, `Organization`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OrgRefusal {
    /// The node above is not there.
    #[error("the organisation above is not known")]
    NoParent,
    /// A kind that does not stand there: a park under a city, a province under anything.
    #[error("a {} can't stand there", .0.code())]
    Misplaced(OrgKind),
    /// It would stand below itself.
    #[error("it would stand below itself")]
    Ring,
    /// A sister that is valid at the same time has the name.
    #[error("another organisation beside it has the name {0:?}")]
    SameName(String),
    /// Another organisation has the code.
    #[error("{0:?} has the same code")]
    SameCode(String),
    /// Deeper than trees may be.
    #[error("the tree is deeper than {ORG_DEPTH_MAX} levels")]
    TooDeep,
    /// It would end before it begins.
    #[error("it ends before it begins")]
    EndsBeforeItBegins,
    /// A level on something that is no zone.
    #[error("only zones have a level")]
    LevelOfNoZone,
    /// No region of GB/T 2260.
    #[error("{0} is no region code")]
    NoSuchRegion(i64),
    /// Something still names it.
    #[error("it is in use")]
    InUse,
}

impl OrgRefusal {
    /// The field of the form at which it is said.
    pub fn field(&self) -> &'static str {
        match self {
            Self::NoParent | Self::Ring | Self::TooDeep => "parent",
            Self::Misplaced(_) => "kind",
            Self::SameName(_) | Self::InUse => "name",
            Self::SameCode(_) => "code",
            Self::EndsBeforeItBegins => "valid_to",
            Self::LevelOfNoZone => "level",
            Self::NoSuchRegion(_) => "region",
        }
    }

    /// The values of its words.
    pub fn args(&self) -> Vec<Arg> {
        match self {
            Self::SameName(name) | Self::SameCode(name) => vec![("name", name.clone())],
            _ => Vec::new(),
        }
    }

    /// The key of its words.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoParent => "orgs.no_parent",
            Self::Misplaced(_) => "orgs.misplaced",
            Self::Ring => "orgs.ring",
            Self::SameName(_) => "orgs.same_name",
            Self::SameCode(_) => "orgs.same_code",
            Self::TooDeep => "orgs.too_deep",
            Self::EndsBeforeItBegins => "orgs.ends_before",
            Self::LevelOfNoZone => "orgs.level_of_no_zone",
            Self::NoSuchRegion(_) => "orgs.no_such_region",
            Self::InUse => "orgs.in_use",
        }
    }
}

/// All organisations as known inside a change, its own additions included.
pub struct OrgTree {
    orgs: BTreeMap<i64, Kept<Org>>,
}

impl OrgTree {
    /// Reads the tree inside the change: nobody else can write it until the change ends.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(writer: &mut Writer) -> Result<Self, LedgerError> {
        let orgs = writer.open_by::<Org>("1 = 1", Vec::new()).await?;
        Ok(Self::from_orgs(orgs))
    }

    fn from_orgs(orgs: Vec<Kept<Org>>) -> Self {
        Self { orgs: orgs.into_iter().map(|org| (org.id, org)).collect() }
    }

    /// The organisation with this id.
    pub fn get(&self, id: OrgId) -> Option<&Kept<Org>> {
        self.orgs.get(&id.0)
    }

    /// Those that a word names by name, other name or code, spelling folded.
    pub fn called<'a>(&'a self, word: &str) -> impl Iterator<Item = &'a Kept<Org>> + use<'a> {
        let word = fold(word);
        self.orgs.values().filter(move |org| {
            let aliases = org.aliases.iter().flat_map(|text| text.lines());
            let mut names = aliases.chain(org.code.as_deref()).chain([org.name.as_str()]);
            names.any(|name| fold(name) == word)
        })
    }

    /// The organisations with no one above them.
    pub fn roots(&self) -> impl Iterator<Item = &Kept<Org>> {
        self.orgs.values().filter(|org| org.parent.is_none())
    }

    /// Whether `body` may be written, as the organisation `id` or as a new one.
    ///
    /// # Errors
    /// The first rule that it breaks.
    pub fn check(&self, id: Option<OrgId>, body: &Org) -> Result<(), OrgRefusal> {
        self.check_place(id, body)?;
        if ends_before(body.valid_to, body.valid_from) {
            return Err(OrgRefusal::EndsBeforeItBegins);
        }
        if body.level.is_some() && body.kind != OrgKind::Zone {
            return Err(OrgRefusal::LevelOfNoZone);
        }
        if let Some(region) = body.region
            && u32::try_from(region).ok().and_then(Region::new).is_none()
        {
            return Err(OrgRefusal::NoSuchRegion(region));
        }
        self.check_names(id, body)
    }

    fn check_place(&self, id: Option<OrgId>, body: &Org) -> Result<(), OrgRefusal> {
        let above = body.parent.map(|parent| self.get(parent).ok_or(OrgRefusal::NoParent)).transpose()?;
        if !body.kind.fits_under(above.map(|org| org.kind)) {
            return Err(OrgRefusal::Misplaced(body.kind));
        }
        let mut at = body.parent;
        let mut levels = 1;
        while let Some(node) = at {
            if Some(node) == id {
                return Err(OrgRefusal::Ring);
            }
            levels += 1;
            if levels > ORG_DEPTH_MAX {
                return Err(OrgRefusal::TooDeep);
            }
            at = self.get(node).and_then(|org| org.parent);
        }
        let Some(id) = id else { return Ok(()) };
        if levels + self.height(id) > ORG_DEPTH_MAX {
            return Err(OrgRefusal::TooDeep);
        }
        let mut below = self.orgs.values().filter(|org| org.parent == Some(id));
        match below.find(|org| !org.kind.fits_under(Some(body.kind))) {
            Some(org) => Err(OrgRefusal::Misplaced(org.kind)),
            None => Ok(()),
        }
    }

    /// Levels below a node.
    fn height(&self, id: OrgId) -> usize {
        let below = self.orgs.values().filter(|org| org.parent == Some(id));
        below.map(|org| 1 + self.height(OrgId(org.id))).max().unwrap_or(0)
    }

    fn check_names(&self, id: Option<OrgId>, body: &Org) -> Result<(), OrgRefusal> {
        let name = fold(&body.name);
        for org in self.orgs.values().filter(|org| Some(OrgId(org.id)) != id) {
            if org.parent == body.parent && fold(&org.name) == name && valid_together(org, body) {
                return Err(OrgRefusal::SameName(org.name.clone()));
            }
            if body.code.is_some() && org.code == body.code && valid_together(org, body) {
                return Err(OrgRefusal::SameCode(org.name.clone()));
            }
        }
        Ok(())
    }

    /// Writes a new organisation.
    ///
    /// # Errors
    /// The first rule that it breaks; then nothing is written.
    pub fn create(&mut self, writer: &mut Writer, body: Org) -> Result<OrgId, OrgRefusal> {
        let region = body.region.or_else(|| region_named(body.kind, &body.name));
        let body = Org { region, ..body };
        self.check(None, &body)?;
        let id = writer.create(&body);
        self.orgs.insert(id, Kept { id, since: writer.change(), source: None, body });
        Ok(OrgId(id))
    }

    /// Replaces an organisation; gives whether anything differs.
    ///
    /// # Errors
    /// The first rule that it breaks; then nothing is written.
    pub fn replace(&mut self, writer: &mut Writer, id: OrgId, body: Org) -> Result<bool, OrgRefusal> {
        self.check(Some(id), &body)?;
        let Some(kept) = self.orgs.get_mut(&id.0) else { return Err(OrgRefusal::NoParent) };
        let differs = writer.replace(kept, &body, None);
        kept.body = body;
        Ok(differs)
    }

    /// The place after the last of the organisations below `parent`.
    pub fn next_position(&self, parent: Option<OrgId>) -> i64 {
        let sisters = self.orgs.values().filter(|org| org.parent == parent);
        sisters.map(|org| org.position).max().unwrap_or(0) + 1
    }
}

/// An organisation of which only kind, name and place are known.
pub fn plain(kind: OrgKind, name: impl Into<String>, parent: Option<OrgId>, position: i64) -> Org {
    Org {
        parent,
        kind,
        name: name.into(),
        aliases: None,
        code: None,
        region: None,
        level: None,
        position,
        valid_from: None,
        valid_to: None,
    }
}

/// The region code that a name says, of those whose place it is: where investors come from is told by it.
pub fn region_named(kind: OrgKind, name: &str) -> Option<i64> {
    match kind {
        OrgKind::Province | OrgKind::City | OrgKind::County => {
            find_region(name).map(|region| i64::from(region.code()))
        }
        _ => None,
    }
}

fn ends_before(end: Option<Day>, begin: Option<Day>) -> bool {
    matches!((end, begin), (Some(end), Some(begin)) if end < begin)
}

/// Whether there is a day on which both are valid.
fn valid_together(one: &Org, other: &Org) -> bool {
    !ends_before(one.valid_to, other.valid_from) && !ends_before(other.valid_to, one.valid_from)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::ZoneLevel;
    use rstest::rstest;

    const PROVINCE: i64 = 1;
    const CITY: i64 = 2;
    const ZONE: i64 = 3;
    const PARK: i64 = 4;

    /// A province, its city, the city's zone, the zone's park.
    fn tree() -> OrgTree {
        let rows = [
            (PROVINCE, OrgKind::Province, "山西省", None),
            (CITY, OrgKind::City, "晋中市", Some(PROVINCE)),
            (ZONE, OrgKind::Zone, "晋中经济技术开发区", Some(CITY)),
            (PARK, OrgKind::Park, "汇通产业园区", Some(ZONE)),
        ];
        let kept = |(id, kind, name, parent): (i64, OrgKind, &str, Option<i64>)| {
            crate::ledger::kept(id, plain(kind, name, parent.map(OrgId), 1))
        };
        OrgTree::from_orgs(rows.into_iter().map(kept).collect())
    }

    fn zone(name: &str) -> Org {
        plain(OrgKind::Zone, name, Some(OrgId(CITY)), 2)
    }

    #[rstest]
    #[case(OrgKind::Park, Some(CITY))]
    #[case(OrgKind::Province, Some(PROVINCE))]
    #[case(OrgKind::City, None)]
    #[case(OrgKind::County, Some(ZONE))]
    fn a_kind_stands_only_where_it_belongs(#[case] kind: OrgKind, #[case] parent: Option<i64>) {
        let body = plain(kind, "某处", parent.map(OrgId), 1);
        assert_eq!(tree().check(None, &body), Err(OrgRefusal::Misplaced(kind)));
    }

    #[test]
    fn nothing_stands_below_itself() {
        let tree = tree();
        let mut park = tree.get(OrgId(PARK)).unwrap().body.clone();
        park.parent = Some(OrgId(PARK));
        assert_eq!(tree.check(Some(OrgId(PARK)), &park), Err(OrgRefusal::Ring));
    }

    #[test]
    fn what_has_a_park_below_can_not_become_a_county() {
        let tree = tree();
        let county = plain(OrgKind::County, "榆次区", Some(OrgId(CITY)), 1);
        assert_eq!(tree.check(Some(OrgId(ZONE)), &county), Err(OrgRefusal::Misplaced(OrgKind::Park)));
    }

    #[test]
    fn sisters_share_a_name_only_when_one_ends_before_the_other_begins() {
        let tree = tree();
        let mut again = zone("晋中经济技术 开发区");
        assert!(matches!(tree.check(None, &again), Err(OrgRefusal::SameName(_))));
        again.valid_from = Day::new(2023, 1, 1);
        let mut ended = tree.get(OrgId(ZONE)).unwrap().body.clone();
        ended.valid_to = Day::new(2022, 12, 31);
        let mut orgs: Vec<_> = tree.orgs.into_values().collect();
        orgs[2].body = ended;
        assert_eq!(OrgTree::from_orgs(orgs).check(None, &again), Ok(()));
    }

    #[test]
    fn dates_levels_and_regions_must_make_sense() {
        let tree = tree();
        let (from, to) = (Day::new(2022, 2, 1), Day::new(2022, 1, 31));
        let turned = Org { valid_from: from, valid_to: to, ..zone("甲") };
        assert_eq!(tree.check(None, &turned), Err(OrgRefusal::EndsBeforeItBegins));
        let nowhere = Org { region: Some(990_001), ..zone("甲") };
        assert_eq!(tree.check(None, &nowhere), Err(OrgRefusal::NoSuchRegion(990_001)));
        let unit = plain(OrgKind::Unit, "商务局", Some(OrgId(CITY)), 1);
        let levelled = Org { level: Some(ZoneLevel::National), ..unit };
        assert_eq!(tree.check(None, &levelled), Err(OrgRefusal::LevelOfNoZone));
    }

    #[test]
    fn a_word_finds_by_name_other_name_and_code() {
        let mut orgs: Vec<_> = tree().orgs.into_values().collect();
        orgs[2].body.aliases = Some("晋中开发区\n经开区".into());
        orgs[2].body.code = Some("JZ".into());
        let tree = OrgTree::from_orgs(orgs);
        for word in ["晋中经济技术开发区", "经开区", "JZ"] {
            assert_eq!(tree.called(word).map(|org| org.id).collect::<Vec<_>>(), [ZONE], "{word}");
        }
    }
}
