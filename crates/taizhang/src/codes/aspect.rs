//! Which of a figure's numbers is printed, in words.

use crate::text::Lang;
use ::figures::bulletin::Aspect;
use ::figures::{FigureKind, FigureSpec};

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

/// The sign that a bulletin prints behind such a number in its sentence or in the head of its column, and not with it.
pub(super) fn unit_of(lang: Lang, aspect: Aspect, spec: Option<&FigureSpec>) -> &'static str {
    let is_percentage = |spec: &FigureSpec| match spec.kind {
        FigureKind::Rate | FigureKind::Time => true,
        FigureKind::Formula => spec.is_percentage,
        FigureKind::Count | FigureKind::Sum | FigureKind::Rounds | FigureKind::Target => false,
    };
    match aspect {
        Aspect::Share | Aspect::Growth | Aspect::Beside => "%",
        Aspect::Rate if spec.is_none_or(is_percentage) => "%",
        Aspect::Rate if spec.is_some_and(|spec| spec.kind == FigureKind::Formula) => {
            lang.t("figures.unit_points")
        }
        Aspect::Points => lang.t("figures.unit_points"),
        _ => "",
    }
}
