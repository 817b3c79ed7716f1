//! Pages of a population in the order of a column, without sorting what the page does not show.

use crate::Population;
use crate::snapshot::{Block, ProjectView};
use domain::facts::OrgId;
use domain::{Day, MilestoneCode, Stage};
use std::cmp::{Ordering, Reverse};
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

/// A project in its place of the order; of two with equal keys, the one with the smaller id comes first.
struct Ranked<'a, K> {
    key: K,
    id: i64,
    project: ProjectView<'a>,
}

impl<K: Ord> Ord for Ranked<'_, K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key).then_with(|| self.id.cmp(&other.id))
    }
}
impl<K: Ord> PartialOrd for Ranked<'_, K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K: Ord> PartialEq for Ranked<'_, K> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl<K: Ord> Eq for Ranked<'_, K> {}

impl Population {
    /// The projects from place `offset` on, at most `limit`, in the order asked.
    pub fn page(&self, sort: Sort, offset: usize, limit: usize) -> Vec<ProjectView<'_>> {
        if sort.field == SortField::Id && !sort.descending {
            return self.projects().skip(offset).take(limit).collect();
        }
        let end = offset.saturating_add(limit).min(self.len());
        let mut page = self.first(sort, end);
        page.drain(..offset.min(end));
        page
    }

    /// The first `end` projects in the order asked.
    fn first(&self, sort: Sort, end: usize) -> Vec<ProjectView<'_>> {
        let on = self.true_on();
        let top = Top { population: self, end, descending: sort.descending };
        let rank = |org: Option<OrgId>| Some(i64::from(self.snapshot().places().get(org?)?.rank));
        let day = |day: Option<Day>| day.map(|day| i64::from(day.days()));
        let met = |stage| top.by(move |it| day(it.day_of(stage, on)));
        let promised = |code| top.by(move |it| day(it.promised_on(code, on)));
        match sort.field {
            SortField::Id => top.by(|it| Some(it.id().0)),
            SortField::OwnNo => top.by_text(|it| it.own_no()),
            SortField::Title => top.by_text(|it| it.title()),
            SortField::Zone => top.by_number(|block| {
                let ranks = block.zone.map(|zone| rank(Some(*zone)));
                move |row| ranks[block.zone.place(row)]
            }),
            SortField::Park => top.by_number(|block| {
                let ranks = block.park.map(|park| rank(*park));
                move |row| ranks[block.park.place(row)]
            }),
            SortField::Stage => top.by(|it| it.stage_on(on).map(|stage| stage as i64)),
            SortField::Invest => top.by(|it| it.invest_fen()),
            SortField::Contract => top.by(|it| it.contract_fen()),
            SortField::Output => top.by(|it| it.output_fen()),
            SortField::Land => top.by(|it| it.land_mu_e2()),
            SortField::Signed => met(Stage::Signed),
            SortField::Started => met(Stage::Commenced),
            SortField::Produced => met(Stage::Producing),
            SortField::PlannedStart => promised(MilestoneCode::Commencement),
            SortField::PlannedProduction => promised(MilestoneCode::Production),
            SortField::Late => top.by(|it| it.days_late(on).map(i64::from)),
        }
    }
}

/// The first so many projects of a population by one key.
#[derive(Clone, Copy)]
struct Top<'a> {
    population: &'a Population,
    end: usize,
    descending: bool,
}

impl<'a> Top<'a> {
    fn by(self, number: impl Fn(ProjectView<'a>) -> Option<i64> + Copy) -> Vec<ProjectView<'a>> {
        self.by_number(|block| move |row| number(ProjectView { block, row }))
    }

    fn by_number<N: Fn(usize) -> Option<i64>>(
        self,
        of_block: impl Fn(&'a Block) -> N,
    ) -> Vec<ProjectView<'a>> {
        self.by_key(|block| {
            let number = of_block(block);
            // What has no number stands last; turning all bits over turns the order round.
            move |row| match number(row) {
                None => (true, 0),
                Some(number) => (false, if self.descending { !number } else { number }),
            }
        })
    }

    fn by_text(self, text: fn(ProjectView<'a>) -> &'a str) -> Vec<ProjectView<'a>> {
        let of_row = move |block, row| {
            let text = text(ProjectView { block, row });
            (prefix(text), text)
        };
        if self.descending {
            self.by_key(|block| move |row| Reverse(of_row(block, row)))
        } else {
            self.by_key(|block| move |row| of_row(block, row))
        }
    }

    fn by_key<K: Ord, R: Fn(usize) -> K>(self, of_block: impl Fn(&'a Block) -> R) -> Vec<ProjectView<'a>> {
        let snapshot = self.population.snapshot();
        let ranked = snapshot.blocks().iter().zip(self.population.masks()).flat_map(|(block, mask)| {
            let key = of_block(block);
            mask.rows().map(move |row| Ranked {
                key: key(row),
                id: block.ids[row],
                project: ProjectView { block, row },
            })
        });
        let first = if self.end <= HEAP_ROWS_MAX {
            smallest(ranked, self.end)
        } else {
            partitioned(ranked.collect(), self.end)
        };
        first.into_iter().map(|ranked| ranked.project).collect()
    }
}

/// The first sixteen bytes as a number that orders as they do: most texts are told apart without a look at memory.
fn prefix(text: &str) -> u128 {
    let mut bytes = [0; 16];
    let length = text.len().min(bytes.len());
    bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
    u128::from_be_bytes(bytes)
}

/// The `count` smallest, in order: a heap of that size, and one comparison for each row that is not among them.
fn smallest<K: Ord>(all: impl Iterator<Item = K>, count: usize) -> Vec<K> {
    let mut heap = BinaryHeap::with_capacity(count + 1);
    for key in all {
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

/// The `count` smallest, in order, when they are many.
fn partitioned<K: Ord>(mut all: Vec<K>, count: usize) -> Vec<K> {
    if count < all.len() {
        all.select_nth_unstable(count);
        all.truncate(count);
    }
    all.sort_unstable();
    all
}
