//! Stages of a project and how the present one follows from events (`domain.md` §4).

use crate::codes::codes;
use crate::facts::StageEvent;
use crate::{Day, Precision};

codes! {
    /// A stage. The order is the order of a project's life; exits stand at the end.
    Stage {
        /// 谋划、储备.
        Planned = "planned",
        /// 线索.
        Lead = "lead",
        /// 在谈.
        InTalks = "inTalks",
        /// 签约.
        Signed = "signed",
        /// 履约.
        Fulfilled = "fulfilled",
        /// 落地、供地.
        Landed = "landed",
        /// 开工.
        Commenced = "commenced",
        /// 在建.
        UnderConstruction = "underConstruction",
        /// 竣工.
        Completed = "completed",
        /// 试生产.
        TrialProduction = "trialProduction",
        /// 投产.
        Producing = "producing",
        /// 达产、达效.
        FullCapacity = "fullCapacity",
        /// 停建、缓建: the project may go on later.
        Suspended = "suspended",
        /// 终止.
        Terminated = "terminated",
        /// 退出.
        Withdrawn = "withdrawn",
    }
}

impl Stage {
    /// Whether the project has left the ordinary course: suspended, terminated, withdrawn.
    pub const fn is_exit(self) -> bool {
        matches!(self, Self::Suspended | Self::Terminated | Self::Withdrawn)
    }

    /// Whether the project is given up for good: it counts in no list of signed projects any more.
    pub const fn is_final_exit(self) -> bool {
        matches!(self, Self::Terminated | Self::Withdrawn)
    }

    /// The stage that a word in a workbook means; the words of all vocabularies of `domain.md` §4.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = crate::text::fold(word);
        STAGE_WORDS.iter().find(|(known, _)| *known == word).map(|(_, stage)| *stage)
    }
}

const STAGE_WORDS: &[(&str, Stage)] = &[
    ("谋划", Stage::Planned),
    ("储备", Stage::Planned),
    ("谋划储备", Stage::Planned),
    ("谋划推进", Stage::Planned),
    ("包装", Stage::Planned),
    ("planned", Stage::Planned),
    ("线索", Stage::Lead),
    ("招商", Stage::Lead),
    ("lead", Stage::Lead),
    ("在谈", Stage::InTalks),
    ("洽谈", Stage::InTalks),
    ("intalks", Stage::InTalks),
    ("签约", Stage::Signed),
    ("已签约", Stage::Signed),
    ("signed", Stage::Signed),
    ("履约", Stage::Fulfilled),
    ("注册", Stage::Fulfilled),
    ("公司注册", Stage::Fulfilled),
    ("备案", Stage::Fulfilled),
    ("备案立项", Stage::Fulfilled),
    ("fulfilled", Stage::Fulfilled),
    ("落地", Stage::Landed),
    ("供地", Stage::Landed),
    ("已落地", Stage::Landed),
    ("土地供应", Stage::Landed),
    ("landed", Stage::Landed),
    ("开工", Stage::Commenced),
    ("新开工", Stage::Commenced),
    ("已开工", Stage::Commenced),
    ("started", Stage::Commenced),
    ("commenced", Stage::Commenced),
    ("在建", Stage::UnderConstruction),
    ("建设", Stage::UnderConstruction),
    ("建设中", Stage::UnderConstruction),
    ("续建", Stage::UnderConstruction),
    ("underconstruction", Stage::UnderConstruction),
    ("竣工", Stage::Completed),
    ("已竣工", Stage::Completed),
    ("completed", Stage::Completed),
    ("试生产", Stage::TrialProduction),
    ("试运行", Stage::TrialProduction),
    ("trialproduction", Stage::TrialProduction),
    ("投产", Stage::Producing),
    ("已投产", Stage::Producing),
    ("竣工投产", Stage::Producing),
    ("producing", Stage::Producing),
    ("达产", Stage::FullCapacity),
    ("达效", Stage::FullCapacity),
    ("达产达效", Stage::FullCapacity),
    ("已达产", Stage::FullCapacity),
    ("已达效", Stage::FullCapacity),
    ("fullcapacity", Stage::FullCapacity),
    ("停建", Stage::Suspended),
    ("缓建", Stage::Suspended),
    ("停缓建", Stage::Suspended),
    ("停工", Stage::Suspended),
    ("停滞", Stage::Suspended),
    ("暂停", Stage::Suspended),
    ("suspended", Stage::Suspended),
    ("终止", Stage::Terminated),
    ("已终止", Stage::Terminated),
    ("terminated", Stage::Terminated),
    ("退出", Stage::Withdrawn),
    ("撤回", Stage::Withdrawn),
    ("withdrawn", Stage::Withdrawn),
];

codes! {
    /// How far a claimed event has been confirmed (`domain.md` §2, `recognition`).
    Recognition {
        /// 申报: said by the zone, not yet checked. Counts nowhere but on the "claimed" line.
        Claimed = "claimed",
        /// 认定: counts.
        Recognized = "recognized",
        /// 驳回.
        Rejected = "rejected",
        /// 撤销.
        Revoked = "revoked",
    }
}

impl StageEvent {
    /// The day from which the event holds: the last of its span, but not later than the day on which it was recorded,
    /// since by then it had happened; undated, that very day.
    pub fn effective_on(&self) -> Day {
        let Some(day) = self.day else { return self.recorded_on };
        let first = self.precision.map_or(day, |precision| precision.first_day(day));
        day.min(self.recorded_on.max(first))
    }

    /// Whether it counts: recognised, and not in the future of `true_on`.
    pub fn counts_on(&self, true_on: Day) -> bool {
        self.recognition == Recognition::Recognized && self.effective_on() <= true_on
    }

    /// When it happened, as exactly as it is known.
    pub fn step(&self) -> StageStep {
        StageStep { stage: self.stage, last_on: self.effective_on(), precision: self.day.and(self.precision) }
    }
}

/// A stage entered on some day of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageStep {
    /// The stage.
    pub stage: Stage,
    /// The last day on which it can have been entered, from which it holds.
    pub last_on: Day,
    /// How far back it may lie; none of a day that is known.
    pub precision: Option<Precision>,
}

impl StageStep {
    /// The first day on which it can have been entered. Only steps beside an exit are asked.
    pub fn first_on(&self) -> Day {
        self.precision.map_or(self.last_on, |precision| precision.first_day(self.last_on))
    }
}

/// The stage that the steps taken by a day lead to (`domain.md` §2, `StageEvent`); `None` before the first.
///
/// It is the furthest stage of life reached: papers of an earlier stage often bear a later date (land handed over, or a
/// contract signed, after works began), and 「2022年」 may lie before or after 「2022年3月」. An exit overrides it until a
/// step that surely came later; what went before 终止 or 退出 counts no more then.
pub fn stage_of(steps: impl Iterator<Item = StageStep> + Clone) -> Option<Stage> {
    let exit = latest(steps.clone(), Stage::is_exit);
    match (exit, furthest_after(exit, steps.clone())) {
        (Some(exit), None) => Some(exit.stage),
        (None, furthest) => furthest,
        (Some(_), Some(_)) => furthest_of(steps),
    }
}

/// The furthest stage of life that the steps show, whether or not an exit stands at the end; what went before 终止 or 退出
/// counts no more once something came after it.
pub fn furthest_of(steps: impl Iterator<Item = StageStep> + Clone) -> Option<Stage> {
    present_life(steps).map(|step| step.stage).max()
}

/// The steps of life that count: all, or those that surely came after the project was given up, once one did.
pub fn present_life(steps: impl Iterator<Item = StageStep> + Clone) -> impl Iterator<Item = StageStep> {
    let given_up = latest(steps.clone(), Stage::is_final_exit);
    let resumed_after = given_up.filter(|_| furthest_after(given_up, steps.clone()).is_some());
    steps_after(resumed_after, steps)
}

fn latest(steps: impl Iterator<Item = StageStep>, wanted: fn(Stage) -> bool) -> Option<StageStep> {
    steps.filter(|step| wanted(step.stage)).max_by_key(|step| (step.last_on, step.stage))
}

/// The furthest stage of life among the steps that surely came after the exit, if there is one.
fn furthest_after(exit: Option<StageStep>, steps: impl Iterator<Item = StageStep>) -> Option<Stage> {
    steps_after(exit, steps).map(|step| step.stage).max()
}

fn steps_after(
    exit: Option<StageStep>,
    steps: impl Iterator<Item = StageStep>,
) -> impl Iterator<Item = StageStep> {
    let surely_after = move |step: &StageStep| exit.is_none_or(|exit| step.first_on() > exit.last_on);
    steps.filter(move |step| !step.stage.is_exit() && surely_after(step))
}

/// The step by which a project that is given up was given up: the first final exit after which nothing surely came,
/// since a withdrawal on top of a termination gives up nothing more.
pub fn given_up_by(steps: &(impl Iterator<Item = StageStep> + Clone)) -> Option<StageStep> {
    let stands = |exit: &StageStep| furthest_after(Some(*exit), steps.clone()).is_none();
    let finals = steps.clone().filter(|step| step.stage.is_final_exit());
    finals.filter(stands).min_by_key(|step| (step.last_on, step.stage))
}

/// The stage on a day, of the recognised events by then.
pub fn stage_on<'a>(
    events: impl IntoIterator<Item = &'a StageEvent, IntoIter: Clone>,
    true_on: Day,
) -> Option<Stage> {
    let counted = events.into_iter().filter(|event| event.counts_on(true_on));
    stage_of(counted.map(StageEvent::step))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    /// Steps like `signed 2022年, commenced 2022-03-15`, all recorded long after.
    fn events(steps: &str) -> Vec<StageEvent> {
        steps.split(", ").map(|step| event(step, "2030-01-01")).collect()
    }

    fn event(step: &str, recorded_on: &str) -> StageEvent {
        let (stage, words) = step.split_once(' ').unwrap();
        let dated = crate::dated::parse_dated(words, None).unwrap();
        StageEvent {
            project: crate::facts::ProjectId(1),
            stage: Stage::from_code(stage).unwrap(),
            day: dated.as_ref().map(|dated| dated.day),
            precision: dated.as_ref().map(|dated| dated.precision),
            original: None,
            recognition: Recognition::Recognized,
            recorded_on: Day::parse_iso(recorded_on).unwrap(),
            partial: false,
            reason: None,
        }
    }

    #[rstest]
    #[case("signed 2021-07-16", Some("signed"))]
    #[case("signed 2022年, commenced 2022年3月", Some("commenced"))]
    #[case("signed 2022-05-01, commenced 2022-03-15", Some("commenced"))]
    #[case("producing 2022-03-01, completed 2022-06-01", Some("producing"))]
    #[case("signed 2021-01-01, landed 2021-09-01, commenced 2021-05-01", Some("commenced"))]
    #[case("commenced 2021-01-01, suspended 2021-06-01", Some("suspended"))]
    #[case("commenced 2021-01-01, suspended 2021年", Some("suspended"))]
    #[case("suspended 2021年6月, underConstruction 2021-06-20", Some("suspended"))]
    #[case(
        "commenced 2021-01-01, suspended 2021-06-01, underConstruction 2022-02-01",
        Some("underConstruction")
    )]
    #[case("producing 2021-01-01, suspended 2021-06-01, commenced 2022-02-01", Some("producing"))]
    #[case("commenced 2019-01-01, terminated 2020-01-01, signed 2021-01-01", Some("signed"))]
    #[case(
        "producing 2018-01-01, terminated 2019-01-01, signed 2020-01-01, suspended 2021-01-01, landed 2022-01-01",
        Some("landed")
    )]
    #[case("suspended 2020-01-01, terminated 2020-06-01", Some("terminated"))]
    #[case("signed 2023-01-01", None)]
    fn the_stage_is_the_furthest_reached_and_an_exit_holds_until_work_goes_on(
        #[case] steps: &str,
        #[case] stage: Option<&str>,
    ) {
        let on = Day::parse_iso("2022-12-31").unwrap();
        assert_eq!(stage_on(&events(steps), on).map(Stage::code), stage);
    }

    #[rstest]
    #[case("signed 2021-07-16, commenced 2022-01-01", Some("commenced"))]
    #[case("commenced 2021-01-01, suspended 2021-06-01", Some("commenced"))]
    #[case("producing 2021-01-01, terminated 2021-06-01", Some("producing"))]
    #[case("commenced 2019-01-01, terminated 2020-01-01, signed 2021-01-01", Some("signed"))]
    #[case("withdrawn 2020-01-01", None)]
    fn the_furthest_stage_forgets_a_life_that_was_given_up(#[case] steps: &str, #[case] stage: Option<&str>) {
        let events = events(steps);
        assert_eq!(furthest_of(events.iter().map(StageEvent::step)).map(Stage::code), stage);
    }

    #[rstest]
    #[case("signed 2021-07-16", "2021-07-16")]
    #[case("signed 2022年", "2022-06-30")]
    #[case("signed 2022年3月", "2022-03-31")]
    #[case("signed —", "2022-06-30")]
    fn what_was_recorded_had_happened(#[case] step: &str, #[case] effective_on: &str) {
        assert_eq!(event(step, "2022-06-30").effective_on().to_string(), effective_on);
    }
}
