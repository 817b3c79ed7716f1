//! The language of one answer.

use super::{catalogue, numerals};
use std::fmt::Display;

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Simplified Chinese: the reference, and what is spoken when nothing is chosen.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Lang {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The BCP 47 tag, as in `<html lang>` and `?lang=`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language with that tag; `zh` alone is enough.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "zh-CN" | "zh" => Some(Self::ZhCn),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The language's own name, for the switch.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::ZhCn => "中文",
            Self::En => "English",
        }
    }

    /// The message of that key. A key that no catalogue holds comes back as it is (the parity test forbids it).
    #[must_use]
    pub fn t(self, key: &'static str) -> &'static str {
        catalogue::message(self, key).unwrap_or(key)
    }

    /// The message with its placeholders filled.
    ///
    /// `{n}` is the value, `{n:zh}` the value in Chinese numerals (formats.md §7) and `{n|project|projects}` the word
    /// for one or for many. A placeholder without a value stays as it is written.
    ///
    /// ```text
    /// lang.tf("table.rows", &[("n", &total)])
    /// ```
    #[must_use]
    pub fn tf(self, key: &'static str, args: &[(&str, &dyn Display)]) -> String {
        fill(self.t(key), |name| {
            args.iter().find(|(given, _)| *given == name).map(|(_, value)| value.to_string())
        })
    }

    /// What stands between two words: Chinese ones follow each other without a space.
    #[must_use]
    pub const fn gap(self) -> &'static str {
        match self {
            Self::ZhCn => "",
            Self::En => " ",
        }
    }

    /// A heading's word inside a sentence: `City` is `city` there, an abbreviation stays as it is.
    #[must_use]
    pub fn inside(self, word: &str) -> String {
        let mut letters = word.chars();
        match (letters.next(), letters.clone().next()) {
            (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
                first.to_lowercase().chain(letters).collect()
            }
            _ => word.to_owned(),
        }
    }

    /// Things one after another: 甲、乙 or `a, b`.
    #[must_use]
    pub fn list<T: AsRef<str>>(self, things: &[T]) -> String {
        let mark = match self {
            Self::ZhCn => "、",
            Self::En => ", ",
        };
        things.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(mark)
    }

    /// Clauses one after another: 甲；乙 or `a; b`.
    #[must_use]
    pub fn clauses<T: AsRef<str>>(self, clauses: &[T]) -> String {
        let mark = match self {
            Self::ZhCn => "；",
            Self::En => "; ",
        };
        clauses.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(mark)
    }

    /// As [`Lang::tf`], for arguments that were kept as text.
    #[must_use]
    pub fn tf_kept(self, key: &'static str, args: &[super::Arg]) -> String {
        fill(self.t(key), |name| {
            args.iter().find(|(given, _)| *given == name).map(|(_, value)| value.clone())
        })
    }
}

/// Replaces each placeholder of `pattern` by what `value_of` gives for its name.
fn fill(pattern: &str, value_of: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern;
    let mut is_quoted = false;
    while let Some((before, inner, after)) = next_placeholder(rest) {
        filled.push_str(before);
        is_quoted = before.rfind(['“', '”']).map_or(is_quoted, |mark| before[mark..].starts_with('“'));
        match value_of(placeholder_name(inner)) {
            Some(value) if is_quoted => filled.push_str(&quoted(&printed(inner, value))),
            Some(value) => filled.push_str(&printed(inner, value)),
            None => filled.push_str(&format!("{{{inner}}}")),
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// A value between quotation marks: its own are single ones (GB/T 15834, and English usage alike).
fn quoted(value: &str) -> String {
    value.replace('“', "‘").replace('”', "’")
}

fn printed(inner: &str, value: String) -> String {
    if inner.ends_with(":zh") {
        return value.parse().map_or(value, numerals::chinese_numeral);
    }
    match inner.split('|').collect::<Vec<_>>()[..] {
        [_, one, many] => if value == "1" { one } else { many }.to_owned(),
        _ => value,
    }
}

/// Splits off the first `{…}`: what stands before it, inside it and after it.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (inner, after) = rest.split_once('}')?;
    Some((before, inner, after))
}

fn placeholder_name(inner: &str) -> &str {
    inner.split([':', '|']).next().unwrap_or(inner)
}

/// The names of all placeholders of a message, sorted, each once.
#[cfg(test)]
pub(super) fn placeholder_names(message: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = message;
    while let Some((_, inner, after)) = next_placeholder(rest) {
        names.push(placeholder_name(inner));
        rest = after;
    }
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(pattern: &str, n: &str) -> String {
        fill(pattern, |name| (name == "n").then(|| n.to_owned()))
    }

    #[test]
    fn placeholders_take_their_values() {
        assert_eq!(filled("共{n}个，{n}", "3"), "共3个，3");
    }

    #[test]
    fn chinese_numerals_are_written_where_the_message_asks() {
        assert_eq!(filled("第{n:zh}次", "12"), "第十二次");
        assert_eq!(filled("第{n:zh}次", "many"), "第many次");
    }

    #[test]
    fn english_chooses_between_one_and_many() {
        assert_eq!(filled("{n} {n|project|projects}", "1"), "1 project");
        assert_eq!(filled("{n} {n|project|projects}", "2"), "2 projects");
    }

    #[test]
    fn a_value_is_not_read_for_placeholders_again() {
        assert_eq!(filled("<{n}>", "{n}"), "<{n}>");
    }

    #[test]
    fn quotation_marks_between_quotation_marks_are_single() {
        assert_eq!(
            filled("按“{n}”（{n}）排名", "“三个一批”考核"),
            "按“‘三个一批’考核”（“三个一批”考核）排名"
        );
        assert_eq!(filled("“甲{n}乙{n}”，“丙”{n}", "“丁”"), "“甲‘丁’乙‘丁’”，“丙”“丁”");
        assert_eq!(filled("{n}", "“丁”"), "“丁”");
    }

    #[test]
    fn an_unknown_placeholder_stays_visible() {
        assert_eq!(filled("{m} of {n}", "2"), "{m} of 2");
    }

    #[test]
    fn each_language_has_its_own_mark_between_things() {
        assert_eq!(
            (Lang::ZhCn.list(&["甲", "乙"]), Lang::En.list(&["a", "b"])),
            ("甲、乙".into(), "a, b".into())
        );
    }

    #[test]
    fn a_heading_inside_a_sentence_is_a_word_of_it() {
        let inside = ["City", "Size (¥100 m)", "GDP", "市", ""].map(|word| Lang::En.inside(word));
        assert_eq!(inside, ["city", "size (¥100 m)", "GDP", "市", ""]);
    }

    #[test]
    fn tags_come_back() {
        for lang in Lang::ALL {
            assert_eq!(Lang::from_tag(lang.tag()), Some(lang));
        }
        assert_eq!(Lang::from_tag("fr"), None);
    }
}
