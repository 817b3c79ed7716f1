//! What is proposed, and whether it can be decreed: the text reads on every day on which it would hold, and a bulletin can
//! be drafted by it.

use super::wrong::wrong;
use crate::as_of::Question;
use crate::bulletins::{NotDrafted, Order, drafted};
use crate::figures::not_given_words;
use crate::ledger::{LedgerError, kept};
use crate::scores;
use crate::text::{Arg, Lang};
use db::Db;
use domain::facts::BulletinRule;
use domain::limits::TEMPLATE_VERSIONS_MAX;
use domain::{Day, Scope};
use figures::FigureError;
use figures::bulletin::{BulletinError, Draft, Editions, TemplateError};

/// The number of a version that has none yet: the last of its day.
const NEW: i64 = i64::MAX;

/// Why a template is not decreed.
#[derive(Debug)]
pub(super) enum Refusal {
    /// A mistake in the text.
    Wrong(TemplateError),
    /// It could not be used any more from a later day on.
    WrongLater(Day, TemplateError),
    /// The template has a version from that day on, of this number.
    SameDay(usize),
    /// There are as many as are kept.
    TooMany,
    /// A number of it can't be given: it speaks of something that the ledger does not know, or adds up to too much.
    NotGiven(FigureError),
    /// The site has no template of its own that could end.
    NothingEnds,
}

/// What a template gives over the present ledger.
pub(super) enum Trial {
    /// The draft, of the ledger on that day.
    Drafted(Box<(Question, Draft)>),
    /// It speaks of rounds, and none was held yet.
    NothingHeld,
}

/// The templates with the one proposed, when it can be decreed beside those before.
pub(super) fn with(before: &Editions, rule: &BulletinRule) -> Result<Editions, Refusal> {
    if let Some(place) = before.versions(&rule.name).position(|known| known.from_on == rule.from_on) {
        return Err(Refusal::SameDay(place + 1));
    }
    if before.all().len() >= TEMPLATE_VERSIONS_MAX {
        return Err(Refusal::TooMany);
    }
    if rule.text.is_none() && before.in_force(&rule.name, rule.from_on).is_none() {
        return Err(Refusal::NothingEnds);
    }
    let after = before.and(&kept(NEW, rule.clone()));
    let own = after.unusable().into_iter().find(|it| it.rule.id == NEW);
    match own {
        None => Ok(after),
        Some(own) if own.from_on == rule.from_on => Err(Refusal::Wrong(own.error)),
        Some(own) => Err(Refusal::WrongLater(own.from_on, own.error)),
    }
}

/// Drafts by the template proposed over the present ledger: today, or on its first day where that is still to come.
pub(super) async fn tried(
    db: &Db,
    at: &Question,
    (scope, lang): (&Scope, Lang),
    (after, rule): (&Editions, &BulletinRule),
) -> Result<Result<Trial, Refusal>, LedgerError> {
    let templates = after.on(rule.from_on);
    let Some(template) = templates.on(&rule.name, rule.from_on) else { return Ok(Err(Refusal::NothingEnds)) };
    let then = Question { true_on: at.today.max(rule.from_on), ..at.clone() };
    if let Some(error) = scores::unknown_scheme(db, &then, (scope, template)).await? {
        return Ok(Err(Refusal::Wrong(error)));
    }
    let order = Order { scope, lang, org: None, round: None };
    match drafted(db, &then, template, &order).await {
        Ok(draft) => Ok(Ok(Trial::Drafted(Box::new((then, draft))))),
        Err(NotDrafted::Bulletin(BulletinError::NothingHeld | BulletinError::NoRound(_))) => {
            Ok(Ok(Trial::NothingHeld))
        }
        Err(NotDrafted::Bulletin(BulletinError::Figure(error))) => Ok(Err(Refusal::NotGiven(error))),
        Err(NotDrafted::Ledger(error)) => Err(error),
    }
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
            Self::SameDay(version) => ("from_on", "templates.same_day", vec![("n", version.to_string())]),
            Self::TooMany => {
                ("text", "definitions.too_many", vec![("max", TEMPLATE_VERSIONS_MAX.to_string())])
            }
            Self::NotGiven(error) => ("text", "definitions.wrong", words(not_given_words(lang, error))),
            Self::NothingEnds => ("from_on", "templates.nothing_ends", Vec::new()),
        }
    }
}
