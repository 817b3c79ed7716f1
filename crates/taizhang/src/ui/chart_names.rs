//! What finds room in a picture: names below their categories, numbers above their bars. The script's picture goes by the
//! same rule (`web/src/chart-room.js`).

use super::chart_svg::{BOTTOM, HEIGHT, WIDTH, length, mid, round};
use maud::{Markup, html};
use std::f64::consts::FRAC_1_SQRT_2;

/// Between two names that stand side by side.
const GAP: f64 = 8.0;
/// A longer name is shortened once it has to lean.
const NAME_MAX: f64 = 132.0;
/// So far apart leaning names keep clear of each other, and names that stand on end.
const LEANING: f64 = 20.0;
const ON_END: f64 = 15.0;
/// More names than these may be left out; short ones are rather left out than leant.
const ALL_MAX: usize = 15;
const SHORT: f64 = 32.0;
/// What cuts a name off.
const CUT: char = '…';
/// The height of a line of letters.
const LINE: f64 = 12.0;

/// How the names of the categories stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stance {
    Level,
    Leaning,
    OnEnd,
}

/// The names below their categories: level where the longest finds room, else leaning, else on end; every one of them as
/// long as its line finds room, then every so manieth.
#[derive(Debug)]
pub(super) struct Names {
    stance: Stance,
    /// Each with the middle of its slot.
    shown: Vec<(f64, String)>,
}

impl Names {
    pub(super) fn of(categories: &[String], slot: f64) -> Self {
        let longest = categories.iter().map(|name| length(name)).fold(0.0, f64::max);
        let (stance, apart) = if longest + GAP <= slot {
            (Stance::Level, slot)
        } else if longest <= SHORT && categories.len() > ALL_MAX {
            (Stance::Level, longest + GAP)
        } else if (ON_END..LEANING).contains(&slot) {
            (Stance::OnEnd, slot)
        } else {
            (Stance::Leaning, LEANING)
        };
        let step = (1..=categories.len()).find(|step| slot * super::chart_svg::count(*step) >= apart);
        let room = if stance == Stance::Level { f64::INFINITY } else { NAME_MAX };
        let every = categories.iter().enumerate().step_by(step.unwrap_or(1));
        let shown = every.map(|(place, name)| (mid(place, slot), shortened(name, room))).collect();
        Self { stance, shown }
    }

    /// The part of the plane that holds the picture with its names.
    pub(super) fn view_box(&self) -> String {
        let longest = self.shown.iter().map(|(_, name)| length(name)).fold(0.0, f64::max);
        let below = match self.stance {
            Stance::Level => BOTTOM,
            Stance::Leaning => LINE + (longest + LINE) * FRAC_1_SQRT_2,
            Stance::OnEnd => LINE + longest,
        };
        // A leaning name begins to the left of its bar.
        let outside = |(x, name): &(f64, String)| length(name) * FRAC_1_SQRT_2 - x;
        let outside = self.shown.iter().filter(|_| self.stance == Stance::Leaning).map(outside);
        let before = outside.fold(0.0, f64::max);
        let (left, width, height) = (round(-before), round(WIDTH + before), round(HEIGHT - BOTTOM + below));
        format!("{left} 0 {width} {height}")
    }

    pub(super) fn render(&self) -> Markup {
        let floor = HEIGHT - BOTTOM;
        html! {
            @for (x, name) in &self.shown {
                @match self.stance {
                    Stance::Level => text.name x=(round(*x)) y=(HEIGHT - 10.0) text-anchor="middle" { (name) },
                    Stance::Leaning => (turned(-45, x + 3.0, floor + 12.0, name)),
                    Stance::OnEnd => (turned(-90, x + 4.0, floor + 8.0, name)),
                }
            }
        }
    }
}

fn turned(degrees: i32, x: f64, y: f64, name: &str) -> Markup {
    let (x, y) = (round(x), round(y));
    html! { text.name x=(x) y=(y) text-anchor="end" transform={ "rotate(" (degrees) " " (x) " " (y) ")" } { (name) } }
}

/// As much of a name as finds room, and that there is more of it.
pub(super) fn shortened(name: &str, room: f64) -> String {
    if length(name) <= room {
        return name.to_owned();
    }
    let mut kept = String::new();
    for letter in name.chars() {
        kept.push(letter);
        if length(&kept) + length(&CUT.to_string()) > room {
            kept.pop();
            break;
        }
    }
    kept.push(CUT);
    kept
}

/// Numbers of a picture, of which none is written over another.
#[derive(Debug, Default)]
pub(super) struct Numbers(Vec<[f64; 4]>);

impl Numbers {
    /// Takes the room of a number whose middle and foot stand there; false where another has it.
    pub(super) fn take(&mut self, (x, y): (f64, f64), printed: &str) -> bool {
        let half = length(printed) / 2.0;
        let own = [x - half, x + half, y - LINE, y];
        let is_free = self.0.iter().all(|[left, right, top, foot]| {
            own[1] <= *left || own[0] >= *right || own[3] <= *top || own[2] >= *foot
        });
        if is_free {
            self.0.push(own);
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use super::super::chart_svg::SIDE;
    use super::*;
    use rstest::rstest;

    fn names(count: usize, name: &str) -> (Names, f64) {
        let slot = (WIDTH - 2.0 * SIDE) / super::super::chart_svg::count(count);
        (Names::of(&vec![name.to_owned(); count], slot), slot)
    }

    #[rstest]
    fn every_bar_of_fifteen_has_its_name(
        #[values(1, 2, 5, 11, 15)] count: usize,
        #[values("市", "晋中市", "晋中经济技术开发区", "A zone with a very long name indeed")] name: &str,
    ) {
        let (names, _) = names(count, name);
        assert_eq!(names.shown.len(), count, "{names:?}");
    }

    #[rstest]
    fn no_name_runs_into_the_next(
        #[values(1, 2, 5, 11, 15, 20, 25, 33, 42, 90, 400)] count: usize,
        #[values("市", "24", "晋中市", "晋中经济技术开发区", "A zone with a very long name indeed")]
        name: &str,
    ) {
        let (names, slot) = names(count, name);
        let apart = names.shown.windows(2).map(|pair| pair[1].0 - pair[0].0).fold(f64::INFINITY, f64::min);
        let longest = names.shown.iter().map(|(_, name)| length(name)).fold(0.0, f64::max);
        // Between the lines of two names, measured across them.
        let clear = match names.stance {
            Stance::Level => apart - longest,
            Stance::Leaning => apart * FRAC_1_SQRT_2 - LINE,
            Stance::OnEnd => apart - LINE,
        };
        assert!(clear >= 0.0, "{count} {slot} {names:?}");
    }

    #[test]
    fn a_leaning_name_stays_in_the_picture() {
        let (names, slot) = names(15, "晋中经济技术开发区");
        let view: Vec<f64> = names.view_box().split(' ').map(|it| it.parse().unwrap_or(f64::NAN)).collect();
        let reach = length("晋中经济技术开发区") * FRAC_1_SQRT_2;
        assert!(mid(0, slot) - reach >= view[0] && view[0] + view[2] >= WIDTH, "{view:?}");
        assert!(HEIGHT - BOTTOM + reach < view[3], "{view:?}");
    }

    #[rstest]
    #[case("晋中经济技术开发区", 48.0, "晋中经…")]
    #[case("晋中市", 36.0, "晋中市")]
    #[case("晋中市", 0.0, "…")]
    fn a_name_without_room_is_cut_off(#[case] name: &str, #[case] room: f64, #[case] shown: &str) {
        assert_eq!(shortened(name, room), shown);
    }

    #[test]
    fn no_number_is_written_over_another() {
        let mut numbers = Numbers::default();
        assert!(numbers.take((50.0, 100.0), "1,234"));
        assert!(!numbers.take((70.0, 95.0), "5,678"), "beside it at the same height");
        assert!(numbers.take((70.0, 80.0), "5,678"), "above it");
        assert!(numbers.take((90.0, 100.0), "9"));
    }
}
