//! Size bands over total investment, each from its lower bound (included) to its upper one (excluded): domain.md §5.

use crate::money::{Money, MoneyUnit, format_exact};

/// Said below every table by size, because 以上 and 以下 are read both ways (formats.md §7).
pub const BANDS_NOTE: &str = "注：各规模档含下限、不含上限";

/// The bounds that part the bands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SizeBands {
    bounds: Vec<Money>,
}

/// One band of [`SizeBands`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SizeBand {
    /// The least amount in the band; none for the lowest band.
    pub from: Option<Money>,
    /// The least amount above the band; none for the highest band.
    pub below: Option<Money>,
}

impl Default for SizeBands {
    /// 1亿元, 5亿元 and 10亿元, the bounds that provincial ledgers ask for.
    fn default() -> Self {
        let bound = |yi: i64| Money::from_fen(yi * MoneyUnit::Yi.fen());
        Self { bounds: vec![bound(1), bound(5), bound(10)] }
    }
}

impl SizeBands {
    /// Bands between those bounds; `None` unless there is at least one and they grow strictly from above zero.
    #[must_use]
    pub fn new(bounds: Vec<Money>) -> Option<Self> {
        let grow = bounds.windows(2).all(|pair| pair[0] < pair[1]);
        let positive = bounds.first().is_some_and(|first| *first > Money::ZERO);
        (grow && positive).then_some(Self { bounds })
    }

    /// The bounds, smallest first.
    #[must_use]
    pub fn bounds(&self) -> &[Money] {
        &self.bounds
    }

    /// All bands, smallest first: exhaustive and exclusive.
    #[must_use]
    pub fn bands(&self) -> Vec<SizeBand> {
        (0..=self.bounds.len()).map(|index| self.band_at(index)).collect()
    }

    /// Place of the amount's band among [`SizeBands::bands`]; compares the exact value.
    #[must_use]
    pub fn index_of(&self, money: Money) -> usize {
        self.bounds.partition_point(|bound| *bound <= money)
    }

    /// The band in which the amount lies.
    #[must_use]
    pub fn band_of(&self, money: Money) -> SizeBand {
        self.band_at(self.index_of(money))
    }

    fn band_at(&self, index: usize) -> SizeBand {
        let from = index.checked_sub(1).and_then(|before| self.bounds.get(before)).copied();
        SizeBand { from, below: self.bounds.get(index).copied() }
    }
}

impl SizeBand {
    /// The stable name in filters and JSON, with the bounds in 亿元: `lt1`, `1to5`, `ge10`.
    #[must_use]
    pub fn code(&self) -> String {
        let yi = |money: Money| format_exact(money, MoneyUnit::Yi);
        match (self.from, self.below) {
            (None, None) => "all".to_owned(),
            (None, Some(below)) => format!("lt{}", yi(below)),
            (Some(from), Some(below)) => format!("{}to{}", yi(from), yi(below)),
            (Some(from), None) => format!("ge{}", yi(from)),
        }
    }

    /// The Chinese label: 不到1亿元, 1亿元至5亿元, 10亿元以上. To be printed with [`BANDS_NOTE`].
    #[must_use]
    pub fn label(&self) -> String {
        match (self.from, self.below) {
            (None, None) => "全部".to_owned(),
            (None, Some(below)) => format!("不到{}", bound_label(below)),
            (Some(from), Some(below)) => format!("{}至{}", bound_label(from), bound_label(below)),
            (Some(from), None) => format!("{}以上", bound_label(from)),
        }
    }
}

/// 亿元 from one 亿 on, else 万元.
fn bound_label(bound: Money) -> String {
    let unit = if bound.fen() >= MoneyUnit::Yi.fen() { MoneyUnit::Yi } else { MoneyUnit::Wan };
    format_exact(bound, unit) + unit.word()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    const YI: i64 = MoneyUnit::Yi.fen();

    #[rstest]
    #[case(0, "lt1", "不到1亿元")]
    #[case(YI - 1, "lt1", "不到1亿元")]
    #[case(YI, "1to5", "1亿元至5亿元")]
    #[case(5 * YI - 1, "1to5", "1亿元至5亿元")]
    #[case(5 * YI, "5to10", "5亿元至10亿元")]
    #[case(10 * YI, "ge10", "10亿元以上")]
    #[case(-1, "lt1", "不到1亿元")]
    fn a_bound_belongs_to_the_band_above_it(#[case] fen: i64, #[case] code: &str, #[case] label: &str) {
        let band = SizeBands::default().band_of(Money::from_fen(fen));
        assert_eq!((band.code().as_str(), band.label().as_str()), (code, label));
    }

    #[test]
    fn bounds_below_one_yi_are_said_in_wan() {
        let bands =
            SizeBands::new(vec![Money::from_fen(YI * 3 / 10), Money::from_fen(YI * 3 / 2)]).unwrap().bands();
        let labels: Vec<String> = bands.iter().map(SizeBand::label).collect();
        assert_eq!(labels, ["不到3000万元", "3000万元至1.5亿元", "1.5亿元以上"]);
        assert_eq!(bands[1].code(), "0.3to1.5");
    }

    #[test]
    fn bounds_must_grow_from_above_nothing() {
        let bounds = |fen: &[i64]| SizeBands::new(fen.iter().copied().map(Money::from_fen).collect());
        assert_eq!(bounds(&[]), None);
        assert_eq!(bounds(&[5, 5]), None);
        assert_eq!(bounds(&[5, 1]), None);
        assert_eq!(bounds(&[0, 1]), None);
        assert_eq!(bounds(&[1, 2]).unwrap().bounds().len(), 2);
    }

    proptest! {
        #[test]
        fn every_amount_lies_in_exactly_one_band(fen: i64) {
            let (bands, money) = (SizeBands::default(), Money::from_fen(fen));
            let holds = |band: &SizeBand| band.from.is_none_or(|from| money >= from) && band.below.is_none_or(|below| money < below);
            let holding: Vec<SizeBand> = bands.bands().into_iter().filter(holds).collect();
            prop_assert_eq!(holding, vec![bands.band_of(money)]);
        }
    }
}
