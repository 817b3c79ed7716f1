//! From schemes as written to schemes as checked.

use super::PeriodKind;
use super::check_item::item;
use super::error::{SchemeError, SchemeProblem};
use super::raw::{Number, RawNamed, RawPart, RawScheme};
use super::spec::{
    Body, Item, Items, Missing, Named, Over, RedBlackRule, Role, RollPart, Scheme, Section, TieBy, TieRule,
    Vetoed,
};
use crate::catalogue::Catalogue;
use crate::exact::Exact;
use crate::filter::nearest;
use domain::{Day, Rounding};
use toml::Spanned;

/// Decimals of a printed score at most.
const PLACES_MAX: u8 = 6;

/// The text, for lines in errors, the scheme being checked, and the figures it may name.
pub(super) struct Check<'a> {
    pub(super) text: &'a str,
    pub(super) scheme: &'a str,
    pub(super) catalogue: &'a Catalogue,
}

impl Check<'_> {
    pub(super) fn error<T>(&self, value: &Spanned<T>, key: &str, problem: SchemeProblem) -> SchemeError {
        SchemeError::at(self.text, value, (self.scheme, key), problem)
    }

    pub(super) fn word<T: Copy>(
        &self,
        value: &Spanned<String>,
        key: &str,
        known: &[(&str, T)],
    ) -> Result<T, SchemeError> {
        let word = value.get_ref();
        let found = known.iter().find(|(name, _)| name == word).map(|(_, meaning)| *meaning);
        found.ok_or_else(|| self.unknown(value, key, known.iter().map(|(name, _)| *name)))
    }

    pub(super) fn word_or<T: Copy>(
        &self,
        value: Option<&Spanned<String>>,
        key: &str,
        known: &[(&str, T)],
        default: T,
    ) -> Result<T, SchemeError> {
        value.map_or(Ok(default), |value| self.word(value, key, known))
    }

    pub(super) fn unknown<'b>(
        &self,
        value: &Spanned<String>,
        key: &str,
        known: impl IntoIterator<Item = &'b str>,
    ) -> SchemeError {
        let near = nearest(value.get_ref(), known);
        self.error(value, key, SchemeProblem::Unknown { value: value.get_ref().clone(), near })
    }

    /// A number that is not negative.
    pub(super) fn amount(
        &self,
        value: Option<&Spanned<Number>>,
        key: &str,
    ) -> Result<Option<Exact>, SchemeError> {
        let Some(value) = value else { return Ok(None) };
        let number = &value.get_ref().0;
        if number.is_negative() {
            return Err(self.error(value, key, SchemeProblem::Range(number.to_string())));
        }
        Ok(Some(number.clone()))
    }

    /// The key must not stand here.
    pub(super) fn absent<T>(&self, value: Option<&Spanned<T>>, key: &str) -> Result<(), SchemeError> {
        value.map_or(Ok(()), |value| Err(self.error(value, key, SchemeProblem::NotHere)))
    }

    pub(super) fn once(&self, names: &[&Spanned<String>], key: &str) -> Result<(), SchemeError> {
        let twice = (1..names.len())
            .find(|place| names[..*place].iter().any(|it| it.get_ref() == names[*place].get_ref()));
        twice.map_or(Ok(()), |place| Err(self.error(names[place], key, SchemeProblem::Twice)))
    }

    fn day(&self, value: &Spanned<String>, key: &str) -> Result<Day, SchemeError> {
        let unknown = || SchemeProblem::Unknown { value: value.get_ref().clone(), near: Vec::new() };
        Day::parse_iso(value.get_ref()).ok_or_else(|| self.error(value, key, unknown()))
    }
}

pub(super) const MISSING: [(&str, Missing); 3] =
    [("zero", Missing::Zero), ("noScore", Missing::NoScore), ("reweigh", Missing::Reweigh)];

pub(super) fn scheme(raw: &RawScheme, text: &str, catalogue: &Catalogue) -> Result<Scheme, SchemeError> {
    let check = Check { text, scheme: raw.name.get_ref(), catalogue };
    let roundings = [("halfUp", Rounding::HalfUp), ("truncate", Rounding::Truncate)];
    let ties = [("dense", TieRule::Dense), ("competition", TieRule::Competition)];
    let tie_by = [("printed", TieBy::Printed), ("exact", TieBy::Exact)];
    let places = *raw.places.get_ref();
    if places > PLACES_MAX {
        return Err(check.error(&raw.places, "places", SchemeProblem::Range(places.to_string())));
    }
    let missing = check.word(&raw.missing, "missing", &MISSING)?;
    check.once(&raw.group.iter().map(|group| &group.name).collect::<Vec<_>>(), "group.name")?;
    let body = match (raw.item.is_empty(), raw.part.is_empty()) {
        (false, true) => Body::Items(Box::new(items(&check, raw, missing)?)),
        (true, false) => Body::RollUp(roll_up(&check, raw)?),
        (true, true) => return Err(check.error(&raw.name, "item", SchemeProblem::Missing)),
        (false, false) => return Err(check.error(&raw.part[0].of, "part", SchemeProblem::NotHere)),
    };
    let from = check.day(&raw.from, "from")?;
    let until = raw.until.as_ref().map(|until| check.day(until, "until")).transpose()?;
    if let Some(written) = raw.until.as_ref().filter(|_| until.is_some_and(|until| until < from)) {
        return Err(check.error(written, "until", SchemeProblem::Range(written.get_ref().clone())));
    }
    Ok(Scheme {
        name: raw.name.get_ref().clone(),
        title: raw.title.plain(),
        note: raw.note.plain(),
        version: raw.version.clone(),
        from,
        until,
        period: check.word(&raw.period, "period", &PeriodKind::WORDS)?,
        places,
        rounding: check.word(&raw.rounding, "rounding", &roundings)?,
        ties: check.word(&raw.ties, "ties", &ties)?,
        tie_by: check.word_or(raw.tie_by.as_ref(), "tieBy", &tie_by, TieBy::Printed)?,
        missing,
        top: raw.top,
        bottom: raw.bottom,
        groups: raw.group.iter().map(named).collect(),
        body,
    })
}

fn named(raw: &RawNamed) -> Named {
    Named { name: raw.name.get_ref().clone(), title: raw.title.plain() }
}

fn items(check: &Check<'_>, raw: &RawScheme, missing: Missing) -> Result<Items, SchemeError> {
    check.once(&raw.item.iter().map(|item| &item.name).collect::<Vec<_>>(), "item.name")?;
    check.once(&raw.section.iter().map(|section| &section.name).collect::<Vec<_>>(), "section.name")?;
    let scored = raw.scored.as_ref().is_none_or(|scored| *scored.get_ref());
    let mut items = Vec::with_capacity(raw.item.len());
    for raw_item in &raw.item {
        let names = || raw.section.iter().map(|section| section.name.get_ref().as_str());
        if let Some(section) =
            raw_item.section.as_ref().filter(|own| !names().any(|name| name == own.get_ref()))
        {
            return Err(check.unknown(section, "item.section", names()));
        }
        items.push(item(check, raw_item, missing, scored)?);
    }
    input_titles(check, raw, &mut items)?;
    let sections = sections(check, raw, &mut items)?;
    weights(check, raw, &items, scored)?;
    let vetoes = [("zero", Vetoed::Zero), ("unranked", Vetoed::Unranked)];
    let red_black = raw.red_black.as_ref().map(Spanned::get_ref);
    let bound = |written: &Option<Spanned<Number>>| written.as_ref().map(|number| number.get_ref().0.clone());
    Ok(Items {
        full: check.amount(raw.full.as_ref(), "full")?,
        scored,
        sections,
        items,
        bonus_max: check.amount(raw.bonus_max.as_ref(), "bonusMax")?,
        penalty_max: check.amount(raw.penalty_max.as_ref(), "penaltyMax")?,
        least: bound(&raw.least),
        most: bound(&raw.most),
        vetoed: check.word_or(raw.vetoed.as_ref(), "vetoed", &vetoes, Vetoed::Unranked)?,
        red_black: red_black.map(|it| RedBlackRule { red_from: it.red_from, black_from: it.black_from }),
    })
}

/// Gives each item the titles of what is typed in for it.
fn input_titles(check: &Check<'_>, raw: &RawScheme, items: &mut [Item]) -> Result<(), SchemeError> {
    check.once(&raw.input.iter().map(|input| &input.name).collect::<Vec<_>>(), "input.name")?;
    for input in &raw.input {
        let mut is_used = false;
        for item in items.iter_mut().filter(|item| item.given().any(|name| name == input.name.get_ref())) {
            item.inputs.push(named(input));
            is_used = true;
        }
        if !is_used {
            let known = items.iter().flat_map(Item::given);
            return Err(check.unknown(&input.name, "input.name", known));
        }
    }
    Ok(())
}

/// Items without a weight share equally what the others leave of their section's; in the end all of it is given out.
fn sections(check: &Check<'_>, raw: &RawScheme, items: &mut [Item]) -> Result<Vec<Section>, SchemeError> {
    let mut sections = Vec::with_capacity(raw.section.len());
    for section in &raw.section {
        let name = section.name.get_ref();
        let weight = section.weight.get_ref().0.clone();
        let mut own: Vec<&mut Item> = items
            .iter_mut()
            .filter(|item| item.section.as_ref() == Some(name) && item.role == Role::Score)
            .collect();
        let stated: Exact = own.iter().filter_map(|item| item.weight.as_ref()).sum();
        let unstated = own.iter().filter(|item| item.weight.is_none()).count() as i64;
        let rest = &weight - &stated;
        let share = rest.over(&Exact::from(unstated));
        let adds_up = share.as_ref().map_or(rest.is_zero(), |share| !share.is_negative() && !share.is_zero());
        if !adds_up {
            let problem = SchemeProblem::Weights { sum: stated.to_string(), full: weight.to_string() };
            return Err(check.error(&section.weight, "section.weight", problem));
        }
        own.iter_mut().filter(|item| item.weight.is_none()).for_each(|item| item.weight.clone_from(&share));
        let named = Named { name: name.clone(), title: section.title.plain() };
        sections.push(Section { named, weight });
    }
    Ok(sections)
}

/// Every ratio has a weight, and all weights add to the full mark.
fn weights(check: &Check<'_>, raw: &RawScheme, items: &[Item], scored: bool) -> Result<(), SchemeError> {
    let of_score = || items.iter().zip(&raw.item).filter(|(item, _)| item.role == Role::Score);
    if !scored {
        check.absent(raw.full.as_ref(), "full")?;
        return of_score().try_for_each(|(_, raw)| check.absent(raw.weight.as_ref(), "item.weight"));
    }
    for (item, raw_item) in items.iter().zip(&raw.item) {
        let needs = raw.full.is_some() && item.role == Role::Score || item.needs_weight();
        if needs && item.weight.is_none() {
            return Err(check.error(&raw_item.name, "item.weight", SchemeProblem::Missing));
        }
    }
    let Some(full) = &raw.full else { return Ok(()) };
    let sum: Exact = of_score().filter_map(|(item, _)| item.weight.as_ref()).sum();
    if sum != full.get_ref().0 {
        let problem = SchemeProblem::Weights { sum: sum.to_string(), full: full.get_ref().0.to_string() };
        return Err(check.error(full, "full", problem));
    }
    Ok(())
}

fn roll_up(check: &Check<'_>, raw: &RawScheme) -> Result<Vec<RollPart>, SchemeError> {
    for (key, value) in [("full", &raw.full), ("bonusMax", &raw.bonus_max), ("penaltyMax", &raw.penalty_max)]
    {
        check.absent(value.as_ref(), key)?;
    }
    check.absent(raw.least.as_ref(), "least")?;
    check.absent(raw.most.as_ref(), "most")?;
    check.absent(raw.scored.as_ref(), "scored")?;
    check.absent(raw.vetoed.as_ref(), "vetoed")?;
    check.absent(raw.red_black.as_ref(), "redBlack")?;
    check.absent(raw.input.first().map(|input| &input.name), "input")?;
    check.absent(raw.section.first().map(|section| &section.name), "section")?;
    let parts: Vec<RollPart> =
        raw.part.iter().map(|part| roll_part(check, part)).collect::<Result<_, _>>()?;
    check.once(&raw.part.iter().map(|part| &part.of).collect::<Vec<_>>(), "part.of")?;
    let sum: Exact = parts.iter().map(|part| &part.weight).sum();
    if sum != Exact::from(100) {
        let problem = SchemeProblem::Weights { sum: sum.to_string(), full: "100".to_owned() };
        return Err(check.error(&raw.part[0].weight, "part.weight", problem));
    }
    Ok(parts)
}

fn roll_part(check: &Check<'_>, raw: &RawPart) -> Result<RollPart, SchemeError> {
    let takes = [("mean", Over::Mean), ("sum", Over::Sum), ("last", Over::Last)];
    let weight = check.amount(Some(&raw.weight), "part.weight")?;
    Ok(RollPart {
        of: raw.of.get_ref().clone(),
        weight: weight.unwrap_or_else(Exact::zero),
        take: check.word(&raw.take, "part.take", &takes)?,
    })
}
