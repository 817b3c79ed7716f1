//! Regions by GB/T 2260 code, and where an investor comes from (domain.md §11, §13).

use crate::text::fold;

mod tables;
use tables::{ABROAD_WORDS, CITIES_BY_PROVINCE};
pub use tables::{PROVINCES, SHANXI_CITIES};

/// A region by its six-digit code: two digits province, two city, two county, `00` where not said.
///
/// Not a closed list: new areas use codes outside the county series. Only the first two digits are known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region(u32);

/// A provincial unit of GB/T 2260.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province {
    /// Its six-digit code.
    pub code: u32,
    /// 山西省.
    pub full_name: &'static str,
    /// 山西.
    pub short_name: &'static str,
    /// 晋: recognised only where it stands alone.
    pub letter: &'static str,
}

impl Region {
    /// Everywhere outside China. A code of our own: GB/T 2260 has none.
    pub const ABROAD: Self = Self(990_000);

    /// The region with that code; `None` unless it has six digits of which the first two name a provincial unit.
    #[must_use]
    pub fn new(code: u32) -> Option<Self> {
        (code == Self::ABROAD.0 || province_of(code).is_some()).then_some(Self(code))
    }

    /// Reads a code of six digits, or of two or four with the rest left out.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let scale = match text.len() {
            2 => 10_000,
            4 => 100,
            6 => 1,
            _ => return None,
        };
        let code: u32 = text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        Self::new(code * scale)
    }

    /// The six-digit code.
    #[must_use]
    pub fn code(self) -> u32 {
        self.0
    }

    /// The provincial unit in which it lies; `None` abroad.
    #[must_use]
    pub fn province(self) -> Option<&'static Province> {
        province_of(self.0)
    }

    /// Whether it is a provincial unit as a whole; a municipality is a city as well.
    #[must_use]
    pub fn is_whole_province(self) -> bool {
        self.city_part() == 0
    }

    fn province_part(self) -> u32 {
        self.0 / 10_000
    }

    /// The city within the province. The four municipalities are one city each, whatever their county series says.
    fn city_part(self) -> u32 {
        if matches!(self.province_part(), 11 | 12 | 31 | 50) { 1 } else { self.0 / 100 % 100 }
    }

    fn county_part(self) -> u32 {
        self.0 % 100
    }

    fn is_hong_kong_macao_or_taiwan(self) -> bool {
        matches!(self.province_part(), 71 | 81 | 82)
    }
}

/// The provincial unit in which a six-digit code lies.
#[must_use]
pub fn province_of(code: u32) -> Option<&'static Province> {
    PROVINCES.iter().find(|province| province.code / 10_000 == code / 10_000 && code < 1_000_000)
}

/// The provincial unit that a text names or begins with: 山西, 山西省, 山西晋中, 内蒙古自治区, 晋; a well-known city
/// (深圳, 太原市) stands for its province. `None` for anything else.
#[must_use]
pub fn find_province(text: &str) -> Option<&'static Province> {
    let key = fold(text);
    let key = key.strip_prefix("中国").unwrap_or(&key);
    if key.is_empty() {
        return None;
    }
    let by_name =
        PROVINCES.iter().find(|province| province.letter == key || key.starts_with(province.short_name));
    by_name.or_else(|| province_by_city(key))
}

fn province_by_city(key: &str) -> Option<&'static Province> {
    let (code, _) =
        CITIES_BY_PROVINCE.iter().find(|(_, cities)| cities.iter().any(|city| key.starts_with(city)))?;
    province_of(*code)
}

/// The region that a text names: a code, a city of Shanxi, a provincial unit, or a place abroad.
#[must_use]
pub fn find_region(text: &str) -> Option<Region> {
    if let Some(region) = Region::parse(text) {
        return Some(region);
    }
    let key = fold(text);
    let city =
        |key: &str| SHANXI_CITIES.iter().find(|(_, name)| key.starts_with(name.trim_end_matches('市')));
    let inner = key.strip_prefix("山西").map(|rest| rest.strip_prefix('省').unwrap_or(rest));
    if let Some((code, _)) = city(inner.unwrap_or(&key)) {
        return Some(Region(*code));
    }
    find_province(text)
        .map(|province| Region(province.code))
        .or_else(|| is_abroad(text).then_some(Region::ABROAD))
}

/// True for a text that names a country other than China, or says 境外, 国外, 海外, 外国.
///
/// Hong Kong, Macao and Taiwan are provincial units here; whether they count as 境外 is a rule of the office
/// ([`origin_of`]).
#[must_use]
fn is_abroad(text: &str) -> bool {
    let key = fold(text);
    ABROAD_WORDS.iter().any(|word| key.starts_with(word))
}

/// How far away an investor comes from, outermost first (domain.md §11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// 境外.
    Overseas,
    /// 国内省外.
    OtherProvince,
    /// 市外省内.
    OtherCity,
    /// 市内县际.
    OtherCounty,
    /// 本地.
    Local,
}

impl Origin {
    /// Every origin, outermost first.
    pub const ALL: [Self; 5] =
        [Self::Overseas, Self::OtherProvince, Self::OtherCity, Self::OtherCounty, Self::Local];

    /// The stable name in filters and JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Overseas => "overseas",
            Self::OtherProvince => "otherProvince",
            Self::OtherCity => "otherCity",
            Self::OtherCounty => "otherCounty",
            Self::Local => "local",
        }
    }

    /// The origin with that stable name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.code() == code)
    }
}

/// Where an investor of `investor` comes from, seen from the zone's `home`.
///
/// Only as deep as the home's code goes: for a home that is a city, everybody in the city is local. `None` where the
/// investor's code is too coarse to tell (the province alone, seen from a city in it). Whether Hong Kong, Macao and
/// Taiwan count as overseas differs between offices and is an argument.
#[must_use]
pub fn origin_of(investor: Region, home: Region, hmt_is_overseas: bool) -> Option<Origin> {
    if investor == Region::ABROAD || (hmt_is_overseas && investor.is_hong_kong_macao_or_taiwan()) {
        return Some(Origin::Overseas);
    }
    if investor.province_part() != home.province_part() {
        return Some(Origin::OtherProvince);
    }
    match (investor.city_part(), home.city_part()) {
        (_, 0) => return Some(Origin::Local),
        (0, _) => return None,
        (from, to) if from != to => return Some(Origin::OtherCity),
        _ => {}
    }
    match (investor.county_part(), home.county_part()) {
        (_, 0) => Some(Origin::Local),
        (0, _) => None,
        (from, to) if from != to => Some(Origin::OtherCounty),
        _ => Some(Origin::Local),
    }
}

#[cfg(test)]
mod tests;
