//! Definitions that can't be given: refused when they are decreed, also of two at once; told in their place where what they
//! name is called otherwise since.

use super::definitions::{NEW, OWN, TAKEN_BACK, fields, narrower, rules, two_signed};
use crate::bulletins::kept::held;
use crate::kit::{Page, Who, World, day, operator};
use domain::facts::FigureRule;
use figures::Catalogue;
use futures_util::future::join_all;

async fn sent(world: &World, act: &str, text: &str) -> Page {
    world.post(Who::Provincial, NEW, &fields(act, "2022-06-01", text)).await
}

/// The official figure over a place that nobody knows: as if the place had been called otherwise since.
async fn renamed(world: &World, name: &str) {
    let text = Catalogue::builtin_text(name).unwrap();
    let line = text.lines().find(|line| line.starts_with("population = ")).unwrap();
    let text = text.replace(line, "population = \"org:旧名\"");
    let mut writer = world.ledger.write(operator()).await.unwrap();
    writer.create(&FigureRule { name: name.to_owned(), from_on: day(2022, 1, 1), text: Some(text) });
    writer.commit().await.unwrap();
}

on_both! {
    async fn of_two_decrees_at_once_the_second_sees_the_first(world: World) {
        two_signed(&world).await;
        let pages = join_all([sent(&world, "decree", OWN), sent(&world, "decree", OWN)]).await;
        let mut statuses: Vec<u16> = pages.iter().map(|page| page.status.as_u16()).collect();
        statuses.sort_unstable();
        assert_eq!((statuses, rules(&world).await.len()), (vec![303, 422], 1));
    }

    async fn what_is_taken_back_while_another_builds_on_it_is_one_or_the_other(world: World) {
        two_signed(&world).await;
        sent(&world, "decree", OWN).await.to();
        let base = rules(&world).await[0].id;
        let double = OWN
            .replace("ownLarge", "ownDouble")
            .replace("kind = \"count\"", "kind = \"formula\"\nformula = \"ownLarge * 2\"\nopens = \"ownLarge\"");
        let path = format!("/figures/definitions/{base}/withdraw");
        let withdrawn = world.post(Who::Provincial, &path, &TAKEN_BACK);
        let (withdrawn, decreed) = tokio::join!(withdrawn, sent(&world, "decree", &double));
        let known = world.ledger.live().current().await.unwrap();
        assert!(matches!((withdrawn.status.as_u16(), decreed.status.as_u16()), (303, 422) | (409, 303)), "{} {}", withdrawn.status, decreed.status);
        assert_eq!(known.definitions().unusable(), []);
        assert_eq!(rules(&world).await.len(), if withdrawn.status == 303 { 0 } else { 2 });
    }

    async fn groups_that_a_figure_cannot_have_are_refused_at_the_text(world: World) {
        two_signed(&world).await;
        let text = OWN.replace("places = 2", "places = 2\nby = [\"list\"]");
        for act in ["try", "decree"] {
            let page = sent(&world, act, &text).await;
            assert!(page.status == 422 && page.says("第9行（ownLarge · by）：该指标不能按“list”分组"), "{}", page.body);
        }
        assert!(rules(&world).await.is_empty());
    }

    async fn a_formula_has_so_many_terms_and_no_more(world: World) {
        two_signed(&world).await;
        let long = format!("kind = \"formula\"\nopens = \"signed\"\nformula = \"{}\"", vec!["signed"; 65].join("+"));
        let page = sent(&world, "decree", &OWN.replace("kind = \"count\"", &long)).await;
        assert!(page.status == 422 && page.says("公式至多64项"), "{}", page.body);
    }

    async fn a_place_called_otherwise_since_costs_its_own_figures_and_no_page(world: World) {
        let (_, round) = held(&world).await;
        for name in ["byStage", "roundEntries", "startRateOverSigned", "signed"] {
            renamed(&world, name).await;
        }
        for path in ["/", "/screen", &round, &format!("{round}/statistics")] {
            let page = world.get(Who::Clerk, path).await;
            assert!(page.status == 200 && page.says("按现行口径无法计算") && page.says("旧名"), "{path} {}: {}", page.status, page.body);
            assert!(page.says("href=\"/figures/definitions"), "{path}");
        }
        assert!(world.get(Who::Clerk, "/").await.says("逾期"), "the rest of the desk stays");
        assert!(world.get(Who::Clerk, &round).await.says("2022-02-26"), "the round itself stays");
        assert!(world.get(Who::Clerk, "/screen?panel=late").await.says("没有逾期"), "the other panels stay");
        let all = world.get(Who::Clerk, "/figures").await;
        assert!(all.status == 200 && all.says("暂不能计算") && all.says("投产"), "{}", all.body);
        for path in ["/rounds", "/rounds/follow-up"] {
            let page = world.get(Who::Clerk, path).await;
            assert!(page.status != 500, "{path} {}", page.status);
        }
    }

    async fn nothing_is_subtracted_over_two_units(world: World) {
        two_signed(&world).await;
        sent(&world, "decree", OWN).await.to();
        let money = OWN.replace("kind = \"count\"", "kind = \"sum\"");
        let page = world.post(Who::Provincial, NEW, &fields("try", "2022-06-02", &money)).await;
        assert!(page.status == 200 && page.says("计量单位不同，不能相减"), "{}", page.body);
        assert!(page.says("1 个") || page.says("1 项"), "each side in its unit: {}", page.body);
        world.post(Who::Provincial, NEW, &fields("decree", "2022-06-02", &money)).await.to();
        let compared = world.get(Who::Clerk, "/figures?name=ownLarge&compare-to=2022-06-01").await;
        assert!(compared.status != 500 && compared.says("不是同类数据"), "{} {}", compared.status, compared.body);
    }

    async fn other_words_are_no_other_definition(world: World) {
        two_signed(&world).await;
        let text = Catalogue::builtin_text("signed").unwrap().replace("签约项目", "签约的项目");
        world.post(Who::Provincial, NEW, &fields("decree", "2022-05-01", &text)).await.to();
        let answer = world.figures(Who::Clerk, "name=signed&compare-to=2022-04-30").await;
        assert!(answer.get("redefined").is_none(), "{answer}");
    }

    async fn a_form_opened_for_a_figure_takes_no_other(world: World) {
        two_signed(&world).await;
        for act in ["try", "decree"] {
            let mut typed = fields(act, "2022-06-01", OWN).to_vec();
            typed.push(("name", "signed"));
            let page = world.post(Who::Provincial, NEW, &typed).await;
            assert!(page.status == 422 && page.says("id=\"text-wrong\"") && page.says("口径中的代码是“ownLarge”"), "{}", page.body);
        }
        let narrower = narrower();
        let mut typed = fields("decree", "2022-06-01", &narrower).to_vec();
        typed.push(("name", "signed"));
        assert_eq!(world.post(Who::Provincial, NEW, &typed).await.status, 303);
    }

    async fn a_day_in_the_past_that_concerns_no_bulletin_speaks_of_none(world: World) {
        two_signed(&world).await;
        let page = sent(&world, "try", OWN).await;
        assert!(page.says("起用日期2022-06-01在今天之前") && !page.says("通报中有"), "{}", page.body);
    }

    async fn a_number_in_print_may_be_one_of_the_sites_own(world: World) {
        let tree = two_signed(&world).await;
        sent(&world, "decree", OWN).await.to();
        let zone = tree.zone.to_string();
        for (figure, status) in [("ownLarge", 303), ("ownSmall", 422)] {
            let typed = [("org", zone.as_str()), ("figure", figure), ("true_on", "2022-06-01"), ("printed", "3个"), ("data_source", "2022年通报")];
            let page = world.post(Who::Clerk, "/indicators/prints", &typed).await;
            assert_eq!(page.status, status, "{figure}: {}", page.body);
        }
    }
}
