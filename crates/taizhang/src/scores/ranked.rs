//! The ranking of a scheme on a day: its period, the one before it, roll-ups from shorter periods.

use super::store;
use crate::as_of::Question;
use crate::ledger::LedgerError;
use crate::shell;
use ::figures::ranking::{
    Body, History, Period, RankError, Ranking, RedBlackGroup, RosterUnit, Scheme, Schemes, Unit, rank,
    red_black, roll_up, units_of,
};
use ::figures::{Dim, Exact, FigureError, Filter, Group};
use db::Db;
use domain::facts::OrgId;
use domain::{Day, Permission, Scope};
use std::collections::BTreeMap;

/// Ten-thousandths in one.
const E4: i64 = 10_000;

/// What was typed in, by scheme, period and unit; and the groups, by scheme and unit.
#[derive(Default)]
pub(crate) struct Typed {
    values: BTreeMap<(String, String, OrgId), BTreeMap<String, Exact>>,
    seats: BTreeMap<(String, OrgId), Option<String>>,
}

impl Typed {
    /// All that a scheme and those it is made of may need for a day.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn of(
        db: &Db,
        at: &Question,
        schemes: &Schemes,
        name: &str,
    ) -> Result<Self, LedgerError> {
        let mut names = vec![name.to_owned()];
        let mut next = 0;
        while let Some(name) = names.get(next).cloned() {
            let editions = schemes.all().iter().filter(|scheme| scheme.name == name);
            for part in editions.flat_map(Scheme::parts) {
                if !names.contains(&part.of) {
                    names.push(part.of.clone());
                }
            }
            next += 1;
        }
        let change = at.snapshot.change();
        let year = at.true_on.year();
        let mut typed = Self::default();
        for kept in store::inputs(db, change, &names, (year - 1, year)).await? {
            let input = kept.body;
            let value = Exact::ratio(input.value_e4, E4).unwrap_or_else(Exact::zero);
            let of_unit = typed.values.entry((input.scheme, input.period, input.unit)).or_default();
            of_unit.insert(input.input, value);
        }
        for seat in store::seats(db, change, &names).await? {
            typed.seats.insert((seat.body.scheme, seat.body.unit), seat.body.seat);
        }
        Ok(typed)
    }

    /// What was typed in for a unit.
    pub(crate) fn of_unit(&self, scheme: &str, period: Period, unit: OrgId) -> BTreeMap<String, Exact> {
        self.values.get(&(scheme.to_owned(), period.to_string(), unit)).cloned().unwrap_or_default()
    }

    /// What was said of a unit's group; none where nothing was.
    pub(crate) fn seat(&self, scheme: &str, unit: OrgId) -> Option<&Option<String>> {
        self.seats.get(&(scheme.to_owned(), unit))
    }
}

/// Who asks for what ranking.
pub(crate) struct Asking<'a> {
    pub at: &'a Question,
    pub scope: &'a Scope,
    pub schemes: &'a Schemes,
    pub typed: &'a Typed,
    /// What the units are: cities, counties, zones, parks.
    pub level: Dim,
    /// The organisation to which the page is narrowed.
    pub org: Option<OrgId>,
}

/// A ranking with what it was made of.
pub(crate) struct Ranked {
    pub scheme: Scheme,
    pub period: Period,
    pub ranking: Ranking,
    pub red_black: Vec<RedBlackGroup>,
    /// The units by number, with their inputs; none of a roll-up.
    pub units: BTreeMap<String, Unit>,
    /// Groups of the figures that are no unit of the roster.
    pub unlisted: Vec<Group>,
    /// Units that are in none of the groups that are ranked apart.
    pub unplaced: Vec<OrgId>,
}

/// The ranking, or none of a period in which a figure of the scheme was not defined yet: as if the scheme had not been in
/// force.
fn where_given<T>(ranked: Result<(Ranking, T), RankError>) -> Result<Option<Ranking>, RankError> {
    match ranked {
        Err(RankError::Figure(FigureError::UnknownFigure { .. })) => Ok(None),
        other => Ok(Some(other?.0)),
    }
}

impl Asking<'_> {
    /// The ranking of the period in which the day lies, as far as it has come, with the places of the period before.
    ///
    /// # Errors
    /// No such scheme in force in the period; a figure that can't be given.
    pub(crate) fn ranked(&self, name: &str) -> Result<Ranked, RankError> {
        let unknown = || RankError::UnknownScheme(name.to_owned());
        let day = self.at.true_on;
        let any = self.schemes.on(name, day);
        let any = any.or_else(|| self.schemes.all().iter().find(|scheme| scheme.name == name));
        let period = Period::of(any.ok_or_else(unknown)?.period, day);
        let scheme = self.schemes.on(name, period.last_day()).ok_or_else(unknown)?.clone();
        let before = period.before();
        let earlier = match self.schemes.on(name, before.last_day()) {
            Some(_) => where_given(self.one(name, before, None))?,
            None => None,
        };
        let (ranking, units) = self.one(name, period, earlier.as_ref())?;
        let listed = scheme.items().is_some_and(|items| items.red_black.is_some());
        let red_black = if listed { red_black(&scheme, &ranking)? } else { Vec::new() };
        let unplaced = if scheme.groups.is_empty() { Vec::new() } else { self.unplaced(name) };
        let (units, unlisted) = units.map_or_else(Default::default, |units| (units.units, units.unlisted));
        Ok(Ranked { scheme, period, ranking, red_black, units, unlisted, unplaced })
    }

    /// The ranking of one period, by the edition in force on its last day.
    fn one(
        &self,
        name: &str,
        period: Period,
        earlier: Option<&Ranking>,
    ) -> Result<(Ranking, Option<::figures::ranking::Units>), RankError> {
        let scheme = self.schemes.on(name, period.last_day());
        let scheme = scheme.ok_or_else(|| RankError::UnknownScheme(name.to_owned()))?;
        if let Body::RollUp(_) = scheme.body {
            let mut history = History::new();
            self.collect(scheme, period, &mut history)?;
            return Ok((roll_up(self.schemes, name, period, &history, earlier)?, None));
        }
        let day = period.last_day().min(self.at.true_on);
        let asked = shell::narrowed(&self.at.snapshot, &Filter::default(), self.org);
        let question = ::figures::Question {
            filter: Some(&asked),
            ..::figures::Question::new(&self.at.snapshot, self.scope, day)
        };
        let roster = self.roster(scheme, period, day);
        let units = units_of(self.at.snapshot.catalogue(day), &question, scheme, self.level, &roster)?;
        Ok((rank(scheme, &units.units, earlier)?, Some(units)))
    }

    /// The rankings of the shorter periods that have begun, for a roll-up.
    fn collect(&self, scheme: &Scheme, period: Period, history: &mut History) -> Result<(), RankError> {
        for part in scheme.parts() {
            let Some(of) = self.schemes.on(&part.of, period.last_day()) else { continue };
            for within in period.inside(of.period) {
                if within > Period::of(of.period, self.at.true_on) {
                    continue;
                }
                match self.schemes.on(&part.of, within.last_day()) {
                    Some(edition) if edition.items().is_some() => {
                        if let Some(ranking) = where_given(self.one(&part.of, within, None))? {
                            history.insert((part.of.clone(), within), ranking);
                        }
                    }
                    Some(edition) => self.collect(&edition.clone(), within, history)?,
                    None => {}
                }
            }
        }
        Ok(())
    }

    /// All units of the level that the reader sees, valid on the day, below the organisation asked.
    pub(crate) fn seen(&self, day: Day) -> Vec<OrgId> {
        let kind = self.level.org_kind();
        let places = self.at.snapshot.places().iter();
        let mut seen: Vec<_> = places
            .filter(|place| Some(place.kind) == kind && place.valid_on(day))
            .filter(|place| self.org.is_none_or(|org| place.lineage.contains(&org)))
            .filter(|place| self.scope.may(Permission::Read, place.id))
            .collect();
        seen.sort_by_key(|place| place.rank);
        seen.into_iter().map(|place| place.id).collect()
    }

    fn roster(&self, scheme: &Scheme, period: Period, day: Day) -> BTreeMap<OrgId, RosterUnit> {
        let units = self.seen(day).into_iter().filter_map(|unit| {
            let group = match (self.typed.seat(&scheme.name, unit), scheme.groups.as_slice()) {
                // Said to take no part.
                (Some(None), _) | (None, [_, ..]) => return None,
                (_, []) => None,
                (Some(Some(group)), groups) => {
                    // A group of an edition before is none of this one.
                    groups.iter().find(|known| known.name == *group)?;
                    Some(group.clone())
                }
            };
            let given = self.typed.of_unit(&scheme.name, period, unit);
            Some((unit, RosterUnit { group, given }))
        });
        units.collect()
    }

    fn unplaced(&self, name: &str) -> Vec<OrgId> {
        let seen = self.seen(self.at.true_on).into_iter();
        seen.filter(|unit| self.typed.seat(name, *unit).is_none()).collect()
    }
}
