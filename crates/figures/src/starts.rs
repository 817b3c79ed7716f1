//! Starts and resumptions of a year, and the identity that every bulletin is held against (`domain.md` §7):
//! planned to date − missed + early = actual, where starts beyond the plan are named apart.

use crate::catalogue::{Catalogue, Lang, Slots};
use crate::figure::{FigureError, Question, combined, known};
use crate::population::Population;
use crate::snapshot::ProjectView;
use crate::year::Year;
use domain::facts::ProjectId;
use domain::{PlannedStep, ResumptionState, Stage, YearClass};

/// The figure whose projects are told apart: its population and its defaults are those of every part.
const OF_YEAR: &str = "yearProjects";

/// A part of what started and resumed: a number of the sentence or of the identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StartPart {
    /// 计划新开工.
    Planned,
    /// 计划到期开工.
    Due,
    /// 未按期开工.
    Missed,
    /// 提前开工.
    Early,
    /// 计划外开工.
    Unplanned,
    /// 实际开工.
    Started,
    /// Of these, without a recognised day of start: a later stage shows that they have started, and nothing when.
    Undated,
    /// 续建.
    Carried,
    /// 已经复工.
    Resumed,
    /// 未复工.
    NotResumed,
    /// 终止.
    Terminated,
}

impl StartPart {
    /// All, in the order of the sentence.
    pub const ALL: [Self; 11] = [
        Self::Planned,
        Self::Due,
        Self::Missed,
        Self::Early,
        Self::Unplanned,
        Self::Started,
        Self::Undated,
        Self::Carried,
        Self::Resumed,
        Self::NotResumed,
        Self::Terminated,
    ];

    /// Its name in addresses and files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Due => "due",
            Self::Missed => "missed",
            Self::Early => "early",
            Self::Unplanned => "unplanned",
            Self::Started => "started",
            Self::Undated => "undated",
            Self::Carried => "carried",
            Self::Resumed => "resumed",
            Self::NotResumed => "notResumed",
            Self::Terminated => "terminated",
        }
    }

    /// The part of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.code() == code)
    }

    /// The condition under which projects of the year are just those of the part, so that its number can be asked again.
    pub(crate) const fn condition(self) -> &'static str {
        match self {
            Self::Planned => "yearClass:newStart planned:start",
            Self::Due => "yearClass:newStart due:start",
            Self::Started => "yearClass:newStart reached:commenced not stage:terminated,withdrawn",
            Self::Undated => {
                "yearClass:newStart reached:commenced started:none not stage:terminated,withdrawn"
            }
            Self::Early => {
                "yearClass:newStart planned:start not due:start reached:commenced not stage:terminated,withdrawn"
            }
            Self::Missed => {
                "yearClass:newStart due:start (not reached:commenced or stage:terminated,withdrawn)"
            }
            Self::Unplanned => {
                "yearClass:newStart not planned:start reached:commenced not stage:terminated,withdrawn"
            }
            Self::Carried => "yearClass:carriedOver,finishing",
            Self::Resumed => "yearClass:carriedOver,finishing resumed:resumed not stage:terminated,withdrawn",
            Self::NotResumed => {
                "yearClass:carriedOver,finishing not resumed:resumed,terminated not stage:terminated,withdrawn"
            }
            Self::Terminated => {
                "yearClass:carriedOver,finishing (resumed:terminated or stage:terminated,withdrawn)"
            }
        }
    }
}

/// What of the projects of the year started and resumed, each as the projects themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StartsOfYear {
    /// Planned to start in the year.
    pub planned: Vec<ProjectId>,
    /// Of these, in a month that has ended.
    pub due: Vec<ProjectId>,
    /// New projects of the year that are started.
    pub started: Vec<ProjectId>,
    /// Of the started, those without a recognised day of start.
    pub undated: Vec<ProjectId>,
    /// Of the planned, started though due later.
    pub early: Vec<ProjectId>,
    /// Of the due, not started.
    pub missed: Vec<ProjectId>,
    /// Started without a month in the plan.
    pub unplanned: Vec<ProjectId>,
    /// Carried over from earlier years.
    pub carried: Vec<ProjectId>,
    /// Of these, resumed.
    pub resumed: Vec<ProjectId>,
    /// Of these, neither resumed nor given up.
    pub not_resumed: Vec<ProjectId>,
    /// Of these, given up.
    pub terminated: Vec<ProjectId>,
    /// Months of the year that have ended.
    months_ended: i64,
}

impl StartsOfYear {
    /// Of the projects of the year that a question sees and asks for, by the definition of `yearProjects` and with its
    /// defaults: parts of others are left out unless they are asked for.
    ///
    /// # Errors
    /// When the catalogue has no such figure, or the filter names something that the ledger does not know.
    pub fn of(catalogue: &Catalogue, question: &Question<'_>) -> Result<Self, FigureError> {
        let filter = combined(known(catalogue, OF_YEAR)?, question.filter);
        let population = Population::new(question.snapshot, question.scope, Some(&filter), question.true_on)?;
        let year = Year::of(question.true_on);
        let mut starts = Self { months_ended: year.elapsed().0, ..Self::default() };
        population.projects().for_each(|project| starts.take(project, year, question));
        Ok(starts)
    }

    fn take(&mut self, project: ProjectView<'_>, year: Year, question: &Question<'_>) {
        let id = project.id();
        let given_up = project.stage_on(question.true_on).is_some_and(Stage::is_final_exit);
        match year.class(project) {
            Some(YearClass::NewStart) => {
                let started = project.reached_on(Stage::Commenced, question.true_on).is_some() && !given_up;
                let planned = year.is_planned(project, PlannedStep::Start);
                let due = year.is_due(project, PlannedStep::Start);
                let dated = project.day_of(Stage::Commenced, question.true_on).is_some();
                let lists = [
                    (&mut self.planned, planned),
                    (&mut self.due, due),
                    (&mut self.started, started),
                    (&mut self.undated, started && !dated),
                    (&mut self.early, started && planned && !due),
                    (&mut self.missed, due && !started),
                    (&mut self.unplanned, started && !planned),
                ];
                lists.into_iter().filter(|(_, belongs)| *belongs).for_each(|(list, _)| list.push(id));
            }
            Some(YearClass::CarriedOver | YearClass::Finishing) => {
                self.carried.push(id);
                match year.resumption(project) {
                    Some(ResumptionState::Terminated) => self.terminated.push(id),
                    _ if given_up => self.terminated.push(id),
                    Some(ResumptionState::Resumed) => self.resumed.push(id),
                    Some(ResumptionState::NotResumed) | None => self.not_resumed.push(id),
                }
            }
            Some(YearClass::Preparatory) | None => {}
        }
    }

    /// The projects of a part, by id.
    pub fn projects(&self, part: StartPart) -> &[ProjectId] {
        match part {
            StartPart::Planned => &self.planned,
            StartPart::Due => &self.due,
            StartPart::Missed => &self.missed,
            StartPart::Early => &self.early,
            StartPart::Unplanned => &self.unplanned,
            StartPart::Started => &self.started,
            StartPart::Undated => &self.undated,
            StartPart::Carried => &self.carried,
            StartPart::Resumed => &self.resumed,
            StartPart::NotResumed => &self.not_resumed,
            StartPart::Terminated => &self.terminated,
        }
    }

    /// Planned to date − missed + early: what the plan lets expect.
    pub fn expected(&self) -> i64 {
        let count = |list: &[ProjectId]| list.len() as i64;
        count(&self.due) - count(&self.missed) + count(&self.early)
    }

    /// By how many projects planned to date − missed + early differs from the starts of the plan; zero where the identity
    /// holds. Starts beyond the plan are [`StartsOfYear::unplanned`].
    pub fn difference(&self) -> i64 {
        let count = |list: &[ProjectId]| list.len() as i64;
        count(&self.started) - count(&self.unplanned) - self.expected()
    }

    /// The sentence of starts and resumptions (`formats.md` §3, T4).
    pub fn sentence(&self, catalogue: &Catalogue, lang: Lang) -> String {
        self.parts(catalogue, lang).into_iter().map(|(text, _)| text).collect()
    }

    /// The same in its parts: words, and numbers with what they count.
    pub(crate) fn parts(&self, catalogue: &Catalogue, lang: Lang) -> Vec<(String, Option<StartPart>)> {
        use StartPart::{
            Carried, Due, Early, Missed, NotResumed, Planned, Resumed, Started, Terminated, Unplanned,
        };
        let mut said = Vec::new();
        let mut say = |before: &str, name: &str, of: [Option<StartPart>; 3]| {
            said.push((before.to_owned(), None));
            let [n, d, m] = of.map(|part| part.map_or(0, |part| self.projects(part).len()));
            let months = lang.months_within(self.months_ended);
            let slots = Slots { n: n as u64, d: d as i64, m: m as i64, months, ..Slots::default() };
            for part in catalogue.phrase_parts(name, lang, &slots) {
                let place =
                    part.slot.and_then(|slot| ["n", "d", "m"].iter().position(|known| *known == slot));
                said.push((part.text, place.and_then(|place| of[place])));
            }
        };
        let comma = lang.clause();
        say("", "startsPlanned", [Some(Planned), Some(Due), Some(Started)]);
        say(comma, "startsEarly", [Some(Early), None, None]);
        say(comma, "startsMissed", [Some(Missed), None, None]);
        if !self.unplanned.is_empty() {
            say(comma, "startsUnplanned", [Some(Unplanned), None, None]);
        }
        say(lang.semicolon(), "resumptions", [Some(NotResumed), Some(Carried), Some(Resumed)]);
        if !self.terminated.is_empty() {
            say(comma, "terminations", [Some(Terminated), None, None]);
        }
        said
    }
}
