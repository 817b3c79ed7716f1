//! What an organisation is to attract in a year, by count or by money, in versions.

use super::form::{Stated, label};
use crate::as_of::Question;
use crate::project::inputs::{amount, coded, version_among};
use crate::project::writing::Words;
use crate::text::Lang;
use crate::ui::field::{self, Field};
use crate::web::form::Form;
use crate::words;
use domain::facts::{Kept, OrgId, Target};
use domain::limits::{YEAR_MAX, YEAR_MIN};
use domain::money::format_exact;
use domain::{Day, Money, MoneyUnit, TargetMeasure};
use maud::{Markup, html};

/// More projects than any place attracts in a year.
const COUNT_MAX: i64 = 1_000_000;

impl Stated for Target {
    const BELOW: &'static str = "targets";
    const WORDS: Words = Words {
        add: "indicators.target_add",
        correct: "indicators.target_correct",
        added: "indicators.target_added",
        corrected: "indicators.target_corrected",
        withdrawn: "indicators.target_withdrawn",
    };

    fn org(&self) -> OrgId {
        self.org
    }

    fn blank(today: Day) -> Form {
        Form::filled([("year", today.year().to_string()), ("decided_on", today.to_string())])
    }

    fn filled(&self) -> Form {
        let value = match self.measure {
            TargetMeasure::AttractionCount => self.value.to_string(),
            TargetMeasure::AttractionAmount => format_exact(Money::from_fen(self.value), MoneyUnit::Wan),
        };
        Form::filled([
            ("year", self.year.to_string()),
            ("measure", self.measure.code().to_owned()),
            ("value", value),
            ("decided_on", self.decided_on.to_string()),
        ])
    }

    fn inputs(lang: Lang, form: &Form) -> Markup {
        let measures = coded(TargetMeasure::ALL, TargetMeasure::code, |it| words::target_measure(lang, it));
        let [year, measure, value, decided] =
            ["year", "measure", "value", "decided_on"].map(|name| label::<Self>(lang, name));
        html! {
            (field::number(lang, form, Field::required("year", &year), ""))
            (field::select(lang, form, Field::required("measure", &measure), &measures))
            (field::number(lang, form, Field::required("value", &value).hint(lang.t("indicators.target_value_hint")), ""))
            (field::day(lang, form, Field::required("decided_on", &decided).hint(lang.t("indicators.target_decided_hint"))))
        }
    }

    fn read(form: &mut Form, org: OrgId, at: &Question, before: Option<&Self>) -> Option<Self> {
        let year = form.integer("year", YEAR_MIN.into()..=YEAR_MAX.into());
        let year = form.must("year", year);
        let measure = form.choice("measure", TargetMeasure::from_code);
        let measure = form.must("measure", measure);
        let value = measure.and_then(|measure| read_value(form, measure));
        let decided_on = form.day("decided_on");
        let decided_on = form.must("decided_on", decided_on);
        if decided_on.is_some_and(|day| day > at.today) {
            form.refuse("decided_on", "projects.day_ahead");
        }
        let version = before.map_or(0, |before| before.version);
        Some(Self { org, year: year?, measure: measure?, value: value?, decided_on: decided_on?, version })
    }

    /// A new target is the next version of its year and measure. A later version is not decided before an earlier one.
    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]) {
        let same = |other: &&Kept<Self>| (other.year, other.measure) == (self.year, self.measure);
        let versions = others.iter().filter(same);
        let versions: Vec<_> = versions.map(|other| (other.version, other.decided_on)).collect();
        self.version = version_among(form, (self.version, self.decided_on), &versions);
    }
}

/// Projects as they are counted, money in 万元 or with its unit.
fn read_value(form: &mut Form, measure: TargetMeasure) -> Option<i64> {
    let value = match measure {
        TargetMeasure::AttractionCount => form.integer("value", 0..=COUNT_MAX),
        TargetMeasure::AttractionAmount => amount(form, "value").map(|amount| amount.money.fen()),
    };
    form.must("value", value)
}
