//! Whose a row is: its zone, and where it tells one record, the project or organisation of which it tells.

use super::Run;
use crate::imports::headers::Field;
use crate::imports::known::Match;
use crate::imports::outcome::Fate;
use crate::imports::places::{Found, Trouble, Words};
use crate::imports::problem::Code;
use crate::imports::recognize::SheetLayout;
use crate::imports::record_rows::Owned;
use crate::imports::rows::RowDraft;
use crate::imports::seen::At;
use crate::ledger::LedgerError;
use crate::records::Sheet;
use domain::Permission;
use domain::facts::{OrgId, ProjectId};

impl Run<'_, '_> {
    /// The zone that a row belongs to, if it may be written there.
    pub(super) fn zone(&mut self, row: &mut RowDraft, layout: &SheetLayout) -> Option<OrgId> {
        match self.desk.places.zone(self.desk.writer, Words::of(&row.draft), self.options.zone) {
            Err(Trouble { code, near }) => {
                let problem = row.problem_at(layout, Field::Zone, code, "");
                row.problems.push(problem.with("near", near.join("、")));
                None
            }
            Ok(Found { zone, .. })
                if !self.scope.may(Permission::Edit, zone) && !self.made_by_operator(zone) =>
            {
                row.problems.push(row.problem_at(layout, Field::Zone, Code::ZoneForbidden, ""));
                None
            }
            Ok(Found { zone, elsewhere }) => {
                if !elsewhere.is_empty() {
                    let doubt = row.problem_at(layout, Field::Zone, Code::ZoneElsewhere, "");
                    row.problems.push(doubt.with("others", elsewhere.join("、")));
                }
                if row.draft.text(Field::City).is_some_and(|city| !self.desk.places.stands_in(zone, city)) {
                    row.problems.push(row.problem_at(layout, Field::City, Code::CityDiffers, ""));
                }
                Some(zone)
            }
        }
    }

    fn made_by_operator(&self, zone: OrgId) -> bool {
        self.scope.may_anywhere(Permission::ManageOrgs)
            && self.desk.places.is_new(zone, self.desk.writer.change())
    }

    /// Brings in a row that tells one record of a project or of an organisation.
    pub(super) async fn bring_in_record(
        &mut self,
        sheet: &'static Sheet,
        layout: &SheetLayout,
        row: &mut RowDraft,
        here: At,
    ) -> Result<Fate, LedgerError> {
        let owned = if sheet.is_of_orgs() {
            self.org(row, layout).map(Owned::Org)
        } else {
            self.project_of_record(row, layout).await?
        };
        let Some(owned) = owned else { return Ok(Fate::Parked) };
        self.records.read(self.desk.writer, sheet, &owned).await?;
        let known = match owned {
            Owned::Project(_, zone, Some(place)) => Some(self.known.zone(zone).get(place)),
            _ => None,
        };
        Ok(self.records.settle(&mut self.desk, sheet, (row, layout, here), (&owned, known)))
    }

    /// The organisation that a row names, if the actor keeps its records.
    fn org(&self, row: &mut RowDraft, layout: &SheetLayout) -> Option<OrgId> {
        let name = row.draft.text(Field::Zone).unwrap_or_default().to_owned();
        let found = self.desk.places.org(&name, row.draft.text(Field::City));
        let allowed = found.and_then(|org| match self.scope.may(Permission::Edit, org) {
            true => Ok(org),
            false => Err(Code::OrgForbidden),
        });
        allowed
            .map_err(|code| row.problems.push(row.problem_at(layout, Field::Zone, code, name.as_str())))
            .ok()
    }

    /// The project that a row names: one of the ledger, or one that this import made.
    async fn project_of_record(
        &mut self,
        row: &mut RowDraft,
        layout: &SheetLayout,
    ) -> Result<Option<Owned>, LedgerError> {
        let Some(zone) = self.zone(row, layout) else { return Ok(None) };
        let is_new = self.desk.places.is_new(zone, self.desk.writer.change());
        self.known.read(self.desk.writer, zone, is_new).await?;
        let found = self.known.zone(zone).find(&row.draft);
        let (project, place) = match found {
            Ok(Match::Known(place)) => {
                (Some(ProjectId(self.known.zone(zone).get(place).project.id)), Some(place))
            }
            Ok(Match::Returns(_) | Match::New) | Err(Code::NewWithoutTitle) => {
                (self.seen.newcomer(zone, &row.draft).and_then(|first| self.months.project(first)), None)
            }
            Err(code) => {
                row.problems.push(row.problem_at(layout, Field::Title, code, ""));
                return Ok(None);
            }
        };
        if project.is_none() {
            let field = if row.draft.text(Field::OwnNo).is_some() { Field::OwnNo } else { Field::Title };
            row.problems.push(row.problem_at(layout, field, Code::RecordOfUnknown, ""));
        }
        Ok(project.map(|project| Owned::Project(project, zone, place)))
    }
}
