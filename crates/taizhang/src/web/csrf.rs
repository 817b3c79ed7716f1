//! Requests that change something must come from a page of this host.
//!
//! Browsers say where a request comes from: `Sec-Fetch-Site`, and on a plain http address at least `Origin`. Ready-made
//! layers let a request pass that says neither; here it passes only when it carries no cookie, so that nobody's sign-in
//! is used by it. A proxy in front must pass `Host` and `Origin` unchanged.

use super::problem::Problem;
use axum::{
    extract::Request,
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// Middleware: refuses, with 403, unsafe requests from elsewhere.
pub async fn guard(request: Request, next: Next) -> Response {
    if is_safe(request.method()) || comes_from_here(request.headers()) {
        return next.run(request).await;
    }
    Problem::forbidden().because("web.from_elsewhere").into_response()
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

fn comes_from_here(headers: &HeaderMap) -> bool {
    let field = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (field("sec-fetch-site"), field("origin")) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => field("host").is_some_and(|host| authority(origin) == Some(host)),
        (None, None) => !headers.contains_key(header::COOKIE),
    }
}

/// `https://host:port` without its scheme; `None` for `null` and other opaque origins.
fn authority(origin: &str) -> Option<&str> {
    origin.split_once("://").map(|(_, authority)| authority)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::own_page(&[("sec-fetch-site", "same-origin"), ("cookie", "sid=1")], true)]
    #[case::typed_or_reloaded(&[("sec-fetch-site", "none")], true)]
    #[case::other_site(&[("sec-fetch-site", "cross-site"), ("origin", "http://h:1"), ("host", "h:1")], false)]
    #[case::sibling_site(&[("sec-fetch-site", "same-site")], false)]
    #[case::old_browser(&[("origin", "http://10.0.0.8:8080"), ("host", "10.0.0.8:8080"), ("cookie", "sid=1")], true)]
    #[case::other_port(&[("origin", "http://10.0.0.8:81"), ("host", "10.0.0.8:8080")], false)]
    #[case::opaque(&[("origin", "null"), ("host", "h")], false)]
    #[case::nothing_but_a_cookie(&[("host", "h"), ("cookie", "sid=1")], false)]
    #[case::program_with_its_own_token(&[("host", "h"), ("authorization", "Bearer x")], true)]
    fn the_browser_says_where_a_request_comes_from(
        #[case] fields: &[(&'static str, &'static str)],
        #[case] passes: bool,
    ) {
        let headers =
            fields.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect();
        assert_eq!(comes_from_here(&headers), passes);
    }
}
