//! Browsers from which a person has signed in before.
//!
//! After a sign-in the browser keeps a mark of its own, sealed with the stored hash of the person's password: nobody
//! else can make one, nothing has to be kept of it here, and a new password makes it worthless. It opens nothing; it only
//! says by whose failures a try is counted (see [`super::throttle`]).

use super::recognize::token_hash;
use crate::app::App;
use crate::web::asked::cookie;
use axum::http::{HeaderMap, HeaderValue};
use rand::RngExt;

const COOKIE_HTTPS: &str = "__Host-known";
const COOKIE_HTTP: &str = "known";
/// As long as browsers keep a cookie at most: 400 days.
const LASTS_S: u32 = 400 * 24 * 3600;
const MARK_CHARS: usize = 32;

fn name(https: bool) -> &'static str {
    if https { COOKIE_HTTPS } else { COOKIE_HTTP }
}

/// What goes with a mark: its hash together with that of a password, which holds 128 random bits that only we know.
fn seal(mark: &str, password_hash: &str) -> String {
    token_hash(&format!("known browser {mark} {password_hash}"))
}

/// The mark of the browser that a request comes from, if this person has signed in there.
pub(super) fn mark_of(app: &App, headers: &HeaderMap, password_hash: &str) -> Option<String> {
    let (mark, sealed) = cookie(headers, name(app.site.https))?.split_once('.')?;
    let is_mark = mark.len() == MARK_CHARS && mark.bytes().all(|byte| byte.is_ascii_hexdigit());
    // Hashed once more, so that the time of the comparison says nothing of the seal.
    let is_sealed = token_hash(sealed) == token_hash(&seal(mark, password_hash));
    (is_mark && is_sealed).then(|| mark.to_owned())
}

/// The cookie by which the browser is known from now on; it keeps the mark that it has.
pub(super) fn remember(app: &App, mark: Option<String>, password_hash: &str) -> HeaderValue {
    let mark = mark.unwrap_or_else(|| format!("{:032x}", rand::rng().random::<u128>()));
    let secure = if app.site.https { "; Secure" } else { "" };
    let text = format!(
        "{}={mark}.{}; Path=/; Max-Age={LASTS_S}; HttpOnly; SameSite=Lax{secure}",
        name(app.site.https),
        seal(&mark, password_hash)
    );
    HeaderValue::try_from(text).expect("marks and seals are hexadecimal")
}
