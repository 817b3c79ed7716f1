//! From sums to figures: how a value is printed, and in which words.

use super::dim::{Dim, Group};
use super::question::{FigureError, KeyWord, Question};
use super::tally::Sums;
use super::{Figure, FigureValue};
use crate::catalogue::{
    Basis, DEFAULT, FigureKind, FigureSpec, Filled, Lang, Measure, Slots, Template, joined,
};
use crate::exact::Exact;
use crate::filter::Filter;
use crate::year::{MONTHS, Year};
use domain::{Money, Ratio, TargetMeasure};
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// What all figures of one question have in common. They share it: a table may have tens of thousands of them.
#[derive(Debug)]
struct Asked {
    spec: Arc<FigureSpec>,
    name: Arc<str>,
    ymd: (i32, u8, u8),
    is_month_end: bool,
    /// Whether nothing is asked about but what happened in the year of the day asked.
    is_within_year: bool,
    /// Months of the year that have ended by the day asked.
    months_ended: i64,
    scope: String,
    key_word: KeyWord,
}

/// Prints the figures of one question.
pub(super) struct Printer(Arc<Asked>);

impl Printer {
    pub(super) fn new(spec: &Arc<FigureSpec>, question: &Question<'_>) -> Self {
        let event = spec.event.and_then(crate::catalogue::Event::field);
        let within = |filter: &&Filter| {
            event.is_some_and(|event| filter.is_within_year(event, question.true_on.year()))
        };
        Self(Arc::new(Asked {
            is_within_year: question.filter.as_ref().is_some_and(within),
            spec: Arc::clone(spec),
            name: spec.name.as_str().into(),
            ymd: question.true_on.ymd(),
            is_month_end: question.true_on == question.true_on.last_of_month(),
            months_ended: Year::of(question.true_on).elapsed().0,
            scope: question.scope_name.to_owned(),
            key_word: question.key_word,
        }))
    }

    pub(super) fn figure(&self, group: Group, sums: &Sums) -> Result<Figure, FigureError> {
        let spec = &self.0.spec;
        let amount = i64::try_from(sums.amount_fen).map_err(|_| FigureError::TooLarge)?;
        let numerator = i64::try_from(sums.numerator).map_err(|_| FigureError::TooLarge)?;
        let (items, projects, rounds) = (sums.items.into(), sums.projects.into(), sums.rounds.into());
        let denominator = if spec.above.is_some() { amount } else { items };
        let is_stated = spec.above.is_some_and(Measure::is_stated);
        let above_unknown = is_stated && denominator != 0 && sums.known_above == 0;
        let of_entries = spec.basis == Basis::Entries;
        let items_unit = if of_entries { "entries" } else { "projects" };
        let (value, unit, printed) = match spec.kind {
            FigureKind::Count => (Some(FigureValue::Number(items)), items_unit, items.to_string()),
            FigureKind::Rounds => (Some(FigureValue::Number(rounds)), "rounds", rounds.to_string()),
            // Nothing that is counted has an amount: the sum isn't zero, it isn't known.
            FigureKind::Sum if sums.none_known() => (None, "fen", domain::ratio::NO_VALUE.to_owned()),
            FigureKind::Sum => {
                let text = Lang::Zh.money(Money::from_fen(amount), spec.places, spec.rounding);
                (Some(FigureValue::Number(amount)), "fen", text)
            }
            FigureKind::Rate if above_unknown => (None, "percent", domain::ratio::NO_VALUE.to_owned()),
            FigureKind::Rate => {
                let fraction = || FigureValue::Fraction(format!("{numerator}/{denominator}"));
                let text = percent(spec, numerator, denominator).map(|rate| format!("{rate}%"));
                let text = text.unwrap_or_else(|| domain::ratio::NO_VALUE.to_owned());
                ((denominator != 0).then(fraction), "percent", text)
            }
            // What is derived is printed by [`Printer::derived`]; nothing of it is counted.
            FigureKind::Time | FigureKind::Formula | FigureKind::Target => {
                (None, "percent", domain::ratio::NO_VALUE.to_owned())
            }
        };
        let is_rate = spec.kind == FigureKind::Rate;
        let blank = self.blank(group, (value, unit, printed));
        Ok(Figure {
            numerator: (is_rate && !above_unknown).then_some(numerator),
            denominator: is_rate.then_some(denominator),
            entries: of_entries.then_some(items),
            projects: Some(projects),
            amount_fen: (spec.kind != FigureKind::Rounds).then_some(amount),
            without_amount: sums.without_amount.into(),
            untold_above: sums.untold_above.into(),
            wording: Wording {
                items,
                numerator,
                denominator,
                above_unknown,
                projects,
                rounds,
                without_amount: sums.without_amount.into(),
                amount_fen: (sums.items == 0 || sums.items > sums.without_amount).then_some(amount),
                ..blank.wording
            },
            ..blank
        })
    }

    /// A figure worked out from others, or from the calendar.
    pub(super) fn derived(&self, group: Group, number: Option<Exact>, unit: &'static str) -> Figure {
        let spec = &self.0.spec;
        let sign = if unit == "percent" { "%" } else { "" };
        let printed =
            number.as_ref().map(|number| format!("{}{sign}", number.print(spec.places, spec.rounding)));
        let printed = printed.unwrap_or_else(|| domain::ratio::NO_VALUE.to_owned());
        let value = number.as_ref().map(|number| FigureValue::Fraction(number.to_string()));
        let blank = self.blank(group, (value, unit, printed));
        Figure { wording: Wording { number, ..blank.wording }, ..blank }
    }

    /// What an organisation is to reach: projects, or money.
    pub(super) fn target(&self, group: Group, measure: TargetMeasure, value: Option<i64>) -> Figure {
        let spec = &self.0.spec;
        let is_money = measure == TargetMeasure::AttractionAmount;
        let printed = value.map(|value| match is_money {
            true => Lang::Zh.money(Money::from_fen(value), spec.places, spec.rounding),
            false => value.to_string(),
        });
        let printed = printed.unwrap_or_else(|| domain::ratio::NO_VALUE.to_owned());
        let unit = if is_money { "fen" } else { "projects" };
        let blank = self.blank(group, (value.map(FigureValue::Number), unit, printed));
        let number = value.map(Exact::from);
        let amount_fen = value.filter(|_| is_money);
        let items = value.filter(|_| !is_money).unwrap_or_default();
        Figure { amount_fen, wording: Wording { number, amount_fen, items, ..blank.wording }, ..blank }
    }

    /// A figure of which nothing is said but its value.
    fn blank(
        &self,
        group: Group,
        (value, unit, printed): (Option<FigureValue>, &'static str, String),
    ) -> Figure {
        Figure {
            name: Arc::clone(&self.0.name),
            value,
            unit,
            numerator: None,
            denominator: None,
            entries: None,
            projects: None,
            amount_fen: None,
            printed,
            without_amount: 0,
            untold_above: 0,
            wording: Wording {
                asked: Arc::clone(&self.0),
                group: group.clone(),
                items: 0,
                numerator: 0,
                denominator: 0,
                above_unknown: false,
                number: None,
                beside: None,
                projects: 0,
                rounds: 0,
                without_amount: 0,
                amount_fen: None,
                lang: Lang::Zh,
            },
            group,
        }
    }
}

fn percent(spec: &FigureSpec, numerator: i64, denominator: i64) -> Option<String> {
    Ratio::new(numerator, denominator).percent(spec.places, spec.rounding)
}

/// What a figure's sentences are made of. They are made when they are asked for: a table of thousands of groups shows
/// none of them.
#[derive(Debug, Clone)]
pub(super) struct Wording {
    asked: Arc<Asked>,
    group: Group,
    items: i64,
    numerator: i64,
    denominator: i64,
    /// Of a rate of sums: that nobody states what stands above the line.
    above_unknown: bool,
    /// Of what is derived: the number printed.
    number: Option<Exact>,
    /// The rate that sentences say beside it.
    pub(super) beside: Option<Box<Wording>>,
    projects: i64,
    rounds: i64,
    without_amount: i64,
    /// None when something is counted and none of it has an amount: then a sentence states none. Of nothing it is zero.
    amount_fen: Option<i64>,
    /// The language of the JSON.
    pub(super) lang: Lang,
}

/// Decimals of 亿元 in prose (`formats.md` §7).
const YI_PLACES: u8 = 2;
/// The variant of a rate of a whole (全部复工).
const ALL: &str = "all";
/// The variant of a number below zero (低于时间进度).
const BELOW: &str = "below";
/// The variant of a rate whose neighbour is over other projects, so that it is said in a sentence of its own.
const APART: &str = "apart";
/// The variant for what happened in a year, told at its end ({Y}年签约…), and at the end of an earlier month (截至今年{M}月底).
const YEAR: &str = "year";
const YEAR_TO_MONTH: &str = "yearToMonth";

/// Between the words of a group's keys.
const GROUP_MARK: &str = " · ";

impl Wording {
    /// The sentence of the figure's list when it has one of its own, else the default, else that of an empty set; the
    /// group is always named.
    pub(super) fn sentence(&self, lang: Lang) -> String {
        let mut sentence = joined(&self.parts(lang));
        if let Some(other) = self.apart_sentence(lang) {
            sentence.push_str(lang.semicolon());
            sentence.push_str(&other);
        }
        sentence
    }

    /// The rate beside, where it is over other projects than this one: then the money above its line is another too.
    fn apart(&self) -> Option<&Self> {
        let is_apart = |other: &&Self| {
            (self.numerator, self.left_out()) != (other.numerator, other.left_out())
                && self.is_said_in_full()
                && other.is_said_in_full()
        };
        self.beside.as_deref().filter(is_apart)
    }

    /// Whether a rate has a value to be said with what it leaves out.
    fn is_said_in_full(&self) -> bool {
        self.items > 0 && self.amount_fen.is_some() && !self.above_unknown
    }

    /// Its sentence, after one that has named the group already.
    pub(super) fn apart_sentence(&self, lang: Lang) -> Option<String> {
        let other = self.apart()?;
        Some(Self { group: Group::default(), ..other.clone() }.sentence(lang))
    }

    /// The same in its parts, without that of the rate [apart](Self::apart).
    pub(super) fn parts(&self, lang: Lang) -> Vec<Filled> {
        if self.asked.spec.kind.is_derived() {
            return self.derived_sentence(lang);
        }
        if self.items == 0 || (self.asked.spec.kind == FigureKind::Sum && self.amount_fen.is_none()) {
            return self.said(self.asked.spec.empty.get(lang), None, lang);
        }
        if self.is_rate_of_sums() && self.amount_fen.is_none() {
            let words =
                lang.nothing_below(self.asked.spec.title.get(lang), self.items, self.asked.spec.measure);
            return self.after_group(vec![Filled::words(&words)], None, lang);
        }
        let is_all = self.asked.spec.kind == FigureKind::Rate && self.numerator == self.denominator;
        // Such a sentence says 已于{M}月底: on any other day of the month that hasn't come to pass.
        if is_all
            && self.asked.is_month_end
            && let Some(all) = self.variant(ALL, lang)
        {
            return all;
        }
        let mut sentence =
            match self.group.key(Dim::List).and_then(|list| self.asked.spec.sentences.get(list)) {
                // Such a sentence says its list itself (集中签约).
                Some(of_list) => self.said(of_list.get(lang), Some(Dim::List), lang),
                None => self.usual(lang),
            };
        if self.above_unknown {
            let ended = self.asked.months_ended;
            sentence.push(Filled::words(lang.nothing_above(self.asked.spec.above, ended)));
        }
        if self.left_out() > 0 {
            sentence.push(Filled::words(&lang.left_out(self.left_out(), self.asked.spec.measure)));
        }
        sentence
    }

    /// The sentence of the occasion, where it has one: beside a rate of other projects, at the end of a month of the year
    /// that is asked about. Else the default.
    fn usual(&self, lang: Lang) -> Vec<Filled> {
        let (_, month, _) = self.asked.ymd;
        let occasion = if self.apart().is_some() {
            Some(APART)
        } else if !self.asked.is_within_year || !self.asked.is_month_end {
            None
        } else if month == MONTHS {
            Some(YEAR)
        } else {
            Some(YEAR_TO_MONTH)
        };
        let of_occasion = occasion.and_then(|variant| self.variant(variant, lang));
        of_occasion.or_else(|| self.variant(DEFAULT, lang)).unwrap_or_default()
    }

    /// What can be said besides, for who writes: the sentences that are bound to no value, list or occasion.
    pub(super) fn others(&self, lang: Lang) -> Vec<String> {
        const CHOSEN: [&str; 6] = [DEFAULT, ALL, BELOW, APART, YEAR, YEAR_TO_MONTH];
        let is_silent = self.items == 0 || (self.is_rate_of_sums() && !self.is_said_in_full());
        if is_silent || self.asked.spec.basis == Basis::Entries {
            return Vec::new();
        }
        let free = self.asked.spec.sentences.keys().filter(|variant| !CHOSEN.contains(&variant.as_str()));
        free.filter_map(|variant| Some(joined(&self.variant(variant, lang)?))).collect()
    }

    fn is_rate_of_sums(&self) -> bool {
        self.asked.spec.above.is_some()
    }

    /// Of a rate of sums: what is asked about and stands on neither side, since its amount below the line isn't known.
    fn left_out(&self) -> i64 {
        if self.is_rate_of_sums() { self.without_amount } else { 0 }
    }

    /// Whether something is counted and none of it has an amount.
    pub(super) fn is_amount_unknown(&self) -> bool {
        self.items > 0 && self.amount_fen.is_none()
    }

    pub(super) fn number(&self) -> Option<&Exact> {
        self.number.as_ref()
    }

    pub(super) fn variant(&self, variant: &str, lang: Lang) -> Option<Vec<Filled>> {
        Some(self.said(self.asked.spec.sentences.get(variant)?.get(lang), None, lang))
    }

    /// A sentence with the name of its group before it, unless it says the name itself or speaks of the whole.
    fn said(&self, template: &Template, without: Option<Dim>, lang: Lang) -> Vec<Filled> {
        let sentence = template.filled(&self.slots(lang));
        if template.names_group() { sentence } else { self.after_group(sentence, without, lang) }
    }

    fn after_group(&self, mut sentence: Vec<Filled>, without: Option<Dim>, lang: Lang) -> Vec<Filled> {
        let group = self.group_words(without, lang);
        if !group.is_empty() {
            sentence.insert(0, Filled::words(&format!("{group}{}", lang.colon())));
        }
        sentence
    }

    /// The words of the group's keys, those of one dimension left out.
    fn group_words(&self, without: Option<Dim>, lang: Lang) -> String {
        let keys = self.group.0.iter().filter(|(dim, _)| Some(*dim) != without);
        let words: Vec<String> =
            keys.map(|(dim, key)| (self.asked.key_word)(lang, *dim, key.shown())).collect();
        words.join(GROUP_MARK)
    }

    pub(super) fn slot(&self, name: &str, lang: Lang) -> String {
        self.slots(lang).said(name)
    }

    fn slots(&self, lang: Lang) -> Slots {
        let spec = &self.asked.spec;
        Slots {
            n: if spec.kind == FigureKind::Rounds { self.rounds } else { self.items }.unsigned_abs(),
            p: self.projects.unsigned_abs(),
            m: self.numerator,
            d: self.denominator,
            a: self.money(self.amount_fen, lang),
            b: self.above_words(lang),
            r: self.rate(),
            q: self.beside.as_ref().map_or_else(|| domain::ratio::NO_VALUE.to_owned(), |other| other.rate()),
            months: lang.months(self.asked.months_ended),
            ymd: self.asked.ymd,
            scope: self.asked.scope.clone(),
            group: self.group_words(None, lang),
            ..Slots::default()
        }
    }

    /// The rate, or the number that was worked out: without its sign where the words of a number below zero say it.
    pub(super) fn rate(&self) -> String {
        let spec = &self.asked.spec;
        let says_sign = spec.sentences.contains_key(BELOW);
        let printed = match &self.number {
            Some(number) if number.is_negative() && says_sign => {
                Some((-number).print(spec.places, spec.rounding))
            }
            Some(number) => Some(number.print(spec.places, spec.rounding)),
            None if spec.kind.is_derived() || self.above_unknown => None,
            None => percent(spec, self.numerator, self.denominator),
        };
        printed.unwrap_or_else(|| domain::ratio::NO_VALUE.to_owned())
    }

    /// A number below zero has a sentence of its own; what has no value says so.
    fn derived_sentence(&self, lang: Lang) -> Vec<Filled> {
        match &self.number {
            None => self.said(self.asked.spec.empty.get(lang), None, lang),
            Some(number) if number.is_negative() => {
                self.variant(BELOW, lang).or_else(|| self.variant(DEFAULT, lang)).unwrap_or_default()
            }
            Some(_) => self.variant(DEFAULT, lang).unwrap_or_default(),
        }
    }

    /// The money above the line of a rate of sums.
    fn above_words(&self, lang: Lang) -> String {
        if self.above_unknown {
            domain::ratio::NO_VALUE.to_owned()
        } else {
            self.money(Some(self.numerator), lang)
        }
    }

    /// What a sentence says of the money.
    fn money(&self, fen: Option<i64>, lang: Lang) -> String {
        let Some(fen) = fen else { return lang.no_amount().to_owned() };
        // The places of a rate are those of its percentage.
        let places =
            if self.asked.spec.kind == FigureKind::Rate { YI_PLACES } else { self.asked.spec.places };
        lang.money(Money::from_fen(fen), places, self.asked.spec.rounding)
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
