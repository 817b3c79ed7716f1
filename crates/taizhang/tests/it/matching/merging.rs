//! Two projects made one, and two again.

use super::{ONE, OTHER, address, answer, answers, hidden, project, projects, report, two};
use crate::bulletins::kept::{drafted, held, issued};
use crate::kit::{Who, World, day, operator};
use domain::facts::{
    Entry, Evidence, MonthlyReport, Note, Permit, PrintedFigure, Project, ProjectId, Round, RoundId,
    StageEvent,
};
use domain::short_code::encode;
use domain::{ListKind, Money, Part, PermitState, RoundLevel};
use taizhang::ledger::{all_open, head, verify};

const MERGE: [(&str, &str); 2] = [("verdict", "merged"), ("reason", "同一合同报了两次")];

/// A round of the zone with both projects on its list; the files and papers of the second.
async fn hang(world: &World, [ours, theirs]: [ProjectId; 2], org: domain::facts::OrgId) -> RoundId {
    let event = all_open::<StageEvent>(world.ledger.db()).await.unwrap();
    let event = event.into_iter().find(|event| event.project == theirs).unwrap().id;
    let mut writer = world.ledger.write(operator()).await.unwrap();
    let round = Round {
        org,
        level: RoundLevel::Province,
        year: 2021,
        seq_in_year: 2,
        cumulative_seq: None,
        day: day(2021, 7, 30),
        main_venue: None,
        branch_venues: None,
        published_change: None,
        published_on: None,
    };
    let round = RoundId(writer.create(&round));
    for (project, list) in
        [(ours, ListKind::Signing), (theirs, ListKind::Signing), (theirs, ListKind::Commencement)]
    {
        writer.create(&entry(project, round, list));
    }
    let file = Evidence {
        project: theirs,
        event: Some(domain::facts::EventId(event)),
        file: "0".repeat(64),
        name: "合同.pdf".into(),
        size_bytes: 1,
        report: None,
    };
    writer.create(&file);
    writer.create(&Note { project: theirs, label: "备注".into(), text: "乙方所报".into() });
    let permit = Permit {
        project: theirs,
        name: "施工许可证".into(),
        state: PermitState::Held,
        number: None,
        day: None,
        precision: None,
        original: None,
        segment: None,
        recorded_on: day(2022, 1, 1),
    };
    writer.create(&permit);
    let part = Project {
        parent: Some(theirs),
        part: Some(Part::Phase),
        ..Project::new("JZ-2-1", "甲片区", all_open::<Project>(world.ledger.db()).await.unwrap()[0].zone)
    };
    writer.create(&part);
    writer.commit().await.unwrap();
    round
}

fn entry(project: ProjectId, round: RoundId, list: ListKind) -> Entry {
    Entry {
        project,
        round,
        list,
        title: format!("{project}"),
        unit: "晋中经济技术开发区".into(),
        amount_fen: None,
        amount_qualifier: None,
        output_fen: None,
        converted_from: None,
        moved_in_on: None,
        moved_out_on: None,
        move_reason: None,
        approver: None,
    }
}

/// The months told of a project, each with its amount in 万元.
async fn months(world: &World, project: ProjectId) -> Vec<(i64, i64)> {
    let reports = all_open::<MonthlyReport>(world.ledger.db()).await.unwrap().into_iter();
    let reports = reports.filter(|it| it.project == project);
    let mut months: Vec<(i64, i64)> =
        reports.map(|it| (it.month, it.month_fen.unwrap_or(Money::from_fen(0)).fen() / 1_000_000)).collect();
    months.sort_unstable();
    months
}

on_both! {
    async fn all_that_hangs_on_the_one_goes_to_the_other(world: World) {
        let tree = world.settle().await;
        let ids = two(&world, tree.zone).await;
        hang(&world, ids, tree.province).await;
        let shown = world.get(Who::Clerk, &address(ids)).await;
        assert!(shown.says("只能保留一条的记录") && shown.says("合同.pdf") && shown.says("施工许可证"), "{}", shown.body);
        answer(&world, Who::Clerk, ids, &MERGE).await.to();
        let db = world.ledger.db();
        let [ours, theirs] = ids;
        assert_eq!(projects(&world).await, [ONE, "甲片区"]);
        assert_eq!(months(&world, ours).await, [(4, 100), (5, 200), (6, 300)], "ours holds where nothing was chosen");
        let events = all_open::<StageEvent>(db).await.unwrap();
        assert!(events.len() == 2 && events.iter().all(|event| event.project == ours), "{events:?}");
        let mut lists: Vec<_> = all_open::<Entry>(db).await.unwrap().into_iter().map(|it| (it.project, it.list)).collect();
        lists.sort();
        assert_eq!(lists, [(ours, ListKind::Signing), (ours, ListKind::Commencement)]);
        assert_eq!(all_open::<Evidence>(db).await.unwrap()[0].project, ours);
        assert_eq!(all_open::<Note>(db).await.unwrap()[0].project, ours);
        assert_eq!(all_open::<Permit>(db).await.unwrap()[0].project, ours);
        let part = all_open::<Project>(db).await.unwrap().into_iter().find(|it| it.title == "甲片区").unwrap();
        assert_eq!(part.parent, Some(ours));
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
        let page = world.get(Who::Clerk, &format!("/projects/{ours}")).await;
        assert!(page.says("并入本项目的项目") && page.says(OTHER) && page.says("同一合同报了两次"), "{}", page.body);
        let led = world.get(Who::Clerk, &format!("/projects/{theirs}")).await;
        assert_eq!(led.to(), format!("/projects/{ours}"), "an address that people have kept leads on");
        assert_eq!(world.get(Who::Neighbour, &format!("/projects/{theirs}")).await.status, 404);
    }

    async fn what_was_chosen_of_the_other_stands_and_gaps_are_filled(world: World) {
        let tree = world.settle().await;
        let ids = two(&world, tree.zone).await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        for (id, invest, address) in [(ids[0], 100, None), (ids[1], 250, Some("汇通路8号"))] {
            let kept = writer.open_by::<Project>("id = $1", vec![db::Val::Int(id.0)]).await.unwrap().pop().unwrap();
            let body = Project {
                invest_fen: Some(Money::from_fen(invest)),
                address: address.map(Into::into),
                ..kept.body.clone()
            };
            writer.replace(&kept, &body, None);
        }
        writer.commit().await.unwrap();
        let reports = all_open::<MonthlyReport>(world.ledger.db()).await.unwrap();
        let theirs = reports.iter().find(|it| it.project == ids[1] && it.month == 5).unwrap().id;
        let of_month = format!("r.monthly_report.{theirs}");
        let chosen = [("f.title", "theirs"), (of_month.as_str(), "theirs")];
        answer(&world, Who::Clerk, ids, &[&MERGE[..], &chosen].concat()).await.to();
        let project = all_open::<Project>(world.ledger.db()).await.unwrap().pop().unwrap();
        assert_eq!((project.id, project.own_no.as_str(), project.title.as_str()), (ids[0].0, "JZ-1", OTHER));
        assert_eq!((project.invest_fen.unwrap().fen(), project.address.as_deref()), (100, Some("汇通路8号")));
        assert_eq!(months(&world, ids[0]).await, [(4, 100), (5, 250), (6, 300)]);
    }

    async fn taken_back_they_are_two_again_and_known_by_an_earlier_change_they_always_were(world: World) {
        let tree = world.settle().await;
        let ids = two(&world, tree.zone).await;
        hang(&world, ids, tree.province).await;
        let (before, _) = head(world.ledger.db()).await.unwrap();
        let printed = async |query: &str| {
            let page = world.get(Who::Clerk, &format!("/projects{query}")).await;
            (page.says(ONE), page.says(OTHER))
        };
        let said = answer(&world, Who::Clerk, ids, &MERGE).await;
        let (merged, _) = head(world.ledger.db()).await.unwrap();
        assert!(world.follow(Who::Clerk, &said).await.says(&format!("/changes/{merged}/undo")), "undo stands beside");
        assert_eq!(printed("").await, (true, false));
        assert_eq!(printed(&format!("?known-by={before}")).await, (true, true), "what was printed then still counts two");
        let old = world.get(Who::Clerk, &format!("/projects/{}?known-by={before}", ids[1])).await;
        assert!(old.says(OTHER) && old.says("合同.pdf"), "{}", old.body);
        world.post(Who::Clerk, &format!("/changes/{merged}/undo"), &[]).await.to();
        assert_eq!(printed("").await, (true, true));
        assert_eq!(months(&world, ids[1]).await, [(5, 250), (6, 300)]);
        assert!(answers(&world).await.is_empty());
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn a_printed_number_opens_as_it_was_printed_whatever_was_merged_since(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        issued(&world, &path).await;
        let before = world.get(Who::Clerk, &path).await;
        let figures = all_open::<PrintedFigure>(world.ledger.db()).await.unwrap();
        let one = figures.iter().find(|it| it.aspect == "n" && it.printed == "1" && it.rule.is_some()).unwrap();
        let listed = all_open::<Entry>(world.ledger.db()).await.unwrap()[0].project;
        let into = project(&world, tree.zone, "JZ-77", ONE).await;
        answer(&world, Who::Clerk, [into, listed], &MERGE).await.to();
        let page = world.get(Who::Clerk, &format!("/f/{}", encode(one.id))).await;
        assert!(page.status == 200 && page.says("<strong>1</strong>") && page.says("JZ-1号项目"), "{}", page.body);
        assert!(!page.says(ONE), "nobody knew of it then: {}", page.body);
        let after = world.get(Who::Clerk, &path).await;
        assert_eq!(after.between("<article", "</article>").unwrap(), before.between("<article", "</article>").unwrap());
    }

    async fn a_merge_on_which_something_was_built_says_so_before_it_is_taken_back(world: World) {
        let tree = world.settle().await;
        let ids = two(&world, tree.zone).await;
        answer(&world, Who::Clerk, ids, &MERGE).await.to();
        let (merged, _) = head(world.ledger.db()).await.unwrap();
        let reports = all_open::<MonthlyReport>(world.ledger.db()).await.unwrap();
        let moved = reports.iter().find(|it| it.month == 6).unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.replace(moved, &report(ids[0], 6, 900), None);
        let later = writer.commit().await.unwrap().change.unwrap();
        let page = world.post(Who::Clerk, &format!("/changes/{merged}/undo"), &[]).await;
        assert!(page.status == 409 && page.says(&format!("/changes/{later}")), "{}", page.body);
    }

    async fn a_form_that_was_filled_before_somebody_changed_one_of_them_is_shown_again(world: World) {
        let tree = world.settle().await;
        let ids = two(&world, tree.zone).await;
        let shown = world.get(Who::Clerk, &address(ids)).await;
        let seen = hidden(&shown, "seen");
        let mut writer = world.ledger.write(operator()).await.unwrap();
        writer.create(&report(ids[1], 3, 50));
        writer.commit().await.unwrap();
        let fields = [&[("seen", seen.as_str()), ("f.title", "theirs")], &MERGE[..]].concat();
        let clash = world.post(Who::Clerk, &address(ids), &fields).await;
        assert!(clash.status == 409 && clash.says("刚刚被他人修改") && clash.says("同一合同报了两次"), "{}", clash.body);
        assert_eq!(projects(&world).await.len(), 2);
        let fresh = hidden(&clash, "seen");
        let fields = [&[("seen", fresh.as_str()), ("form-key", "k")], &MERGE[..]].concat();
        world.post(Who::Clerk, &address(ids), &fields).await.to();
        assert_eq!(projects(&world).await, [ONE]);
        let again = world.post(Who::Clerk, &address(ids), &fields).await;
        assert_eq!(again.to(), format!("/projects/{}", ids[0]), "the same form once more is one change");
    }

    async fn a_whole_and_its_part_are_two(world: World) {
        let tree = world.settle().await;
        let whole = project(&world, tree.zone, "JZ-1", ONE).await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let part = Project { parent: Some(whole), part: Some(Part::Phase), ..Project::new("JZ-2", OTHER, tree.zone) };
        let part = ProjectId(writer.create(&part));
        writer.commit().await.unwrap();
        assert!(world.get(Who::Clerk, "/matching").await.says("没有待核对的相似项目"));
        for ids in [[whole, part], [part, whole]] {
            let shown = world.get(Who::Clerk, &address(ids)).await;
            assert!(shown.says("组成部分") && !shown.says("合并为一个项目"), "{}", shown.body);
            assert_eq!(answer(&world, Who::Clerk, ids, &MERGE).await.status, 409);
        }
    }

    async fn what_was_merged_into_one_that_is_merged_again_leads_to_the_last(world: World) {
        let tree = world.settle().await;
        let [first, second] = two(&world, tree.zone).await;
        let third = project(&world, tree.zone, "JZ-3", "华盛新能源电池材料").await;
        answer(&world, Who::Clerk, [second, first], &MERGE).await.to();
        answer(&world, Who::Clerk, [third, second], &MERGE).await.to();
        for gone in [first, second] {
            let led = world.get(Who::Clerk, &format!("/projects/{gone}")).await;
            assert_eq!(led.to(), format!("/projects/{third}"));
        }
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }
}
