//! The slice's SQL.

use crate::ledger::{LedgerError, Writer};
use db::Val;
use domain::facts::OrgId;

/// What names an organisation: while one of these does, it can't be ended.
const USES: [&str; 14] = [
    "SELECT id FROM org WHERE until IS NULL AND parent = $1 LIMIT 1",
    "SELECT id FROM account_grant WHERE until IS NULL AND org = $1 LIMIT 1",
    "SELECT id FROM project WHERE until IS NULL AND (zone = $1 OR park = $1) LIMIT 1",
    "SELECT id FROM round WHERE until IS NULL AND org = $1 LIMIT 1",
    "SELECT id FROM taxonomy WHERE until IS NULL AND org = $1 LIMIT 1",
    "SELECT id FROM import WHERE until IS NULL AND zone = $1 LIMIT 1",
    "SELECT id FROM indicator WHERE until IS NULL AND org = $1 LIMIT 1",
    "SELECT id FROM target WHERE until IS NULL AND org = $1 LIMIT 1",
    "SELECT id FROM rank_scheme WHERE until IS NULL AND org = $1 LIMIT 1",
    "SELECT id FROM learned_layout WHERE until IS NULL AND org = $1 LIMIT 1",
    "SELECT id FROM score_input WHERE until IS NULL AND (org = $1 OR \"unit\" = $1) LIMIT 1",
    "SELECT id FROM rank_seat WHERE until IS NULL AND (org = $1 OR \"unit\" = $1) LIMIT 1",
    "SELECT id FROM bulletin WHERE until IS NULL AND org = $1 LIMIT 1",
    "SELECT id FROM printed_figure WHERE until IS NULL AND (org = $1 OR of_org = $1) LIMIT 1",
];

/// Whether a current fact names the organisation.
pub(super) async fn in_use(writer: &mut Writer, org: OrgId) -> Result<bool, LedgerError> {
    for sql in USES {
        if !writer.query::<i64>(sql, vec![Val::Int(org.0)]).await?.is_empty() {
            return Ok(true);
        }
    }
    Ok(false)
}
