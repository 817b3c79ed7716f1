//! The first set-up: the administrator, and the province on which everything stands. Open while there is no user.

use super::{keep, store};
use crate::actor::Actor;
use crate::app::App;
use crate::ledger::{Act, Origin};
use crate::orgs::{OrgTree, plain};
use crate::sessions::{self, PasswordError};
use crate::ui::field::{self, Choice, Field};
use crate::ui::layout;
use crate::web::asked::Asked;
use crate::web::flash::Flash;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use crate::web::site::Client;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use domain::facts::{OrgId, UserId};
use domain::limits::{NAME_MAX_CHARS, PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, SIGN_IN_MAX_CHARS};
use domain::region::PROVINCES;
use domain::{OrgKind, Role};
use maud::{Markup, html};

/// The province chosen until somebody chooses another.
const PROVINCE_DEFAULT: &str = "140000";

/// Shows the form while there is no user.
pub(super) async fn page(
    State(app): State<App>,
    asked: Asked,
    actor: Result<Actor, Problem>,
) -> Result<Response, Problem> {
    if sessions::any_account(app.ledger.db()).await? {
        if actor.is_ok() {
            return Ok(page::redirect(&asked, "/", None));
        }
        let said = Flash::saying(asked.lang.t("users.set_up_done"));
        return Ok(page::redirect(&asked, sessions::SIGN_IN, Some(&said)));
    }
    let form = Form::filled([("province", PROVINCE_DEFAULT)]);
    Ok(page::full(&asked, markup(&app, &asked, &form).await?))
}

async fn markup(app: &App, asked: &Asked, form: &Form) -> Result<Markup, Problem> {
    let lang = asked.lang;
    let snapshot = app.ledger.live().current().await?;
    let has_tree = !snapshot.dimensions().orgs.is_empty();
    let provinces: Vec<Choice> =
        PROVINCES.iter().map(|province| Choice::new(province.code.to_string(), province.full_name)).collect();
    let body = html! {
        form.narrow method="post" action=(sessions::SET_UP) {
            h1 { (lang.t("users.set_up")) }
            p { (lang.t("users.set_up_words")) }
            (field::with_summary(lang, form, &html! {
                @if !has_tree {
                    (field::select(lang, form, Field::required("province", lang.t("users.province")).hint(lang.t("users.province_hint")), &provinces))
                }
                (field::text(lang, form, Field::required("name", lang.t("users.name"))))
                (field::text(lang, form, Field::required("login", lang.t("sessions.login"))))
                (field::password(lang, form, Field::required("password", lang.t("sessions.password")), true))
                p.hint { (lang.tf("sessions.password_rule", &[("min", &PASSWORD_MIN_CHARS)])) }
                (field::password(lang, form, Field::required("again", lang.t("users.password_again")), true))
                button.primary type="submit" { (lang.t("users.set_up_do")) }
                p.hint { (lang.t("sessions.no_secrets")) }
            }))
        }
    };
    Ok(layout::bare(asked, lang.t("users.set_up"), &body))
}

/// Writes the administrator and signs them in.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    client: Client,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    if sessions::any_account(app.ledger.db()).await? {
        return Err(Problem::forbidden().because("users.set_up_done"));
    }
    let Some(user) = write(&app, &mut form).await? else {
        return Ok(page::refused(&asked, markup(&app, &asked, &form).await?));
    };
    let cookie = sessions::begin(&app, user, &client, &headers).await?;
    let mut response = page::redirect(&asked, "/", None);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Reads the form and writes the user; `None` when a field was refused.
async fn write(app: &App, form: &mut Form) -> Result<Option<UserId>, Problem> {
    let name = form.required("name", NAME_MAX_CHARS);
    let login = form.required("login", SIGN_IN_MAX_CHARS);
    let password = form.required("password", PASSWORD_MAX_CHARS);
    let again = form.required("again", PASSWORD_MAX_CHARS);
    if password != again {
        form.refuse("again", "users.unlike");
    }
    let (Some(name), Some(login), Some(password), true) = (name, login, password, form.is_fine()) else {
        return Ok(None);
    };
    let hash = match app.passwords.hash(&password).await {
        Err(PasswordError::TooShort | PasswordError::TooLong) => {
            form.refuse("password", "users.password_length");
            return Ok(None);
        }
        hash => hash?,
    };
    let mut writer = app.ledger.write(Act::new(None, Origin::Web)).await?;
    // Asked again inside the change: of two set-ups at once only one may win.
    if store::any_within(&mut writer).await? {
        return Err(Problem::forbidden().because("users.set_up_done"));
    }
    let mut tree = OrgTree::of(&mut writer).await?;
    let mut roots: Vec<OrgId> = tree.roots().map(|root| OrgId(root.id)).collect();
    if roots.is_empty() {
        let province = form.choice("province", |code| domain::region::province_of(code.parse().ok()?));
        let Some(province) = form.must("province", province) else { return Ok(None) };
        let mut org = plain(OrgKind::Province, province.full_name, None, 1);
        org.region = Some(i64::from(province.code));
        roots.push(tree.create(&mut writer, org).map_err(|refusal| Problem::internal(&refusal))?);
    }
    let held: Vec<_> = roots.into_iter().map(|root| (root, Role::Administrator)).collect();
    match keep::create(&mut writer, &login, &name, &held, (&hash, false)).await? {
        Ok(user) => {
            writer.commit().await?;
            Ok(Some(user))
        }
        Err(refusal) => {
            form.refuse("login", refusal.key());
            Ok(None)
        }
    }
}
