//! What a kept bulletin says: drafted anew from its own columns until it is issued, then the words that were frozen.

use super::edits::{self, Edited};
use super::frozen::{self, Unreadable};
use super::overwritten::{Overwritten, overwritten};
use super::seen::Seen;
use super::store;
use crate::as_of::{AsOf, KnownBy, Question};
use crate::bulletins::{NotDrafted, Order, drafted};
use crate::ledger::{Ledger, LedgerError};
use crate::rounds::key as round_key;
use crate::text::Lang;
use domain::facts::{Bulletin, BulletinId, BulletinRuleId, Kept, OrgId};
use domain::{Day, Scope};
use figures::Snapshot;
use figures::bulletin::{Draft, FigureSpan};
use std::collections::BTreeMap;

/// A bulletin with its words.
pub(super) struct Contents {
    /// The two clocks of its figures.
    pub at: Question,
    /// As it is printed.
    pub printed: Draft,
    /// As it was drafted before anything was written by hand; none of an issued one.
    pub drafted: Option<Draft>,
    /// The paragraphs by hand; of an issued one they are part of its words.
    pub edits: Vec<Edited>,
    /// The numbers of the draft that the paragraphs by hand don't say; of an issued one as they were when it was issued.
    pub overwritten: Vec<Overwritten>,
    /// The numbers of its figures' records by their places; empty until it is issued.
    pub codes: BTreeMap<String, i64>,
}

/// Why a bulletin has no words.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoContents {
    /// It can't be drafted of what its change holds.
    #[error(transparent)]
    NotDrafted(#[from] NotDrafted),
    /// Neither the program nor the site has such a template for its day.
    #[error("there is no template {0:?} on the bulletin's day")]
    NoTemplate(String),
    /// What was kept can't be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The database failed.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
}

impl Contents {
    /// Reads or drafts them.
    pub async fn of(ledger: &Ledger, scope: &Scope, bulletin: &Kept<Bulletin>) -> Result<Self, NoContents> {
        let as_of = AsOf { true_on: Some(bulletin.true_on), known_by: KnownBy::Change(bulletin.known_by) };
        let at = as_of.resolve(ledger).await?;
        if bulletin.issued_change.is_some() {
            return Self::issued(ledger, at, bulletin).await;
        }
        let drafted = draft(ledger, &at, scope, bulletin).await?;
        let edits = store::edits(ledger.db(), BulletinId(bulletin.id)).await?;
        let (printed, edits) = edits::applied(&drafted, edits);
        let overwritten = overwritten(&drafted, &edits);
        Ok(Self { at, printed, drafted: Some(drafted), edits, overwritten, codes: BTreeMap::new() })
    }

    async fn issued(ledger: &Ledger, at: Question, bulletin: &Kept<Bulletin>) -> Result<Self, NoContents> {
        let (text, figures) = store::issued(ledger.db(), BulletinId(bulletin.id)).await?;
        let text = text.ok_or(LedgerError::NotFound { kind: "issued_text", id: bulletin.id })?;
        let slots = || figures.iter().filter_map(|figure| Some((figure.slot.as_deref()?, figure)));
        let (printed, overwritten) = frozen::thaw(&text.text, &slots().collect())?;
        let codes = slots().map(|(slot, figure)| (slot.to_owned(), figure.id)).collect();
        Ok(Self { at, printed, drafted: None, edits: Vec::new(), overwritten, codes })
    }

    /// What who looks at them sees.
    pub fn seen(&self, bulletin: &Bulletin) -> Seen {
        Seen::of(bulletin, self.edits.iter().map(|edited| &edited.edit))
    }

    /// Whether they tell a day, or a round, that has not come.
    pub fn is_early(&self, today: Day) -> bool {
        self.drafted.is_some() && self.printed.true_on > today
    }

    /// The short code of a printed number; none before the bulletin is issued.
    pub fn code(&self, figure: &FigureSpan) -> Option<String> {
        self.codes.get(&figure.slot).map(|number| domain::short_code::encode(*number))
    }

    /// The paragraphs by hand under which something moved.
    pub fn flagged(&self) -> impl Iterator<Item = &Edited> {
        self.edits.iter().filter(|edited| edited.is_flagged())
    }
}

/// The version of the site's own template by which a bulletin is worded, read from the ledger as its change left it; none
/// where it is the program's.
pub(super) fn worded_by(at: &Question, bulletin: &Bulletin) -> Option<BulletinRuleId> {
    let version = at.snapshot.editions().in_force(&bulletin.template, bulletin.true_on);
    version.map(|(_, rule)| BulletinRuleId(rule.id))
}

/// Drafts a bulletin in the scope of its organisation, so that it is the same whoever asks.
pub(super) async fn draft(
    ledger: &Ledger,
    at: &Question,
    scope: &Scope,
    bulletin: &Bulletin,
) -> Result<Draft, NoContents> {
    let lang = Lang::from_tag(&bulletin.lang).unwrap_or_default();
    let scope = scope.within(&at.snapshot.places().below(bulletin.org));
    let round = bulletin
        .round
        .and_then(|id| at.snapshot.dimensions().rounds.get(&id.0).map(|round| round_key(round)));
    let order = Order { scope: &scope, lang, org: narrowing(&at.snapshot, bulletin.org), round };
    let templates = at.snapshot.templates(bulletin.true_on);
    let template = templates.on(&bulletin.template, bulletin.true_on);
    let template = template.ok_or_else(|| NoContents::NoTemplate(bulletin.template.clone()))?;
    let mut draft = drafted(ledger.db(), at, template, &order).await?;
    // A document is dated by the day on which it is issued, not by that of its numbers.
    draft.date(ledger.clock().today());
    Ok(draft)
}

/// The organisation to which figures are narrowed; none for the uppermost, which is the whole.
pub(super) fn narrowing(snapshot: &Snapshot, org: OrgId) -> Option<OrgId> {
    snapshot.places().get(org).filter(|place| place.lineage.len() > 1).map(|place| place.id)
}
