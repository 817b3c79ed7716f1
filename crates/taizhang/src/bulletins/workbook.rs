//! The annexes of a draft as a workbook: typed numbers with their formats, merged headers, print titles and areas; a sheet of
//! definitions and one of codes.

use super::bookmarks::CodeOf;
use super::{plain, workbook_codes};
use crate::text::Lang;
use domain::Day;
use figures::Snapshot;
use figures::bulletin::{Annex, Cell, Column as DraftedColumn, Draft, Shows, Table as Drafted};
use office::WriteError;
use office::write::{Column, Format, Table, Tint, Value, XlsxWriter};

/// Characters of width for a share of a page's.
const SHARE: f64 = 4.5;

/// Writes the annexes as `.xlsx`. Equal drafts give equal bytes.
///
/// # Errors
/// When a table is more than a sheet may hold.
pub fn workbook(
    draft: &Draft,
    (lang, snapshot): (Lang, &Snapshot),
    code_of: CodeOf<'_>,
) -> Result<Vec<u8>, WriteError> {
    let mut writer = XlsxWriter::new()?;
    for (place, annex) in draft.annexes.iter().enumerate() {
        let label = plain::annex_label(lang, draft, place);
        for table in &annex.tables {
            let label = match table.name.as_str() {
                "" => label.clone(),
                name => format!("{label} {name}"),
            };
            sheet(&mut writer, lang, (&label, annex), table)?;
        }
    }
    workbook_codes::definitions(&mut writer, draft, (lang, snapshot.catalogue(draft.true_on)))?;
    workbook_codes::codes(&mut writer, draft, (lang, snapshot), code_of)?;
    writer.finish()
}

fn sheet(
    writer: &mut XlsxWriter,
    lang: Lang,
    (label, annex): (&str, &Annex),
    table: &Drafted,
) -> Result<(), WriteError> {
    let notes = plain::notes_below(lang, &table.below);
    writer.begin(&Table {
        title: Some(annex.title.clone()),
        note_left: Some(label.to_owned()),
        note_right: Some(table.above.clone()).filter(|above| !above.is_empty()),
        notes: notes.iter().flat_map(|notes| notes.lines()).map(str::to_owned).collect(),
        autofilter: false,
        ..Table::new(label, table.columns.iter().map(column).collect())
    })?;
    for row in &table.rows {
        let values: Vec<Value<'_>> = row.cells.iter().zip(&table.columns).map(value).collect();
        writer.row_tinted(&values, if row.total { Tint::Total } else { Tint::Plain })?;
    }
    Ok(())
}

fn column(column: &DraftedColumn) -> Column {
    let format = match column.shows {
        Shows::Text => Format::Text,
        Shows::Sign => Format::Sign,
        Shows::Integer => Format::Integer,
        Shows::Decimal(places) => Format::Decimal { places },
        Shows::Day => Format::Day,
    };
    let own = Column::new(column.head.as_str(), f64::from(column.width) * SHARE, format);
    match &column.group {
        None => own,
        Some(group) => own.under(group.as_str()),
    }
}

fn value<'a>((cell, column): (&'a Cell, &DraftedColumn)) -> Value<'a> {
    match cell.number {
        Some((number, 0)) => Value::Integer(number),
        Some((scaled, places)) => Value::Decimal { scaled, places },
        None if cell.printed.is_empty() => Value::Blank,
        None => match Day::parse_iso(&cell.printed).filter(|_| column.shows == Shows::Day) {
            Some(day) => {
                let (year, month, of_month) = day.ymd();
                Value::Day(year, month, of_month)
            }
            None => Value::text(cell.printed.as_str()),
        },
    }
}
