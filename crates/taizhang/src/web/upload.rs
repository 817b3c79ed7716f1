//! Files from people: streamed to a temporary file, counted and hashed on the way, cut off at their limit.

use super::{
    form::{FIELDS_MAX, Form, unreadable},
    problem::Problem,
};
use crate::hex::hex;
use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field},
    http::header,
};
use domain::limits::{FORM_MAX_BYTES, UPLOAD_MAX_BYTES};
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use std::{
    io,
    path::{Path, PathBuf},
};
use tokio::{fs, io::AsyncWriteExt};

const NAME_MAX_CHARS: usize = 200;

/// How much may come.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of one file.
    pub file_max_bytes: u64,
    /// Files at once.
    pub files_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_max_bytes: UPLOAD_MAX_BYTES, files_max: 1 }
    }
}

/// A form with files.
#[derive(Debug)]
pub struct Received {
    /// The fields that are text.
    pub form: Form,
    /// The files, in order; fields that were left empty are not among them.
    pub files: Vec<ReceivedFile>,
}

/// A file that has come whole. It is deleted on drop unless it was kept.
#[derive(Debug)]
pub struct ReceivedFile {
    /// The field that held it.
    pub field: String,
    /// The name it had on its own machine, without folders.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its bytes, as 64 hexadecimal digits.
    pub sha256: String,
    temporary: Temporary,
}

impl ReceivedFile {
    /// Where the bytes are.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.temporary.path
    }

    /// Moves the file to its place (on the same file system) and keeps it.
    ///
    /// # Errors
    /// When it cannot be moved; it is then deleted with this value.
    pub async fn keep(mut self, place: &Path) -> io::Result<()> {
        fs::rename(&self.temporary.path, place).await?;
        self.temporary.kept = true;
        Ok(())
    }
}

/// Deletes its file on drop: a request may end at any point.
#[derive(Debug)]
struct Temporary {
    path: PathBuf,
    kept: bool,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if !self.kept {
            // Nothing can be done about a temporary file that cannot be deleted.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// Reads a multipart request, its files into `dir`. A request that announces too much is refused before it is read.
///
/// # Errors
/// 413 above the limit, 408 when it comes too slowly, 400 when it is broken or holds more files than allowed.
pub async fn receive(mut request: Request, dir: &Path, limits: Limits) -> Result<Received, Problem> {
    let files_bytes = limits.file_max_bytes.saturating_mul(limits.files_max as u64);
    if announced_bytes(&request)
        .is_some_and(|announced| announced > files_bytes.saturating_add(FORM_MAX_BYTES))
    {
        return Err(Problem::too_large(limits.file_max_bytes));
    }
    let most = usize::try_from(files_bytes.saturating_add(FORM_MAX_BYTES)).unwrap_or(usize::MAX);
    DefaultBodyLimit::max(most).apply(&mut request);
    let request = request.map(one_frame_at_a_time);
    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|_| Problem::bad_request().because("web.no_upload"))?;
    let (mut pairs, mut text_bytes, mut files) = (Vec::new(), 0, Vec::new());
    while let Some(part) = parts.next_field().await.map_err(|error| unreadable(&error))? {
        let field = part.name().unwrap_or_default().to_owned();
        match part.file_name().map(plain_name) {
            None => pairs.push((field, text_of(part, &mut text_bytes).await?)),
            Some(name) if name.is_empty() => {}
            Some(_) if files.len() == limits.files_max => {
                return Err(Problem::bad_request().because("web.too_many_files"));
            }
            Some(name) => files.push(file_of(part, field, name, dir, limits.file_max_bytes).await?),
        }
        if pairs.len() > FIELDS_MAX {
            return Err(Problem::bad_request());
        }
    }
    Ok(Received { form: Form::typed(pairs), files })
}

/// The reader of parts takes all that is ready into its memory before it hands anything on, so a sender that is faster
/// than the disk would fill the memory. A body that is never ready twice in a row cannot. The first frame does come at
/// once: the reader takes a body that ends between two looks for its first boundary for a broken one.
fn one_frame_at_a_time(body: Body) -> Body {
    Body::from_stream(body.into_data_stream().enumerate().then(|(index, frame)| async move {
        if index > 0 {
            tokio::task::yield_now().await;
        }
        frame
    }))
}

fn announced_bytes(request: &Request) -> Option<u64> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// The last part of a path of either kind, without control characters.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(NAME_MAX_CHARS).collect::<String>().trim().to_owned()
}

async fn text_of(mut part: Field<'_>, text_bytes: &mut u64) -> Result<String, Problem> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|error| unreadable(&error))? {
        *text_bytes += chunk.len() as u64;
        if *text_bytes > FORM_MAX_BYTES {
            return Err(Problem::too_large(FORM_MAX_BYTES));
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| Problem::bad_request())
}

async fn file_of(
    mut part: Field<'_>,
    field: String,
    name: String,
    dir: &Path,
    max_bytes: u64,
) -> Result<ReceivedFile, Problem> {
    let path = dir.join(format!("upload-{:032x}.part", rand::random::<u128>()));
    let mut file = fs::File::create_new(&path).await.map_err(|error| Problem::internal(&error))?;
    let temporary = Temporary { path, kept: false };
    let (mut bytes, mut hash) = (0, Sha256::new());
    while let Some(chunk) = part.chunk().await.map_err(|error| unreadable(&error))? {
        bytes += chunk.len() as u64;
        if bytes > max_bytes {
            return Err(Problem::too_large(max_bytes));
        }
        hash.update(&chunk);
        file.write_all(&chunk).await.map_err(|error| Problem::internal(&error))?;
    }
    file.flush().await.map_err(|error| Problem::internal(&error))?;
    Ok(ReceivedFile { field, name, bytes, sha256: hex(&hash.finalize()), temporary })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use axum::body::Bytes;
    use futures_util::stream;
    use std::{
        convert::Infallible,
        sync::{
            Arc,
            atomic::{AtomicUsize, Ordering},
        },
    };

    const SMALL: Limits = Limits { file_max_bytes: 8, files_max: 1 };

    fn part(name: &str, file: Option<&str>, content: &str) -> String {
        let file = file.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{content}\r\n")
    }

    fn request(body: impl Into<Body>) -> Request {
        Request::builder()
            .header("content-type", "multipart/form-data; boundary=x")
            .body(body.into())
            .unwrap()
    }

    fn left_in(dir: &tempfile::TempDir) -> usize {
        std::fs::read_dir(dir.path()).unwrap().count()
    }

    #[tokio::test]
    async fn a_file_is_hashed_on_the_way_and_gone_unless_kept() {
        let dir = tempfile::tempdir().unwrap();
        let body = part("note", None, " 甲 ") + &part("file", Some("C:\\x\\表.xlsx"), "abc") + "--x--\r\n";
        let received = receive(request(body.clone()), dir.path(), SMALL).await.unwrap();
        let file = &received.files[0];
        assert_eq!((received.form.value("note"), file.name.as_str(), file.bytes), ("甲", "表.xlsx", 3));
        assert_eq!(file.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        drop(received);
        assert_eq!(left_in(&dir), 0);
        let place = dir.path().join("kept");
        let mut received = receive(request(body), dir.path(), SMALL).await.unwrap();
        received.files.remove(0).keep(&place).await.unwrap();
        assert_eq!(std::fs::read(place).unwrap(), b"abc");
    }

    #[tokio::test]
    async fn a_field_without_a_file_is_no_file() {
        let dir = tempfile::tempdir().unwrap();
        let body = part("file", Some(""), "") + "--x--\r\n";
        assert!(receive(request(body), dir.path(), SMALL).await.unwrap().files.is_empty());
    }

    #[tokio::test]
    async fn a_long_file_is_cut_off_at_the_limit_and_leaves_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let head = Bytes::from("--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n");
        // Always ready, and finite: should the limit fail, the test fails and the memory does not.
        let taken = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&taken);
        let chunks = stream::iter(
            std::iter::once(head).chain(std::iter::repeat_n(Bytes::from_static(&[b'a'; 1024]), 4096)),
        )
        .map(move |chunk| {
            counter.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Infallible>(chunk)
        });
        let problem = receive(request(Body::from_stream(chunks)), dir.path(), SMALL).await.unwrap_err();
        assert_eq!(problem.status, 413);
        assert!(taken.load(Ordering::Relaxed) < 10, "read on after the limit");
        assert_eq!(left_in(&dir), 0);
    }

    #[tokio::test]
    async fn two_gigabytes_are_refused_before_a_byte_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let mut request = request(Body::from_stream(stream::pending::<Result<Bytes, Infallible>>()));
        request.headers_mut().insert("content-length", "2147483648".parse().unwrap());
        assert_eq!(receive(request, dir.path(), Limits::default()).await.unwrap_err().status, 413);
    }

    #[tokio::test]
    async fn more_files_than_allowed_are_refused() {
        let dir = tempfile::tempdir().unwrap();
        let body = part("f", Some("a"), "1") + &part("f", Some("b"), "2") + "--x--\r\n";
        assert_eq!(receive(request(body), dir.path(), SMALL).await.unwrap_err().status, 400);
        assert_eq!(left_in(&dir), 0);
    }
}
