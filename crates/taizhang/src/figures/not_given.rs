//! A figure that can't be given where a page shows it: said in its place, and every other figure stays.

use super::asked::bad_filter;
use super::command::refused;
use crate::text::Lang;
use crate::ui::layout::CARRIED;
use crate::web::asked::Asked;
use crate::web::problem::Problem;
use ::figures::FigureError;
use maud::{Markup, html};

const DEFINITIONS: &str = "/figures/definitions";

/// Why the figures of a panel can't be given, with the way to what they mean: a definition may name a class or a zone that
/// is called otherwise since.
pub(crate) fn not_given(asked: &Asked, error: &FigureError) -> Markup {
    let lang = asked.lang;
    html! {
        p.flagged role="note" {
            (words(lang, error)) " "
            a href=(asked.here.carried_to(DEFINITIONS, &CARRIED)) { (lang.t("figures.definitions")) }
        }
    }
}

/// The same where nothing of a page is left without its figures.
pub(crate) fn not_given_at_all(lang: Lang, error: &FigureError) -> Problem {
    match error {
        FigureError::Filter(_) => Problem::conflict()
            .because("figures.figure_not_given")
            .with("words", not_given_words(lang, error)),
        other => Problem::internal(other),
    }
}

fn words(lang: Lang, error: &FigureError) -> String {
    lang.tf("figures.figure_not_given", &[("words", &not_given_words(lang, error))])
}

/// The reason in words.
pub(crate) fn not_given_words(lang: Lang, error: &FigureError) -> String {
    match error {
        FigureError::Filter(error) => bad_filter(lang, error).words(lang),
        other => refused(lang, other).0,
    }
}
