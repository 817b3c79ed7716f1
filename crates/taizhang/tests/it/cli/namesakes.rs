//! Two zones of one name, in two cities.

use crate::kit::{Who, World, printed};
use serde_json::Value;

const SHEET: &str = "项目名称,所在市,开发区,总投资(万元),签约日期\n\
    甲项目,晋中市,开发区,100,2022-01-10\n\
    乙项目,晋城市,开发区,200,2022-02-10\n\
    丙项目,晋城市,开发区,300,2022-03-10\n";

async fn namesakes(world: &World) -> Value {
    std::fs::write(world.folder.path().join("两市.csv"), SHEET).unwrap();
    let output = world.taizhang(&["import", "两市.csv", "--create-zones", "--format", "json"]).await;
    serde_json::from_str(&printed(&output).0).unwrap_or_else(|_| panic!("{}", printed(&output).1))
}

on_both! {
    async fn a_second_zone_of_a_name_is_told_at_the_row_that_made_it(world: World) {
        let out = namesakes(&world).await;
        assert_eq!((&out["created"], &out["parked"]), (&3.into(), &0.into()), "{out}");
        let doubts: Vec<&Value> =
            out["problems"].as_array().unwrap().iter().filter(|it| it["code"] == "zoneElsewhere").collect();
        assert_eq!(doubts.len(), 1, "{out}");
        assert_eq!((&doubts[0]["cell"], &doubts[0]["value"]), (&"C3".into(), &"开发区".into()));
        assert!(doubts[0]["message"].as_str().unwrap().contains("晋中市/开发区"), "{out}");
        assert!(doubts[0]["proposal"].as_str().unwrap().contains("改正所在市"), "{out}");
        let again = namesakes(&world).await;
        assert_eq!((&again["unchanged"], &again["problems"]), (&3.into(), &serde_json::json!([])));
    }

    async fn an_ambiguous_zone_is_refused_with_how_each_is_named(world: World) {
        namesakes(&world).await;
        std::fs::write(world.folder.path().join("丁.csv"), "项目名称,总投资(万元)\n丁项目,100\n").unwrap();
        let refused = world.taizhang(&["import", "丁.csv", "--zone", "开发区"]).await;
        let said = printed(&refused).1;
        assert_eq!(refused.status.code(), Some(2), "{said}");
        let id = said.split("晋城市/开发区 (#").nth(1).and_then(|rest| rest.split(')').next()).unwrap();
        assert!(said.contains("晋中市/开发区 (#"), "{said}");
        for (name, code) in [("晋城/开发区", 0), ("晋城市/开发区", 0), (&*format!("#{id}"), 0), ("晋城市/高新区", 2)] {
            let output = world.taizhang(&["import", "丁.csv", "--zone", name]).await;
            assert_eq!(output.status.code(), Some(code), "{name}: {:?}", printed(&output));
        }
        let list = printed(&world.taizhang(&["projects", "--where", "zone:晋城市/开发区", "--format", "csv"]).await).0;
        assert!(list.contains("丁项目") && list.contains("乙项目") && !list.contains("甲项目"), "{list}");
        let both = printed(&world.taizhang(&["projects", "--where", "zone:开发区", "--format", "csv"]).await).0;
        assert!(both.contains("甲项目") && both.contains("乙项目"), "{both}");
    }

    async fn figures_by_zone_print_the_city_and_keep_the_key(world: World) {
        namesakes(&world).await;
        let table = printed(&world.taizhang(&["figures", "signed", "--by", "zone"]).await).0;
        assert!(table.contains("晋中市/开发区") && table.contains("晋城市/开发区"), "{table}");
        let json = printed(&world.taizhang(&["figures", "signed", "--by", "zone", "--format", "json"]).await).0;
        let json: Value = serde_json::from_str(&json).unwrap();
        let keys: Vec<&Value> =
            json["figures"].as_array().unwrap().iter().map(|figure| &figure["group"]["zone"]).collect();
        assert_eq!(keys, ["开发区", "开发区"]);
    }

    async fn a_cell_may_name_the_city_before_the_zone(world: World) {
        namesakes(&world).await;
        let sheet = "项目名称,开发区,总投资(万元)\n戊项目,晋城市/开发区,100\n己项目,开发区,100\n";
        std::fs::write(world.folder.path().join("戊.csv"), sheet).unwrap();
        let out = world.taizhang(&["import", "戊.csv", "--format", "json"]).await;
        let out: Value = serde_json::from_str(&printed(&out).0).unwrap();
        assert_eq!((&out["created"], &out["parked"]), (&1.into(), &1.into()), "{out}");
        assert!(out["problems"][0]["proposal"].as_str().unwrap().contains("晋中市/开发区、晋城市/开发区"), "{out}");
    }

    async fn pages_choose_between_them(world: World) {
        world.settle().await;
        namesakes(&world).await;
        let page = world.get(Who::Provincial, "/projects").await;
        assert!(page.says("<option value=\"晋城市/开发区\">晋城市/开发区</option>"), "{}", page.body);
        assert!(page.says(">晋中市/开发区</td>"), "{}", page.body);
        let narrowed = world.get(Who::Provincial, "/projects?q=zone:晋中市/开发区").await;
        assert!(narrowed.says("甲项目") && !narrowed.says("乙项目"), "{}", narrowed.body);
    }
}
