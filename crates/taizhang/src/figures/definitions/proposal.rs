//! What is proposed, and whether it can be decreed: the text reads, nothing else stops reading, the figure can be given.

use super::wrong::wrong;
use crate::as_of::Question;
use crate::figures::{Asking, not_given_words};
use crate::ledger::kept;
use crate::text::{Arg, Lang};
use ::figures::{CatalogueError, Definitions, FigureError, Unusable, evaluate};
use domain::Day;
use domain::facts::FigureRule;
use domain::limits::DEFINITIONS_MAX;

/// The number of a version that has none yet: the last of its day.
const NEW: i64 = i64::MAX;

/// Why a definition is not decreed.
#[derive(Debug)]
pub(super) enum Refusal {
    /// A mistake in the text.
    Wrong(CatalogueError),
    /// It could not be used any more from a later day on.
    WrongLater(Day, CatalogueError),
    /// Another version could not be used any more.
    Breaks(Box<Unusable>),
    /// The figure has a version from that day on, of this number.
    SameDay(usize),
    /// There are as many as are kept.
    TooMany,
    /// No figure could be given by it: it speaks of something that the ledger does not know, or adds up to too much.
    NotGiven(FigureError),
    /// The site has no definition of its own that could end.
    NothingEnds,
}

/// The definitions with the one proposed, when it can be decreed beside those before.
pub(super) fn with(
    before: &Definitions,
    (at, asking): (&Question, &Asking<'_>),
    rule: &FigureRule,
) -> Result<Definitions, Refusal> {
    if let Some(place) = before.versions(&rule.name).position(|known| known.from_on == rule.from_on) {
        return Err(Refusal::SameDay(place + 1));
    }
    if before.all().len() >= DEFINITIONS_MAX {
        return Err(Refusal::TooMany);
    }
    if rule.text.is_none() && before.in_force(&rule.name, rule.from_on).is_none() {
        return Err(Refusal::NothingEnds);
    }
    let after = before.and(&kept(NEW, rule.clone()));
    let own = after.unusable().into_iter().find(|it| it.rule.id == NEW);
    if let Some(own) = own {
        return Err(match own.from_on == rule.from_on {
            true => Refusal::Wrong(own.error),
            false => Refusal::WrongLater(own.from_on, own.error),
        });
    }
    if let Some(broken) = broken(before, &after) {
        return Err(Refusal::Breaks(Box::new(broken)));
    }
    given(at, asking, &after, rule).map_err(Refusal::NotGiven)?;
    Ok(after)
}

/// A version that could be used before and can't be any more.
pub(super) fn broken(before: &Definitions, after: &Definitions) -> Option<Unusable> {
    let known = before.unusable();
    let was_so =
        |it: &Unusable| known.iter().any(|known| known.rule.id == it.rule.id && known.from_on <= it.from_on);
    after.unusable().into_iter().find(|it| !was_so(it))
}

fn given(
    at: &Question,
    asking: &Asking<'_>,
    after: &Definitions,
    rule: &FigureRule,
) -> Result<(), FigureError> {
    let catalogue = after.on(rule.from_on);
    if catalogue.get(&rule.name).is_none() {
        return Ok(());
    }
    let then = Question { true_on: rule.from_on, ..at.clone() };
    evaluate(catalogue, &asking.question(&then, ""), &rule.name).map(drop)
}

impl Refusal {
    /// The field that must be mended, the key of what is said at it, and its values.
    pub fn at_field(&self, lang: Lang) -> (&'static str, &'static str, Vec<Arg>) {
        let words = |text: String| vec![("words", text)];
        match self {
            Self::Wrong(error) => ("text", "definitions.wrong", words(wrong(lang, error))),
            Self::WrongLater(day, error) => {
                let args = vec![("day", day.to_string()), ("words", wrong(lang, error))];
                ("text", "definitions.wrong_later", args)
            }
            Self::Breaks(it) => ("text", "definitions.breaks_other", words(super::wrong::unusable(lang, it))),
            Self::SameDay(version) => ("from_on", "definitions.same_day", vec![("n", version.to_string())]),
            Self::TooMany => ("text", "definitions.too_many", vec![("max", DEFINITIONS_MAX.to_string())]),
            Self::NotGiven(error) => ("text", "definitions.wrong", words(not_given_words(lang, error))),
            Self::NothingEnds => ("from_on", "definitions.nothing_ends", Vec::new()),
        }
    }
}
