//! Taxonomies of industries: taken over, made, changed; and projects put into their classes.

use crate::imports::{confirm, preview};
use crate::kit::{Page, Who, World};
use domain::facts::{Taxon, Taxonomy};
use taizhang::ledger::all_open;

async fn make(world: &World, org: &str, classes: &str) -> Page {
    let fields = [("name", "八大产业链"), ("version", "2022"), ("org", org), ("classes", classes)];
    world.post(Who::Administrator, "/classes/new", &fields).await
}

async fn names(world: &World) -> Vec<String> {
    let mut classes = all_open::<Taxon>(world.ledger.db()).await.unwrap();
    classes.sort_by_key(|class| class.position);
    classes.into_iter().map(|class| format!("{} {}", class.body.code, class.body.name)).collect()
}

on_both! {
    async fn a_standard_taxonomy_is_taken_over_once_and_whole(world: World) {
        world.settle().await;
        assert!(world.get(Who::Administrator, "/classes").await.says("三个一批产业类别"));
        for _ in 0..2 {
            assert_eq!(world.post(Who::Administrator, "/classes/standard/roundIndustries", &[]).await.status, 303);
        }
        assert_eq!(all_open::<Taxonomy>(world.ledger.db()).await.unwrap().len(), 1);
        assert_eq!(names(&world).await.len(), 11);
        assert_eq!(world.post(Who::Administrator, "/classes/standard/nothing", &[]).await.status, 404);
        assert_eq!(world.post(Who::Clerk, "/classes/standard/gbt4754", &[]).await.status, 403);
    }

    async fn a_project_stands_in_the_classes_of_its_own_zone(world: World) {
        let tree = world.settle().await;
        make(&world, &tree.zone.to_string(), "新能源汽车\n现代食品").await;
        let (own, _) = world.project(tree.zone, "JZ-1").await;
        let (other, _) = world.project(tree.neighbour, "QX-1").await;
        let form = world.get(Who::Clerk, &format!("/projects/{own}/taxons")).await;
        assert!(form.says("八大产业链 · 现代食品"), "{}", form.body);
        assert!(!world.get(Who::Neighbour, &format!("/projects/{other}/taxons")).await.says("八大产业链"));
        let class = all_open::<Taxon>(world.ledger.db()).await.unwrap()[1].id.to_string();
        let put = world.post(Who::Clerk, &format!("/projects/{own}/taxons"), &[("taxon", &class)]).await;
        assert_eq!(put.status, 303);
        let answer = world.figures(Who::Clerk, "name=byStage&by=industry").await;
        assert_eq!(answer["figures"][0]["group"]["industry"], "现代食品");
    }

    async fn lines_rename_reorder_add_and_end_classes_but_none_in_use(world: World) {
        let tree = world.settle().await;
        make(&world, &tree.zone.to_string(), "新能源汽车\n现代食品\n现代物流").await;
        let id = all_open::<Taxonomy>(world.ledger.db()).await.unwrap()[0].id;
        let path = format!("/classes/{id}");
        let (project, _) = world.project(tree.zone, "JZ-1").await;
        let food = all_open::<Taxon>(world.ledger.db()).await.unwrap()[1].id.to_string();
        world.post(Who::Clerk, &format!("/projects/{project}/taxons"), &[("taxon", &food)]).await;
        let shown = async || {
            let form = world.get(Who::Administrator, &path).await;
            form.between("name=\"shown\" value=\"", "\"").unwrap().to_owned()
        };
        let save = async |shown: &str, classes: &str| {
            let fields = [("name", "八大产业链"), ("version", "2022"), ("shown", shown), ("classes", classes)];
            world.post(Who::Administrator, &path, &fields).await
        };
        let gone = save(&shown().await, "01 新能源汽车").await;
        assert_eq!(gone.status, 422);
        assert!(gone.says("已有项目归入“现代食品”，不能删去"), "{}", gone.body);
        assert_eq!(names(&world).await.len(), 3, "a refused form writes nothing");
        let first = shown().await;
        let saved = save(&first, "02 现代食品加工\n01 新能源汽车\n04 生物医药").await;
        assert_eq!(saved.status, 303, "{}", saved.body);
        assert_eq!(names(&world).await, ["02 现代食品加工", "01 新能源汽车", "04 生物医药"]);
        assert!(world.get(Who::Clerk, &format!("/projects/{project}")).await.says("现代食品加工"));
        let stale = save(&first, "02 现代食品加工").await;
        assert!(stale.status == 422 && stale.says("类别已被他人更改"), "{}", stale.body);
        assert_eq!(save(&shown().await, "生物医药\n氢能\n现代食品加工").await.status, 303);
        assert_eq!(names(&world).await, ["04 生物医药", "03 氢能", "02 现代食品加工"], "names alone move no project");
        assert!(world.get(Who::Clerk, &format!("/projects/{project}")).await.says("现代食品加工"));
    }

    async fn who_keeps_only_a_city_changes_nothing_of_the_site(world: World) {
        world.settle().await;
        world.post(Who::Administrator, "/classes/standard/roundIndustries", &[]).await;
        let id = all_open::<Taxonomy>(world.ledger.db()).await.unwrap()[0].id;
        for who in [Who::Clerk, Who::Reviewer, Who::Auditor] {
            let status = world.get(who, &format!("/classes/{id}")).await.status;
            assert!(status == 403 || status == 404, "{who:?} {status}");
        }
    }
}

on_both! {
    async fn an_import_puts_projects_into_the_classes_by_which_figures_group(world: World) {
        world.settle().await;
        world.post(Who::Administrator, "/classes/standard/roundIndustries", &[]).await;
        let sheet = |industry: &str| format!("项目编号,项目名称,开发区,总投资(万元),产业类别\nJZ-1,甲项目,晋中经济技术开发区,100,{industry}\n");
        let bring = async |industry: &str| {
            let shown = preview(&world, Who::Clerk, "台账.csv", sheet(industry).as_bytes()).await;
            confirm(&world, Who::Clerk, &shown).await;
            let answer = world.figures(Who::Clerk, "name=byStage&by=industry").await;
            answer["figures"][0]["group"]["industry"].as_str().unwrap().to_owned()
        };
        assert_eq!(bring("新材料").await, "新材料");
        assert_eq!(bring("大数据").await, "大数据", "the new class takes the old one's place");
        assert_eq!(bring("清空").await, "未分类");
        assert_eq!(all_open::<Taxonomy>(world.ledger.db()).await.unwrap().len(), 1, "no taxonomy of its own is needed");
        bring("氢能装备").await;
        assert_eq!(all_open::<Taxonomy>(world.ledger.db()).await.unwrap().len(), 2);
    }
}
