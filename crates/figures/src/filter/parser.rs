//! From text to tree: read from left to right, one character of look-ahead, with limits on length, depth and terms.

use super::ast::{At, Expr, Op, Operand, Term, ends_value};
use super::error::{FilterError, FilterErrorKind, nearest};
use super::field::{Field, FieldKind};
use super::value::check;
use domain::limits::{FILTER_MAX_CHARS, FILTER_NESTING_MAX, FILTER_TERMS_MAX};

/// Reads a filter; `None` is the empty one.
pub(super) fn parse(text: &str) -> Result<Option<Expr>, FilterError> {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() > FILTER_MAX_CHARS {
        return Err(FilterError { at: FILTER_MAX_CHARS + 1, kind: FilterErrorKind::TooLong });
    }
    let mut parser = Parser { letters, place: 0, terms: 0 };
    parser.skip_blanks();
    if parser.peek().is_none() {
        return Ok(None);
    }
    let expr = parser.any(0)?;
    match parser.peek() {
        None => Ok(Some(expr)),
        Some(letter) => Err(parser.error(FilterErrorKind::Unexpected(letter.to_string()))),
    }
}

struct Parser {
    letters: Vec<char>,
    place: usize,
    /// Terms read so far.
    terms: usize,
}

impl Parser {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.place).copied()
    }

    fn error(&self, kind: FilterErrorKind) -> FilterError {
        error_at(self.place, kind)
    }

    /// Counts what costs a look at every project.
    fn count(&mut self, start: usize, terms: usize) -> Result<(), FilterError> {
        self.terms += terms;
        if self.terms > FILTER_TERMS_MAX {
            return Err(error_at(start, FilterErrorKind::TooManyTerms));
        }
        Ok(())
    }

    fn skip_blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.place += 1;
        }
    }

    /// Takes a keyword when it stands here as a word of its own.
    fn keyword(&mut self, word: &str) -> bool {
        let end = self.place + word.len();
        let written = self.letters.get(self.place..end);
        let same =
            written.is_some_and(|it| it.iter().zip(word.chars()).all(|(a, b)| a.to_ascii_lowercase() == b));
        let alone =
            self.letters.get(end).is_none_or(|letter| letter.is_whitespace() || matches!(letter, '(' | ')'));
        if same && alone {
            self.place = end;
            self.skip_blanks();
        }
        same && alone
    }

    /// `all or all …`
    fn any(&mut self, depth: usize) -> Result<Expr, FilterError> {
        let mut parts = vec![self.all(depth)?];
        while self.keyword("or") {
            if matches!(self.peek(), None | Some(')')) {
                return Err(self.error(FilterErrorKind::Missing("or".into())));
            }
            parts.push(self.all(depth)?);
        }
        Ok(one_or(parts, Expr::Or))
    }

    /// `one one …`, or with `and` between.
    fn all(&mut self, depth: usize) -> Result<Expr, FilterError> {
        let mut parts = vec![self.one(depth)?];
        loop {
            let place = self.place;
            if matches!(self.peek(), None | Some(')')) {
                break;
            }
            if self.keyword("or") {
                self.place = place;
                break;
            }
            if self.keyword("and") && matches!(self.peek(), None | Some(')')) {
                return Err(self.error(FilterErrorKind::Missing("and".into())));
            }
            parts.push(self.one(depth)?);
        }
        Ok(one_or(parts, Expr::And))
    }

    fn one(&mut self, depth: usize) -> Result<Expr, FilterError> {
        if depth > FILTER_NESTING_MAX {
            return Err(self.error(FilterErrorKind::TooDeep));
        }
        let start = self.place;
        let minus = self.peek() == Some('-');
        if minus {
            self.place += 1;
            self.skip_blanks();
        }
        if minus || self.keyword("not") {
            if matches!(self.peek(), None | Some(')')) {
                let word = if minus { "-" } else { "not" };
                return Err(error_at(start, FilterErrorKind::Missing(word.into())));
            }
            return Ok(Expr::Not(Box::new(self.one(depth + 1)?)));
        }
        let expr = match self.peek() {
            Some('(') => self.bracketed(depth)?,
            Some('"') => {
                self.count(start, 1)?;
                Expr::Words(self.quoted()?)
            }
            Some(_) => self.term_or_words()?,
            None => return Err(self.error(FilterErrorKind::Missing(String::new()))),
        };
        self.skip_blanks();
        Ok(expr)
    }

    fn bracketed(&mut self, depth: usize) -> Result<Expr, FilterError> {
        let open = self.place;
        self.place += 1;
        self.skip_blanks();
        if self.peek() == Some(')') {
            return Err(error_at(open, FilterErrorKind::Missing("(".into())));
        }
        let inner = self.any(depth + 1)?;
        if self.peek() != Some(')') {
            return Err(error_at(open, FilterErrorKind::Unclosed('(')));
        }
        self.place += 1;
        Ok(inner)
    }

    fn quoted(&mut self) -> Result<String, FilterError> {
        let open = self.place;
        let mut text = String::new();
        loop {
            self.place += 1;
            match self.peek() {
                None => return Err(error_at(open, FilterErrorKind::Unclosed('"'))),
                Some('"') => break,
                Some('\\') => {
                    self.place += 1;
                    let escaped =
                        self.peek().ok_or_else(|| error_at(open, FilterErrorKind::Unclosed('"')))?;
                    text.push(escaped);
                }
                Some(letter) => text.push(letter),
            }
        }
        self.place += 1;
        Ok(text)
    }

    fn term_or_words(&mut self) -> Result<Expr, FilterError> {
        let start = self.place;
        while self.peek().is_some_and(|letter| !ends_value(letter) && !begins_op(letter)) {
            self.place += 1;
        }
        let word: String = self.letters[start..self.place].iter().collect();
        match self.op() {
            Some(op) => self.term(start, &word, op),
            None if word.is_empty() => {
                let letter = self.peek().map(String::from).unwrap_or_default();
                Err(self.error(FilterErrorKind::Unexpected(letter)))
            }
            None => {
                self.count(start, 1)?;
                Ok(Expr::Words(word))
            }
        }
    }

    fn op(&mut self) -> Option<Op> {
        let next = self.letters.get(self.place + 1).copied();
        let (op, length) = match (self.peek()?, next) {
            (':' | '：' | '=', _) => (Op::Is, 1),
            ('!', Some('=')) => (Op::IsNot, 2),
            ('<', Some('=')) => (Op::AtMost, 2),
            ('>', Some('=')) => (Op::AtLeast, 2),
            ('<', _) => (Op::Less, 1),
            ('>', _) => (Op::More, 1),
            _ => return None,
        };
        self.place += length;
        Some(op)
    }

    fn term(&mut self, start: usize, name: &str, op: Op) -> Result<Expr, FilterError> {
        let Some(field) = Field::named(name) else {
            let near = nearest(name, Field::ALL.iter().map(|field| field.name()));
            return Err(error_at(start, FilterErrorKind::UnknownField { name: name.to_owned(), near }));
        };
        let mut values = Vec::new();
        loop {
            let at = self.place;
            let value = self.operand(name, op)?;
            check(field, op, &value).map_err(|kind| error_at(at, kind))?;
            values.push(value);
            if !matches!(self.peek(), Some(',' | '，')) {
                break;
            }
            self.place += 1;
        }
        if op.orders() && values.len() > 1 {
            return Err(error_at(
                start,
                FilterErrorKind::BadValue { field, value: format!("{}{}", name, op.text()) },
            ));
        }
        // Texts are sought one by one; other values are looked up together.
        self.count(start, if field.kind() == FieldKind::Text { values.len() } else { 1 })?;
        Ok(Expr::Term(Term { field, op, values, at: At(start) }))
    }

    fn operand(&mut self, name: &str, op: Op) -> Result<Operand, FilterError> {
        if self.peek() == Some('"') {
            return Ok(Operand::Word(self.quoted()?));
        }
        let start = self.place;
        while self.peek().is_some_and(|letter| !ends_value(letter)) {
            self.place += 1;
        }
        let word: String = self.letters[start..self.place].iter().collect();
        if word.is_empty() {
            return Err(error_at(start, FilterErrorKind::Missing(format!("{name}{}", op.text()))));
        }
        let end = |part: &str| (!part.is_empty()).then(|| part.to_owned());
        Ok(match word.split_once("..") {
            Some((from, to)) => Operand::Range(end(from), end(to)),
            None => Operand::Word(word),
        })
    }
}

/// Characters that end a field's name.
fn begins_op(letter: char) -> bool {
    matches!(letter, ':' | '：' | '=' | '<' | '>' | '!')
}

fn one_or(mut parts: Vec<Expr>, many: impl Fn(Vec<Expr>) -> Expr) -> Expr {
    if parts.len() > 1 {
        return many(parts);
    }
    parts.pop().expect("every list of parts begins with one")
}

fn error_at(place: usize, kind: FilterErrorKind) -> FilterError {
    FilterError { at: place + 1, kind }
}
