//! The record types of kept bulletins (通报): what was drafted, what was written by hand, what was issued, and each number
//! printed with the question behind it (`formats.md` §1).

use super::record::{KeyPart, NaturalKey, Owner, Record, RecordKind, maybe, records, span};
use super::{
    BulletinId, BulletinRuleId, ChangeId, Column, ColumnError, FieldDef, OrgId, RoundId, Sink, Source,
};
use crate::Day;

records! {
    /// A bulletin of an organisation. Until it is issued its text is drafted anew from these columns; from then on it is
    /// the [`IssuedText`].
    Bulletin in "bulletin", Org {
        /// In whose name it speaks, and over whose projects.
        org: OrgId,
        /// The template's name; its edition is the one in force on the day.
        template: String,
        /// The round, of templates that are about rounds.
        round: Option<RoundId>,
        /// The language in which it is written, as a tag (`zh-CN`).
        lang: String,
        /// True on.
        true_on: Day,
        /// Known by: the last change of the ledger that it reads.
        known_by: ChangeId,
        /// The title as drafted, in one line.
        title: String,
        /// The change by which it was issued; none before.
        issued_change: Option<ChangeId>,
        /// The day on which it was issued.
        issued_on: Option<Day>,
    }

    /// A paragraph of a bulletin written by hand.
    BulletinEdit in "bulletin_edit", Org, once by (bulletin, slot) {
        /// Whose bulletin.
        org: OrgId,
        /// The bulletin.
        bulletin: BulletinId,
        /// The paragraph's name in the template.
        slot: String,
        /// What is printed in its place.
        text: String,
        /// The drafted text over which it was written.
        over: String,
        /// The numbers of that text, one a line: name, tab, as printed.
        over_figures: String,
    }

    /// The words of an issued bulletin, as they are printed for ever.
    IssuedText in "issued_text", Org, once by (bulletin) {
        /// Whose bulletin.
        org: OrgId,
        /// The bulletin.
        bulletin: BulletinId,
        /// Title, paragraphs, tables, footnotes; a text of the bulletins slice.
        text: String,
        /// The version of the site's own template by which it was worded; none of one that came with the program.
        rule: Option<BulletinRuleId>,
    }

    /// A printed number with the whole question that it answers. Its own number is the root of its short code.
    PrintedFigure in "printed_figure", Org {
        /// Whose number: who reads there may open it.
        org: OrgId,
        /// The bulletin in which it is printed; none for a number that somebody pinned.
        bulletin: Option<BulletinId>,
        /// Its place in the bulletin.
        slot: Option<String>,
        /// As printed.
        printed: String,
        /// The figure of the catalogue, or the indicator.
        name: String,
        /// Which of its numbers, by code.
        aspect: String,
        /// The condition in the filter language; empty of an indicator.
        filter: String,
        /// The group, as its line; empty for the whole.
        grouped: String,
        /// The taxonomy by whose classes industries are told; none for the first.
        taxonomy: Option<String>,
        /// The rule as it is printed in the footnote.
        rule: Option<String>,
        /// True on.
        true_on: Day,
        /// Known by.
        known_by: ChangeId,
        /// Of an indicator: who is measured.
        of_org: Option<OrgId>,
        /// Of an indicator: who states it. None for figures of the catalogue.
        data_source: Option<String>,
    }
}

/// What stands in [`Bulletin::template`] before the scheme of a ranking that is fixed.
const RANKING: &str = "ranking:";

impl Bulletin {
    /// The template of a bulletin that is a fixed ranking: no draft of words, but the units of a level ranked by a scheme.
    pub fn of_ranking(scheme: &str, level: &str) -> String {
        format!("{RANKING}{scheme}:{level}")
    }

    /// The scheme and the level of units, of a bulletin that is a fixed ranking.
    pub fn ranking(&self) -> Option<(&str, &str)> {
        ranking_of_template(&self.template)
    }
}

/// The scheme and the level of units that a bulletin's template names, where the bulletin is a fixed ranking.
pub fn ranking_of_template(template: &str) -> Option<(&str, &str)> {
    template.strip_prefix(RANKING)?.rsplit_once(':')
}
