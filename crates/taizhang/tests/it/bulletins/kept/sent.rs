//! Issued bulletins at those to whom they were sent: the units below whoever issued them.

use super::{held, issue};
use crate::kit::{Tree, Who, World};

/// A bulletin of the round in the city's name, drafted by its office.
async fn of_city(world: &World, tree: &Tree, round: &str) -> String {
    let (org, round) = (tree.city.to_string(), round.trim_start_matches("/rounds/"));
    let fields = [
        ("template", "round"),
        ("org", &*org),
        ("round", round),
        ("true_on", "2022-06-30"),
        ("lang", "zh-CN"),
    ];
    world.post(Who::Reviewer, "/bulletins/new", &fields).await.to().to_owned()
}

on_both! {
    async fn units_below_read_what_was_issued_and_no_draft(world: World) {
        let (tree, round) = held(&world).await;
        let path = of_city(&world, &tree, &round).await;
        for to in ["", "/bulletin.docx", "/annex.xlsx"] {
            assert_eq!(world.get(Who::Clerk, &format!("{path}{to}")).await.status, 404, "a draft is the city's alone: {to}");
        }
        assert!(!world.get(Who::Clerk, "/bulletins").await.says(&path));
        issue(&world, &path, &[]).await.to();
        for who in [Who::Clerk, Who::Neighbour] {
            let page = world.get(who, &path).await;
            assert!(page.status == 200 && page.says("个项目集中签约"), "{who:?} {}", page.body);
            assert!(!page.says(&format!("{path}/moved")), "{}", page.body);
            assert!(world.get(who, "/bulletins").await.says(&path));
            for to in ["/bulletin.docx", "/annex.xlsx"] {
                assert!(world.get(who, &format!("{path}{to}")).await.bytes.starts_with(b"PK"), "{to}");
            }
            assert_eq!(world.get(who, &format!("{path}/moved")).await.status, 404);
            assert_eq!(world.get(who, &format!("{path}/issue")).await.status, 403);
        }
    }

    async fn a_number_of_it_says_what_they_may_not_open(world: World) {
        let (tree, round) = held(&world).await;
        let path = of_city(&world, &tree, &round).await;
        issue(&world, &path, &[]).await.to();
        let page = world.get(Who::Neighbour, &path).await;
        let code = page.between("href=\"/f/", "\"").unwrap().to_owned();
        let own = world.get(Who::Clerk, &format!("/f/{code}")).await;
        assert!(own.status == 200 && own.says("超出您可查看的范围") && own.says("JZ-1号项目"), "{}", own.body);
        let other = world.get(Who::Neighbour, &format!("/f/{code}")).await;
        assert!(other.says("超出您可查看的范围") && !other.says("JZ-1号项目") && !other.says("JZ-1"), "{}", other.body);
        assert!(!other.says("href=\"/figures?"), "no way to what they may not ask: {}", other.body);
        let whole = world.get(Who::Reviewer, &format!("/f/{code}")).await;
        assert!(!whole.says("超出您可查看的范围") && whole.says("JZ-1号项目"), "{}", whole.body);
        // Typed into the search box it leads there, too; a number that the city pinned for itself does not.
        let found = world.get(Who::Neighbour, &format!("/projects?q={code}")).await;
        assert!(found.location.is_some_and(|to| to.ends_with(&code)));
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        world.post(Who::Reviewer, &format!("/changes/{head}/undo"), &[]).await.to();
        assert_eq!(world.get(Who::Clerk, &path).await.status, 404, "taken back it is a draft again");
        assert!(world.get(Who::Clerk, &format!("/f/{code}")).await.says("已撤回"), "what stands on paper says so");
    }
}
