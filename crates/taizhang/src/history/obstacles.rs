//! What stands in the way of an undo, by name: which record, how it came there, what to do first.

use super::{CHANGES, Names, value};
use crate::app::App;
use crate::fields;
use crate::ledger::{Edit, Hindrance, LedgerError, Obstacle, last_edit};
use crate::text::Lang;
use crate::ui::badge::Tone;
use crate::ui::problems::{Found, problems};
use domain::facts::{Owner, Value};
use maud::{Markup, html};

/// Obstacles that a page lists.
const OBSTACLES_SHOWN: usize = 50;

/// Obstacles as a page lists them.
pub(super) struct Hindered {
    all: usize,
    shown: Vec<Found>,
}

impl Hindered {
    /// Finds the names of some obstacles.
    pub(super) async fn by(app: &App, lang: Lang, obstacles: &[Obstacle]) -> Result<Self, LedgerError> {
        let db = app.ledger.db();
        let mut edits = Vec::new();
        for obstacle in obstacles.iter().take(OBSTACLES_SHOWN) {
            edits.push(last_edit(db, obstacle.kind, obstacle.id).await?);
        }
        let snapshot = app.ledger.live().current().await?;
        let names = Names::of(db, snapshot.dimensions(), edits.iter().flatten()).await?;
        let shown = obstacles.iter().zip(&edits);
        let shown = shown.map(|(obstacle, edit)| found(lang, &names, obstacle, edit.as_ref())).collect();
        Ok(Self { all: obstacles.len(), shown })
    }

    /// The list.
    pub(super) fn markup(&self, lang: Lang) -> Markup {
        html! {
            p.alarm { (lang.tf("history.hindered", &[("n", &self.all)])) }
            (problems(lang, &self.shown))
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
