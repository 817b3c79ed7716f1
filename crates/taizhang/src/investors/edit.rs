//! Correcting what is known of an investor. It holds for every project in which it invests.

use super::facts_form;
use super::reached::Reached;
use crate::ui::field;
use crate::ui::layout;
use crate::web::clash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::response::Response;
use domain::facts::Investor;
use maud::{Markup, html};

/// Shows the form.
pub(super) async fn page(reached: Reached) -> Result<Response, Problem> {
    reached.must_be_kept()?;
    let mut form = Form::filled(facts_form::shown(&reached.investor));
    form.set(clash::SINCE, reached.investor.since.to_string());
    Ok(page::full(&reached.asked, markup(&reached, &form)))
}

fn markup(reached: &Reached, form: &Form) -> Markup {
    let lang = reached.lang();
    let body = html! {
        (layout::heading(lang.t("investors.edit"), &html! {}))
        form.narrow method="post" action={ (reached.path()) "/edit" } {
            p { a href=(reached.path()) { (reached.investor.name) } }
            p.hint { (lang.t("investors.edit_words")) }
            (field::with_summary(lang, form, &html! {
                input type="hidden" name=(clash::SINCE) value=(form.value(clash::SINCE));
                (facts_form::markup(lang, form))
                div.submit { button.primary type="submit" { (lang.t("investors.save")) } }
            }))
        }
    };
    reached.page(lang.t("investors.edit"), &body)
}

/// Writes what was typed.
pub(super) async fn submit(reached: Reached, mut form: Form) -> Result<Response, Problem> {
    reached.must_be_kept()?;
    let read = facts_form::read(&mut form);
    let clashed = clash::found(&mut form, reached.investor.since, &facts_form::shown(&reached.investor));
    let (Some(read), false) = (read, clashed) else {
        return Ok(page::refused(&reached.asked, markup(&reached, &form)));
    };
    let known = &reached.investor;
    // Words of a seat that say no region leave a region that a workbook told as it is.
    let region = read.region.or(known.region.filter(|_| read.seat == known.seat));
    let mut writer = reached.write().await?;
    writer.replace(known, &Investor { region, ..read }, None);
    reached.done(writer, "investors.saved").await
}
