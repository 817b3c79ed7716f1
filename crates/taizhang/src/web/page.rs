//! Answers for people: whole pages, fragments for htmx, redirects.

use super::{asked::Asked, flash::Flash};
use axum::{
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use maud::Markup;

const HX_REDIRECT: HeaderName = HeaderName::from_static("hx-redirect");
const VARY: &str = "hx-request, hx-request-type, cookie";

/// A whole page. The flash message that it shows is forgotten.
#[must_use]
pub fn full(asked: &Asked, page: Markup) -> Response {
    let mut response = fragment(page);
    if asked.flash.is_some() {
        response.headers_mut().append(header::SET_COOKIE, Flash::clear());
    }
    response
}

/// A part of a page, for htmx to put in its place.
#[must_use]
pub fn fragment(part: Markup) -> Response {
    let mut response = part.into_response();
    response.headers_mut().insert(header::VARY, HeaderValue::from_static(VARY));
    response
}

/// The page again with what was typed and what was refused: 422.
#[must_use]
pub fn refused(asked: &Asked, page: Markup) -> Response {
    let mut response = full(asked, page);
    *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    response
}

/// A page that says what stands against what was asked: 409.
#[must_use]
pub fn conflict(asked: &Asked, page: Markup) -> Response {
    let mut response = full(asked, page);
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

/// To another page after an action, with a sentence to show there. A fragment's client is told to load the page.
#[must_use]
pub fn redirect(asked: &Asked, to: &str, flash: Option<&Flash>) -> Response {
    // Addresses of ours are encoded; what cannot stand in a header leads home rather than nowhere.
    let to = HeaderValue::try_from(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    let mut response = if asked.fragment {
        (StatusCode::NO_CONTENT, [(HX_REDIRECT, to)]).into_response()
    } else {
        (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
    };
    if let Some(flash) = flash {
        response.headers_mut().append(header::SET_COOKIE, flash.set());
    }
    response
}
