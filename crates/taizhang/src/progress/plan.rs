//! Plans of a year: the yearly plan, the smaller target, the plan to date, each in versions (`domain.md` §2, §7).

use super::form::Formed;
use super::inputs::{label, money, month, number, prose, read_money, read_month, read_year, typed, year};
use super::section::{Listed, amount, withdrawing};
use crate::project::Shown;
use crate::project::editing::Editing;
use crate::project::inputs::{coded, version_among};
use crate::project::writing::Words;
use crate::text::Lang;
use crate::ui::badge::{Tone, badge};
use crate::ui::field::{self, Field};
use crate::ui::table::{Column, Kind, Row};
use crate::web::form::Form;
use crate::words;
use domain::PlanKind;
use domain::facts::{AnnualPlan, Dossier, Kept};
use domain::limits::TEXT_MAX_CHARS;
use domain::progress::{plan_in_force, same_plan};
use maud::{Markup, html};

/// Months of the year in which something is planned: field, and the word that is printed with it.
const MONTHS: [(&str, &str); 3] = [
    ("start_month", "progress.plan_starts"),
    ("complete_month", "progress.plan_completes"),
    ("produce_month", "progress.plan_produces"),
];

impl Formed for AnnualPlan {
    const PATH: &'static str = "plans";
    const WORDS: Words = Words {
        add: "progress.plan_add",
        correct: "progress.plan_correct",
        added: "progress.plan_added",
        corrected: "progress.plan_corrected",
        withdrawn: "progress.plan_withdrawn",
    };

    fn of(dossier: &Dossier) -> &[Kept<Self>] {
        &dossier.plans
    }

    fn blank(editing: &Editing) -> Form {
        let today = editing.today();
        Form::filled([
            ("year", today.year().to_string()),
            ("kind", PlanKind::AnnualPlan.code().to_owned()),
            ("decided_on", today.to_string()),
        ])
    }

    fn filled(&self) -> Form {
        Form::filled([
            ("year", self.year.to_string()),
            ("kind", self.kind.code().to_owned()),
            ("month", number(self.month)),
            ("decided_on", self.decided_on.to_string()),
            ("invest_fen", typed(self.invest_fen)),
            ("start_month", number(self.start_month)),
            ("complete_month", number(self.complete_month)),
            ("produce_month", number(self.produce_month)),
            ("content", self.content.clone().unwrap_or_default()),
        ])
    }

    fn inputs(lang: Lang, form: &Form) -> Markup {
        let kinds = coded(PlanKind::ALL, PlanKind::code, |kind| words::plan_kind(lang, kind));
        let (kind, decided) = (label::<Self>(lang, "kind"), label::<Self>(lang, "decided_on"));
        html! {
            (year::<Self>(lang, form))
            (field::select(lang, form, Field::required("kind", &kind), &kinds))
            (month::<Self>(lang, form, "month", false, Some(lang.t("progress.plan_month_hint"))))
            (field::day(lang, form, Field::required("decided_on", &decided).hint(lang.t("progress.plan_decided_hint"))))
            (money::<Self>(lang, form, "invest_fen", false))
            @for (name, _) in MONTHS { (month::<Self>(lang, form, name, false, None)) }
            (prose::<Self>(lang, form, "content"))
        }
    }

    fn read(form: &mut Form, editing: &Editing, before: Option<&Self>) -> Option<Self> {
        let year = read_year(form);
        let kind = form.choice("kind", PlanKind::from_code);
        let kind = form.must("kind", kind);
        let month = read_month(form, "month");
        match (kind, month) {
            (Some(PlanKind::PlanToDate), None) => form.refuse("month", "progress.plan_needs_month"),
            (Some(PlanKind::AnnualPlan | PlanKind::Target), Some(_)) => {
                form.refuse("month", "progress.plan_has_no_month");
            }
            _ => {}
        }
        let decided_on = form.day("decided_on");
        let decided_on = form.must("decided_on", decided_on);
        if decided_on.is_some_and(|day| day > editing.today()) {
            form.refuse("decided_on", "projects.day_ahead");
        }
        let invest_fen = read_money(form, "invest_fen");
        let [start_month, complete_month, produce_month] = MONTHS.map(|(name, _)| read_month(form, name));
        for (name, month) in [("complete_month", complete_month), ("produce_month", produce_month)] {
            if start_month.zip(month).is_some_and(|(start, month)| month < start) {
                form.refuse(name, "progress.plan_before_start");
            }
        }
        let content = form.text("content", TEXT_MAX_CHARS);
        let months = start_month.or(complete_month).or(produce_month);
        if form.is_fine() && invest_fen.is_none() && content.is_none() && months.is_none() {
            form.refuse("invest_fen", "progress.plan_empty");
        }
        Some(Self {
            project: editing.id(),
            year: year?,
            kind: kind?,
            month,
            version: before.map_or(0, |before| before.version),
            decided_on: decided_on?,
            invest_fen,
            content,
            start_month,
            complete_month,
            produce_month,
        })
    }

    /// A new plan is the next version of what it speaks of. A later version is not decided before an earlier one.
    fn fit(&mut self, form: &mut Form, others: &[Kept<Self>]) {
        let versions = others.iter().filter(|other| same_plan(other, self));
        let versions: Vec<_> = versions.map(|other| (other.version, other.decided_on)).collect();
        self.version = version_among(form, (self.version, self.decided_on), &versions);
    }
}

/// The plans by year, kind and version.
pub(super) fn listed(shown: &Shown<'_>) -> Listed {
    let lang = shown.lang();
    let plans = &shown.opened.dossier.plans;
    let mut known: Vec<_> = plans.iter().filter(|plan| plan.decided_on <= shown.true_on()).collect();
    known.sort_by_key(|plan| (-plan.year, plan.kind, plan.month, -plan.version));
    let columns = vec![
        Column::new("plan", label::<AnnualPlan>(lang, "year"), Kind::Lead),
        Column::new("kind", label::<AnnualPlan>(lang, "kind"), Kind::Text),
        Column::new("version", label::<AnnualPlan>(lang, "version"), Kind::Text),
        Column::new("decided", label::<AnnualPlan>(lang, "decided_on"), Kind::Day),
        Column::new("invest", label::<AnnualPlan>(lang, "invest_fen"), Kind::Number)
            .in_unit(lang.t("ui.unit_wan")),
        Column::new("months", lang.t("progress.plan_months"), Kind::Words),
        Column::new("content", label::<AnnualPlan>(lang, "content"), Kind::Words),
        Column::new("acts", "", Kind::Text),
    ];
    let rows = known.iter().map(|plan| row(shown, plan)).collect();
    Listed { columns, rows, totals: None }
}

fn row(shown: &Shown<'_>, plan: &Kept<AnnualPlan>) -> Row {
    let lang = shown.lang();
    let plans = shown.opened.dossier.plans.iter().map(|plan| &plan.body);
    let in_force = plan_in_force(plans, (plan.year, plan.kind, plan.month), shown.true_on());
    let year = lang.tf("progress.year", &[("year", &plan.year)]);
    let months = [plan.start_month, plan.complete_month, plan.produce_month];
    Row {
        id: format!("plan-{}", plan.id),
        name: year.clone(),
        cells: vec![
            html! { (year) },
            html! {
                (words::plan_kind(lang, plan.kind))
                @if let Some(month) = plan.month { " " (lang.tf("progress.to_month", &[("month", &month)])) }
            },
            html! {
                (lang.tf("progress.version", &[("version", &plan.version)])) " "
                @if in_force == Some(&plan.body) { (badge(Tone::Good, "●", lang.t("progress.in_force"))) }
            },
            html! { (plan.decided_on) },
            amount(lang, plan.invest_fen),
            html! {
                @for ((_, word), month) in MONTHS.iter().zip(months) {
                    @if let Some(month) = month { div.nowrap { (lang.tf(word, &[("month", &month)])) } }
                }
            },
            html! { @if let Some(content) = &plan.content { (content) } },
            withdrawing::<AnnualPlan>(shown, plan.id),
        ],
    }
}
