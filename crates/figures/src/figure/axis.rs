//! A dimension of a question: a small number, its code, for each item; the words of a code at the end.

use super::calendar::Calendar;
use super::dim::{Dim, Key, KeyOf};
use super::items::Items;
use crate::catalogue::{Basis, Event};
use crate::derive::{Origins, Provenance, Sizes};
use crate::snapshot::column::NO_AMOUNT;
use crate::snapshot::ids::IdMap;
// The code of what is not known, in every dimension.
use crate::snapshot::numbering::{NOTHING, Numbered, Numbering};
use crate::snapshot::{Block, ProjectView, Snapshot, met_by};
use crate::year::Year;
use domain::facts::{OrgId, RoundId, TaxonId};
use domain::{Day, ListKind, MilestoneCode, Origin, SigningClass, Stage, YearClass};
use std::sync::Arc;

/// The bucket of projects without a class, so that industries are exhaustive.
pub const UNCLASSIFIED: &str = "未分类";
const UNDATED: &str = "undated";
const UNKNOWN: &str = "unknown";
const NONE: &str = "none";

/// What a question says to all of its dimensions.
#[derive(Clone, Copy)]
pub(crate) struct About<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) true_on: Day,
    pub(crate) basis: Basis,
    pub(crate) event: Option<Event>,
    pub(crate) taxonomy: Option<i64>,
}

impl About<'_> {
    /// The days that dimensions of time tell apart: of rounds, or of the figure's event as far as it has come to pass.
    fn days(&self) -> Vec<Day> {
        let blocks = || self.snapshot.blocks().iter();
        let promised = |code| {
            let of_block = move |block: &Block| {
                let promises = block.promises.items.iter().filter(move |promise| promise.code == code);
                ends(promises.map(|promise| promise.day.days()))
            };
            blocks().flat_map(move |block| of_block(block)).collect()
        };
        let true_on = self.true_on.days();
        match (self.basis, self.event) {
            (Basis::Entries, _) => self.snapshot.rounds().days().collect(),
            (Basis::Projects, None) => Vec::new(),
            (Basis::Projects, Some(Event::PlannedStart)) => promised(MilestoneCode::Commencement),
            (Basis::Projects, Some(Event::PlannedProduction)) => promised(MilestoneCode::Production),
            (Basis::Projects, Some(Event::Stage(stage))) => {
                let of_block = |block: &Block| match block.hot(stage) {
                    Some(days) => ends(days.dated.iter().copied().filter(|day| *day <= true_on)),
                    None => {
                        let events = block.events.items.iter().map(|event| event.effective_on.days());
                        ends(events.filter(|day| *day <= true_on))
                    }
                };
                blocks().flat_map(|block| of_block(block)).collect()
            }
        }
    }
}

/// The first and the last day.
fn ends(days: impl Iterator<Item = i32>) -> Vec<Day> {
    let (first, last) = days.fold((i32::MAX, i32::MIN), |(first, last), day| (first.min(day), last.max(day)));
    [first, last].into_iter().filter_map(Day::from_days).collect()
}

/// A dimension made ready for one question.
pub(crate) struct Axis<'a> {
    pub(crate) dim: Dim,
    about: About<'a>,
    sizes: Sizes,
    /// The year of the day asked, of which the classes of a year speak.
    year: Year,
    /// Of dimensions of time: the years, quarters or months.
    calendar: Calendar,
    /// Of dimensions of records: their numbers, which are the codes.
    records: Option<Records<'a>>,
}

/// The numbers of records: of most kinds they come with the snapshot, of classes they depend on the taxonomy asked.
enum Records<'a> {
    Kept(&'a Numbering),
    Classes(Numbering),
}

impl Records<'_> {
    fn get(&self) -> &Numbering {
        match self {
            Self::Kept(numbering) => numbering,
            Self::Classes(numbering) => numbering,
        }
    }
}

impl<'a> Axis<'a> {
    pub(crate) fn new(dim: Dim, about: About<'a>) -> Self {
        let calendar = match dim {
            Dim::Year | Dim::Quarter | Dim::Month => Calendar::over(dim, about.days()),
            _ => Calendar::over(dim, []),
        };
        let kept = |of| Some(Records::Kept(about.snapshot.numbering(of)));
        let records = match dim {
            Dim::City => kept(Numbered::City),
            Dim::County => kept(Numbered::County),
            Dim::Zone => kept(Numbered::Zone),
            Dim::Park => kept(Numbered::Park),
            Dim::Round => kept(Numbered::Round),
            Dim::Industry => Some(Records::Classes(classes(about))),
            _ => None,
        };
        Self { dim, about, sizes: Sizes::default(), year: Year::of(about.true_on), calendar, records }
    }

    /// Of the block in some place, the code of each distinct value of the column.
    fn table(&self, place: usize) -> &[u32] {
        self.records.as_ref().map_or(&[], |records| &records.get().tables[place])
    }

    /// How many codes there can be.
    pub(crate) fn len(&self) -> usize {
        let known = match self.dim {
            Dim::City | Dim::County | Dim::Zone | Dim::Park | Dim::Round | Dim::Industry => {
                return self.records.as_ref().map_or(0, |records| records.get().ids.len());
            }
            Dim::List => ListKind::ALL.len(),
            Dim::Stage => Stage::ALL.len(),
            Dim::Size => self.sizes.codes().len(),
            Dim::Origin => Provenance::all().count(),
            Dim::YearClass => YearClass::ALL.len(),
            Dim::SigningClass => SigningClass::ALL.len(),
            Dim::Year | Dim::Quarter | Dim::Month => self.calendar.len(),
        };
        known + 1
    }

    /// The code of each item.
    pub(crate) fn codes(&self, items: &Items<'_>) -> Vec<u32> {
        let block = items.block;
        match self.dim {
            Dim::City | Dim::County | Dim::Zone => {
                let table = self.table(items.place);
                by_row(items, |row| table[block.zone.place(row)])
            }
            Dim::Park => {
                let table = self.table(items.place);
                by_row(items, |row| table[block.park.place(row)])
            }
            Dim::Industry => {
                let (table, taxons) = (self.table(items.place), &block.taxons);
                let first = |row| taxons.of(row).map(|place| table[taxons.items.place(place)]).min();
                by_row(items, |row| first(row).filter(|code| *code != u32::MAX).unwrap_or(NOTHING))
            }
            Dim::Stage => {
                let stage = |row| ProjectView { block, row }.stage_on(self.about.true_on);
                by_row(items, |row| known(stage(row).map(|stage| stage as u32)))
            }
            Dim::Origin => {
                let origins = Origins::of(block, self.about.snapshot.places());
                by_row(items, |row| known(origins.get(row).map(place_of)))
            }
            Dim::Round => self.rounds(items),
            Dim::List => {
                let lists = &block.entries.items.list;
                let entries = items.entries.iter().flatten();
                entries.map(|entry| known(Some(lists[*entry as usize] as u32))).collect()
            }
            Dim::Size => self.bands(items),
            Dim::YearClass => {
                let class = |row| self.year.class(ProjectView { block, row });
                by_row(items, |row| known(class(row).map(|class| class as u32)))
            }
            Dim::SigningClass => {
                let class = |row| self.year.signing(ProjectView { block, row });
                by_row(items, |row| known(class(row).map(|class| class as u32)))
            }
            Dim::Year | Dim::Quarter | Dim::Month => self.spans(items),
        }
    }

    /// The round of an entry; of a project, the first on whose list of the figure's stage it stands.
    fn rounds(&self, items: &Items<'_>) -> Vec<u32> {
        let (table, columns) = (self.table(items.place), &items.block.entries.items);
        if let Some(entries) = &items.entries {
            return entries.iter().map(|entry| table[columns.round.place(*entry as usize)]).collect();
        }
        let rounds = self.about.snapshot.rounds();
        let standing = rounds.standing(items.block, self.about.true_on);
        let list = self.about.event.and_then(Event::list);
        let first = |row| {
            let on_list = items
                .block
                .entries
                .of(row)
                .filter(|entry| Some(columns.list[*entry]) == list && standing.has(*entry));
            let first = on_list.min_by_key(|entry| rounds.day(*columns.round.get(*entry)));
            first.map_or(NOTHING, |entry| table[columns.round.place(entry)])
        };
        by_row(items, first)
    }

    /// The size band of the total investment, or of what was frozen for an entry.
    fn bands(&self, items: &Items<'_>) -> Vec<u32> {
        let band = |fen: i64| known((fen != NO_AMOUNT).then(|| self.sizes.index_of(fen) as u32));
        match &items.entries {
            None => by_row(items, |row| band(items.block.invest[row])),
            Some(entries) => {
                let amounts = &items.block.entries.items.amount;
                entries.iter().map(|entry| band(amounts[*entry as usize])).collect()
            }
        }
    }

    /// The year, quarter or month of the figure's event, or of the entry's round.
    fn spans(&self, items: &Items<'_>) -> Vec<u32> {
        let (block, true_on) = (items.block, self.about.true_on);
        let code = |day: Option<Day>| known(day.map(|day| self.calendar.number(day)));
        let promised =
            |milestone| by_row(items, |row| code(ProjectView { block, row }.promised_on(milestone, true_on)));
        match (&items.entries, self.about.event) {
            (Some(entries), _) => {
                let rounds = &block.entries.items.round;
                let table = rounds.map(|round| code(self.about.snapshot.rounds().day(*round)));
                entries.iter().map(|entry| table[rounds.place(*entry as usize)]).collect()
            }
            (None, Some(Event::Stage(stage))) => match block.hot(stage) {
                Some(days) => by_row(items, |row| code(met_by(days.dated[row], true_on))),
                None => by_row(items, |row| code(ProjectView { block, row }.day_of(stage, true_on))),
            },
            (None, Some(Event::PlannedStart)) => promised(MilestoneCode::Commencement),
            (None, Some(Event::PlannedProduction)) => promised(MilestoneCode::Production),
            (None, None) => vec![NOTHING; items.len()],
        }
    }

    /// The key that a code stands for.
    pub(crate) fn key(&self, code: u32) -> Key {
        let snapshot = self.about.snapshot;
        if code == NOTHING {
            return Key::of_code(i64::MAX, self.nothing());
        }
        let number = i64::from(code - 1);
        let plain = |text: &str| Key::of_code(number, text);
        let id = || self.records.as_ref().map_or(NO_AMOUNT, |records| records.get().ids[code as usize]);
        let record = |known: Option<(i64, Arc<str>)>, of: KeyOf| match known {
            Some((order, text)) => Key { of, ..Key::of_code(order, text) },
            None => Key { of, ..Key::of_code(id(), id().to_string()) },
        };
        match self.dim {
            Dim::City | Dim::County | Dim::Zone | Dim::Park => {
                let org = OrgId(id());
                snapshot.places().get(org).map_or_else(|| record(None, KeyOf::Org(org)), Key::of_place)
            }
            Dim::Industry => {
                let class = snapshot.dimensions().taxons.get(&id());
                record(class.map(|it| (it.position, it.name.as_str().into())), KeyOf::Taxon(TaxonId(id())))
            }
            Dim::Round => {
                let round = snapshot.rounds().key(id());
                let text = round.map(|it| it.to_string().into());
                let order = round.map(|it| i64::from(it.year) * 1_000 + i64::from(it.seq_in_year));
                record(order.zip(text), KeyOf::Round(RoundId(id())))
            }
            Dim::List => plain(ListKind::ALL[number as usize].code()),
            Dim::Stage => plain(Stage::ALL[number as usize].code()),
            Dim::Origin => plain(Provenance::all().nth(number as usize).map_or(UNKNOWN, Provenance::code)),
            Dim::YearClass => plain(YearClass::ALL[number as usize].code()),
            Dim::SigningClass => plain(SigningClass::ALL[number as usize].code()),
            Dim::Size => plain(&self.sizes.codes()[number as usize]),
            Dim::Year | Dim::Quarter | Dim::Month => {
                let (order, text) = self.calendar.key(code - 1);
                Key::of_code(order, text)
            }
        }
    }

    fn nothing(&self) -> &'static str {
        match self.dim {
            Dim::Industry => UNCLASSIFIED,
            Dim::Year | Dim::Quarter | Dim::Month => UNDATED,
            Dim::Origin | Dim::Size => UNKNOWN,
            _ => NONE,
        }
    }
}

/// Classes of the chosen taxonomy in its order, so that the first class of a project has the least code.
fn classes(about: About<'_>) -> Numbering {
    let all = about.snapshot.dimensions().taxons.values();
    let mut classes: Vec<(i64, i64)> = all
        .filter(|class| Some(class.taxonomy.0) == about.taxonomy)
        .map(|class| (class.position, class.id))
        .collect();
    classes.sort_unstable();
    let ids: Vec<i64> = std::iter::once(NO_AMOUNT).chain(classes.iter().map(|(_, id)| *id)).collect();
    let codes: IdMap<i64, u32> = ids.iter().copied().zip(NOTHING..).skip(1).collect();
    let code = |class: &i64| codes.get(class).copied().unwrap_or(u32::MAX);
    let tables = about.snapshot.blocks().iter().map(|block| block.taxons.items.map(code)).collect();
    Numbering { ids, tables }
}

fn by_row(items: &Items<'_>, code: impl Fn(usize) -> u32) -> Vec<u32> {
    items.rows.iter().map(|row| code(*row as usize)).collect()
}

/// The code of a place in a fixed list.
fn known(place: Option<u32>) -> u32 {
    place.map_or(NOTHING, |place| place + 1)
}

fn place_of(origin: Provenance) -> u32 {
    match origin {
        Provenance::Of(origin) => origin as u32,
        Provenance::SameProvince => Origin::ALL.len() as u32,
    }
}
