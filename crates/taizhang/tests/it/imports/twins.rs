//! One project under two zones is pointed at, never stopped.

use super::{confirm, preview, projects};
use crate::kit::{Who, World, operator, org};
use domain::OrgKind;

const OWN: &str = "项目编号,项目名称,开发区,总投资(万元)\nT-9,双生项目,晋中经济技术开发区,100\n";
const OTHER: &str = "项目编号,项目名称,开发区,总投资(万元)\nT-9,双生 项目,祁县经济技术开发区,100\n";

on_both! {
    async fn the_same_number_and_name_in_two_zones_of_a_file_is_a_warning(world: World) {
        world.settle().await;
        let both = format!("{OWN}{}", OTHER.split_once('\n').unwrap().1);
        let shown = preview(&world, Who::Reviewer, "台账.csv", both.as_bytes()).await;
        assert!(shown.says("晋中经济技术开发区在本文件“台账!2”有编号（T-9）和名称都相同的行"), "{}", shown.body);
        confirm(&world, Who::Reviewer, &shown).await;
        assert_eq!(projects(&world).await, 2);
    }

    async fn one_name_under_two_numbers_of_a_zone_is_a_warning(world: World) {
        world.settle().await;
        let both = format!("{OWN}T-10,双生 项目,晋中经济技术开发区,100\nT-11,独生项目,晋中经济技术开发区,100\n");
        let shown = preview(&world, Who::Reviewer, "台账.csv", both.as_bytes()).await;
        assert!(shown.says("与本文件“台账!2”的项目同名（双生 项目）"), "{}", shown.body);
        assert_eq!(shown.body.matches("的项目同名").count(), 1, "{}", shown.body);
        confirm(&world, Who::Reviewer, &shown).await;
        assert_eq!(projects(&world).await, 3);
    }

    async fn a_project_of_the_ledger_in_another_zone_is_linked(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Reviewer, "台账.csv", OWN.as_bytes()).await;
        assert!(!shown.says("都相同"), "{}", shown.body);
        confirm(&world, Who::Reviewer, &shown).await;
        let id = taizhang::ledger::all_open::<domain::facts::Project>(world.ledger.db()).await.unwrap()[0].id;
        let other = preview(&world, Who::Reviewer, "邻区.csv", OTHER.as_bytes()).await;
        assert!(other.says("晋中经济技术开发区已有编号（T-9）和名称都相同的项目"), "{}", other.body);
        assert!(other.body.contains(&format!("href=\"/projects/{id}\"")), "{}", other.body);
        // Whoever may not see the other zone isn't told of its projects.
        let unseen = preview(&world, Who::Neighbour, "邻区.csv", OTHER.as_bytes()).await;
        assert!(unseen.says("双生 项目") && !unseen.says("都相同"), "{}", unseen.body);
        confirm(&world, Who::Reviewer, &other).await;
        assert_eq!(projects(&world).await, 2);
    }

    async fn a_number_of_the_ledger_is_known_however_it_is_written(world: World) {
        world.settle().await;
        let shown = preview(&world, Who::Reviewer, "台账.csv", OWN.as_bytes()).await;
        confirm(&world, Who::Reviewer, &shown).await;
        for written in ["ｔ－9", "t—9", "T - 9"] {
            let other = preview(&world, Who::Reviewer, "邻区.csv", OTHER.replace("T-9", written).as_bytes()).await;
            assert!(other.says("晋中经济技术开发区已有编号"), "{written}: {}", other.body);
        }
    }

    async fn the_rows_of_a_number_are_told_of_the_ledgers_project_together(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for zone in ["平遥经济技术开发区", "太谷经济技术开发区"] {
            writer.create(&org(OrgKind::Zone, zone, Some(tree.city)));
        }
        writer.commit().await.unwrap();
        let shown = preview(&world, Who::Reviewer, "台账.csv", OWN.as_bytes()).await;
        confirm(&world, Who::Reviewer, &shown).await;
        let id = taizhang::ledger::all_open::<domain::facts::Project>(world.ledger.db()).await.unwrap()[0].id;
        // So many rows before the last that the numbers are not asked for together.
        let between = (0..500).fold(String::new(), |rows, row| rows + &format!("Q-{row},项目{row},祁县经济技术开发区,100\n"));
        let [second, third] = ["平遥", "太谷"].map(|town| format!("T-9,双生项目,{town}经济技术开发区,100\n"));
        let file = format!("{OTHER}{second}{between}{third}");
        let other = preview(&world, Who::Reviewer, "邻区.csv", file.as_bytes()).await;
        assert_eq!(other.body.matches(&format!("href=\"/projects/{id}\"")).count(), 1, "{}", other.body);
        assert!(other.says("（3行：第2–3, 504行）"), "{}", other.body);
    }
}
