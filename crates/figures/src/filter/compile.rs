//! From tree to tests over columns: names become ids, words become days and fen, once for the whole snapshot.

use super::ast::{Expr, Op, Operand, Term};
use super::error::{FilterError, FilterErrorKind};
use super::field::{Field, FieldKind};
use super::node::{EntryTest, Node, RowTest};
use super::value::{NONE, read_code, read_day, read_flag, read_hundredths, read_money, read_round};
use crate::snapshot::column::NO_AMOUNT;
use crate::snapshot::{EntryRow, Snapshot};
use domain::{Day, ListKind, RoundKey};
use std::sync::Arc;

/// The rounds of a snapshot by id, in a table wide enough that each has a place of its own: it is asked once for every
/// entry of every figure.
#[derive(Debug, Clone)]
pub(crate) struct RoundTable(Arc<[Option<KnownRound>]>);

#[derive(Debug, Clone, Copy)]
struct KnownRound {
    id: i64,
    key: RoundKey,
    day: Day,
}

impl RoundTable {
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let rounds = snapshot.dimensions().rounds.values().map(|round| {
            let year = i16::try_from(round.year).unwrap_or(0);
            let key = RoundKey { year, seq_in_year: u8::try_from(round.seq_in_year).unwrap_or(0) };
            KnownRound { id: round.id, key, day: round.day }
        });
        let rounds: Vec<KnownRound> = rounds.collect();
        let widths = (0..i64::BITS - 1).map(|power| 1_usize << power);
        let table = widths.filter(|width| *width > rounds.len()).find_map(|width| placed(&rounds, width));
        Self(table.expect("ids differ, so some width parts them").into())
    }

    fn get(&self, id: i64) -> Option<&KnownRound> {
        self.0[place_of(id, self.0.len())].as_ref().filter(|round| round.id == id)
    }

    pub(crate) fn key(&self, round: i64) -> Option<RoundKey> {
        self.get(round).map(|round| round.key)
    }

    pub(crate) fn day(&self, round: i64) -> Option<Day> {
        self.get(round).map(|round| round.day)
    }

    /// Whether an entry counts on a day: its round held by then, and the entry on its list.
    pub(crate) fn stands(&self, entry: &EntryRow, true_on: Day) -> bool {
        entry.stands_on(true_on) && self.day(entry.round).is_some_and(|day| day <= true_on)
    }
}

fn place_of(id: i64, width: usize) -> usize {
    id.cast_unsigned() as usize & (width - 1)
}

/// The rounds in a table of that width (a power of two), or none when two want the same place.
fn placed(rounds: &[KnownRound], width: usize) -> Option<Vec<Option<KnownRound>>> {
    let mut table = vec![None; width];
    for round in rounds {
        let place = &mut table[place_of(round.id, width)];
        if place.replace(*round).is_some() {
            return None;
        }
    }
    Some(table)
}

/// Makes filters ready for one snapshot and day.
pub(crate) struct Compiler<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) rounds: &'a RoundTable,
    pub(super) true_on: Day,
}

/// A test on an ordered quantity: ranges with both ends.
pub(super) type Spans = Vec<(i64, i64)>;

impl<'a> Compiler<'a> {
    pub(crate) fn new(snapshot: &'a Snapshot, rounds: &'a RoundTable, true_on: Day) -> Self {
        Self { snapshot, rounds, true_on }
    }

    pub(crate) fn compile(&self, expr: Option<&Expr>) -> Result<Node, FilterError> {
        expr.map_or(Ok(Node::All), |expr| self.node(expr))
    }

    fn node(&self, expr: &Expr) -> Result<Node, FilterError> {
        let each = |parts: &[Expr]| parts.iter().map(|part| self.node(part)).collect::<Result<Vec<_>, _>>();
        Ok(match expr {
            Expr::And(parts) => Node::And(each(parts)?),
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
        Box::new(move |block, asked| {
            asked.keep(|row| {
                block.search.get(row).contains(&folded)
                    || (!investors.is_empty()
                        && block.investors.get(row).iter().any(|id| investors.contains(id)))
            })
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
            read_day(word).map(|(first, last)| (i64::from(first.days()), i64::from(last.days())))
        })
    }

    fn entry_test(&self, term: &Term) -> Result<EntryTest, FilterErrorKind> {
        let words = || words(term);
        Ok(match term.field {
            Field::Round => {
                let number = |key: RoundKey| i64::from(key.year) * 1_000 + i64::from(key.seq_in_year);
                let spans =
                    spans(term, |word| read_round(word).map(|(first, last)| (number(first), number(last))))?;
                let rounds = self.rounds.clone();
                Box::new(move |entry| rounds.key(entry.round).is_some_and(|key| within(&spans, number(key))))
            }
            Field::List => {
                let lists: Vec<ListKind> =
                    words().filter_map(|word| read_code(ListKind::ALL, ListKind::code, word)).collect();
                Box::new(move |entry| lists.contains(&entry.list))
            }
            Field::Converted => {
                let wanted: Vec<bool> = words().filter_map(read_flag).collect();
                Box::new(move |entry| wanted.contains(&entry.is_converted()))
            }
            _ => {
                let spans = spans(term, |word| read_money(word).map(|it| (it, it)))?;
                Box::new(move |entry| within(&spans, entry.amount))
            }
        })
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
