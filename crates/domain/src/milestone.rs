//! Milestones: what was promised first, every later forecast, and the fact (`domain.md` §2, §4).

use crate::codes::codes;
use crate::facts::{Forecast, Kept};
use crate::{Day, Stage};

codes! {
    /// A point in a project's life that is promised and met.
    MilestoneCode {
        /// 签约.
        Signing = "signing",
        /// 注册.
        Registration = "registration",
        /// 备案、立项.
        ProjectApproval = "projectApproval",
        /// 供地.
        LandAcquired = "landAcquired",
        /// 施工许可.
        ConstructionPermit = "constructionPermit",
        /// 开工.
        Commencement = "commencement",
        /// 主体完工.
        MainStructure = "mainStructure",
        /// 竣工.
        Completion = "completion",
        /// 试生产.
        Commissioning = "commissioning",
        /// 投产.
        Production = "production",
        /// 达产.
        FullCapacity = "fullCapacity",
    }
}

impl MilestoneCode {
    /// The stage whose event is this milestone's fact, where there is one.
    pub const fn stage(self) -> Option<Stage> {
        Some(match self {
            Self::Signing => Stage::Signed,
            Self::Registration | Self::ProjectApproval => Stage::Fulfilled,
            Self::LandAcquired => Stage::Landed,
            Self::Commencement => Stage::Commenced,
            Self::Completion => Stage::Completed,
            Self::Commissioning => Stage::TrialProduction,
            Self::Production => Stage::Producing,
            Self::FullCapacity => Stage::FullCapacity,
            Self::ConstructionPermit | Self::MainStructure => return None,
        })
    }
}

/// The first promise and the latest forecast of one milestone, among a project's forecasts.
/// Records get ascending ids, so the first promise has the lowest.
pub fn promise_and_latest(
    forecasts: &[Kept<Forecast>],
    code: MilestoneCode,
) -> Option<(&Kept<Forecast>, &Kept<Forecast>)> {
    let mut of_code = forecasts.iter().filter(|forecast| forecast.code == code);
    let first = of_code.clone().min_by_key(|forecast| forecast.id)?;
    let latest = of_code.by_ref().max_by_key(|forecast| forecast.id)?;
    Some((first, latest))
}

/// Days by which a promise is late on `true_on`: after the promised span's last day, and not met by then.
/// `None` when it isn't late.
pub fn days_late(promised: Day, met_on: Option<Day>, true_on: Day) -> Option<i32> {
    let until = met_on.filter(|met| *met <= true_on).unwrap_or(true_on);
    (until > promised).then(|| until.days_since(promised))
}
