//! Sheets of sums without projects: held against the ledger, and never stored.

use super::{SHEET, confirm, preview, projects};
use crate::kit::{Who, World, operator, printed};
use crate::rounds::facts::{YI_FEN, plan, project};
use domain::facts::{AnnualPlan, ProjectId};
use serde_json::Value;

/// 2 projects of 31200万元 stand in the first zone, none in the second.
const SUMS: &str = "单位：万元\n\
    行政区,在库项目数量,总投资,年度计划投资,统计周期内累计完成投资,年度投资进度,累计已到位资金,资金到位率\n\
    晋中经济技术开发区,2,31200,—,—,—,140,93%\n\
    祁县经济技术开发区,1,500,—,—,—,—,—\n\
    全市合计,3,31700,—,—,—,140,93%\n";

on_both! {
    async fn sums_are_held_against_the_ledger_and_never_stored(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Reviewer, "台账.csv", SHEET.as_bytes()).await;
        confirm(&world, Who::Reviewer, &shown).await;
        let before = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let shown = preview(&world, Who::Reviewer, "汇总.csv", SUMS.as_bytes()).await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        assert!(shown.says("按“行政区”汇总") && shown.says("已与台账核对6个数") && shown.says("其中4个不同"), "{}", shown.body);
        assert!(shown.says("“祁县经济技术开发区”的“总投资”表中为“500”，台账为0"), "{}", shown.body);
        assert!(shown.says("“全市合计”的“在库项目数量”表中为“3”，台账为2"), "{}", shown.body);
        assert!(shown.says("没有核对：累计已到位资金、资金到位率"), "{}", shown.body);
        assert!(!shown.says("/imports/confirm"), "{}", shown.body);
        // The clerk of one zone may not read the other: its row isn't taken for one without projects.
        let clerks = preview(&world, Who::Clerk, "汇总.csv", SUMS.as_bytes()).await;
        assert!(clerks.says("台账中没有“祁县经济技术开发区”，或您无权查看") && clerks.says("核对2个数"), "{}", clerks.body);
        assert_eq!(taizhang::ledger::head(world.ledger.db()).await.unwrap(), before);
        assert_eq!(projects(&world).await, 2);
    }

    async fn planned_sums_are_held_against_the_ledger_also_where_nobody_reports_what_was_done(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let id = ProjectId(writer.create(&project("JZ-1", tree.zone, YI_FEN)));
        writer.create(&AnnualPlan {
            invest_fen: Some(domain::Money::from_fen(2 * YI_FEN)),
            ..plan(id, 2022)
        });
        writer.commit().await.unwrap();
        let sums = "单位：万元\n行政区,在库项目数量,年度计划投资,年度投资进度\n晋中经济技术开发区,1,30000,50%\n全市合计,1,20000,50%\n";
        let shown = preview(&world, Who::Reviewer, "汇总.csv", sums.as_bytes()).await;
        assert!(shown.says("“年度计划投资”表中为“30000”，台账为20000"), "{}", shown.body);
        assert!(!shown.says("“全市合计”的“年度计划投资”"), "{}", shown.body);
    }

    async fn the_command_line_tells_the_differences_and_writes_nothing(world: World) {
        world.settle().await;
        std::fs::write(world.folder.path().join("sums.csv"), SUMS).unwrap();
        let before = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        let output = world.taizhang(&["import", "sums.csv", "--format", "json"]).await;
        assert_eq!(output.status.code(), Some(0), "{}", printed(&output).1);
        let out: Value = serde_json::from_str(&printed(&output).0).unwrap();
        assert_eq!((&out["sheet"], &out["rows"], &out["change"]), (&Value::Null, &0.into(), &Value::Null));
        let codes: Vec<_> = out["problems"].as_array().unwrap().iter().map(|it| (it["cell"].as_str(), it["code"].as_str().unwrap())).collect();
        assert_eq!(&codes[..3], [(None, "rollUp"), (None, "rollUpLeft"), (Some("B3"), "rollUpDiffers")], "{out}");
        let said = printed(&world.taizhang(&["import", "sums.csv", "--lang", "en"]).await).0;
        assert!(said.starts_with("No sheet of the file lists projects one by one"), "{said}");
        assert_eq!(taizhang::ledger::head(world.ledger.db()).await.unwrap(), before);
    }

    async fn sums_of_units_that_the_ledger_does_not_know_are_refused_with_what_they_are(world: World) {
        world.settle().await;
        let sums = SUMS.replace("晋中经济", "无名甲").replace("祁县经济", "无名乙");
        std::fs::write(world.folder.path().join("sums.csv"), &sums).unwrap();
        for (lang, says) in [("zh-CN", "按“行政区”汇总，没有逐个列出项目"), ("en", "holds sums by “行政区”")] {
            let output = world.taizhang(&["--lang", lang, "import", "sums.csv"]).await;
            let said = printed(&output).1;
            assert!(output.status.code() == Some(2) && said.contains(says), "{said}");
        }
        let shown = preview(&world, Who::Clerk, "汇总.csv", sums.as_bytes()).await;
        assert!(shown.status == 422 && shown.says("无从核对") && shown.says("type=\"file\""), "{}", shown.body);
    }
}
