//! A form that makes one change, however often it is sent.

use super::form::Form;
use domain::facts::UserId;
use domain::limits::CODE_MAX_CHARS;
use maud::{Markup, html};

/// The hidden field with the form's key.
const KEY: &str = "form-key";

/// The hidden field: a fresh key, or that of the form shown again. Every form has its own, also of several on one page.
pub fn field(form: &Form) -> Markup {
    let held = form.value(KEY);
    let key = if held.is_empty() { format!("{:032x}", rand::random::<u128>()) } else { held.to_owned() };
    html! { input type="hidden" name=(KEY) value=(key); }
}

/// The key that the form was shown with, for [`crate::ledger::Act::keyed`]. One person's key says nothing about another's.
pub fn key(user: UserId, form: &Form) -> Option<String> {
    let key: String = form.value(KEY).chars().take(CODE_MAX_CHARS).collect();
    (!key.is_empty()).then(|| format!("{user}:{key}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_shown_again_keeps_its_key_and_a_fresh_one_has_its_own() {
        let again = Form::filled([(KEY, "k1".to_owned())]);
        assert!(field(&again).into_string().contains("k1"));
        assert_ne!(field(&Form::default()).into_string(), field(&Form::default()).into_string());
    }

    #[test]
    fn the_key_of_one_person_is_not_that_of_another() {
        let form = Form::filled([(KEY, "k1".to_owned())]);
        assert_ne!(key(UserId(1), &form), key(UserId(2), &form));
        assert_eq!(key(UserId(1), &Form::default()), None);
    }
}
