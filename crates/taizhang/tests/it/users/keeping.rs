//! Adding users, giving and taking roles, closing accounts.

use crate::kit::{Page, Tree, Who, World, operator};
use domain::Role;
use domain::facts::{Grant, User, UserId};
use taizhang::ledger::{all_open, open_by};

async fn add(world: &World, who: Who, login: &str, role: &str, org: domain::facts::OrgId) -> Page {
    let org = org.to_string();
    world.post(who, "/users", &[("login", login), ("name", "新人"), ("role", role), ("org", &org)]).await
}

async fn by_login(world: &World, login: &str) -> Option<i64> {
    let found = open_by::<User>(world.ledger.db(), "login = $1", vec![login.into()]).await.unwrap();
    found.first().map(|user| user.id)
}

/// An administrator of the zone alone.
async fn zone_administrator(world: &World, tree: &Tree) {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let user = UserId(writer.create(&User { login: "za".into(), name: "区管".into(), disabled: false }));
    writer.create(&Grant { user, org: tree.zone, role: Role::Administrator });
    writer.commit().await.unwrap();
    world.sign_in_directly(user, "za").await;
}

on_both! {
    async fn a_new_user_signs_in_once_with_the_password_shown_and_must_change_it(world: World) {
        let tree = world.settle().await;
        let page = add(&world, Who::Administrator, "New.One", "clerk", tree.zone).await;
        assert_eq!(page.status, 200);
        let password = page.between("<code>", "</code>").unwrap().to_owned();
        let signed_in = world.post(Who::Nobody, "/sign-in", &[("login", "new.one"), ("password", &password)]).await;
        let cookie = format!("sid={}", signed_in.cookie("sid").unwrap());
        assert_eq!(world.get_with(&cookie, "/").await.to(), "/password");
        assert!(!world.get(Who::Administrator, "/users").await.says(&password), "shown once only");
    }

    async fn a_name_that_is_taken_is_refused_whatever_its_capitals(world: World) {
        let tree = world.settle().await;
        let page = add(&world, Who::Administrator, "CLERK", "clerk", tree.zone).await;
        assert_eq!(page.status, 422);
        assert!(page.says("此用户名已有人使用") && page.says("新人"));
    }

    async fn roles_are_given_only_inside_ones_own_scope(world: World) {
        let tree = world.settle().await;
        zone_administrator(&world, &tree).await;
        let (zone, city) = (tree.zone.to_string(), tree.city.to_string());
        let fields = |org| [("login", "x"), ("name", "某"), ("role", "leader"), ("org", org)];
        assert_eq!(world.post_with("sid=za", "/users", &fields(&city)).await.status, 403);
        assert_eq!(by_login(&world, "x").await, None);
        assert_eq!(world.post_with("sid=za", "/users", &fields(&zone)).await.status, 200);
    }

    async fn users_of_other_places_are_not_there_and_those_of_higher_ones_not_to_be_touched(world: World) {
        let tree = world.settle().await;
        zone_administrator(&world, &tree).await;
        let neighbour = format!("/users/{}", tree.user(Who::Neighbour));
        assert_eq!(world.get_with("sid=za", &neighbour).await.status, 404);
        assert_eq!(world.post_with("sid=za", &format!("{neighbour}/reset"), &[]).await.status, 404);
        let clerk = tree.user(Who::Clerk);
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&Grant { user: clerk, org: tree.province, role: Role::Leader });
        writer.commit().await.unwrap();
        assert_eq!(world.post_with("sid=za", &format!("/users/{clerk}/reset"), &[]).await.status, 403);
        assert!(!world.get_with("sid=za", "/users").await.says(Who::Neighbour.name()));
    }

    async fn a_change_of_roles_ends_the_sessions_of_its_user(world: World) {
        let tree = world.settle().await;
        let clerk = tree.user(Who::Clerk);
        assert_eq!(world.get(Who::Clerk, "/").await.status, 200);
        let park = tree.park.to_string();
        let fields = [("role", "leader"), ("org", park.as_str())];
        assert_eq!(world.post(Who::Administrator, &format!("/users/{clerk}/roles"), &fields).await.status, 303);
        assert_eq!(world.get(Who::Clerk, "/").await.status, 303);
        world.sign_in_directly(clerk, "again").await;
        let grants = open_by::<Grant>(world.ledger.db(), "\"user\" = $1", vec![clerk.0.into()]).await.unwrap();
        let first = format!("/users/{clerk}/roles/{}/remove", grants[0].id);
        assert_eq!(world.post(Who::Administrator, &first, &[]).await.status, 303);
        assert_eq!(world.get_with("sid=again", "/").await.status, 303);
    }

    async fn a_closed_account_is_signed_out_and_stays_out(world: World) {
        let tree = world.settle().await;
        let clerk = tree.user(Who::Clerk);
        world.give_password(clerk, "an honest password").await;
        world.sign_in_directly(clerk, "here").await;
        world.post(Who::Administrator, &format!("/users/{clerk}/disable"), &[]).await;
        assert_eq!(world.get_with("sid=here", "/").await.status, 303);
        let fields = [("login", "clerk"), ("password", "an honest password")];
        assert_eq!(world.post(Who::Nobody, "/sign-in", &fields).await.status, 422);
        world.post(Who::Administrator, &format!("/users/{clerk}/enable"), &[]).await;
        assert_eq!(world.post(Who::Nobody, "/sign-in", &fields).await.status, 303);
    }

    async fn the_last_administrator_stays(world: World) {
        let tree = world.settle().await;
        let last = tree.user(Who::Administrator);
        let page = world.post(Who::Administrator, &format!("/users/{last}/disable"), &[]).await;
        assert_eq!(page.status, 422);
        assert!(page.between("id=\"disable-wrong\">", "</p>").unwrap().contains("最后一名"), "{}", page.body);
        assert!(page.says("href=\"#disable\""), "the summary leads to the button");
        let grants = all_open::<Grant>(world.ledger.db()).await.unwrap();
        let grant = grants.iter().find(|grant| grant.user == last).unwrap().id;
        let page = world.post(Who::Administrator, &format!("/users/{last}/roles/{grant}/remove"), &[]).await;
        assert_eq!(page.status, 422);
        let at_button = format!("id=\"take-{grant}-wrong\">");
        assert!(page.between(&at_button, "</p>").unwrap().contains("最后一名"), "{}", page.body);
        assert!(!page.says("id=\"name-wrong\""), "the name has nothing to do with it");
        assert_eq!(world.get(Who::Administrator, "/users").await.status, 200);
    }

    async fn one_sees_and_ends_only_ones_own_devices(world: World) {
        let tree = world.settle().await;
        world.sign_in_directly(tree.user(Who::Clerk), "phone").await;
        let page = world.get(Who::Clerk, "/devices").await;
        let phone = page.between("name=\"session\" value=\"", "\"").unwrap().to_owned();
        assert_eq!(world.post(Who::Leader, "/devices", &[("session", &phone)]).await.status, 404);
        assert_eq!(world.get_with("sid=phone", "/").await.status, 200);
        assert_eq!(world.post(Who::Clerk, "/devices", &[("session", &phone)]).await.status, 303);
        assert_eq!(world.get_with("sid=phone", "/").await.status, 303);
    }
}
