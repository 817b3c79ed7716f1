//! Growth over the same time of the year before (同比, T8), and shares as fractions (T9).

use super::draft::Aspect;
use super::error::BulletinError;
use super::make::{Maker, Point};
use super::say::Text;
use super::template::{GrowthWords, Shown};
use super::units::{of_whole, value};
use super::wording;
use crate::catalogue::{Lang, chinese_numeral};
use crate::exact::Exact;
use crate::figure::Group;
use domain::ratio::NO_VALUE;
use domain::{Day, Rounding};

/// Decimals of growth.
const PLACES: u8 = 1;
/// A fraction with a greater denominator is not simple.
const DENOMINATOR_MAX: i64 = 10;

/// 「，同比增长」 and its like, and whether what follows keeps its sign.
pub(super) fn words(lang: Lang, says: GrowthWords, is_less: bool) -> Option<(&'static str, bool)> {
    match says {
        GrowthWords::Unsaid => None,
        GrowthWords::Minus => Some((wording::grown(lang, false), true)),
        GrowthWords::Fall => Some((wording::grown(lang, is_less), false)),
    }
}

impl Maker<'_> {
    /// 「，同比增长{r}%」 of a number of the bulletin; nothing where the template leaves growth unsaid, a dash over nothing.
    pub(super) fn growth(&mut self, number: usize, slot: &str, text: &mut Text) -> Result<(), BulletinError> {
        let lang = self.ask.lang;
        let says = self.template.growth;
        let Some(before) = self.year_before().filter(|_| says != GrowthWords::Unsaid) else { return Ok(()) };
        let spec = self.spec(number).clone();
        let aspect = Shown::main(number, &spec).aspect;
        let (now, then) =
            (self.figures(number, &[], (false, &self.now))?, self.figures(number, &[], (false, &before))?);
        let whole = Group::default();
        let side = |figures| value(&spec, of_whole(figures), aspect).map(|value| value.exact);
        let grown = side(&now).zip(side(&then)).and_then(|(now, then)| (&now - &then).over(&then));
        let Some((said, keeps_sign)) = words(lang, says, grown.as_ref().is_some_and(Exact::is_negative))
        else {
            return Ok(());
        };
        text.words(said);
        let Some(grown) = grown else {
            text.words(NO_VALUE);
            return Ok(());
        };
        let size = if grown.is_negative() && !keeps_sign { -&grown } else { grown };
        let name = self.slot_of(slot, number, Aspect::Growth, &whole);
        let source = self.source(number, Aspect::Growth, &whole);
        text.figure(name, size.percent(PLACES, spec.rounding), source, None);
        text.words(wording::unit_of(lang, Aspect::Rate));
        Ok(())
    }

    /// The same day of the year before; of the end of a month its end.
    fn year_before(&self) -> Option<Point<'_>> {
        let on = self.now.true_on;
        let (year, month, day) = on.ymd();
        let end = Day::new(year - 1, month, 1)?.last_of_month();
        let same = if on == on.last_of_month() { end } else { Day::new(year - 1, month, day).unwrap_or(end) };
        Some(Point { bases: self.now.bases.clone(), true_on: same })
    }
}

/// 三分之二, where the fraction is less than a whole and simple.
pub(super) fn fraction(lang: Lang, part: i64, whole: i64) -> Option<String> {
    let divisor = gcd(part, whole);
    let (above, below) = (part.checked_div(divisor)?, whole.checked_div(divisor)?);
    if !(1..below).contains(&above) || below > DENOMINATOR_MAX {
        return None;
    }
    Some(match lang {
        Lang::Zh => format!("{}分之{}", chinese_numeral(below), chinese_numeral(above)),
        Lang::En => format!("{above}/{below}"),
    })
}

fn gcd(one: i64, other: i64) -> i64 {
    if other == 0 { one } else { gcd(other, one % other) }
}

/// A value as a share of its target, in per cent.
pub(super) fn of_target(value: i64, target: i64) -> Option<String> {
    Exact::ratio(value, target).map(|share| share.percent(PLACES, Rounding::HalfUp))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(20_000, 30_000, Some("三分之二"))]
    #[case(13, 26, Some("二分之一"))]
    #[case(31, 72, None)]
    #[case(3, 3, None)]
    #[case(0, 3, None)]
    #[case(-1, 3, None)]
    #[case(1, 0, None)]
    fn a_simple_fraction_is_said_in_words(#[case] part: i64, #[case] whole: i64, #[case] said: Option<&str>) {
        assert_eq!(fraction(Lang::Zh, part, whole).as_deref(), said);
    }

    #[test]
    fn less_is_a_fall_or_a_growth_below_zero_as_the_office_says() {
        assert_eq!(words(Lang::Zh, GrowthWords::Fall, true), Some(("，同比下降", false)));
        assert_eq!(words(Lang::Zh, GrowthWords::Minus, true), Some(("，同比增长", true)));
        assert_eq!(words(Lang::Zh, GrowthWords::Unsaid, true), None);
    }
}
