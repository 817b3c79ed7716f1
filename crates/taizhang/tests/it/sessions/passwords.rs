//! Changing one's own password.

use crate::kit::{Who, World};

const OLD: &str = "the old password";
const NEW: &str = "the new password";

on_both! {
    async fn a_new_password_ends_the_other_sessions_and_keeps_this_one(world: World) {
        let tree = world.settle().await;
        let user = tree.user(Who::Clerk);
        world.give_password(user, OLD).await;
        world.sign_in_directly(user, "here").await;
        world.sign_in_directly(user, "elsewhere").await;
        let fields = [("old", OLD), ("new", NEW), ("again", NEW)];
        assert_eq!(world.post_with("sid=here", "/password", &fields).await.status, 303);
        assert_eq!(world.get_with("sid=here", "/password").await.status, 200);
        assert_eq!(world.get_with("sid=elsewhere", "/password").await.status, 303);
        assert_eq!(world.post(Who::Nobody, "/sign-in", &[("login", "clerk"), ("password", OLD)]).await.status, 422);
        assert_eq!(world.post(Who::Nobody, "/sign-in", &[("login", "clerk"), ("password", NEW)]).await.status, 303);
    }

    async fn a_wrong_old_password_changes_nothing(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), OLD).await;
        world.sign_in_directly(tree.user(Who::Clerk), "here").await;
        let page = world.post_with("sid=here", "/password", &[("old", "guessed one"), ("new", NEW), ("again", NEW)]).await;
        assert_eq!(page.status, 422);
        assert!(page.says("原密码不对"));
    }

    async fn at_an_open_session_the_old_password_can_be_guessed_five_times_and_no_more(world: World) {
        let tree = world.settle().await;
        world.give_password(tree.user(Who::Clerk), OLD).await;
        world.sign_in_directly(tree.user(Who::Clerk), "here").await;
        let with = async |old| {
            world.post_with("sid=here", "/password", &[("old", old), ("new", NEW), ("again", NEW)]).await.status
        };
        for _ in 0..5 {
            assert_eq!(with("guessed one").await, 422);
        }
        assert_eq!(with(OLD).await, 429);
        world.clock.set_ms(world.clock.now_ms() + 60_000);
        assert_eq!(with(OLD).await, 303);
    }
}
