//! What is asked of an import, and what became of it.

use super::apply::{Beginning, Changed};
use super::home::Told;
use super::learned::Learned;
use super::problem::Problem;
use super::recognize::Layout;
use super::suspicion::{Agreed, Suspicion};
use crate::ledger::LedgerError;
use domain::facts::{ChangeId, ImportId, OrgId, ProjectId};
use office::sheet::Part;
use std::sync::Arc;

/// What a person decides about an import.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The zone of rows that name none.
    pub zone: Option<OrgId>,
    /// Zones, cities, parks and rounds that the ledger doesn't have are made.
    pub create_zones: bool,
    /// By which layout sheets are taken.
    pub layout: LayoutChoice,
    /// Suspicious changes that are taken.
    pub agreed: Agreed,
}

/// By which layout the sheets of a workbook are taken.
#[derive(Debug, Clone, Default)]
pub enum LayoutChoice {
    /// By the learned layout that fits best, if one does.
    #[default]
    Fitting,
    /// By none: by the meaning of headers alone.
    Unlearned,
    /// By this one where it fits.
    This(Learned),
}

/// The file that is brought in.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes, hex; they are kept.
    pub hash: String,
    /// The import by which it came in and its change, where rows of it that waited are brought in later.
    pub came: Option<(ImportId, ChangeId)>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A new project.
    New(ProjectId, Beginning),
    /// A known project, changed field by field.
    Changed(ProjectId, Vec<Changed>),
    /// A known project about which the row tells nothing new.
    Unchanged(ProjectId),
    /// What an organisation states, field by field; nothing where all was known.
    Stated(Vec<Changed>),
    /// The same row as one before it.
    Repeated,
    /// It waits to be mended.
    Parked,
}

impl Fate {
    /// Whether what was known is different now.
    pub fn changes(&self) -> bool {
        match self {
            Self::Changed(..) => true,
            Self::Stated(changed) => !changed.is_empty(),
            Self::New(..) | Self::Unchanged(_) | Self::Repeated | Self::Parked => false,
        }
    }

    /// Whether all that the row tells was known.
    pub fn says_nothing_new(&self) -> bool {
        match self {
            Self::Unchanged(_) | Self::Repeated => true,
            Self::Stated(changed) => changed.is_empty(),
            Self::New(..) | Self::Changed(..) | Self::Parked => false,
        }
    }
}

/// A row and its fate.
#[derive(Debug, Clone)]
pub struct RowReport {
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// What that is of a sheet of the file, where it was taken apart.
    pub part: Option<Part>,
    /// The row's number as the workbook shows it.
    pub row: u32,
    /// The project's name, or what stood in its place.
    pub title: String,
    /// What became of it.
    pub fate: Fate,
    /// What it would change of the project's own fields, where it waits only for somebody to agree.
    pub asked: Vec<Changed>,
}

impl RowReport {
    /// What the row changes, or would.
    pub fn changes(&self) -> &[Changed] {
        match &self.fate {
            Fate::Changed(_, changes) | Fate::Stated(changes) => changes,
            _ => &self.asked,
        }
    }
}

/// What an import did, or would do.
#[derive(Debug)]
pub struct Report {
    /// The file.
    pub source: Source,
    /// What was recognised.
    pub layout: Layout,
    /// Every row.
    pub rows: Vec<RowReport>,
    /// Every problem, in the order of the workbook.
    pub problems: Vec<Problem>,
    /// What the file tells of itself, where it is a zone's own workbook.
    pub book: Option<Told>,
    /// The change; none after a dry run or when there was nothing new.
    pub change: Option<ChangeId>,
    /// The import's record, where a change was made.
    pub import: Option<ImportId>,
}

impl Report {
    /// Rows with a fate.
    pub fn count(&self, fate: impl Fn(&Fate) -> bool) -> usize {
        self.rows.iter().filter(|row| fate(&row.fate)).count()
    }
    /// Projects created.
    pub fn created(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::New(..)))
    }
    /// Projects changed, and rows of organisations that told something new.
    pub fn changed(&self) -> usize {
        self.count(Fate::changes)
    }
    /// Rows without anything new.
    pub fn unchanged(&self) -> usize {
        self.count(Fate::says_nothing_new)
    }
    /// Whether anything of a project was written, and not only rows that wait.
    pub fn wrote_projects(&self) -> bool {
        self.created() + self.changed() > 0
    }
    /// The suspicious changes of a kind to which nobody has agreed.
    pub fn asked(&self, kind: Suspicion) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.code.suspicion() == Some(kind) && !problem.agreed)
    }
    /// Rows that wait.
    pub fn parked(&self) -> usize {
        self.count(|fate| matches!(fate, Fate::Parked))
    }
    /// The first sheet with projects.
    pub fn sheet(&self) -> Option<&str> {
        self.layout.sheets.iter().find(|sheet| sheet.has_projects()).map(|sheet| &*sheet.name)
    }
}

/// Whether to write, or to do the same and take it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write.
    Commit,
    /// Take it back.
    DryRun,
}

/// Why a workbook isn't brought in at all.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// No sheet has a header that names projects.
    #[error("no sheet has a header row that names projects")]
    NoHeader,
    /// Sums without projects, of units none of which the ledger knows.
    #[error("only sums by {by}, and no project")]
    OnlySums {
        /// The header of the units: 行政区.
        by: String,
    },
    /// The ledger refused or failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}
