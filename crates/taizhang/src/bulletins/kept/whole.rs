//! Issuing at once what another slice has written whole: a ranking that is fixed.

use super::frozen;
use super::store;
use crate::ledger::{LedgerError, Writer};
use crate::text::Lang;
use db::Db;
use domain::Day;
use domain::facts::{Bulletin, BulletinId, IssuedText, Kept, OrgId};
use figures::bulletin::{Draft, FigureSpan, Source};

/// Keeps a draft as an issued bulletin of an organisation: its words and each number with its code.
///
/// # Errors
/// When the database fails.
pub async fn issue_whole(
    writer: &mut Writer,
    draft: &Draft,
    (org, lang): (OrgId, Lang),
    today: Day,
) -> Result<BulletinId, LedgerError> {
    let id = BulletinId(writer.create(&Bulletin {
        org,
        template: draft.template.clone(),
        round: None,
        lang: lang.tag().to_owned(),
        true_on: draft.true_on,
        known_by: draft.known_by,
        title: draft.title_line(),
        issued_change: Some(writer.change()),
        issued_on: Some(today),
    }));
    for figure in draft.figures() {
        writer.create(&frozen::record(&figure, rule(draft, &figure), (org, id), draft));
        writer.hand_over_many().await?;
    }
    writer.create(&IssuedText { org, bulletin: id, text: frozen::freeze(draft), rule: None });
    Ok(id)
}

/// What the footnotes say of a figure.
fn rule(draft: &Draft, figure: &FigureSpan) -> Option<String> {
    let of = match &figure.source {
        Source::Asked(asked) => &asked.figure,
        Source::Stated(stated) => &stated.indicator,
    };
    draft.notes.iter().find(|note| note.of == *of).map(|note| note.text.clone())
}

/// The rankings that are fixed, whosoever they are.
///
/// # Errors
/// When the database fails.
pub async fn fixed_rankings(db: &Db) -> Result<Vec<Kept<Bulletin>>, LedgerError> {
    let mut all = store::all(db).await?;
    all.retain(|bulletin| bulletin.ranking().is_some());
    Ok(all)
}
