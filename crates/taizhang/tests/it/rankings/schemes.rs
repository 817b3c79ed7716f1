//! A site's own schemes as records: kept, refused with line and key, ranked by, taken back.

use super::all;
use crate::kit::{Who, World, day};
use crate::rounds::facts::YI_FEN;
use domain::facts::RankScheme;

pub const TEXT: &str = r#"[[scheme]]
name = "own"
title = { zh = "本市考核", en = "Our own" }
note = { zh = "签约项目数。", en = "Projects signed." }
version = "1"
from = "2022-06-01"
period = "month"
full = 100
places = 1
rounding = "halfUp"
ties = "competition"
missing = "zero"
bottom = 1

[[scheme.group]]
name = "counties"
title = { zh = "县（市、区）", en = "Counties" }

[[scheme.group]]
name = "functional"
title = { zh = "功能区", en = "Functional zones" }

[[scheme.item]]
name = "signed"
title = { zh = "签约", en = "Signed" }
rule = "ratioToTarget"
value = { figure = "signed" }
target = { given = "signedTarget" }
weight = 100
cap = 100
"#;

fn fields<'a>(org: &'a str, text: &'a str) -> [(&'static str, &'a str); 3] {
    [("org", org), ("name", "本市办法"), ("text", text)]
}

on_both! {
    async fn an_own_scheme_ranks_from_its_first_day_on(world: World) {
        let tree = world.settle().await;
        world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        let city = tree.city.to_string();
        let sent = world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, TEXT)).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert!(world.get(Who::Clerk, "/rankings").await.says("本市考核"), "rules of the city concern its zones");
        assert_eq!(world.get(Who::Clerk, "/rankings/of/own?true-on=2022-05-31").await.status, 404, "not in force yet");
        let unplaced = world.get(Who::Provincial, "/rankings/of/own").await;
        assert!(unplaced.says("未分组、未参评的单位") && unplaced.says("功能区"), "{}", unplaced.body);
        let inputs = format!("/rankings/of/own/units/{}/inputs", tree.zone);
        let typed = [("period", "2022-06"), ("seat", "functional"), ("v.signedTarget", "2")];
        assert_eq!(world.post(Who::Reviewer, &inputs, &typed).await.status, 303);
        let bad = [("period", "2022-06"), ("seat", "towns"), ("v.signedTarget", "2")];
        assert_eq!(world.post(Who::Reviewer, &inputs, &bad).await.status, 422);
        let page = world.get(Who::Clerk, "/rankings/of/own").await;
        assert!(page.says("50.0") && page.says("后一名"), "one of two signed: {}", page.body);
        let unit = world.get(Who::Clerk, &format!("/rankings/of/own/units/{}", tree.zone)).await;
        assert!(unit.says("/figures/signed/members?"), "a figure leads to its projects: {}", unit.body);
    }

    async fn a_text_with_a_mistake_is_refused_with_its_line_and_key(world: World) {
        let tree = world.settle().await;
        let city = tree.city.to_string();
        for (from, to, said) in [
            ("weight = 100", "weight = 90", "分值合计为90，应为100"),
            ("figure = \"signed\"", "figure = \"signd\"", "signed"),
            ("period = \"month\"", "period = \"week\"", "week"),
            ("cap = 100", "ceiling = 100", "第30行"),
            ("from = \"2022-06-01\"", "from = \"soon\"", "soon"),
            ("[[scheme]]", "[[plan]]", "没有“plan”这一项"),
        ] {
            let text = TEXT.replacen(from, to, 1);
            let page = world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, &text)).await;
            assert_eq!(page.status, 422, "{to}");
            assert!(page.says(said) && page.says("id=\"text-wrong\""), "{to}: {}", page.body);
        }
        let empty = world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, "# nothing")).await;
        assert!(empty.status == 422 && empty.says("[[scheme]]"));
        assert!(all::<RankScheme>(&world).await.is_empty());
    }

    async fn own_schemes_are_kept_by_whose_they_are(world: World) {
        let tree = world.settle().await;
        let city = tree.city.to_string();
        assert_eq!(world.post(Who::Clerk, "/rankings/schemes", &fields(&city, TEXT)).await.status, 422, "not their city");
        assert_eq!(world.get(Who::Leader, "/rankings/schemes").await.status, 403);
        let zone = tree.zone.to_string();
        assert_eq!(world.post(Who::Clerk, "/rankings/schemes", &fields(&zone, TEXT)).await.status, 303);
        assert!(!world.get(Who::Neighbour, "/rankings").await.says("本市考核"));
        assert_eq!(world.get(Who::Neighbour, "/rankings/of/own").await.status, 404);
        let kept = all::<RankScheme>(&world).await.remove(0);
        let one = format!("/rankings/schemes/{}", kept.id);
        assert_eq!(world.get(Who::Neighbour, &one).await.status, 404);
        assert_eq!(world.post(Who::Neighbour, &format!("{one}/withdraw"), &[]).await.status, 404);
        let twice = world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, TEXT)).await;
        assert!(twice.status == 422 && twice.says("名称重复"), "{}", twice.body);
        let next = TEXT.replace("from = \"2022-06-01\"", "from = \"2022-07-01\"").replace("version = \"1\"", "version = \"2\"");
        assert_eq!(world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, &next)).await.status, 303, "a later edition");
        let corrected = TEXT.replace("cap = 100", "cap = 120");
        assert_eq!(world.post(Who::Clerk, &one, &fields(&zone, &corrected)).await.status, 303);
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        assert_eq!(world.post(Who::Reviewer, &format!("/changes/{head}/undo"), &[]).await.status, 303);
        assert_eq!(all::<RankScheme>(&world).await.iter().filter(|it| it.text.contains("cap = 120")).count(), 0);
        assert_eq!(world.post(Who::Clerk, &format!("{one}/withdraw"), &[]).await.status, 303);
        assert_eq!(world.get(Who::Clerk, "/rankings/of/own").await.status, 404);
    }

    async fn what_another_is_made_of_is_not_withdrawn(world: World) {
        let tree = world.settle().await;
        let city = tree.city.to_string();
        world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, TEXT)).await;
        let whole = TEXT.split("full =").next().unwrap().replace("\"own\"", "\"ownYear\"").replace("month", "year")
            + "places = 1\nrounding = \"halfUp\"\nties = \"dense\"\nmissing = \"reweigh\"\n[[scheme.part]]\nof = \"own\"\nweight = 100\ntake = \"mean\"\n";
        let sent = world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, &whole)).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let kept = all::<RankScheme>(&world).await;
        let first = kept.iter().find(|it| it.text == TEXT.trim()).unwrap();
        let withdrawn = world.post(Who::Reviewer, &format!("/rankings/schemes/{}/withdraw", first.id), &[]).await;
        assert_eq!(withdrawn.status, 409, "{}", withdrawn.body);
        let renamed = TEXT.replace("\"own\"", "\"other\"");
        let page = world.post(Who::Reviewer, &format!("/rankings/schemes/{}", first.id), &fields(&city, &renamed)).await;
        assert!(page.status == 422 && page.says("将无法使用"), "{}", page.body);
    }

    async fn a_scheme_is_tried_out_from_a_file_before_it_is_kept(world: World) {
        let tree = world.settle().await;
        world.signed_project(tree.zone, "JZ-1", 3 * YI_FEN, day(2022, 2, 5)).await;
        let city = tree.city.to_string();
        let text = TEXT.replace("{ given = \"signedTarget\" }", "{ fixed = 2 }");
        let text = text[..text.find("[[scheme.group]]").unwrap()].to_owned() + &text[text.find("[[scheme.item]]").unwrap()..];
        let typed = [("org", city.as_str()), ("name", "本市办法"), ("text", "# nothing"), ("act", "try")];
        let tried = world.upload(Who::Reviewer, "/rankings/schemes", &typed, ("file", "own.toml", text.as_bytes())).await;
        assert_eq!(tried.status, 200, "{}", tried.body);
        assert!(tried.says("试排：本市考核") && tried.says("50.0") && tried.says("晋中经济技术开发区"), "{}", tried.body);
        assert!(tried.says("name = &quot;own&quot;"), "the file stands in the form: {}", tried.body);
        assert!(!tried.says("/rankings/of/own"), "nothing of it can be opened yet");
        let wrong = text.replace("weight = 100", "weight = 90");
        let refused = world.upload(Who::Reviewer, "/rankings/schemes", &typed, ("file", "own.toml", wrong.as_bytes())).await;
        assert!(refused.status == 422 && refused.says("分值合计为90，应为100") && refused.says("第8行"), "{}", refused.body);
        assert!(all::<RankScheme>(&world).await.is_empty());
        let late = text.replace("2022-06-01", "2022-09-01");
        let typed = [("org", city.as_str()), ("name", "本市办法"), ("text", late.as_str()), ("act", "try")];
        let tried = world.post(Who::Reviewer, "/rankings/schemes", &typed).await;
        assert!(tried.status == 200 && tried.says("2022年9月"), "{}", tried.body);
        let english = world.post(Who::Reviewer, "/rankings/schemes?lang=en", &typed).await;
        assert!(english.says("Tried out: Our own"), "{}", english.body);
    }

    async fn a_scheme_gives_titles_to_what_is_typed_in(world: World) {
        let tree = world.settle().await;
        let city = tree.city.to_string();
        let titled = |name: &str| TEXT.replace("[[scheme.item]]", &format!("[[scheme.input]]\nname = \"{name}\"\ntitle = {{ zh = \"签约任务数\", en = \"Signings asked for\" }}\n\n[[scheme.item]]"));
        let wrong = world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, &titled("signedTargt"))).await;
        assert!(wrong.status == 422 && wrong.says("own · input.name") && wrong.says("signedTarget"), "{}", wrong.body);
        world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, &titled("signedTarget"))).await.to();
        let page = world.get(Who::Reviewer, &format!("/rankings/of/own/units/{}/inputs?period=2022-06", tree.zone)).await;
        assert!(page.says("签约任务数") && !page.says("签约目标值"), "{}", page.body);
        assert!(world.get(Who::Reviewer, "/rankings/of/own").await.says("签约项目 ÷ 签约任务数"));
    }

    async fn what_bounds_and_rounds_a_score_stands_with_its_rules(world: World) {
        let tree = world.settle().await;
        let city = tree.city.to_string();
        let bounds = "least = 0\nmost = 110\nbonusMax = 5\npenaltyMax = 10";
        let text = TEXT.replacen("ties = ", &format!("{bounds}\nties = "), 1);
        let text = text.replace("cap = 100", "cap = 120\nfloor = 20");
        world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, &text)).await.to();
        let page = world.get(Who::Provincial, "/rankings/of/own").await;
        for words in ["，最高按120%计，最低按20%计", "满分100分；加分合计最多5分；扣分合计最多10分；得分最低0分；得分最高110分", "四舍五入"] {
            assert!(page.says(words), "{words}: {}", page.body);
        }
        let english = world.get(Who::Provincial, "/rankings/of/own?lang=en").await;
        assert!(english.says("counted up to 120%") && english.says("no score above 110"), "{}", english.body);
    }

    async fn a_veto_is_told_in_words_and_a_bonus_is_never_less_than_nothing(world: World) {
        let tree = world.settle().await;
        let (city, unit) = (tree.city.to_string(), format!("/rankings/of/own/units/{}", tree.zone));
        let extra = |name: &str, role: &str| {
            format!("\n[[scheme.item]]\nname = \"{name}\"\ntitle = {{ zh = \"\", en = \"\" }}\nrole = \"{role}\"\nvalue = {{ given = \"{name}\" }}\n")
        };
        let bonus = extra("bonus", "bonus") + "rule = \"points\"\n";
        let text = format!("{TEXT}{bonus}{}", extra("veto", "veto"));
        world.post(Who::Reviewer, "/rankings/schemes", &fields(&city, &text)).await.to();
        let typed = |bonus: &'static str, veto: &'static str| {
            [("period", "2022-06"), ("seat", "functional"), ("v.signedTarget", "2"), ("v.bonus", bonus), ("v.veto", veto)]
        };
        for (bonus, veto, wrong) in [("-3", "0", "v.bonus"), ("3", "-1", "v.veto")] {
            let refused = world.post(Who::Reviewer, &format!("{unit}/inputs"), &typed(bonus, veto)).await;
            assert!(refused.status == 422 && refused.says(&format!("id=\"{wrong}-wrong\"")), "{}", refused.body);
        }
        for (veto, said, other) in [("0", "未否决", "一票否决"), ("1", "一票否决", "未否决")] {
            world.post(Who::Reviewer, &format!("{unit}/inputs"), &typed("3", veto)).await.to();
            let page = world.get(Who::Clerk, &unit).await;
            assert!(page.says(said) && !page.says(other), "{veto}: {}", page.body);
            let ranking = world.get(Who::Clerk, "/rankings/of/own").await;
            assert_eq!(ranking.says(">一票否决<"), veto == "1", "in place of its rank: {}", ranking.body);
        }
    }
}
