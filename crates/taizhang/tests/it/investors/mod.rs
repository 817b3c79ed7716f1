//! Investors: reached through their projects, corrected for all of them, put on yearly lists.

use crate::kit::{Tree, Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, event, project};
use domain::Stage;
use domain::facts::{Investor, InvestorId, InvestorListing, ProjectId, ProjectInvestor};
use domain::region::find_region;
use taizhang::ledger::{all_open, open_one};

/// An investor in a signed project of the clerk's zone.
async fn invested(world: &World, tree: &Tree) -> InvestorId {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let id = ProjectId(writer.create(&project("JZ-1", tree.zone, 12 * YI_FEN)));
    writer.create(&event(id, Stage::Signed, day(2022, 3, 9)));
    let body = Investor {
        name: "远方投资公司".into(),
        credit_code: None,
        region: find_region("广东省深圳市").map(|region| region.code().into()),
        seat: Some("广东省深圳市".into()),
        class: None,
    };
    let investor = InvestorId(writer.create(&body));
    writer.create(&ProjectInvestor { project: id, investor, position: 1 });
    writer.commit().await.unwrap();
    investor
}

on_both! {
    async fn an_investor_is_reached_through_its_projects_alone(world: World) {
        let tree = world.settle().await;
        let path = format!("/investors/{}", invested(&world, &tree).await);
        let page = world.get(Who::Clerk, &path).await;
        assert!(page.says("远方投资公司") && page.says("广东省深圳市") && page.says("JZ-1号项目"), "{}", page.body);
        assert_eq!(world.get(Who::Neighbour, &path).await.status, 404);
        assert_eq!(world.get(Who::Clerk, "/investors/999").await.status, 404);
        assert_eq!(world.get(Who::Clerk, "/investors/x").await.status, 404);
        let read = world.get(Who::Leader, &path).await;
        assert!(read.status == 200 && !read.says("/edit"), "a leader reads and changes nothing");
        assert_eq!(world.get(Who::Leader, &format!("{path}/edit")).await.status, 403);
    }

    async fn nobody_learns_by_a_code_or_a_name_who_invests_elsewhere(world: World) {
        const CODE: &str = "91440300MA5DA0000X";
        let tree = world.settle().await;
        let id = invested(&world, &tree).await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let known = open_one::<Investor>(world.ledger.db(), id.0).await.unwrap().unwrap();
        writer.replace(&known, &Investor { credit_code: Some(CODE.into()), ..known.body.clone() }, None);
        writer.commit().await.unwrap();
        let (theirs, _) = world.project(tree.neighbour, "QX-1").await;
        for fields in [[("name", "试探公司"), ("credit_code", CODE)], [("name", "远方投资公司"), ("credit_code", "")]] {
            let linked = world.post(Who::Neighbour, &format!("/projects/{theirs}/investors"), &fields).await;
            assert_eq!(linked.status, 303, "as for one that nobody knows");
        }
        let page = world.get(Who::Neighbour, &format!("/projects/{theirs}")).await;
        assert!(page.says("试探公司") && !page.says("广东省深圳市"), "{}", page.body);
        assert_eq!(world.get(Who::Neighbour, &format!("/investors/{id}")).await.status, 404);
        // Name and region together are one company for all, as in a workbook.
        let (more, _) = world.project(tree.neighbour, "QX-2").await;
        let fields = [("name", "远方投资公司"), ("seat", "广东省深圳市")];
        world.post(Who::Neighbour, &format!("/projects/{more}/investors"), &fields).await;
        let kept = all_open::<Investor>(world.ledger.db()).await.unwrap();
        assert_eq!(kept.iter().filter(|it| it.seat.is_some()).count(), 1);
        assert_eq!(world.get(Who::Neighbour, &format!("/investors/{id}")).await.status, 200);
        // Whoever reaches it is led to it.
        let (own, _) = world.project(tree.zone, "JZ-2").await;
        let fields = [("name", "远方公司"), ("credit_code", CODE)];
        world.post(Who::Clerk, &format!("/projects/{own}/investors"), &fields).await;
        assert!(world.get(Who::Clerk, &format!("/projects/{own}")).await.says("远方投资公司"));
    }

    async fn a_seat_abroad_is_stored_as_a_workbook_stores_it(world: World) {
        let tree = world.settle().await;
        let (id, _) = world.project(tree.zone, "JZ-1").await;
        let fields = [("name", "远洋公司"), ("seat", "德国")];
        world.post(Who::Clerk, &format!("/projects/{id}/investors"), &fields).await;
        let kept = all_open::<Investor>(world.ledger.db()).await.unwrap();
        assert_eq!(kept[0].region, Some(domain::region::Region::ABROAD.code().into()));
    }

    async fn an_investor_in_two_zones_is_corrected_by_who_keeps_both(world: World) {
        let tree = world.settle().await;
        let id = invested(&world, &tree).await;
        let (other, _) = world.project(tree.neighbour, "QX-1").await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&ProjectInvestor { project: other, investor: id, position: 1 });
        writer.commit().await.unwrap();
        for who in [Who::Clerk, Who::Neighbour] {
            let path = format!("/investors/{id}");
            assert!(world.get(who, &path).await.says("由管辖这些开发区的单位更正"), "{who:?}");
            let listing = [("list", "世界500强"), ("year", "2022")];
            assert_eq!(world.post(who, &format!("{path}/listings"), &listing).await.status, 403, "{who:?}");
        }
        let page = world.get(Who::Neighbour, &format!("/investors/{id}")).await;
        assert!(!page.says("JZ-1号项目"), "the other zone's project stays unseen");
        assert_eq!(world.get(Who::Provincial, &format!("/investors/{id}/edit")).await.status, 200);
    }

    async fn a_place_on_the_world_list_counts_at_once_and_once(world: World) {
        let tree = world.settle().await;
        let zone = open_one::<domain::facts::Org>(world.ledger.db(), tree.city.0).await.unwrap().unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.replace(&zone, &domain::facts::Org { region: Some(140_700), ..zone.body.clone() }, None);
        writer.commit().await.unwrap();
        let path = format!("/investors/{}", invested(&world, &tree).await);
        let asked = "name=signedOutsideTop500&where=signed:2022";
        assert_eq!(world.figures(Who::Clerk, asked).await["figures"][0]["printed"], "0");
        let listing = [("list", "世界500强"), ("year", "2022"), ("rank", "88"), ("relation", "全资子公司")];
        let put = world.post(Who::Clerk, &format!("{path}/listings"), &listing).await;
        assert!(world.follow(Who::Clerk, &put).await.says("第88名"));
        assert_eq!(world.figures(Who::Clerk, asked).await["figures"][0]["printed"], "1");
        let twice = world.post(Who::Clerk, &format!("{path}/listings"), &listing).await;
        assert_eq!(twice.status, 422);
        let id = all_open::<InvestorListing>(world.ledger.db()).await.unwrap()[0].id;
        world.post(Who::Clerk, &format!("{path}/listings/{id}/remove"), &[]).await;
        assert_eq!(world.figures(Who::Clerk, asked).await["figures"][0]["printed"], "0");
    }

    async fn a_correction_holds_for_every_project_and_a_stale_one_shows_both_sides(world: World) {
        let tree = world.settle().await;
        let id = invested(&world, &tree).await;
        let path = format!("/investors/{id}/edit");
        let form = world.get(Who::Clerk, &path).await;
        let since = form.between("name=\"since\" value=\"", "\"").unwrap().to_owned();
        let typed = |name: &'static str, seat: &'static str| {
            [("since".to_owned(), since.clone()), ("name".to_owned(), name.to_owned()), ("seat".to_owned(), seat.to_owned())]
        };
        let send = async |fields: [(String, String); 3]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            world.post(Who::Clerk, &path, &fields).await
        };
        assert_eq!(send(typed("远方控股公司", "浙江省杭州市")).await.status, 303);
        let kept = open_one::<Investor>(world.ledger.db(), id.0).await.unwrap().unwrap();
        assert_eq!((kept.name.as_str(), kept.region), ("远方控股公司", Some(330_000)));
        let stale = send(typed("远方集团", "浙江省杭州市")).await;
        assert!(stale.status == 422 && stale.says("远方控股公司"), "{}", stale.body);
        assert_eq!(send([("since".into(), "0".into()), ("name".into(), String::new()), ("seat".into(), String::new())]).await.status, 422);
    }
}
