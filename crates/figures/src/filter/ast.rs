//! What a filter says, and its canonical text.

use super::field::Field;
use std::fmt;

/// Where a term begins in the text, in characters; no part of what the term says, so all places are equal.
#[derive(Debug, Clone, Copy, Default)]
pub struct At(pub usize);

impl PartialEq for At {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for At {}

/// A filter as a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// All must hold; at least two.
    And(Vec<Expr>),
    /// One must hold; at least two.
    Or(Vec<Expr>),
    /// Must not hold.
    Not(Box<Expr>),
    /// A field compared with values.
    Term(Term),
    /// Words searched in number and name, and in the names of investors.
    Words(String),
}

/// How a field is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    /// `:` or `=`: one of the values.
    Is,
    /// `!=`: none of the values.
    IsNot,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Op {
    /// How it is written.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Is => ":",
            Self::IsNot => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::More => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Whether the order of values matters to it.
    pub const fn orders(self) -> bool {
        !matches!(self, Self::Is | Self::IsNot)
    }
}

/// One comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The field.
    pub field: Field,
    /// How it is compared.
    pub op: Op,
    /// With what; more than one only for `:` and `!=`.
    pub values: Vec<Operand>,
    /// Where the term begins.
    pub at: At,
}

/// A value as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// One word.
    Word(String),
    /// From … to, both included; an open end is `None`.
    Range(Option<String>, Option<String>),
}

impl fmt::Display for Operand {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(word) => out.write_str(&quoted(word)),
            Self::Range(from, to) => {
                let end = |end: &Option<String>| end.as_deref().unwrap_or_default().to_owned();
                write!(out, "{}..{}", end(from), end(to))
            }
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", self.field.name(), self.op.text())?;
        for (place, value) in self.values.iter().enumerate() {
            let comma = if place > 0 { "," } else { "" };
            write!(out, "{comma}{value}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::And(parts) => joined(out, parts, " ", |part| matches!(part, Self::Or(_) | Self::And(_))),
            Self::Or(parts) => joined(out, parts, " or ", |part| matches!(part, Self::Or(_))),
            Self::Not(inner) => match inner.as_ref() {
                Self::And(_) | Self::Or(_) => write!(out, "not ({inner})"),
                _ => write!(out, "not {inner}"),
            },
            Self::Term(term) => term.fmt(out),
            Self::Words(words) => out.write_str(&quoted_words(words)),
        }
    }
}

fn joined(
    out: &mut fmt::Formatter<'_>,
    parts: &[Expr],
    separator: &str,
    bracketed: impl Fn(&Expr) -> bool,
) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            out.write_str(separator)?;
        }
        if bracketed(part) { write!(out, "({part})")? } else { write!(out, "{part}")? }
    }
    Ok(())
}

/// Characters that end a bare value.
pub(super) fn ends_value(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '(' | ')' | ',' | '，' | '"')
}

fn quoted(value: &str) -> String {
    let bare = !value.is_empty() && !value.contains("..") && !value.chars().any(ends_value);
    if bare { value.to_owned() } else { in_quotes(value) }
}

/// Search words stay bare only where they can be mistaken for nothing else.
fn quoted_words(words: &str) -> String {
    let keyword = matches!(words.to_ascii_lowercase().as_str(), "or" | "and" | "not");
    let special = |letter: char| ends_value(letter) || matches!(letter, ':' | '：' | '=' | '<' | '>' | '!');
    let bare = !words.is_empty() && !keyword && !words.starts_with('-') && !words.chars().any(special);
    if bare { words.to_owned() } else { in_quotes(words) }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
