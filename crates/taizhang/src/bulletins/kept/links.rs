//! Where a number of a bulletin leads: issued, to what was printed; before, to its figure at the bulletin's own clocks.

use super::contents::Contents;
use crate::as_of::{AsOf, KnownBy, Question};
use crate::codes;
use crate::figures::{COMPARE_TO, Link};
use crate::scores;
use crate::shell::SCOPE;
use crate::web::query::Query;
use domain::facts::{OrgId, ranking_of_template};
use figures::bulletin::{Asked, FigureSpan, Source};

/// The links of one bulletin's page.
pub(super) struct Links<'a> {
    here: Query,
    contents: &'a Contents,
}

impl<'a> Links<'a> {
    pub fn of(here: &Query, org: OrgId, contents: &'a Contents) -> Self {
        Self { here: based(here, org), contents }
    }

    /// The address of a number.
    pub fn to(&self, figure: &FigureSpan) -> String {
        if let Some(number) = self.contents.codes.get(&figure.slot) {
            return codes::address(*number);
        }
        self.to_source(figure)
    }

    /// The address of what stands behind a number, issued or not.
    pub fn to_source(&self, figure: &FigureSpan) -> String {
        match &figure.source {
            Source::Asked(asked) => members(&self.here, asked, &self.contents.at),
            Source::Stated(stated) => {
                let at = &self.contents.at;
                let to = match stated.ranking.as_deref().and_then(ranking_of_template) {
                    Some(ranking) => scores::score(&self.here, ranking, stated.org),
                    None => self.here.carried_to("/indicators", &["lang"]),
                };
                let to = to.with(crate::as_of::TRUE_ON, &at.true_on.to_string());
                to.with(crate::as_of::KNOWN_BY, &at.snapshot.change().to_string()).to_string()
            }
        }
    }
}

/// The language alone and the bulletin's organisation: its figures are those of that one.
fn based(here: &Query, org: OrgId) -> Query {
    here.carried_to("", &["lang"]).with(SCOPE, &org.to_string())
}

fn members(here: &Query, asked: &Asked, at: &Question) -> String {
    let link = Link::new(here, &asked.figure, &asked.filter).at(&on_its_day(asked, at));
    link.of_aspect(&asked.group, asked.aspect)
}

fn on_its_day(asked: &Asked, at: &Question) -> Question {
    let as_of = AsOf { true_on: Some(asked.true_on), known_by: KnownBy::Change(asked.known_by) };
    Question { true_on: asked.true_on, as_of, ..at.clone() }
}

/// The page that lists why a number is another than at an earlier point; none when it was another question.
pub(super) fn why(here: &Query, org: OrgId, (old, new): (&Asked, &Asked), at: &Question) -> Option<String> {
    if (&old.figure, &old.filter) != (&new.figure, &new.filter) {
        return None;
    }
    let link = Link::new(&based(here, org), &new.figure, &new.filter).at(&on_its_day(new, at));
    let since = format!("{}@{}", old.true_on, old.known_by);
    Some(link.figure(&new.dims()).with(COMPARE_TO, &since).to_string())
}
