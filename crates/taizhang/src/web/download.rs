//! Files for people: always as attachment, never shown by the browser inside this host.

use super::urlencoded;
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const CSV: &str = "text/csv; charset=utf-8";

const SANDBOX: &str = "sandbox; default-src 'none'";

/// A file to be saved.
#[derive(Debug)]
pub struct Download {
    /// The name that is proposed, in any script.
    pub file_name: String,
    /// The media type. Nothing is ever run or shown, whatever it says.
    pub mime: &'static str,
    /// The bytes, whole or as a stream.
    pub body: Body,
}

impl Download {
    /// A file of those bytes.
    #[must_use]
    pub fn new(file_name: impl Into<String>, mime: &'static str, body: impl Into<Body>) -> Self {
        Self { file_name: file_name.into(), mime, body: body.into() }
    }

    /// A workbook; the name is without its ending.
    #[must_use]
    pub fn xlsx(stem: &str, body: impl Into<Body>) -> Self {
        Self::new(format!("{stem}.xlsx"), XLSX, body)
    }

    /// A document; the name is without its ending.
    #[must_use]
    pub fn docx(stem: &str, body: impl Into<Body>) -> Self {
        Self::new(format!("{stem}.docx"), DOCX, body)
    }

    /// Comma-separated text; the name is without its ending.
    #[must_use]
    pub fn csv(stem: &str, body: impl Into<Body>) -> Self {
        Self::new(format!("{stem}.csv"), CSV, body)
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let disposition =
            HeaderValue::try_from(disposition(&self.file_name)).expect("both names are plain ASCII");
        let fields = [
            (header::CONTENT_TYPE, HeaderValue::from_static(self.mime)),
            (header::CONTENT_DISPOSITION, disposition),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX)),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
        ];
        (fields, self.body).into_response()
    }
}

/// Both forms of RFC 6266: the whole name by RFC 5987, and one for clients that read only ASCII.
fn disposition(file_name: &str) -> String {
    let name: String =
        file_name.chars().map(|c| if c.is_control() || "/\\".contains(c) { '_' } else { c }).collect();
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_. ".contains(c);
    let fallback: String = name.chars().map(|c| if plain(c) { c } else { '_' }).collect();
    format!("attachment; filename=\"{fallback}\"; filename*=UTF-8''{}", urlencoded::encode(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_name_is_sent_in_both_forms() {
        assert_eq!(
            disposition("项目 2022.xlsx"),
            "attachment; filename=\"__ 2022.xlsx\"; filename*=UTF-8''%E9%A1%B9%E7%9B%AE%202022.xlsx"
        );
    }

    #[test]
    fn a_name_can_break_neither_header_nor_folder() {
        let header = disposition("../a\"b\r\nx: y");
        assert!(header.is_ascii() && !header.contains("\r") && !header.contains('/'));
        assert_eq!(header.matches('"').count(), 2);
    }

    #[test]
    fn the_browser_neither_shows_nor_runs_it() {
        let response = Download::new("a.html", "text/html", "x").into_response();
        assert_eq!(response.headers()[header::CONTENT_SECURITY_POLICY], SANDBOX);
        assert!(response.headers()[header::CONTENT_DISPOSITION].as_bytes().starts_with(b"attachment"));
    }
}
