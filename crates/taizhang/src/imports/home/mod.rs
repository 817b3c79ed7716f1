//! A zone's own workbook (`crate::books`) that comes home: only what was changed in it is brought in, cell by cell.
//!
//! What stood in the book when it was made is remade from the ledger, as known by the change that the book names. A cell that
//! says the same is nobody's edit and is left out, so that it can't take back what others told since. A cell that was edited
//! while the ledger holds something else by now is asked about ([`asks`]). Rows that are new come in as in any workbook; rows
//! that are missing are told and change nothing.

pub mod asks;
mod compare;
mod side;

use super::learned::Learned;
use super::problem::Problem;
use super::recognize::Layout;
use super::rows::RowDraft;
use crate::books::{Cover, remade};
use crate::ledger::{Act, Ledger, LedgerError, Writer};
use crate::text::{Lang, days};
use asks::Ask;
use domain::{Permission, Scope};
use office::Book;
use serde_json::json;
use side::Side;
use std::collections::HashMap;
use std::sync::Arc;

/// Rows that are missing named for people.
const MISSING_NAMED: usize = 5;

/// What a person is asked about rows, by sheet and row.
pub type Asks = HashMap<(usize, u32), Vec<Ask>>;

/// A workbook, looked at whether it is a zone's own.
#[derive(Default)]
pub struct Opened {
    /// What it tells of itself, where it is a zone's own.
    pub told: Option<Told>,
    /// What was edited in it, where this ledger made it.
    pub edits: Option<Edits>,
    /// The seat at the journal that was taken for the comparison: nobody else writes until it is over.
    pub seat: Option<Writer>,
}

/// A book reduced to what was edited in it.
pub struct Edits {
    /// The workbook without the cells that nobody edited.
    pub book: Book,
    /// What is to be asked.
    pub asks: Asks,
    /// Cells whose edits are not taken.
    pub problems: Vec<Problem>,
    told: Told,
}

/// What a book that came back tells of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Of what it was made.
    pub cover: Cover,
    /// Whether this ledger made it, so that only its changes are taken.
    pub is_home: bool,
    /// Cells that were edited.
    pub edited: usize,
    /// Rows that were added.
    pub added: usize,
    /// Of each sheet that lacks rows: how many, and some of their names.
    pub missing: Vec<(Arc<str>, usize, Vec<String>)>,
}

impl Told {
    /// That of a book which another ledger made.
    pub fn elsewhere(cover: Cover) -> Self {
        Self { cover, is_home: false, edited: 0, added: 0, missing: Vec::new() }
    }

    /// For programs.
    pub fn json(&self) -> serde_json::Value {
        let missing =
            |(sheet, n, _): &(Arc<str>, usize, Vec<String>)| json!({ "sheet": &**sheet, "rows": n });
        json!({
            "zone": self.cover.zone.0,
            "change": self.cover.change.0,
            "day": self.cover.day.to_string(),
            "home": self.is_home,
            "edited": self.edited,
            "added": self.added,
            "missing": self.missing.iter().map(missing).collect::<Vec<_>>(),
        })
    }

    /// In sentences.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let day = days::prose(lang, self.cover.day);
        if !self.is_home {
            return vec![lang.tf("imports.book_elsewhere", &[("day", &day)])];
        }
        let args: [(&str, &dyn std::fmt::Display); 4] =
            [("day", &day), ("change", &self.cover.change), ("edited", &self.edited), ("added", &self.added)];
        let missing = self.missing.iter().map(|(sheet, n, names)| {
            let more = if *n > names.len() { "…" } else { "" };
            let names = format!("{}{more}", lang.list(names));
            lang.tf("imports.book_missing", &[("sheet", sheet), ("n", n), ("names", &names)])
        });
        std::iter::once(lang.tf("imports.book_home", &args)).chain(missing).collect()
    }
}

/// Looks whether a workbook is a zone's own, and compares it with what stood in it and with what the ledger holds by now.
///
/// # Errors
/// When the database fails.
pub async fn open(
    ledger: &Ledger,
    scope: &Scope,
    act: &Act,
    (book, layout): (&Book, &Layout),
    layouts: &[Learned],
) -> Result<Opened, LedgerError> {
    let Some(cover) = Cover::of(book) else { return Ok(Opened::default()) };
    if !cover.is_of(ledger.db()).await? {
        return Ok(Opened { told: Some(Told::elsewhere(cover)), ..Opened::default() });
    }
    // Nobody learns from a book what they may not read: its rows are refused like those of any workbook.
    if !scope.may(Permission::Read, cover.zone) {
        return Ok(Opened::default());
    }
    let today = ledger.clock().today();
    let then = ledger.live().known_by(cover.change).await?;
    let stood = remade(ledger.db(), &then, scope, (cover.zone, cover.day)).await?;
    let stood = Side::of(&stood, layouts, today);
    let seat = Some(ledger.write(act.clone()).await?);
    let now = ledger.live().current().await?;
    let held = remade(ledger.db(), &now, scope, (cover.zone, today.max(cover.day))).await?;
    let held = Side::of(&held, layouts, today);
    let edits = compare::compare(cover, (book, layout), (&stood, &held), today);
    Ok(Opened { told: Some(edits.told.clone()), edits: Some(edits), seat })
}

/// Puts to the rows of a sheet what is asked about them.
pub fn put(asks: &mut Asks, index: usize, rows: &mut [RowDraft]) {
    for row in rows {
        row.asks = asks.remove(&(index, row.row)).unwrap_or_default();
    }
}
