//! What the slice asks of the database.

use crate::ledger::{LedgerError, Writer, valid_by};
use db::{Db, Val};
use domain::facts::{ChangeId, Kept, OrgId, RankScheme, RankSeat, ScoreInput};

/// All schemes of the site, as a change left them.
///
/// # Errors
/// When the database fails.
pub(crate) async fn schemes(db: &Db, at: ChangeId) -> Result<Vec<Kept<RankScheme>>, LedgerError> {
    valid_by(db, at, "1 = 1", []).await
}

/// What was typed in for some schemes in the periods of some years, as a change left it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn inputs(
    db: &Db,
    at: ChangeId,
    schemes: &[String],
    (from, to): (i32, i32),
) -> Result<Vec<Kept<ScoreInput>>, LedgerError> {
    // A period begins with its year, so that texts lie between years as periods do.
    let bounds = [Val::Text(format!("{from:04}")), Val::Text(format!("{:04}", to + 1))];
    let condition = format!("period >= $2 AND period < $3 AND scheme IN ({})", marks(4, schemes.len()));
    let names = schemes.iter().cloned().map(Val::Text);
    valid_by(db, at, &condition, bounds.into_iter().chain(names)).await
}

/// In which groups units are ranked by some schemes, as a change left it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn seats(
    db: &Db,
    at: ChangeId,
    schemes: &[String],
) -> Result<Vec<Kept<RankSeat>>, LedgerError> {
    let condition = format!("scheme IN ({})", marks(2, schemes.len()));
    valid_by(db, at, &condition, schemes.iter().cloned().map(Val::Text)).await
}

fn marks(first: usize, count: usize) -> String {
    let marks: Vec<String> = (first..first + count).map(|place| format!("${place}")).collect();
    marks.join(", ")
}

/// What stands typed in for a unit, a scheme and a period inside a change, and its group.
///
/// # Errors
/// When the database fails.
pub(crate) async fn of_unit(
    writer: &mut Writer,
    unit: OrgId,
    scheme: &str,
    period: &str,
) -> Result<(Vec<Kept<ScoreInput>>, Option<Kept<RankSeat>>), LedgerError> {
    let named = || vec![Val::Int(unit.0), Val::Text(scheme.to_owned())];
    let vals = named().into_iter().chain([Val::Text(period.to_owned())]).collect();
    let inputs =
        writer.open_by::<ScoreInput>("\"unit\" = $1 AND \"scheme\" = $2 AND \"period\" = $3", vals).await?;
    let seats = writer.open_by::<RankSeat>("\"unit\" = $1 AND \"scheme\" = $2", named()).await?;
    Ok((inputs, seats.into_iter().next()))
}
