//! What becomes of a row whose project is known: judged, and written or left waiting.

use super::Run;
use crate::imports::apply::{Written, would_change, write, write_further};
use crate::imports::headers::Field;
use crate::imports::judge::{Judged, claim, doubts, lists, order_of_dates, seats};
use crate::imports::known::{KnownProject, Match};
use crate::imports::months::Further;
use crate::imports::namesake::{agreed, namesake};
use crate::imports::outcome::Fate;
use crate::imports::problem::{Code, Problem};
use crate::imports::recognize::SheetLayout;
use crate::imports::rows::RowDraft;
use crate::imports::twins::newcomer;
use crate::imports::{monthly, paid_in};
use domain::facts::OrgId;

impl Run<'_, '_> {
    /// Judges a row and writes it, or leaves it waiting.
    pub(super) fn settle(
        &mut self,
        row: &mut RowDraft,
        layout: &SheetLayout,
        zone: OrgId,
        project: Match,
    ) -> Fate {
        let projects = self.known.zone(zone);
        let known = match &project {
            Match::Known(place) => Some(*place),
            _ => None,
        };
        let own_no = known.is_none().then(|| projects.free_no_unless(row.draft.text(Field::OwnNo)));
        if project == Match::New {
            row.problems.extend(namesake(row, layout, projects, (zone, &self.mended)));
        }
        if let (Some(place), Some(own_no)) = (known, row.draft.text(Field::OwnNo))
            && projects.had_before(place, own_no)
        {
            let now = projects.get(place).project.own_no.clone();
            let notice = row.problem_at(layout, Field::OwnNo, Code::FormerNumber, "");
            row.problems.push(notice.with("now", now));
        }
        let known = known.map(|place| projects.get(place));
        // What was told since goes before what waited, unless a person says otherwise.
        let changed_by = known.map(KnownProject::changed_by);
        if let (Some((_, came)), Some(changed)) = (self.came, changed_by)
            && changed > came
        {
            let asked = row.problem_at(layout, Field::Title, Code::ChangedSince, "");
            row.problems.push(asked.with("change", changed.to_string()));
        }
        // A claim can't be held against dates of which one can't be read.
        let mut undated = None;
        if !row.has_unread_date(layout) {
            undated = claim(row, layout, known, self.desk.today, &self.options.agreed);
            order_of_dates(row, layout, known);
        }
        lists(row, layout, &self.desk.references, known, self.options.create_zones);
        doubts(row, layout, known);
        seats(row, layout, &mut self.desk.references.origins);
        monthly::check(row, layout, self.desk.today);
        paid_in::check(row, layout, known);
        for problem in row.problems.iter_mut().filter(|problem| problem.code.suspicion().is_some()) {
            problem.agreed = row.agreed || self.options.agreed.covers(problem);
        }
        if row.problems.iter().any(Problem::blocks) {
            if let (Some(known), true) = (known, waits_for_a_tick(row)) {
                self.asked = would_change(known, &row.draft);
            }
            return Fate::Parked;
        }
        let judged = Judged { zone, project, undated };
        let (id, written) = write(&mut self.desk, row, &judged, known, || own_no.unwrap_or_default());
        match written {
            Written::New(beginning) => {
                for answer in agreed(row, zone, id) {
                    self.desk.writer.create(&answer);
                }
                self.newcomers.extend(newcomer(row, layout, zone, id));
                Fate::New(id, beginning)
            }
            Written::Known(changed) if changed.is_empty() => Fate::Unchanged(id),
            Written::Known(changed) => Fate::Changed(id, changed),
        }
    }

    /// Writes what a further row tells of a project's plans and months.
    pub(super) fn settle_further(
        &mut self,
        row: &mut RowDraft,
        layout: &SheetLayout,
        zone: OrgId,
        (further, project): (Further, &Match),
    ) -> Fate {
        monthly::check(row, layout, self.desk.today);
        let known = match project {
            Match::Known(place) => Some(self.known.zone(zone).get(*place)),
            _ => None,
        };
        paid_in::check(row, layout, known);
        if row.problems.iter().any(Problem::blocks) {
            return Fate::Parked;
        }
        let changed = write_further(&mut self.desk, row, further, known);
        match changed.is_empty() {
            true => Fate::Unchanged(further.project),
            false => Fate::Changed(further.project, changed),
        }
    }
}

/// Whether nothing but somebody's agreement keeps a row out.
pub(super) fn waits_for_a_tick(row: &RowDraft) -> bool {
    row.problems.iter().filter(|problem| problem.blocks()).all(|problem| problem.code.suspicion().is_some())
}
