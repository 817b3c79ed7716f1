//! The funnel: of a figure's projects, how many have come to each later milestone, and what share that is of the first and of
//! the one before. Each step is the figure under one more condition, so it opens into its projects.

use crate::as_of::Question;
use crate::figures::answer::Asking;
use crate::figures::labels;
use crate::figures::link::Link;
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::money::ShownIn;
use crate::ui::chart::{Chart, Kind, Point, Series};
use crate::words;
use ::figures::cohort::CohortSpec;
use ::figures::{Event, FigureError, FigureSpec, Filter, Group};
use domain::{Money, Ratio, Rounding, Stage};

/// Decimals of a share.
const PLACES: u8 = 1;
const FEN_PER_YI: f64 = 1e10;

/// One step.
pub(crate) struct Step {
    pub stage: Stage,
    pub projects: i64,
    /// None where nothing counted states an amount.
    pub amount_fen: Option<i64>,
    /// The condition beside the figure's own, and the reader's.
    condition: Filter,
}

/// The steps, the figure itself first.
pub(crate) struct Funnel {
    pub steps: Vec<Step>,
}

/// Counts the funnel of a figure; none for one whose projects have no common beginning.
///
/// # Errors
/// As the figure itself.
pub(crate) fn funnel(
    asking: &Asking<'_>,
    at: &Question,
    spec: &FigureSpec,
) -> Result<Option<Funnel>, FigureError> {
    let (Some(followed), Some(Event::Stage(first))) = (CohortSpec::following(spec, None), spec.event) else {
        return Ok(None);
    };
    let later = followed.steps.iter().filter(|step| step.from == first).map(|step| step.to);
    let mut condition = Filter::default();
    let mut steps = Vec::new();
    for stage in std::iter::once(first).chain(later) {
        if stage != first {
            condition = condition.and(&reached(stage)?);
        }
        let filter = asking.filter.and(&condition);
        let asked = Asking { filter: &filter, by: &[], speaks_for: asking.speaks_for.clone(), ..*asking };
        let Some(figure) = asked.figures(at, &spec.name)?.into_iter().next() else { return Ok(None) };
        let projects = figure.projects.unwrap_or_default();
        let amount_fen = ::figures::Sum::of(&figure).fen;
        steps.push(Step { stage, projects, amount_fen, condition: condition.clone() });
    }
    Ok(Some(Funnel { steps }))
}

fn reached(stage: Stage) -> Result<Filter, FigureError> {
    Filter::parse(&format!("reached:{}", stage.code())).map_err(FigureError::Filter)
}

impl Funnel {
    /// What share of the first a step is, as printed; none over nothing.
    pub(crate) fn of_first(&self, place: usize) -> Option<String> {
        self.share(place, 0)
    }

    /// What share of the step before a step is, as printed.
    pub(crate) fn of_before(&self, place: usize) -> Option<String> {
        self.share(place, place.checked_sub(1)?)
    }

    fn share(&self, place: usize, of: usize) -> Option<String> {
        let ratio = Ratio::new(self.steps.get(place)?.projects, self.steps.get(of)?.projects);
        Some(format!("{}%", ratio.percent(PLACES, Rounding::HalfUp)?))
    }
}

/// The funnel's chart; `own` is the reader's condition, to which the links add that of each step.
#[allow(clippy::cast_precision_loss, reason = "lengths of bars, not numbers that are printed")]
pub(crate) fn chart(
    lang: Lang,
    spec: &FigureSpec,
    funnel: &Funnel,
    (link, own): (&Link, &Filter),
    note: &str,
) -> Chart {
    let href = |step: &Step| link.under(&own.and(&step.condition).to_string()).members(&Group::default());
    let projects = funnel.steps.iter().map(|step| {
        Some(Point { size: step.projects as f64, printed: count(step.projects), href: Some(href(step)) })
    });
    let amounts = funnel.steps.iter().map(|step| {
        let fen = step.amount_fen?;
        let printed = ShownIn::Yi.print(Money::from_fen(fen));
        Some(Point { size: fen as f64 / FEN_PER_YI, printed, href: Some(href(step)) })
    });
    let share = |share: Option<String>| {
        let printed = share?;
        Some(Point { size: printed.trim_end_matches('%').parse().ok()?, printed, href: None })
    };
    let places = 0..funnel.steps.len();
    let of_first = places.clone().map(|place| share(funnel.of_first(place)));
    let of_before = places.map(|place| share(funnel.of_before(place)));
    let first = funnel.steps.first().map_or("", |step| words::stage(lang, step.stage));
    Chart {
        kind: Kind::Funnel,
        title: lang.tf("figures.funnel_title", &[("figure", &labels::title(lang, spec))]),
        note: note.to_owned(),
        definition: Some(link.definition()),
        axis: labels::dim(lang, ::figures::Dim::Stage).to_owned(),
        categories: funnel.steps.iter().map(|step| words::stage(lang, step.stage).to_owned()).collect(),
        series: vec![
            Series::bars(lang.t("figures.projects"), lang.t("figures.unit_projects"), projects.collect()),
            Series::bars(lang.tf("figures.of_first", &[("stage", &first)]), "%", of_first.collect()),
            Series::bars(lang.t("figures.of_before"), "%", of_before.collect()),
            Series::bars(lang.t("figures.amount"), ShownIn::Yi.word(lang), amounts.collect()),
        ],
    }
}
