//! Stages of a project and how the present one follows from events (`domain.md` §4).

use crate::Day;
use crate::codes::codes;
use crate::facts::StageEvent;

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
    /// The day from which the event holds: its own, or, undated, the day on which it was recorded.
    pub fn effective_on(&self) -> Day {
        self.day.unwrap_or(self.recorded_on)
    }

    /// Whether it counts: recognised, and not in the future of `true_on`.
    pub fn counts_on(&self, true_on: Day) -> bool {
        self.recognition == Recognition::Recognized && self.effective_on() <= true_on
    }
}

/// The stage on a day: that of the latest recognised event, the later stage of life winning on equal days.
/// `None` before the first.
pub fn stage_on<'a>(events: impl IntoIterator<Item = &'a StageEvent>, true_on: Day) -> Option<Stage> {
    events
        .into_iter()
        .filter(|event| event.counts_on(true_on))
        .max_by_key(|event| (event.effective_on(), event.stage))
        .map(|event| event.stage)
}
