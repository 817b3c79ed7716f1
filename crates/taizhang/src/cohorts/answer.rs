//! Cohorts in the shape that scripts rely on.

use crate::as_of::Question;
use crate::figures::At;
use ::figures::cohort::{AgeShare, Cohort, CohortSpec, StepTable};
use ::figures::{Exact, Group};
use domain::Rounding;
use serde::Serialize;

/// Decimals of a share in percent: exact fractions of an estimate run to thousands of digits.
const PLACES: u8 = 6;

/// The answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    #[serde(flatten)]
    at: At,
    figure: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<&'static str>,
    cohorts: Vec<Followed>,
}

#[derive(Debug, Serialize)]
struct Followed {
    group: Group,
    projects: usize,
    steps: Vec<Stepped>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Stepped {
    from: &'static str,
    to: &'static str,
    watched: usize,
    untimed: usize,
    not_begun: usize,
    median_days: Option<u32>,
    ages: Vec<Aged>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Aged {
    months: u16,
    reached: usize,
    given_up: usize,
    censored: usize,
    at_risk: usize,
    reached_percent: Option<String>,
    given_up_percent: Option<String>,
    open_percent: Option<String>,
    least_percent: Option<String>,
    most_percent: Option<String>,
    printed: String,
}

impl Answer {
    pub(super) fn of(at: &Question, spec: &CohortSpec, cohorts: &[Cohort]) -> Self {
        let followed = |cohort: &Cohort| Followed {
            group: cohort.group.clone(),
            projects: cohort.projects.len(),
            steps: cohort.steps.iter().map(stepped).collect(),
        };
        Self {
            at: At::of(at),
            figure: spec.figure.clone(),
            span: spec.span.map(::figures::Dim::name),
            cohorts: cohorts.iter().map(followed).collect(),
        }
    }
}

fn stepped(table: &StepTable) -> Stepped {
    Stepped {
        from: table.step.from.code(),
        to: table.step.to.code(),
        watched: table.watched.len(),
        untimed: table.untimed.len(),
        not_begun: table.not_begun.len(),
        median_days: table.median_days,
        ages: table.ages.iter().map(aged).collect(),
    }
}

fn aged(age: &AgeShare) -> Aged {
    let percent = |share: &Exact| share.percent(PLACES, Rounding::HalfUp);
    let shares = age.shares.as_ref();
    let (least, most) = age.bounds().unzip();
    Aged {
        months: age.months,
        reached: age.reached,
        given_up: age.given_up,
        censored: age.censored,
        at_risk: age.at_risk,
        reached_percent: shares.map(|it| percent(&it.reached)),
        given_up_percent: shares.map(|it| percent(&it.given_up)),
        open_percent: shares.map(|it| percent(&it.open)),
        least_percent: least.as_ref().map(percent),
        most_percent: most.as_ref().map(percent),
        printed: age.printed.clone(),
    }
}
