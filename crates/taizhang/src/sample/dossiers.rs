//! The sample without a database: dimensions and dossiers as they stand today, for tests and measurements.

use super::deeds::{Deed, Life};
use super::life::APPROVER;
use super::{Local, Sample};
use domain::Day;
use domain::facts::{
    ActualOutput, AnnualPlan, ChangeId, Dimensions, Dossier, Entry, EntryId, Forecast, Kept, KeyListing,
    MonthlyReport, PaidIn, ProjectId, ProjectInvestor, ProjectTaxon, Resumption, StageEvent,
};
use std::collections::BTreeMap;

fn kept<R>(id: i64, body: R) -> Kept<R> {
    Kept { id, since: ChangeId(1), source: None, body }
}

fn by_id<'a, R: Clone + 'a>(rows: impl IntoIterator<Item = &'a Local<R>>) -> BTreeMap<i64, Kept<R>> {
    rows.into_iter().map(|row| (row.id, kept(row.id, row.body.clone()))).collect()
}

impl Sample {
    /// What all projects refer to.
    pub fn dimensions(&self) -> Dimensions {
        let mut investors = BTreeMap::new();
        let mut listings = BTreeMap::new();
        for id in self.pool.ids() {
            let company = self.pool.company(id);
            for listing in company.listings {
                let id = self.first_project_id - 1 - i64::try_from(listings.len()).unwrap_or(0);
                listings.insert(id, kept(id, listing));
            }
            investors.insert(id.0, kept(id.0, company.investor.body));
        }
        Dimensions {
            orgs: by_id(self.orgs()),
            rounds: by_id(self.rounds()),
            taxonomies: by_id(self.taxonomies()),
            taxons: by_id(self.taxons()),
            investors,
            listings,
            targets: BTreeMap::new(),
            figure_rules: BTreeMap::new(),
            bulletin_rules: BTreeMap::new(),
        }
    }

    /// Every project as it stands today.
    pub fn dossiers(&self) -> impl Iterator<Item = Dossier> + '_ {
        let mut next_id = self.first_project_id;
        self.families().flat_map(move |lives| {
            let mut dossiers: Vec<Dossier> = Vec::with_capacity(lives.len());
            for life in lives {
                let parent = life.parent.map(|place| dossiers[place].id());
                dossiers.push(Build::start(&mut next_id, &life, parent).finish(life));
            }
            dossiers
        })
    }
}

/// A dossier in the making.
struct Build<'a> {
    next_id: &'a mut i64,
    project: ProjectId,
    dossier: Dossier,
    events: Vec<usize>,
    entries: Vec<EntryId>,
}

impl<'a> Build<'a> {
    fn start(next_id: &'a mut i64, life: &Life, parent: Option<ProjectId>) -> Self {
        let id = *next_id;
        *next_id += 1;
        let mut body = life.project.clone();
        body.parent = parent;
        let dossier = Dossier::of(kept(id, body));
        Self { next_id, project: ProjectId(id), dossier, events: Vec::new(), entries: Vec::new() }
    }

    fn keep<R>(&mut self, body: R) -> Kept<R> {
        *self.next_id += 1;
        kept(*self.next_id - 1, body)
    }

    fn finish(mut self, life: Life) -> Dossier {
        let project = self.project;
        for (investor, position) in life.investors.iter().zip(0..) {
            let row = self.keep(ProjectInvestor { project, investor: *investor, position });
            self.dossier.investors.push(row);
        }
        for taxon in &life.taxons {
            let row = self.keep(ProjectTaxon { project, taxon: *taxon });
            self.dossier.taxons.push(row);
        }
        for told in life.deeds {
            self.apply(told.deed);
        }
        self.dossier
    }

    fn apply(&mut self, deed: Deed) {
        let project = self.project;
        match deed {
            Deed::Event { nth, event } => self.add_event(nth, StageEvent { project, ..event }),
            Deed::Judge { nth, verdict, reason } => {
                let event = &mut self.dossier.events[self.events[nth]].body;
                event.recognition = verdict;
                event.reason = reason;
            }
            Deed::Forecast(forecast) => {
                let row = self.keep(Forecast { project, ..forecast });
                self.dossier.forecasts.push(row);
            }
            Deed::Enter { nth, entry, converted_from } => {
                let converted_from = converted_from.map(|place| self.entries[place]);
                self.add_entry(nth, Entry { project, converted_from, ..entry });
            }
            Deed::MoveOut { nth, on, reason } => self.move_out(nth, on, reason),
            Deed::Revise(body) => {
                let parent = self.dossier.project.body.parent;
                self.dossier.project.body = *body;
                self.dossier.project.body.parent = parent;
            }
            Deed::Key(listing) => {
                let row = self.keep(KeyListing { project, ..listing });
                self.dossier.key_listings.push(row);
            }
            Deed::Plan(body) => {
                let row = self.keep(AnnualPlan { project, ..body });
                self.dossier.plans.push(row);
            }
            Deed::Month(body) => {
                let row = self.keep(MonthlyReport { project, ..body });
                self.dossier.reports.push(row);
            }
            Deed::Paid(body) => {
                let row = self.keep(PaidIn { project, ..body });
                self.dossier.paid_in.push(row);
            }
            Deed::Output(body) => {
                let row = self.keep(ActualOutput { project, ..body });
                self.dossier.outputs.push(row);
            }
            Deed::Resume(body) => {
                let row = self.keep(Resumption { project, ..body });
                self.dossier.resumptions.push(row);
            }
        }
    }

    fn add_event(&mut self, nth: usize, event: StageEvent) {
        let row = self.keep(event);
        if self.events.len() <= nth {
            self.events.resize(nth + 1, usize::MAX);
        }
        self.events[nth] = self.dossier.events.len();
        self.dossier.events.push(row);
    }

    fn add_entry(&mut self, nth: usize, entry: Entry) {
        let row = self.keep(entry);
        if self.entries.len() <= nth {
            self.entries.resize(nth + 1, EntryId(row.id));
        }
        self.entries[nth] = EntryId(row.id);
        self.dossier.entries.push(row);
    }

    fn move_out(&mut self, nth: usize, on: Day, reason: String) {
        let id = self.entries[nth].0;
        let moved = self.dossier.entries.iter_mut().find(|entry| entry.id == id);
        let entry = &mut moved.expect("an entry is told before its move").body;
        entry.moved_out_on = Some(on);
        entry.move_reason = Some(reason);
        entry.approver = Some(APPROVER.to_owned());
    }
}
