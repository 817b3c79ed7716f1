//! New entries whose projects stood on a list before: what the entries say is counted, and that the lists say otherwise is told.

use super::draft::Aspect;
use super::error::BulletinError;
use super::make::Maker;
use super::say::Text;
use super::wording;
use crate::figure::{FigureError, Group, Member};
use crate::population::Population;
use domain::Day;
use domain::facts::ProjectId;
use std::collections::{HashMap, HashSet};

/// The figure of entries that are not converted from an earlier list.
const NEW_ENTRIES: &str = "newRoundEntries";

impl Maker<'_> {
    /// The footnote of a count of new entries: how many of them are of projects that stood on an earlier list.
    pub(super) fn listed_before_noted(
        &mut self,
        number: usize,
        text: &mut Text,
    ) -> Result<(), BulletinError> {
        if self.template.numbers[number].figure != NEW_ENTRIES {
            return Ok(());
        }
        let before = self.listed_before(number)?;
        if before > 0 {
            text.marked(self.notes.add("", wording::listed_before(self.ask.lang, before)));
        }
        Ok(())
    }

    fn listed_before(&self, number: usize) -> Result<usize, BulletinError> {
        let asked = self.asked(number, Aspect::Count, &Group::default(), false);
        let new = asked.members(self.catalogue(), &self.ask.question)?;
        let projects: HashSet<ProjectId> = new.iter().filter_map(|member| member.project).collect();
        let question = &self.ask.question;
        let rounds = &question.snapshot.dimensions().rounds;
        let held_on = |round: i64| rounds.get(&round).map(|round| round.day);
        let all = Population::new(question.snapshot, question.scope, None, self.now.true_on)
            .map_err(FigureError::Filter)?;
        // Of each project the day on which it first stood on a list.
        let mut first: HashMap<ProjectId, Day> = HashMap::new();
        for project in all.projects().filter(|project| projects.contains(&project.id())) {
            let days = project
                .entries()
                .filter_map(|entry| held_on(entry.round).filter(|held_on| entry.stands_on(*held_on)));
            first.extend(days.min().map(|day| (project.id(), day)));
        }
        let stood_before = |member: &&Member| {
            let own = member.round.and_then(|round| held_on(round.0));
            let first = member.project.and_then(|project| first.get(&project).copied());
            own.zip(first).is_some_and(|(own, first)| first < own)
        };
        Ok(new.iter().filter(stood_before).count())
    }
}
