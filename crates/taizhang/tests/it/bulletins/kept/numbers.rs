//! The numbers of a draft open into what they count.

use crate::kit::{Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, event, project};
use domain::facts::{Investor, InvestorId, Kept, Org, Project, ProjectId, ProjectInvestor};
use domain::{Part, Stage};
use taizhang::ledger::all_open;

/// A package of three parts and a project without any, all signed by a firm of another province.
async fn package(world: &World) -> String {
    let tree = world.settle().await;
    let orgs: Vec<Kept<Org>> = all_open(world.ledger.db()).await.unwrap();
    let mut writer = world.ledger.write(operator()).await.unwrap();
    for org in orgs {
        writer.replace(&org, &Org { region: Some(140_700), ..org.body.clone() }, None);
    }
    let investor = Investor {
        name: "京城集团".into(),
        credit_code: None,
        region: Some(110_000),
        seat: None,
        class: None,
    };
    let investor = InvestorId(writer.create(&investor));
    let mut parent = None;
    for no in ["JZ-A", "JZ-A1", "JZ-A2", "JZ-A3", "JZ-B"] {
        let parent_of = parent.filter(|_| no.len() > "JZ-A".len());
        let part = parent_of.map(|_| Part::PackagePart);
        let body = Project { parent: parent_of, part, ..project(no, tree.zone, YI_FEN) };
        let id = ProjectId(writer.create(&body));
        parent = parent.or(Some(id));
        writer.create(&event(id, Stage::Signed, day(2022, 3, 5)));
        writer.create(&ProjectInvestor { project: id, investor, position: 1 });
    }
    writer.commit().await.unwrap();
    tree.zone.to_string()
}

on_both! {
    async fn packages_split_open_exactly_as_many_projects_as_are_printed(world: World) {
        let org = package(&world).await;
        let fields =
            [("template", "year"), ("org", &*org), ("round", ""), ("true_on", "2022-06-30"), ("lang", "zh-CN")];
        let path = world.post(Who::Clerk, "/bulletins/new", &fields).await.to().to_owned();
        let page = world.get(Who::Clerk, &path).await;
        let sentence = page.between("签约省外项目", "总投资额").unwrap_or_else(|| panic!("{}", page.body));
        let (_, split) = sentence.split_once("（打捆拆分后").unwrap();
        assert!(split.contains(">4</a>个"), "{sentence}");
        let link = split.split('"').find(|it| it.starts_with("/figures/")).unwrap().replace("&amp;", "&");
        let list = world.get(Who::Clerk, &link).await;
        assert_eq!(list.body.matches("data-row=").count(), 4, "{}", list.body);
        assert!(list.says("打捆拆分后") && list.says("JZ-A3号项目") && !list.says("JZ-A号项目"), "{}", list.body);
        let (name, query) = link.trim_start_matches("/figures/").split_once("/members?").unwrap();
        let pinned = world.post(Who::Clerk, "/f", &[("name", name), ("query", query)]).await.to().to_owned();
        let code = world.get(Who::Clerk, &pinned).await;
        assert!(code.says("打捆拆分后") && code.body.matches("data-row=").count() == 4, "{}", code.body);
    }
}
