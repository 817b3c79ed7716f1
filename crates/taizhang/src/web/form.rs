//! What a person typed: kept as text so that it can be shown again, read into types field by field.
//!
//! ```text
//! let name = form.required("name", limits::NAME_MAX_CHARS);
//! let due_on = form.day("due_on");
//! let (Some(name), true) = (name, form.is_fine()) else { return page::refused(&asked, form_page(&asked, &form)) };
//! ```

use super::{
    problem::{FieldError, Problem},
    slow::SlowBody,
    urlencoded,
};
use crate::text::Arg;
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request},
    http::header,
};
use domain::limits::FORM_MAX_BYTES;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use std::error::Error;

/// More fields than any page of ours has.
pub const FIELDS_MAX: usize = 20_000;

/// Names and values of a form, and the fields that were refused. As an extractor it reads urlencoded bodies and
/// multipart bodies without files; with files use [`super::upload::receive`].
#[derive(Debug, Clone, Default)]
pub struct Form {
    values: Vec<(String, String)>,
    errors: Vec<FieldError>,
}

impl Form {
    /// A form that shows those values: the state of what is to be edited.
    #[must_use]
    pub fn filled(values: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Self {
        Self {
            values: values.into_iter().map(|(name, value)| (name.into(), value.into())).collect(),
            errors: Vec::new(),
        }
    }

    /// A form of what was typed, line ends and surrounding blanks made regular.
    #[must_use]
    pub fn typed(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        Self {
            values: pairs.into_iter().map(|(name, value)| (name, regular(&value))).collect(),
            errors: Vec::new(),
        }
    }

    /// The first value of a field, empty when absent: for showing it again.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.values.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field that may repeat, empty ones dropped.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.values
            .iter()
            .filter(move |(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// All names and values in order.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Sets a value, for forms whose fields depend on each other.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.values.retain(|(key, _)| key != name);
        self.values.push((name.to_owned(), value.into()));
    }

    /// Refuses a field with a message.
    pub fn refuse(&mut self, field: &str, key: &'static str) {
        self.refuse_with(field, key, Vec::new());
    }

    /// Refuses a field with a message and its values. Only a field's first refusal is kept.
    pub fn refuse_with(&mut self, field: &str, key: &'static str, args: Vec<Arg>) {
        if self.error(field).is_none() {
            self.errors.push(FieldError { field: field.to_owned(), key, args });
        }
    }

    /// Whether no field was refused so far.
    #[must_use]
    pub fn is_fine(&self) -> bool {
        self.errors.is_empty()
    }

    /// What was refused, in the order of reading.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Why that field was refused.
    #[must_use]
    pub fn error(&self, field: &str) -> Option<&FieldError> {
        self.errors.iter().find(|error| error.field == field)
    }

    /// The refusals as a problem, for clients that read JSON.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        Problem::refused(self.errors)
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if is_multipart(&request) {
            read_multipart(request).await
        } else {
            read_urlencoded(request.into_body()).await
        }
    }
}

/// Whether the body consists of parts.
#[must_use]
pub fn is_multipart(request: &Request) -> bool {
    let mime =
        request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    mime.to_ascii_lowercase().starts_with("multipart/form-data")
}

async fn read_urlencoded(body: Body) -> Result<Form, Problem> {
    let limited = Limited::new(body, FORM_MAX_BYTES_USIZE);
    let bytes = limited.collect().await.map_err(|error| unreadable(error.as_ref()))?.to_bytes();
    let text = std::str::from_utf8(&bytes).map_err(|_| Problem::bad_request())?;
    let pairs = urlencoded::pairs(text);
    if pairs.len() > FIELDS_MAX { Err(Problem::bad_request()) } else { Ok(Form::typed(pairs)) }
}

#[allow(clippy::cast_possible_truncation, reason = "the limit is a megabyte")]
const FORM_MAX_BYTES_USIZE: usize = FORM_MAX_BYTES as usize;

async fn read_multipart(mut request: Request) -> Result<Form, Problem> {
    DefaultBodyLimit::max(FORM_MAX_BYTES_USIZE).apply(&mut request);
    let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Problem::bad_request())?;
    let mut pairs = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(|error| unreadable(&error))? {
        if part.file_name().is_some_and(|name| !name.is_empty()) || pairs.len() == FIELDS_MAX {
            return Err(Problem::bad_request());
        }
        let name = part.name().unwrap_or_default().to_owned();
        let value = part.text().await.map_err(|error| unreadable(&error))?;
        pairs.push((name, value));
    }
    Ok(Form::typed(pairs))
}

/// Why a body could not be read: too long, too slow, or broken.
pub(super) fn unreadable(error: &(dyn Error + 'static)) -> Problem {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return Problem::too_large(FORM_MAX_BYTES);
        }
        if error.is::<SlowBody>() {
            return Problem::too_slow();
        }
        cause = error.source();
    }
    Problem::bad_request()
}

/// Browsers send CRLF; people leave blanks around what they paste; no field of ours may hold NUL.
fn regular(value: &str) -> String {
    value.replace("\r\n", "\n").replace('\0', "").trim().to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    async fn posted(mime: &str, body: impl Into<Body>) -> Result<Form, Problem> {
        let request = Request::builder().header("content-type", mime).body(body.into()).unwrap();
        Form::from_request(request, &()).await
    }

    #[tokio::test]
    async fn blanks_and_line_ends_are_made_regular() {
        let form = posted("application/x-www-form-urlencoded", "a=%E3%80%80x+&b=1%0D%0A2&c=").await.unwrap();
        assert_eq!(
            (form.value("a"), form.value("b"), form.value("c"), form.value("d")),
            ("x", "1\n2", "", "")
        );
    }

    #[tokio::test]
    async fn parts_without_files_are_a_form_too() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n甲\r\n--x--\r\n";
        assert_eq!(posted("multipart/form-data; boundary=x", body).await.unwrap().value("a"), "甲");
    }

    #[tokio::test]
    async fn a_form_has_a_limit_of_bytes_and_of_fields() {
        let long = "a=".to_owned() + &"x".repeat(FORM_MAX_BYTES_USIZE);
        let problem = posted("application/x-www-form-urlencoded", long).await.unwrap_err();
        assert_eq!(problem.status, 413);
        let many = "a&".repeat(FIELDS_MAX + 1);
        assert_eq!(posted("application/x-www-form-urlencoded", many).await.unwrap_err().status, 400);
    }

    #[test]
    fn the_first_refusal_of_a_field_counts() {
        let mut form = Form::filled([("a", "1")]);
        form.refuse("a", "web.required");
        form.refuse("a", "web.not_a_day");
        assert_eq!(form.errors().len(), 1);
        assert_eq!(form.error("a").unwrap().key, "web.required");
        assert!(!form.is_fine());
    }
}
