//! The columns of the ledger: one list for the page, the exports and the command line.

use crate::fields;
use crate::text::Lang;
use crate::ui::table::Kind;
use domain::facts::RecordKind;
use figures::SortField;

macro_rules! columns {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $json:literal, $kind:ident, $sort:expr;)*) => {
        /// A column of the ledger.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Column { $($(#[$doc])* $name,)* }

        impl Column {
            /// All, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The name in addresses; that of its order where it has one.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The key in JSON.
            pub const fn json_key(self) -> &'static str {
                match self { $(Self::$name => $json,)* }
            }

            /// How the page shows it.
            pub const fn kind(self) -> Kind {
                match self { $(Self::$name => Kind::$kind,)* }
            }

            /// The order that its header asks for.
            pub const fn sort(self) -> Option<SortField> {
                match self { $(Self::$name => $sort,)* }
            }
        }
    };
}

columns! {
    /// The zone's own number.
    OwnNo = "no", "ownNo", Text, Some(SortField::OwnNo);
    /// The name.
    Title = "title", "title", Lead, Some(SortField::Title);
    /// The city in which the zone lies.
    City = "city", "city", Text, None;
    /// The zone.
    Zone = "zone", "zone", Text, Some(SortField::Zone);
    /// The park inside the zone.
    Park = "park", "park", Text, Some(SortField::Park);
    /// Its classes.
    Industry = "industry", "industries", Text, None;
    /// The stage on the day asked.
    Stage = "stage", "stage", Text, Some(SortField::Stage);
    /// Total investment.
    Invest = "invest", "investFen", Number, Some(SortField::Invest);
    /// Contract amount.
    Contract = "contract", "contractFen", Number, Some(SortField::Contract);
    /// Expected yearly output.
    Output = "output", "outputFen", Number, Some(SortField::Output);
    /// Expected yearly taxes.
    Tax = "tax", "taxFen", Number, None;
    /// Jobs.
    Jobs = "jobs", "jobs", Number, None;
    /// Land.
    Land = "land", "landMuE2", Number, Some(SortField::Land);
    /// Who invests.
    Investors = "investors", "investors", Text, None;
    /// The seat of the first investor.
    Seat = "seat", "investorSeat", Text, None;
    /// The rounds in whose lists it stands.
    Rounds = "rounds", "rounds", Text, None;
    /// Day of signing.
    Signed = "signed", "signedOn", Day, Some(SortField::Signed);
    /// Start as promised now.
    PlannedStart = "plannedStart", "plannedStartOn", Day, Some(SortField::PlannedStart);
    /// Day of ground-breaking.
    Started = "started", "startedOn", Day, Some(SortField::Started);
    /// Completion as promised now.
    PlannedCompletion = "plannedCompletion", "plannedCompletionOn", Day, None;
    /// Day of completion.
    Completed = "completed", "completedOn", Day, None;
    /// Production as promised now.
    PlannedProduction = "plannedProduction", "plannedProductionOn", Day, Some(SortField::PlannedProduction);
    /// Day of going into production.
    Produced = "produced", "producedOn", Day, Some(SortField::Produced);
    /// Days overdue.
    Late = "late", "daysLate", Number, Some(SortField::Late);
    /// 包联领导.
    Leader = "leader", "liaisonLeader", Text, None;
    /// 责任单位.
    Unit = "unit", "responsibleUnit", Text, None;
    /// 责任人.
    Person = "person", "responsiblePerson", Text, None;
    /// 代办员.
    Agent = "agent", "agent", Text, None;
    /// 建设单位.
    Owner = "owner", "projectOwner", Text, None;
    /// 建设性质.
    Construction = "construction", "constructionType", Text, None;
    /// How the investment came.
    Acquisition = "acquisition", "acquisition", Text, None;
    /// 固定资产投资项目代码.
    ProjectCode = "code", "projectCode", Text, None;
    /// 统一社会信用代码.
    CreditCode = "credit", "creditCode", Text, None;
    /// 统计代码.
    StatisticsCode = "statistics", "statisticsCode", Text, None;
    /// 建设内容.
    Content = "content", "content", Words, None;
    /// 建设地点.
    Address = "address", "address", Text, None;
    /// 备注.
    Remark = "remark", "remark", Words, None;
}

/// What a list shows when nobody chose.
pub const DEFAULT: &[Column] = &[
    Column::OwnNo,
    Column::Title,
    Column::Zone,
    Column::Industry,
    Column::Stage,
    Column::Invest,
    Column::Signed,
    Column::Started,
    Column::Produced,
    Column::Late,
];

impl Column {
    /// The column of that name.
    pub fn named(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.key() == key)
    }

    /// Whether the snapshot lacks it, so that it is fetched for the rows shown.
    pub const fn is_fetched(self) -> bool {
        matches!(
            self,
            Self::Tax
                | Self::Jobs
                | Self::Person
                | Self::Agent
                | Self::Owner
                | Self::CreditCode
                | Self::StatisticsCode
                | Self::Content
                | Self::Address
                | Self::Remark
        )
    }

    /// Whether it holds money.
    pub const fn is_money(self) -> bool {
        matches!(self, Self::Invest | Self::Contract | Self::Output | Self::Tax)
    }

    /// What people call it.
    pub fn label(self, lang: Lang) -> String {
        let project = |field| fields::label(lang, RecordKind::Project, field);
        match self {
            Self::OwnNo => project("own_no"),
            Self::Title => project("title"),
            Self::City => lang.t("projects.city").to_owned(),
            Self::Zone => project("zone"),
            Self::Park => project("park"),
            Self::Industry => lang.t("projects.industry").to_owned(),
            Self::Stage => lang.t("projects.stage").to_owned(),
            Self::Invest => project("invest_fen"),
            Self::Contract => project("contract_fen"),
            Self::Output => project("output_fen"),
            Self::Tax => project("tax_fen"),
            Self::Jobs => project("jobs"),
            Self::Land => project("land_mu_e2"),
            Self::Investors => lang.t("projects.investors").to_owned(),
            Self::Seat => lang.t("projects.investor_seat").to_owned(),
            Self::Rounds => lang.t("projects.rounds").to_owned(),
            Self::Signed => lang.t("projects.signed_on").to_owned(),
            Self::PlannedStart => lang.t("projects.planned_start").to_owned(),
            Self::Started => lang.t("projects.started_on").to_owned(),
            Self::PlannedCompletion => lang.t("projects.planned_completion").to_owned(),
            Self::Completed => lang.t("projects.completed_on").to_owned(),
            Self::PlannedProduction => lang.t("projects.planned_production").to_owned(),
            Self::Produced => lang.t("projects.produced_on").to_owned(),
            Self::Late => lang.t("projects.late").to_owned(),
            Self::Leader => project("liaison_leader"),
            Self::Unit => project("responsible_unit"),
            Self::Person => project("responsible_person"),
            Self::Agent => project("agent"),
            Self::Owner => project("project_owner"),
            Self::Construction => project("construction_type"),
            Self::Acquisition => project("acquisition"),
            Self::ProjectCode => project("project_code"),
            Self::CreditCode => project("credit_code"),
            Self::StatisticsCode => project("statistics_code"),
            Self::Content => project("content"),
            Self::Address => project("address"),
            Self::Remark => project("remark"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_found_by_its_key_and_sorts_by_the_same() {
        for column in Column::ALL.iter().copied() {
            assert_eq!(Column::named(column.key()), Some(column));
            if let Some(sort) = column.sort() {
                assert_eq!(sort.name(), column.key());
            }
        }
    }
}
