//! What stands in the way of an undo, by name: which record, how it came there, what to do first.

use super::latest::line;
use super::{CHANGES, Names, undo, value};
use crate::actor::Actor;
use crate::app::App;
use crate::fields;
use crate::ledger::{ChangeRow, Edit, Hindrance, LedgerError, Obstacle, change, last_edit};
use crate::text::Lang;
use crate::ui::badge::Tone;
use crate::ui::problems::{Found, problems};
use domain::facts::{ChangeId, Owner, Value};
use maud::{Markup, html};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Obstacles that a page lists.
const OBSTACLES_SHOWN: usize = 50;

/// Changes in the way that a page offers to take back first.
const CHANGES_SHOWN: usize = 10;

/// Obstacles as a page lists them.
pub(super) struct Hindered {
    /// The change that can't be taken back yet.
    of: ChangeId,
    all: usize,
    shown: Vec<Found>,
    /// The changes in the way, the latest first, and whether the actor may take each back.
    by: Vec<(ChangeRow, bool)>,
    names: Names,
}

impl Hindered {
    /// Finds the names of what stands in the way of taking `of` back.
    pub(super) async fn by(
        app: &App,
        (lang, actor): (Lang, &Actor),
        of: ChangeId,
        obstacles: &[Obstacle],
    ) -> Result<Self, LedgerError> {
        let db = app.ledger.db();
        let mut edits = Vec::new();
        for obstacle in obstacles.iter().take(OBSTACLES_SHOWN) {
            edits.push(last_edit(db, obstacle.kind, obstacle.id).await?);
        }
        let snapshot = app.ledger.live().current().await?;
        let names = Names::of(db, snapshot.dimensions(), edits.iter().flatten()).await?;
        let shown = obstacles.iter().zip(&edits);
        let shown = shown.map(|(obstacle, edit)| found(lang, &names, obstacle, edit.as_ref())).collect();
        let ids: BTreeSet<Reverse<ChangeId>> =
            obstacles.iter().map(|obstacle| Reverse(obstacle.by)).collect();
        let mut by = Vec::new();
        for Reverse(id) in ids.into_iter().take(CHANGES_SHOWN) {
            by.push((change(db, id).await?, undo::may_undo(app, actor, id).await?));
        }
        Ok(Self { of, all: obstacles.len(), shown, by, names })
    }

    /// The list, and the changes in the way with what leads on from each.
    pub(super) fn markup(&self, lang: Lang) -> Markup {
        html! {
            p.alarm { (lang.tf("history.hindered", &[("n", &self.all)])) }
            (problems(lang, &self.shown))
            h2 { (lang.t("history.in_the_way")) }
            ul.plain {
                @for (change, may_undo) in &self.by {
                    li {
                        (line(lang, &self.names, change))
                        @if *may_undo {
                            " " a.button href=(undo::address(change.id, Some(self.of))) { (lang.t("history.undo_first")) }
                        }
                    }
                }
            }
        }
    }
}

fn found(lang: Lang, names: &Names, obstacle: &Obstacle, edit: Option<&Edit>) -> Found {
    let (words, advice) = match obstacle.how {
        Hindrance::BuiltUpon => ("history.obstacle", "history.obstacle_advice"),
        Hindrance::InItsPlace => ("history.obstacle_in_place", "history.obstacle_in_place_advice"),
        Hindrance::Ended => ("history.obstacle_ended", "history.obstacle_ended_advice"),
    };
    let name =
        edit.map_or_else(|| names.record(obstacle.kind, obstacle.id), |edit| called(lang, names, edit));
    Found {
        tone: Tone::Alarm,
        place: format!("{} {name}", fields::kind(lang, obstacle.kind)),
        words: lang.tf(words, &[("change", &obstacle.by)]),
        value: None,
        advice: Some(lang.tf(advice, &[("change", &obstacle.by)])),
        href: Some(format!("{CHANGES}/{}", obstacle.by)),
        other: None,
    }
}

/// A record by the name of whom it belongs to and by what tells it from the others there: 电池项目 · 年份 2022 · 月份 5.
fn called(lang: Lang, names: &Names, edit: &Edit) -> String {
    let (kind, _, name) = names.subject(edit);
    let has_own_name = kind == edit.kind && kind.owner() != Owner::Org;
    let parts = edit.kind.key().filter(|_| !has_own_name).map(|key| key.parts).unwrap_or_default();
    let mut called = name;
    let whose = ["project", "user", "investor"];
    for column in parts.iter().map(|part| part.column).filter(|column| !whose.contains(column)) {
        let stored = edit.column(column).unwrap_or(&Value::Null);
        let told = value(lang, names, edit.kind, column, stored);
        if !told.is_empty() {
            called.push_str(&format!(" · {} {told}", fields::label(lang, edit.kind, column)));
        }
    }
    called
}
