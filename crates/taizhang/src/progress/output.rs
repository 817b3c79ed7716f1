//! What a project brings once it produces, by year and month, against what it promised.

use super::form::Formed;
use super::inputs::{
    label, money, month, number, read_money, read_month, read_year, refuse_ahead, typed, year,
};
use super::section::{Listed, amount, withdrawing};
use crate::project::Shown;
use crate::project::editing::Editing;
use crate::project::writing::Words;
use crate::text::{Lang, counts};
use crate::ui::field::{self, Field};
use crate::ui::figure_link;
use crate::ui::table::{Column, Kind, Row};
use crate::web::form::Form;
use domain::facts::{ActualOutput, Dossier, Kept};
use domain::{Money, Ratio, Rounding};
use maud::{Markup, html};
use std::cmp::Reverse;

/// As many people as no project employs.
const JOBS_MAX: i64 = 100_000_000;

impl Formed for ActualOutput {
    const PATH: &'static str = "outputs";
    const WORDS: Words = Words {
        add: "progress.output_add",
        correct: "progress.output_correct",
        added: "progress.output_added",
        corrected: "progress.output_corrected",
        withdrawn: "progress.output_withdrawn",
    };

    fn of(dossier: &Dossier) -> &[Kept<Self>] {
        &dossier.outputs
    }

    fn blank(editing: &Editing) -> Form {
        Form::filled([("year", editing.today().year().to_string())])
    }

    fn filled(&self) -> Form {
        Form::filled([
            ("year", self.year.to_string()),
            ("month", number(self.month)),
            ("output_fen", typed(self.output_fen)),
            ("tax_fen", typed(self.tax_fen)),
            ("jobs", number(self.jobs)),
        ])
    }

    fn inputs(lang: Lang, form: &Form) -> Markup {
        let jobs = label::<Self>(lang, "jobs");
        html! {
            (year::<Self>(lang, form))
            (month::<Self>(lang, form, "month", false, Some(lang.t("progress.output_month_hint"))))
            (money::<Self>(lang, form, "output_fen", false))
            (money::<Self>(lang, form, "tax_fen", false))
            (field::number(lang, form, Field::optional("jobs", &jobs), lang.t("projects.unit_persons")))
        }
    }

    fn read(form: &mut Form, editing: &Editing, before: Option<&Self>) -> Option<Self> {
        let year = read_year(form);
        let month = read_month(form, "month");
        if let Some(year) = year.filter(|_| form.error("month").is_none()) {
            refuse_ahead(form, year, month, editing.today());
        }
        let (output_fen, tax_fen) = (read_money(form, "output_fen"), read_money(form, "tax_fen"));
        let jobs = form.integer("jobs", 0..=JOBS_MAX);
        if form.is_fine() && output_fen.or(tax_fen).is_none() && jobs.is_none() {
            form.refuse("output_fen", "progress.output_empty");
        }
        let recorded_on = before.map_or(editing.today(), |before| before.recorded_on);
        Some(Self { project: editing.id(), year: year?, month, output_fen, tax_fen, jobs, recorded_on })
    }

    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]) {
        if others.iter().any(|other| (other.year, other.month) == (self.year, self.month)) {
            form.refuse(if self.month.is_some() { "month" } else { "year" }, "progress.output_known");
        }
    }
}

/// Output, the latest first; a year that was told month by month has its sum.
pub(super) fn listed(shown: &Shown<'_>) -> Listed {
    let lang = shown.lang();
    let wan = lang.t("ui.unit_wan");
    let on = shown.true_on();
    let begun =
        |it: &&Kept<ActualOutput>| (it.year, it.month.unwrap_or(1)) <= (on.year().into(), on.month().into());
    let mut known: Vec<_> = shown.opened.dossier.outputs.iter().filter(begun).collect();
    known.sort_by_key(|it| (Reverse(it.year), it.month.map(Reverse), it.id));
    let columns = vec![
        Column::new("period", lang.t("progress.period"), Kind::Lead),
        Column::new("output", label::<ActualOutput>(lang, "output_fen"), Kind::Number).in_unit(wan),
        Column::new("share", lang.t("progress.of_expected"), Kind::Number),
        Column::new("tax", label::<ActualOutput>(lang, "tax_fen"), Kind::Number).in_unit(wan),
        Column::new("jobs", label::<ActualOutput>(lang, "jobs"), Kind::Number),
        Column::new("acts", "", Kind::Text),
    ];
    let mut rows = Vec::new();
    for of_year in known.chunk_by(|one, other| one.year == other.year) {
        if of_year.iter().all(|it| it.month.is_some()) {
            rows.push(year_row(shown, of_year));
        }
        rows.extend(of_year.iter().map(|it| row(shown, it)));
    }
    Listed { columns, rows, totals: None }
}

/// The year as the sum of its months.
fn year_row(shown: &Shown<'_>, months: &[&Kept<ActualOutput>]) -> Row {
    let lang = shown.lang();
    let year = months.first().map_or(0, |it| it.year);
    let name = lang.tf("progress.year_of_months", &[("year", &year), ("n", &months.len())]);
    let sum = |of: fn(&ActualOutput) -> Option<Money>| {
        let mut amounts = months.iter().filter_map(|it| of(it)).peekable();
        amounts.peek()?;
        Money::checked_sum(amounts)
    };
    let output = sum(|it| it.output_fen);
    Row {
        id: format!("output-of-{year}"),
        name: name.clone(),
        cells: vec![
            html! { (name) },
            amount(lang, output),
            share(shown, output),
            amount(lang, sum(|it| it.tax_fen)),
            Markup::default(),
            Markup::default(),
        ],
    }
}

fn row(shown: &Shown<'_>, output: &Kept<ActualOutput>) -> Row {
    let lang = shown.lang();
    let name = match output.month {
        Some(month) => lang.tf("progress.month_of", &[("year", &output.year), ("month", &month)]),
        None => lang.tf("progress.year", &[("year", &output.year)]),
    };
    Row {
        id: format!("output-{}", output.id),
        name: name.clone(),
        cells: vec![
            html! { (name) },
            amount(lang, output.output_fen),
            if output.month.is_none() { share(shown, output.output_fen) } else { Markup::default() },
            amount(lang, output.tax_fen),
            html! { @if let Some(jobs) = output.jobs { (counts::count(jobs)) } },
            withdrawing::<ActualOutput>(shown, output.id),
        ],
    }
}

/// A year's output over the output expected.
fn share(shown: &Shown<'_>, output: Option<Money>) -> Markup {
    let lang = shown.lang();
    let expected = shown.opened.project().output_fen;
    let percent = output
        .zip(expected)
        .and_then(|(output, expected)| Ratio::new(output.fen(), expected.fen()).percent(2, Rounding::HalfUp));
    match percent {
        Some(percent) => html! { (percent) "%" },
        None => figure_link::unknown(lang.t("progress.no_expected")),
    }
}
