//! Noting that a session is in use, so that it does not end under somebody's hands.

use super::store;
use crate::ledger::Ledger;
use std::future::{Future, poll_fn};
use std::sync::Arc;
use std::task::Poll;
use tokio::sync::Semaphore;

/// How old the last note must be: reading pages writes no oftener.
const EVERY_MS: i64 = 5 * 60_000;

/// Takes notes, one at a time: while the seat of writers is taken for long, requests must not pile up behind it. A session
/// whose note is left out is noted at its next request.
#[derive(Debug, Clone)]
pub struct Touch(Arc<Semaphore>);

impl Default for Touch {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(1)))
    }
}

impl Touch {
    /// Notes that the session is in use, if it was last seen long enough ago. The answer does not wait for it.
    pub(super) async fn note(&self, ledger: &Ledger, session: &str, seen_ms: i64) {
        let now_ms = ledger.clock().now_ms();
        if now_ms - seen_ms < EVERY_MS {
            return;
        }
        let Ok(turn) = Arc::clone(&self.0).try_acquire_owned() else { return };
        let (ledger, session) = (ledger.clone(), session.to_owned());
        let mut work = Box::pin(async move {
            if let Err(error) = store::touch_session(ledger.db(), &session, now_ms).await {
                tracing::debug!(%error, "the use of a session is not noted");
            }
            drop(turn);
        });
        // Begun here, so that it has its place among the writers before the answer goes out.
        if poll_fn(|context| Poll::Ready(work.as_mut().poll(context).is_pending())).await {
            tokio::spawn(work);
        }
    }
}
