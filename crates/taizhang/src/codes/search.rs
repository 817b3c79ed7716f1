//! A code typed into the search box.

use super::store::Known;
use super::{address, store};
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::LedgerError;
use domain::Permission;
use domain::short_code::{BadCode, decode};

/// Where a searched text leads when it is a code: to its figure; with a slip in it, to the page that names what may be
/// meant. None when it is no code of anything that the actor reads: then it is searched for like any other text.
///
/// # Errors
/// When the database fails.
pub async fn address_of(app: &App, actor: &Actor, text: &str) -> Result<Option<String>, LedgerError> {
    match decode(text) {
        Ok(number) => Ok(is_read(app, actor, number).await?.then(|| address(number))),
        Err(BadCode::Form) => Ok(None),
        Err(BadCode::Check(near)) => {
            let typed: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
            Ok(readable(app, actor, &near).await?.first().map(|_| format!("/f/{typed}")))
        }
    }
}

/// Those of some numbers that are printed figures which the actor reads.
///
/// # Errors
/// When the database fails.
pub(super) async fn readable(app: &App, actor: &Actor, numbers: &[i64]) -> Result<Vec<i64>, LedgerError> {
    let mut found = Vec::new();
    for number in numbers {
        if is_read(app, actor, *number).await? {
            found.push(*number);
        }
    }
    Ok(found)
}

async fn is_read(app: &App, actor: &Actor, number: i64) -> Result<bool, LedgerError> {
    Ok(read(app, actor, number).await?.is_some())
}

/// A printed figure that the actor reads: one of what they read, or one of an issued bulletin that was sent to them.
///
/// # Errors
/// When the database fails.
pub(super) async fn read(app: &App, actor: &Actor, number: i64) -> Result<Option<Known>, LedgerError> {
    let Some(known) = store::figure(app.ledger.db(), number).await? else { return Ok(None) };
    let org = known.figure.org;
    let is_read = match known.figure.bulletin {
        None => actor.may(Permission::Read, org),
        Some(_) => actor.may_below(Permission::Read, org, app.ledger.live().current().await?.places()),
    };
    Ok(is_read.then_some(known))
}
