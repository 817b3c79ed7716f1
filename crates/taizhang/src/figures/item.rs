//! Counted items with the words that lists show of them.

use super::store;
use crate::as_of::Question;
use crate::ledger::LedgerError;
use ::figures::{EntryRow, Event, FigureSpec, Member, Population, ProjectView};
use db::Db;
use domain::facts::{EntryId, ProjectId};
use domain::{Day, ListKind, MilestoneCode, RoundKey, Scope, Stage};
use serde::Serialize;
use std::collections::HashMap;

/// A project, an entry or a round that a figure counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    pub project: Option<ProjectId>,
    pub round_id: Option<i64>,
    pub no: String,
    /// The name; of an entry the frozen one.
    pub title: String,
    /// The zone; of an entry the frozen one.
    pub unit: String,
    pub round: Option<RoundKey>,
    pub list: Option<ListKind>,
    pub converted: bool,
    /// The stage on the day asked.
    pub stage: Option<Stage>,
    /// The day of the figure's own event, or of the round.
    pub day: Option<Day>,
    /// The amount counted.
    pub amount_fen: Option<i64>,
    /// Of a rate: what it adds above the line, 1 or fen.
    pub above: Option<i64>,
    /// Whether it is counted; of a rate, whether it stands below the line.
    pub below: bool,
}

/// Loads what lists show of members.
pub(super) async fn load(
    db: &Db,
    at: &Question,
    scope: &Scope,
    spec: &FigureSpec,
    members: &[Member],
) -> Result<Vec<Item>, LedgerError> {
    let ids: Vec<EntryId> = members.iter().filter_map(|member| member.entry).collect();
    let entries = store::entries_by_id(db, at.snapshot.change(), &ids).await?;
    let frozen: HashMap<i64, _> = entries.into_iter().map(|entry| (entry.id, entry)).collect();
    let all = Population::new(&at.snapshot, scope, None, at.true_on);
    let all = all.expect("a population without a filter names nothing that could be missing");
    let item = |member: &Member| {
        let view = member.project.and_then(|id| all.get(id));
        let mut item = view.map_or_else(Item::nothing, |view| Item::of(at, spec, member, view));
        if let Some(entry) = member.entry.and_then(|id| frozen.get(&id.0)) {
            item.title.clone_from(&entry.title);
            item.unit.clone_from(&entry.unit);
            item.converted = entry.converted_from.is_some();
        }
        item.of_round(at, member)
    };
    Ok(members.iter().map(item).collect())
}

impl Item {
    fn nothing() -> Self {
        Self {
            project: None,
            round_id: None,
            no: String::new(),
            title: String::new(),
            unit: String::new(),
            round: None,
            list: None,
            converted: false,
            stage: None,
            day: None,
            amount_fen: None,
            above: None,
            below: true,
        }
    }

    fn of(at: &Question, spec: &FigureSpec, member: &Member, view: ProjectView<'_>) -> Self {
        let promised = |code| view.promise_on(code, at.true_on).map(|promise| promise.day);
        let day = match spec.event {
            Some(Event::Stage(stage)) => view.day_of(stage, at.true_on),
            Some(Event::PlannedStart) => promised(MilestoneCode::Commencement),
            Some(Event::PlannedProduction) => promised(MilestoneCode::Production),
            None => None,
        };
        let of_entry = |entry: &EntryRow| Some(EntryId(entry.id)) == member.entry;
        Self {
            project: member.project,
            no: view.own_no().to_owned(),
            title: view.title().to_owned(),
            unit: at
                .snapshot
                .places()
                .get(view.zone())
                .map(|place| place.shown().to_owned())
                .unwrap_or_default(),
            list: view.entries().find(of_entry).map(|entry| entry.list),
            stage: view.stage_on(at.true_on),
            day,
            amount_fen: member.amount_fen,
            above: member.above,
            below: member.below,
            ..Self::nothing()
        }
    }

    fn of_round(mut self, at: &Question, member: &Member) -> Self {
        let round = member.round.and_then(|id| at.snapshot.dimensions().rounds.get(&id.0));
        if let Some(round) = round {
            self.round_id = Some(round.id);
            self.round = Some(RoundKey {
                year: i16::try_from(round.year).unwrap_or_default(),
                seq_in_year: u8::try_from(round.seq_in_year).unwrap_or_default(),
            });
            self.day = Some(round.day);
        }
        self
    }
}

/// An item for programs.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Plain<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    project: Option<i64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    no: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    zone: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    round: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stage: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount_fen: Option<i64>,
    in_numerator: bool,
    in_denominator: bool,
}

/// The items for programs.
pub(super) fn json(items: &[Item]) -> serde_json::Value {
    let plain = |item: &Item| {
        serde_json::json!(Plain {
            project: item.project.map(|id| id.0),
            no: &item.no,
            title: &item.title,
            zone: &item.unit,
            round: item.round.map(|round| round.to_string()),
            list: item.list.map(ListKind::code),
            stage: item.stage.map(Stage::code),
            day: item.day.map(|day| day.to_string()),
            amount_fen: item.amount_fen,
            in_numerator: item.above.is_some(),
            in_denominator: item.below,
        })
    };
    serde_json::json!({ "members": items.iter().map(plain).collect::<Vec<_>>() })
}
