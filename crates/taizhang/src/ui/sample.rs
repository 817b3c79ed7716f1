//! A page with every component, rendered in both languages. With `TAIZHANG_SAMPLE_DIR` set the pages are written
//! there, with the assets beside them, to be looked at.
#![allow(clippy::unwrap_used)]

use super::{
    badge::{self, Light, Tone},
    chart::{self, Chart, Point, Series},
    chip,
    empty::{self, Empty},
    field::{self, Field},
    figure_link,
    layout::{self, AsOf, Choice, Noun, Person, Search, Shell},
    pager::Pager,
    problems::{self, Found},
    progress::{self, Progress},
    select::Selection,
    stepper::{self, State, Step},
    table::{Column, Kind, Row, Table},
    timeline::{self, Mark, Timeline},
};
use crate::{
    text::{Lang, money::ShownIn},
    web::{asked::Asked, assets, flash::Flash, form::Form, headers::Nonce, paging::Paging, query::Query},
};
use axum::http::Uri;
use domain::{Day, Money, Ratio, Recognition, Rounding};
use maud::{Markup, html};

fn day(iso: &str) -> Day {
    Day::parse_iso(iso).unwrap()
}

fn asked(lang: Lang) -> Asked {
    Asked {
        lang,
        here: Query::of_uri(&Uri::from_static("/projects?sort=-sum&city=a&city=b")),
        fragment: false,
        json: false,
        nonce: Nonce::from_bytes([7; 16]),
        flash: Some(Flash::saying("已导入 32 个项目").with_undo("/changes/7/undo", "撤销导入")),
    }
}

fn shell(asked: &Asked, today: Day) -> Shell<'_> {
    Shell {
        asked,
        nouns: &[Noun::Desk, Noun::Projects, Noun::Rounds, Noun::Figures, Noun::Imports, Noun::Settings],
        current: Some(Noun::Projects),
        scope: ["全省", "晋中市", "晋中开发区"].map(|name| Choice::new(name, "/projects?scope=1")).to_vec(),
        below: vec![Choice::new("汇通园区", "/projects?scope=2")],
        person: Some(Person {
            name: "开发区经办".into(),
            role: "经办 · 晋中开发区".into(),
            links: vec![Choice::new("修改密码", "/me/password")],
            log_out: "/sign-out".into(),
        }),
        as_of: Some(AsOf { today, true_on: day("2022-06-30"), known_by: None, change: 1024 }),
        search: Some(Search { action: "/projects".into(), name: "q" }),
    }
}

fn grid(lang: Lang, here: &Query) -> Markup {
    let columns = vec![
        Column::new("name", "项目名称", Kind::Lead).sorting(),
        Column::new("stage", "阶段", Kind::Text).sorting(),
        Column::new("sum", "总投资", Kind::Number).sorting().in_unit(ShownIn::Yi.word(lang)),
        Column::new("due", "计划开工", Kind::Day),
        Column::new("light", "进度", Kind::Text),
        Column::new("rate", "开工率", Kind::Number),
    ];
    let lights = [Light::Normal, Light::Warning, Light::Behind];
    let rows = (1..=12i64).map(|n| Row {
        id: n.to_string(),
        name: format!("项目{n}"),
        cells: vec![
            html! { a href={ "/projects/" (n) } { "年产" (n * 5) "万吨新型复合材料生产线及配套仓储项目" } },
            badge::recognition(lang, if n % 2 == 0 { Recognition::Recognized } else { Recognition::Claimed }),
            figure_link::amount(lang, Money::from_fen(n * 123_456_789_012), ShownIn::Yi, None),
            html! { "2022-03-" (n + 10) },
            badge::light(lang, lights[usize::try_from(n % 3).unwrap()]),
            figure_link::rate(lang, Ratio::new(n, 12 * (n % 4)), 2, Rounding::HalfUp, "/projects?where=a"),
        ],
    });
    let selection =
        Selection { store: "sample", name: "id", actions: html! { button type="submit" { "加入轮次" } } };
    let totals = ["合计 12 个", "", "96,296.30", "", "", ""].map(|text| html! { (text) }).to_vec();
    let table = Table {
        totals: Some(totals),
        selection: Some(selection),
        pager: Some(Pager { paging: Paging { page: 3, size: 50 }, total: 2987 }),
        ..Table::new("项目", here, columns, rows.collect())
    };
    html! { form method="post" action="/rounds/1/entries" { (table.render(lang)) } }
}

fn form(lang: Lang) -> Markup {
    let mut form = Form::filled([("name", "年产10万吨项目"), ("due", "2022-02-30"), ("sum", "约3亿")]);
    form.refuse("due", "web.not_a_day");
    form.refuse("sum", "web.not_an_amount");
    let zones = [field::Choice::new("1", "晋中开发区"), field::Choice::new("2", "祁县开发区")];
    html! {
        form method="post" enctype="multipart/form-data" {
            (field::with_summary(lang, &form, &html! {
                (field::text(lang, &form, Field::required("name", "项目名称").hint("与备案证一致")))
                (field::number(lang, &form, Field::required("sum", "总投资"), "亿元"))
                (field::day(lang, &form, Field::required("due", "计划开工日期")))
                (field::select(lang, &form, Field::optional("zone", "开发区"), &zones))
                (field::textarea(lang, &form, Field::optional("note", "备注")))
                (field::file(lang, &form, Field::optional("file", "佐证材料"), ".pdf,.jpg"))
                (field::password(lang, &form, Field::required("password", "密码"), false))
                (field::checkbox(lang, &form, Field::optional("pack", "属于打捆项目").hint("一个备案含多个子项目")))
                div.submit { button.primary type="submit" { "保存" } a.button href="/" { "不保存，返回" } }
            }))
        }
    }
}

fn charts(lang: Lang) -> Markup {
    let points = |sizes: &[f64]| -> Vec<Option<Point>> {
        let point = |size: &f64| Point {
            size: *size,
            printed: size.to_string(),
            href: Some("/projects?where=a".into()),
        };
        sizes.iter().map(|size| (*size >= 0.0).then(|| point(size))).collect()
    };
    let trend = Chart {
        kind: chart::Kind::Axes,
        title: "各轮次签约与开工".into(),
        note: "截至2022年6月30日；开工率以签约数为分母".into(),
        definition: Some("/figures/definitions#signed".into()),
        axis: "轮次".into(),
        categories: ["2021-1", "2021-2", "2021-3", "2021-4", "2022-1"].map(str::to_owned).to_vec(),
        series: vec![
            Series::bars("签约", "个", points(&[94.0, 107.0, 88.0, 120.0, 61.0])),
            Series::bars("开工", "个", points(&[82.0, 67.0, 54.0, -1.0, 12.0])),
            Series::line("总投资", "亿元", points(&[235.04, 310.2, 198.7, 402.5, 120.33])),
        ],
    };
    let stages = ["签约", "开工", "投产", "达产"].map(str::to_owned).to_vec();
    let funnel = Chart {
        kind: chart::Kind::Funnel,
        title: "前12期签约项目转化".into(),
        axis: "阶段".into(),
        categories: stages,
        series: vec![Series::bars("项目", "个", points(&[171.0, 161.0, 67.0, 20.0]))],
        ..trend.clone()
    };
    let months: Vec<String> = (1..=6).map(|month| format!("{month}月")).collect();
    let rows = ["晋中开发区", "祁县开发区", "太谷开发区"];
    let heat = Chart {
        kind: chart::Kind::Heatmap,
        title: "各开发区逐月开工".into(),
        axis: "月份".into(),
        categories: months,
        series: rows
            .iter()
            .map(|name| Series::bars(*name, "个", points(&[3.0, 5.0, 0.0, 8.0, 2.0, 6.0])))
            .collect(),
        ..trend.clone()
    };
    html! { (trend.render(lang)) (funnel.render(lang)) (heat.render(lang)) }
}

fn small_parts(lang: Lang, here: &Query) -> Markup {
    let chip = |label: &str| chip::Chip { label: label.into(), without: here.without("city") };
    html! {
        (chip::chips(lang, &[chip("城市：晋中市"), chip("阶段：已开工")], &here.without("city")))
        h2 { "阶段" } (stepper::stepper(lang, &steps()))
        h2 { "开工" } (dates().render(lang))
        h2 { "问题" } (problems::problems(lang, &found()))
        h2 { "进度" } (progress::watched(lang, "/imports/1/progress", &working()))
        (empty::empty(&Empty {
            title: "还没有轮次".into(),
            words: "每次“三个一批”活动是一个轮次，签约、开工、投产三张名单从项目中选取。".into(),
            begin: Some(Choice::new("新建轮次", "/rounds/new")),
            sample: Some(Choice::new("看示例", "/rounds/sample")),
        }))
        dl.cards {
            div { dt { "签约" } dd { (figure_link::figure("171", "/projects")) } }
            div { dt { "开工" } dd { (figure_link::changed("161", "/projects", "+3")) } }
            div { dt { "投产率" } dd { (figure_link::unknown("没有开工项目")) } }
        }
    }
}

fn steps() -> [Step; 6] {
    [
        ("签约", Some("2021-09-12"), State::Reached),
        ("备案", Some("2021-11-03"), State::Reached),
        ("落地", Some("未记录"), State::PassedOver),
        ("开工", Some("2022年3月"), State::Now),
        ("竣工", None, State::Ahead),
        ("投产", None, State::Ahead),
    ]
    .map(|(label, when, state)| Step { label: label.into(), when: when.map(str::to_owned), state })
}

fn dates() -> Timeline {
    let mark = |kind, iso: &str, note: Option<&str>| Mark {
        kind,
        day: day(iso),
        printed: iso.into(),
        note: note.map(str::to_owned),
    };
    Timeline {
        label: "开工".into(),
        marks: vec![
            mark(timeline::Kind::Promise, "2022-01-15", None),
            mark(timeline::Kind::Forecast, "2022-02-28", Some("土地手续未完成")),
            mark(timeline::Kind::Fact, "2022-03-20", Some("施工许可证")),
        ],
        today: day("2022-06-30"),
    }
}

fn found() -> [Found; 2] {
    [(Tone::Alarm, "计划开工日期"), (Tone::Warn, "项目阶段")].map(|(tone, place)| Found {
        tone,
        place: format!("Sheet1!{place}12"),
        words: "没有这一天".into(),
        value: Some("2022-02-30".into()),
        advice: Some("建议改为 2022-02-28，或写作 2022年2月".into()),
        href: Some("/imports/1#r12".into()),
        other: None,
    })
}

fn working() -> Progress {
    Progress {
        words: "正在读取 台账.xlsx".into(),
        done: 8200,
        total: Some(20_000),
        remaining_s: Some(12),
        finished: None,
        cancel: Some("/imports/1/stop".into()),
    }
}

fn page(lang: Lang, today: Day) -> String {
    let asked = asked(lang);
    let body = html! {
        (layout::heading("项目", &html! { a.button.primary href="/projects/new" data-edit { "新建项目" } }))
        (grid(lang, &asked.here))
        (small_parts(lang, &asked.here))
        (charts(lang))
        (form(lang))
    };
    layout::page(&shell(&asked, today), "项目", &body).into_string()
}

#[test]
fn every_component_renders_in_both_languages_without_inline_script_or_style() {
    for lang in Lang::ALL {
        let html = page(lang, day("2026-11-22"));
        assert!(html.starts_with(&format!("<!DOCTYPE html><html lang=\"{}\">", lang.tag())));
        for forbidden in [" style=", "<style", " onclick", " hx-on", "javascript:", "NaN"] {
            assert!(!html.contains(forbidden), "{forbidden}");
        }
        let scripts = html.matches("<script").count();
        let data = html.matches("<script type=\"application/json\">").count();
        let nonced = html.matches("nonce=\"07070707070707070707070707070707\"").count();
        assert_eq!(scripts, data + nonced);
    }
    write_if_asked();
}

#[test]
fn another_day_than_today_is_said_in_words_and_colour() {
    let past = page(Lang::ZhCn, day("2026-11-22"));
    assert!(past.contains("class=\"top past\"") && past.contains("截至2022年6月30日"));
    assert!(!page(Lang::ZhCn, day("2022-06-30")).contains("class=\"top past\""));
}

fn write_if_asked() {
    let Some(dir) = std::env::var_os("TAIZHANG_SAMPLE_DIR").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(dir.join("assets")).unwrap();
    for lang in Lang::ALL {
        std::fs::write(dir.join(format!("{}.html", lang.tag())), page(lang, day("2026-11-22"))).unwrap();
        std::fs::write(dir.join(format!("{}-today.html", lang.tag())), page(lang, day("2022-06-30")))
            .unwrap();
    }
    for asset in assets::ASSETS {
        std::fs::write(dir.join("assets").join(asset.name), asset.raw).unwrap();
    }
}
