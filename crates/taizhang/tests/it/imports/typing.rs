//! What a person types into rows that wait is never lost, whatever button is pressed.

use super::{confirm, preview, projects};
use crate::kit::{Page, Who, World};
use domain::facts::ParkedRow;
use taizhang::ledger::all_open;

const SHEET: &str = "项目编号,项目名称,开发区,总投资(万元),签约日期\n\
    JZ-1,电池项目,晋中经济技术开发区,100,2021-02-30\n\
    JZ-2,风机项目,晋中经济技术开发区,200,2021-02-31\n\
    JZ-3,轴承项目,晋中经济技术开发区,300,2021-02-32\n";

/// Brings three rows in that all wait; gives the import's address and the rows' numbers.
async fn three_wait(world: &World) -> (String, [i64; 3]) {
    world.settle().await;
    let shown = preview(world, Who::Clerk, "台账.csv", SHEET.as_bytes()).await;
    let done = confirm(world, Who::Clerk, &shown).await;
    let rows = all_open::<ParkedRow>(world.ledger.db()).await.unwrap();
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    (done.to().to_owned(), ids.try_into().unwrap())
}

/// Presses a button of the form as a browser would: with every cell of the page, some of them typed anew.
async fn press(world: &World, page: &Page, button: (&str, &str), typed: &[(String, &str)]) -> Page {
    let form = page.between("<form method=\"post\" action=\"/imports/", "</form>").unwrap();
    let action = format!("/imports/{}", form.split_once('"').unwrap().0);
    let input = |tag: &str, name: &str| {
        let rest = tag.split_once(&format!("{name}=\""))?.1;
        Some(rest.split_once('"')?.0.to_owned())
    };
    let inputs = form.split("<input ").skip(1).map(|rest| rest.split_once('>').unwrap().0);
    let sent = inputs.filter(|tag| !tag.contains("checkbox") || tag.contains("checked"));
    let mut fields: Vec<(String, String)> =
        sent.filter_map(|tag| Some((input(tag, "name")?, input(tag, "value").unwrap_or_default()))).collect();
    for (name, value) in typed {
        fields.retain(|(own, _)| own != name);
        fields.push((name.clone(), (*value).to_owned()));
    }
    fields.push((button.0.to_owned(), button.1.to_owned()));
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    world.post(Who::Clerk, &action, &fields).await
}

fn day(row: i64) -> String {
    format!("c.{row}.4")
}

fn has(page: &Page, name: &str, value: &str) -> bool {
    let rest = page.body.split_once(&format!("name=\"{name}\"")).map_or("", |(_, rest)| rest);
    rest.split_once('>').is_some_and(|(tag, _)| tag.contains(&format!("value=\"{value}\"")))
}

on_both! {
    async fn bringing_one_row_in_keeps_what_was_typed_in_the_others(world: World) {
        let (at, [first, second, third]) = three_wait(&world).await;
        let page = world.get(Who::Clerk, &at).await;
        let typed = [(day(first), "2021-02-28"), (day(second), "2021-03-01"), (format!("holds.{third}"), "1")];
        let done = press(&world, &page, ("only", &first.to_string()), &typed).await;
        let next = world.follow(Who::Clerk, &done).await;
        assert!(next.says("已导入1行，仍有2行待处理。其他行中填写的内容已保存。"), "{}", next.body);
        assert!(has(&next, &day(second), "2021-03-01") && has(&next, &day(third), "2021-02-32"), "{}", next.body);
        assert_eq!(projects(&world).await, 1, "the others were not asked for");
        let done = press(&world, &next, ("only", &second.to_string()), &[]).await;
        assert!(world.follow(Who::Clerk, &done).await.says("已导入1行，仍有1行待处理。"), "{}", done.body);
    }

    async fn a_refused_row_keeps_what_was_typed_in_all(world: World) {
        let (at, [first, second, _]) = three_wait(&world).await;
        let page = world.get(Who::Clerk, &at).await;
        let typed = [(day(first), "2021-13-01"), (day(second), "2021-03-01")];
        let refused = press(&world, &page, ("only", &first.to_string()), &typed).await;
        assert_eq!((refused.status.as_u16(), projects(&world).await), (422, 0));
        assert!(has(&refused, &day(first), "2021-13-01") && has(&refused, &day(second), "2021-03-01"), "{}", refused.body);
        let reloaded = world.get(Who::Clerk, &at).await;
        assert!(has(&reloaded, &day(second), "2021-03-01"), "{}", reloaded.body);
    }

    async fn removing_a_row_keeps_what_was_typed_in_the_others(world: World) {
        let (at, [first, second, _]) = three_wait(&world).await;
        let page = world.get(Who::Clerk, &at).await;
        let done = press(&world, &page, ("drop", &first.to_string()), &[(day(second), "2021-03-01")]).await;
        let next = world.follow(Who::Clerk, &done).await;
        assert!(next.says("已移除该行") && next.says("其他行中填写的内容已保存。"), "{}", next.body);
        assert!(has(&next, &day(second), "2021-03-01") && !next.says(&day(first)), "{}", next.body);
    }

    async fn enter_in_a_cell_saves_what_was_typed_and_brings_nothing_in(world: World) {
        let (at, [first, ..]) = three_wait(&world).await;
        let page = world.get(Who::Clerk, &at).await;
        let form = page.between("action=\"/imports/", "</form>").unwrap();
        let default = form.split_once("<button ").unwrap().1.split_once('>').unwrap().0;
        assert!(default.contains("name=\"keep\""), "the first button is the one that Enter presses: {default}");
        let done = press(&world, &page, ("keep", "1"), &[(day(first), "2021-02-28")]).await;
        let next = world.follow(Who::Clerk, &done).await;
        assert!(next.says("填写的内容已保存，尚未导入。") && has(&next, &day(first), "2021-02-28"), "{}", next.body);
        assert_eq!(projects(&world).await, 0);
    }

    async fn a_box_that_was_ticked_in_another_row_stays_ticked(world: World) {
        world.settle().await;
        let sheet = SHEET.replace("JZ-3,轴承项目", "JZ-2,风机项目");
        let shown = preview(&world, Who::Clerk, "台账.csv", sheet.as_bytes()).await;
        let at = confirm(&world, Who::Clerk, &shown).await.to().to_owned();
        let ids: Vec<i64> = all_open::<ParkedRow>(world.ledger.db()).await.unwrap().iter().map(|row| row.id).collect();
        let page = world.get(Who::Clerk, &at).await;
        let second = day(ids[1]);
        let done = press(&world, &page, ("only", &ids[1].to_string()), &[(second, "2021-03-01")]).await;
        let page = world.follow(Who::Clerk, &done).await;
        let holds = format!("holds.{}", ids[2]);
        let typed = [(holds.clone(), "1"), (day(ids[0]), "2021-02-28")];
        let done = press(&world, &page, ("only", &ids[0].to_string()), &typed).await;
        let next = world.follow(Who::Clerk, &done).await;
        let tag = next.between(&format!("name=\"{holds}\""), ">").unwrap();
        assert!(tag.contains("checked"), "{tag}: {}", done.to());
    }

    async fn what_somebody_else_typed_meanwhile_is_not_overwritten_by_an_older_page(world: World) {
        let (at, [first, second, _]) = three_wait(&world).await;
        let (old, other) = (world.get(Who::Clerk, &at).await, world.get(Who::Clerk, &at).await);
        press(&world, &other, ("keep", "1"), &[(day(second), "2021-03-01")]).await;
        press(&world, &old, ("only", &first.to_string()), &[(day(first), "2021-02-28")]).await;
        let now = world.get(Who::Clerk, &at).await;
        assert!(has(&now, &day(second), "2021-03-01") && projects(&world).await == 1, "{}", now.body);
    }
}
