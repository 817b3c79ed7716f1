//! Plan and progress of a project: kept by forms, shown on its page, hidden from the neighbour.

mod dollars;
mod keeping;
mod refusing;

use crate::kit::{Tree, World, operator};
use db::Val;
use domain::facts::{Kept, Project, ProjectId, Record};
use taizhang::ledger::open_by;

/// A project of the zone; gives its address.
async fn project(world: &World, tree: &Tree) -> (ProjectId, String) {
    let (id, _) = world.project(tree.zone, "JZ-1").await;
    (id, format!("/projects/{id}"))
}

/// A project that promised 1亿元 a year.
async fn promising(world: &World, tree: &Tree) -> String {
    let mut project = Project::new("JZ-9", "承诺项目", tree.zone);
    project.output_fen = Some(domain::Money::from_fen(10_000_000_000));
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let id = writer.create(&project);
    writer.commit().await.unwrap();
    format!("/projects/{id}")
}

async fn all<R: Record + Send + 'static>(world: &World) -> Vec<Kept<R>> {
    open_by(world.ledger.db(), "1 = 1", Vec::<Val>::new()).await.unwrap()
}
