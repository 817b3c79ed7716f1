//! `taizhang verify`: walks the chain, looks for what can't be, and derives afresh whatever is derived.

use super::hash::{Chain, Part};
use super::keys::in_one_place;
use super::table::{Depth, table};
use super::{Act, Ledger, LedgerError, Origin};
use db::{ReadTx, Val};
use domain::facts::{ChangeId, ColumnKind, RecordKind, UserId};
use figures::Unusable;
use figures::bulletin::UnusableTemplate;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// Changes read at a time: bounds the memory of a walk.
const SPAN_CHANGES: i64 = 500;

/// Something that isn't as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A change's rows don't give its hash: rows were altered outside the ledger.
    Altered {
        /// The change.
        change: ChangeId,
    },
    /// A number is missing in the chain.
    Missing {
        /// The change.
        change: ChangeId,
    },
    /// The head doesn't name the last change.
    Head {
        /// What the head says.
        says: ChangeId,
        /// The last change there is.
        last: ChangeId,
    },
    /// A record has two open versions.
    TwiceOpen {
        /// Its kind.
        kind: RecordKind,
        /// The record.
        id: i64,
    },
    /// Two records of a kind stand where one may stand: see [`domain::facts::NaturalKey`].
    InOnePlace {
        /// Their kind.
        kind: RecordKind,
        /// The later record.
        id: i64,
        /// The earlier one.
        other: i64,
    },
    /// A version begins or ends at a change that never was, or ends before it begins: no change's hash covers it.
    OutsideChain {
        /// Its kind.
        kind: RecordKind,
        /// The record.
        id: i64,
    },
    /// A record names one that isn't there.
    Dangling {
        /// Its kind.
        kind: RecordKind,
        /// The record.
        id: i64,
        /// The column.
        column: &'static str,
    },
    /// A definition of a figure that can't be used: what held before it holds on.
    Definition(Box<Unusable>),
    /// A template of bulletins that can't be used: what held before it holds on.
    Template(Box<UnusableTemplate>),
    /// The live snapshot differs from one loaded afresh.
    Snapshot,
}

/// Checks the whole ledger. `progress` hears the last change walked and the head.
///
/// # Errors
/// When the database fails; what is wrong in the ledger comes as findings.
pub async fn verify(
    ledger: &Ledger,
    mut progress: impl FnMut(ChangeId, ChangeId) + Send,
) -> Result<Vec<Finding>, LedgerError> {
    let live = ledger.live().current().await?;
    let mut read = ledger.db().read().await?;
    let (head, head_hash) =
        read.query_one::<(i64, String)>("SELECT change, hash FROM head WHERE one = 1", Vec::new()).await?;
    let mut findings = Vec::new();
    let mut previous = String::new();
    let mut next = 1;
    while next <= head {
        let last = (next + SPAN_CHANGES - 1).min(head);
        previous = walk(&mut read, next, last, previous, &mut findings).await?;
        progress(ChangeId(last), ChangeId(head));
        next = last + 1;
    }
    let last =
        read.query_one::<i64>("SELECT CAST(COALESCE(MAX(id), 0) AS BIGINT) FROM change", Vec::new()).await?;
    if last != head || (head_hash != previous && !findings.iter().any(is_chain)) {
        findings.push(Finding::Head { says: ChangeId(head), last: ChangeId(last) });
    }
    outside_chain(&mut read, head, &mut findings).await?;
    twice_open(&mut read, &mut findings).await?;
    in_place_of_another(&mut read, &mut findings).await?;
    dangling(&mut read, &mut findings).await?;
    drop(read);
    if super::afresh::load(ledger.db(), Some(live.change())).await? != *live {
        findings.push(Finding::Snapshot);
    }
    let unusable = live.definitions().unusable().into_iter();
    findings.extend(unusable.map(|it| Finding::Definition(Box::new(it))));
    let unusable = live.editions().unusable().into_iter();
    findings.extend(unusable.map(|it| Finding::Template(Box::new(it))));
    Ok(findings)
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Altered { change } => {
                write!(out, "change {change}: its rows were altered outside the ledger")
            }
            Self::Missing { change } => write!(out, "change {change} is missing"),
            Self::Head { says, last } => {
                write!(out, "the head names change {says}, the last there is is {last}")
            }
            Self::TwiceOpen { kind, id } => write!(out, "{} {id} has two open versions", kind.table()),
            Self::InOnePlace { kind, id, other } => {
                write!(out, "{} {id} stands in the place of {other}", kind.table())
            }
            Self::OutsideChain { kind, id } => {
                write!(out, "{} {id} has a version that no change wrote or ended", kind.table())
            }
            Self::Dangling { kind, id, column } => {
                write!(out, "{} {id} names in {column} a record that is not there", kind.table())
            }
            Self::Definition(it) => {
                write!(
                    out,
                    "the definition of {} from {} can't be used: {}",
                    it.rule.name, it.rule.from_on, it.error
                )
            }
            Self::Template(it) => {
                write!(
                    out,
                    "the template {} from {} can't be used: {}",
                    it.rule.name, it.rule.from_on, it.error
                )
            }
            Self::Snapshot => write!(out, "the live snapshot differs from one loaded afresh"),
        }
    }
}

fn is_chain(finding: &Finding) -> bool {
    matches!(finding, Finding::Altered { .. } | Finding::Missing { .. })
}

/// The rows of a change as its hash saw them.
#[derive(Default)]
struct Rows {
    closed: BTreeMap<(RecordKind, i64), i64>,
    wrote: BTreeMap<(RecordKind, i64), Vec<Val>>,
}

/// A change row and the hash it carries.
struct Link {
    at_ms: i64,
    act: Act,
    undoes: Option<ChangeId>,
    hash: String,
}

/// Walks the changes `first..=last` and gives the hash of the last.
async fn walk(
    read: &mut ReadTx,
    first: i64,
    last: i64,
    mut previous: String,
    findings: &mut Vec<Finding>,
) -> Result<String, LedgerError> {
    let mut rows: BTreeMap<i64, Rows> = BTreeMap::new();
    for kind in RecordKind::ALL.iter().copied() {
        collect(read, kind, first, last, &mut rows).await?;
    }
    let mut links = links(read, first, last).await?;
    for id in first..=last {
        let change = ChangeId(id);
        let Some(link) = links.remove(&id) else {
            findings.push(Finding::Missing { change });
            continue;
        };
        let rows = rows.remove(&id).unwrap_or_default();
        let mut chain = Chain::begin(&previous, change, link.at_ms, &link.act, link.undoes);
        let mut part = Part::default();
        rows.closed.iter().for_each(|((kind, id), since)| part.closed(*kind, *id, *since));
        rows.wrote.iter().for_each(|((kind, _), columns)| part.wrote(*kind, columns));
        chain.update(&part);
        if chain.finish() != link.hash {
            findings.push(Finding::Altered { change });
        }
        // Going on from the stored hash keeps one altered change from accusing all later ones.
        previous = link.hash;
    }
    Ok(previous)
}

async fn links(read: &mut ReadTx, first: i64, last: i64) -> Result<BTreeMap<i64, Link>, LedgerError> {
    let sql = "SELECT id, at_ms, actor, origin, reason, idempotency_key, undoes, hash FROM change \
               WHERE id BETWEEN $1 AND $2";
    let links = read
        .fold(sql, vec![Val::Int(first), Val::Int(last)], BTreeMap::new(), |links, row| {
            let origin = row.text(3)?;
            let origin = Origin::from_code(&origin)
                .ok_or_else(|| db::DbError::Other(format!("unknown origin {origin:?}")))?;
            let act = Act {
                actor: row.opt_int(2)?.map(UserId),
                origin,
                reason: row.opt_text(4)?,
                idempotency_key: row.opt_text(5)?,
            };
            let link =
                Link { at_ms: row.int(1)?, act, undoes: row.opt_int(6)?.map(ChangeId), hash: row.text(7)? };
            links.insert(row.int(0)?, link);
            Ok(())
        })
        .await?;
    Ok(links)
}

async fn collect(
    read: &mut ReadTx,
    kind: RecordKind,
    first: i64,
    last: i64,
    rows: &mut BTreeMap<i64, Rows>,
) -> Result<(), LedgerError> {
    let span = vec![Val::Int(first), Val::Int(last)];
    let wrote = format!("{} WHERE since BETWEEN $1 AND $2", table(kind).select(Depth::Full));
    let wrote = read
        .fold(Cow::Owned(wrote), span.clone(), Vec::new(), move |wrote, row| {
            let mut columns = vec![Val::Int(row.int(0)?), Val::Int(row.int(1)?)];
            columns.push(row.opt_text(2)?.map_or(Val::Null, Val::Text));
            for (index, field) in kind.fields().iter().enumerate() {
                columns.push(match field.kind {
                    ColumnKind::Int => row.opt_int(index + 3)?.map_or(Val::Null, Val::Int),
                    ColumnKind::Text => row.opt_text(index + 3)?.map_or(Val::Null, Val::Text),
                });
            }
            wrote.push((row.int(1)?, row.int(0)?, columns));
            Ok(())
        })
        .await?;
    for (since, id, columns) in wrote {
        rows.entry(since).or_default().wrote.insert((kind, id), columns);
    }
    let closed = format!("SELECT id, since, until FROM {} WHERE until BETWEEN $1 AND $2", kind.table());
    for (id, since, until) in read.query::<(i64, i64, i64)>(Cow::Owned(closed), span).await? {
        rows.entry(until).or_default().closed.insert((kind, id), since);
    }
    Ok(())
}

async fn twice_open(read: &mut ReadTx, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    for kind in RecordKind::ALL.iter().copied() {
        let sql =
            format!("SELECT id FROM {} WHERE until IS NULL GROUP BY id HAVING COUNT(*) > 1", kind.table());
        let twice = read.query::<i64>(Cow::Owned(sql), Vec::new()).await?;
        findings.extend(twice.into_iter().map(|id| Finding::TwiceOpen { kind, id }));
    }
    Ok(())
}

/// The walk reads the rows of the changes there are; these are all others.
async fn outside_chain(read: &mut ReadTx, head: i64, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    for kind in RecordKind::ALL.iter().copied() {
        let sql = format!(
            "SELECT DISTINCT id FROM {} WHERE since < 1 OR since > $1 OR until > $1 OR until <= since ORDER BY id",
            kind.table()
        );
        let outside = read.query::<i64>(Cow::Owned(sql), vec![Val::Int(head)]).await?;
        findings.extend(outside.into_iter().map(|id| Finding::OutsideChain { kind, id }));
    }
    Ok(())
}

async fn in_place_of_another(read: &mut ReadTx, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    for kind in RecordKind::ALL.iter().copied() {
        let Some(in_one_place) = in_one_place(kind, "a", "b") else { continue };
        let name = kind.table();
        let sql = format!(
            "SELECT b.id, MIN(a.id) FROM {name} a JOIN {name} b ON {in_one_place} AND a.id < b.id \
             WHERE a.until IS NULL AND b.until IS NULL GROUP BY b.id ORDER BY b.id"
        );
        let found = read.query::<(i64, i64)>(Cow::Owned(sql), Vec::new()).await?;
        findings.extend(found.into_iter().map(|(id, other)| Finding::InOnePlace { kind, id, other }));
    }
    Ok(())
}

async fn dangling(read: &mut ReadTx, findings: &mut Vec<Finding>) -> Result<(), LedgerError> {
    for (kind, column, to) in RecordKind::references() {
        let (from, to) = (kind.table(), to.table());
        let sql = format!(
            "SELECT f.id FROM {from} f WHERE f.until IS NULL AND f.\"{column}\" IS NOT NULL AND NOT EXISTS \
             (SELECT 1 FROM {to} t WHERE t.id = f.\"{column}\" AND t.until IS NULL)"
        );
        let lost = read.query::<i64>(Cow::Owned(sql), Vec::new()).await?;
        findings.extend(lost.into_iter().map(|id| Finding::Dangling { kind, id, column }));
    }
    Ok(())
}
