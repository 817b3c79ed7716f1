//! A list exported with the plain headers and brought in again changes nothing.

use crate::kit::{World, operator};
use domain::Scope;
use figures::{Population, Sort};
use std::io::{Read, Seek};
use taizhang::clock::noon_ms;
use taizhang::imports::intake::intake;
use taizhang::imports::outcome::{Fate, Mode, Options, Source};
use taizhang::projects::exports::{self, Kind, Layout, Order};
use taizhang::sample::{self, SEED, Size};
use taizhang::text::Lang;

on_both! {
    async fn exporting_and_importing_again_changes_nothing(world: World) {
        let today = world.clock.today();
        let sample = sample::generate(Size::Zone, SEED, today);
        sample::fill(&world.ledger, &sample, noon_ms(today), |_, _| {}).await.unwrap();
        let snapshot = world.ledger.live().current().await.unwrap();
        let population = Population::new(&snapshot, &Scope::operator(), None, today).unwrap();
        let projects = population.len();
        let order = Order {
            population, chosen: None, sort: Sort::default(), layout: Layout::Plain, lang: Lang::ZhCn, note: String::new(), has_further_sheets: true,
        };
        let mut file = tempfile::tempfile().unwrap();
        let written = exports::write(world.ledger.db(), order, Kind::Xlsx, file.try_clone().unwrap()).await.unwrap();
        assert_eq!(written, projects);
        let mut bytes = Vec::new();
        file.rewind().unwrap();
        file.read_to_end(&mut bytes).unwrap();
        let book = office::read(&bytes, "x.xlsx", &office::ReadLimits::default()).unwrap();
        let source = Source { name: "x.xlsx".into(), hash: "0".repeat(64) };
        let (scope, options) = (Scope::operator(), Options::default());
        let report = intake(&world.ledger, &scope, operator(), (source, &book), &options, Mode::DryRun, |_, _| {});
        let report = report.await.unwrap();
        let other: Vec<_> = report.rows.iter().filter(|row| !matches!(row.fate, Fate::Unchanged(_))).take(5).collect();
        assert!(other.is_empty(), "{other:?} {:?}", report.problems.iter().take(5).collect::<Vec<_>>());
        assert_eq!(book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["项目台账", "计划", "月报"]);
        let rows: usize = book.sheets.iter().skip(1).map(|sheet| sheet.rows.len() - 1).sum();
        assert!(rows > 50);
        assert_eq!(report.unchanged(), projects + rows, "plans and months too");
    }
}
