//! A ranking in the shape that scripts rely on.

use super::asked::Read;
use super::page::part_title;
use super::ranked::Ranked;
use super::table;
use super::unscored::{Unscored, unscored};
use crate::as_of::Question;
use crate::figures::At;
use crate::text::Lang;
use ::figures::Group;
use ::figures::ranking::{Period, Ranking, RedBlackGroup};
use serde::Serialize;

/// The answer.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer<'a> {
    #[serde(flatten)]
    at: At,
    level: &'static str,
    period: Period,
    #[serde(flatten)]
    ranking: &'a Ranking,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    red_black: &'a [RedBlackGroup],
    /// Units without a score, and why in the reader's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    without_score: Vec<Unscored>,
    /// Groups of the figures that take no part.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    unlisted: &'a [Group],
    /// Units in none of the groups that are ranked apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unplaced: Vec<i64>,
}

impl<'a> Answer<'a> {
    pub(super) fn of(lang: Lang, read: &'a Read) -> Self {
        let titles = table::columns(lang, &read.ranked, |name| part_title(lang, read, name));
        Self::new(&read.at, read.level.name(), &read.ranked, unscored(lang, &read.ranked, &titles))
    }

    pub(super) fn new(
        at: &Question,
        level: &'static str,
        ranked: &'a Ranked,
        without_score: Vec<Unscored>,
    ) -> Self {
        Self {
            at: At::of(at),
            level,
            period: ranked.period,
            ranking: &ranked.ranking,
            red_black: &ranked.red_black,
            without_score,
            unlisted: &ranked.unlisted,
            unplaced: ranked.unplaced.iter().map(|unit| unit.0).collect(),
        }
    }
}
