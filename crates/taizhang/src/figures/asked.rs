//! What an address asks of the figures, and what is said when it can't be read.

use super::answer::Asking;
use super::labels;
use crate::actor::Actor;
use crate::app::App;
use crate::as_of::{AsOf, KnownBy, NoSuchTime, Question};
use crate::shell;
use crate::text::Lang;
use crate::web::asked::Asked;
use crate::web::problem::{FieldError, Problem};
use crate::web::query::Query;
use ::figures::{Catalogue, Dim, FigureError, FigureSpec, Filter, FilterError, FilterErrorKind};
use domain::Day;
use domain::facts::OrgId;
use domain::limits::FILTER_TERMS_MAX;
use std::sync::Arc;

/// The parameter that holds the condition, named as on the command line.
pub const Q: &str = "where";
/// The parameter that holds the groups, repeated or separated by commas.
pub const BY: &str = "by";
/// The parameter that holds the figure's name.
pub const NAME: &str = "name";
/// The parameter that holds the taxonomy by whose classes industries are told: its code, or its number as `#12`.
pub const TAXONOMY: &str = "taxonomy";
/// The parameter that holds the point to compare with, `DAY` or `DAY@CHANGE`.
pub const COMPARE_TO: &str = "compare-to";

/// A question about one figure, as far as an address says it.
pub(crate) struct Read {
    pub spec: Arc<FigureSpec>,
    pub by: Vec<Dim>,
    pub lang: Lang,
    /// The reader's condition, narrowed to the organisation chosen.
    pub filter: Filter,
    pub taxonomy: Option<String>,
    pub org: Option<OrgId>,
    pub at: Question,
    pub earlier: Option<Question>,
}

impl Read {
    /// The question for the catalogue.
    pub fn asking<'a>(&'a self, actor: &'a Actor) -> Asking<'a> {
        Asking {
            scope: &actor.scope,
            filter: &self.filter,
            by: &self.by,
            lang: self.lang,
            taxonomy: self.taxonomy.as_deref(),
            speaks_for: actor.speaks_for(self.org),
        }
    }
}

/// Why an address gives no figure: values to be mended, or another failure.
pub(crate) enum Unread {
    /// These parameters.
    Fields(Vec<FieldError>),
    /// Something else.
    Problem(Problem),
}

impl From<Problem> for Unread {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Unread> for Problem {
    fn from(unread: Unread) -> Self {
        match unread {
            Unread::Fields(errors) => Self::refused(errors),
            Unread::Problem(problem) => problem,
        }
    }
}

/// Reads an address.
pub(crate) async fn read(app: &App, asked: &Asked, actor: &Actor, name: &str) -> Result<Read, Unread> {
    let at = app.reading(asked).await?;
    let known_by = at.as_of.known_by;
    let found = read_at(asked, actor, name, at);
    let earlier = match asked.here.get(COMPARE_TO).map(|text| point(text, known_by)) {
        None => return found,
        Some(Ok(as_of)) => app.question(&as_of).await.map_err(Problem::from)?,
        Some(Err(error)) => {
            let args = vec![("text", error.0)];
            let wrong = FieldError { field: COMPARE_TO.to_owned(), key: "figures.no_time", args };
            return Err(match found {
                Err(Unread::Fields(mut errors)) => {
                    errors.push(wrong);
                    Unread::Fields(errors)
                }
                Err(other) => other,
                Ok(_) => Unread::Fields(vec![wrong]),
            });
        }
    };
    Ok(Read { earlier: Some(earlier), ..found? })
}

/// Reads an address against a snapshot that is given, without a comparison: what stands beside others of the same point.
pub(crate) fn read_at(asked: &Asked, actor: &Actor, name: &str, at: Question) -> Result<Read, Unread> {
    let spec = at.catalogue().shared(name).cloned().ok_or_else(Problem::not_found)?;
    let mut errors = Vec::new();
    let own = Filter::parse(asked.here.get(Q).unwrap_or_default()).unwrap_or_else(|error| {
        errors.push(bad_filter(asked.lang, &error));
        Filter::default()
    });
    let by = dims(&asked.here).unwrap_or_else(|unknown| {
        errors.push(FieldError {
            field: BY.to_owned(),
            key: "figures.no_dim",
            args: vec![("text", unknown)],
        });
        Vec::new()
    });
    if !errors.is_empty() {
        return Err(Unread::Fields(errors));
    }
    let org = shell::chosen(asked, actor, &at.snapshot)?;
    let filter = shell::narrowed(&at.snapshot, &own, org);
    let taxonomy = asked.here.get(TAXONOMY).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    Ok(Read { spec, by, lang: asked.lang, filter, taxonomy, org, at, earlier: None })
}

/// The groups that an address asks for; the error is the word that names none.
pub(super) fn dims(here: &Query) -> Result<Vec<Dim>, String> {
    let words = here.all(BY).flat_map(|list| list.split(',')).map(str::trim).filter(|word| !word.is_empty());
    let mut dims: Vec<Dim> = Vec::new();
    for word in words {
        let dim = word.parse().map_err(|_| word.to_owned())?;
        if !dims.contains(&dim) {
            dims.push(dim);
        }
    }
    Ok(dims)
}

/// Another point: `DAY` asks by what is known as now, `DAY@CHANGE` by what was known by a change too.
///
/// # Errors
/// The text that names no day or no change.
pub fn point(text: &str, known_by: KnownBy) -> Result<AsOf, NoSuchTime> {
    let (on, by) = text.split_once('@').map_or((text, None), |(on, by)| (on, Some(by)));
    let true_on = Day::parse_iso(on.trim()).ok_or_else(|| NoSuchTime(text.to_owned()))?;
    Ok(AsOf { true_on: Some(true_on), known_by: by.map_or(Ok(known_by), str::parse)? })
}

/// What the catalogue refused, at the parameter that caused it.
pub(crate) fn refused(lang: Lang, error: FigureError) -> Unread {
    let error = match error {
        FigureError::Filter(error) => bad_filter(lang, &error),
        FigureError::NotGroupable { dim, .. } => FieldError {
            field: BY.to_owned(),
            key: "figures.not_groupable",
            args: vec![("dim", dim.name().to_owned())],
        },
        FigureError::NotComparable { opens, .. } => {
            let opened = Catalogue::builtin().get(&opens).map(|spec| labels::title(lang, spec));
            let args = vec![("opens", opened.unwrap_or(opens.as_str()).to_owned())];
            FieldError { field: COMPARE_TO.to_owned(), key: "figures.not_comparable", args }
        }
        FigureError::OfOtherKind { .. } => {
            FieldError { field: COMPARE_TO.to_owned(), key: "figures.of_other_kind", args: Vec::new() }
        }
        FigureError::UnknownTaxonomy(text) => {
            FieldError { field: TAXONOMY.to_owned(), key: "figures.no_taxonomy", args: vec![("text", text)] }
        }
        other => return Unread::Problem(Problem::internal(&other)),
    };
    Unread::Fields(vec![error])
}

/// What is wrong with a filter, and where.
pub fn bad_filter(lang: Lang, error: &FilterError) -> FieldError {
    let near = |near: &[String]| lang.list(near);
    let (key, value, hint) = match &error.kind {
        FilterErrorKind::TooLong | FilterErrorKind::TooDeep => {
            ("figures.filter_too_long", String::new(), String::new())
        }
        FilterErrorKind::TooManyTerms => {
            ("figures.filter_too_many_terms", FILTER_TERMS_MAX.to_string(), String::new())
        }
        FilterErrorKind::Unclosed(mark) => ("figures.filter_unclosed", mark.to_string(), String::new()),
        FilterErrorKind::Unexpected(found) => ("figures.filter_unexpected", found.clone(), String::new()),
        FilterErrorKind::Missing(after) if after.is_empty() => {
            ("figures.filter_ended", String::new(), String::new())
        }
        FilterErrorKind::Missing(after) => ("figures.filter_missing", after.clone(), String::new()),
        FilterErrorKind::UnknownField { name, near: known } => {
            ("figures.filter_unknown_field", name.clone(), near(known))
        }
        FilterErrorKind::UnknownValue { value, near: known, .. } => {
            ("figures.filter_unknown_value", value.clone(), near(known))
        }
        FilterErrorKind::BadValue { value, .. } => ("figures.filter_bad_value", value.clone(), String::new()),
        FilterErrorKind::NoOrder { field } => {
            ("figures.filter_no_order", field.name().to_owned(), String::new())
        }
    };
    let args = vec![("at", error.at.to_string()), ("value", value), ("near", hint)];
    FieldError { field: Q.to_owned(), key, args }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::http::Uri;
    use domain::facts::ChangeId;

    #[test]
    fn groups_are_repeated_or_separated_by_commas() {
        let of = |address| dims(&Query::of_uri(&Uri::from_static(address)));
        assert_eq!(of("/figures?by=zone&by=stage&by="), Ok(vec![Dim::Zone, Dim::Stage]));
        assert_eq!(of("/figures?by=zone,stage,zone"), Ok(vec![Dim::Zone, Dim::Stage]));
        assert_eq!(of("/figures?by=colour"), Err("colour".to_owned()));
    }

    #[test]
    fn another_point_is_a_day_or_a_day_at_a_change() {
        let known = |text| point(text, KnownBy::Now).unwrap().known_by;
        assert_eq!(known("2022-03-15"), KnownBy::Now);
        assert_eq!(known("2022-03-15@7"), KnownBy::Change(ChangeId(7)));
        assert!(point("7", KnownBy::Now).is_err());
    }
}
