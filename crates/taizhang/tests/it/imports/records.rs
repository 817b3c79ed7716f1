//! Sheets that list records of projects and of organisations, one a row.

use super::{confirm, preview, projects};
use crate::kit::{Page, Who, World, operator};
use db::Val;
use domain::facts::{
    ActualOutput, AnnualPlan, Indicator, Kept, KeyListing, MonthlyReport, Note, Occasion, OldPrint, PaidIn,
    Permit, Record, Resumption, RosterEntry, Target,
};
use domain::{FundSource, KeyLevel, Money, PlanKind, Precision, ResumptionState};
use taizhang::ledger::{all_open, open_by, verify};

const ZONE: &str = "晋中经济技术开发区";

async fn bring(world: &World, sheet: &str) -> Page {
    let shown = preview(world, Who::Clerk, "记录.csv", sheet.as_bytes()).await;
    confirm(world, Who::Clerk, &shown).await;
    shown
}

async fn all<R: Record + Send + 'static>(world: &World) -> Vec<Kept<R>> {
    open_by(world.ledger.db(), "1 = 1", Vec::<Val>::new()).await.unwrap()
}

async fn with_project(world: &World) {
    world.settle().await;
    bring(
        world,
        &format!(
            "项目编号,项目名称,开发区,总投资(万元)\nJZ-1,电池项目,{ZONE},9000\nJZ-2,风机项目,{ZONE},800\n"
        ),
    )
    .await;
}

fn wan(wan: i64) -> Money {
    Money::from_fen(wan * 1_000_000)
}

on_both! {
    async fn money_in_comes_by_day_source_and_use(world: World) {
        with_project(&world).await;
        let header = "项目编号,开发区,到位日期,到位资金(万元),资金来源,资金用途,含土地出让金";
        let sheet = format!("{header}\nJZ-1,{ZONE},2022-03-05,500,银行贷款,固定资产,否\nJZ-1,{ZONE},2022年4月,300,自筹资金,,是\n");
        let shown = bring(&world, &sheet).await;
        assert!(shown.says("变更 2"), "{}", shown.body);
        let mut kept = all::<PaidIn>(&world).await;
        kept.sort_by_key(|it| it.day);
        let told: Vec<_> = kept.iter().map(|it| (it.amount_fen, it.fund_source, it.precision, it.land_premium)).collect();
        assert_eq!(told, [
            (wan(500), FundSource::Loan, Precision::Day, false),
            (wan(300), FundSource::SelfRaised, Precision::Month, true),
        ]);
        assert!(preview(&world, Who::Clerk, "记录.csv", sheet.as_bytes()).await.says("无变化 2"));
        let numbered = format!("记录号,{header}\n{},JZ-1,{ZONE},2022-03-05,550,银行贷款,,\n99999,JZ-1,{ZONE},2022-05-01,10,其他,,\n", kept[0].id);
        let shown = bring(&world, &numbered).await;
        assert!(shown.says("没有编号为“99999”的记录"), "{}", shown.body);
        let kept = all::<PaidIn>(&world).await;
        assert_eq!(kept.len(), 3, "one corrected, one new");
        assert!(kept.iter().any(|it| it.amount_fen == wan(550) && it.fund_use.is_some()), "what is left blank stays");
        assert_eq!(projects(&world).await, 2);
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn output_and_resumptions_come_by_year_and_month(world: World) {
        with_project(&world).await;
        let output = format!("项目编号,开发区,年度,月份,实际产值(亿元),实际税收(万元),实际用工人数\nJZ-1,{ZONE},2021,,1.5,200,80人\nJZ-1,{ZONE},2022年,3月,0.2,,\n");
        assert!(bring(&world, &output).await.says("变更 2"));
        let kept = all::<ActualOutput>(&world).await;
        assert!(kept.iter().any(|it| it.month.is_none() && it.output_fen == Some(wan(15_000)) && it.jobs == Some(80)));
        let later = output.replace("0.2,,", "0.25,,");
        assert!(bring(&world, &later).await.says("变更 1"), "the month is told anew");
        assert_eq!(all::<ActualOutput>(&world).await.len(), 2);
        let resumed = format!("项目编号,开发区,年度,是否复工,复工日期,原因\nJZ-1,{ZONE},2022,是,2022-03-10,\nJZ-2,{ZONE},2022,未复工,,缺资金\n");
        bring(&world, &resumed).await;
        let mut states: Vec<_> = all::<Resumption>(&world).await.iter().map(|it| (it.state, it.reason.clone())).collect();
        states.sort();
        assert_eq!(states, [(ResumptionState::Resumed, None), (ResumptionState::NotResumed, Some("缺资金".into()))]);
    }

    async fn plans_of_every_kind_with_their_months_and_lists_of_key_projects(world: World) {
        with_project(&world).await;
        let header = "项目编号,开发区,计划年度,计划类别,截至月份,计划投资(万元),计划形象进度,计划开工月份,计划竣工月份,计划投产月份,下达日期";
        let sheet = format!(
            "{header}\nJZ-1,{ZONE},2022,年度计划,,3000,主体封顶,3,11,12月,2022-01-10\nJZ-1,{ZONE},2022,目标任务,,2500,,,,,\nJZ-1,{ZONE},2022,截至当月计划,6,1500,,,,,\n"
        );
        assert!(bring(&world, &sheet).await.says("变更 3"));
        let kept = all::<AnnualPlan>(&world).await;
        let year = kept.iter().find(|it| it.kind == PlanKind::AnnualPlan).unwrap();
        assert_eq!((year.start_month, year.complete_month, year.produce_month, year.version), (Some(3), Some(11), Some(12), 1));
        assert!(kept.iter().any(|it| it.kind == PlanKind::PlanToDate && it.month == Some(6) && it.invest_fen == Some(wan(1_500))));
        assert!(preview(&world, Who::Clerk, "记录.csv", sheet.as_bytes()).await.says("无变化 3"));
        let raised = sheet.replace("3000,主体封顶", "3600,主体封顶");
        assert!(bring(&world, &raised).await.says("变更 1"));
        let mut versions: Vec<_> = all::<AnnualPlan>(&world).await.iter().filter(|it| it.kind == PlanKind::AnnualPlan).map(|it| (it.version, it.invest_fen)).collect();
        versions.sort();
        assert_eq!(versions, [(1, Some(wan(3_000))), (2, Some(wan(3_600)))]);
        let keys = format!("项目编号,开发区,名单年度,重点工程级别,版本\nJZ-1,{ZONE},2022,省级,第一批\nJZ-1,{ZONE},2022,市,\n");
        bring(&world, &keys).await;
        let mut listed: Vec<_> = all::<KeyListing>(&world).await.iter().map(|it| (it.level, it.version.clone())).collect();
        listed.sort();
        assert_eq!(listed, [(KeyLevel::Province, "第一批".into()), (KeyLevel::City, String::new())]);
    }

    async fn what_a_month_asks_for_comes_with_it(world: World) {
        with_project(&world).await;
        let sheet = format!("月份,项目编号,开发区,当月完成投资(万元),存在问题,需协调事项\n2022-04,JZ-1,{ZONE},10,缺水,请协调供水\n");
        bring(&world, &sheet).await;
        let kept = &all::<MonthlyReport>(&world).await[0];
        assert_eq!((kept.problems.as_deref(), kept.requests.as_deref()), (Some("缺水"), Some("请协调供水")));
        assert!(preview(&world, Who::Clerk, "记录.csv", sheet.as_bytes()).await.says("无变化 1"));
    }

    async fn permits_come_with_their_state_and_unknown_columns_stay_as_words(world: World) {
        with_project(&world).await;
        let sheet = format!("项目编号,开发区,手续名称,办理情况,文号,批准日期,经办人说明\nJZ-1,{ZONE},施工许可证,已办结,晋建〔2022〕1号,2022-02-01,王某经办\nJZ-1,{ZONE},环评,承诺,,,\n");
        bring(&world, &sheet).await;
        assert_eq!(all::<Permit>(&world).await.len(), 2);
        let notes = all::<Note>(&world).await;
        assert!(notes.iter().any(|note| note.label.starts_with("经办人说明") && note.text == "王某经办"), "{notes:?}");
    }

    async fn what_cannot_be_read_waits_with_its_cells_and_is_never_lost(world: World) {
        with_project(&world).await;
        let cases = [
            ("到位日期,到位金额(万元),资金来源", "2022-03-05,500,天上掉的", "recordWord"),
            ("到位日期,到位金额(万元),资金来源", "2022-03-05,很多,自筹资金", "amountUnreadable"),
            ("到位日期,到位金额,资金来源", "2022-03-05,500,自筹资金", "amountNoUnit"),
            ("到位日期,到位金额(万元),资金来源", "2023-03-05,500,自筹资金", "actualInFuture"),
            ("到位日期,到位金额(万元),资金来源", "2022-03-05,0,自筹资金", "recordContradicts"),
            ("到位日期,到位金额(万元),资金来源", "2022-03-05,500,", "recordFieldMissing"),
            ("年度,月份,实际产值(万元)", "2022,13,500", "numberUnreadable"),
            ("年度,复工情况,复工日期", "2022,已复工,2021-03-01", "recordContradicts"),
            ("计划年度,计划类别,计划投资(万元)", "2022,截至当月计划,500", "recordFieldMissing"),
        ];
        for (header, cells, code) in cases {
            let sheet = format!("项目编号,开发区,{header}\nJZ-1,{ZONE},{cells}\n");
            let shown = bring(&world, &sheet).await;
            assert!(shown.says("待处理 1") || shown.says("暂存 1"), "{code}: {}", shown.body);
        }
        assert_eq!(all::<domain::facts::ParkedRow>(&world).await.len(), cases.len());
        assert!(all::<PaidIn>(&world).await.is_empty() && all::<ActualOutput>(&world).await.is_empty());
        let unknown = bring(&world, &format!("项目编号,开发区,到位日期,到位金额(万元),资金来源\nJZ-9,{ZONE},2022-03-05,500,自筹资金\n")).await;
        assert!(unknown.says("台账和本文件中都没有这个项目"), "{}", unknown.body);
    }

    async fn all_that_is_wrong_in_a_row_is_told_at_once(world: World) {
        with_project(&world).await;
        let sheet = format!("项目编号,开发区,计划年度,计划类别,开工月份,竣工月份,投产月份\nJZ-1,{ZONE},2022,截至当月计划,6,3,4\n");
        let shown = preview(&world, Who::Clerk, "记录.csv", sheet.as_bytes()).await;
        for field in ["计划竣工月份", "计划投产月份"] {
            assert!(shown.says(&format!("“{field}”与本行其他列的内容不一致")), "{field}: {}", shown.body);
        }
        assert!(shown.says("没有填写"), "{}", shown.body);
    }

    async fn a_period_that_is_none_is_answered_by_the_words_that_are_accepted(world: World) {
        let tree = world.settle().await;
        let sheet = format!("单位,指标名称,期间,数值,计量单位,数据来源\n{ZONE},工业投资,月,10,万元,统计局\n");
        let shown = bring(&world, &sheet).await;
        assert!(shown.says("“月”不是可识别的期间") && shown.says("全年、半年、季度、月度"), "{} {}", tree.zone, shown.body);
    }

    async fn one_record_told_twice_in_a_file_is_taken_once(world: World) {
        with_project(&world).await;
        let row = format!("JZ-1,{ZONE},2022-03-05,500,自筹资金");
        let sheet = format!("项目编号,开发区,到位日期,到位金额(万元),资金来源\n{row}\n{row}\n");
        bring(&world, &sheet).await;
        assert_eq!(all::<PaidIn>(&world).await.len(), 1);
        let sheet = format!("项目编号,开发区,年度,月份,实际产值(万元)\nJZ-1,{ZONE},2022,3,10\nJZ-1,{ZONE},2022,3,20\n");
        bring(&world, &sheet).await;
        assert_eq!(all::<ActualOutput>(&world).await.len(), 1, "the second waits");
        assert_eq!(all::<domain::facts::ParkedRow>(&world).await.len(), 1);
    }

    async fn organisations_state_indicators_targets_occasions_rosters_and_old_prints(world: World) {
        let tree = world.settle().await;
        let header = "单位,指标名称,年份,期间类型,期序,累计数,数值,计量单位,同比增长(%),预计数,数据来源";
        let sheet = format!("{header}\n{ZONE},地区生产总值,2021,全年,,,128.8,亿元,15.8,是,统计局\n{ZONE},进出口总额,2022,季度,1,是,19.6,亿元,下降8.92%,,海关\n{ZONE},外资,2022,月度,3,,1,亿美元,12345.6,,商务局\n");
        let shown = bring(&world, &sheet).await;
        assert!(shown.says("变更 3"), "{}", shown.body);
        let mut kept = all::<Indicator>(&world).await;
        kept.sort_by_key(|it| it.growth_e4);
        let growth: Vec<_> = kept.iter().map(|it| (it.growth_e4.unwrap(), it.org == tree.zone, it.expected)).collect();
        assert_eq!(growth, [(-89_200, true, false), (158_000, true, true), (123_456_000, true, false)]);
        assert!(preview(&world, Who::Clerk, "记录.csv", sheet.as_bytes()).await.says("无变化 3"));
        let targets = format!("单位,目标年度,目标类别,目标值,目标单位,下达日期\n{ZONE},2022,招商项目个数,8,个,2022-01-10\n{ZONE},2022,招商引资额,40,亿元,2022-01-10\n");
        bring(&world, &targets).await;
        let mut values: Vec<_> = all::<Target>(&world).await.iter().map(|it| it.value).collect();
        values.sort();
        assert_eq!(values, [8, wan(400_000).fen()]);
        let score = world.figures(Who::Clerk, "name=attractionCountTarget&true-on=2022-06-30").await;
        assert_eq!(score["figures"][0]["sentence"], "2022年招商项目目标8个");
        let occasions = format!("单位,活动类型,活动名称,活动日期,领导,领导级别,对接企业\n{ZONE},走访,走访重点企业,2022-03-01,甲,县处级,一厂、二厂\n");
        let roster = format!("单位,名录类别,名录内容,序位,起始日期\n{ZONE},招商目标区域,京津冀,1,2022-01-01\n");
        let prints = format!("单位,指标代码,数字截至日期,印发数字,出处\n{ZONE},startRateOverSigned,2020-12-31,85.6%,2020年通报\n");
        for sheet in [occasions, roster, prints] {
            assert!(bring(&world, &sheet).await.says("变更 1"), "{sheet}");
            assert!(preview(&world, Who::Clerk, "记录.csv", sheet.as_bytes()).await.says("无变化 1"), "{sheet}");
        }
        let counts = (all::<Occasion>(&world).await.len(), all::<RosterEntry>(&world).await.len(), all::<OldPrint>(&world).await.len());
        assert_eq!(counts, (1, 1, 1));
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn nobody_states_anything_for_another_organisation(world: World) {
        world.settle().await;
        let sheet = format!("单位,目标年度,目标类别,目标值\n{ZONE},2022,招商项目个数,8\n查无此单位,2022,招商项目个数,8\n");
        let shown = preview(&world, Who::Neighbour, "记录.csv", sheet.as_bytes()).await;
        assert!(shown.says("您没有为") && shown.says("没有名为"), "{}", shown.body);
        confirm(&world, Who::Neighbour, &shown).await;
        assert!(all::<Target>(&world).await.is_empty());
        let _ = (operator(), all_open::<Target>(world.ledger.db()).await);
    }
}
