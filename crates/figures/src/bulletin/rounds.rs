//! Which rounds a bulletin speaks of.

use super::error::BulletinError;
use super::make::Ask;
use super::template::{Kind, Rounds, Template};
use crate::filter::Filter;
use domain::facts::{Kept, Round};
use domain::{Day, RoundKey};

/// Lets no entry through: none stands on two lists at once.
const NOTHING: &str = "list:signing list:production";

/// The rounds of a bulletin, as seen from one of them.
#[derive(Debug, Clone)]
pub(super) struct Bases<'a> {
    /// All of the same holder up to the round, the latest first.
    known: Vec<&'a Kept<Round>>,
    /// How many earlier ones are followed.
    back: usize,
    year: i32,
}

pub(super) fn key(round: &Round) -> RoundKey {
    RoundKey {
        year: i16::try_from(round.year).unwrap_or_default(),
        seq_in_year: u8::try_from(round.seq_in_year).unwrap_or_default(),
    }
}

impl<'a> Bases<'a> {
    /// The rounds up to that asked, or the latest that was held.
    pub(super) fn of(ask: &Ask<'a>, template: &Template) -> Result<Self, BulletinError> {
        let (snapshot, day) = (ask.question.snapshot, ask.question.true_on);
        let seen = |round: &&Kept<Round>| snapshot.places().concern(ask.question.scope, round.org);
        let mut all: Vec<&Kept<Round>> = snapshot.dimensions().rounds.values().filter(seen).collect();
        all.sort_by_key(|round| std::cmp::Reverse((round.day, key(round), round.id)));
        let (back, year) = (template.rounds, day.year());
        let this = match ask.round {
            Some(wanted) => {
                let found = all.iter().find(|round| key(round) == wanted).copied();
                Some(found.ok_or(BulletinError::NoRound(wanted))?)
            }
            None => all.iter().find(|round| round.day <= day).copied(),
        };
        let Some(this) = this else {
            let needs_one = template.kind.is_of_round();
            return if needs_one {
                Err(BulletinError::NothingHeld)
            } else {
                Ok(Self { known: Vec::new(), back, year })
            };
        };
        all.retain(|round| round.org == this.org && (round.day, round.id) <= (this.day, this.id));
        let year = if template.kind == Kind::Year { year } else { this.day.year() };
        Ok(Self { known: all, back, year })
    }

    /// The same, seen from the round before; none when there is none.
    pub(super) fn before(&self) -> Option<Self> {
        let known: Vec<_> = self.known.get(1..)?.to_vec();
        let year = known.first()?.day.year();
        Some(Self { known, back: self.back, year })
    }

    /// The round itself.
    pub(super) fn this(&self) -> Option<&'a Kept<Round>> {
        self.known.first().copied()
    }

    /// The day from which its entries count.
    pub(super) fn held_on(&self) -> Option<Day> {
        self.this().map(|round| round.day)
    }

    /// The rounds of a base, the earliest first.
    pub(super) fn list(&self, rounds: Rounds) -> Vec<&'a Kept<Round>> {
        let (this, earlier) = self.known.split_at(self.known.len().min(1));
        let earlier = &earlier[..earlier.len().min(self.back)];
        let mut list: Vec<&Kept<Round>> = match rounds {
            Rounds::This => this.to_vec(),
            Rounds::Previous => earlier.iter().take(1).copied().collect(),
            Rounds::Earlier => earlier.to_vec(),
            Rounds::All => this.iter().chain(earlier).copied().collect(),
            Rounds::Year => {
                let of_year = |round: &&&Kept<Round>| round.year == i64::from(self.year);
                self.known.iter().filter(of_year).copied().collect()
            }
        };
        list.reverse();
        list
    }

    /// The condition that picks the entries of a base.
    pub(super) fn filter(&self, rounds: Rounds) -> Filter {
        let keys: Vec<String> = self.list(rounds).iter().map(|round| key(round).to_string()).collect();
        let text = if keys.is_empty() { NOTHING.to_owned() } else { format!("round:{}", keys.join(",")) };
        Filter::parse(&text).expect("keys of rounds are words of the filter language")
    }
}
