//! The project itself: name, money, land, people, codes.

use super::branches::{BRANCHES, Branch};
use super::codes;
use super::names;
use super::prng::Prng;
use super::world::ZoneSeat;
use domain::facts::Project;
use domain::{AcquisitionKind, ConstructionType, ContractKind, Day, Money, MoneyUnit, Qualifier};

/// Total investment in 万元 at the hundredths of all projects given first: a long tail, as in real ledgers.
const INVEST_WAN: [(u64, i64); 11] = [
    (0, 500),
    (80, 2_000),
    (250, 5_000),
    (450, 10_000),
    (620, 18_000),
    (760, 32_000),
    (860, 55_000),
    (940, 100_000),
    (980, 210_000),
    (997, 600_000),
    (1000, 1_500_000),
];
const UNITS: [&str; 6] =
    ["招商合作部", "项目推进中心", "经济发展部", "规划建设部", "行政审批部", "企业服务中心"];

/// An amount as offices write it: many round, few exact.
pub(super) fn invest_wan(prng: &mut Prng) -> i64 {
    let at = prng.below(1000);
    let upper = INVEST_WAN.iter().position(|(until, _)| *until > at).unwrap_or(INVEST_WAN.len() - 1);
    let (from, low) = INVEST_WAN[upper - 1];
    let (until, high) = INVEST_WAN[upper];
    let share = |part: u64| i64::try_from(part).unwrap_or(0);
    let exact = low + (high - low) * share(at - from) / share(until - from) + prng.between(0, low / 10);
    let grain = prng.weighted(&[(45, 1_000), (25, 100), (20, 10), (10, 1)]);
    if exact < grain * 5 { exact } else { exact / grain * grain }
}

/// 万元 as money.
pub(super) fn wan(count: i64) -> Money {
    Money::of(count, MoneyUnit::Wan).unwrap_or(Money::ZERO)
}

/// What the project's first version is made from.
pub(super) struct Draft<'a> {
    /// Where.
    pub zone: &'a ZoneSeat,
    /// The number within the whole sample, from 1.
    pub number: u64,
    /// Place in [`BRANCHES`].
    pub branch: usize,
    /// The first investor's distinctive name.
    pub brand: &'a str,
    /// The first investor's name.
    pub investor: &'a str,
    /// The first investor's credit code.
    pub credit_code: Option<&'a str>,
    /// Total investment in 万元.
    pub invest_wan: i64,
    /// The day of registration.
    pub on: Day,
}

impl Draft<'_> {
    /// The project as it was first registered.
    pub(super) fn project(&self, prng: &mut Prng) -> Project {
        let branch = &BRANCHES[self.branch];
        let (title, content, kind) = self.words(prng, branch);
        let own_no = format!("{}-{}-{:05}", self.zone.prefix, self.on.year(), self.number);
        let mut project = Project::new(own_no, title, self.zone.org);
        project.content = Some(content);
        project.construction_type = Some(kind);
        project.park =
            (!self.zone.parks.is_empty() && prng.chance(650)).then(|| *prng.pick(&self.zone.parks));
        self.codes(prng, &mut project);
        self.money(prng, &mut project);
        self.people(prng, &mut project);
        project
    }

    fn words(&self, prng: &mut Prng, branch: &Branch) -> (String, String, ConstructionType) {
        let (product, unit, low, high) = *prng.pick(branch.products);
        let amount = prng.between(low, high);
        let kind = prng.weighted(&[
            (800, ConstructionType::Construction),
            (110, ConstructionType::Expansion),
            (60, ConstructionType::Rehabilitation),
            (30, ConstructionType::Replacement),
        ]);
        let form = match kind {
            ConstructionType::Construction => {
                prng.weighted(&[(55, "项目"), (30, "生产线项目"), (15, "产业基地项目")])
            }
            ConstructionType::Expansion => "扩建项目",
            ConstructionType::Rehabilitation => "技术改造项目",
            ConstructionType::Replacement => "搬迁升级项目",
        };
        let unit_word = unit.trim_end_matches("（套）");
        let title = match prng.below(3) {
            0 => format!("{}年产{amount}{unit_word}{product}{form}", self.brand),
            1 => format!("{}{product}{form}", self.brand),
            _ => format!("年产{amount}{unit_word}{product}{form}（{}）", self.brand),
        };
        let floor = prng.between(6, 180) * 1_000;
        let content = format!(
            "建设生产厂房、研发检测中心及配套设施，总建筑面积约{floor}平方米，达产后形成年产{product}{amount}{unit}的能力。"
        );
        (title, content, kind)
    }

    fn codes(&self, prng: &mut Prng, project: &mut Project) {
        project.project_code = prng.chance(830).then(|| codes::project_code(prng, self.on, self.zone.region));
        let local = prng.chance(700);
        project.project_owner = Some(if local {
            format!("{}（项目公司）", self.investor)
        } else {
            self.investor.to_owned()
        });
        project.credit_code = if local {
            prng.chance(800).then(|| codes::credit_code(prng, self.zone.region))
        } else {
            self.credit_code.map(str::to_owned)
        };
    }

    fn money(&self, prng: &mut Prng, project: &mut Project) {
        let invest = self.invest_wan;
        project.invest_fen = Some(wan(invest));
        project.invest_qualifier = prng.chance(40).then_some(Qualifier::About);
        project.contract_kind =
            Some(if prng.chance(70) { ContractKind::Framework } else { ContractKind::Formal });
        let contract = prng.weighted(&[(70, 100), (12, 80), (10, 110), (8, 60)]);
        project.contract_fen = prng.chance(900).then(|| wan(invest * contract / 100));
        let wan_per_mu = prng.between(160, 620);
        project.land_mu_e2 = prng.chance(930).then(|| (invest * 100 / wan_per_mu).max(150));
        let output = invest * prng.between(55, 210) / 100;
        project.output_fen = prng.chance(900).then(|| wan(output));
        project.tax_fen = prng.chance(820).then(|| wan(output * prng.between(25, 80) / 1_000));
        project.jobs = prng.chance(900).then(|| (invest / prng.between(45, 160)).clamp(8, 6_000));
        project.acquisition = Some(prng.weighted(&[
            (780, AcquisitionKind::NewInvestment),
            (160, AcquisitionKind::CapacityExpansion),
            (60, AcquisitionKind::ReinvestedProfit),
        ]));
    }

    fn people(&self, prng: &mut Prng, project: &mut Project) {
        let short = self.zone.name.as_str();
        project.liaison_leader = prng.chance(850).then(|| {
            let first = names::person(prng);
            if prng.chance(120) { format!("{first}、{}", names::person(prng)) } else { first }
        });
        project.agent = prng.chance(620).then(|| names::person(prng));
        project.responsible_unit = Some(format!("{short}管委会{}", prng.pick(&UNITS)));
        project.responsible_person = Some(names::person(prng));
        let road = names::place(prng);
        project.address = Some(format!("{short}{road}路{}号", prng.between(1, 268)));
        project.remark = prng.chance(60).then(|| "列入市级领导包联项目".to_owned());
    }
}
