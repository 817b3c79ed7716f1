//! Conversion cohorts: of what was signed in a quarter, the share that started, produces, is at full output after so many
//! months, with honest censoring (`domain.md` §18, 9).
//!
//! Who is in a cohort is decided by a figure of the catalogue (`signed`): a cohort opens into the same projects as that
//! figure. Each is watched from the day of that stage until it takes the step, is given up, or the day asked comes. A
//! project still open then is no failure: its watch is cut short. One that was given up will not take the step: it is
//! counted as having ended otherwise, never as cut short. A suspended one stays watched. Days are those of all figures:
//! a date with less precision than a day holds from the last day of its span ([`domain::facts::StageEvent::effective_on`]).
//! What has no day of its own can't be timed: it is left out of the estimate and listed.

mod estimate;
mod watch;

pub use estimate::{End, Shares};
pub use watch::Watched;

use crate::catalogue::{Basis, Catalogue, Event, FigureKind, FigureSpec};
use crate::exact::Exact;
use crate::figure::{Dim, FigureError, Group, Member, Question, grouped_members};
use crate::snapshot::{ProjectView, Snapshot};
use domain::facts::ProjectId;
use domain::ratio::NO_VALUE;
use domain::{Day, Rounding, Stage};
use thiserror::Error;
use watch::{Outcome, age_of_months, watch};

/// A step of a project's life, from the day of one stage to that of a later one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// Where the watch begins.
    pub from: Stage,
    /// What ends it.
    pub to: Stage,
}

/// What is asked of cohorts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CohortSpec {
    /// The figure whose projects are followed: a count of projects by the day of a stage.
    pub figure: String,
    /// Year, quarter or month of that day; none for all together.
    pub span: Option<Dim>,
    /// The steps.
    pub steps: Vec<Step>,
    /// The ages at which shares are stated, in months.
    pub ages_months: Vec<u16>,
    /// Decimals of printed shares.
    pub places: u8,
    /// How the last decimal comes about.
    pub rounding: Rounding,
}

impl CohortSpec {
    /// What was signed, by quarter: started, producing, at full output after 3, 6, 12 and 24 months; and the two steps
    /// between those, for the days that each takes.
    pub fn signed_by_quarter() -> Self {
        Self {
            figure: "signed".to_owned(),
            span: Some(Dim::Quarter),
            steps: Self::steps_after(Stage::Signed),
            ages_months: vec![3, 6, 12, 24],
            places: 1,
            rounding: Rounding::HalfUp,
        }
    }

    /// The same of another figure, from the day of its stage on; none where the figure is no count of projects by the day
    /// of a stage, or no step follows that stage.
    pub fn following(figure: &FigureSpec, span: Option<Dim>) -> Option<Self> {
        let Some(Event::Stage(stage)) = figure.event else { return None };
        let followed =
            figure.kind == FigureKind::Count && figure.basis == Basis::Projects && !stage.is_exit();
        let steps = Self::steps_after(stage);
        let spec = Self { figure: figure.name.clone(), span, steps, ..Self::signed_by_quarter() };
        (followed && !spec.steps.is_empty()).then_some(spec)
    }

    /// To each of start, production and full output that comes after the stage; then from each of these to the next.
    fn steps_after(stage: Stage) -> Vec<Step> {
        let milestones = [Stage::Commenced, Stage::Producing, Stage::FullCapacity];
        let after: Vec<Stage> = milestones.into_iter().filter(|milestone| *milestone > stage).collect();
        let from_start = after.iter().map(|to| Step { from: stage, to: *to });
        let between = after.windows(2).map(|pair| Step { from: pair[0], to: pair[1] });
        from_start.chain(between).collect()
    }
}

/// Why there are no cohorts.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum CohortError {
    /// The figure itself can't be given.
    #[error(transparent)]
    Figure(#[from] FigureError),
    /// The figure is no count of projects by the day of a stage, so its projects have no common beginning.
    #[error("{0} is no count of projects by the day of a stage")]
    NotFollowed(String),
    /// Cohorts are of a year, a quarter or a month.
    #[error("cohorts are of a year, a quarter or a month, not of a {}", .0.name())]
    NotASpan(Dim),
    /// A step leads from one stage of life to a later one.
    #[error("no step leads from {} to {}", .0.from.code(), .0.to.code())]
    NotAStep(Step),
}

/// What became of a project by an age. Every project watched has exactly one fate at every age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Took the step by then.
    Reached,
    /// Was given up by then.
    GivenUp,
    /// Is not yet as old, and open: nothing is known of it at that age.
    Censored,
    /// Was watched to that age and still open then.
    AtRisk,
}

impl Fate {
    /// All.
    pub const ALL: [Self; 4] = [Self::Reached, Self::GivenUp, Self::Censored, Self::AtRisk];

    /// Its name in addresses and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::GivenUp => "givenUp",
            Self::Censored => "censored",
            Self::AtRisk => "atRisk",
        }
    }
}

/// One cohort: the projects of one span and group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// The group: the reader's dimensions, then the span.
    pub group: Group,
    /// All its projects, by id.
    pub projects: Vec<ProjectId>,
    /// The steps in the order asked.
    pub steps: Vec<StepTable>,
}

/// A step in a cohort. Watched, untimed and not begun together are the cohort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTable {
    /// The step.
    pub step: Step,
    /// The projects in the estimate, shortest watch first.
    pub watched: Vec<Watched>,
    /// Projects of which it is known that they took the step or reached its beginning, but not when: by an event without
    /// a day, or by a later stage alone. They are in no share.
    pub untimed: Vec<ProjectId>,
    /// Projects that did not reach the beginning of the step.
    pub not_begun: Vec<ProjectId>,
    /// The ages asked, ascending.
    pub ages: Vec<AgeShare>,
    /// Days after which half of all watched, those given up included, had taken the step; none when half is not known
    /// to be reached.
    pub median_days: Option<u32>,
}

/// A step at one age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgeShare {
    /// The age in months.
    pub months: u16,
    /// How many took the step by then.
    pub reached: usize,
    /// How many were given up by then.
    pub given_up: usize,
    /// How many are open and not yet as old.
    pub censored: usize,
    /// How many were watched to that age and are still open.
    pub at_risk: usize,
    /// The estimated shares; none where nobody was watched so long.
    pub shares: Option<Shares>,
    /// The share that took the step in percent, as printed: `66.7%`, or 「—」.
    pub printed: String,
}

impl AgeShare {
    /// Between what and what the share of all watched lies, whatever becomes of those not yet as old: none of them, or
    /// all, take the step. None where nobody was watched.
    pub fn bounds(&self) -> Option<(Exact, Exact)> {
        let all = self.reached + self.given_up + self.censored + self.at_risk;
        let share = |projects: usize| Exact::ratio(projects as i64, all as i64);
        Some((share(self.reached)?, share(self.reached + self.censored)?))
    }
}

impl StepTable {
    /// The projects behind a count, by id.
    pub fn projects(&self, months: u16, fate: Fate) -> Vec<ProjectId> {
        let own = self.watched.iter().filter(|watched| fate_at(watched, months) == fate);
        let mut projects: Vec<ProjectId> = own.map(|watched| watched.project).collect();
        projects.sort_unstable();
        projects
    }

    /// The step at an age that was asked for.
    pub fn at(&self, months: u16) -> Option<&AgeShare> {
        self.ages.iter().find(|age| age.months == months)
    }

    fn of(spec: &CohortSpec, step: Step, projects: &[ProjectView<'_>], true_on: Day) -> Self {
        let (mut watched, mut untimed, mut not_begun) = (Vec::new(), Vec::new(), Vec::new());
        for project in projects {
            match watch(*project, step, true_on) {
                Outcome::Watched(one) => watched.push(one),
                Outcome::Untimed => untimed.push(project.id()),
                Outcome::NotBegun => not_begun.push(project.id()),
            }
        }
        watched.sort_unstable_by_key(|one| (one.age, one.end, one.project));
        let ages = ages(spec, &watched);
        let mut by_days: Vec<(u32, End)> = watched.iter().map(|one| (one.days, one.end)).collect();
        by_days.sort_unstable();
        Self { step, watched, untimed, not_begun, ages, median_days: estimate::median(&by_days) }
    }
}

fn fate_at(watched: &Watched, months: u16) -> Fate {
    let age = age_of_months(months);
    match watched.end {
        End::Reached if watched.age <= age => Fate::Reached,
        End::GivenUp if watched.age <= age => Fate::GivenUp,
        End::Open if watched.age < age => Fate::Censored,
        _ => Fate::AtRisk,
    }
}

fn ages(spec: &CohortSpec, watched: &[Watched]) -> Vec<AgeShare> {
    let mut asked = spec.ages_months.clone();
    asked.sort_unstable();
    asked.dedup();
    let ends: Vec<(u32, End)> = watched.iter().map(|one| (one.age, one.end)).collect();
    let times: Vec<u32> = asked.iter().map(|months| age_of_months(*months)).collect();
    let shares = estimate::shares_at(&ends, &times);
    let age = |(months, shares): (u16, Option<Shares>)| {
        let mut counts = [0; 4];
        watched.iter().for_each(|one| counts[fate_at(one, months) as usize] += 1);
        let [reached, given_up, censored, at_risk] = counts;
        let percent = |shares: &Shares| format!("{}%", shares.reached.percent(spec.places, spec.rounding));
        AgeShare {
            months,
            reached,
            given_up,
            censored,
            at_risk,
            printed: shares.as_ref().map_or_else(|| NO_VALUE.to_owned(), percent),
            shares,
        }
    };
    asked.into_iter().zip(shares).map(age).collect()
}

/// The cohorts of a question, in the printed order of their groups. Its dimensions make groups that can be compared at
/// equal age ([`at_equal_age`]); projects whose beginning has no day stand under `undated` of the span.
///
/// # Errors
/// As [`crate::evaluate`]; a figure that can't be followed, a span that is none, a step that leads nowhere.
pub fn cohorts(
    catalogue: &Catalogue,
    question: &Question<'_>,
    spec: &CohortSpec,
) -> Result<Vec<Cohort>, CohortError> {
    check(catalogue, spec)?;
    let dims: Vec<Dim> = question.by.iter().copied().chain(spec.span).collect();
    let question = Question { by: &dims, ..question.clone() };
    let mut members = grouped_members(catalogue, &question, &spec.figure)?;
    members.sort_by(|(one, _), (two, _)| one.printed_before(two));
    let groups = members.chunk_by(|(one, _), (two, _)| one == two);
    Ok(groups.map(|members| cohort(&question, spec, members)).collect())
}

fn cohort(question: &Question<'_>, spec: &CohortSpec, members: &[(Group, Member)]) -> Cohort {
    let projects: Vec<ProjectView<'_>> = members
        .iter()
        .filter_map(|(_, member)| member.project.and_then(|id| view(question.snapshot, id)))
        .collect();
    let table = |step: &Step| StepTable::of(spec, *step, &projects, question.true_on);
    Cohort {
        group: members[0].0.clone(),
        projects: projects.iter().map(ProjectView::id).collect(),
        steps: spec.steps.iter().map(table).collect(),
    }
}

fn view(snapshot: &Snapshot, id: ProjectId) -> Option<ProjectView<'_>> {
    let (block, row) = snapshot.locate(id)?;
    Some(ProjectView { block: &snapshot.blocks()[block], row })
}

fn check(catalogue: &Catalogue, spec: &CohortSpec) -> Result<(), CohortError> {
    if let Some(figure) = catalogue.get(&spec.figure) {
        let of_projects = figure.kind == FigureKind::Count && figure.basis == Basis::Projects;
        if !of_projects || !matches!(figure.event, Some(Event::Stage(_))) {
            return Err(CohortError::NotFollowed(spec.figure.clone()));
        }
    }
    if let Some(dim) = spec.span.filter(|dim| !matches!(dim, Dim::Year | Dim::Quarter | Dim::Month)) {
        return Err(CohortError::NotASpan(dim));
    }
    let leads = |step: &&Step| step.from < step.to && !step.to.is_exit();
    match spec.steps.iter().find(|step| !leads(step)) {
        Some(step) => Err(CohortError::NotAStep(*step)),
        None => Ok(()),
    }
}

/// Cohorts side by side at one age: the highest share first, those without one at the end, equal ones in the order given.
pub fn at_equal_age<'a>(cohorts: &'a [Cohort], step: Step, months: u16) -> Vec<(&'a Cohort, &'a AgeShare)> {
    let at = |cohort: &'a Cohort| {
        let table = cohort.steps.iter().find(|table| table.step == step)?;
        Some((cohort, table.at(months)?))
    };
    let mut side_by_side: Vec<_> = cohorts.iter().filter_map(at).collect();
    // None sorts below every share.
    side_by_side.sort_by(|(_, one), (_, two)| reached(two).cmp(&reached(one)));
    side_by_side
}

fn reached(age: &AgeShare) -> Option<&Exact> {
    age.shares.as_ref().map(|shares| &shares.reached)
}

/// The greatest age asked at which every cohort has a share: the one at which a comparison leaves nobody out.
pub fn common_age(cohorts: &[Cohort], step: Step) -> Option<u16> {
    let known = |cohort: &Cohort| {
        let table = cohort.steps.iter().find(|table| table.step == step)?;
        table.ages.iter().filter(|age| age.shares.is_some()).map(|age| age.months).max()
    };
    cohorts.iter().map(known).min().flatten()
}
