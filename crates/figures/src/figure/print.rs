//! From sums to figures: how a value is printed, and in which words.

use super::dim::{Dim, Group};
use super::question::{FigureError, KeyWord, Question};
use super::tally::Sums;
use super::{Figure, FigureValue};
use crate::catalogue::{Basis, FigureKind, FigureSpec, Lang, Slots, Template};
use domain::money::{format, format_prose, trim_zeros};
use domain::{Money, MoneyUnit, Ratio};
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// Prints the figures of one question.
pub(super) struct Printer {
    spec: Arc<FigureSpec>,
    ymd: (i32, u8, u8),
    scope: Arc<str>,
    key_word: KeyWord,
}

impl Printer {
    pub(super) fn new(spec: &Arc<FigureSpec>, question: &Question<'_>) -> Self {
        Self {
            spec: Arc::clone(spec),
            ymd: question.true_on.ymd(),
            scope: question.scope_name.into(),
            key_word: question.key_word,
        }
    }

    pub(super) fn figure(&self, group: Group, sums: &Sums) -> Result<Figure, FigureError> {
        let spec = &self.spec;
        let amount = i64::try_from(sums.amount_fen).map_err(|_| FigureError::TooLarge)?;
        let rounds = sums.rounds;
        let of_entries = spec.basis == Basis::Entries;
        let items_unit = if of_entries { "entries" } else { "projects" };
        let (value, unit, printed) = match spec.kind {
            FigureKind::Count => (Some(FigureValue::Number(sums.items)), items_unit, sums.items.to_string()),
            FigureKind::Rounds => (Some(FigureValue::Number(rounds)), "rounds", rounds.to_string()),
            // Nothing that is counted has an amount: the sum isn't zero, it isn't known.
            FigureKind::Sum if sums.none_known() => (None, "fen", domain::ratio::NO_VALUE.to_owned()),
            FigureKind::Sum => {
                let text = format_prose(Money::from_fen(amount), MoneyUnit::Yi, spec.places, spec.rounding);
                (Some(FigureValue::Number(amount)), "fen", text)
            }
            FigureKind::Rate => {
                let fraction = || FigureValue::Fraction(format!("{}/{}", sums.numerator, sums.items));
                let text = percent(spec, sums.numerator, sums.items).map(|rate| format!("{rate}%"));
                let text = text.unwrap_or_else(|| domain::ratio::NO_VALUE.to_owned());
                ((sums.items != 0).then(fraction), "percent", text)
            }
        };
        let is_rate = spec.kind == FigureKind::Rate;
        Ok(Figure {
            name: spec.name.clone(),
            value,
            unit,
            numerator: is_rate.then_some(sums.numerator),
            denominator: is_rate.then_some(sums.items),
            entries: of_entries.then_some(sums.items),
            projects: Some(sums.projects),
            amount_fen: (spec.kind != FigureKind::Rounds).then_some(amount),
            printed,
            without_amount: sums.without_amount,
            wording: Wording {
                spec: Arc::clone(spec),
                group: group.clone(),
                items: sums.items,
                numerator: sums.numerator,
                projects: sums.projects,
                rounds,
                amount_fen: (sums.items > sums.without_amount).then_some(amount),
                ymd: self.ymd,
                scope: Arc::clone(&self.scope),
                key_word: self.key_word,
                lang: Lang::Zh,
            },
            group,
        })
    }
}

fn percent(spec: &FigureSpec, numerator: i64, denominator: i64) -> Option<String> {
    Ratio::new(numerator, denominator).percent(spec.places, spec.rounding)
}

/// What a figure's sentences are made of. They are made when they are asked for: a table of thousands of groups shows
/// none of them.
#[derive(Debug, Clone)]
pub(super) struct Wording {
    spec: Arc<FigureSpec>,
    group: Group,
    items: i64,
    numerator: i64,
    projects: i64,
    rounds: i64,
    /// None when nothing that is counted has an amount: then a sentence states none.
    amount_fen: Option<i64>,
    ymd: (i32, u8, u8),
    scope: Arc<str>,
    key_word: KeyWord,
    /// The language of the JSON.
    pub(super) lang: Lang,
}

/// Between the words of a group's keys.
const GROUP_MARK: &str = " · ";

impl Wording {
    /// The sentence of the figure's list when it has one of its own, else the default, else that of an empty set; the
    /// group is always named.
    pub(super) fn sentence(&self, lang: Lang) -> String {
        if self.items == 0 || (self.spec.kind == FigureKind::Sum && self.amount_fen.is_none()) {
            return self.said(self.spec.empty.get(lang), None, lang);
        }
        match self.group.key(Dim::List).and_then(|list| self.spec.sentences.get(list)) {
            // Such a sentence says its list itself (集中签约).
            Some(of_list) => self.said(of_list.get(lang), Some(Dim::List), lang),
            None => self.variant("default", lang).unwrap_or_default(),
        }
    }

    /// Whether something is counted and none of it has an amount.
    pub(super) fn is_amount_unknown(&self) -> bool {
        self.items > 0 && self.amount_fen.is_none()
    }

    pub(super) fn variant(&self, variant: &str, lang: Lang) -> Option<String> {
        Some(self.said(self.spec.sentences.get(variant)?.get(lang), None, lang))
    }

    /// A sentence with the name of its group before it, unless it says the name itself or speaks of the whole.
    fn said(&self, template: &Template, without: Option<Dim>, lang: Lang) -> String {
        let sentence = template.fill(&self.slots(lang));
        let group = self.group_words(without, lang);
        if group.is_empty() || template.names_group() {
            return sentence;
        }
        format!("{group}{}{sentence}", lang.colon())
    }

    /// The words of the group's keys, those of one dimension left out.
    fn group_words(&self, without: Option<Dim>, lang: Lang) -> String {
        let keys = self.group.0.iter().filter(|(dim, _)| Some(*dim) != without);
        let words: Vec<String> = keys.map(|(dim, key)| (self.key_word)(lang, *dim, key.shown())).collect();
        words.join(GROUP_MARK)
    }

    fn slots(&self, lang: Lang) -> Slots {
        let spec = &self.spec;
        Slots {
            n: if spec.kind == FigureKind::Rounds { self.rounds } else { self.items }.unsigned_abs(),
            p: self.projects.unsigned_abs(),
            m: self.numerator,
            d: self.items,
            a: self.money(lang),
            r: percent(spec, self.numerator, self.items)
                .unwrap_or_else(|| domain::ratio::NO_VALUE.to_owned()),
            ymd: self.ymd,
            scope: self.scope.to_string(),
            group: self.group_words(None, lang),
            ..Slots::default()
        }
    }

    /// What a sentence says of the money.
    fn money(&self, lang: Lang) -> String {
        let Some(fen) = self.amount_fen else { return lang.no_amount().to_owned() };
        let printed = format(Money::from_fen(fen), MoneyUnit::Yi, self.spec.places, self.spec.rounding);
        format!("{}{}", trim_zeros(&printed), lang.yi())
    }
}

/// Equal when the sentences are.
impl PartialEq for Wording {
    fn eq(&self, other: &Self) -> bool {
        [Lang::Zh, Lang::En].into_iter().all(|lang| self.sentence(lang) == other.sentence(lang))
    }
}

impl Eq for Wording {}

/// In JSON, the sentence in the figure's language.
impl Serialize for Wording {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.sentence(self.lang))
    }
}
