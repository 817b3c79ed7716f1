//! Who invests: a pool of made-up companies, each made from its number alone.

use super::Local;
use super::branches::BRANCHES;
use super::codes::credit_code;
use super::names;
use super::prng::Prng;
use domain::facts::{Investor, InvestorId, InvestorListing};
use domain::region::{PROVINCES, Region, SHANXI_CITIES};
use domain::{Day, InvestorClass};

/// The yearly list whose members are counted apart.
pub(super) const WORLD_500: &str = "世界500强";
const PRIVATE_500: &str = "民营500强";
const COUNTRIES: [&str; 7] = ["德国", "日本", "新加坡", "法国", "韩国", "荷兰", "瑞士"];
/// Provinces that invest elsewhere, as often as they do.
const SOURCES: [(u64, u32); 16] = [
    (190, 110_000),
    (130, 440_000),
    (120, 320_000),
    (110, 330_000),
    (90, 370_000),
    (90, 310_000),
    (80, 130_000),
    (70, 410_000),
    (50, 610_000),
    (40, 120_000),
    (40, 420_000),
    (30, 510_000),
    (25, 340_000),
    (20, 350_000),
    (15, 150_000),
    (10, 810_000),
];

/// The pool from which projects draw.
#[derive(Debug)]
pub(super) struct Pool {
    seed: u64,
    size: u64,
    first_id: i64,
    home: u32,
    years: (i32, i32),
}

/// An investor and the lists on which it stands.
#[derive(Debug)]
pub(super) struct Company {
    /// The investor.
    pub investor: Local<Investor>,
    /// Its distinctive name.
    pub brand: String,
    /// Its listings.
    pub listings: Vec<InvestorListing>,
}

impl Pool {
    /// A pool of so many companies, numbered from `first_id` on.
    pub(super) fn new(seed: u64, size: u64, first_id: i64, from: Day, today: Day) -> Self {
        Self { seed, size: size.max(1), first_id, home: 140_000, years: (from.year(), today.year()) }
    }

    /// The first id after those of the pool and of its listings.
    pub(super) fn end_id(&self) -> i64 {
        self.first_id + i64::try_from(self.size * 9).unwrap_or(i64::MAX / 2)
    }

    /// The ids of the pool.
    pub(super) fn ids(&self) -> impl Iterator<Item = InvestorId> + use<> {
        (self.first_id..self.first_id + i64::try_from(self.size).unwrap_or(i64::MAX)).map(InvestorId)
    }

    /// A company, the early numbers more often: a few invest again and again.
    pub(super) fn draw(&self, prng: &mut Prng) -> InvestorId {
        let bound = if prng.chance(200) { self.size.div_ceil(20) } else { self.size };
        InvestorId(self.first_id + i64::try_from(prng.below(bound)).unwrap_or(0))
    }

    /// The company with that id.
    pub(super) fn company(&self, id: InvestorId) -> Company {
        let mut prng = Prng::of(self.seed, 3, u64::try_from(id.0 - self.first_id).unwrap_or(0));
        let class = prng.weighted(&[
            (760, InvestorClass::Private),
            (110, InvestorClass::OtherState),
            (75, InvestorClass::CentralState),
            (55, InvestorClass::Foreign),
        ]);
        let (region, seat) = self.seat(&mut prng, class);
        let brand = names::brand(&mut prng);
        let word = prng.pick(&BRANCHES).company_word;
        let form = match class {
            InvestorClass::CentralState | InvestorClass::OtherState => "集团有限公司",
            InvestorClass::Foreign => "（中国）有限公司",
            InvestorClass::Private => {
                prng.weighted(&[(80, "有限公司"), (12, "股份有限公司"), (8, "集团有限公司")])
            }
        };
        let registered = region != i64::from(Region::ABROAD.code());
        let credit_code = (registered && prng.chance(880)).then(|| credit_code(&mut prng, region));
        let listings = self.listings(&mut prng, id, class);
        let investor = Investor {
            name: format!("{brand}{word}{form}"),
            credit_code,
            region: Some(region),
            seat: Some(seat),
            class: Some(class),
        };
        Company { investor: Local { id: id.0, body: investor }, brand, listings }
    }

    fn seat(&self, prng: &mut Prng, class: InvestorClass) -> (i64, String) {
        if class == InvestorClass::Foreign && prng.chance(700) {
            return (Region::ABROAD.code().into(), (*prng.pick(&COUNTRIES)).to_owned());
        }
        if class != InvestorClass::Foreign && prng.chance(460) {
            let (code, city) = *prng.pick(&SHANXI_CITIES);
            return (code.into(), format!("山西省{city}"));
        }
        let code = prng.weighted(&SOURCES);
        let code = if code == self.home { 110_000 } else { code };
        let name =
            PROVINCES.iter().find(|province| province.code == code).map_or("", |province| province.full_name);
        (code.into(), name.to_owned())
    }

    /// On the world list in some years, most often in a row; some only as a subsidiary.
    fn listings(&self, prng: &mut Prng, id: InvestorId, class: InvestorClass) -> Vec<InvestorListing> {
        let permille = match class {
            InvestorClass::CentralState => 220,
            InvestorClass::Foreign => 90,
            InvestorClass::OtherState => 30,
            InvestorClass::Private => 8,
        };
        let world = prng.chance(permille);
        let private = class == InvestorClass::Private && prng.chance(25);
        if !world && !private {
            return Vec::new();
        }
        let from = prng.days(self.years.0 - 1, self.years.1 - 1);
        let to = prng.days(from, self.years.1);
        let rank = prng.between(12, 490);
        let relation = prng.weighted(&[(35, "本身"), (50, "全资子公司"), (15, "控股子公司（持股51%）")]);
        (from..=to)
            .map(|year| InvestorListing {
                investor: id,
                list: if world { WORLD_500 } else { PRIVATE_500 }.to_owned(),
                year: year.into(),
                rank: Some((rank + i64::from(year - from) * 3).min(500)),
                relation: Some(relation.to_owned()),
            })
            .collect()
    }
}
