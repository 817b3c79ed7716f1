//! Security headers on every answer, and the nonce without which no script runs.
//!
//! `script-src 'self'` would run any file of this host that can be made to look like a script, uploads included; and
//! a path in the policy needs the host's outside name, which a proxy may change. So scripts carry a nonce of their
//! request, and nothing else runs: no inline code, no `eval`. `style-src-attr` is open because ECharts places its
//! tooltip by style attributes.

use super::site::Site;
use crate::hex::hex;
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};

const COOP: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const CORP: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const HSTS_VALUE: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// 128 random bits of one request, as hexadecimal text; scripts of the page carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nonce(String);

impl Nonce {
    /// The nonce of those random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(hex(&bytes))
    }

    /// The text for the `nonce` attribute.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The content security policy of a page whose scripts carry that nonce.
#[must_use]
pub fn policy(nonce: &Nonce) -> String {
    format!(
        "default-src 'self'; script-src 'nonce-{}'; style-src 'self'; style-src-attr 'unsafe-inline'; \
         img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
        nonce.as_str()
    )
}

/// Middleware: gives the request its nonce and the answer its headers. A handler's own policy (a download's sandbox)
/// stays.
pub async fn secure(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let nonce = Nonce::from_bytes(rand::random());
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        let value = HeaderValue::try_from(policy(&nonce)).expect("a policy is plain ASCII");
        headers.insert(header::CONTENT_SECURITY_POLICY, value);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(COOP, HeaderValue::from_static("same-origin"));
    headers.insert(CORP, HeaderValue::from_static("same-origin"));
    headers.insert(PERMISSIONS, HeaderValue::from_static("geolocation=(), microphone=()"));
    if site.https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HSTS_VALUE);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_with_the_nonce_run() {
        let policy = policy(&Nonce::from_bytes([0xab; 16]));
        assert!(policy.contains("script-src 'nonce-abababababababababababababababab';"));
        assert!(!policy.contains("unsafe-eval") && !policy.contains("script-src 'self'"));
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("base-uri 'none'"));
    }
}
