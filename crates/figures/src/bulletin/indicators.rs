//! Zones over indicators (T5, `formats.md` §1): what organisations state, ranked as it is, never worked out.

use super::draft::{Aspect, Block, Paragraph, Source, Span, Stated};
use super::error::BulletinError;
use super::make::Maker;
use super::paragraphs::dim_of;
use super::phrase::{Phrase, Piece, Word};
use super::say::Text;
use super::stated::Months;
use super::template::{IndicatorsSpec, ShareWords};
use super::units::{Rank, Value, ends, ranked};
use super::{growth, wording};
use crate::catalogue::{Both, Lang};
use crate::exact::Exact;
use crate::snapshot::Place;
use domain::facts::{Indicator, OrgId};
use domain::money::trim_zeros;
use domain::{OrgKind, Rounding};

/// Decimals in which indicators are kept.
pub(super) const KEPT_PLACES: u8 = 4;
const ONE_E4: i64 = 10_000;
/// Decimals of distances and shares.
const PLACES: u8 = 2;

/// One indicator as stated by the units that are ranked, in the offices' order.
pub(super) struct Told<'a> {
    pub(super) name: &'a str,
    pub(super) units: Vec<(&'a Place, &'a Indicator)>,
    values: Vec<Option<Rank>>,
    growths: Vec<Option<Rank>>,
    /// How many units of their kind state nothing that could stand beside.
    silent: usize,
}

/// Which of a statement's numbers ranks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Value,
    Growth,
}

impl Told<'_> {
    pub(super) fn ranks(&self, by: By) -> &[Option<Rank>] {
        match by {
            By::Value => &self.values,
            By::Growth => &self.growths,
        }
    }

    /// The first and the last units (see [`ends`]).
    fn cut(&self, by: By, take: usize) -> [Vec<usize>; 2] {
        let ranks = self.ranks(by);
        let mut order: Vec<usize> = (0..ranks.len()).filter(|unit| ranks[*unit].is_some()).collect();
        let rank = |unit: &usize| ranks[*unit].map_or(u32::MAX, |rank| rank.rank);
        order.sort_by_key(|unit| (rank(unit), *unit));
        let ranked: Vec<u32> = order.iter().map(rank).collect();
        let [first, last] = ends(&ranked, take);
        [order[..first].to_vec(), order[order.len() - last..].to_vec()]
    }
}

/// The number of an indicator as it was typed.
pub(super) fn typed(number_e4: i64) -> String {
    let exact = Exact::ratio(number_e4, ONE_E4).unwrap_or_else(Exact::zero);
    trim_zeros(&exact.print(KEPT_PLACES, Rounding::HalfUp)).to_owned()
}

/// Whether a unit is that of a share, of which neither a sum nor a part is anything.
fn is_ratio(unit: &str) -> bool {
    matches!(domain::text::fold(unit).as_str(), "%" | "‰" | "百分点" | "个百分点" | "百分比")
}

/// What stands around a stated value.
pub(super) fn around(of: &Indicator, lang: Lang) -> [String; 2] {
    wording::around(lang, (of.qualifier, of.expected), &of.unit)
}

impl<'a> Maker<'a> {
    /// The indicators in the order of their first statement.
    pub(super) fn told(&self) -> Vec<Told<'a>> {
        let mut names: Vec<&str> = Vec::new();
        for indicator in self.ask.indicators {
            if !names.contains(&indicator.name.as_str()) {
                names.push(&indicator.name);
            }
        }
        names.into_iter().map(|name| self.told_of(name)).collect()
    }

    fn told_of(&self, name: &'a str) -> Told<'a> {
        let (units, silent) = self.stating(name);
        let rank = |number: fn(&Indicator) -> Option<i64>| {
            let value = |number_e4: i64| {
                let exact = Exact::ratio(number_e4, ONE_E4)?;
                Some(Value { exact, places: KEPT_PLACES, rounding: Rounding::HalfUp, fen: None })
            };
            let values: Vec<Option<Value>> =
                units.iter().map(|(_, indicator)| number(indicator).and_then(value)).collect();
            ranked(&values, self.tie_rules())
        };
        let (values, growths) = (rank(|it| it.value_e4), rank(|it| it.growth_e4));
        Told { name, units, values, growths, silent }
    }

    /// Who is ranked by an indicator, in the offices' order: those of the kind to which the bulletin is narrowed, else zones;
    /// where none of these states it, units of the next kind that do. And how many of that kind state nothing.
    fn stating(&self, name: &str) -> (Vec<(&'a Place, &'a Indicator)>, usize) {
        const KINDS: [OrgKind; 4] = [OrgKind::Zone, OrgKind::County, OrgKind::City, OrgKind::Park];
        let places = self.ask.question.snapshot.places();
        let readable = self.ask.question.scope.orgs(domain::Permission::Read);
        let of_one = self.is_of_one();
        // Of a city those within it are ranked; a zone among all that are seen.
        let within = self.ask.org.filter(|_| !of_one);
        let is_seen = |place: &&Place| {
            readable.as_ref().is_none_or(|orgs| orgs.contains(&place.id))
                && within.is_none_or(|org| place.id != org && place.lineage.contains(&org))
        };
        let of_name = self.ask.indicators.iter().filter(|indicator| indicator.name == name);
        let mut all: Vec<(&Place, &Indicator)> = of_name
            .filter_map(|indicator| Some((places.get(indicator.org).filter(is_seen)?, indicator)))
            .collect();
        all.sort_by_key(|(place, _)| place.rank);
        let own = self.ask.org.and_then(|org| places.get(org)).map(|place| place.kind);
        let own = own.filter(|kind| of_one && dim_of(*kind).is_some());
        let is_stated = |kind: &OrgKind| all.iter().any(|(place, _)| place.kind == *kind);
        let kind = own.into_iter().chain(KINDS).find(is_stated);
        all.retain(|(place, _)| Some(place.kind) == kind);
        let day = self.now.true_on;
        let is_asked = |place: &&Place| Some(place.kind) == kind && is_seen(place) && place.valid_on(day);
        let is_silent = |place: &&Place| !all.iter().any(|(other, _)| other.id == place.id);
        let silent = places.iter().filter(is_asked).filter(is_silent).count();
        (all, silent)
    }

    /// A paragraph for each indicator.
    pub(super) fn indicators(
        &mut self,
        spec: &IndicatorsSpec,
        slot: &str,
    ) -> Result<Vec<Block>, BulletinError> {
        let lang = self.ask.lang;
        let mut blocks = Vec::new();
        for (place, told) in self.told().iter().enumerate() {
            let slot = format!("{slot}.{}", place + 1);
            let mut text = Text::default();
            let own = self.own(told);
            if let Some(of) = own.or_else(|| Some(told.units.first()?.1)) {
                text.words(&wording::of_months(lang, Months::of(of)));
            }
            let own = own.is_some();
            if own {
                self.indicator_phrase(&spec.own, (told, By::Value, &[], spec.take), &slot, &mut text)?;
                text.words(wording::full_stop(lang));
            }
            // Who states nothing itself hears what the others state.
            if !(own && self.is_of_one()) {
                text.words(if own { lang.between_sentences() } else { "" });
                self.sides(spec, told, &slot, &mut text)?;
            }
            let spans = text.done();
            if !spans.is_empty() {
                blocks.push(Block::Paragraph(Paragraph { slot, spans }));
            }
        }
        if blocks.is_empty() {
            let spans = vec![Span::Text(self.line(spec.empty.get(lang))?)];
            blocks.push(Block::Paragraph(Paragraph { slot: slot.to_owned(), spans }));
        }
        Ok(blocks)
    }

    /// The first and the last by value and by growth, and who of the last misses the target.
    fn sides(
        &mut self,
        spec: &IndicatorsSpec,
        told: &Told<'_>,
        slot: &str,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        let lang = self.ask.lang;
        let mut is_first = true;
        for (by, phrases) in
            [(By::Value, [&spec.first, &spec.last]), (By::Growth, [&spec.growth_first, &spec.growth_last])]
        {
            let [first, last] = told.cut(by, spec.take);
            if first.is_empty() {
                if by == By::Value && told.units.iter().any(|(_, it)| it.value_e4.is_some()) {
                    text.words(&wording::stated_nought(lang, told.name));
                    is_first = false;
                }
                continue;
            }
            text.words(if std::mem::take(&mut is_first) { "" } else { lang.between_sentences() });
            self.indicator_phrase(phrases[0], (told, by, &first, spec.take), slot, text)?;
            if !last.is_empty() {
                text.words(lang.semicolon());
                self.indicator_phrase(phrases[1], (told, by, &last, spec.take), slot, text)?;
            }
            let misses = |unit: &&usize| {
                let indicator = told.units[**unit].1;
                indicator.value_e4.zip(indicator.target_e4).is_some_and(|(value, target)| value < target)
            };
            let missed: Vec<usize> = last.iter().filter(misses).copied().collect();
            if by == By::Value && !missed.is_empty() {
                text.words(lang.clause());
                self.indicator_phrase(&spec.missed, (told, by, &missed, spec.take), slot, text)?;
            }
            text.words(wording::full_stop(lang));
        }
        if !told.units.is_empty() && told.silent > 0 {
            text.words(&wording::silent(lang, told.silent));
        }
        Ok(())
    }

    fn indicator_phrase(
        &mut self,
        phrase: &Both<Phrase>,
        (told, by, units, take): (&Told<'_>, By, &[usize], usize),
        slot: &str,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        let lang = self.ask.lang;
        // A tie at the cut makes no more places, and units of one rank share one.
        let ranks = told.ranks(by);
        let is_one = units.windows(2).all(|two| ranks[two[0]] == ranks[two[1]]);
        let places = if is_one { 1 } else { units.len().min(take) };
        for piece in &phrase.get(lang).0 {
            match piece {
                Piece::Word(Word::First, _) => text.words(&wording::first_places(lang, places)),
                Piece::Word(Word::Last, _) => text.words(&wording::last_places(lang, places)),
                Piece::Word(Word::Indicator, _) => text.words(told.name),
                Piece::Word(Word::Units, _) => self.stated_units(told, (by, units), slot, text),
                Piece::Word(
                    word @ (Word::Value
                    | Word::Growth
                    | Word::Share
                    | Word::Target
                    | Word::Points
                    | Word::Rank),
                    _,
                ) => {
                    self.own_word(*word, told, slot, text);
                }
                other => self.phrase(&Phrase(vec![other.clone()]), slot, text)?,
            }
        }
        Ok(())
    }

    fn stated_units(&mut self, told: &Told<'_>, (by, units): (By, &[usize]), slot: &str, text: &mut Text) {
        let lang = self.ask.lang;
        let (open, close) = wording::brackets(lang);
        for (place, unit) in units.iter().enumerate() {
            let (org, indicator) = told.units[*unit];
            text.words(if place > 0 { lang.comma() } else { "" });
            text.words(org.shown());
            text.words(open);
            match by {
                By::Value => {
                    text.words(wording::expected(lang, indicator.expected));
                    let printed = indicator.value_e4.map(typed).unwrap_or_default();
                    self.stated_value(indicator, (printed, slot), text);
                }
                By::Growth => {
                    let printed = indicator.growth_e4.map(typed).unwrap_or_default();
                    self.stated(indicator, Aspect::Rate, (printed, slot), text);
                    text.words(wording::unit_of(lang, Aspect::Rate));
                }
            }
            let rank = told.ranks(by)[*unit].filter(|rank| rank.tied);
            text.words(&rank.map_or_else(String::new, |rank| wording::tied_at(lang, rank.rank)));
            text.words(close);
        }
    }

    /// A stated value with the word on it and its unit.
    fn stated_value(&mut self, of: &Indicator, (printed, slot): (String, &str), text: &mut Text) {
        let [before, after] = around(of, self.ask.lang);
        text.words(&before);
        self.stated(of, Aspect::Amount, (printed, slot), text);
        text.unit(&after);
    }

    /// A stated number.
    fn stated(&mut self, of: &Indicator, aspect: Aspect, (printed, slot): (String, &str), text: &mut Text) {
        let source = Source::Stated(Stated {
            indicator: of.name.clone(),
            org: of.org,
            aspect,
            data_source: of.data_source.clone(),
            ranking: None,
        });
        let note = wording::stated(self.ask.lang, &of.name, &of.data_source);
        let mark = (!self.notes.tells(&of.name)).then(|| self.notes.add(&of.name, note)).flatten();
        text.figure(format!("{slot}.o{}.{}", of.org, aspect.code()), printed, source, mark);
    }

    /// What the bulletin's own organisation states.
    fn own(&self, told: &Told<'_>) -> Option<&'a Indicator> {
        let places = self.ask.question.snapshot.places();
        let org =
            self.ask.org.or_else(|| places.iter().min_by_key(|place| place.rank).map(|place| place.id))?;
        self.statement(told.name, org)
    }

    fn statement(&self, name: &str, org: OrgId) -> Option<&'a Indicator> {
        self.ask.indicators.iter().find(|indicator| indicator.name == name && indicator.org == org)
    }

    /// A clause about the bulletin's own organisation; nothing where nothing is stated.
    fn own_word(&mut self, word: Word, told: &Told<'_>, slot: &str, text: &mut Text) {
        let lang = self.ask.lang;
        let Some(own) = self.own(told) else { return };
        match word {
            Word::Value => {
                let Some(value) = own.value_e4 else { return };
                text.words(wording::completed(lang, own.expected, own.cumulative));
                self.stated_value(own, (typed(value), slot), text);
            }
            Word::Growth => {
                let Some(growth) = own.growth_e4 else { return };
                let Some((said, keeps_sign)) = growth::words(lang, self.template.growth, growth < 0) else {
                    return;
                };
                text.words(said);
                let size = typed(if keeps_sign { growth } else { growth.abs() });
                self.stated(own, Aspect::Rate, (size, slot), text);
                text.words(wording::unit_of(lang, Aspect::Rate));
            }
            Word::Target => self.own_target(own, slot, text),
            Word::Share => self.own_share(own, told, slot, text),
            Word::Points => self.own_points(own, told, slot, text),
            _ => self.own_ranks(own, told, slot, text),
        }
    }

    /// The nearest above that states the indicator too: the city for shares, the uppermost for distances.
    fn above(
        &self,
        own: &Indicator,
        name: &str,
        kind: Option<OrgKind>,
    ) -> Option<(&'a Place, &'a Indicator)> {
        let places = self.ask.question.snapshot.places();
        let lineage = places.get(own.org)?.lineage.iter().skip(1);
        let mut above = lineage.filter_map(|org| Some((places.get(*org)?, self.statement(name, *org)?)));
        match kind {
            Some(kind) => above.find(|(place, _)| place.kind == kind),
            None => above.next_back(),
        }
    }

    /// 占目标任务的{r}% (T10).
    fn own_target(&mut self, own: &Indicator, slot: &str, text: &mut Text) {
        let lang = self.ask.lang;
        let sides = own.value_e4.zip(own.target_e4);
        let Some(share) = sides.and_then(|(value, target)| growth::of_target(value, target)) else { return };
        text.words(wording::share_of_target(lang));
        self.stated(own, Aspect::Beside, (share, slot), text);
        text.words(wording::unit_of(lang, Aspect::Share));
    }

    /// 占全市的{r}%, or 占全市的三分之二.
    fn own_share(&mut self, own: &Indicator, told: &Told<'_>, slot: &str, text: &mut Text) {
        let lang = self.ask.lang;
        let Some((_, city)) = self.above(own, told.name, Some(OrgKind::City)) else { return };
        let Some((part, whole)) = own.value_e4.zip(city.value_e4) else { return };
        // A share of the city's share says nothing.
        let is_part = own.unit == city.unit && !is_ratio(&own.unit);
        let Some(share) = Exact::ratio(part, whole).filter(|_| is_part) else { return };
        text.words(wording::share_of_city(lang));
        let asked = self.template.shares == ShareWords::Fraction;
        if let Some(fraction) = growth::fraction(lang, part, whole).filter(|_| asked) {
            self.stated(own, Aspect::Share, (fraction, slot), text);
            return;
        }
        self.stated(own, Aspect::Share, (share.percent(PLACES, Rounding::HalfUp), slot), text);
        text.words(wording::unit_of(lang, Aspect::Share));
    }

    /// 高于全省平均水平{d}个百分点, against what is stated for the whole.
    fn own_points(&mut self, own: &Indicator, told: &Told<'_>, slot: &str, text: &mut Text) {
        let lang = self.ask.lang;
        let Some((place, whole)) = self.above(own, told.name, None) else { return };
        // Where nothing is stated for the whole, the nearest to it is named.
        let of = if place.lineage.len() > 1 { place.shown() } else { self.ask.whole_name };
        let Some((own_growth, growth)) = own.growth_e4.zip(whole.growth_e4) else { return };
        text.words(lang.clause());
        if own_growth == growth {
            return text.words(&wording::level(lang, of));
        }
        let (before, after) = wording::points(lang, of, own_growth < growth);
        text.words(&before);
        self.stated(own, Aspect::Points, (typed((own_growth - growth).abs()), slot), text);
        text.words(&after);
    }

    /// 总量居全省第{p}位, 增速居全省第{p}位; from the end where it is one of the last.
    fn own_ranks(&mut self, own: &Indicator, told: &Told<'_>, slot: &str, text: &mut Text) {
        let lang = self.ask.lang;
        let Some(unit) = told.units.iter().position(|(place, _)| place.id == own.org) else { return };
        for by in [By::Value, By::Growth] {
            let Some(rank) = told.ranks(by)[unit] else { continue };
            let behind = told.ranks(by).iter().flatten().filter(|other| other.rank > rank.rank).count();
            // Who is first of all is not told from the end too.
            let behind = if rank.rank == 1 { usize::MAX } else { behind };
            let of = (by == By::Growth, is_ratio(&own.unit));
            let words = wording::ranked_at(lang, of, self.ask.whole_name, behind);
            text.words(&words[0]);
            self.stated(own, Aspect::Rank, (rank.rank.to_string(), slot), text);
            text.words(&words[1]);
        }
    }
}
