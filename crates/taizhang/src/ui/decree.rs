//! What the forms and lists of dated rules have in common: a rule is tried out, decreed from a day, ended, taken back.

use super::badge::{Tone, badge};
use crate::text::Lang;
use crate::web::form::Form;
use crate::web::once;
use crate::web::problem::Problem;
use domain::Day;
use domain::limits::REASON_MAX_CHARS;
use maud::{Markup, html};

/// The field that says what is done.
const ACT: &str = "act";
/// The field of what it rests on.
const GROUND: &str = "reason";

/// What the buttons do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Try out; nothing is written.
    Try,
    /// Decree.
    Decree,
    /// End the site's own rule.
    End,
}

impl Act {
    const fn code(self) -> &'static str {
        match self {
            Self::Try => "try",
            Self::Decree => "decree",
            Self::End => "end",
        }
    }

    /// What was asked for. A form sent by the enter key tries out.
    pub fn of(form: &Form) -> Self {
        [Self::Decree, Self::End].into_iter().find(|act| act.code() == form.value(ACT)).unwrap_or(Self::Try)
    }

    /// The reason, which only what is written needs.
    pub fn reason(self, form: &mut Form) -> Option<String> {
        match self {
            Self::Try => form.text(GROUND, REASON_MAX_CHARS),
            Self::Decree | Self::End => form.required(GROUND, REASON_MAX_CHARS),
        }
    }
}

/// The buttons below the form, with the words on those that try out and decree; the last one only where there is something to
/// end.
pub fn buttons([try_out, decree]: [&str; 2], end: Option<&str>) -> Markup {
    html! {
        div.submit.row {
            button type="submit" name=(ACT) value=(Act::Try.code()) formnovalidate { (try_out) }
            button.primary type="submit" name=(ACT) value=(Act::Decree.code()) { (decree) }
            @if let Some(end) = end { button type="submit" name=(ACT) value=(Act::End.code()) { (end) } }
        }
    }
}

/// Where a version stands on a day: it holds, can't be used, or begins later; one that was replaced needs no word.
pub fn state(lang: Lang, (from_on, on): (Day, Day), holds: bool, is_unusable: bool) -> Markup {
    match (holds, is_unusable) {
        (true, _) => badge(Tone::Good, "●", lang.t("definitions.state_holds")),
        (false, true) => badge(Tone::Alarm, "■", lang.t("definitions.state_unusable")),
        (false, false) if from_on > on => badge(Tone::Calm, "○", lang.t("definitions.state_later")),
        (false, false) => html! {},
    }
}

/// What takes a version back. It rests on a ground like the decree itself.
pub fn take_back(lang: Lang, path: &str, id: i64) -> Markup {
    html! {
        details.no-print {
            summary { (lang.t("definitions.take_back")) }
            form.row method="post" action={ (path) "/" (id) "/withdraw" } {
                (once::field(&Form::default()))
                label {
                    (lang.t("definitions.reason")) " "
                    input type="text" name=(GROUND) required maxlength=(REASON_MAX_CHARS);
                }
                button.danger type="submit" { (lang.t("definitions.take_back")) }
            }
        }
    }
}

/// The ground on which a version is taken back.
///
/// # Errors
/// 422 without one.
pub fn ground(form: &mut Form) -> Result<Option<String>, Problem> {
    match form.required(GROUND, REASON_MAX_CHARS) {
        Some(ground) => Ok(Some(ground)),
        None => Err(Problem::refused(Vec::new()).because("definitions.ground_first")),
    }
}
