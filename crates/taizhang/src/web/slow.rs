//! Slowness has an end: bodies that drip or stop, and readers that never take their answer.

use axum::body::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use std::{
    future::Future,
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

/// How slowly a body may come.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Longest wait for the next bytes.
    pub idle: Duration,
    /// Time before the rate counts.
    pub grace: Duration,
    /// Least bytes a second, on the whole, after the grace.
    pub bytes_per_s: u64,
}

/// The body came too slowly.
#[derive(Debug, thiserror::Error)]
#[error("the request body came too slowly")]
pub struct SlowBody;

/// A request body that fails with [`SlowBody`] when it stops or drips.
#[derive(Debug)]
pub struct PacedBody<B = Incoming> {
    inner: B,
    pace: Pace,
    started: Option<Instant>,
    bytes: u64,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<B> PacedBody<B> {
    /// Watches that body, from the first time that it is asked for bytes.
    pub fn new(inner: B, pace: Pace) -> Self {
        Self { inner, pace, started: None, bytes: 0, waiting: None }
    }

    /// By when the next bytes must be there: the idle limit from now, and never later than the rate allows.
    fn deadline(&mut self) -> Instant {
        let now = Instant::now();
        let started = *self.started.get_or_insert(now);
        let earned = Duration::from_millis(self.bytes.saturating_mul(1000) / self.pace.bytes_per_s.max(1));
        (started + self.pace.grace + earned).min(now + self.pace.idle)
    }
}

impl<B> Body for PacedBody<B>
where
    B: Body<Data = Bytes> + Unpin,
    B::Error: Into<axum::BoxError>,
{
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.inner).poll_frame(context) {
            this.waiting = None;
            if let Some(Ok(frame)) = &frame {
                this.bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        if this.waiting.is_none() {
            let deadline = this.deadline();
            this.waiting = Some(Box::pin(sleep_until(deadline)));
        }
        let waiting = this.waiting.as_mut().expect("set above");
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(Some(Err(SlowBody.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// A connection whose writes fail with `TimedOut` when the other side takes nothing for too long.
#[derive(Debug)]
pub struct StallGuard<S> {
    inner: S,
    longest: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<S> StallGuard<S> {
    /// Guards that connection.
    pub fn new(inner: S, longest: Duration) -> Self {
        Self { inner, longest, stalled: None }
    }

    fn judge<T>(&mut self, outcome: Poll<io::Result<T>>, context: &mut Context<'_>) -> Poll<io::Result<T>> {
        if outcome.is_ready() {
            self.stalled = None;
            return outcome;
        }
        let longest = self.longest;
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + longest)));
        ready!(stalled.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for StallGuard<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for StallGuard<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.judge(outcome, context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let outcome = Pin::new(&mut self.inner).poll_write_vectored(context, slices);
        self.judge(outcome, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.inner).poll_flush(context);
        self.judge(outcome, context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let outcome = Pin::new(&mut self.inner).poll_shutdown(context);
        self.judge(outcome, context)
    }
}
