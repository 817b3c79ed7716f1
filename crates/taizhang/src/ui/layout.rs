//! The frame of a page: head, top bar, navigation, flash message, body, help on keys.

use super::topbar;
use crate::{
    text::{Lang, days},
    web::{asked::Asked, assets},
};
use domain::day::Day;
use maud::{DOCTYPE, Markup, html};

pub use super::topbar::{AsOf, Choice, Person, Search};

/// htmx without its own style element, which the policy would refuse; no evaluated attributes are used anywhere.
const HTMX_CONFIG: &str = r#"{"includeIndicatorCSS":false}"#;

/// Parameters that follow from page to page: when, and in which unit and language.
pub const CARRIED: [&str; 5] = ["true-on", "known-by", "scope", "unit", "lang"];

/// The places of the navigation, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// 工作台
    Desk,
    /// 项目
    Projects,
    /// 三个一批
    Rounds,
    /// 数据
    Figures,
    /// 指标
    Indicators,
    /// 通报
    Bulletins,
    /// 导入
    Imports,
    /// 设置
    Settings,
}

impl Noun {
    /// Where it is.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Desk => "/",
            Self::Projects => "/projects",
            Self::Rounds => "/rounds",
            Self::Figures => "/figures",
            Self::Indicators => "/indicators",
            Self::Bulletins => "/bulletins",
            Self::Imports => "/imports",
            Self::Settings => "/settings",
        }
    }

    /// The place to which the page of that path belongs.
    #[must_use]
    pub fn of_path(path: &str) -> Self {
        let first = path.split('/').nth(1).unwrap_or_default();
        match first {
            "projects" | "investors" => Self::Projects,
            "rounds" => Self::Rounds,
            "figures" | "boards" | "rankings" | "screen" | "f" => Self::Figures,
            "indicators" => Self::Indicators,
            "bulletins" => Self::Bulletins,
            "imports" => Self::Imports,
            "settings" | "orgs" | "users" | "classes" | "changes" => Self::Settings,
            _ => Self::Desk,
        }
    }

    /// The letter that goes there after `g`.
    #[must_use]
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Desk => "d",
            Self::Projects => "p",
            Self::Rounds => "r",
            Self::Figures => "f",
            Self::Indicators => "n",
            Self::Bulletins => "b",
            Self::Imports => "i",
            Self::Settings => "s",
        }
    }

    /// Its name.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        lang.t(match self {
            Self::Desk => "ui.desk",
            Self::Projects => "ui.projects",
            Self::Rounds => "ui.rounds",
            Self::Figures => "ui.figures",
            Self::Indicators => "ui.indicators",
            Self::Bulletins => "ui.bulletins",
            Self::Imports => "ui.imports",
            Self::Settings => "ui.settings",
        })
    }
}

/// What the frame shows round a body. Parts that a page or a person does not have are left empty.
#[derive(Debug)]
pub struct Shell<'a> {
    /// What was asked.
    pub asked: &'a Asked,
    /// The places that this person may go to.
    pub nouns: &'a [Noun],
    /// The place of this page.
    pub current: Option<Noun>,
    /// From the whole down to the organisation in scope.
    pub scope: Vec<Choice>,
    /// Organisations just below, to go down to.
    pub below: Vec<Choice>,
    /// Who is signed in.
    pub person: Option<Person>,
    /// The day and the change as of which the page reads; on every reading page.
    pub as_of: Option<AsOf>,
    /// Where the search box searches.
    pub search: Option<Search>,
}

impl<'a> Shell<'a> {
    /// A frame with nothing but the product and the language switch.
    #[must_use]
    pub fn empty(asked: &'a Asked) -> Self {
        Self {
            asked,
            nouns: &[],
            current: None,
            scope: vec![],
            below: vec![],
            person: None,
            as_of: None,
            search: None,
        }
    }
}

/// A whole page.
#[must_use]
pub fn page(shell: &Shell<'_>, title: &str, body: &Markup) -> Markup {
    let asked = shell.asked;
    let lang = asked.lang;
    let past = shell.as_of.as_ref().filter(|as_of| !as_of.is_now());
    document(
        asked,
        title,
        &html! {
            a.skip href="#main" { (lang.t("ui.skip")) }
            (topbar::bar(shell))
            @if let Some(as_of) = past { (topbar::past_words(asked, as_of)) }
            div.frame {
                @if !shell.nouns.is_empty() { (places(shell)) }
                main #main tabindex="-1" {
                    (print_head(shell))
                    (flash(asked))
                    (body)
                    (source(shell))
                }
            }
            (keys_help(shell))
        },
    )
}

/// A page without a person: sign-in, first set-up, failures.
#[must_use]
pub fn bare(asked: &Asked, title: &str, body: &Markup) -> Markup {
    document(
        asked,
        title,
        &html! {
            (topbar::bar(&Shell::empty(asked)))
            main.bare #main tabindex="-1" {
                (flash(asked))
                (body)
            }
        },
    )
}

/// A page that fills a wall screen: no bar and no places.
#[must_use]
pub fn on_the_wall(asked: &Asked, title: &str, body: &Markup) -> Markup {
    document(asked, title, body)
}

/// The line above a page's body: its heading, and what can be done with the whole.
#[must_use]
pub fn heading(title: &str, actions: &Markup) -> Markup {
    html! { div.head { h1 { (title) } div.row.no-print { (actions) } } }
}

fn document(asked: &Asked, title: &str, body: &Markup) -> Markup {
    let lang = asked.lang;
    html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                title { (title) " · " (lang.t("ui.product")) }
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="htmx-config" content=(HTMX_CONFIG);
                @if let Some(address) = assets::address("icon.svg") { link rel="icon" type="image/svg+xml" href=(address); }
                @if let Some(address) = assets::address("app.css") { link rel="stylesheet" href=(address); }
                @if let Some(address) = assets::address("app.js") {
                    script type="module" src=(address) nonce=(asked.nonce.as_str()) {}
                }
            }
            body data-island="keyboard" { (body) }
        }
    }
}

fn places(shell: &Shell<'_>) -> Markup {
    html! { nav.places aria-label=(shell.asked.lang.t("ui.places")) { (place_links(shell)) } }
}

/// Links to the places of a person.
pub(super) fn place_links(shell: &Shell<'_>) -> Markup {
    html! {
        ul {
            @for noun in shell.nouns {
                li {
                    a href=(shell.asked.here.carried_to(noun.path(), &CARRIED)) data-key-go=(noun.letter())
                        aria-current=[(shell.current == Some(*noun)).then_some("page")] { (noun.label(shell.asked.lang)) }
                }
            }
        }
    }
}

fn flash(asked: &Asked) -> Markup {
    html! {
        @if let Some(flash) = &asked.flash {
            div.flash role="status" {
                p { (flash.text) }
                @if let Some(undo) = &flash.undo {
                    form method="post" action=(undo.action) { button.link type="submit" { (undo.label) } }
                }
            }
        }
    }
}

/// Scope and as-of at the top of the paper.
fn print_head(shell: &Shell<'_>) -> Markup {
    let lang = shell.asked.lang;
    html! {
        div.print-head {
            span { (shell.scope.last().map_or(lang.t("ui.product"), |choice| choice.label.as_str())) }
            @if let Some(as_of) = &shell.as_of { span { (as_of_words(lang, as_of.true_on)) } }
        }
    }
}

/// Where the numbers come from, at the end of the paper.
fn source(shell: &Shell<'_>) -> Markup {
    let lang = shell.asked.lang;
    let product = lang.t("ui.product");
    let scope = shell.scope.last().map_or(product, |choice| choice.label.as_str());
    html! {
        @if let Some(as_of) = &shell.as_of {
            p.print-source {
                (lang.tf("ui.source", &[
                    ("product", &product), ("scope", &scope), ("as_of", &as_of_words(lang, as_of.true_on)),
                    ("change", &as_of.change), ("today", &as_of.today),
                ]))
            }
        }
    }
}

/// 「截至2022年6月30日」.
#[must_use]
pub fn as_of_words(lang: Lang, day: Day) -> String {
    lang.tf("ui.as_of", &[("day", &days::prose(lang, day))])
}

fn keys_help(shell: &Shell<'_>) -> Markup {
    let lang = shell.asked.lang;
    let keys = [
        ("/", "ui.key_search"),
        ("j", "ui.key_down"),
        ("k", "ui.key_up"),
        ("x", "ui.key_select"),
        ("e", "ui.key_edit"),
        ("s", "ui.key_sources"),
        ("?", "ui.key_help"),
    ];
    html! {
        dialog #keys-help aria-labelledby="keys-title" {
            h2 #keys-title { (lang.t("ui.keys")) }
            dl.keys {
                @for (key, words) in keys { dt { kbd { (key) } } dd { (lang.t(words)) } }
                @for noun in shell.nouns { dt { kbd { "g" } " " kbd { (noun.letter()) } } dd { (noun.label(lang)) } }
            }
            form method="dialog" { button type="submit" { (lang.t("ui.close")) } }
        }
    }
}
