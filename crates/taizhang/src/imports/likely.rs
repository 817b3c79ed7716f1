//! Of a row that makes a project: the projects of the zone that it looks like, and what people have answered to that before.

use super::headers::Field;
use super::known::{KnownProject, ZoneProjects};
use super::references::References;
use super::rows::{Draft, Value};
use crate::ledger::{LedgerError, Writer};
use db::Val;
use domain::facts::{MatchAnswer, MatchVerdict, OrgId};
use domain::likeness::{Index, Likeness, Name, Traits};
use domain::text::{company_key, fold};
use std::collections::HashMap;

/// The names that projects of a zone bore before.
const FORMER_TITLES: &str = "SELECT DISTINCT p.id, p.title FROM project p JOIN project o ON o.id = p.id AND o.until IS NULL \
    WHERE o.zone = $1 AND p.until IS NOT NULL AND p.title <> o.title";

/// What was answered of names that look like a project's.
#[derive(Debug, Default)]
pub struct Answers {
    /// Names that are said to be a project of this place.
    same: HashMap<String, usize>,
    /// Places of projects, with the number and the name that are said to be another's.
    another: Vec<(usize, Option<String>, String)>,
}

impl Answers {
    /// Takes an answer of the project of that place; what bears a number is known by that.
    pub fn take(&mut self, place: usize, answer: &MatchAnswer) {
        let (own_no, title) = (answer.own_no.as_deref().map(fold), fold(&answer.title));
        match answer.verdict {
            MatchVerdict::Another => self.another.push((place, own_no, title)),
            MatchVerdict::Same if own_no.is_none() => drop(self.same.insert(title, place)),
            MatchVerdict::Same | MatchVerdict::Merged => {}
        }
    }

    /// The project that a name without a number is said to be.
    pub fn same(&self, title: &str) -> Option<usize> {
        self.same.get(title).copied()
    }

    /// Whether what bears this number and name is said to be another than the project of that place.
    pub fn is_another(&self, place: usize, draft: &Draft) -> bool {
        let (own_no, title) = (draft.text(Field::OwnNo).map(fold), draft.text(Field::Title).map(fold));
        self.another
            .iter()
            .any(|(of, no, name)| *of == place && *no == own_no && Some(name) == title.as_ref())
    }
}

/// The projects of a zone that a row looks like with at least this score, the likest first, those apart that are said to be others.
pub fn likely<'z>(
    projects: &'z ZoneProjects,
    index: &Index,
    draft: &Draft,
    at_least: u8,
) -> Vec<(&'z KnownProject, Likeness)> {
    let like = index.like(&traits_of_row(draft), at_least).into_iter();
    like.filter(|(place, _)| !projects.is_another(*place, draft))
        .map(|(place, likeness)| (projects.get(place), likeness))
        .collect()
}

/// An index over the projects of a zone, in the order of their places.
///
/// # Errors
/// When the database fails.
pub async fn index(
    writer: &mut Writer,
    (zone, projects): (OrgId, &ZoneProjects),
    references: &References,
) -> Result<Index, LedgerError> {
    let mut former: HashMap<i64, Vec<Name>> = HashMap::new();
    for (id, title) in writer.query::<(i64, String)>(FORMER_TITLES, vec![Val::Int(zone.0)]).await? {
        former.entry(id).or_default().push(Name::of(&title));
    }
    let traits = projects.iter().map(|known| {
        let former = former.remove(&known.project.id).unwrap_or_default();
        let also = known.also.iter().map(|title| Name::of(title));
        Traits { former: former.into_iter().chain(also).collect(), ..traits_of(known, references) }
    });
    Ok(Index::of(traits.collect()))
}

fn traits_of(known: &KnownProject, references: &References) -> Traits {
    let project = &known.project;
    let investors = known.investors.iter().filter_map(|link| references.key_of(link.investor));
    Traits {
        name: Name::of(&project.title),
        former: Vec::new(),
        project_code: project.project_code.as_deref().map(fold),
        credit_code: project.credit_code.as_deref().map(fold),
        investors: investors.map(str::to_owned).collect(),
        invest: project.invest_fen,
    }
}

fn traits_of_row(draft: &Draft) -> Traits {
    let investors = match draft.get(Field::Investor).map(|told| &told.value) {
        Some(Value::Names(names)) => names.iter().map(|name| company_key(name)).collect(),
        _ => Vec::new(),
    };
    let invest = match draft.get(Field::Invest).map(|told| &told.value) {
        Some(Value::Amount(amount, _)) => Some(amount.money),
        _ => None,
    };
    Traits {
        name: Name::of(draft.text(Field::Title).unwrap_or_default()),
        former: Vec::new(),
        project_code: draft.text(Field::ProjectCode).map(fold),
        credit_code: draft.text(Field::CreditCode).map(fold),
        investors,
        invest,
    }
}
