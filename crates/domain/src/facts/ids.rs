//! Ids of records: integers given out once by the ledger, never reused, typed so that they can't be mixed up.

use super::column::int_column;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
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
        int_column!($name, |id| id.0, |stored| Some($name(stored)));
    )*};
}

ids! {
    /// A change of the ledger: 1, 2, 3 … in the order of commit.
    ChangeId;
    /// An organisation.
    OrgId;
    /// A user.
    UserId;
    /// A project.
    ProjectId;
    /// An investor.
    InvestorId;
    /// A taxonomy.
    TaxonomyId;
    /// A class of a taxonomy.
    TaxonId;
    /// A stage event.
    EventId;
    /// A round of 三个一批.
    RoundId;
    /// An entry of a round's list.
    EntryId;
    /// An import.
    ImportId;
    /// A monthly report.
    MonthlyReportId;
    /// A kept bulletin.
    BulletinId;
    /// A dashboard.
    BoardId;
}
