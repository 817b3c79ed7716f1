//! Paragraphs that are more than sentences: the first and the last units, a whole in its parts, a unit's own rank.

use super::draft::{Aspect, Source, Span};
use super::error::BulletinError;
use super::make::Maker;
use super::phrase::{Phrase, Piece, Word};
use super::say::Text;
use super::template::{Parts, Shown, Standing, Structure};
use super::units::{Rank, Value, ends, of_whole, ranked, value};
use super::wording;
use crate::catalogue::Both;
use crate::exact::Exact;
use crate::figure::{ByGroup, Dim, Figure, FigureError, Group, KeyOf, Question};
use crate::filter::Filter;
use crate::starts::{StartPart, StartsOfYear};
use domain::facts::{EntryId, ProjectId};
use domain::ratio::NO_VALUE;
use domain::{OrgKind, Rounding};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// So many times the units asked for are named one by one at most.
const WIDE: usize = 2;
/// Decimals of shares.
const SHARE_PLACES: u8 = 1;

/// A project, or an entry of one.
type Thing = (Option<ProjectId>, Option<EntryId>);

/// Units by rank, each with what is printed of it.
struct Ranked {
    group: Group,
    rank: Rank,
    value: Value,
}

impl Maker<'_> {
    /// The first and the last units, each with its number; a tie at the cut takes all tied units in and says so. Nothing
    /// where all have one rank.
    pub(super) fn standing(&mut self, standing: &Standing, slot: &str) -> Result<Vec<Span>, BulletinError> {
        let lang = self.ask.lang;
        let figures = self.figures(standing.shown.number, &[standing.by], (false, &self.now))?;
        let units = self.units(standing.by, false, &[&figures]);
        let values = self.values(standing.shown, &units, (false, &self.now))?;
        let ranks = ranked(&values, self.tie_rules());
        let counted = ByGroup::of(&figures);
        let silent = units.iter().zip(&values).filter(|(unit, value)| {
            value.is_none() && counted.own(unit).is_some_and(|figure| count_of(figure) > 0)
        });
        let silent = silent.count();
        let is_ranked = ranks.iter().any(Option::is_some);
        if !is_ranked && values.iter().any(Option::is_some) {
            // Nobody has anything, so nobody comes first.
            return Ok(Vec::new());
        }
        let mut all: Vec<Ranked> = units
            .into_iter()
            .zip(values)
            .zip(ranks)
            .filter_map(|((group, value), rank)| Some(Ranked { group, rank: rank?, value: value? }))
            .collect();
        all.sort_by_key(|unit| unit.rank.rank);
        let mut text = Text::default();
        if all.is_empty() {
            self.phrase(standing.empty.get(lang), slot, &mut text)?;
            return Ok(text.done());
        }
        // Who shares the only rank there is comes neither first nor last.
        if all.iter().all(|unit| unit.rank.rank == all[0].rank.rank) {
            return Ok(text.done());
        }
        let ranks: Vec<u32> = all.iter().map(|unit| unit.rank.rank).collect();
        let [first, last] = ends(&ranks, standing.take);
        self.named(&standing.first, (&all[..first], standing), slot, &mut text)?;
        if last > 0 {
            text.words(lang.clause());
            self.named(&standing.last, (&all[all.len() - last..], standing), slot, &mut text)?;
        }
        if silent > 0 {
            text.words(&wording::silent_units(lang, silent));
        }
        text.words(wording::full_stop(lang));
        Ok(text.done())
    }

    /// A phrase with the units in it.
    fn named(
        &mut self,
        phrase: &Both<Phrase>,
        (units, standing): (&[Ranked], &Standing),
        slot: &str,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        let phrase = phrase.get(self.ask.lang);
        for piece in &phrase.0 {
            match piece {
                Piece::Word(Word::Units, _) => self.unit_list(units, standing, slot, text),
                other => self.phrase(&Phrase(vec![other.clone()]), slot, text)?,
            }
        }
        Ok(())
    }

    /// The units with their numbers. Where a tie takes in far more than asked, those tied are told by number.
    fn unit_list(&mut self, units: &[Ranked], standing: &Standing, slot: &str, text: &mut Text) {
        let lang = self.ask.lang;
        let widest = (units.len() > WIDE * standing.take).then(|| widest(units)).flatten();
        let (tied, named): (Vec<&Ranked>, Vec<&Ranked>) =
            units.iter().partition(|unit| Some(unit.rank.rank) == widest);
        for (place, unit) in named.iter().enumerate() {
            text.words(if place > 0 { lang.comma() } else { "" });
            text.words(&self.group_words(&unit.group));
            self.bracketed(unit, standing, slot, text);
        }
        if let Some(first) = tied.first() {
            text.words(if named.is_empty() { "" } else { lang.comma() });
            text.words(&wording::tied_units(lang, first.rank.rank, tied.len()));
            self.bracketed(first, standing, slot, text);
        } else if units.len() > standing.take {
            text.words(wording::widened(lang));
        }
    }

    /// A unit's number in brackets.
    fn bracketed(&mut self, unit: &Ranked, standing: &Standing, slot: &str, text: &mut Text) {
        let (lang, shown) = (self.ask.lang, standing.shown);
        let (open, close) = wording::brackets(lang);
        text.words(open);
        let printed = unit.value.exact.print(unit.value.places, unit.value.rounding);
        let source = self.source(shown.number, shown.aspect, &unit.group);
        let name = self.slot_of(slot, shown.number, shown.aspect, &unit.group);
        text.figure(name, printed, source, None);
        text.words(wording::unit_of(lang, shown.aspect));
        text.words(close);
    }

    pub(super) fn group_words(&self, group: &Group) -> String {
        let words =
            group.0.iter().map(|(dim, key)| (self.ask.question.key_word)(self.ask.lang, *dim, key.shown()));
        words.collect::<Vec<_>>().join(" · ")
    }

    /// A whole in its parts (T6), unless it is all of one place. Parts that count nothing are named together; parts that do not add
    /// up are told.
    pub(super) fn structure(&mut self, spec: &Structure, slot: &str) -> Result<Vec<Span>, BulletinError> {
        let lang = self.ask.lang;
        if matches!(spec.parts, Parts::By(dim) if self.is_own(dim)) {
            return Ok(Vec::new());
        }
        let whole = self.figure(spec.whole)?;
        let mut text = Text::default();
        let total = count_of(&whole);
        if total == 0 {
            self.phrase(spec.empty.get(lang), slot, &mut text)?;
            return Ok(text.done());
        }
        self.phrase(spec.lead.get(lang), slot, &mut text)?;
        let parts = self.parts(spec)?;
        let title = self.spec(spec.whole).title.get(lang).clone();
        let mut nothing = Vec::new();
        let mut is_first = true;
        for (number, name, figure) in &parts {
            if count_of(figure) == 0 {
                nothing.push(name.as_str());
                continue;
            }
            if !std::mem::take(&mut is_first) {
                text.words(lang.semicolon());
            }
            self.part((*number, name, figure), (&title, total), slot, &mut text)?;
        }
        if !nothing.is_empty() {
            text.words(if is_first { "" } else { lang.semicolon() });
            text.words(&wording::none_of(lang, &nothing.join(lang.comma())));
        }
        text.words(wording::full_stop(lang));
        let sum: i64 = parts.iter().map(|(_, _, figure)| count_of(figure)).sum();
        if sum != total {
            text.words(lang.between_sentences());
            text.words(&wording::parts_differ(lang, sum, total));
        } else if let Some((twice, nowhere)) = self.astray(spec)? {
            text.words(lang.between_sentences());
            text.words(&wording::parts_astray(lang, twice, nowhere));
        }
        Ok(text.done())
    }

    /// How many things of a whole stand in two of its named parts, and how many in none: as many of each leave the sum as it
    /// should be.
    fn astray(&self, spec: &Structure) -> Result<Option<(usize, usize)>, BulletinError> {
        let Parts::Named(named) = &spec.parts else { return Ok(None) };
        let mut met: HashMap<Thing, usize> = HashMap::new();
        for (number, _) in named {
            for thing in self.things(*number)? {
                *met.entry(thing).or_default() += 1;
            }
        }
        let twice = met.values().filter(|times| **times > 1).count();
        let nowhere = self.things(spec.whole)?.iter().filter(|thing| !met.contains_key(thing)).count();
        Ok((twice + nowhere > 0).then_some((twice, nowhere)))
    }

    /// What a number counts.
    fn things(&self, number: usize) -> Result<HashSet<Thing>, BulletinError> {
        let asked = self.asked(number, Aspect::Count, &Group::default(), false);
        let members = asked.members(self.catalogue(), &self.ask.question)?;
        Ok(members.iter().map(|member| (member.project, member.entry)).collect())
    }

    /// 「{类}{n}个，占{r}%，总投资{a}亿元」; entries are counted as 项次 (`domain.md` §5).
    fn part(
        &mut self,
        (number, name, figure): (usize, &str, &Figure),
        (whole, total): (&str, i64),
        slot: &str,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        let lang = self.ask.lang;
        let share =
            Exact::ratio(count_of(figure), total).map(|share| share.percent(SHARE_PLACES, Rounding::HalfUp));
        let words = wording::part(lang, figure.entries);
        text.words(name);
        text.words(words[0]);
        self.printed(number, figure, (Aspect::Count, figure.slot("n", lang)), slot, text)?;
        self.count_noted(number, text)?;
        text.words(words[1]);
        let share = share.unwrap_or_else(|| NO_VALUE.to_owned());
        self.printed(number, figure, (Aspect::Share, share), slot, text)?;
        let note = wording::share(lang, whole, (total, figure.entries.is_some()));
        text.marked(self.notes.add("", note));
        text.words(words[2]);
        self.printed(number, figure, (Aspect::Amount, figure.slot("a", lang)), slot, text)
    }

    fn parts(&self, spec: &Structure) -> Result<Vec<(usize, String, Figure)>, BulletinError> {
        let lang = self.ask.lang;
        let mut parts = Vec::new();
        match &spec.parts {
            Parts::Named(named) => {
                for (number, name) in named {
                    parts.push((*number, name.get(lang).clone(), self.figure(*number)?));
                }
            }
            Parts::By(dim) => {
                for figure in self.figures(spec.whole, &[*dim], (false, &self.now))?.iter() {
                    parts.push((spec.whole, self.group_words(&figure.group), figure.clone()));
                }
            }
        }
        Ok(parts)
    }

    /// Starts and resumptions of the year (T4): each number is one of the projects of the year under a condition.
    pub(super) fn starts(
        &mut self,
        (number, notes): (usize, &[(StartPart, Both<Phrase>)]),
        slot: &str,
    ) -> Result<Vec<Span>, BulletinError> {
        let lang = self.ask.lang;
        let filter = self.filter(number, false, &self.now);
        let true_on = self.now.true_on;
        let question = Question { filter: Some(&filter), by: &[], true_on, ..self.ask.question.clone() };
        let starts = StartsOfYear::of(self.catalogue(), &question)?;
        let mut text = Text::default();
        for (words, counted) in starts.parts(self.catalogue(), lang) {
            let Some(counted) = counted else {
                text.words(&words);
                continue;
            };
            let condition = Filter::parse(counted.condition()).map_err(FigureError::Filter)?;
            let mut asked = self.asked(number, Aspect::Count, &Group::default(), false);
            asked.filter = filter.and(&condition).to_string();
            let note = notes.iter().find(|(part, _)| *part == counted).map(|(_, note)| self.note_text(note));
            let mark = note.transpose()?.flatten().and_then(|note| self.notes.add("", note));
            text.figure(format!("{slot}.{}.n", counted.code()), words, Source::Asked(Box::new(asked)), mark);
        }
        text.words(wording::full_stop(lang));
        match starts.difference() {
            0 => {}
            difference => text.words(&wording::identity_differs(lang, difference)),
        }
        Ok(text.done())
    }

    /// The rank of the unit to which the bulletin is narrowed, among all that the reader sees.
    fn ranks_of_all(&self, number: usize) -> Result<Option<(Group, Option<Rank>)>, BulletinError> {
        let place = self.ask.org.and_then(|org| self.ask.question.snapshot.places().get(org));
        let Some((place, dim)) = place.and_then(|place| Some((place, dim_of(place.kind)?))) else {
            return Ok(None);
        };
        let units = self.units(dim, true, &[]);
        let own = |unit: &Group| unit.0.iter().any(|(_, key)| key.of == KeyOf::Org(place.id));
        // Who is alone has nobody to be compared with.
        let Some(unit) = units.iter().position(own).filter(|_| units.len() > 1) else { return Ok(None) };
        let shown = Shown::main(number, self.spec(number));
        let ranks = ranked(&self.values(shown, &units, (true, &self.now))?, self.tie_rules());
        Ok(Some((units[unit].clone(), ranks[unit])))
    }

    /// Whether the unit to which the bulletin is narrowed has every rank that a phrase tells.
    pub(super) fn has_own_ranks(&self, phrase: &Phrase) -> Result<bool, BulletinError> {
        for piece in &phrase.0 {
            if let Piece::Number(number, Aspect::Rank, _) = piece
                && !matches!(self.ranks_of_all(*number)?, Some((_, Some(_))))
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Its own rank: 第2位, 并列第1位.
    pub(super) fn own_rank(
        &mut self,
        number: usize,
        slot: &str,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        let Some((group, Some(rank))) = self.ranks_of_all(number)? else {
            text.words(NO_VALUE);
            return Ok(());
        };
        let source = Source::Asked(Box::new(self.asked(number, Aspect::Rank, &group, true)));
        let name = self.slot_of(slot, number, Aspect::Rank, &Group::default());
        let (before, after) = wording::own_rank(self.ask.lang, rank.tied);
        text.words(before);
        text.figure(name, rank.rank.to_string(), source, None);
        text.words(after);
        Ok(())
    }

    /// 高于全省平均水平3.2个百分点, from unrounded rates.
    pub(super) fn points(&mut self, number: usize, slot: &str, text: &mut Text) -> Result<(), BulletinError> {
        let lang = self.ask.lang;
        let spec = self.spec(number).clone();
        let own = value(&spec, Some(&self.figure(number)?), Aspect::Rate);
        let whole = self.figures(number, &[], (true, &self.now))?;
        let whole = value(&spec, of_whole(&whole), Aspect::Rate);
        let (Some(own), Some(whole)) = (own, whole) else {
            text.words(NO_VALUE);
            return Ok(());
        };
        let gap = &own.exact - &whole.exact;
        if gap.is_zero() {
            text.words(&wording::level(lang, self.ask.whole_name));
            return Ok(());
        }
        let (before, after) = wording::points(lang, self.ask.whole_name, gap.is_negative());
        let size = if gap.is_negative() { -&gap } else { gap };
        text.words(&before);
        let source = self.source(number, Aspect::Points, &Group::default());
        let name = self.slot_of(slot, number, Aspect::Points, &Group::default());
        text.figure(name, size.print(own.places, own.rounding), source, None);
        text.words(&after);
        Ok(())
    }
}

/// The rank that most units share; of ranks that equally many share the first.
fn widest(units: &[Ranked]) -> Option<u32> {
    let mut sharing: BTreeMap<u32, usize> = BTreeMap::new();
    for unit in units {
        *sharing.entry(unit.rank.rank).or_default() += 1;
    }
    sharing.into_iter().max_by_key(|(rank, count)| (*count, Reverse(*rank))).map(|(rank, _)| rank)
}

fn count_of(figure: &Figure) -> i64 {
    figure.entries.or(figure.projects).unwrap_or_default()
}

pub(super) fn dim_of(kind: OrgKind) -> Option<Dim> {
    match kind {
        OrgKind::Zone => Some(Dim::Zone),
        OrgKind::City => Some(Dim::City),
        OrgKind::County => Some(Dim::County),
        _ => None,
    }
}
