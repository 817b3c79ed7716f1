//! Issuing at once what another slice has written whole: a ranking that is fixed.

use super::frozen;
use super::overwritten::Overwritten;
use super::store;
use crate::ledger::{LedgerError, Writer};
use crate::text::Lang;
use db::Db;
use domain::Day;
use domain::facts::{Bulletin, BulletinId, BulletinRuleId, IssuedText, Kept, OrgId};
use figures::bulletin::{Draft, Source};
use std::collections::{HashMap, HashSet};

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
    write_words(writer, (draft, &[]), (org, id, None), |_| None).await?;
    Ok(id)
}

/// Writes the words of a bulletin, with what in them by hand is not as drafted, and each number with its code and what a footnote says of it, else its definition.
pub(super) async fn write_words(
    writer: &mut Writer,
    (draft, overwritten): (&Draft, &[Overwritten]),
    (org, bulletin, rule): (OrgId, BulletinId, Option<BulletinRuleId>),
    defined: impl Fn(&str) -> Option<String>,
) -> Result<(), LedgerError> {
    let notes: HashMap<&str, &str> =
        draft.notes.iter().map(|note| (note.of.as_str(), note.text.as_str())).collect();
    let mut slots = HashSet::new();
    for figure in draft.figures() {
        let of = match &figure.source {
            Source::Asked(asked) => &asked.figure,
            Source::Stated(stated) => &stated.indicator,
        };
        if slots.insert(figure.slot.clone()) {
            let said = notes.get(of.as_str()).map(|text| (*text).to_owned()).or_else(|| defined(of));
            writer.create(&frozen::record(&figure, said, (org, bulletin), draft));
            writer.hand_over_many().await?;
        }
    }
    writer.create(&IssuedText { org, bulletin, text: frozen::freeze(draft, overwritten), rule });
    Ok(())
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
