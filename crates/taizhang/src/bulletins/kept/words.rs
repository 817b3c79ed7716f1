//! Words shared by the pages: the state of a bulletin, the name of its template.

use crate::figures::catalogue_lang;
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use domain::Day;
use domain::facts::Bulletin;
use figures::bulletin::Templates;
use maud::Markup;

/// Being drafted, or issued on a day.
pub(super) fn state(lang: Lang, bulletin: &Bulletin) -> Markup {
    match bulletin.issued_on {
        Some(day) => badge(Tone::Good, "✓", &lang.tf("kept.issued_on", &[("day", &day)])),
        None => badge(Tone::Calm, "○", lang.t("kept.draft")),
    }
}

/// What people call a template; its name where the program has it no more.
pub(super) fn template(lang: Lang, name: &str, on: Day) -> String {
    let template = Templates::builtin().on(name, on);
    template.map_or_else(|| name.to_owned(), |it| it.called.get(catalogue_lang(lang)).clone())
}
