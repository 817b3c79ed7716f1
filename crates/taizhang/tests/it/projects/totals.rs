//! The money below a list: summed over one level, and said so.

use crate::kit::{Who, World, day, printed};
use crate::rounds::facts::YI_FEN;

on_both! {
    async fn a_phase_adds_nothing_to_a_list_in_which_its_project_stands(world: World) {
        let tree = world.settle().await;
        let whole = world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 1, 5)).await;
        let phase = world.signed_phase(tree.zone, "JZ-1A", whole, YI_FEN).await;
        world.signed_phase(tree.zone, "JZ-1B", phase, YI_FEN / 2).await;
        world.signed_project(tree.zone, "JZ-2", 2 * YI_FEN, day(2022, 1, 5)).await;
        let foot = |body: &str| body.split("<tfoot>").nth(1).unwrap().split("</tfoot>").next().unwrap().to_owned();
        let list = foot(&world.get(Who::Clerk, "/projects").await.body);
        assert!(list.contains("合计：4 个") && list.contains("其中分期、子项目 2 个，投资额随所属项目计"), "{list}");
        assert!(list.contains(">5.00<"), "{list}");
        let desk = foot(&world.get(Who::Clerk, "/").await.body);
        assert!(desk.contains(">5.00<"), "the desk has the same money: {desk}");
        let (out, _) = printed(&world.taizhang(&["projects"]).await);
        assert!(out.contains("共4个项目，总投资50000") && out.contains("其中分期、子项目 2 个"), "{out}");
        let (out, _) = printed(&world.taizhang(&["--lang", "en", "projects"]).await);
        assert!(out.contains("of which 2 phases and parts, whose investment counts with the whole"), "{out}");
    }

    async fn phases_without_their_project_are_a_level_of_their_own(world: World) {
        let tree = world.settle().await;
        let whole = world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 1, 5)).await;
        world.signed_phase(tree.zone, "JZ-1A", whole, YI_FEN).await;
        world.signed_phase(tree.zone, "JZ-1B", whole, YI_FEN / 2).await;
        let page = world.get(Who::Clerk, "/projects?q=part:phase").await;
        let foot = page.between("<tfoot>", "</tfoot>").unwrap();
        assert!(foot.contains("合计：2 个") && foot.contains(">1.50<") && !foot.contains("随所属项目计"), "{foot}");
    }
}
