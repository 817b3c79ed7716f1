//! 手续: the papers that a project needs, each held, pending or committed to (`domain.md` §2, §10).

use super::form::Formed;
use super::inputs::label;
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
use domain::facts::{Dossier, Kept, Permit};
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS};
use domain::text::fold;
use domain::{PermitState, Precision};
use maud::{Markup, html};

impl Formed for Permit {
    const PATH: &'static str = "permits";
    const WORDS: Words = Words {
        add: "progress.permit_add",
        correct: "progress.permit_correct",
        added: "progress.permit_added",
        corrected: "progress.permit_corrected",
        withdrawn: "progress.permit_withdrawn",
    };

    fn of(dossier: &Dossier) -> &[Kept<Self>] {
        &dossier.permits
    }

    fn blank(_: &Editing) -> Form {
        Form::filled([("state", PermitState::Held.code())])
    }

    fn filled(&self) -> Form {
        let day = self.original.clone().or_else(|| self.day.map(|day| day.to_string()));
        Form::filled([
            ("name", self.name.clone()),
            ("state", self.state.code().to_owned()),
            ("number", self.number.clone().unwrap_or_default()),
            ("day", day.unwrap_or_default()),
            ("segment", self.segment.clone().unwrap_or_default()),
        ])
    }

    fn inputs(lang: Lang, form: &Form) -> Markup {
        let states = coded(PermitState::ALL, PermitState::code, |it| words::permit_state(lang, it));
        let [name, state, number, segment] =
            ["name", "state", "number", "segment"].map(|name| label::<Self>(lang, name));
        html! {
            (field::text(lang, form, Field::required("name", &name)))
            (field::select(lang, form, Field::required("state", &state), &states))
            (field::text(lang, form, Field::optional("number", &number)))
            (date_field(lang, form))
            (field::text(lang, form, Field::optional("segment", &segment).hint(lang.t("progress.permit_segment_hint"))))
        }
    }

    fn read(form: &mut Form, editing: &Editing, before: Option<&Self>) -> Option<Self> {
        let name = form.required("name", NAME_MAX_CHARS);
        let state = form.choice("state", PermitState::from_code);
        let state = form.must("state", state);
        let number = form.text("number", CODE_MAX_CHARS);
        let dated = past_date(form, editing.today());
        let segment = form.text("segment", NAME_MAX_CHARS);
        Some(Self {
            project: editing.id(),
            name: name?,
            state: state?,
            number,
            day: dated.as_ref().map(|dated| dated.day),
            precision: dated.as_ref().map(|dated| dated.precision),
            original: dated.map(|dated| dated.original),
            segment,
            recorded_on: before.map_or(editing.today(), |before| before.recorded_on),
        })
    }

    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]) {
        let words = |it: &Self| (fold(&it.name), it.number.clone(), it.segment.clone());
        if others.iter().any(|other| words(other) == words(self)) {
            form.refuse("name", "progress.permit_known");
        }
    }
}

/// The papers in the order in which they were recorded.
pub(super) fn listed(shown: &Shown<'_>) -> Listed {
    let lang = shown.lang();
    let holds = |it: &&Kept<Permit>| it.day.unwrap_or(it.recorded_on) <= shown.true_on();
    let columns = vec![
        Column::new("name", label::<Permit>(lang, "name"), Kind::Lead),
        Column::new("state", label::<Permit>(lang, "state"), Kind::Text),
        Column::new("number", label::<Permit>(lang, "number"), Kind::Text),
        Column::new("day", label::<Permit>(lang, "day"), Kind::Day),
        Column::new("segment", label::<Permit>(lang, "segment"), Kind::Words),
        Column::new("acts", "", Kind::Text),
    ];
    let rows = shown.opened.dossier.permits.iter().filter(holds).map(|it| row(shown, it)).collect();
    Listed { columns, rows, totals: None }
}

fn row(shown: &Shown<'_>, permit: &Kept<Permit>) -> Row {
    let lang = shown.lang();
    let (tone, shape) = match permit.state {
        PermitState::Held => (Tone::Good, "●"),
        PermitState::Committed => (Tone::Good, "○"),
        PermitState::Pending => (Tone::Warn, "▲"),
    };
    let day = permit.day.map(|day| match permit.precision {
        None | Some(Precision::Day) => day.to_string(),
        Some(precision) => precision.chinese(day),
    });
    Row {
        id: format!("permit-{}", permit.id),
        name: permit.name.clone(),
        cells: vec![
            html! { (permit.name) },
            badge(tone, shape, words::permit_state(lang, permit.state)),
            html! { (permit.number.as_deref().unwrap_or_default()) },
            html! { (day.unwrap_or_default()) },
            html! { (permit.segment.as_deref().unwrap_or_default()) },
            withdrawing::<Permit>(shown, permit.id),
        ],
    }
}
