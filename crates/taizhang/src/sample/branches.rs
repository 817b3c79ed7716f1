//! The branches in which the sample's projects work, with their classes in every taxonomy.

use super::prng::Prng;

/// A branch: what is made, and where it stands in the taxonomies.
#[derive(Debug)]
pub(super) struct Branch {
    /// How often, among all.
    weight: u64,
    /// Code in the industries of the rounds.
    pub round_industry: &'static str,
    /// Code among Shanxi's strategic industries, if it is one.
    pub strategic: Option<&'static str>,
    /// Division of GB/T 4754.
    pub division: &'static str,
    /// Place among the chains of a zone, if it belongs to one.
    pub zone_chain: Option<usize>,
    /// What stands in the names of its companies.
    pub company_word: &'static str,
    /// Products with their unit and yearly amounts from and to.
    pub products: &'static [(&'static str, &'static str, i64, i64)],
}

/// The chains that a zone of the sample keeps for itself.
pub(super) const ZONE_CHAINS: [&str; 7] =
    ["新能源汽车", "高端装备", "现代食品", "生物医药", "新材料", "信息创新", "现代物流"];

type Product = (&'static str, &'static str, i64, i64);

const fn branch(
    weight: u64,
    classes: (&'static str, Option<&'static str>, &'static str, Option<usize>),
    company_word: &'static str,
    products: &'static [Product],
) -> Branch {
    let (round_industry, strategic, division, zone_chain) = classes;
    Branch { weight, round_industry, strategic, division, zone_chain, company_word, products }
}

/// All branches.
pub(super) const BRANCHES: [Branch; 17] = [
    branch(
        70,
        ("01", None, "25", None),
        "化工",
        &[("煤基高端润滑油", "万吨", 5, 60), ("低阶煤清洁利用", "万吨", 20, 120)],
    ),
    branch(
        120,
        ("02", Some("10"), "35", Some(1)),
        "智能装备",
        &[
            ("矿用智能装备", "台（套）", 200, 3000),
            ("液压支架", "台", 500, 5000),
            ("掘进设备", "台（套）", 50, 600),
        ],
    ),
    branch(
        50,
        ("02", Some("09"), "37", Some(1)),
        "轨道装备",
        &[("轨道交通轮轴", "万件", 1, 30), ("转向架", "套", 300, 4000)],
    ),
    branch(
        70,
        ("02", None, "33", Some(1)),
        "精密制造",
        &[("精密铸件", "万吨", 1, 20), ("法兰锻件", "万吨", 2, 30)],
    ),
    branch(
        60,
        ("03", Some("05"), "38", Some(4)),
        "光伏科技",
        &[("光伏组件", "MW", 500, 8000), ("光伏支架", "万吨", 2, 20)],
    ),
    branch(
        50,
        ("03", None, "38", Some(0)),
        "储能科技",
        &[("储能系统", "MWh", 300, 5000), ("钠离子电芯", "GWh", 1, 10)],
    ),
    branch(30, ("03", None, "44", None), "新能源", &[("风电制氢", "万标方", 500, 9000)]),
    branch(
        100,
        ("04", Some("06"), "30", Some(4)),
        "新材料",
        &[
            ("高性能碳纤维", "吨", 200, 12000),
            ("石墨负极材料", "万吨", 1, 20),
            ("碳基复合材料", "吨", 500, 9000),
        ],
    ),
    branch(
        80,
        ("04", Some("07"), "31", Some(4)),
        "特种材料",
        &[("特种不锈钢带", "万吨", 2, 60), ("镁合金压铸件", "万吨", 1, 15)],
    ),
    branch(40, ("04", Some("08"), "28", Some(4)), "生物材料", &[("生物基聚酰胺", "万吨", 1, 30)]),
    branch(
        60,
        ("05", Some("14"), "42", None),
        "环保科技",
        &[("煤矸石综合利用", "万吨", 20, 200), ("废旧轮胎再生", "万吨", 2, 20)],
    ),
    branch(
        40,
        ("06", Some("03"), "65", Some(5)),
        "数据科技",
        &[("算力中心", "架", 1000, 20000), ("数据标注基地", "席", 300, 3000)],
    ),
    branch(
        60,
        ("07", Some("02"), "39", Some(5)),
        "半导体",
        &[("碳化硅衬底", "万片", 1, 50), ("高纯蓝宝石晶片", "万片", 5, 200)],
    ),
    branch(40, ("07", Some("04"), "39", Some(5)), "光电科技", &[("紫外发光器件", "万只", 100, 9000)]),
    branch(
        60,
        ("08", Some("13"), "27", Some(3)),
        "生物医药",
        &[("中药配方颗粒", "吨", 200, 5000), ("冻干粉针剂", "万支", 500, 9000)],
    ),
    branch(
        60,
        ("09", None, "59", Some(6)),
        "供应链",
        &[("智慧冷链仓储", "万平方米", 1, 20), ("多式联运物流园", "万平方米", 3, 40)],
    ),
    branch(
        60,
        ("10", None, "13", Some(2)),
        "食品",
        &[("功能食品", "万吨", 1, 20), ("杂粮精深加工", "万吨", 1, 15), ("陈醋酿造", "万吨", 1, 10)],
    ),
];

/// The place of a branch in [`BRANCHES`], as often as its weight says.
pub(super) fn draw(prng: &mut Prng) -> usize {
    let weights: Vec<(u64, usize)> =
        BRANCHES.iter().enumerate().map(|(place, branch)| (branch.weight, place)).collect();
    prng.weighted(&weights)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::industry::{GBT_4754, ROUND_INDUSTRIES, SHANXI_STRATEGIC, TaxonomySeed};

    #[test]
    fn every_class_named_here_stands_in_its_taxonomy() {
        let stands = |seed: TaxonomySeed, code: &str| seed.taxa.iter().any(|taxon| taxon.code == code);
        for branch in &BRANCHES {
            assert!(stands(ROUND_INDUSTRIES, branch.round_industry), "{}", branch.round_industry);
            assert!(stands(GBT_4754, branch.division), "{}", branch.division);
            assert!(branch.strategic.is_none_or(|code| stands(SHANXI_STRATEGIC, code)), "{branch:?}");
            assert!(branch.zone_chain.is_none_or(|place| place < ZONE_CHAINS.len()));
        }
    }
}
