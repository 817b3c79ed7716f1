//! `taizhang import --accept`.

use crate::kit::{World, printed};
use serde_json::{Value, json};

fn sheet(amounts: [u32; 5]) -> String {
    let rows = amounts.iter().enumerate();
    let rows: String =
        rows.map(|(no, amount)| format!("JZ-{no},项目{no},晋中经济技术开发区,{amount}\n")).collect();
    format!("项目编号,项目名称,开发区,总投资(万元)\n{rows}")
}

on_both! {
    async fn suspicious_changes_wait_until_their_kind_is_accepted(world: World) {
        world.settle().await;
        let write = |name: &str, amounts| std::fs::write(world.folder.path().join(name), sheet(amounts)).unwrap();
        write("a.csv", [100, 200, 300, 400, 500]);
        write("b.csv", [1_000, 2_000, 3_000, 4_000, 5_000]);
        assert_eq!(world.taizhang(&["import", "a.csv"]).await.status.code(), Some(0));
        let dry = world.taizhang(&["import", "b.csv", "--dry-run"]).await;
        let (said, _) = printed(&dry);
        assert!(said.contains("需确认：金额增减十倍以上 5 处") && said.contains("--accept amount"), "{said}");
        assert!(said.contains("5个已有项目中有5个的“总投资”都变为原来的×10") && said.contains("!D2"), "{said}");
        let out = world.taizhang(&["import", "b.csv", "--dry-run", "--format", "json"]).await;
        let json: Value = serde_json::from_str(&printed(&out).0).unwrap();
        assert_eq!(json["asks"], json!({"amount": 5}));
        assert_eq!((json["wholeColumns"][0]["times"].as_str(), json["parked"].as_i64()), (Some("×10"), Some(5)), "{json}");
        assert_eq!(json["problems"][0]["kind"], "amount");
        let done = world.taizhang(&["import", "b.csv", "--accept", "amount", "--format", "json"]).await;
        let json: Value = serde_json::from_str(&printed(&done).0).unwrap();
        assert_eq!((done.status.code(), json["changed"].as_i64(), &json["asks"]), (Some(0), Some(5), &json!({})));
        let wrong = world.taizhang(&["import", "b.csv", "--accept", "everything"]).await;
        assert_eq!(wrong.status.code(), Some(2));
    }
}
