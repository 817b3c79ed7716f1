//! Vocabulary of projects, investors and their classes (`domain.md` §2, §11).

use crate::codes::codes;

codes! {
    /// 建设性质.
    ConstructionType {
        /// 新建.
        Construction = "construction",
        /// 扩建.
        Expansion = "expansion",
        /// 改建.
        Rehabilitation = "rehabilitation",
        /// 迁建、更新.
        Replacement = "replacement",
    }
}

impl ConstructionType {
    /// The type that a word in a workbook means.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match crate::text::fold(word).as_str() {
            "新建" | "construction" => Self::Construction,
            "扩建" | "改扩建" | "expansion" => Self::Expansion,
            "改建" | "技改" | "技术改造" | "rehabilitation" => Self::Rehabilitation,
            "迁建" | "更新" | "replacement" => Self::Replacement,
            _ => return None,
        })
    }
}

codes! {
    /// How the investment came to the zone.
    AcquisitionKind {
        /// 新招引.
        NewInvestment = "newInvestment",
        /// 增资扩产.
        CapacityExpansion = "capacityExpansion",
        /// 利润再投资.
        ReinvestedProfit = "reinvestedProfit",
    }
}

impl AcquisitionKind {
    /// The kind that a word in a workbook means.
    pub fn from_word(word: &str) -> Option<Self> {
        Some(match crate::text::fold(word).as_str() {
            "新招引" | "newinvestment" => Self::NewInvestment,
            "增资扩产" | "capacityexpansion" => Self::CapacityExpansion,
            "利润再投资" | "reinvestedprofit" => Self::ReinvestedProfit,
            _ => return None,
        })
    }
}

codes! {
    /// What a project is of its parent (`domain.md` §8).
    Part {
        /// 一期、二期: built and judged on its own.
        Phase = "phase",
        /// 打捆项目的子项目.
        PackagePart = "packagePart",
        /// 单体、子项.
        SubWork = "subWork",
    }
}

codes! {
    /// What was signed; framework agreements are counted apart (`domain.md` §4).
    ContractKind {
        /// 正式合同或协议.
        Formal = "formal",
        /// 框架协议.
        Framework = "framework",
    }
}

codes! {
    /// Level of a key-project list (省/市/县重点工程).
    KeyLevel {
        /// 省级.
        Province = "province",
        /// 市级.
        City = "city",
        /// 县级.
        County = "county",
    }
}

codes! {
    /// Ownership class of an investor: exclusive (`domain.md` §11).
    InvestorClass {
        /// 央企.
        CentralState = "centralState",
        /// 其他国企.
        OtherState = "otherState",
        /// 民企.
        Private = "private",
        /// 外企.
        Foreign = "foreign",
    }
}

impl crate::facts::Project {
    /// A project of which only the three things are known that every project has.
    pub fn new(own_no: impl Into<String>, title: impl Into<String>, zone: crate::facts::OrgId) -> Self {
        Self {
            own_no: own_no.into(),
            title: title.into(),
            zone,
            park: None,
            parent: None,
            part: None,
            project_code: None,
            credit_code: None,
            statistics_code: None,
            project_owner: None,
            construction_type: None,
            acquisition: None,
            contract_kind: None,
            invest_fen: None,
            invest_qualifier: None,
            contract_fen: None,
            contract_qualifier: None,
            land_mu_e2: None,
            output_fen: None,
            tax_fen: None,
            jobs: None,
            liaison_leader: None,
            agent: None,
            responsible_unit: None,
            responsible_person: None,
            content: None,
            address: None,
            remark: None,
        }
    }
}
