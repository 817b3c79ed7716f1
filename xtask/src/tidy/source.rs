//! Rust source without what isn't code: comments and strings blanked, tests cut off.

/// Which part of a file is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Code,
    Strings,
}

/// The text with comments, strings and characters blanked; line breaks stay.
pub fn code(text: &str) -> String {
    part(text, Part::Code)
}

/// The text with everything but the insides of strings blanked; line breaks stay.
pub fn strings(text: &str) -> String {
    part(text, Part::Strings)
}

/// The part before the first test module.
pub fn without_tests(text: &str) -> &str {
    text.find("#[cfg(test)]").map_or(text, |at| &text[..at])
}

/// Numbered lines, from 1.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// Whether a word stands in a line by itself, not inside another.
pub fn has_word(line: &str, word: &str) -> bool {
    let inside =
        |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    line.match_indices(word).any(|(at, _)| {
        !inside(line[..at].chars().next_back()) && !inside(line[at + word.len()..].chars().next())
    })
}

fn part(text: &str, wanted: Part) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, inside) = token(rest, first);
        let (piece, after) = rest.split_at(length);
        let keep = match (inside, wanted) {
            (Inside::Code, Part::Code) | (Inside::Text, Part::Strings) => true,
            (Inside::Code | Inside::Text | Inside::Remark, _) => false,
        };
        out.extend(piece.chars().map(|letter| if keep || letter == '\n' { letter } else { ' ' }));
        rest = after;
    }
    out
}

#[derive(Clone, Copy)]
enum Inside {
    Code,
    Text,
    Remark,
}

/// The length of what begins here, and what it is.
fn token(rest: &str, first: char) -> (usize, Inside) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Inside::Remark);
    }
    if rest.starts_with("/*") {
        return (rest.find("*/").map_or(rest.len(), |at| at + 2), Inside::Remark);
    }
    if first == 'r' && (rest.starts_with("r\"") || rest.starts_with("r#")) {
        let marks = rest[1..].chars().take_while(|letter| *letter == '#').count();
        if rest[1 + marks..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(marks));
            let body = &rest[marks + 2..];
            return (body.find(&end).map_or(rest.len(), |at| marks + 2 + at + end.len()), Inside::Text);
        }
    }
    if first == '"' {
        return (quoted(rest), Inside::Text);
    }
    if let Some(length) = character(rest) {
        return (length, Inside::Text);
    }
    if first.is_alphabetic() || first == '_' {
        let word = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_');
        return (word.map(char::len_utf8).sum(), Inside::Code);
    }
    (first.len_utf8(), Inside::Code)
}

fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A character literal; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('\'')?;
    let mut letters = body.char_indices();
    let (_, first) = letters.next()?;
    if first == '\\' {
        return body[2..].find('\'').map(|at| at + 4);
    }
    let (at, second) = letters.next()?;
    (second == '\'').then_some(at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_strings_and_characters_are_no_code() {
        let text = "let a = \"x // \\\" y\"; // f64\nlet b = 'z'; let c: &'a str = r#\"q\"#;";
        let code = code(text);
        assert!(!code.contains('x') && !code.contains("f64") && !code.contains('z') && !code.contains('q'));
        assert!(code.contains("&'a str") && code.contains("let b ="));
        assert_eq!(code.lines().count(), 2);
    }

    #[test]
    fn the_insides_of_strings_are_found() {
        let inside = strings("query(\"SELECT now()\"); now();");
        assert!(inside.contains("SELECT now()"));
        assert_eq!(inside.matches("now").count(), 1);
    }

    #[test]
    fn a_word_inside_another_is_not_that_word() {
        assert!(has_word("let x: f64 = 1", "f64"));
        assert!(!has_word("let xf64 = 1", "f64"));
    }

    #[test]
    fn tests_are_cut_off() {
        assert_eq!(without_tests("a\n#[cfg(test)]\nmod tests {}\n"), "a\n");
    }
}
