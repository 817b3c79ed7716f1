//! The rounds of the sample: four a year, held in every province on the same days (`domain.md` §5).

use super::Local;
use super::world::World;
use domain::facts::{Round, RoundId};
use domain::{Day, OrgKind, RoundLevel};

/// Rounds of the sample.
pub(super) const ROUNDS: usize = 20;
/// Month and day of a year's four rounds.
const HELD_ON: [(u8, u8); 4] = [(2, 26), (5, 28), (8, 20), (11, 28)];
/// A round that far ahead is in preparation already.
const PREPARED_DAYS: i32 = 40;
/// Days before it is held on which a round is announced.
pub(super) const ANNOUNCED_DAYS: i32 = 45;
/// Days after it was held on which its figures are published.
pub(super) const PUBLISHED_DAYS: i32 = 24;
/// Rounds held before the sample begins: the running number goes on from there.
const HELD_BEFORE: i64 = 4;

/// The days of the rounds and, province by province, the rounds.
#[derive(Debug)]
pub(super) struct Calendar {
    /// The days, in order.
    pub days: Vec<Day>,
    /// The rounds of each province, in the order of the days.
    pub rounds: Vec<Vec<Local<Round>>>,
}

/// The last twenty days on which rounds were held, the one in preparation included.
pub(super) fn days(today: Day) -> Vec<Day> {
    let year = today.year();
    let all = (year - 7..=year + 1)
        .flat_map(|year| HELD_ON.iter().filter_map(move |(month, day)| Day::new(year, *month, *day)));
    let mut days: Vec<Day> = all.filter(|day| *day <= today.add_days(PREPARED_DAYS)).collect();
    days.drain(..days.len() - ROUNDS);
    days
}

impl Calendar {
    /// The rounds of every province of the world.
    pub(super) fn make(world: &mut World, days: Vec<Day>) -> Self {
        let provinces = world.provinces.clone();
        let rounds = provinces
            .iter()
            .map(|province| {
                let bodies: Vec<Round> =
                    (0..days.len()).map(|place| round(world, *province, &days, place)).collect();
                bodies.into_iter().map(|body| Local { id: world.next_id(), body }).collect()
            })
            .collect();
        Self { days, rounds }
    }

    /// The place of the first round held on that day or within `within` days after it.
    pub(super) fn next(&self, from: Day, within: i32) -> Option<usize> {
        self.days
            .iter()
            .position(|day| *day >= from)
            .filter(|place| self.days[*place] <= from.add_days(within))
    }

    /// The round at a place of the calendar, in a province.
    pub(super) fn id(&self, province: usize, place: usize) -> RoundId {
        RoundId(self.rounds[province][place].id)
    }
}

fn round(world: &World, province: domain::facts::OrgId, days: &[Day], place: usize) -> Round {
    let day = days[place];
    let seq = HELD_ON.iter().position(|(month, _)| *month == day.month()).unwrap_or(0) + 1;
    let cities: Vec<&str> = world
        .orgs
        .iter()
        .filter(|org| org.body.kind == OrgKind::City && org.body.parent == Some(province))
        .map(|org| org.body.name.as_str())
        .collect();
    let host = cities.get(place % cities.len().max(1)).copied();
    let branches: Vec<&str> = cities.iter().copied().filter(|city| Some(*city) != host).collect();
    Round {
        org: province,
        level: RoundLevel::Province,
        year: day.year().into(),
        seq_in_year: i64::try_from(seq).unwrap_or(1),
        cumulative_seq: Some(HELD_BEFORE + 1 + i64::try_from(place).unwrap_or(0)),
        day,
        main_venue: host.map(|city| format!("{city}开发区主会场")),
        branch_venues: (!branches.is_empty())
            .then(|| branches.iter().map(|city| format!("{city}分会场")).collect::<Vec<_>>().join("\n")),
        published_change: None,
        published_on: None,
    }
}
