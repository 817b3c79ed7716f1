//! What a project is and does in the year of the day asked: plans, months, classes (`domain.md` §7). Told from dated
//! facts whenever it is asked, never stored.

use crate::snapshot::column::NO_AMOUNT;
use crate::snapshot::{PlanRow, ProjectView, ResumptionRow};
use domain::progress::version_in_force;
use domain::{Day, PlanKind, PlannedStep, ResumptionState, SigningClass, Stage, YearClass};

/// Months of a year.
pub(crate) const MONTHS: u8 = 12;

/// A year as far as it has come on the day asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Year {
    year: i16,
    /// Months that have ended by the day: on 30 September nine, on 29 September eight.
    ended: u8,
    on: Day,
}

impl Year {
    pub(crate) fn of(on: Day) -> Self {
        let ended = if on == on.last_of_month() { on.month() } else { on.month() - 1 };
        Self { year: i16::try_from(on.year()).unwrap_or(0), ended, on }
    }

    /// Months that have ended, of twelve: the calendar rule of 序时进度 (`domain.md` §6, R17).
    pub(crate) fn elapsed(self) -> (i64, i64) {
        (i64::from(self.ended), i64::from(MONTHS))
    }

    /// The project's plan of a kind; of plans to date that of the latest month that has ended.
    fn plan(self, project: ProjectView<'_>, kind: PlanKind) -> Option<PlanRow> {
        let of_kind =
            || project.plans().iter().filter(move |plan| plan.year == self.year && plan.kind == kind);
        match kind {
            PlanKind::PlanToDate => {
                let month = of_kind().map(|plan| plan.month).filter(|month| *month <= self.ended).max()?;
                self.in_force(of_kind().filter(|plan| plan.month == month))
            }
            _ => self.in_force(of_kind()),
        }
    }

    fn in_force<'a>(self, versions: impl Iterator<Item = &'a PlanRow>) -> Option<PlanRow> {
        let decided = |plan: &PlanRow| (plan.decided_on, i64::from(plan.version));
        version_in_force(versions, decided, self.on).copied()
    }

    /// Whether the project stands in the plan of the year.
    pub(crate) fn plans(self, project: ProjectView<'_>) -> bool {
        self.plan(project, PlanKind::AnnualPlan).is_some()
    }

    /// The month in which the year's plan sees a step: the plan's own, else that of the promise in force, where one that
    /// lies in earlier years and was not met before this one is due from January.
    fn month_of(self, project: ProjectView<'_>, step: PlannedStep) -> Option<u8> {
        if let Some((_, month)) = self.planned_month(project, step) {
            return Some(month);
        }
        self.plan(project, PlanKind::AnnualPlan)?;
        let before = project.reached_on(step.stage(), self.on).is_some_and(|day| self.is_before(day));
        let promised = project.promised_on(step.milestone(), self.on).filter(|_| !before)?;
        match i32::from(self.year).cmp(&promised.year()) {
            std::cmp::Ordering::Equal => Some(promised.month()),
            std::cmp::Ordering::Greater => Some(1),
            std::cmp::Ordering::Less => None,
        }
    }

    fn is_before(self, day: Day) -> bool {
        day.year() < i32::from(self.year)
    }

    /// When the year's plan sees a step, as its month; none where a promise alone tells it, or nothing.
    pub(crate) fn planned_month(self, project: ProjectView<'_>, step: PlannedStep) -> Option<(i16, u8)> {
        let plan = self.plan(project, PlanKind::AnnualPlan)?;
        let month = match step {
            PlannedStep::Start => plan.start,
            PlannedStep::Completion => plan.complete,
            PlannedStep::Production => plan.produce,
        };
        (month > 0).then_some((self.year, month))
    }

    /// Whether the year's plan sees the step in the year.
    pub(crate) fn is_planned(self, project: ProjectView<'_>, step: PlannedStep) -> bool {
        self.month_of(project, step).is_some()
    }

    /// Whether the year's plan sees the step in a month that has ended.
    pub(crate) fn is_due(self, project: ProjectView<'_>, step: PlannedStep) -> bool {
        self.month_of(project, step).is_some_and(|month| month <= self.ended)
    }

    /// What the project is of the year's work; none when it is no part of it. What was completed before the year and still
    /// stands in its plan neither starts nor finishes in it, so it is carried over.
    pub(crate) fn class(self, project: ProjectView<'_>) -> Option<YearClass> {
        let finished = project.reached_on(Stage::Completed, self.on);
        if finished.is_some_and(|day| self.is_before(day)) {
            return self.plans(project).then_some(YearClass::CarriedOver);
        }
        let started = project.reached_on(Stage::Commenced, self.on);
        if started.is_some_and(|day| self.is_before(day)) {
            let planned = [PlannedStep::Completion, PlannedStep::Production];
            let finishes = finished.is_some() || planned.iter().any(|step| self.is_planned(project, *step));
            return Some(if finishes { YearClass::Finishing } else { YearClass::CarriedOver });
        }
        if started.is_some() || self.is_planned(project, PlannedStep::Start) {
            return Some(YearClass::NewStart);
        }
        self.plans(project).then_some(YearClass::Preparatory)
    }

    /// Of which year's contracts the project is: of this one's, or carried over from earlier years because it had not started
    /// when the year began. None when it had, was given up before, or was never signed.
    pub(crate) fn signing(self, project: ProjectView<'_>) -> Option<SigningClass> {
        let signed = project.signed_on(self.on)?;
        if !self.is_before(signed) {
            return Some(SigningClass::ThisYear);
        }
        let started = project.reached_on(Stage::Commenced, self.on).is_some_and(|day| self.is_before(day));
        let eve = Day::new(i32::from(self.year) - 1, 12, 31)?;
        let given_up = project.stage_on(eve).is_some_and(Stage::is_final_exit);
        (!started && !given_up).then_some(SigningClass::Earlier)
    }

    /// Whether the project went on building in the year, as last told by the day.
    pub(crate) fn resumption(self, project: ProjectView<'_>) -> Option<ResumptionState> {
        let told = project.resumptions().iter();
        let by_now = told.filter(|row| row.year == self.year && row.effective_on <= self.on);
        by_now.max_by_key(|row: &&ResumptionRow| row.effective_on).map(|row| row.state)
    }

    /// Investment planned for the year, by its kind. A plan to date that nobody made is the year's in proportion to the
    /// months that have ended (`domain.md` §7).
    pub(crate) fn plan_fen(self, project: ProjectView<'_>, kind: PlanKind) -> Option<i64> {
        let amount = |kind| self.plan(project, kind).map(|plan| plan.invest).filter(|fen| *fen != NO_AMOUNT);
        let in_proportion = || {
            let (ended, months) = self.elapsed();
            let twelfths = i128::from(amount(PlanKind::AnnualPlan)?) * i128::from(ended);
            // Half a fen and more is a fen.
            let months = i128::from(months);
            i64::try_from((twelfths + months / 2).div_euclid(months)).ok()
        };
        amount(kind).or_else(|| if kind == PlanKind::PlanToDate { in_proportion() } else { None })
    }

    /// Investment done in the months of the year that have ended.
    pub(crate) fn done_fen(self, project: ProjectView<'_>) -> Option<i64> {
        project.done_fen(self.year, self.ended)
    }

    /// Whether the month that ended last has a report that states the investment done.
    pub(crate) fn is_last_month_reported(self, project: ProjectView<'_>) -> bool {
        project.reports_done(self.year, self.ended)
    }

    /// Investment done in the month that ended last; none where its report states nothing from which it follows.
    pub(crate) fn done_in_last_month_fen(self, project: ProjectView<'_>) -> Option<i64> {
        project.done_in_fen(self.year, self.ended)
    }

    /// Output of the year, or of the one before where nothing is known of this one yet.
    pub(crate) fn output_fen(self, project: ProjectView<'_>) -> Option<i64> {
        let of = |year, through| project.actual_output_fen(year, (through, self.on));
        of(self.year, self.ended).or_else(|| of(self.year - 1, MONTHS))
    }

    /// Whether what was done is at least the year's plan in proportion to the months that have ended (序时); none without
    /// a plan.
    pub(crate) fn is_on_schedule(self, project: ProjectView<'_>) -> Option<bool> {
        let plan = i128::from(self.plan_fen(project, PlanKind::AnnualPlan)?);
        let done = i128::from(self.done_fen(project).unwrap_or(0));
        let (ended, months) = self.elapsed();
        Some(done * i128::from(months) >= plan * i128::from(ended))
    }
}
