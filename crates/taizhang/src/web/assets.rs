//! Style, script and icon: bundled by the build, embedded in three encodings, named by their content.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

/// One file of the front end.
#[derive(Debug)]
pub struct Asset {
    /// The name by which pages ask for it: `app.js`.
    pub logical: &'static str,
    /// The name in its address, with the hash of its content: `app-3F2A9C1B.js`.
    pub name: &'static str,
    /// The media type.
    pub mime: &'static str,
    /// The bytes as they are.
    pub raw: &'static [u8],
    /// The bytes compressed by gzip.
    pub gzip: &'static [u8],
    /// The bytes compressed by brotli.
    pub brotli: &'static [u8],
}

/// All files of the front end, by name; empty when the build was told to leave the front end out.
pub static ASSETS: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Where the files stand.
pub const PREFIX: &str = "/assets/";

/// The address of a file, `None` in a build without the front end.
#[must_use]
pub fn address(logical: &str) -> Option<String> {
    ASSETS.iter().find(|asset| asset.logical == logical).map(|asset| format!("{PREFIX}{}", asset.name))
}

/// Answers `GET /assets/{name}`. A name holds the hash of its content, so the answer may be kept for ever.
pub async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    ASSETS
        .iter()
        .find(|asset| asset.name == name)
        .map_or_else(|| StatusCode::NOT_FOUND.into_response(), |asset| answer(asset, &headers))
}

fn answer(asset: &'static Asset, headers: &HeaderMap) -> Response {
    let (encoding, bytes) = encoded_for(asset, headers);
    let etag = format!("\"{}{}\"", asset.name, encoding.map(|name| format!("-{name}")).unwrap_or_default());
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let mut response = if known.is_some_and(|known| known.split(',').any(|one| one.trim() == etag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(header::CONTENT_TYPE, asset.mime)], bytes).into_response()
    };
    let fields = response.headers_mut();
    let mut set = |name, value: &str| {
        fields.insert(name, value.parse().expect("names of files and encodings are plain ASCII"));
    };
    set(header::ETAG, &etag);
    set(header::CACHE_CONTROL, "public, max-age=31536000, immutable");
    set(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    response
}

fn encoded_for(asset: &'static Asset, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepts(accepted, "br") {
        (Some("br"), asset.brotli)
    } else if accepts(accepted, "gzip") {
        (Some("gzip"), asset.gzip)
    } else {
        (None, asset.raw)
    }
}

fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused =
            parts.any(|part| part.strip_prefix("q=").and_then(|q| q.parse::<f32>().ok()) == Some(0.0));
        named && !refused
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rstest::rstest;

    static SAMPLE: Asset = Asset {
        logical: "a.js",
        name: "a-01.js",
        mime: "text/javascript; charset=utf-8",
        raw: b"raw",
        gzip: b"gzip",
        brotli: b"br",
    };

    fn asked(name: header::HeaderName, value: &'static str) -> Response {
        answer(&SAMPLE, &HeaderMap::from_iter([(name, value.parse().unwrap())]))
    }

    #[rstest]
    #[case("gzip, br;q=0.9", Some("br"))]
    #[case("gzip, br;q=0", Some("gzip"))]
    #[case("identity", None)]
    fn the_best_accepted_encoding_is_sent(#[case] accepted: &'static str, #[case] encoding: Option<&str>) {
        let response = asked(header::ACCEPT_ENCODING, accepted);
        let sent = response.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap());
        assert_eq!(sent, encoding);
        assert_eq!(response.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
    }

    #[test]
    fn a_known_file_is_not_sent_again() {
        assert_eq!(asked(header::IF_NONE_MATCH, "\"x\", \"a-01.js\"").status(), StatusCode::NOT_MODIFIED);
        assert_eq!(asked(header::IF_NONE_MATCH, "\"a-00.js\"").status(), StatusCode::OK);
    }

    #[test]
    fn pages_find_what_the_build_made() {
        // Without the front end the table is empty, and so are the links to it.
        let found = ["app.js", "app.css", "icon.svg"].map(|name| address(name).is_some());
        assert_eq!(found, [!ASSETS.is_empty(); 3]);
    }
}
