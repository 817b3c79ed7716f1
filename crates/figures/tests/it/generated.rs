//! Ledgers made up by proptest: a few dozen projects, every shade of what can be known of them.

use crate::fixture::*;
use domain::facts::{InvestorId, RoundId, TaxonId};
use domain::region::Region;
use domain::{ContractKind, Day, ListKind, MilestoneCode, Money, Recognition, Stage};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// First day of the made-up events; they spread over about three years.
const FIRST_DAY: &str = "2020-01-01";
const DAYS: i32 = 1_100;

/// Round, list, amount in 万元, moved in, moved out.
pub type EntrySketch = (usize, usize, Option<i64>, Option<i32>, Option<i32>);

/// What a made-up project is drawn from; places are taken modulo what the ledger holds.
#[derive(Debug, Clone)]
pub struct Sketch {
    pub zone: usize,
    pub in_park: bool,
    pub invest_wan: Option<i64>,
    pub framework: Option<bool>,
    pub investor: Option<usize>,
    pub class: Option<usize>,
    pub events: Vec<(usize, Option<i32>, usize, i32)>,
    pub promises: Vec<(bool, i32, i32)>,
    pub entries: Vec<EntrySketch>,
}

pub fn sketch() -> impl Strategy<Value = Sketch> {
    let event = (0..Stage::ALL.len(), option::weighted(0.85, 0..DAYS), 0..6usize, 0..DAYS);
    let promise = (any::<bool>(), 0..DAYS, 0..DAYS);
    let amount = option::weighted(0.9, 1..2_000_000i64);
    let entry = (
        0..4usize,
        0..3usize,
        amount.clone(),
        option::weighted(0.2, 0..DAYS),
        option::weighted(0.2, 0..DAYS),
    );
    let facts = (
        0..3usize,
        any::<bool>(),
        amount,
        option::of(any::<bool>()),
        option::of(0..4usize),
        option::of(0..5usize),
    );
    (facts, vec(event, 0..6), vec(promise, 0..4), vec(entry, 0..3)).prop_map(
        |((zone, in_park, invest_wan, framework, investor, class), events, promises, entries)| Sketch {
            zone,
            in_park,
            invest_wan,
            framework,
            investor,
            class,
            events,
            promises,
            entries,
        },
    )
}

pub fn sketches() -> impl Strategy<Value = Vec<Sketch>> {
    vec(sketch(), 0..40)
}

/// The dimensions that made-up projects refer to.
pub struct World {
    pub ledger: Ledger,
    rounds: Vec<RoundId>,
    investors: Vec<InvestorId>,
    classes: Vec<TaxonId>,
}

pub fn world() -> World {
    let mut ledger = Ledger::new();
    let held = ["2020-02-28", "2020-08-08", "2021-07-16", "2022-02-26"];
    let rounds = held
        .iter()
        .map(|on| ledger.round(i64::from(day(on).year()), i64::from(day(on).month()), on))
        .collect();
    let seats =
        [("省外", 110_000), ("境外", Region::ABROAD.code().into()), ("本省", 140_000), ("外市", 140_100)];
    let investors = seats.iter().map(|(name, region)| ledger.investor(name, *region)).collect();
    let classes = ledger.taxonomy("zone", &["甲", "乙", "丙"]);
    let other = ledger.taxonomy("other", &["丁", "戊"]);
    World { ledger, rounds, investors, classes: classes.into_iter().chain(other).collect() }
}

pub fn day_at(offset: i32) -> Day {
    day(FIRST_DAY).add_days(offset)
}

impl World {
    pub fn add(&mut self, sketch: &Sketch) -> domain::facts::ProjectId {
        let (rounds, investors, classes) =
            (self.rounds.clone(), self.investors.clone(), self.classes.clone());
        self.ledger.add([ZONE, SISTER, FAR_ZONE][sketch.zone], |project| {
            project.project().park = (sketch.in_park && sketch.zone == 0).then_some(PARK);
            project.project().invest_fen = sketch.invest_wan.map(|wan| Money::from_fen(wan * 1_000_000));
            let kind = |framework| if framework { ContractKind::Framework } else { ContractKind::Formal };
            project.project().contract_kind = sketch.framework.map(kind);
            if let Some(investor) = sketch.investor {
                project.from(investors[investor]);
            }
            if let Some(class) = sketch.class {
                project.class(classes[class]);
            }
            for (stage, on, state, recorded) in &sketch.events {
                let state = if *state > 2 { Recognition::Recognized } else { Recognition::ALL[*state] };
                project.told(Stage::ALL[*stage], on.map(day_at), state, day_at(*recorded));
            }
            for (start, promised, said) in &sketch.promises {
                let code = if *start { MilestoneCode::Commencement } else { MilestoneCode::Production };
                project.promise(code, &day_at(*promised).to_string(), &day_at(*said).to_string());
            }
            for (round, list, amount, moved_in, moved_out) in &sketch.entries {
                let entry = project.entry(rounds[*round], ListKind::ALL[*list], Money::ZERO);
                entry.amount_fen = amount.map(|wan| Money::from_fen(wan * 1_000_000));
                entry.moved_in_on = moved_in.map(day_at);
                entry.moved_out_on = moved_out.map(day_at);
            }
        })
    }
}
