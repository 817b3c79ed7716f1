//! What is looked at before a project is put on a list.

use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::words;
use domain::facts::{Kept, Round};
use domain::{ContractKind, ListKind, Money, Stage};
use figures::ProjectView;

/// Something about a candidate that the person who puts it on a list must know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// It stands on this very list: refused.
    Duplicate,
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
}

/// The stage that a list stands for.
pub(super) fn stage_of(list: ListKind) -> Stage {
    match list {
        ListKind::Signing => Stage::Signed,
        ListKind::Commencement => Stage::Commenced,
        ListKind::Production => Stage::Producing,
    }
}

/// All findings about a candidate for a list.
pub(super) fn findings(
    project: &ProjectView<'_>,
    round: &Kept<Round>,
    list: ListKind,
    lowest_fen: Option<i64>,
) -> Vec<Finding> {
    let standing = || project.entries().filter(|entry| entry.stands_on(domain::Day::MAX));
    let mut found = Vec::new();
    if standing().any(|entry| entry.round == round.id && entry.list == list) {
        found.push(Finding::Duplicate);
    }
    if let Some(later) = standing().map(|entry| entry.list).filter(|other| *other > list).max() {
        found.push(Finding::LaterList(later));
    }
    match (project.invest_fen(), lowest_fen) {
        (None, _) => found.push(Finding::NoAmount),
        (Some(fen), Some(lowest)) if fen < lowest => found.push(Finding::BelowLowest(lowest)),
        _ => {}
    }
    if project.contract_kind() == Some(ContractKind::Framework) {
        found.push(Finding::Framework);
    }
    let wanted = stage_of(list);
    if project.furthest_on(round.day).is_none_or(|furthest| furthest < wanted) {
        found.push(Finding::NotReached(wanted));
    }
    if let Some(exit) = project.stage_on(round.day).filter(|stage| stage.is_final_exit()) {
        found.push(Finding::GivenUp(exit));
    }
    found
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
        }
    }
}
