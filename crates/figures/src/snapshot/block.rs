//! A block: some thousand projects in columns, never changed after it was made.

use super::column::{Children, Column, Dict, NO_AMOUNT, NO_DAY, Texts, columns};
use super::entries::Entries;
use super::names::Names;
use super::places::region_of;
use super::progress::{OutputRow, PaidRow, PlanRow, ReportRow, ResumptionRow};
use super::project::{furthest_of, stage_of};
use super::rows::{EventRow, KeyRow, PromiseRow, Rows, fen_or_none};
use domain::facts::{Dimensions, Kept, OrgId, Project};
use domain::text::fold;
use domain::{
    AcquisitionKind, ConstructionType, ContractKind, Day, MilestoneCode, Part, Qualifier, Recognition,
    Region, Stage,
};
use std::ops::Range;

/// Projects in a freshly built block: small enough that a write copies little, large enough to scan in a run.
pub(crate) const BLOCK_ROWS: usize = 1_024;
/// Projects from which on a grown block is split.
pub(crate) const BLOCK_ROWS_MAX: usize = 4_096;

/// Stages whose days stand in columns of their own, because nearly every figure asks for them.
pub(crate) const HOT_STAGES: [Stage; 3] = [Stage::Signed, Stage::Commenced, Stage::Producing];

/// Milestones whose promises stand in columns of their own, for the same reason.
pub(crate) const HOT_MILESTONES: [MilestoneCode; 2] =
    [MilestoneCode::Commencement, MilestoneCode::Production];

/// Parts number and title in the text searched; folding leaves no line break.
const SEARCH_MARK: char = '\n';

columns! {
    /// What the promises of one milestone come to in the end.
    PromisedDays {
        /// The last day on which one was said; [`i32::MIN`] without one.
        from: Vec<i32>,
        /// The day promised from then on; [`NO_DAY`] without one.
        day: Vec<i32>,
    }
}

columns! {
    /// Two columns of days for one stage, over recognised events alone.
    StageDays {
        /// The first day from which the stage held, dated or not.
        effective: Vec<i32>,
        /// The first day of a dated event.
        dated: Vec<i32>,
    }
}

columns! {
    /// What the events of a project come to in the end. Asked for a day on or after the last of them, as nearly every
    /// question does, no event need be looked at.
    Outcome {
        /// The last day on which a recognised event takes hold; [`i32::MIN`] without one.
        from: Vec<i32>,
        /// [`super::ProjectView::stage_on`] from then on.
        stage: Vec<Option<Stage>>,
        /// [`super::ProjectView::furthest_on`] from then on.
        furthest: Vec<Option<Stage>>,
    }
}

columns! {
    /// Projects in columns.
    Block {
        ids: Vec<i64>,
        zone: Dict<OrgId>,
        park: Dict<Option<OrgId>>,
        parent: Vec<i64>,
        part: Vec<Option<Part>>,
        own_no: Texts,
        title: Texts,
        /// Own number and title folded, for the search.
        search: Texts,
        project_code: Names,
        leader: Names,
        unit: Names,
        /// 责任人.
        person: Names,
        construction_type: Vec<Option<ConstructionType>>,
        acquisition: Vec<Option<AcquisitionKind>>,
        contract_kind: Vec<Option<ContractKind>>,
        invest: Vec<i64>,
        invest_qualifier: Vec<Option<Qualifier>>,
        contract: Vec<i64>,
        contract_qualifier: Vec<Option<Qualifier>>,
        output: Vec<i64>,
        land_mu_e2: Vec<i64>,
        /// The region of the first investor's seat.
        origin_region: Dict<Option<Region>>,
        stage_days: [StageDays; HOT_STAGES.len()],
        outcome: Outcome,
        events: Children<Vec<EventRow>>,
        promises: Children<Vec<PromiseRow>>,
        promised: [PromisedDays; HOT_MILESTONES.len()],
        entries: Entries,
        keys: Children<Vec<KeyRow>>,
        taxons: Children<Dict<i64, u32>>,
        investors: Children<Vec<i64>>,
        plans: Children<Vec<PlanRow>>,
        reports: Children<Vec<ReportRow>>,
        paid_in: Children<Vec<PaidRow>>,
        outputs: Children<Vec<OutputRow>>,
        resumptions: Children<Vec<ResumptionRow>>,
    }
}

impl Block {
    /// The first day from which a stage held, and the first day of a dated event, where the stage has columns.
    pub(crate) fn hot(&self, stage: Stage) -> Option<&StageDays> {
        HOT_STAGES.iter().position(|hot| *hot == stage).map(|slot| &self.stage_days[slot])
    }

    /// What is promised of a milestone in the end, where it has columns.
    pub(crate) fn promised(&self, code: MilestoneCode) -> Option<&PromisedDays> {
        HOT_MILESTONES.iter().position(|hot| *hot == code).map(|slot| &self.promised[slot])
    }

    /// Whether a folded text is the project's own number, folded.
    pub(crate) fn is_numbered(&self, row: usize, folded: &str) -> bool {
        // The number ends with the first line, and no folded text has two.
        self.search.get(row).strip_prefix(folded).is_some_and(|rest| rest.starts_with(SEARCH_MARK))
    }

    pub(crate) fn push(&mut self, project: &Kept<Project>, rows: &Rows, dimensions: &Dimensions) {
        self.push_identity(project);
        self.push_facts(project);
        self.push_events(&rows.events);
        self.push_promises(&rows.promises);
        self.entries.push(rows.entries.iter().copied());
        self.keys.push(rows.keys.iter().copied());
        self.taxons.push(rows.taxons.iter().map(|link| link.taxon));
        self.investors.push(rows.investors.iter().map(|link| link.investor));
        self.plans.push(rows.plans.iter().copied());
        self.reports.push(rows.reports.iter().copied());
        self.paid_in.push(rows.paid_in.iter().copied());
        self.outputs.push(rows.outputs.iter().copied());
        self.resumptions.push(rows.resumptions.iter().copied());
        let first = rows.investors.first().and_then(|link| dimensions.investors.get(&link.investor));
        self.origin_region.push(&first.and_then(|investor| investor.region).and_then(region_of));
    }

    fn push_identity(&mut self, project: &Kept<Project>) {
        self.ids.push(project.id);
        self.zone.push(&project.zone);
        self.park.push(&project.park);
        self.parent.push(project.parent.map_or(NO_AMOUNT, |parent| parent.0));
        self.part.push(project.part);
        self.own_no.push(&project.own_no);
        self.title.push(&project.title);
        let search = format!("{}{SEARCH_MARK}{}", fold(&project.own_no), fold(&project.title));
        self.search.push(&search);
        self.project_code.push(project.project_code.as_deref());
        self.leader.push(project.liaison_leader.as_deref());
        self.unit.push(project.responsible_unit.as_deref());
        self.person.push(project.responsible_person.as_deref());
    }

    fn push_facts(&mut self, project: &Project) {
        self.construction_type.push(project.construction_type);
        self.acquisition.push(project.acquisition);
        self.contract_kind.push(project.contract_kind);
        self.invest.push(fen_or_none(project.invest_fen));
        self.invest_qualifier.push(project.invest_qualifier);
        self.contract.push(fen_or_none(project.contract_fen));
        self.contract_qualifier.push(project.contract_qualifier);
        self.output.push(fen_or_none(project.output_fen));
        self.land_mu_e2.push(project.land_mu_e2.unwrap_or(NO_AMOUNT));
    }

    fn push_events(&mut self, events: &[EventRow]) {
        let recognised = || events.iter().filter(|event| event.recognition == Recognition::Recognized);
        for (stage, days) in HOT_STAGES.iter().zip(&mut self.stage_days) {
            let of_stage = || recognised().filter(|event| event.stage == *stage);
            let first = of_stage().next();
            let first_dated = of_stage().find(|event| !event.undated);
            days.effective.push(first.map_or(NO_DAY, |event| event.effective_on.days()));
            days.dated.push(first_dated.map_or(NO_DAY, |event| event.effective_on.days()));
        }
        let last = recognised().map(|event| event.effective_on.days()).max();
        self.outcome.from.push(last.unwrap_or(i32::MIN));
        self.outcome.stage.push(stage_of(events, Day::MAX));
        self.outcome.furthest.push(furthest_of(events, Day::MAX));
        self.events.push(events.iter().copied());
    }

    fn push_promises(&mut self, promises: &[PromiseRow]) {
        for (code, days) in HOT_MILESTONES.iter().zip(&mut self.promised) {
            let of_code = || promises.iter().filter(|promise| promise.code == *code);
            let last_said = of_code().map(|promise| promise.said_on.days()).max();
            days.from.push(last_said.unwrap_or(i32::MIN));
            days.day.push(of_code().next_back().map_or(NO_DAY, |promise| promise.day.days()));
        }
        self.promises.push(promises.iter().copied());
    }
}
