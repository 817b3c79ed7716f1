//! Schemes, scores, ranks, roll-ups, lists and what would lift a unit.

mod bad_schemes;
mod lists;
mod of_figures;
mod ranks;
mod roll_ups;
mod scores;
mod what_if;

use domain::Day;
use figures::ranking::{Input, Ranking, Scheme, Schemes, Score, Unit, rank};
use figures::{Catalogue, Exact};
use std::collections::BTreeMap;

/// What every made-up scheme begins with; its items follow.
const HEAD: &str = r#"
[[scheme]]
name = "test"
title = { zh = "测试", en = "Test" }
note = { zh = "", en = "" }
version = "1"
from = "2020-01-01"
period = "month"
places = 1
rounding = "halfUp"
missing = "noScore"
"#;

fn exact(text: &str) -> Exact {
    Exact::decimal(text).unwrap()
}

/// An item named as its keys say.
fn item(name: &str, keys: &str) -> String {
    format!("[[scheme.item]]\nname = \"{name}\"\ntitle = {{ zh = \"{name}\", en = \"{name}\" }}\n{keys}\n")
}

/// An item whose points are given under its own name.
fn points(name: &str, keys: &str) -> String {
    item(name, &format!("rule = \"points\"\nvalue = {{ given = \"{name}\" }}\n{keys}"))
}

fn parse(text: &str) -> Scheme {
    Schemes::parse(text, Catalogue::builtin()).unwrap_or_else(|error| panic!("{error}\n{text}")).all()[0]
        .clone()
}

/// A scheme of these keys and items, dense.
fn scheme(keys: &str, items: &[String]) -> Scheme {
    parse(&format!("{HEAD}ties = \"dense\"\n{keys}\n{}", items.concat()))
}

/// One item, its score being the unit's.
fn of_one(keys: &str) -> Scheme {
    scheme("", &[item("it", keys)])
}

fn builtin(name: &str) -> &'static Scheme {
    Schemes::builtin().on(name, Day::new(2023, 6, 30).unwrap()).unwrap()
}

fn unit(order: u32, inputs: &[(&str, &str)]) -> Unit {
    let input = |(name, value): &(&str, &str)| ((*name).to_owned(), Input::from(exact(value)));
    Unit { name: format!("单位{order}"), order, group: None, inputs: inputs.iter().map(input).collect() }
}

/// Units `a`, `b`, … in that order.
fn units(all: &[&[(&str, &str)]]) -> BTreeMap<String, Unit> {
    let named = |(place, inputs): (u8, &&[(&str, &str)])| {
        (char::from(b'a' + place).to_string(), unit(u32::from(place), inputs))
    };
    (0u8..).zip(all).map(named).collect()
}

/// Units whose only item is the score itself.
fn scored(scores: &[&str]) -> BTreeMap<String, Unit> {
    let unit = |(place, score): (u8, &&str)| {
        (char::from(b'a' + place).to_string(), unit(u32::from(place), &[("it", score)]))
    };
    (0u8..).zip(scores).map(unit).collect()
}

fn score_of(scheme: &Scheme, inputs: &[(&str, &str)]) -> Score {
    let ranking = rank(scheme, &units(&[inputs]), None).unwrap();
    ranking.groups[0].rows[0].score.clone()
}

/// Unit and rank, in the order of the table.
fn standing(ranking: &Ranking) -> Vec<(String, Option<u32>)> {
    let rows = ranking.groups.iter().flat_map(|group| &group.rows);
    rows.map(|row| (row.unit.clone(), row.rank)).collect()
}

/// `a1 b2 c2 d-`: units with their ranks.
fn in_short(ranking: &Ranking) -> String {
    let short = |(unit, rank): (String, Option<u32>)| {
        format!("{unit}{}", rank.map_or_else(|| "-".to_owned(), |rank| rank.to_string()))
    };
    standing(ranking).into_iter().map(short).collect::<Vec<_>>().join(" ")
}
