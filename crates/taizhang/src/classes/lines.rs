//! A taxonomy's classes as lines of text: one class a line, in their order. A code may stand before the name: digits,
//! capital letters, `-` and `.` with a digit among them, then a tab or blank. Either every line has one or none.

use crate::web::form::Form;
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS};
use std::collections::BTreeSet;

/// The field that holds the lines.
pub(super) const CLASSES: &str = "classes";
/// GB/T 4754 has about 1,800 classes on all its levels.
const CLASSES_MAX: usize = 2_000;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The code, where the lines have one.
    pub code: Option<String>,
    /// The name.
    pub name: String,
}

/// Reads the lines, refusing the field where they can't stand beside each other.
pub(super) fn read(form: &mut Form) -> Option<Vec<Line>> {
    let text = form.value(CLASSES).to_owned();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.is_empty() {
        form.refuse(CLASSES, "web.required");
    }
    if lines.len() > CLASSES_MAX {
        form.refuse_with(CLASSES, "classes.too_many", vec![("max", CLASSES_MAX.to_string())]);
    }
    let lines = parse(&lines);
    let too_long = |line: &&Line| {
        line.name.chars().count() > NAME_MAX_CHARS
            || line.code.as_ref().is_some_and(|code| code.chars().count() > CODE_MAX_CHARS)
    };
    if let Some(line) = lines.iter().find(too_long) {
        form.refuse_with(CLASSES, "classes.too_long", vec![("name", line.name.chars().take(40).collect())]);
    }
    let names = twice(lines.iter().map(|line| &line.name));
    if let Some(twice) = names.or_else(|| twice(lines.iter().filter_map(|line| line.code.as_ref()))) {
        form.refuse_with(CLASSES, "classes.twice", vec![("name", twice)]);
    }
    form.is_fine().then_some(lines)
}

fn twice<'a>(words: impl Iterator<Item = &'a String>) -> Option<String> {
    let mut seen = BTreeSet::new();
    words.into_iter().find(|word| !seen.insert(*word)).cloned()
}

fn parse(lines: &[&str]) -> Vec<Line> {
    let coded: Option<Vec<Line>> = lines.iter().map(|line| with_code(line)).collect();
    let plain = || lines.iter().map(|line| Line { code: None, name: (*line).to_owned() }).collect();
    coded.unwrap_or_else(plain)
}

fn with_code(line: &str) -> Option<Line> {
    let (code, name) = line.split_once(char::is_whitespace)?;
    let fits = |sign: char| sign.is_ascii_uppercase() || sign.is_ascii_digit() || "-.".contains(sign);
    let is_code = code.chars().all(fits) && code.contains(|sign: char| sign.is_ascii_digit());
    is_code.then(|| Line { code: Some(code.to_owned()), name: name.trim().to_owned() })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn read_text(text: &str) -> Vec<(Option<String>, String)> {
        let lines = read(&mut Form::filled([(CLASSES, text)])).unwrap();
        lines.into_iter().map(|line| (line.code, line.name)).collect()
    }

    fn line(code: &str, name: &str) -> (Option<String>, String) {
        (Some(code.to_owned()).filter(|code| !code.is_empty()), name.to_owned())
    }

    #[test]
    fn a_line_is_a_class_and_a_code_may_stand_before_it() {
        assert_eq!(read_text("现代煤化工\n\n智能 装备\n"), [line("", "现代煤化工"), line("", "智能 装备")]);
        assert_eq!(read_text("C36\t汽车制造业\n01 装备"), [line("C36", "汽车制造业"), line("01", "装备")]);
    }

    #[test]
    fn a_first_word_is_no_code_unless_every_line_has_one() {
        assert_eq!(read_text("5G 装备\n现代食品"), [line("", "5G 装备"), line("", "现代食品")]);
        assert_eq!(read_text("LED 照明"), [line("", "LED 照明")]);
    }

    #[test]
    fn nothing_or_one_class_twice_is_refused() {
        for (text, key) in
            [("", "web.required"), ("甲\n乙\n甲", "classes.twice"), ("A1 甲\nA1 乙", "classes.twice")]
        {
            let mut form = Form::filled([(CLASSES, text)]);
            assert_eq!(read(&mut form), None);
            assert_eq!(form.error(CLASSES).unwrap().key, key);
        }
    }
}
