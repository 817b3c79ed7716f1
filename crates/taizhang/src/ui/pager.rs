//! Which part of a list is shown, and the way to the others.

use crate::{
    text::{Lang, counts::count},
    web::{
        paging::{PAGE, Paging},
        query::Query,
    },
};
use maud::{Markup, html};

/// How many pages round the current one are offered.
const AROUND: usize = 2;

/// The foot of a list.
#[derive(Debug, Clone, Copy)]
pub struct Pager {
    /// What is shown.
    pub paging: Paging,
    /// Rows of the whole list.
    pub total: usize,
}

impl Pager {
    /// Rows shown of how many, and links to the other pages.
    #[must_use]
    pub fn render(&self, lang: Lang, here: &Query) -> Markup {
        let paging = self.paging.within(self.total);
        let last = paging.pages(self.total);
        let (from, to) = (paging.offset() + 1, (paging.offset() + paging.size).min(self.total));
        let grouped = |number: usize| count(i64::try_from(number).unwrap_or(i64::MAX));
        html! {
            div.pager {
                span { @if self.total > 0 {
                    (lang.tf("ui.rows_shown", &[("from", &grouped(from)), ("to", &grouped(to)), ("total", &grouped(self.total))]))
                } }
                @if last > 1 {
                    nav aria-label=(lang.t("ui.pages")) {
                        ul {
                            @if paging.page > 1 { li { a rel="prev" href=(to_page(here, paging.page - 1)) { (lang.t("ui.previous")) } } }
                            @for step in steps(paging.page, last) {
                                @match step {
                                    None => li.gap { span aria-hidden="true" { "…" } },
                                    Some(page) if page == paging.page => li { span aria-current="page" { (page) } },
                                    Some(page) => li { a href=(to_page(here, page)) { (page) } },
                                }
                            }
                            @if paging.page < last { li { a rel="next" href=(to_page(here, paging.page + 1)) { (lang.t("ui.next")) } } }
                        }
                    }
                }
            }
        }
    }
}

fn to_page(here: &Query, page: usize) -> Query {
    here.with(PAGE, &page.to_string())
}

/// First, last and the pages round the current one, with `None` for a gap.
fn steps(page: usize, last: usize) -> Vec<Option<usize>> {
    let mut steps = Vec::new();
    let mut before = 0;
    for candidate in 1..=last {
        if candidate != 1 && candidate != last && candidate.abs_diff(page) > AROUND {
            continue;
        }
        if candidate > before + 1 {
            steps.push(None);
        }
        steps.push(Some(candidate));
        before = candidate;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_stand_between_far_pages() {
        let numbers = |page, last| steps(page, last).iter().map(|step| step.unwrap_or(0)).collect::<Vec<_>>();
        assert_eq!(numbers(1, 3), [1, 2, 3]);
        assert_eq!(numbers(50, 99), [1, 0, 48, 49, 50, 51, 52, 0, 99]);
        assert_eq!(numbers(1, 99), [1, 2, 3, 0, 99]);
    }

    #[test]
    fn the_shown_rows_are_counted() {
        let pager = Pager { paging: Paging { page: 2, size: 50 }, total: 3000 };
        let html = pager.render(Lang::ZhCn, &Query::of_path("/p")).into_string();
        assert!(html.contains("51–100") && html.contains("3,000"));
        assert!(html.contains("href=\"/p?page=3\" ") || html.contains("href=\"/p?page=3\""));
    }
}
