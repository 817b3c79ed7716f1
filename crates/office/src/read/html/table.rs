//! One table, laid out while its tags come by.

use super::attributes::Attributes;
use super::value::Behind;
use crate::error::{Measure, ReadError};
use crate::read::Meter;
use crate::read::place::{self, Columns};
use crate::sheet::{Range, Sheet};

/// A text whose white space is folded as browsers do: runs become one space, breaks stay.
#[derive(Default)]
pub(super) struct Folded {
    text: String,
    /// White space came by since the last sign.
    gap: bool,
}

impl Folded {
    pub(super) fn push(&mut self, text: &str, meter: &Meter<'_>) -> Result<(), ReadError> {
        for c in text.chars() {
            if c.is_whitespace() {
                self.gap = true;
                continue;
            }
            if self.gap && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.gap = false;
            self.text.push(c);
        }
        // Counted to the sign when the cell is closed; here only so that it doesn't grow without end.
        const MAX_CHAR_BYTES: usize = 4;
        let limit = meter.limits.max_cell_chars;
        let longest = limit.saturating_mul(MAX_CHAR_BYTES);
        if self.text.len() > longest {
            let limit = limit as u64;
            return Err(ReadError::TooBig { what: Measure::CellChars, limit, found: limit + 1 });
        }
        Ok(())
    }

    /// A break of the line, but no blank line.
    pub(super) fn line_break(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.gap = false;
    }

    pub(super) fn take(&mut self) -> String {
        self.gap = false;
        let mut text = std::mem::take(&mut self.text);
        text.truncate(text.trim_end().len());
        text
    }
}

/// A table that is being read.
pub(super) struct Table {
    /// Which of the page's tables it is.
    pub(super) number: usize,
    /// Texts before it that belong to no table.
    lead: Vec<String>,
    /// Texts in it that belong to no cell.
    caption: Folded,
    sheet: Sheet,
    /// The row that is open, and the next.
    row: Option<u32>,
    next_row: u32,
    col: u32,
    /// For each column the cell above that reaches furthest down.
    above: Vec<Above>,
    /// The cell before in this row, and how many columns more than one it covers.
    before: ((u32, u32), u32),
    columns: Columns,
    next_col_description: u32,
    group: Option<Group>,
    has_heads: bool,
    cell: Option<OpenCell>,
}

/// A group of columns that is open.
#[derive(Debug, Clone, Copy)]
struct Group {
    hidden: bool,
    /// Its first column, as long as it describes none one by one.
    alone_from: Option<u32>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Above {
    place: (u32, u32),
    /// The first row that it doesn't reach into.
    end: u32,
}

/// Where a hidden cell stands that might be covered by another: scripts that merge cells hide the ones beneath.
struct Beneath {
    cover: (u32, u32),
    /// Where the next cell stands if so.
    col: u32,
}

struct OpenCell {
    place: (u32, u32),
    /// It isn't shown.
    hidden: bool,
    beneath: Option<Beneath>,
    behind: Behind,
    text: Folded,
}

impl Table {
    pub(super) fn new(number: usize, lead: Vec<String>, hidden: bool) -> Self {
        Table {
            number,
            lead,
            caption: Folded::default(),
            sheet: Sheet { hidden, ..Sheet::default() },
            row: None,
            next_row: 0,
            col: 0,
            above: Vec::new(),
            before: Default::default(),
            columns: Columns::default(),
            next_col_description: 0,
            group: None,
            has_heads: false,
            cell: None,
        }
    }

    /// The text of the cell that is open.
    pub(super) fn cell_text(&mut self) -> Option<&mut Folded> {
        self.cell.as_mut().map(|cell| &mut cell.text)
    }

    /// The text that is being read: the open cell's, else the caption.
    pub(super) fn text(&mut self) -> &mut Folded {
        match &mut self.cell {
            Some(cell) => &mut cell.text,
            None => &mut self.caption,
        }
    }

    pub(super) fn is_hidden(&self) -> bool {
        self.sheet.hidden
    }

    pub(super) fn describe_columns(&mut self, tag: &Attributes, meter: &Meter<'_>) -> Result<(), ReadError> {
        // A group speaks for its own span only when no column inside it speaks for itself.
        let from = self.group.as_mut().and_then(|group| group.alone_from.take());
        let hidden = tag.is_hidden_column() || self.group.is_some_and(|group| group.hidden);
        self.columns.describe()?;
        let first = from.unwrap_or(self.next_col_description);
        self.next_col_description = first.saturating_add(tag.span());
        if hidden {
            self.columns.hide(first, self.next_col_description, meter);
        }
        Ok(())
    }

    pub(super) fn open_column_group(&mut self, tag: &Attributes, meter: &Meter<'_>) -> Result<(), ReadError> {
        self.close_column_group();
        let alone_from = Some(self.next_col_description);
        self.describe_columns(tag, meter)?;
        self.group = Some(Group { hidden: tag.is_hidden_column(), alone_from });
        Ok(())
    }

    pub(super) fn close_column_group(&mut self) {
        self.group = None;
    }

    pub(super) fn open_row(
        &mut self,
        hidden: bool,
        meter: &mut Meter<'_>,
        date1904: bool,
    ) -> Result<(), ReadError> {
        self.close_cell(meter, date1904)?;
        let row = self.next_row;
        (self.row, self.next_row, self.col) = (Some(row), row.saturating_add(1), 0);
        self.before = Default::default();
        if hidden && row < meter.limits.max_rows {
            self.sheet.hidden_rows.push(row);
        }
        Ok(())
    }

    pub(super) fn open_cell(
        &mut self,
        (tag, is_head): (&Attributes, bool),
        meter: &mut Meter<'_>,
        date1904: bool,
    ) -> Result<(), ReadError> {
        self.close_cell(meter, date1904)?;
        if self.row.is_none() {
            self.open_row(false, meter, date1904)?;
        }
        let row = self.row.unwrap_or_default();
        let beneath = self.beneath(row, tag);
        while self.above.get(self.col as usize).is_some_and(|above| above.end > row) {
            self.col += 1;
        }
        let (across, down) = (tag.col_span() - 1, tag.row_span() - 1);
        let place = (row, self.col);
        self.col = self.col.saturating_add(across).saturating_add(1);
        if down > 0 {
            self.reach_down(Above { place, end: row.saturating_add(down).saturating_add(1) }, meter);
        }
        if across > 0 || down > 0 {
            let (last_row, last_col) = (row.saturating_add(down), place.1.saturating_add(across));
            let range = Range { first_row: row, first_col: place.1, last_row, last_col };
            place::merge(&mut self.sheet, range, meter)?;
        }
        if beneath.is_none() {
            self.before = (place, across);
        }
        self.has_heads |= is_head;
        let (hidden, behind) = (tag.is_hidden(), Behind::of(tag));
        self.cell = Some(OpenCell { place, hidden, beneath, behind, text: Folded::default() });
        Ok(())
    }

    /// The cell that covers the next one of the row, if that one is hidden.
    fn beneath(&self, row: u32, tag: &Attributes) -> Option<Beneath> {
        if !tag.is_hidden() || tag.col_span() > 1 || tag.row_span() > 1 {
            return None;
        }
        let col = self.col;
        let above = self.above.get(col as usize).filter(|above| above.end > row);
        let before = Some(self.before.0).filter(|_| self.before.1 > 0);
        above.map(|above| above.place).or(before).map(|cover| Beneath { cover, col })
    }

    /// The columns of the cell `above`, as far as they are read, are taken down to its end.
    fn reach_down(&mut self, above: Above, meter: &Meter<'_>) {
        let last = self.col.min(meter.limits.max_cols) as usize;
        if self.above.len() < last {
            self.above.resize(last, Above::default());
        }
        self.above.iter_mut().take(last).skip(above.place.1 as usize).for_each(|column| *column = above);
    }

    pub(super) fn close_cell(&mut self, meter: &mut Meter<'_>, date1904: bool) -> Result<(), ReadError> {
        let Some(mut open) = self.cell.take() else { return Ok(()) };
        let text = open.text.take();
        meter.text(&text)?;
        let cell = open.behind.cell(text, date1904);
        // What is covered says nothing else than its cover; anything else is a cell of a hidden column.
        if let Some(Beneath { cover: (row, col), col: next }) = open.beneath
            && (cell.is_empty() || *self.sheet.cell(row, col) == cell)
        {
            self.col = next;
            self.before.1 = self.before.1.saturating_sub(1);
            return Ok(());
        }
        if open.hidden {
            self.columns.hide(open.place.1, self.col, meter);
        }
        if cell.is_empty() {
            return Ok(());
        }
        place::cell(&mut self.sheet, open.place, cell, meter)
    }

    pub(super) fn close_row(&mut self, meter: &mut Meter<'_>, date1904: bool) -> Result<(), ReadError> {
        self.close_cell(meter, date1904)?;
        self.row = None;
        Ok(())
    }

    /// The texts of its row, when a single row is all there is: it belongs to the cell around it.
    pub(super) fn line(&self) -> Option<String> {
        let mut filled = self.sheet.rows.iter().filter(|row| !row.is_empty());
        let (row, None) = (filled.next()?, filled.next()) else { return None };
        let texts: Vec<_> = row.iter().filter(|cell| !cell.is_empty()).map(|cell| cell.text()).collect();
        Some(texts.join(" "))
    }

    pub(super) fn is_blank(&self) -> bool {
        self.sheet.rows.iter().all(Vec::is_empty)
    }

    /// Texts before it and its caption, what it holds, and whether it has headings. Merges end where the table ends.
    pub(super) fn into_parts(mut self) -> (Vec<String>, Sheet, bool) {
        let mut sheet = self.sheet;
        let caption = self.caption.take();
        self.lead.extend(Some(caption).filter(|caption| !caption.is_empty()));
        sheet.trim();
        sheet.hidden_cols = self.columns.into_hidden();
        let last_row = self.next_row.saturating_sub(1);
        for merge in &mut sheet.merges {
            merge.last_row = merge.last_row.min(last_row);
        }
        sheet.merges.retain(|merge| merge.last_row > merge.first_row || merge.last_col > merge.first_col);
        (self.lead, sheet, self.has_heads)
    }
}
