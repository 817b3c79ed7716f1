//! What stands on the page of definitions: the rates by their numbers, then all others in the order of the page.

use crate::figures::labels;
use crate::text::Lang;
use ::figures::{Catalogue, FigureSpec};
use maud::{Markup, html};

/// The rates that documents publish, in the order of their numbers R1 to R20 (`domain.md` §6).
const RATES: [&str; 20] = [
    "listStartRate",
    "listProductionRate",
    "benefitRate",
    "fulfillmentRate",
    "startRateOverSigned",
    "startRateOverFulfilled",
    "paidInRate",
    "registrationRate",
    "landingRate",
    "productionRateOverSigned",
    "productionRateOverPlan",
    "startRateOverPlan",
    "startRateOverAll",
    "startRateWithEarly",
    "startAndResumeRate",
    "planCompletionRate",
    "timeProgress",
    "progressGap",
    "planAndTargetShare",
    "attractionScoreRate",
];

/// The anchor of the contents, to which each section leads back.
pub(super) const TOP: &str = "contents";

/// R16, of a rate that has a number.
pub(super) fn number_of(name: &str) -> Option<String> {
    let place = RATES.iter().position(|rate| *rate == name)?;
    Some(format!("R{}", place + 1))
}

/// The contents.
pub(super) fn contents(lang: Lang, catalogue: &Catalogue) -> Markup {
    let rates = RATES.iter().filter_map(|name| catalogue.get(name));
    let others = catalogue.figures().iter().map(AsRef::as_ref);
    let others = others.filter(|spec: &&FigureSpec| number_of(&spec.name).is_none());
    html! {
        nav.contents id=(TOP) aria-label=(lang.t("definitions.contents")) {
            h2 { (lang.t("definitions.contents_rates")) }
            ul { @for spec in rates { (line(lang, spec)) } }
            h2 { (lang.t("definitions.contents_others")) }
            ul { @for spec in others { (line(lang, spec)) } }
        }
    }
}

fn line(lang: Lang, spec: &FigureSpec) -> Markup {
    html! {
        li {
            @if let Some(number) = number_of(&spec.name) { span.muted { (number) } " " }
            a href={ "#" (spec.name) } { (labels::title(lang, spec)) }
        }
    }
}
