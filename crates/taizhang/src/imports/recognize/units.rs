//! Units: in the header, or in a line above the table (「单位：万元」).

use domain::MoneyUnit;
use domain::text::{fold, squeeze};

/// The unit of a column's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Yuan, 万元 or 亿元.
    Money(MoneyUnit),
    /// 亩.
    Mu,
    /// 公顷.
    Hectare,
    /// 平方米.
    SquareMetre,
    /// 万平方米.
    WanSquareMetre,
    /// Dollars: money of the ledger only by a rate that a person has said.
    Dollar(DollarUnit),
    /// A unit of something else (人, 个, %): told, so that it isn't taken for money.
    Other,
}

/// How many dollars one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DollarUnit {
    /// 美元.
    One,
    /// 万美元.
    Wan,
    /// A million dollars.
    Million,
    /// 亿美元.
    Yi,
}

impl DollarUnit {
    /// The same as a unit of the ledger's amounts, and how often it is taken.
    pub const fn scale(self) -> (MoneyUnit, i64) {
        match self {
            Self::One => (MoneyUnit::Yuan, 1),
            Self::Wan => (MoneyUnit::Wan, 1),
            Self::Million => (MoneyUnit::Wan, 100),
            Self::Yi => (MoneyUnit::Yi, 1),
        }
    }
}

/// The units in the headers of the ledger's own lists in English.
const ENGLISH: &[(&str, Unit)] = &[("¥10,000", Unit::Money(MoneyUnit::Wan)), ("mu", Unit::Mu)];

/// Dollars as foreign lists head them, in small letters and without spaces.
const DOLLARS: &[(&str, DollarUnit)] = &[
    ("us$", DollarUnit::One),
    ("usd", DollarUnit::One),
    ("$", DollarUnit::One),
    ("us$m", DollarUnit::Million),
    ("usdm", DollarUnit::Million),
    ("$m", DollarUnit::Million),
    ("us$million", DollarUnit::Million),
    ("usdmillion", DollarUnit::Million),
    ("$million", DollarUnit::Million),
];

/// Longer words first: 亿元 before 元, 万平方米 before 平方米.
const WORDS: &[(&str, Unit)] = &[
    ("万美元", Unit::Dollar(DollarUnit::Wan)),
    ("亿美元", Unit::Dollar(DollarUnit::Yi)),
    ("美元", Unit::Dollar(DollarUnit::One)),
    ("亿元", Unit::Money(MoneyUnit::Yi)),
    ("万元", Unit::Money(MoneyUnit::Wan)),
    ("元", Unit::Money(MoneyUnit::Yuan)),
    ("亿", Unit::Money(MoneyUnit::Yi)),
    ("公顷", Unit::Hectare),
    ("万平方米", Unit::WanSquareMetre),
    ("平方米", Unit::SquareMetre),
    ("平米", Unit::SquareMetre),
    ("㎡", Unit::SquareMetre),
    ("亩", Unit::Mu),
    ("人", Unit::Other),
    ("个", Unit::Other),
    ("%", Unit::Other),
];

impl Unit {
    /// The unit that a word is.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.trim_start_matches("单位").trim_start_matches([':', '：', '为']);
        let dollars = || {
            let small = word.to_ascii_lowercase();
            DOLLARS.iter().find(|(known, _)| *known == small).map(|(_, unit)| Self::Dollar(*unit))
        };
        let known = WORDS.iter().chain(ENGLISH).find(|(known, _)| *known == word);
        known.map(|(_, unit)| *unit).or_else(dollars)
    }

    /// The units that a layout can say.
    pub const TAUGHT: [Self; 11] = [
        Self::Money(MoneyUnit::Yuan),
        Self::Money(MoneyUnit::Wan),
        Self::Money(MoneyUnit::Yi),
        Self::Dollar(DollarUnit::One),
        Self::Dollar(DollarUnit::Wan),
        Self::Dollar(DollarUnit::Million),
        Self::Dollar(DollarUnit::Yi),
        Self::Mu,
        Self::Hectare,
        Self::SquareMetre,
        Self::WanSquareMetre,
    ];

    /// The code in kept layouts.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Money(unit) => unit.code(),
            Self::Mu => "mu",
            Self::Hectare => "hectare",
            Self::SquareMetre => "squareMetre",
            Self::WanSquareMetre => "wanSquareMetre",
            Self::Dollar(DollarUnit::One) => "usd",
            Self::Dollar(DollarUnit::Wan) => "wanUsd",
            Self::Dollar(DollarUnit::Million) => "millionUsd",
            Self::Dollar(DollarUnit::Yi) => "yiUsd",
            Self::Other => "other",
        }
    }

    /// The unit with that code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::TAUGHT.into_iter().chain([Self::Other]).find(|unit| unit.code() == code)
    }
}

/// A header without its unit, and the unit: 总投资（亿元）, 总投资(单位：万元), 总投资/万元, 总投资万元.
///
/// A bracket that holds no unit (产业类别(工业/服务业)) is an explanation and goes too; [`super::header`] first tries the
/// header with it.
pub fn split_header(header: &str) -> (String, Option<Unit>) {
    let text = squeeze(header);
    let mut bare = String::new();
    let mut inside: Option<String> = None;
    let mut unit = None;
    for sign in text.chars() {
        match (sign, &mut inside) {
            ('(' | '[' | '【' | '〔', None) => inside = Some(String::new()),
            (')' | ']' | '】' | '〕', Some(word)) => {
                unit = unit.or_else(|| Unit::from_word(word));
                inside = None;
            }
            (_, Some(word)) => word.push(sign),
            (_, None) => bare.push(sign),
        }
    }
    // A bracket that never closes belongs to the name.
    if let Some(rest) = inside {
        bare.push('(');
        bare.push_str(&rest);
    }
    if unit.is_none() {
        let suffix = WORDS.iter().find(|(word, _)| {
            word.chars().count() > 1 && bare.strip_suffix(word).is_some_and(|stem| stem.chars().count() > 1)
        });
        if let Some((word, found)) = suffix {
            unit = Some(*found);
            bare.truncate(bare.len() - word.len());
            bare = bare.trim_end_matches(['/', ':', '：', '-']).to_owned();
        }
    }
    (bare, unit)
}

/// The unit that a line above the table gives for all of its money.
pub fn unit_of_line(text: &str) -> Option<Unit> {
    let folded = fold(text);
    let (_, after) = folded.split_once("单位:").or_else(|| folded.split_once("金额单位"))?;
    let after = after.trim_start_matches(':');
    WORDS
        .iter()
        .find(|(word, _)| word.chars().count() > 1 && after.contains(word))
        .map(|(_, unit)| *unit)
        .or_else(|| after.starts_with('元').then_some(Unit::Money(MoneyUnit::Yuan)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("总投资（亿元）", "总投资", Some(Unit::Money(MoneyUnit::Yi)))]
    #[case("总投资\n(单位：万元)", "总投资", Some(Unit::Money(MoneyUnit::Wan)))]
    #[case("总投资/万元", "总投资", Some(Unit::Money(MoneyUnit::Wan)))]
    #[case("总投资万元", "总投资", Some(Unit::Money(MoneyUnit::Wan)))]
    #[case("建设用地面积(亩)", "建设用地面积", Some(Unit::Mu))]
    #[case("产业类别(工业/服务业)", "产业类别", None)]
    #[case("Total investment (¥10,000)", "Totalinvestment", Some(Unit::Money(MoneyUnit::Wan)))]
    #[case("Land (mu)", "Land", Some(Unit::Mu))]
    #[case("美元", "美元", None)]
    fn the_unit_is_taken_off_the_header(
        #[case] header: &str,
        #[case] bare: &str,
        #[case] unit: Option<Unit>,
    ) {
        assert_eq!(split_header(header), (bare.to_owned(), unit));
    }

    #[rstest]
    #[case("报送部门：发改局    单位：万元", Some(Unit::Money(MoneyUnit::Wan)))]
    #[case("单位:亿元、亩", Some(Unit::Money(MoneyUnit::Yi)))]
    #[case("单位：元", Some(Unit::Money(MoneyUnit::Yuan)))]
    #[case("报送单位：高新区", None)]
    fn a_line_above_the_table_gives_the_unit(#[case] line: &str, #[case] unit: Option<Unit>) {
        assert_eq!(unit_of_line(line), unit);
    }
}
