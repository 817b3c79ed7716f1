//! What the records of one project let be said of it on a day (`acceptance.md`, class P): each sentence follows from facts,
//! and where the facts are missing, or have been overtaken, nothing is said.

use super::signing::Signing;
use super::words::{coming, joined_with_and, past};
use crate::catalogue::{Catalogue, Lang, Slots};
use domain::facts::{Dimensions, Dossier, Forecast, Kept};
use domain::{ConstructionType, Day, MilestoneCode, Part, Precision, Stage, stage_on};

/// One project with its parts, on a day.
#[derive(Debug, Clone, Copy)]
pub struct ProjectStory<'a> {
    /// The project.
    pub dossier: &'a Dossier,
    /// Its phases, parts of a package, and single works.
    pub parts: &'a [Dossier],
    /// What both refer to.
    pub dimensions: &'a Dimensions,
    /// The day of which is spoken.
    pub true_on: Day,
}

/// The sentences of one project, in the order in which a report tells them.
struct Telling<'a> {
    story: ProjectStory<'a>,
    catalogue: &'a Catalogue,
    lang: Lang,
    said: Vec<String>,
}

impl ProjectStory<'_> {
    /// Everything that can be said, clause by clause; empty when nothing can.
    pub fn clauses(&self, catalogue: &Catalogue, lang: Lang) -> Vec<String> {
        let mut telling = Telling { story: *self, catalogue, lang, said: Vec::new() };
        telling.signing();
        telling.start();
        telling.phases();
        telling.about_to_start();
        telling.progress();
        telling.works();
        telling.in_one_year();
        telling.said
    }

    /// The same as one sentence.
    pub fn sentence(&self, catalogue: &Catalogue, lang: Lang) -> String {
        self.clauses(catalogue, lang).join(lang.clause())
    }
}

impl Telling<'_> {
    fn say(&mut self, phrase: &str, slots: &Slots) {
        self.said.push(self.catalogue.phrase(phrase, self.lang, slots));
    }

    fn say_when(&mut self, phrase: &str, (when, list): (String, String)) {
        self.say(phrase, &Slots { when, list, ..Slots::default() });
    }

    /// A signing of the year.
    fn signing(&mut self) {
        let ProjectStory { dossier, dimensions, true_on, .. } = self.story;
        let signing = Signing::of(dossier, dimensions, true_on);
        let Some(signing) = signing.filter(|it| it.day.year() == true_on.year()) else { return };
        if signing.agreement.is_some() || !signing.investors.is_empty() {
            self.said.push(signing.with_whom(self.catalogue, self.lang));
        }
        if signing.contents.len() > 1 {
            self.said.push(signing.what(self.catalogue, self.lang));
        }
        self.said.extend(signing.how_much(self.catalogue, self.lang));
    }

    fn start(&mut self) {
        let Some(start) = first_of(self.story.dossier, Stage::Commenced, self.story.true_on) else { return };
        let when = past(self.lang, start, self.story.true_on);
        self.say_when("storyStarted", (when, String::new()));
    }

    fn phases(&mut self) {
        let phases = self.story.parts.iter().filter(|part| part.project.part == Some(Part::Phase)).count();
        if phases > 1 {
            self.say("storyPhases", &Slots { n: phases as u64, ..Slots::default() });
        }
    }

    /// All papers are there, the start is planned and has not come.
    fn about_to_start(&mut self) {
        let ProjectStory { dossier, true_on, .. } = self.story;
        let given = |day: Option<Day>, recorded_on| day.unwrap_or(recorded_on) <= true_on;
        let mut permits = dossier.permits.iter().peekable();
        let is_ready = permits.peek().is_some()
            && permits.all(|it| it.state.is_settled() && given(it.day, it.recorded_on));
        let is_planned = self.forecast(dossier, MilestoneCode::Commencement).is_some();
        if is_ready && is_planned && !self.has_begun() {
            self.say("storyAboutToStart", &Slots::default());
        }
    }

    fn has_begun(&self) -> bool {
        let ProjectStory { dossier, true_on, .. } = self.story;
        let exits = |stage: Stage| matches!(stage, Stage::Terminated | Stage::Withdrawn | Stage::Suspended);
        let at = stage_on(dossier.events.iter().map(|event| &event.body), true_on);
        at.is_some_and(exits) || reached(dossier, Stage::Commenced, true_on)
    }

    /// How far it is built, and what comes next.
    fn progress(&mut self) {
        let ProjectStory { dossier, true_on, .. } = self.story;
        if reached(dossier, Stage::Producing, true_on) {
            return;
        }
        let now = (i64::from(true_on.year()), i64::from(true_on.month()));
        let told =
            dossier.reports.iter().filter(|it| (it.year, it.month) <= now && it.reported_on <= true_on);
        let latest = told.filter(|it| it.progress.is_some()).max_by_key(|it| (it.year, it.month));
        if let Some(progress) = latest.and_then(|it| it.progress.as_deref()) {
            self.said.push(progress.trim_end_matches(['。', '.', '，', ',', '；']).to_owned());
        }
        if let Some(when) = self.next(dossier, MilestoneCode::Commissioning) {
            self.say_when("storyTrial", (when, String::new()));
        }
        if let Some(when) = self.next(dossier, MilestoneCode::Production) {
            self.say_when("storyProduction", (when, String::new()));
        }
        let rebuilt = [Some(ConstructionType::Expansion), Some(ConstructionType::Rehabilitation)];
        if rebuilt.contains(&dossier.project.construction_type)
            && let Some(when) = self.next(dossier, MilestoneCode::Completion)
        {
            self.say_when("storyCompletion", (when, String::new()));
        }
    }

    /// Single works with a day of their own.
    fn works(&mut self) {
        for part in self.story.parts.iter().filter(|part| part.project.part == Some(Part::SubWork)) {
            let codes = [MilestoneCode::Production, MilestoneCode::Commissioning, MilestoneCode::Completion];
            if let Some(when) = codes.into_iter().find_map(|code| self.next(part, code)) {
                self.say_when("storySubWork", (when, part.project.title.clone()));
            }
        }
    }

    /// Start, building, production and full output in one and the same year. What produces has been built.
    fn in_one_year(&mut self) {
        let ProjectStory { dossier, true_on, .. } = self.story;
        let year = |stage| first_of(dossier, stage, true_on).map(|(day, _)| day.year());
        let (Some(started), Some(produced)) = (year(Stage::Commenced), year(Stage::Producing)) else {
            return;
        };
        if started != produced {
            return;
        }
        let mut stages = vec!["storyYearStart", "storyYearBuilt", "storyYearProduced"];
        if year(Stage::FullCapacity) == Some(started) {
            stages.push("storyYearFull");
        }
        let words = |phrase: &&str| self.catalogue.phrase(phrase, self.lang, &Slots::default());
        let words: Vec<String> = stages.iter().map(words).collect();
        let list = joined_with_and(self.lang, &words);
        self.say("storyInOneYear", &Slots { list, ..Slots::default() });
    }

    /// The forecast in force of a milestone.
    fn forecast<'d>(&self, dossier: &'d Dossier, code: MilestoneCode) -> Option<&'d Kept<Forecast>> {
        let said = dossier.forecasts.iter().filter(|it| it.code == code && it.said_on <= self.story.true_on);
        said.max_by_key(|it| (it.said_on, it.id))
    }

    /// When a milestone is to be met that has not been; a day that has passed is no prospect.
    fn next(&self, dossier: &Dossier, code: MilestoneCode) -> Option<String> {
        let on = self.story.true_on;
        let forecast = self.forecast(dossier, code).filter(|it| it.day >= on)?;
        let met = match code {
            MilestoneCode::Production => reached(dossier, Stage::Producing, on),
            MilestoneCode::Commissioning => reached(dossier, Stage::TrialProduction, on),
            _ => reached(dossier, Stage::Completed, on),
        };
        (!met).then(|| coming(self.lang, (forecast.day, forecast.precision), on))
    }
}

/// The first recognised, dated event of a stage.
fn first_of(dossier: &Dossier, stage: Stage, on: Day) -> Option<(Day, Precision)> {
    let events = dossier.events.iter().filter(|event| event.stage == stage && event.counts_on(on));
    events.filter_map(|event| Some((event.day?, event.precision?))).min_by_key(|(day, _)| *day)
}

/// Whether the stage, or one after it, was recognised by the day.
fn reached(dossier: &Dossier, stage: Stage, on: Day) -> bool {
    let of_life = dossier.events.iter().filter(|event| event.stage >= stage && !event.stage.is_exit());
    of_life.into_iter().any(|event| event.counts_on(on))
}
