//! The heads of columns of money: each measure by its own word.

use crate::kit::{Who, World, day, operator};
use crate::rounds::facts::{YI_FEN, event, project};
use domain::facts::{Project, ProjectId};
use domain::{ContractKind, Money, Stage};

on_both! {
    async fn money_is_headed_by_the_measure_that_is_summed(world: World) {
        let tree = world.settle().await;
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let body = Project {
            contract_fen: Some(Money::from_fen(YI_FEN)),
            contract_kind: Some(ContractKind::Formal),
            ..project("JZ-1", tree.zone, 2 * YI_FEN)
        };
        let id = ProjectId(writer.create(&body));
        writer.create(&event(id, Stage::Signed, day(2022, 1, 5)));
        writer.commit().await.unwrap();
        let page = world.get(Who::Provincial, "/figures?name=contractAmount&by=city").await;
        let head = page.between("<thead>", "</thead>").unwrap();
        assert!(head.contains("签约金额") && !head.contains("总投资"), "{head}");
        let page = world.get(Who::Provincial, "/figures?name=signed&by=city&lang=en").await;
        assert!(page.between("<thead>", "</thead>").unwrap().contains("Investment"));
        for (lang, word) in [("zh-CN", "完成投资"), ("en", "Investment done")] {
            let page = world.get(Who::Provincial, &format!("/figures?name=investmentDone&lang={lang}")).await;
            assert!(page.says(&format!("<dt>{word}")), "{}", page.body);
        }
    }
}
