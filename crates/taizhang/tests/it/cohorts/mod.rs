//! Conversion cohorts: the page, who is behind a share, files, the command.

use crate::kit::{Tree, Who, World, day, operator, printed};
use crate::rounds::facts::{YI_FEN, event, project};
use domain::facts::{OrgId, ProjectId};
use domain::{Day, Stage};

const PATH: &str = "/figures/cohorts";

async fn follow(world: &World, zone: OrgId, no: &str, signed: Day, then: &[(Stage, Day)]) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let id = ProjectId(writer.create(&project(no, zone, YI_FEN)));
    for (stage, on) in [(Stage::Signed, signed)].iter().chain(then) {
        writer.create(&event(id, *stage, *on));
    }
    writer.commit().await.unwrap();
}

/// Four of the first quarter of 2021: one started after two months, one given up, one open, one too young to be a year.
async fn settled(world: &World) -> Tree {
    let tree = world.settle().await;
    let signed = day(2021, 1, 10);
    follow(world, tree.zone, "JZ-1", signed, &[(Stage::Commenced, day(2021, 3, 10))]).await;
    follow(world, tree.zone, "JZ-2", signed, &[(Stage::Terminated, day(2021, 2, 10))]).await;
    follow(world, tree.zone, "JZ-3", signed, &[]).await;
    follow(world, tree.zone, "JZ-4", day(2022, 5, 10), &[]).await;
    follow(world, tree.neighbour, "PY-1", signed, &[]).await;
    tree
}

on_both! {
    async fn a_share_opens_into_those_who_took_the_step(world: World) {
        settled(&world).await;
        let page = world.get(Who::Clerk, &format!("{PATH}?true-on=2022-06-30")).await;
        assert_eq!(page.status, 200, "{}", page.body);
        assert!(page.says("33.3%") && page.says("2021Q1") && page.says("<svg") && page.says("尚无项目满此月龄"));
        let list = |fate: &str| format!("{PATH}/projects?true-on=2022-06-30&step=signed-commenced&key=2021Q1&months=3&fate={fate}");
        for (fate, inside, outside) in [("reached", "JZ-1", "JZ-2"), ("givenUp", "JZ-2", "JZ-3"), ("atRisk", "JZ-3", "JZ-1")] {
            let page = world.get(Who::Clerk, &list(fate)).await;
            assert!(page.says(&format!("{inside}号项目")) && !page.says(&format!("{outside}号项目")), "{fate}: {}", page.body);
        }
        let whole = world.get(Who::Clerk, &format!("{PATH}/projects?true-on=2022-06-30&whole=1&fate=censored&months=3")).await;
        assert!(whole.says("JZ-4号项目") && !whole.says("JZ-3号项目"));
        let english = world.get(Who::Clerk, &format!("{PATH}?true-on=2022-06-30&lang=en")).await;
        assert!(english.says("Conversion cohorts") && english.says("33.3%"));
    }

    async fn a_reader_sees_cohorts_of_their_own_scope(world: World) {
        settled(&world).await;
        let neighbour = world.get(Who::Neighbour, &format!("{PATH}?true-on=2022-06-30")).await;
        assert!(neighbour.status == 200 && !neighbour.says("33.3%") && neighbour.says("2021Q1"));
        let list = world.get(Who::Neighbour, &format!("{PATH}/projects?true-on=2022-06-30&key=2021Q1")).await;
        assert!(list.says("PY-1号项目") && !list.says("JZ-"));
        let nobody = world.get(Who::Neighbour, &format!("{PATH}/projects?true-on=2022-06-30&key=2022Q2")).await;
        assert_eq!(nobody.status, 404);
        let compared = world.get(Who::Provincial, &format!("{PATH}?true-on=2022-06-30&by=zone")).await;
        assert!(compared.says("同龄对比") && compared.says("晋中经济技术开发区"));
    }

    async fn cohorts_leave_as_files_and_by_the_command(world: World) {
        settled(&world).await;
        let csv = world.get(Who::Clerk, &format!("{PATH}/table.csv?true-on=2022-06-30")).await;
        assert!(csv.says("2021Q1,签约,开工,3,3,0,0,,3,1,1,0,1,33.3,33.3,33.3"), "{}", csv.body);
        let xlsx = world.get(Who::Clerk, &format!("{PATH}/table.xlsx")).await;
        assert!(xlsx.status == 200 && xlsx.bytes.starts_with(b"PK"));
        let args = ["cohorts", "--true-on", "2022-06-30", "--format", "json", "--ages", "3"];
        let output = world.taizhang(&args).await;
        let (out, complaint) = printed(&output);
        assert_eq!(output.status.code(), Some(0), "{complaint}");
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
        let age = &answer["cohorts"][0]["steps"][0]["ages"][0];
        // The operator sees the neighbour's open project too.
        assert_eq!((age["reached"].as_i64(), age["reachedPercent"].as_str()), (Some(1), Some("25.000000")));
        for wrong in [["cohorts", "byStage"], ["cohorts", "signd"], ["cohorts", "--span=week"], ["cohorts", "--by=ctiy"], ["cohorts", "--ages=x"]] {
            assert_eq!(world.taizhang(&wrong).await.status.code(), Some(2), "{wrong:?}");
        }
    }

    async fn what_cant_be_followed_is_said_at_its_field(world: World) {
        settled(&world).await;
        for (query, field) in [("name=byStage", "name"), ("span=week", "span"), ("step=up", "step"), ("by=quarter", "by"), ("where=stge:x", "where")] {
            let page = world.get(Who::Clerk, &format!("{PATH}?{query}")).await;
            assert_eq!(page.status, 422, "{query}");
            assert!(page.says(&format!("id=\"{field}-wrong\"")), "{query}: {}", page.body);
        }
        assert_eq!(world.get(Who::Clerk, &format!("{PATH}?name=nothing")).await.status, 404);
        assert_eq!(world.get(Who::Clerk, &format!("{PATH}/projects?key=2021Q1&fate=lost")).await.status, 404);
    }
}
