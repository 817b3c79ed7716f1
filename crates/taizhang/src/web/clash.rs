//! Two people change the same record: the second sees the first one's values beside their own, and decides.

use super::form::Form;
use domain::facts::ChangeId;

/// The hidden field that holds the version which the form was made from.
pub const SINCE: &str = "since";

/// Whether the record was changed since the form was shown. Then every field that differs says what it is now, and the
/// form is brought to the new version: sending it once more overwrites knowingly.
pub fn found(form: &mut Form, since: ChangeId, now: &[(&'static str, String)]) -> bool {
    if form.value(SINCE).is_empty() || form.value(SINCE) == since.to_string() {
        return false;
    }
    for (field, value) in now {
        if form.pairs().any(|(name, typed)| name == *field && typed != value) {
            form.refuse_with(field, "web.is_now", vec![("value", value.clone())]);
        }
    }
    form.set(SINCE, since.to_string());
    form.refuse(SINCE, "web.changed_meanwhile");
    true
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
        let mut again = Form::filled([("since", form.value("since"))]);
        assert!(!found(&mut again, ChangeId(5), &now));
    }
}
