//! A list exported with the plain headers and brought in again changes nothing.

use crate::kit::{Tree, World, day, operator};
use crate::rounds::facts;
use domain::facts::{
    ActualOutput, AnnualPlan, Indicator, KeyListing, Occasion, OldPrint, OrgId, PaidIn, Permit, Project,
    ProjectId, Resumption, RosterEntry, Target,
};
use domain::money::{DollarRate, Dollars};
use domain::{
    Cycle, FundSource, FundUse, KeyLevel, LeaderRank, Money, OccasionKind, PeriodKind, PermitState, PlanKind,
    Precision, Qualifier, ResumptionState, RosterKind, Scope, TargetMeasure,
};
use figures::{Population, Sort};
use office::Book;
use std::io::{Read, Seek};
use taizhang::clock::noon_ms;
use taizhang::imports::intake::intake;
use taizhang::imports::outcome::{Fate, Mode, Options, Report, Source};
use taizhang::ledger::{Ledger, Writer};
use taizhang::projects::exports::{self, Kind, Layout, Order};
use taizhang::projects::{Column, DEFAULT_COLUMNS};
use taizhang::sample::{self, SEED, Size};
use taizhang::text::{Lang, days};

/// The plain export of everything, as it is read again.
async fn exported(world: &World) -> (Book, usize) {
    exported_as(world, Layout::Plain, Lang::ZhCn, Kind::Xlsx).await
}

/// An export of everything, as it is read again.
async fn exported_as(world: &World, layout: Layout, lang: Lang, kind: Kind) -> (Book, usize) {
    let has_further_sheets = layout == Layout::Plain;
    let today = world.clock.today();
    let snapshot = world.ledger.live().current().await.unwrap();
    let population = Population::new(&snapshot, &Scope::operator(), None, today).unwrap();
    let (projects, orgs) = (population.len(), snapshot.places().iter().map(|place| place.id).collect());
    let order = Order {
        population,
        chosen: None,
        sort: Sort::default(),
        layout,
        lang,
        note: lang.tf("exports.as_of", &[("day", &days::prose(lang, today))]),
        has_further_sheets,
        orgs,
    };
    let mut file = tempfile::tempfile().unwrap();
    let written = exports::write(world.ledger.db(), order, kind, file.try_clone().unwrap()).await.unwrap();
    assert_eq!(written, projects);
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    if let Ok(path) = std::env::var("TAIZHANG_KEEP_EXPORT") {
        std::fs::write(path, &bytes).unwrap();
    }
    let name = if matches!(kind, Kind::Csv { .. }) { "x.csv" } else { "x.xlsx" };
    (office::read(&bytes, name, &office::ReadLimits::default()).unwrap(), projects)
}

async fn imported(ledger: &Ledger, book: &Book, mode: Mode, options: Options) -> Report {
    let source = Source { name: "x.xlsx".into(), hash: "0".repeat(64), came: None };
    let scope = Scope::operator();
    intake(ledger, &scope, operator(), (source, book), &options, mode, |_, _| {}).await.unwrap()
}

fn nothing_new(report: &Report) {
    let is_new = |fate: &Fate| match fate {
        Fate::Stated(changed) => !changed.is_empty(),
        fate => !matches!(fate, Fate::Unchanged(_)),
    };
    let other: Vec<_> = report.rows.iter().filter(|row| is_new(&row.fate)).take(5).collect();
    assert!(other.is_empty(), "{other:?} {:?}", report.problems.iter().take(5).collect::<Vec<_>>());
}

fn sheets(book: &Book) -> Vec<&str> {
    book.sheets.iter().map(|sheet| sheet.name.as_str()).collect()
}

fn wan(amount: i64) -> Money {
    Money::from_fen(amount * 1_000_000 + 1)
}

/// Two projects of one name with every kind of record, each column filled once and left open once.
fn records_of_projects(writer: &mut Writer, tree: &Tree) {
    for no in ["A-1", "A-2"] {
        let project = ProjectId(writer.create(&Project::new(no, "同名项目", tree.zone)));
        let plan = AnnualPlan {
            invest_fen: Some(wan(3_000)),
            content: Some("主体封顶\n设备进场".into()),
            start_month: Some(3),
            complete_month: Some(11),
            produce_month: Some(12),
            ..facts::plan(project, 2022)
        };
        writer.create(&plan);
        writer.create(&AnnualPlan {
            version: 2,
            decided_on: day(2022, 5, 1),
            invest_fen: Some(wan(3_300)),
            ..plan.clone()
        });
        writer.create(&AnnualPlan {
            kind: PlanKind::Target,
            content: None,
            start_month: None,
            ..plan.clone()
        });
        for month in 1..4 {
            writer.create(&AnnualPlan {
                kind: PlanKind::PlanToDate,
                month: Some(month),
                produce_month: None,
                ..plan.clone()
            });
        }
        let paid = PaidIn {
            project,
            day: day(2022, 3, 31),
            precision: Precision::Month,
            original: Some("三月份".into()),
            amount_fen: wan(500),
            fund_source: FundSource::Loan,
            fund_use: Some(FundUse::FixedAssets),
            land_premium: true,
            recorded_on: day(2022, 4, 1),
            usd_cents: None,
            usd_rate_e6: None,
            usd_rate_on: None,
        };
        writer.create(&paid);
        for source in FundSource::ALL {
            let (day, precision) = (day(2022, 4, 2), Precision::Day);
            let rate = DollarRate::parse("6.25", day).unwrap();
            let dollars = Dollars { cents: 80_000_001, rate };
            let dollars = Some(dollars).filter(|_| *source == FundSource::Foreign);
            let body = PaidIn {
                day,
                precision,
                original: None,
                fund_source: *source,
                fund_use: None,
                land_premium: false,
                amount_fen: dollars.and_then(Dollars::money).unwrap_or(paid.amount_fen),
                ..paid.clone()
            };
            writer.create(&body.told_in(dollars));
        }
        for month in [None, Some(1), Some(2)] {
            writer.create(&ActualOutput {
                project,
                year: 2022,
                month,
                output_fen: Some(wan(20)),
                tax_fen: month.map(wan),
                jobs: month,
                recorded_on: day(2022, 4, 1),
            });
        }
        for (year, state) in [(2021, ResumptionState::Resumed), (2022, ResumptionState::NotResumed)] {
            let resumed = state == ResumptionState::Resumed;
            writer.create(&Resumption {
                project,
                year,
                state,
                day: resumed.then(|| day(2021, 3, 31)),
                precision: resumed.then_some(Precision::MonthEnd),
                original: None,
                reason: (!resumed).then(|| "=缺资金".into()),
                recorded_on: day(2022, 4, 1),
            });
        }
        for level in KeyLevel::ALL {
            writer.create(&KeyListing { project, year: 2022, level: *level, version: "第二批".into() });
            writer.create(&KeyListing { project, year: 2021, level: *level, version: String::new() });
        }
        for (state, segment) in PermitState::ALL.iter().zip([None, Some("一标段"), None]) {
            writer.create(&Permit {
                project,
                name: "施工许可证".into(),
                state: *state,
                number: segment.map(|_| "0012".into()),
                day: segment.map(|_| day(2022, 2, 1)),
                precision: segment.map(|_| Precision::Day),
                original: None,
                segment: segment.map(str::to_owned),
                recorded_on: day(2022, 4, 1),
            });
        }
    }
}

fn records_of_orgs(writer: &mut Writer, org: OrgId) {
    let indicator = Indicator {
        org,
        name: "进出口总额".into(),
        period_year: 2022,
        period_kind: PeriodKind::Quarter,
        period_no: 1,
        cumulative: true,
        value_e4: Some(196_001),
        unit: "亿元".into(),
        growth_e4: Some(-89_200),
        expected: true,
        qualifier: Some(Qualifier::About),
        target_e4: Some(1),
        data_source: "海关".into(),
        recorded_on: day(2022, 4, 1),
    };
    writer.create(&indicator);
    let open = Indicator {
        cumulative: false,
        value_e4: None,
        growth_e4: Some(123_456_000),
        expected: false,
        qualifier: None,
        target_e4: None,
        ..indicator
    };
    writer.create(&open);
    for (measure, value) in
        [(TargetMeasure::AttractionCount, 8), (TargetMeasure::AttractionAmount, wan(400_000).fen())]
    {
        for version in 1..3 {
            let decided_on = day(2022, version as u8, 10);
            writer.create(&Target { org, year: 2022, measure, value: value + version, decided_on, version });
        }
    }
    let occasion = Occasion {
        org,
        kind: OccasionKind::Talks,
        title: "恳谈会".into(),
        day: day(2022, 3, 1),
        cycle: Some(Cycle::Weekly),
        leader: Some("甲、乙".into()),
        leader_rank: Some(LeaderRank::Division),
        place: Some("视频会议".into()),
        enterprises: Some("一厂、二厂".into()),
        topics: Some("新材料".into()),
        attendees: Some(50),
        attendees_qualifier: Some(Qualifier::OddOver),
        targeted: Some(7),
        minutes: Some("议定\n两件事".into()),
        recorded_on: day(2022, 4, 1),
    };
    writer.create(&Occasion {
        kind: OccasionKind::Dispatch,
        leader: None,
        leader_rank: None,
        attendees: None,
        targeted: None,
        ..occasion.clone()
    });
    writer.create(&occasion);
    for (position, kind) in (1..).zip(RosterKind::ALL) {
        let valid_to = (position == 1).then(|| day(2022, 12, 31));
        writer.create(&RosterEntry {
            org,
            kind: *kind,
            name: "长三角".into(),
            position,
            valid_from: Some(day(2022, 1, 1)),
            valid_to,
            recorded_on: day(2022, 4, 1),
        });
    }
    writer.create(&OldPrint {
        org,
        figure: "startRateOverSigned".into(),
        filter: Some("signed:2020".into()),
        true_on: day(2020, 12, 31),
        printed: "85.6%".into(),
        data_source: "2020年通报".into(),
        recorded_on: day(2022, 4, 1),
    });
}

on_both! {
    async fn exporting_and_importing_again_changes_nothing(world: World) {
        let today = world.clock.today();
        let sample = sample::generate(Size::Zone, SEED, today);
        sample::fill(&world.ledger, &sample, noon_ms(today), |_, _| {}).await.unwrap();
        let (book, projects) = exported(&world).await;
        let report = imported(&world.ledger, &book, Mode::DryRun, Options::default()).await;
        nothing_new(&report);
        assert!(sheets(&book).starts_with(&["项目台账", "月报", "计划", "到位资金", "产出", "复工"]), "{:?}", sheets(&book));
        let rows: usize = book.sheets.iter().skip(1).map(|sheet| sheet.rows.len() - 1).sum();
        assert!(rows > 50);
        assert_eq!(report.unchanged(), projects + rows, "months and records too");
    }

    async fn a_list_with_all_its_columns_comes_back_unchanged_in_both_languages(world: World) {
        let today = world.clock.today();
        let sample = sample::generate(Size::Zone, SEED, today);
        sample::fill(&world.ledger, &sample, noon_ms(today), |_, _| {}).await.unwrap();
        for columns in [Column::ALL, DEFAULT_COLUMNS] {
            for lang in Lang::ALL {
                for kind in [Kind::Xlsx, Kind::Csv { byte_order_mark: true }] {
                    let (book, projects) = exported_as(&world, Layout::Shown(columns.to_vec()), lang, kind).await;
                    let report = imported(&world.ledger, &book, Mode::DryRun, Options::default()).await;
                    nothing_new(&report);
                    assert_eq!(report.unchanged(), projects, "{lang:?}");
                    let unread: Vec<_> = report.layout.sheets[0].remarks().map(|column| &column.header).collect();
                    assert!(unread.is_empty(), "{unread:?}");
                }
            }
        }
    }

    async fn every_kind_of_record_comes_back_unchanged_and_goes_over_to_another_ledger(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        records_of_projects(&mut writer, &tree);
        records_of_orgs(&mut writer, tree.zone);
        records_of_orgs(&mut writer, tree.city);
        writer.commit().await.unwrap();
        let (book, _) = exported(&world).await;
        assert_eq!(sheets(&book), [
            "项目台账", "计划", "到位资金", "产出", "复工", "重点项目名单", "手续", "指标", "招商目标", "活动记录", "名录", "已印发数字",
        ]);
        nothing_new(&imported(&world.ledger, &book, Mode::DryRun, Options::default()).await);
        // What comes from a ledger that is told all this by the file is the same file, but for the records' numbers.
        let other = if world.url.starts_with("postgres") { World::postgres().await } else { World::sqlite().await };
        other.settle().await;
        let first = imported(&other.ledger, &book, Mode::Commit, Options::default()).await;
        assert_eq!(first.parked(), 0, "{:?}", first.problems.iter().filter(|it| it.blocks()).take(5).collect::<Vec<_>>());
        let (again, _) = exported(&other).await;
        assert_eq!(without_numbers(&book), without_numbers(&again));
        nothing_new(&imported(&other.ledger, &again, Mode::DryRun, Options::default()).await);
    }
}

/// The words of all cells, those of 记录号 left out.
fn without_numbers(book: &Book) -> Vec<Vec<Vec<String>>> {
    let sheet = |sheet: &office::Sheet| {
        let header = sheet.rows.iter().position(|row| row.iter().any(|cell| cell.text() == "记录号"));
        let number = header.and_then(|row| sheet.rows[row].iter().position(|cell| cell.text() == "记录号"));
        let words = |row: &Vec<office::Cell>| {
            let cells = row.iter().enumerate().filter(|(col, _)| Some(*col) != number);
            cells.map(|(_, cell)| cell.text().into_owned()).collect::<Vec<_>>()
        };
        sheet.rows.iter().map(words).collect::<Vec<_>>()
    };
    book.sheets.iter().map(sheet).collect()
}
