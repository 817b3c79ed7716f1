//! The addresses of boards, and that of a card's question.

use crate::as_of::{KNOWN_BY, TRUE_ON};
use crate::figures::{BY, DRAW, NAME, Q, TAXONOMY};
use crate::shell::SCOPE;
use crate::ui::layout::CARRIED;
use crate::web::query::Query;
use crate::web::urlencoded::pairs;
use domain::facts::BoardCard;

/// The parameters of the explorer that make a question; clocks, unit and language are the reader's.
const PARTS: [&str; 6] = [NAME, Q, BY, TAXONOMY, DRAW, SCOPE];

/// The page of a board.
pub(super) fn of(id: i64) -> String {
    format!("{}/{id}", super::PATH)
}

/// Where a board is arranged.
pub(super) fn arrange(id: i64) -> String {
    format!("{}/arrange", of(id))
}

/// A question as a card keeps it.
pub(super) fn question(here: &Query) -> String {
    let parts = here.parameters().filter(|(name, value)| PARTS.contains(name) && !value.is_empty());
    let kept = parts.fold(Query::of_path(""), |kept, (name, value)| kept.and(name, value));
    kept.to_string().trim_start_matches('?').to_owned()
}

/// The explorer's address of a kept question, on its own.
pub(super) fn explorer(query: &str) -> Query {
    pairs(query).iter().fold(Query::of_path("/figures"), |here, (name, value)| here.and(name, value))
}

/// The same for a reader of a page: their clocks, unit and language go with it, their scope where the question has none. A
/// card that is fixed keeps its own clocks.
pub(super) fn for_reader(card: &BoardCard, here: &Query) -> Query {
    let own = pairs(&card.query);
    let has_scope = own.iter().any(|(name, _)| name == SCOPE);
    let carried: Vec<&str> = CARRIED.into_iter().filter(|name| !(has_scope && *name == SCOPE)).collect();
    let reader = here.carried_to("/figures", &carried);
    let mut question = own.iter().fold(reader, |question, (name, value)| question.and(name, value));
    if let Some(day) = card.true_on {
        question = question.with(TRUE_ON, &day.to_string());
        question = match card.known_by {
            Some(change) => question.with(KNOWN_BY, &change.to_string()),
            None => question.without(KNOWN_BY),
        };
    }
    question
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::http::Uri;
    use domain::Day;
    use domain::facts::{BoardId, ChangeId, OrgId};

    fn card(query: &str, fixed: Option<(Day, i64)>) -> BoardCard {
        BoardCard {
            org: OrgId(1),
            user: None,
            board: BoardId(2),
            position: 0,
            title: None,
            query: query.to_owned(),
            true_on: fixed.map(|it| it.0),
            known_by: fixed.map(|it| ChangeId(it.1)),
        }
    }

    #[test]
    fn a_card_keeps_the_question_and_not_the_moment() {
        let here = Query::of_uri(&Uri::from_static(
            "/boards/pin?name=signed&by=zone&by=year&where=&draw=matrix&true-on=2022-06-30&lang=en&page=3",
        ));
        assert_eq!(question(&here), "name=signed&by=zone&by=year&draw=matrix");
    }

    #[test]
    fn the_clocks_are_the_readers_unless_the_card_is_fixed() {
        let here =
            Query::of_uri(&Uri::from_static("/boards/7?true-on=2022-06-30&lang=en&known-by=9&scope=3"));
        let follows = for_reader(&card("name=signed", None), &here).to_string();
        assert_eq!(follows, "/figures?true-on=2022-06-30&lang=en&known-by=9&scope=3&name=signed");
        let fixed = card("name=signed&scope=5", Some((Day::new(2021, 1, 1).unwrap(), 4)));
        let fixed = for_reader(&fixed, &here).to_string();
        assert_eq!(fixed, "/figures?true-on=2021-01-01&lang=en&known-by=4&name=signed&scope=5");
    }
}
