//! Why a figure moved between two points, as data: lists of what came, left, changed or stands elsewhere now.

use super::answer::Asking;
use crate::as_of::Question;
use ::figures::{
    Apart, Contribution, Figure, FigureError, Group, Member, MoveKind, Population, ProjectView, Reason,
    compare, taken_apart,
};
use domain::facts::ProjectId;
use serde::{Serialize, Serializer};

/// The difference of one group of one figure.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Difference {
    /// The figure's name.
    pub name: String,
    /// The group.
    pub group: Group,
    /// The figure at the earlier point; absent when the group had nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Figure>,
    /// The figure now; absent when the group has nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<Figure>,
    /// What the lines add to the count.
    pub count: i64,
    /// What they add to the numerator of a rate.
    pub numerator: i64,
    /// What they add to the money.
    pub amount_fen: i64,
    /// What happened, member by member.
    pub lines: Vec<Line>,
}

/// One member's part in a difference.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// `new`, `left`, `changed` or `reclassified`.
    pub kind: &'static str,
    /// Why: the kind, or `lateReport`, `corrected`, `correctedAmount` of what was told only after the earlier point, or
    /// `redefined` where the figure means something else now.
    #[serde(serialize_with = "as_code")]
    pub reason: Reason,
    /// The project's number; absent for rounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub no: Option<String>,
    /// The project's name now, or then when it is not seen any more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The project, for links.
    #[serde(skip)]
    pub project: Option<ProjectId>,
    /// The round, `2022-1`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<String>,
    /// −1, 0 or 1.
    pub count: i64,
    /// What it adds to the numerator of a rate.
    pub numerator: i64,
    /// What it adds to the money.
    pub amount_fen: i64,
    /// For `reclassified`: the other group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_group: Option<Group>,
}

fn as_code<S: Serializer>(reason: &Reason, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(reason.code())
}

/// The code of what happened.
pub(super) fn code(kind: MoveKind) -> &'static str {
    match kind {
        MoveKind::New => "new",
        MoveKind::Left => "left",
        MoveKind::Changed => "changed",
        MoveKind::Reclassified => "reclassified",
    }
}

/// Compares a figure at two points. Groups that did not move are left out.
fn differences(
    asking: &Asking<'_>,
    before: &Question,
    after: &Question,
    name: &str,
) -> Result<Vec<Difference>, FigureError> {
    let comparison = compare(&asking.question(before, ""), &asking.question(after, ""), name)?;
    let names = Names::new(asking, before, after)?;
    // Where nothing happened time alone may have moved it.
    let printed = |figure: &Option<::figures::Figure>| figure.as_ref().map(|it| it.printed.clone());
    let moved = comparison.groups.into_iter();
    let moved =
        moved.filter(|group| !group.lines.is_empty() || printed(&group.before) != printed(&group.after));
    let spoken = |mut figure: Figure| {
        figure.speak(super::catalogue_lang(asking.lang));
        figure
    };
    Ok(moved
        .map(|group| {
            let (count, numerator, amount_fen) = group.total();
            let lines = group.lines.iter().map(|line| names.line(line)).collect();
            Difference {
                name: name.to_owned(),
                group: group.group,
                before: group.before.map(spoken),
                after: group.after.map(spoken),
                count,
                numerator,
                amount_fen,
                lines,
            }
        })
        .collect())
}

/// Why a figure moved: by lists of projects, or, of one that counts nothing of its own, part by part.
pub(super) fn explained(
    asking: &Asking<'_>,
    before: &Question,
    after: &Question,
    name: &str,
) -> Result<(Vec<Difference>, Vec<Apart>), FigureError> {
    match differences(asking, before, after, name) {
        Err(FigureError::NotComparable { .. }) => {
            let mut apart = taken_apart(&asking.question(before, ""), &asking.question(after, ""), name)?;
            let printed = |figure: &Option<::figures::Figure>| figure.as_ref().map(|it| it.printed.clone());
            apart.retain(|it| printed(&it.before) != printed(&it.after));
            Ok((Vec::new(), apart))
        }
        found => Ok((found?, Vec::new())),
    }
}

/// The figure's name, when it means something else at the two points.
pub(super) fn redefined(before: &Question, after: &Question, name: &str) -> Option<String> {
    let is_same = before.catalogue().means_the_same(after.catalogue(), name);
    (!is_same).then(|| name.to_owned())
}

/// Numbers and names of members, as of now or, gone since, as of then.
struct Names {
    before: Population,
    after: Population,
}

impl Names {
    fn new(asking: &Asking<'_>, before: &Question, after: &Question) -> Result<Self, FigureError> {
        let all = |at: &Question| Population::new(&at.snapshot, asking.scope, None, at.true_on);
        Ok(Self { before: all(before)?, after: all(after)? })
    }

    fn project(&self, id: ProjectId) -> Option<ProjectView<'_>> {
        self.after.get(id).or_else(|| self.before.get(id))
    }

    fn line(&self, line: &Contribution) -> Line {
        let member: Option<Member> = line.after.or(line.before);
        let project = member.and_then(|member| member.project);
        let view = project.and_then(|id| self.project(id));
        let round = member.and_then(|member| member.round).and_then(|id| {
            let rounds = |at: &Population| at.snapshot().dimensions().rounds.get(&id.0).cloned();
            rounds(&self.after).or_else(|| rounds(&self.before))
        });
        Line {
            kind: code(line.kind),
            reason: line.reason(),
            no: view.map(|view| view.own_no().to_owned()),
            title: view.map(|view| view.title().to_owned()),
            project,
            round: round.map(|round| format!("{}-{}", round.year, round.seq_in_year)),
            count: line.count,
            numerator: line.numerator,
            amount_fen: line.amount_fen,
            other_group: line.other_group.clone(),
        }
    }
}
