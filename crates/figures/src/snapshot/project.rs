//! One project of a snapshot, read from its columns.

use super::column::{NO_AMOUNT, NO_DAY};
use super::{Block, EntryRow, EventRow, KeyRow, PlanRow, PromiseRow, ResumptionRow, progress};
use domain::facts::{InvestorId, OrgId, ProjectId, TaxonId};
use domain::{
    AcquisitionKind, ConstructionType, ContractKind, Day, MilestoneCode, Part, Qualifier, Recognition, Stage,
    StageStep,
};

/// A project as lists show it; made by a [`crate::Population`], so it is in the reader's scope.
#[derive(Debug, Clone, Copy)]
pub struct ProjectView<'a> {
    pub(crate) block: &'a Block,
    pub(crate) row: usize,
}

fn amount(fen: i64) -> Option<i64> {
    (fen != NO_AMOUNT).then_some(fen)
}

/// See [`ProjectView::stage_on`].
pub(super) fn stage_of(events: &[EventRow], true_on: Day) -> Option<Stage> {
    domain::stage_of(steps(events, true_on))
}

/// See [`ProjectView::furthest_on`].
pub(super) fn furthest_of(events: &[EventRow], true_on: Day) -> Option<Stage> {
    domain::furthest_of(steps(events, true_on))
}

fn steps(events: &[EventRow], true_on: Day) -> impl Iterator<Item = StageStep> + Clone {
    events.iter().filter(move |event| event.counts_on(true_on)).map(EventRow::step)
}

/// The day of a column of days, unless it is later than the day asked.
pub(crate) fn met_by(day: i32, true_on: Day) -> Option<Day> {
    Day::from_days(day).filter(|day| *day <= true_on)
}

impl<'a> ProjectView<'a> {
    /// The project.
    pub fn id(&self) -> ProjectId {
        ProjectId(self.block.ids[self.row])
    }
    /// The zone's own number.
    pub fn own_no(&self) -> &'a str {
        self.block.own_no.get(self.row)
    }
    /// The name.
    pub fn title(&self) -> &'a str {
        self.block.title.get(self.row)
    }
    /// The zone that answers for it.
    pub fn zone(&self) -> OrgId {
        *self.block.zone.get(self.row)
    }
    /// The park inside the zone.
    pub fn park(&self) -> Option<OrgId> {
        *self.block.park.get(self.row)
    }
    /// The project of which it is a part.
    pub fn parent(&self) -> Option<ProjectId> {
        amount(self.block.parent[self.row]).map(ProjectId)
    }
    /// What it is of its parent.
    pub fn part(&self) -> Option<Part> {
        self.block.part[self.row]
    }
    /// 固定资产投资项目代码.
    pub fn project_code(&self) -> Option<&'a str> {
        self.block.project_code.get(self.row)
    }
    /// 包联领导.
    pub fn leader(&self) -> Option<&'a str> {
        self.block.leader.get(self.row)
    }
    /// 责任单位.
    pub fn unit(&self) -> Option<&'a str> {
        self.block.unit.get(self.row)
    }
    /// 建设性质.
    pub fn construction_type(&self) -> Option<ConstructionType> {
        self.block.construction_type[self.row]
    }
    /// 新招引, 增资扩产, 利润再投资.
    pub fn acquisition(&self) -> Option<AcquisitionKind> {
        self.block.acquisition[self.row]
    }
    /// Formal contract or framework agreement.
    pub fn contract_kind(&self) -> Option<ContractKind> {
        self.block.contract_kind[self.row]
    }
    /// Total investment in fen.
    pub fn invest_fen(&self) -> Option<i64> {
        amount(self.block.invest[self.row])
    }
    /// The word on the total investment.
    pub fn invest_qualifier(&self) -> Option<Qualifier> {
        self.block.invest_qualifier[self.row]
    }
    /// Contract amount in fen.
    pub fn contract_fen(&self) -> Option<i64> {
        amount(self.block.contract[self.row])
    }
    /// The word on the contract amount.
    pub fn contract_qualifier(&self) -> Option<Qualifier> {
        self.block.contract_qualifier[self.row]
    }
    /// Expected yearly output in fen.
    pub fn output_fen(&self) -> Option<i64> {
        amount(self.block.output[self.row])
    }
    /// Land in hundredths of a 亩.
    pub fn land_mu_e2(&self) -> Option<i64> {
        amount(self.block.land_mu_e2[self.row])
    }
    /// Its stage events in the order in which they hold.
    pub fn events(&self) -> &'a [EventRow] {
        self.block.events.get(self.row)
    }
    /// Its promises and forecasts in the order in which they were recorded.
    pub fn promises(&self) -> &'a [PromiseRow] {
        self.block.promises.get(self.row)
    }
    /// Its entries, by id.
    pub fn entries(&self) -> impl Iterator<Item = EntryRow> + 'a {
        let entries = &self.block.entries;
        entries.of(self.row).map(|place| entries.items.get(place))
    }
    /// Its places on lists of key projects.
    pub fn keys(&self) -> &'a [KeyRow] {
        self.block.keys.get(self.row)
    }
    /// Its classes, of all taxonomies.
    pub fn taxons(&self) -> impl Iterator<Item = TaxonId> + 'a {
        let taxons = &self.block.taxons;
        taxons.of(self.row).map(|place| TaxonId(*taxons.items.get(place)))
    }
    /// Its investors, the first first.
    pub fn investors(&self) -> impl Iterator<Item = InvestorId> + 'a {
        self.block.investors.get(self.row).iter().map(|id| InvestorId(*id))
    }

    /// The stage on a day, by the rule of [`domain::stage_of`].
    pub fn stage_on(&self, true_on: Day) -> Option<Stage> {
        let outcome = &self.block.outcome;
        if outcome.from[self.row] <= true_on.days() {
            return outcome.stage[self.row];
        }
        stage_of(self.events(), true_on)
    }

    /// The furthest stage of life that recognised events show by a day ([`domain::furthest_of`]).
    pub fn furthest_on(&self, true_on: Day) -> Option<Stage> {
        let outcome = &self.block.outcome;
        if outcome.from[self.row] <= true_on.days() {
            return outcome.furthest[self.row];
        }
        furthest_of(self.events(), true_on)
    }

    /// Whether a recognised event of this very stage holds by a day, dated or not.
    pub fn has_event(&self, stage: Stage, true_on: Day) -> bool {
        match self.block.hot(stage) {
            Some(days) => days.effective[self.row] <= true_on.days(),
            None => self.events().iter().any(|event| event.stage == stage && event.counts_on(true_on)),
        }
    }

    /// The first dated, recognised event of a stage by a day.
    pub fn day_of(&self, stage: Stage, true_on: Day) -> Option<Day> {
        let day = match self.block.hot(stage) {
            Some(days) => days.dated[self.row],
            None => self
                .events()
                .iter()
                .find(|it| it.stage == stage && it.recognition == Recognition::Recognized && !it.undated)
                .map_or(NO_DAY, |event| event.effective_on.days()),
        };
        met_by(day, true_on)
    }

    /// The first day by which a stage of life was reached, by its own event or a later stage's, dated or not. A life
    /// given up before the present one counts no more, as in [`ProjectView::furthest_on`].
    pub fn reached_on(&self, stage: Stage, true_on: Day) -> Option<Day> {
        let life = domain::present_life(self.steps_on(true_on));
        life.filter(|step| step.stage >= stage).map(|step| step.last_on).min()
    }

    /// The day of the contract of the present life: of its own event, dated or not.
    pub(crate) fn signed_on(&self, true_on: Day) -> Option<Day> {
        let life = domain::present_life(self.steps_on(true_on));
        life.filter(|step| step.stage == Stage::Signed).map(|step| step.last_on).min()
    }

    /// The steps that count on a day, in the order in which they hold.
    pub(crate) fn steps_on(&self, true_on: Day) -> impl Iterator<Item = StageStep> + Clone + 'a {
        steps(self.events(), true_on)
    }

    /// Its plans, all years and versions.
    pub fn plans(&self) -> &'a [PlanRow] {
        self.block.plans.get(self.row)
    }

    /// Whether it went on building, year by year.
    pub fn resumptions(&self) -> &'a [ResumptionRow] {
        self.block.resumptions.get(self.row)
    }

    /// Investment done in fen in the months of a year up to one of them; none where no report states any.
    pub fn done_fen(&self, year: i16, through: u8) -> Option<i64> {
        progress::done(self.block.reports.get(self.row), year, through)
    }

    /// Whether the report of a month states the investment done.
    pub fn reports_done(&self, year: i16, month: u8) -> bool {
        progress::is_told(self.block.reports.get(self.row), year, month)
    }

    /// Investment done in fen in a month; none where its report states nothing from which it follows.
    pub fn done_in_fen(&self, year: i16, month: u8) -> Option<i64> {
        progress::done_in(self.block.reports.get(self.row), year, month)
    }

    /// Money in fen that arrived by a day; none where none is known.
    pub fn paid_in_fen(&self, true_on: Day) -> Option<i64> {
        let by_then = self.block.paid_in.get(self.row).iter().filter(|paid| paid.day <= true_on);
        by_then.map(|paid| paid.amount).reduce(i64::saturating_add)
    }

    /// Output in fen of a year up to a month that ended by a day.
    pub fn actual_output_fen(&self, year: i16, by: (u8, Day)) -> Option<i64> {
        progress::output_of(self.block.outputs.get(self.row), year, by)
    }

    /// The first promise of a milestone.
    pub fn first_promise(&self, code: MilestoneCode) -> Option<PromiseRow> {
        self.promises().iter().find(|promise| promise.code == code).copied()
    }

    /// The promise in force on a day: the latest said by then. When all were said later (a ledger taken over from
    /// older papers), the first promise is taken: it is the oldest that is known.
    pub fn promise_on(&self, code: MilestoneCode, true_on: Day) -> Option<PromiseRow> {
        let of_code = || self.promises().iter().filter(|promise| promise.code == code);
        of_code().rev().find(|promise| promise.said_on <= true_on).or_else(|| of_code().next()).copied()
    }

    /// The day of [`ProjectView::promise_on`].
    pub fn promised_on(&self, code: MilestoneCode, true_on: Day) -> Option<Day> {
        match self.block.promised(code) {
            Some(days) if days.from[self.row] <= true_on.days() => Day::from_days(days.day[self.row]),
            _ => self.promise_on(code, true_on).map(|promise| promise.day),
        }
    }

    /// Days by which a promise in force is overdue on a day: promised for before it, the milestone's stage not reached,
    /// and the project not given up.
    pub fn days_overdue(&self, code: MilestoneCode, true_on: Day) -> Option<i32> {
        // What most projects fail at, and what costs least, comes first.
        let day = self.promised_on(code, true_on).filter(|day| *day < true_on)?;
        let met = code.stage().is_some_and(|stage| self.furthest_on(true_on) >= Some(stage));
        if met || self.stage_on(true_on).is_some_and(Stage::is_final_exit) {
            return None;
        }
        Some(true_on.days() - day.days())
    }

    /// Days by which the later of start and production is overdue.
    pub fn days_late(&self, true_on: Day) -> Option<i32> {
        let overdue = [MilestoneCode::Commencement, MilestoneCode::Production];
        overdue.into_iter().filter_map(|code| self.days_overdue(code, true_on)).max()
    }
}
