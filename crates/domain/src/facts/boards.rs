//! The record types of dashboards: questions for figures that somebody looks at again and again, pinned side by side. They
//! belong to an organisation, whose readers see them; or to one person there, who alone does.

use super::record::{KeyPart, NaturalKey, Owner, Record, RecordKind, maybe, records, span};
use super::{BoardId, ChangeId, Column, ColumnError, FieldDef, OrgId, Sink, Source, UserId};
use crate::Day;

records! {
    /// A dashboard. Its numbers are never stored: who looks at it asks them anew, in their own scope.
    Board in "board", Org, once by (org, user, name) {
        /// The organisation whose board it is; of a person's own, the one where they hold a role.
        org: OrgId,
        /// Whose alone it is; none of one that everybody sees whom the organisation concerns.
        user: Option<UserId>,
        /// Its name.
        name: String,
    }

    /// A question for a figure on a dashboard.
    BoardCard in "board_card", Org {
        /// The organisation of the board.
        org: OrgId,
        /// Whose alone the board is.
        user: Option<UserId>,
        /// The board.
        board: BoardId,
        /// Its place among the cards, from 0 on.
        position: i64,
        /// What it is called here; else it is called as its figure.
        title: Option<String>,
        /// The question, as the query of the explorer's address.
        query: String,
        /// The day on which it is read whoever asks and whenever; none follows the reader.
        true_on: Option<Day>,
        /// The change by which it is known, of a fixed one.
        known_by: Option<ChangeId>,
    }
}
