//! The review of a year: F101 to F107, F109 and F110 as one bulletin.

use super::*;
use domain::{ListKind, Stage};

fn ledger() -> Ledger {
    let mut ledger = Ledger::new();
    let days = ["2021-01-01", "2021-04-20", "2021-07-16", "2021-10-12"];
    let rounds: Vec<_> = (1..).zip(days).map(|(seq, on)| ledger.round(2021, seq, on)).collect();
    let lists = [
        (ListKind::Signing, 29, "177.26"),
        (ListKind::Commencement, 37, "123.47"),
        (ListKind::Production, 41, "52.86"),
    ];
    for (list, count, total) in lists {
        for (place, amount) in shares(yi(total), count).into_iter().enumerate() {
            ledger.add(ZONE, |project| {
                project.entry(rounds[place % 4], list, amount);
            });
        }
    }
    let outside = ledger.investor("外省企业", 440_300);
    for amount in shares(yi("213.99"), 14) {
        ledger.add(ZONE, |project| {
            project.invest(amount).event(Stage::Signed, "2021-05-01").from(outside);
        });
    }
    // Another year's round, another zone, a signing of another year.
    let later = ledger.round(2022, 1, "2022-02-26");
    ledger.add(ZONE, |project| {
        project.entry(later, ListKind::Signing, yi("9"));
    });
    ledger.add(FAR_ZONE, |project| {
        project.entry(rounds[0], ListKind::Signing, yi("9"));
    });
    ledger.add(ZONE, |project| {
        project.invest(yi("3")).event(Stage::Signed, "2020-05-01").from(outside);
    });
    ledger
}

#[test]
fn the_year_of_a_zone_is_told_as_it_was_printed() {
    let snapshot = ledger().snapshot();
    let draft = Drafting { org: Some(ZONE), ..Drafting::of(&snapshot, "2021-12-31") }.draft("year");
    assert_eq!(
        said(&draft, "rounds"),
        "2021年，先后开展“三个一批”活动4次，总投资177.26亿元的29个项目集中签约，总投资123.47亿元的37个项目集中开工，\
         总投资52.86亿元的41个项目集中投产（详见附件）。"
    );
    assert_eq!(
        said(&draft, "attraction"),
        "2021年签约省外项目14个，总投资额213.99亿元，其中世界500强0项，投资10亿元以上项目14项。"
    );
}

#[test]
fn the_bulletin_speaks_english_too() {
    let snapshot = ledger().snapshot();
    let drafting = Drafting { org: Some(ZONE), lang: Lang::En, ..Drafting::of(&snapshot, "2021-12-31") };
    let draft = drafting.draft("year");
    assert_eq!(
        said(&draft, "rounds"),
        "In 2021, 4 rounds were held one after another: 29 entries signed together, investment 177.26 hundred million yuan; \
         37 entries started together, investment 123.47 hundred million yuan; 41 entries put into production together, \
         investment 52.86 hundred million yuan (see Annex)."
    );
    let chinese = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    for name in ["round", "follow-up", "monthly", "indicators", "year"] {
        let draft = Drafting { lang: Lang::En, ..Drafting::of(&snapshot, "2021-12-31") }.draft(name);
        for block in &draft.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            let text = paragraph.text().replace("全省开发区", "").replace("开发区", "");
            let text = ["晋中", "祁县", "平鲁", "全省", "未分类", "市", "朔州"]
                .iter()
                .fold(text, |text, name| text.replace(name, ""));
            assert!(!text.contains(chinese), "{name} {}: {text}", paragraph.slot);
        }
    }
}

#[test]
fn a_year_without_anything_is_told_as_such() {
    let snapshot = Ledger::new().snapshot();
    let draft = Drafting::of(&snapshot, "2021-12-31").draft("year");
    assert_eq!(said(&draft, "rounds"), "2021年未开展“三个一批”活动。");
    assert_eq!(said(&draft, "structure.industry"), "暂无签约项目。");
}

#[test]
fn a_list_without_entries_is_said_to_have_none_and_no_money_of_nothing_is_told() {
    let mut ledger = Ledger::new();
    let round = ledger.round(2021, 1, "2021-01-01");
    ledger.add(ZONE, |project| {
        project.entry(round, ListKind::Commencement, yi("2"));
    });
    let snapshot = ledger.snapshot();
    let year = |org, lang| Drafting { org, lang, ..Drafting::of(&snapshot, "2021-12-31") }.draft("year");
    let zone = year(Some(ZONE), Lang::Zh);
    assert_eq!(
        said(&zone, "rounds"),
        "2021年，先后开展“三个一批”活动1次，暂无集中签约项目，总投资2亿元的1个项目集中开工，暂无集中投产项目（详见附件）。"
    );
    assert_eq!(said(&zone, "attraction"), "2021年暂无签约省外项目。");
    assert_eq!(said(&year(Some(FAR_ZONE), Lang::Zh), "rounds"), "2021年未开展“三个一批”活动。");
    let english = said(&year(Some(ZONE), Lang::En), "rounds");
    assert!(english.contains(": none signed; 1 entry started together"), "{english}");
}
