//! Asking the application as a browser does, without a socket.

use super::World;
use super::cast::Who;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Method, Request, Response, StatusCode, header};
use http_body_util::BodyExt;
use std::net::SocketAddr;
use std::sync::LazyLock;
use taizhang::app::App;
use taizhang::routes;
use taizhang::sessions::Passwords;
use tower::ServiceExt;

const HOST: &str = "ledger.test";
const ORIGIN: &str = "http://ledger.test";
const BOUNDARY: &str = "the-end-of-a-part";

/// One hasher for all tests: making one costs a hash.
pub fn passwords() -> Passwords {
    static PASSWORDS: LazyLock<Passwords> = LazyLock::new(|| Passwords::new(2).unwrap());
    PASSWORDS.clone()
}

/// An answer.
#[derive(Debug)]
pub struct Page {
    pub status: StatusCode,
    /// Where it sends the browser.
    pub location: Option<String>,
    /// `name=value` of the cookies that it sets.
    pub cookies: Vec<String>,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
    /// The bytes as text.
    pub body: String,
}

impl Page {
    /// Whether the text is on the page.
    pub fn says(&self, text: &str) -> bool {
        self.body.contains(text)
    }

    /// Where the redirect leads; fails when it is none.
    pub fn to(&self) -> &str {
        let body = self.body.chars().take(2_000).collect::<String>();
        self.location.as_deref().unwrap_or_else(|| panic!("{} {body}", self.status))
    }

    /// The value of the cookie that it sets.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        let wanted = format!("{name}=");
        self.cookies.iter().find_map(|cookie| cookie.strip_prefix(&wanted))
    }

    /// The text between two others, of the first place where both stand.
    pub fn between(&self, before: &str, after: &str) -> Option<&str> {
        let start = self.body.find(before)? + before.len();
        let end = self.body[start..].find(after)?;
        Some(&self.body[start..start + end])
    }
}

impl World {
    /// The application over this world's ledger.
    pub fn app(&self) -> App {
        App::reading_with(self.reader.clone(), self.ledger.clone(), passwords(), self.site.clone())
    }

    /// Sends any request.
    pub async fn send(&self, request: Request<Body>) -> Page {
        read(routes::router(&self.app()).oneshot(request).await.unwrap()).await
    }

    /// Opens a page.
    pub async fn get(&self, who: Who, path: &str) -> Page {
        self.get_with(&cookie_of(who), path).await
    }

    /// Opens a page with those cookies.
    pub async fn get_with(&self, cookies: &str, path: &str) -> Page {
        self.send(asking(Method::GET, path, cookies).body(Body::empty()).unwrap()).await
    }

    /// Sends a form from a page of this site.
    pub async fn post(&self, who: Who, path: &str, fields: &[(&str, &str)]) -> Page {
        self.post_with(&cookie_of(who), path, fields).await
    }

    /// Sends a form with those cookies.
    pub async fn post_with(&self, cookies: &str, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded(fields);
        let request = asking(Method::POST, path, cookies)
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(std::mem::take(&mut body))).unwrap()).await
    }

    /// Sends a form as somebody at that address, with further header fields.
    pub async fn post_from(
        &self,
        peer: &str,
        head: &[(&str, &str)],
        path: &str,
        fields: &[(&str, &str)],
    ) -> Page {
        let mut request = asking(Method::POST, path, "")
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .extension(ConnectInfo(SocketAddr::new(peer.parse().unwrap(), 40_000)));
        for (name, value) in head {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(form_urlencoded(fields))).unwrap()).await
    }

    /// Sends a form with one file.
    pub async fn upload(
        &self,
        who: Who,
        path: &str,
        fields: &[(&str, &str)],
        file: (&str, &str, &[u8]),
    ) -> Page {
        let (field, name, bytes) = file;
        let mut body = Vec::new();
        for (key, value) in fields {
            let part =
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{key}\"\r\n\r\n{value}\r\n");
            body.extend_from_slice(part.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(bytes);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        let request = asking(Method::POST, path, &cookie_of(who))
            .header(header::ORIGIN, ORIGIN)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"));
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Goes where an answer sends, with the cookies that it set beside one's own.
    pub async fn follow(&self, who: Who, page: &Page) -> Page {
        let own = cookie_of(who);
        let cookies: Vec<&str> =
            std::iter::once(own.as_str()).chain(page.cookies.iter().map(String::as_str)).collect();
        self.get_with(&cookies.join("; "), page.to()).await
    }
}

/// The cookie of a session that the cast holds.
pub fn cookie_of(who: Who) -> String {
    match who {
        Who::Nobody => String::new(),
        who => format!("sid={}", who.token()),
    }
}

fn asking(method: Method, path: &str, cookies: &str) -> axum::http::request::Builder {
    let request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
    if cookies.is_empty() { request } else { request.header(header::COOKIE, cookies) }
}

fn form_urlencoded(fields: &[(&str, &str)]) -> String {
    use taizhang::web::urlencoded::encode;
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    pairs.join("&")
}

async fn read(response: Response<Body>) -> Page {
    let (parts, body) = response.into_parts();
    let text = |name: header::HeaderName| {
        parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    };
    let cookies = parts.headers.get_all(header::SET_COOKIE).iter();
    let cookies =
        cookies.filter_map(|value| value.to_str().ok()?.split(';').next().map(str::to_owned)).collect();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    let body = String::from_utf8_lossy(&bytes).into_owned();
    Page {
        status: parts.status,
        location: text(header::LOCATION),
        cookies,
        headers: parts.headers,
        bytes,
        body,
    }
}
