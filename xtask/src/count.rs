//! Reading how many tests passed and failed out of what the suites print.

use std::ops::AddAssign;

/// Passed and failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many passed.
    pub passed: u64,
    /// How many failed.
    pub failed: u64,
}

impl Tally {
    /// A check that is one test by itself.
    pub fn one(passed: bool) -> Self {
        Self { passed: u64::from(passed), failed: u64::from(!passed) }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The sum over all lines that state a count: those of the Rust suites
/// (`test result: ok. 3 passed; 0 failed; …`) and those of the journeys (`3 passed, 0 failed`).
pub fn tally(lines: &[String]) -> Tally {
    let mut sum = Tally::default();
    for line in lines {
        let line = line.trim();
        let counts = match line.strip_prefix("test result:") {
            Some(rest) => rest.split_once(". ").map(|(_, counts)| counts),
            None => line.ends_with(" failed").then_some(line),
        };
        if let Some(found) = counts.and_then(of_line) {
            sum += found;
        }
    }
    sum
}

/// `3 passed; 0 failed; 1 ignored` or `3 passed, 0 failed`.
fn of_line(counts: &str) -> Option<Tally> {
    let mut parts = counts.split([';', ',']).map(str::trim);
    let passed = parts.next()?.strip_suffix(" passed")?.parse().ok()?;
    let failed = parts.next()?.strip_suffix(" failed")?.parse().ok()?;
    Some(Tally { passed, failed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&str]) -> Tally {
        tally(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn the_counts_of_all_suites_are_added_up() {
        let lines = [
            "running 3 tests",
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s",
            "  7 passed, 1 failed",
        ];
        assert_eq!(of(&lines), Tally { passed: 20, failed: 3 });
    }

    #[test]
    fn what_is_no_count_is_passed_over() {
        assert_eq!(of(&["test a::b ... FAILED", "the build failed", "3 passed"]), Tally::default());
    }
}
