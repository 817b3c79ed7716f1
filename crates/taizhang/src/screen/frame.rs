//! What stands round the panels: whose numbers, as of when, known by which change; the way on, which needs no script.

use super::page::Sight;
use super::panel::{PANEL, Panel};
use crate::shell;
use crate::text::Lang;
use crate::ui::layout::{CARRIED, as_of_words};
use crate::web::query::Query;
use domain::Day;
use maud::{Markup, html};

/// The parameter that says for how many seconds a panel stands.
const SECONDS: &str = "seconds";
const SECONDS_USUAL: u32 = 15;
const SECONDS_LEAST: u32 = 3;
const SECONDS_MOST: u32 = 600;
/// How often a screen asks for new numbers, in seconds.
const REFRESH_S: u32 = 60;

/// The page's body.
pub(super) fn around(sight: &Sight<'_>, shown: Panel, panels: &[(Panel, Markup)]) -> Markup {
    let lang = sight.lang();
    html! {
        div.screen data-island="screen" data-seconds=(seconds(&sight.asked.here)) data-refresh=(REFRESH_S) {
            header {
                h1 { (place(sight)) " " span { (lang.t("screen.subtitle")) } }
                p data-moment { (moment(lang, sight.at.true_on, sight.at.snapshot.change().0)) }
            }
            main #main {
                @for (panel, content) in panels {
                    section.panel data-panel=(panel.code()) hidden[*panel != shown] aria-labelledby={ "panel-" (panel.code()) } {
                        h2 id={ "panel-" (panel.code()) } { (panel.title(lang)) }
                        div.content { (content) }
                    }
                }
            }
            footer {
                nav aria-label=(lang.t("screen.panels")) {
                    @for panel in Panel::ALL {
                        a href=(sight.asked.here.with(PANEL, panel.code())) data-panel=(panel.code())
                            aria-current=[(panel == shown).then_some("true")] { (panel.called(lang)) }
                    }
                }
                button type="button" data-pause data-go=(lang.t("screen.go_on")) data-stop=(lang.t("screen.stop")) hidden { (lang.t("screen.stop")) }
                p.stale data-stale hidden { (lang.t("screen.stale")) }
                a href=(sight.asked.here.carried_to("/", &CARRIED)) { (lang.t("screen.leave")) }
            }
        }
    }
}

/// Whose numbers these are.
fn place(sight: &Sight<'_>) -> String {
    let of = shell::of_whom(sight.lang(), sight.actor, sight.at, sight.org);
    if of.is_empty() { sight.lang().t("ui.product").to_owned() } else { of }
}

fn moment(lang: Lang, day: Day, change: i64) -> Markup {
    html! {
        (as_of_words(lang, day)) " · " (lang.tf("screen.known_by", &[("change", &change)]))
    }
}

fn seconds(here: &Query) -> u32 {
    let asked = here.get(SECONDS).and_then(|text| text.parse().ok());
    asked.unwrap_or(SECONDS_USUAL).clamp(SECONDS_LEAST, SECONDS_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Uri;

    #[test]
    fn a_panel_stands_as_long_as_asked_within_reason() {
        let of = |address| seconds(&Query::of_uri(&Uri::from_static(address)));
        assert_eq!(
            [
                "/screen",
                "/screen?seconds=30",
                "/screen?seconds=0",
                "/screen?seconds=9999",
                "/screen?seconds=x"
            ]
            .map(of),
            [15, 30, 3, 600, 15]
        );
    }
}
