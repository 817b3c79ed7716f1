//! From templates as written to templates that can be drafted from: every name is known, every placeholder filled.

use super::error::{TemplateError, TemplateProblem};
use super::phrase::{Phrase, Piece, Word};
use super::raw::{RawBoth, RawLines, RawNumber, RawTemplate};
use super::template::{GrowthWords, Kind, Number, Rounds, ShareWords, Template};
use crate::catalogue::{Both, Catalogue};
use crate::filter::Filter;
use crate::ranking::{TieBy, TieRule};
use domain::{Day, OrgKind};
use toml::Spanned;

/// Earlier rounds that are followed unless a template says otherwise: those of a year.
const ROUNDS_DEFAULT: u32 = 4;
const ROUNDS_MAX: u32 = 40;

/// The text of the templates, for lines in errors, and the template being checked.
pub(super) struct Check<'a> {
    pub(super) text: &'a str,
    pub(super) name: &'a str,
    pub(super) catalogue: &'a Catalogue,
    /// The keys of its numbers, in their order.
    pub(super) keys: Vec<String>,
    pub(super) numbers: Vec<Number>,
    /// The slots of its annexes.
    pub(super) annexes: Vec<String>,
}

pub(super) type Checked<T> = Result<T, TemplateError>;

impl Check<'_> {
    pub(super) fn error<T>(&self, value: &Spanned<T>, key: &str, problem: TemplateProblem) -> TemplateError {
        TemplateError::at(self.text, value, (self.name, key), problem)
    }

    pub(super) fn word<T: Copy>(
        &self,
        value: &Spanned<String>,
        key: &str,
        known: &[(&str, T)],
    ) -> Checked<T> {
        let word = value.get_ref();
        let found = known.iter().find(|(name, _)| name == word).map(|(_, meaning)| *meaning);
        let unknown = || TemplateProblem::unknown(word, known.iter().map(|(name, _)| *name));
        found.ok_or_else(|| self.error(value, key, unknown()))
    }

    /// A setting of the template; the first of the known ones when it is not written.
    fn setting<T: Copy>(
        &self,
        value: Option<&Spanned<String>>,
        key: &str,
        known: &[(&str, T)],
    ) -> Checked<T> {
        value.map_or(Ok(known[0].1), |value| self.word(value, key, known))
    }

    pub(super) fn phrase(&self, value: &Spanned<String>, key: &str) -> Checked<Phrase> {
        let placeholder = |slot| self.error(value, key, TemplateProblem::Placeholder(slot));
        let phrase = Phrase::parse(value.get_ref(), &self.keys).map_err(placeholder)?;
        for (place, variant) in phrase.variants() {
            let spec = self.catalogue.get(&self.numbers[place].figure);
            if spec.is_none_or(|spec| !spec.sentences.contains_key(variant)) {
                let slot = format!("{}/{variant}", self.keys[place]);
                return Err(self.error(value, key, TemplateProblem::Placeholder(slot)));
            }
        }
        let unknown = phrase.annexes().find(|slot| !self.annexes.iter().any(|known| known == slot));
        if let Some(slot) = unknown {
            return Err(self.error(value, key, TemplateProblem::Placeholder(format!("annex.{slot}"))));
        }
        Ok(phrase)
    }

    pub(super) fn phrases(&self, raw: &RawBoth, key: &str) -> Checked<Both<Phrase>> {
        Ok(Both { zh: self.phrase(&raw.zh, key)?, en: self.phrase(&raw.en, key)? })
    }

    /// A footnote: plain text that tells counts.
    pub(super) fn note(&self, raw: &RawBoth, key: &str) -> Checked<Both<Phrase>> {
        let note = self.phrases(raw, key)?;
        for (text, phrase) in [(&raw.zh, &note.zh), (&raw.en, &note.en)] {
            let slot = match phrase.0.iter().find(|piece| !piece.is_plain()) {
                Some(Piece::Number(place, aspect, _)) => format!("{}.{}", self.keys[*place], aspect.code()),
                Some(Piece::Sentence(place, _)) => self.keys[*place].clone(),
                Some(Piece::Annex(slot)) => format!("annex.{slot}"),
                _ => continue,
            };
            return Err(self.error(text, key, TemplateProblem::Placeholder(slot)));
        }
        Ok(note)
    }

    fn lines(&self, raw: &RawLines, key: &str) -> Checked<Both<Vec<Phrase>>> {
        let lines = |lines: &[Spanned<String>]| {
            lines.iter().map(|line| self.phrase(line, key)).collect::<Checked<Vec<_>>>()
        };
        Ok(Both { zh: lines(&raw.zh)?, en: lines(&raw.en)? })
    }

    /// The place of a number of the template.
    pub(super) fn number(&self, value: &Spanned<String>, key: &str) -> Checked<usize> {
        let name = value.get_ref();
        let unknown = || TemplateProblem::unknown(name, self.keys.iter().map(String::as_str));
        let place = self.keys.iter().position(|known| known == name);
        place.ok_or_else(|| self.error(value, key, unknown()))
    }
}

pub(super) fn plain(raw: &RawBoth) -> Both<String> {
    Both { zh: raw.zh.get_ref().clone(), en: raw.en.get_ref().clone() }
}

/// A template, checked.
pub(super) fn template(raw: &RawTemplate, text: &str, catalogue: &Catalogue) -> Checked<Template> {
    let name = raw.name.get_ref().as_str();
    let keys: Vec<String> = raw.number.keys().map(|key| key.get_ref().clone()).collect();
    let annexes = raw.annex.iter().map(|annex| annex.slot.get_ref().clone()).collect();
    let mut check = Check { text, name, catalogue, keys, numbers: Vec::new(), annexes };
    let kind = check.word(&raw.kind, "kind", &Kind::CODES)?;
    for (key, number) in &raw.number {
        check.numbers.push(self::number(&check, raw, key, number)?);
    }
    // A note may tell any of the numbers.
    for (place, number) in raw.number.values().enumerate() {
        check.numbers[place].note =
            number.note.as_ref().map(|note| check.note(note, "number.note")).transpose()?;
    }
    let from = Day::parse_iso(raw.from.get_ref())
        .ok_or_else(|| check.error(&raw.from, "from", TemplateProblem::unknown(raw.from.get_ref(), [])))?;
    let rounds = raw.rounds.as_ref().map_or(ROUNDS_DEFAULT, |rounds| *rounds.get_ref());
    if let Some(value) = raw.rounds.as_ref().filter(|_| !(1..=ROUNDS_MAX).contains(&rounds)) {
        return Err(check.error(value, "rounds", TemplateProblem::Range(rounds)));
    }
    let ties = [("competition", TieRule::Competition), ("dense", TieRule::Dense)];
    let tie_by = [("printed", TieBy::Printed), ("exact", TieBy::Exact)];
    Ok(Template {
        name: name.to_owned(),
        kind,
        from,
        called: plain(&raw.called),
        title: check.lines(&raw.title, "title")?,
        addressee: check.phrases(&raw.addressee, "addressee")?,
        addressee_of: addressees(&check, raw)?,
        rounds: rounds as usize,
        ties: check.setting(raw.ties.as_ref(), "ties", &ties)?,
        tie_by: check.setting(raw.tie_by.as_ref(), "tieBy", &tie_by)?,
        growth: check.setting(raw.growth.as_ref(), "growth", &GrowthWords::CODES)?,
        shares: check.setting(raw.shares.as_ref(), "shares", &ShareWords::CODES)?,
        blocks: super::check_block::blocks(&check, raw)?,
        annexes: super::check_annex::annexes(&check, raw)?,
        numbers: check.numbers,
    })
}

/// Whom a bulletin about a city, a county, a zone or a park addresses.
fn addressees(check: &Check<'_>, raw: &RawTemplate) -> Checked<Vec<(OrgKind, Both<Phrase>)>> {
    const KINDS: [OrgKind; 4] = [OrgKind::City, OrgKind::County, OrgKind::Zone, OrgKind::Park];
    let kinds = KINDS.map(|kind| (kind.code(), kind));
    let addressee =
        |(kind, text)| Ok((check.word(kind, "addresseeOf", &kinds)?, check.phrases(text, "addresseeOf")?));
    raw.addressee_of.iter().map(addressee).collect()
}

fn number(check: &Check<'_>, all: &RawTemplate, key: &Spanned<String>, raw: &RawNumber) -> Checked<Number> {
    let figure = raw.figure.get_ref();
    if Word::is_named(key.get_ref()) {
        return Err(check.error(key, "number", TemplateProblem::Twice));
    }
    if check.catalogue.get(figure).is_none() {
        let known = check.catalogue.figures().iter().map(|spec| spec.name.as_str());
        return Err(check.error(&raw.figure, "figure", TemplateProblem::unknown(figure, known)));
    }
    if check.catalogue.get(figure).is_some_and(|spec| !spec.by.is_empty()) {
        return Err(check.error(&raw.figure, "figure", TemplateProblem::NotHere));
    }
    let (mut filter, mut rounds) = (Filter::default(), None);
    let mut way = vec![key.get_ref().clone()];
    let mut next = Some(raw);
    while let Some(number) = next {
        filter = own_filter(check, number)?.and(&filter);
        if let (None, Some(word)) = (rounds, &number.rounds) {
            rounds = Some(check.word(word, "rounds", &Rounds::CODES)?);
        }
        next = match &number.of {
            None => None,
            Some(of) => {
                let found = all.number.iter().find(|(known, _)| known.get_ref() == of.get_ref());
                let unknown =
                    || TemplateProblem::unknown(of.get_ref(), check.keys.iter().map(String::as_str));
                let (_, base) = found.ok_or_else(|| check.error(of, "of", unknown()))?;
                let again = way.contains(of.get_ref());
                way.push(of.get_ref().clone());
                if again {
                    return Err(check.error(of, "of", TemplateProblem::Circular(way)));
                }
                Some(base)
            }
        };
    }
    let key_list = all.key_list || raw.key_list;
    Ok(Number { key: key.get_ref().clone(), figure: figure.clone(), filter, rounds, note: None, key_list })
}

fn own_filter(check: &Check<'_>, raw: &RawNumber) -> Checked<Filter> {
    let Some(text) = &raw.filter else { return Ok(Filter::default()) };
    Filter::parse(text.get_ref()).map_err(|error| check.error(text, "where", error.into()))
}
