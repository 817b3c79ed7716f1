//! Packages (打捆项目) counted by their parts: 「{a}个项目（打捆拆分后{b}个）」 (T7).

use super::draft::Aspect;
use super::error::BulletinError;
use super::make::Maker;
use super::say::Text;
use super::wording;
use crate::figure::{FigureError, Group, Member, Question};
use crate::filter::Filter;
use crate::population::Population;
use domain::facts::ProjectId;
use std::collections::HashMap;

/// The parts of packages.
const PARTS: &str = "part:packagePart";

impl Maker<'_> {
    /// 「（打捆拆分后{b}个）」; nothing where no package is among what is counted.
    pub(super) fn split(&mut self, number: usize, slot: &str, text: &mut Text) -> Result<(), BulletinError> {
        let whole = Group::default();
        let asked = self.asked(number, Aspect::Split, &whole, false);
        let members = |aspect| {
            let asked = super::Asked { aspect, ..asked.clone() };
            asked.members(self.catalogue(), &self.ask.question)
        };
        let (counted, split) = (members(Aspect::Count)?.len(), members(Aspect::Split)?.len());
        if counted == split {
            return Ok(());
        }
        let [before, after] = wording::split(self.ask.lang);
        text.words(before);
        let name = self.slot_of(slot, number, Aspect::Split, &whole);
        text.figure(name, split.to_string(), self.source(number, Aspect::Split, &whole), None);
        text.words(after);
        Ok(())
    }
}

/// What is counted, with the parts that the reader sees in the place of each package.
///
/// # Errors
/// As [`Population::new`].
pub fn split(question: &Question<'_>, mut counted: Vec<Member>) -> Result<Vec<Member>, FigureError> {
    counted.retain(|member| member.below);
    let filter = Filter::parse(PARTS)?;
    let parts = Population::new(question.snapshot, question.scope, Some(&filter), question.true_on)?;
    let mut of: HashMap<ProjectId, Vec<Member>> = HashMap::new();
    for part in parts.projects() {
        let Some(parent) = part.parent() else { continue };
        let own = Member {
            project: Some(part.id()),
            entry: None,
            round: None,
            amount_fen: part.invest_fen(),
            above: None,
            below: true,
        };
        of.entry(parent).or_default().push(own);
    }
    // A package on two lists is counted by its parts on each.
    let split = |member: Member| match member.project.and_then(|project| of.get(&project)) {
        Some(parts) => parts.clone(),
        None => vec![member],
    };
    Ok(counted.into_iter().flat_map(split).collect())
}
