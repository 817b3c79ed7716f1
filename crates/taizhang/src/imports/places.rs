//! Which organisation a row means, by its words; made when it isn't there and the person agreed to that.

use super::headers::Field;
use super::problem::Code;
use super::rows::Draft;
use crate::ledger::{LedgerError, Writer};
use crate::orgs::region_named;
use domain::facts::{ABOVE_MARK, ChangeId, Kept, Org, OrgId};
use domain::region::{PROVINCES, Province, find_region};
use domain::text::fold;
use domain::{OrgKind, Region};
use std::collections::HashMap;

/// Names proposed for one that isn't known.
const PROPOSED: usize = 3;
/// The root's name when neither the ledger nor the cities say which province it is.
const SOME_PROVINCE: &str = "本省";

/// The organisations of the ledger, by the names under which workbooks know them.
pub struct Places {
    orgs: HashMap<OrgId, Kept<Org>>,
    by_name: HashMap<String, Vec<OrgId>>,
    create: bool,
    answered: HashMap<Asked, Result<OrgId, Trouble>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Asked {
    city: String,
    county: String,
    zone: String,
}

/// The zone of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The zone.
    pub zone: OrgId,
    /// Where others of its name lie, when it was made just now: one of them may have been meant.
    pub elsewhere: Vec<String>,
}

/// Why a row's zone isn't found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What is wrong.
    pub code: Code,
    /// Names that come near.
    pub near: Vec<String>,
}

/// The words of a row that say where it belongs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Words<'a> {
    /// 所在市.
    pub city: Option<&'a str>,
    /// 所在县区.
    pub county: Option<&'a str>,
    /// 开发区.
    pub zone: Option<&'a str>,
}

impl<'a> Words<'a> {
    /// Those of a draft.
    pub fn of(draft: &'a Draft) -> Self {
        let text = |field| draft.text(field);
        Self { city: text(Field::City), county: text(Field::County), zone: text(Field::Zone) }
    }
}

impl Places {
    /// Reads the tree. `create` allows what isn't there to be made.
    pub async fn load(writer: &mut Writer, create: bool) -> Result<Self, LedgerError> {
        let mut places =
            Self { orgs: HashMap::new(), by_name: HashMap::new(), create, answered: HashMap::new() };
        for org in writer.open_by::<Org>("1 = 1", Vec::new()).await? {
            places.keep(org);
        }
        Ok(places)
    }

    fn keep(&mut self, org: Kept<Org>) {
        let id = OrgId(org.id);
        let aliases = org.aliases.as_deref().unwrap_or_default().lines();
        let names = aliases.chain([org.name.as_str()]).chain(org.code.as_deref());
        for name in names {
            let ids = self.by_name.entry(key(name, org.kind)).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.orgs.insert(id, org);
    }

    /// An organisation.
    pub fn get(&self, id: OrgId) -> Option<&Kept<Org>> {
        self.orgs.get(&id)
    }

    /// The organisation of any kind that a name means, told apart by the one above it where several bear it.
    pub fn org(&self, name: &str, above: Option<&str>) -> Result<OrgId, Code> {
        let (name, above) = (fold(name), above.map(fold));
        let is_called = |org: &Kept<Org>, name: &str| {
            let aliases = org.aliases.as_deref().unwrap_or_default().lines();
            aliases.chain([org.name.as_str()]).chain(org.code.as_deref()).any(|own| fold(own) == name)
        };
        let lies_there =
            |org: &Kept<Org>| match (&above, org.parent.and_then(|parent| self.orgs.get(&parent))) {
                (None, _) => true,
                (Some(above), Some(parent)) => is_called(parent, above),
                (Some(_), None) => false,
            };
        let found: Vec<OrgId> = (self.orgs.iter())
            .filter(|(_, org)| is_called(org, &name) && lies_there(org))
            .map(|(id, _)| *id)
            .collect();
        match found.as_slice() {
            [] => Err(Code::OrgUnknown),
            [one] => Ok(*one),
            _ => Err(Code::OrgAmbiguous),
        }
    }

    /// The zone that the words mean, or `fallback` when they name none.
    pub fn zone(
        &mut self,
        writer: &mut Writer,
        words: Words<'_>,
        fallback: Option<OrgId>,
    ) -> Result<Found, Trouble> {
        let known = |zone| Found { zone, elsewhere: Vec::new() };
        let Some(zone) = words.zone else {
            return fallback.map(known).ok_or(Trouble { code: Code::ZoneMissing, near: Vec::new() });
        };
        let asked = Asked {
            city: words.city.unwrap_or_default().to_owned(),
            county: words.county.unwrap_or_default().to_owned(),
            zone: zone.to_owned(),
        };
        if let Some(answer) = self.answered.get(&asked) {
            return answer.clone().map(known);
        }
        let answer = self.find_zone(writer, words, zone);
        // The doubt is told once, at the row for which the zone was made.
        self.answered.insert(asked, answer.clone().map(|found| found.zone));
        answer
    }

    /// The zone that the words mean where nothing is open, or `fallback` when they name none. Nothing is made.
    pub fn known_zone(&self, words: Words<'_>, fallback: Option<OrgId>) -> Option<OrgId> {
        let Some(zone) = words.zone else { return fallback };
        let mut found = self.zones_named(zone);
        if let (Some(city), true) = (words.city, found.len() > 1) {
            found.retain(|id| self.stands_in(*id, city));
        }
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    fn find_zone(&mut self, writer: &mut Writer, words: Words<'_>, zone: &str) -> Result<Found, Trouble> {
        let known = |zone| Ok(Found { zone, elsewhere: Vec::new() });
        let found = self.zones_named(zone);
        let in_city: Vec<OrgId> = match words.city {
            None => found.clone(),
            Some(city) => found.iter().copied().filter(|id| self.stands_in(*id, city)).collect(),
        };
        match (in_city.as_slice(), found.as_slice()) {
            ([one], _) => known(*one),
            ([], [one]) if !self.create || self.says_its_city(*one) => known(*one),
            ([], others) if self.create => {
                let elsewhere = others.iter().map(|other| self.placed(*other)).collect();
                Ok(Found { zone: self.make_zone(writer, words, zone), elsewhere })
            }
            ([], []) => Err(Trouble { code: Code::ZoneUnknown, near: self.near(zone) }),
            (_, several) => {
                let near = several.iter().map(|zone| self.placed(*zone)).collect();
                Err(Trouble { code: Code::ZoneAmbiguous, near })
            }
        }
    }

    /// Zones by name, also by that of one above and their own: 晋中市/开发区.
    fn zones_named(&self, name: &str) -> Vec<OrgId> {
        let whole = self.named(name, OrgKind::Zone);
        let folded = fold(name);
        match folded.split_once(ABOVE_MARK) {
            Some((above, zone)) if whole.is_empty() => {
                let mut found = self.named(zone, OrgKind::Zone);
                found.retain(|id| self.stands_in(*id, above));
                found
            }
            _ => whole,
        }
    }

    /// A zone with the organisation by which it is placed: its city, or the one above.
    fn placed(&self, zone: OrgId) -> String {
        let above =
            self.above(zone).find(|org| org.kind == OrgKind::City).or_else(|| self.above(zone).next());
        let name = &self.orgs[&zone].name;
        above.map_or_else(|| name.clone(), |above| format!("{}{ABOVE_MARK}{name}", above.name))
    }

    /// Whether a zone's name begins with that of its city: 长治高新区 stands in 长治, whatever a row says.
    fn says_its_city(&self, zone: OrgId) -> bool {
        let city = self.above(zone).find(|org| org.kind == OrgKind::City);
        city.is_some_and(|city| fold(&self.orgs[&zone].name).starts_with(&key(&city.name, OrgKind::City)))
    }

    /// Organisations of a kind by name.
    fn named(&self, name: &str, kind: OrgKind) -> Vec<OrgId> {
        let ids = self.by_name.get(&key(name, kind)).into_iter().flatten();
        ids.copied().filter(|id| self.orgs[id].kind == kind).collect()
    }

    /// Whether an organisation above `id` has that name.
    pub fn stands_in(&self, id: OrgId, name: &str) -> bool {
        self.above(id).any(|org| key(name, org.kind) == key(&org.name, org.kind))
    }

    /// The organisations above `id`, from near to far.
    fn above(&self, id: OrgId) -> impl Iterator<Item = &Kept<Org>> {
        let mut at = self.orgs.get(&id).and_then(|org| org.parent);
        // A ring can't be, but must not hang an import either.
        std::iter::from_fn(move || {
            let org = self.orgs.get(&at?)?;
            at = org.parent;
            Some(org)
        })
        .take(self.orgs.len())
    }

    /// The province above an organisation, or the one root.
    pub fn province_of(&self, id: OrgId) -> Option<OrgId> {
        let above = self.above(id).find(|org| org.kind == OrgKind::Province).map(|org| OrgId(org.id));
        above.or_else(|| self.root())
    }

    /// The organisations that have none above them.
    pub fn roots(&self) -> impl Iterator<Item = OrgId> {
        self.orgs.values().filter(|org| org.parent.is_none()).map(|org| OrgId(org.id))
    }

    fn root(&self) -> Option<OrgId> {
        self.orgs.values().filter(|org| org.kind == OrgKind::Province).map(|org| OrgId(org.id)).min()
    }

    fn make_zone(&mut self, writer: &mut Writer, words: Words<'_>, zone: &str) -> OrgId {
        let province = self.root().unwrap_or_else(|| self.make_province(writer, words.city));
        let city = words.city.map(|city| {
            let known = self.named(city, OrgKind::City).first().copied();
            known.unwrap_or_else(|| self.make(writer, OrgKind::City, city, province))
        });
        let county = words.county.zip(city).map(|(county, city)| {
            let known =
                self.named(county, OrgKind::County).into_iter().find(|id| self.orgs[id].parent == Some(city));
            known.unwrap_or_else(|| self.make(writer, OrgKind::County, county, city))
        });
        self.make(writer, OrgKind::Zone, zone, county.or(city).unwrap_or(province))
    }

    fn make_province(&mut self, writer: &mut Writer, city: Option<&str>) -> OrgId {
        let province = city.and_then(find_region).and_then(Region::province);
        let name = province.map_or(SOME_PROVINCE, |province| province.full_name);
        self.insert(writer, OrgKind::Province, name, None, province.map(|province| i64::from(province.code)))
    }

    fn make(&mut self, writer: &mut Writer, kind: OrgKind, name: &str, parent: OrgId) -> OrgId {
        self.insert(writer, kind, name, Some(parent), region_named(kind, name))
    }

    fn insert(
        &mut self,
        writer: &mut Writer,
        kind: OrgKind,
        name: &str,
        parent: Option<OrgId>,
        region: Option<i64>,
    ) -> OrgId {
        let sisters = self.orgs.values().filter(|org| org.parent == parent).count();
        let body = Org {
            parent,
            kind,
            name: name.trim().to_owned(),
            aliases: None,
            code: None,
            region,
            level: None,
            position: i64::try_from(sisters).unwrap_or(i64::MAX).saturating_add(1),
            valid_from: None,
            valid_to: None,
        };
        let id = writer.create(&body);
        self.keep(Kept { id, since: writer.change(), source: None, body });
        OrgId(id)
    }

    /// The park of a zone by its name; made when allowed.
    pub fn park(&mut self, writer: &mut Writer, zone: OrgId, name: &str) -> Option<OrgId> {
        let known = self
            .named(name, OrgKind::Park)
            .into_iter()
            .find(|id| self.above(*id).any(|org| org.id == zone.0));
        match known {
            None if self.create => Some(self.make(writer, OrgKind::Park, name, zone)),
            known => known,
        }
    }

    /// Names of zones that share the most signs with a name.
    fn near(&self, name: &str) -> Vec<String> {
        let signs: Vec<char> = fold(name).chars().collect();
        let mut ranked: Vec<(usize, &str)> = (self.orgs.values())
            .filter(|org| org.kind == OrgKind::Zone)
            .map(|org| {
                (fold(&org.name).chars().filter(|sign| signs.contains(sign)).count(), org.name.as_str())
            })
            .filter(|(shared, _)| *shared > signs.len() / 2)
            .collect();
        ranked.sort_by(|one, two| two.0.cmp(&one.0).then(one.1.cmp(two.1)));
        ranked.into_iter().take(PROPOSED).map(|(_, name)| name.to_owned()).collect()
    }

    /// Whether the change being written made the organisation.
    pub fn is_new(&self, id: OrgId, change: ChangeId) -> bool {
        self.orgs.get(&id).is_some_and(|org| org.since == change)
    }
}

/// 晋中 and 晋中市 are one city, 山西 and 山西省 one province.
fn key(name: &str, kind: OrgKind) -> String {
    let folded = fold(name);
    match kind {
        OrgKind::City => folded.strip_suffix('市').map_or(folded.clone(), str::to_owned),
        OrgKind::Province => {
            let names =
                |province: &&Province| [province.full_name, province.short_name].contains(&folded.as_str());
            PROVINCES.iter().find(names).map_or(folded.clone(), |province| province.code.to_string())
        }
        _ => folded,
    }
}
