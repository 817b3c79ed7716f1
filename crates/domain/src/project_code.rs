//! 固定资产投资项目代码 (GB/T 40058-2021), `YYMM-RRRRRR-DD-TT-NNNNNC`; domain.md §13.
//!
//! A failed check warns at the cell and never blocks.

use crate::text::squeeze;

/// Digits of a code without its hyphens.
pub const DIGITS: usize = 20;
/// Lengths of the blocks between the hyphens.
const BLOCKS: [usize; 5] = [4, 6, 2, 2, 6];

/// What the check of a code found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectCodeCheck {
    /// The code has its form and, where the form has a check digit, the right one.
    Ok(ProjectCodeForm),
    /// The last digit is not the one that the first 19 ask for.
    WrongCheckDigit {
        /// The digit that would fit.
        expected: char,
    },
    /// Not of the form of a code at all.
    Malformed(MalformedProjectCode),
}

/// The two forms of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProjectCodeForm {
    /// Since late 2020: begins with year and month, ends with a check digit.
    Current {
        /// Full year.
        year: u16,
        /// Month, 1–12.
        month: u8,
    },
    /// Before: begins with the full year and has no check digit.
    Old {
        /// Full year.
        year: u16,
    },
}

/// Why a text is not of the form of a project code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MalformedProjectCode {
    /// Not 20 digits but that many characters, hyphens aside.
    Length(usize),
    /// The character at that place (from 1, hyphens aside) is not a digit.
    Character(usize),
    /// The hyphens do not part the digits 4-6-2-2-6.
    Blocks,
    /// The first block is neither a year and month nor an old code's year.
    Time,
    /// The text is a number that a spreadsheet rounded (2.10314E+19): the code must come from its source again.
    DamagedNumber,
}

/// The code as it is stored and printed, with its hyphens; text that is no code comes back squeezed only.
#[must_use]
pub fn normalize(text: &str) -> String {
    let squeezed = fold_hyphens(text);
    match digits_of(&squeezed) {
        Ok(digits) => with_hyphens(&digits),
        Err(_) => squeezed,
    }
}

/// Checks form and check digit of a code.
#[must_use]
pub fn check(text: &str) -> ProjectCodeCheck {
    let digits = match digits_of(&fold_hyphens(text)) {
        Ok(digits) => digits,
        Err(malformed) => return ProjectCodeCheck::Malformed(malformed),
    };
    let Some(form) = form_of(&digits) else {
        return ProjectCodeCheck::Malformed(MalformedProjectCode::Time);
    };
    let expected = check_digit(&digits[..DIGITS - 1]);
    if matches!(form, ProjectCodeForm::Current { .. }) && digits[DIGITS - 1] != expected {
        return ProjectCodeCheck::WrongCheckDigit { expected: char::from(b'0' + expected) };
    }
    ProjectCodeCheck::Ok(form)
}

/// The region code (GB/T 2260) in the code; `None` where the text is no code.
#[must_use]
pub fn region_of(text: &str) -> Option<u32> {
    let digits = digits_of(&fold_hyphens(text)).ok()?;
    Some(digits[4..10].iter().fold(0, |code, digit| code * 10 + u32::from(*digit)))
}

fn fold_hyphens(text: &str) -> String {
    squeeze(text)
        .chars()
        .map(|letter| if matches!(letter, '—' | '–' | '―' | '−' | '‐' | '‑') { '-' } else { letter })
        .collect()
}

fn digits_of(code: &str) -> Result<[u8; DIGITS], MalformedProjectCode> {
    if code.to_ascii_uppercase().contains("E+") {
        return Err(MalformedProjectCode::DamagedNumber);
    }
    let bare: Vec<char> = code.chars().filter(|letter| *letter != '-').collect();
    if bare.len() != DIGITS {
        return Err(MalformedProjectCode::Length(bare.len()));
    }
    let mut digits = [0; DIGITS];
    for (index, letter) in bare.into_iter().enumerate() {
        let digit = letter.to_digit(10).and_then(|digit| u8::try_from(digit).ok());
        digits[index] = digit.ok_or(MalformedProjectCode::Character(index + 1))?;
    }
    let blocks_fit = !code.contains('-') || code.split('-').map(str::len).eq(BLOCKS);
    if blocks_fit { Ok(digits) } else { Err(MalformedProjectCode::Blocks) }
}

fn with_hyphens(digits: &[u8; DIGITS]) -> String {
    let mut rest = digits.as_slice();
    let blocks = BLOCKS.map(|length| {
        let (block, after) = rest.split_at(length);
        rest = after;
        block.iter().map(|digit| char::from(b'0' + digit)).collect::<String>()
    });
    blocks.join("-")
}

/// 2103 is March 2021; 2016 cannot be a month and so is an old code's year. 2010, 2011 and 2012 mean the last months
/// of 2020, because old codes begin in 2013 at the earliest.
fn form_of(digits: &[u8; DIGITS]) -> Option<ProjectCodeForm> {
    let (first, second) = (digits[0] * 10 + digits[1], digits[2] * 10 + digits[3]);
    match (first, second) {
        (_, 0) => None,
        (_, 1..=12) => Some(ProjectCodeForm::Current { year: 2_000 + u16::from(first), month: second }),
        (20, _) => Some(ProjectCodeForm::Old { year: 2_000 + u16::from(second) }),
        _ => None,
    }
}

/// ISO 7064 MOD 11,10 over the first 19 digits.
fn check_digit(digits: &[u8]) -> u8 {
    let product = digits.iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        let sum = if sum == 0 { 10 } else { sum };
        2 * sum % 11
    });
    (11 - product) % 10
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ProjectCodeCheck::{Malformed, Ok, WrongCheckDigit};
    use proptest::prelude::*;
    use rstest::rstest;

    const MARCH_2021: ProjectCodeForm = ProjectCodeForm::Current { year: 2021, month: 3 };

    #[rstest]
    #[case("2103-140702-89-01-123451", Ok(MARCH_2021))]
    #[case("21031407028901123451", Ok(MARCH_2021))]
    #[case(" 2103—140702—89—01—123451", Ok(MARCH_2021))]
    #[case("２１０３-140702-89-01-123451", Ok(MARCH_2021))]
    #[case("2103-140702-89-01-123456", WrongCheckDigit { expected: '1' })]
    #[case("2016-140702-89-01-123456", Ok(ProjectCodeForm::Old { year: 2016 }))]
    #[case("2020-140702-89-01-123456", Ok(ProjectCodeForm::Old { year: 2020 }))]
    #[case("2103-140702-89-01-12345", Malformed(MalformedProjectCode::Length(19)))]
    #[case("2103-1407028-9-01-123451", Malformed(MalformedProjectCode::Blocks))]
    #[case("2103-14070A-89-01-123451", Malformed(MalformedProjectCode::Character(10)))]
    #[case("2113-140702-89-01-123451", Malformed(MalformedProjectCode::Time))]
    #[case("2100-140702-89-01-123451", Malformed(MalformedProjectCode::Time))]
    #[case("2.10314070289011E+19", Malformed(MalformedProjectCode::DamagedNumber))]
    #[case("", Malformed(MalformedProjectCode::Length(0)))]
    fn a_code_is_judged_by_its_form_and_check_digit(#[case] text: &str, #[case] found: ProjectCodeCheck) {
        assert_eq!(check(text), found);
    }

    #[rstest]
    #[case("2010", 10)]
    #[case("2011", 11)]
    #[case("2012", 12)]
    fn the_last_months_of_2020_are_not_old_years(#[case] block: &str, #[case] month: u8) {
        let code = completed(&format!("{block}140702890112345"));
        assert_eq!(check(&code), Ok(ProjectCodeForm::Current { year: 2020, month }));
    }

    #[test]
    fn a_code_is_stored_with_its_hyphens() {
        assert_eq!(normalize("21031407028901123451"), "2103-140702-89-01-123451");
        assert_eq!(normalize("立项 中"), "立项中");
        assert_eq!(region_of("2103-140702-89-01-123451"), Some(140_702));
        assert_eq!(region_of("2103"), None);
    }

    fn completed(first_19: &str) -> String {
        let digits: Vec<u8> = first_19.bytes().map(|byte| byte - b'0').collect();
        format!("{first_19}{}", check_digit(&digits))
    }

    proptest! {
        #[test]
        fn a_completed_code_passes_and_one_changed_digit_is_caught(
            year in 21u8..40, month in 1u8..=12, rest in "[0-9]{15}", at in 4usize..20, step in 1u8..10
        ) {
            let code = completed(&format!("{year}{month:02}{rest}"));
            prop_assert_eq!(check(&code), Ok(ProjectCodeForm::Current { year: 2000 + u16::from(year), month }));
            prop_assert_eq!(check(&normalize(&code)), check(&code));
            let mut changed = code.into_bytes();
            changed[at] = b'0' + (changed[at] - b'0' + step) % 10;
            // MOD 11,10 shows every single change; in the first block it may also turn the form into an old one.
            let caught = matches!(check(std::str::from_utf8(&changed).unwrap()), WrongCheckDigit { .. });
            prop_assert!(caught);
        }

        #[test]
        fn any_text_is_answered(text in ".{0,30}", digits in "[-0-9]{18,28}") {
            let _ = (check(&text), normalize(&text), check(&digits), normalize(&digits), region_of(&digits));
        }
    }
}
