//! Layouts: pointed at once, kept, known again; whose they are; what they are no more.

use super::{SHEET, confirm, fields, preview};
use crate::kit::{Page, Who, World, day};
use domain::facts::{Kept, LearnedLayout, Project, StageEvent};
use taizhang::ledger::all_open;

/// A list in words of which the ledger knows none, in dollars, with dates that two people would read otherwise.
const JUNE: &str = "Scheme,Backer,Outlay (US$ m),Inked on,Ground broken\n\
    Battery works,Acme Co. Ltd,1.5,07/08/2021,2021-Q4\n\
    Wind farm,Beta plc,2,07/16/2021,2022-03-10\n";
/// The next month's: columns in another order, one gone, one new.
const JULY: &str = "Backer,Scheme,Inked on,Outlay (US$ m),Seats\n\
    Acme Co. Ltd,Battery works,07/08/2021,1.5,\n\
    Gamma Inc,Solar park,06/05/2022,3,25\n";

/// What is said once of the columns of [`JUNE`].
const POINTED: [(&str, &str); 9] = [
    ("f.0", "title"),
    ("f.1", "investor"),
    ("f.2", "invest"),
    ("u.2", "millionUsd"),
    ("f.3", "fact.signed"),
    ("f.4", "fact.commenced"),
    ("dates", "mdy"),
    ("rate", "6.5"),
    ("rate_on", "2022-06-30"),
];

async fn layouts(world: &World) -> Vec<Kept<LearnedLayout>> {
    all_open::<LearnedLayout>(world.ledger.db()).await.unwrap()
}

/// What was sent before, and what is said now.
type Said<'s> = (&'s [(String, String)], &'s [(&'s str, &'s str)]);
/// Names and values.
type Pairs = Vec<(String, String)>;

/// Uploads a file for a zone; where its columns are pointed at, and the fields that go with it.
async fn pointing(world: &World, who: Who, zone: &str, text: &str) -> (String, Pairs) {
    let sent = world.upload(who, "/imports", &[("zone", zone)], ("file", "list.csv", text.as_bytes())).await;
    let query = sent.to().split_once('?').unwrap().1.to_owned();
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    (format!("/imports/columns?{query}"), pairs)
}

/// Points at the columns and tries or keeps them.
async fn point(world: &World, who: Who, (sent, said): Said<'_>, more: &[(&str, &str)]) -> Page {
    let sent = sent.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let rows = [("sheet", "0"), ("first", "1"), ("last", "1")];
    let all: Vec<(&str, &str)> =
        sent.chain(rows).chain(said.iter().copied()).chain(more.iter().copied()).collect();
    world.post(who, "/imports/columns", &all).await
}

/// Keeps what is pointed at in [`JUNE`] as an organisation's layout.
async fn keep(world: &World, who: Who, (zone, org): (&str, &str)) -> Page {
    let (_, sent) = pointing(world, who, zone, JUNE).await;
    point(world, who, (&sent, &POINTED), &[("act", "keep"), ("layout_name", "City list"), ("org", org)]).await
}

on_both! {
    async fn a_foreign_list_is_pointed_at_once_and_goes_in_untouched_the_next_month(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let (columns, sent) = pointing(&world, Who::Clerk, &zone, JUNE).await;
        let refused = world.get(Who::Clerk, &columns.replace("/columns", "/preview")).await;
        assert!(refused.status == 422 && refused.says("没有找到项目台账的表头") && refused.says("/imports/columns?"));
        let page = world.get(Who::Clerk, &columns).await;
        assert!(page.status == 200 && page.says("Battery works · Wind farm") && page.says("name=\"f.4\""), "{}", page.body);
        let tried = point(&world, Who::Clerk, (&sent, &POINTED), &[]).await;
        assert!(tried.status == 200 && tried.says("将新增 2") && layouts(&world).await.is_empty(), "{}", tried.body);
        let kept = keep(&world, Who::Clerk, (&zone, &zone)).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
        let shown = world.follow(Who::Clerk, &kept).await;
        assert!(shown.says("按版式“City list”识别") && shown.says("按1美元=6.5元折算（2022-06-30）"), "{}", shown.body);
        assert_eq!(confirm(&world, Who::Clerk, &shown).await.status, 303);
        let db = world.ledger.db();
        let mut invested: Vec<_> = all_open::<Project>(db).await.unwrap().iter().map(|it| it.invest_fen.unwrap().fen()).collect();
        invested.sort_unstable();
        assert_eq!(invested, [975_000_000, 1_300_000_000]);
        let events = all_open::<StageEvent>(db).await.unwrap();
        assert!(events.iter().any(|it| it.day == Some(day(2021, 7, 8)) && it.original.as_deref() == Some("07/08/2021")), "{events:?}");
        assert!(events.iter().any(|it| it.day == Some(day(2021, 12, 31))), "a quarter date");

        let sent = world.upload(Who::Clerk, "/imports", &[("zone", &zone)], ("file", "july.csv", JULY.as_bytes())).await;
        let shown = world.follow(Who::Clerk, &sent).await;
        assert!(shown.says("新增 1") && shown.says("无变化 1"), "{}", shown.body);
        assert!(shown.says("版式中有、本表没有的列：Ground broken") && shown.says("本表有、版式中没有的列，按表头识别：Seats"), "{}", shown.body);
        let alone = world.get(Who::Clerk, &format!("{}&layout=none", sent.to())).await;
        assert!(alone.status == 422, "without the layout no header is known");
    }

    async fn a_layout_of_an_office_holds_below_it_and_nobody_elses_does(world: World) {
        let tree = world.settle().await;
        let (zone, neighbour, city) = (tree.zone.to_string(), tree.neighbour.to_string(), tree.city.to_string());
        assert_eq!(keep(&world, Who::Clerk, (&zone, &zone)).await.status, 303);
        let upload = |who: Who, zone: String| {
            let world = &world;
            async move {
                let sent = world.upload(who, "/imports", &[("zone", &zone)], ("file", "a.csv", JUNE.as_bytes())).await;
                world.follow(who, &sent).await.status
            }
        };
        assert_eq!(upload(Who::Neighbour, neighbour.clone()).await, 422, "another zone's layout");
        assert_eq!(upload(Who::Reviewer, neighbour.clone()).await, 422, "nor where the city brings in for them");
        let own = format!("/imports/layouts/{}", layouts(&world).await[0].id);
        assert!(!world.get(Who::Neighbour, "/imports/layouts").await.says("City list"));
        for path in [own.clone(), format!("{own}/file.toml")] {
            assert_eq!(world.get(Who::Neighbour, &path).await.status, 404);
        }
        assert_eq!(world.post(Who::Neighbour, &format!("{own}/withdraw"), &[]).await.status, 404);
        assert_eq!(world.get(Who::Auditor, "/imports/layouts").await.status, 403);
        let foreign = keep(&world, Who::Clerk, (&zone, &city)).await;
        assert!(foreign.status == 422 && foreign.says("id=\"org-wrong\""), "not their city: {}", foreign.body);
        assert_eq!(world.post(Who::Reviewer, &format!("{own}/withdraw"), &[]).await.status, 303);
        assert_eq!(keep(&world, Who::Reviewer, (&zone, &city)).await.status, 303);
        assert_eq!(upload(Who::Neighbour, neighbour).await, 200, "the city's holds for its zones");
        let citys = format!("/imports/layouts/{}", layouts(&world).await[0].id);
        assert!(world.get(Who::Clerk, &citys).await.says("millionUsd"), "whom it concerns reads it");
        assert_eq!(world.post(Who::Clerk, &format!("{citys}/withdraw"), &[]).await.status, 403);
    }

    async fn what_can_not_be_pointed_at_is_said_at_its_column(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let (_, sent) = pointing(&world, Who::Clerk, &zone, JUNE).await;
        for (name, value, said) in [
            ("f.1", "title", "另一列已指定为“项目名称”"),
            ("f.0", "kept", "没有一列指定为项目名称或项目编号"),
            ("u.1", "wan", "该字段没有这种单位"),
            ("rate", "", "美元列须写明汇率及其日期"),
            ("rate", "about 7", "请填写1至20之间的数"),
            ("rate_on", "", "id=\"rate_on-wrong\""),
        ] {
            let said_otherwise: Vec<_> =
                POINTED.iter().map(|pair| if pair.0 == name { (name, value) } else { *pair }).collect();
            let more = [("u.1", if name == "u.1" { value } else { "" }), ("act", "keep"), ("layout_name", "x"), ("org", &zone)];
            let page = point(&world, Who::Clerk, (&sent, &said_otherwise), &more).await;
            assert!(page.status == 422 && page.says(said), "{name}={value}: {} {}", page.status, page.body);
        }
        let nameless = point(&world, Who::Clerk, (&sent, &POINTED), &[("act", "keep"), ("org", &zone)]).await;
        assert!(nameless.status == 422 && nameless.says("id=\"layout_name-wrong\""));
        assert!(layouts(&world).await.is_empty());
        let other = point(&world, Who::Neighbour, (&sent, &POINTED), &[]).await;
        assert_eq!(other.status, 404, "somebody else's upload");
    }

    async fn a_layout_is_corrected_under_its_name_taken_back_and_handed_on(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        keep(&world, Who::Clerk, (&zone, &zone)).await;
        let first = layouts(&world).await.remove(0);
        let (_, sent) = pointing(&world, Who::Clerk, &zone, JUNE).await;
        let corrected = [("f.1", "projectOwner"), ("act", "keep"), ("layout_name", "City list"), ("org", &zone)];
        let said: Vec<_> = POINTED.iter().copied().filter(|pair| pair.0 != "f.1").collect();
        assert_eq!(point(&world, Who::Clerk, (&sent, &said), &corrected).await.status, 303);
        let second = layouts(&world).await;
        assert!(second.len() == 1 && second[0].id == first.id && second[0].text.contains("projectOwner"), "{}", second[0].text);
        assert_eq!(second[0].text.matches("[[sheet]]").count(), 1, "the same headers are one sheet");
        let file = world.get(Who::Clerk, &format!("/imports/layouts/{}/file.toml", first.id)).await;
        assert_eq!(file.body, second[0].text);
        let (head, _) = taizhang::ledger::head(world.ledger.db()).await.unwrap();
        assert_eq!(world.post(Who::Clerk, &format!("/changes/{head}/undo"), &[]).await.status, 303);
        assert_eq!(layouts(&world).await[0].text, first.text);
    }

    async fn a_layout_as_text_is_kept_once_it_fits_a_sample(world: World) {
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        keep(&world, Who::Clerk, (&zone, &zone)).await;
        let text = layouts(&world).await.remove(0).text.replace("City list", "Other list");
        let new = "/imports/layouts/new";
        let alone = [("org", zone.as_str()), ("text", &text), ("act", "keep"), ("sample", "")];
        let unsampled = world.post(Who::Clerk, new, &alone).await;
        assert_eq!(unsampled.status, 400, "a form with a file");
        for (from, to, said) in [
            ("\"title\"", "\"titel\"", "第12行"),
            ("\"mdy\"", "\"ymd\"", "dates"),
            ("[[sheet.column]]", "[[sheet.columns]]", "columns"),
        ] {
            let wrong = text.replacen(from, to, 1);
            let sent = [("org", zone.as_str()), ("text", &wrong), ("act", "keep")];
            let page = world.upload(Who::Clerk, new, &sent, ("file", "a.csv", JUNE.as_bytes())).await;
            assert!(page.status == 422 && page.says(said) && page.says("id=\"text-wrong\""), "{to}: {}", page.body);
        }
        let sent = [("org", zone.as_str()), ("text", &text), ("act", "keep")];
        let unfit = world.upload(Who::Clerk, new, &sent, ("file", "a.csv", SHEET.as_bytes())).await;
        assert!(unfit.status == 422 && unfit.says("与样表对不上"), "{}", unfit.body);
        let tried = world.upload(Who::Clerk, new, &[("org", &zone), ("text", &text), ("act", "try")], ("file", "a.csv", JULY.as_bytes())).await;
        assert!(tried.status == 200 && tried.says("按此版式读入2行") && tried.says("name=\"sample\""), "{}", tried.body);
        assert_eq!(layouts(&world).await.len(), 1);
        let done = world.upload(Who::Clerk, new, &sent, ("file", "a.csv", JULY.as_bytes())).await;
        assert_eq!(done.status, 303, "{}", done.body);
        assert!(layouts(&world).await.iter().any(|kept| kept.text == text));
        let twice = world.upload(Who::Clerk, new, &sent, ("file", "a.csv", JULY.as_bytes())).await;
        assert!(twice.status == 422 && twice.says("已有同名版式"), "{}", twice.body);
    }

    async fn columns_say_why_they_were_taken(world: World) {
        world.settle().await;
        let sheet = "单位：亿元,,,\n名称,开发区,总投资,签约金额（万元）\n甲项目,晋中经济技术开发区,1.5,100\n";
        let shown = preview(&world, Who::Clerk, "a.csv", sheet.as_bytes()).await;
        for said in ["表头是“项目名称”的另一种写法", "表头与字段同名；单位亿元见表上方", "单位万元见表头"] {
            assert!(shown.says(said), "{said}: {}", shown.body);
        }
        assert!(fields(&shown).iter().all(|(name, _)| name != "layout"));
    }
}
