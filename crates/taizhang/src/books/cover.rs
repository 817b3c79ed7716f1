//! The first sheet: for people, what the book is and how to work in it; for the ledger, of what it was made.

use crate::ledger::{self, LedgerError};
use crate::sheets::Sheet as Written;
use crate::text::{Lang, days};
use db::Db;
use domain::Day;
use domain::facts::{ChangeId, OrgId};
use office::write::{Column, Format, Table, Value};
use office::{Book, Sheet};

/// What the mark begins with.
const MARK: &str = "taizhang-book";
/// Rows and columns in which the mark is looked for: people put things above.
const ROWS_MAX: usize = 40;
const COLUMNS_MAX: usize = 10;
/// Letters of a change's hash that tell one ledger from another.
const CHAIN_LETTERS: usize = 16;

/// Of what a book was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// Whose it is.
    pub zone: OrgId,
    /// The last change in it.
    pub change: ChangeId,
    /// The day of its making.
    pub day: Day,
    /// How the hash of that change begins: another ledger's change of the number has another.
    pub chain: String,
}

impl Cover {
    /// That of a book which is made now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn new(db: &Db, zone: OrgId, (change, day): (ChangeId, Day)) -> Result<Self, LedgerError> {
        Ok(Self { zone, change, day, chain: chain(db, change).await?.unwrap_or_default() })
    }

    /// That of a book which came back.
    pub fn of(book: &Book) -> Option<Self> {
        book.sheets.iter().find_map(|sheet| Self::read(&mark(sheet)?))
    }

    /// Whether the book was made of this ledger, as it stood then.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_of(&self, db: &Db) -> Result<bool, LedgerError> {
        Ok(chain(db, self.change).await?.is_some_and(|chain| chain == self.chain))
    }

    fn read(mark: &str) -> Option<Self> {
        let mut words = mark.split_whitespace().skip(1);
        let mut word = |name: &str| words.next()?.strip_prefix(name)?.strip_prefix(':');
        Some(Self {
            zone: OrgId(word("zone")?.parse().ok()?),
            change: ChangeId(word("change")?.parse().ok()?),
            day: Day::parse_iso(word("day")?)?,
            chain: word("chain")?.to_owned(),
        })
    }

    fn mark(&self) -> String {
        format!("{MARK} zone:{} change:{} day:{} chain:{}", self.zone, self.change, self.day, self.chain)
    }

    /// The sheet.
    pub fn sheet(&self, lang: Lang, zone: &str) -> Written {
        let columns = [("books.about", 16.0), ("books.what", 84.0)]
            .map(|(key, width)| Column::new(lang.t(key), width, Format::Text));
        let mut table = Table::new(lang.t("books.sheet"), columns.into());
        table.title = Some(lang.tf("books.title", &[("zone", &zone)]));
        table.autofilter = false;
        let facts = [
            ("books.zone", zone.to_owned()),
            ("books.day", days::prose(lang, self.day)),
            ("books.change", self.change.to_string()),
            ("books.mark", self.mark()),
        ];
        let ways = [
            ("books.work", "books.work_words"),
            ("books.add", "books.add_words"),
            ("books.clear", "books.clear_words"),
            ("books.bring", "books.bring_words"),
            ("books.keep", "books.keep_words"),
            ("books.without", "books.without_words"),
        ];
        let ways = ways.into_iter().map(|(key, words)| (key, lang.t(words).to_owned()));
        let rows = facts
            .into_iter()
            .chain(ways)
            .map(|(key, words)| vec![Value::text(lang.t(key)), Value::text(words)]);
        Written { table, rows: rows.collect() }
    }
}

/// Whether a sheet is the first of a book: it tells nothing of a project.
pub fn is_cover(sheet: &Sheet) -> bool {
    mark(sheet).is_some()
}

fn mark(sheet: &Sheet) -> Option<String> {
    let cells = sheet.rows.iter().take(ROWS_MAX).flat_map(|row| row.iter().take(COLUMNS_MAX));
    cells
        .map(office::Cell::text)
        .find(|text| text.split_whitespace().next() == Some(MARK))
        .map(std::borrow::Cow::into_owned)
}

/// How the hash of a change begins; none for a change that the ledger doesn't have.
async fn chain(db: &Db, change: ChangeId) -> Result<Option<String>, LedgerError> {
    match ledger::change(db, change).await {
        Ok(row) => Ok(Some(row.hash.chars().take(CHAIN_LETTERS).collect())),
        Err(LedgerError::NotFound { .. }) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_the_first_sheet_says_is_read_again_wherever_it_stands() {
        let day = Day::new(2022, 3, 5).unwrap();
        let cover = Cover { zone: OrgId(12), change: ChangeId(345), day, chain: "0123456789abcdef".into() };
        for lang in Lang::ALL {
            let written = cover.sheet(lang, "晋中经济技术开发区");
            let rows = written.rows.iter().map(|row| row.iter().map(Value::cell).collect());
            let sheet = Sheet { rows: rows.collect(), ..Sheet::default() };
            let other = Sheet { rows: vec![vec![Value::text("taizhang").cell()]], ..Sheet::default() };
            assert!(is_cover(&sheet) && !is_cover(&other));
            let sheets = vec![other, sheet];
            let book = Book { kind: office::Kind::Xlsx, decoded: None, date1904: false, sheets };
            assert_eq!(Cover::of(&book), Some(cover.clone()));
        }
        assert_eq!(Cover::read("taizhang-book zone:12 change:345"), None);
    }
}
