//! The chooser of columns: its choice stands in the address, and in a cookie for the next visit.

use super::columns::{Column, DEFAULT};
use super::question::{COLUMNS, columns_of};
use crate::text::Lang;
use crate::web::asked::{Asked, cookie};
use crate::web::query::Query;
use crate::web::{page, urlencoded};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use maud::{Markup, html};

/// Where the chooser sends its choice.
pub(super) const PATH: &str = "/projects/columns";
/// The form's button that goes back to what everybody sees first.
const RESET: &str = "reset";
const YEAR_S: u32 = 365 * 24 * 3600;

/// The address with the columns chosen last, unless it names columns itself.
pub(super) fn recalled(asked: Asked, headers: &HeaderMap) -> Asked {
    let kept = cookie(headers, COLUMNS).map(urlencoded::decode).filter(|kept| !kept.is_empty());
    match kept {
        Some(kept) if asked.here.get(COLUMNS).is_none() => {
            let here = asked.here.with(COLUMNS, &kept);
            Asked { here, ..asked }
        }
        _ => asked,
    }
}

/// Remembers the choice and leads back to the list.
pub(super) async fn choose(asked: Asked) -> Response {
    let chosen = if asked.here.get(RESET).is_some() { DEFAULT.to_vec() } else { columns_of(&asked.here) };
    let keys: Vec<&str> = chosen.iter().map(|column| column.key()).collect();
    let keys = keys.join(",");
    let mut list = Query::of_path(super::PATH);
    for (name, value) in asked.here.parameters().filter(|(name, _)| ![COLUMNS, RESET, "page"].contains(name))
    {
        list = list.and(name, value);
    }
    let is_default = chosen == DEFAULT;
    let (list, value, age_s) = if is_default {
        (list, String::new(), 0)
    } else {
        (list.with(COLUMNS, &keys), urlencoded::encode(&keys), YEAR_S)
    };
    let kept = format!("{COLUMNS}={value}; Path={}; Max-Age={age_s}; HttpOnly; SameSite=Lax", super::PATH);
    let mut response = page::redirect(&asked, &list.to_string(), None);
    let kept = HeaderValue::try_from(kept).expect("percent-encoded text is plain ASCII");
    response.headers_mut().append(header::SET_COOKIE, kept);
    response
}

/// The chooser, with what is shown ticked.
pub(super) fn menu(lang: Lang, here: &Query, shown: &[Column]) -> Markup {
    html! {
        details.menu {
            summary.button { (lang.t("projects.columns")) }
            form.sheet.choices action=(PATH) {
                @for (name, value) in here.parameters().filter(|(name, _)| ![COLUMNS, "page"].contains(name)) {
                    input type="hidden" name=(name) value=(value);
                }
                @for column in Column::ALL {
                    label.tick {
                        input type="checkbox" name=(COLUMNS) value=(column.key()) checked[shown.contains(column)];
                        span { (column.label(lang)) }
                    }
                }
                div.row {
                    button.primary type="submit" { (lang.t("projects.columns_apply")) }
                    button type="submit" name=(RESET) value="1" { (lang.t("projects.columns_reset")) }
                }
            }
        }
    }
}
