//! Monthly reports: what was entered beside what the ledger adds up, with a question where they differ.

use super::form::Formed;
use super::inputs::{
    label, money, month, prose, read_money, read_month, read_signed_money, read_year, refuse_ahead,
    signed_money, typed, year,
};
use super::section::{Listed, amount, withdrawing};
use crate::project::Shown;
use crate::project::editing::Editing;
use crate::project::writing::Words;
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use crate::ui::table::{Column, Kind, Row};
use crate::web::form::Form;
use crate::web::picture;
use domain::facts::{Dossier, Kept, MonthlyReport, MonthlyReportId};
use domain::limits::TEXT_MAX_CHARS;
use domain::money::{format_exact, group_thousands};
use domain::progress::{Sum, missing_months, since_start, year_to_date};
use domain::{Day, MoneyUnit, Permission};
use maud::{Markup, html};

/// What a correction may bring below zero.
const MAY_FALL: [&str; 2] = ["month_fen", "year_to_date_fen"];
const SINCE_START: &str = "since_start_fen";
const TEXTS: [&str; 3] = ["progress", "problems", "requests"];

impl Formed for MonthlyReport {
    const PATH: &'static str = "reports";
    const WORDS: Words = Words {
        add: "progress.report_add",
        correct: "progress.report_correct",
        added: "progress.report_added",
        corrected: "progress.report_corrected",
        withdrawn: "progress.report_withdrawn",
    };

    fn of(dossier: &Dossier) -> &[Kept<Self>] {
        &dossier.reports
    }

    /// The month before this one: reports are made when a month is over.
    fn blank(editing: &Editing) -> Form {
        let month = editing.today().add_months(-1);
        Form::filled([("year", month.year().to_string()), ("month", month.month().to_string())])
    }

    fn filled(&self) -> Form {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        Form::filled([
            ("year", self.year.to_string()),
            ("month", self.month.to_string()),
            ("month_fen", typed(self.month_fen)),
            ("year_to_date_fen", typed(self.year_to_date_fen)),
            ("since_start_fen", typed(self.since_start_fen)),
            ("progress", text(&self.progress)),
            ("problems", text(&self.problems)),
            ("requests", text(&self.requests)),
        ])
    }

    fn inputs(lang: Lang, form: &Form) -> Markup {
        html! {
            (year::<Self>(lang, form))
            (month::<Self>(lang, form, "month", true, None))
            @for name in MAY_FALL { (signed_money::<Self>(lang, form, name)) }
            (money::<Self>(lang, form, SINCE_START, false))
            @for name in TEXTS { (prose::<Self>(lang, form, name)) }
        }
    }

    fn read(form: &mut Form, editing: &Editing, before: Option<&Self>) -> Option<Self> {
        let year = read_year(form);
        let month = read_month(form, "month");
        let month = form.must("month", month);
        if let (Some(year), Some(month)) = (year, month) {
            refuse_ahead(form, year, Some(month), editing.today());
        }
        let [month_fen, year_to_date_fen] = MAY_FALL.map(|name| read_signed_money(form, name));
        let since_start_fen = read_money(form, SINCE_START);
        let [progress, problems, requests] = TEXTS.map(|name| form.text(name, TEXT_MAX_CHARS));
        let sums = month_fen.or(year_to_date_fen).or(since_start_fen);
        let texts = progress.as_ref().or(problems.as_ref()).or(requests.as_ref());
        if form.is_fine() && sums.is_none() && texts.is_none() {
            form.refuse("month_fen", "progress.report_empty");
        }
        Some(Self {
            project: editing.id(),
            year: year?,
            month: month?,
            month_fen,
            year_to_date_fen,
            since_start_fen,
            progress,
            problems,
            requests,
            reported_on: before.map_or(editing.today(), |before| before.reported_on),
        })
    }

    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]) {
        if others.iter().any(|other| (other.year, other.month) == (self.year, self.month)) {
            form.refuse("month", "progress.report_known");
        }
    }
}

/// The reports, the latest month first.
pub(super) fn listed(shown: &Shown<'_>) -> Listed {
    let lang = shown.lang();
    let wan = lang.t("ui.unit_wan");
    let begun = |it: &&Kept<MonthlyReport>| begins(it).is_some_and(|day| day <= shown.true_on());
    let mut known: Vec<_> = shown.opened.dossier.reports.iter().filter(begun).collect();
    known.sort_by_key(|it| (-it.year, -it.month, it.id));
    let bodies: Vec<&MonthlyReport> = known.iter().map(|it| &it.body).collect();
    let columns = vec![
        Column::new("month", label::<MonthlyReport>(lang, "month"), Kind::Lead),
        Column::new("amount", label::<MonthlyReport>(lang, "month_fen"), Kind::Number).in_unit(wan),
        Column::new("ytd", lang.t("progress.ytd"), Kind::Number).in_unit(wan),
        Column::new("since", lang.t("progress.since"), Kind::Number).in_unit(wan),
        Column::new("words", label::<MonthlyReport>(lang, "progress"), Kind::Words),
        Column::new("photos", lang.t("progress.photos"), Kind::Words),
        Column::new("acts", "", Kind::Text),
    ];
    let rows = known.iter().map(|it| row(shown, it, &bodies)).collect();
    Listed { columns, rows, totals: None }
}

fn begins(report: &MonthlyReport) -> Option<Day> {
    Day::new(report.year.try_into().ok()?, report.month.try_into().ok()?, 1)
}

fn row(shown: &Shown<'_>, report: &Kept<MonthlyReport>, reports: &[&MonthlyReport]) -> Row {
    let lang = shown.lang();
    let name = lang.tf("progress.month_of", &[("year", &report.year), ("month", &report.month)]);
    let (of_year, of_all) = (year_to_date(reports, report), since_start(reports, report));
    Row {
        id: format!("report-{}", report.id),
        name: name.clone(),
        cells: vec![
            html! { (name) },
            amount(lang, report.month_fen),
            sum(lang, of_year, &missing_months(reports, report)),
            sum(lang, of_all, &[]),
            texts(lang, report),
            photos(shown, report),
            withdrawing::<MonthlyReport>(shown, report.id),
        ],
    }
}

/// A sum as entered; where the ledger adds up another, that one below it, and a question in words.
fn sum(lang: Lang, sum: Sum, missing: &[i64]) -> Markup {
    let question = sum.difference().map(|difference| {
        let wan = group_thousands(&format_exact(difference, MoneyUnit::Wan));
        let mut words = lang.tf("progress.sum_differs", &[("wan", &wan)]);
        if !missing.is_empty() {
            let months: Vec<String> = missing.iter().map(i64::to_string).collect();
            words.push_str(&lang.tf("progress.months_missing", &[("months", &lang.list(&months))]));
        }
        words
    });
    html! {
        (amount(lang, sum.entered))
        @if sum.added != sum.entered && let Some(added) = sum.added {
            div.small.muted { (lang.tf("progress.sum_added", &[("wan", &group_thousands(&format_exact(added, MoneyUnit::Wan)))])) }
        }
        @if let Some(words) = question { div.small { (badge(Tone::Warn, "?", &words)) } }
    }
}

fn texts(lang: Lang, report: &MonthlyReport) -> Markup {
    html! {
        @if let Some(progress) = &report.progress { div { (progress) } }
        @for (name, text) in [("problems", &report.problems), ("requests", &report.requests)] {
            @if let Some(text) = text {
                div.small { span.muted { (label::<MonthlyReport>(lang, name)) (lang.t("ui.colon")) } (text) }
            }
        }
    }
}

fn photos(shown: &Shown<'_>, report: &Kept<MonthlyReport>) -> Markup {
    let lang = shown.lang();
    let opens = shown.may_see(Permission::Audit);
    let of_month = Some(MonthlyReportId(report.id));
    html! {
        @for photo in shown.opened.dossier.evidence.iter().filter(|file| file.report == of_month) {
            @let href = shown.below(&format!("files/{}", photo.id));
            div {
                @if opens && picture::is_named(&photo.name) {
                    a href=(href) title=(photo.name) { img.photo src=(href) alt=(photo.name) loading="lazy"; }
                } @else if opens { a href=(href) { (photo.name) } } @else { (photo.name) }
            }
        }
        @if shown.may_now(Permission::Edit) {
            a.small href=(shown.below(&format!("files?report={}", report.id))) { (lang.t("progress.photo_add")) }
        }
    }
}
