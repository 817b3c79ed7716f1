//! The answer to a question for figures, in the shape that scripts rely on.

use super::difference::Difference;
use crate::as_of::Question;
use crate::text::Lang;
use ::figures::{Apart, Dim, Figure, FigureError, FigurePage, Filter, Place};
use domain::facts::OrgId;
use domain::limits::{GROUP_LINES_MAX, LISTED_DIMS_MIN};
use domain::{Day, OrgKind, Scope};
use serde::{Serialize, Serializer};

/// The figures that scripts rely on by name: what is given when none is named.
pub const PINNED: [&str; 11] = [
    "signed",
    "started",
    "produced",
    "byStage",
    "overdueStart",
    "overdueProduction",
    "roundEntries",
    "listStartRate",
    "listProductionRate",
    "startRateOverSigned",
    "productionRateOverSigned",
];

/// The two clocks of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct At {
    /// True on.
    #[serde(serialize_with = "as_text")]
    pub true_on: Day,
    /// Known by this change.
    pub known_by: i64,
}

fn as_text<S: Serializer>(day: &Day, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(day)
}

impl At {
    /// The clocks of a question, resolved.
    pub fn of(question: &Question) -> Self {
        Self { true_on: question.true_on, known_by: question.snapshot.change().0 }
    }
}

/// The figures asked for, and the comparison where one was asked for.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// As of when.
    #[serde(flatten)]
    pub at: At,
    /// The figures.
    pub figures: Vec<Figure>,
    /// With when it was compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared_to: Option<At>,
    /// What became different since then, explained by lists that add up to it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// Figures that count nothing of their own, taken apart: what each figure of a formula adds.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Apart>,
    /// Figures that mean something else at the two points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redefined: Vec<String>,
}

impl Answer {
    /// Figures, compared with nothing.
    pub fn of(at: &Question, figures: Vec<Figure>) -> Self {
        Self {
            at: At::of(at),
            figures,
            compared_to: None,
            differences: Vec::new(),
            apart: Vec::new(),
            redefined: Vec::new(),
        }
    }
}

/// What is asked of the catalogue, for one reader.
pub(crate) struct Asking<'a> {
    pub scope: &'a Scope,
    pub filter: &'a Filter,
    pub by: &'a [Dim],
    /// The language of the scope's name in sentences.
    pub lang: Lang,
    /// Code or `#number` of the taxonomy by whose classes industries are told; none for the first.
    pub taxonomy: Option<&'a str>,
    /// The organisations in whose name sentences speak; none for the whole.
    pub speaks_for: Vec<OrgId>,
}

impl Asking<'_> {
    /// The figures of one name.
    pub fn figures(&self, at: &Question, name: &str) -> Result<Vec<Figure>, FigureError> {
        let scope_name = scope_name(self.lang, at, &self.speaks_for);
        let mut figures = ::figures::evaluate(at.catalogue(), &self.question(at, &scope_name), name)?;
        // What leaves as `sentence` speaks the reader's language.
        figures.iter_mut().for_each(|figure| figure.speak(super::catalogue_lang(self.lang)));
        Ok(figures)
    }

    /// The same for a page, with the figure of the whole beside its groups: of a list of three dimensions and more, as many
    /// lines as a page shows.
    ///
    /// # Errors
    /// As [`Asking::figures`].
    pub fn page(&self, at: &Question, name: &str) -> Result<FigurePage, FigureError> {
        let scope_name = scope_name(self.lang, at, &self.speaks_for);
        let asked = self.question(at, &scope_name);
        let lines = if self.by.len() >= LISTED_DIMS_MIN { GROUP_LINES_MAX } else { usize::MAX };
        let mut page = ::figures::evaluate_page(at.catalogue(), &asked, name, lines)?;
        let figures = page.figures.iter_mut().chain(&mut page.whole);
        figures.for_each(|figure| figure.speak(super::catalogue_lang(self.lang)));
        Ok(page)
    }

    /// The question as the catalogue takes it.
    pub fn question<'q>(&'q self, at: &'q Question, scope_name: &'q str) -> ::figures::Question<'q> {
        ::figures::Question {
            filter: Some(self.filter),
            by: self.by,
            scope_name,
            key_word: super::labels::key_in_sentence,
            taxonomy: self.taxonomy,
            ..::figures::Question::new(&at.snapshot, self.scope, at.true_on)
        }
    }
}

/// How sentences call the zones of an organisation: 全省开发区, 全市开发区, else its own name. Several are named one by one;
/// none are the whole.
pub fn scope_name(lang: Lang, at: &Question, orgs: &[OrgId]) -> String {
    let places = at.snapshot.places();
    let mut named: Vec<_> = orgs.iter().filter_map(|org| places.get(*org)).collect();
    named.sort_by_key(|place| place.rank);
    let root = || places.iter().min_by_key(|place| place.rank);
    match named[..] {
        [] => root().map_or_else(String::new, |place| zones_of(lang, place)),
        [one] => zones_of(lang, one),
        _ => lang.list(&named.iter().map(|place| place.name.as_str()).collect::<Vec<_>>()),
    }
}

fn zones_of(lang: Lang, place: &Place) -> String {
    match place.kind {
        OrgKind::Province => lang.t("figures.zones_of_province").to_owned(),
        OrgKind::City => lang.t("figures.zones_of_city").to_owned(),
        _ => place.name.clone(),
    }
}
