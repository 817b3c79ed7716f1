//! Rows that waited and were mended since, on an import's page or in a later file: when what stood in the file first comes
//! once more, its project is known.

use super::parked::{KeptCell, KeptRow};
use crate::ledger::{LedgerError, Writer};
use domain::facts::{ChangeId, OrgId, ProjectId};
use domain::text::fold;
use std::collections::HashMap;

/// The first cells of each row that waited and came in, unless that was undone, and the project that it became; its last cells
/// and the project's name and number of that time where another import brought it in.
const MENDED: &str = "SELECT f.cells, j.id, o.zone, i.name, p.until, \
    CASE WHEN c.origin = 'import:' || p.import THEN NULL ELSE p.cells END, j.title, j.own_no FROM parked_row p \
    JOIN change c ON c.id = p.until \
    JOIN project j ON j.since = p.until AND j.source = p.sheet || '!' || p.\"row\" \
    JOIN project o ON o.id = j.id AND o.until IS NULL \
    JOIN parked_row f ON f.id = p.id \
    JOIN import i ON i.id = p.import AND i.until IS NULL \
    WHERE p.until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM parked_row e WHERE e.id = f.id AND e.since < f.since) \
    AND NOT EXISTS (SELECT 1 FROM parked_row o WHERE o.id = p.id AND o.since >= p.until) \
    ORDER BY p.id";

/// A row that waited and came in.
#[derive(Debug, Clone)]
pub struct MendedRow {
    /// Its project.
    pub project: ProjectId,
    /// The project's zone.
    pub zone: OrgId,
    /// The change that brought it in.
    pub change: ChangeId,
    /// The file in which it waited.
    pub file: String,
}

/// A line of [`MENDED`].
type Line = (String, i64, i64, String, i64, Option<String>, String, String);

/// The rows that waited and came in, by what stood in the file.
#[derive(Default)]
pub struct MendedRows {
    is_read: bool,
    rows: Vec<MendedRow>,
    by_cells: HashMap<Vec<KeptCell>, usize>,
    by_word: HashMap<String, Vec<usize>>,
}

impl MendedRows {
    /// Reads them, unless they are read already: where all rows come in and none makes a project, nothing asks for them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(&mut self, writer: &mut Writer) -> Result<(), LedgerError> {
        if std::mem::replace(&mut self.is_read, true) {
            return Ok(());
        }
        for line in writer.query::<Line>(MENDED, Vec::new()).await? {
            let (cells, project, zone, file, change, last, title, own_no) = line;
            // Of another file the project that stands at the row's place by now may be another one.
            if last.is_some_and(|last| !names(&last, [&title, &own_no])) {
                continue;
            }
            let Some(kept) = KeptRow::from_text(&cells) else { continue };
            let at = self.rows.len();
            let (project, zone, change) = (ProjectId(project), OrgId(zone), ChangeId(change));
            self.rows.push(MendedRow { project, zone, change, file });
            for word in kept.cells.iter().map(KeptCell::text).filter(|text| !text.is_empty()) {
                self.by_word.entry(fold(word)).or_default().push(at);
            }
            self.by_cells.insert(kept.cells, at);
        }
        Ok(())
    }

    /// The row in whose cells exactly this stood.
    pub fn same(&self, cells: &[KeptCell]) -> Option<&MendedRow> {
        self.by_cells.get(cells).map(|at| &self.rows[*at])
    }

    /// The rows of a zone in which a name stood, the latest first, each with its place.
    pub fn named(&self, zone: OrgId, name: &str) -> impl Iterator<Item = (usize, &MendedRow)> {
        let at = self.by_word.get(&fold(name)).into_iter().flatten().rev();
        at.map(|at| (*at, &self.rows[*at])).filter(move |(_, row)| row.zone == zone)
    }

    /// Whether a word stood in the row of that place.
    pub fn says(&self, at: usize, word: &str) -> bool {
        self.by_word.get(&fold(word)).is_some_and(|rows| rows.contains(&at))
    }
}

/// Whether one of the words stands in a kept row's cells.
fn names(kept: &str, words: [&str; 2]) -> bool {
    let words = words.map(fold);
    let kept = KeptRow::from_text(kept);
    kept.is_some_and(|kept| kept.cells.iter().any(|cell| words.contains(&fold(cell.text()))))
}
