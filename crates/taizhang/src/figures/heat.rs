//! How dark a cell is: its value between nothing and the greatest of the table, in a few steps that the eye can tell apart.

use ::figures::{Figure, FigureValue};

/// The darkest; 0 is the ground.
const LEVELS: f64 = 5.0;

/// The scale of one table.
pub(super) struct Heat {
    most: f64,
}

impl Heat {
    /// The scale over all cells.
    pub(super) fn of(figures: &[Figure]) -> Self {
        Self { most: figures.iter().filter_map(size).fold(0.0, f64::max) }
    }

    /// The step of a cell: 0 for nothing, then 1 to 5.
    pub(super) fn level(&self, figure: &Figure) -> u8 {
        let share = size(figure).filter(|_| self.most > 0.0).map_or(0.0, |size| size / self.most);
        step(share)
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a few steps")]
fn step(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * LEVELS).ceil() as u8
}

/// A cell's value as a length: colours are a picture's, the number stands in the cell.
#[allow(clippy::cast_precision_loss, reason = "shades of cells, not numbers that are printed")]
fn size(figure: &Figure) -> Option<f64> {
    match figure.value.as_ref()? {
        FigureValue::Number(number) => Some(*number as f64),
        FigureValue::Fraction(_) => figure.printed.trim_end_matches('%').parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_the_ground_and_the_greatest_is_darkest() {
        assert_eq!([0.0, 0.01, 0.2, 0.21, 0.99, 1.0, 3.0, -1.0].map(step), [0, 1, 1, 2, 5, 5, 5, 0]);
    }
}
