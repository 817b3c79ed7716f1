//! Where an investor of a name is said to sit, by the ledger and by the rows of a file. One name from two provinces may be two
//! companies, or a slip: each is kept apart, and the second is pointed at.

use super::problem::Code;
use domain::facts::{Investor, InvestorId, Kept};
use domain::region::find_region;
use domain::text::company_key;
use std::collections::HashMap;

/// So many codes of regions one province has.
const CODES_OF_PROVINCE: i64 = 10_000;

/// Who says where it sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaidBy {
    /// The ledger's investor of the name.
    Ledger(InvestorId),
    /// A row of the file: 汇总!5.
    Row(String),
}

/// Where an investor is said to sit.
#[derive(Debug, Clone)]
pub struct Seat {
    province: i64,
    /// In the words in which it was said.
    pub words: String,
    /// By whom.
    pub by: SaidBy,
}

impl Seat {
    /// What is wrong when a row says otherwise.
    pub const fn code(&self) -> Code {
        match self.by {
            SaidBy::Ledger(_) => Code::SeatInLedger,
            SaidBy::Row(_) => Code::SeatInFile,
        }
    }
}

/// The seats of investors by their names.
#[derive(Default)]
pub struct Origins(HashMap<String, Vec<Seat>>);

impl Origins {
    /// Those that the ledger has.
    pub fn of<'i>(investors: impl IntoIterator<Item = &'i Kept<Investor>>) -> Self {
        let mut origins = Self::default();
        for investor in investors {
            let Some(region) = investor.region else { continue };
            let seat = Seat {
                province: region / CODES_OF_PROVINCE,
                words: investor.seat.clone().unwrap_or_else(|| region.to_string()),
                by: SaidBy::Ledger(InvestorId(investor.id)),
            };
            origins.0.entry(company_key(&investor.name)).or_default().push(seat);
        }
        origins
    }

    /// Remembers where a row says that an investor sits; gives who says that it sits in another province: the first row of
    /// the name, and the ledger where it has none of the name from there.
    pub fn tell(&mut self, name: &str, words: &str, row: impl FnOnce() -> String) -> Vec<Seat> {
        let Some(region) = find_region(words) else { return Vec::new() };
        let province = i64::from(region.code()) / CODES_OF_PROVINCE;
        let seats = self.0.entry(company_key(name)).or_default();
        let (ledger, rows): (Vec<&Seat>, Vec<&Seat>) =
            seats.iter().partition(|seat| matches!(seat.by, SaidBy::Ledger(_)));
        let is_known = ledger.iter().any(|seat| seat.province == province);
        let by_ledger = ledger.first().filter(|_| !is_known);
        let by_row = rows.first().filter(|seat| seat.province != province);
        let others = by_row.into_iter().chain(by_ledger).map(|seat| (*seat).clone()).collect();
        if rows.is_empty() {
            seats.push(Seat { province, words: words.to_owned(), by: SaidBy::Row(row()) });
        }
        others
    }
}
