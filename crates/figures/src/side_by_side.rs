//! Blocks worked on by several cores at once: what a question asks of one block has nothing to do with another.

use std::ops::Range;
use std::sync::OnceLock;
use std::thread;

/// Fewer blocks than this are done before a second thread has begun.
const BLOCKS_MIN: usize = 8;
/// More threads than this gain nothing: what is left to one alone, printing above all, weighs more.
const THREADS_MAX: usize = 4;

/// Does the work on runs of blocks side by side; the answers stand in the order of the runs.
pub(crate) fn by_runs<R: Send>(blocks: usize, work: impl Fn(Range<usize>) -> R + Sync) -> Vec<R> {
    let runs = if blocks < BLOCKS_MIN { 1 } else { cores().min(THREADS_MAX) };
    let run = |place: usize| blocks * place / runs..blocks * (place + 1) / runs;
    let work = &work;
    thread::scope(|scope| {
        let others: Vec<_> = (1..runs).map(|place| scope.spawn(move || work(run(place)))).collect();
        let mut done = vec![work(run(0))];
        for other in others {
            match other.join() {
                Ok(answer) => done.push(answer),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    })
}

/// How many cores there are; asked once, because the answer is read from files.
fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_is_in_one_run_and_the_runs_are_in_order() {
        for blocks in [0, 1, 7, 8, 9, 257] {
            let seen: Vec<usize> = by_runs(blocks, Iterator::collect::<Vec<_>>).concat();
            assert_eq!(seen, Vec::from_iter(0..blocks));
        }
    }
}
