//! From the tags of a page to its tables.

use super::attributes::Attributes;
use super::names::Names;
use super::styles::Styles;
use super::table::{Folded, Table};
use super::tokens::{Token, tokens};
use crate::error::{Measure, ReadError};
use crate::read::Meter;

/// Tables inside tables that are followed; pages of tables have two or three.
const DEPTH_MAX: usize = 32;
/// Tables of a page; some systems write each row as one.
const TABLES_MAX: usize = 20_000;
/// Lines of text before a table that are kept as its title; a page has menus too.
const LEAD_LINES_MAX: usize = 6;
/// Bytes of such a line; what is longer is no title.
const LEAD_LINE_MAX_BYTES: usize = 1_000;

/// The tables of a page in its order, those inside others after them. Names and the count of days go to `names`.
pub(super) fn tables(text: &str, names: &mut Names, meter: &mut Meter<'_>) -> Result<Vec<Table>, ReadError> {
    let mut walk = Walk {
        names,
        meter,
        open: Vec::new(),
        done: Vec::new(),
        opened: 0,
        outside: Folded::default(),
        lead: Vec::new(),
        unseen: None,
        styles: Styles::default(),
    };
    for token in tokens(text) {
        match token {
            Token::Start { name, mut attributes } => {
                // A table that scripts open and close is read all the same.
                if name != b"table" && walk.styles.hides(&name, &attributes) {
                    attributes.hide();
                }
                walk.start(&name, &attributes)?;
            }
            Token::End { name } => walk.end(&name)?,
            Token::Text(text) => walk.text(&text)?,
            Token::Remark(remark) => walk.names.remark(&remark),
        }
    }
    if !walk.open.is_empty() {
        return Err(ReadError::Truncated);
    }
    walk.done.sort_by_key(|table| table.number);
    Ok(walk.done)
}

struct Walk<'n, 'm, 'l> {
    names: &'n mut Names,
    meter: &'m mut Meter<'l>,
    /// The tables that are open, each inside the one before it.
    open: Vec<Table>,
    done: Vec<Table>,
    opened: usize,
    /// Text outside of tables: the line that is being read, and the lines since the last table.
    outside: Folded,
    lead: Vec<String>,
    /// The element whose text isn't seen.
    unseen: Option<&'static [u8]>,
    /// What its styles hide.
    styles: Styles,
}

/// Elements that are seen nowhere. In `xml` Excel speaks to itself.
fn unseen(name: &[u8]) -> Option<&'static [u8]> {
    [&b"script"[..], b"style", b"title", b"head", b"xml"].into_iter().find(|unseen| *unseen == name)
}

/// Elements that begin and end a line.
fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"li"
            | b"ul"
            | b"ol"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"center"
            | b"hr"
            | b"caption"
            | b"form"
    )
}

impl Walk<'_, '_, '_> {
    fn start(&mut self, name: &[u8], attributes: &Attributes) -> Result<(), ReadError> {
        if name == b"style" {
            self.styles.begin();
        }
        // A head that is never closed ends where the page is seen to begin.
        if self.unseen.is_some() && !matches!(name, b"body" | b"table") {
            return Ok(());
        }
        self.unseen = unseen(name);
        let date1904 = self.names.date1904;
        match (name, self.open.last_mut()) {
            (b"table", _) => self.open_table(attributes)?,
            (b"tr", Some(table)) => table.open_row(attributes.is_hidden(), self.meter, date1904)?,
            (b"td" | b"th", Some(table)) => {
                table.open_cell((attributes, name == b"th"), self.meter, date1904)?;
            }
            (b"colgroup", Some(table)) => table.open_column_group(attributes, self.meter)?,
            (b"col", Some(table)) => table.describe_columns(attributes, self.meter)?,
            (b"br", _) => self.line_break(),
            (name, _) if is_block(name) => self.line_break(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), ReadError> {
        if name == b"style" {
            self.styles.end();
        }
        if let Some(unseen) = self.unseen {
            self.unseen = Some(unseen).filter(|unseen| *unseen != name);
            return Ok(());
        }
        let date1904 = self.names.date1904;
        match (name, self.open.last_mut()) {
            (b"table", Some(_)) => self.close_table()?,
            // Whoever wrote the page to its end forgot to close the tables.
            (b"body" | b"html", _) => {
                while !self.open.is_empty() {
                    self.close_table()?;
                }
            }
            (b"tr", Some(table)) => table.close_row(self.meter, date1904)?,
            (b"colgroup", Some(table)) => table.close_column_group(),
            (b"td" | b"th", Some(table)) => table.close_cell(self.meter, date1904)?,
            (name, _) if is_block(name) => self.line_break(),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if self.unseen.is_some() {
            self.styles.text(text);
            return Ok(());
        }
        match self.open.last_mut() {
            // Outside of tables only short lines are of use; what is too long for a cell is no title.
            None if self.outside.push(text, self.meter).is_err() => {
                self.outside = Folded::default();
                Ok(())
            }
            None => Ok(()),
            Some(table) => table.text().push(text, self.meter),
        }
    }

    fn line_break(&mut self) {
        match self.open.last_mut() {
            Some(table) => table.text().line_break(),
            None => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        let line = self.outside.take();
        self.say_before(line);
    }

    /// Keeps a line for the table that comes.
    fn say_before(&mut self, line: String) {
        if line.is_empty() || line.len() > LEAD_LINE_MAX_BYTES {
            return;
        }
        if self.lead.len() == LEAD_LINES_MAX {
            self.lead.remove(0);
        }
        self.lead.push(line);
    }

    fn open_table(&mut self, tag: &Attributes) -> Result<(), ReadError> {
        if self.open.len() == DEPTH_MAX {
            return Err(ReadError::broken("tables inside tables without end"));
        }
        let limit = TABLES_MAX as u64;
        ReadError::check(Measure::Sheets, self.opened as u64 + 1, limit)?;
        self.end_line();
        let lead = if self.open.is_empty() { std::mem::take(&mut self.lead) } else { Vec::new() };
        let hidden = tag.is_hidden() || self.open.last().is_some_and(Table::is_hidden);
        self.open.push(Table::new(self.opened, lead, hidden));
        self.opened += 1;
        Ok(())
    }

    /// A table of one row inside a cell is part of that cell's text; a larger one stands by itself.
    fn close_table(&mut self) -> Result<(), ReadError> {
        let Some(mut table) = self.open.pop() else { return Ok(()) };
        table.close_row(self.meter, self.names.date1904)?;
        if let Some(cell) = self.open.last_mut().and_then(Table::cell_text) {
            if table.is_blank() {
                return Ok(());
            }
            if let Some(line) = table.line() {
                cell.push(" ", self.meter)?;
                cell.push(&line, self.meter)?;
                return cell.push(" ", self.meter);
            }
        }
        if table.is_blank() {
            table.into_parts().0.into_iter().for_each(|line| self.say_before(line));
        } else {
            self.done.push(table);
        }
        Ok(())
    }
}
