//! Sheets with a row for each month: rows of one project that are no repetition, for each tells another month.

use super::headers::{Field, FieldKind, What};
use super::monthly::{Month, own_month};
use super::outcome::Fate;
use super::recognize::SheetLayout;
use super::rows::{Draft, RowDraft};
use super::run::Sheets;
use super::seen::At;
use domain::facts::ProjectId;
use std::collections::{BTreeSet, HashMap};

/// What the rows of such sheets have told so far.
#[derive(Default)]
pub struct Months {
    /// The project of each first row.
    projects: HashMap<At, ProjectId>,
    /// The months told of each project.
    told: BTreeSet<(ProjectId, Month)>,
}

impl Months {
    /// Remembers what became of a row.
    pub fn remember(&mut self, layout: &SheetLayout, row: &RowDraft, here: At, fate: &Fate) {
        let (Some(month), true) = (own_month(&row.draft), layout.has_month()) else { return };
        if let Fate::New(id) | Fate::Changed(id, _) | Fate::Unchanged(id) = fate {
            self.projects.insert(here, *id);
            self.told.insert((*id, month));
        }
    }

    /// The project of a row that tells a further month of what the row `first` told, and otherwise the same.
    pub fn another(&self, sheets: &Sheets<'_>, first: At, here: At) -> Option<ProjectId> {
        let draft = |at: At| &sheets[at.0].1[at.1].draft;
        let id = *self.projects.get(&first)?;
        let month = own_month(draft(here))?;
        let further = first.0 == here.0 && !self.told.contains(&(id, month));
        (further && lasting(draft(first)) == lasting(draft(here))).then_some(id)
    }
}

/// What a row tells that does not change from month to month, as far as it is told at all.
fn lasting(draft: &Draft) -> Vec<(Field, String)> {
    let lasts = |field: &Field| match field {
        Field::OfPeriod(of) => !of.what.needs_month() && of.what != What::Month,
        field => field.kind() != FieldKind::Nothing,
    };
    let told = draft.told.iter().filter(|told| lasts(&told.field));
    told.map(|told| (told.field, format!("{:?}", told.value))).collect()
}
