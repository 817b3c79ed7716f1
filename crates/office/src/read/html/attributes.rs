//! What tags say, as far as tables need it.

use super::styles::hides;

/// Columns and rows that one cell covers at most, as browsers have it.
const COL_SPAN_MAX: u32 = 1_000;
const ROW_SPAN_MAX: u32 = 65_534;

/// The attributes that are kept; a tag may hold any number of others.
const KEPT: [&str; 11] =
    ["hidden", "style", "class", "width", "colspan", "span", "rowspan", "x:num", "x:str", "sdval", "sdnum"];

/// The attributes of a tag.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// Name and value, in the order of the tag.
    kept: Vec<(&'static str, String)>,
    /// The last name was kept, so the value that follows is too.
    takes_value: bool,
}

impl Attributes {
    /// The next name. One that was there before doesn't count.
    pub(super) fn name(&mut self, name: &[u8]) {
        let known = KEPT.into_iter().find(|kept| kept.as_bytes() == name);
        let new = known.filter(|known| self.get(known).is_none());
        self.takes_value = new.is_some();
        self.kept.extend(new.map(|name| (name, String::new())));
    }

    /// The value of the last name.
    pub(super) fn value(&mut self, value: &[u8]) {
        if let Some((_, last)) = self.kept.last_mut().filter(|_| self.takes_value) {
            *last = String::from_utf8_lossy(value).into_owned();
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.kept.iter().find(|(kept, _)| *kept == name)?;
        Some(value)
    }

    /// Hides the element: a class of it isn't shown.
    pub(super) fn hide(&mut self) {
        self.name(b"hidden");
    }

    /// Not shown: by the attribute `hidden` or by the style on the tag itself.
    pub(super) fn is_hidden(&self) -> bool {
        self.get("hidden").is_some() || self.get("style").is_some_and(hides)
    }

    /// A column without width isn't shown either.
    pub(super) fn is_hidden_column(&self) -> bool {
        self.is_hidden() || self.get("width").is_some_and(|width| width.trim() == "0")
    }

    pub(super) fn col_span(&self) -> u32 {
        self.number("colspan").unwrap_or(1).clamp(1, COL_SPAN_MAX)
    }

    /// How many columns a `col` or `colgroup` speaks for.
    pub(super) fn span(&self) -> u32 {
        self.number("span").unwrap_or(1).clamp(1, COL_SPAN_MAX)
    }

    /// Zero stands for all rows that follow.
    pub(super) fn row_span(&self) -> u32 {
        match self.number("rowspan") {
            Some(0) => ROW_SPAN_MAX,
            rows => rows.unwrap_or(1).min(ROW_SPAN_MAX),
        }
    }

    fn number(&self, name: &str) -> Option<u32> {
        let text = self.get(name)?;
        let digits = text.trim().split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        if digits.is_empty() { None } else { Some(digits.parse().unwrap_or(u32::MAX)) }
    }
}
