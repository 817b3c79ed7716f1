//! One sentence after a redirect, with undo beside it: kept in a cookie until the next page has shown it.

use super::{asked::cookie, urlencoded};
use axum::http::{HeaderMap, HeaderValue};
use serde::{Deserialize, Serialize};

const NAME: &str = "flash";
/// Long enough for a redirect; a page that never comes leaves nothing behind.
const LIFE_S: u32 = 60;
const TEXT_MAX_CHARS: usize = 300;

/// What an action has to say for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash {
    /// The sentence, in the language of the person.
    pub text: String,
    /// How to take it back.
    pub undo: Option<Undo>,
}

/// A button that takes the action back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The path that the button posts to.
    pub action: String,
    /// The button's words: a verb and what it undoes.
    pub label: String,
}

impl Flash {
    /// A sentence without undo.
    #[must_use]
    pub fn saying(text: impl Into<String>) -> Self {
        Self { text: text.into(), undo: None }
    }

    /// The same with a button that posts to `action`.
    #[must_use]
    pub fn with_undo(self, action: impl Into<String>, label: impl Into<String>) -> Self {
        Self { undo: Some(Undo { action: action.into(), label: label.into() }), ..self }
    }

    /// What the request brings back; a cookie that we did not write is ignored.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Option<Self> {
        let flash: Self = serde_json::from_str(&urlencoded::decode(cookie(headers, NAME)?)).ok()?;
        let own = flash
            .undo
            .as_ref()
            .is_none_or(|undo| undo.action.starts_with('/') && !undo.action.starts_with("//"));
        own.then_some(flash)
    }

    /// The `Set-Cookie` that carries it to the next page.
    #[must_use]
    pub fn set(&self) -> HeaderValue {
        let short = Self { text: self.text.chars().take(TEXT_MAX_CHARS).collect(), undo: self.undo.clone() };
        let json = serde_json::to_string(&short).expect("texts become JSON");
        let value = urlencoded::encode(&json);
        HeaderValue::try_from(format!("{NAME}={value}; Path=/; Max-Age={LIFE_S}; HttpOnly; SameSite=Lax"))
            .expect("percent-encoded text is plain ASCII")
    }

    /// The `Set-Cookie` that forgets it.
    #[must_use]
    pub fn clear() -> HeaderValue {
        HeaderValue::from_static("flash=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::http::header;

    fn brought(cookie: &str) -> Option<Flash> {
        Flash::of(&HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())]))
    }

    #[test]
    fn it_comes_back_as_it_was_said() {
        let flash = Flash::saying("已保存“甲;乙”").with_undo("/changes/7/undo", "撤销导入");
        let set = flash.set();
        let pair = set.to_str().unwrap().split(';').next().unwrap();
        assert_eq!(brought(pair), Some(flash));
    }

    #[test]
    fn an_undo_that_leads_elsewhere_is_ignored() {
        let flash = Flash::saying("x").with_undo("//evil.example/", "y");
        let set = flash.set();
        assert_eq!(brought(set.to_str().unwrap().split(';').next().unwrap()), None);
        assert_eq!(brought("flash=%7Bbroken"), None);
    }
}
