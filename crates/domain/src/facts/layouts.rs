//! The record type by which an office keeps how its workbooks are laid out (`domain.md` §14: every ledger has columns of its
//! own).

use super::record::{KeyPart, NaturalKey, Owner, Record, RecordKind, maybe, records, span};
use super::{Column, ColumnError, FieldDef, OrgId, Sink, Source};

records! {
    /// A learned layout of workbooks: which header means what, in which unit. It holds for whatever comes in below its
    /// organisation.
    LearnedLayout in "learned_layout", Org, once by (org, name) {
        /// Whose it is.
        org: OrgId,
        /// What it is called.
        name: String,
        /// Sheets and columns as written, in the form in which a layout is handed on as a file.
        text: String,
    }
}
