//! Sentences with placeholders (`formats.md` §3): `{n}` counts, `{a}` money with its unit, `{r}` percent; `:zh` asks for
//! a Chinese numeral (第二次), `:zhc` for one before a measure word (两次), and `{n|project|projects}` is the word for one
//! or for many.

use super::Measure;
use domain::money::{format, trim_zeros};
use domain::ratio::NO_VALUE;
use domain::{Money, MoneyUnit, Rounding};

/// A language of sentences and footnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// 简体中文, the reference.
    Zh,
    /// English.
    En,
}

impl Lang {
    /// What stands between the name of a group and what is said of it.
    pub(crate) const fn colon(self) -> &'static str {
        match self {
            Self::Zh => "：",
            Self::En => ": ",
        }
    }

    /// Money in a sentence, with its unit: in 亿元, and what is too small for that in a smaller unit.
    pub(crate) fn money(self, money: Money, places: u8, rounding: Rounding) -> String {
        use MoneyUnit::{Wan, Yi, Yuan};
        let units: &[MoneyUnit] = match self {
            Self::Zh => &[Yuan, Wan, Yi],
            Self::En => &[Yuan, Yi],
        };
        let unit = money.unit_in_prose(units, places);
        let printed = format(money, unit, places, rounding);
        let word = match (self, unit) {
            (Self::Zh, unit) => unit.word(),
            (Self::En, Yi) => " hundred million yuan",
            (Self::En, Wan | Yuan) => " yuan",
        };
        format!("{}{word}", trim_zeros(&printed))
    }

    /// What stands in the place of money when no amount is known.
    pub(crate) const fn no_amount(self) -> &'static str {
        match self {
            Self::Zh => "未填",
            Self::En => "not entered",
        }
    }

    /// Of a rate of sums: how many of those it names stand on neither side, for want of which amount.
    pub(crate) fn left_out(self, number: i64, below: Measure) -> String {
        let amount = below.words(self);
        match self {
            Self::Zh => format!("（其中{number}项未填{amount}，两边都未计入）"),
            Self::En => format!(" (of which {number} without {amount}, left out on both sides)"),
        }
    }

    /// Of a rate of sums: that no amount below the line is known.
    pub(crate) fn nothing_below(self, title: &str, number: i64, below: Measure) -> String {
        let amount = below.words(self);
        match self {
            Self::Zh => format!("{title}{NO_VALUE}（{number}项均未填{amount}）"),
            Self::En => format!("{title} {NO_VALUE} (none of {number} states the {amount})"),
        }
    }

    /// Of a rate of sums: that no amount above the line is known.
    pub(crate) const fn nothing_above(self, above: Option<Measure>, months_ended: i64) -> &'static str {
        match (self, above, months_ended) {
            (Self::Zh, Some(Measure::Done), 0) => "（本年尚无结束的月份）",
            (Self::En, Some(Measure::Done), 0) => " (no month of the year has ended)",
            (Self::Zh, Some(Measure::Done), _) => "（均未填报完成投资）",
            (Self::En, Some(Measure::Done), _) => " (none reports investment done)",
            (Self::Zh, ..) => "（均未填报实际产值）",
            (Self::En, ..) => " (none states its actual output)",
        }
    }

    /// The first months of a year, in words; on a day before the first has ended, that it began.
    pub(crate) fn months(self, ended: i64) -> String {
        match (self, ended) {
            (Self::Zh, 0) => "年初以来".to_owned(),
            (Self::Zh, 1) => "1月".to_owned(),
            (Self::Zh, ended) => format!("1至{ended}月"),
            (Self::En, 0) => "Since the year began".to_owned(),
            (Self::En, 1) => "In month 1".to_owned(),
            (Self::En, ended) => format!("In months 1 to {ended}"),
        }
    }

    /// The same where a sentence goes on with it.
    pub(crate) fn months_within(self, ended: i64) -> String {
        let months = self.months(ended);
        match self {
            Self::Zh => months,
            Self::En => months.to_lowercase(),
        }
    }

    /// Between the clauses of a sentence.
    pub(crate) const fn clause(self) -> &'static str {
        match self {
            Self::Zh => "，",
            Self::En => ", ",
        }
    }

    /// Between the halves of a sentence.
    pub(crate) const fn semicolon(self) -> &'static str {
        match self {
            Self::Zh => "；",
            Self::En => "; ",
        }
    }

    /// Between two sentences: Chinese ones follow each other without a space.
    pub(crate) const fn between_sentences(self) -> &'static str {
        match self {
            Self::Zh => "",
            Self::En => " ",
        }
    }

    /// Things one after another, with a word before the last: 甲、乙及丙.
    pub(crate) fn enumerated(self, things: &[String]) -> String {
        let and = match self {
            Self::Zh => "及",
            Self::En => " and ",
        };
        match things {
            [] => String::new(),
            [one] => one.clone(),
            [before @ .., last] => format!("{}{and}{last}", before.join(self.comma())),
        }
    }

    /// What isn't told apart by groups.
    pub(crate) const fn all(self) -> &'static str {
        match self {
            Self::Zh => "",
            Self::En => "all",
        }
    }

    /// Between things one after another.
    pub(crate) const fn comma(self) -> &'static str {
        match self {
            Self::Zh => "、",
            Self::En => ", ",
        }
    }
}

/// Values for the placeholders.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Slots {
    /// `{n}`: what is counted.
    pub(crate) n: u64,
    /// `{p}`: distinct projects.
    pub(crate) p: u64,
    /// `{m}`: the numerator of a rate.
    pub(crate) m: i64,
    /// `{d}`: the denominator of a rate.
    pub(crate) d: i64,
    /// `{a}`: money with its unit, or that it is not entered.
    pub(crate) a: String,
    /// `{b}`: of a rate of sums, the money above the line.
    pub(crate) b: String,
    /// `{r}`: the rate, without sign.
    pub(crate) r: String,
    /// `{q}`: the rate beside it.
    pub(crate) q: String,
    /// `{months}`: the months of the year that have ended, in words.
    pub(crate) months: String,
    /// `{Y}`, `{Q}` (its quarter), `{M}`, `{D}`: the day asked.
    pub(crate) ymd: (i32, u8, u8),
    /// `{scope}`: who is asked about.
    pub(crate) scope: String,
    /// `{group}`: the words of the group's keys.
    pub(crate) group: String,
    /// `{list}`: things one after another.
    pub(crate) list: String,
    /// `{when}`: a day in words.
    pub(crate) when: String,
    /// `{venue}`: where a round was held.
    pub(crate) venue: String,
}

const NAMES: [&str; 18] = [
    "n", "p", "m", "d", "a", "b", "r", "q", "months", "Y", "Q", "M", "D", "scope", "group", "list", "when",
    "venue",
];

/// A sentence with placeholders, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    parts: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Slot {
        name: &'static str,
        form: Form,
    },
    /// The word for one or for many.
    Choice {
        name: &'static str,
        one: String,
        many: String,
    },
}

/// A part of a sentence whose placeholders are filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Filled {
    /// The placeholder that it fills; none for words.
    pub(crate) slot: Option<&'static str>,
    pub(crate) text: String,
}

impl Filled {
    pub(crate) fn words(text: &str) -> Self {
        Self { slot: None, text: text.to_owned() }
    }
}

/// The text of a sentence in parts.
pub(crate) fn joined(parts: &[Filled]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Digits,
    /// 第二次.
    Ordinal,
    /// 两次.
    Cardinal,
}

impl Form {
    /// A placeholder's name, and the form that stands behind its colon; none of a form that is not known.
    pub(crate) fn split(slot: &str) -> Option<(&str, Self)> {
        let (name, form) = slot.split_once(':').unwrap_or((slot, ""));
        let form = match form {
            "" => Self::Digits,
            "zh" => Self::Ordinal,
            "zhc" => Self::Cardinal,
            _ => return None,
        };
        Some((name, form))
    }

    /// The number so written.
    pub(crate) fn of(self, number: i64) -> String {
        match self {
            Self::Digits => number.to_string(),
            Self::Cardinal if number == 2 => "两".to_owned(),
            Self::Ordinal | Self::Cardinal => chinese_numeral(number),
        }
    }
}

impl Template {
    /// Reads a sentence; the error is the placeholder that nothing fills.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (slot, tail) = after.split_once('}').ok_or_else(|| after.to_owned())?;
            parts.push(Piece::Text(before.to_owned()));
            parts.push(Piece::parse(slot).ok_or_else(|| slot.to_owned())?);
            rest = tail;
        }
        parts.push(Piece::Text(rest.to_owned()));
        Ok(Self { parts })
    }

    /// The sentence in its parts: words, and what fills each placeholder.
    pub(crate) fn filled(&self, slots: &Slots) -> Vec<Filled> {
        let part = |part: &Piece| match part {
            Piece::Text(text) => Filled::words(text),
            Piece::Slot { name, form } => {
                let mut text = String::new();
                slots.write(name, *form, &mut text);
                Filled { slot: Some(name), text }
            }
            Piece::Choice { name, one, many } => {
                let is_one = slots.number(name) == Some(1);
                Filled::words(if is_one { one } else { many })
            }
        };
        unsigned(self.parts.iter().map(part).collect())
    }

    /// Whether the sentence says `{group}` itself.
    pub(crate) fn names_group(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Piece::Slot { name: "group", .. }))
    }
}

/// A rate without a value has no sign after it either.
fn unsigned(mut parts: Vec<Filled>) -> Vec<Filled> {
    for place in 1..parts.len() {
        if parts[place - 1].text == NO_VALUE
            && let Some(rest) = parts[place].text.trim_start().strip_prefix('%')
        {
            parts[place].text = rest.to_owned();
        }
    }
    parts
}

impl Template {
    /// Whether it has the placeholder.
    pub(super) fn uses(&self, slot: &str) -> bool {
        self.parts.iter().any(|part| match part {
            Piece::Text(_) => false,
            Piece::Slot { name, .. } | Piece::Choice { name, .. } => *name == slot,
        })
    }
}

impl Piece {
    /// What stands between two braces; none when nothing fills it.
    fn parse(slot: &str) -> Option<Self> {
        let known = |name: &str| NAMES.into_iter().find(|known| *known == name);
        if let Some((name, words)) = slot.split_once('|') {
            let (one, many) = words.split_once('|')?;
            let name = known(name).filter(|name| Slots::default().number(name).is_some())?;
            return Some(Self::Choice { name, one: one.to_owned(), many: many.to_owned() });
        }
        let (name, form) = Form::split(slot)?;
        Some(Self::Slot { name: known(name)?, form })
    }
}

impl Slots {
    /// The value of a placeholder that is a number.
    fn number(&self, name: &str) -> Option<i64> {
        Some(match name {
            "n" => self.n as i64,
            "p" => self.p as i64,
            "m" => self.m,
            "d" => self.d,
            "Y" => i64::from(self.ymd.0),
            "Q" => (i64::from(self.ymd.1) + 2) / 3,
            "M" => i64::from(self.ymd.1),
            "D" => i64::from(self.ymd.2),
            _ => return None,
        })
    }

    /// The value of a placeholder that is text.
    fn text(&self, name: &str) -> &str {
        match name {
            "a" => &self.a,
            "b" => &self.b,
            "r" => &self.r,
            "q" => &self.q,
            "months" => &self.months,
            "scope" => &self.scope,
            "group" => &self.group,
            "list" => &self.list,
            "when" => &self.when,
            _ => &self.venue,
        }
    }

    /// The value of a placeholder in digits.
    pub(crate) fn said(&self, name: &str) -> String {
        let mut text = String::new();
        self.write(name, Form::Digits, &mut text);
        text
    }

    fn write(&self, name: &str, form: Form, out: &mut String) {
        let Some(number) = self.number(name) else { return out.push_str(self.text(name)) };
        out.push_str(&form.of(number));
    }
}

/// A count below 10,000 in Chinese numerals, with 十 for ten as in running text: 三, 十二, 二十, 一百零五. Larger numbers and
/// negative ones stay Arabic.
pub fn chinese_numeral(number: i64) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const UNITS: [(i64, &str); 4] = [(1_000, "千"), (100, "百"), (10, "十"), (1, "")];
    if !(0..10_000).contains(&number) {
        return number.to_string();
    }
    if number == 0 {
        return DIGITS[0].to_string();
    }
    let mut out = String::new();
    let mut gap = false;
    for (unit, word) in UNITS {
        let digit = number / unit % 10;
        if digit == 0 {
            gap |= !out.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            out.push(DIGITS[0]);
        }
        let leading_ten = unit == 10 && digit == 1 && out.is_empty();
        if !leading_ten {
            out.push(DIGITS[digit as usize]);
        }
        out.push_str(word);
    }
    out
}
