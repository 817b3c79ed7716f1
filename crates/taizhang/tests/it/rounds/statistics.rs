//! A round's statistics leave as files: what the page shows, the entries behind it, and what it means.

use super::facts::YI_FEN;
use crate::kit::{Page, Tree, Who, World, day};
use office::ReadLimits;

/// The rows of every sheet, by the name on its tab.
fn sheets(page: &Page) -> Vec<(String, Vec<Vec<String>>)> {
    let book = office::read(&page.bytes, "x.xlsx", &ReadLimits::default()).unwrap();
    let rows = |sheet: &office::Sheet| {
        sheet.rows.iter().map(|row| row.iter().map(|cell| cell.text().into_owned()).collect()).collect()
    };
    book.sheets.iter().map(|sheet| (sheet.name.clone(), rows(sheet))).collect()
}

fn row<'s>(rows: &'s [Vec<String>], name: &str) -> &'s [String] {
    rows.iter()
        .find(|row| row.first().is_some_and(|cell| cell == name))
        .unwrap_or_else(|| panic!("{name} {rows:?}"))
}

/// Two projects here, one next door, on lists of one round; one of them is moved in after publication.
async fn settled(world: &World, tree: &Tree) -> String {
    let round = world.held_round(tree, ("2022", "1"), "2022-02-26").await;
    for (zone, no, list, fen) in [
        (tree.zone, "JZ-1", "signing", 2 * YI_FEN + 12_345),
        (tree.neighbour, "QX-1", "signing", 3 * YI_FEN),
        (tree.zone, "JZ-2", "commencement", YI_FEN / 2),
    ] {
        let id = world.signed_project(zone, no, fen, day(2022, 1, 5)).await;
        world.put_on_list(Who::Provincial, &round, list, id).await.to();
    }
    round
}

async fn moved_in_later(world: &World, tree: &Tree, round: &str) {
    world.post(Who::Provincial, &format!("{round}/publish"), &[]).await.to();
    let id = world.signed_project(tree.zone, "JZ-9", 4 * YI_FEN, day(2022, 1, 6)).await.to_string();
    let fields = [
        ("list", "signing"),
        ("project", id.as_str()),
        ("on", "2022-06-01"),
        ("reason", "增补"),
        ("approver", "省厅"),
    ];
    world.post(Who::Provincial, &format!("{round}/pick"), &fields).await.to();
}

on_both! {
    async fn the_workbook_holds_the_table_the_entries_behind_it_and_what_it_means(world: World) {
        let tree = world.settle().await;
        let round = settled(&world, &tree).await;
        let page = world.get(Who::Provincial, &format!("{round}/statistics?by=zone")).await;
        assert!(page.says(&format!("{round}/statistics/table.xlsx?by=zone")), "{}", page.body);
        let book = sheets(&world.get(Who::Provincial, &format!("{round}/statistics/table.xlsx?by=zone")).await);
        let [(_, table), (entries, listed), (definitions, meant)] = &book[..] else { panic!("{book:?}") };
        assert_eq!(table[0][0], "2022年第一次统计");
        assert!(table[1].iter().any(|cell| cell.contains("截至2022年6月30日")), "{table:?}");
        assert!(row(table, "开发区").contains(&"签约一批投资额（亿元）".to_owned()), "{table:?}");
        assert_eq!(row(table, "晋中经济技术开发区")[1..], ["1", "2.0000012345", "1", "0.5", "0", "0"], "{table:?}");
        assert_eq!(row(table, "合计")[1..], ["2", "5.0000012345", "1", "0.5", "0", "0"]);
        assert_eq!((entries.as_str(), definitions.as_str()), ("统计明细", "口径说明"));
        for no in ["JZ-1", "JZ-2", "QX-1"] {
            assert_eq!(listed.iter().filter(|row| row.iter().any(|cell| cell == no)).count(), 1, "{listed:?}");
        }
        assert_eq!(listed.iter().filter(|row| row[0] == "晋中经济技术开发区").count(), 2);
        let said: Vec<&str> = meant.iter().flatten().map(String::as_str).collect();
        assert!(said.iter().any(|cell| cell.contains("同一项目入列多次的分别计数")), "{said:?}");
        assert!(said.contains(&"山西省"), "whose they are: {said:?}");
    }

    async fn what_was_published_leaves_beside_what_it_has_become(world: World) {
        let tree = world.settle().await;
        let round = settled(&world, &tree).await;
        moved_in_later(&world, &tree, &round).await;
        let book = sheets(&world.get(Who::Provincial, &format!("{round}/statistics/table.xlsx")).await);
        let names: Vec<&str> = book.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["发布时", "发布时明细", "现在", "现在明细", "口径说明"]);
        assert_eq!((&row(&book[0].1, "合计")[1], &row(&book[2].1, "合计")[1]), (&"2".to_owned(), &"3".to_owned()));
        assert!(book[0].1[1].iter().any(|cell| cell.contains("发布 · ")), "{:?}", book[0].1);
        let has = |place: usize| book[place].1.iter().flatten().any(|cell| cell == "JZ-9");
        assert!(!has(1) && has(3));
        let csv = world.get(Who::Provincial, &format!("{round}/statistics/table.csv")).await;
        assert!(csv.says("发布时,合计,2,") && csv.says("现在,合计,3,"), "{}", csv.body);
        let english = world.get(Who::Provincial, &format!("{round}/statistics/table.csv?lang=en")).await;
        assert!(english.says("Numbers,City,Signing list (entries)"), "{}", english.body);
    }

    async fn programs_read_each_number_with_the_address_of_what_it_counted(world: World) {
        let tree = world.settle().await;
        let round = settled(&world, &tree).await;
        let page = world.get(Who::Provincial, &format!("{round}/statistics.json?by=zone")).await;
        let json: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        assert_eq!((&json["round"], &json["by"]), (&"2022-1".into(), &"zone".into()), "{json}");
        let table = &json["tables"][0];
        assert_eq!((&table["numbers"], &table["trueOn"]), (&"present".into(), &"2022-06-30".into()));
        let whole = &table["total"]["signing"];
        assert_eq!((&whole["entries"], &whole["amountFen"]), (&2.into(), &(5 * YI_FEN + 12_345).into()));
        let group = table["groups"].as_array().unwrap().iter().find(|it| it["key"] == "祁县经济技术开发区").unwrap();
        let members = world.get(Who::Provincial, group["lists"]["signing"]["members"].as_str().unwrap()).await;
        assert!(members.says("入列") && members.says("QX-1") && !members.says("JZ-1"), "{}", members.body);
    }

    async fn who_sees_one_zone_takes_one_zone_along(world: World) {
        let tree = world.settle().await;
        let round = settled(&world, &tree).await;
        let csv = world.get(Who::Neighbour, &format!("{round}/statistics/table.csv?by=zone")).await;
        assert!(csv.says("祁县经济技术开发区,1,3.0000000000,0,") && !csv.says("晋中"), "{}", csv.body);
        let before = world.get(Who::Neighbour, &format!("{round}/statistics/table.csv?true-on=2022-02-01")).await;
        assert!(before.status == 404 && before.says("2022-02-26"), "{}", before.body);
    }
}
