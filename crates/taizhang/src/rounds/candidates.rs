//! Who may be put on a list: found by a condition in the ledger, or standing on a list of an earlier round.

use super::checks::{Checks, Finding};
use super::held;
use super::opened::Opened;
use crate::actor::Actor;
use domain::facts::{EntryId, Kept, ProjectId, Round};
use domain::{Day, ListKind, Permission, RoundKey};
use figures::{Filter, FilterError, Population, ProjectView};

/// The parameter that holds the condition.
pub(super) const Q: &str = "where";
/// The parameter that names the list of an earlier round, `2021-3:signing`.
pub(super) const FROM: &str = "from";

/// What is looked for.
pub(super) struct Search {
    pub list: ListKind,
    pub filter: Filter,
    /// An earlier round's list, when entries are to be converted.
    pub from: Option<(Kept<Round>, ListKind)>,
}

/// A project that may be put on the list.
pub(super) struct Candidate<'a> {
    pub project: ProjectView<'a>,
    /// The entry of which the new one would be the conversion.
    pub converted_from: Option<EntryId>,
    pub findings: Vec<Finding>,
}

impl Search {
    /// Reads an address, or the same parameters of a form.
    pub fn read<'v>(
        opened: &Opened,
        actor: &Actor,
        value: impl Fn(&str) -> Option<&'v str>,
    ) -> Result<Self, FilterError> {
        let list = value(super::show::LIST).and_then(ListKind::from_code).unwrap_or(ListKind::Signing);
        let from = value(FROM).and_then(|text| earlier(opened, actor, text));
        Ok(Self { list, filter: Filter::parse(value(Q).unwrap_or_default())?, from })
    }

    /// The condition with the earlier list, as the ledger is asked.
    fn whole(&self, opened: &Opened) -> Filter {
        let filter = self.filter.and(&opened.narrow);
        match &self.from {
            None => filter,
            Some((round, list)) => filter.and(&held::entries(held::key(round), Some(*list))),
        }
    }

    /// The projects that the condition lets through.
    pub fn population(&self, opened: &Opened, actor: &Actor) -> Result<Population, FilterError> {
        let filter = self.whole(opened);
        Population::new(&opened.at.snapshot, &actor.scope, Some(&filter), opened.at.true_on)
    }

    /// Those of them that the actor may put on the list, in the order of ids, each with what the checks say.
    pub fn candidates<'a>(
        &self,
        opened: &Opened,
        actor: &Actor,
        population: &'a Population,
        checks: &Checks<'_>,
    ) -> Vec<Candidate<'a>> {
        let may = |project: &ProjectView<'_>| is_eligible(opened, actor, project);
        let candidate = |project: ProjectView<'a>| Candidate {
            converted_from: self.entry_in_earlier_list(&project),
            findings: checks.findings_among(population, &project, self.list),
            project,
        };
        population.projects().filter(may).map(candidate).collect()
    }

    fn entry_in_earlier_list(&self, project: &ProjectView<'_>) -> Option<EntryId> {
        let (round, list) = self.from.as_ref()?;
        let standing = project.entries().filter(|entry| entry.stands_on(Day::MAX));
        let mut same = standing.filter(|entry| entry.round == round.id && entry.list == *list);
        same.next().map(|entry| EntryId(entry.id))
    }
}

/// The actor may edit it, and its zone belongs to who holds the round.
fn is_eligible(opened: &Opened, actor: &Actor, project: &ProjectView<'_>) -> bool {
    let zone = project.zone();
    let inside =
        |holder| opened.at.snapshot.places().get(zone).is_some_and(|place| place.lineage.contains(&holder));
    actor.may(Permission::Edit, zone) && inside(opened.round.org)
}

/// Reads `2021-3:signing`: a list of a round that was held before this one.
fn earlier(opened: &Opened, actor: &Actor, text: &str) -> Option<(Kept<Round>, ListKind)> {
    let (key, list) = text.split_once(':')?;
    let round = held::by_key(&opened.at.snapshot, &actor.scope, RoundKey::parse(key)?)?;
    (round.day <= opened.round.day && round.id != opened.round.id)
        .then_some((round.clone(), ListKind::from_code(list)?))
}

/// The projects with these ids among candidates, with whose conversions they would be.
pub(super) fn chosen<'a>(
    candidates: &[Candidate<'a>],
    ids: &[ProjectId],
) -> Vec<(ProjectView<'a>, Option<EntryId>)> {
    let wanted = |candidate: &&Candidate<'a>| ids.contains(&candidate.project.id());
    candidates.iter().filter(wanted).map(|candidate| (candidate.project, candidate.converted_from)).collect()
}
