//! A group as one line of text, to be kept beside a printed number and asked again later.

use super::dim::{Dim, Group, Key, KeyOf};
use domain::facts::{OrgId, RoundId, TaxonId};
use std::sync::Arc;

/// Characters that part a line; within a key they are escaped.
const MARKS: [char; 4] = ['%', '=', '#', ';'];

impl Group {
    /// The line: `zone=晋中经开区#12;list=signing`, empty for the whole.
    #[must_use]
    pub fn to_line(&self) -> String {
        let keys = self.0.iter().map(|(dim, key)| {
            let id = match key.of {
                KeyOf::Org(id) => format!("#{id}"),
                KeyOf::Taxon(id) => format!("#{id}"),
                KeyOf::Round(id) => format!("#{id}"),
                KeyOf::Code => String::new(),
            };
            format!("{}={}{id}", dim.name(), escaped(&key.text))
        });
        keys.collect::<Vec<_>>().join(";")
    }

    /// The group of a line. It is the same as the one that wrote it, save its place in printed order.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        if line.is_empty() {
            return Some(Self::default());
        }
        let keys: Option<Vec<(Dim, Key)>> = line.split(';').map(key).collect();
        keys.map(|keys| Self(keys.into()))
    }
}

fn key(text: &str) -> Option<(Dim, Key)> {
    let (dim, key) = text.split_once('=')?;
    let dim: Dim = dim.parse().ok()?;
    let (text, id) = key.split_once('#').map_or((key, None), |(text, id)| (text, Some(id)));
    let of = match id.map(str::parse::<i64>) {
        None => KeyOf::Code,
        Some(id) => of_record(dim, id.ok()?)?,
    };
    let text: Arc<str> = plain(text).into();
    Some((dim, Key { order: 0, shown: Arc::clone(&text), text, of }))
}

/// What an id of that dimension stands for.
fn of_record(dim: Dim, id: i64) -> Option<KeyOf> {
    Some(match dim {
        Dim::City | Dim::County | Dim::Zone | Dim::Park => KeyOf::Org(OrgId(id)),
        Dim::Industry => KeyOf::Taxon(TaxonId(id)),
        Dim::Round => KeyOf::Round(RoundId(id)),
        Dim::List
        | Dim::Stage
        | Dim::Year
        | Dim::Quarter
        | Dim::Month
        | Dim::Origin
        | Dim::Size
        | Dim::YearClass
        | Dim::SigningClass => {
            return None;
        }
    })
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match MARKS.contains(&letter) {
            true => out.push_str(&format!("%{:02X}", u32::from(letter))),
            false => out.push(letter),
        }
    }
    out
}

fn plain(text: &str) -> String {
    // The escape of the escape last, so that nothing is read twice.
    let marks = MARKS.iter().rev();
    marks.fold(text.to_owned(), |text, mark| {
        text.replace(&format!("%{:02X}", u32::from(*mark)), &mark.to_string())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn group(keys: &[(Dim, &str, KeyOf)]) -> Group {
        let key = |(dim, text, of): &(Dim, &str, KeyOf)| {
            (*dim, Key { order: 7, text: (*text).into(), of: *of, shown: (*text).into() })
        };
        Group(keys.iter().map(key).collect())
    }

    #[test]
    fn a_group_comes_back_from_its_line() {
        let groups = [
            Group::default(),
            group(&[(Dim::Zone, "甲=乙;丙#丁%3D区", KeyOf::Org(OrgId(12)))]),
            group(&[(Dim::List, "signing", KeyOf::Code), (Dim::Round, "2022-1", KeyOf::Round(RoundId(3)))]),
            group(&[(Dim::Park, "none", KeyOf::Code), (Dim::Industry, "装备", KeyOf::Taxon(TaxonId(5)))]),
        ];
        for one in groups {
            let back = Group::from_line(&one.to_line()).unwrap();
            assert!(back.is_same(&one), "{}", one.to_line());
            let texts =
                |group: &Group| group.0.iter().map(|(_, key)| key.text.to_string()).collect::<Vec<_>>();
            assert_eq!(texts(&back), texts(&one));
        }
    }

    #[test]
    fn a_line_of_something_else_is_none() {
        for line in ["zone", "colour=red", "zone=甲#x", "stage=signed#4"] {
            assert_eq!(Group::from_line(line), None, "{line}");
        }
    }
}
