//! Text that a spreadsheet program would take for a formula when it opens a text table.
//!
//! In `.xlsx` a cell says that it is text, so nothing is needed there. In a text table the convention is an apostrophe
//! in front. To give back exactly what was written, texts that already look guarded get one apostrophe more: [`guard`]
//! adds one to any number of apostrophes followed by a dangerous character, [`unguard`] takes one away from the same
//! form, so `unguard(guard(text)) == text` for every text. A foreign file's `'=1` loses its apostrophe on reading,
//! which is what its writer meant.

use std::borrow::Cow;

/// Whether a program might calculate a text that begins so: `= + - @`, their full-width forms, tab and line breaks.
fn dangerous(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n')
}

fn needs_guard(text: &str) -> bool {
    text.trim_start_matches('\'').chars().next().is_some_and(dangerous)
}

/// The text as it is written to a text table.
pub fn guard(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that [`guard`] was given.
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(inner) if needs_guard(inner) => inner,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("=1+1", "'=1+1")]
    #[case("＝1", "'＝1")]
    #[case("'=1", "''=1")]
    #[case("-5", "'-5")]
    #[case("'项目'", "'项目'")]
    #[case("项目=1", "项目=1")]
    fn a_text_that_could_be_calculated_gets_an_apostrophe(#[case] text: &str, #[case] guarded: &str) {
        assert_eq!(guard(text), guarded);
    }

    proptest! {
        #[test]
        fn a_guarded_text_comes_back(text in "['=+@＝－\\-\ta项]{0,6}") {
            let guarded = guard(&text);
            prop_assert_eq!(unguard(&guarded), &text);
            prop_assert!(!guarded.chars().next().is_some_and(dangerous));
        }
    }
}
