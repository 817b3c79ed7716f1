//! Selection of rows: boxes that a form sends, remembered over pages by an island.

use crate::text::Lang;
use maud::{Markup, html};

/// A selection.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The name under which the browser's tab remembers it: one for each list.
    pub store: &'static str,
    /// The form field that sends the ids.
    pub name: &'static str,
    /// Buttons for what can be done with the chosen rows.
    pub actions: Markup,
}

/// Boxes and bar round a grid.
pub(super) fn around(lang: Lang, selection: &Selection, grid: &Markup) -> Markup {
    html! {
        div data-island="select" data-store=(selection.store) data-name=(selection.name) {
            div.chosen-bar data-select-bar {
                span data-select-count data-words=(lang.t("ui.chosen")) { (lang.t("ui.with_chosen")) }
                (selection.actions)
                button.link type="button" data-select-none { (lang.t("ui.choose_none")) }
            }
            (grid)
        }
    }
}

/// The box in the header; only a script can make it work, so only a script shows it.
pub(super) fn all_box(lang: Lang) -> Markup {
    html! { label { input type="checkbox" data-select-all hidden aria-label=(lang.t("ui.choose_all")); } }
}

/// The box of a row.
pub(super) fn row_box(lang: Lang, selection: &Selection, id: &str, name: &str) -> Markup {
    html! {
        label {
            input type="checkbox" name=(selection.name) value=(id) data-select-row
                aria-label=(lang.tf("ui.choose_row", &[("name", &name)]));
        }
    }
}
