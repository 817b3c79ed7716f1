//! What somebody saw of a draft before they decided: its two clocks, and the version of each paragraph by hand. Nobody issues
//! or gives up words that they have not seen.

use super::store;
use crate::bulletins::places::Places;
use crate::ledger::Writer;
use crate::text::Lang;
use crate::web::form::Form;
use crate::web::problem::Problem;
use crate::web::urlencoded::{decode, encode};
use domain::facts::{Bulletin, BulletinEdit, BulletinId, Kept};
use figures::bulletin::Draft;
use maud::{Markup, html};
use std::collections::BTreeMap;

/// The hidden field that holds what was seen.
pub(super) const SEEN: &str = "draft";

/// The clocks of a draft, as a form holds them. What is drafted follows from them.
pub(super) fn clocks(bulletin: &Bulletin) -> String {
    format!("{}@{}", bulletin.true_on, bulletin.known_by)
}

/// A draft as it stood at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    clocks: String,
    /// By the encoded name of the paragraph, the change that wrote its text by hand.
    edits: BTreeMap<String, String>,
}

impl Seen {
    pub fn of<'e>(bulletin: &Bulletin, edits: impl IntoIterator<Item = &'e Kept<BulletinEdit>>) -> Self {
        let version = |edit: &Kept<BulletinEdit>| (encode(&edit.slot), edit.since.to_string());
        Self { clocks: clocks(bulletin), edits: edits.into_iter().map(version).collect() }
    }

    /// As it stands within a change, with the bulletin: nobody changes it before the change is done.
    pub async fn within(writer: &mut Writer, id: BulletinId) -> Result<(Kept<Bulletin>, Self), Problem> {
        let bulletin = store::bulletin_within(writer, id).await?.ok_or_else(Problem::not_found)?;
        let edits = store::edits_within(writer, id).await?;
        let seen = Self::of(&bulletin, &edits);
        Ok((bulletin, seen))
    }

    /// What a form says was seen; none of a form that says nothing.
    pub fn told(form: &Form) -> Option<Self> {
        let mut words = form.value(SEEN).split(' ');
        let clocks = words.next().filter(|clocks| !clocks.is_empty())?.to_owned();
        let edit = |word: &str| word.split_once('@').map(|(slot, since)| (slot.to_owned(), since.to_owned()));
        Some(Self { clocks, edits: words.filter_map(edit).collect() })
    }

    /// The hidden field.
    pub fn field(&self) -> Markup {
        let edits: String = self.edits.iter().map(|(slot, since)| format!(" {slot}@{since}")).collect();
        html! { input type="hidden" name=(SEEN) value={ (self.clocks) (edits) }; }
    }

    /// Refuses a form that was made from another draft than the present one, with what became of it since, or from none.
    pub fn refuse_other(&self, form: &mut Form, lang: Lang, draft: &Draft) {
        match Self::told(form) {
            None => form.refuse(SEEN, "kept.not_looked"),
            Some(before) => {
                if let Some(what) = self.moved(&before, lang, draft) {
                    form.refuse_with(SEEN, "kept.draft_moved", vec![("what", what)]);
                }
            }
        }
    }

    /// Refuses a form that was made from a draft of other clocks, or from none: a new draft takes its day from who asks for it, and
    /// nobody brings an older one back unasked. Words by hand outlast a new draft, so that they are no reason.
    pub fn refuse_other_clocks(form: &mut Form, lang: Lang, bulletin: &Bulletin) {
        match Self::told(form) {
            None => form.refuse(SEEN, "kept.not_looked"),
            Some(before) if before.clocks != clocks(bulletin) => {
                let what =
                    format!("{}{}{}", lang.t("kept.drafted_anew"), lang.t("ui.colon"), bulletin.true_on);
                form.refuse_with(SEEN, "kept.draft_moved", vec![("what", what)]);
            }
            Some(_) => {}
        }
    }

    /// What became of the draft since `before`, in words: drafted anew, and the places written by hand or withdrawn; none
    /// where nothing did.
    fn moved(&self, before: &Self, lang: Lang, draft: &Draft) -> Option<String> {
        let is_other = |slot: &&String| self.edits.get(*slot) != before.edits.get(*slot);
        let mut slots: Vec<&String> = self.edits.keys().chain(before.edits.keys()).filter(is_other).collect();
        slots.sort_unstable();
        slots.dedup();
        let places = Places::of(lang, draft);
        let anew = (self.clocks != before.clocks).then(|| lang.t("kept.drafted_anew").to_owned());
        let told: Vec<String> = anew
            .into_iter()
            .chain(slots.into_iter().map(|slot| places.paragraph(lang, &decode(slot))))
            .collect();
        (!told.is_empty()).then(|| lang.list(&told))
    }
}
