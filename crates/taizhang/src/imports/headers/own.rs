//! The headers of the ledger's own lists, in every language in which they are exported: what such a list tells is read
//! back as it was written, and what the ledger works out itself is not taken for a remark.

use super::Field;
use crate::projects::Column;
use crate::text::Lang;
use crate::words;
use domain::text::fold;
use domain::{ListKind, MilestoneCode, RoundKey, Stage};

/// A column of the ledger's lists that only says what follows from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Derived {
    /// Days overdue.
    DaysLate,
    /// All rounds in whose lists the project stands, with the lists' names.
    Rounds,
}

impl Derived {
    const ALL: [Self; 2] = [Self::DaysLate, Self::Rounds];

    /// The stable code in kept layouts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::DaysLate => "daysLate",
            Self::Rounds => "rounds",
        }
    }

    /// The column with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// What the list calls it.
    pub fn label(self, lang: Lang) -> String {
        let column = match self {
            Self::DaysLate => Column::Late,
            Self::Rounds => Column::Rounds,
        };
        column.label(lang)
    }

    /// Whether a cell stands as the ledger writes it; other words under the same header are somebody's own.
    pub fn is_own(self, text: &str) -> bool {
        match self {
            Self::DaysLate => text.parse::<i64>().is_ok(),
            Self::Rounds => text.split('、').all(is_round_with_list),
        }
    }
}

/// `2022-1 签约一批`.
fn is_round_with_list(text: &str) -> bool {
    let is_list = |word: &str| {
        let in_lang = |lang| ListKind::ALL.iter().any(|list| words::list(lang, *list) == word);
        Lang::ALL.into_iter().any(in_lang)
    };
    text.split_once(' ').is_some_and(|(round, list)| RoundKey::parse(round).is_some() && is_list(list))
}

/// Each header of the ledger's lists, folded, with its field.
pub(super) fn headers() -> impl Iterator<Item = (String, Field)> {
    let all = Lang::ALL.into_iter().flat_map(|lang| Column::ALL.iter().map(move |column| (lang, *column)));
    all.map(|(lang, column)| (fold(&column.label(lang)), field(column)))
}

const fn field(column: Column) -> Field {
    match column {
        Column::OwnNo => Field::OwnNo,
        Column::Title => Field::Title,
        Column::City => Field::City,
        Column::Zone => Field::Zone,
        Column::Park => Field::Park,
        Column::Industry => Field::Industry,
        Column::Stage => Field::Stage,
        Column::Invest => Field::Invest,
        Column::Contract => Field::Contract,
        Column::Output => Field::Output,
        Column::Tax => Field::Tax,
        Column::Jobs => Field::Jobs,
        Column::Land => Field::Land,
        Column::Investors => Field::Investor,
        Column::Seat => Field::Origin,
        Column::Rounds => Field::Derived(Derived::Rounds),
        Column::Signed => Field::Fact(Stage::Signed),
        Column::PlannedStart => Field::Plan(MilestoneCode::Commencement),
        Column::Started => Field::Fact(Stage::Commenced),
        Column::PlannedCompletion => Field::Plan(MilestoneCode::Completion),
        Column::Completed => Field::Fact(Stage::Completed),
        Column::PlannedProduction => Field::Plan(MilestoneCode::Production),
        Column::Produced => Field::Fact(Stage::Producing),
        Column::Late => Field::Derived(Derived::DaysLate),
        Column::Leader => Field::LiaisonLeader,
        Column::Unit => Field::ResponsibleUnit,
        Column::Person => Field::ResponsiblePerson,
        Column::Agent => Field::Agent,
        Column::Owner => Field::ProjectOwner,
        Column::Construction => Field::ConstructionType,
        Column::Acquisition => Field::Acquisition,
        Column::ProjectCode => Field::ProjectCode,
        Column::CreditCode => Field::CreditCode,
        Column::StatisticsCode => Field::StatisticsCode,
        Column::Content => Field::Content,
        Column::Address => Field::Address,
        Column::Remark => Field::Remark,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::headers::{bare, field_of};
    use rstest::rstest;

    #[test]
    fn every_header_of_the_list_is_understood_in_both_languages() {
        for lang in Lang::ALL {
            for column in Column::ALL.iter().copied() {
                let label = column.label(lang);
                assert_eq!(field_of(&bare(&label)), Some(field(column)), "{label}");
            }
        }
    }

    #[test]
    fn a_derived_column_keeps_its_code() {
        for derived in Derived::ALL {
            let field = Field::Derived(derived);
            assert_eq!(Field::from_code(&field.code()), Some(field));
        }
    }

    #[rstest]
    #[case(Derived::DaysLate, "1159", true)]
    #[case(Derived::DaysLate, "因用地未批逾期", false)]
    #[case(Derived::Rounds, "2022-1 签约一批、2022-3 投产一批", true)]
    #[case(Derived::Rounds, "2022-1 Signing list、2022-2 Start list", true)]
    #[case(Derived::Rounds, "2022-1 签约一批、拟入列", false)]
    fn only_the_words_of_the_ledger_are_its_own(
        #[case] derived: Derived,
        #[case] text: &str,
        #[case] own: bool,
    ) {
        assert_eq!(derived.is_own(text), own);
    }
}
