//! The record type by which people say whether what looks like one project is one (`domain.md` §8: nobody but a person decides).

use super::record::{KeyPart, NaturalKey, Owner, Record, RecordKind, maybe, records, span};
use super::{Column, ColumnError, FieldDef, OrgId, ProjectId, Sink, Source};
use crate::codes::codes;

codes! {
    /// What was said of a project and of what looks like it.
    MatchVerdict {
        /// A row of that name or number speaks of the project.
        Same = "same",
        /// It speaks of another.
        Another = "another",
        /// What bore that name and number was a project of its own, and was made one with this.
        Merged = "merged",
    }
}

records! {
    /// An answer to the question whether something is a project that the ledger has. It holds for every later workbook,
    /// until it is taken back.
    MatchAnswer in "match_answer", Project, once by (project, zone, own_no, title) {
        /// The project.
        project: ProjectId,
        /// The zone in which the other goes by that name.
        zone: OrgId,
        /// The other's own number; none where a row gave none.
        own_no: Option<String>,
        /// The other's name.
        title: String,
        /// The other's number of record, where the ledger has or had it as a project. It names nothing: a project that was
        /// made one with another stands no more.
        other: Option<i64>,
        /// What was said.
        verdict: MatchVerdict,
        /// How alike the two were then, of 100.
        score: i64,
        /// Why, in the words of whoever said it.
        reason: Option<String>,
    }
}

impl MatchAnswer {
    /// Whether both answer the same question: only one of them stands.
    pub fn is_in_place_of(&self, other: &Self) -> bool {
        let question = |it: &Self| (it.project, it.zone, it.own_no.clone(), it.title.clone());
        question(self) == question(other)
    }
}
