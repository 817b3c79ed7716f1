//! Rows that are no repetition of an earlier one of the same project: each tells another month, or, on a sheet of its own,
//! plans and months of a project that another sheet brought in.

use super::headers::{Field, FieldKind};
use super::monthly::{Month, own_month};
use super::outcome::Fate;
use super::rows::{Draft, RowDraft, Value};
use super::run::Sheets;
use super::seen::At;
use domain::facts::ProjectId;
use std::collections::{HashMap, HashSet};

/// What the rows so far have told of months.
#[derive(Default)]
pub struct Months {
    /// The project of each first row.
    projects: HashMap<At, ProjectId>,
    /// The months told of each project, and the sheets that told of it without naming a month.
    told: HashSet<(ProjectId, Result<Month, usize>)>,
}

/// A row that tells more of a project.
#[derive(Clone, Copy)]
pub struct Further {
    /// The project.
    pub project: ProjectId,
    /// Whether its plans are news too: on another sheet than the project's first row.
    pub with_plans: bool,
}

impl Months {
    /// The project of a row that was brought in before.
    pub fn project(&self, row: At) -> Option<ProjectId> {
        self.projects.get(&row).copied()
    }

    /// Remembers what became of a row.
    pub fn remember(&mut self, row: &RowDraft, here: At, fate: &Fate) {
        if let Fate::New(id, _) | Fate::Changed(id, _) | Fate::Unchanged(id) = fate {
            self.projects.insert(here, *id);
            self.told.insert((*id, own_month(&row.draft).ok_or(here.0)));
        }
    }

    /// Whether a row tells more of the project of the row `first`, and nothing else about it than that one did.
    pub fn another(&self, sheets: &Sheets<'_>, first: At, here: At) -> Option<Further> {
        let draft = |at: At| &sheets[at.0].1[at.1].draft;
        let (one, other) = (draft(first), draft(here));
        let project = *self.projects.get(&first)?;
        let with_plans = first.0 != here.0;
        let is_new = !self.told.contains(&(project, own_month(other).ok_or(here.0)));
        let tells = other.told.iter().any(|told| matches!(told.field, Field::OfPeriod(_)));
        let lone_plans = !with_plans || !plans(one);
        let agrees = lasting(other, with_plans)
            .all(|(field, value)| one.get(field).map(|told| &told.value) == Some(value));
        (tells && is_new && lone_plans && agrees).then_some(Further { project, with_plans })
    }
}

fn plans(draft: &Draft) -> bool {
    draft.told.iter().any(|told| is_plan(told.field))
}

fn is_plan(field: Field) -> bool {
    matches!(field, Field::OfPeriod(of) if !of.what.needs_month() && field.kind() != FieldKind::Month)
}

/// What a row tells that must agree with the project's first row: all but its months and, where they are news, its plans.
fn lasting(draft: &Draft, with_plans: bool) -> impl Iterator<Item = (Field, &Value)> {
    let lasts = move |field: Field| match field {
        Field::OfPeriod(_) => is_plan(field) && !with_plans,
        field => field.kind() != FieldKind::Nothing,
    };
    draft.told.iter().filter(move |told| lasts(told.field)).map(|told| (told.field, &told.value))
}
