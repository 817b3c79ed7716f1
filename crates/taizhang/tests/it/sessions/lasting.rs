//! How long a session lasts, and how many there are.

use crate::kit::{Who, World};

const PASSWORD: &str = "an honest password";
const HOUR_MS: i64 = 3_600_000;

impl World {
    async fn sign_in(&self) -> String {
        let page = self.post(Who::Nobody, "/sign-in", &[("login", "clerk"), ("password", PASSWORD)]).await;
        format!("sid={}", page.cookie("sid").unwrap())
    }

    async fn is_signed_in(&self, cookie: &str) -> bool {
        let page = self.get_with(cookie, "/password").await;
        // A page may leave something to write behind it; whoever writes next comes after that.
        self.give_password_to_nobody().await;
        page.status == 200
    }

    async fn give_password_to_nobody(&self) {
        let mut tx = self.ledger.db().begin().await.unwrap();
        tx.exec("DELETE FROM credential WHERE account = 0", Vec::new()).await.unwrap();
        tx.commit().await.unwrap();
    }

    fn later(&self, ms: i64) {
        self.clock.set_ms(self.clock.now_ms() + ms);
    }

    async fn clerk_with_a_password(&self) {
        let tree = self.settle().await;
        self.give_password(tree.user(Who::Clerk), PASSWORD).await;
    }
}

on_both! {
    async fn whoever_comes_back_within_twelve_hours_stays_signed_in(world: World) {
        world.clerk_with_a_password().await;
        let cookie = world.sign_in().await;
        for _ in 0..4 {
            world.later(11 * HOUR_MS);
            assert!(world.is_signed_in(&cookie).await);
        }
        world.later(12 * HOUR_MS);
        assert!(!world.is_signed_in(&cookie).await);
    }

    async fn a_session_ends_after_thirty_days_however_much_it_is_used(world: World) {
        world.clerk_with_a_password().await;
        let cookie = world.sign_in().await;
        for _ in 0..71 {
            world.later(10 * HOUR_MS);
            assert!(world.is_signed_in(&cookie).await);
        }
        world.later(10 * HOUR_MS);
        assert!(!world.is_signed_in(&cookie).await);
    }

    async fn the_twenty_first_sign_in_ends_the_oldest(world: World) {
        world.clerk_with_a_password().await;
        let first = world.sign_in().await;
        world.later(1);
        let second = world.sign_in().await;
        for _ in 0..18 {
            world.later(1);
            world.sign_in().await;
        }
        // `settle` signed the clerk in too: that session is the oldest of all.
        assert_eq!(world.get(Who::Clerk, "/password").await.status, 303);
        assert!(world.is_signed_in(&first).await);
        world.later(1);
        world.sign_in().await;
        assert!(!world.is_signed_in(&first).await);
        assert!(world.is_signed_in(&second).await);
    }

    async fn reading_pages_writes_a_session_once_in_a_few_minutes(world: World) {
        world.clerk_with_a_password().await;
        let cookie = world.sign_in().await;
        let written = |world: &World| world.ledger.db().commit_count();
        let before = written(&world);
        for _ in 0..3 {
            world.later(60_000);
            assert_eq!(world.get_with(&cookie, "/password").await.status, 200);
        }
        world.give_password_to_nobody().await;
        assert_eq!(written(&world), before + 1);
    }
}
