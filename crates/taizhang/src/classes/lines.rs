//! A taxonomy's classes as lines of text: one class a line, in their order. A code may stand before the name, after
//! which a tab or blank follows.

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
    /// The code; the place in the list where none is given.
    pub code: String,
    /// The name.
    pub name: String,
}

/// Reads the lines, refusing the field where they can't stand beside each other.
pub(super) fn read(form: &mut Form) -> Option<Vec<Line>> {
    let text = form.value(CLASSES).to_owned();
    let lines: Vec<Line> = (1..)
        .zip(text.lines().map(str::trim).filter(|line| !line.is_empty()))
        .map(|(place, line): (usize, _)| parse(place, line))
        .collect();
    if lines.is_empty() {
        form.refuse(CLASSES, "web.required");
    }
    if lines.len() > CLASSES_MAX {
        form.refuse_with(CLASSES, "classes.too_many", vec![("max", CLASSES_MAX.to_string())]);
    }
    let too_long = |line: &&Line| {
        line.name.chars().count() > NAME_MAX_CHARS || line.code.chars().count() > CODE_MAX_CHARS
    };
    if let Some(line) = lines.iter().find(too_long) {
        form.refuse_with(CLASSES, "classes.too_long", vec![("name", line.name.chars().take(40).collect())]);
    }
    for key in [|line: &Line| line.name.clone(), |line: &Line| line.code.clone()] {
        let mut seen = BTreeSet::new();
        if let Some(twice) = lines.iter().map(key).find(|it| !seen.insert(it.clone())) {
            form.refuse_with(CLASSES, "classes.twice", vec![("name", twice)]);
        }
    }
    form.is_fine().then_some(lines)
}

fn parse(place: usize, line: &str) -> Line {
    let is_code = |text: &str| text.chars().all(|sign| sign.is_ascii_alphanumeric() || "-.".contains(sign));
    match line.split_once(char::is_whitespace) {
        Some((code, name)) if is_code(code) => Line { code: code.into(), name: name.trim().into() },
        _ => Line { code: format!("{place:02}"), name: line.into() },
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn line(code: &str, name: &str) -> Line {
        Line { code: code.into(), name: name.into() }
    }

    #[test]
    fn a_line_is_a_class_and_its_code_may_stand_before_it() {
        let mut form = Form::filled([(CLASSES, "现代煤化工\n\nC36\t汽车制造业\n智能 装备\n")]);
        let lines = read(&mut form).unwrap();
        assert_eq!(lines, [line("01", "现代煤化工"), line("C36", "汽车制造业"), line("03", "智能 装备")]);
    }

    #[test]
    fn nothing_or_one_class_twice_is_refused() {
        for (text, key) in
            [("", "web.required"), ("甲\n乙\n甲", "classes.twice"), ("A 甲\nA 乙", "classes.twice")]
        {
            let mut form = Form::filled([(CLASSES, text)]);
            assert_eq!(read(&mut form), None);
            assert_eq!(form.error(CLASSES).unwrap().key, key);
        }
    }
}
