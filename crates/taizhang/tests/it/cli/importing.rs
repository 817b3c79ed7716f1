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
        let invest = serde_json::json!({ "column": "C", "header": "总投资(亿元)", "field": "invest", "unit": "yi" });
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

    async fn an_amount_with_a_word_is_said_as_it_was_written(world: World) {
        import(&world, "a.csv", "项目名称,开发区,总投资(万元)\n甲项目,新区,约1.5亿元\n").await;
        for format in ["table", "csv"] {
            let said = printed(&world.taizhang(&["projects", "--format", format]).await).0;
            assert!(said.contains("约1.5亿元"), "{said}");
        }
    }
}
