//! Classes that the styles of a page keep out of sight.

use super::attributes::Attributes;

/// Bytes of styles that are looked at; what tables hide by stands among the first.
const STYLE_MAX_BYTES: usize = 256 << 10;
/// Rules that are remembered.
const RULES_MAX: usize = 1_000;

/// What a rule hides: elements of that name, or any, that have all of these classes.
#[derive(Debug)]
struct Rule {
    tag: String,
    classes: Vec<String>,
}

/// The rules that hide.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// The text of the style element that is open.
    open: Option<String>,
    rules: Vec<Rule>,
}

impl Styles {
    /// A style element begins.
    pub(super) fn begin(&mut self) {
        self.open = Some(String::new());
    }

    /// What stands in it.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(open) = self.open.as_mut().filter(|open| open.len() + text.len() <= STYLE_MAX_BYTES) {
            open.push_str(text);
        }
    }

    /// It ends.
    pub(super) fn end(&mut self) {
        let css = without_remarks(&self.open.take().unwrap_or_default());
        let mut rest = css.as_str();
        while let Some((before, behind)) = rest.split_once('{') {
            // What ends by a semicolon before the selectors is a rule without a block: @charset, @import.
            let selectors = before.rsplit(';').next().unwrap_or_default().trim();
            let (block, next) = block(behind);
            rest = next;
            // What holds for other media, or under a condition, says nothing of what is seen here.
            if !selectors.starts_with('@') && hides(block) {
                let rules = selectors.split(',').filter_map(rule);
                self.rules.extend(rules.take(RULES_MAX.saturating_sub(self.rules.len())));
            }
        }
    }

    /// Whether an element is hidden by one of its classes.
    pub(super) fn hides(&self, tag: &[u8], attributes: &Attributes) -> bool {
        let Some(own) = attributes.get("class").filter(|_| !self.rules.is_empty()) else { return false };
        let has = |class: &String| own.split_ascii_whitespace().any(|own| own == class);
        self.rules
            .iter()
            .any(|rule| (rule.tag.is_empty() || rule.tag.as_bytes() == tag) && rule.classes.iter().all(has))
    }
}

/// Styles without remarks, those of old pages about themselves included.
fn without_remarks(css: &str) -> String {
    let css = css.replace("<!--", " ").replace("-->", " ");
    let mut parts = css.split("/*");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once("*/").map_or("", |(_, behind)| behind));
    }
    kept
}

/// The block that has been opened, with blocks inside it, and what follows it.
fn block(text: &str) -> (&str, &str) {
    let mut depth = 1_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&text[..at], &text[at + 1..]);
        }
    }
    (text, "")
}

/// Whether declarations keep something out of sight.
pub(super) fn hides(declarations: &str) -> bool {
    let folded: String =
        declarations.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    folded.contains("display:none") || folded.contains("visibility:collapse")
}

/// The rule of a selector by name and classes alone, whatever stands around the element.
fn rule(selector: &str) -> Option<Rule> {
    let last = selector.split(|c: char| c.is_whitespace() || matches!(c, '>' | '+' | '~')).next_back()?;
    let mut parts = last.split('.');
    let tag = parts.next()?.to_ascii_lowercase();
    let classes: Vec<String> = parts.map(str::to_owned).collect();
    let is_name = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let is_plain = is_name(&tag) && !classes.is_empty();
    (is_plain && classes.iter().all(|class| !class.is_empty() && is_name(class)))
        .then_some(Rule { tag, classes })
}
