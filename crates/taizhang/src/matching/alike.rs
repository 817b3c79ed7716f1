//! Which projects look like one another, of those that somebody may edit.

use super::store::{credit_codes, former_titles};
use crate::app::App;
use crate::ledger::{LedgerError, all_open};
use domain::facts::{Dimensions, Kept, MatchAnswer, MatchVerdict, OrgId, Project, ProjectId};
use domain::likeness::{ASKED_MIN, Index, Likeness, Name, Traits};
use domain::text::{company_key, fold};
use domain::{Money, Permission, Scope};
use figures::{Population, ProjectView};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// A project as it is held against others.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// The project.
    pub id: ProjectId,
    /// Its zone.
    pub zone: OrgId,
    /// Its number.
    pub own_no: String,
    /// Its name.
    pub title: String,
    /// The project of which it is a part.
    parent: Option<ProjectId>,
    traits: Traits,
}

/// Two projects that look like one.
#[derive(Debug, Clone)]
pub(super) struct Alike {
    /// The older one.
    pub ours: Arc<Candidate>,
    /// The other.
    pub theirs: Arc<Candidate>,
    /// How far.
    pub likeness: Likeness,
}

/// All that the page of pairs tells.
pub(super) struct Found {
    /// The pairs that nobody has answered for, the likest first.
    pub pairs: Vec<Alike>,
    /// What was answered.
    pub answers: Vec<Kept<MatchAnswer>>,
    /// The projects that the reader may edit.
    pub candidates: BTreeMap<ProjectId, Arc<Candidate>>,
}

/// Finds the pairs among the projects that the scope may edit.
///
/// # Errors
/// When the ledger can't be read.
pub(super) async fn find(app: &App, scope: &Scope) -> Result<Found, LedgerError> {
    let db = app.ledger.db();
    let (mut former, credit) = (former_titles(db, None).await?, credit_codes(db).await?);
    let answers = all_open::<MatchAnswer>(db).await?;
    let snapshot = app.ledger.live().current().await?;
    let today = app.ledger.clock().today();
    let mut candidates = BTreeMap::new();
    if let Ok(population) = Population::new(&snapshot, scope, None, today) {
        let dims = snapshot.dimensions();
        for view in population.projects().filter(|view| may_edit(scope, view)) {
            let id = view.id();
            let former = former.remove(&id.0).unwrap_or_default();
            let candidate = candidate(&view, dims, &former, credit.get(&id.0).map(String::as_str));
            candidates.insert(id, Arc::new(candidate));
        }
    }
    let answers: Vec<_> =
        answers.into_iter().filter(|answer| candidates.contains_key(&answer.project)).collect();
    let said = Said::of(&answers);
    let all: Vec<Arc<Candidate>> = candidates.values().cloned().collect();
    // A province's projects are a second's work.
    let pairs = tokio::task::spawn_blocking(move || pairs(&all, &said)).await.unwrap_or_default();
    Ok(Found { pairs, answers, candidates })
}

fn may_edit(scope: &Scope, view: &ProjectView<'_>) -> bool {
    scope.may(Permission::Edit, view.zone())
        || view.park().is_some_and(|park| scope.may(Permission::Edit, park))
}

fn candidate(
    view: &ProjectView<'_>,
    dims: &Dimensions,
    former: &[String],
    credit_code: Option<&str>,
) -> Candidate {
    let investors = view.investors().filter_map(|id| dims.investors.get(&id.0));
    Candidate {
        id: view.id(),
        zone: view.zone(),
        own_no: view.own_no().to_owned(),
        title: view.title().to_owned(),
        parent: view.parent(),
        traits: Traits {
            name: Name::of(view.title()),
            former: former.iter().map(|title| Name::of(title)).collect(),
            project_code: view.project_code().map(fold),
            credit_code: credit_code.map(fold),
            investors: investors.map(|investor| company_key(&investor.name)).collect(),
            invest: view.invest_fen().map(Money::from_fen),
        },
    }
}

/// The traits of one project.
pub(super) fn traits_of<'a>(
    project: &Project,
    former: impl IntoIterator<Item = &'a String>,
    investors: impl IntoIterator<Item = &'a str>,
) -> Traits {
    Traits {
        name: Name::of(&project.title),
        former: former.into_iter().map(|title| Name::of(title)).collect(),
        project_code: project.project_code.as_deref().map(fold),
        credit_code: project.credit_code.as_deref().map(fold),
        investors: investors.into_iter().map(company_key).collect(),
        invest: project.invest_fen,
    }
}

/// What was said to be another project.
#[derive(Debug, Default)]
struct Said {
    by_id: BTreeSet<(i64, i64)>,
    /// Of a project: zone, number and name of what is another.
    by_name: HashMap<ProjectId, Vec<(OrgId, Option<String>, String)>>,
}

impl Said {
    fn of(answers: &[Kept<MatchAnswer>]) -> Self {
        let mut said = Self::default();
        for answer in answers.iter().filter(|answer| answer.verdict == MatchVerdict::Another) {
            match answer.other {
                Some(other) => drop(said.by_id.insert((answer.project.0, other))),
                None => {
                    let name = (answer.zone, answer.own_no.as_deref().map(fold), fold(&answer.title));
                    said.by_name.entry(answer.project).or_default().push(name);
                }
            }
        }
        said
    }

    /// Whether the one was said not to be the other.
    fn another(&self, one: &Candidate, other: &Candidate) -> bool {
        self.by_id.contains(&(one.id.0, other.id.0))
            || self.by_name.get(&one.id).into_iter().flatten().any(|(zone, own_no, title)| {
                *zone == other.zone
                    && *title == fold(&other.title)
                    && own_no.as_ref().is_none_or(|own_no| *own_no == fold(&other.own_no))
            })
    }
}

/// The pairs within each zone; and across zones those of one number and name, or of one project code.
fn pairs(all: &[Arc<Candidate>], said: &Said) -> Vec<Alike> {
    let mut by_zone: BTreeMap<OrgId, Vec<&Arc<Candidate>>> = BTreeMap::new();
    for candidate in all {
        by_zone.entry(candidate.zone).or_default().push(candidate);
    }
    let mut found = Vec::new();
    for zone in by_zone.values() {
        let index = Index::of(zone.iter().map(|it| it.traits.clone()).collect());
        for (place, ours) in zone.iter().enumerate() {
            let like = index.like(&ours.traits, ASKED_MIN).into_iter().filter(|(other, _)| *other > place);
            found.extend(like.map(|(other, likeness)| (*ours, zone[other], likeness)));
        }
    }
    found.extend(across(all));
    found.retain(|(ours, theirs, _)| {
        let are_kin = ours.parent == Some(theirs.id)
            || theirs.parent == Some(ours.id)
            || (ours.parent.is_some() && ours.parent == theirs.parent);
        !are_kin && !said.another(ours, theirs) && !said.another(theirs, ours)
    });
    found.sort_by_key(|(ours, theirs, likeness)| (u8::MAX - likeness.score, ours.id, theirs.id));
    let alike = |(ours, theirs, likeness): (&Arc<Candidate>, &Arc<Candidate>, Likeness)| Alike {
        ours: Arc::clone(ours),
        theirs: Arc::clone(theirs),
        likeness,
    };
    found.into_iter().map(alike).collect()
}

/// Pairs in two zones.
fn across(all: &[Arc<Candidate>]) -> Vec<(&Arc<Candidate>, &Arc<Candidate>, Likeness)> {
    let mut by_key: HashMap<(String, String), Vec<&Arc<Candidate>>> = HashMap::new();
    for candidate in all {
        by_key.entry((fold(&candidate.own_no), fold(&candidate.title))).or_default().push(candidate);
        if let Some(code) = &candidate.traits.project_code {
            by_key.entry((code.clone(), String::new())).or_default().push(candidate);
        }
    }
    let mut found = BTreeMap::new();
    for alike in by_key.values() {
        for (place, ours) in alike.iter().enumerate() {
            for theirs in alike[place + 1..].iter().filter(|theirs| theirs.zone != ours.zone) {
                let likeness = Likeness::of(&ours.traits, &theirs.traits);
                if likeness.score >= ASKED_MIN {
                    found.insert((ours.id, theirs.id), (*ours, *theirs, likeness));
                }
            }
        }
    }
    found.into_values().collect()
}
