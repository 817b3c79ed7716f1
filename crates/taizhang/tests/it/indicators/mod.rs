//! Indicators and targets: stated by an organisation, read by who reaches it, never derived.

mod round_trip;

use crate::kit::{Tree, Who, World};
use db::Val;
use domain::facts::{Indicator, Kept, Record, Target};
use taizhang::ledger::open_by;

async fn all<R: Record + Send + 'static>(world: &World) -> Vec<Kept<R>> {
    open_by(world.ledger.db(), "1 = 1", Vec::<Val>::new()).await.unwrap()
}

fn gdp(org: &str) -> Vec<(&'static str, String)> {
    let fields = [
        ("org", org),
        ("name", "地区生产总值"),
        ("period_year", "2022"),
        ("period_kind", "quarter"),
        ("period_no", "1"),
        ("cumulative", "1"),
        ("value_e4", "1,234.5"),
        ("unit", "亿元"),
        ("growth_e4", "-8.92"),
        ("data_source", "区统计局"),
    ];
    fields.map(|(name, value)| (name, value.to_owned())).to_vec()
}

async fn post(world: &World, who: Who, path: &str, fields: &[(&'static str, String)]) -> crate::kit::Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    world.post(who, path, &fields).await
}

fn with(fields: &[(&'static str, String)], name: &str, value: &str) -> Vec<(&'static str, String)> {
    let mut fields = fields.to_vec();
    fields.iter_mut().filter(|field| field.0 == name).for_each(|field| field.1 = value.to_owned());
    fields
}

async fn stated(world: &World) -> (Tree, Vec<(&'static str, String)>) {
    let tree = world.settle().await;
    let fields = gdp(&tree.zone.to_string());
    let sent = post(world, Who::Clerk, "/indicators/values", &fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    (tree, fields)
}

on_both! {
    async fn what_a_zone_states_is_shown_as_typed_to_who_reaches_it_and_hidden_from_the_neighbour(world: World) {
        let (tree, _) = stated(&world).await;
        let kept = all::<Indicator>(&world).await.remove(0);
        assert_eq!((kept.org, kept.value_e4, kept.growth_e4), (tree.zone, Some(12_345_000), Some(-89_200)));
        for who in [Who::Clerk, Who::Leader, Who::Provincial, Who::Auditor] {
            let page = world.get(who, "/indicators").await;
            assert!(page.says("1,234.5") && page.says("-8.92") && page.says("2022年1—3月累计"), "{who:?}");
        }
        for path in ["/indicators", "/indicators/export.csv", "/changes"] {
            assert!(!world.get(Who::Neighbour, path).await.says("区统计局"), "{path}");
        }
        let one = format!("/indicators/values/{}", kept.id);
        assert_eq!(world.get(Who::Neighbour, &one).await.status, 404);
        assert_eq!(world.post(Who::Neighbour, &format!("{one}/withdraw"), &[]).await.status, 404);
        assert_eq!(world.get(Who::Leader, &one).await.status, 403);
        assert!(world.get(Who::Clerk, "/").await.says("href=\"/indicators\""));
        for (day, is_told) in [("2022-03-30", false), ("2022-03-31", true), ("2022-06-01", true)] {
            let then = world.get(Who::Clerk, &format!("/indicators?true-on={day}")).await;
            assert_eq!(then.says("区统计局"), is_told, "{day}: its months end with the 31st");
        }
        assert!(world.get(Who::Clerk, "/indicators?year=2021").await.says("2021年暂无指标"));
    }

    async fn a_growth_beyond_all_bounds_stays_as_it_was_typed(world: World) {
        let (_, fields) = stated(&world).await;
        let fields = with(&with(&fields, "growth_e4", "12345.6"), "name", "进出口总额");
        assert_eq!(post(&world, Who::Clerk, "/indicators/values", &fields).await.status, 303);
        assert!(world.get(Who::Clerk, "/indicators").await.says("12,345.6"));
        let csv = world.get(Who::Clerk, "/indicators/export.csv").await;
        assert!(csv.says("进出口总额") && csv.says("12345.6") && csv.says("-8.92"));
        let xlsx = world.get(Who::Clerk, "/indicators/export.xlsx").await;
        assert!(xlsx.status == 200 && xlsx.bytes.starts_with(b"PK"));
    }

    async fn what_makes_no_sense_is_refused_at_its_field(world: World) {
        let (tree, fields) = stated(&world).await;
        let neighbour = tree.neighbour.to_string();
        let cases = [
            ("name", "地区 生产总值", "name"),
            ("period_no", "5", "period_no"),
            ("period_year", "3000", "period_year"),
            ("period_no", "4", "expected"),
            ("value_e4", "1.23456", "value_e4"),
            ("unit", "", "unit"),
            ("org", neighbour.as_str(), "org"),
        ];
        for (name, wrong, field) in cases {
            let page = post(&world, Who::Clerk, "/indicators/values", &with(&fields, name, wrong)).await;
            assert_eq!(page.status, 422, "{name} {wrong}");
            assert!(page.says(&format!("id=\"{field}-wrong\"")), "{name} {wrong}: {}", page.body);
        }
        assert_eq!(all::<Indicator>(&world).await.len(), 1);
    }

    async fn a_correction_is_taken_back_and_an_organisation_with_figures_stays(world: World) {
        let (tree, fields) = stated(&world).await;
        let kept = all::<Indicator>(&world).await.remove(0);
        let one = format!("/indicators/values/{}", kept.id);
        let corrected = post(&world, Who::Clerk, &one, &with(&fields, "value_e4", "1300")).await;
        assert_eq!(corrected.status, 303, "{}", corrected.body);
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        assert!(world.get(Who::Auditor, &format!("/changes/{head}")).await.says("1234.5"));
        assert_eq!(world.post(Who::Neighbour, &format!("/changes/{head}/undo"), &[]).await.status, 404);
        assert_eq!(world.post(Who::Reviewer, &format!("/changes/{head}/undo"), &[]).await.status, 303);
        assert_eq!(all::<Indicator>(&world).await.remove(0).value_e4, kept.value_e4);
        let park = tree.park.to_string();
        post(&world, Who::Clerk, "/indicators/values", &with(&fields, "org", &park)).await;
        let removed = world.post(Who::Administrator, &format!("/orgs/{park}/remove"), &[]).await;
        assert_eq!(removed.status, 422, "it states a figure");
    }

    async fn a_target_set_again_is_its_next_version(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let target = |value, day| [("org", zone.as_str()), ("year", "2022"), ("measure", "attractionAmount"), ("value", value), ("decided_on", day)];
        for (value, day) in [("50亿元", "2022-01-10"), ("60亿元", "2022-06-01")] {
            let sent = world.post(Who::Clerk, "/indicators/targets", &target(value, day)).await;
            assert_eq!(sent.status, 303, "{}", sent.body);
        }
        let told: Vec<_> = all::<Target>(&world).await.iter().map(|it| (it.version, it.value)).collect();
        assert_eq!(told, [(1, 500_000_000_000), (2, 600_000_000_000)]);
        let page = world.get(Who::Leader, "/indicators").await;
        assert!(page.says("600,000.00") && page.body.matches("现行").count() == 1);
        let crossed = world.post(Who::Clerk, "/indicators/targets", &target("1", "2022-05-01")).await;
        assert_eq!(crossed.status, 422);
    }
}
