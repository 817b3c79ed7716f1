//! Reading a kept file for a page: refusals of the reader in words, and the choices that go with an upload.

use super::store::brought_by;
use crate::actor::Actor;
use crate::app::App;
use crate::files;
use crate::imports::intake::intake;
use crate::imports::learned::{self, Learned};
use crate::imports::outcome::{IntakeError, LayoutChoice, Mode, Options, Report, Source};
use crate::imports::reader::{ReaderError, Turn};
use crate::imports::refusal::{args, key as refused_file};
use crate::ledger::{Act, LedgerError, Origin};
use crate::web::problem::Problem;
use axum::http::StatusCode;
use domain::Permission;
use domain::facts::{Kept, LearnedLayout, OrgId};
use domain::limits::{CODE_MAX_CHARS, NAME_MAX_CHARS, UPLOAD_MAX_BYTES};
use office::Book;

/// When it is worth another try after too many workbooks were being read.
const BUSY_RETRY_S: u64 = 20;

/// What stands in the place of a layout's number where the one that fits is taken.
pub const FITTING: &str = "fitting";
/// What stands in the place of a layout's number where sheets are taken by their headers alone.
pub const UNLEARNED: &str = "none";

/// What a person chose for an upload; travels in the address of the preview and in the form that confirms it.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// SHA-256 of the kept bytes.
    pub hash: String,
    /// The file's name.
    pub name: String,
    /// The number of the layout by which sheets are taken; [`UNLEARNED`] for none; [`FITTING`], or nothing,
    /// for the one that fits.
    pub layout: String,
    /// Zone and whether to make what isn't there, as far as the actor may.
    pub options: Options,
}

impl Chosen {
    /// Reads the choice from a form or an address. A zone or right that the actor doesn't have is left out.
    pub fn of<'a>(actor: &Actor, get: impl Fn(&str) -> Option<&'a str>) -> Option<Self> {
        let zone = get("zone").and_then(|id| id.parse::<OrgId>().ok());
        let zone = zone.filter(|zone| actor.may(Permission::Edit, *zone));
        let creates = get("create").is_some_and(|word| !word.is_empty()) && may_create(actor);
        let layout = get("layout").unwrap_or_default().chars().take(CODE_MAX_CHARS).collect();
        let options = Options { zone, create_zones: creates, ..Options::default() };
        let name: String = get("name").unwrap_or_default().chars().take(NAME_MAX_CHARS).collect();
        Some(Self { hash: get("file")?.to_owned(), name, layout, options })
    }

    /// The names and values with which [`Chosen::of`] reads it again.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = vec![("file", self.hash.clone()), ("name", self.name.clone())];
        if let Some(zone) = self.options.zone {
            pairs.push(("zone", zone.to_string()));
        }
        if self.options.create_zones {
            pairs.push(("create", "1".to_owned()));
        }
        if !self.layout.is_empty() {
            pairs.push(("layout", self.layout.clone()));
        }
        pairs
    }

    /// The options with the layout that was chosen. One out of reach, or withdrawn meanwhile, is none that was offered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn options(&self, app: &App, actor: &Actor) -> Result<Options, LedgerError> {
        let layout = match self.layout.as_str() {
            "" | FITTING => LayoutChoice::Fitting,
            UNLEARNED => LayoutChoice::Unlearned,
            number => {
                let among = (self.options.zone, number);
                let found = learned::named(&app.ledger, &actor.scope, among).await?;
                let number = |kept: &&Kept<LearnedLayout>| kept.id.to_string() == number;
                let layout = found.iter().find(number).and_then(|kept| Learned::parse(&kept.text).ok());
                layout.map_or(LayoutChoice::Fitting, LayoutChoice::This)
            }
        };
        Ok(Options { layout, ..self.options.clone() })
    }
}

/// Whether the actor may make organisations.
pub fn may_create(actor: &Actor) -> bool {
    actor.scope.may_anywhere(Permission::ManageOrgs)
}

/// The kept bytes of a file.
pub async fn kept_bytes(app: &App, hash: &str) -> Result<Vec<u8>, Problem> {
    let path = files::path_of(&app.ledger, hash).ok_or_else(Problem::not_found)?;
    match tokio::fs::read(path).await {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(upload_gone()),
        Err(error) => Err(Problem::internal(&error)),
    }
}

/// The bytes of an upload of the actor's own: while it waits, or once they have brought it in. Nobody else's is found.
pub async fn uploaded_bytes(app: &App, actor: &Actor, hash: &str) -> Result<Vec<u8>, Problem> {
    let waiting = files::waiting_path(&app.ledger, actor.user, hash).ok_or_else(Problem::not_found)?;
    match tokio::fs::read(waiting).await {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Problem::internal(&error)),
        Err(_) if brought_by(app.ledger.db(), hash, actor.user).await? => kept_bytes(app, hash).await,
        Err(_) => Err(upload_gone()),
    }
}

/// Keeps the bytes of an upload under the hash that the journal is about to name. They are the bytes that were read, not
/// whatever waits by now: another tab may have discarded the upload meanwhile.
pub async fn take_in(app: &App, chosen: &Chosen, bytes: &[u8]) -> Result<(), Problem> {
    let kept = files::keep_bytes(&app.ledger, bytes).await.map_err(|error| Problem::internal(&error))?;
    // Bytes that the disk has changed since are no longer what was uploaded.
    if kept.hash == chosen.hash { Ok(()) } else { Err(upload_gone()) }
}

/// A workbook that was read, as one of the few of which a server holds the cells at once.
pub struct Opened {
    /// The file.
    pub bytes: Vec<u8>,
    /// What stands in it.
    pub book: Book,
    /// Kept as long as the book.
    pub turn: Turn,
}

/// Waits for a turn, fetches the bytes and reads the workbook in a child process.
pub async fn open(
    app: &App,
    chosen: &Chosen,
    bytes: impl Future<Output = Result<Vec<u8>, Problem>>,
) -> Result<Opened, Problem> {
    let turn = app.reader.turn().await.ok_or_else(busy)?;
    let bytes = bytes.await?;
    let book = app.reader.read(&bytes, &chosen.name).await.map_err(|error| unreadable(&error))?;
    Ok(Opened { bytes, book, turn })
}

fn busy() -> Problem {
    let busy = Problem::of_status(StatusCode::SERVICE_UNAVAILABLE).because("imports.busy");
    Problem { retry_after_s: Some(BUSY_RETRY_S), ..busy }
}

fn upload_gone() -> Problem {
    Problem::not_found().because("imports.upload_gone")
}

/// Runs an import, or its dry run.
pub async fn run(
    app: &App,
    actor: &Actor,
    (chosen, book): (&Chosen, &Book),
    key: Option<String>,
    mode: Mode,
) -> Result<Report, IntakeError> {
    let options = chosen.options(app, actor).await?;
    run_by(app, actor, (chosen, book), &options, key, mode).await
}

/// The same by other options than those that were chosen.
pub async fn run_by(
    app: &App,
    actor: &Actor,
    (chosen, book): (&Chosen, &Book),
    options: &Options,
    key: Option<String>,
    mode: Mode,
) -> Result<Report, IntakeError> {
    let source = Source { name: chosen.name.clone(), hash: chosen.hash.clone(), came: None };
    let act = Act::new(Some(actor.user), Origin::Web).keyed(key);
    intake(&app.ledger, &actor.scope, act, (source, book), options, mode, |_, _| {}).await
}

/// An import that isn't possible at all, as an answer.
pub fn impossible(error: IntakeError) -> Problem {
    match error {
        IntakeError::NoHeader => refusal("imports.no_header"),
        IntakeError::OnlySums { by } => refusal("imports.only_sums").with("by", by),
        IntakeError::Ledger(error) => error.into(),
    }
}

fn refusal(key: &'static str) -> Problem {
    Problem::of_status(StatusCode::UNPROCESSABLE_ENTITY).because(key)
}

fn unreadable(error: &ReaderError) -> Problem {
    match error {
        ReaderError::TooLarge { .. } => Problem::too_large(UPLOAD_MAX_BYTES),
        ReaderError::Exhausted => refusal("imports.exhausted"),
        ReaderError::Io(error) => Problem::internal(error),
        ReaderError::Refused(refused) => args(refused)
            .into_iter()
            .fold(refusal(refused_file(refused)), |problem, (name, value)| problem.with(name, value)),
    }
}
