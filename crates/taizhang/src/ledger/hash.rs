//! The chain: a change's hash covers the hash before it, the change itself and every row it wrote or closed.

use super::Act;
use crate::hex::hex;
use db::Val;
use domain::facts::{ChangeId, RecordKind};
use sha2::{Digest, Sha256};

/// Feeds a change into SHA-256, each part with its length or tag before it, so that no two changes give the
/// same bytes.
pub(super) struct Chain(Sha256);

impl Chain {
    /// Begins with the hash before and the change's own row.
    pub(super) fn begin(
        previous: &str,
        change: ChangeId,
        at_ms: i64,
        act: &Act,
        undoes: Option<ChangeId>,
    ) -> Self {
        let mut chain = Self(Sha256::new());
        chain.text(Some("taizhang change 1"));
        chain.text(Some(previous));
        chain.int(Some(change.0));
        chain.int(Some(at_ms));
        chain.int(act.actor.map(|user| user.0));
        chain.text(Some(&act.origin.code()));
        chain.text(act.reason.as_deref());
        chain.text(act.idempotency_key.as_deref());
        chain.int(undoes.map(|change| change.0));
        chain
    }

    /// A version that the change closed. Call in ascending order of (kind, id).
    pub(super) fn closed(&mut self, kind: RecordKind, id: i64, since: i64) {
        self.0.update(b"-");
        self.text(Some(kind.table()));
        self.int(Some(id));
        self.int(Some(since));
    }

    /// A version that the change wrote: its columns as inserted, id, since and source first. Call in ascending
    /// order of (kind, id).
    pub(super) fn wrote(&mut self, kind: RecordKind, columns: &[Val]) {
        self.0.update(b"+");
        self.text(Some(kind.table()));
        for value in columns {
            match value {
                Val::Null | Val::NullOf(_) => self.int(None),
                Val::Int(value) => self.int(Some(*value)),
                Val::Text(text) => self.text(Some(text)),
            }
        }
    }

    /// The hash in hex.
    pub(super) fn finish(self) -> String {
        hex(&self.0.finalize())
    }

    fn int(&mut self, value: Option<i64>) {
        match value {
            None => self.0.update(b"n"),
            Some(value) => {
                self.0.update(b"i");
                self.0.update(value.to_be_bytes());
            }
        }
    }

    fn text(&mut self, value: Option<&str>) {
        match value {
            None => self.0.update(b"n"),
            Some(text) => {
                self.0.update(b"t");
                self.0.update((text.len() as u64).to_be_bytes());
                self.0.update(text.as_bytes());
            }
        }
    }
}
