//! Short codes: a record's number as a few letters that are read aloud and typed without mistakes.
//!
//! `F`, then the number in Crockford's base 32 (no I, L, O, U), then a check character. The check is a sum over the field
//! of 32 elements in which each place has a weight of its own: one wrong character, and any two that changed places, never
//! pass. So a code that does not pass is at most one slip away from few others, which can be named.

/// What every code begins with: word processors want names of bookmarks to begin with a letter.
pub const PREFIX: char = 'F';
/// Characters between the prefix and the check at least.
const DIGITS_MIN: usize = 4;
/// Characters between the prefix and the check at most: a number of 63 bits.
const DIGITS_MAX: usize = 13;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// x⁵ + x² + 1, by which the field of 32 elements is made.
const MODULUS: u8 = 0b10_0101;

/// Why a text is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadCode {
    /// It has not the form of one.
    #[error("no short code has this form")]
    Form,
    /// The check character does not fit; the numbers of the codes that are one slip away, each once.
    #[error("the check character does not fit")]
    Check(Vec<i64>),
}

/// The code of a record's number, which is not negative.
#[must_use]
pub fn encode(number: i64) -> String {
    let mut digits = Vec::new();
    let mut left = number.max(0);
    while left > 0 || digits.len() < DIGITS_MIN {
        digits.push((left % 32) as u8);
        left /= 32;
    }
    digits.reverse();
    digits.push(check(&digits));
    std::iter::once(PREFIX)
        .chain(digits.iter().map(|digit| char::from(ALPHABET[usize::from(*digit)])))
        .collect()
}

/// The number of a code as people type it: in any case, with blanks or hyphens, O for 0, I or L for 1.
///
/// # Errors
/// [`BadCode`].
pub fn decode(text: &str) -> Result<i64, BadCode> {
    let digits = digits(text).ok_or(BadCode::Form)?;
    if syndrome(&digits) == 0 {
        return number(&digits).ok_or(BadCode::Form);
    }
    Err(BadCode::Check(near(&digits)))
}

/// The digits behind the prefix, the check last.
fn digits(text: &str) -> Option<Vec<u8>> {
    let plain = text.chars().filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '‐' | '－'));
    let mut letters = plain.map(|letter| letter.to_ascii_uppercase());
    if letters.next()? != PREFIX {
        return None;
    }
    let digits: Vec<u8> = letters.map(digit).collect::<Option<_>>()?;
    (DIGITS_MIN < digits.len() && digits.len() <= DIGITS_MAX + 1).then_some(digits)
}

fn digit(letter: char) -> Option<u8> {
    let letter = match letter {
        'O' => b'0',
        'I' | 'L' => b'1',
        letter => u8::try_from(letter).ok()?,
    };
    ALPHABET.iter().position(|known| *known == letter).and_then(|place| u8::try_from(place).ok())
}

/// The number without its check; none beyond 63 bits, and none of digits written longer than need be.
fn number(digits: &[u8]) -> Option<i64> {
    let own = &digits[..digits.len() - 1];
    if own.len() > DIGITS_MIN && own[0] == 0 {
        return None;
    }
    own.iter().try_fold(0_i64, |number, digit| number.checked_mul(32)?.checked_add(i64::from(*digit)))
}

/// The numbers of the codes that one wrong character, or two neighbours that changed places, are away.
fn near(digits: &[u8]) -> Vec<i64> {
    let wrong = syndrome(digits);
    let mut found = Vec::new();
    let mut take = |mended: &[u8]| {
        if let Some(number) = number(mended).filter(|number| !found.contains(number)) {
            found.push(number);
        }
    };
    for place in 0..digits.len() {
        // Each place has one digit that makes the sum nought.
        let weight = weight(digits.len() - 1 - place);
        let error = (1..32).find(|error| times(*error, weight) == wrong).unwrap_or_default();
        let mut mended = digits.to_vec();
        mended[place] ^= error;
        take(&mended);
    }
    for place in 1..digits.len() {
        let mut mended = digits.to_vec();
        mended.swap(place - 1, place);
        if syndrome(&mended) == 0 {
            take(&mended);
        }
    }
    found
}

/// The check of some digits: what makes the weighted sum of all nought.
fn check(digits: &[u8]) -> u8 {
    let mut whole = digits.to_vec();
    whole.push(0);
    syndrome(&whole)
}

/// The weighted sum, the last digit with weight one; nought where all is right.
fn syndrome(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |sum, digit| times(sum, 2) ^ digit)
}

fn weight(place: usize) -> u8 {
    (0..place).fold(1, |weight, _| times(weight, 2))
}

/// The product in the field of 32 elements.
fn times(one: u8, other: u8) -> u8 {
    let (mut product, mut shifted) = (0, one);
    for bit in 0..5 {
        if other >> bit & 1 == 1 {
            product ^= shifted;
        }
        shifted <<= 1;
        if shifted & 32 != 0 {
            shifted ^= MODULUS;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, "F0000")]
    #[case(1, "F0001")]
    #[case(31, "F000Z")]
    #[case(1_234_567, "F15NM7")]
    #[case(i64::MAX, "F7ZZZZZZZZZZZZ")]
    fn a_number_is_its_base_32_with_a_letter_before_and_a_check_behind(
        #[case] number: i64,
        #[case] start: &str,
    ) {
        let code = encode(number);
        assert_eq!(code[..code.len() - 1], *start);
        assert_eq!(decode(&code), Ok(number));
    }

    #[test]
    fn a_code_is_taken_as_people_write_it() {
        let code = encode(1_000_001);
        let typed =
            format!(" {}-{} ", code[..3].to_lowercase(), code[3..].replace('0', "o").replace('1', "l"));
        assert_eq!(decode(&typed), Ok(1_000_001));
    }

    #[rstest]
    #[case("")]
    #[case("F")]
    #[case("F12")]
    #[case("G00012")]
    #[case("F00U12")]
    #[case("F0001开")]
    #[case("FZZZZZZZZZZZZZZZZZZ")]
    fn another_form_is_no_code(#[case] text: &str) {
        assert_eq!(decode(text), Err(BadCode::Form));
    }

    proptest! {
        #[test]
        fn one_wrong_character_never_passes_and_the_right_code_is_named(
            number in 0_i64..40_000_000, place in 1_usize..6, step in 1_u8..32,
        ) {
            let code = encode(number);
            let mut letters = code.into_bytes();
            let held = ALPHABET.iter().position(|known| *known == letters[place]).unwrap();
            letters[place] = ALPHABET[(held + usize::from(step)) % 32];
            match decode(std::str::from_utf8(&letters).unwrap()) {
                Err(BadCode::Check(near)) => prop_assert!(near.contains(&number)),
                other => prop_assert!(false, "{other:?}"),
            }
        }

        #[test]
        fn two_characters_that_changed_places_never_pass(number in 0_i64..i64::MAX, one in 1_usize..6, two in 1_usize..6) {
            let code = encode(number);
            let mut letters = code.clone().into_bytes();
            letters.swap(one, two);
            let changed = String::from_utf8(letters).unwrap();
            prop_assert!(changed == code || decode(&changed).is_err());
        }
    }
}
