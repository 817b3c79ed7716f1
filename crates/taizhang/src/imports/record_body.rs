//! What a row says of one record: its columns as they would be stored, filled up from what was known, and checked.

use super::apply::Changed;
use super::headers::Field;
use super::problem::Code;
use super::recognize::Unit;
use super::record_rows::in_words;
use super::rows::{Draft, Value};
use crate::records::{Cell, Coded, Known, Sheet, Span, Stored, code_of, is_of_counts};
use crate::text::Arg;
use crate::text::money::ShownIn;
use domain::facts::{ColumnKind, PaidIn, RecordKind, Value as Column};
use domain::money::{AmountError, Dollars, read_amount};
use domain::{Dated, Day, Money, PeriodKind, PlanKind, Precision, ResumptionState, TargetMeasure};
use figures::{Catalogue, Filter};
use std::collections::BTreeSet;

/// Columns that the ledger keeps for itself: no part of what a record says.
const KEPT: [&str; 2] = ["recorded_on", "original"];

/// Columns that say a day together.
const OF_A_DAY: [&str; 3] = ["day", "precision", "original"];

/// What is wrong with a record, and at which column.
pub struct Wrong {
    /// The record's column.
    pub field: &'static str,
    /// What is wrong.
    pub code: Code,
    /// Values for its words.
    pub args: Vec<Arg>,
}

impl Wrong {
    fn at(field: &'static str, code: Code) -> Self {
        Self { field, code, args: Vec::new() }
    }
}

/// A record as a row says it.
pub struct Body {
    sheet: &'static Sheet,
    /// The columns in order.
    pub stored: Stored,
    told: BTreeSet<&'static str>,
}

impl Body {
    /// What the row tells; what it leaves open is open here too.
    pub fn of(sheet: &'static Sheet, owner: i64, draft: &Draft, today: Day) -> Result<Self, Wrong> {
        let stored = vec![Column::Null; sheet.fields().len()];
        let mut body = Self { sheet, stored, told: BTreeSet::new() };
        body.stored[0] = Column::Int(owner);
        if let Some(words) = told_text(draft, Cell::Span) {
            body.period(words);
        }
        for told in &draft.told {
            let Field::OfRecord(of) = told.field else { continue };
            let column = of.column();
            if !column.field.is_empty() && column.cell != Cell::Measured {
                body.take(column.field, column.cell, &told.value);
            }
        }
        body.measured(draft)?;
        body.exchange();
        body.defaults(today);
        Ok(body)
    }

    fn take(&mut self, field: &'static str, cell: Cell, value: &Value) {
        let stored = match value {
            Value::Amount(amount, _) => Column::Int(amount.money.fen()),
            Value::Number(number) => Column::Int(*number),
            Value::Text(text) => Column::Text(text.clone()),
            Value::Code(code) => Column::Text((*code).to_owned()),
            Value::Dated(date) => {
                if cell == Cell::Dated {
                    self.set("precision", Column::Text(date.precision.code().to_owned()));
                    let says_more = date.precision != Precision::Day || date.original != date.day.to_string();
                    let original = says_more.then(|| date.original.clone());
                    self.set("original", original.map_or(Column::Null, Column::Text));
                }
                Column::Text(date.day.to_string())
            }
            _ => Column::Null,
        };
        if stored == Column::Null && cell == Cell::Dated {
            self.set("precision", Column::Null);
            self.set("original", Column::Null);
        }
        self.set(field, stored);
    }

    fn set(&mut self, field: &'static str, value: Column) {
        if let Some(place) = self.sheet.place(field) {
            self.stored[place] = value;
            self.told.insert(field);
        }
    }

    fn get(&self, field: &str) -> &Column {
        self.sheet.place(field).map_or(&Column::Null, |place| &self.stored[place])
    }

    fn int(&self, field: &str) -> Option<i64> {
        match self.get(field) {
            Column::Int(number) => Some(*number),
            _ => None,
        }
    }

    fn text(&self, field: &str) -> Option<&str> {
        match self.get(field) {
            Column::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The period as it is printed; columns of its own say it more exactly.
    fn period(&mut self, words: &str) {
        if let Some(code) = code_of(Coded::Period, words) {
            return self.set("period_kind", Column::Text(code.to_owned()));
        }
        let Some(span) = Span::read(words) else { return };
        self.set("period_year", Column::Int(span.year));
        self.set("period_kind", Column::Text(span.kind.code().to_owned()));
        self.set("period_no", Column::Int(span.no));
        self.set("cumulative", Column::Int(span.cumulative.into()));
    }

    /// A target's value: money or projects, as its measure says.
    fn measured(&mut self, draft: &Draft) -> Result<(), Wrong> {
        let Some(value) = told_text(draft, Cell::Measured) else { return Ok(()) };
        let unit = told_text(draft, Cell::Unit).unwrap_or_default();
        let unit = match Unit::from_word(unit) {
            Some(Unit::Money(unit)) => unit.word(),
            _ => unit,
        };
        let wrong = |code| Wrong::at("value", code);
        let is_money = self.text("measure") == Some(TargetMeasure::AttractionAmount.code());
        let text = if value.ends_with('元') { value.to_owned() } else { format!("{value}{unit}") };
        let number = if is_money {
            let no_unit = |error| match error {
                AmountError::NoUnit => wrong(Code::AmountNoUnit),
                _ => wrong(Code::AmountUnreadable),
            };
            read_amount(&text, None).map_err(no_unit)?.map(|read| read.amount.money.fen())
        } else {
            text.trim_end_matches("projects").trim_end_matches(['个', '项']).replace(',', "").parse().ok()
        };
        let number = number.filter(|number| *number >= 0).ok_or(wrong(Code::NumberUnreadable))?;
        self.set("value", Column::Int(number));
        Ok(())
    }

    /// What dollars come to by their rate.
    fn exchanged(&self) -> Option<Money> {
        let on = self.text("usd_rate_on").and_then(Day::parse_iso);
        Dollars::told(self.int("usd_cents"), self.int("usd_rate_e6"), on)?.money()
    }

    /// Where the row tells dollars and their rate alone, the amount follows from them.
    fn exchange(&mut self) {
        if let Some(money) = self.exchanged().filter(|_| !self.told.contains("amount_fen"))
            && let Some(place) = self.sheet.place("amount_fen")
        {
            self.stored[place] = Column::Int(money.fen());
        }
    }

    /// Something arrived; dollars stand with their rate and its day, and come to the amount.
    fn check_paid_in(&self, today: Day) -> Vec<Wrong> {
        let mut all = Vec::new();
        if self.int("amount_fen") == Some(0) {
            all.push(Wrong::at("amount_fen", Code::RecordContradicts));
        }
        if self.text("usd_rate_on").and_then(Day::parse_iso).is_some_and(|on| on > today) {
            all.push(Wrong::at("usd_rate_on", Code::ActualInFuture));
        }
        let open: Vec<&str> =
            PaidIn::DOLLARS.into_iter().filter(|field| *self.get(field) == Column::Null).collect();
        if !open.is_empty() {
            let is_partly_told = open.len() < PaidIn::DOLLARS.len();
            let missing = open.into_iter().map(|field| Wrong::at(field, Code::RecordFieldMissing));
            all.extend(missing.filter(|_| is_partly_told));
            return all;
        }
        match self.exchanged() {
            Some(money) if Some(money.fen()) == self.int("amount_fen") => {}
            Some(money) => {
                let args = vec![("amount", ShownIn::Wan.print(money))];
                all.push(Wrong { args, ..Wrong::at("amount_fen", Code::DollarsDiffer) });
            }
            None => all.push(Wrong::at("usd_cents", Code::AmountTooLarge)),
        }
        all
    }

    /// What stands where a row says nothing and nothing is known. Told by the key as well, so before that is compared.
    fn defaults(&mut self, today: Day) {
        let year = self.int("year").and_then(|year| i32::try_from(year).ok());
        let first_of_year = year.and_then(|year| Day::new(year, 1, 1)).unwrap_or(today);
        let of_a_year = self.text("period_kind").is_none_or(|kind| kind == PeriodKind::Year.code());
        let text = |text: &str| Column::Text(text.to_owned());
        let defaults = [
            ("land_premium", Column::Int(0)),
            ("cumulative", Column::Int(0)),
            ("expected", Column::Int(0)),
            ("period_kind", text(PeriodKind::Year.code())),
            ("period_no", if of_a_year { Column::Int(1) } else { Column::Null }),
            ("position", Column::Int(1)),
            ("decided_on", text(&first_of_year.min(today).to_string())),
            ("recorded_on", text(&today.to_string())),
        ];
        let version = match self.sheet.is_versioned {
            true => Column::Int(1),
            // A list of key projects may well have no name for its version.
            false => text(""),
        };
        for (field, value) in defaults.into_iter().chain([("version", version)]) {
            if let Some(place) = self.sheet.place(field)
                && self.stored[place] == Column::Null
            {
                self.stored[place] = value;
            }
        }
    }

    /// The record over the one that is known: what the row doesn't mention stays as it is.
    ///
    /// # Errors
    /// All that is missing, and all columns that can't both be right.
    pub fn over(
        mut self,
        old: Option<&Known>,
        today: Day,
        catalogue: &Catalogue,
    ) -> Result<Self, Vec<Wrong>> {
        if let Some(old) = old {
            let keeps_day = self.holds_day_of(old);
            for (place, field) in self.sheet.fields().iter().enumerate().skip(1) {
                let is_kept = keeps_day && OF_A_DAY.contains(&field.name);
                if !self.told.contains(field.name) || is_kept {
                    self.stored[place] = old.body[place].clone();
                }
            }
            self.exchange();
            // What is known already is not asked about again.
            if self.comparable() == comparable(self.sheet, &old.body) {
                return Ok(self);
            }
            self.next_version(old, today);
        }
        let wrong = self.wrong(today, catalogue);
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }

    /// Whether the day says no more than the known one: the same, in whatever words, or a coarser span around it.
    fn holds_day_of(&self, old: &Known) -> bool {
        let told = dated(self.get("day"), self.get("precision"));
        let known = dated(old.get(self.sheet, "day"), old.get(self.sheet, "precision"));
        told.zip(known).is_some_and(|(told, known)| told.holds(known.day, known.precision))
    }

    /// A version that says something else is the next one, and stands from the day told, or from today.
    fn next_version(&mut self, old: &Known, today: Day) {
        if !self.sheet.is_versioned || self.comparable() == comparable(self.sheet, &old.body) {
            return;
        }
        let day = |value: &Column| match value {
            Column::Text(text) => Day::parse_iso(text),
            _ => None,
        };
        let before = day(old.get(self.sheet, "decided_on"));
        let told = day(self.get("decided_on")).filter(|told| before.is_none_or(|before| *told > before));
        let decided_on = told.unwrap_or_else(|| before.map_or(today, |before| today.max(before)));
        let version = match old.get(self.sheet, "version") {
            Column::Int(version) => version + 1,
            _ => 1,
        };
        self.set("decided_on", Column::Text(decided_on.to_string()));
        self.set("version", Column::Int(version));
    }

    /// All that is wrong with it, of each column once.
    fn wrong(&self, today: Day, catalogue: &Catalogue) -> Vec<Wrong> {
        let open = self
            .sheet
            .fields()
            .iter()
            .filter(|field| !field.optional && *self.get(field.name) == Column::Null);
        let mut all: Vec<Wrong> = open.map(|field| Wrong::at(field.name, Code::RecordFieldMissing)).collect();
        let of_kind = match self.sheet.kind {
            RecordKind::PaidIn => self.check_paid_in(today),
            RecordKind::AnnualPlan => self.check_plan(),
            RecordKind::ActualOutput => self.check_output(today),
            RecordKind::Resumption => self.check_resumption(),
            RecordKind::Indicator => self.check_indicator(),
            RecordKind::OldPrint => self.check_print(catalogue),
            _ => Vec::new(),
        };
        for wrong in of_kind {
            if all.iter().all(|known| known.field != wrong.field) {
                all.push(wrong);
            }
        }
        all
    }

    /// An output says something, of a time that has come.
    fn check_output(&self, today: Day) -> Vec<Wrong> {
        let this_month = (Some(i64::from(today.year())), today.month().into());
        let ahead = (self.int("year"), self.int("month").unwrap_or(1)) > this_month;
        let says = ["output_fen", "tax_fen", "jobs"].iter().any(|field| *self.get(field) != Column::Null);
        told([(ahead, "year", Code::ActualInFuture), (!says, "output_fen", Code::RecordFieldMissing)])
    }

    /// A resumption is of the year of its day; one that did not come has a reason.
    fn check_resumption(&self) -> Vec<Wrong> {
        let year = self.text("day").and_then(Day::parse_iso).map(|day| i64::from(day.year()));
        let went_on = self.text("state") == Some(ResumptionState::Resumed.code());
        let other_year = year.zip(self.int("year")).is_some_and(|(of_day, told)| of_day != told);
        told([
            (other_year, "day", Code::RecordContradicts),
            (!went_on && self.text("reason").is_none(), "reason", Code::RecordFieldMissing),
        ])
    }

    /// An old print is of a figure that is known, under a condition that can be read.
    fn check_print(&self, catalogue: &Catalogue) -> Vec<Wrong> {
        let is_known = self.text("figure").is_some_and(|name| catalogue.get(name).is_some());
        let is_filter = self.text("filter").is_none_or(|filter| Filter::parse(filter).is_ok());
        told([(!is_known, "figure", Code::RecordWord), (!is_filter, "filter", Code::RecordContradicts)])
    }

    /// A plan says something, of the months that its kind has, and nothing ends before it starts.
    fn check_plan(&self) -> Vec<Wrong> {
        let to_date = self.text("kind") == Some(PlanKind::PlanToDate.code());
        let start = self.int("start_month");
        let is_before = |field: &str| start.zip(self.int(field)).is_some_and(|(start, it)| it < start);
        let says = ["invest_fen", "content", "start_month", "complete_month", "produce_month"];
        let has_month = self.int("month").is_some();
        told([
            (is_before("complete_month"), "complete_month", Code::RecordContradicts),
            (is_before("produce_month"), "produce_month", Code::RecordContradicts),
            (to_date && !has_month, "month", Code::RecordFieldMissing),
            (!to_date && has_month, "month", Code::RecordContradicts),
            (
                says.iter().all(|field| *self.get(field) == Column::Null),
                "invest_fen",
                Code::RecordFieldMissing,
            ),
        ])
    }

    /// An indicator says something of a period of the year; things counted are never less than none.
    fn check_indicator(&self) -> Vec<Wrong> {
        let kind = self.text("period_kind").and_then(PeriodKind::from_code);
        let fits =
            kind.zip(self.int("period_no")).is_some_and(|(kind, no)| (1..=kind.in_a_year()).contains(&no));
        let says =
            ["value_e4", "growth_e4", "target_e4"].iter().any(|field| *self.get(field) != Column::Null);
        let counts = self.text("unit").is_some_and(is_of_counts);
        let is_less = counts && self.int("value_e4").is_some_and(|value| value < 0);
        told([
            (is_less, "value_e4", Code::RecordContradicts),
            (!fits, "period_no", Code::RecordContradicts),
            (!says, "value_e4", Code::RecordFieldMissing),
        ])
    }

    /// What the record says, without what the ledger keeps for itself.
    pub fn comparable(&self) -> Stored {
        comparable(self.sheet, &self.stored)
    }

    /// What tells it from the owner's other records of the kind.
    pub fn identity(&self) -> Stored {
        match self.sheet.key {
            [] => self.comparable(),
            key => key.iter().map(|field| folded(self.get(field))).collect(),
        }
    }

    /// Whether a known record has the same key.
    pub fn has_key_of(&self, known: &Known) -> bool {
        self.sheet.key.iter().all(|field| {
            let known = folded(known.get(self.sheet, field));
            folded(self.get(field)) == known || self.is_unnamed(field, &known)
        })
    }

    /// Whether a row without a version meets a list that an import once called 1, because its row named none.
    fn is_unnamed(&self, field: &str, known: &Column) -> bool {
        field == "version" && !self.told.contains(field) && *known == Column::Text("1".to_owned())
    }

    /// Whether a known record says the same, its day perhaps more exactly.
    pub fn says_the_same(&self, known: &Known) -> bool {
        let keeps_day = self.holds_day_of(known);
        let own = self.comparable().into_iter().zip(comparable(self.sheet, &known.body));
        own.zip(self.sheet.fields())
            .all(|((told, known), field)| told == known || keeps_day && OF_A_DAY.contains(&field.name))
    }

    /// The columns in which it differs from what is known.
    pub fn changes(&self, old: Option<&Known>) -> Vec<Changed> {
        let changed = |(place, field): (usize, &domain::facts::FieldDef)| {
            let before = old.map_or(&Column::Null, |old| &old.body[place]);
            let after = &self.stored[place];
            let differs = before != after && !KEPT.contains(&field.name);
            differs.then(|| Changed {
                kind: self.sheet.kind,
                what: field.name.to_owned(),
                before: in_words(before),
                after: in_words(after),
            })
        };
        self.sheet.fields().iter().enumerate().skip(1).filter_map(changed).collect()
    }
}

/// Of what may be wrong, what is.
fn told<const N: usize>(all: [(bool, &'static str, Code); N]) -> Vec<Wrong> {
    let wrong = all.into_iter().filter(|(is_wrong, ..)| *is_wrong);
    wrong.map(|(_, field, code)| Wrong::at(field, code)).collect()
}

/// The words in a column of that sort.
fn told_text(draft: &Draft, cell: Cell) -> Option<&str> {
    draft.told.iter().find_map(|told| match (told.field, &told.value) {
        (Field::OfRecord(of), Value::Text(text)) if of.column().cell == cell => Some(text.as_str()),
        _ => None,
    })
}

/// The date that two columns say.
fn dated(day: &Column, precision: &Column) -> Option<Dated> {
    match (day, precision) {
        (Column::Text(day), Column::Text(precision)) => {
            Some(Dated::new(Day::parse_iso(day)?, Precision::from_code(precision)?, ""))
        }
        _ => None,
    }
}

/// Names are the same however they are spaced.
fn folded(value: &Column) -> Column {
    match value {
        Column::Text(text) => Column::Text(domain::text::fold(text)),
        other => other.clone(),
    }
}

fn comparable(sheet: &Sheet, body: &Stored) -> Stored {
    let said = |(value, field): (&Column, &domain::facts::FieldDef)| match field.kind {
        _ if KEPT.contains(&field.name) => Column::Null,
        _ if sheet.is_versioned && field.name == "version" => Column::Null,
        ColumnKind::Int | ColumnKind::Text => value.clone(),
    };
    body.iter().zip(sheet.fields()).map(said).collect()
}
