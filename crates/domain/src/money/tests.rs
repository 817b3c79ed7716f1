#![allow(clippy::unwrap_used)]
use super::*;
use MoneyUnit::{Wan, Yi, Yuan};
use Rounding::{HalfUp, Truncate};
use proptest::prelude::*;
use rstest::rstest;

const YI: i64 = 10_000_000_000;
const WAN: i64 = 1_000_000;

#[rstest]
#[case("5,293", Some(Wan), 5_293 * WAN)]
#[case("５２９３", Some(Wan), 5_293 * WAN)]
#[case("5293", Some(Yuan), 529_300)]
#[case("1 234 .5", Some(Wan), 1_234 * WAN + 500_000)]
#[case("1.3", Some(Yi), 13 * YI / 10)]
#[case("1.3亿元", Some(Wan), 13 * YI / 10)]
#[case("1.3亿元", None, 13 * YI / 10)]
#[case("1.3 亿", None, 13 * YI / 10)]
#[case("13000万元", Some(Yi), 13 * YI / 10)]
#[case("5,000,000元", Some(Wan), 500 * WAN)]
#[case("1亿3000万元", Some(Yi), 13 * YI / 10)]
#[case("1亿3000万5元", None, 13 * YI / 10 + 500)]
#[case("-1亿3000万", None, -13 * YI / 10)]
#[case("5千万元", None, 5_000 * WAN)]
#[case("1.2万亿元", None, 12_000 * YI)]
#[case("三亿元", None, 3 * YI)]
#[case("十五亿元", None, 15 * YI)]
#[case("两千万", None, 2_000 * WAN)]
#[case("￥300万", None, 300 * WAN)]
#[case("人民币300万元", None, 300 * WAN)]
#[case("-20", Some(Wan), -20 * WAN)]
#[case("0", Some(Wan), 0)]
#[case("0.01", Some(Yuan), 1)]
#[case("2.5E+03", Some(Wan), 2_500 * WAN)]
fn plain_amounts_are_read_to_the_fen(#[case] text: &str, #[case] unit: Option<MoneyUnit>, #[case] fen: i64) {
    assert_eq!(parse_amount(text, unit), Ok(Some(Amount::plain(Money::from_fen(fen)))));
}

#[rstest]
#[case("约1.5亿元", 15 * YI / 10, Qualifier::About)]
#[case("预计 2 亿元", 2 * YI, Qualifier::Expected)]
#[case("超亿元", YI, Qualifier::Over)]
#[case("超过3亿元", 3 * YI, Qualifier::Over)]
#[case("超十亿元", 10 * YI, Qualifier::Over)]
#[case("超百亿元", 100 * YI, Qualifier::Over)]
#[case("逾5000万元", 5_000 * WAN, Qualifier::Over)]
#[case("不到1亿元", YI, Qualifier::Under)]
#[case("5000万元以上", 5_000 * WAN, Qualifier::AtLeast)]
#[case("亿元以上", YI, Qualifier::AtLeast)]
#[case("不低于3000", 3_000 * WAN, Qualifier::AtLeast)]
#[case("3亿多", 3 * YI, Qualifier::OddOver)]
#[case("3亿余元", 3 * YI, Qualifier::OddOver)]
#[case("3亿多元", 3 * YI, Qualifier::OddOver)]
#[case("50余万元", 50 * WAN, Qualifier::OddOver)]
#[case("3亿元左右", 3 * YI, Qualifier::About)]
#[case("约3亿元左右", 3 * YI, Qualifier::About)]
fn the_word_on_a_number_is_a_field_of_its_own(
    #[case] text: &str,
    #[case] fen: i64,
    #[case] qualifier: Qualifier,
) {
    let amount = Amount { money: Money::from_fen(fen), qualifier: Some(qualifier) };
    assert_eq!(parse_amount(text, Some(Wan)), Ok(Some(amount)));
}

#[rstest]
#[case("")]
#[case(" ")]
#[case("—")]
#[case("-")]
#[case("/")]
#[case("无")]
#[case("待定")]
fn an_empty_mark_is_no_amount(#[case] text: &str) {
    assert_eq!(parse_amount(text, None), Ok(None));
}

#[rstest]
#[case("5293", None, AmountError::NoUnit)]
#[case("约3", None, AmountError::NoUnit)]
#[case("亿元", None, AmountError::NotANumber)]
#[case("超元", None, AmountError::NotANumber)]
#[case("约", Some(Wan), AmountError::NotANumber)]
#[case("3-5亿元", None, AmountError::NotANumber)]
#[case("3亿元以下", None, AmountError::NotANumber)]
#[case("1亿3000", Some(Wan), AmountError::NotANumber)]
#[case("3000万1亿元", None, AmountError::NotANumber)]
#[case("1亿-3000万", None, AmountError::NotANumber)]
#[case("亿3000万", None, AmountError::NotANumber)]
#[case("见附件", Some(Wan), AmountError::NotANumber)]
#[case("52,93", Some(Wan), AmountError::NotANumber)]
#[case("50%", Some(Wan), AmountError::NotANumber)]
#[case("1.005", Some(Yuan), AmountError::TooManyDecimals)]
#[case("0.0000001", Some(Wan), AmountError::TooManyDecimals)]
#[case("300万美元", Some(Wan), AmountError::ForeignCurrency)]
#[case("usd 300", Some(Wan), AmountError::ForeignCurrency)]
#[case("＄300", Some(Wan), AmountError::ForeignCurrency)]
#[case("预计约3亿元", None, AmountError::TwoQualifiers)]
#[case("约3亿元以上", None, AmountError::TwoQualifiers)]
#[case("99999999999亿元", None, AmountError::Overflow)]
#[case("1亿亿亿亿元", None, AmountError::Overflow)]
fn an_unreadable_amount_is_an_error_and_never_zero(
    #[case] text: &str,
    #[case] unit: Option<MoneyUnit>,
    #[case] error: AmountError,
) {
    assert_eq!(parse_amount(text, unit), Err(error));
}

#[test]
fn a_computed_number_snaps_to_the_fen_and_says_so() {
    let read = read_amount("12345.678900000001", Some(Wan)).unwrap().unwrap();
    assert_eq!(read.amount.money.fen(), 12_345_678_900);
    assert!(read.snapped && !read.unit_in_cell);
    assert!(!read_amount("12345.6789", Some(Wan)).unwrap().unwrap().snapped);
    assert!(read_amount("1.3亿元", Some(Wan)).unwrap().unwrap().unit_in_cell);
}

#[rstest]
#[case(26_420 * YI / 100, Yi, 2, "264.2亿元")]
#[case(53 * YI, Yi, 2, "53亿元")]
#[case(27_712 * WAN, Yi, 2, "2.77亿元")]
#[case(5_293 * WAN, Wan, 2, "5293万元")]
#[case(0, Yi, 2, "0亿元")]
#[case(-5 * YI / 10, Yi, 2, "-0.5亿元")]
#[case(100 * YI, Yi, 0, "100亿元")]
fn prose_drops_the_zeros_at_the_end(
    #[case] fen: i64,
    #[case] unit: MoneyUnit,
    #[case] places: u8,
    #[case] printed: &str,
) {
    assert_eq!(format_prose(Money::from_fen(fen), unit, places, HalfUp), printed);
}

#[rstest]
#[case(27_712 * WAN, 2, "2.77亿元")]
#[case(1_000 * WAN, 2, "0.1亿元")]
#[case(999 * WAN, 2, "999万元")]
#[case(10 * WAN, 2, "10万元")]
#[case(-10 * WAN, 2, "-10万元")]
#[case(WAN / 10, 2, "0.1万元")]
#[case(WAN / 20, 2, "500元")]
#[case(1, 2, "0.01元")]
#[case(9_999 * WAN, 0, "9999万元")]
#[case(0, 2, "0亿元")]
fn what_is_too_small_for_a_unit_is_told_in_a_smaller_one(
    #[case] fen: i64,
    #[case] places: u8,
    #[case] printed: &str,
) {
    let money = Money::from_fen(fen);
    let unit = money.unit_in_prose(&MoneyUnit::ALL, places);
    assert_eq!(format_prose(money, unit, places, HalfUp), printed);
}

#[test]
fn tables_keep_the_zeros_and_may_group() {
    let money = Money::of(1_234_567, Wan).unwrap();
    assert_eq!(format(money, Wan, 2, HalfUp), "1234567.00");
    assert_eq!(format_grouped(money, Wan, 2, HalfUp), "1,234,567.00");
    assert_eq!(format(money, Yi, 2, HalfUp), "123.46");
    assert_eq!(format(money, Yi, 2, Truncate), "123.45");
    assert_eq!(group_thousands("-1234.5"), "-1,234.5");
    assert_eq!(group_thousands("123"), "123");
}

#[rstest]
#[case(Qualifier::Expected, "预计3亿元")]
#[case(Qualifier::About, "约3亿元")]
#[case(Qualifier::Over, "超3亿元")]
#[case(Qualifier::OddOver, "3亿余元")]
#[case(Qualifier::Under, "不到3亿元")]
#[case(Qualifier::AtLeast, "3亿元以上")]
fn a_qualifier_is_printed_where_the_language_puts_it(#[case] qualifier: Qualifier, #[case] printed: &str) {
    let amount = Amount { money: Money::of(3, Yi).unwrap(), qualifier: Some(qualifier) };
    assert_eq!(amount.to_string(), printed);
    assert_eq!(printed.starts_with(qualifier.word()), qualifier.stands_before());
}

#[rstest]
#[case(15_000_000_000, "约1.5亿元")]
#[case(10_000_000_000, "约1亿元")]
#[case(12_340_000_000, "约12340万元")]
#[case(5_000_000_000, "约5000万元")]
#[case(1_000_010_000, "约1000.01万元")]
#[case(1_000_001_000, "约10000010元")]
#[case(999_999, "约9999.99元")]
#[case(0, "约0元")]
fn an_amount_is_said_in_the_unit_that_tells_it_with_two_places(#[case] fen: i64, #[case] printed: &str) {
    let amount = Amount { money: Money::from_fen(fen), qualifier: Some(Qualifier::About) };
    assert_eq!(amount.to_string(), printed);
}

#[test]
fn codes_come_back() {
    for qualifier in Qualifier::ALL {
        assert_eq!(Qualifier::from_code(qualifier.code()), Some(qualifier));
    }
    for unit in MoneyUnit::ALL {
        assert_eq!(MoneyUnit::from_code(unit.code()), Some(unit));
        assert_eq!(MoneyUnit::from_word(unit.word()), Some(unit));
    }
    assert_eq!(Qualifier::from_code("About"), None);
}

#[rstest]
#[case("万 元", Some(Wan))]
#[case("人民币亿元", Some(Yi))]
#[case("亿", Some(Yi))]
#[case("万美元", None)]
#[case("亿元以上", None)]
#[case("", None)]
fn a_header_word_names_its_unit(#[case] word: &str, #[case] unit: Option<MoneyUnit>) {
    assert_eq!(MoneyUnit::from_word(word), unit);
}

#[test]
fn arithmetic_never_wraps() {
    let most = Money::from_fen(i64::MAX);
    assert_eq!(most.checked_add(Money::from_fen(1)), None);
    assert_eq!(Money::from_fen(i64::MIN).checked_sub(Money::from_fen(1)), None);
    assert_eq!(most.checked_mul(2), None);
    assert_eq!(Money::checked_sum([most, most]), None);
    assert_eq!(Money::of(i64::MAX, Yi), None);
    assert_eq!(Money::checked_sum([Money::from_fen(3), Money::from_fen(4)]), Some(Money::from_fen(7)));
}

#[test]
fn plain_money_refuses_words_and_blanks() {
    assert_eq!(Money::from_yi("177.26").unwrap().fen(), 17_726 * YI / 100);
    assert_eq!(Money::from_yi(""), Err(AmountError::NotANumber));
    assert_eq!(Money::from_yi("约3"), Err(AmountError::NotANumber));
}

fn any_amount() -> impl Strategy<Value = Amount> {
    let qualifier = prop::option::of(prop::sample::select(Qualifier::ALL.to_vec()));
    let fen = prop_oneof![
        any::<i64>().prop_map(|fen| fen / 100),
        (-9_999i64..9_999).prop_map(|wan| wan * WAN),
        (-999i64..999).prop_map(|yi| yi * YI)
    ];
    (fen, qualifier).prop_map(|(fen, qualifier)| Amount { money: Money::from_fen(fen), qualifier })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back(amount in any_amount()) {
        prop_assert_eq!(parse_amount(&amount.to_string(), None), Ok(Some(amount)));
    }

    #[test]
    fn an_exact_export_is_read_back(fen: i64, unit in prop::sample::select(MoneyUnit::ALL.to_vec())) {
        let money = Money::from_fen(fen);
        prop_assert_eq!(Money::parse(&format_exact(money, unit), unit), Ok(money));
        prop_assert_eq!(Money::parse(&format_grouped(money, unit, unit.exact_places(), HalfUp), unit), Ok(money));
    }

    #[test]
    fn any_text_is_answered(text in ".{0,40}", likely in "[-0-9.,余多约超以上元万亿千百十三]{0,16}") {
        let _ = read_amount(&text, Some(Wan));
        let _ = read_amount(&likely, None);
        let _ = read_amount(&likely, Some(Yi));
    }
}
