//! A form that makes one change, however often it is sent.

use super::asked::Asked;
use super::form::Form;
use domain::limits::CODE_MAX_CHARS;
use maud::{Markup, html};

/// The hidden field.
const ONCE: &str = "once";

/// The hidden field with a fresh key.
pub fn field(asked: &Asked) -> Markup {
    html! { input type="hidden" name=(ONCE) value=(asked.nonce.as_str()); }
}

/// The key that the form was shown with, for [`crate::ledger::Act::keyed`].
pub fn key(form: &mut Form) -> Option<String> {
    form.text(ONCE, CODE_MAX_CHARS)
}
