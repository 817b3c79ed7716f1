//! The stages of a project as steps with words.

use crate::text::Lang;
use maud::{Markup, html};

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Passed.
    Reached,
    /// Lies behind, but nothing says that it was gone through.
    PassedOver,
    /// Here.
    Now,
    /// Still to come.
    Ahead,
    /// The project stopped here: paused, withdrawn, terminated.
    Stopped,
}

/// One stage.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// When, as written; or why no day is known.
    pub when: Option<String>,
    /// How far.
    pub state: State,
}

/// The steps in order. Each says in words how far it is, for those who do not see the marks.
#[must_use]
pub fn stepper(lang: Lang, steps: &[Step]) -> Markup {
    html! {
        ol.steps aria-label=(lang.t("ui.stages")) {
            @for step in steps {
                li class=(class(step.state)) aria-current=[(step.state == State::Now).then_some("step")] {
                    span.dot aria-hidden="true" { (mark(step.state)) }
                    (step.label)
                    span.unseen { " " (lang.t(words(step.state))) }
                    @if let Some(when) = &step.when { span.when { (when) } }
                }
            }
        }
    }
}

const fn class(state: State) -> &'static str {
    match state {
        State::Reached => "reached",
        State::PassedOver => "passed-over",
        State::Now => "reached now",
        State::Ahead => "ahead",
        State::Stopped => "stopped",
    }
}

const fn mark(state: State) -> &'static str {
    match state {
        State::Reached | State::Now => "✓",
        State::PassedOver => "–",
        State::Ahead => "",
        State::Stopped => "✕",
    }
}

const fn words(state: State) -> &'static str {
    match state {
        State::Reached => "ui.step_reached",
        State::PassedOver => "ui.step_passed_over",
        State::Now => "ui.step_now",
        State::Ahead => "ui.step_ahead",
        State::Stopped => "ui.step_stopped",
    }
}
