//! Rows told before: by an earlier row of the file, or by one that waited and was mended since.

use super::settle::waits_for_a_tick;
use super::{Run, Sheets};
use crate::imports::headers::Field;
use crate::imports::outcome::Fate;
use crate::imports::parked::kept;
use crate::imports::places::Words;
use crate::imports::problem::{Code, Problem};
use crate::imports::recognize::SheetLayout;
use crate::imports::rows::RowDraft;
use crate::imports::seen::At;
use domain::Permission;
use office::Book;

impl Run<'_, '_> {
    /// A row that can't come in, unless the same stood in one that was mended since: of that one the project is known. Where
    /// the project was changed after that and nothing but agreement is missing, a person may agree anew.
    pub(super) fn unless_mended(&self, book: &Book, layout: &SheetLayout, row: &mut RowDraft) -> Fate {
        if layout.record().is_some() || row.repeats.is_some() {
            return Fate::Parked;
        }
        let zone = self.desk.places.known_zone(Words::of(&row.draft), self.options.zone);
        let mended = kept(book, layout, row).and_then(|kept| self.mended.same(&kept.cells));
        let Some(mended) = mended.filter(|it| zone.is_none_or(|zone| zone == it.zone)) else {
            return Fate::Parked;
        };
        let known = self.known.project(mended.zone, mended.project);
        let is_changed = known.is_some_and(|known| known.changed_by() > mended.change);
        let asks_again = is_changed && waits_for_a_tick(row) && !asks_only_whether_same(row);
        if asks_again || !self.scope.may(Permission::Edit, mended.zone) {
            return Fate::Parked;
        }
        let notice = row.problem_at(layout, Field::Title, Code::MendedBefore, "");
        let notice = notice.with("file", mended.file.as_str()).with("project", mended.project.to_string());
        row.problems = vec![notice];
        Fate::Unchanged(mended.project)
    }
}

/// What becomes of a row of whose project an earlier one has told already: the same once more is nothing new, anything
/// else waits. Should the earlier one wait too, neither comes in over the other unasked.
pub(super) fn repeat(sheets: &mut Sheets<'_>, first: At, here: At) -> Fate {
    let same = sheets[first.0].1[first.1].draft.says_the_same(&sheets[here.0].1[here.1].draft);
    let number = |sheets: &Sheets<'_>, at: At| sheets[at.0].1[at.1].row + 1;
    let (first_no, here_no) = (number(sheets, first), number(sheets, here));
    let layout = sheets[here.0].0;
    let row = &mut sheets[here.0].1[here.1];
    let code = if same { Code::RepeatedRow } else { Code::DuplicateRow };
    row.problems.push(repetition(row, layout, code, first_no));
    if same {
        return Fate::Repeated;
    }
    row.repeats = Some(first_no);
    sheets[first.0].1[first.1].repeats.get_or_insert(here_no);
    Fate::Parked
}

/// That the row of that number speaks of the same project.
pub(super) fn repetition(row: &RowDraft, layout: &SheetLayout, code: Code, first: u32) -> Problem {
    let field = if row.draft.text(Field::OwnNo).is_some() { Field::OwnNo } else { Field::Title };
    row.problem_at(layout, field, code, "").with("first", first.to_string())
}

/// Whether nothing keeps a row out but the question whether its project is one that the ledger has.
fn asks_only_whether_same(row: &RowDraft) -> bool {
    let mut blocking = row.problems.iter().filter(|problem| problem.blocks());
    blocking.all(|problem| problem.code.asks_whether_same())
}
