//! Sentences of templates: `{scope}` and its like, `{KEY.n}` for a number of the template, `{KEY}` and `{KEY/VARIANT}`
//! for the catalogue's own sentence, `:zh` and `:zhc` for Chinese numerals, `{KEY.n|one|many}` for the word for one or for
//! many.

use super::draft::Aspect;
use crate::catalogue::Form;

/// What a placeholder takes from the bulletin as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// 全省开发区.
    Scope,
    /// 全省: all units among which one is ranked.
    Whole,
    /// Year, month, day of the day asked.
    Year,
    Month,
    DayOfMonth,
    /// The round's year, number in the year, running number, day, venue.
    RoundYear,
    Seq,
    Running,
    HeldOn,
    Venue,
    /// The sentence that it was held.
    Held,
    /// The sentence of the industries of its entries.
    Industries,
    /// The sentence that several rounds are reported.
    Reported,
    /// How many rounds are followed.
    Rounds,
    /// Which projects are key projects.
    KeyList,
    /// 截至2022年2月底.
    AsOf,
    /// 1至9月; in tables 1-9月.
    Months,
    MonthsShort,
    /// The units of a standing.
    Units,
    /// 前三位的分别是 and 后三位的为, by how many are named.
    First,
    Last,
    /// The indicator, its value, growth, share, target, distance, rank.
    Indicator,
    Value,
    Growth,
    Share,
    Target,
    Points,
    Rank,
}

impl Word {
    const CODES: [(&'static str, Self); 28] = [
        ("scope", Self::Scope),
        ("whole", Self::Whole),
        ("Y", Self::Year),
        ("M", Self::Month),
        ("D", Self::DayOfMonth),
        ("roundYear", Self::RoundYear),
        ("seq", Self::Seq),
        ("running", Self::Running),
        ("heldOn", Self::HeldOn),
        ("venue", Self::Venue),
        ("held", Self::Held),
        ("industries", Self::Industries),
        ("reported", Self::Reported),
        ("k", Self::Rounds),
        ("keyList", Self::KeyList),
        ("asOf", Self::AsOf),
        ("months", Self::Months),
        ("monthsShort", Self::MonthsShort),
        ("units", Self::Units),
        ("first", Self::First),
        ("last", Self::Last),
        ("indicator", Self::Indicator),
        ("value", Self::Value),
        ("growth", Self::Growth),
        ("share", Self::Share),
        ("ofTarget", Self::Target),
        ("points", Self::Points),
        ("rank", Self::Rank),
    ];
}

impl Word {
    /// Whether the name is one of these, so that no number of a template may have it.
    pub(super) fn is_named(name: &str) -> bool {
        name == ANNEX || Self::CODES.iter().any(|(code, _)| *code == name)
    }
}

/// What stands before the slot of an annex.
const ANNEX: &str = "annex";

/// A sentence with placeholders, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase(pub(super) Vec<Piece>);

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Word(Word, Form),
    /// A number of the template's number in that place.
    Number(usize, Aspect, Form),
    /// The word for one or for many.
    Choice(usize, Aspect, [String; 2]),
    /// The catalogue's sentence, or one of its variants.
    Sentence(usize, Option<String>),
    /// 附件2, by the annex's slot.
    Annex(String),
}

impl Piece {
    /// Whether it is plain words, or a count: all that a footnote says.
    pub(super) fn is_plain(&self) -> bool {
        match self {
            Self::Text(_) | Self::Word(..) | Self::Choice(..) => true,
            Self::Number(_, aspect, _) => aspect.is_count(),
            Self::Sentence(..) | Self::Annex(_) => false,
        }
    }
}

impl Phrase {
    /// Reads a sentence; the error is the placeholder that nothing fills.
    pub(super) fn parse(text: &str, keys: &[String]) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, tail) = after.split_once('}').ok_or_else(|| after.to_owned())?;
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(piece(slot, keys).ok_or_else(|| slot.to_owned())?);
            rest = tail;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// The variants of catalogue sentences that it says, with the place of their number.
    pub(super) fn variants(&self) -> impl Iterator<Item = (usize, &str)> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Sentence(place, Some(variant)) => Some((*place, variant.as_str())),
            _ => None,
        })
    }

    /// The annexes to which it points.
    pub(super) fn annexes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Annex(slot) => Some(slot.as_str()),
            _ => None,
        })
    }
}

fn piece(slot: &str, keys: &[String]) -> Option<Piece> {
    let place = |key: &str| keys.iter().position(|known| known == key);
    if let Some((number, words)) = slot.split_once('|') {
        let (key, aspect) = number.split_once('.')?;
        let (one, many) = words.split_once('|')?;
        let aspect = Aspect::from_code(aspect).filter(|aspect| aspect.is_count())?;
        return Some(Piece::Choice(place(key)?, aspect, [one.to_owned(), many.to_owned()]));
    }
    let (name, form) = Form::split(slot)?;
    if let Some((key, variant)) = name.split_once('/') {
        return Some(Piece::Sentence(place(key)?, Some(variant.to_owned())));
    }
    match name.split_once('.') {
        Some((ANNEX, slot)) => Some(Piece::Annex(slot.to_owned())),
        Some((key, aspect)) => Some(Piece::Number(place(key)?, Aspect::from_code(aspect)?, form)),
        None => match Word::CODES.into_iter().find(|(code, _)| *code == name) {
            Some((_, word)) => Some(Piece::Word(word, form)),
            None => Some(Piece::Sentence(place(name)?, None)),
        },
    }
}
