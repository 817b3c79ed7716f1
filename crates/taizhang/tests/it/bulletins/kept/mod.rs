//! Kept bulletins: drafted, written on by hand, issued, printed again.

mod clashes;
mod issuing;
mod numbers;
mod sent;
mod writing;

use crate::kit::{Page, Tree, Who, World, day};
use crate::rounds::facts::YI_FEN;

/// A round of the province with one project of the zone on its signing list.
pub async fn held(world: &World) -> (Tree, String) {
    let tree = world.settle().await;
    let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
    let one = world.signed_project(tree.zone, "JZ-1", 2 * YI_FEN, day(2022, 1, 5)).await;
    world.put_on_list(Who::Clerk, &round, "signing", one).await.to();
    (tree, round)
}

/// The form of a round's bulletin for the zone.
pub async fn asked(world: &World, who: Who, tree: &Tree, round: &str) -> Page {
    asked_in(world, who, tree, round, "zh-CN").await
}

async fn asked_in(world: &World, who: Who, tree: &Tree, round: &str, lang: &str) -> Page {
    let org = tree.zone.to_string();
    let round = round.trim_start_matches("/rounds/");
    let fields = [
        ("template", "round"),
        ("org", org.as_str()),
        ("round", round),
        ("true_on", "2022-06-30"),
        ("lang", lang),
    ];
    world.post(who, "/bulletins/new", &fields).await
}

/// The address of a draft that the zone's clerk made.
pub async fn drafted(world: &World, tree: &Tree, round: &str) -> String {
    asked(world, Who::Clerk, tree, round).await.to().to_owned()
}

/// What is seen on a page that decides on a draft, as its form sends it along.
pub async fn seen(world: &World, who: Who, page: &str) -> String {
    let page = world.get(who, page).await;
    page.between("name=\"draft\" value=\"", "\"").unwrap_or_else(|| panic!("{}", page.body)).to_owned()
}

/// What comes of drafting it anew as of a day, by who has looked at it.
pub async fn redraft(world: &World, who: Who, path: &str, true_on: &str) -> Page {
    let draft = seen(world, who, path).await;
    world.post(who, &format!("{path}/redraft"), &[("draft", &draft), ("true_on", true_on)]).await
}

/// What comes of issuing it as the city's office does, who have looked at it.
pub async fn issue(world: &World, path: &str, more: &[(&str, &str)]) -> Page {
    let page = format!("{path}/issue");
    let seen = seen(world, Who::Reviewer, &page).await;
    world.post(Who::Reviewer, &page, &[&[("draft", &*seen), ("open", "1")], more].concat()).await
}

/// The same in a language.
pub async fn drafted_in(world: &World, tree: &Tree, round: &str, lang: &str) -> String {
    asked_in(world, Who::Clerk, tree, round, lang).await.to().to_owned()
}

/// Issues it; gives the code of its first number.
pub async fn issued(world: &World, path: &str) -> String {
    issue(world, path, &[]).await.to();
    let page = world.get(Who::Clerk, path).await;
    page.between("href=\"/f/", "\"").unwrap_or_else(|| panic!("{}", page.body)).to_owned()
}

/// Lets the next day come.
pub async fn next_day(world: &World) {
    const HOUR_MS: i64 = 3_600_000;
    world.clock.set_ms(world.clock.now_ms() + 13 * HOUR_MS);
    world.stay_signed_in().await;
}

/// One more project on the round's signing list.
pub async fn one_more(world: &World, tree: &Tree, round: &str) {
    let two = world.signed_project(tree.zone, "JZ-2", 3 * YI_FEN, day(2022, 1, 6)).await;
    world.put_on_list(Who::Clerk, round, "signing", two).await.to();
}
