//! An investor's places on yearly lists (世界500强 …), which some figures ask for by name.

use super::reached::Reached;
use crate::fields;
use crate::ui::field::{self, Field};
use crate::ui::layout;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use axum::extract::Path;
use axum::response::Response;
use domain::facts::{InvestorListing, RecordKind};
use domain::limits::{NAME_MAX_CHARS, YEAR_MAX, YEAR_MIN};
use maud::{Markup, html};

/// The list that official figures ask for.
const WORLD_500: &str = "世界500强";
/// No list is longer.
const RANK_MAX: i64 = 10_000;

/// Shows the form.
pub(super) async fn page(reached: Reached) -> Result<Response, Problem> {
    reached.must_be_kept()?;
    let year = reached.question.true_on.year().to_string();
    let form = Form::filled([("list", WORLD_500.to_owned()), ("year", year)]);
    Ok(page::full(&reached.asked, markup(&reached, &form)))
}

fn markup(reached: &Reached, form: &Form) -> Markup {
    let lang = reached.lang();
    let label = |field| fields::label(lang, RecordKind::InvestorListing, field);
    let (list, year, rank, relation) = (label("list"), label("year"), label("rank"), label("relation"));
    let body = html! {
        (layout::heading(lang.t("investors.add_listing"), &html! {}))
        form.narrow method="post" action={ (reached.path()) "/listings" } {
            p { a href=(reached.path()) { (reached.investor.name) } }
            (field::with_summary(lang, form, &html! {
                (field::text(lang, form, Field::required("list", &list).hint(lang.t("investors.list_hint"))))
                (field::number(lang, form, Field::required("year", &year), ""))
                (field::number(lang, form, Field::optional("rank", &rank), ""))
                (field::text(lang, form, Field::optional("relation", &relation).hint(lang.t("investors.relation_hint"))))
                div.submit { button.primary type="submit" { (lang.t("investors.save")) } }
            }))
        }
    };
    reached.page(lang.t("investors.add_listing"), &body)
}

/// Puts the investor on a list.
pub(super) async fn submit(reached: Reached, mut form: Form) -> Result<Response, Problem> {
    reached.must_be_kept()?;
    let Some(listing) = read(&mut form, &reached) else {
        return Ok(page::refused(&reached.asked, markup(&reached, &form)));
    };
    let mut writer = reached.write().await?;
    writer.create(&listing);
    reached.done(writer, "investors.listing_added").await
}

fn read(form: &mut Form, reached: &Reached) -> Option<InvestorListing> {
    let list = form.required("list", NAME_MAX_CHARS);
    let year = form.integer("year", YEAR_MIN.into()..=YEAR_MAX.into());
    let year = if form.error("year").is_none() { form.must("year", year) } else { None };
    let rank = form.integer("rank", 1..=RANK_MAX);
    let relation = form.text("relation", NAME_MAX_CHARS);
    let (list, year) = (list?, year?);
    if reached.listings().iter().any(|known| known.list == list && known.year == year) {
        form.refuse("list", "investors.listing_known");
    }
    form.is_fine().then(|| InvestorListing { investor: reached.id(), list, year, rank, relation })
}

/// Takes the investor off a list.
pub(super) async fn remove(
    reached: Reached,
    Path((_, listing)): Path<(i64, i64)>,
) -> Result<Response, Problem> {
    reached.must_be_kept()?;
    let listings = reached.listings();
    let listing = listings.iter().find(|it| it.id == listing).ok_or_else(Problem::not_found)?;
    let mut writer = reached.write().await?;
    writer.close(*listing);
    reached.done(writer, "investors.listing_removed").await
}
