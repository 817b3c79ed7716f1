//! The layer that turns every failure into words: a [`Problem`] of a handler, or the bare status of a library.

use super::{asked::Asked, page, problem::Problem};
use crate::ui::layout;
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use maud::{Markup, html};

/// Middleware: renders problems in the language and the form that the client asked for.
pub async fn dress(request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let asked = Asked::of(&parts);
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(problem) = problem_of(&response) else { return response };
    let (mut head, _) = response.into_parts();
    head.headers.remove(header::CONTENT_LENGTH);
    let dressed = if asked.json { json(&asked, &problem) } else { html_page(&asked, &problem) };
    let (dressed_head, body) = dressed.into_parts();
    head.headers.extend(dressed_head.headers);
    Response::from_parts(head, body)
}

/// A failure with a body of its own that is not bare text is meant as it is: a form shown again, for instance.
fn problem_of(response: &Response) -> Option<Problem> {
    if let Some(problem) = response.extensions().get::<Problem>() {
        return Some(problem.clone());
    }
    let status = response.status();
    let bare = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_none_or(|mime| mime.as_bytes().starts_with(b"text/plain"));
    ((status.is_client_error() || status.is_server_error()) && bare).then(|| Problem::of_status(status))
}

fn json(asked: &Asked, problem: &Problem) -> Response {
    let body = problem.to_json(asked.lang, &asked.here.to_string()).to_string();
    let mut response = Response::new(Body::from(body));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

fn html_page(asked: &Asked, problem: &Problem) -> Response {
    let body = body(asked, problem);
    if asked.fragment {
        return page::fragment(body);
    }
    page::fragment(layout::bare(asked, problem.title(asked.lang), &body))
}

/// What happened and what to do, as a page or a part of one shows it.
pub fn body(asked: &Asked, problem: &Problem) -> Markup {
    let lang = asked.lang;
    html! {
        section.problem role="alert" {
            h1 { (problem.title(lang)) }
            p { (problem.words(lang)) }
            // A value of the address is named by the sentence already.
            @if !problem.errors.is_empty() && problem.detail.is_none() {
                ul { @for error in &problem.errors { li { (error.words(lang)) } } }
            }
            @if let Some((address, words)) = problem.way_on.as_deref() { p { a href=(address) { (lang.t(words)) } } }
            p { a href="/" { (lang.t("web.to_desk")) } }
        }
    }
}
