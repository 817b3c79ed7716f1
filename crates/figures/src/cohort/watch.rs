//! The watch over one project: from the day of one stage to that of another, or to whatever ended it.

use super::Step;
use super::estimate::End;
use crate::snapshot::{EventRow, ProjectView};
use domain::facts::ProjectId;
use domain::{Day, Precision, Recognition, Stage};

/// More than a month has days: an age in months and days beyond is one number in the same order.
const AGE_MONTH: u32 = 32;

/// An age of whole months.
pub(super) fn age_of_months(months: u16) -> u32 {
    u32::from(months) * AGE_MONTH
}

/// How long a project was watched, and how that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Watched {
    /// The project.
    pub project: ProjectId,
    /// Days from the day on which the watch began.
    pub days: u32,
    /// How it ended.
    pub end: End,
    /// Whether one of its days is known less exactly than to the day: then the last of the span is taken, as in every
    /// figure.
    pub inexact: bool,
    /// Months from that day, and days beyond: an age by the calendar, so that three months are three months in
    /// February too.
    pub(super) age: u32,
}

/// What is known of a project and a step.
pub(super) enum Outcome {
    Watched(Watched),
    /// The watch began, or the step was taken, on a day that is not known.
    Untimed,
    /// The stage from which the step is taken was not reached.
    NotBegun,
}

/// A project and a step as known on a day.
pub(super) fn watch(project: ProjectView<'_>, step: Step, true_on: Day) -> Outcome {
    let passed = |stage| project.reached_on(stage, true_on).is_some();
    let Some(begun) = first_dated(project, step.from, true_on) else {
        return if passed(step.from) { Outcome::Untimed } else { Outcome::NotBegun };
    };
    let (end, ended_on, exact) = match first_dated(project, step.to, true_on) {
        Some(taken) => (End::Reached, taken.effective_on, is_exact(taken)),
        None if passed(step.to) => return Outcome::Untimed,
        None => match exit(project, true_on) {
            Some(exit) => (End::GivenUp, exit.effective_on, is_exact(exit)),
            None => (End::Open, true_on, true),
        },
    };
    // What was done before the watch began was done at its beginning: a contract often follows the works.
    let ended_on = ended_on.max(begun.effective_on);
    Outcome::Watched(Watched {
        project: project.id(),
        days: ended_on.days_since(begun.effective_on).unsigned_abs(),
        age: age(begun.effective_on, ended_on),
        end,
        inexact: !exact || !is_exact(begun),
    })
}

fn age(from: Day, to: Day) -> u32 {
    let months = from.months_until(to);
    let beyond = to.days_since(from.add_months(months));
    months.unsigned_abs() * AGE_MONTH + beyond.unsigned_abs()
}

fn is_exact(event: EventRow) -> bool {
    event.precision.is_none_or(|precision| precision == Precision::Day)
}

fn first_dated(project: ProjectView<'_>, stage: Stage, true_on: Day) -> Option<EventRow> {
    let events = project.events().iter();
    let counts = |event: &&EventRow| {
        event.stage == stage && event.recognition == Recognition::Recognized && !event.undated
    };
    events.filter(counts).find(|event| event.effective_on <= true_on).copied()
}

/// The giving-up of a project that is given up on the day ([`domain::given_up_by`]). One without a day of its own holds
/// from the day on which it was recorded: leaving it out would raise the share.
fn exit(project: ProjectView<'_>, true_on: Day) -> Option<EventRow> {
    project.stage_on(true_on).filter(|stage| stage.is_final_exit())?;
    let step = domain::given_up_by(&project.steps_on(true_on))?;
    let mut counted = project.events().iter().filter(|event| event.counts_on(true_on));
    counted.find(|event| event.step() == step).copied()
}
