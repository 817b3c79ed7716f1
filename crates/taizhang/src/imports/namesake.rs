//! A row that makes a project whose name the zone has already, or one very like it: asked about, or pointed at.

use super::headers::Field;
use super::known::{KnownProject, ZoneProjects};
use super::mended::MendedRows;
use super::problem::{Code, Problem};
use super::recognize::SheetLayout;
use super::rows::RowDraft;
use domain::facts::{MatchAnswer, MatchVerdict, OrgId, ProjectId};
use domain::likeness::{ASKED_MIN, Likeness};

/// That a new project bears the name of one that the ledger has, or looks like one. A person has to say that it is another where the
/// row gives no number of its own, or where that one came of a row of this name that was mended, unless both rows gave a number
/// from the beginning. What was answered before is not asked again.
pub fn namesake(
    row: &RowDraft,
    layout: &SheetLayout,
    projects: &ZoneProjects,
    (zone, mended): (OrgId, &MendedRows),
) -> Option<Problem> {
    let title = row.draft.text(Field::Title)?;
    let has_number = row.draft.text(Field::OwnNo).is_some();
    let is_open = |known: &&KnownProject| {
        let place = projects.place_of(ProjectId(known.project.id));
        place.is_none_or(|place| !projects.is_another(place, &row.draft))
    };
    let before = mended.named(zone, title).find_map(|(at, it)| {
        let known = projects.by_id(it.project).filter(is_open)?;
        (!has_number || !mended.says(at, &known.project.own_no)).then_some(known)
    });
    let same = || projects.named(title).filter(is_open).map(|known| (Code::SameTitle, known, None));
    let like = || {
        let (known, likeness) = projects.likely(&row.draft, ASKED_MIN).into_iter().next()?;
        Some((if has_number { Code::SimilarTitle } else { Code::LooksAlike }, known, Some(likeness)))
    };
    let (code, other, likeness) = match before {
        Some(known) => (Code::MaybeSame, known, None),
        None => same().or_else(like)?,
    };
    let score = likeness.map_or(100, |likeness: Likeness| likeness.score);
    let problem = row.problem_at(layout, Field::Title, code, "");
    let problem = problem.with("project", other.project.id.to_string()).with("score", score.to_string());
    Some(problem.with("no", other.project.own_no.clone()).with("title", other.project.title.clone()))
}

/// What a person has said by agreeing that a row makes a project of its own: it is not asked again.
pub fn agreed<'r>(row: &'r RowDraft, zone: OrgId, made: ProjectId) -> impl Iterator<Item = MatchAnswer> + 'r {
    let asked = row.problems.iter().filter(|problem| problem.code.asks_whether_same() && problem.agreed);
    asked.filter_map(move |problem| {
        Some(MatchAnswer {
            project: problem.arg("project")?.parse().ok()?,
            zone,
            own_no: row.draft.text(Field::OwnNo).map(str::to_owned),
            title: row.draft.text(Field::Title)?.to_owned(),
            other: Some(made.0),
            verdict: MatchVerdict::Another,
            score: problem.arg("score")?.parse().ok()?,
            reason: None,
        })
    })
}
