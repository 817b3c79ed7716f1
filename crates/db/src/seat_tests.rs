//! The queue alone, on a database of a few lines.

#![allow(clippy::unwrap_used)]

use std::pin::Pin;
use std::task::{Context, Poll};

use futures_util::poll;
use proptest::prelude::*;
use tokio::task::yield_now;

use super::*;

const OPEN_END: Limits =
    Limits { seats: 1000, age: Duration::from_secs(3600), wait: Duration::from_secs(60) };

/// What the pretended database holds: shared by all its connections.
#[derive(Default)]
struct Disk {
    durable: Vec<u32>,
    commits: usize,
    dials: usize,
    /// The next statement that begins like this fails, and breaks the connection if told so.
    fail: Option<(&'static str, bool)>,
}

type Shared = Arc<Mutex<Disk>>;

fn durable(disk: &Shared) -> Vec<u32> {
    disk.lock().unwrap().durable.clone()
}

fn commits(disk: &Shared) -> usize {
    disk.lock().unwrap().commits
}

fn dials(disk: &Shared) -> usize {
    disk.lock().unwrap().dials
}

/// A connection: the rows of the open transaction, and the savepoints with the length they go back to.
struct Fake {
    disk: Shared,
    open: Option<Vec<u32>>,
    savepoints: Vec<(String, usize)>,
    broken: bool,
}

impl Fake {
    fn step(&mut self, sql: &str) -> Result<(), DbError> {
        let mut disk = self.disk.lock().unwrap();
        if self.broken {
            return Err(DbError::unavailable("broken"));
        }
        if let Some((_, breaks)) = disk.fail.take_if(|(start, _)| sql.starts_with(*start)) {
            self.broken = breaks;
            return Err(if breaks { DbError::unavailable("cut") } else { DbError::Full });
        }
        let rows = self.open.as_mut();
        let unknown = || DbError::Other(format!("misplaced: {sql}"));
        match sql.split(' ').collect::<Vec<_>>()[..] {
            ["COMMIT"] => {
                let rows = self.open.take().ok_or_else(unknown)?;
                assert!(self.savepoints.is_empty(), "a savepoint was left open");
                disk.durable.extend(rows);
                disk.commits += 1;
            }
            ["ROLLBACK"] => {
                self.open = None;
                self.savepoints.clear();
            }
            ["SAVEPOINT", name] => self.savepoints.push((name.to_owned(), rows.ok_or_else(unknown)?.len())),
            ["RELEASE", "SAVEPOINT", name] => {
                let (top, _) = self.savepoints.pop().ok_or_else(unknown)?;
                assert_eq!(top, name);
            }
            ["ROLLBACK", "TO", "SAVEPOINT", name] => {
                let (top, length) = self.savepoints.last().ok_or_else(unknown)?;
                assert_eq!(top, name);
                rows.ok_or_else(unknown)?.truncate(*length);
            }
            ["INSERT", row] => rows.ok_or_else(unknown)?.push(row.parse().unwrap()),
            _ => return Err(unknown()),
        }
        Ok(())
    }

    async fn insert(&mut self, before: String, row: u32) -> Result<(), Fail> {
        let before = self.control(before).await;
        before.map_err(Fail::Batch)?;
        let done = self.step(&format!("INSERT {row}"));
        yield_now().await;
        done.map_err(|error| if self.broken { Fail::Batch(error) } else { Fail::Statement(error) })
    }
}

impl Line for Fake {
    type Dialer = Shared;

    async fn dial(disk: &Shared) -> Result<Self, DbError> {
        yield_now().await;
        disk.lock().unwrap().dials += 1;
        Ok(Fake { disk: disk.clone(), open: None, savepoints: Vec::new(), broken: false })
    }

    async fn begin(&mut self) -> Result<(), DbError> {
        assert!(self.open.is_none(), "a transaction within a transaction");
        self.open = Some(Vec::new());
        yield_now().await;
        Ok(())
    }

    async fn control(&mut self, sql: String) -> Result<(), DbError> {
        let done = sql.split(';').filter(|one| !one.is_empty()).try_for_each(|one| self.step(one));
        yield_now().await;
        done
    }

    fn is_broken(&self) -> bool {
        self.broken
    }
}

fn seats(limits: Limits) -> (Arc<Seats<Fake>>, Shared) {
    let disk = Shared::default();
    (Arc::new(Seats::new(disk.clone(), None, limits, Handle::current())), disk)
}

async fn insert(seat: &mut Seat<Fake>, row: u32) -> Result<(), DbError> {
    let (line, before) = seat.enter()?;
    let result = line.insert(before, row).await;
    seat.leave(result)
}

async fn write(seats: &Seats<Fake>, row: u32) -> Result<(), DbError> {
    let mut seat = seats.take().await?;
    insert(&mut seat, row).await?;
    seat.commit().await
}

#[tokio::test]
async fn a_writer_alone_is_committed_at_once() {
    let (seats, disk) = seats(OPEN_END);
    write(&seats, 1).await.unwrap();
    write(&seats, 2).await.unwrap();
    assert_eq!((durable(&disk), seats.commits()), (vec![1, 2], 2));
}

#[tokio::test]
async fn writers_that_wait_together_are_committed_together_in_the_order_they_came() {
    let (seats, disk) = seats(OPEN_END);
    let all = futures_util::future::join_all((0..64).map(|row| write(&seats, row))).await;
    assert!(all.iter().all(Result::is_ok));
    assert_eq!(durable(&disk), (0..64).collect::<Vec<_>>());
    assert_eq!(commits(&disk), 1);
}

#[tokio::test]
async fn a_batch_takes_no_more_writers_than_its_limit() {
    let (seats, disk) = seats(Limits { seats: 10, ..OPEN_END });
    futures_util::future::join_all((0..64).map(|row| write(&seats, row))).await;
    assert_eq!((durable(&disk).len(), commits(&disk)), (64, 7));
}

#[tokio::test]
async fn an_old_batch_takes_in_nobody() {
    let (seats, disk) = seats(Limits { age: Duration::ZERO, ..OPEN_END });
    futures_util::future::join_all((0..5).map(|row| write(&seats, row))).await;
    assert_eq!(commits(&disk), 5);
}

#[tokio::test]
async fn a_writer_who_gives_up_in_the_middle_of_a_batch_loses_only_its_own_work() {
    let (seats, disk) = seats(OPEN_END);
    let mut first = seats.take().await.unwrap();
    let (second, third) = (write_and_drop(&seats, 2), write(&seats, 3));
    let mut rest = Box::pin(futures_util::future::join(second, third));
    assert!(poll!(&mut rest).is_pending());
    insert(&mut first, 1).await.unwrap();
    let (first, (_, third)) = futures_util::future::join(first.commit(), rest).await;
    assert_eq!((first, third), (Ok(()), Ok(())));
    assert_eq!((durable(&disk), commits(&disk)), (vec![1, 3], 1));
}

async fn write_and_drop(seats: &Seats<Fake>, row: u32) {
    let mut seat = seats.take().await.unwrap();
    insert(&mut seat, row).await.unwrap();
}

#[tokio::test]
async fn after_a_failed_statement_nothing_is_kept() {
    let (seats, disk) = seats(OPEN_END);
    let mut seat = seats.take().await.unwrap();
    insert(&mut seat, 1).await.unwrap();
    disk.lock().unwrap().fail = Some(("INSERT", false));
    assert_eq!(insert(&mut seat, 2).await, Err(DbError::Full));
    assert_eq!(insert(&mut seat, 3).await, Err(DbError::Aborted));
    assert_eq!(seat.commit().await, Err(DbError::Aborted));
    write(&seats, 4).await.unwrap();
    assert_eq!(durable(&disk), vec![4]);
}

#[tokio::test]
async fn a_failing_commit_fails_everybody_in_the_batch_and_nobody_after_it() {
    let (seats, disk) = seats(OPEN_END);
    disk.lock().unwrap().fail = Some(("COMMIT", false));
    let all = futures_util::future::join_all((0..5).map(|row| write(&seats, row))).await;
    assert_eq!(all, vec![Err(DbError::Full); 5]);
    write(&seats, 9).await.unwrap();
    assert_eq!((durable(&disk), dials(&disk)), (vec![9], 1));
}

#[tokio::test]
async fn a_connection_that_breaks_fails_its_batch_and_is_replaced() {
    let (seats, disk) = seats(OPEN_END);
    let mut first = seats.take().await.unwrap();
    insert(&mut first, 1).await.unwrap();
    let mut second = Box::pin(write(&seats, 2));
    assert!(poll!(&mut second).is_pending());
    disk.lock().unwrap().fail = Some(("INSERT 2", true));
    let (first, second) = futures_util::future::join(first.commit(), second).await;
    assert!(
        matches!(first, Err(DbError::Unavailable { .. }))
            && matches!(second, Err(DbError::Unavailable { .. }))
    );
    write(&seats, 3).await.unwrap();
    assert_eq!((durable(&disk), dials(&disk)), (vec![3], 2));
}

#[tokio::test]
async fn the_seat_can_be_given_back_unused() {
    let (seats, disk) = seats(OPEN_END);
    drop(seats.take().await.unwrap());
    seats.take().await.unwrap().commit().await.unwrap();
    write(&seats, 1).await.unwrap();
    assert_eq!((durable(&disk), seats.commits()), (vec![1], 1));
}

#[tokio::test]
async fn closing_waits_for_those_inside_and_turns_away_the_rest() {
    let (seats, disk) = seats(OPEN_END);
    let mut first = seats.take().await.unwrap();
    let mut second = Box::pin(write(&seats, 2));
    assert!(poll!(&mut second).is_pending());
    let mut closing = Box::pin(seats.close());
    assert!(poll!(&mut closing).is_pending());
    assert!(matches!(seats.take().await, Err(DbError::Unavailable { .. })));
    insert(&mut first, 1).await.unwrap();
    let (first, second, line) = futures_util::future::join3(first.commit(), second, closing).await;
    assert_eq!((first, second), (Ok(()), Ok(())));
    assert!(line.is_some());
    assert_eq!(durable(&disk), vec![1, 2]);
}

/// A future that is dropped after it has been polled so many times: a request that is cancelled just there.
struct Cancelled<F>(Option<Pin<Box<F>>>, usize);

impl<F: Future> Future for Cancelled<F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.1 == 0 {
            self.0 = None;
            return Poll::Ready(None);
        }
        self.1 -= 1;
        match self.0.as_mut().map(|future| future.as_mut().poll(context)) {
            Some(Poll::Ready(output)) => Poll::Ready(Some(output)),
            Some(Poll::Pending) => {
                if self.1 == 0 {
                    context.waker().wake_by_ref();
                }
                Poll::Pending
            }
            None => Poll::Ready(None),
        }
    }
}

/// One writer of the random test: its rows, whether it gives up by itself, and the poll at which it is cancelled.
#[derive(Debug, Clone)]
struct Writer {
    rows: u32,
    gives_up: bool,
    cancelled_at: usize,
}

fn writers() -> impl Strategy<Value = Vec<Writer>> {
    let writer = (0_u32..4, prop::bool::weighted(0.2), prop_oneof![1_usize..12, Just(usize::MAX)])
        .prop_map(|(rows, gives_up, cancelled_at)| Writer { rows, gives_up, cancelled_at });
    prop::collection::vec(writer, 1..40)
}

async fn act(seats: Arc<Seats<Fake>>, number: u32, writer: Writer) -> Result<bool, DbError> {
    let mut seat = seats.take().await?;
    for row in 0..writer.rows {
        insert(&mut seat, number * 10 + row).await?;
    }
    if writer.gives_up {
        return Ok(false);
    }
    seat.commit().await.map(|()| true)
}

proptest! {
    /// Wherever requests are cancelled, whoever was told "done" is durable as a whole, whoever gave up left nothing,
    /// nobody is there by half, and the seat never gets lost.
    #[test]
    fn no_cancelled_request_harms_another(writers in writers(), most in 1_usize..8) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (seats, disk) = seats(Limits { seats: most, ..OPEN_END });
            let tasks = writers.iter().cloned().enumerate().map(|(number, writer)| {
                let at = writer.cancelled_at;
                tokio::spawn(Cancelled(Some(Box::pin(act(seats.clone(), number as u32, writer))), at))
            });
            let ends = futures_util::future::join_all(tasks.collect::<Vec<_>>()).await;
            write(&seats, 9999).await.unwrap();
            let kept = durable(&disk);
            for (number, (writer, end)) in writers.iter().zip(ends).enumerate() {
                let there = kept.iter().filter(|row| **row / 10 == number as u32).count();
                let whole = writer.rows as usize;
                match end.unwrap() {
                    Some(Ok(true)) => assert_eq!(there, whole),
                    Some(Ok(false)) => assert_eq!(there, 0),
                    Some(Err(error)) => panic!("{error}"),
                    None => assert!(there == 0 || there == whole, "{there} of {whole}"),
                }
            }
        });
    }
}
