//! The rows of a plain workbook, consistent by construction: what the 20,000-row test and the measurements bring in.

use super::branches::{self, BRANCHES};
use super::draft;
use super::names;
use super::prng::Prng;
use super::rounds;
use domain::industry::ROUND_INDUSTRIES;
use domain::region::{PROVINCES, SHANXI_CITIES};
use domain::{Day, RoundKey};

/// The plain headers, with the round columns after them.
pub const HEADERS: [&str; 19] = [
    "项目编号",
    "项目名称",
    "所在市",
    "开发区",
    "产业类别",
    "项目阶段",
    "总投资(万元)",
    "投资方",
    "投资方所在省",
    "签约日期",
    "计划开工日期",
    "实际开工日期",
    "计划投产日期",
    "实际投产日期",
    "责任人",
    "备注",
    "签约轮次",
    "开工轮次",
    "投产轮次",
];
const ABROAD: [&str; 3] = ["德国", "日本", "新加坡"];
const ZONES_PER_CITY: u64 = 8;
/// How far back the rows go.
const SPAN_DAYS: i64 = 1_780;

/// One row; the order of the fields is that of [`HEADERS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookRow {
    /// 项目编号.
    pub own_no: String,
    /// 项目名称.
    pub title: String,
    /// 所在市.
    pub city: &'static str,
    /// 开发区.
    pub zone: String,
    /// 产业类别.
    pub industry: &'static str,
    /// 项目阶段, never against the dates.
    pub stage: &'static str,
    /// 总投资, in 万元.
    pub invest_wan: i64,
    /// 投资方.
    pub investor: String,
    /// 投资方所在省.
    pub investor_province: &'static str,
    /// 签约日期.
    pub signed_on: Option<Day>,
    /// 计划开工日期.
    pub start_due: Option<Day>,
    /// 实际开工日期.
    pub started_on: Option<Day>,
    /// 计划投产日期.
    pub production_due: Option<Day>,
    /// 实际投产日期.
    pub produced_on: Option<Day>,
    /// 责任人.
    pub person: String,
    /// 备注.
    pub remark: &'static str,
    /// 签约轮次.
    pub signing_round: Option<RoundKey>,
    /// 开工轮次.
    pub start_round: Option<RoundKey>,
    /// 投产轮次.
    pub production_round: Option<RoundKey>,
}

impl WorkbookRow {
    /// The cells as texts, in the order of [`HEADERS`]; empty where there is nothing.
    pub fn cells(&self) -> [String; 19] {
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let round = |round: Option<RoundKey>| round.map(|round| round.to_string()).unwrap_or_default();
        [
            self.own_no.clone(),
            self.title.clone(),
            self.city.to_owned(),
            self.zone.clone(),
            self.industry.to_owned(),
            self.stage.to_owned(),
            self.invest_wan.to_string(),
            self.investor.clone(),
            self.investor_province.to_owned(),
            day(self.signed_on),
            day(self.start_due),
            day(self.started_on),
            day(self.production_due),
            day(self.produced_on),
            self.person.clone(),
            self.remark.to_owned(),
            round(self.signing_round),
            round(self.start_round),
            round(self.production_round),
        ]
    }
}

/// So many rows, known on `today`. Every project has its own number and name; a date in the future is only promised.
pub fn workbook(rows: usize, seed: u64, today: Day) -> Vec<WorkbookRow> {
    let zones = zones(seed);
    let rounds = rounds::days(today);
    (0..rows).map(|index| Row { zones: &zones, rounds: &rounds, today }.make(seed, index)).collect()
}

/// City and zone, by number.
fn zones(seed: u64) -> Vec<(&'static str, String)> {
    let mut places = names::places_shuffled(&mut Prng::of(seed, 20, 0));
    let cities = SHANXI_CITIES.iter().flat_map(|(_, city)| (0..ZONES_PER_CITY).map(move |_| *city));
    cities.map(|city| (city, format!("{}经济技术开发区", places.pop().unwrap_or_default()))).collect()
}

/// What all rows share.
struct Row<'a> {
    zones: &'a [(&'static str, String)],
    rounds: &'a [Day],
    today: Day,
}

impl Row<'_> {
    fn make(&self, seed: u64, index: usize) -> WorkbookRow {
        let mut prng = Prng::of(seed, 21, index as u64);
        let (city, zone) = prng.pick(self.zones).clone();
        let branch = &BRANCHES[branches::draw(&mut prng)];
        let brand = names::brand(&mut prng);
        let (product, _, _, _) = *prng.pick(branch.products);
        let industry = ROUND_INDUSTRIES.taxa.iter().find(|taxon| taxon.code == branch.round_industry);
        let mut row = WorkbookRow {
            own_no: format!("TZ-{:06}", index + 1),
            title: format!("{brand}{product}项目{}", index + 1),
            city,
            zone,
            industry: industry.map_or("", |taxon| taxon.name),
            stage: "",
            invest_wan: draft::invest_wan(&mut prng),
            investor: format!("{brand}{}有限公司", branch.company_word),
            investor_province: origin(&mut prng),
            signed_on: None,
            start_due: None,
            started_on: None,
            production_due: None,
            produced_on: None,
            person: names::person(&mut prng),
            remark: prng.weighted(&[(90, ""), (6, "市级重点"), (4, "增资扩产")]),
            signing_round: None,
            start_round: None,
            production_round: None,
        };
        self.dates(&mut prng, &mut row);
        row.stage = stage(&mut prng, &row);
        row
    }

    fn dates(&self, prng: &mut Prng, row: &mut WorkbookRow) {
        if prng.chance(60) {
            return;
        }
        let ago = i32::try_from(prng.between(0, SPAN_DAYS)).unwrap_or(0);
        let signed = self.today.add_days(-ago);
        let start_due = signed.add_days(prng.days(30, 300));
        let production_due = start_due.add_days(prng.days(180, 700));
        let slip = prng.weighted(&[(30, (-20, 0)), (45, (1, 60)), (25, (61, 400))]);
        let started = start_due.add_days(prng.days(slip.0, slip.1));
        let produced = started.add_days(prng.days(150, 800));
        row.signed_on = Some(signed);
        row.start_due = prng.chance(950).then_some(start_due);
        row.production_due = prng.chance(920).then_some(production_due);
        row.signing_round = self.round(prng, signed, 700);
        if prng.chance(120) || started > self.today {
            return;
        }
        row.started_on = Some(started);
        row.start_round = self.round(prng, started, 650);
        if produced <= self.today {
            row.produced_on = Some(produced);
            row.production_round = self.round(prng, produced, 600);
        }
    }

    /// The first round held on that day or after it, so many times in a thousand.
    fn round(&self, prng: &mut Prng, from: Day, permille: u64) -> Option<RoundKey> {
        let place = self.rounds.iter().position(|day| *day >= from)?;
        let day = self.rounds[place];
        if day > self.today || !prng.chance(permille) {
            return None;
        }
        let before = self.rounds[..place].iter().filter(|earlier| earlier.year() == day.year()).count();
        // The first year of the calendar may begin in the middle: its rounds are counted from their quarter.
        let seq = if self.rounds[0].year() == day.year() { usize::from(day.quarter()) } else { before + 1 };
        Some(RoundKey {
            year: i16::try_from(day.year()).unwrap_or(i16::MAX),
            seq_in_year: u8::try_from(seq).unwrap_or(u8::MAX),
        })
    }
}

fn origin(prng: &mut Prng) -> &'static str {
    if prng.chance(420) {
        return "山西省";
    }
    if prng.chance(30) {
        return ABROAD[prng.place(ABROAD.len())];
    }
    let mainland = &PROVINCES[..31];
    prng.pick(mainland).full_name
}

/// The word that fits the dates; now and then one that stands for itself, without a date.
fn stage(prng: &mut Prng, row: &WorkbookRow) -> &'static str {
    if row.produced_on.is_some() {
        return if prng.chance(60) { "达产" } else { "投产" };
    }
    if row.started_on.is_some() {
        return prng.weighted(&[(70, "开工"), (30, "在建")]);
    }
    if row.signed_on.is_some() {
        return if prng.chance(25) { "终止" } else { "签约" };
    }
    prng.weighted(&[(50, "谋划"), (50, "在谈")])
}

#[cfg(test)]
mod naive;
