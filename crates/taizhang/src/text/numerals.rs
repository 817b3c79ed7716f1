//! Chinese numerals, for templates that ask for them (formats.md §7): 第三次, 前十二期.

const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const PLACES: [&str; 4] = ["", "十", "百", "千"];

/// The number in Chinese numerals: 2 is 二 (never 两: the word is the template's), 10 is 十, 105 is 一百〇五.
///
/// From 10,000 on the Arabic digits are kept, as official texts do.
#[must_use]
pub fn chinese_numeral(number: u32) -> String {
    if number >= 10_000 {
        return number.to_string();
    }
    if number == 0 {
        return DIGITS[0].to_string();
    }
    let digits: Vec<usize> = number.to_string().bytes().map(|byte| usize::from(byte - b'0')).collect();
    let mut words = String::new();
    let mut gap = false;
    for (index, digit) in digits.iter().enumerate() {
        let place = digits.len() - 1 - index;
        if *digit == 0 {
            gap = true;
            continue;
        }
        if gap {
            words.push(DIGITS[0]);
            gap = false;
        }
        // Ten to nineteen begin with 十, not 一十.
        if !(*digit == 1 && place == 1 && index == 0) {
            words.push(DIGITS[*digit]);
        }
        words.push_str(PLACES[place]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(0, "〇")]
    #[case(3, "三")]
    #[case(10, "十")]
    #[case(12, "十二")]
    #[case(20, "二十")]
    #[case(105, "一百〇五")]
    #[case(110, "一百一十")]
    #[case(1003, "一千〇三")]
    #[case(9999, "九千九百九十九")]
    #[case(10_000, "10000")]
    fn numbers_read_as_people_write_them(#[case] number: u32, #[case] words: &str) {
        assert_eq!(chinese_numeral(number), words);
    }
}
