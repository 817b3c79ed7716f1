//! The natural keys of `domain::facts` as conditions of a statement: which two rows can't stand at the same time.

use domain::facts::{KeyPart, NaturalKey, RecordKind};

/// The condition under which a row `one` and a row `other` of a kind, both open, stand in one place; none for kinds
/// whose records nothing tells apart. Texts are compared as they are written.
pub(super) fn in_one_place(kind: RecordKind, one: &str, other: &str) -> Option<String> {
    conditions(kind, kind.key()?.parts.iter(), one, other)
}

/// The same of two that would be in one place if `column` agreed too.
pub(super) fn in_one_place_of_two(kind: RecordKind, column: &str, one: &str, other: &str) -> Option<String> {
    conditions(kind, kind.key()?.parts.iter().filter(|part| part.column != column), one, other)
}

fn conditions<'k>(
    kind: RecordKind,
    parts: impl Iterator<Item = &'k KeyPart>,
    one: &str,
    other: &str,
) -> Option<String> {
    let NaturalKey { span, .. } = kind.key()?;
    let mut conditions: Vec<String> = parts.map(|part| agree(kind, part, one, other)).collect();
    if let Some(span) = span {
        let sign = if span.through { ">=" } else { ">" };
        for (one, other) in [(one, other), (other, one)] {
            let (from, to) = (format!("{other}.\"{}\"", span.from), format!("{one}.\"{}\"", span.to));
            conditions.push(format!("({to} IS NULL OR {from} IS NULL OR {to} {sign} {from})"));
        }
    }
    Some(conditions.join(" AND "))
}

fn agree(kind: RecordKind, part: &KeyPart, one: &str, other: &str) -> String {
    let column = part.column;
    let optional = kind.fields().iter().any(|field| field.name == column && field.optional);
    let [one, other] = [one, other].map(|row| match part.of {
        None => format!("{row}.\"{column}\""),
        // All versions of the record that is named agree in it, be it open or not.
        Some((of, named)) => {
            format!("(SELECT MAX(n.\"{named}\") FROM {} n WHERE n.id = {row}.\"{column}\")", of.table())
        }
    });
    if optional {
        format!("({one} = {other} OR ({one} IS NULL AND {other} IS NULL))")
    } else {
        format!("{one} = {other}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_columns_agree_and_spans_must_touch() {
        let plan = in_one_place(RecordKind::AnnualPlan, "a", "b").unwrap_or_default();
        assert!(
            plan.contains("(a.\"month\" = b.\"month\" OR (a.\"month\" IS NULL AND b.\"month\" IS NULL))")
        );
        let entry = in_one_place(RecordKind::Entry, "a", "b").unwrap_or_default();
        assert!(entry.contains("a.\"moved_out_on\" > b.\"moved_in_on\""), "{entry}");
        assert!(entry.contains("b.\"moved_out_on\" > a.\"moved_in_on\""), "{entry}");
        let org = in_one_place(RecordKind::Org, "a", "b").unwrap_or_default();
        assert!(
            org.contains("a.\"valid_to\" >= b.\"valid_from\""),
            "the last day belongs to the span: {org}"
        );
    }

    #[test]
    fn what_nothing_tells_apart_has_no_place() {
        assert_eq!(in_one_place(RecordKind::Note, "a", "b"), None);
    }
}
