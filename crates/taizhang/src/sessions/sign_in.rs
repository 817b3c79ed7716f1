//! The sign-in page.

use super::known_browser;
use super::recognize::{cookie_name, token_hash};
use super::store::{self, NewSession};
use super::throttle::Attempt;
use crate::app::App;
use crate::ui::{field, layout};
use crate::web::asked::Asked;
use crate::web::form::Form;
use crate::web::page;
use crate::web::problem::Problem;
use crate::web::query::Query;
use crate::web::site::Client;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;
use domain::facts::UserId;
use domain::limits::{NAME_MAX_CHARS, PASSWORD_MAX_CHARS, SESSION_MAX_DAYS};
use maud::{Markup, html};
use rand::RngExt;

/// The parameter that says where to go afterwards.
pub(super) const NEXT: &str = "next";
/// As much of a browser's own name as is kept.
const AGENT_MAX_CHARS: usize = 200;
const DAY_MS: i64 = 24 * 3_600_000;

/// Shows the form.
pub(super) async fn page(State(app): State<App>, asked: Asked) -> Result<Response, Problem> {
    if !store::any_account(app.ledger.db()).await? {
        return Ok(page::redirect(&asked, super::SET_UP, None));
    }
    let next = asked.here.get(NEXT).unwrap_or_default().to_owned();
    let form = Form::filled([(NEXT, next)]);
    Ok(page::full(&asked, markup(&asked, &form)))
}

fn markup(asked: &Asked, form: &Form) -> Markup {
    let lang = asked.lang;
    let body = html! {
        form.narrow method="post" action=(super::SIGN_IN) {
            h1 { (lang.t("sessions.sign_in")) }
            (field::with_summary(lang, form, &html! {
                input type="hidden" name=(NEXT) value=(form.value(NEXT));
                (field::text(lang, form, field::Field::required("login", lang.t("sessions.login"))))
                (field::password(lang, form, field::Field::required("password", lang.t("sessions.password")), false))
                button.primary type="submit" { (lang.t("sessions.sign_in")) }
                p.hint { (lang.t("sessions.no_secrets")) }
            }))
        }
    };
    layout::bare(asked, lang.t("sessions.sign_in"), &body)
}

/// Checks name and password and begins a session.
pub(super) async fn submit(
    State(app): State<App>,
    asked: Asked,
    client: Client,
    headers: HeaderMap,
    mut form: Form,
) -> Result<Response, Problem> {
    let login = form.required("login", NAME_MAX_CHARS);
    let password = form.required("password", PASSWORD_MAX_CHARS);
    let (Some(login), Some(password)) = (login, password) else {
        return Ok(page::refused(&asked, markup(&asked, &form)));
    };
    let login = login.to_lowercase();
    let account = store::account_by_login(app.ledger.db(), &login).await?.filter(|account| !account.disabled);
    let (user, hash) = account.map(|account| (account.user, account.password)).unzip();
    let hash = hash.flatten();
    let browser = hash.as_ref().and_then(|hash| known_browser::mark_of(&app, &headers, hash));
    let attempt = Attempt::new(&login, &client, browser.as_deref());
    if let Some(wait_ms) = attempt.claim(&app.ledger).await? {
        return Err(Problem::too_often(wait_ms.unsigned_abs().div_ceil(1000)));
    }
    let matches = app.passwords.matches(&password, hash.clone()).await?;
    let (Some(user), Some(hash), true) = (user, hash, matches) else {
        form.refuse("password", "sessions.wrong");
        return Ok(page::refused(&asked, markup(&asked, &form)));
    };
    attempt.succeeded(&app.ledger).await?;
    let session = begin(&app, user, &client, &headers).await?;
    let mut response = page::redirect(&asked, &safe_next(form.value(NEXT)), None);
    response.headers_mut().append(header::SET_COOKIE, session);
    response.headers_mut().append(header::SET_COOKIE, known_browser::remember(&app, browser, &hash));
    Ok(response)
}

/// Begins a session and gives its cookie.
///
/// # Errors
/// A [`Problem`] when the database fails.
pub async fn begin(
    app: &App,
    user: UserId,
    client: &Client,
    headers: &HeaderMap,
) -> Result<HeaderValue, Problem> {
    let token = format!("{:032x}{:032x}", rand::rng().random::<u128>(), rand::rng().random::<u128>());
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let agent: String = agent.chars().take(AGENT_MAX_CHARS).collect();
    let now_ms = app.ledger.clock().now_ms();
    let life_ms = SESSION_MAX_DAYS * DAY_MS;
    let session = NewSession {
        token: &token_hash(&token),
        user,
        now_ms,
        expires_ms: now_ms + life_ms,
        address: &client.words(),
        agent: &agent,
    };
    store::begin_session(app.ledger.db(), &session).await?;
    let secure = if app.site.https { "; Secure" } else { "" };
    let name = cookie_name(app.site.https);
    let text = format!("{name}={token}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}", life_ms / 1000);
    HeaderValue::try_from(text).map_err(|error| Problem::internal(&error))
}

/// Only to a path of this site: an address from outside must not send anybody elsewhere after the sign-in.
fn safe_next(next: &str) -> String {
    // Browsers drop tabs and line breaks and take `\\` for `/`: what they read must be what was looked at.
    let is_plain = !next.chars().any(|letter| letter.is_control() || letter == '\\');
    let uri = (is_plain && next.starts_with('/') && !next.starts_with("//")).then(|| Uri::try_from(next));
    match uri {
        Some(Ok(uri)) if uri.authority().is_none() => Query::of_uri(&uri).to_string(),
        _ => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("/projects?q=1", "/projects?q=1")]
    #[case("//elsewhere.example/", "/")]
    #[case("https://elsewhere.example/", "/")]
    #[case("/\\elsewhere.example", "/")]
    #[case("", "/")]
    #[case("/\t/elsewhere.example", "/")]
    #[case("/\n/elsewhere.example", "/")]
    #[case("\t//elsewhere.example", "/")]
    #[case("/projects\r\nSet-Cookie: a=b", "/")]
    #[case("/\u{7f}", "/")]
    #[case("/\u{85}/elsewhere.example", "/")]
    #[case("/%09/elsewhere.example", "/%09/elsewhere.example")]
    #[case("/projects?where=stage%3D1&q=%E6%99%8B", "/projects?where=stage%3D1&q=%E6%99%8B")]
    #[case("/projects?where=a//b", "/projects?where=a%2F%2Fb")]
    #[case("/projects#top", "/projects")]
    #[case("*", "/")]
    fn after_the_sign_in_one_stays_on_this_site(#[case] next: &str, #[case] to: &str) {
        assert_eq!(safe_next(next), to);
    }
}
