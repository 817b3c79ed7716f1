//! What went wrong, in one shape: JSON of RFC 9457 for programs, a page or a fragment for people.
//!
//! A handler returns a [`Problem`]; the layer [`super::dress`] knows the language and what the client accepts, and
//! renders it. Words are keys until then.

use crate::text::{Arg, Lang};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use std::fmt::Display;

/// A refusal of one field of a form, or of one value of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field's name.
    pub field: String,
    /// The key of the message.
    pub key: &'static str,
    /// Values for its placeholders.
    pub args: Vec<Arg>,
}

impl FieldError {
    /// The message in that language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        lang.tf_kept(self.key, &self.args)
    }
}

/// An answer other than the one that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The HTTP status.
    pub status: StatusCode,
    /// The key of the sentence that says what happened and what to do; by status when absent.
    pub detail: Option<(&'static str, Vec<Arg>)>,
    /// Fields that were refused.
    pub errors: Vec<FieldError>,
    /// After how many seconds it is worth another try.
    pub retry_after_s: Option<u64>,
    /// Where what was asked for is found: an address, and the key of its words.
    pub way_on: Option<Box<(String, &'static str)>>,
}

/// The message of a form that was answered before.
const REPEATED: &str = "web.repeated";

impl Problem {
    /// The problem of that status, in its usual words.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        Self { status, detail: None, errors: Vec::new(), retry_after_s: None, way_on: None }
    }

    /// 400: the request cannot be read.
    #[must_use]
    pub fn bad_request() -> Self {
        Self::of_status(StatusCode::BAD_REQUEST)
    }

    /// 403: seen, but not allowed.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::of_status(StatusCode::FORBIDDEN)
    }

    /// 404: not there, or out of scope (design idea 5 makes no difference between the two).
    #[must_use]
    pub fn not_found() -> Self {
        Self::of_status(StatusCode::NOT_FOUND)
    }

    /// 409: someone else changed it meanwhile.
    #[must_use]
    pub fn conflict() -> Self {
        Self::of_status(StatusCode::CONFLICT)
    }

    /// 413: more than `limit_bytes`.
    #[must_use]
    pub fn too_large(limit_bytes: u64) -> Self {
        let limit_mib = limit_bytes.div_ceil(1024 * 1024);
        Self::of_status(StatusCode::PAYLOAD_TOO_LARGE).because("web.too_large").with("mib", limit_mib)
    }

    /// 408: the request came too slowly.
    #[must_use]
    pub fn too_slow() -> Self {
        Self::of_status(StatusCode::REQUEST_TIMEOUT)
    }

    /// 422: fields were refused. For people show the form again instead.
    #[must_use]
    pub fn refused(errors: Vec<FieldError>) -> Self {
        Self { errors, ..Self::of_status(StatusCode::UNPROCESSABLE_ENTITY) }
    }

    /// 429: too often; worth another try after that many seconds.
    #[must_use]
    pub fn too_often(retry_after_s: u64) -> Self {
        Self { retry_after_s: Some(retry_after_s), ..Self::of_status(StatusCode::TOO_MANY_REQUESTS) }
    }

    /// 500: our fault. The cause goes to the log, never to the client.
    #[must_use]
    pub fn internal(cause: &dyn Display) -> Self {
        tracing::error!(%cause, "request failed");
        Self::of_status(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The same problem explained by that message.
    #[must_use]
    pub fn because(self, key: &'static str) -> Self {
        Self { detail: Some((key, Vec::new())), ..self }
    }

    /// One more value for the message of [`Problem::because`].
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        if let Some((_, args)) = &mut self.detail {
            args.push((name, value.to_string()));
        }
        self
    }

    /// The same problem with the way to what was asked for.
    #[must_use]
    pub fn leading_to(self, address: impl Display, words: &'static str) -> Self {
        Self { way_on: Some(Box::new((address.to_string(), words))), ..self }
    }

    /// 409: the form was answered before, by that change.
    #[must_use]
    pub fn repeated(change: i64) -> Self {
        Self::conflict().because(REPEATED).with("change", change)
    }

    /// The change by which the form was answered before.
    #[must_use]
    pub fn repeats(&self) -> Option<i64> {
        let (_, args) = self.detail.as_ref().filter(|(key, _)| *key == REPEATED)?;
        args.iter().find(|(name, _)| *name == "change")?.1.parse().ok()
    }

    /// The short name of the problem in that language.
    #[must_use]
    pub fn title(&self, lang: Lang) -> &'static str {
        lang.t(match self.status.as_u16() {
            400 => "web.title_bad_request",
            401 => "web.title_sign_in",
            403 => "web.title_forbidden",
            404 => "web.title_not_found",
            405 => "web.title_method",
            408 => "web.title_too_slow",
            409 | 412 | 428 => "web.title_conflict",
            413 => "web.title_too_large",
            422 => "web.title_refused",
            429 => "web.title_too_often",
            503 => "web.title_unavailable",
            _ if self.status.is_client_error() => "web.title_other",
            _ => "web.title_internal",
        })
    }

    /// What happened and what to do, in that language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        if let Some((key, args)) = &self.detail {
            return lang.tf_kept(key, args);
        }
        let key = match self.status.as_u16() {
            401 => "web.words_sign_in",
            403 => "web.words_forbidden",
            404 => "web.words_not_found",
            405 => "web.words_method",
            408 => "web.words_too_slow",
            409 | 412 | 428 => "web.words_conflict",
            422 => "web.words_refused",
            429 => "web.words_too_often",
            503 => "web.words_unavailable",
            _ if self.status.is_client_error() => "web.words_bad_request",
            _ => "web.words_internal",
        };
        lang.tf(key, &[("s", &self.retry_after_s.unwrap_or(60))])
    }

    /// The stable code: the name of the message that explains it, or the status in words.
    #[must_use]
    pub fn code(&self) -> String {
        let named = self.detail.as_ref().map(|(key, _)| (*key).to_owned());
        named.unwrap_or_else(|| {
            self.status.canonical_reason().unwrap_or("error").to_lowercase().replace(' ', "-")
        })
    }

    /// The body of RFC 9457, with the refused fields as JSON pointers (formats.md §8).
    #[must_use]
    pub fn to_json(&self, lang: Lang, instance: &str) -> Value {
        let errors: Vec<Value> = self.errors.iter().map(|error| field_json(error, lang)).collect();
        let mut body = json!({
            "type": format!("urn:taizhang:problem:{}", self.code()),
            "title": self.title(lang),
            "status": self.status.as_u16(),
            "detail": self.words(lang),
            "instance": instance,
        });
        if !errors.is_empty() {
            body["errors"] = Value::Array(errors);
        }
        body
    }
}

fn field_json(error: &FieldError, lang: Lang) -> Value {
    let pointer = format!("/{}", error.field.replace('~', "~0").replace('/', "~1"));
    json!({ "pointer": pointer, "code": error.key, "hint": error.words(lang) })
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_names_its_field_code_and_words() {
        let error = FieldError { field: "a/b".into(), key: "web.too_long", args: vec![("max", "5".into())] };
        let body = Problem::refused(vec![error]).to_json(Lang::En, "/x");
        assert_eq!(body["status"], 422);
        assert_eq!(body["errors"][0]["pointer"], "/a~1b");
        assert_eq!(body["errors"][0]["code"], "web.too_long");
        assert_eq!(body["errors"][0]["hint"], "At most 5 characters");
    }

    #[test]
    fn the_limit_is_said_in_mebibytes() {
        let problem = Problem::too_large(50 * 1024 * 1024);
        assert!(problem.words(Lang::ZhCn).contains("50"));
        assert_eq!(problem.code(), "web.too_large");
    }
}
