//! Ids of records: integers given out once by the ledger, never reused, typed so that they can't be mixed up.

use super::RecordKind;
use super::column::int_column;
use super::record::maybe;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $(of $record:ident)?;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);
        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(out)
            }
        }
        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
        int_column!($name, |id| id.0, |stored| Some($name(stored)), names maybe!($(RecordKind::$record)?));
    )*};
}

ids! {
    /// A change of the ledger: 1, 2, 3 … in the order of commit.
    ChangeId;
    /// An organisation.
    OrgId of Org;
    /// A user.
    UserId of User;
    /// A project.
    ProjectId of Project;
    /// An investor.
    InvestorId of Investor;
    /// A taxonomy.
    TaxonomyId of Taxonomy;
    /// A class of a taxonomy.
    TaxonId of Taxon;
    /// A stage event.
    EventId of StageEvent;
    /// A round of 三个一批.
    RoundId of Round;
    /// An entry of a round's list.
    EntryId of Entry;
    /// An import.
    ImportId of Import;
    /// A monthly report.
    MonthlyReportId of MonthlyReport;
    /// A kept bulletin.
    BulletinId of Bulletin;
    /// A dashboard.
    BoardId of Board;
    /// A version of a site's own template of bulletins.
    BulletinRuleId of BulletinRule;
}
