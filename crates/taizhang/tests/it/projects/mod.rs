//! The ledger page, the project page and its actions, exports and the command.

mod acting;
mod editing;
mod exporting;
mod listing;
mod steps;
mod totals;

use crate::kit::{Page, Tree, World, operator};
use domain::Money;
use domain::facts::{Project, ProjectId};

/// The fields of a new project's form.
pub fn facts<'a>(zone: &'a str, own_no: &'a str, key: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("form-key", key),
        ("zone", zone),
        ("own_no", own_no),
        ("title", "年产十万吨玻璃"),
        ("invest_fen", "约3.2亿元"),
    ]
}

/// A project with a name and an investment.
pub async fn project_of(world: &World, tree: &Tree, own_no: &str, title: &str, invest_fen: i64) -> ProjectId {
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let mut project = Project::new(own_no, title, tree.zone);
    project.invest_fen = Some(Money::from_fen(invest_fen));
    let id = writer.create(&project);
    writer.commit().await.unwrap();
    ProjectId(id)
}

/// The project's id in the address that an answer leads to.
pub fn led_to(page: &Page) -> ProjectId {
    ProjectId(page.to().rsplit('/').next().unwrap().parse().unwrap())
}

/// The number of changes in the journal.
pub async fn changes(world: &World) -> i64 {
    world.ledger.live().current().await.unwrap().change().0
}
mod round_trip;
