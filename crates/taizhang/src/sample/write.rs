//! One project's deeds as records of the ledger.

use super::Sample;
use super::deeds::{Deed, Life, OPEN, Told};
use super::fill::kept;
use super::life::APPROVER;
use crate::ledger::Writer;
use domain::facts::{
    ActualOutput, AnnualPlan, ChangeId, Entry, EntryId, Forecast, InvestorId, Kept, KeyListing,
    MonthlyReport, OrgId, PaidIn, Project, ProjectId, ProjectInvestor, ProjectTaxon, Resumption, RoundId,
    StageEvent, TaxonId, TaxonomyId,
};
use domain::{Day, Recognition};
use std::collections::{BTreeMap, HashMap, VecDeque};

/// From the sample's ids to those of the ledger.
#[derive(Debug, Default)]
pub(super) struct Ids(HashMap<i64, i64>);

/// An id whose number stands alone.
pub(super) trait Number {
    fn number(self) -> i64;
    fn from_number(number: i64) -> Self;
}

macro_rules! numbers {
    ($($id:ident),*) => {$(
        impl Number for $id {
            fn number(self) -> i64 {
                self.0
            }
            fn from_number(number: i64) -> Self {
                Self(number)
            }
        }
    )*};
}
numbers!(OrgId, TaxonomyId, TaxonId, RoundId, InvestorId);

impl Ids {
    /// Remembers under which id a record of the sample was written.
    pub(super) fn put(&mut self, local: i64, written: i64) {
        self.0.insert(local, written);
    }

    /// The ledger's number for one of the sample.
    pub(super) fn raw(&self, local: i64) -> i64 {
        *self.0.get(&local).expect("what is referred to was written before")
    }

    /// The ledger's id for one of the sample.
    pub(super) fn of<I: Number>(&self, id: I) -> I {
        I::from_number(self.raw(id.number()))
    }

    fn knows(&self, local: i64) -> bool {
        self.0.contains_key(&local)
    }
}

/// A project of which more is to be told. What was told is let go: the nation's would fill the memory.
#[derive(Debug)]
pub(super) struct Open {
    /// The project as it is written next or, once registered, as it stands.
    project: Kept<Project>,
    /// The zone, by its id in the sample.
    pub(super) zone: OrgId,
    /// The place of the whole among the open ones, while the family is being registered.
    pub(super) parent: Option<usize>,
    investors: Vec<InvestorId>,
    taxons: Vec<TaxonId>,
    deeds: VecDeque<Told>,
    /// Events that may still be judged: the claimed ones.
    events: BTreeMap<usize, Kept<StageEvent>>,
    entries: Vec<Kept<Entry>>,
}

impl Open {
    /// A life whose family's head stands at `head`.
    pub(super) fn new(life: Life, head: usize) -> Self {
        Self {
            zone: life.project.zone,
            parent: life.parent.map(|place| head + place),
            project: Kept { id: OPEN, since: ChangeId(0), source: None, body: life.project },
            investors: life.investors,
            taxons: life.taxons,
            deeds: life.deeds.into(),
            events: BTreeMap::new(),
            entries: Vec::new(),
        }
    }

    /// Whether it was written.
    pub(super) fn is_registered(&self) -> bool {
        self.project.id != OPEN
    }

    /// Its id in the ledger, once it is registered.
    pub(super) fn project_id(&self) -> ProjectId {
        ProjectId(self.project.id)
    }

    /// Whether nothing more is to be told.
    pub(super) fn is_done(&self) -> bool {
        self.deeds.is_empty()
    }

    /// Takes what was told until a day.
    pub(super) fn due(&mut self, until: Day) -> Vec<Told> {
        let due = self.deeds.partition_point(|told| told.on <= until);
        self.deeds.drain(..due).collect()
    }
}

/// Writes into one change.
pub(super) struct Hand<'a> {
    pub(super) writer: &'a mut Writer,
    pub(super) ids: &'a mut Ids,
    pub(super) sample: &'a Sample,
}

impl Hand<'_> {
    /// The project with its investors and classes.
    pub(super) fn register(&mut self, open: &mut Open, parent: Option<ProjectId>) {
        let body = self.own_fields(open.project.body.clone(), parent);
        let id = self.writer.create(&body);
        open.project = kept(id, self.writer, body);
        let project = ProjectId(id);
        for (investor, position) in open.investors.iter().zip(0..) {
            self.investor(*investor);
            let investor = self.ids.of(*investor);
            self.writer.create(&ProjectInvestor { project, investor, position });
        }
        for taxon in &open.taxons {
            self.writer.create(&ProjectTaxon { project, taxon: self.ids.of(*taxon) });
        }
    }

    fn own_fields(&self, mut body: Project, parent: Option<ProjectId>) -> Project {
        body.zone = self.ids.of(body.zone);
        body.park = body.park.map(|park| self.ids.of(park));
        body.parent = parent;
        body
    }

    /// An investor is written with the first project in which it invests.
    fn investor(&mut self, id: InvestorId) {
        if self.ids.knows(id.0) {
            return;
        }
        let company = self.sample.pool.company(id);
        let written = self.writer.create(&company.investor.body);
        self.ids.put(id.0, written);
        for mut listing in company.listings {
            listing.investor = InvestorId(written);
            self.writer.create(&listing);
        }
    }

    /// Writes one deed of a registered project.
    pub(super) fn write(&mut self, open: &mut Open, deed: Deed) {
        let project = open.project_id();
        match deed {
            Deed::Event { nth, event } => {
                let body = StageEvent { project, ..event };
                let id = self.writer.create(&body);
                if body.recognition == Recognition::Claimed {
                    open.events.insert(nth, kept(id, self.writer, body));
                }
            }
            Deed::Judge { nth, verdict, reason } => {
                let old = &open.events[&nth];
                let body = StageEvent { recognition: verdict, reason, ..old.body.clone() };
                self.writer.replace(old, &body, None);
                open.events.insert(nth, kept(old.id, self.writer, body));
            }
            Deed::Forecast(forecast) => {
                self.writer.create(&Forecast { project, ..forecast });
            }
            Deed::Enter { nth: _, entry, converted_from } => {
                let converted_from = converted_from.map(|place| EntryId(open.entries[place].id));
                let body = Entry { project, round: self.ids.of(entry.round), converted_from, ..entry };
                let id = self.writer.create(&body);
                open.entries.push(kept(id, self.writer, body));
            }
            Deed::MoveOut { nth, on, reason } => self.move_out(&mut open.entries[nth], on, reason),
            Deed::Revise(body) => {
                let old = &open.project;
                let body = self.own_fields(*body, old.body.parent);
                self.writer.replace(old, &body, None);
                open.project = kept(old.id, self.writer, body);
            }
            Deed::Key(listing) => {
                self.writer.create(&KeyListing { project, ..listing });
            }
            Deed::Plan(plan) => drop(self.writer.create(&AnnualPlan { project, ..plan })),
            Deed::Month(report) => drop(self.writer.create(&MonthlyReport { project, ..report })),
            Deed::Paid(paid) => drop(self.writer.create(&PaidIn { project, ..paid })),
            Deed::Output(output) => drop(self.writer.create(&ActualOutput { project, ..output })),
            Deed::Resume(resumption) => drop(self.writer.create(&Resumption { project, ..resumption })),
        }
    }

    fn move_out(&mut self, entry: &mut Kept<Entry>, on: Day, reason: String) {
        let body = Entry {
            moved_out_on: Some(on),
            move_reason: Some(reason),
            approver: Some(APPROVER.to_owned()),
            ..entry.body.clone()
        };
        self.writer.replace(entry, &body, None);
        *entry = kept(entry.id, self.writer, body);
    }
}
