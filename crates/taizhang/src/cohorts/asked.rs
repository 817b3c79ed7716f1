//! What an address asks of cohorts: which projects, by which span, which step.

use crate::actor::Actor;
use crate::app::App;
use crate::figures::{BY, NAME, Q, Read, TAXONOMY, Unread, read, refused};
use crate::ui::layout::CARRIED;
use crate::web::asked::Asked;
use crate::web::problem::{FieldError, Problem};
use crate::web::query::Query;
use ::figures::Dim;
use ::figures::cohort::{Cohort, CohortError, CohortSpec, Step, cohorts};
use domain::Stage;

/// The parameter that holds the span: a year, a quarter, a month, or all together.
pub(super) const SPAN: &str = "span";
/// Its value for all together.
pub(super) const ALL: &str = "all";
/// The parameter that holds the step: `signed-commenced`.
pub(super) const STEP: &str = "step";
/// The spans that a reader may choose.
pub(super) const SPANS: [Dim; 3] = [Dim::Quarter, Dim::Year, Dim::Month];
/// Whose projects are followed unless another figure is named.
pub(super) const FIGURE: &str = "signed";
/// Whole months up to which curves are drawn.
const CURVE_MONTHS: u16 = 24;

/// What is asked, read.
pub(super) struct Wanted {
    pub read: Read,
    pub spec: CohortSpec,
    /// The step of the table.
    pub step: Step,
}

/// Reads an address.
pub(super) async fn wanted(app: &App, asked: &Asked, actor: &Actor) -> Result<Wanted, Unread> {
    let read = read(app, asked, actor, asked.here.get(NAME).unwrap_or(FIGURE)).await?;
    let wrong = |field: &str, key, text: &str| {
        Unread::Fields(vec![FieldError {
            field: field.to_owned(),
            key,
            args: vec![("text", text.to_owned())],
        }])
    };
    let span = match asked.here.get(SPAN) {
        None => Some(Dim::Quarter),
        Some(ALL) => None,
        Some(text) => match text.parse().ok().filter(|dim| SPANS.contains(dim)) {
            Some(dim) => Some(dim),
            None => return Err(wrong(SPAN, "cohorts.no_span", text)),
        },
    };
    let Some(spec) = CohortSpec::following(&read.spec, span) else {
        return Err(wrong(NAME, "cohorts.not_followed", crate::figures::title(asked.lang, &read.spec)));
    };
    let step = match asked.here.get(STEP).map(|text| (step(text), text)) {
        None => spec.steps[0],
        // A step of the figure that was chosen before: the first of this one.
        Some((Some(step), _)) => {
            spec.steps.iter().find(|known| **known == step).copied().unwrap_or(spec.steps[0])
        }
        Some((None, text)) => return Err(wrong(STEP, "cohorts.no_step", text)),
    };
    Ok(Wanted { read, spec, step })
}

fn step(text: &str) -> Option<Step> {
    let (from, to) = text.split_once('-')?;
    Some(Step { from: Stage::from_code(from)?, to: Stage::from_code(to)? })
}

/// A step as an address holds it.
pub(super) fn step_code(step: Step) -> String {
    format!("{}-{}", step.from.code(), step.to.code())
}

impl Wanted {
    /// The cohorts asked for.
    pub(super) fn cohorts(&self, actor: &Actor) -> Result<Vec<Cohort>, CohortError> {
        self.of(actor, &self.spec, &self.read.by)
    }

    /// All of a group together, whatever the span: what is compared at equal age.
    pub(super) fn compared(&self, actor: &Actor) -> Result<Vec<Cohort>, CohortError> {
        self.of(actor, &CohortSpec { span: None, ..self.spec.clone() }, &self.read.by)
    }

    /// All together, at every whole month: the curves. None where nothing is followed.
    pub(super) fn curve(&self, actor: &Actor) -> Result<Option<Cohort>, CohortError> {
        let spec = CohortSpec { span: None, ages_months: (0..=CURVE_MONTHS).collect(), ..self.spec.clone() };
        Ok(self.of(actor, &spec, &[])?.pop())
    }

    fn of(&self, actor: &Actor, spec: &CohortSpec, by: &[Dim]) -> Result<Vec<Cohort>, CohortError> {
        let asking = self.read.asking(actor);
        let question = ::figures::Question { by, ..asking.question(&self.read.at, "") };
        cohorts(self.read.at.catalogue(), &question, spec)
    }
}

/// What could not be followed, at the value of the address that caused it.
pub(super) fn unread(asked: &Asked, error: CohortError) -> Unread {
    match error {
        CohortError::Figure(error) => refused(asked.lang, error),
        other => Unread::Problem(Problem::internal(&other)),
    }
}

/// The same question under another path.
pub(super) fn to(here: &Query, path: &str) -> Query {
    let names: Vec<&str> = CARRIED.iter().copied().chain([NAME, SPAN, STEP, BY, Q, TAXONOMY]).collect();
    here.carried_to(path, &names)
}
