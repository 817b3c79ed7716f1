//! The record types of assessment: a site's own schemes, and what an assessing office types in for the units that it ranks
//! (`domain.md` §9). They belong to the office that assesses, not to the unit assessed: who is ranked can't change the scores.

use super::record::{KeyPart, NaturalKey, Owner, Record, RecordKind, maybe, records, span};
use super::{Column, ColumnError, FieldDef, OrgId, Sink, Source};

records! {
    /// A site's own assessments: one or more schemes as text, each with the first day on which it is in force.
    RankScheme in "rank_scheme", Org {
        /// Whose rules they are.
        org: OrgId,
        /// What lists call the text.
        name: String,
        /// The schemes as written.
        text: String,
    }

    /// A value that no figure of the ledger gives: a target, points, a count, of a unit in a period.
    ScoreInput in "score_input", Org, once by (unit, scheme, period, input) {
        /// The office that types it in.
        org: OrgId,
        /// The unit.
        unit: OrgId,
        /// The scheme's code name.
        scheme: String,
        /// The period: `2022-05`, `2022Q2`, `2022H1`, `2022`.
        period: String,
        /// The name by which the scheme's items call it.
        input: String,
        /// The value in ten-thousandths.
        value_e4: i64,
    }

    /// In which group a unit is ranked by a scheme, or that it takes no part.
    RankSeat in "rank_seat", Org, once by (unit, scheme) {
        /// The office that says so.
        org: OrgId,
        /// The unit.
        unit: OrgId,
        /// The scheme's code name.
        scheme: String,
        /// The group's code name in the scheme; none of a unit that takes no part.
        seat: Option<String>,
    }
}
