//! The tree of organisations, resolved for a snapshot: who stands above whom, and in which order they are printed.

use super::ids::{IdCodes, IdMap};
use domain::facts::{ABOVE_MARK, Dimensions, ID_MARK, Kept, Org, OrgId};
use domain::limits::ORG_DEPTH_MAX;
use domain::{Day, OrgKind, Permission, Region, Scope};
use std::collections::HashMap;
use std::sync::Arc;

/// Levels that the walk up the tree follows at most, well above those that the organisations' rules allow: a parent
/// loop in the facts ends instead of hanging.
const LEVELS_MAX: usize = 2 * ORG_DEPTH_MAX;

/// In place of a rank: an organisation in a ring of parents, which no walk from the top meets.
const UNRANKED: u32 = u32::MAX;

/// An organisation with what follows from its place in the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The organisation.
    pub id: OrgId,
    /// What it is.
    pub kind: OrgKind,
    /// Its full name.
    pub name: String,
    /// First and last day of validity; open where nothing is known.
    pub valid: (Option<Day>, Option<Day>),
    /// Region code of its own or of the nearest above that has one.
    pub region: Option<i64>,
    /// Place in the printed order of the whole tree: the offices' unit order, depth first.
    pub rank: u32,
    /// The nearest of each kind, itself included.
    pub zone: Option<OrgId>,
    /// See [`Place::zone`].
    pub city: Option<OrgId>,
    /// See [`Place::zone`].
    pub county: Option<OrgId>,
    /// See [`Place::zone`].
    pub province: Option<OrgId>,
    /// Itself and all above it.
    pub lineage: Vec<OrgId>,
    /// [`Place::region`], read.
    pub(crate) home: Option<Region>,
    /// [`Place::name`] as the key of groups, which many figures hold.
    pub(crate) key: Arc<str>,
    /// The name as it is shown: [`Place::name`], with an organisation above in front where another of the kind has it too.
    pub(crate) shown: Arc<str>,
    names: Vec<String>,
    /// How many organisations lie below it, itself included.
    size: usize,
}

impl Place {
    /// Its name in lists and tables: with its city in front where another of its kind has the same name.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// Whether the organisation existed on a day.
    pub fn valid_on(&self, day: Day) -> bool {
        self.valid.0.is_none_or(|from| from <= day) && self.valid.1.is_none_or(|to| day <= to)
    }

    /// Whether a word names it: name, other name or code, spelling folded.
    pub fn is_called(&self, folded: &str) -> bool {
        let is_short =
            |name: &str| name.strip_suffix(['省', '市', '县', '区']).is_some_and(|short| short == folded);
        self.names.iter().any(|name| name == folded || (self.kind != OrgKind::Zone && is_short(name)))
    }
}

/// All organisations of a snapshot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    places: Vec<Place>,
    /// Where each organisation stands among them.
    index: IdCodes,
    /// The organisations in their printed order, in which all below one follow it.
    in_order: Vec<OrgId>,
}

impl Places {
    /// The tree of these organisations.
    pub fn of(dimensions: &Dimensions) -> Self {
        let ranks = ranks(dimensions);
        let orgs = dimensions.orgs.values();
        let mut places: Vec<Place> = orgs.map(|org| place(org, dimensions, &ranks)).collect();
        tell_apart(&mut places, dimensions);
        let mut index = IdCodes::default();
        for (id, place) in places.iter().map(|place| place.id.0).zip(0..) {
            index.get_or_insert(id, || place);
        }
        for place in 0..places.len() {
            for above in places[place].lineage.clone() {
                if let Some(above) = index.get(above.0) {
                    places[above as usize].size += 1;
                }
            }
        }
        let mut in_order: Vec<&Place> = places.iter().filter(|place| place.rank != UNRANKED).collect();
        in_order.sort_unstable_by_key(|place| place.rank);
        let in_order = in_order.into_iter().map(|place| place.id).collect();
        Self { places, index, in_order }
    }

    /// The organisation with this id.
    pub fn get(&self, id: OrgId) -> Option<&Place> {
        self.index.get(id.0).map(|place| &self.places[place as usize])
    }

    /// An organisation and everything below it, sorted; itself alone when nothing is known of it.
    pub fn below(&self, org: OrgId) -> Vec<OrgId> {
        let slice = self.get(org).and_then(|place| {
            let first = place.rank as usize;
            self.in_order.get(first..first.checked_add(place.size)?)
        });
        let mut below = slice.map_or_else(|| vec![org], <[OrgId]>::to_vec);
        below.sort_unstable();
        below
    }

    /// The organisations that a word names, of one kind or of any, in the offices' order: by name, other name or code;
    /// as 晋中市/开发区, the name after that of one above; as #12, the name before or left out, by id.
    pub fn named(&self, kind: Option<OrgKind>, word: &str) -> Vec<&Place> {
        let of_kind = |place: &&Place| kind.is_none_or(|kind| place.kind == kind);
        let all = |is_meant: &dyn Fn(&Place) -> bool| {
            let mut found: Vec<&Place> = self.iter().filter(of_kind).filter(|it| is_meant(it)).collect();
            found.sort_by_key(|place| place.rank);
            found
        };
        let folded = domain::text::fold(word);
        let whole = all(&|place| place.is_called(&folded));
        if !whole.is_empty() {
            return whole;
        }
        if let Some((name, id)) = folded.rsplit_once(ID_MARK)
            && let Ok(id) = id.parse::<i64>()
        {
            return all(&|place| place.id.0 == id && (name.is_empty() || place.is_called(name)));
        }
        let Some((above, name)) = folded.split_once(ABOVE_MARK) else { return Vec::new() };
        let lies_there = |place: &Place| {
            let mut above_it = place.lineage.iter().skip(1).filter_map(|id| self.get(*id));
            above_it.any(|it| it.is_called(above))
        };
        all(&|place| place.is_called(name) && lies_there(place))
    }

    /// Whether a reader reads an organisation or something below it: what is held there, a round for instance, concerns
    /// them.
    pub fn concern(&self, scope: &Scope, holder: OrgId) -> bool {
        // Of what is held below a node, the node itself is the nearest to the holder above.
        let lies_below = |org: OrgId| self.get(org).is_some_and(|place| place.lineage.contains(&holder));
        let holdings = scope.holdings().unwrap_or_default().iter();
        let mut reading = holdings.filter(|holding| holding.role.may(Permission::Read));
        scope.may(Permission::Read, holder) || reading.any(|holding| lies_below(holding.org))
    }

    /// All, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        self.places.iter()
    }
}

fn place(org: &Kept<Org>, dimensions: &Dimensions, ranks: &IdMap<i64, u32>) -> Place {
    let mut lineage = vec![org];
    let mut above = org.parent;
    while let Some(parent) =
        above.and_then(|id| dimensions.orgs.get(&id.0)).filter(|_| lineage.len() < LEVELS_MAX)
    {
        lineage.push(parent);
        above = parent.parent;
    }
    let nearest = |kind: OrgKind| lineage.iter().find(|it| it.kind == kind).map(|it| OrgId(it.id));
    let aliases = org.aliases.iter().flat_map(|text| text.lines());
    let names = aliases.chain(org.code.as_deref()).chain([org.name.as_str()]);
    let region = lineage.iter().find_map(|it| it.region);
    Place {
        id: OrgId(org.id),
        kind: org.kind,
        name: org.name.clone(),
        key: org.name.as_str().into(),
        shown: org.name.as_str().into(),
        valid: (org.valid_from, org.valid_to),
        region,
        home: region.and_then(region_of),
        rank: ranks.get(&org.id).copied().unwrap_or(UNRANKED),
        size: 0,
        zone: nearest(OrgKind::Zone),
        city: nearest(OrgKind::City),
        county: nearest(OrgKind::County),
        province: nearest(OrgKind::Province),
        lineage: lineage.iter().map(|it| OrgId(it.id)).collect(),
        names: names.map(domain::text::fold).filter(|name| !name.is_empty()).collect(),
    }
}

/// Writes the names that several of a kind bear so that they can be told from each other.
fn tell_apart(places: &mut [Place], dimensions: &Dimensions) {
    let mut by_name: HashMap<(OrgKind, String), Vec<usize>> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        by_name.entry((place.kind, domain::text::fold(&place.name))).or_default().push(at);
    }
    for namesakes in by_name.into_values().filter(|places| places.len() > 1) {
        let orgs: Vec<_> = namesakes.iter().filter_map(|at| dimensions.orgs.get(&places[*at].id.0)).collect();
        for (at, org) in namesakes.iter().zip(&orgs) {
            places[*at].shown = dimensions.told_apart(org, &orgs).into();
        }
    }
}

/// A stored region code.
pub(super) fn region_of(code: i64) -> Option<Region> {
    u32::try_from(code).ok().and_then(Region::new)
}

/// The printed order of the tree: depth first, sisters by position, then by id.
fn ranks(dimensions: &Dimensions) -> IdMap<i64, u32> {
    let mut below: IdMap<i64, Vec<&Kept<Org>>> = IdMap::default();
    let mut waiting: Vec<&Kept<Org>> = Vec::new();
    for org in dimensions.orgs.values() {
        match org.parent.filter(|parent| dimensions.orgs.contains_key(&parent.0)) {
            Some(parent) => below.entry(parent.0).or_default().push(org),
            None => waiting.push(org),
        }
    }
    let last_first =
        |orgs: &mut Vec<&Kept<Org>>| orgs.sort_by_key(|org| std::cmp::Reverse((org.position, org.id)));
    last_first(&mut waiting);
    let mut ranks = IdMap::default();
    while let Some(org) = waiting.pop() {
        let rank = ranks.len() as u32;
        ranks.insert(org.id, rank);
        if let Some(mut sisters) = below.remove(&org.id) {
            last_first(&mut sisters);
            waiting.extend(sisters);
        }
    }
    ranks
}
