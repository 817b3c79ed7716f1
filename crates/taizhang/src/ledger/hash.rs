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

/// How many of a kind's columns, the last ones, came after the first ledgers were written. They are hashed where they hold
/// something, with their place before them: so a change from before them keeps its hash.
const fn later_columns(kind: RecordKind) -> usize {
    match kind {
        RecordKind::Evidence | RecordKind::IssuedText => 1,
        RecordKind::PaidIn => 3,
        _ => 0,
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
        let (first, later) = columns.split_at(columns.len() - later_columns(kind));
        first.iter().for_each(|value| self.value(value));
        for (place, value) in (first.len()..).zip(later) {
            if !matches!(value, Val::Null | Val::NullOf(_)) {
                self.0.push(b'c');
                self.int(i64::try_from(place).ok());
                self.value(value);
            }
        }
    }

    fn value(&mut self, value: &Val) {
        match value {
            Val::Null | Val::NullOf(_) => self.int(None),
            Val::Int(value) => self.int(Some(*value)),
            Val::Text(text) => self.text(Some(text)),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(report: Val) -> Vec<u8> {
        let text = |text: &str| Val::Text(text.to_owned());
        let fixed = [Val::Int(7), Val::Int(3), Val::Null];
        let own = [Val::Int(1), Val::Null, text("ab"), text("a.jpg"), Val::Int(9), report];
        let mut part = Part::default();
        part.wrote(RecordKind::Evidence, &fixed.into_iter().chain(own).collect::<Vec<_>>());
        part.0
    }

    #[test]
    fn an_empty_later_column_leaves_the_hash_as_it_was_before_the_column() {
        let mut before = Part::default();
        before.0.push(b'+');
        before.text(Some("evidence"));
        for number in [Some(7), Some(3), None, Some(1), None] {
            before.int(number);
        }
        before.text(Some("ab"));
        before.text(Some("a.jpg"));
        before.int(Some(9));
        assert_eq!(evidence(Val::Null), before.0);
        assert_eq!(evidence(Val::NullOf(db::Kind::Int)), before.0);
        assert_ne!(evidence(Val::Int(4)), before.0);
        assert_ne!(evidence(Val::Int(4)), evidence(Val::Int(5)));
    }

    #[test]
    fn the_words_of_a_bulletin_issued_before_templates_were_decreed_keep_their_hash() {
        let own = |rule| [Val::Int(4), Val::Int(5), Val::Text("words".to_owned()), rule];
        let wrote = |columns: &[Val]| {
            let mut part = Part::default();
            part.wrote(RecordKind::IssuedText, columns);
            part.0
        };
        let fixed = || [Val::Int(7), Val::Int(3), Val::Null];
        let mut before = Part::default();
        before.0.push(b'+');
        before.text(Some("issued_text"));
        for number in [Some(7), Some(3), None, Some(4), Some(5)] {
            before.int(number);
        }
        before.text(Some("words"));
        let all = |rule| fixed().into_iter().chain(own(rule)).collect::<Vec<_>>();
        assert_eq!(wrote(&all(Val::NullOf(db::Kind::Int))), before.0);
        assert_ne!(wrote(&all(Val::Int(9))), before.0);
    }

    #[test]
    fn money_that_arrived_before_dollars_were_kept_keeps_its_hash() {
        let text = |text: &str| Val::Text(text.to_owned());
        let wrote = |dollars: [Val; 3]| {
            let fixed = [Val::Int(7), Val::Int(3), Val::Null];
            let arrived = [Val::Int(4), text("2022-05-10"), text("day"), Val::Null];
            let told = [Val::Int(5), text("loan"), Val::Null, Val::Int(0), text("2022-05-11")];
            let mut part = Part::default();
            let columns: Vec<Val> = fixed.into_iter().chain(arrived).chain(told).chain(dollars).collect();
            part.wrote(RecordKind::PaidIn, &columns);
            part.0
        };
        let mut before = Part::default();
        before.0.push(b'+');
        before.text(Some("paid_in"));
        for number in [Some(7), Some(3), None, Some(4)] {
            before.int(number);
        }
        before.text(Some("2022-05-10"));
        before.text(Some("day"));
        before.text(None);
        before.int(Some(5));
        before.text(Some("loan"));
        before.text(None);
        before.int(Some(0));
        before.text(Some("2022-05-11"));
        assert_eq!(wrote([Val::Null, Val::Null, Val::Null]), before.0);
        assert_ne!(wrote([Val::Int(1), Val::Int(2), text("2022-05-09")]), before.0);
    }
}
