//! The ways of drawing, and which of them fit a question.

use crate::text::Lang;
use crate::web::query::Query;
use ::figures::cohort::CohortSpec;
use ::figures::{Dim, FigureKind, FigureSpec};

/// The parameter that holds the way of drawing.
pub(crate) const DRAW: &str = "draw";

/// A way of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// The numbers of the whole, large.
    Numbers,
    /// A table alone.
    Table,
    /// A table with bars and lines beside it.
    Chart,
    /// The greatest first, each row with its bar.
    Ranked,
    /// Two dimensions against each other, each cell the darker the more it holds.
    Matrix,
    /// From one milestone to the next, with the share that came so far.
    Funnel,
}

impl Way {
    const ALL: [Self; 6] =
        [Self::Numbers, Self::Table, Self::Chart, Self::Ranked, Self::Matrix, Self::Funnel];

    /// As an address holds it.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Numbers => "numbers",
            Self::Table => "table",
            Self::Chart => "chart",
            Self::Ranked => "ranked",
            Self::Matrix => "matrix",
            Self::Funnel => "funnel",
        }
    }

    /// Its word.
    pub(crate) fn word(self, lang: Lang) -> &'static str {
        lang.t(match self {
            Self::Numbers => "figures.draw_numbers",
            Self::Table => "figures.draw_table",
            Self::Chart => "figures.draw_chart",
            Self::Ranked => "figures.draw_ranked",
            Self::Matrix => "figures.draw_matrix",
            Self::Funnel => "figures.draw_funnel",
        })
    }

    /// The ways that fit a figure by some dimensions, the usual one first.
    pub(crate) fn fitting(spec: &FigureSpec, by: &[Dim]) -> Vec<Self> {
        let dims = if by.is_empty() { &spec.by[..] } else { by };
        match dims {
            [] if CohortSpec::following(spec, None).is_some() => vec![Self::Numbers, Self::Funnel],
            [] => vec![Self::Numbers],
            [_] => vec![Self::Chart, Self::Ranked, Self::Table],
            [_, _] if makes_matrix(spec) => vec![Self::Chart, Self::Matrix, Self::Table],
            [_, _] => vec![Self::Chart, Self::Table],
            _ => vec![Self::Table],
        }
    }

    /// What an address asks for, as far as it fits; else the usual way.
    pub(crate) fn of(here: &Query, spec: &FigureSpec, by: &[Dim]) -> Self {
        let fitting = Self::fitting(spec, by);
        let asked = here.get(DRAW).and_then(|code| Self::ALL.into_iter().find(|way| way.code() == code));
        asked.filter(|way| fitting.contains(way)).unwrap_or(fitting[0])
    }
}

/// What is derived from other figures, and a count of rounds, doesn't add up along a line.
pub(in crate::figures) fn makes_matrix(spec: &FigureSpec) -> bool {
    spec.kind != FigureKind::Rounds && !spec.kind.is_derived()
}

/// Dimensions that run in time: along them a rate is a line.
pub(in crate::figures) const fn runs_in_time(dim: Dim) -> bool {
    matches!(dim, Dim::Round | Dim::Year | Dim::Quarter | Dim::Month)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use ::figures::Catalogue;
    use axum::http::Uri;

    fn way(address: &'static str, name: &str, by: &[Dim]) -> Way {
        Way::of(&Query::of_uri(&Uri::from_static(address)), Catalogue::builtin().get(name).unwrap(), by)
    }

    #[test]
    fn a_way_that_does_not_fit_gives_the_usual_one() {
        assert_eq!(way("/figures?draw=funnel", "signed", &[]), Way::Funnel);
        assert_eq!(way("/figures?draw=funnel", "overdueStart", &[]), Way::Numbers);
        assert_eq!(way("/figures?draw=matrix", "signed", &[Dim::Zone]), Way::Chart);
        assert_eq!(way("/figures?draw=matrix", "byStage", &[Dim::Zone, Dim::Stage]), Way::Matrix);
        assert_eq!(way("/figures?draw=pie", "signed", &[Dim::Zone]), Way::Chart);
        assert_eq!(way("/figures?draw=ranked", "signed", &[Dim::Zone, Dim::Year, Dim::Stage]), Way::Table);
    }
}
