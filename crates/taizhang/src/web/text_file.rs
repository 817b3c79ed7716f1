//! A form one of whose fields is a long text: typed in, or sent as a file that takes its place.

use super::form::{Form, is_multipart};
use super::problem::Problem;
use super::upload::{self, Limits};
use crate::app::App;
use crate::files;
use axum::extract::{FromRequest, Request};
use domain::limits::FORM_MAX_BYTES;

/// The field of the file.
pub const FILE: &str = "file";
/// The field of the text.
pub const TEXT: &str = "text";

/// What was typed; a file that came with it stands in the field of the text, as it would had it been pasted there.
#[derive(Debug)]
pub struct TextForm(pub Form);

impl FromRequest<App> for TextForm {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        if !is_multipart(&request) {
            return Ok(Self(Form::from_request(request, app).await?));
        }
        let folder = files::incoming(&app.ledger).await.map_err(|error| Problem::internal(&error))?;
        let limits = Limits { file_max_bytes: FORM_MAX_BYTES, files_max: 1 };
        let mut received = upload::receive(request, &folder, limits).await?;
        let mut form = received.form;
        if let Some(file) = received.files.pop() {
            let bytes = tokio::fs::read(file.path()).await.map_err(|error| Problem::internal(&error))?;
            match text_in(bytes) {
                Some(text) => form.set(TEXT, text),
                None => form.refuse(FILE, "web.not_text"),
            }
        }
        Ok(Self(form))
    }
}

/// The text of a file, without the mark that editors put before it; none of what is no text.
fn text_in(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    (!text.contains('\0')).then(|| text.replace("\r\n", "\n").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_as_if_it_had_been_pasted() {
        assert_eq!(text_in("\u{feff}甲\r\n乙\n".into()).as_deref(), Some("甲\n乙"));
        assert_eq!(text_in(vec![0xd6, 0xd0]), None, "GBK");
        assert_eq!(text_in(b"PK\0\0".to_vec()), None);
    }
}
