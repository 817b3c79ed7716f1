//! Markup shared in the slice: tables of the three lists, every number a link to what it counted.

use super::held;
use super::tally::{self, Cell, ENTRIES, Lists, place};
use crate::as_of::Question;
use crate::figures::Link;
use crate::text::Lang;
use crate::text::counts::count;
use crate::text::money::ShownIn;
use crate::ui::figure_link;
use crate::ui::table::{Column, Kind, Row, Table};
use crate::web::query::Query;
use crate::words;
use domain::ListKind;
use domain::facts::Round;
use figures::{Dim, Group, Key};
use maud::{Markup, html};

/// Links from numbers about rounds to their entries.
pub struct Links<'a> {
    /// The page's address.
    pub here: &'a Query,
    /// When the rounds are read.
    pub at: &'a Question,
    /// The condition that picks the rounds: `round:2022-1`.
    pub rounds: String,
}

impl<'a> Links<'a> {
    /// Of one round.
    pub fn of(here: &'a Query, at: &'a Question, round: &Round) -> Self {
        Self { here, at, rounds: format!("round:{}", held::key(round)) }
    }

    /// The entries of a list, under a further condition, in a group.
    pub fn entries(&self, list: Option<ListKind>, more: &str, group: &Group) -> String {
        self.named(ENTRIES, list, more).members(group)
    }

    /// Where entries are defined.
    pub fn definition(&self) -> String {
        self.named(ENTRIES, None, "").definition()
    }

    /// Another figure over the same rounds.
    pub fn named(&self, name: &str, list: Option<ListKind>, more: &str) -> Link {
        let list = list.map(|list| format!(" list:{}", list.code())).unwrap_or_default();
        let more = if more.is_empty() { String::new() } else { format!(" {more}") };
        Link::new(self.here, name, &format!("{}{list}{more}", self.rounds)).at(self.at)
    }
}

/// One line of a table of lists.
pub(super) struct ListsRow {
    pub label: Markup,
    pub name: String,
    pub lists: Lists,
    /// The group behind the line, for its links.
    pub group: Group,
    /// A further condition behind the line, for its links.
    pub more: String,
}

impl ListsRow {
    /// A line of a dimension.
    pub fn of_key(lang: Lang, dim: Dim, key: &Key, lists: Lists) -> Self {
        let name = crate::figures::key_word(lang, dim, key.shown());
        Self {
            label: html! { (name) },
            name,
            lists,
            group: Group([(dim, key.clone())].into()),
            more: String::new(),
        }
    }
}

/// A table with count and money of each list.
pub(super) fn lists_table(
    lang: Lang,
    links: &Links<'_>,
    caption: &str,
    head: &str,
    rows: &[ListsRow],
) -> Markup {
    let mut columns = vec![Column::new("label", head, Kind::Lead)];
    for list in ListKind::ALL {
        let word = words::list(lang, *list);
        columns.push(Column::new("entries", word, Kind::Number).in_unit(lang.t("rounds.unit_entries")));
        columns.push(
            Column::new("amount", lang.t("rounds.amount"), Kind::Number).in_unit(ShownIn::Yi.word(lang)),
        );
    }
    let total = tally::total(rows.iter().map(|row| &row.lists));
    let cells = |row: &ListsRow| {
        let mut cells = vec![row.label.clone()];
        cells.extend(numbers(lang, links, &row.lists, &row.more, &row.group));
        Row { id: row.name.clone(), name: row.name.clone(), cells }
    };
    let mut table = Table::new(caption, links.here, columns, rows.iter().map(cells).collect());
    let mut totals = vec![html! { (lang.t("rounds.total")) }];
    totals.extend(numbers(lang, links, &total, "", &Group::default()));
    table.totals = Some(totals);
    table.render(lang)
}

fn numbers(lang: Lang, links: &Links<'_>, lists: &Lists, more: &str, group: &Group) -> Vec<Markup> {
    let mut cells = Vec::new();
    for list in ListKind::ALL {
        let cell = lists[place(*list)];
        let href = links.entries(Some(*list), more, group);
        cells.push(figure_link::figure(&count(cell.entries.number), &href));
        cells.push(amount(lang, cell, &href));
    }
    cells
}

/// The money of a list.
pub(super) fn amount(lang: Lang, cell: Cell, href: &str) -> Markup {
    figure_link::sum(lang, cell.entries.fen, ShownIn::Yi, href)
}
