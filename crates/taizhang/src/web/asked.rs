//! What was asked: language, address, whole page or fragment, and what the page needs to be rendered.

use super::{flash::Flash, headers::Nonce, query::Query};
use crate::text::Lang;
use axum::{
    extract::{FromRequestParts, Request},
    http::{HeaderMap, HeaderValue, Method, header, request::Parts},
    middleware::Next,
    response::Response,
};
use std::convert::Infallible;

/// The parameter and the cookie that hold the language.
pub const LANG: &str = "lang";
const YEAR_S: u32 = 365 * 24 * 3600;

/// The part of a request that every page reads. An extractor that never fails.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The language: `?lang=`, else the cookie, else zh-CN.
    pub lang: Lang,
    /// The address with its parameters.
    pub here: Query,
    /// Whether htmx asked for a part of a page, not for a page.
    pub fragment: bool,
    /// Whether the client prefers JSON to pages.
    pub json: bool,
    /// What the page's scripts must carry.
    pub nonce: Nonce,
    /// What the last action has to say, once.
    pub flash: Option<Flash>,
}

impl Asked {
    /// Reads it from the head of a request.
    #[must_use]
    pub fn of(parts: &Parts) -> Self {
        let here = Query::of_uri(&parts.uri);
        let chosen = here.get(LANG).and_then(Lang::from_tag);
        let remembered = || cookie(&parts.headers, LANG).and_then(Lang::from_tag);
        let nonce = parts.extensions.get().cloned();
        Self {
            lang: chosen.or_else(remembered).unwrap_or_default(),
            fragment: asks_fragment(&parts.headers),
            json: prefers_json(&parts.headers),
            // Without the headers' layer there is no policy either, so any nonce will do.
            nonce: nonce.unwrap_or_else(|| Nonce::from_bytes([0; 16])),
            flash: (parts.method == Method::GET).then(|| Flash::of(&parts.headers)).flatten(),
            here,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts))
    }
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then_some(value))
}

/// A swap of a part asks for a fragment; going back in history, and replacing the whole body, ask for the page.
fn asks_fragment(headers: &HeaderMap) -> bool {
    let field = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    field("hx-request") == "true"
        && field("hx-request-type") != "full"
        && field("hx-history-restore-request") != "true"
}

fn prefers_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accept.contains("json") && !accept.contains("text/html")
}

/// Middleware: a language that was chosen by the address is remembered.
pub async fn remember_language(request: Request, next: Next) -> Response {
    let chosen = Query::of_uri(request.uri()).get(LANG).and_then(Lang::from_tag);
    let held = cookie(request.headers(), LANG).and_then(Lang::from_tag);
    let mut response = next.run(request).await;
    if let Some(lang) = chosen.filter(|lang| held != Some(*lang)) {
        let text = format!("{LANG}={}; Path=/; Max-Age={YEAR_S}; SameSite=Lax", lang.tag());
        response
            .headers_mut()
            .append(header::SET_COOKIE, HeaderValue::try_from(text).expect("tags are plain ASCII"));
    }
    response
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    fn asked(uri: &str, fields: &[(&str, &str)]) -> Asked {
        let mut request = Request::builder().uri(uri);
        for (name, value) in fields {
            request = request.header(*name, *value);
        }
        Asked::of(&request.body(()).unwrap().into_parts().0)
    }

    #[rstest]
    #[case("/?lang=en", "lang=zh-CN", Lang::En)]
    #[case("/", "a=1; lang=en", Lang::En)]
    #[case("/?lang=xx", "lang=yy", Lang::ZhCn)]
    fn the_address_speaks_before_the_cookie(#[case] uri: &str, #[case] cookie: &str, #[case] lang: Lang) {
        assert_eq!(asked(uri, &[("cookie", cookie)]).lang, lang);
    }

    #[test]
    fn only_a_partial_swap_asks_for_a_fragment() {
        assert!(!asked("/", &[]).fragment);
        assert!(asked("/", &[("hx-request", "true"), ("hx-request-type", "partial")]).fragment);
        assert!(!asked("/", &[("hx-request", "true"), ("hx-request-type", "full")]).fragment);
        assert!(!asked("/", &[("hx-request", "true"), ("hx-history-restore-request", "true")]).fragment);
    }

    #[test]
    fn a_browser_gets_pages_and_a_program_json() {
        assert!(asked("/", &[("accept", "application/problem+json")]).json);
        assert!(!asked("/", &[("accept", "text/html,application/json;q=0.9")]).json);
        assert!(!asked("/", &[]).json);
    }
}
