//! 统一社会信用代码 (GB 32100-2015) and the organisation code inside it (GB 11714); domain.md §13.
//!
//! A failed check warns at the cell and never blocks: registered companies exist whose code fails.

use crate::text::squeeze;

/// Characters of a code.
pub const LENGTH: usize = 18;
/// The characters that a code may hold; a character's value is its place here. I, O, S, V and Z are left out.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i−1) mod 31 for the first 17 characters.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// GB 11714 weights of the first eight characters of the body.
const BODY_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
/// Authority and kind of the registration: the first two characters.
const KINDS: [&str; 36] = [
    "11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39", "41", "49", "51", "52", "53",
    "59", "61", "62", "69", "71", "72", "79", "81", "89", "91", "92", "93", "A1", "A9", "N1", "N2", "N3",
    "N9", "Y1",
];

/// What the check of a code found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreditCodeCheck {
    /// Both check characters fit.
    Ok,
    /// The last character is not the one that the first 17 ask for.
    WrongCheckDigit {
        /// The character that would fit.
        expected: char,
    },
    /// The last character fits, but character 17 is not the one that the organisation code asks for.
    WrongBodyCheckDigit {
        /// The character that would fit.
        expected: char,
    },
    /// Not of the form of a code at all.
    Malformed(MalformedCreditCode),
}

/// Why a text is not of the form of a credit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MalformedCreditCode {
    /// Not 18 characters but that many.
    Length(usize),
    /// The character at that place (from 1) may not stand there.
    Character(usize),
    /// The first two characters name no known kind of registration.
    Kind,
    /// The text is a number that a spreadsheet rounded (9.135E+17): the code must come from its source again.
    DamagedNumber,
}

/// The code as it is stored: half-width, upper case, without spaces and hyphens.
#[must_use]
pub fn normalize(text: &str) -> String {
    squeeze(text).chars().filter(|letter| *letter != '-').map(|letter| letter.to_ascii_uppercase()).collect()
}

/// Checks form and both check characters of a code.
#[must_use]
pub fn check(text: &str) -> CreditCodeCheck {
    let code = normalize(text);
    let values = match values_of(&code) {
        Ok(values) => values,
        Err(malformed) => return CreditCodeCheck::Malformed(malformed),
    };
    let letters: Vec<char> = code.chars().collect();
    let expected = check_letter(&values);
    if letters[LENGTH - 1] != expected {
        return CreditCodeCheck::WrongCheckDigit { expected };
    }
    let expected = body_check_letter(&letters[8..16]);
    if letters[16] != expected {
        return CreditCodeCheck::WrongBodyCheckDigit { expected };
    }
    CreditCodeCheck::Ok
}

/// The region code (GB/T 2260) of the office that registered the unit; `None` where the text is no code.
#[must_use]
pub fn region_of(text: &str) -> Option<u32> {
    let code = normalize(text);
    values_of(&code).ok()?;
    code.get(2..8)?.parse().ok()
}

/// The values of the 18 characters, if the text has the form of a code.
fn values_of(code: &str) -> Result<[u32; LENGTH], MalformedCreditCode> {
    if code.contains("E+") {
        return Err(MalformedCreditCode::DamagedNumber);
    }
    let length = code.chars().count();
    if length != LENGTH {
        return Err(MalformedCreditCode::Length(length));
    }
    let mut values = [0; LENGTH];
    for (index, letter) in code.chars().enumerate() {
        let value = value_of(letter).filter(|value| !(2..8).contains(&index) || *value < 10);
        values[index] = value.ok_or(MalformedCreditCode::Character(index + 1))?;
    }
    if code.get(..2).is_some_and(|kind| KINDS.contains(&kind)) {
        Ok(values)
    } else {
        Err(MalformedCreditCode::Kind)
    }
}

fn value_of(letter: char) -> Option<u32> {
    ALPHABET.chars().zip(0..).find_map(|(known, value)| (known == letter).then_some(value))
}

fn check_letter(values: &[u32; LENGTH]) -> char {
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    // A remainder of 0 asks for 0, where 31 − 0 has no character: the case that copied code forgets.
    let value = (31 - sum % 31) % 31;
    ALPHABET.chars().nth(value as usize).expect("a remainder of 31 is a place in the alphabet")
}

/// The GB 11714 check character of the eight characters of the body.
fn body_check_letter(body: &[char]) -> char {
    let sum: u32 =
        body.iter().zip(BODY_WEIGHTS).map(|(letter, weight)| letter.to_digit(36).unwrap_or(0) * weight).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).expect("what is neither 10 nor 11 is one digit"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use CreditCodeCheck::{Malformed, Ok, WrongBodyCheckDigit, WrongCheckDigit};
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("91350100M000100Y43", Ok)]
    #[case("91350100m000100y43", Ok)]
    #[case(" ９１350100 M000100Y-43", Ok)]
    #[case("91350100M000100Y44", WrongCheckDigit { expected: '3' })]
    #[case("91350100M000100Y4", Malformed(MalformedCreditCode::Length(17)))]
    #[case("", Malformed(MalformedCreditCode::Length(0)))]
    #[case("9135010OM000100Y43", Malformed(MalformedCreditCode::Character(8)))]
    #[case("91350100I000100Y43", Malformed(MalformedCreditCode::Character(9)))]
    #[case("913501A0M000100Y43", Malformed(MalformedCreditCode::Character(7)))]
    #[case("99350100M000100Y43", Malformed(MalformedCreditCode::Kind))]
    #[case("9.1350100000001E+17", Malformed(MalformedCreditCode::DamagedNumber))]
    fn a_code_is_judged_by_its_form_and_check_characters(#[case] text: &str, #[case] found: CreditCodeCheck) {
        assert_eq!(check(text), found);
    }

    #[test]
    fn the_inner_organisation_code_is_checked_too() {
        // Character 17 should be 4; with 5 there, the outer check character that fits is another.
        let outer = match check("91350100M000100Y50") {
            WrongCheckDigit { expected } => expected,
            other => panic!("{other:?}"),
        };
        assert_eq!(check(&format!("91350100M000100Y5{outer}")), WrongBodyCheckDigit { expected: '4' });
    }

    #[test]
    fn a_remainder_of_nothing_asks_for_a_zero() {
        // Found among the bodies: the weighted sum is a multiple of 31.
        let code = (0..100_000)
            .map(|number| completed(&format!("9114070000{number:06}")))
            .find(|code| {
                let values = values_of(code).unwrap();
                values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum::<u32>() % 31 == 0
            })
            .unwrap();
        assert!(code.ends_with('0'));
        assert_eq!(check(&code), Ok);
    }

    #[test]
    fn the_region_of_registration_is_read() {
        assert_eq!(region_of("91350100M000100Y43"), Some(350_100));
        assert_eq!(region_of("91"), None);
    }

    /// The 16 characters with both check characters added.
    fn completed(first_16: &str) -> String {
        let letters: Vec<char> = first_16.chars().collect();
        let mut code = format!("{first_16}{}0", body_check_letter(&letters[8..16]));
        let expected = check_letter(&values_of(&code).unwrap());
        code.pop();
        code.push(expected);
        code
    }

    proptest! {
        #[test]
        fn a_completed_code_passes_and_one_changed_character_is_caught(
            region in 110_000u32..660_000, body in "[0-9ABCDEFGHJKLMNPQRTUWXY]{8}", at in 0usize..18, letter in prop::sample::select(ALPHABET.chars().collect::<Vec<_>>())
        ) {
            let code = completed(&format!("91{region}{body}"));
            prop_assert_eq!(check(&code), Ok);
            let mut changed: Vec<char> = code.chars().collect();
            prop_assume!(changed[at] != letter);
            changed[at] = letter;
            // 31 is prime and the weights are no multiples of it: every single change shows.
            prop_assert_ne!(check(&changed.into_iter().collect::<String>()), Ok);
        }

        #[test]
        fn two_exchanged_neighbours_are_caught(body in "[0-9ABCDEFGHJKLMNPQRTUWXY]{8}", at in 0usize..17) {
            let code = completed(&format!("91140700{body}"));
            let mut changed: Vec<char> = code.chars().collect();
            let differ = changed[at] != changed[at + 1];
            changed.swap(at, at + 1);
            prop_assert_eq!(check(&changed.into_iter().collect::<String>()) != Ok, differ);
        }

        #[test]
        fn any_text_is_answered(text in ".{0,24}") {
            let _ = (check(&text), region_of(&text));
        }
    }
}
