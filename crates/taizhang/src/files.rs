//! Kept files: each once, under the SHA-256 of its bytes, and never changed afterwards.
//!
//! The folder is `ledger.files()`. A file lies at `ab/abcd…`, named by its whole hash; facts name files by hash alone.

use crate::hex::hex;
use crate::ledger::Ledger;
use crate::web::upload::ReceivedFile;
use sha2::{Digest, Sha256};
use std::io;
use std::path::{Path, PathBuf};
use tokio::fs;
use tokio::io::AsyncWriteExt;

/// Hexadecimal digits of a hash.
const HASH_DIGITS: usize = 64;
/// Folder for uploads on their way, on the same file system as the kept files so that keeping is a rename.
const INCOMING: &str = "incoming";

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
    let is_hash =
        hash.len() == HASH_DIGITS && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    is_hash.then(|| folder.join(&hash[..2]).join(hash))
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

/// Keeps bytes that are in memory: a workbook read by the command line.
///
/// # Errors
/// When the file can't be written.
pub async fn keep_bytes(ledger: &Ledger, bytes: &[u8]) -> io::Result<KeptFile> {
    let kept = KeptFile { hash: hex(&Sha256::digest(bytes)), size_bytes: bytes.len() as u64 };
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
