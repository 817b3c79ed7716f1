//! Promise, forecasts and fact of one milestone on one line, as a picture and as a list.

use crate::text::{Lang, days};
use domain::Day;
use maud::{Markup, html};

const WIDTH: i32 = 900;
const EDGE: i32 = 60;
const AXIS_Y: i32 = 34;

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The first promise.
    Promise,
    /// A later forecast.
    Forecast,
    /// What happened.
    Fact,
}

/// One mark.
#[derive(Debug, Clone)]
pub struct Mark {
    /// What it stands for.
    pub kind: Kind,
    /// Its day; the effective one when only a month or year was written.
    pub day: Day,
    /// The day as written.
    pub printed: String,
    /// The reason of a forecast, the source of a fact.
    pub note: Option<String>,
}

/// A milestone's line.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// The milestone's name.
    pub label: String,
    /// Its marks in the order in which they were said.
    pub marks: Vec<Mark>,
    /// The day that the page reads as today.
    pub today: Day,
}

impl Timeline {
    /// The picture and the list.
    #[must_use]
    pub fn render(&self, lang: Lang) -> Markup {
        html! {
            section.timeline aria-label=(self.label) {
                @if !self.marks.is_empty() { (self.picture(lang)) }
                ol { @for mark in &self.marks { (self.item(lang, mark)) } }
            }
        }
    }

    fn promised(&self) -> Option<Day> {
        self.marks.iter().find(|mark| mark.kind == Kind::Promise).map(|mark| mark.day)
    }

    /// Days after the promise, positive when late.
    fn late_by(&self, day: Day) -> Option<i32> {
        self.promised().map(|promised| day.days() - promised.days()).filter(|late| *late > 0)
    }

    /// Where a day stands on the line.
    fn x(&self, day: Day) -> i32 {
        let all = || self.marks.iter().map(|mark| mark.day.days()).chain([self.today.days()]);
        let (first, last) = (all().min().unwrap_or_default(), all().max().unwrap_or_default());
        EDGE + (day.days() - first) * (WIDTH - 2 * EDGE) / (last - first).max(1)
    }

    fn picture(&self, lang: Lang) -> Markup {
        let end = self.marks.iter().rev().find(|mark| mark.kind != Kind::Promise);
        let lag = self.promised().zip(end).filter(|(promised, end)| end.day > *promised);
        let today_x = self.x(self.today);
        html! {
            svg viewBox={ "0 0 " (WIDTH) " 64" } aria-hidden="true" {
                line.axis x1="10" x2=(WIDTH - 10) y1=(AXIS_Y) y2=(AXIS_Y) {}
                line.today x1=(today_x) x2=(today_x) y1="14" y2="54" {}
                text x=(today_x) y="10" text-anchor="middle" { (lang.t("ui.this_day")) }
                @if let Some((promised, end)) = lag {
                    line.lag x1=(self.x(promised)) x2=(self.x(end.day)) y1=(AXIS_Y) y2=(AXIS_Y) {}
                }
                @for mark in &self.marks { (self.mark(mark)) }
            }
        }
    }

    fn mark(&self, mark: &Mark) -> Markup {
        let x = self.x(mark.day);
        html! {
            @match mark.kind {
                Kind::Promise => {
                    circle.promise cx=(x) cy=(AXIS_Y) r="7" {}
                    text x=(x) y=(AXIS_Y + 24) text-anchor="middle" { (mark.printed) }
                }
                Kind::Forecast => path.forecast d={ "M" (x) " " (AXIS_Y - 6) "l6 6-6 6-6-6z" } {},
                Kind::Fact => {
                    circle.fact cx=(x) cy=(AXIS_Y) r="7" {}
                    text x=(x) y=(AXIS_Y - 14) text-anchor="middle" { (mark.printed) }
                }
            }
        }
    }

    fn item(&self, lang: Lang, mark: &Mark) -> Markup {
        let (shape, word) = match mark.kind {
            Kind::Promise => ("○", "ui.promise"),
            Kind::Forecast => ("◆", "ui.forecast"),
            Kind::Fact => ("●", "ui.fact"),
        };
        let late = if mark.kind == Kind::Promise { None } else { self.late_by(mark.day) };
        html! {
            li {
                span.kind { span.shape aria-hidden="true" { (shape) } (lang.t(word)) }
                span { (mark.printed) }
                @if let Some(late) = late { span.alarm { (days::late(lang, late)) } }
                @if let Some(note) = &mark.note { span.muted { (note) } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn mark(kind: Kind, iso: &str) -> Mark {
        Mark { kind, day: Day::parse_iso(iso).unwrap(), printed: iso.to_owned(), note: None }
    }

    #[test]
    fn what_came_after_the_promise_is_late_by_days() {
        let marks = vec![
            mark(Kind::Promise, "2022-03-01"),
            mark(Kind::Forecast, "2022-03-11"),
            mark(Kind::Fact, "2022-02-20"),
        ];
        let line = Timeline { label: "开工".into(), marks, today: Day::parse_iso("2022-06-01").unwrap() };
        let html = line.render(Lang::ZhCn).into_string();
        assert_eq!(html.matches("逾期").count(), 1);
        assert!(html.contains("逾期10天"));
    }

    #[test]
    fn one_single_day_draws_without_dividing_by_nothing() {
        let day = Day::parse_iso("2022-03-01").unwrap();
        let line = Timeline { label: "x".into(), marks: vec![mark(Kind::Fact, "2022-03-01")], today: day };
        assert_eq!(line.x(day), EDGE);
    }
}
