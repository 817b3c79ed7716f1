//! Schemes as written.

use crate::catalogue::Both;
use crate::exact::Exact;
use serde::Deserialize;
use serde::de::{Deserializer, Error, Visitor};
use std::fmt;
use toml::Spanned;

/// An exact number: a whole one, or a decimal in quotes.
pub(super) struct Number(pub(super) Exact);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a whole number, or a decimal in quotes, which is read exactly")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Number, E> {
        Ok(Number(Exact::from(number)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Number, E> {
        let invalid = || E::invalid_value(serde::de::Unexpected::Str(text), &self);
        Exact::decimal(text).map(Number).ok_or_else(invalid)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSchemes {
    #[serde(default)]
    pub(super) scheme: Vec<RawScheme>,
}

#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBoth {
    zh: String,
    en: String,
}

impl RawBoth {
    pub(super) fn plain(&self) -> Both<String> {
        Both { zh: self.zh.clone(), en: self.en.clone() }
    }
}

type Word = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawScheme {
    pub(super) name: Word,
    pub(super) title: RawBoth,
    pub(super) note: RawBoth,
    pub(super) version: String,
    pub(super) from: Word,
    pub(super) until: Option<Word>,
    pub(super) period: Word,
    pub(super) places: Spanned<u8>,
    pub(super) rounding: Word,
    pub(super) ties: Word,
    pub(super) tie_by: Option<Word>,
    pub(super) missing: Word,
    #[serde(default)]
    pub(super) top: usize,
    #[serde(default)]
    pub(super) bottom: usize,
    #[serde(default)]
    pub(super) group: Vec<RawNamed>,
    #[serde(default)]
    pub(super) input: Vec<RawNamed>,
    pub(super) full: Option<Spanned<Number>>,
    pub(super) scored: Option<Spanned<bool>>,
    pub(super) bonus_max: Option<Spanned<Number>>,
    pub(super) penalty_max: Option<Spanned<Number>>,
    pub(super) least: Option<Spanned<Number>>,
    pub(super) most: Option<Spanned<Number>>,
    pub(super) vetoed: Option<Word>,
    pub(super) red_black: Option<Spanned<RawRedBlack>>,
    #[serde(default)]
    pub(super) section: Vec<RawSection>,
    #[serde(default)]
    pub(super) item: Vec<RawItem>,
    #[serde(default)]
    pub(super) part: Vec<RawPart>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNamed {
    pub(super) name: Word,
    pub(super) title: RawBoth,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawRedBlack {
    pub(super) red_from: usize,
    pub(super) black_from: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSection {
    pub(super) name: Word,
    pub(super) title: RawBoth,
    pub(super) weight: Spanned<Number>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawItem {
    pub(super) name: Word,
    pub(super) title: RawBoth,
    pub(super) section: Option<Word>,
    pub(super) role: Option<Word>,
    pub(super) rule: Option<Word>,
    pub(super) weight: Option<Spanned<Number>>,
    pub(super) missing: Option<Word>,
    pub(super) step: Option<Spanned<Number>>,
    pub(super) value: Option<Spanned<RawSource>>,
    pub(super) target: Option<Spanned<RawSource>>,
    pub(super) cap: Option<Spanned<Number>>,
    pub(super) floor: Option<Spanned<Number>>,
    pub(super) tiers: Option<Spanned<Vec<RawTier>>>,
    pub(super) below: Option<Spanned<Number>>,
    pub(super) each: Option<Spanned<Vec<RawTerm>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSource {
    pub(super) given: Option<String>,
    pub(super) fixed: Option<Number>,
    pub(super) figure: Option<Word>,
    pub(super) filter: Option<Word>,
    pub(super) take: Option<Word>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTier {
    pub(super) from: Number,
    pub(super) points: Number,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTerm {
    pub(super) of: Spanned<RawSource>,
    pub(super) points: Number,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPart {
    pub(super) of: Word,
    pub(super) weight: Spanned<Number>,
    pub(super) take: Word,
}
