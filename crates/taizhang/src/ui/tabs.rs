//! Parts of a page of which one is shown. Each is an address; without script all of it works.

use maud::{Markup, html};

/// One part.
#[derive(Debug, Clone)]
pub struct Tab {
    /// What it is called.
    pub label: String,
    /// Where it is shown.
    pub href: String,
    /// Whether it is the one shown.
    pub is_current: bool,
}

impl Tab {
    /// One part.
    pub fn new(label: impl Into<String>, href: impl Into<String>, is_current: bool) -> Self {
        Self { label: label.into(), href: href.into(), is_current }
    }
}

/// The parts, named `name` together.
#[must_use]
pub fn tabs(name: &str, tabs: impl IntoIterator<Item = Tab>) -> Markup {
    html! {
        nav.tabs.no-print aria-label=(name) {
            @for tab in tabs { a href=(tab.href) aria-current=[tab.is_current.then_some("page")] { (tab.label) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_that_is_shown_says_so() {
        let tab = |label: &str, is_current| Tab::new(label, format!("?show={label}"), is_current);
        let html = tabs("名单", [tab("签约", false), tab("开工", true)]).into_string();
        assert!(html.contains("<a href=\"?show=签约\">签约</a>"), "{html}");
        assert!(html.contains("<a href=\"?show=开工\" aria-current=\"page\">开工</a>"), "{html}");
    }
}
