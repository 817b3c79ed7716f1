//! Kept files: each once, under the SHA-256 of its bytes, and never changed afterwards.
//!
//! The folder is `ledger.files()`. A file lies at `ab/abcd…`, named by its whole hash; facts name files by hash alone. An
//! upload that waits for its confirmation lies in a folder of its uploader's own and goes when it has waited too long, or
//! when too many wait behind it.

use crate::hex::hex;
use crate::ledger::{Ledger, LedgerError};
use crate::web::upload::ReceivedFile;
use domain::facts::UserId;
use domain::limits::{UPLOAD_WAITS_MAX_HOURS, UPLOADS_WAITING_MAX};
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use tokio::fs;
use tokio::io::AsyncWriteExt;

/// Hexadecimal digits of a hash.
const HASH_DIGITS: usize = 64;
/// Folder for uploads on their way, on the same file system as the kept files so that keeping is a rename.
const INCOMING: &str = "incoming";
/// Folder for uploads that wait for their confirmation, in it a folder for each person.
const WAITING: &str = "waiting";
const MS_PER_HOUR: u64 = 3_600_000;

/// What keeping a file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    pub hash: String,
    /// Size in bytes.
    pub size_bytes: u64,
}

/// The folder for uploads on their way; it is made when missing.
///
/// # Errors
/// When the folder can't be made.
pub async fn incoming(ledger: &Ledger) -> io::Result<PathBuf> {
    let folder = ledger.files().join(INCOMING);
    fs::create_dir_all(&folder).await?;
    Ok(folder)
}

/// Where the file of that hash lies, if the text is a hash at all: it may come from an address.
pub fn path_of(ledger: &Ledger, hash: &str) -> Option<PathBuf> {
    place_in(ledger.files(), hash)
}

fn place_in(folder: &Path, hash: &str) -> Option<PathBuf> {
    is_hash(hash).then(|| folder.join(&hash[..2]).join(hash))
}

fn is_hash(hash: &str) -> bool {
    hash.len() == HASH_DIGITS && is_hex(hash)
}

/// The folders of kept files are named by the first two digits of their hashes.
fn is_folder_of_kept(name: &str) -> bool {
    name.len() == 2 && is_hex(name)
}

fn is_hex(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Keeps an upload that has come whole. A file that is kept already is not written again.
///
/// # Errors
/// When the file can't be moved to its place.
pub async fn keep(ledger: &Ledger, file: ReceivedFile) -> io::Result<KeptFile> {
    let kept = KeptFile { hash: file.sha256.clone(), size_bytes: file.bytes };
    let place = path_of(ledger, &kept.hash).ok_or_else(|| io::Error::other("the upload has no hash"))?;
    if !is_there(&place, kept.size_bytes).await {
        make_folder_of(&place).await?;
        fs::File::open(file.path()).await?.sync_all().await?;
        file.keep(&place).await?;
    }
    Ok(kept)
}

/// The name under which bytes would be kept.
pub fn hash_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Keeps bytes that are in memory: a workbook on its way in. Bytes that are kept already are not written again.
///
/// # Errors
/// When the file can't be written.
pub async fn keep_bytes(ledger: &Ledger, bytes: &[u8]) -> io::Result<KeptFile> {
    let kept = KeptFile { hash: hash_of(bytes), size_bytes: bytes.len() as u64 };
    let place = path_of(ledger, &kept.hash).ok_or_else(|| io::Error::other("a hash is a hash"))?;
    if !is_there(&place, kept.size_bytes).await {
        make_folder_of(&place).await?;
        let name = format!("bytes-{:032x}.part", rand::random::<u128>());
        let temporary = incoming(ledger).await?.join(name);
        let mut file = fs::File::create_new(&temporary).await?;
        file.write_all(bytes).await?;
        file.sync_all().await?;
        fs::rename(&temporary, &place).await?;
    }
    Ok(kept)
}

/// What is wrong with a kept file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileFinding {
    /// It isn't there.
    Gone(String),
    /// Its bytes are not those of its hash.
    Altered(String),
}

/// The hashes of all files that the ledger names, now or earlier.
///
/// # Errors
/// When the database fails.
pub async fn named(ledger: &Ledger) -> Result<Vec<String>, LedgerError> {
    let sql = "SELECT file FROM import UNION SELECT file FROM evidence ORDER BY 1";
    Ok(ledger.db().query(sql, Vec::new()).await?)
}

/// How many of these files a folder of kept files lacks.
pub async fn missing_in(folder: &Path, hashes: &[String]) -> usize {
    let mut missing = 0;
    for place in hashes.iter().filter_map(|hash| place_in(folder, hash)) {
        missing += usize::from(!fs::metadata(&place).await.is_ok_and(|found| found.is_file()));
    }
    missing
}

/// Checks that every file that the ledger names, now or earlier, is there and whole.
///
/// # Errors
/// When the database or the disk fails.
pub async fn verify(ledger: &Ledger) -> Result<Vec<FileFinding>, LedgerError> {
    let mut findings = Vec::new();
    for hash in named(ledger).await? {
        let Some(place) = path_of(ledger, &hash) else { continue };
        match fs::read(&place).await {
            Ok(bytes) if hash_of(&bytes) == hash => {}
            Ok(_) => findings.push(FileFinding::Altered(hash)),
            Err(_) => findings.push(FileFinding::Gone(hash)),
        }
    }
    Ok(findings)
}

/// Where an upload of a person waits for its confirmation, if the text is a hash at all.
pub fn waiting_path(ledger: &Ledger, user: UserId, hash: &str) -> Option<PathBuf> {
    is_hash(hash).then(|| ledger.files().join(WAITING).join(user.to_string()).join(hash))
}

/// Lets an upload that has come whole wait for its confirmation, for that person alone. Where more than
/// [`UPLOADS_WAITING_MAX`] of them would wait, the oldest goes.
///
/// # Errors
/// When the file can't be moved to its place, or an older one can't be removed.
pub async fn keep_waiting(ledger: &Ledger, user: UserId, file: ReceivedFile) -> io::Result<KeptFile> {
    let kept = KeptFile { hash: file.sha256.clone(), size_bytes: file.bytes };
    let place = waiting_path(ledger, user, &kept.hash).ok_or_else(|| io::Error::other("a hash is a hash"))?;
    make_folder_of(&place).await?;
    fs::File::open(file.path()).await?.sync_all().await?;
    file.keep(&place).await?;
    drop_oldest_beside(&place).await?;
    Ok(kept)
}

/// Removes the oldest files of the folder of `newest` until at most [`UPLOADS_WAITING_MAX`] are left; never `newest`.
async fn drop_oldest_beside(newest: &Path) -> io::Result<()> {
    let Some(folder) = newest.parent() else { return Ok(()) };
    let mut others = Vec::new();
    let mut files = fs::read_dir(folder).await?;
    while let Some(file) = files.next_entry().await? {
        // One that went meanwhile, confirmed or discarded, waits no longer.
        let Ok(about) = file.metadata().await else { continue };
        if file.path() != newest {
            others.push((about.modified()?, file.path()));
        }
    }
    others.sort();
    let surplus = (others.len() + 1).saturating_sub(UPLOADS_WAITING_MAX);
    for (_, oldest) in others.into_iter().take(surplus) {
        remove(&oldest).await?;
    }
    Ok(())
}

/// Lets a waiting upload go; one that is gone already is what is wanted.
///
/// # Errors
/// When it can't be removed.
pub async fn let_go(ledger: &Ledger, user: UserId, hash: &str) -> io::Result<()> {
    let Some(place) = waiting_path(ledger, user, hash) else { return Ok(()) };
    remove(&place).await
}

async fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Copies the kept files of one folder into another, those that are not there whole yet. Uploads that wait, or are still
/// coming, stay behind: they belong to their uploaders alone, and may go while the copy is made.
///
/// # Errors
/// When a folder can't be read or a file can't be copied.
pub async fn copy_kept(from: &Path, to: &Path) -> io::Result<()> {
    let mut folders = match fs::read_dir(from).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        folders => folders?,
    };
    while let Some(folder) = folders.next_entry().await? {
        let name = folder.file_name();
        if !name.to_str().is_some_and(is_folder_of_kept) {
            continue;
        }
        let target = to.join(&name);
        fs::create_dir_all(&target).await?;
        let mut files = fs::read_dir(folder.path()).await?;
        while let Some(file) = files.next_entry().await? {
            let place = target.join(file.file_name());
            if !is_there(&place, file.metadata().await?.len()).await {
                fs::copy(file.path(), place).await?;
            }
        }
    }
    Ok(())
}

/// Removes what people left: uploads that nobody confirmed within [`UPLOAD_WAITS_MAX_HOURS`], and parts of uploads that
/// never came whole. Gives how many.
///
/// # Errors
/// When a folder can't be read.
pub async fn sweep(ledger: &Ledger) -> io::Result<usize> {
    let oldest_ms = ledger.clock().now_ms() - (UPLOAD_WAITS_MAX_HOURS * MS_PER_HOUR).cast_signed();
    let mut swept = sweep_folder(&ledger.files().join(INCOMING), oldest_ms).await?;
    let mut people = match fs::read_dir(ledger.files().join(WAITING)).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(swept),
        people => people?,
    };
    while let Some(person) = people.next_entry().await? {
        swept += sweep_folder(&person.path(), oldest_ms).await?;
    }
    Ok(swept)
}

async fn sweep_folder(folder: &Path, oldest_ms: i64) -> io::Result<usize> {
    let mut files = match fs::read_dir(folder).await {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        files => files?,
    };
    let mut swept = 0;
    while let Some(file) = files.next_entry().await? {
        // Another server may sweep at the same time: a file that is gone is what is wanted.
        let Ok(about) = file.metadata().await else { continue };
        let age = about.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
        let is_old = i64::try_from(age.as_millis()).unwrap_or(i64::MAX) < oldest_ms;
        if about.is_file() && is_old && fs::remove_file(file.path()).await.is_ok() {
            swept += 1;
        }
    }
    Ok(swept)
}

/// A file that a power cut left short is written again.
async fn is_there(place: &Path, size_bytes: u64) -> bool {
    fs::metadata(place).await.is_ok_and(|found| found.len() == size_bytes)
}

async fn make_folder_of(place: &Path) -> io::Result<()> {
    match place.parent() {
        Some(folder) => fs::create_dir_all(folder).await,
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hash_names_a_file() {
        let folder = Path::new("/files");
        let hash = "ab".repeat(32);
        assert_eq!(place_in(folder, &hash), Some(folder.join("ab").join(&hash)));
        for text in ["", "../../etc/passwd", &"AB".repeat(32), &"g".repeat(64), &"a".repeat(63)] {
            assert_eq!(place_in(folder, text), None);
        }
    }
}
