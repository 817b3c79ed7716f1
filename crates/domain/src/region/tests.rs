#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;
use rstest::rstest;

fn region(code: u32) -> Region {
    Region::new(code).unwrap()
}

#[rstest]
#[case("山西", 140_000)]
#[case("山西省", 140_000)]
#[case("山西省晋中市", 140_000)]
#[case("山西晋中", 140_000)]
#[case("山 西", 140_000)]
#[case("晋", 140_000)]
#[case("太原市", 140_000)]
#[case("内蒙古自治区", 150_000)]
#[case("内蒙古", 150_000)]
#[case("黑龙江", 230_000)]
#[case("北京市", 110_000)]
#[case("广东省", 440_000)]
#[case("广东", 440_000)]
#[case("粤", 440_000)]
#[case("深圳", 440_000)]
#[case("广西壮族自治区", 450_000)]
#[case("新疆", 650_000)]
#[case("中国香港", 810_000)]
#[case("香港特别行政区", 810_000)]
#[case("台湾", 710_000)]
fn a_province_is_found_with_or_without_its_suffix(#[case] text: &str, #[case] code: u32) {
    assert_eq!(find_province(text).map(|province| province.code), Some(code));
}

#[rstest]
#[case("")]
#[case("中国")]
#[case("美国")]
#[case("榆次")]
#[case("晋商")]
#[case("新能源")]
#[case("本地")]
fn what_names_no_province_is_not_guessed(#[case] text: &str) {
    assert_eq!(find_province(text), None);
}

#[rstest]
#[case("晋中市", Some(140_700))]
#[case("山西省太原市", Some(140_100))]
#[case("山西吕梁", Some(141_100))]
#[case("江苏苏州", Some(320_000))]
#[case("140702", Some(140_702))]
#[case("1407", Some(140_700))]
#[case("14", Some(140_000))]
#[case("德国", Some(990_000))]
#[case("境外", Some(990_000))]
#[case("印度尼西亚", Some(990_000))]
#[case("996000", None)]
#[case("某地", None)]
fn a_region_is_found_by_code_or_name(#[case] text: &str, #[case] code: Option<u32>) {
    assert_eq!(find_region(text).map(Region::code), code);
}

const JINZHONG: u32 = 140_700;
const YUCI: u32 = 140_702;

#[rstest]
#[case::abroad(990_000, JINZHONG, false, Some(Origin::Overseas))]
#[case::hong_kong_as_abroad(810_000, JINZHONG, true, Some(Origin::Overseas))]
#[case::hong_kong_as_a_province(810_000, JINZHONG, false, Some(Origin::OtherProvince))]
#[case::taiwan(710_000, JINZHONG, true, Some(Origin::Overseas))]
#[case::jiangsu(320_500, JINZHONG, true, Some(Origin::OtherProvince))]
#[case::taiyuan(140_100, JINZHONG, true, Some(Origin::OtherCity))]
#[case::same_city(JINZHONG, JINZHONG, true, Some(Origin::Local))]
#[case::its_county_seen_from_the_city(YUCI, JINZHONG, true, Some(Origin::Local))]
#[case::other_county(140_721, YUCI, true, Some(Origin::OtherCounty))]
#[case::same_county(YUCI, YUCI, true, Some(Origin::Local))]
#[case::city_alone_seen_from_a_county(JINZHONG, YUCI, true, None)]
#[case::province_alone_seen_from_a_city(140_000, JINZHONG, true, None)]
#[case::seen_from_the_province(140_100, 140_000, true, Some(Origin::Local))]
#[case::one_municipality_is_one_city(500_228, 500_112, true, Some(Origin::OtherCounty))]
fn origin_follows_from_the_two_codes(
    #[case] from: u32,
    #[case] home: u32,
    #[case] hmt: bool,
    #[case] origin: Option<Origin>,
) {
    assert_eq!(origin_of(region(from), region(home), hmt), origin);
}

#[test]
fn there_are_34_provincial_units_whose_names_do_not_hide_one_another() {
    for province in &PROVINCES {
        assert_eq!(find_province(province.full_name), Some(province));
        assert_eq!(find_province(province.short_name), Some(province));
        assert_eq!(find_province(province.letter), Some(province));
        assert!(province.full_name.starts_with(province.short_name));
    }
    assert!(PROVINCES.windows(2).all(|pair| pair[0].code < pair[1].code));
}

#[test]
fn the_eleven_cities_of_shanxi_run_from_taiyuan_to_lvliang() {
    assert_eq!(SHANXI_CITIES[0], (140_100, "太原市"));
    assert_eq!(SHANXI_CITIES[6], (140_700, "晋中市"));
    assert_eq!(SHANXI_CITIES[10], (141_100, "吕梁市"));
}

#[test]
fn a_code_needs_a_known_province_and_six_digits() {
    assert_eq!(Region::new(140_799).map(Region::code), Some(140_799));
    assert_eq!(Region::new(240_000), None);
    assert_eq!(Region::new(1_140_700), None);
    assert_eq!(Region::new(1_407), None);
    assert_eq!(region(140_702).province().unwrap().short_name, "山西");
    assert_eq!(Region::ABROAD.province(), None);
}

#[test]
fn codes_come_back() {
    for origin in Origin::ALL {
        assert_eq!(Origin::from_code(origin.code()), Some(origin));
    }
    assert_eq!(Origin::from_code("abroad"), None);
}

proptest! {
    #[test]
    fn any_text_and_code_is_answered(text in ".{0,20}", code: u32) {
        let _ = (find_province(&text), find_region(&text), is_abroad(&text));
        if let Some(region) = Region::new(code) {
            let _ = origin_of(region, Region::ABROAD, true);
        }
    }
}
