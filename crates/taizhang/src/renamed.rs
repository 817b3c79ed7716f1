//! Parameters that people write by another of their names. What is asked must never be passed over in silence, for then a
//! number answers another question than was put: such an address leads to the one that says the same.

use crate::web::{asked::Asked, page, query::Query};
use axum::{extract::Request, http::Method, middleware::Next, response::Response};

/// Where a name is taken for another: the beginning of the path, the name, and what it is called there.
const NAMES: [(&str, &str, &str); 17] = [
    ("/projects", "where", "q"),
    ("/figures", "q", "where"),
    ("/boards", "q", "where"),
    ("/rounds", "q", "where"),
    ("/projects", "filter", "q"),
    ("/figures", "filter", "where"),
    ("/figures", "compare_to", "compare-to"),
    ("/figures", "compareTo", "compare-to"),
    ("/", "true_on", "true-on"),
    ("/", "trueOn", "true-on"),
    ("/", "as-of", "true-on"),
    ("/", "as_of", "true-on"),
    ("/", "asOf", "true-on"),
    ("/", "known_by", "known-by"),
    ("/", "knownBy", "known-by"),
    ("/", "known-at", "known-by"),
    ("/", "knownAt", "known-by"),
];
/// The names of conditions: two of them hold together.
const CONDITIONS: [&str; 2] = ["q", "where"];

/// Middleware: leads from an address with other names to the same with those that are read.
pub async fn lead_on(request: Request, next: Next) -> Response {
    if request.method() == Method::GET
        && let Some(to) = renamed(&Query::of_uri(request.uri()))
    {
        let (parts, _) = request.into_parts();
        return page::redirect(&Asked::of(&parts), &to.to_string(), None);
    }
    next.run(request).await
}

fn renamed(here: &Query) -> Option<Query> {
    let mut to = here.clone();
    for (path, other, name) in NAMES {
        if !here.path().starts_with(path) || to.parameters().all(|(given, _)| given != other) {
            continue;
        }
        let value = to.get(other).map(str::to_owned);
        let own = to.get(name).map(str::to_owned);
        to = match (own, value) {
            (None, Some(value)) => to.with(name, &value),
            (Some(own), Some(value)) if CONDITIONS.contains(&name) => {
                to.with(name, &format!("({own}) ({value})"))
            }
            _ => to,
        }
        .without(other);
    }
    (to != *here).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::Uri;
    use rstest::rstest;

    #[rstest]
    #[case("/projects?where=stage:signed&lang=en", Some("/projects?lang=en&q=stage%3Asigned"))]
    #[case("/projects/export.csv?where=stage:signed", Some("/projects/export.csv?q=stage%3Asigned"))]
    #[case("/projects?q=a&where=b", Some("/projects?q=%28a%29%20%28b%29"))]
    #[case("/projects?q=a&where=", Some("/projects?q=a"))]
    #[case(
        "/figures?name=signed&q=a&true_on=2022-01-31",
        Some("/figures?name=signed&where=a&true-on=2022-01-31")
    )]
    #[case("/rounds?true-on=2022-01-31&asOf=2022-02-28", Some("/rounds?true-on=2022-01-31"))]
    #[case("/projects?q=stage:signed&true-on=2022-01-31", None)]
    #[case("/figures?name=signed&where=a&known-by=7", None)]
    fn another_name_leads_to_the_one_that_is_read(#[case] address: &'static str, #[case] to: Option<&str>) {
        let to_other = renamed(&Query::of_uri(&Uri::from_static(address)));
        assert_eq!(to_other.map(|to| to.to_string()).as_deref(), to);
    }
}
