//! The fields of an investor, for every form that has them.

use crate::fields;
use crate::text::Lang;
use crate::ui::field::{self, Choice, Field};
use crate::web::form::Form;
use crate::words;
use domain::facts::{Investor, RecordKind};
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS};
use domain::region::find_region;
use domain::{InvestorClass, credit_code};
use maud::{Markup, html};

/// The fields.
pub fn markup(lang: Lang, form: &Form) -> Markup {
    let label = |field| fields::label(lang, RecordKind::Investor, field);
    let (name, code, seat, class) = (label("name"), label("credit_code"), label("seat"), label("class"));
    let classes: Vec<Choice> = InvestorClass::ALL
        .iter()
        .map(|class| Choice::new(class.code(), words::investor_class(lang, *class)))
        .collect();
    html! {
        (field::text(lang, form, Field::required("name", &name)))
        (field::text(lang, form, Field::optional("credit_code", &code)))
        (field::text(lang, form, Field::optional("seat", &seat).hint(lang.t("investors.seat_hint"))))
        (field::select(lang, form, Field::optional("class", &class), &classes))
    }
}

/// The form filled with what is known.
pub(super) fn shown(investor: &Investor) -> [(&'static str, String); 4] {
    [
        ("name", investor.name.clone()),
        ("credit_code", investor.credit_code.clone().unwrap_or_default()),
        ("seat", investor.seat.clone().unwrap_or_default()),
        ("class", investor.class.map(|class| class.code().to_owned()).unwrap_or_default()),
    ]
}

/// Reads the fields; none when one was refused.
pub fn read(form: &mut Form) -> Option<Investor> {
    let name = form.required("name", NAME_MAX_CHARS);
    let code = form.text("credit_code", CODE_MAX_CHARS).map(|code| credit_code::normalize(&code));
    let seat = form.text("seat", NAME_MAX_CHARS);
    let class = form.choice("class", InvestorClass::from_code);
    let region = seat.as_deref().and_then(find_region).map(|region| region.code().into());
    let name = name.filter(|_| form.is_fine())?;
    Some(Investor { name, credit_code: code, region, seat, class })
}
