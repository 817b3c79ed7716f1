//! A reader with roles at two nodes reads numbers of both, under both names.

use super::definitions::{NEW, OWN, fields};
use crate::kit::{Tree, Who, World, cookie_of, day, operator};
use crate::rounds::facts::YI_FEN;
use domain::Role;
use domain::facts::Grant;

async fn at_two_nodes(world: &World) -> Tree {
    let tree = world.settle().await;
    world.signed_project(tree.zone, "JK-1", 3 * YI_FEN, day(2022, 3, 1)).await;
    world.signed_project(tree.neighbour, "QX-1", 3 * YI_FEN, day(2022, 3, 1)).await;
    let text = OWN.replace("\"大项目{n}个\"", "\"{scope}大项目{n}个\"");
    world.post(Who::Provincial, NEW, &fields("decree", "2022-01-01", &text)).await.to();
    let mut writer = world.ledger.write(operator()).await.unwrap();
    writer.create(&Grant { user: tree.user(Who::Clerk), org: tree.neighbour, role: Role::Leader });
    writer.commit().await.unwrap();
    tree
}

on_both! {
    async fn the_sentence_of_a_figure_names_both_nodes_and_the_chosen_one_alone(world: World) {
        let tree = at_two_nodes(&world).await;
        let sentence = async |path: &str| {
            let mut request = axum::http::Request::get(path).header("host", "ledger.test").header("cookie", cookie_of(Who::Clerk));
            request = request.header("accept", "application/json");
            let page = world.send(request.body(axum::body::Body::empty()).unwrap()).await;
            let json: serde_json::Value = serde_json::from_str(&page.body).unwrap();
            let own = json["figures"].as_array().unwrap().iter().find(|it| it["name"] == "ownLarge");
            own.unwrap()["sentence"].as_str().unwrap().to_owned()
        };
        let both = sentence("/figures?name=ownLarge").await;
        assert!(both.contains("晋中经济技术开发区、祁县经济技术开发区"), "{both}");
        let all = sentence("/figures").await;
        assert!(all.contains("晋中经济技术开发区、祁县经济技术开发区"), "{all}");
        let one = sentence(&format!("/figures?name=ownLarge&scope={}", tree.neighbour)).await;
        assert!(one.contains("祁县经济技术开发区") && !one.contains("晋中"), "{one}");
    }

    async fn the_frame_names_both_nodes_and_every_role(world: World) {
        let tree = at_two_nodes(&world).await;
        let page = world.get(Who::Clerk, "/figures").await;
        assert!(page.says("晋中经济技术开发区、祁县经济技术开发区"), "the scope: {}", page.body);
        for org in [tree.zone, tree.neighbour] {
            assert!(page.says(&format!("scope={org}")), "both can be chosen");
        }
        assert!(page.says("晋中经济技术开发区 经办人") && page.says("祁县经济技术开发区 领导"), "{}", page.body);
        let narrowed = world.get(Who::Clerk, &format!("/figures?scope={}", tree.neighbour)).await;
        assert!(narrowed.says("晋中经济技术开发区、祁县经济技术开发区</a>"), "the way back: {}", narrowed.body);
        let figure = world.get(Who::Clerk, "/figures?name=signed&by=zone&view=chart").await;
        assert!(figure.status == 200);
    }

    async fn a_node_below_another_of_ones_own_is_not_named_beside_it(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&Grant { user: tree.user(Who::Clerk), org: tree.city, role: Role::Leader });
        writer.commit().await.unwrap();
        let page = world.get(Who::Clerk, "/figures").await;
        assert!(page.says("晋中市") && !page.says("晋中市、"), "{}", page.body);
    }
}
