//! 计划与进度 on the project page: each kind as a table, in 万元, with the forms that keep it.

use super::form::Formed;
use super::inputs::kind_word;
use super::{output, paid_in, permit, plan, report, resumption};
use crate::project::{Shown, remove_button};
use crate::text::Lang;
use crate::text::money::ShownIn;
use crate::ui::figure_link;
use crate::ui::table::{Column, Row, Table};
use domain::facts::{ActualOutput, AnnualPlan, MonthlyReport, PaidIn, Permit, Resumption};
use domain::{Money, Permission};
use maud::{Markup, html};

/// A kind's table in the making.
pub(super) struct Listed {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    pub(super) totals: Option<Vec<Markup>>,
}

/// The section.
pub fn section(shown: &Shown<'_>) -> Markup {
    html! {
        section id="progress" {
            h2 { (shown.lang().t("progress.section")) }
            (kind::<AnnualPlan>(shown, plan::listed(shown)))
            (kind::<MonthlyReport>(shown, report::listed(shown)))
            (kind::<PaidIn>(shown, paid_in::listed(shown)))
            (paid_in::by_source(shown))
            (kind::<ActualOutput>(shown, output::listed(shown)))
            (kind::<Resumption>(shown, resumption::listed(shown)))
            (kind::<Permit>(shown, permit::listed(shown)))
        }
    }
}

fn kind<R: Formed>(shown: &Shown<'_>, listed: Listed) -> Markup {
    let lang = shown.lang();
    let name = kind_word(lang, R::KIND);
    html! {
        div.row {
            h3 { (name) }
            @if shown.may_now(Permission::Edit) {
                a.no-print href=(shown.below(R::PATH)) { (lang.t(R::WORDS.add)) }
            }
        }
        @if listed.rows.is_empty() { p.muted { (lang.t("progress.none")) } }
        @else {
            @let table = Table { totals: listed.totals, ..Table::new(name, &shown.asked.here, listed.columns, listed.rows) };
            (table.render(lang))
        }
    }
}

/// An amount in 万元, exact yuan on hover.
pub(super) fn amount(lang: Lang, money: Option<Money>) -> Markup {
    match money {
        Some(money) => figure_link::amount(lang, money, ShownIn::Wan, None),
        None => figure_link::unknown(lang.t("projects.not_stated")),
    }
}

/// What may be done to a row.
pub(super) fn withdrawing<R: Formed>(shown: &Shown<'_>, id: i64) -> Markup {
    let lang = shown.lang();
    html! {
        @if shown.may_now(Permission::Edit) {
            div.row.no-print {
                a href=(shown.below(&format!("{}/{id}", R::PATH))) { (lang.t("progress.correct")) }
                (remove_button(shown, &format!("{}/{id}/withdraw", R::PATH), "progress.withdraw"))
            }
        }
    }
}
