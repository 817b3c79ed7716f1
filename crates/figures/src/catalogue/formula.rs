//! Figures worked out from others: names, numbers, the four kinds of arithmetic, and brackets.

use super::error::CatalogueProblem;
use crate::exact::Exact;
use domain::limits::{FORMULA_BITS_MAX, FORMULA_TERMS_MAX};
use std::iter::Peekable;
use std::str::Chars;

/// Brackets within brackets that a formula may have.
const DEPTH_MAX: usize = 16;

/// A formula over figures (`planCompletionRate - timeProgress`). Rates stand in it as percentages, counts as they are,
/// sums in fen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    text: String,
    root: Node,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Node {
    Number(Exact),
    Figure(String),
    Pair(Box<Node>, Sign, Box<Node>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

impl Formula {
    /// Reads a formula; the error holds what could not be read, nothing at the end, or says that it is too long.
    pub(super) fn parse(text: &str) -> Result<Self, CatalogueProblem> {
        let mut reader = Reader { chars: text.chars().peekable(), depth: 0, terms: 0 };
        let root = reader.sum()?;
        match reader.next_sign() {
            None => Ok(Self { text: text.to_owned(), root }),
            Some(_) => Err(reader.unread()),
        }
    }

    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The figures that it needs, each once.
    pub fn figures(&self) -> Vec<&str> {
        let mut names = Vec::new();
        self.root.collect(&mut names);
        names
    }

    /// What it comes to; none when a figure in it has no value, something is divided by zero, or a number on the way is of
    /// more than [`FORMULA_BITS_MAX`] bits.
    pub(crate) fn value(&self, figure: &dyn Fn(&str) -> Option<Exact>) -> Option<Exact> {
        self.root.value(figure)
    }
}

impl Node {
    fn collect<'a>(&'a self, names: &mut Vec<&'a str>) {
        match self {
            Self::Figure(name) if !names.contains(&name.as_str()) => names.push(name),
            Self::Figure(_) | Self::Number(_) => {}
            Self::Pair(left, _, right) => {
                left.collect(names);
                right.collect(names);
            }
        }
    }

    fn value(&self, figure: &dyn Fn(&str) -> Option<Exact>) -> Option<Exact> {
        match self {
            Self::Number(number) => Some(number.clone()),
            Self::Figure(name) => figure(name),
            Self::Pair(left, sign, right) => {
                let (left, right) = (left.value(figure)?, right.value(figure)?);
                let value = match sign {
                    Sign::Plus => &left + &right,
                    Sign::Minus => &left - &right,
                    Sign::Times => &left * &right,
                    Sign::Over => left.over(&right)?,
                };
                (value.bits() <= FORMULA_BITS_MAX).then_some(value)
            }
        }
    }
}

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
    depth: usize,
    /// Terms read so far.
    terms: usize,
}

impl Reader<'_> {
    fn sum(&mut self) -> Result<Node, CatalogueProblem> {
        self.chain(Self::product, [('+', Sign::Plus), ('-', Sign::Minus)])
    }

    fn product(&mut self) -> Result<Node, CatalogueProblem> {
        self.chain(Self::part, [('*', Sign::Times), ('/', Sign::Over)])
    }

    /// Parts with signs between them, taken from the left.
    fn chain(
        &mut self,
        part: fn(&mut Self) -> Result<Node, CatalogueProblem>,
        signs: [(char, Sign); 2],
    ) -> Result<Node, CatalogueProblem> {
        let mut node = part(self)?;
        while let Some((_, sign)) =
            self.next_sign().and_then(|next| signs.into_iter().find(|it| it.0 == next))
        {
            self.chars.next();
            node = Node::Pair(Box::new(node), sign, Box::new(part(self)?));
        }
        Ok(node)
    }

    fn part(&mut self) -> Result<Node, CatalogueProblem> {
        match self.next_sign() {
            Some('(') if self.depth < DEPTH_MAX => {
                self.chars.next();
                self.depth += 1;
                let node = self.sum()?;
                self.depth -= 1;
                match self.next_sign() {
                    Some(')') => {
                        self.chars.next();
                        Ok(node)
                    }
                    _ => Err(self.unread()),
                }
            }
            Some(first) if first.is_ascii_alphanumeric() => self.term(first),
            _ => Err(self.unread()),
        }
    }

    /// A number or a name.
    fn term(&mut self, first: char) -> Result<Node, CatalogueProblem> {
        self.terms += 1;
        if self.terms > FORMULA_TERMS_MAX {
            return Err(CatalogueProblem::Terms);
        }
        if first.is_ascii_digit() {
            let number = self.word(|letter| letter.is_ascii_digit() || letter == '.');
            Exact::decimal(&number).map(Node::Number).ok_or(CatalogueProblem::Formula(number))
        } else {
            Ok(Node::Figure(self.word(|letter| letter.is_ascii_alphanumeric())))
        }
    }

    fn word(&mut self, belongs: fn(char) -> bool) -> String {
        let mut word = String::new();
        while let Some(letter) = self.chars.next_if(|letter| belongs(*letter)) {
            word.push(letter);
        }
        word
    }

    /// The next letter that is no space, left where it is.
    fn next_sign(&mut self) -> Option<char> {
        while self.chars.next_if(|letter| letter.is_whitespace()).is_some() {}
        self.chars.peek().copied()
    }

    fn unread(&mut self) -> CatalogueProblem {
        CatalogueProblem::Formula(self.chars.by_ref().collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    fn value(text: &str) -> Option<String> {
        let figure = |name: &str| match name {
            "half" => Exact::ratio(1, 2),
            "five" => Some(Exact::from(5)),
            _ => None,
        };
        Formula::parse(text).unwrap().value(&figure).map(|value| value.to_string())
    }

    #[rstest]
    #[case("five - half", Some("9/2"))]
    #[case("1 - 2 - 3", Some("-4"))]
    #[case("2 * (five + 1) / 4", Some("3"))]
    #[case("0.5*half", Some("1/4"))]
    #[case("five / (half - 0.5)", None)]
    #[case("five + unknown", None)]
    fn a_formula_is_worked_out_exactly(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(value(text).as_deref(), expected);
    }

    #[rstest]
    #[case("", "")]
    #[case("five -", "")]
    #[case("five five", "five")]
    #[case("(five", "")]
    #[case("five ^ 2", "^ 2")]
    #[case("1.2.3", "1.2.3")]
    fn what_cannot_be_read_is_named(#[case] text: &str, #[case] at: &str) {
        assert_eq!(Formula::parse(text).unwrap_err(), CatalogueProblem::Formula(at.to_owned()));
    }

    #[test]
    fn brackets_have_a_limit() {
        assert!(Formula::parse(&format!("{}1{}", "(".repeat(17), ")".repeat(17))).is_err());
        assert!(Formula::parse(&format!("{}1{}", "(".repeat(16), ")".repeat(16))).is_ok());
    }

    #[test]
    fn terms_have_a_limit() {
        let of = |terms: usize| Formula::parse(&vec!["a"; terms].join(" + "));
        assert!(of(FORMULA_TERMS_MAX).is_ok());
        assert_eq!(of(FORMULA_TERMS_MAX + 1).unwrap_err(), CatalogueProblem::Terms);
    }

    #[test]
    fn a_number_beyond_all_measure_is_no_value() {
        let product = Formula::parse("(a * a) / a").unwrap();
        let of = |bits: usize| {
            let power = vec!["two"; 32].join(" * ");
            let power = Formula::parse(&power).unwrap().value(&|_| Some(Exact::from(2)));
            (1..bits / 32).fold(power.clone(), |all, _| Some(&all? * power.as_ref()?))
        };
        assert_eq!(product.value(&|_| of(480)), of(480));
        assert_eq!(product.value(&|_| of(512)), None, "its square is of 1025 bits");
    }

    #[test]
    fn each_figure_is_needed_once() {
        assert_eq!(Formula::parse("a + b * a").unwrap().figures(), ["a", "b"]);
    }
}
