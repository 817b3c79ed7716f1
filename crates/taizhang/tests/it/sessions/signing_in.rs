//! Signing in with name and password, and what slows guessing down.

use crate::kit::{Who, World, cookie_of};

const PASSWORD: &str = "an honest password";

on_both! {
    async fn the_right_password_opens_a_session_and_leads_back(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        let fields = [("login", "Clerk"), ("password", PASSWORD), ("next", "/password")];
        let page = world.post(Who::Nobody, "/sign-in", &fields).await;
        assert_eq!((page.status.as_u16(), page.to()), (303, "/password"));
        let cookie = format!("sid={}", page.cookie("sid").unwrap());
        assert!(world.get_with(&cookie, "/password").await.says(Who::Clerk.name()));
    }

    async fn a_wrong_password_and_an_unknown_name_get_the_same_words(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        for login in ["clerk", "stranger"] {
            let page = world.post(Who::Nobody, "/sign-in", &[("login", login), ("password", "wrong password")]).await;
            assert_eq!(page.status, 422);
            assert!(page.says("用户名或密码不对") && page.cookie("sid").is_none());
        }
    }

    async fn the_sixth_wrong_password_in_a_row_waits_and_time_heals(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), PASSWORD).await;
        for _ in 0..5 {
            world.post(Who::Nobody, "/sign-in", &[("login", "clerk"), ("password", "wrong password")]).await;
        }
        let right = [("login", "clerk"), ("password", PASSWORD)];
        assert_eq!(world.post(Who::Nobody, "/sign-in", &right).await.status, 429);
        world.clock.set_ms(world.clock.now_ms() + 60_000);
        assert_eq!(world.post(Who::Nobody, "/sign-in", &right).await.status, 303);
    }

    async fn signing_out_ends_the_session(world: World) {
        world.settle().await;
        assert_eq!(world.get(Who::Clerk, "/password").await.status, 200);
        world.post(Who::Clerk, "/sign-out", &[]).await;
        assert_eq!(world.get(Who::Clerk, "/password").await.to(), "/sign-in?next=%2Fpassword");
    }

    async fn a_form_from_another_site_is_refused_even_with_the_cookie(world: World) {
        use axum::{body::Body, http::Request};
        world.settle().await;
        let request = Request::post("/sign-out")
            .header("host", "ledger.test")
            .header("origin", "http://elsewhere.test")
            .header("cookie", cookie_of(Who::Clerk));
        let page = world.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(page.status, 403);
        assert_eq!(world.get(Who::Clerk, "/password").await.status, 200);
    }
}
