//! Which letters stand in a text, as good as 128 bits can tell.

/// A set of letters, each by one of 128 bits: a text that holds a word has all bits of the word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Letters(u128);

impl Letters {
    pub(crate) fn of(text: &str) -> Self {
        let bit = |letter: char| match letter {
            // In every number: they tell nothing apart.
            '0'..='9' | '-' => 0,
            'a'..='z' => 1 + letter as u32 % 13,
            // The multiplication spreads neighbours in the code table, as 科 and 种 are.
            _ => 14 + u32::from(letter).wrapping_mul(0x9E37_79B9) % 114,
        };
        Self(text.chars().fold(0, |letters, letter| letters | 1 << bit(letter)))
    }

    /// Whether a text with these letters may hold a word with those.
    pub(crate) fn may_hold(self, word: Self) -> bool {
        self.0 & word.0 == word.0
    }
}
