//! Blocks of templates, checked.

use super::check::{Check, Checked, plain};
use super::draft::Aspect;
use super::error::TemplateProblem;
use super::parts::NAMES;
use super::phrase::Phrase;
use super::raw::{RawBlock, RawBoth, RawPart, RawSentence, RawTemplate};
use super::template::{BlockSpec, Body, IndicatorsSpec, Only, Parts, Sentence, Shown, Standing, Structure};
use crate::catalogue::Both;
use crate::figure::Dim;
use crate::starts::StartPart;
use toml::Spanned;

const LEVEL_MAX: u32 = 4;
/// Units named first and last at most.
const TAKE_MAX: u32 = 20;
/// The figure of all projects of the year.
const OF_YEAR: &str = "yearProjects";
/// What ends a paragraph, in each language.
const ENDS: [&[char]; 2] = [&['。', '：'], &['.', ':']];

/// A kind of block, and the keys that it takes.
type Takes = (&'static str, &'static [&'static str]);
const KINDS: [Takes; 6] = [
    ("heading", &["level", "text"]),
    ("paragraph", &["sentence"]),
    ("standing", &["show", "by", "take", "first", "last", "empty"]),
    ("structure", &["number", "lead", "by", "part", "empty"]),
    ("starts", &["number", "note", "noteOf"]),
    ("indicators", &["text", "first", "last", "missed", "growthFirst", "growthLast", "take", "empty"]),
];

pub(super) fn blocks(check: &Check<'_>, raw: &RawTemplate) -> Checked<Vec<BlockSpec>> {
    let mut blocks: Vec<BlockSpec> = Vec::new();
    for raw in &raw.block {
        let slot = raw.slot.get_ref();
        if blocks.iter().any(|known| known.slot == *slot) || NAMES.contains(&slot.as_str()) {
            return Err(check.error(&raw.slot, "block.slot", TemplateProblem::Twice));
        }
        let only = only(check, raw.only.as_ref(), "block.only")?;
        blocks.push(BlockSpec { slot: slot.clone(), only, body: body(check, raw)? });
    }
    Ok(blocks)
}

pub(super) fn only(check: &Check<'_>, raw: Option<&Spanned<String>>, key: &str) -> Checked<Option<Only>> {
    raw.map(|word| check.word(word, key, &Only::CODES)).transpose()
}

fn body(check: &Check<'_>, raw: &RawBlock) -> Checked<Body> {
    let names: Vec<(&str, Takes)> = KINDS.iter().map(|takes| (takes.0, *takes)).collect();
    let (kind, takes) = check.word(&raw.kind, "block.kind", &names)?;
    let given = [
        ("level", raw.level.is_some()),
        ("text", raw.text.is_some()),
        ("sentence", raw.sentence.is_some()),
        ("number", raw.number.is_some()),
        ("show", raw.show.is_some()),
        ("by", raw.by.is_some()),
        ("take", raw.take.is_some()),
        ("first", raw.first.is_some()),
        ("last", raw.last.is_some()),
        ("empty", raw.empty.is_some()),
        ("lead", raw.lead.is_some()),
        ("part", raw.part.is_some()),
        ("missed", raw.missed.is_some()),
        ("growthFirst", raw.growth_first.is_some()),
        ("growthLast", raw.growth_last.is_some()),
        ("note", raw.note.is_some()),
        ("noteOf", raw.note_of.is_some()),
    ];
    for (key, is_given) in given {
        if is_given && !takes.contains(&key) {
            return Err(check.error(&raw.kind, &format!("block.{key}"), TemplateProblem::NotHere));
        }
    }
    Ok(match kind {
        "heading" => heading(check, raw)?,
        "paragraph" => Body::Paragraph(paragraph(check, raw)?),
        "standing" => Body::Standing(standing(check, raw)?),
        "structure" => Body::Structure(structure(check, raw)?),
        "starts" => Body::Starts(starts(check, raw)?, start_notes(check, raw)?),
        _ => Body::Indicators(Box::new(indicators(check, raw)?)),
    })
}

/// A key without which the block says nothing.
fn needed<'a, T>(check: &Check<'_>, raw: &RawBlock, key: &str, value: &'a Option<T>) -> Checked<&'a T> {
    let missing = || check.error(&raw.kind, &format!("block.{key}"), TemplateProblem::Missing);
    value.as_ref().ok_or_else(missing)
}

fn within(check: &Check<'_>, value: &Spanned<u32>, key: &str, most: u32) -> Checked<u32> {
    let number = *value.get_ref();
    if (1..=most).contains(&number) {
        return Ok(number);
    }
    Err(check.error(value, key, TemplateProblem::Range(number)))
}

fn heading(check: &Check<'_>, raw: &RawBlock) -> Checked<Body> {
    let level = within(check, needed(check, raw, "level", &raw.level)?, "block.level", LEVEL_MAX)?;
    let text = check.phrases(needed(check, raw, "text", &raw.text)?, "block.text")?;
    Ok(Body::Heading(level as u8, text))
}

fn paragraph(check: &Check<'_>, raw: &RawBlock) -> Checked<Vec<Sentence>> {
    let sentences = needed(check, raw, "sentence", &raw.sentence)?;
    // A sentence that may say nothing leaves the end to the one before it.
    for sentence in sentences.iter().rev() {
        ended(check, [&sentence.zh, &sentence.en], "block.sentence")?;
        match &sentence.empty {
            Some(empty) if empty.zh.get_ref().is_empty() && empty.en.get_ref().is_empty() => {}
            _ if sentence.among.is_some() => {}
            Some(empty) => {
                ended(check, [&empty.zh, &empty.en], "block.sentence.empty")?;
                break;
            }
            None if sentence.only.is_none() => break,
            None => {}
        }
    }
    sentences.iter().map(|raw| sentence(check, raw)).collect()
}

fn ended(check: &Check<'_>, texts: [&Spanned<String>; 2], key: &str) -> Checked<()> {
    for (text, ends) in texts.into_iter().zip(ENDS) {
        if !text.get_ref().ends_with(ends) {
            return Err(check.error(text, key, TemplateProblem::Unended));
        }
    }
    Ok(())
}

fn sentence(check: &Check<'_>, raw: &RawSentence) -> Checked<Sentence> {
    let key = "block.sentence";
    let text = Both { zh: check.phrase(&raw.zh, key)?, en: check.phrase(&raw.en, key)? };
    let unless = match (&raw.needs, &raw.empty) {
        (None, None) => None,
        (Some(needs), Some(empty)) => Some((
            check.number(needs, "block.sentence.needs")?,
            check.phrases(empty, "block.sentence.empty")?,
        )),
        (Some(needs), None) => {
            return Err(check.error(needs, "block.sentence.empty", TemplateProblem::Missing));
        }
        (None, Some(empty)) => {
            return Err(check.error(&empty.zh, "block.sentence.needs", TemplateProblem::Missing));
        }
    };
    let among = raw.among.as_ref().map(|among| check.number(among, "block.sentence.among")).transpose()?;
    Ok(Sentence { text, only: only(check, raw.only.as_ref(), "block.sentence.only")?, among, unless })
}

fn ended_phrases(check: &Check<'_>, raw: &RawBoth, key: &str) -> Checked<Both<Phrase>> {
    ended(check, [&raw.zh, &raw.en], key)?;
    check.phrases(raw, key)
}

fn standing(check: &Check<'_>, raw: &RawBlock) -> Checked<Standing> {
    let show = needed(check, raw, "show", &raw.show)?;
    Ok(Standing {
        shown: shown(check, show, "block.show")?,
        by: dim(check, needed(check, raw, "by", &raw.by)?, "block.by")?,
        take: within(check, needed(check, raw, "take", &raw.take)?, "block.take", TAKE_MAX)? as usize,
        first: check.phrases(needed(check, raw, "first", &raw.first)?, "block.first")?,
        last: check.phrases(needed(check, raw, "last", &raw.last)?, "block.last")?,
        empty: ended_phrases(check, needed(check, raw, "empty", &raw.empty)?, "block.empty")?,
    })
}

fn structure(check: &Check<'_>, raw: &RawBlock) -> Checked<Structure> {
    let parts = match (&raw.by, &raw.part) {
        (Some(by), None) => Parts::By(dim(check, by, "block.by")?),
        (None, Some(parts)) => {
            let part =
                |part: &RawPart| Ok((check.number(&part.number, "block.part.number")?, plain(&part.name)));
            Parts::Named(parts.iter().map(part).collect::<Checked<_>>()?)
        }
        (Some(by), Some(_)) => return Err(check.error(by, "block.by", TemplateProblem::NotHere)),
        (None, None) => return Err(check.error(&raw.kind, "block.part", TemplateProblem::Missing)),
    };
    Ok(Structure {
        whole: check.number(needed(check, raw, "number", &raw.number)?, "block.number")?,
        lead: check.phrases(needed(check, raw, "lead", &raw.lead)?, "block.lead")?,
        parts,
        empty: ended_phrases(check, needed(check, raw, "empty", &raw.empty)?, "block.empty")?,
    })
}

/// Of a number of projects, which alone have starts and resumptions.
fn starts(check: &Check<'_>, raw: &RawBlock) -> Checked<usize> {
    let value = needed(check, raw, "number", &raw.number)?;
    let number = check.number(value, "block.number")?;
    if check.numbers[number].figure == OF_YEAR {
        return Ok(number);
    }
    Err(check.error(
        value,
        "block.number",
        TemplateProblem::unknown(&check.numbers[number].figure, [OF_YEAR]),
    ))
}

/// The footnotes of its parts; `note` is that of those missed.
fn start_notes(check: &Check<'_>, raw: &RawBlock) -> Checked<Vec<(StartPart, Both<Phrase>)>> {
    let codes = StartPart::ALL.map(|part| (part.code(), part));
    let mut notes = Vec::new();
    if let Some(note) = &raw.note {
        notes.push((StartPart::Missed, check.note(note, "block.note")?));
    }
    for (part, note) in raw.note_of.iter().flatten() {
        let code = check.word(part, "block.noteOf", &codes)?;
        if notes.iter().any(|(known, _)| *known == code) {
            return Err(check.error(part, "block.noteOf", TemplateProblem::Twice));
        }
        notes.push((code, check.note(note, "block.noteOf")?));
    }
    Ok(notes)
}

fn indicators(check: &Check<'_>, raw: &RawBlock) -> Checked<IndicatorsSpec> {
    let phrases = |key: &str, value: &Option<RawBoth>| {
        check.phrases(needed(check, raw, key, value)?, &format!("block.{key}"))
    };
    Ok(IndicatorsSpec {
        own: phrases("text", &raw.text)?,
        first: phrases("first", &raw.first)?,
        last: phrases("last", &raw.last)?,
        missed: phrases("missed", &raw.missed)?,
        growth_first: phrases("growthFirst", &raw.growth_first)?,
        growth_last: phrases("growthLast", &raw.growth_last)?,
        take: within(check, needed(check, raw, "take", &raw.take)?, "block.take", TAKE_MAX)? as usize,
        empty: ended_phrases(check, needed(check, raw, "empty", &raw.empty)?, "block.empty")?,
    })
}

/// `KEY.aspect`.
pub(super) fn shown(check: &Check<'_>, value: &Spanned<String>, key: &str) -> Checked<Shown> {
    let text = value.get_ref();
    let found = text.split_once('.').and_then(|(number, aspect)| {
        let number = check.keys.iter().position(|known| known == number)?;
        let aspect = Aspect::from_code(aspect)?;
        let of_text = matches!(
            aspect,
            Aspect::Beside | Aspect::Points | Aspect::Share | Aspect::Growth | Aspect::Split
        );
        (!of_text).then_some(Shown { number, aspect })
    });
    found.ok_or_else(|| check.error(value, key, TemplateProblem::Placeholder(text.clone())))
}

pub(super) fn dim(check: &Check<'_>, value: &Spanned<String>, key: &str) -> Checked<Dim> {
    let unknown = |_| TemplateProblem::unknown(value.get_ref(), Dim::ALL.iter().map(|dim| dim.name()));
    value.get_ref().parse().map_err(|error| check.error(value, key, unknown(error)))
}
