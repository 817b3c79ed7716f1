//! How far two projects look like one (`domain.md` §8, §17): a score and what speaks for it and against it.
//!
//! A suggestion, never an identity. Names are compared without legal forms, brackets and words that every project bears; what
//! tells two apart — the phase, a place, a number in the name — keeps them apart however alike the rest is.

mod index;
mod name;

pub use index::Index;
pub use name::Name;

use crate::Money;
use crate::codes::codes;

codes! {
    /// What speaks for or against two projects being one.
    Ground {
        /// The names are the same.
        SameName = "sameName",
        /// They differ in legal forms, brackets and words like 项目 alone.
        SameCore = "sameCore",
        /// The same words in another order.
        SameWords = "sameWords",
        /// One name holds the other.
        NameWithin = "nameWithin",
        /// The names share most of their letters.
        NameNear = "nameNear",
        /// It was called so before.
        FormerName = "formerName",
        /// The same national project code.
        SameProjectCode = "sameProjectCode",
        /// The same credit code of the owner.
        SameCreditCode = "sameCreditCode",
        /// An investor in common.
        SameInvestor = "sameInvestor",
        /// The same total investment.
        SameInvest = "sameInvest",
        /// Another phase or section.
        OtherPhase = "otherPhase",
        /// Another place in the name.
        OtherPlace = "otherPlace",
        /// Another number in the name.
        OtherNumber = "otherNumber",
        /// Another word in the same place of the name.
        OtherWord = "otherWord",
        /// Another national project code.
        OtherProjectCode = "otherProjectCode",
        /// Another credit code of the owner.
        OtherCreditCode = "otherCreditCode",
        /// No investor in common.
        OtherInvestor = "otherInvestor",
        /// Twice the total investment or more.
        OtherInvest = "otherInvest",
    }
}

impl Ground {
    /// Whether it speaks for one project.
    pub const fn is_for(self) -> bool {
        use Ground as G;
        matches!(
            self,
            G::SameName
                | G::SameCore
                | G::SameWords
                | G::NameWithin
                | G::NameNear
                | G::FormerName
                | G::SameProjectCode
                | G::SameCreditCode
                | G::SameInvestor
                | G::SameInvest
        )
    }
}

/// From this score on a person is asked, or shown the pair.
pub const ASKED_MIN: u8 = 80;

/// What is compared of a project.
#[derive(Debug, Clone, Default)]
pub struct Traits {
    /// Its name.
    pub name: Name,
    /// The names that it bore before.
    pub former: Vec<Name>,
    /// The national project code, folded.
    pub project_code: Option<String>,
    /// The owner's credit code, folded.
    pub credit_code: Option<String>,
    /// Who invests, as keys that tell one from another.
    pub investors: Vec<String>,
    /// The total investment.
    pub invest: Option<Money>,
}

/// How far two projects look like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// From 0 to 100.
    pub score: u8,
    /// What speaks for it and against it.
    pub grounds: Vec<Ground>,
}

impl Likeness {
    /// Compares two projects.
    pub fn of(one: &Traits, other: &Traits) -> Self {
        let ((own, their), mut grounds) = compared(one, other);
        let (named, ground) = own.like(their);
        let mut score = if grounds.is_empty() { named } else { named - 2 };
        grounds.push(ground);
        let mut count = |ground: Ground, weight: i32| {
            grounds.push(ground);
            score += weight;
        };
        match (&one.project_code, &other.project_code) {
            (Some(own), Some(their)) if own == their => count(Ground::SameProjectCode, 30),
            (Some(_), Some(_)) => count(Ground::OtherProjectCode, -30),
            _ => {}
        }
        match (&one.credit_code, &other.credit_code) {
            (Some(own), Some(their)) if own == their => count(Ground::SameCreditCode, 6),
            (Some(_), Some(_)) => count(Ground::OtherCreditCode, -10),
            _ => {}
        }
        if !one.investors.is_empty() && !other.investors.is_empty() {
            match one.investors.iter().any(|name| other.investors.contains(name)) {
                true => count(Ground::SameInvestor, 5),
                false => count(Ground::OtherInvestor, -8),
            }
        }
        match (one.invest, other.invest) {
            (Some(own), Some(their)) if own == their => count(Ground::SameInvest, 4),
            (Some(own), Some(their)) if is_twice(own, their) => count(Ground::OtherInvest, -8),
            _ => {}
        }
        if let Some((ground, most)) = own.apart_from(their) {
            // One code is given to one project, whatever that is called in each list.
            let is_coded = ground == Ground::OtherWord && grounds.contains(&Ground::SameProjectCode);
            grounds.push(ground);
            score = if is_coded { score } else { score.min(most) };
        }
        // Only what bears one name is the same to the last letter.
        let most = if grounds[0] == Ground::SameName { 100 } else { 99 };
        Self { score: u8::try_from(score.clamp(0, most)).unwrap_or(0), grounds }
    }
}

/// The names by which two projects are the likest: those of today, or one of before.
fn compared<'a>(one: &'a Traits, other: &'a Traits) -> ((&'a Name, &'a Name), Vec<Ground>) {
    let now = (&one.name, &other.name);
    let before = (other.former.iter().map(|former| (&one.name, former)))
        .chain(one.former.iter().map(|former| (former, &other.name)))
        .max_by_key(|(own, their)| own.like(their).0);
    match before.map(|pair| (pair, pair.0.like(pair.1).0)) {
        Some((pair, score)) if score >= i32::from(ASKED_MIN) && score > now.0.like(now.1).0 => {
            (pair, vec![Ground::FormerName])
        }
        _ => (now, Vec::new()),
    }
}

fn is_twice(one: Money, other: Money) -> bool {
    let (less, more) = (one.min(other).fen(), one.max(other).fen());
    less > 0 && more / 2 >= less
}

#[cfg(test)]
mod tests;
