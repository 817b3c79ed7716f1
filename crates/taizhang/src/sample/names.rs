//! Names from syllables: companies, people, places. None is meant to be anybody's.

use super::prng::Prng;

const PLACE_FIRST: [&str; 24] = [
    "云", "澄", "柏", "霁", "渚", "岚", "朔", "珩", "稷", "棠", "昱", "砚", "衡", "绛", "雁", "松", "漪",
    "晴", "禾", "蔚", "榆", "泓", "翠", "苍",
];
const PLACE_SECOND: [&str; 20] = [
    "岫", "川", "峪", "岭", "原", "溪", "湾", "麓", "野", "洲", "陵", "泉", "岗", "汀", "坪", "浦", "沟",
    "屏", "津", "塬",
];
const BRAND_FIRST: [&str; 32] = [
    "远", "启", "宏", "恒", "睿", "瀚", "铭", "骏", "泽", "昊", "卓", "驰", "奕", "崇", "景", "拓", "沐",
    "辰", "锐", "越", "弘", "凌", "尚", "致", "朗", "博", "毅", "琢", "钧", "融", "誉", "舜",
];
const BRAND_SECOND: [&str; 28] = [
    "衡", "图", "弈", "澜", "擎", "煦", "曜", "屿", "辙", "彻", "桓", "岳", "川", "砺", "墨", "枫", "朴",
    "临", "畴", "翎", "茂", "裕", "晟", "庭", "谷", "汇", "霖", "珂",
];
const SURNAMES: [&str; 24] = [
    "甄", "亓", "郗", "逯", "阎", "宁", "褚", "靳", "蔺", "芮", "晁", "苗", "仝", "景", "尉", "翟", "卫",
    "穆", "冀", "原", "暴", "毋", "降", "相",
];
const GIVEN_FIRST: [&str; 20] = [
    "知", "守", "景", "慎", "思", "秉", "怀", "敬", "允", "维", "立", "弘", "承", "望", "若", "书", "云",
    "行", "致", "向",
];
const GIVEN_SECOND: [&str; 20] = [
    "行", "拙", "川", "言", "衡", "禾", "朴", "之", "谦", "岳", "舟", "宁", "恒", "远", "序", "和", "简",
    "勉", "安", "正",
];

/// A place that is on no map.
pub(super) fn place(prng: &mut Prng) -> String {
    format!("{}{}", prng.pick(&PLACE_FIRST), prng.pick(&PLACE_SECOND))
}

/// Every place name once, in an order of the seed: zones must not share one.
pub(super) fn places_shuffled(prng: &mut Prng) -> Vec<String> {
    let mut places: Vec<String> = PLACE_FIRST
        .iter()
        .flat_map(|first| PLACE_SECOND.iter().map(move |second| format!("{first}{second}")))
        .collect();
    for last in (1..places.len()).rev() {
        places.swap(last, prng.place(last + 1));
    }
    places
}

/// The distinctive part of a company's name, four syllables.
pub(super) fn brand(prng: &mut Prng) -> String {
    format!("{}{}{}", place(prng), prng.pick(&BRAND_FIRST), prng.pick(&BRAND_SECOND))
}

/// A person's name.
pub(super) fn person(prng: &mut Prng) -> String {
    format!("{}{}{}", prng.pick(&SURNAMES), prng.pick(&GIVEN_FIRST), prng.pick(&GIVEN_SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_places_share_a_name() {
        let places = places_shuffled(&mut Prng::of(1, 0, 0));
        assert_eq!(places.iter().collect::<HashSet<_>>().len(), PLACE_FIRST.len() * PLACE_SECOND.len());
    }

    #[test]
    fn syllables_stand_once_in_their_table() {
        for table in [&PLACE_FIRST[..], &PLACE_SECOND, &BRAND_FIRST, &BRAND_SECOND, &SURNAMES] {
            assert_eq!(table.iter().collect::<HashSet<_>>().len(), table.len(), "{table:?}");
        }
    }
}
