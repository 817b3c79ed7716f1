//! What is looked at before a project is put on a list, and again before the lists are published.

use super::opened::Opened;
use super::tally::place;
use super::{held, store};
use crate::actor::Actor;
use crate::app::App;
use crate::figures::round_word;
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::web::problem::Problem;
use crate::words;
use domain::facts::{Kept, ProjectId, Round, RoundId};
use domain::{ContractKind, Day, ListKind, Money, RoundKey, Stage};
use figures::{EntryRow, Population, ProjectView, Snapshot};
use std::collections::BTreeSet;

/// Something about a candidate that the person who puts it on a list must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// It stands on this very list: refused.
    Duplicate,
    /// It stands on the same list of another round: it would be counted twice among the new ones.
    OtherRound(RoundKey),
    /// It stands on a later list already.
    LaterList(ListKind),
    /// Its investment lies below what the round asks for, in fen.
    BelowLowest(i64),
    /// Its investment is not known.
    NoAmount,
    /// Only a framework agreement was signed.
    Framework,
    /// What the list stands for has not happened by the round's day.
    NotReached(Stage),
    /// It was given up.
    GivenUp(Stage),
    /// The project of which it is a part stands on the list: both amounts would be added.
    WholeOnList,
    /// A part of it stands on the list.
    PartOnList,
    /// The project of which it is a part may be picked with it.
    WholeBeside,
}

/// The stage that a list stands for.
pub(super) fn stage_of(list: ListKind) -> Stage {
    match list {
        ListKind::Signing => Stage::Signed,
        ListKind::Commencement => Stage::Commenced,
        ListKind::Production => Stage::Producing,
    }
}

/// What a round asks of whatever stands on its lists: of a candidate before it is put there, and of an entry before
/// publication.
pub(super) struct Checks<'a> {
    round: &'a Kept<Round>,
    snapshot: &'a Snapshot,
    /// The lowest investment that the round asks for, in fen.
    lowest_fen: Option<i64>,
    /// The projects on each list, as far as the reader sees them.
    standing: [Standing; 3],
}

/// What stands on a list.
#[derive(Default)]
struct Standing {
    projects: BTreeSet<ProjectId>,
    /// The projects of which one of them is a part.
    wholes: BTreeSet<ProjectId>,
}

impl<'a> Checks<'a> {
    /// The checks of a round for who puts entries on it or publishes it.
    pub async fn of(app: &App, actor: &Actor, opened: &'a Opened) -> Result<Self, Problem> {
        let (round, snapshot) = (&opened.round, opened.at.snapshot.as_ref());
        let lowest = store::lowest_investment(app.ledger.db(), RoundId(round.id)).await?;
        let on_lists = held::entries(held::key(round), None);
        let entered = Population::new(snapshot, &actor.scope, Some(&on_lists), Day::MAX);
        let entered = entered.map_err(|error| Problem::internal(&error))?;
        let mut standing: [Standing; 3] = Default::default();
        for project in entered.projects() {
            for entry in entries_of(&project, round) {
                let list = &mut standing[place(entry.list)];
                list.projects.insert(project.id());
                list.wholes.extend(snapshot.wholes_of(&project));
            }
        }
        let lowest_fen = lowest.and_then(|setting| setting.value.parse().ok());
        Ok(Self { round, snapshot, lowest_fen, standing })
    }

    /// All findings about a project on a list, or on the way to it. An entry is judged by its frozen amount.
    pub fn findings(&self, project: &ProjectView<'_>, list: ListKind) -> Vec<Finding> {
        let entry = entries_of(project, self.round).find(|entry| entry.list == list);
        let mut found = Vec::new();
        if entry.is_some() {
            found.push(Finding::Duplicate);
        }
        let standing = || project.entries().filter(|entry| entry.stands_on(Day::MAX));
        let others = standing().filter(|other| other.list == list && other.round != self.round.id);
        let rounds = others.filter_map(|other| self.snapshot.dimensions().rounds.get(&other.round));
        found.extend(rounds.map(|round| held::key(round)).max().map(Finding::OtherRound));
        if let Some(later) = standing().map(|entry| entry.list).filter(|other| *other > list).max() {
            found.push(Finding::LaterList(later));
        }
        match (entry.map_or_else(|| project.invest_fen(), |entry| entry.amount_fen()), self.lowest_fen) {
            (None, _) => found.push(Finding::NoAmount),
            (Some(fen), Some(lowest)) if fen < lowest => found.push(Finding::BelowLowest(lowest)),
            _ => {}
        }
        found.extend(self.second_level(project, list));
        if project.contract_kind() == Some(ContractKind::Framework) {
            found.push(Finding::Framework);
        }
        let wanted = stage_of(list);
        if project.furthest_on(self.round.day).is_none_or(|furthest| furthest < wanted) {
            found.push(Finding::NotReached(wanted));
        }
        if let Some(exit) = project.stage_on(self.round.day).filter(|stage| stage.is_final_exit()) {
            found.push(Finding::GivenUp(exit));
        }
        found
    }

    /// The same of one of several candidates, which may go on the list together.
    pub fn findings_among(
        &self,
        candidates: &Population,
        project: &ProjectView<'_>,
        list: ListKind,
    ) -> Vec<Finding> {
        let mut found = self.findings(project, list);
        if !found.contains(&Finding::WholeOnList) && candidates.has_whole_of(project) {
            found.push(Finding::WholeBeside);
        }
        found
    }

    /// Whether a project of which it is a part, or a part of it, stands on the list: money counts on one level
    /// (`domain.md` §8).
    fn second_level(&self, project: &ProjectView<'_>, list: ListKind) -> Option<Finding> {
        let on_list = &self.standing[place(list)];
        if self.snapshot.wholes_of(project).any(|whole| on_list.projects.contains(&whole)) {
            return Some(Finding::WholeOnList);
        }
        on_list.wholes.contains(&project.id()).then_some(Finding::PartOnList)
    }
}

/// A project's entries on the lists of a round, those moved out left out.
fn entries_of(project: &ProjectView<'_>, round: &Kept<Round>) -> impl Iterator<Item = EntryRow> {
    let id = round.id;
    project.entries().filter(move |entry| entry.round == id && entry.stands_on(Day::MAX))
}

impl Finding {
    /// Whether it forbids the entry.
    pub fn forbids(self) -> bool {
        self == Self::Duplicate
    }

    /// In words.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Self::Duplicate => lang.t("rounds.on_this_list").to_owned(),
            Self::OtherRound(key) => lang.tf("rounds.on_other_round", &[("round", &round_word(lang, key))]),
            Self::LaterList(list) => lang.tf("rounds.on_later_list", &[("list", &words::list(lang, list))]),
            Self::BelowLowest(fen) => {
                let lowest = ShownIn::Wan.print(Money::from_fen(fen));
                lang.tf("rounds.below_lowest", &[("amount", &lowest)])
            }
            Self::NoAmount => lang.t("rounds.no_amount").to_owned(),
            Self::Framework => lang.t("rounds.framework").to_owned(),
            Self::NotReached(stage) => {
                lang.tf("rounds.not_reached", &[("stage", &words::stage(lang, stage))])
            }
            Self::GivenUp(stage) => lang.tf("rounds.given_up", &[("stage", &words::stage(lang, stage))]),
            Self::WholeOnList => lang.t("rounds.whole_on_list").to_owned(),
            Self::PartOnList => lang.t("rounds.part_on_list").to_owned(),
            Self::WholeBeside => lang.t("rounds.whole_beside").to_owned(),
        }
    }
}
