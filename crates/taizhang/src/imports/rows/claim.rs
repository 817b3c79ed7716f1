//! The stage that a sheet claims, held against the dates beside it.
//!
//! A stage with a column of dates of its own is proved by its date: a claim that the dates don't bear out contradicts
//! them, and nobody but a person may choose. A stage without such a column (达产, 终止, 在建 …) is taken at its word, without
//! a day.

use domain::Stage;

/// What a claim comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is proved; nothing more is to be recorded.
    Proved,
    /// It stands without a day.
    Undated,
    /// A later stage is proved.
    Contradicts(Stage),
    /// The sheet has a column for its date, and the date is missing.
    DateMissing,
}

/// Judges a claim. `proved` are the stages of the project that have a date or were taken at their word earlier;
/// `has_column` says whether the sheet has a column for a stage's date.
pub fn judge(claimed: Stage, proved: &[Stage], has_column: impl Fn(Stage) -> bool) -> Verdict {
    if proved.contains(&claimed) && claimed.is_exit() {
        return Verdict::Proved;
    }
    if claimed.is_exit() {
        return if has_column(claimed) { Verdict::DateMissing } else { Verdict::Undated };
    }
    if let Some(later) =
        proved.iter().copied().filter(|stage| *stage > claimed && !stage.is_final_exit()).max()
    {
        // A project that was suspended on a day may have gone on since.
        if later != Stage::Suspended {
            return Verdict::Contradicts(later);
        }
    }
    if let Some(exit) = proved.iter().copied().find(|stage| stage.is_final_exit()) {
        return Verdict::Contradicts(exit);
    }
    if proved.contains(&claimed) {
        Verdict::Proved
    } else if has_column(claimed) {
        Verdict::DateMissing
    } else {
        Verdict::Undated
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Stage::*;
    use rstest::rstest;

    /// The plain sheet: columns for signing, start and production.
    fn plain(stage: Stage) -> bool {
        matches!(stage, Signed | Commenced | Producing)
    }

    #[rstest]
    #[case(Signed, &[Signed], Verdict::Proved)]
    #[case(Commenced, &[Signed, Commenced], Verdict::Proved)]
    #[case(Producing, &[Commenced, Producing], Verdict::Proved)]
    #[case(UnderConstruction, &[Signed, Commenced], Verdict::Undated)]
    #[case(FullCapacity, &[Producing], Verdict::Undated)]
    #[case(FullCapacity, &[], Verdict::Undated)]
    #[case(Terminated, &[Signed, Commenced], Verdict::Undated)]
    #[case(Suspended, &[Signed], Verdict::Undated)]
    #[case(Planned, &[], Verdict::Undated)]
    #[case(Signed, &[Signed, Producing], Verdict::Contradicts(Producing))]
    #[case(Commenced, &[Commenced, Producing], Verdict::Contradicts(Producing))]
    #[case(UnderConstruction, &[Commenced, Producing], Verdict::Contradicts(Producing))]
    #[case(InTalks, &[Signed], Verdict::Contradicts(Signed))]
    #[case(Producing, &[Signed, Commenced], Verdict::DateMissing)]
    #[case(Commenced, &[Signed], Verdict::DateMissing)]
    fn a_claim_is_held_against_the_dates(
        #[case] claimed: Stage,
        #[case] dated: &[Stage],
        #[case] verdict: Verdict,
    ) {
        assert_eq!(judge(claimed, dated, plain), verdict);
    }

    #[test]
    fn a_sheet_without_a_column_for_the_date_is_taken_at_its_word() {
        assert_eq!(judge(Producing, &[Signed], |stage| stage == Signed), Verdict::Undated);
    }

    #[test]
    fn a_terminated_project_is_not_under_construction() {
        assert_eq!(
            judge(UnderConstruction, &[Commenced, Terminated], plain),
            Verdict::Contradicts(Terminated)
        );
    }
}
