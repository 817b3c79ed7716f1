//! The slice's SQL.

use crate::ledger::{LedgerError, open_by};
use db::{Db, Val};
use domain::Recognition;
use domain::facts::{Kept, Setting};

/// Whether the actual dates of an imported workbook count at once or wait to be recognised.
pub(super) const IMPORTED_DATES: &str = "importedDates";
/// Until somebody decides: zones bring in dates of years gone by, which nobody will recognise one by one.
const IMPORTED_DATES_DEFAULT: Recognition = Recognition::Recognized;

/// The setting as it stands.
pub(super) async fn setting(db: &Db, key: &'static str) -> Result<Option<Kept<Setting>>, LedgerError> {
    Ok(open_by::<Setting>(db, "key = $1", vec![Val::from(key)]).await?.pop())
}

/// With which recognition the actual dates of an imported workbook are written.
///
/// # Errors
/// When the database fails.
pub async fn imported_dates(db: &Db) -> Result<Recognition, LedgerError> {
    let kept = setting(db, IMPORTED_DATES).await?;
    let chosen = kept.and_then(|kept| Recognition::from_code(&kept.value));
    Ok(chosen.unwrap_or(IMPORTED_DATES_DEFAULT))
}
