//! The chain: a change's hash covers the hash before it, the change itself and every row it wrote or closed.

use super::Act;
use crate::hex::hex;
use db::Val;
use domain::facts::{ChangeId, RecordKind};
use sha2::{Digest, Sha256};

/// Feeds a change into SHA-256.
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
        let mut part = Part::default();
        part.text(Some("taizhang change 1"));
        part.text(Some(previous));
        part.int(Some(change.0));
        part.int(Some(at_ms));
        part.int(act.actor.map(|user| user.0));
        part.text(Some(&act.origin.code()));
        part.text(act.reason.as_deref());
        part.text(act.idempotency_key.as_deref());
        part.int(undoes.map(|change| change.0));
        Self(Sha256::new_with_prefix(&part.0))
    }

    /// What the change closed, and then what it wrote.
    pub(super) fn update(&mut self, part: &Part) {
        self.0.update(&part.0);
    }

    /// The hash in hex.
    pub(super) fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

/// What is hashed of some rows: each value with its length or tag before it, so that no two changes give the same bytes.
#[derive(Default)]
pub(super) struct Part(Vec<u8>);

impl Part {
    /// A version that the change closed. Call in ascending order of (kind, id).
    pub(super) fn closed(&mut self, kind: RecordKind, id: i64, since: i64) {
        self.0.push(b'-');
        self.text(Some(kind.table()));
        self.int(Some(id));
        self.int(Some(since));
    }

    /// A version that the change wrote: its columns as inserted, id, since and source first. Call in ascending
    /// order of (kind, id).
    pub(super) fn wrote(&mut self, kind: RecordKind, columns: &[Val]) {
        self.0.push(b'+');
        self.text(Some(kind.table()));
        for value in columns {
            match value {
                Val::Null | Val::NullOf(_) => self.int(None),
                Val::Int(value) => self.int(Some(*value)),
                Val::Text(text) => self.text(Some(text)),
            }
        }
    }

    fn int(&mut self, value: Option<i64>) {
        match value {
            None => self.0.push(b'n'),
            Some(value) => {
                self.0.push(b'i');
                self.0.extend_from_slice(&value.to_be_bytes());
            }
        }
    }

    fn text(&mut self, value: Option<&str>) {
        match value {
            None => self.0.push(b'n'),
            Some(text) => {
                self.0.push(b't');
                self.0.extend_from_slice(&(text.len() as u64).to_be_bytes());
                self.0.extend_from_slice(text.as_bytes());
            }
        }
    }
}
