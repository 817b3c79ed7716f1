//! The estimate: of what share the watch ended by success, by giving up, or not yet, when some watches were cut short.
//!
//! Aalen–Johansen with two ways to end. When nobody gave up it is one minus the estimate of Kaplan and Meier; when no
//! watch was cut short either, it is the plain share.

use crate::exact::{Exact, Natural};

/// How the watch over a project ended. Of ends at one time, those by an event come first: who is seen up to a day is
/// seen on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum End {
    /// The step was taken.
    Reached,
    /// The project was given up before.
    GivenUp,
    /// Neither by the day asked: the watch is cut short, and nothing is said of what comes after.
    Open,
}

/// The shares of all that were watched, at one age; they add up to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shares {
    /// Took the step.
    pub reached: Exact,
    /// Were given up before it.
    pub given_up: Exact,
    /// Neither yet.
    pub open: Exact,
}

/// Ends between two cuts have one risk set: their counts are added and multiplied in once.
struct Running {
    /// The denominators so far; the three shares below are counted over their product.
    factors: Vec<u32>,
    denominator: Natural,
    open: Natural,
    reached: Natural,
    given_up: Natural,
    /// Watched at the beginning of the stretch.
    at_risk: u32,
    /// Ends of the stretch by kind.
    ended: [u32; 3],
}

impl Running {
    fn new(watched: usize) -> Self {
        Self {
            factors: Vec::new(),
            denominator: Natural::one(),
            open: Natural::one(),
            reached: Natural::default(),
            given_up: Natural::default(),
            at_risk: watched as u32,
            ended: [0; 3],
        }
    }

    fn add(&mut self, end: End) {
        if end != End::Open && self.ended[End::Open as usize] > 0 {
            self.next_stretch();
        }
        self.ended[end as usize] += 1;
    }

    fn next_stretch(&mut self) {
        let [reached, given_up, cut] = self.ended;
        if reached + given_up > 0 {
            self.reached = self.now(&self.reached, reached);
            self.given_up = self.now(&self.given_up, given_up);
            self.open = self.open.times_small(self.at_risk - reached - given_up);
            self.denominator = self.denominator.times_small(self.at_risk);
            self.factors.push(self.at_risk);
        }
        self.at_risk -= reached + given_up + cut;
        self.ended = [0; 3];
    }

    /// A share with the ends of this stretch, over the factors and the risk set.
    fn now(&self, before: &Natural, ended: u32) -> Natural {
        before.times_small(self.at_risk).plus(&self.open.times_small(ended))
    }

    fn shares(&self) -> Shares {
        let [reached, given_up, _] = self.ended;
        let mut factors = self.factors.clone();
        factors.push(self.at_risk);
        let reached = Exact::over_factors(self.now(&self.reached, reached), &factors);
        let given_up = Exact::over_factors(self.now(&self.given_up, given_up), &factors);
        let open = &(&Exact::from(1) - &reached) - &given_up;
        Shares { reached, given_up, open }
    }

    fn half_reached(&self) -> bool {
        let reached = self.now(&self.reached, self.ended[End::Reached as usize]);
        reached.times_small(2) >= self.denominator.times_small(self.at_risk)
    }
}

/// The shares at each of the times, which ascend; the ends are sorted. None where nobody was watched so long, unless all
/// had ended before by an event.
pub(super) fn shares_at(ends: &[(u32, End)], times: &[u32]) -> Vec<Option<Shares>> {
    let Some((last, _)) = ends.last() else { return vec![None; times.len()] };
    let mut running = Running::new(ends.len());
    let mut waiting = ends.iter().peekable();
    let mut at = |time: u32| {
        while let Some((_, end)) = waiting.next_if(|(ended, _)| *ended <= time) {
            running.add(*end);
        }
        Some(running.shares()).filter(|shares| *last >= time || shares.open.is_zero())
    };
    times.iter().map(|time| at(*time)).collect()
}

/// The first time by which half of all that were watched took the step; none when it is not known to be reached.
pub(super) fn median(ends: &[(u32, End)]) -> Option<u32> {
    let mut running = Running::new(ends.len());
    ends.iter().find_map(|(time, end)| {
        running.add(*end);
        (*end == End::Reached && running.half_reached()).then_some(*time)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use End::{GivenUp, Open, Reached};
    use proptest::prelude::*;

    fn reached(ends: &[(u32, End)], time: u32) -> Option<String> {
        shares_at(ends, &[time])[0].as_ref().map(|shares| shares.reached.to_string())
    }

    #[test]
    fn a_worked_example_of_kaplan_and_meier() {
        // Six watched; one minus 5/6 · 3/4 · 1/2.
        let ends = [(1, Reached), (2, Open), (3, Reached), (4, Open), (5, Reached), (6, Open)];
        assert_eq!(reached(&ends, 0).as_deref(), Some("0"));
        assert_eq!(reached(&ends, 2).as_deref(), Some("1/6"));
        assert_eq!(reached(&ends, 3).as_deref(), Some("3/8"));
        assert_eq!(reached(&ends, 5).as_deref(), Some("11/16"));
        assert_eq!(median(&ends), Some(5));
    }

    #[test]
    fn giving_up_is_no_cut() {
        // Of four, one is given up at 1 and one reaches at 2: a half open, a quarter each, whatever was cut later.
        let ends = [(1, GivenUp), (2, Reached), (3, Open), (3, Open)];
        let shares = shares_at(&ends, &[3])[0].clone().unwrap();
        assert_eq!(
            [shares.reached, shares.given_up, shares.open].map(|it| it.to_string()),
            ["1/4", "1/4", "1/2"]
        );
        // With the one given up as a cut, a third would be claimed.
        assert_eq!(reached(&[(1, Open), (2, Reached), (3, Open), (3, Open)], 3).as_deref(), Some("1/3"));
    }

    #[test]
    fn an_end_and_a_cut_on_one_day_count_the_cut_as_watched() {
        assert_eq!(reached(&[(5, Reached), (5, Open)], 5).as_deref(), Some("1/2"));
    }

    #[test]
    fn beyond_the_oldest_nothing_is_said() {
        let ends = [(2, Reached), (5, Open)];
        assert_eq!(reached(&ends, 5).as_deref(), Some("1/2"));
        assert_eq!(reached(&ends, 6), None);
        assert_eq!(reached(&[(2, Reached), (5, Reached)], 6).as_deref(), Some("1"), "all ended: it stays so");
        assert_eq!(reached(&[], 1), None);
    }

    #[test]
    fn half_that_is_not_reached_has_no_median() {
        assert_eq!(median(&[(1, Reached), (9, Open), (9, Open)]), None);
        assert_eq!(median(&[(1, Reached), (9, Open)]), Some(1));
        assert_eq!(median(&[(1, GivenUp), (2, GivenUp), (3, Reached)]), None);
    }

    fn ends() -> impl Strategy<Value = Vec<(u32, End)>> {
        let end = prop_oneof![Just(Reached), Just(GivenUp), Just(Open)];
        proptest::collection::vec((0u32..40, end), 1..60).prop_map(|mut ends| {
            ends.sort_unstable();
            ends
        })
    }

    fn count(ends: &[(u32, End)], kind: End, by: u32) -> i64 {
        ends.iter().filter(|(time, end)| *end == kind && *time <= by).count() as i64
    }

    /// The textbook's product and sum, time by time.
    fn by_the_book(ends: &[(u32, End)], by: u32) -> (Exact, Exact) {
        let (mut open, mut reached, mut given_up) = (Exact::from(1), Exact::zero(), Exact::zero());
        for time in 0..=by {
            let at_risk = ends.iter().filter(|(ended, _)| *ended >= time).count() as i64;
            let now = |kind| ends.iter().filter(|end| **end == (time, kind)).count() as i64;
            if at_risk > 0 {
                let share = |ended: i64| &open * &Exact::ratio(ended, at_risk).unwrap();
                reached = &reached + &share(now(Reached));
                given_up = &given_up + &share(now(GivenUp));
                open = share(at_risk - now(Reached) - now(GivenUp));
            }
        }
        (reached, given_up)
    }

    proptest! {
        #[test]
        fn the_estimate_is_that_of_the_book(ends in ends(), by in 0u32..40) {
            if let Some(shares) = &shares_at(&ends, &[by])[0] {
                prop_assert_eq!((shares.reached.clone(), shares.given_up.clone()), by_the_book(&ends, by));
            }
        }

        #[test]
        fn without_cuts_the_estimate_is_the_plain_share(mut ends in ends(), by in 0u32..50) {
            ends.retain(|(_, end)| *end != Open);
            for shares in shares_at(&ends, &[by]).iter().flatten() {
                let share = |kind| Exact::ratio(count(&ends, kind, by), ends.len() as i64).unwrap();
                prop_assert_eq!(&shares.reached, &share(Reached));
                prop_assert_eq!(&shares.given_up, &share(GivenUp));
            }
        }

        #[test]
        fn cuts_move_the_share_between_none_and_all_of_them_having_succeeded(ends in ends(), by in 0u32..40) {
            if let Some(shares) = &shares_at(&ends, &[by])[0] {
                let all = ends.len() as i64;
                let least = count(&ends, Reached, by);
                prop_assert!(shares.reached >= Exact::ratio(least, all).unwrap());
                prop_assert!(shares.reached <= Exact::ratio(least + count(&ends, Open, by), all).unwrap());
                prop_assert!(!shares.open.is_negative());
            }
        }

        #[test]
        fn shares_only_grow_with_age_and_a_watch_of_no_length_changes_nothing(ends in ends()) {
            let times: Vec<u32> = (1..45).collect();
            let shares = shares_at(&ends, &times);
            let known: Vec<&Shares> = shares.iter().flatten().collect();
            prop_assert!(known.windows(2).all(|pair| pair[0].reached <= pair[1].reached && pair[0].open >= pair[1].open));
            let mut more = ends.clone();
            more.push((0, Open));
            more.sort_unstable();
            let still = shares_at(&more, &times);
            // Events at the very beginning had the new one beside them.
            if ends[0].0 > 0 {
                prop_assert_eq!(still, shares);
            }
        }

        #[test]
        fn a_project_watched_to_the_end_in_vain_never_raises_the_share(ends in ends(), by in 0u32..40) {
            let mut more = ends.clone();
            more.push((60, Open));
            if let (Some(before), Some(after)) = (&shares_at(&ends, &[by])[0], &shares_at(&more, &[by])[0]) {
                prop_assert!(after.reached <= before.reached);
            }
        }

        #[test]
        fn the_median_is_the_first_time_with_half(ends in ends()) {
            let half = Exact::ratio(1, 2).unwrap();
            let at = |time| shares_at(&ends, &[time])[0].clone();
            let first = (0..60).find(|time| at(*time).is_some_and(|shares| shares.reached >= half));
            prop_assert_eq!(median(&ends), first);
        }
    }
}
