//! States as shape, word and colour; never colour alone.

use crate::text::Lang;
use maud::{Markup, html};

/// How loud a state is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// In order.
    Good,
    /// To be watched.
    Warn,
    /// Needs a person.
    Alarm,
    /// Neither good nor bad.
    Calm,
}

impl Tone {
    /// The class that colours it.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Warn => "warn",
            Self::Alarm => "alarm",
            Self::Calm => "calm",
        }
    }
}

/// Shape and word in the colour of the tone.
#[must_use]
pub fn badge(tone: Tone, shape: &str, word: &str) -> Markup {
    html! { span class={ "badge " (tone.class()) } { span.shape aria-hidden="true" { (shape) } (word) } }
}

/// The three lights of progress.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Light {
    /// 正常
    Normal,
    /// 预警
    Warning,
    /// 滞后
    Behind,
}

/// ● 正常, ▲ 预警, ■ 滞后.
#[must_use]
pub fn light(lang: Lang, light: Light) -> Markup {
    match light {
        Light::Normal => badge(Tone::Good, "●", lang.t("ui.light_normal")),
        Light::Warning => badge(Tone::Warn, "▲", lang.t("ui.light_warning")),
        Light::Behind => badge(Tone::Alarm, "■", lang.t("ui.light_behind")),
    }
}

/// The recognition of a stage event.
#[must_use]
pub fn recognition(lang: Lang, state: domain::Recognition) -> Markup {
    use domain::Recognition::{Claimed, Recognized, Rejected, Revoked};
    match state {
        Claimed => badge(Tone::Calm, "○", lang.t("ui.claimed")),
        Recognized => badge(Tone::Good, "✓", lang.t("ui.recognised")),
        Rejected => badge(Tone::Alarm, "✕", lang.t("ui.rejected")),
        Revoked => badge(Tone::Calm, "－", lang.t("ui.revoked")),
    }
}
