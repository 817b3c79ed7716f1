//! Money for people: 亿元 with two places by default, 万元 by switch, exact yuan on hover (interface.md, Numbers).

use super::Lang;
use domain::{
    money::{Money, MoneyUnit, format_exact, format_grouped, group_thousands},
    ratio::Rounding,
};

/// The unit in which a page shows amounts (`?unit=`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ShownIn {
    /// 亿元, two places.
    #[default]
    Yi,
    /// 万元, two places.
    Wan,
}

impl ShownIn {
    /// Decimals that a table prints.
    pub const PLACES: u8 = 2;

    /// The value of `?unit=`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Yi => "yi",
            Self::Wan => "wan",
        }
    }

    /// The unit of that code; anything else is the default.
    #[must_use]
    pub fn from_code(code: Option<&str>) -> Self {
        if code == Some(Self::Wan.code()) { Self::Wan } else { Self::Yi }
    }

    /// The unit's word for a column's header.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Yi => lang.t("ui.unit_yi"),
            Self::Wan => lang.t("ui.unit_wan"),
        }
    }

    /// The amount in this unit, thousands grouped, rounded once.
    #[must_use]
    pub fn print(self, money: Money) -> String {
        let unit = match self {
            Self::Yi => MoneyUnit::Yi,
            Self::Wan => MoneyUnit::Wan,
        };
        format_grouped(money, unit, Self::PLACES, Rounding::HalfUp)
    }
}

/// The exact amount in yuan, thousands grouped, with its unit: what a hover shows.
#[must_use]
pub fn exact(lang: Lang, money: Money) -> String {
    let yuan = group_thousands(&format_exact(money, MoneyUnit::Yuan));
    lang.tf("ui.exact_yuan", &[("yuan", &yuan)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_places_in_the_unit_of_the_page() {
        let money = Money::from_fen(12_345_678_901_200);
        assert_eq!(ShownIn::Yi.print(money), "1,234.57");
        assert_eq!(ShownIn::Wan.print(money), "12,345,678.90");
        assert_eq!(exact(Lang::ZhCn, money), "123,456,789,012元");
    }

    #[test]
    fn an_unknown_unit_is_the_default() {
        assert_eq!(ShownIn::from_code(Some("wan")), ShownIn::Wan);
        assert_eq!(ShownIn::from_code(Some("jiao")), ShownIn::Yi);
        assert_eq!(ShownIn::from_code(None), ShownIn::Yi);
    }
}
