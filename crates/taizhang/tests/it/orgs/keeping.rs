//! The tree by its pages.

use crate::kit::{Who, World};
use domain::OrgKind;
use domain::facts::{Org, OrgId};
use taizhang::ledger::{open_by, open_one};
use taizhang::orgs::{OrgTree, plain};

async fn org(world: &World, id: OrgId) -> Option<Org> {
    open_one::<Org>(world.ledger.db(), id.0).await.unwrap().map(|org| org.body)
}

on_both! {
    async fn an_organisation_is_added_below_another_with_its_other_names(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let fields = [("parent", zone.as_str()), ("kind", "park"), ("name", "新兴产业园"), ("aliases", "新兴园\n二园"), ("form-key", "k1")];
        assert_eq!(world.post(Who::Administrator, "/orgs", &fields).await.to(), "/orgs");
        assert_eq!(world.post(Who::Administrator, "/orgs", &fields).await.to(), "/orgs");
        let found = open_by::<Org>(world.ledger.db(), "name = $1", vec!["新兴产业园".into()]).await.unwrap();
        assert_eq!(found.len(), 1, "posted twice, written once");
        assert_eq!((found[0].parent, found[0].position), (Some(tree.zone), 2));
        assert!(world.get(Who::Administrator, "/orgs").await.says("新兴产业园"));
    }

    async fn a_ring_in_the_tree_is_refused_at_its_field(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(crate::kit::operator()).await.unwrap();
        let mut orgs = OrgTree::of(&mut writer).await.unwrap();
        let inner = orgs.create(&mut writer, plain(OrgKind::Park, "内园", Some(tree.park), 1)).unwrap();
        writer.commit().await.unwrap();
        let inner = inner.to_string();
        let fields = [("parent", inner.as_str()), ("kind", "park"), ("name", "汇通产业园区")];
        let page = world.post(Who::Administrator, &format!("/orgs/{}", tree.park), &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.says("不能放在自己或自己的下级之下"));
        assert_eq!(org(&world, tree.park).await.unwrap().parent, Some(tree.zone));
    }

    async fn a_sister_with_the_same_name_is_refused(world: World) {
        let tree = world.settle().await;
        let city = tree.city.to_string();
        let fields = [("parent", city.as_str()), ("kind", "zone"), ("name", "晋中经济技术 开发区")];
        let page = world.post(Who::Administrator, "/orgs", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.says("同级已有有效的"));
    }

    async fn one_in_use_keeps_its_place_and_may_be_dated(world: World) {
        let tree = world.settle().await;
        let address = format!("/orgs/{}", tree.zone);
        let page = world.post(Who::Administrator, &format!("{address}/remove"), &[]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("id=\"remove-wrong\"") && page.says("href=\"#remove\""), "{}", page.body);
        let city = tree.city.to_string();
        let fields = [("parent", city.as_str()), ("kind", "zone"), ("name", "晋中经开区"), ("valid_to", "2022-12-31")];
        assert_eq!(world.post(Who::Administrator, &address, &fields).await.status, 303);
        let now = org(&world, tree.zone).await.unwrap();
        assert_eq!((now.name.as_str(), now.valid_to), ("晋中经开区", domain::Day::new(2022, 12, 31)));
        assert_eq!(world.post(Who::Administrator, &format!("/orgs/{}/remove", tree.park), &[]).await.status, 303);
        assert_eq!(org(&world, tree.park).await, None);
    }

    async fn a_clash_shows_the_others_value_and_keeps_ones_own(world: World) {
        let tree = world.settle().await;
        let address = format!("/orgs/{}", tree.park);
        let zone = tree.zone.to_string();
        let since = world.get(Who::Administrator, &address).await.between("name=\"since\" value=\"", "\"").unwrap().to_owned();
        let typed = |name| [("parent", zone.as_str()), ("kind", "park"), ("name", name), ("since", since.as_str())];
        assert_eq!(world.post(Who::Administrator, &address, &typed("甲园")).await.status, 303);
        let page = world.post(Who::Provincial, &address, &typed("乙园")).await;
        assert_eq!(page.status, 422);
        assert!(page.says("他人已改为：甲园") && page.says("value=\"乙园\""));
    }

    async fn the_province_stays_where_it_is_and_others_do_not_see_it(world: World) {
        let tree = world.settle().await;
        assert_eq!(world.get(Who::Clerk, &format!("/orgs/{}", tree.zone)).await.status, 403);
        let city = tree.city.to_string();
        let fields = [("parent", city.as_str()), ("kind", "province"), ("name", "山西省")];
        assert_eq!(world.post(Who::Administrator, &format!("/orgs/{}", tree.province), &fields).await.status, 403);
    }

    async fn a_place_added_by_hand_gets_the_code_of_its_name_and_investors_come_from_outside_it(world: World) {
        let tree = world.settle().await;
        let province = tree.province.to_string();
        let fields = [("parent", province.as_str()), ("kind", "city"), ("name", "阳泉市")];
        assert_eq!(world.post(Who::Administrator, "/orgs", &fields).await.status, 303);
        let code = async |name: &str| open_by::<Org>(world.ledger.db(), "name = $1", vec![name.into()]).await.unwrap()[0].region;
        assert_eq!(code("阳泉市").await, Some(140_300));
        world.taizhang(&["org", "add", "河北省", "--kind", "province"]).await;
        world.taizhang(&["org", "add", "无名市", "--kind", "city", "--under", "河北省"]).await;
        world.taizhang(&["org", "add", "无名开发区", "--kind", "zone", "--under", "无名市"]).await;
        assert_eq!((code("河北省").await, code("无名市").await, code("无名开发区").await), (Some(130_000), None, None));
        let sheet = "项目编号,项目名称,所在市,开发区,总投资(万元),投资方,投资方所在省,签约日期\nW-1,甲项目,无名市,无名开发区,9000,甲公司,河北省,2022-01-05\nW-2,乙项目,无名市,无名开发区,9000,乙公司,北京市,2022-01-05\n";
        std::fs::write(world.folder.path().join("a.csv"), sheet).unwrap();
        world.taizhang(&["import", "a.csv"]).await;
        let told = world.taizhang(&["figures", "signed", "--by", "origin", "--format", "csv", "--true-on", "2022-06-30"]).await;
        let told = String::from_utf8(told.stdout).unwrap();
        assert!(told.contains("sameProvince") && told.contains("otherProvince") && !told.contains("local"), "{told}");
    }
}
