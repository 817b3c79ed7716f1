//! Why did a figure move? The same figure at two points, its difference as lists that add up to it.
//!
//! The way from one point to the other has two stretches: first what is known grows, about the earlier day still; then the
//! day moves on. What differs on the first was told late or put right; what differs on the second happened.

use super::derived::Derived;
use super::dim::GroupIdentity;
use super::{Figure, FigureError, Group, Member, Question, evaluate, grouped_members};
use crate::catalogue::Catalogue;
use std::collections::{BTreeMap, HashMap};

/// What happened to a member of a group between two points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoveKind {
    /// In no group before.
    New,
    /// In no group any more.
    Left,
    /// In the same group with another amount, or above or below the line of a rate at one point alone.
    Changed,
    /// In another group before or after.
    Reclassified,
}

/// Why a member counts otherwise than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It came between the two days.
    New,
    /// It went between the two days.
    Left,
    /// Its amount or its side of the line became another between the two days.
    Changed,
    /// It moved from one group to another.
    Reclassified,
    /// It was so on the earlier day, and was told only later (补报).
    LateReport,
    /// It was said to be so on the earlier day, and that was put right (更正).
    Corrected,
    /// The same, of its amount alone.
    CorrectedAmount,
}

impl Reason {
    /// All, in printed order.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Left,
        Self::Changed,
        Self::Reclassified,
        Self::LateReport,
        Self::Corrected,
        Self::CorrectedAmount,
    ];

    /// Its name in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Left => "left",
            Self::Changed => "changed",
            Self::Reclassified => "reclassified",
            Self::LateReport => "lateReport",
            Self::Corrected => "corrected",
            Self::CorrectedAmount => "correctedAmount",
        }
    }
}

/// One line of the explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution {
    /// What happened.
    pub kind: MoveKind,
    /// The member as it was, when it was counted.
    pub before: Option<Member>,
    /// The member as it is, when it is counted.
    pub after: Option<Member>,
    /// What it adds to the count (−1, 0 or 1).
    pub count: i64,
    /// What it adds to the numerator of a rate.
    pub numerator: i64,
    /// What it adds to the money in fen.
    pub amount_fen: i64,
    /// For [`MoveKind::Reclassified`]: the group from which it came or to which it went.
    pub other_group: Option<Group>,
    /// Whether it held on the earlier day already, and was told later.
    pub told_late: bool,
}

impl Contribution {
    /// Why the member counts otherwise.
    pub fn reason(&self) -> Reason {
        match (self.kind, self.told_late) {
            (MoveKind::Reclassified, _) => Reason::Reclassified,
            (MoveKind::New, false) => Reason::New,
            (MoveKind::Left, false) => Reason::Left,
            (MoveKind::Changed, false) => Reason::Changed,
            (MoveKind::New, true) => Reason::LateReport,
            (MoveKind::Left, true) => Reason::Corrected,
            (MoveKind::Changed, true) => self.changed_late(),
        }
    }

    /// A member that came above or below the line was told late; one that went was put right.
    fn changed_late(&self) -> Reason {
        let stands = |member: Option<Member>| {
            member.map_or((false, false), |member| (member.above.is_some(), member.below))
        };
        let (was, is) = (stands(self.before), stands(self.after));
        match is.cmp(&was) {
            std::cmp::Ordering::Equal => Reason::CorrectedAmount,
            std::cmp::Ordering::Greater => Reason::LateReport,
            std::cmp::Ordering::Less => Reason::Corrected,
        }
    }
}

/// The difference of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupDifference {
    /// The group, under its name after where it has members then.
    pub group: Group,
    /// The figure before; none when the group had no member.
    pub before: Option<Figure>,
    /// The figure after; none when the group has no member.
    pub after: Option<Figure>,
    /// The lines, by kind and member; their contributions add up to the difference exactly.
    pub lines: Vec<Contribution>,
}

impl GroupDifference {
    /// What the lines add up to: count, numerator, money in fen.
    pub fn total(&self) -> (i64, i64, i64) {
        self.lines.iter().fold((0, 0, 0), |(count, numerator, amount), line| {
            (count + line.count, numerator + line.numerator, amount + line.amount_fen)
        })
    }
}

/// A figure at two points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The groups of both points, in printed order.
    pub groups: Vec<GroupDifference>,
}

/// What makes a member the same at both points.
type Identity = (Option<i64>, Option<i64>, Option<i64>);
type Placed = BTreeMap<Identity, Vec<(Group, Member)>>;

fn identity(member: &Member) -> Identity {
    // An entry stays the same when its round is corrected.
    let round = if member.entry.is_some() { None } else { member.round.map(|id| id.0) };
    (member.project.map(|id| id.0), member.entry.map(|id| id.0), round)
}

/// Compares a figure at two points. Both questions ask for the same groups.
///
/// # Errors
/// As [`evaluate`].
pub fn compare(
    catalogue: &Catalogue,
    before: &Question<'_>,
    after: &Question<'_>,
    name: &str,
) -> Result<Comparison, FigureError> {
    if let Some(derived) = Derived::of(catalogue, name)? {
        return Err(derived.not_comparable());
    }
    let then_as_known_now = Question { true_on: before.true_on, ..after.clone() };
    let known_alike = before.snapshot.change() == after.snapshot.change();
    let mut groups = Differences::default();
    if !known_alike {
        groups = stretch(catalogue, (before, &then_as_known_now), name)?;
        for group in &mut groups.found {
            group.after = None;
            group.lines.iter_mut().for_each(|line| line.told_late = true);
        }
    }
    let from = if known_alike { before } else { &then_as_known_now };
    for second in stretch(catalogue, (from, after), name)?.found {
        let whole = groups.of(&second.group);
        if known_alike {
            whole.before = second.before;
        }
        whole.lines.extend(second.lines);
        if second.after.is_some() {
            (whole.group, whole.after) = (second.group, second.after);
        }
    }
    let mut groups = groups.found;
    groups.sort_by(|one, two| one.group.printed_before(&two.group));
    for group in &mut groups {
        group.lines.sort_by_key(|line| (line.kind, line.reason()));
    }
    // What was only passed through stands at neither point.
    groups.retain(|group| group.before.is_some() || group.after.is_some() || !group.lines.is_empty());
    Ok(Comparison { groups })
}

/// The differences on one stretch of the way.
fn stretch(
    catalogue: &Catalogue,
    (before, after): (&Question<'_>, &Question<'_>),
    name: &str,
) -> Result<Differences, FigureError> {
    let (old, new) = (placed(catalogue, before, name)?, placed(catalogue, after, name)?);
    let mut differences = Differences::default();
    for figure in evaluate(catalogue, before, name)? {
        let group = figure.group.clone();
        differences.of(&group).before = Some(figure);
    }
    for figure in evaluate(catalogue, after, name)? {
        let group = figure.group.clone();
        let difference = differences.of(&group);
        (difference.group, difference.after) = (group, Some(figure));
    }
    let nowhere = Vec::new();
    for id in old.keys().chain(new.keys().filter(|id| !old.contains_key(id))) {
        let (was, is) = (old.get(id).unwrap_or(&nowhere), new.get(id).unwrap_or(&nowhere));
        for (group, line) in lines(was, is) {
            differences.of(&group).lines.push(line);
        }
    }
    Ok(differences)
}

fn placed(catalogue: &Catalogue, question: &Question<'_>, name: &str) -> Result<Placed, FigureError> {
    let mut placed = Placed::new();
    for (group, member) in grouped_members(catalogue, question, name)? {
        placed.entry(identity(&member)).or_default().push((group, member));
    }
    Ok(placed)
}

/// The differences found so far, each group once.
#[derive(Default)]
struct Differences {
    found: Vec<GroupDifference>,
    places: HashMap<GroupIdentity, usize>,
}

impl Differences {
    /// That of a group, made where there is none yet.
    fn of(&mut self, group: &Group) -> &mut GroupDifference {
        let found = &mut self.found;
        let place = *self.places.entry(group.identity()).or_insert_with(|| {
            found.push(GroupDifference {
                group: group.clone(),
                before: None,
                after: None,
                lines: Vec::new(),
            });
            found.len() - 1
        });
        &mut found[place]
    }
}

/// What became of one member. A round can stand in several groups, everything else in one.
fn lines(was: &[(Group, Member)], is: &[(Group, Member)]) -> Vec<(Group, Contribution)> {
    let mut lines = Vec::new();
    for (group, member) in was {
        match is.iter().find(|(other, _)| other.is_same(group)) {
            Some((_, after)) => lines.extend(changed(member, after).map(|line| (group.clone(), line))),
            None => lines.push((group.clone(), one_sided(Some(member), None, is))),
        }
    }
    for (group, member) in is {
        if !was.iter().any(|(other, _)| other.is_same(group)) {
            lines.push((group.clone(), one_sided(None, Some(member), was)));
        }
    }
    lines
}

fn changed(before: &Member, after: &Member) -> Option<Contribution> {
    let amount_fen = after.counted_fen().unwrap_or(0) - before.counted_fen().unwrap_or(0);
    let numerator = after.above.unwrap_or(0) - before.above.unwrap_or(0);
    let count = i64::from(after.below) - i64::from(before.below);
    (amount_fen != 0 || numerator != 0 || count != 0).then_some(Contribution {
        kind: MoveKind::Changed,
        before: Some(*before),
        after: Some(*after),
        count,
        numerator,
        amount_fen,
        other_group: None,
        told_late: false,
    })
}

fn one_sided(before: Option<&Member>, after: Option<&Member>, elsewhere: &[(Group, Member)]) -> Contribution {
    let sign = if after.is_some() { 1 } else { -1 };
    let member = after.or(before);
    let kind = match (elsewhere.is_empty(), after.is_some()) {
        (false, _) => MoveKind::Reclassified,
        (true, true) => MoveKind::New,
        (true, false) => MoveKind::Left,
    };
    Contribution {
        kind,
        before: before.copied(),
        after: after.copied(),
        count: sign * i64::from(member.is_some_and(|member| member.below)),
        numerator: sign * member.and_then(|member| member.above).unwrap_or(0),
        amount_fen: sign * member.and_then(Member::counted_fen).unwrap_or(0),
        other_group: elsewhere.first().map(|(group, _)| group.clone()),
        told_late: false,
    }
}
