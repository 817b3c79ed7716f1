//! `taizhang import`, and what `projects` shows of it.

use crate::kit::{World, printed};
use serde_json::Value;

/// Writes a file into the world's folder and imports it; gives the run's output as JSON.
async fn import(world: &World, name: &str, text: &str) -> Value {
    std::fs::write(world.folder.path().join(name), text).unwrap();
    let output = world.taizhang(&["import", name, "--create-zones", "--format", "json"]).await;
    serde_json::from_str(&printed(&output).0).unwrap_or_else(|_| panic!("{}", printed(&output).1))
}

async fn listed(world: &World) -> Value {
    let output = world.taizhang(&["projects", "--format", "json"]).await;
    serde_json::from_str(&printed(&output).0).unwrap()
}

on_both! {
    async fn the_outcome_names_every_sheet_with_what_was_recognised(world: World) {
        let out = import(&world, "台账.csv", "项目名称,开发区,总投资(亿元),要素保障\n甲项目,新区,1.5,通水\n").await;
        assert_eq!(out["sheet"], "台账");
        assert_eq!(out["sheets"].as_array().unwrap().len(), 1);
        let sheet = &out["sheets"][0];
        assert_eq!((&sheet["name"], &sheet["shape"], &sheet["rows"]), (&"台账".into(), &"table".into(), &1.into()));
        assert_eq!(sheet["headerRows"], serde_json::json!([1, 1]));
        let why = ["exactName", "unitInHeader"];
        let invest = serde_json::json!({
            "column": "C", "header": "总投资(亿元)", "field": "invest", "unit": "yi", "why": why,
        });
        assert_eq!(sheet["columns"][2], invest);
        assert_eq!(sheet["columns"][3]["field"], Value::Null);
    }

    async fn an_import_of_waiting_rows_alone_does_not_claim_to_have_written_projects(world: World) {
        std::fs::write(world.folder.path().join("a.csv"), "项目名称,开发区,总投资(万元)\n甲项目,无此区,一百\n").unwrap();
        let output = world.taizhang(&["import", "a.csv"]).await;
        assert_eq!(output.status.code(), Some(3));
        let said = printed(&output).0;
        assert!(said.contains("没有写入项目") && !said.contains("已记为第"), "{said}");
    }

    async fn planned_dates_of_every_column_set_are_listed(world: World) {
        let sheet = "项目名称,开发区,总投资(亿元),项目工期,计划竣工时间\n\
            甲项目,新区,1,2022年3月/2023年10月,\n\
            乙项目,新区,1,24个月,2023年底\n\
            丙项目,新区,1,2024,\n";
        let out = import(&world, "a.csv", sheet).await;
        assert_eq!(out["created"], 3, "{out}");
        let told: Vec<&str> =
            out["problems"].as_array().unwrap().iter().filter_map(|problem| problem["code"].as_str()).collect();
        assert_eq!(told, ["lengthOfTime"], "{out}");
        let list = listed(&world).await;
        let of = |title: &str| {
            let all = list.as_array().unwrap();
            let project = all.iter().find(|project| project["title"] == title).unwrap();
            (project["plannedStartOn"].clone(), project["plannedCompletionOn"].clone())
        };
        assert_eq!(of("甲项目"), ("2022-03-31".into(), "2023-10-31".into()));
        assert_eq!(of("乙项目"), (Value::Null, "2023-12-31".into()));
        assert_eq!(of("丙项目"), ("2024-12-31".into(), "2024-12-31".into()));
        let csv = printed(&world.taizhang(&["projects", "--format", "csv"]).await).0;
        assert!(csv.contains("计划竣工日期") && csv.contains("2023年10月"), "{csv}");
    }

    async fn words_for_no_value_are_no_value_and_no_problem(world: World) {
        let rows = ["", "—", "/", "无", "待定"].map(|word| format!("{word}项目,新区,{word},{word},{word}\n")).concat();
        let out = import(&world, "a.csv", &format!("项目名称,开发区,总投资(万元),签约时间,备注\n{rows}")).await;
        assert_eq!((&out["created"], &out["problems"]), (&5.into(), &serde_json::json!([])), "{out}");
        for project in listed(&world).await.as_array().unwrap() {
            assert_eq!(project.get("investFen"), None, "{project}");
        }
    }

    async fn a_year_or_an_amount_that_is_hardly_right_is_taken_and_doubted(world: World) {
        let sheet = "项目名称,开发区,总投资(亿元),签约时间,计划开工时间,建设起止年限\n\
            甲项目,新区,10000,1921年3月,2022年6月,\n\
            乙项目,新区,9999,1984年3月,2922-06,\n\
            丙项目,新区,1,2021年3月,2085年6月,1922-2023\n";
        let out = import(&world, "a.csv", sheet).await;
        assert_eq!(out["created"], 2, "{out}");
        let told: Vec<(&str, &str, &str)> = (out["problems"].as_array().unwrap().iter())
            .map(|it| (it["cell"].as_str().unwrap(), it["code"].as_str().unwrap(), it["severity"].as_str().unwrap()))
            .collect();
        let expected = [
            ("C2", "amountDoubtful", "warns"),
            ("D2", "dateDoubtful", "warns"),
            ("E3", "dateOutOfRange", "blocks"),
            ("E4", "dateDoubtful", "warns"),
            ("F4", "dateDoubtful", "warns"),
        ];
        assert_eq!(told, expected, "{out}");
        assert!(out["problems"][0]["message"].as_str().unwrap().contains("10000亿元"), "{out}");
        assert!(out["problems"][1]["message"].as_str().unwrap().contains("1984年"), "{out}");
        assert_eq!(listed(&world).await[0]["signedOn"], "1921-03-31");
    }

    async fn each_round_of_a_cell_is_told_by_its_own_name(world: World) {
        let out = import(&world, "a.csv", "项目名称,开发区,总投资(亿元),签约一批\n甲项目,新区,1,2022-1、2022-3\n").await;
        let said: Vec<&str> =
            out["problems"].as_array().unwrap().iter().map(|it| it["message"].as_str().unwrap()).collect();
        assert!(said.len() == 2 && said[0].contains("“2022-1”") && said[1].contains("“2022-3”"), "{said:?}");
    }

    async fn an_amount_with_a_word_is_said_as_it_was_written(world: World) {
        import(&world, "a.csv", "项目名称,开发区,总投资(万元)\n甲项目,新区,约1.5亿元\n").await;
        for format in ["table", "csv"] {
            let said = printed(&world.taizhang(&["projects", "--format", format]).await).0;
            assert!(said.contains("约1.5亿元"), "{said}");
        }
    }

    async fn brackets_keep_a_name_whole_and_several_seats_come_back(world: World) {
        let sheet = "项目名称,开发区,投资方,投资方所在省\n\
            甲项目,新区,华北（京、津）投资有限公司,北京\n\
            乙项目,新区,,北京、江苏\n\
            丙项目,新区,甲公司、乙公司,北京、江苏\n";
        let out = import(&world, "a.csv", sheet).await;
        assert_eq!(out["created"], 3, "{out}");
        let file = world.folder.path().join("export.csv");
        let out = file.to_str().unwrap();
        world.taizhang(&["projects", "--sort", "no", "--format", "csv", "--out", out]).await;
        let csv = std::fs::read_to_string(&file).unwrap();
        for cells in ["华北（京、津）投资有限公司,北京", "未具名投资方（北京、江苏）,北京、江苏", "甲公司、乙公司,北京、江苏"] {
            assert!(csv.contains(cells), "{cells} in {csv}");
        }
        let again = import(&world, "again.csv", &csv).await;
        assert_eq!((&again["changed"], &again["unchanged"]), (&0.into(), &3.into()), "{again}");
    }

    async fn what_keeps_a_row_out_is_told_before_what_is_only_doubted(world: World) {
        let sheet = "项目名称,开发区,签约时间\n甲项目,新区,1921年3月\n乙项目,新区,2022-02-30\n";
        std::fs::write(world.folder.path().join("a.csv"), sheet).unwrap();
        for (lang, stop) in [("zh-CN", "存在。请"), ("en", "”. Check")] {
            let out = world.taizhang(&["--lang", lang, "import", "a.csv", "--create-zones", "--dry-run"]).await;
            let said = printed(&out).0;
            let marks: Vec<&str> = said.lines().filter(|line| line.starts_with(['■', '▲'])).collect();
            assert!(marks.len() == 2 && marks[0].starts_with("■ a!C3") && marks[1].starts_with("▲ a!C2"), "{said}");
            assert!(marks[0].contains(stop), "{said}");
        }
    }

    async fn an_unknown_zone_is_refused_with_how_to_add_it(world: World) {
        std::fs::write(world.folder.path().join("a.csv"), "项目名称,总投资(万元)\n甲项目,1\n").unwrap();
        let import = ["import", "a.csv", "--zone", "晋中开发区", "--create-zones"];
        let refused = world.taizhang(&import).await;
        let said = printed(&refused).1;
        assert_eq!(refused.status.code(), Some(2), "{said}");
        let way = "taizhang org add '晋中开发区' --kind zone --under";
        assert!(said.contains("没有名为“晋中开发区”的开发区") && said.contains(way), "{said}");
        let add = |name: &'static str, kind: &'static str, under: Option<&'static str>| {
            let under = under.into_iter().flat_map(|under| ["--under", under]);
            ["org", "add", name, "--kind", kind].into_iter().chain(under).collect::<Vec<_>>()
        };
        world.taizhang(&add("山西省", "province", None)).await;
        world.taizhang(&add("晋中市", "city", Some("山西省"))).await;
        let added = world.taizhang(&add("晋中开发区", "zone", Some("晋中市"))).await;
        assert!(added.status.success(), "{:?}", printed(&added));
        let done = world.taizhang(&import).await;
        assert_eq!(done.status.code(), Some(0), "the way that was named leads on: {:?}", printed(&done));
    }

    async fn a_preview_without_a_ledger_is_refused_and_leaves_nothing(world: World) {
        std::fs::write(world.folder.path().join("a.csv"), "项目名称,开发区,总投资(万元)\n甲项目,新区,1\n").unwrap();
        for (lang, says) in [("zh-CN", "无从预览"), ("en", "against which to preview")] {
            let args = ["--lang", lang, "import", "a.csv", "--dry-run", "--create-zones"];
            let output = world.taizhang_on("sqlite:new.db", &args).await;
            let said = printed(&output).1;
            assert!(output.status.code() == Some(2) && said.contains(says), "{said}");
        }
        assert!(!world.folder.path().join("new.db").exists());
    }

    async fn a_file_without_an_end_is_read_up_to_the_limit(world: World) {
        let output = world.taizhang(&["import", "/dev/zero"]).await;
        let said = printed(&output).1;
        assert!(output.status.code() == Some(2) && said.contains("50 MiB"), "{said}");
    }
}
