//! How an answer of the explorer is drawn: as numbers, as a table with its picture, ranked with bars, as a coloured matrix,
//! as a funnel. The same on the explorer's page and on a card of a dashboard.

mod card;
mod funnel;
mod matrix;
mod ranked;
mod way;

pub(crate) use card::{Card, card};
pub(super) use card::{Explored, Shown, content};
pub(crate) use funnel::funnel;
pub(crate) use ranked::{Ranked, rank};
pub(crate) use way::{DRAW, Way};
pub(super) use way::{makes_matrix, runs_in_time};
