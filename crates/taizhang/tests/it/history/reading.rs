//! Who sees which change, and what of it.

use crate::kit::{Who, World};
use domain::facts::Project;

on_both! {
    async fn a_change_is_told_field_by_field_to_those_who_audit_its_zone(world: World) {
        let tree = world.settle().await;
        let (_, change) = world.project(tree.zone, "JZ-1").await;
        for who in [Who::Clerk, Who::Reviewer, Who::Provincial, Who::Auditor] {
            let page = world.get(who, &format!("/changes/{change}")).await;
            assert!(page.says("JZ-1号项目") && page.says("项目编号") && page.says("系统运维"), "{who:?}");
        }
        for who in [Who::Neighbour, Who::Administrator] {
            assert_eq!(world.get(who, &format!("/changes/{change}")).await.status, 404, "{who:?}");
        }
        assert_eq!(world.get(Who::Leader, &format!("/changes/{change}")).await.status, 403);
    }

    async fn the_list_holds_what_one_may_see_and_no_more(world: World) {
        let tree = world.settle().await;
        let (_, ours) = world.project(tree.zone, "JZ-1").await;
        let (_, theirs) = world.project(tree.neighbour, "QX-1").await;
        let link = |change| format!("href=\"/changes/{change}\"");
        let page = world.get(Who::Clerk, "/changes").await;
        assert!(page.says(&link(ours)) && !page.says(&link(theirs)));
        let page = world.get(Who::Neighbour, "/changes").await;
        assert!(!page.says(&link(ours)) && page.says(&link(theirs)));
        let page = world.get(Who::Auditor, "/changes").await;
        assert!(page.says(&link(ours)) && page.says(&link(theirs)));
        let page = world.get(Who::Administrator, "/changes").await;
        assert!(!page.says(&link(ours)) && page.says(&link(domain::facts::ChangeId(1))));
    }

    async fn of_a_change_that_touched_two_zones_each_sees_their_own_part(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(crate::kit::operator()).await.unwrap();
        writer.create(&Project::new("JZ-9", "我区项目", tree.zone));
        writer.create(&Project::new("QX-9", "邻区项目", tree.neighbour));
        let change = writer.commit().await.unwrap().change.unwrap();
        let page = world.get(Who::Clerk, &format!("/changes/{change}")).await;
        assert!(page.says("我区项目") && !page.says("邻区项目"));
        // How much the other zone's part holds isn't told either.
        for path in [format!("/changes/{change}"), "/changes".to_owned()] {
            let told = |page: &crate::kit::Page| page.says("仅显示权限范围内的内容");
            assert!(told(&world.get(Who::Clerk, &path).await), "{path}");
            assert!(!told(&world.get(Who::Auditor, &path).await), "{path}: who audits everywhere sees all");
        }
    }

    async fn the_menu_names_no_place_that_the_reader_does_not_have(world: World) {
        world.settle().await;
        let named = async |who: Who, path: &str| {
            let page = world.get(who, path).await;
            page.between("☰ </span>", "</summary>").unwrap_or_else(|| panic!("{}", page.body)).to_owned()
        };
        assert_eq!(named(Who::Auditor, "/changes").await, "菜单");
        assert_eq!(named(Who::Provincial, "/changes").await, "设置");
        assert_eq!(named(Who::Auditor, "/projects").await, "项目");
    }
}
