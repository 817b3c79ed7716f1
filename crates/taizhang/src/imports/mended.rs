//! Rows that waited and were mended since, on an import's page or in a later file: when what stood in the file first comes
//! once more, its project is known.

use super::headers::Field;
use super::known::ZoneProjects;
use super::parked::{KeptCell, KeptRow};
use super::problem::{Code, Problem};
use super::recognize::SheetLayout;
use super::rows::RowDraft;
use crate::ledger::{LedgerError, Writer};
use domain::facts::{OrgId, ProjectId};
use domain::text::fold;
use std::collections::HashMap;

/// The first cells of each row that waited and came in, and the project that it became.
const MENDED: &str = "SELECT f.cells, j.id, o.zone, i.name FROM parked_row p \
    JOIN project j ON j.since = p.until AND j.source = p.sheet || '!' || p.\"row\" \
    JOIN project o ON o.id = j.id AND o.until IS NULL \
    JOIN parked_row f ON f.id = p.id \
    JOIN import i ON i.id = p.import AND i.until IS NULL \
    WHERE p.until IS NOT NULL AND NOT EXISTS (SELECT 1 FROM parked_row e WHERE e.id = f.id AND e.since < f.since) \
    ORDER BY p.id";

/// A row that waited and came in.
#[derive(Debug, Clone)]
pub struct MendedRow {
    /// Its project.
    pub project: ProjectId,
    /// The project's zone.
    pub zone: OrgId,
    /// The file in which it waited.
    pub file: String,
}

/// The rows that waited and came in, by what stood in the file.
#[derive(Default)]
pub struct MendedRows {
    rows: Vec<MendedRow>,
    by_cells: HashMap<Vec<KeptCell>, usize>,
    by_word: HashMap<String, Vec<usize>>,
}

impl MendedRows {
    /// Reads them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(writer: &mut Writer) -> Result<Self, LedgerError> {
        let mut mended = Self::default();
        for (cells, project, zone, file) in
            writer.query::<(String, i64, i64, String)>(MENDED, Vec::new()).await?
        {
            let Some(kept) = KeptRow::from_text(&cells) else { continue };
            let at = mended.rows.len();
            mended.rows.push(MendedRow { project: ProjectId(project), zone: OrgId(zone), file });
            for word in kept.cells.iter().map(KeptCell::text).filter(|text| !text.is_empty()) {
                mended.by_word.entry(fold(word)).or_default().push(at);
            }
            mended.by_cells.insert(kept.cells, at);
        }
        Ok(mended)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
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

/// That a new project bears the name of one that the ledger has. Where that one came of a row of this name that was mended, a
/// person has to say that this is another, unless both rows gave a number of their own from the beginning.
pub fn namesake(
    row: &RowDraft,
    layout: &SheetLayout,
    projects: &ZoneProjects,
    (zone, mended): (OrgId, &MendedRows),
) -> Option<Problem> {
    let title = row.draft.text(Field::Title)?;
    let has_number = row.draft.text(Field::OwnNo).is_some();
    let before = mended.named(zone, title).find_map(|(at, it)| {
        let known = projects.by_id(it.project)?;
        (!has_number || !mended.says(at, &known.project.own_no)).then_some(known)
    });
    let (code, other) = match before {
        Some(known) => (Code::MaybeSame, known),
        None => (Code::SameTitle, projects.named(title)?),
    };
    let problem = row.problem_at(layout, Field::Title, code, "");
    let problem = problem.with("project", other.project.id.to_string());
    Some(problem.with("no", other.project.own_no.clone()).with("title", other.project.title.clone()))
}
