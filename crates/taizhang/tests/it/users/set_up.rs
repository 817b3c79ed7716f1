//! The first set-up.

use crate::kit::{Who, World};
use domain::OrgKind;
use domain::facts::{Grant, Org, User};
use taizhang::ledger::all_open;

const FIELDS: [(&str, &str); 5] = [
    ("province", "140000"),
    ("name", "首位管理员"),
    ("login", "First"),
    ("password", "an honest password"),
    ("again", "an honest password"),
];

on_both! {
    async fn an_empty_ledger_leads_to_the_set_up_and_the_set_up_to_the_desk(world: World) {
        assert_eq!(world.get(Who::Nobody, "/sign-in").await.to(), "/set-up");
        assert!(world.get(Who::Nobody, "/set-up").await.says("初始设置"));
        let page = world.post(Who::Nobody, "/set-up", &FIELDS).await;
        assert_eq!(page.to(), "/");
        let desk = world.get_with(&format!("sid={}", page.cookie("sid").unwrap()), "/").await;
        assert!(desk.says("首位管理员") && desk.says("管理单位"));
        let orgs = all_open::<Org>(world.ledger.db()).await.unwrap();
        assert_eq!((orgs.len(), orgs[0].kind, orgs[0].name.as_str()), (1, OrgKind::Province, "山西省"));
        assert_eq!(all_open::<Grant>(world.ledger.db()).await.unwrap().len(), 1);
    }

    async fn the_set_up_closes_after_the_first_user(world: World) {
        let first = world.post(Who::Nobody, "/set-up", &FIELDS).await;
        let signed_in = format!("sid={}", first.cookie("sid").unwrap());
        assert_eq!(world.get_with(&signed_in, "/set-up").await.to(), "/");
        let outside = world.get(Who::Nobody, "/set-up").await;
        assert_eq!(outside.to(), "/sign-in");
        assert!(world.follow(Who::Nobody, &outside).await.says("初始设置已完成"));
        assert_eq!(world.post(Who::Nobody, "/set-up", &FIELDS).await.status, 403);
        assert_eq!(all_open::<User>(world.ledger.db()).await.unwrap().len(), 1);
    }

    async fn a_short_password_is_refused_and_nothing_is_written(world: World) {
        let mut fields = FIELDS;
        (fields[3].1, fields[4].1) = ("short", "short");
        let page = world.post(Who::Nobody, "/set-up", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.says("首位管理员"), "what was typed stays");
        assert!(page.between("id=\"password-wrong\">", "</p>").unwrap().contains("密码过短"));
        assert!(!page.says("新密码"), "nobody has an old one yet");
        assert!(all_open::<User>(world.ledger.db()).await.unwrap().is_empty());
    }
}
