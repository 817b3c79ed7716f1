//! The one bar on top: product, scope, search, as-of, language, person.

use super::layout::{Noun, Shell, as_of_words};
use crate::{
    text::Lang,
    web::{asked::Asked, query::Query},
};
use domain::day::Day;
use maud::{Markup, html};

/// The parameter that holds the day on which things are true.
pub const TRUE_ON: &str = "true-on";
/// The parameter that holds the change or moment by which they were known.
pub const KNOWN_BY: &str = "known-by";

/// A named address.
#[derive(Debug, Clone)]
pub struct Choice {
    /// What it is called.
    pub label: String,
    /// Where it leads.
    pub href: String,
}

impl Choice {
    /// A named address.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// Who is signed in.
#[derive(Debug, Clone)]
pub struct Person {
    /// The name.
    pub name: String,
    /// The role and where it is held.
    pub role: String,
    /// Own pages: password, devices.
    pub links: Vec<Choice>,
    /// The path that the log-out button posts to.
    pub log_out: String,
}

/// The two clocks of a reading page.
#[derive(Debug, Clone)]
pub struct AsOf {
    /// Today, by the site's clock.
    pub today: Day,
    /// The day on which things are true.
    pub true_on: Day,
    /// The change or moment by which they were known, as written in the address.
    pub known_by: Option<String>,
    /// The last change that the page knows.
    pub change: i64,
}

impl AsOf {
    /// Whether the page shows today as known now.
    #[must_use]
    pub fn is_now(&self) -> bool {
        self.true_on == self.today && self.known_by.is_none()
    }
}

/// The search box.
#[derive(Debug, Clone)]
pub struct Search {
    /// The path that answers it.
    pub action: String,
    /// The parameter that holds what is searched.
    pub name: &'static str,
}

/// The bar. It changes colour when the page does not show today.
#[must_use]
pub fn bar(shell: &Shell<'_>) -> Markup {
    let (asked, lang) = (shell.asked, shell.asked.lang);
    let past = shell.as_of.as_ref().is_some_and(|as_of| !as_of.is_now());
    html! {
        header.top.past[past] {
            a.product href=(asked.here.carried_to(Noun::Desk.path(), &super::layout::CARRIED)) {
                (mark()) span { (lang.t("ui.product")) }
            }
            @if !shell.nouns.is_empty() { (places_menu(shell)) }
            @if !shell.scope.is_empty() { (scope(shell)) }
            @if let Some(search) = &shell.search {
                // Where the bar has two rows the second begins here.
                span.turn {}
                (seek(asked, search))
            }
            div.end {
                @if let Some(as_of) = &shell.as_of { (as_of_control(asked, as_of)) }
                (language_switch(asked))
                @if let Some(person) = &shell.person { (person_menu(lang, person)) }
            }
        }
    }
}

/// The sentence under the bar when the page does not show today.
#[must_use]
pub fn past_words(asked: &Asked, as_of: &AsOf) -> Markup {
    let lang = asked.lang;
    html! {
        div.past-words role="status" {
            (lang.tf("ui.past", &[("as_of", &as_of_words(lang, as_of.true_on))]))
            @if let Some(known_by) = &as_of.known_by { (lang.tf("ui.past_known_by", &[("change", known_by)])) }
            " " a href=(asked.here.without(TRUE_ON).without(KNOWN_BY)) { (lang.t("ui.back_to_today")) }
        }
    }
}

fn mark() -> Markup {
    html! {
        svg viewBox="0 0 32 32" aria-hidden="true" {
            rect width="32" height="32" rx="6" fill="#1d5bb8" {}
            path d="M8 9h16M8 16h16M8 23h9" stroke="#fff" stroke-width="3" stroke-linecap="round" {}
            circle cx="23" cy="23" r="2.5" fill="#fff" {}
        }
    }
}

/// The places as a menu, for where there is no room for them on the left. Its button tells the place of the page.
fn places_menu(shell: &Shell<'_>) -> Markup {
    let lang = shell.asked.lang;
    html! {
        details.menu.go.small-only {
            summary aria-label=(lang.t("ui.places")) {
                span aria-hidden="true" { "☰ " } (place_of_page(shell))
            }
            nav.sheet.left aria-label=(lang.t("ui.places")) { (super::layout::place_links(shell)) }
        }
    }
}

/// The place of the page; of one that this person does not have only that it is a menu.
fn place_of_page(shell: &Shell<'_>) -> &'static str {
    let lang = shell.asked.lang;
    let own = shell.current.filter(|noun| shell.nouns.contains(noun));
    own.map_or_else(|| lang.t("ui.menu"), |noun| noun.label(lang))
}

fn scope(shell: &Shell<'_>) -> Markup {
    let lang = shell.asked.lang;
    let last = shell.scope.len() - 1;
    html! {
        nav.scope aria-label=(lang.t("ui.scope")) {
            ol {
                @for (index, choice) in shell.scope.iter().enumerate() {
                    @if index < last {
                        li.large-only { a href=(choice.href) { (choice.label) } }
                    } @else {
                        li aria-current="true" {
                            @if shell.below.is_empty() { span.large-only[last > 0] { (choice.label) } }
                            @if last > 0 || !shell.below.is_empty() { (around(lang, shell, choice)) }
                        }
                    }
                }
            }
        }
    }
}

/// The organisation in scope as a menu of those below it; with those above it where the path to it finds no room.
fn around(lang: Lang, shell: &Shell<'_>, current: &Choice) -> Markup {
    let above = &shell.scope[..shell.scope.len() - 1];
    html! {
        details.menu.small-only[shell.below.is_empty()] {
            summary aria-label=(lang.tf("ui.scope_below", &[("name", &current.label)])) { (current.label) }
            ul.sheet.left.plain {
                @for choice in above { li.small-only { a href=(choice.href) { "↑ " (choice.label) } } }
                @for choice in &shell.below { li { a href=(choice.href) { (choice.label) } } }
            }
        }
    }
}

fn seek(asked: &Asked, search: &Search) -> Markup {
    let lang = asked.lang;
    html! {
        form.seek role="search" action=(search.action) {
            @for (name, value) in asked.here.carried_to("", &super::layout::CARRIED).parameters() {
                input type="hidden" name=(name) value=(value);
            }
            input type="search" name=(search.name) value=[asked.here.get(search.name)] placeholder=(lang.t("ui.search"))
                aria-label=(lang.t("ui.search")) data-key-search;
        }
    }
}

fn as_of_control(asked: &Asked, as_of: &AsOf) -> Markup {
    let lang = asked.lang;
    let day = as_of.true_on.to_string();
    html! {
        details.menu.asof {
            summary { (lang.tf("ui.as_of_short", &[("day", &day)])) }
            form.sheet action=(asked.here.path()) {
                (kept(&asked.here))
                div.field {
                    label for="as-of-day" { (lang.t("ui.true_on")) }
                    input #as-of-day type="date" name=(TRUE_ON) value=(day) required;
                }
                details open[as_of.known_by.is_some()] {
                    summary { (lang.t("ui.known_by")) }
                    div.field {
                        label for="as-of-known" { (lang.t("ui.known_by_label")) }
                        p.hint #as-of-known-hint { (lang.t("ui.known_by_hint")) }
                        input #as-of-known type="text" name=(KNOWN_BY) value=[as_of.known_by.as_deref()]
                            aria-describedby="as-of-known-hint";
                    }
                }
                div.row {
                    button.primary type="submit" { (lang.t("ui.look")) }
                    @if !as_of.is_now() {
                        a href=(asked.here.without(TRUE_ON).without(KNOWN_BY)) { (lang.t("ui.back_to_today")) }
                    }
                }
            }
        }
    }
}

/// Everything else of the address, so that looking at another day changes nothing but the day.
fn kept(here: &Query) -> Markup {
    html! {
        @for (name, value) in here.parameters().filter(|(name, _)| ![TRUE_ON, KNOWN_BY, "page"].contains(name)) {
            input type="hidden" name=(name) value=(value);
        }
    }
}

fn language_switch(asked: &Asked) -> Markup {
    html! {
        @for lang in Lang::ALL.into_iter().filter(|lang| *lang != asked.lang) {
            a.lang href=(asked.here.with("lang", lang.tag())) lang=(lang.tag()) hreflang=(lang.tag()) { (lang.own_name()) }
        }
    }
}

fn person_menu(lang: Lang, person: &Person) -> Markup {
    html! {
        details.menu.person {
            summary { (person.name) }
            div.sheet {
                p.muted { (person.role) }
                ul.plain { @for link in &person.links { li { a href=(link.href) { (link.label) } } } }
                form method="post" action=(person.log_out) { button type="submit" { (lang.t("ui.log_out")) } }
            }
        }
    }
}
