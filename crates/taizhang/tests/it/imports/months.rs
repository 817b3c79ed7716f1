//! Monthly sheets: year and month from headers, from the title, from a column of their own.

use super::{confirm, preview, projects};
use crate::kit::{Page, Who, World};
use domain::Money;
use domain::facts::{AnnualPlan, MonthlyReport, Note, PaidIn, Project};
use taizhang::ledger::{all_open, verify};

const ZONE: &str = "晋中经济技术开发区";

async fn bring(world: &World, sheet: &str) -> Page {
    let shown = preview(world, Who::Clerk, "月报.csv", sheet.as_bytes()).await;
    confirm(world, Who::Clerk, &shown).await;
    shown
}

async fn reports(world: &World) -> Vec<(i64, i64, Option<i64>, Option<i64>)> {
    let wan = |money: Option<Money>| money.map(|money| money.fen() / 1_000_000);
    let kept = all_open::<MonthlyReport>(world.ledger.db()).await.unwrap();
    let mut told: Vec<_> =
        kept.iter().map(|it| (it.year, it.month, wan(it.month_fen), wan(it.year_to_date_fen))).collect();
    told.sort_unstable();
    told
}

/// Month, source and 万元 of the money that arrived.
async fn paid(world: &World) -> Vec<(u8, &'static str, i64)> {
    let kept = all_open::<PaidIn>(world.ledger.db()).await.unwrap();
    let mut told: Vec<_> = kept
        .iter()
        .map(|it| (it.day.month(), it.fund_source.code(), it.amount_fen.fen() / 1_000_000))
        .collect();
    told.sort_unstable();
    told
}

on_both! {
    async fn year_and_month_in_the_headers_make_a_plan_and_reports(world: World) {
        world.settle().await;
        let header = "项目编号,项目名称,开发区,总投资(万元),2022年度计划投资(万元),5月完成投资(万元),6月完成投资(万元),12月完成投资(万元),2022年1-6月累计完成投资(万元)";
        let sheet = format!("{header}\nJZ-1,电池项目,{ZONE},9000,3000,40,50,0,200\n");
        assert!(bring(&world, &sheet).await.says("新增 1"));
        assert_eq!(reports(&world).await, [(2022, 5, Some(40), None), (2022, 6, Some(50), Some(200))], "nothing of December");
        let plan = &all_open::<AnnualPlan>(world.ledger.db()).await.unwrap()[0];
        assert_eq!((plan.year, plan.version, plan.invest_fen), (2022, 1, Some(Money::from_fen(3_000_000_000))));
        let again = preview(&world, Who::Clerk, "月报.csv", sheet.as_bytes()).await;
        assert!(again.says("无变化 1"), "{}", again.body);
        let changed = format!("{header}\nJZ-1,电池项目,{ZONE},9000,3500,40,55,,200\n");
        assert!(bring(&world, &changed).await.says("变更 1"));
        let versions: Vec<_> = all_open::<AnnualPlan>(world.ledger.db()).await.unwrap().iter().map(|plan| plan.version).collect();
        assert_eq!(versions, [1, 2], "a changed plan is its next version");
        assert_eq!(reports(&world).await[1], (2022, 6, Some(55), Some(200)));
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn the_title_says_of_which_month_the_sheet_speaks(world: World) {
        world.settle().await;
        let rows = format!("JZ-1,电池项目,{ZONE},9000,3000,400,100,主体封顶,缺水\n");
        let header = "项目编号,项目名称,开发区,总投资,今年计划投资,今年累计完成投资,本月完成投资,本月进展,存在问题";
        let sheet = format!("重点项目月报表（2022年5月）\n单位：万元\n{header}\n{rows}");
        bring(&world, &sheet).await;
        let kept = &all_open::<MonthlyReport>(world.ledger.db()).await.unwrap()[0];
        assert_eq!((kept.year, kept.month, kept.progress.as_deref(), kept.problems.as_deref()), (2022, 5, Some("主体封顶"), Some("缺水")));
        assert_eq!(reports(&world).await, [(2022, 5, Some(100), Some(400))]);
        let untitled = format!("单位：万元\n{header}\n{}", rows.replace("JZ-1", "JZ-2"));
        bring(&world, &untitled).await;
        assert_eq!(reports(&world).await.len(), 1, "no month, no report");
        let notes = all_open::<Note>(world.ledger.db()).await.unwrap();
        assert!(notes.iter().any(|note| note.label == "本月进展" && note.text == "主体封顶"), "but nothing is lost");
    }

    async fn a_sheet_with_a_row_for_each_month_is_no_repetition(world: World) {
        world.settle().await;
        let header = "月份,项目编号,项目名称,开发区,年度计划投资(万元),当月完成投资(万元),形象进度,审核标识";
        let sheet = format!(
            "{header}\n2022-04,JZ-1,电池项目,{ZONE},3000,10,基础,通过\n2022年5月,JZ-1,电池项目,{ZONE},3000,20,主体,待审核\n\
             2022年5月,JZ-1,电池项目,{ZONE},3000,25,主体,通过\n2022-08,JZ-1,电池项目,{ZONE},3000,30,,\n"
        );
        let shown = bring(&world, &sheet).await;
        assert!(shown.says("新增 1") && shown.says("变更 1"), "{}", shown.body);
        assert_eq!(projects(&world).await, 1);
        assert_eq!(reports(&world).await, [(2022, 4, Some(10), None), (2022, 5, Some(20), None)], "one twice, one ahead: they wait");
        assert_eq!(all_open::<AnnualPlan>(world.ledger.db()).await.unwrap().len(), 1);
        let notes = all_open::<Note>(world.ledger.db()).await.unwrap();
        assert!(notes.iter().any(|note| note.label == "审核标识（2022年4月）" && note.text == "通过"), "{notes:?}");
    }

    async fn an_amount_that_is_no_number_parks_its_row(world: World) {
        world.settle().await;
        let sheet = format!(
            "项目编号,项目名称,开发区,总投资(万元),2022年5月完成投资(万元)\nJZ-1,电池项目,{ZONE},9,很多\nJZ-2,风机项目,{ZONE},-5,\n"
        );
        let shown = bring(&world, &sheet).await;
        assert!(shown.says("请填写不小于零的数字"), "{}", shown.body);
        assert!(reports(&world).await.is_empty());
        assert_eq!(projects(&world).await, 0);
    }

    async fn a_month_may_take_off_what_was_told_too_much(world: World) {
        world.settle().await;
        let header = "项目编号,项目名称,开发区,2022年5月完成投资(万元),2022年6月完成投资(万元),2022年1-6月累计完成投资(万元)";
        let shown = bring(&world, &format!("{header}\nJZ-1,电池项目,{ZONE},100,-20,80\n")).await;
        assert!(shown.says("“-20”小于零，已作为核减记录"), "{}", shown.body);
        assert_eq!(reports(&world).await, [(2022, 5, Some(100), None), (2022, 6, Some(-20), Some(80))]);
        let list = world.get(Who::Clerk, "/projects/export.xlsx?columns=plain").await;
        let back = preview(&world, Who::Clerk, "x.xlsx", &list.bytes).await;
        assert!(back.says("无变化") && !back.says("变更 1"), "{}", back.body);
    }

    async fn a_word_on_a_months_number_is_kept_beside_it(world: World) {
        world.settle().await;
        let header = "项目编号,项目名称,开发区,月份,本月完成投资(万元),年产值(万元)";
        let sheet = format!(
            "{header}\nJZ-1,电池项目,{ZONE},2022年4月,约200,约3亿元\nJZ-1,电池项目,{ZONE},2022年5月,超300万元,约3亿元\n"
        );
        let shown = bring(&world, &sheet).await;
        assert!(shown.says("“约200”带有限定词：数字已记录，原文已作为备注保留"), "{}", shown.body);
        assert_eq!(reports(&world).await, [(2022, 4, Some(200), None), (2022, 5, Some(300), None)]);
        let notes = all_open::<Note>(world.ledger.db()).await.unwrap();
        let kept = |label: &str, text: &str| notes.iter().any(|note| note.label.ends_with(label) && note.text == text);
        assert!(kept("（2022年4月）", "约200") && kept("（2022年5月）", "超300万元"), "{notes:?}");
        assert!(notes.iter().any(|note| note.label.starts_with("年产值") && note.text == "约3亿元"), "{notes:?}");
        assert!(preview(&world, Who::Clerk, "月报.csv", sheet.as_bytes()).await.says("无变化"));
        let titled = format!("重点项目月报表（2022年6月）\n项目编号,项目名称,开发区,本月完成投资(万元)\nJZ-1,电池项目,{ZONE},约50\n");
        bring(&world, &titled).await;
        bring(&world, &titled.replace("6月", "3月").replace("约50", "约60")).await;
        let notes = all_open::<Note>(world.ledger.db()).await.unwrap();
        let texts: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
        assert!(texts.contains(&"约50") && texts.contains(&"约60"), "one month's words don't take the place of another's: {texts:?}");
    }

    async fn money_in_by_month_and_source_makes_a_record_each_and_comes_back_by_its_own_sheet(world: World) {
        world.settle().await;
        let header = "项目编号,项目名称,开发区,4月到位资金(万元),2022年5月到位资金(万元),5月到位外资(万元),5月到位自筹资金(万元),5月到位外资(万美元),累计到位资金(万元)";
        let title = "资金到位情况表（2022年6月）\n";
        let sheet = format!("{title}{header}\nJZ-1,电池项目,{ZONE},30,100,20,50,3,130\nJZ-2,风机项目,{ZONE},0,40,50,,,\n");
        let shown = bring(&world, &sheet).await;
        assert!(shown.says("新增 1") && shown.says("与本行同月各来源到位资金之和不符"), "{}", shown.body);
        assert_eq!(paid(&world).await, [(4, "other", 30), (5, "foreign", 20), (5, "other", 30), (5, "selfRaised", 50)]);
        let notes = all_open::<Note>(world.ledger.db()).await.unwrap();
        let kept: Vec<&str> = notes.iter().map(|note| note.label.as_str()).collect();
        assert!(kept.iter().any(|label| label.contains("万美元")) && kept.iter().any(|label| label.contains("累计")), "{kept:?}");
        let again = preview(&world, Who::Clerk, "到位.csv", sheet.as_bytes()).await;
        assert!(again.says("无变化 1"), "{}", again.body);
        let changed = format!("{title}{header}\nJZ-1,电池项目,{ZONE},0,110,20,50,3,130\n");
        assert!(bring(&world, &changed).await.says("变更 1"));
        assert_eq!(paid(&world).await, [(5, "foreign", 20), (5, "other", 40), (5, "selfRaised", 50)], "a nought takes back");
        let list = world.get(Who::Clerk, "/projects/export.xlsx?columns=plain").await;
        let book = office::read(&list.bytes, "x.xlsx", &office::ReadLimits::default()).unwrap();
        assert!(book.sheets.iter().any(|sheet| sheet.name == "到位资金"), "{:?}", book.sheets.iter().map(|it| &it.name).collect::<Vec<_>>());
        let back = preview(&world, Who::Clerk, "x.xlsx", &list.bytes).await;
        assert!(back.says("无变化") && !back.says("变更 1"), "{}", back.body);
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn a_column_never_goes_over_money_that_is_recorded_one_by_one(world: World) {
        let tree = world.settle().await;
        let header = "项目编号,项目名称,开发区,2022年5月到位资金(万元)";
        bring(&world, &format!("{header}\nJZ-1,电池项目,{ZONE},\n")).await;
        let project = all_open::<Project>(world.ledger.db()).await.unwrap()[0].id;
        assert_eq!(tree.zone, all_open::<Project>(world.ledger.db()).await.unwrap()[0].zone);
        for (day, amount) in [("2022-05-10", "30"), ("2022-05-20", "20")] {
            let fields = [("day", day), ("amount_fen", amount), ("fund_source", "other")];
            assert_eq!(world.post(Who::Clerk, &format!("/projects/{project}/paid-in"), &fields).await.status, 303);
        }
        let same = preview(&world, Who::Clerk, "到位.csv", format!("{header}\nJZ-1,电池项目,{ZONE},50\n").as_bytes()).await;
        assert!(same.says("无变化 1"), "{}", same.body);
        let other = bring(&world, &format!("{header}\nJZ-1,电池项目,{ZONE},60\n")).await;
        assert!(other.says("台账中这个月逐笔记有50"), "{}", other.body);
        assert_eq!(paid(&world).await, [(5, "other", 20), (5, "other", 30)]);
    }
}
