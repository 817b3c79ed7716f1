//! A long text in a form, typed or sent as a file ([`crate::web::text_file`]).

use crate::text::Lang;
use crate::ui::field::{self, Field};
use crate::web::form::Form;
use crate::web::text_file::{FILE, TEXT};
use maud::{Markup, html};

/// How the form sends its fields: with the file.
pub const ENCTYPE: &str = "multipart/form-data";

/// The text and the file that takes its place.
#[must_use]
pub fn text_file(lang: Lang, form: &Form, label: &str, hint: &str) -> Markup {
    let text = Field::required(TEXT, label).hint(hint);
    let file = Field::optional(FILE, lang.t("web.text_file")).hint(lang.t("web.text_file_hint"));
    html! {
        div.code-area { (field::textarea(lang, form, text)) }
        (field::file(lang, form, file, ".toml,.txt,text/plain"))
    }
}
