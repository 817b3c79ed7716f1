//! 复工: whether a project carried over went on building, year by year (`domain.md` §7).

use super::form::Formed;
use super::inputs::{label, read_year, year};
use super::section::{Listed, withdrawing};
use crate::project::Shown;
use crate::project::editing::Editing;
use crate::project::inputs::{coded, date_field, past_date};
use crate::project::writing::Words;
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use crate::ui::field::{self, Field};
use crate::ui::table::{Column, Kind, Row};
use crate::web::form::Form;
use crate::words;
use domain::facts::{Dossier, Kept, Resumption};
use domain::limits::REASON_MAX_CHARS;
use domain::{Dated, Precision, ResumptionState};
use maud::{Markup, html};

impl Formed for Resumption {
    const PATH: &'static str = "resumptions";
    const WORDS: Words = Words {
        add: "progress.resumption_add",
        correct: "progress.resumption_correct",
        added: "progress.resumption_added",
        corrected: "progress.resumption_corrected",
        withdrawn: "progress.resumption_withdrawn",
    };

    fn of(dossier: &Dossier) -> &[Kept<Self>] {
        &dossier.resumptions
    }

    fn blank(editing: &Editing) -> Form {
        Form::filled([("year", editing.today().year().to_string())])
    }

    fn filled(&self) -> Form {
        let day = self.original.clone().or_else(|| self.day.map(|day| day.to_string()));
        Form::filled([
            ("year", self.year.to_string()),
            ("state", self.state.code().to_owned()),
            ("day", day.unwrap_or_default()),
            ("reason", self.reason.clone().unwrap_or_default()),
        ])
    }

    fn inputs(lang: Lang, form: &Form) -> Markup {
        let states =
            coded(ResumptionState::ALL, ResumptionState::code, |it| words::resumption_state(lang, it));
        let (state, reason) = (label::<Self>(lang, "state"), label::<Self>(lang, "reason"));
        html! {
            (year::<Self>(lang, form))
            (field::select(lang, form, Field::required("state", &state), &states))
            (date_field(lang, form))
            (field::textarea(lang, form, Field::optional("reason", &reason).hint(lang.t("progress.resumption_reason_hint"))))
        }
    }

    fn read(form: &mut Form, editing: &Editing, before: Option<&Self>) -> Option<Self> {
        let year = read_year(form);
        let state = form.choice("state", ResumptionState::from_code);
        let state = form.must("state", state);
        let dated = past_date(form, editing.today());
        let reason = form.text("reason", REASON_MAX_CHARS);
        let year_of = |dated: &Dated| i64::from(dated.day.year());
        if dated.as_ref().is_some_and(|dated| year.is_some_and(|year| year != year_of(dated))) {
            form.refuse("day", "progress.resumption_other_year");
        }
        if year.is_some_and(|year| year > editing.today().year().into()) {
            form.refuse("year", "progress.period_ahead");
        }
        if state.is_some_and(|state| state != ResumptionState::Resumed) && reason.is_none() {
            form.refuse("reason", "progress.resumption_needs_reason");
        }
        Some(Self {
            project: editing.id(),
            year: year?,
            state: state?,
            day: dated.as_ref().map(|dated| dated.day),
            precision: dated.as_ref().map(|dated| dated.precision),
            original: dated.map(|dated| dated.original),
            reason,
            recorded_on: before.map_or(editing.today(), |before| before.recorded_on),
        })
    }

    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]) {
        if others.iter().any(|other| other.year == self.year) {
            form.refuse("year", "progress.resumption_known");
        }
    }
}

/// The years, the latest first.
pub(super) fn listed(shown: &Shown<'_>) -> Listed {
    let lang = shown.lang();
    let holds = |it: &&Kept<Resumption>| it.day.unwrap_or(it.recorded_on) <= shown.true_on();
    let mut known: Vec<_> = shown.opened.dossier.resumptions.iter().filter(holds).collect();
    known.sort_by_key(|it| (-it.year, it.id));
    let columns = vec![
        Column::new("year", label::<Resumption>(lang, "year"), Kind::Lead),
        Column::new("state", label::<Resumption>(lang, "state"), Kind::Text),
        Column::new("day", label::<Resumption>(lang, "day"), Kind::Day),
        Column::new("reason", label::<Resumption>(lang, "reason"), Kind::Words),
        Column::new("acts", "", Kind::Text),
    ];
    let rows = known.iter().map(|it| row(shown, it)).collect();
    Listed { columns, rows, totals: None }
}

fn row(shown: &Shown<'_>, resumption: &Kept<Resumption>) -> Row {
    let lang = shown.lang();
    let year = lang.tf("progress.year", &[("year", &resumption.year)]);
    let (tone, shape) = match resumption.state {
        ResumptionState::Resumed => (Tone::Good, "●"),
        ResumptionState::NotResumed => (Tone::Warn, "▲"),
        ResumptionState::Terminated => (Tone::Alarm, "■"),
    };
    let day = resumption.day.map(|day| match resumption.precision {
        None | Some(Precision::Day) => day.to_string(),
        Some(precision) => precision.chinese(day),
    });
    Row {
        id: format!("resumption-{}", resumption.id),
        name: year.clone(),
        cells: vec![
            html! { (year) },
            badge(tone, shape, words::resumption_state(lang, resumption.state)),
            html! { (day.unwrap_or_default()) },
            html! { (resumption.reason.as_deref().unwrap_or_default()) },
            withdrawing::<Resumption>(shown, resumption.id),
        ],
    }
}
