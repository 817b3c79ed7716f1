//! Annexes of projects (`formats.md` §5, annexes 6 and 7): one row a project, totals from unrounded sums.

use super::draft::{Aspect, Cell, Column, Row, Shows, Table};
use super::error::BulletinError;
use super::make::Maker;
use super::template::{ProjectColumn, ProjectsSpec};
use super::units::{FEN_PLACES, YI_PLACES};
use super::wording;
use crate::figure::{Dim, FigureError, Group};
use crate::filter::Filter;
use crate::population::Population;
use crate::snapshot::ProjectView;
use crate::year::Year;
use domain::money::format;
use domain::ratio::NO_VALUE;
use domain::{Day, MilestoneCode, Money, MoneyUnit, PlanKind, PlannedStep, Ratio, Rounding, Stage};

const RATE_PLACES: u8 = 1;
const TOTAL: &str = "total";

impl Maker<'_> {
    /// The projects that a number counts.
    pub(super) fn listed(&self, number: usize) -> Result<Population, FigureError> {
        let spec = self.spec(number);
        let mut filter = spec.population.clone();
        for default in &spec.defaults {
            filter = filter.and(default);
        }
        let filter: Filter = filter.and(&self.filter(number, false, &self.now));
        let question = &self.ask.question;
        Ok(Population::new(question.snapshot, question.scope, Some(&filter), self.now.true_on)?)
    }

    pub(super) fn projects_table(
        &mut self,
        spec: &ProjectsSpec,
        (slot, above): (&str, &str),
    ) -> Result<Table, BulletinError> {
        let lang = self.ask.lang;
        let listed = self.listed(spec.number)?;
        let mut projects: Vec<ProjectView<'_>> = listed.projects().collect();
        let places = self.ask.question.snapshot.places();
        let rank =
            |project: &ProjectView<'_>| places.get(project.zone()).map_or(u32::MAX, |place| place.rank);
        projects.sort_by_key(|project| (rank(project), project.id()));
        let mut rows: Vec<Row> =
            (1..).zip(&projects).map(|(no, project)| self.row(spec, no, *project)).collect();
        let mut below = Vec::new();
        if rows.is_empty() {
            below.push(wording::no_projects(lang).to_owned());
        } else {
            rows.push(self.total(spec, &projects));
            below.push(wording::rounded(lang).to_owned());
            below.extend(self.unreported(spec, &projects));
        }
        let columns = spec.columns.iter().map(|column| column.head(lang, self.months())).collect();
        let (slot, above) = (slot.to_owned(), above.to_owned());
        Ok(Table { slot, name: String::new(), above, columns, rows, below })
    }

    /// How many of them report no investment done, where the table shows it.
    fn unreported(&self, spec: &ProjectsSpec, projects: &[ProjectView<'_>]) -> Option<String> {
        let year = Year::of(self.now.true_on);
        let silent = projects.iter().filter(|project| year.done_fen(**project).is_none()).count();
        let is_shown = spec.columns.contains(&ProjectColumn::Done) && silent > 0;
        is_shown.then(|| wording::unreported(self.ask.lang, silent))
    }

    fn row(&self, spec: &ProjectsSpec, no: i64, project: ProjectView<'_>) -> Row {
        let cells = spec.columns.iter().map(|column| match column {
            ProjectColumn::No => Cell::integer(no),
            column => match self.amount(*column, project) {
                Some(fen) => money(fen),
                None => self.words(*column, project),
            },
        });
        Row { key: format!("p{}", project.id()), total: false, cells: cells.collect() }
    }

    /// The money of a column; none for columns of anything else.
    fn amount(&self, column: ProjectColumn, project: ProjectView<'_>) -> Option<Option<i64>> {
        let year = Year::of(self.now.true_on);
        match column {
            ProjectColumn::Invest => Some(project.invest_fen()),
            ProjectColumn::PlanInvest => Some(year.plan_fen(project, PlanKind::AnnualPlan)),
            ProjectColumn::Done => Some(year.done_fen(project)),
            ProjectColumn::Month => Some(year.done_in_last_month_fen(project)),
            _ => None,
        }
    }

    fn words(&self, column: ProjectColumn, project: ProjectView<'_>) -> Cell {
        let detail = self.ask.details.get(&project.id());
        let told = |text: Option<&String>| Cell::text(text.cloned().unwrap_or_default());
        let lang = self.ask.lang;
        match column {
            ProjectColumn::Title => Cell::text(project.title()),
            ProjectColumn::Unit => Cell::text(self.zone_of(project)),
            ProjectColumn::Content => told(detail.and_then(|detail| detail.content.as_ref())),
            ProjectColumn::Progress => told(detail.and_then(|detail| detail.progress.as_ref())),
            ProjectColumn::Problems => told(detail.and_then(|detail| detail.problems.as_ref())),
            ProjectColumn::Responsible => Cell::text(project.unit().unwrap_or_default()),
            ProjectColumn::Leader => Cell::text(project.leader().unwrap_or_default()),
            ProjectColumn::PlannedStart => self.planned(project, PlannedStep::Start),
            ProjectColumn::PlannedFinish => self.planned(project, PlannedStep::Completion),
            ProjectColumn::Late => Cell::text(wording::late(lang, self.late(project))),
            ProjectColumn::Limit => {
                promised(project.promised_on(self.next_milestone(project), self.now.true_on))
            }
            ProjectColumn::Stage => {
                let stage = project.stage_on(self.now.true_on).map_or("none", Stage::code);
                Cell::text((self.ask.question.key_word)(lang, Dim::Stage, stage))
            }
            ProjectColumn::Completion => {
                let year = Year::of(self.now.true_on);
                completion(year.done_fen(project), year.plan_fen(project, PlanKind::AnnualPlan))
            }
            _ => Cell::default(),
        }
    }

    /// When a step is planned: the month of the year's plan, by which it is due, else the day promised.
    fn planned(&self, project: ProjectView<'_>, step: PlannedStep) -> Cell {
        let on = self.now.true_on;
        match Year::of(on).planned_month(project, step) {
            Some((year, month)) => Cell::text(format!("{year}-{month:02}")),
            None => promised(project.promised_on(step.milestone(), on)),
        }
    }

    /// Whether the project is due to have started and hasn't, and the same of its completion.
    fn late(&self, project: ProjectView<'_>) -> (bool, bool) {
        let on = self.now.true_on;
        let is_late = |step: PlannedStep| {
            Year::of(on).is_due(project, step) && project.reached_on(step.stage(), on).is_none()
        };
        (is_late(PlannedStep::Start), is_late(PlannedStep::Completion))
    }

    /// What the project is to reach next: its start, then its production.
    fn next_milestone(&self, project: ProjectView<'_>) -> MilestoneCode {
        let started = project.reached_on(Stage::Commenced, self.now.true_on).is_some();
        if started { MilestoneCode::Production } else { MilestoneCode::Commencement }
    }

    fn zone_of(&self, project: ProjectView<'_>) -> String {
        let place = self.ask.question.snapshot.places().get(project.zone());
        place.map_or_else(String::new, |place| place.shown().to_owned())
    }

    /// Sums of the columns of money, and the rate of the sums.
    fn total(&self, spec: &ProjectsSpec, projects: &[ProjectView<'_>]) -> Row {
        let sum = |column| -> Option<i64> {
            let known = projects.iter().filter_map(|project| self.amount(column, *project).flatten());
            known.reduce(i64::saturating_add)
        };
        let cell = |column: &ProjectColumn| match column {
            ProjectColumn::Title => Cell::text(wording::total_of(self.ask.lang, projects.len())),
            ProjectColumn::Invest => {
                let source = self.source(spec.number, Aspect::Amount, &Group::default());
                Cell { source: Some(source), ..money(sum(*column)) }
            }
            ProjectColumn::PlanInvest | ProjectColumn::Month | ProjectColumn::Done => money(sum(*column)),
            // Only projects with a plan stand on either side, as in the catalogue's rate.
            ProjectColumn::Completion => {
                let year = Year::of(self.now.true_on);
                let planned =
                    projects.iter().filter_map(|it| Some((year.plan_fen(*it, PlanKind::AnnualPlan)?, *it)));
                let (plan, done) = planned.fold((0i64, None), |(plan, done), (own, project)| {
                    let both = [done, year.done_fen(project)].into_iter().flatten();
                    (plan.saturating_add(own), both.reduce(i64::saturating_add))
                });
                completion(done, Some(plan))
            }
            _ => Cell::default(),
        };
        Row { key: TOTAL.to_owned(), total: true, cells: spec.columns.iter().map(cell).collect() }
    }
}

fn money(fen: Option<i64>) -> Cell {
    let Some(fen) = fen else { return Cell::text(NO_VALUE) };
    let printed = format(Money::from_fen(fen), MoneyUnit::Yi, YI_PLACES, Rounding::HalfUp);
    Cell { printed, number: Some((fen, FEN_PLACES)), source: None }
}

fn completion(done: Option<i64>, plan: Option<i64>) -> Cell {
    let rate = done.zip(plan).map(|(done, plan)| Ratio::new(done, plan));
    match rate.and_then(|rate| rate.percent(RATE_PLACES, Rounding::HalfUp)) {
        None => Cell::text(NO_VALUE),
        Some(printed) => {
            let number = printed.replace('.', "").parse().ok().map(|digits| (digits, RATE_PLACES));
            Cell { printed, number, source: None }
        }
    }
}

fn promised(day: Option<Day>) -> Cell {
    Cell::text(day.map_or_else(|| NO_VALUE.to_owned(), |day| day.to_string()))
}

impl ProjectColumn {
    fn head(self, lang: crate::catalogue::Lang, months: i64) -> Column {
        let (shows, width) = match self {
            Self::No => (Shows::Sign, 1),
            Self::Invest | Self::PlanInvest | Self::Month | Self::Done => (Shows::Decimal(YI_PLACES), 2),
            Self::Completion => (Shows::Decimal(RATE_PLACES), 2),
            Self::PlannedStart | Self::PlannedFinish | Self::Limit => (Shows::Day, 3),
            Self::Stage => (Shows::Sign, 2),
            Self::Late => (Shows::Text, 2),
            Self::Leader => (Shows::Text, 2),
            Self::Title | Self::Content => (Shows::Text, 5),
            Self::Unit | Self::Progress | Self::Problems | Self::Responsible => (Shows::Text, 3),
        };
        let key = Self::CODES[self as usize].0.to_owned();
        Column { key, head: wording::project_column(lang, self, months), group: None, shows, width }
    }
}
