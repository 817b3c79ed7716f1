//! Bulletins: templates and the drafts made from them.

mod editions;
mod follow_up;
mod growing;
mod key_list;
mod monthly;
mod round;
mod templates;
mod untold;
mod year;
mod zones;

use crate::fixture::*;
use domain::facts::{Indicator, ProjectId};
use domain::{RoundKey, Scope};
use figures::bulletin::{Ask, Block, Detail, Draft, Table, Templates, draft};
use figures::{Catalogue, Dim, Lang, Question, Snapshot};
use std::collections::{BTreeMap, HashMap};

/// How sentences call keys here: as pages do for lists and rounds.
pub fn words(lang: Lang, dim: Dim, key: &str) -> String {
    match (lang, dim) {
        (Lang::Zh, Dim::Round) => {
            let round = RoundKey::parse(key).unwrap();
            format!("{}年第{}次", round.year, figures::chinese_numeral(i64::from(round.seq_in_year)))
        }
        _ => key.to_owned(),
    }
}

/// A draft in the operator's eyes.
pub struct Drafting<'a> {
    pub snapshot: &'a Snapshot,
    pub scope: Scope,
    pub true_on: &'a str,
    pub round: Option<&'a str>,
    pub org: Option<domain::facts::OrgId>,
    pub lang: Lang,
    pub indicators: &'a [Indicator],
    pub details: BTreeMap<ProjectId, Detail>,
    pub rankings: HashMap<(String, Dim), Vec<Table>>,
}

impl<'a> Drafting<'a> {
    pub fn of(snapshot: &'a Snapshot, true_on: &'a str) -> Self {
        Self {
            snapshot,
            scope: Scope::operator(),
            true_on,
            round: None,
            org: None,
            lang: Lang::Zh,
            indicators: &[],
            details: BTreeMap::new(),
            rankings: HashMap::new(),
        }
    }

    pub fn ask(&self) -> Ask<'_> {
        let question = Question {
            scope_name: "全省开发区",
            key_word: words,
            ..Question::new(self.snapshot, &self.scope, day(self.true_on))
        };
        Ask {
            question,
            org: self.org,
            holder_name: &|_| "全省开发区".to_owned(),
            whole_name: "全省",
            round: self.round.map(|round| RoundKey::parse(round).unwrap()),
            lang: self.lang,
            indicators: self.indicators,
            details: &self.details,
            rankings: &self.rankings,
        }
    }

    /// By a template that is written in a test.
    pub fn draft_by(&self, text: &str) -> Draft {
        let templates = Templates::parse(text, Catalogue::builtin()).unwrap();
        draft(&templates.all()[0], &self.ask()).unwrap()
    }

    pub fn draft(&self, name: &str) -> Draft {
        draft(Templates::builtin().on(name, day(self.true_on)).unwrap(), &self.ask()).unwrap()
    }
}

/// The text of a paragraph.
pub fn said(draft: &Draft, slot: &str) -> String {
    let found = draft.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.slot == slot => Some(paragraph.text()),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no paragraph {slot}"))
}

/// The text of a paragraph with the marks of its footnotes.
pub fn with_marks(draft: &Draft, slot: &str) -> String {
    use figures::bulletin::Span;
    let found = draft.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.slot == slot => Some(paragraph),
        _ => None,
    });
    let one = |span: &Span| match span {
        Span::Text(text) => text.clone(),
        Span::Figure(figure) => figure.printed.clone(),
        Span::Note(_) => "[*]".to_owned(),
    };
    found.map_or_else(String::new, |paragraph| paragraph.spans.iter().map(one).collect())
}

/// A table's cells as text, a row a line.
pub fn printed(table: &Table) -> Vec<String> {
    let row = |row: &figures::bulletin::Row| {
        row.cells.iter().map(|cell| cell.printed.as_str()).collect::<Vec<_>>().join("|")
    };
    table.rows.iter().map(row).collect()
}
