//! A site's own templates: drafted by as a trial, decreed, held from their day on, ended, taken back, refused with line and
//! key.

use super::kept::{asked, drafted, held, issue, issued, redraft};
use crate::figures::definitions::TAKEN_BACK;
use crate::kit::{Page, Who, World, day, operator, printed};
use domain::facts::{BulletinRule, IssuedText, Kept};
use figures::bulletin::Templates;
use taizhang::ledger::{Finding, all_open, verify};

const LIST: &str = "/bulletins/templates";
const NEW: &str = "/bulletins/templates/new";

/// The round's bulletin with an addressee of the site's own.
fn own() -> String {
    let text = Templates::builtin_text("round").unwrap();
    assert!(text.contains("各园区，管委会各部门："));
    text.replace("各园区，管委会各部门：", "各园区、各专班：")
}

/// A briefing with the ranking of a scheme as its annex.
fn ranking(scheme: &str) -> String {
    let text = r#"[[template]]
name = "briefing"
kind = "year"
from = "2022-01-01"
called = { zh = "简报", en = "Briefing" }
title = { zh = ["{scope}简报"], en = ["Briefing of {scope}"] }
addressee = { zh = "各单位：", en = "To all:" }

[template.number]
signed = { figure = "signed" }

[[template.block]]
slot = "one"
kind = "paragraph"
[[template.block.sentence]]
zh = "共签约{signed.n}个项目，详见{annex.ranking}。"
en = "{signed.n} signed, see {annex.ranking}."

[[template.annex]]
slot = "ranking"
kind = "ranking"
title = { zh = "各开发区考核排名", en = "Zones ranked" }
scheme = "SCHEME"
by = ["zone"]
"#;
    text.replace("SCHEME", scheme)
}

fn fields<'a>(act: &'a str, from_on: &'a str, text: &'a str) -> [(&'static str, &'a str); 4] {
    [("act", act), ("from_on", from_on), ("text", text), ("reason", "晋开发〔2022〕2号")]
}

async fn decree(world: &World, from_on: &str, text: &str) -> Page {
    world.post(Who::Provincial, NEW, &fields("decree", from_on, text)).await
}

async fn end(world: &World, name: &str, from_on: &str) -> Page {
    let fields = [("act", "end"), ("name", name), ("from_on", from_on), ("reason", "修订")];
    world.post(Who::Provincial, NEW, &fields).await
}

async fn withdraw(world: &World, id: i64) -> Page {
    world.post(Who::Provincial, &format!("{LIST}/{id}/withdraw"), &TAKEN_BACK).await
}

async fn rules(world: &World) -> Vec<Kept<BulletinRule>> {
    all_open(world.ledger.db()).await.unwrap()
}

async fn head(world: &World) -> domain::facts::ChangeId {
    taizhang::ledger::head(world.ledger.db()).await.unwrap().0
}

on_both! {
    async fn a_template_is_drafted_by_as_a_trial_decreed_and_holds_from_its_day_on(world: World) {
        let (tree, round) = held(&world).await;
        let form = world.get(Who::Provincial, &format!("{NEW}?name=round")).await;
        assert!(form.status == 200 && form.says("修改模板：本次“三个一批”活动通报") && form.says("name = &quot;round&quot;"), "{}", form.body);
        let before = head(&world).await;
        let text = own().replace("addressee = { zh = \"各市商务局，", "addressee = { zh = \"各地商务局，");
        let tried = world.post(Who::Provincial, NEW, &fields("try", "2022-06-01", &text)).await;
        assert_eq!(tried.status, 200, "{}", tried.body);
        for said in ["试写：本次“三个一批”活动通报", "各地商务局，", "class=\"figure\"", "起用日期2022-06-01在今天之前", "各园区、各专班："] {
            assert!(tried.says(said), "{said}: {}", tried.body);
        }
        assert!(rules(&world).await.is_empty() && head(&world).await == before, "nothing is written");
        let sent = decree(&world, "2022-06-01", &text).await;
        assert_eq!((sent.status.as_u16(), sent.to()), (303, LIST), "{}", sent.body);
        let page = world.get(Who::Clerk, LIST).await;
        assert!(page.says("本平台发布，版本1，自2022-06-01起用") && page.says("随程序提供") && page.says("单期活动"), "{}", page.body);
        assert!(!page.says("/withdraw") && !page.says(NEW), "a clerk is offered nothing that they may not do");
        assert!(world.get(Who::Clerk, "/bulletins").await.says(LIST));
        let path = drafted(&world, &tree, &round).await;
        let page = world.get(Who::Clerk, &path).await;
        assert!(page.says("各园区、各专班：") && page.says("本平台发布，版本1，自2022-06-01起用"), "{}", page.body);
        let (earlier, _) = printed(&world.taizhang(&["bulletin", "2022-1", "--true-on", "2022-05-31"]).await);
        assert!(earlier.contains("各市商务局，"), "{earlier}");
        let (later, _) = printed(&world.taizhang(&["bulletin", "2022-1", "--true-on", "2022-06-30"]).await);
        assert!(later.contains("各地商务局，"), "{later}");
        let known = before.to_string();
        let words = ["bulletin", "2022-1", "--true-on", "2022-06-30", "--known-by", &known];
        let (then, _) = printed(&world.taizhang(&words).await);
        assert!(then.contains("各市商务局，"), "what was known before keeps the template before: {then}");
        let then = world.get(Who::Clerk, &format!("{LIST}?known-by={known}")).await;
        assert!(then.status == 200 && !then.says("本平台发布"), "{}", then.body);
    }

    async fn a_draft_keeps_its_template_until_it_is_drafted_anew_and_says_so_then(world: World) {
        let (tree, round) = held(&world).await;
        let path = drafted(&world, &tree, &round).await;
        decree(&world, "2022-06-01", &own()).await.to();
        let page = world.get(Who::Clerk, &path).await;
        assert!(page.says("各园区，管委会各部门：") && page.says("随程序提供"), "{}", page.body);
        let sent = redraft(&world, Who::Clerk, &path, "2022-06-30").await;
        let said = world.follow(Who::Clerk, &sent).await;
        assert!(said.says("所用模板已换为该日现行的版本") && said.says("各园区、各专班：") && said.says("版本1"), "{}", said.body);
        let sent = redraft(&world, Who::Clerk, &path, "2022-06-30").await;
        let said = world.follow(Who::Clerk, &sent).await;
        assert!(!said.says("所用模板已换为") && said.says("已按现有数据重新成稿。"), "{}", said.body);
    }

    async fn what_was_issued_is_printed_again_to_the_letter_after_its_template_changed_or_ended(world: World) {
        let (tree, round) = held(&world).await;
        decree(&world, "2022-06-01", &own()).await.to();
        let decreed = head(&world).await;
        let path = drafted(&world, &tree, &round).await;
        issued(&world, &path).await;
        let files = async || {
            let docx = world.get(Who::Leader, &format!("{path}/bulletin.docx")).await.bytes;
            (docx, world.get(Who::Leader, &format!("{path}/annex.xlsx")).await.bytes)
        };
        let before = files().await;
        assert!(before.0.starts_with(b"PK"));
        let id = rules(&world).await[0].id;
        let texts: Vec<Kept<IssuedText>> = all_open(world.ledger.db()).await.unwrap();
        assert_eq!(texts[0].rule.map(|rule| rule.0), Some(id));
        let refused = withdraw(&world, id).await;
        assert!(refused.status == 409 && refused.says("已有1份通报按这个版本印发"), "{}", refused.body);
        let undone = world.post(Who::Provincial, &format!("/changes/{decreed}/undo"), &[]).await;
        assert_eq!(undone.status, 409, "{}", undone.body);
        decree(&world, "2022-06-15", &own().replace("各园区、各专班：", "各部门：")).await.to();
        assert!(files().await == before, "changed");
        assert!(world.get(Who::Clerk, &path).await.says("各园区、各专班："));
        assert!(world.get(Who::Clerk, &drafted(&world, &tree, &round).await).await.says("各部门："));
        end(&world, "round", "2022-06-20").await.to();
        assert!(files().await == before, "ended");
        assert!(world.get(Who::Clerk, &drafted(&world, &tree, &round).await).await.says("各园区，管委会各部门："));
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
    }

    async fn a_decree_is_undone_and_a_version_taken_back_can_be_issued_by_no_more(world: World) {
        let (tree, round) = held(&world).await;
        decree(&world, "2022-06-01", &own()).await.to();
        let undo = format!("/changes/{}/undo", head(&world).await);
        assert_ne!(world.post(Who::Clerk, &undo, &[]).await.status, 303);
        let path = drafted(&world, &tree, &round).await;
        assert_eq!(world.post(Who::Provincial, &undo, &[]).await.status, 303, "a draft is in nobody's way");
        assert!(rules(&world).await.is_empty());
        assert!(world.get(Who::Clerk, &path).await.says("各园区、各专班："), "the draft is of the ledger as its change left it");
        let refused = issue(&world, &path, &[]).await;
        assert!(refused.status == 409 && refused.says("请先按现有数据重新成稿"), "{}", refused.body);
        redraft(&world, Who::Clerk, &path, "2022-06-30").await.to();
        issued(&world, &path).await;
        assert!(world.get(Who::Clerk, &path).await.says("各园区，管委会各部门："));
        assert_eq!(verify(&world.ledger, |_, _| {}).await.unwrap(), []);
        let other = world.another_server().await;
        assert!(other.live().current().await.unwrap().editions().all().is_empty(), "another server follows");
    }

    async fn a_template_of_the_sites_own_is_drafted_by_and_ends(world: World) {
        let (tree, _) = held(&world).await;
        let form = world.get(Who::Provincial, NEW).await;
        let text = form.between("name=\"text\"", "</textarea>").and_then(|it| it.split_once('>')).unwrap().1;
        let text = text.trim_start().replace("&quot;", "\"");
        decree(&world, "2022-06-01", &text).await.to();
        let page = world.get(Who::Clerk, "/bulletins/new").await;
        assert!(page.says("value=\"briefing\"") && page.says("开发区简报"), "{}", page.body);
        let org = tree.zone.to_string();
        let of = |true_on| [("template", "briefing"), ("org", org.as_str()), ("round", ""), ("true_on", true_on), ("lang", "zh-CN")];
        let early = world.post(Who::Clerk, "/bulletins/new", &of("2022-05-31")).await;
        assert!(early.status == 422 && early.says("id=\"true_on-wrong\""), "{}", early.body);
        let path = world.post(Who::Clerk, "/bulletins/new", &of("2022-06-30")).await.to().to_owned();
        assert!(world.get(Who::Clerk, &path).await.says("累计签约项目<a"), "drafted");
        let early = world.taizhang(&["bulletin", "briefing", "--true-on", "2022-05-31"]).await;
        assert!(early.status.code() == Some(2) && printed(&early).1.contains("2022-06-01"), "{}", printed(&early).1);
        let nothing = end(&world, "briefing", "2022-05-31").await;
        assert!(nothing.status == 422 && nothing.says("无可停用"), "{}", nothing.body);
        end(&world, "briefing", "2022-06-20").await.to();
        assert!(world.get(Who::Clerk, LIST).await.says("2022-06-30没有这个模板"));
        assert_eq!(world.post(Who::Clerk, "/bulletins/new", &of("2022-06-30")).await.status, 422);
        assert_eq!(redraft(&world, Who::Clerk, &path, "2022-06-30").await.status, 422);
        let newest = rules(&world).await.into_iter().map(|rule| rule.id).max().unwrap();
        assert_eq!(withdraw(&world, newest).await.status, 303);
        assert!(world.get(Who::Clerk, LIST).await.says("开发区简报"), "its end is taken back");
    }

    async fn a_mistake_is_named_at_its_field_and_what_was_typed_stays(world: World) {
        held(&world).await;
        let text = own();
        for (from, to, said) in [
            ("kind = \"round\"", "kidn = \"round\"", "第8行（round · kidn）：没有“kidn”这一项，相近的有：kind"),
            ("kind = \"round\"", "kind = \"year\"", "第8行（round · kind）：随程序提供的模板，此项不能改"),
            ("name = \"round\"", "name = \"2022-1\"", "“2022-1”"),
            ("of = \"entries\", where = \"list:signing\"", "of = \"entries\", where = \"zone:无此开发区\"", "无此开发区"),
            ("[[template]]", "[[templates]]", "[[template]]"),
        ] {
            assert!(text.contains(from), "{from}");
            for act in ["try", "decree"] {
                let page = world.post(Who::Provincial, NEW, &fields(act, "2022-07-01", &text.replacen(from, to, 1))).await;
                assert_eq!(page.status, 422, "{to}");
                assert!(page.says(said) && page.says("id=\"text-wrong\"") && page.says("各园区、各专班："), "{to}: {}", page.body);
            }
        }
        let both = format!("{text}{}", Templates::builtin_text("year").unwrap());
        assert!(world.post(Who::Provincial, NEW, &fields("try", "2022-07-01", &both)).await.says("现有2个"));
        let long = format!("{text}# {}", "长".repeat(60_000));
        let page = world.post(Who::Provincial, NEW, &fields("decree", "2022-07-01", &long)).await;
        assert!(page.status == 422 && page.says("60000"), "{}", page.status);
        let other = [&fields("decree", "2022-07-01", &text)[..], &[("name", "year")]].concat();
        assert!(world.post(Who::Provincial, NEW, &other).await.says("本页修改的是“year”"));
        let no_day = world.post(Who::Provincial, NEW, &fields("decree", "2022-13-01", &text)).await;
        assert!(no_day.status == 422 && no_day.says("id=\"from_on-wrong\""));
        let no_reason = world.post(Who::Provincial, NEW, &fields("decree", "2022-07-01", &text)[..3]).await;
        assert!(no_reason.status == 422 && no_reason.says("id=\"reason-wrong\""));
        assert!(rules(&world).await.is_empty());
        decree(&world, "2022-07-01", &text).await.to();
        let twice = decree(&world, "2022-07-01", &text).await;
        assert!(twice.status == 422 && twice.says("已有版本1") && twice.says("id=\"from_on-wrong\""), "{}", twice.body);
    }

    async fn only_who_may_decree_everywhere_sees_the_form(world: World) {
        let (tree, round) = held(&world).await;
        for who in [Who::Clerk, Who::Neighbour, Who::Reviewer, Who::Auditor, Who::Leader, Who::Administrator] {
            assert_eq!(world.get(who, NEW).await.status, 403, "{who:?}");
            assert_eq!(world.post(who, NEW, &fields("decree", "2022-07-01", &own())).await.status, 403, "{who:?}");
            assert_eq!(world.post(who, &format!("{LIST}/1/withdraw"), &TAKEN_BACK).await.status, 403, "{who:?}");
        }
        assert_eq!(withdraw(&world, 999).await.status, 404);
        assert_eq!(world.get(Who::Provincial, &format!("{NEW}?name=nothing")).await.status, 404);
        assert!(world.get(Who::Provincial, &format!("{LIST}?lang=en")).await.says("Comes with the program"));
        assert!(asked(&world, Who::Neighbour, &tree, &round).await.status == 422, "still nobody's but the zone's");
    }

    async fn a_template_that_no_longer_reads_is_named_and_the_one_before_holds_on(world: World) {
        let (tree, round) = held(&world).await;
        decree(&world, "2022-05-01", &own()).await.to();
        let mut writer = world.ledger.write(operator()).await.unwrap();
        let text = Some(own().replace("kind = \"round\"", "kidn = \"round\""));
        writer.create(&BulletinRule { name: "round".into(), from_on: day(2022, 6, 1), text });
        writer.commit().await.unwrap();
        let page = world.get(Who::Clerk, LIST).await;
        assert!(page.says("有模板无法使用") && page.says("kidn") && page.says("版本1，自2022-05-01起用"), "{}", page.body);
        assert!(world.get(Who::Clerk, &drafted(&world, &tree, &round).await).await.says("各园区、各专班："));
        let found = verify(&world.ledger, |_, _| {}).await.unwrap();
        assert!(matches!(&found[..], [Finding::Template(it)] if it.error.key == "kidn"), "{found:?}");
        let output = world.taizhang(&["verify"]).await;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.code() == Some(1) && said.contains("kidn"), "{said}");
    }

    async fn an_annex_ranks_by_the_scheme_that_the_template_names(world: World) {
        let (tree, _) = held(&world).await;
        let path = format!("/rankings/of/henan2008/units/{}/inputs", tree.zone);
        let typed = [("period", "2022-06"), ("seat", "in"), ("v.total", "30"), ("v.started", "25"), ("v.mainStructure", "9"), ("v.completed", "6")];
        assert_eq!(world.post(Who::Reviewer, &path, &typed).await.status, 303);
        let unknown = world.post(Who::Provincial, NEW, &fields("decree", "2022-06-01", &ranking("henan2080"))).await;
        assert_eq!(unknown.status, 422);
        assert!(unknown.says("第23行（briefing · annex.scheme）") && unknown.says("henan2008"), "{}", unknown.body);
        let wrong = ranking("henan2008").replace("by = [\"zone\"]", "by = [\"stage\"]");
        assert!(world.post(Who::Provincial, NEW, &fields("try", "2022-06-01", &wrong)).await.says("annex.by"));
        let foreign = ranking("henan2008") + "number = \"signed\"\n";
        assert!(world.post(Who::Provincial, NEW, &fields("try", "2022-06-01", &foreign)).await.says("annex.number"));
        assert!(rules(&world).await.is_empty());
        let file = world.folder.path().join("briefing.toml");
        std::fs::write(&file, ranking("henan2080")).unwrap();
        let told = printed(&world.taizhang(&["bulletin", "briefing", "--template", &file.display().to_string()]).await).1;
        assert!(told.contains("第23行") && told.contains("henan2008"), "{told}");
        decree(&world, "2022-06-01", &ranking("henan2008")).await.to();
        let city = tree.city.to_string();
        let made = [("org", city.as_str()), ("template", "briefing"), ("true_on", "2022-06-30"), ("lang", "zh-CN")];
        let made = world.post(Who::Reviewer, "/bulletins/new", &made).await.to().to_owned();
        let page = world.get(Who::Reviewer, &made).await;
        assert!(page.says("各开发区考核排名") && page.says("35.67") && page.says("晋中经济技术开发区"), "{}", page.body);
        assert!(page.says("/rankings/of/henan2008/units/"), "a score opens into its parts: {}", page.body);
        issue(&world, &made, &[]).await.to();
        let page = world.get(Who::Reviewer, &made).await;
        let code = page.body.match_indices("href=\"/f/").map(|(at, _)| page.body[at + 9..].split('"').next().unwrap());
        let mut to_score = false;
        for code in code.collect::<Vec<_>>() {
            to_score |= world.get(Who::Reviewer, &format!("/f/{code}")).await.says("查看得分及各项");
        }
        assert!(to_score, "{}", page.body);
    }

    async fn a_file_takes_the_place_of_the_text_and_one_that_is_no_text_is_refused(world: World) {
        held(&world).await;
        let typed = [("act", "try"), ("from_on", "2022-06-01"), ("text", "[[template]]"), ("reason", "文")];
        let text = own();
        let tried = world.upload(Who::Provincial, NEW, &typed, ("file", "own.toml", text.as_bytes())).await;
        assert!(tried.status == 200 && tried.says("试写：本次“三个一批”活动通报") && tried.says("各园区、各专班："), "{}", tried.body);
        let (gbk, _) = (vec![0xd6u8, 0xd0], ());
        let refused = world.upload(Who::Provincial, NEW, &typed, ("file", "own.toml", &gbk)).await;
        assert!(refused.status == 422 && refused.says("id=\"file-wrong\"") && refused.says("UTF-8"), "{}", refused.body);
        assert!(rules(&world).await.is_empty());
    }
}
