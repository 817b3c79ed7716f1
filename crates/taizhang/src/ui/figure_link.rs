//! Printed numbers: each a link to its projects; an unknown one says why.

use crate::text::money::ShownIn;
use crate::text::{Lang, money};
use domain::{Money, Ratio, Rounding, ratio::NO_VALUE};
use maud::{Markup, html};

/// A number that opens its projects.
#[must_use]
pub fn figure(printed: &str, href: &str) -> Markup {
    html! { a.figure href=(href) { (printed) } }
}

/// A number that opens its projects and shows how it changed: `82 +3`.
#[must_use]
pub fn changed(printed: &str, href: &str, change: &str) -> Markup {
    html! { a.figure href=(href) { (printed) span.moved { (change) } } }
}

/// A rate with its two numbers small beside it: `87.23% 82/94`. Over nothing it is unknown.
#[must_use]
pub fn rate(lang: Lang, ratio: Ratio, places: u8, rounding: Rounding, href: &str) -> Markup {
    match ratio.percent(places, rounding) {
        Some(percent) => html! {
            a.figure href=(href) {
                (percent) "%"
                span.of { (ratio.numerator) span aria-hidden="true" { "/" } span.unseen { " / " } (ratio.denominator) }
            }
        },
        None => unknown(lang.t("ui.no_denominator")),
    }
}

/// An amount in the page's unit, exact yuan on hover.
#[must_use]
pub fn amount(lang: Lang, amount: Money, shown_in: ShownIn, href: Option<&str>) -> Markup {
    let (printed, exact) = (shown_in.print(amount), money::exact(lang, amount));
    html! {
        @match href {
            Some(href) => a.figure href=(href) title=(exact) { (printed) },
            None => span title=(exact) { (printed) },
        }
    }
}

/// A sum that opens what it adds up; unknown where none of that states an amount.
#[must_use]
pub fn sum(lang: Lang, fen: Option<i64>, shown_in: ShownIn, href: &str) -> Markup {
    match fen {
        Some(fen) => amount(lang, Money::from_fen(fen), shown_in, Some(href)),
        None => unknown(lang.t("projects.not_stated")),
    }
}

/// — with its reason, on hover and to screen readers. A zero is not unknown: print 0.
#[must_use]
pub fn unknown(reason: &str) -> Markup {
    html! { span.unknown title=(reason) { span aria-hidden="true" { (NO_VALUE) } span.unseen { (reason) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_shows_both_numbers_and_opens() {
        let html =
            rate(Lang::ZhCn, Ratio::new(82, 94), 2, Rounding::HalfUp, "/projects?where=a").into_string();
        assert!(html.starts_with("<a class=\"figure\" href=\"/projects?where=a\">87.23%"));
    }

    #[test]
    fn an_unknown_number_says_why() {
        let html = rate(Lang::En, Ratio::new(0, 0), 2, Rounding::HalfUp, "/x").into_string();
        assert!(html.contains("—") && html.contains("title=\"") && !html.contains("<a"));
    }

    #[test]
    fn an_amount_is_exact_on_hover() {
        let html = amount(Lang::ZhCn, Money::from_fen(123_456_789_012), ShownIn::Yi, None).into_string();
        assert_eq!(html, "<span title=\"1,234,567,890.12元\">12.35</span>");
    }
}
