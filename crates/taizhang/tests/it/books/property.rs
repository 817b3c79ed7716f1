//! Whatever is edited in the book and in the ledger meanwhile: each cell ends as its only editor left it, and nobody's edit is
//! lost without a question.

use super::{PROJECTS, at, book, brought, read, told, write};
use crate::kit::World;
use office::Book;
use rand::rngs::StdRng;
use rand::seq::{IndexedRandom, SliceRandom};
use rand::{RngExt, SeedableRng};
use std::collections::BTreeMap;
use taizhang::imports::Agreed;
use taizhang::imports::outcome::{Mode, Options};

const HEADERS: [&str; 5] = ["项目名称", "责任人", "备注", "建设内容", "总投资(万元)"];
const PROJECTS_OF_TEST: usize = 8;
const ROUNDS: usize = 10;

type Cells = BTreeMap<(usize, &'static str), String>;

fn number_of(project: usize) -> String {
    format!("JZ-{project}")
}

/// Some cells with new values; few values, so that both sides say the same now and then.
fn some(random: &mut StdRng, cells: usize) -> Cells {
    let one = |random: &mut StdRng| {
        let (project, header) = (random.random_range(0..PROJECTS_OF_TEST), *HEADERS.choose(random).unwrap());
        let value = match header {
            "总投资(万元)" => format!("{}", 1_000 + random.random_range(0..4) * 100),
            "项目名称" => format!("项目{project}之{}", random.random_range(0..4)),
            _ => format!("所写{}", random.random_range(0..4)),
        };
        ((project, header), value)
    };
    (0..cells).map(|_| one(random)).collect()
}

/// What the book says in each cell.
fn cells(book: &Book) -> Cells {
    let all = (0..PROJECTS_OF_TEST).flat_map(|project| HEADERS.map(|header| (project, header)));
    all.map(|(project, header)| {
        let said = read(book, PROJECTS, (&number_of(project), header));
        (
            (project, header),
            if header == "总投资(万元)" { said.trim_end_matches(".00").to_owned() } else { said },
        )
    })
    .collect()
}

/// The book with rows and columns in another order, as people sort and move them.
fn shuffled(mut book: Book, random: &mut StdRng) -> Book {
    let (first, number) = at(&book, PROJECTS, ("JZ-0", "项目编号"));
    let first = (0..PROJECTS_OF_TEST)
        .map(|no| at(&book, PROJECTS, (&number_of(no), "项目编号")).0)
        .min()
        .unwrap_or(first);
    let sheet = book.sheets.iter_mut().find(|sheet| sheet.name == PROJECTS).unwrap();
    sheet.rows[first..].shuffle(random);
    let width = sheet.width();
    let mut order: Vec<usize> = (0..width).filter(|col| *col != number).collect();
    order.shuffle(random);
    order.insert(0, number);
    for row in &mut sheet.rows[first - 1..] {
        row.resize(width, office::Cell::Empty);
        *row = order.iter().map(|col| row[*col].clone()).collect();
    }
    book
}

on_both! {
    async fn every_cell_ends_as_its_only_editor_left_it_and_a_double_edit_is_asked_about(world: World) {
        let tree = world.settle().await;
        let rows: String = (0..PROJECTS_OF_TEST).map(|no| format!("JZ-{no},项目{no}之0,晋中经济技术开发区,1000\n")).collect();
        told(&world, &format!("项目编号,项目名称,开发区,总投资(万元)\n{rows}")).await;
        let mut random = StdRng::seed_from_u64(20_220_305);
        let (mut asked, mut taken) = (0, 0);
        for round in 0..ROUNDS {
            let mut out = book(&world, tree.zone).await;
            let then = cells(&out);
            let (by_others, by_book) = (some(&mut random, 10), some(&mut random, 14));
            for ((project, header), value) in &by_others {
                told(&world, &format!("项目编号,开发区,{header}\n{},晋中经济技术开发区,{value}\n", number_of(*project))).await;
            }
            for ((project, header), value) in &by_book {
                write(&mut out, PROJECTS, (&number_of(*project), header), value);
            }
            if round % 2 == 1 {
                out = shuffled(out, &mut random);
            }
            let now: Cells = then.iter().map(|(at, value)| (*at, by_others.get(at).unwrap_or(value).clone())).collect();
            let news: Vec<_> = by_book.iter().filter(|(at, value)| then[at] != **value && now[at] != **value).collect();
            let doubled: Vec<usize> = news.iter().filter(|(at, _)| now[at] != then[at]).map(|((project, _), _)| *project).collect();
            let mut expected = now.clone();
            for (at, value) in news.iter().filter(|((project, _), _)| !doubled.contains(project)) {
                expected.insert(**at, (*value).clone());
            }
            let report = brought(&world, &out, Options::default(), Mode::Commit).await;
            let got = cells(&book(&world, tree.zone).await);
            assert_eq!(got, expected, "round {round}: {by_others:?} {by_book:?} {:?}", report.problems);
            assert_eq!(report.problems.iter().filter(|it| it.blocks()).count(), news.iter().filter(|(at, _)| now[at] != then[at]).count());
            let all = Options { agreed: Agreed::of(["both"]), ..Options::default() };
            brought(&world, &out, all, Mode::Commit).await;
            for (at, value) in &news {
                expected.insert(**at, (*value).clone());
            }
            assert_eq!(cells(&book(&world, tree.zone).await), expected, "round {round}, agreed to");
            asked += doubled.len();
            taken += news.len();
        }
        assert!(asked > 5 && taken > 40, "{asked} {taken}: the rounds try what they are for");
    }
}
