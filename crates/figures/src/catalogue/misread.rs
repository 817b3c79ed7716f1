//! What the reader of TOML says of a text that has not the form it must have, told apart so that people can be told in
//! their language.

use super::error::{line_of, near_words};
use crate::filter::close;
use std::ops::Range;
use thiserror::Error;

/// What stands in the way of reading a text.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Misread {
    /// A key that must stand in the table which begins there.
    #[error("the key {0:?} is missing")]
    Missing(String),
    /// A key that there is not.
    #[error("there is no key {key:?}{}", near_words(near))]
    Key {
        /// As written.
        key: String,
        /// The nearest known ones.
        near: Vec<String>,
    },
    /// A word that is none of those that may stand there.
    #[error("{word:?} is not known here, but {}", known.join(", "))]
    Word {
        /// As written.
        word: String,
        /// All that may.
        known: Vec<String>,
    },
    /// A key that stands twice in its table.
    #[error("the key stands twice")]
    Twice,
    /// A value of another kind than it must be.
    #[error("the value must be {0}")]
    Kind(Wanted),
    /// What is no TOML: a quotation mark or a bracket that isn't closed, a key without a value.
    #[error("the line is no TOML")]
    Grammar,
}

/// What a value must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Wanted {
    /// Text in quotation marks.
    #[error("text in quotation marks")]
    Text,
    /// A whole number, not below zero and not too great.
    #[error("a whole number in its range")]
    Whole,
    /// A whole number, or a decimal in quotation marks.
    #[error("a whole number, or a decimal in quotation marks")]
    Number,
    /// Yes or no.
    #[error("true or false")]
    Flag,
    /// A list in square brackets.
    #[error("a list")]
    List,
    /// A table of keys.
    #[error("a table of keys")]
    Table,
}

/// Where a text is misread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MisreadAt {
    /// Line, from 1.
    pub line: usize,
    /// The name of the entry in which it stands; empty outside of all.
    pub name: String,
    /// The key; empty where the mistake is at none.
    pub key: String,
}

impl Misread {
    /// What is wrong, and where: `entry` is the table of which the text has one for each of its things.
    pub fn of(text: &str, error: &toml::de::Error, entry: &str) -> (MisreadAt, Self) {
        let span = error.span().unwrap_or(0..0);
        let misread = Self::said(error.message());
        let line = line_of(text, span.start);
        let key = match &misread {
            Self::Missing(key) | Self::Key { key, .. } => key.clone(),
            _ => key_at(text, &span),
        };
        (MisreadAt { line, name: name_at(text, line, entry), key }, misread)
    }

    fn said(message: &str) -> Self {
        let mut quoted = message.split('`').skip(1).step_by(2);
        let mut first = || quoted.next().unwrap_or_default().to_owned();
        if message.starts_with("missing field ") {
            return Self::Missing(first());
        }
        if message.starts_with("unknown field ") {
            let key = first();
            let near = close(&key, quoted);
            return Self::Key { key, near };
        }
        if message.starts_with("unknown variant ") {
            return Self::Word { word: first(), known: quoted.map(str::to_owned).collect() };
        }
        if message.starts_with("duplicate ") {
            return Self::Twice;
        }
        let is_value = message.starts_with("invalid type: ") || message.starts_with("invalid value: ");
        let wanted = message.rsplit_once("expected ").filter(|_| is_value).map(|(_, wanted)| wanted);
        wanted.and_then(Wanted::said).map_or(Self::Grammar, Self::Kind)
    }
}

impl Wanted {
    fn said(wanted: &str) -> Option<Self> {
        Some(match wanted {
            "a string" => Self::Text,
            "a boolean" => Self::Flag,
            "a sequence" => Self::List,
            "a map" => Self::Table,
            "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "usize" | "isize" => Self::Whole,
            _ if wanted.starts_with("struct ") => Self::Table,
            _ if wanted.contains("read exactly") => Self::Number,
            _ => return None,
        })
    }
}

/// The entry in which a line stands: the name below the last header at or above it.
fn name_at(text: &str, line: usize, entry: &str) -> String {
    let header = format!("[[{entry}]]");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let upto = &lines[..line.min(lines.len())];
    let Some(begin) = upto.iter().rposition(|line| *line == header) else { return String::new() };
    let own = lines[begin + 1..].iter().take_while(|line| !line.starts_with('['));
    let name = own.into_iter().find_map(|line| line.split_once('=').filter(|(key, _)| key.trim() == "name"));
    name.map_or_else(String::new, |(_, value)| value.trim().trim_matches('"').to_owned())
}

/// What is marked, where a key is not known; else the key of the line.
fn key_at(text: &str, span: &Range<usize>) -> String {
    let marked = text.get(span.clone()).unwrap_or_default().trim();
    let after = text.get(span.end..).unwrap_or_default().trim_start();
    if after.starts_with('=') {
        return marked.to_owned();
    }
    let line = text.lines().nth(line_of(text, span.start) - 1).unwrap_or_default();
    line.split_once('=').map_or_else(String::new, |(key, _)| key.trim().to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::ranking::{SchemeProblem, Schemes};

    const TWO: &str = "# Two of them.\n\n[[scheme]]\nname = \"a\"\n\n[[scheme]]\nname = \"b\"\n";

    /// The whole starter of a scheme with a line replaced.
    fn of_scheme(text: &str) -> (usize, String, String, Misread) {
        let error = Schemes::builtin().beside(text, Catalogue::builtin()).unwrap_err();
        match error.problem {
            SchemeProblem::Syntax(misread) => (error.line, error.scheme, error.key, misread),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_missing_key_is_told_at_the_table_that_lacks_it() {
        let (line, scheme, key, misread) = of_scheme(TWO);
        assert_eq!((line, scheme.as_str(), key.as_str()), (3, "a", "title"));
        assert_eq!(misread, Misread::Missing("title".into()));
    }

    #[test]
    fn an_unknown_key_is_told_with_the_near_ones_and_its_own_line() {
        let (line, scheme, key, misread) = of_scheme("\n[[scheme]]\nname = \"a\"\n\nnamee = \"b\"\n");
        assert_eq!((line, scheme.as_str(), key.as_str()), (5, "a", "namee"));
        assert_eq!(misread, Misread::Key { key: "namee".into(), near: vec!["name".into()] });
    }

    #[test]
    fn values_of_another_kind_and_what_is_no_toml_are_told_apart() {
        let misread = |line: &str| of_scheme(&format!("[[scheme]]\nname = \"a\"\n{line}\n"));
        assert_eq!(misread("places = 300").3, Misread::Kind(Wanted::Whole));
        assert_eq!(misread("places = \"1\"").3, Misread::Kind(Wanted::Whole));
        assert_eq!(misread("version = 1").3, Misread::Kind(Wanted::Text));
        assert_eq!(misread("item = 1").3, Misread::Kind(Wanted::List));
        assert_eq!(misread("title = 1").3, Misread::Kind(Wanted::Table));
        assert_eq!(misread("full = 1.5").3, Misread::Kind(Wanted::Number));
        assert_eq!(misread("name = \"b\"").3, Misread::Twice);
        let (line, _, key, grammar) = misread("version = \"1");
        assert_eq!((line, key.as_str(), grammar), (3, "version", Misread::Grammar));
        assert_eq!(misread("version").3, Misread::Grammar);
    }

    #[test]
    fn a_word_that_is_none_of_those_that_may_stand_there_is_told_with_them() {
        let known = vec!["C".to_owned(), "F".to_owned(), "Y".to_owned()];
        let told = Misread::said("unknown variant `Z`, expected one of `C`, `F`, `Y`");
        assert_eq!(told, Misread::Word { word: "Z".to_owned(), known });
    }
}
