//! Which of a figure's numbers is printed, in words.

use crate::text::Lang;
use ::figures::bulletin::Aspect;

/// The word.
pub fn aspect_word(lang: Lang, aspect: Aspect) -> &'static str {
    lang.t(match aspect {
        Aspect::Count => "codes.count",
        Aspect::Amount => "codes.amount",
        Aspect::AmountAbove => "codes.amount_above",
        Aspect::Numerator => "codes.numerator",
        Aspect::Denominator => "codes.denominator",
        Aspect::Rate => "codes.rate",
        Aspect::Beside => "codes.beside",
        Aspect::Projects => "codes.projects",
        Aspect::Rank => "codes.rank",
        Aspect::Change => "codes.change",
        Aspect::Points => "codes.points",
        Aspect::Share => "codes.share",
        Aspect::Growth => "codes.growth",
        Aspect::Split => "codes.split",
    })
}
