//! Text as clerks type it, folded for comparison; the original is always kept for display (domain.md §15).

/// Full-width ASCII (！ to ～) and the ideographic space as their half-width kin; everything else unchanged.
#[must_use]
pub fn half_width(text: &str) -> String {
    text.chars().map(half_width_char).collect()
}

fn half_width_char(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0).unwrap_or(letter),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// True for white space and the invisible marks that copying from web pages and WPS leaves in cells.
#[must_use]
pub fn is_invisible(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
}

/// Half-width text without any white space or invisible mark: the first step of reading numbers and dates.
#[must_use]
pub fn squeeze(text: &str) -> String {
    squeezed(text).collect()
}

/// The letters that [`squeeze`] keeps.
fn squeezed(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(half_width_char).filter(|letter| !is_invisible(*letter))
}

/// A name folded for matching: width, case, brackets, inner spaces and line breaks no longer tell two names apart.
///
/// Nothing that carries meaning is dropped: 一期 and 二期, place names and numbers stay (domain.md §8).
#[must_use]
pub fn fold(name: &str) -> String {
    if is_folded(name) {
        return name.to_owned();
    }
    let mut folded = String::with_capacity(name.len());
    for letter in squeezed(name).map(fold_punctuation) {
        match letter {
            // Most letters of a ledger are Han, and have no case to look for.
            _ if is_han(letter) => folded.push(letter),
            _ => folded.extend(letter.to_lowercase()),
        }
    }
    folded
}

/// Whether folding leaves a name as it is, as far as its letters are Han or ASCII: then [`fold`] need not be asked.
#[must_use]
pub fn is_folded(name: &str) -> bool {
    name.chars().all(|letter| match letter {
        'A'..='Z' | '[' | ']' | '{' | '}' => false,
        '!'..='~' => true,
        other => is_han(other),
    })
}

/// Brackets, quotes, dashes and stops that look alike become one of them.
fn fold_punctuation(letter: char) -> char {
    match letter {
        '〔' | '【' | '［' | '[' | '〈' | '《' | '「' | '『' | '{' => '(',
        '〕' | '】' | '］' | ']' | '〉' | '》' | '」' | '』' | '}' => ')',
        '“' | '”' | '‘' | '’' | '＂' => '"',
        '—' | '–' | '―' | '−' | '‐' | '‑' => '-',
        '•' | '‧' | '・' | '∙' => '·',
        '、' => ',',
        '。' => '.',
        other => other,
    }
}

/// Legal forms that end a company's name, longest first.
const COMPANY_FORMS: [&str; 12] = [
    "股份有限责任公司",
    "集团股份有限公司",
    "集团有限责任公司",
    "集团有限公司",
    "股份有限公司",
    "有限责任公司",
    "控股有限公司",
    "集团公司",
    "有限公司",
    "股份公司",
    "公司",
    "集团",
];

/// [`fold`] of a company's name without the legal form at its end, for suggesting likely matches.
///
/// A suggestion, never an identity: 甲集团 and 甲有限公司 may be two companies.
#[must_use]
pub fn company_key(name: &str) -> String {
    let key = fold(name);
    COMPANY_FORMS
        .iter()
        .find_map(|form| key.strip_suffix(form))
        .filter(|stem| !stem.is_empty())
        .unwrap_or(&key)
        .to_owned()
}

/// The parts of a text between marks; a mark inside brackets parts nothing: 华北（京、津）投资公司 is one name. Where
/// brackets don't match, every mark parts.
#[must_use]
pub fn split_outside_brackets<'a>(text: &'a str, marks: &[char]) -> Vec<&'a str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (place, letter) in text.char_indices() {
        match letter {
            '（' | '(' | '【' | '[' | '〔' | '《' | '「' | '“' => depth += 1,
            '）' | ')' | '】' | ']' | '〕' | '》' | '」' | '”' => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => return text.split(marks).collect(),
            },
            _ if depth == 0 && marks.contains(&letter) => {
                parts.push(&text[start..place]);
                start = place + letter.len_utf8();
            }
            _ => {}
        }
    }
    if depth > 0 {
        return text.split(marks).collect();
    }
    parts.push(&text[start..]);
    parts
}

/// The names in a cell that holds several people, parted by comma, 、, semicolon, slash, space or line break.
///
/// Single Chinese characters set off by spaces for alignment make names of two (张 三 李 四), or of three where one is
/// left over (张 三 丰).
#[must_use]
pub fn split_names(cell: &str) -> Vec<String> {
    let folded = half_width(cell);
    let marks = [',', '、', ';', '/', '\n', '\r', '\t', '|'];
    split_outside_brackets(&folded, &marks).into_iter().flat_map(split_on_spaces).collect()
}

fn split_on_spaces(part: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut singles = Vec::new();
    for word in part.split(is_invisible).filter(|word| !word.is_empty()) {
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(single), None) if is_han(single) => singles.push(single),
            _ => {
                names.append(&mut join_singles(&singles));
                singles.clear();
                names.push(word.to_owned());
            }
        }
    }
    names.append(&mut join_singles(&singles));
    names
}

/// Pairs of characters as names; one left over belongs to the last pair.
fn join_singles(singles: &[char]) -> Vec<String> {
    let mut names: Vec<String> = singles.chunks_exact(2).map(|pair| pair.iter().collect()).collect();
    if let [left_over] = singles.chunks_exact(2).remainder() {
        match names.last_mut() {
            Some(last) => last.push(*left_over),
            None => names.push(left_over.to_string()),
        }
    }
    names
}

/// True for a Chinese character.
#[must_use]
pub fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3007}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// True for a cell that says "no value": blank, a dash, a slash, 无, 待定 (domain.md §15). Such a cell keeps what is known.
#[must_use]
pub fn is_blank_mark(cell: &str) -> bool {
    // Asked of every cell of a workbook, so nothing is allocated.
    squeezed(cell).all(|letter| matches!(letter, '-' | '—' | '–' | '―' | '−' | '/' | '\\'))
        || BLANK_WORDS.iter().any(|word| squeezed(cell).eq(word.chars()))
}

const BLANK_WORDS: [&str; 8] = ["无", "暂无", "待定", "待补充", "未定", "N/A", "n/a", "NA"];

/// True for the explicit mark 清空, which erases a value (domain.md §17, pain 4).
#[must_use]
pub fn is_clear_mark(cell: &str) -> bool {
    squeezed(cell).any(|letter| letter == '清') && matches!(fold(cell).as_str(), "清空" | "(清空)")
}

/// A whole number below 10,000 written in Chinese (十二, 三百零五, 两千, 二〇二一); `None` for anything else.
#[must_use]
pub fn chinese_number(text: &str) -> Option<u32> {
    if text.is_empty() || text.chars().count() > 8 {
        return None;
    }
    if text.chars().all(|letter| chinese_digit(letter).is_some()) {
        return text
            .chars()
            .try_fold(0u32, |value, letter| value.checked_mul(10)?.checked_add(chinese_digit(letter)?))
            .filter(|value| *value < 10_000);
    }
    let (mut total, mut pending, mut last_place) = (0u32, None, 10_000u32);
    for letter in text.chars() {
        if let Some(digit) = chinese_digit(letter) {
            // Only a zero may stand before another digit, as in 三百零五.
            if pending.is_some_and(|before| before != 0) {
                return None;
            }
            pending = Some(digit);
            continue;
        }
        let place = chinese_place(letter).filter(|place| *place < last_place)?;
        // A bare 十, 百 or 千 counts once: 十二, 百.
        let digit = pending.take().filter(|digit| *digit != 0).unwrap_or(1);
        total += digit * place;
        last_place = place;
    }
    Some(total + pending.unwrap_or(0))
}

fn chinese_digit(letter: char) -> Option<u32> {
    "〇一二三四五六七八九"
        .chars()
        .zip(0u32..)
        .find_map(|(digit, value)| (digit == letter).then_some(value))
        .or(match letter {
            '零' | '○' => Some(0),
            '两' => Some(2),
            _ => None,
        })
}

fn chinese_place(letter: char) -> Option<u32> {
    match letter {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case("年产10万吨（一期）项目", "年产10万吨(一期)项目")]
    #[case("年产１０万吨【一期】\n项目", "年产10万吨(一期) 项 目")]
    #[case("ＡＢＣ新材料", "abc新材料")]
    #[case("甲\u{200B}乙", "甲乙")]
    #[case("“智造”园", "\"智造\"园")]
    fn names_that_look_alike_have_one_key(#[case] left: &str, #[case] right: &str) {
        assert_eq!(fold(left), fold(right));
    }

    #[rstest]
    #[case("光伏项目一期", "光伏项目二期")]
    #[case("光伏项目（一期）", "光伏项目")]
    #[case("榆次光伏项目", "太谷光伏项目")]
    #[case("1号车间", "2号车间")]
    fn phases_and_places_stay_apart(#[case] left: &str, #[case] right: &str) {
        assert_ne!(fold(left), fold(right));
    }

    #[rstest]
    #[case("山西晨光新材料有限公司", "山西晨光新材料")]
    #[case("山西晨光新材料股份有限公司 ", "山西晨光新材料")]
    #[case("晨光集团有限公司", "晨光")]
    #[case("有限公司", "有限公司")]
    #[case("晨光（太原）科技有限责任公司", "晨光(太原)科技")]
    fn the_legal_form_at_the_end_is_folded(#[case] name: &str, #[case] key: &str) {
        assert_eq!(company_key(name), key);
    }

    #[rstest]
    #[case("王小明,李小红", &["王小明", "李小红"])]
    #[case("王小明，李小红、赵小刚", &["王小明", "李小红", "赵小刚"])]
    #[case("王小明 李小红\n赵小刚", &["王小明", "李小红", "赵小刚"])]
    #[case("张 三", &["张三"])]
    #[case("张\u{3000}三、李小红", &["张三", "李小红"])]
    #[case("张 三 李 四", &["张三", "李四"])]
    #[case("张 三 丰", &["张三丰"])]
    #[case("王小明 张 三", &["王小明", "张三"])]
    #[case("李 王小明", &["李", "王小明"])]
    #[case(" 、 ", &[])]
    fn several_leaders_in_one_cell_are_parted(#[case] cell: &str, #[case] names: &[&str]) {
        assert_eq!(split_names(cell), names);
    }

    #[rstest]
    #[case("甲公司、乙公司；丙公司", &["甲公司", "乙公司", "丙公司"])]
    #[case("华北（京、津）投资公司、乙公司", &["华北（京、津）投资公司", "乙公司"])]
    #[case("甲（乙（丙、丁）、戊）公司", &["甲（乙（丙、丁）、戊）公司"])]
    #[case("甲公司（北京、乙公司", &["甲公司（北京", "乙公司"])]
    #[case("甲公司）、乙公司", &["甲公司）", "乙公司"])]
    #[case("", &[""])]
    fn marks_inside_brackets_part_nothing(#[case] text: &str, #[case] parts: &[&str]) {
        assert_eq!(split_outside_brackets(text, &['、', '；']), parts);
    }

    #[rstest]
    #[case("", true)]
    #[case("  ", true)]
    #[case("—", true)]
    #[case("——", true)]
    #[case("-", true)]
    #[case("/", true)]
    #[case("无", true)]
    #[case("待 定", true)]
    #[case("0", false)]
    #[case("无锡", false)]
    #[case("清空", false)]
    fn empties_say_that_there_is_no_value(#[case] cell: &str, #[case] blank: bool) {
        assert_eq!(is_blank_mark(cell), blank);
    }

    #[rstest]
    #[case("清空", true)]
    #[case(" 【清空】", true)]
    #[case("", false)]
    #[case("清空库存", false)]
    fn only_the_clear_mark_erases(#[case] cell: &str, #[case] clears: bool) {
        assert_eq!(is_clear_mark(cell), clears);
    }

    #[rstest]
    #[case("三", Some(3))]
    #[case("十", Some(10))]
    #[case("十二", Some(12))]
    #[case("二十", Some(20))]
    #[case("三十一", Some(31))]
    #[case("三百零五", Some(305))]
    #[case("两千", Some(2_000))]
    #[case("百", Some(100))]
    #[case("二〇二一", Some(2_021))]
    #[case("一二三四五", None)]
    #[case("十百", None)]
    #[case("三四十", None)]
    #[case("甲", None)]
    #[case("", None)]
    fn chinese_numbers_are_read(#[case] text: &str, #[case] value: Option<u32>) {
        assert_eq!(chinese_number(text), value);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in ".{0,40}") {
            let key = fold(&text);
            // Characters whose lower case is several characters may fold again; the ASCII and Han world does not.
            if text.chars().all(|letter| letter.is_ascii() || is_han(letter)) {
                prop_assert_eq!(fold(&key), key);
            }
        }

        #[test]
        fn what_is_called_folded_is_left_as_it_is(text in "[a-zA-Z0-9一-龥 （）【】(){}、。-]{0,6}", other in ".{0,12}") {
            for name in [&text, &other] {
                let mut letters = String::new();
                letters.extend(squeezed(name).map(fold_punctuation).flat_map(char::to_lowercase));
                prop_assert_eq!(fold(name), letters);
                prop_assert!(!is_folded(name) || fold(name) == *name);
            }
        }

        #[test]
        fn any_text_is_answered(text in ".{0,40}", han in "[〇零一二两九十百千]{0,10}") {
            let _ = (split_names(&text), company_key(&text), is_blank_mark(&text), is_clear_mark(&text));
            let _ = (chinese_number(&text), chinese_number(&han));
        }
    }
}
