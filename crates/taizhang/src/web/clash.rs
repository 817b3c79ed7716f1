//! Two people change the same record: the second sees the first one's values beside their own, and decides.

use super::form::Form;
use domain::facts::ChangeId;
use maud::{Markup, html};

/// The hidden field that holds the version which the form was made from.
pub const SINCE: &str = "since";

/// The hidden field: the version of a form shown again, else that of the record as it stands.
pub fn field(form: &Form, since: ChangeId) -> Markup {
    let held = form.value(SINCE);
    let shown = if held.is_empty() { since.to_string() } else { held.to_owned() };
    html! { input type="hidden" name=(SINCE) value=(shown); }
}

/// Whether the record was changed since the form was shown. Then the form is refused in these words and brought to the new
/// version: sending it once more overwrites knowingly.
pub fn refused(form: &mut Form, since: ChangeId, words: &'static str) -> bool {
    let stale = is_stale(form, since);
    if stale {
        form.set(SINCE, since.to_string());
        form.refuse(SINCE, words);
    }
    stale
}

/// Whether the record was changed since the form was shown.
pub fn is_stale(form: &Form, since: ChangeId) -> bool {
    !form.value(SINCE).is_empty() && form.value(SINCE) != since.to_string()
}

/// Whether the record was changed since the form was shown. Then every field that differs says what it is now, and the
/// form is brought to the new version: sending it once more overwrites knowingly.
pub fn found(form: &mut Form, since: ChangeId, now: &[(&'static str, String)]) -> bool {
    if !is_stale(form, since) {
        return false;
    }
    for (field, value) in now {
        if form.pairs().any(|(name, typed)| name == *field && typed != value) {
            form.refuse_with(field, "web.is_now", vec![("value", value.clone())]);
        }
    }
    refused(form, since, "web.changed_meanwhile")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_clash_shows_both_values_and_the_second_try_is_made_knowingly() {
        let mut form = Form::filled([("since", "3"), ("name", "甲"), ("code", "1")]);
        let now = [("name", "乙".to_owned()), ("code", "1".to_owned())];
        assert!(found(&mut form, ChangeId(5), &now));
        assert_eq!(form.error("name").unwrap().args, [("value", "乙".to_owned())]);
        assert!(form.error("code").is_none());
        assert!(
            field(&form, ChangeId(7)).into_string().contains("\"5\""),
            "a form shown again keeps its version"
        );
        assert!(field(&Form::default(), ChangeId(7)).into_string().contains("\"7\""));
        let mut again = Form::filled([("since", form.value("since"))]);
        assert!(!found(&mut again, ChangeId(5), &now));
    }
}
