//! Words shared by the pages: the state of a bulletin, the name of its template and whose it is.

use crate::figures::catalogue_lang;
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use domain::Day;
use domain::facts::Bulletin;
use figures::Snapshot;
use maud::Markup;

/// Being drafted, or issued on a day.
pub(super) fn state(lang: Lang, bulletin: &Bulletin) -> Markup {
    match bulletin.issued_on {
        Some(day) => badge(Tone::Good, "✓", &lang.tf("kept.issued_on", &[("day", &day)])),
        None => badge(Tone::Calm, "○", lang.t("kept.draft")),
    }
}

/// What people call a template; its name where there is none of it on the day. A fixed ranking has none: it says what it is.
pub(super) fn template(lang: Lang, snapshot: &Snapshot, name: &str, on: Day) -> String {
    if domain::facts::ranking_of_template(name).is_some() {
        return lang.t("kept.of_ranking").to_owned();
    }
    let template = snapshot.templates(on).on(name, on);
    template.map_or_else(|| name.to_owned(), |it| it.called.get(catalogue_lang(lang)).clone())
}

/// Whose template holds on a day, in which version, and since when.
pub(in crate::bulletins) fn whose(lang: Lang, snapshot: &Snapshot, name: &str, on: Day) -> String {
    match snapshot.editions().in_force(name, on) {
        None => lang.t("templates.of_program").to_owned(),
        Some((version, rule)) => lang.tf("templates.of_site", &[("n", &version), ("from", &rule.from_on)]),
    }
}
