//! Why did a figure move? The same figure at two points, its difference as lists that add up to it.
//!
//! The way from one point to the other has up to three stretches: first what is known grows, about the earlier day still;
//! then the day moves on; at last the figure is given another definition, where it has one by then. What differs on the
//! first was told late or put right; what differs on the second happened; what differs on the third was redefined.

use super::derived::Derived;
use super::dim::GroupIdentity;
use super::{Figure, FigureError, Group, Member, Question, evaluate, grouped_members, known};
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

/// On which stretch of the way from one point to the other a difference came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// While more became known about the earlier day.
    ToldLate,
    /// While the day moved on.
    Happened,
    /// When the figure was given another definition.
    Redefined,
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
    /// The figure means something else at the later point (口径调整).
    Redefined,
}

impl Reason {
    /// All, in printed order.
    pub const ALL: [Self; 8] = [
        Self::New,
        Self::Left,
        Self::Changed,
        Self::Reclassified,
        Self::LateReport,
        Self::Corrected,
        Self::CorrectedAmount,
        Self::Redefined,
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
            Self::Redefined => "redefined",
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
    /// On which stretch of the way from one point to the other it came about.
    pub cause: Cause,
}

impl Contribution {
    /// Why the member counts otherwise.
    pub fn reason(&self) -> Reason {
        match (self.kind, self.cause) {
            (_, Cause::Redefined) => Reason::Redefined,
            (MoveKind::Reclassified, _) => Reason::Reclassified,
            (MoveKind::New, Cause::Happened) => Reason::New,
            (MoveKind::Left, Cause::Happened) => Reason::Left,
            (MoveKind::Changed, Cause::Happened) => Reason::Changed,
            (MoveKind::New, Cause::ToldLate) => Reason::LateReport,
            (MoveKind::Left, Cause::ToldLate) => Reason::Corrected,
            (MoveKind::Changed, Cause::ToldLate) => self.changed_late(),
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
    /// Whether the figure means something else at the later point.
    pub redefined: bool,
}

/// What makes a member the same at both points.
type Identity = (Option<i64>, Option<i64>, Option<i64>);
type Placed = BTreeMap<Identity, Vec<(Group, Member)>>;

fn identity(member: &Member) -> Identity {
    // An entry stays the same when its round is corrected.
    let round = if member.entry.is_some() { None } else { member.round.map(|id| id.0) };
    (member.project.map(|id| id.0), member.entry.map(|id| id.0), round)
}

/// Compares a figure at two points, each by the definition in force there. Both questions ask for the same groups. The lines
/// of a figure from which only time is taken away (R18) are those of what it is taken from.
///
/// # Errors
/// As [`evaluate`]; also where the two definitions count different things, of which no list adds up to a difference.
pub fn compare(before: &Question<'_>, after: &Question<'_>, name: &str) -> Result<Comparison, FigureError> {
    let [old, new] = [before, after].map(|asked| asked.snapshot.catalogue(asked.true_on));
    // A figure that was not there yet counts nothing then; one that was never there is none.
    known(if old.get(name).is_some() { old } else { new }, name)?;
    if old.get(name).zip(new.get(name)).is_some_and(|(was, is)| !was.is_of_kind_of(is)) {
        return Err(FigureError::OfOtherKind { figure: name.to_owned() });
    }
    for catalogue in [old, new].into_iter().filter(|it| it.get(name).is_some()) {
        if let Some(derived) = Derived::of(catalogue, name)?.filter(|it| !it.moves_as_what_it_opens()) {
            return Err(derived.not_comparable());
        }
    }
    let then_as_known_now = Question { true_on: before.true_on, ..after.clone() };
    let mut way = vec![(Cause::Happened, old, before)];
    if before.snapshot.change() != after.snapshot.change() {
        way.push((Cause::ToldLate, old, &then_as_known_now));
    }
    way.push((Cause::Happened, old, after));
    let redefined = !old.means_the_same(new, name);
    if redefined {
        way.push((Cause::Redefined, new, after));
    }
    let mut groups = walked(&way, name)?;
    groups.sort_by(|one, two| one.group.printed_before(&two.group));
    for group in &mut groups {
        group.lines.sort_by_key(|line| (line.kind, line.reason()));
    }
    // What was only passed through stands at neither point.
    groups.retain(|group| group.before.is_some() || group.after.is_some() || !group.lines.is_empty());
    Ok(Comparison { groups, redefined })
}

/// A point of the way: why what differs from the point before does, what the figure means there, and the question.
type Point<'a> = (Cause, &'a Catalogue, &'a Question<'a>);

/// The differences on the whole way, stretch by stretch.
fn walked(way: &[Point<'_>], name: &str) -> Result<Vec<GroupDifference>, FigureError> {
    let mut groups = Differences::default();
    let last = way.len().saturating_sub(2);
    for (place, ends) in way.windows(2).enumerate() {
        for found in stretch(ends, name)?.found {
            let whole = groups.of(&found.group);
            let cause = ends[1].0;
            whole.lines.extend(found.lines.into_iter().map(|line| Contribution { cause, ..line }));
            if place == 0 {
                whole.before = found.before;
            }
            if place == last && found.after.is_some() {
                (whole.group, whole.after) = (found.group, found.after);
            }
        }
    }
    Ok(groups.found)
}

/// The differences on one stretch of the way.
fn stretch(ends: &[Point<'_>], name: &str) -> Result<Differences, FigureError> {
    let [(_, old_catalogue, before), (_, new_catalogue, after)] = ends else {
        return Ok(Differences::default());
    };
    let (old, new) = (placed(old_catalogue, before, name)?, placed(new_catalogue, after, name)?);
    let mut differences = Differences::default();
    for figure in given(old_catalogue, before, name)? {
        let group = figure.group.clone();
        differences.of(&group).before = Some(figure);
    }
    for figure in given(new_catalogue, after, name)? {
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

/// The figure where it is defined, else nothing.
fn given(catalogue: &Catalogue, question: &Question<'_>, name: &str) -> Result<Vec<Figure>, FigureError> {
    if catalogue.get(name).is_none() { Ok(Vec::new()) } else { evaluate(catalogue, question, name) }
}

fn placed(catalogue: &Catalogue, question: &Question<'_>, name: &str) -> Result<Placed, FigureError> {
    let mut placed = Placed::new();
    if catalogue.get(name).is_none() {
        return Ok(placed);
    }
    for (group, member) in grouped_members(catalogue, question, Derived::opened(catalogue, name)?)? {
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
        cause: Cause::Happened,
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
        cause: Cause::Happened,
    }
}
