//! Columns that tell of phases, and of several investors' seats.

use crate::kit::{World, printed};
use serde_json::Value;

async fn import(world: &World, sheet: &str) -> Value {
    std::fs::write(world.folder.path().join("a.csv"), sheet).unwrap();
    let output = world.taizhang(&["import", "a.csv", "--create-zones", "--format", "json"]).await;
    serde_json::from_str(&printed(&output).0).unwrap_or_else(|_| panic!("{}", printed(&output).1))
}

async fn notes(world: &World) -> Vec<(String, String)> {
    let sql = "SELECT label, text FROM note WHERE until IS NULL ORDER BY id";
    world.ledger.db().query::<(String, String)>(sql, Vec::new()).await.unwrap()
}

async fn seats(world: &World) -> Vec<Option<String>> {
    let sql = "SELECT seat FROM investor WHERE until IS NULL ORDER BY id";
    world.ledger.db().query::<Option<String>>(sql, Vec::new()).await.unwrap()
}

on_both! {
    async fn phasing_is_a_recognised_remark_under_one_name(world: World) {
        let sheet = "项目名称,开发区,总投资(万元),分期,每期金额(万元)\n甲项目,新区,100,两期,一期60，二期40\n";
        let out = import(&world, &sheet.replace("，", "；")).await;
        assert_eq!((&out["created"], &out["problems"]), (&1.into(), &serde_json::json!([])), "{out}");
        let columns = &out["sheets"][0]["columns"];
        assert_eq!((&columns[3]["field"], &columns[4]["field"]), (&"phasing".into(), &"phaseAmounts".into()));
        let kept = [("是否分期", "两期"), ("每期金额(万元)", "一期60；二期40")];
        assert_eq!(notes(&world).await, kept.map(|(label, text)| (label.to_owned(), text.to_owned())));
        import(&world, "项目名称,开发区,总投资(万元),是否分期\n甲项目,新区,100,三期\n").await;
        assert_eq!(notes(&world).await.iter().filter(|(label, _)| label == "是否分期").count(), 1);
    }

    async fn seats_that_fit_no_investor_are_told_and_kept_not_guessed(world: World) {
        let sheet = "项目名称,开发区,总投资(万元),投资方,投资方所在省\n\
            甲项目,新区,100,甲公司、乙公司、丙公司,山西省、河北省\n";
        let out = import(&world, sheet).await;
        let problem = &out["problems"][0];
        assert_eq!((&problem["code"], &problem["cell"]), (&"seatsDiffer".into(), &"E2".into()), "{out}");
        assert_eq!(problem["value"], "山西省、河北省");
        assert_eq!((&out["created"], out["problems"].as_array().unwrap().len()), (&1.into(), 1), "{out}");
        assert_eq!(seats(&world).await, [None, None, None]);
        assert_eq!(notes(&world).await, [("投资方所在省".to_owned(), "山西省、河北省".to_owned())]);
        assert_eq!(import(&world, sheet).await["unchanged"], 1);
    }

    async fn as_many_seats_as_investors_go_to_each_in_turn(world: World) {
        let sheet = "项目名称,开发区,总投资(万元),投资方,投资方所在省\n甲项目,新区,100,甲公司、乙公司,山西省、河北省\n";
        assert_eq!(import(&world, sheet).await["problems"], serde_json::json!([]));
        assert_eq!(seats(&world).await, [Some("山西省".to_owned()), Some("河北省".to_owned())]);
    }

    async fn an_investor_whom_two_rows_place_in_two_provinces_is_pointed_at_and_comes_in(world: World) {
        let sheet = "项目名称,开发区,总投资(万元),投资方,投资方所在省\n\
            甲项目,新区,100,甲公司,山西省\n乙项目,新区,100,丁公司、甲 公司,浙江省、广东省\n丙项目,新区,100,甲公司,太原市\n";
        let out = import(&world, sheet).await;
        let problems = out["problems"].as_array().unwrap();
        assert_eq!((problems.len(), &out["created"], &out["parked"]), (1, &3.into(), &0.into()), "{out}");
        let told = ["code", "severity", "cell"].map(|name| problems[0][name].as_str().unwrap_or_default());
        assert_eq!(told, ["seatInFile", "warns", "E3"], "the same province is no other place");
        assert_eq!(problems[0]["message"], "投资方“甲 公司”本行的所在地为“广东省”，“a!2”为“山西省”");
    }

    async fn an_investor_whom_the_ledger_has_in_another_province_is_pointed_at(world: World) {
        let sheet = |title: &str, seat: &str| format!("项目名称,开发区,总投资(万元),投资方,投资方所在省\n{title},新区,100,甲公司,{seat}\n");
        import(&world, &sheet("甲项目", "山西省")).await;
        assert_eq!(import(&world, &sheet("乙项目", "山西")).await["problems"], serde_json::json!([]));
        let out = import(&world, &sheet("丙项目", "广东省")).await;
        assert_eq!((&out["problems"][0]["code"], &out["created"]), (&"seatInLedger".into(), &1.into()), "{out}");
        assert_eq!(out["problems"][0]["message"], "投资方“甲公司”本行的所在地为“广东省”，台账中为“山西省”");
        let again = import(&world, &sheet("丁项目", "广东省")).await;
        assert_eq!(again["problems"], serde_json::json!([]), "by now the ledger knows both");
    }
}
