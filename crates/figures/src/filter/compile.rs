//! From tree to tests over columns: names become ids, words become days and fen, once for the whole snapshot.

use super::ast::{Expr, Op, Operand, Term};
use super::error::{FilterError, FilterErrorKind};
use super::field::{Field, FieldKind};
use super::node::{EntryTest, Node, RowTest};
use super::value::{
    NONE, THIS_YEAR, read_code, read_day, read_flag, read_hundredths, read_money, read_round,
};
use crate::snapshot::Snapshot;
use crate::snapshot::column::NO_AMOUNT;
use crate::snapshot::ids::IdSet;
use domain::{Day, ListKind, RoundKey};
use memchr::memmem;

/// Makes filters ready for one snapshot and day.
pub(crate) struct Compiler<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) true_on: Day,
}

/// A test on an ordered quantity: ranges with both ends.
pub(super) type Spans = Vec<(i64, i64)>;

impl<'a> Compiler<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, true_on: Day) -> Self {
        Self { snapshot, true_on }
    }

    pub(crate) fn compile(&self, expr: Option<&Expr>) -> Result<Node, FilterError> {
        expr.map_or(Ok(Node::All), |expr| self.node(expr))
    }

    fn node(&self, expr: &Expr) -> Result<Node, FilterError> {
        let each = |parts: &[Expr]| parts.iter().map(|part| self.node(part)).collect::<Result<Vec<_>, _>>();
        Ok(match expr {
            Expr::And(parts) => Node::and(each(parts)?),
            Expr::Or(parts) => Node::Or(each(parts)?),
            Expr::Not(inner) => Node::Not(Box::new(self.node(inner)?)),
            Expr::Words(words) => Node::Rows(self.search(words)),
            Expr::Term(term) => {
                let node = self.term(term).map_err(|kind| FilterError { at: term.at.0 + 1, kind })?;
                if term.op == Op::IsNot { Node::Not(Box::new(node)) } else { node }
            }
        })
    }

    /// Words searched in number and name, and in the names of investors.
    fn search(&self, words: &str) -> RowTest {
        let folded = domain::text::fold(words);
        let investors = self.snapshot.investors_called(&folded);
        let sought = memmem::Finder::new(&folded).into_owned();
        Box::new(move |block, asked| {
            let said = block.search.rows_with(&sought).and(asked);
            if investors.is_empty() {
                return said;
            }
            let invests = |row: usize| block.investors.get(row).iter().any(|id| investors.contains(*id));
            said.or(&asked.keep(invests))
        })
    }

    fn term(&self, term: &Term) -> Result<Node, FilterErrorKind> {
        if term.field.is_of_entry() {
            return self.entry_test(term).map(Node::Entry);
        }
        Ok(Node::Rows(match term.field.kind() {
            FieldKind::Name => self.name_test(term)?,
            FieldKind::Day => self.day_test(term.field, self.day_spans(term)?),
            FieldKind::Money => {
                self.money_test(term.field, spans(term, |word| read_money(word).map(|it| (it, it)))?)
            }
            FieldKind::Number => {
                self.number_test(term.field, spans(term, |word| read_hundredths(word).map(|it| (it, it)))?)
            }
            FieldKind::Text => self.text_test(term),
            FieldKind::Code | FieldKind::Round => self.code_test(term)?,
        }))
    }

    fn day_spans(&self, term: &Term) -> Result<Spans, FilterErrorKind> {
        spans(term, |word| {
            let year = || (self.true_on.first_of_year(), self.true_on.last_of_year());
            let span = if word.eq_ignore_ascii_case(THIS_YEAR) { Some(year()) } else { read_day(word) };
            span.map(|(first, last)| (i64::from(first.days()), i64::from(last.days())))
        })
    }

    fn entry_test(&self, term: &Term) -> Result<EntryTest, FilterErrorKind> {
        let words = || words(term);
        Ok(match term.field {
            Field::Round => self.round_test(term)?,
            Field::List => {
                let lists: Vec<ListKind> =
                    words().filter_map(|word| read_code(ListKind::ALL, ListKind::code, word)).collect();
                Box::new(move |entries, asked| asked.keep(|place| lists.contains(&entries.items.list[place])))
            }
            Field::Converted => {
                let wanted: Vec<bool> = words().filter_map(read_flag).collect();
                Box::new(move |entries, asked| {
                    asked.keep(|place| wanted.contains(&entries.items.is_converted(place)))
                })
            }
            _ => {
                let spans = spans(term, |word| read_money(word).map(|it| (it, it)))?;
                Box::new(move |entries, asked| {
                    asked.keep(|place| within(&spans, entries.items.amount[place]))
                })
            }
        })
    }

    fn round_test(&self, term: &Term) -> Result<EntryTest, FilterErrorKind> {
        let number = |key: RoundKey| i64::from(key.year) * 1_000 + i64::from(key.seq_in_year);
        let spans = spans(term, |word| read_round(word).map(|(first, last)| (number(first), number(last))))?;
        let rounds = self.snapshot.rounds();
        let is_asked = |id: &&i64| rounds.key(**id).is_some_and(|key| within(&spans, number(key)));
        let wanted: IdSet<i64> = self.snapshot.dimensions().rounds.keys().filter(is_asked).copied().collect();
        Ok(Box::new(move |entries, asked| {
            let wanted = entries.items.round.map(|round| wanted.contains(round));
            asked.keep(|place| wanted[entries.items.round.place(place)])
        }))
    }
}

/// The words of a term; ranges have none.
pub(super) fn words(term: &Term) -> impl Iterator<Item = &str> {
    term.values.iter().filter_map(|value| match value {
        Operand::Word(word) => Some(word.as_str()),
        Operand::Range(..) => None,
    })
}

/// The ranges that a term on an ordered quantity allows, smallest possible first, largest last. Where nothing is
/// known the quantity is [`NO_AMOUNT`], which lies in no range but the one that `none` asks for.
fn spans(term: &Term, read: impl Fn(&str) -> Option<(i64, i64)>) -> Result<Spans, FilterErrorKind> {
    const FIRST: i64 = NO_AMOUNT + 1;
    let one = |word: &String| {
        if word == NONE {
            return Ok((NO_AMOUNT, NO_AMOUNT));
        }
        read(word).ok_or_else(|| FilterErrorKind::BadValue { field: term.field, value: word.clone() })
    };
    let span = |value: &Operand| {
        Ok(match value {
            Operand::Range(from, to) => {
                let from = from.as_ref().map_or(Ok(FIRST), |word| one(word).map(|(first, _)| first))?;
                (from, to.as_ref().map_or(Ok(i64::MAX), |word| one(word).map(|(_, last)| last))?)
            }
            Operand::Word(word) => {
                let (first, last) = one(word)?;
                match term.op {
                    Op::Is | Op::IsNot => (first, last),
                    Op::Less => (FIRST, first.saturating_sub(1)),
                    Op::AtMost => (FIRST, last),
                    Op::More => (last.saturating_add(1), i64::MAX),
                    Op::AtLeast => (first, i64::MAX),
                }
            }
        })
    };
    term.values.iter().map(span).collect()
}

pub(super) fn within(spans: &Spans, value: i64) -> bool {
    spans.iter().any(|(first, last)| (*first..=*last).contains(&value))
}
