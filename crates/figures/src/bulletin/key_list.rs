//! Of which projects a bulletin of key projects speaks: of those on the lists of the year, where any list is known.

use super::error::BulletinError;
use super::make::Maker;
use super::wording;
use crate::figure::FigureError;
use crate::filter::Filter;
use crate::population::Population;
use domain::Day;

/// Projects on a list of the year that no plan of the year holds.
const UNPLANNED: &str = "planYear:no part:none not stage:terminated,withdrawn";

impl Maker<'_> {
    /// The condition of the lists of a day's year; none where no project that the reader sees stands on one.
    pub(super) fn key_list(&self, true_on: Day) -> Filter {
        let year = true_on.year();
        if let Some(known) = self.key_lists.borrow().get(&year) {
            return known.clone();
        }
        let listed = Filter::parse(&format!("key:yes/{year}")).expect("a word of the filter language");
        let is_in_force = self.count(&listed, true_on).is_ok_and(|count| count > 0);
        let listed = if is_in_force { listed } else { Filter::default() };
        self.key_lists.borrow_mut().insert(year, listed.clone());
        listed
    }

    /// Which projects are meant, and how many of the lists are left out for want of a plan.
    pub(super) fn key_list_said(&self) -> Result<String, BulletinError> {
        let (lang, true_on) = (self.ask.lang, self.now.true_on);
        let listed = self.key_list(true_on);
        if listed == Filter::default() {
            return Ok(wording::no_key_list(lang, true_on.year()));
        }
        let unplanned = Filter::parse(UNPLANNED).map_err(FigureError::Filter)?;
        let unplanned = self.narrowed().and(&listed).and(&unplanned);
        Ok(wording::key_list(lang, true_on.year(), self.count(&unplanned, true_on)?))
    }

    fn count(&self, filter: &Filter, true_on: Day) -> Result<usize, FigureError> {
        let question = &self.ask.question;
        let found = Population::new(question.snapshot, question.scope, Some(filter), true_on)?;
        Ok(found.len())
    }
}
