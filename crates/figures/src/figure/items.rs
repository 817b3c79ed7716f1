//! The counted items of a block, in columns.

use crate::catalogue::{FigureSpec, Measure};
use crate::filter::mask::Mask;
use crate::snapshot::column::NO_AMOUNT;
use crate::snapshot::{Block, EntryRow, ProjectView};
use crate::year::Year;
use domain::{Day, PlanKind};

/// What a figure counts in one block: projects, or entries.
pub(crate) struct Items<'a> {
    pub(crate) block: &'a Block,
    /// Which block of the snapshot it is.
    pub(crate) place: usize,
    /// The row of each item, ascending: entries of one project come one after another.
    pub(crate) rows: Vec<u32>,
    /// The place of each item among the block's entries; none when projects are counted.
    pub(crate) entries: Option<Vec<u32>>,
    /// The amount of each in fen, or [`NO_AMOUNT`].
    pub(crate) amounts: Vec<i64>,
    /// Of a rate: what stands above and below the line.
    pub(crate) line: Option<Line>,
}

/// What stands above and below the line of a rate.
pub(crate) struct Line {
    /// None where all that is looked at stands there.
    pub(crate) above: Option<Part>,
    /// None where all that is looked at stands there.
    pub(crate) below: Option<Part>,
    /// Of a rate of sums: the amounts above the line, or [`NO_AMOUNT`].
    pub(crate) amounts_above: Option<Vec<i64>>,
}

/// A part of what is looked at: some entries, or all that belongs to some rows.
pub(crate) enum Part {
    Rows(Mask),
    Entries(Mask),
}

/// What is looked at of one block: the rows, or the places of entries.
pub(crate) struct Looked<'a> {
    pub(crate) block: &'a Block,
    pub(crate) place: usize,
    pub(crate) mask: Mask,
    pub(crate) of_entries: bool,
}

impl<'a> Items<'a> {
    /// What is counted, with its amounts; `line` gives the parts of a rate.
    pub(crate) fn of(
        looked: &Looked<'a>,
        (spec, true_on): (&FigureSpec, Day),
        line: Option<(Option<Part>, Option<Part>)>,
    ) -> Self {
        let block = looked.block;
        let places = looked.mask.places();
        let (rows, entries) = match looked.of_entries {
            true => (block.entries.owners(&places), Some(places)),
            false => (places, None),
        };
        let amounts = |measure| amounts(block, (&rows, entries.as_deref()), measure, true_on);
        let with_amounts = |(above, below)| Line { above, below, amounts_above: spec.above.map(&amounts) };
        let line = line.map(with_amounts);
        let amounts = amounts(spec.measure);
        Self { block, place: looked.place, rows, entries, amounts, line }
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn project(&self, item: usize) -> i64 {
        self.block.ids[self.rows[item] as usize]
    }

    pub(crate) fn entry(&self, item: usize) -> Option<EntryRow> {
        self.entries.as_ref().map(|entries| self.block.entries.items.get(entries[item] as usize))
    }

    pub(crate) fn round(&self, item: usize) -> Option<i64> {
        let entries = self.entries.as_ref()?;
        Some(*self.block.entries.items.round.get(entries[item] as usize))
    }

    pub(crate) fn amount_fen(&self, item: usize) -> Option<i64> {
        Some(self.amounts[item]).filter(|fen| *fen != NO_AMOUNT)
    }

    /// What an item adds above the line: itself, or its amount. Of a rate of sums, an item without an amount below the
    /// line stands on neither side, so that both speak of the same projects.
    pub(crate) fn above(&self, item: usize) -> Option<i64> {
        let line = self.line.as_ref().filter(|line| self.is_in(line.above.as_ref(), item))?;
        match &line.amounts_above {
            None => Some(1),
            Some(_) if self.amounts[item] == NO_AMOUNT => None,
            Some(amounts) => Some(amounts[item]).filter(|fen| *fen != NO_AMOUNT),
        }
    }

    /// Of a rate of sums: whether an item has an amount below the line and none above it, where it adds nothing.
    pub(crate) fn is_untold(&self, item: usize) -> bool {
        let line = self.line.as_ref().filter(|line| self.is_in(line.above.as_ref(), item));
        line.and_then(|line| line.amounts_above.as_ref())
            .is_some_and(|above| above[item] == NO_AMOUNT && self.amounts[item] != NO_AMOUNT)
    }

    /// Whether an item stands below the line of a rate; of other figures, all are counted.
    pub(crate) fn is_below(&self, item: usize) -> bool {
        self.line.as_ref().is_none_or(|line| self.is_in(line.below.as_ref(), item))
    }

    fn is_in(&self, part: Option<&Part>, item: usize) -> bool {
        match part {
            None => true,
            Some(Part::Rows(rows)) => rows.has(self.rows[item] as usize),
            Some(Part::Entries(part)) => {
                self.entries.as_ref().is_some_and(|entries| part.has(entries[item] as usize))
            }
        }
    }
}

/// The money of each item by a measure; entries have what was frozen for them, where something was.
fn amounts(
    block: &Block,
    (rows, entries): (&[u32], Option<&[u32]>),
    measure: Measure,
    true_on: Day,
) -> Vec<i64> {
    let frozen = &block.entries.items;
    let column =
        |column: &[i64], places: &[u32]| places.iter().map(|place| column[*place as usize]).collect();
    let year = Year::of(true_on);
    let each = |amount: &dyn Fn(ProjectView<'_>) -> Option<i64>| {
        let amount = |row: &u32| amount(ProjectView { block, row: *row as usize }).unwrap_or(NO_AMOUNT);
        rows.iter().map(amount).collect()
    };
    match (measure, entries) {
        (Measure::Invest | Measure::Contract, Some(entries)) => column(&frozen.amount, entries),
        (Measure::Output, Some(entries)) => column(&frozen.output, entries),
        (Measure::Invest, None) => column(&block.invest, rows),
        (Measure::Contract, None) => column(&block.contract, rows),
        (Measure::Output, None) => column(&block.output, rows),
        (Measure::ActualOutput, _) => each(&|project| year.output_fen(project)),
        (Measure::PlanInvest, _) => each(&|project| year.plan_fen(project, PlanKind::AnnualPlan)),
        (Measure::TargetInvest, _) => each(&|project| year.plan_fen(project, PlanKind::Target)),
        (Measure::PlanToDate, _) => each(&|project| year.plan_fen(project, PlanKind::PlanToDate)),
        (Measure::Done, _) => each(&|project| year.done_fen(project)),
        (Measure::PaidIn, _) => each(&|project| project.paid_in_fen(true_on)),
    }
}
