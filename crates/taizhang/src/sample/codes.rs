//! Codes with right check digits, and now and then a wrong one on purpose (`domain.md` §13).

use super::prng::Prng;
use domain::Day;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const BODY_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// How many codes in a thousand end in a wrong digit.
const WRONG_PERMILLE: u64 = 6;

/// A credit code of a company registered in `region` (six digits).
pub(super) fn credit_code(prng: &mut Prng, region: i64) -> String {
    let mut code = format!("91{region:06}MA");
    for _ in 0..6 {
        code.push(char::from(*prng.pick(ALPHABET)));
    }
    code.push(body_check(&code[8..16]));
    let sum: usize = code.bytes().zip(WEIGHTS).map(|(letter, weight)| value_of(letter) * weight).sum();
    let right = (31 - sum % 31) % 31;
    let last = if prng.chance(WRONG_PERMILLE) { (right + 1) % 31 } else { right };
    code.push(char::from(ALPHABET[last]));
    code
}

fn value_of(letter: u8) -> usize {
    ALPHABET.iter().position(|known| *known == letter).expect("the code is made of the alphabet")
}

fn body_check(body: &str) -> char {
    let digit = |letter: char| letter.to_digit(36).expect("a letter or a digit");
    let sum: u32 = body.chars().zip(BODY_WEIGHTS).map(|(letter, weight)| digit(letter) * weight).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).expect("one digit"),
    }
}

/// A project code given out on `day` in `region`.
pub(super) fn project_code(prng: &mut Prng, day: Day, region: i64) -> String {
    let (year, month, _) = day.ymd();
    let kind = prng.weighted(&[(70, 1), (22, 2), (4, 3), (4, 99)]);
    let digits = format!("{:02}{month:02}{region:06}89{kind:02}{:05}", year % 100, prng.below(100_000));
    let right = project_check(&digits);
    let last = if prng.chance(WRONG_PERMILLE) { (right + 1) % 10 } else { right };
    format!(
        "{}-{}-{}-{}-{}{last}",
        &digits[..4],
        &digits[4..10],
        &digits[10..12],
        &digits[12..14],
        &digits[14..]
    )
}

/// ISO 7064 MOD 11,10 over 19 digits.
fn project_check(digits: &str) -> u32 {
    let last = digits.bytes().fold(10, |product, digit| {
        let sum = match (product + u32::from(digit - b'0')) % 10 {
            0 => 10,
            sum => sum,
        };
        sum * 2 % 11
    });
    (11 - last) % 10
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use domain::credit_code::{self, CreditCodeCheck};
    use domain::project_code::{self, ProjectCodeCheck};

    #[test]
    fn nearly_all_credit_codes_pass_and_a_few_fail_on_purpose() {
        let mut prng = Prng::of(1, 1, 1);
        let found: Vec<_> =
            (0..5_000).map(|_| credit_code::check(&credit_code(&mut prng, 140_700))).collect();
        let right = found.iter().filter(|check| **check == CreditCodeCheck::Ok).count();
        assert!((4_940..4_990).contains(&right), "{right}");
        let wrong = |check: &CreditCodeCheck| matches!(check, CreditCodeCheck::WrongCheckDigit { .. });
        assert_eq!(found.iter().filter(|check| wrong(check)).count(), 5_000 - right);
    }

    #[test]
    fn nearly_all_project_codes_pass_and_a_few_fail_on_purpose() {
        let mut prng = Prng::of(1, 1, 2);
        let day = Day::new(2023, 4, 5).unwrap();
        let found: Vec<_> =
            (0..5_000).map(|_| project_code::check(&project_code(&mut prng, day, 140_702))).collect();
        let right = found.iter().filter(|check| matches!(check, ProjectCodeCheck::Ok(_))).count();
        assert!((4_940..4_990).contains(&right), "{right}");
    }
}
