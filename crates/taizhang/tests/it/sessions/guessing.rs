//! What slows guessing down, and what it must not slow down.

use crate::kit::{Who, World};
use db::Val;
use futures_util::future::join_all;
use taizhang::web::site::Site;

const PASSWORD: &str = "an honest password";
const WRONG: [(&str, &str); 2] = [("login", "clerk"), ("password", "wrong password")];
const RIGHT: [(&str, &str); 2] = [("login", "clerk"), ("password", PASSWORD)];
const QUARTER_MS: i64 = 15 * 60_000;

impl World {
    /// As if that many had failed for the subject, which waits for a quarter of an hour.
    async fn failed_before(&self, subject: &str, failures: i64) {
        let mut tx = self.ledger.db().begin().await.unwrap();
        let sql = "INSERT INTO sign_in_failure (subject, failures, until_ms) VALUES ($1, $2, $3)";
        let until_ms = self.clock.now_ms() + QUARTER_MS;
        tx.exec(sql, vec![Val::from(subject), Val::Int(failures), Val::Int(until_ms)]).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn failing_subjects(&self) -> Vec<String> {
        let sql = "SELECT subject, failures FROM sign_in_failure ORDER BY subject";
        let counts = self.ledger.db().query::<(String, i64)>(sql, Vec::new()).await.unwrap();
        counts.into_iter().map(|(subject, failures)| format!("{subject} {failures}")).collect()
    }
}

on_both! {
    async fn of_many_guesses_at_once_only_the_free_ones_are_tried(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        let pages = join_all((0..40).map(|_| world.post(Who::Nobody, "/sign-in", &WRONG))).await;
        let count = |status: u16| pages.iter().filter(|page| page.status == status).count();
        assert_eq!((count(422), count(429)), (5, 35));
    }

    async fn two_servers_count_together(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        let ledger = world.another_server().await;
        let other = World { ledger, clock: world.clock.clone(), ..World::sqlite().await };
        let servers = [&world, &other];
        let pages = join_all((0..40).map(|at| servers[at % 2].post(Who::Nobody, "/sign-in", &WRONG))).await;
        let count = |status: u16| pages.iter().filter(|page| page.status == status).count();
        assert_eq!((count(422), count(429)), (5, 35));
    }

    async fn strangers_behind_a_proxy_that_nobody_named_lock_nobody_out(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        world.failed_before("network:127.0.0.1", 100).await;
        assert_eq!(world.post_from("127.0.0.1", &[], "/sign-in", &RIGHT).await.status, 303);
    }

    async fn behind_a_proxy_that_was_named_each_client_has_its_own_count(world: World) {
        let site = Site { https: false, trusted_proxies: ["127.0.0.1".parse().unwrap()].into() };
        let world = World { site, ..world };
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        world.failed_before("network:203.0.113.9", 60).await;
        world.failed_before("network:127.0.0.1", 60).await;
        world.clock.set_ms(world.clock.now_ms() - QUARTER_MS);
        let from = async |client: &str| {
            world.post_from("127.0.0.1", &[("x-forwarded-for", client)], "/sign-in", &RIGHT).await.status
        };
        assert_eq!(from("203.0.113.9").await, 429);
        assert_eq!(from("203.0.113.10, 203.0.113.9").await, 429);
        assert_eq!(from("203.0.113.10").await, 303);
        let pretending = [("x-forwarded-for", "203.0.113.10")];
        assert_eq!(world.post_from("203.0.113.9", &pretending, "/sign-in", &RIGHT).await.status, 429);
    }

    async fn a_right_password_costs_its_network_nothing(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        let from = async |fields| world.post_from("203.0.113.9", &[], "/sign-in", fields).await.status;
        assert_eq!(from(&WRONG).await, 422);
        let counted = world.failing_subjects().await;
        assert_eq!(counted, ["account:clerk 1", "network:203.0.113.9 1"]);
        assert_eq!(from(&RIGHT).await, 303);
        assert_eq!(world.failing_subjects().await, ["network:203.0.113.9 1"]);
    }

    async fn a_browser_that_was_here_before_gets_in_while_strangers_guess(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        let page = world.post(Who::Nobody, "/sign-in", &RIGHT).await;
        let known = format!("known={}", page.cookie("known").unwrap());
        world.failed_before("account:clerk", 100).await;
        assert_eq!(world.post(Who::Nobody, "/sign-in", &RIGHT).await.status, 429);
        assert_eq!(world.post_with(&known, "/sign-in", &RIGHT).await.status, 303);
        world.failed_before("account:clerk", 100).await;
        let (mark, seal) = known.split_once('.').unwrap();
        let forged = format!("{mark}.{}", seal.chars().rev().collect::<String>());
        assert_eq!(world.post_with(&forged, "/sign-in", &RIGHT).await.status, 429);
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        assert_eq!(world.post_with(&known, "/sign-in", &RIGHT).await.status, 429);
    }

    async fn a_browser_that_was_here_before_may_not_guess_for_ever(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        let page = world.post(Who::Nobody, "/sign-in", &RIGHT).await;
        let known = format!("known={}", page.cookie("known").unwrap());
        for _ in 0..5 {
            assert_eq!(world.post_with(&known, "/sign-in", &WRONG).await.status, 422);
        }
        assert_eq!(world.post_with(&known, "/sign-in", &RIGHT).await.status, 429);
        assert_eq!(world.post(Who::Nobody, "/sign-in", &RIGHT).await.status, 303);
    }

    async fn old_counts_are_swept_when_somebody_signs_in(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        world.failed_before("account:long-ago", 7).await;
        world.clock.set_ms(world.clock.now_ms() + 26 * 3_600_000);
        assert_eq!(world.post(Who::Nobody, "/sign-in", &RIGHT).await.status, 303);
        assert_eq!(world.failing_subjects().await, Vec::<String>::new());
    }
}
