//! Annexes of units: counts, sums, rates, ranks and their changes, with totals from unrounded sums.

use super::draft::{Aspect, Cell, Column, Row, Shows, Table};
use super::error::BulletinError;
use super::make::Maker;
use super::notes::left_out;
use super::template::{ColumnSpec, Shown, UnitsSpec};
use super::units::{FEN_PLACES, Rank, Value, ranked, value};
use super::wording;
use crate::figure::{ByGroup, Dim, Figure, Group};
use crate::ranking::Change;
use domain::ratio::NO_VALUE;
use std::rc::Rc;

/// The stable name of the row of totals, and of the column of names.
const TOTAL: &str = "total";
const UNIT: &str = "unit";
/// Shares of the width of a column of names and of one of numbers.
const NAME_WIDTH: u32 = 7;
const NUMBER_WIDTH: u32 = 3;
const SIGN_WIDTH: u32 = 2;

/// The ranks of a number's units, and how they have moved.
struct Standings {
    number: usize,
    ranks: Vec<Option<Rank>>,
    /// Whether any unit has a value: without ranks all of them are nought.
    has_values: bool,
    changes: Option<Vec<Option<Change>>>,
}

/// All that a table of one dimension is made of.
struct Units<'a> {
    spec: &'a UnitsSpec,
    /// The columns that are shown: who is alone has no rank.
    columns: Vec<&'a ColumnSpec>,
    units: Vec<Group>,
    /// For each column the figures by unit, and that of the whole.
    figures: Vec<(Rc<[Figure]>, Option<Figure>)>,
    standings: Vec<Standings>,
}

impl Maker<'_> {
    /// One table for each dimension: each has ranks of its own.
    pub(super) fn units_tables(
        &mut self,
        spec: &UnitsSpec,
        (slot, above): (&str, &str),
    ) -> Result<Vec<Table>, BulletinError> {
        let mut tables = Vec::new();
        for dim in &spec.by {
            if self.is_own(*dim) {
                continue;
            }
            let units = self.collected(spec, *dim)?;
            let is_one_of_many = spec.by.len() > 1;
            let slot = if is_one_of_many { format!("{slot}.{}", dim.name()) } else { slot.to_owned() };
            let name = if is_one_of_many { wording::units_of(self.ask.lang, *dim) } else { String::new() };
            tables.push(Table {
                slot,
                name,
                above: above.to_owned(),
                columns: self.columns(&units.columns)?,
                rows: self.rows(&units),
                below: self.below(&units),
            });
        }
        Ok(tables)
    }

    fn collected<'a>(&self, spec: &'a UnitsSpec, dim: Dim) -> Result<Units<'a>, BulletinError> {
        let is_shown = |column: &&ColumnSpec| !self.is_of_one() || !is_of_rank(column.shown.aspect);
        let columns: Vec<&ColumnSpec> = spec.columns.iter().filter(is_shown).collect();
        let mut figures = Vec::new();
        for column in &columns {
            let number = column.shown.number;
            let by_unit = self.figures(number, &[dim], (false, &self.now))?;
            figures.push((by_unit, self.figures(number, &[], (false, &self.now))?.last().cloned()));
        }
        let met: Vec<&[Figure]> = figures.iter().map(|(figures, _)| &figures[..]).collect();
        let units = self.units(dim, false, &met);
        let mut standings: Vec<Standings> = Vec::new();
        let ranked = columns.iter().map(|column| column.shown).filter(|shown| is_of_rank(shown.aspect));
        for shown in ranked.chain(spec.rank) {
            if !standings.iter().any(|known| known.number == shown.number) {
                standings.push(self.standings(spec, shown.number, &units)?);
            }
        }
        Ok(Units { spec, columns, units, figures, standings })
    }

    fn standings(
        &self,
        spec: &UnitsSpec,
        number: usize,
        units: &[Group],
    ) -> Result<Standings, BulletinError> {
        let own = spec.rank.filter(|rank| rank.number == number);
        let shown = own.unwrap_or_else(|| Shown::main(number, self.spec(number)));
        let values = self.values(shown, units, (false, &self.now))?;
        let has_values = values.iter().any(Option::is_some);
        let ranks = ranked(&values, self.tie_rules());
        let changes = match spec.against.and_then(|against| self.before(against)) {
            None => None,
            Some(before) => {
                let then = ranked(&self.values(shown, units, (false, &before))?, self.tie_rules());
                Some(ranks.iter().zip(then).map(|(now, then)| change(*now, then)).collect())
            }
        };
        Ok(Standings { number, ranks, has_values, changes })
    }

    fn columns(&mut self, shown: &[&ColumnSpec]) -> Result<Vec<Column>, BulletinError> {
        let lang = self.ask.lang;
        let head = wording::unit(lang).to_owned();
        let mut columns =
            vec![Column { key: UNIT.to_owned(), head, group: None, shows: Shows::Text, width: NAME_WIDTH }];
        for column in shown {
            let shows = self.shows(column.shown);
            let width = if shows == Shows::Sign { SIGN_WIDTH } else { NUMBER_WIDTH };
            columns.push(Column {
                key: format!(
                    "{}.{}",
                    self.template.numbers[column.shown.number].key,
                    column.shown.aspect.code()
                ),
                head: self.line(column.head.get(lang))?,
                group: column.group.as_ref().map(|group| group.get(lang).clone()),
                shows,
                width,
            });
        }
        Ok(columns)
    }

    fn shows(&self, shown: Shown) -> Shows {
        match shown.aspect {
            Aspect::Rank | Aspect::Change => Shows::Sign,
            Aspect::Amount | Aspect::AmountAbove => Shows::Decimal(super::units::YI_PLACES),
            Aspect::Rate | Aspect::Beside | Aspect::Points | Aspect::Share | Aspect::Growth => {
                Shows::Decimal(self.spec(shown.number).places)
            }
            Aspect::Count | Aspect::Split | Aspect::Numerator | Aspect::Denominator | Aspect::Projects => {
                Shows::Integer
            }
        }
    }

    fn rows(&self, table: &Units<'_>) -> Vec<Row> {
        let mut order: Vec<usize> = (0..table.units.len()).collect();
        let by = table.spec.rank.and_then(|rank| table.standings.iter().find(|it| it.number == rank.number));
        if let Some(by) = by {
            // Those without a rank stand last; inside a tie the offices' order holds.
            order.sort_by_key(|unit| (by.ranks[*unit].map_or(u32::MAX, |rank| rank.rank), *unit));
        }
        let figures: Vec<ByGroup<&[Figure]>> =
            table.figures.iter().map(|(figures, _)| ByGroup::of(&figures[..])).collect();
        let mut rows: Vec<Row> =
            order.into_iter().map(|unit| self.unit_row((table, &figures), unit)).collect();
        if table.units.len() > 1 {
            rows.push(self.total_row(table));
        }
        rows
    }

    fn unit_row(&self, (table, figures): (&Units<'_>, &[ByGroup<&[Figure]>]), unit: usize) -> Row {
        let group = &table.units[unit];
        let lang = self.ask.lang;
        let words = group.0.iter().map(|(dim, key)| (self.ask.question.key_word)(lang, *dim, key.shown()));
        let mut cells = vec![Cell::text(words.collect::<Vec<_>>().join(" · "))];
        for (column, figures) in table.columns.iter().zip(figures) {
            cells.push(match column.shown.aspect {
                Aspect::Rank | Aspect::Change => self.standing_cell(table, column, unit),
                aspect => {
                    let value = value(self.spec(column.shown.number), figures.get(group), aspect);
                    self.cell(value, column, group)
                }
            });
        }
        let key = group.0.first().map_or_else(String::new, |(_, key)| wording::key_slot(key));
        Row { key, total: false, cells }
    }

    fn standing_cell(&self, table: &Units<'_>, column: &ColumnSpec, unit: usize) -> Cell {
        let shown = column.shown;
        let standing = table.standings.iter().find(|it| it.number == shown.number);
        let rank = standing.and_then(|standing| standing.ranks[unit]);
        let (printed, number) = match shown.aspect {
            Aspect::Rank => {
                let printed = rank.map_or_else(|| NO_VALUE.to_owned(), |rank| rank.rank.to_string());
                (printed, rank.map(|rank| (i64::from(rank.rank), 0)))
            }
            _ => {
                let change = standing.and_then(|it| it.changes.as_ref()).and_then(|changes| changes[unit]);
                (change.map_or_else(String::new, |change| change.to_string()), None)
            }
        };
        let asked = rank.map(|_| self.source(shown.number, shown.aspect, &table.units[unit]));
        Cell { printed, number, source: asked }
    }

    fn cell(&self, value: Option<Value>, column: &ColumnSpec, group: &Group) -> Cell {
        let source = Some(self.source(column.shown.number, column.shown.aspect, group));
        let Some(value) = value else { return Cell { source, ..Cell::text(NO_VALUE) } };
        let printed = value.exact.print(value.places, value.rounding);
        let digits = || Some((printed.replace('.', "").parse().ok()?, value.places));
        let number = value.fen.map(|fen| (fen, FEN_PLACES)).or_else(digits);
        Cell { printed, number, source }
    }

    /// Rates of the total are sum ÷ sum; it has no rank.
    fn total_row(&self, table: &Units<'_>) -> Row {
        let mut cells = vec![Cell::text(wording::total(self.ask.lang))];
        for (column, (_, whole)) in table.columns.iter().zip(&table.figures) {
            cells.push(match column.shown.aspect {
                Aspect::Rank | Aspect::Change => Cell::default(),
                aspect => {
                    let value = value(self.spec(column.shown.number), whole.as_ref(), aspect);
                    self.cell(value, column, &Group::default())
                }
            });
        }
        Row { key: TOTAL.to_owned(), total: true, cells }
    }

    /// What has to be said of the numbers: rounding, ties, rates over nothing, amounts left out, and rules that no footnote
    /// tells.
    fn below(&mut self, table: &Units<'_>) -> Vec<String> {
        let lang = self.ask.lang;
        let mut below = Vec::new();
        let columns = || table.columns.iter().zip(&table.figures);
        if table.units.len() > 1
            && columns()
                .any(|(column, _)| matches!(column.shown.aspect, Aspect::Amount | Aspect::AmountAbove))
        {
            below.push(wording::rounded(lang).to_owned());
        }
        if table.standings.iter().any(|it| it.ranks.iter().flatten().any(|rank| rank.tied)) {
            below.push(wording::tied(lang).to_owned());
        }
        let is_of_nought = |it: &Standings| it.ranks.iter().all(Option::is_none) && it.has_values;
        if table.standings.iter().any(is_of_nought) {
            below.push(wording::all_nought(lang).to_owned());
        }
        let misses = |it: &Standings| !is_of_nought(it) && it.ranks.iter().any(Option::is_none);
        if table.standings.iter().any(misses) {
            below.push(wording::over_nothing(lang).to_owned());
        }
        for (column, (_, whole)) in columns() {
            let spec = self.spec(column.shown.number);
            let rule = spec.footnote.get(lang).clone();
            let is_rate = column.shown.aspect == Aspect::Rate;
            if is_rate && !self.notes.tells(&spec.name) && !below.contains(&rule) {
                below.push(rule);
            }
            let told = (column.shown.aspect == Aspect::Amount, is_rate && spec.is_rate_of_sums());
            let said = whole.iter().flat_map(|whole| left_out(lang, (spec, whole), told));
            for said in said {
                let said = format!("{}{}{said}", spec.title.get(lang), lang.colon());
                if !below.contains(&said) {
                    below.push(said);
                }
            }
        }
        below
    }
}

fn is_of_rank(aspect: Aspect) -> bool {
    matches!(aspect, Aspect::Rank | Aspect::Change)
}

/// A change of place; none where there is no rank now.
pub(super) fn change(now: Option<Rank>, then: Option<Rank>) -> Option<Change> {
    let now = now?.rank;
    Some(match then.map(|then| then.rank) {
        None => Change::New,
        Some(then) if then > now => Change::Up(then - now),
        Some(then) if then < now => Change::Down(now - then),
        Some(_) => Change::Same,
    })
}
