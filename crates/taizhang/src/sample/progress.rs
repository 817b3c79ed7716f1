//! Plans, monthly reports, money in, output and resumptions of a project, as its zone would have told them.
//!
//! Months are told for this year and the one before; what came earlier is in the sums. So the rows stay few.

use super::deeds::{By, Deed, OPEN, Told};
use super::destiny::Destiny;
use super::draft::wan;
use super::prng::Prng;
use domain::facts::{ActualOutput, AnnualPlan, MonthlyReport, PaidIn, Project, ProjectId, Resumption};
use domain::money::{DollarRate, Dollars};
use domain::{Day, FundSource, FundUse, Money, PlanKind, Precision, ResumptionState};

/// How far works have come, in tenths of the money, and what a report says of it.
const PHYSICAL: [(i64, &str); 5] = [
    (1, "场地平整，临建搭设"),
    (3, "基础施工"),
    (6, "主体结构施工"),
    (8, "二次结构及设备基础施工"),
    (10, "设备安装调试"),
];
const PROBLEMS: [&str; 4] = ["用地手续尚未办结", "配套管网接入滞后", "企业资金周转紧张", "设备到货延期"];
const NOT_RESUMED: &str = "资金未落实，尚未复工";

/// Tells it of a life up to today.
pub(super) struct Progress<'a> {
    pub(super) prng: Prng,
    pub(super) today: Day,
    pub(super) registered_on: Day,
    pub(super) project: &'a Project,
    pub(super) destiny: &'a Destiny,
}

/// Works from their start to the day on which no more is built, by months counted from year 0.
struct Works {
    first: i32,
    last: i32,
    /// What is to be spent, in 万元.
    wan: i64,
}

impl Progress<'_> {
    /// The deeds, each with the day on which the ledger was told; not sorted.
    pub(super) fn tell(mut self) -> Vec<Told> {
        let mut told = Vec::new();
        self.plans(&mut told);
        if let Some(works) = self.works() {
            self.months(&works, &mut told);
            self.resumptions(&mut told);
        }
        self.outputs(&mut told);
        let (today, registered_on) = (self.today, self.registered_on);
        told.retain(|it| it.on <= today && it.on >= registered_on);
        told
    }

    fn invest_wan(&self) -> i64 {
        self.project.invest_fen.map_or(0, |money| money.fen() / wan(1).fen())
    }

    /// The day from which nothing more is built.
    fn ends_on(&self) -> Option<Day> {
        let halted = self.destiny.suspended.filter(|_| self.destiny.resumed.is_none());
        [self.destiny.producing, self.destiny.exit.map(|(_, day)| day), halted].into_iter().flatten().min()
    }

    fn works(&self) -> Option<Works> {
        let first = self.destiny.started?;
        let until = self.destiny.producing.or(self.destiny.production_due)?.max(first.add_days(60));
        Some(Works { first: first.month_index(), last: until.month_index(), wan: self.invest_wan() })
    }

    /// One plan for each year in which something is to be built; now and then changed in August, now and then beside a
    /// smaller target.
    fn plans(&mut self, told: &mut Vec<Told>) {
        let (Some(from), Some(to)) = (self.destiny.start_due, self.destiny.production_due) else { return };
        let from = self.destiny.started.map_or(from, |started| started.min(from));
        let until = self.ends_on().map_or(to, |end| end.min(self.today)).max(to);
        let span = i64::from(months_from_to(from, until)).max(1);
        for year in from.year().max(self.registered_on.year())..=until.year().min(self.today.year()) {
            if self.ends_on().is_some_and(|end| end.year() < year) {
                return;
            }
            let Some((first, last)) = Day::new(year, 1, 1).zip(Day::new(year, 12, 31)) else { return };
            let months = i64::from(months_from_to(from.max(first), until.min(last)));
            let planned = (self.invest_wan() * months / span).max(1);
            let in_year =
                |day: Option<Day>| day.filter(|day| day.year() == year).map(|day| day.month().into());
            let plan = AnnualPlan {
                project: ProjectId(OPEN),
                year: year.into(),
                kind: PlanKind::AnnualPlan,
                month: None,
                version: 1,
                decided_on: first.add_days(19).max(self.registered_on),
                invest_fen: Some(wan(planned)),
                content: None,
                start_month: in_year(self.destiny.start_due.filter(|_| self.is_new_in(year))),
                complete_month: in_year(Some(to.add_days(-30))),
                produce_month: in_year(Some(to)),
            };
            self.versions(plan, planned, told);
        }
    }

    /// Whether works had not begun before a year.
    fn is_new_in(&self, year: i32) -> bool {
        self.destiny.started.is_none_or(|started| started.year() >= year)
    }

    fn versions(&mut self, plan: AnnualPlan, planned: i64, told: &mut Vec<Told>) {
        let on = plan.decided_on;
        let changed_on = Day::new(on.year(), 8, 15).filter(|day| *day > on && self.prng.chance(150));
        let percent = self.prng.between(75, 120);
        if self.prng.chance(300) {
            let invest_fen = Some(wan((planned * 9 / 10).max(1)));
            say(told, on, Deed::Plan(AnnualPlan { kind: PlanKind::Target, invest_fen, ..plan.clone() }));
        }
        if let Some(day) = changed_on {
            let invest_fen = Some(wan((planned * percent / 100).max(1)));
            let next = AnnualPlan { version: 2, decided_on: day, invest_fen, ..plan.clone() };
            say(told, day, Deed::Plan(next));
        }
        say(told, on, Deed::Plan(plan));
    }

    /// Reports month by month and money in by quarters, from last year's January on.
    fn months(&mut self, works: &Works, told: &mut Vec<Told>) {
        let window = (self.today.year() - 1) * 12;
        let now = self.today.month_index();
        let span = i64::from(works.last - works.first + 1);
        let end = self.ends_on().map_or(now, |end| end.month_index().min(now));
        let (mut since_start, mut of_year, mut of_quarter, mut unreported) = (0, 0, 0, 0);
        for month in works.first..=end.min(works.last).min(now - 1) {
            let amount = if self.is_halted(month) {
                0
            } else {
                (works.wan / span * self.prng.between(60, 135) / 100).min(works.wan - since_start)
            };
            let (year, of_month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
            of_year = if of_month == 1 { 0 } else { of_year };
            since_start += amount;
            of_year += amount;
            of_quarter += amount;
            unreported += amount;
            let Some(day) = u8::try_from(of_month).ok().and_then(|of_month| Day::new(year, of_month, 1))
            else {
                return;
            };
            // January is reported with February.
            if month >= window && of_month != 1 {
                let sums = [unreported, of_year, since_start];
                self.report(day, sums, works.wan, told);
            }
            unreported = if of_month == 1 { unreported } else { 0 };
            if of_month % 3 == 0 {
                if month >= window && of_quarter > 0 {
                    self.money(day.last_of_month(), of_quarter, told);
                }
                of_quarter = 0;
            }
        }
    }

    fn is_halted(&self, month: i32) -> bool {
        let from = self.destiny.suspended.map(Day::month_index);
        let to = self.destiny.resumed.map(Day::month_index);
        from.is_some_and(|from| month > from) && to.is_none_or(|to| month < to)
    }

    fn report(
        &mut self,
        month: Day,
        [amount, of_year, since_start]: [i64; 3],
        whole: i64,
        told: &mut Vec<Told>,
    ) {
        let told_on = month.last_of_month().add_days(self.prng.days(2, 8));
        // A slip of the hand: what the ledger adds up differs, and asks.
        let slip = if self.prng.chance(15) { self.prng.between(1, 9) * 100 } else { 0 };
        let tenth = since_start * 10 / whole.max(1);
        let physical = PHYSICAL.iter().find(|(until, _)| tenth < *until).unwrap_or(&PHYSICAL[4]).1;
        let problem = self.prng.chance(90).then(|| (*self.prng.pick(&PROBLEMS)).to_owned());
        let report = MonthlyReport {
            project: ProjectId(OPEN),
            year: month.year().into(),
            month: month.month().into(),
            month_fen: Some(wan(amount)),
            year_to_date_fen: Some(wan(of_year + slip)),
            since_start_fen: Some(wan(since_start)),
            progress: Some(physical.to_owned()),
            problems: problem,
            requests: None,
            reported_on: told_on,
        };
        say(told, told_on, Deed::Month(report));
    }

    fn money(&mut self, quarter_end: Day, amount: i64, told: &mut Vec<Told>) {
        let fund_source = self.prng.weighted(&[
            (62, FundSource::SelfRaised),
            (26, FundSource::Loan),
            (5, FundSource::Budget),
            (3, FundSource::Foreign),
            (4, FundSource::Other),
        ]);
        let told_on = quarter_end.add_days(self.prng.days(4, 14));
        let body = PaidIn {
            project: ProjectId(OPEN),
            day: quarter_end.add_days(-self.prng.days(0, 60)),
            precision: Precision::Day,
            original: None,
            amount_fen: wan((amount * self.prng.between(80, 112) / 100).max(1)),
            fund_source,
            fund_use: Some(if self.prng.chance(850) {
                FundUse::FixedAssets
            } else {
                FundUse::WorkingCapital
            }),
            land_premium: self.prng.chance(100),
            recorded_on: told_on,
            usd_cents: None,
            usd_rate_e6: None,
            usd_rate_on: None,
        };
        let paid = if fund_source == FundSource::Foreign { in_dollars(body) } else { body };
        say(told, told_on, Deed::Paid(paid));
    }

    /// Each year carried over: resumed in spring, or not, or given up.
    fn resumptions(&mut self, told: &mut Vec<Told>) {
        let Some(started) = self.destiny.started else { return };
        let done = self.destiny.producing.map_or(i32::MAX, Day::year);
        for year in started.year() + 1..=self.today.year().min(done) {
            let Some(spring) = Day::new(year, 2, 8) else { return };
            if self.destiny.exit.is_some_and(|(_, day)| day < spring) {
                return;
            }
            let halted = self.is_halted(spring.month_index());
            let day = spring.add_days(self.prng.days(0, 45));
            let told_on = day.add_days(self.prng.days(1, 12));
            let resumption = Resumption {
                project: ProjectId(OPEN),
                year: year.into(),
                state: if halted { ResumptionState::NotResumed } else { ResumptionState::Resumed },
                day: (!halted).then_some(day),
                precision: (!halted).then_some(Precision::Day),
                original: None,
                reason: halted.then(|| NOT_RESUMED.to_owned()),
                recorded_on: told_on,
            };
            say(told, told_on, Deed::Resume(resumption));
        }
    }

    /// Each whole year of production: rising to what was promised, or not quite.
    fn outputs(&mut self, told: &mut Vec<Told>) {
        let (Some(producing), Some(expected)) = (self.destiny.producing, self.project.output_fen) else {
            return;
        };
        for year in producing.year()..self.today.year() {
            let Some(told_on) = Day::new(year + 1, 1, 1).map(|day| day.add_days(self.prng.days(14, 40)))
            else {
                return;
            };
            let percent = match year - producing.year() {
                0 => i64::from(13 - producing.month()) * self.prng.between(30, 70) / 12,
                1 => self.prng.between(60, 100),
                _ => self.prng.between(82, 112),
            };
            let of = |money: Money| Money::from_fen(money.fen() / 100 * percent);
            let output = ActualOutput {
                project: ProjectId(OPEN),
                year: year.into(),
                month: None,
                output_fen: Some(of(expected)),
                tax_fen: self.project.tax_fen.map(of),
                jobs: self.project.jobs.map(|jobs| jobs * percent.clamp(40, 100) / 100),
                recorded_on: told_on,
            };
            say(told, told_on, Deed::Output(output));
        }
    }
}

/// Months that two days span, both counted.
fn months_from_to(from: Day, to: Day) -> i32 {
    (to.month_index() - from.month_index() + 1).max(0)
}

fn say(told: &mut Vec<Told>, on: Day, deed: Deed) {
    told.push(Told { on, by: By::Zone, deed });
}

/// Foreign money arrives in dollars, about as much as the plan said.
fn in_dollars(paid: PaidIn) -> PaidIn {
    let rate_e6 = match paid.day.year() {
        ..=2020 => 6_900_000,
        2021 => 6_451_500,
        2022 => 6_726_100,
        _ => 7_046_700,
    };
    // Whole thousands of dollars, as contracts have them.
    let cents = paid.amount_fen.fen() * 10 / rate_e6 * 100_000;
    let rate = DollarRate::new(rate_e6, paid.day).filter(|_| cents > 0);
    let dollars = rate.map(|rate| Dollars { cents, rate });
    let amount_fen = dollars.and_then(Dollars::money).unwrap_or(paid.amount_fen);
    PaidIn { amount_fen, ..paid }.told_in(dollars)
}
