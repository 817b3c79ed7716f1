//! Pages of a population in the order of a column, without sorting what the page does not show.

use crate::Population;
use crate::snapshot::column::IdMap;
use crate::snapshot::{Block, ProjectView};
use domain::{Day, MilestoneCode, Stage};
use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::fmt;
use std::str::FromStr;

/// Below this many rows a page is picked by a heap of its size; deeper pages partition all rows once.
const HEAP_ROWS_MAX: usize = 2_048;

macro_rules! sort_fields {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// A column by which lists are ordered.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum SortField { $($(#[$doc])* $name,)* }
        impl SortField {
            /// All, in the order of the ledger's columns.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];
            /// The name in addresses and on the command line.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

sort_fields! {
    /// The order of the ledger: by id.
    Id = "id";
    /// Own number.
    OwnNo = "no";
    /// Name.
    Title = "title";
    /// Zone, in the office's unit order.
    Zone = "zone";
    /// Park, in the office's unit order.
    Park = "park";
    /// Stage on the day.
    Stage = "stage";
    /// Total investment.
    Invest = "invest";
    /// Contract amount.
    Contract = "contract";
    /// Expected yearly output.
    Output = "output";
    /// Land.
    Land = "land";
    /// Day of signing.
    Signed = "signed";
    /// Day of ground-breaking.
    Started = "started";
    /// Day of going into production.
    Produced = "produced";
    /// Start promised.
    PlannedStart = "plannedStart";
    /// Production promised.
    PlannedProduction = "plannedProduction";
    /// Days overdue.
    Late = "late";
}

/// A column and a direction; written `invest`, or `-invest` from the largest down. Projects without the value stand
/// last in both directions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub field: SortField,
    /// From the largest down.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self { field: SortField::Id, descending: false }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", if self.descending { "-" } else { "" }, self.field.name())
    }
}

/// No such column to sort by.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no column {0:?} to sort by")]
pub struct UnknownSort(pub String);

impl FromStr for Sort {
    type Err = UnknownSort;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let field = SortField::ALL.iter().copied().find(|field| field.name().eq_ignore_ascii_case(name));
        field.map(|field| Self { field, descending }).ok_or_else(|| UnknownSort(text.to_owned()))
    }
}

/// What a row is ordered by: nothing known last, then a number or the beginning of a text, then the whole text, then
/// the id.
struct Key<'a> {
    number: i128,
    text: &'a str,
    descending: bool,
    id: i64,
    project: ProjectView<'a>,
}

impl Ord for Key<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let text = || {
            let ascending = self.text.cmp(other.text);
            if self.descending { ascending.reverse() } else { ascending }
        };
        self.number.cmp(&other.number).then_with(text).then_with(|| self.id.cmp(&other.id))
    }
}
impl PartialOrd for Key<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Key<'_> {}

impl Population {
    /// The projects from place `offset` on, at most `limit`, in the order asked.
    pub fn page(&self, sort: Sort, offset: usize, limit: usize) -> Vec<ProjectView<'_>> {
        if sort.field == SortField::Id && !sort.descending {
            return self.projects().skip(offset).take(limit).collect();
        }
        let end = offset.saturating_add(limit).min(self.len());
        let keys = self.keys(sort);
        let sorted =
            if end <= HEAP_ROWS_MAX { smallest(keys, end) } else { partitioned(keys.collect(), end) };
        sorted.into_iter().skip(offset).map(|key| key.project).collect()
    }

    fn keys(&self, sort: Sort) -> impl Iterator<Item = Key<'_>> {
        let ranks: IdMap<i64, i64> =
            self.snapshot.places().iter().map(|place| (place.id.0, i64::from(place.rank))).collect();
        let blocks = self.snapshot.blocks().iter().zip(self.masks());
        let true_on = self.true_on;
        blocks.flat_map(move |(block, mask)| {
            let zone_ranks = block.zone.map(|zone| ranks.get(&zone.0).copied());
            let park_ranks = block.park.map(|park| park.and_then(|park| ranks.get(&park.0).copied()));
            mask.rows().map(move |row| {
                let project = ProjectView { block, row };
                let (number, text) = match sort.field {
                    SortField::OwnNo => (Some(prefix(project.own_no())), project.own_no()),
                    SortField::Title => (Some(prefix(project.title())), project.title()),
                    SortField::Zone => (zone_ranks[usize::from(block.zone.codes[row])].map(i128::from), ""),
                    SortField::Park => (park_ranks[usize::from(block.park.codes[row])].map(i128::from), ""),
                    field => (number(field, &project, true_on).map(i128::from), ""),
                };
                let number =
                    number.map_or(i128::MAX, |number| if sort.descending { -number } else { number });
                Key { number, text, descending: sort.descending, id: id(block, row), project }
            })
        })
    }
}

fn id(block: &Block, row: usize) -> i64 {
    block.ids[row]
}

fn number(field: SortField, project: &ProjectView<'_>, true_on: Day) -> Option<i64> {
    let day = |day: Option<Day>| day.map(|day| i64::from(day.days()));
    let promise = |code| day(project.promise_on(code, true_on).map(|promise| promise.day));
    match field {
        SortField::Stage => project.stage_on(true_on).map(|stage| stage as i64),
        SortField::Invest => project.invest_fen(),
        SortField::Contract => project.contract_fen(),
        SortField::Output => project.output_fen(),
        SortField::Land => project.land_mu_e2(),
        SortField::Signed => day(project.day_of(Stage::Signed, true_on)),
        SortField::Started => day(project.day_of(Stage::Commenced, true_on)),
        SortField::Produced => day(project.day_of(Stage::Producing, true_on)),
        SortField::PlannedStart => promise(MilestoneCode::Commencement),
        SortField::PlannedProduction => promise(MilestoneCode::Production),
        SortField::Late => project.days_late(true_on).map(i64::from),
        SortField::Id | SortField::OwnNo | SortField::Title | SortField::Zone | SortField::Park => {
            Some(project.id().0)
        }
    }
}

/// The first fifteen bytes as a number that orders as they do: most texts are told apart without a look at memory.
fn prefix(text: &str) -> i128 {
    let mut bytes = [0; 16];
    let length = text.len().min(15);
    bytes[1..=length].copy_from_slice(&text.as_bytes()[..length]);
    i128::from_be_bytes(bytes)
}

/// The `count` smallest, in order: a heap of that size, and one comparison for each row that is not among them.
fn smallest<'a>(keys: impl Iterator<Item = Key<'a>>, count: usize) -> Vec<Key<'a>> {
    let mut heap = BinaryHeap::with_capacity(count + 1);
    for key in keys {
        if heap.len() < count {
            heap.push(key);
        } else if let Some(mut largest) = heap.peek_mut()
            && key < *largest
        {
            *largest = key;
        }
    }
    heap.into_sorted_vec()
}

fn partitioned(mut keys: Vec<Key<'_>>, count: usize) -> Vec<Key<'_>> {
    if count < keys.len() {
        keys.select_nth_unstable(count);
        keys.truncate(count);
    }
    keys.sort_unstable();
    keys
}
