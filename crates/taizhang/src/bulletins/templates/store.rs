//! The slice's SQL: the versions as they stand inside a change, and what was issued by one.

use crate::ledger::{LedgerError, Writer};
use db::Val;
use domain::facts::{BulletinId, BulletinRule, BulletinRuleId, FigureRule, IssuedText};
use figures::Definitions;
use figures::bulletin::Editions;
use std::sync::Arc;

/// The templates as they stand inside the change.
///
/// # Errors
/// When the database fails.
pub(super) async fn within(writer: &mut Writer) -> Result<Editions, LedgerError> {
    let definitions = writer.open_by::<FigureRule>("1 = 1", Vec::new()).await?;
    let rules = writer.open_by::<BulletinRule>("1 = 1", Vec::new()).await?;
    Ok(Editions::of(&rules, Arc::new(Definitions::of(&definitions))))
}

/// The bulletins that were issued by a version.
///
/// # Errors
/// When the database fails.
pub(super) async fn issued_by(
    writer: &mut Writer,
    id: BulletinRuleId,
) -> Result<Vec<BulletinId>, LedgerError> {
    let texts = writer.open_by::<IssuedText>("\"rule\" = $1", vec![Val::Int(id.0)]).await?;
    Ok(texts.iter().map(|text| text.bulletin).collect())
}
