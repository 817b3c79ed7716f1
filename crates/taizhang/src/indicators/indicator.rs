//! An indicator: value, unit, growth, estimate or not, target, source; as typed, for the period typed.

use super::form::{Stated, label};
use super::rows::decimal;
use crate::as_of::Question;
use crate::project::writing::Words;
use crate::records::is_of_counts;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::web::form::Form;
use crate::words;
use domain::facts::{Indicator, Kept, OrgId};
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS, YEAR_MAX, YEAR_MIN};
use domain::text::fold;
use domain::{Day, PeriodKind, Qualifier};
use maud::{Markup, html};

/// Places that a value, a growth and a target are kept with.
pub(super) const PLACES: u8 = 4;

impl Stated for Indicator {
    const BELOW: &'static str = "values";
    const WORDS: Words = Words {
        add: "indicators.add",
        correct: "indicators.correct",
        added: "indicators.added",
        corrected: "indicators.corrected",
        withdrawn: "indicators.withdrawn",
    };

    fn org(&self) -> OrgId {
        self.org
    }

    fn blank(today: Day) -> Form {
        let month = today.add_months(-1);
        Form::filled([
            ("period_year", month.year().to_string()),
            ("period_kind", PeriodKind::Month.code().to_owned()),
            ("period_no", month.month().to_string()),
            ("cumulative", "1".to_owned()),
        ])
    }

    fn filled(&self) -> Form {
        let ticked = |ticked: bool| if ticked { "1" } else { "" }.to_owned();
        let number = |e4: Option<i64>| e4.map(decimal).unwrap_or_default();
        Form::filled([
            ("name", self.name.clone()),
            ("period_year", self.period_year.to_string()),
            ("period_kind", self.period_kind.code().to_owned()),
            ("period_no", self.period_no.to_string()),
            ("cumulative", ticked(self.cumulative)),
            ("value_e4", number(self.value_e4)),
            ("unit", self.unit.clone()),
            ("growth_e4", number(self.growth_e4)),
            ("expected", ticked(self.expected)),
            ("qualifier", self.qualifier.map_or("", Qualifier::code).to_owned()),
            ("target_e4", number(self.target_e4)),
            ("data_source", self.data_source.clone()),
        ])
    }

    fn inputs(lang: Lang, form: &Form) -> Markup {
        let kinds = choices(PeriodKind::ALL, PeriodKind::code, |it| words::period_kind(lang, it));
        let qualifiers = choices(&Qualifier::ALL, Qualifier::code, |it| words::qualifier(lang, it));
        let names = [
            "name",
            "period_year",
            "period_kind",
            "period_no",
            "cumulative",
            "value_e4",
            "unit",
            "growth_e4",
            "expected",
            "qualifier",
            "target_e4",
            "data_source",
        ];
        let [name, year, kind, no, cumulative, value, unit, growth, expected, qualifier, target, source] =
            names.map(|name| label::<Self>(lang, name));
        let places = lang.t("indicators.places_hint");
        html! {
            (field::text(lang, form, Field::required("name", &name).hint(lang.t("indicators.name_hint"))))
            (field::number(lang, form, Field::required("period_year", &year), ""))
            (field::select(lang, form, Field::required("period_kind", &kind), &kinds))
            (field::number(lang, form, Field::optional("period_no", &no).hint(lang.t("indicators.period_no_hint")), ""))
            (field::checkbox(lang, form, Field::optional("cumulative", &cumulative).hint(lang.t("indicators.cumulative_hint"))))
            (field::number(lang, form, Field::optional("value_e4", &value).hint(places), ""))
            (field::text(lang, form, Field::required("unit", &unit)))
            (field::number(lang, form, Field::optional("growth_e4", &growth).hint(lang.t("indicators.growth_hint")), "%"))
            (field::checkbox(lang, form, Field::optional("expected", &expected)))
            (field::select(lang, form, Field::optional("qualifier", &qualifier), &qualifiers))
            (field::number(lang, form, Field::optional("target_e4", &target), ""))
            (field::text(lang, form, Field::required("data_source", &source)))
        }
    }

    fn read(form: &mut Form, org: OrgId, at: &Question, before: Option<&Self>) -> Option<Self> {
        let name = form.required("name", NAME_MAX_CHARS);
        let period_year = form.integer("period_year", YEAR_MIN.into()..=YEAR_MAX.into());
        let period_year = form.must("period_year", period_year);
        let kind = form.choice("period_kind", PeriodKind::from_code);
        let period_kind = form.must("period_kind", kind);
        let period_no = period_kind.and_then(|kind| read_no(form, kind));
        let [value_e4, target_e4] = ["value_e4", "target_e4"].map(|name| form.decimal(name, PLACES));
        let growth_e4 = form.growth("growth_e4", PLACES);
        if form.is_fine() && value_e4.or(growth_e4).or(target_e4).is_none() {
            form.refuse("value_e4", "indicators.empty");
        }
        let unit = form.required("unit", CODE_MAX_CHARS);
        let counts = unit.as_deref().is_some_and(is_of_counts);
        if counts && value_e4.is_some_and(|value| value < 0) {
            form.refuse("value_e4", "projects.not_negative");
        }
        let qualifier = form.choice("qualifier", Qualifier::from_code);
        let data_source = form.required("data_source", NAME_MAX_CHARS);
        let (period_year, period_kind, period_no) = (period_year?, period_kind?, period_no?);
        refuse_ahead(form, (period_year, period_kind, period_no), at.today);
        Some(Self {
            org,
            name: name?,
            period_year,
            period_kind,
            period_no,
            cumulative: form.ticked("cumulative"),
            value_e4,
            unit: unit?,
            growth_e4,
            expected: form.ticked("expected"),
            qualifier,
            target_e4,
            data_source: data_source?,
            recorded_on: before.map_or(at.today, |before| before.recorded_on),
        })
    }

    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]) {
        let same = |other: &Kept<Self>| {
            let period = |it: &Self| (it.period_year, it.period_kind, it.period_no, it.cumulative);
            fold(&other.name) == fold(&self.name) && period(other) == period(self)
        };
        if others.iter().any(same) {
            form.refuse("name", "indicators.known");
        }
    }
}

/// Which of the year's periods; of a whole year there is one.
fn read_no(form: &mut Form, kind: PeriodKind) -> Option<i64> {
    if kind == PeriodKind::Year {
        return Some(1);
    }
    let no = form.integer("period_no", 1..=kind.in_a_year());
    form.must("period_no", no)
}

/// A period that has not begun can have a target, and nothing that is already so.
fn refuse_ahead(form: &mut Form, (year, kind, no): (i64, PeriodKind, i64), today: Day) {
    let first_month = 12 / kind.in_a_year() * (no - 1) + 1;
    let ahead = (year, first_month) > (today.year().into(), today.month().into());
    let stated = !form.value("value_e4").is_empty() || !form.value("growth_e4").is_empty();
    if ahead && stated && !form.ticked("expected") {
        form.refuse("expected", "indicators.ahead");
    }
}

fn choices<T: Copy>(
    all: &[T],
    code: impl Fn(T) -> &'static str,
    word: impl Fn(T) -> &'static str,
) -> Vec<Choice> {
    all.iter().map(|value| Choice::new(code(*value), word(*value))).collect()
}
