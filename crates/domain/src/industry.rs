//! Seed taxonomies of industries as data (domain.md §12). A project may stand in several at once; zones add their own.

mod gbt4754;

/// A taxonomy that a new ledger starts with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxonomySeed {
    /// Stable name in filters and JSON, the same for every version.
    pub code: &'static str,
    /// Version: the year of the paper that fixed it.
    pub version: &'static str,
    /// Name that users see.
    pub name: &'static str,
    /// Entries in their official order, parents before children.
    pub taxa: &'static [TaxonSeed],
}

/// One entry of a taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaxonSeed {
    /// Code, unique in the taxonomy's version.
    pub code: &'static str,
    /// Name that workbooks use.
    pub name: &'static str,
    /// Code of the entry above, if any.
    pub parent: Option<&'static str>,
}

/// 国民经济行业分类.
pub const GBT_4754: TaxonomySeed =
    TaxonomySeed { code: "gbt4754", version: "2017", name: "国民经济行业分类", taxa: &gbt4754::TAXA };

/// The industries in which provincial round reports list a round's entries, in their order (F205).
pub const ROUND_INDUSTRIES: TaxonomySeed =
    TaxonomySeed {
        code: "roundIndustries", version: "2022", name: "三个一批产业类别", taxa: &ROUND_TAXA
    };

/// Shanxi's fourteen strategic emerging industries (晋政发〔2021〕17号).
pub const SHANXI_STRATEGIC: TaxonomySeed = TaxonomySeed {
    code: "shanxiStrategic",
    version: "2021",
    name: "山西省战略性新兴产业",
    taxa: &STRATEGIC_TAXA,
};

/// Shanxi's sixteen key industrial chains, as they stood in 2023.
pub const SHANXI_CHAINS: TaxonomySeed =
    TaxonomySeed {
        code: "shanxiChains", version: "2023", name: "山西省重点产业链", taxa: &CHAIN_TAXA
    };

/// Every seed taxonomy.
pub const SEEDS: [TaxonomySeed; 4] = [ROUND_INDUSTRIES, SHANXI_STRATEGIC, SHANXI_CHAINS, GBT_4754];

const fn taxon(code: &'static str, name: &'static str) -> TaxonSeed {
    TaxonSeed { code, name, parent: None }
}

const ROUND_TAXA: [TaxonSeed; 11] = [
    taxon("01", "现代煤化工"),
    taxon("02", "装备制造"),
    taxon("03", "新能源"),
    taxon("04", "新材料"),
    taxon("05", "节能环保"),
    taxon("06", "大数据"),
    taxon("07", "电子信息"),
    taxon("08", "医药健康"),
    taxon("09", "现代服务业"),
    taxon("10", "现代农业"),
    taxon("11", "文化旅游"),
];

const STRATEGIC_TAXA: [TaxonSeed; 14] = [
    taxon("01", "信创"),
    taxon("02", "半导体"),
    taxon("03", "大数据融合创新"),
    taxon("04", "光电"),
    taxon("05", "光伏"),
    taxon("06", "碳基新材料"),
    taxon("07", "特种金属材料"),
    taxon("08", "生物基新材料"),
    taxon("09", "先进轨道交通装备"),
    taxon("10", "煤机智能制造装备"),
    taxon("11", "智能网联新能源汽车"),
    taxon("12", "通用航空"),
    taxon("13", "现代生物医药和大健康"),
    taxon("14", "节能环保"),
];

const CHAIN_TAXA: [TaxonSeed; 16] = [
    taxon("01", "特钢材料"),
    taxon("02", "新能源汽车"),
    taxon("03", "高端装备制造"),
    taxon("04", "风电装备"),
    taxon("05", "氢能"),
    taxon("06", "铝镁精深加工"),
    taxon("07", "光伏"),
    taxon("08", "现代医药"),
    taxon("09", "第三代半导体"),
    taxon("10", "合成生物"),
    taxon("11", "新型储能"),
    taxon("12", "废弃资源综合利用"),
    taxon("13", "碳基新材料"),
    taxon("14", "铜基新材料"),
    taxon("15", "信息技术融合应用"),
    taxon("16", "装配式建筑"),
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_seed_has_unique_codes_and_names_that_fold_apart() {
        for seed in SEEDS {
            let codes: HashSet<&str> = seed.taxa.iter().map(|taxon| taxon.code).collect();
            assert_eq!(codes.len(), seed.taxa.len(), "{}", seed.code);
            // A division may bear its section's name (房地产业), so names are unique on one level only.
            let names: HashSet<_> = seed
                .taxa
                .iter()
                .map(|taxon| (taxon.parent.is_some(), crate::text::fold(taxon.name)))
                .collect();
            assert_eq!(names.len(), seed.taxa.len(), "{}", seed.code);
        }
        let seeds: HashSet<_> = SEEDS.iter().map(|seed| (seed.code, seed.version)).collect();
        assert_eq!(seeds.len(), SEEDS.len());
    }

    #[test]
    fn every_division_stands_below_a_section_that_comes_before_it() {
        let mut seen = HashSet::new();
        for taxon in GBT_4754.taxa {
            assert!(taxon.parent.is_none_or(|parent| seen.contains(parent)), "{}", taxon.code);
            seen.insert(taxon.code);
        }
    }

    #[test]
    fn the_national_classification_is_complete() {
        let sections: String =
            GBT_4754.taxa.iter().filter(|taxon| taxon.parent.is_none()).map(|taxon| taxon.code).collect();
        assert_eq!(sections, "ABCDEFGHIJKLMNOPQRST");
        let divisions: Vec<u32> = GBT_4754
            .taxa
            .iter()
            .filter(|taxon| taxon.parent.is_some())
            .map(|taxon| taxon.code.parse().unwrap())
            .collect();
        assert_eq!(divisions, (1..=97).collect::<Vec<_>>());
    }

    #[test]
    fn divisions_known_from_other_papers_have_their_codes() {
        let find = |code: &str| GBT_4754.taxa.iter().find(|taxon| taxon.code == code).unwrap();
        let known = [
            ("06", "煤炭开采和洗选业", "B"),
            ("43", "金属制品、机械和设备修理业", "C"),
            ("44", "电力、热力生产和供应业", "D"),
            ("65", "软件和信息技术服务业", "I"),
            ("70", "房地产业", "K"),
            ("97", "国际组织", "T"),
        ];
        for (code, name, section) in known {
            assert_eq!((find(code).name, find(code).parent), (name, Some(section)));
        }
    }

    #[test]
    fn provincial_reports_list_the_eleven_industries_in_their_order() {
        let names: Vec<&str> = ROUND_INDUSTRIES.taxa.iter().map(|taxon| taxon.name).collect();
        assert_eq!(
            names.join("、"),
            "现代煤化工、装备制造、新能源、新材料、节能环保、大数据、电子信息、医药健康、现代服务业、现代农业、文化旅游"
        );
    }
}
