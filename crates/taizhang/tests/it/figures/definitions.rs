//! A site's own definitions: tried out, decreed, held from their day on, taken back, refused with line and key.

use crate::bulletins::kept::{drafted, held, issued};
use crate::kit::{Page, Tree, Who, World, day, operator};
use crate::rounds::facts::YI_FEN;
use domain::facts::{FigureRule, Kept};
use figures::Catalogue;
use taizhang::ledger::{Finding, open_by, verify};

pub const NEW: &str = "/figures/definitions/new";
/// What taking a version back asks for.
pub const TAKEN_BACK: [(&str, &str); 1] = [("reason", "晋开发〔2022〕2号")];

/// Projects of two 亿元 and more.
pub const OWN: &str = r#"[[figure]]
name = "ownLarge"
title = { zh = "大项目", en = "Large projects" }
kind = "count"
basis = "projects"
population = "event:signed invest>=2亿"
asOf = "F"
places = 2
rounding = "halfUp"
footnote = { zh = "二亿元及以上的签约项目。", en = "Signed projects of 200 million yuan and more." }
empty = { zh = "暂无大项目", en = "No large project" }
[figure.sentences.default]
zh = "大项目{n}个"
en = "{n} large"
"#;

/// The official count of signed projects, of two 亿元 and more alone.
pub fn narrower() -> String {
    let text = Catalogue::builtin_text("signed").unwrap();
    text.replace("population = \"event:signed\"", "population = \"event:signed invest>=2亿\"")
}

pub fn fields<'a>(act: &'a str, from_on: &'a str, text: &'a str) -> [(&'static str, &'a str); 4] {
    [("act", act), ("from_on", from_on), ("text", text), ("reason", "晋开发〔2022〕1号")]
}

async fn decree(world: &World, from_on: &str, text: &str) -> Page {
    world.post(Who::Provincial, NEW, &fields("decree", from_on, text)).await
}

pub async fn rules(world: &World) -> Vec<Kept<FigureRule>> {
    open_by(world.ledger.db(), "1 = 1", Vec::new()).await.unwrap()
}

/// Projects of one and of three 亿元, signed in January and February.
pub async fn two_signed(world: &World) -> Tree {
    let tree = world.settle().await;
    world.signed_project(tree.zone, "JZ-1", YI_FEN, day(2022, 1, 5)).await;
    world.signed_project(tree.zone, "JZ-2", 3 * YI_FEN, day(2022, 2, 5)).await;
    tree
}

async fn signed(world: &World, query: &str) -> i64 {
    world.figures(Who::Clerk, &format!("name=signed{query}")).await["figures"][0]["value"].as_i64().unwrap()
}

on_both! {
    async fn the_page_has_contents_that_lead_to_every_definition_and_rates_have_their_numbers(world: World) {
        world.settle().await;
        for (lang, to_top) in [("zh-CN", "回到目录"), ("en", "Contents")] {
            let page = world.get(Who::Clerk, &format!("/figures/definitions?lang={lang}")).await;
            let contents = page.between("<nav class=\"contents\"", "</nav>").unwrap();
            for spec in Catalogue::builtin().figures() {
                let name = &spec.name;
                assert!(contents.contains(&format!("href=\"#{name}\"")), "{name} is not in the contents");
                assert!(page.says(&format!("<section id=\"{name}\">")), "{name} has no anchor");
            }
            assert!(page.says(&format!("href=\"#contents\">{to_top}")), "{}", page.body);
        }
        let page = world.get(Who::Clerk, "/figures/definitions").await;
        let numbered = |number: &str, name: &str| {
            let contents = page.between("<nav class=\"contents\"", "</nav>").unwrap();
            contents.contains(&format!("{number}</span> <a href=\"#{name}\"")) && page.says(&format!("<h2>{number} <a href=\"/figures"))
        };
        for (number, name) in [("R1", "listStartRate"), ("R16", "planCompletionRate"), ("R20", "attractionScoreRate")] {
            assert!(numbered(number, name), "{number} {name}");
        }
    }

    async fn a_definition_is_tried_out_decreed_and_holds_from_its_day_on(world: World) {
        two_signed(&world).await;
        let form = world.get(Who::Provincial, &format!("{NEW}?name=signed")).await;
        assert!(form.status == 200 && form.says("修改口径：签约项目") && form.says("population = &quot;event:signed&quot;"), "{}", form.body);
        let tried = world.post(Who::Provincial, NEW, &fields("try", "2022-05-01", &narrower())).await;
        assert_eq!(tried.status, 200, "{}", tried.body);
        for said in ["近24个月中，5个月末的数值不同", "2022-02-28", "2020-06-30", "−1", "起用日期2022-05-01在今天之前"] {
            assert!(tried.says(said), "{said}: {}", tried.body);
        }
        assert!(tried.says("invest&gt;=2亿"), "what was typed stays");
        assert!(rules(&world).await.is_empty() && signed(&world, "").await == 2, "nothing is written");
        let sent = decree(&world, "2022-05-01", &narrower()).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert_eq!([signed(&world, "").await, signed(&world, "&true-on=2022-04-30").await], [1, 2]);
        let page = world.get(Who::Clerk, "/figures/definitions").await;
        assert!(page.says("本平台发布，版本1，自2022-05-01起用") && page.says("随程序提供"), "{}", page.body);
        assert!(!page.says("发布口径") && !page.says("/withdraw"), "a clerk is offered nothing that they may not do");
        let members = world.get(Who::Clerk, "/figures/signed/members").await;
        assert!(members.says("JZ-2") && !members.says("JZ-1号"), "a number opens into what it counts: {}", members.body);
    }

    async fn what_was_known_before_keeps_the_definition_before(world: World) {
        two_signed(&world).await;
        let (known, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        decree(&world, "2022-01-01", &narrower()).await.to();
        assert_eq!([signed(&world, "").await, signed(&world, &format!("&known-by={known}")).await], [1, 2]);
        let other = world.another_server().await;
        let seen = other.live().current().await.unwrap();
        assert_eq!(seen.definitions().all().len(), 1, "another server follows");
        // Undone, all is as before; and what was taken back comes back by its own undo.
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        assert_ne!(world.post(Who::Clerk, &format!("/changes/{head}/undo"), &[]).await.status, 303);
        assert_eq!(signed(&world, "").await, 1);
        assert_eq!(world.post(Who::Provincial, &format!("/changes/{head}/undo"), &[]).await.status, 303);
        assert_eq!(signed(&world, "").await, 2);
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn a_figure_of_the_sites_own_is_asked_like_any_other(world: World) {
        let tree = two_signed(&world).await;
        let tried = world.post(Who::Provincial, NEW, &fields("try", "2022-06-30", OWN)).await;
        assert!(tried.says("新指标，近24个月各月末的数值如下") && !tried.says("现行口径"), "{}", tried.body);
        decree(&world, "2022-06-01", OWN).await.to();
        assert!(world.get(Who::Clerk, "/figures").await.says("大项目"));
        assert!(world.get(Who::Clerk, "/figures?name=ownLarge&by=zone").await.says("大项目1个"));
        assert!(world.get(Who::Clerk, "/figures/ownLarge/members").await.says("JZ-2"));
        assert_eq!(world.get(Who::Clerk, "/figures?name=ownLarge&true-on=2022-05-31").await.status, 404, "not yet");
        assert_eq!(world.figures(Who::Neighbour, "name=ownLarge").await["figures"][0]["value"], 0, "scope holds");
        let scheme = crate::rankings::schemes::TEXT.replace("figure = \"signed\"", "figure = \"ownLarge\"");
        let city = tree.city.to_string();
        let sent = world.post(Who::Reviewer, "/rankings/schemes", &[("org", city.as_str()), ("name", "本市"), ("text", &scheme)]).await;
        assert_eq!(sent.status, 303, "a ranking takes it: {}", sent.body);
        let id = rules(&world).await[0].id;
        let path = format!("/figures/definitions/{id}/withdraw");
        let groundless = world.post(Who::Provincial, &path, &[]).await;
        assert!(groundless.status == 422 && groundless.says("撤回前请填写依据"), "{}", groundless.body);
        assert_eq!(world.post(Who::Provincial, &path, &TAKEN_BACK).await.status, 303);
        let history = world.get(Who::Provincial, "/changes").await;
        assert!(history.says("晋开发〔2022〕2号") && history.says("仅有删除"), "{}", history.body);
        assert_eq!(world.get(Who::Clerk, "/figures?name=ownLarge").await.status, 404);
        assert!(world.get(Who::Clerk, "/rankings").await.says("ownLarge"), "the scheme says what it lacks");
    }

    async fn the_sites_definition_ends_on_a_day(world: World) {
        two_signed(&world).await;
        decree(&world, "2022-05-01", &narrower()).await.to();
        let end = |from_on: &'static str| [("act", "end"), ("name", "signed"), ("from_on", from_on), ("reason", "修订")];
        let nothing = world.post(Who::Provincial, NEW, &end("2022-04-30")).await;
        assert!(nothing.status == 422 && nothing.says("无可停用"), "{}", nothing.body);
        world.post(Who::Provincial, NEW, &end("2022-06-01")).await.to();
        let values = [signed(&world, "&true-on=2022-04-30").await, signed(&world, "&true-on=2022-05-31").await, signed(&world, "").await];
        assert_eq!(values, [2, 1, 2]);
    }

    async fn a_mistake_is_named_at_its_field_and_what_was_typed_stays(world: World) {
        two_signed(&world).await;
        for (from, to, said) in [
            ("places = 2", "plces = 2", "第8行（ownLarge · plces）：没有“plces”这一项，相近的有：places"),
            ("event:signed", "event:sined", "第6行（ownLarge · population）"),
            ("kind = \"count\"", "kind = \"formula\"\nformula = \"ownLarge\"\nopens = \"signed\"", "循环定义：ownLarge → ownLarge"),
            ("name = \"ownLarge\"", "name = \"Own\"", "小写字母"),
            ("invest>=2亿", "org:nowhere", "nowhere"),
            ("[[figure]]", "[[figures]]", "第12行：此项的值应为列表"),
        ] {
            assert!(OWN.contains(from));
            let text = OWN.replacen(from, to, 1);
            for act in ["try", "decree"] {
                let page = world.post(Who::Provincial, NEW, &fields(act, "2022-07-01", &text)).await;
                assert_eq!(page.status, 422, "{to}");
                assert!(page.says(said) && page.says("id=\"text-wrong\"") && page.says("大项目"), "{to}: {}", page.body);
            }
        }
        let both = format!("{OWN}{}", narrower());
        assert!(world.post(Who::Provincial, NEW, &fields("try", "2022-07-01", &both)).await.says("现有2个"));
        let long = format!("{OWN}# {}", "长".repeat(34_000));
        let page = world.post(Who::Provincial, NEW, &fields("decree", "2022-07-01", &long)).await;
        assert!(long.len() > 100_000 && page.status == 422 && page.says("20000"), "{}", page.status);
        let no_day = world.post(Who::Provincial, NEW, &fields("decree", "2022-13-01", OWN)).await;
        assert!(no_day.status == 422 && no_day.says("id=\"from_on-wrong\""));
        let no_reason = world.post(Who::Provincial, NEW, &[("act", "decree"), ("from_on", "2022-07-01"), ("text", OWN)]).await;
        assert!(no_reason.status == 422 && no_reason.says("id=\"reason-wrong\""));
        assert!(rules(&world).await.is_empty());
        decree(&world, "2022-07-01", OWN).await.to();
        let twice = decree(&world, "2022-07-01", OWN).await;
        assert!(twice.status == 422 && twice.says("已有版本1") && twice.says("id=\"from_on-wrong\""), "{}", twice.body);
    }

    async fn what_another_definition_needs_is_not_taken_away(world: World) {
        two_signed(&world).await;
        decree(&world, "2022-01-01", OWN).await.to();
        let ratio = OWN
            .replace("ownLarge", "ownShare")
            .replace("kind = \"count\"", "kind = \"formula\"\nformula = \"ownLarge * 2\"\nopens = \"ownLarge\"");
        let sent = decree(&world, "2022-02-01", &ratio).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let base = rules(&world).await.into_iter().find(|rule| rule.name == "ownLarge").unwrap();
        let refused = world.post(Who::Provincial, &format!("/figures/definitions/{}/withdraw", base.id), &TAKEN_BACK).await;
        assert!(refused.status == 409 && refused.says("ownShare"), "{}", refused.body);
        let end = [("act", "end"), ("name", "ownLarge"), ("from_on", "2022-06-01"), ("reason", "修订")];
        let page = world.post(Who::Provincial, NEW, &end).await;
        assert!(page.status == 422 && page.says("ownShare"), "{}", page.body);
    }

    async fn only_who_may_decree_everywhere_sees_the_form(world: World) {
        two_signed(&world).await;
        for who in [Who::Clerk, Who::Reviewer, Who::Auditor, Who::Leader, Who::Administrator] {
            assert_eq!(world.get(who, NEW).await.status, 403, "{who:?}");
            assert_eq!(world.post(who, NEW, &fields("decree", "2022-07-01", OWN)).await.status, 403, "{who:?}");
            assert_eq!(world.post(who, "/figures/definitions/1/withdraw", &TAKEN_BACK).await.status, 403, "{who:?}");
        }
        assert_eq!(world.post(Who::Provincial, "/figures/definitions/999/withdraw", &TAKEN_BACK).await.status, 404);
        assert_eq!(world.get(Who::Provincial, &format!("{NEW}?name=nothing")).await.status, 404);
        assert!(world.get(Who::Provincial, "/figures/definitions?lang=en").await.says("Comes with the program"));
    }

    async fn a_comparison_over_two_definitions_says_so(world: World) {
        two_signed(&world).await;
        decree(&world, "2022-05-01", &narrower()).await.to();
        let page = world.get(Who::Clerk, "/figures?name=signed&compare-to=2022-04-30").await;
        assert!(page.says("两个时点的口径不同") && page.says("口径调整") && page.says("JZ-1号项目"), "{}", page.body);
        let answer = world.figures(Who::Clerk, "name=signed&compare-to=2022-04-30").await;
        assert_eq!(answer["redefined"], serde_json::json!(["signed"]));
        assert_eq!(answer["differences"][0]["lines"][0]["reason"], "redefined");
        let same = world.figures(Who::Clerk, "name=signed&compare-to=2022-05-02").await;
        assert!(same.get("redefined").is_none(), "{same}");
    }

    async fn what_was_issued_keeps_the_definition_with_which_it_was_printed(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        let code = issued(&world, &path).await;
        let figure = world.get(Who::Clerk, &format!("/f/{code}")).await;
        let before = world.get(Who::Clerk, &format!("{path}/bulletin.docx")).await.bytes;
        let text = Catalogue::builtin_text("roundEntries").unwrap().replace("population = \"\"", "population = \"invest>=9亿\"");
        let sent = decree(&world, "2022-01-01", &text).await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        let tried = world.post(Who::Provincial, NEW, &fields("try", "2022-01-02", &text)).await;
        assert!(tried.says("有1份截至日期在此之后"), "{}", tried.body);
        assert_eq!(world.figures(Who::Clerk, "name=roundEntries").await["figures"][0]["value"], 0);
        let after = world.get(Who::Clerk, &format!("/f/{code}")).await;
        assert!(after.status == 200 && after.says("JZ-1") == figure.says("JZ-1") && figure.says("JZ-1"), "{}", after.body);
        assert!(!before.is_empty() && before == world.get(Who::Clerk, &format!("{path}/bulletin.docx")).await.bytes);
    }

    async fn a_definition_that_no_longer_reads_is_named_and_hinders_no_other(world: World) {
        two_signed(&world).await;
        decree(&world, "2022-05-01", &narrower()).await.to();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let text = Some(narrower().replace("places = 2", "plces = 2"));
        writer.create(&FigureRule { name: "signed".into(), from_on: day(2022, 6, 1), text });
        writer.commit().await.unwrap();
        assert_eq!(signed(&world, "").await, 1, "the version before holds on");
        let page = world.get(Who::Clerk, "/figures/definitions").await;
        assert!(page.says("有口径无法使用") && page.says("plces") && page.says("第10行"), "{}", page.body);
        let found = verify(&world.ledger, |_, _| {}).await.unwrap();
        assert!(matches!(&found[..], [Finding::Definition(it)] if it.error.key == "plces"), "{found:?}");
        let output = world.taizhang(&["verify"]).await;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.code() == Some(1) && said.contains("plces"), "{said}");
    }
}
