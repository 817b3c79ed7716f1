//! A form sent twice is one change, and leads on both times.

use crate::kit::{Who, World, day};
use taizhang::ledger::head;

/// Who posts, where, and the fields.
type Step<'a> = (Who, &'a str, &'a [(&'a str, &'a str)]);

const YI_FEN: i64 = 10_000_000_000;

on_both! {
    async fn every_form_of_a_round_leads_on_when_it_is_sent_again(world: World) {
        let tree = world.settle().await;
        let org = tree.province.to_string();
        let id = world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await.to_string();
        let new = [("org", org.as_str()), ("year", "2022"), ("seq_in_year", "1"), ("day", "2022-02-26"), ("form-key", "a")];
        let round = world.post(Who::Provincial, "/rounds/new", &new).await.to().to_owned();
        assert_eq!(world.post(Who::Provincial, "/rounds/new", &new).await.to(), round);
        let since = world.get(Who::Provincial, &format!("{round}/edit")).await;
        let since = since.between("name=\"since\" value=\"", "\"").unwrap().to_owned();
        let edit = [&new[..4], &[("main_venue", "太原"), ("since", since.as_str()), ("form-key", "b")]].concat();
        let pick = [("list", "signing"), ("project", id.as_str()), ("form-key", "c")];
        let publish = [("form-key", "d")];
        let out = [("on", "2022-03-01"), ("reason", "退出"), ("approver", "省厅"), ("form-key", "e")];
        let entry = async || {
            let sql = "SELECT id FROM entry WHERE until IS NULL";
            world.ledger.db().query::<i64>(sql, Vec::new()).await.unwrap().first().copied().unwrap_or_default()
        };
        let steps: [Step<'_>; 4] = [
            (Who::Provincial, "edit", &edit),
            (Who::Clerk, "pick", &pick),
            (Who::Provincial, "publish", &publish),
            (Who::Clerk, "move-out", &out),
        ];
        for (who, step, fields) in steps {
            let path = match step {
                "move-out" => format!("{round}/entries/{}/move-out", entry().await),
                step => format!("{round}/{step}"),
            };
            let first = world.post(who, &path, fields).await;
            assert!(first.to().starts_with(&round), "{step}: {}", first.to());
            let (done, _) = head(world.ledger.db()).await.unwrap();
            let again = world.post(who, &path, fields).await;
            assert!(again.to().starts_with(&round), "{step}: {}", again.to());
            assert!(world.follow(who, &again).await.says("没有重复写入"), "{step}");
            assert_eq!(head(world.ledger.db()).await.unwrap().0, done, "{step}");
        }
    }

    async fn two_posts_at_once_are_one_change_and_both_lead_on(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let path = format!("{round}/pick");
        for no in ["JZ-1", "JZ-2", "JZ-3", "JZ-4", "JZ-5"] {
            let id = world.signed_project(tree.zone, no, YI_FEN, day(2022, 1, 5)).await.to_string();
            let fields = [("list", "signing"), ("project", id.as_str()), ("form-key", no)];
            let post = || world.post(Who::Clerk, &path, &fields);
            let (one, two) = tokio::join!(post(), post());
            assert!(one.to().starts_with(&round) && two.to().starts_with(&round), "{no}");
        }
    }
}
