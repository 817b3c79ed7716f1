//! Reading a workbook in a child process with limits: parsers of office files abort on hostile input, and the server must
//! not.
//!
//! The child is this program with a hidden command. It takes the bytes on its standard input, sets its own limits before
//! it looks at them, and answers on its standard output in the bounded binary form of `office::wire`.

use domain::limits::{
    CELL_MAX_CHARS, CELLS_MAX, COLUMNS_MAX, ROWS_MAX, SHEETS_MAX, UPLOAD_MAX_BYTES, WORKBOOKS_AT_ONCE_MAX,
};
use office::read::ReadLimits;
use office::{Book, ReadError, wire};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;

/// The hidden command under which the child runs.
pub const COMMAND: &str = "read-book";
/// Address space of the child.
const MEMORY_BYTES: u64 = 1536 << 20;
/// Processor time of the child.
const CPU_S: u64 = 60;
/// Time of the child by the clock.
const WALL: Duration = Duration::from_secs(90);
/// What the child may answer.
const ANSWER_MAX_BYTES: u64 = 512 << 20;

/// How long a workbook waits for its turn.
const TURN: Duration = Duration::from_secs(30);

/// What of a workbook is read.
fn limits() -> ReadLimits {
    ReadLimits {
        max_rows: ROWS_MAX,
        max_cols: COLUMNS_MAX,
        max_cells: CELLS_MAX,
        max_cell_chars: CELL_MAX_CHARS,
        max_sheets: SHEETS_MAX,
        ..ReadLimits::default()
    }
}

/// Reads workbooks for the pages, a few at once: each may take as much memory as its child's limit allows, and more while
/// what it says is brought in.
#[derive(Debug, Clone)]
pub struct Reader {
    program: PathBuf,
    turns: Arc<Semaphore>,
    patience: Duration,
}

/// The turn of one workbook, until it is dropped.
pub type Turn = OwnedSemaphorePermit;

impl Reader {
    /// A reader whose children run `program`.
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self::patient(program, WORKBOOKS_AT_ONCE_MAX, TURN)
    }

    fn patient(program: PathBuf, at_once: usize, patience: Duration) -> Self {
        Self { program, turns: Arc::new(Semaphore::new(at_once)), patience }
    }

    /// Waits for a turn; `None` when too many workbooks are being read for too long.
    pub async fn turn(&self) -> Option<Turn> {
        let turn = Arc::clone(&self.turns).acquire_owned();
        tokio::time::timeout(self.patience, turn).await.ok()?.ok()
    }

    /// Reads bytes in a child process. Take a turn first and keep it as long as the book.
    ///
    /// # Errors
    /// See [`ReaderError`].
    pub async fn read(&self, bytes: &[u8], name: &str) -> Result<Book, ReaderError> {
        read_bytes_by(&self.program, bytes, name).await
    }
}

/// Why a file isn't read.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The file is larger than an upload may be.
    #[error("the file has {size_bytes} bytes, at most {UPLOAD_MAX_BYTES} are taken")]
    TooLarge {
        /// Its size, or how much of it was read.
        size_bytes: u64,
    },
    /// It isn't a workbook that can be read.
    #[error(transparent)]
    Refused(#[from] ReadError),
    /// The child came to its end before it was done: the file asks for more than the limits allow.
    #[error("the file could not be read within the limits of memory and time")]
    Exhausted,
    /// The file or the child failed.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Reads a file in a child process.
///
/// # Errors
/// See [`ReaderError`]; nothing was written anywhere.
pub async fn read(path: &Path, name: &str) -> Result<(Vec<u8>, Book), ReaderError> {
    let bytes = read_within_limit(path).await?;
    let book = read_bytes_by(&std::env::current_exe()?, &bytes, name).await?;
    Ok((bytes, book))
}

/// The bytes of a file. What it says of its size is asked first, and not believed: a device or a pipe says 0 and has no end.
async fn read_within_limit(path: &Path) -> Result<Vec<u8>, ReaderError> {
    let file = tokio::fs::File::open(path).await?;
    let size_bytes = file.metadata().await?.len();
    if size_bytes > UPLOAD_MAX_BYTES {
        return Err(ReaderError::TooLarge { size_bytes });
    }
    let mut bytes = Vec::new();
    file.take(UPLOAD_MAX_BYTES + 1).read_to_end(&mut bytes).await?;
    let size_bytes = bytes.len() as u64;
    if size_bytes > UPLOAD_MAX_BYTES { Err(ReaderError::TooLarge { size_bytes }) } else { Ok(bytes) }
}

async fn read_bytes_by(program: &Path, bytes: &[u8], name: &str) -> Result<Book, ReaderError> {
    let mut child = Command::new(program)
        .arg(COMMAND)
        .arg(name)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else { return Err(ReaderError::Exhausted) };
    let give = async move {
        // A child that has refused already reads no further; its answer says why.
        drop(stdin.write_all(bytes).await);
    };
    // Decoded while the child still speaks. If it is killed, or says too much, the pipe ends.
    let said = std::fs::File::from(stdout.into_owned_fd()?).take(ANSWER_MAX_BYTES);
    let take = spawn_blocking(move || wire::decode_outcome(said, &limits()));
    let whole = async { (tokio::join!(give, take).1, child.wait().await) };
    let Ok((answer, status)) = tokio::time::timeout(WALL, whole).await else {
        return Err(ReaderError::Exhausted);
    };
    let status = status?;
    match answer.map_err(std::io::Error::other)? {
        Ok(outcome) => Ok(outcome?),
        Err(_) if !status.success() => Err(ReaderError::Exhausted),
        Err(error) => Err(ReaderError::Io(std::io::Error::other(error.to_string()))),
    }
}

/// The child: limits first, then the bytes, then the answer.
pub fn run_child(name: &str) -> ExitCode {
    match answer(name) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer(name: &str) -> std::io::Result<()> {
    use rlimit::Resource;
    Resource::AS.set(MEMORY_BYTES, MEMORY_BYTES)?;
    Resource::CPU.set(CPU_S, CPU_S)?;
    Resource::CORE.set(0, 0)?;
    // It writes to a pipe and to no file.
    Resource::FSIZE.set(0, 0)?;
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(UPLOAD_MAX_BYTES + 1).read_to_end(&mut bytes)?;
    let outcome = office::read(&bytes, name, &limits());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    wire::encode_outcome(&outcome, &mut out)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[tokio::test]
    async fn a_workbook_too_many_waits_for_its_turn_and_not_for_ever() {
        let reader = Reader::patient(PathBuf::new(), 2, Duration::ZERO);
        let first = reader.turn().await.unwrap();
        let _second = reader.turn().await.unwrap();
        assert!(reader.turn().await.is_none());
        drop(first);
        assert!(reader.turn().await.is_some());
    }
}
