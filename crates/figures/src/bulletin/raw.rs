//! Templates as written.

use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTemplates {
    #[serde(default)]
    pub(super) template: Vec<RawTemplate>,
}

/// A text in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBoth {
    pub(super) zh: Spanned<String>,
    pub(super) en: Spanned<String>,
}

/// Lines in both languages.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLines {
    pub(super) zh: Vec<Spanned<String>>,
    pub(super) en: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawTemplate {
    pub(super) name: Spanned<String>,
    pub(super) kind: Spanned<String>,
    pub(super) from: Spanned<String>,
    pub(super) called: RawBoth,
    pub(super) title: RawLines,
    pub(super) addressee: RawBoth,
    #[serde(default)]
    pub(super) addressee_of: BTreeMap<Spanned<String>, RawBoth>,
    pub(super) rounds: Option<Spanned<u32>>,
    #[serde(default)]
    pub(super) key_list: bool,
    pub(super) ties: Option<Spanned<String>>,
    pub(super) tie_by: Option<Spanned<String>>,
    pub(super) growth: Option<Spanned<String>>,
    pub(super) shares: Option<Spanned<String>>,
    pub(super) number: BTreeMap<Spanned<String>, RawNumber>,
    pub(super) block: Vec<RawBlock>,
    #[serde(default)]
    pub(super) annex: Vec<RawAnnex>,
}

/// A number: a figure of the catalogue under a condition.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawNumber {
    pub(super) figure: Spanned<String>,
    #[serde(rename = "where")]
    pub(super) filter: Option<Spanned<String>>,
    pub(super) rounds: Option<Spanned<String>>,
    pub(super) of: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) key_list: bool,
    pub(super) note: Option<RawBoth>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawBlock {
    pub(super) slot: Spanned<String>,
    pub(super) kind: Spanned<String>,
    pub(super) only: Option<Spanned<String>>,
    pub(super) level: Option<Spanned<u32>>,
    pub(super) text: Option<RawBoth>,
    pub(super) sentence: Option<Vec<RawSentence>>,
    pub(super) number: Option<Spanned<String>>,
    pub(super) show: Option<Spanned<String>>,
    pub(super) by: Option<Spanned<String>>,
    pub(super) take: Option<Spanned<u32>>,
    pub(super) first: Option<RawBoth>,
    pub(super) last: Option<RawBoth>,
    pub(super) empty: Option<RawBoth>,
    pub(super) lead: Option<RawBoth>,
    pub(super) missed: Option<RawBoth>,
    pub(super) growth_first: Option<RawBoth>,
    pub(super) growth_last: Option<RawBoth>,
    pub(super) part: Option<Vec<RawPart>>,
    pub(super) note: Option<RawBoth>,
    pub(super) note_of: Option<BTreeMap<Spanned<String>, RawBoth>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSentence {
    pub(super) zh: Spanned<String>,
    pub(super) en: Spanned<String>,
    pub(super) only: Option<Spanned<String>>,
    pub(super) among: Option<Spanned<String>>,
    pub(super) needs: Option<Spanned<String>>,
    pub(super) empty: Option<RawBoth>,
}

/// A part of a whole, by its number.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPart {
    pub(super) number: Spanned<String>,
    pub(super) name: RawBoth,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawAnnex {
    pub(super) slot: Spanned<String>,
    pub(super) kind: Spanned<String>,
    pub(super) only: Option<Spanned<String>>,
    pub(super) title: RawBoth,
    pub(super) above: Option<RawBoth>,
    pub(super) by: Option<Vec<Spanned<String>>>,
    pub(super) rank: Option<Spanned<String>>,
    pub(super) against: Option<Spanned<String>>,
    pub(super) scheme: Option<Spanned<String>>,
    pub(super) column: Option<Vec<RawColumn>>,
    pub(super) number: Option<Spanned<String>>,
    pub(super) show: Option<Vec<Spanned<String>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumn {
    pub(super) show: Spanned<String>,
    pub(super) head: RawBoth,
    pub(super) group: Option<RawBoth>,
}
