//! What is pointed out of the entries of a round, the same when they are picked and when they are published.

use super::facts::YI_FEN;
use crate::kit::{Who, World, day, operator};
use domain::Money;
use domain::facts::{Entry, Project};
use taizhang::ledger::{all_open, open_one};

on_both! {
    async fn a_whole_and_its_phase_on_one_list_are_pointed_out_and_not_refused(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let whole = world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 1, 5)).await;
        let phase = world.signed_phase(tree.zone, "JZ-1A", whole, YI_FEN).await;
        let pick = format!("{round}/pick?list=signing");
        let before = world.get(Who::Clerk, &pick).await;
        let (of_whole, of_phase) = before.body.split_once("JZ-1A号项目").unwrap();
        assert!(of_phase.contains("所属项目同在可选之列") && !of_whole.contains("所属项目"), "{}", before.body);
        // All at once puts one level on the list.
        let clean = [("list", "signing"), ("clean", "1")];
        world.post(Who::Clerk, &format!("{round}/pick"), &clean).await.to();
        let entries = all_open::<Entry>(world.ledger.db()).await.unwrap();
        assert_eq!(entries.iter().map(|entry| entry.project).collect::<Vec<_>>(), [whole]);
        let page = world.get(Who::Clerk, &pick).await;
        assert!(page.says("所属项目也在本清单，投资额重复计算"), "{}", page.body);
        world.put_on_list(Who::Clerk, &round, "signing", phase).await.to();
        let publish = format!("{round}/publish");
        let page = world.get(Who::Provincial, &publish).await;
        assert!(page.says("所属项目也在本清单") && page.says("其分期、子项目也在本清单"), "{}", page.body);
        world.post(Who::Provincial, &publish, &[]).await.to();
    }

    async fn phases_on_a_list_without_their_whole_are_no_question(world: World) {
        let tree = world.settle().await;
        let round = world.held_round(&tree, ("2022", "1"), "2022-02-26").await;
        let whole = world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 1, 5)).await;
        let phase = world.signed_phase(tree.zone, "JZ-1A", whole, YI_FEN).await;
        world.put_on_list(Who::Clerk, &round, "signing", phase).await.to();
        world.put_on_list(Who::Clerk, &round, "commencement", whole).await.to();
        let page = world.get(Who::Provincial, &format!("{round}/publish")).await;
        assert!(!page.says("投资额重复计算"), "{}", page.body);
    }

    async fn the_lowest_investment_is_held_against_the_frozen_amount_before_publication_too(world: World) {
        let tree = world.settle().await;
        let org = tree.province.to_string();
        let fields = [
            ("org", org.as_str()), ("year", "2022"), ("seq_in_year", "1"), ("day", "2022-02-26"), ("lowest", "5000"),
        ];
        let round = world.post(Who::Provincial, "/rounds/new", &fields).await.to().to_owned();
        let small = world.signed_project(tree.zone, "JZ-1", YI_FEN * 4 / 10, day(2022, 1, 5)).await;
        let low = "低于最低投资额";
        assert!(world.get(Who::Clerk, &format!("{round}/pick?list=signing")).await.says(low));
        world.put_on_list(Who::Clerk, &round, "signing", small).await.to();
        let publish = format!("{round}/publish");
        assert!(world.get(Who::Provincial, &publish).await.says(low));
        let kept = open_one::<Project>(world.ledger.db(), small.0).await.unwrap().unwrap();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let grown = Project { invest_fen: Some(Money::from_fen(YI_FEN)), ..kept.body.clone() };
        writer.replace(&kept, &grown, None);
        writer.commit().await.unwrap();
        assert!(world.get(Who::Provincial, &publish).await.says(low), "the entry is what will be published");
    }
}
