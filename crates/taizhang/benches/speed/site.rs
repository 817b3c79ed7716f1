//! What is measured on: sample ledgers, made once and kept between runs, and a place for passing files.

use anyhow::{Context, Result};
use domain::facts::{Grant, OrgId, User, UserId};
use domain::{Day, Role};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use taizhang::clock::{Clock, noon_ms};
use taizhang::ledger::{Act, Ledger, Origin};
use taizhang::sample::{self, SEED, Size};
use tokio::runtime::Runtime;

/// The session of the reader that every sample ledger has.
const TOKEN: &str = "token-of-the-bench";
/// Projects of the smaller ledger.
pub const SMALL_PROJECTS: usize = 20_000;
const SESSION_MS: i64 = 100 * 365 * 24 * 3_600_000;

/// One run's circumstances.
pub struct Bench {
    /// The runtime of everything asynchronous.
    pub runtime: Runtime,
    /// Projects of the larger ledger.
    pub projects: usize,
    /// Rows of the workbook.
    pub rows: usize,
    /// Runs of which the median is taken.
    pub runs: usize,
    quick: bool,
    folder: PathBuf,
}

impl Bench {
    /// A run over all the data, or a tenth of it.
    pub fn prepare(quick: bool, fresh: bool) -> Result<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
        if fresh && folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        std::fs::create_dir_all(&folder)?;
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let tenth = if quick { 10 } else { 1 };
        let (projects, rows) = (200_000 / tenth, 20_000 / tenth);
        Ok(Self { runtime, projects, rows, runs: 5, quick, folder })
    }

    /// The day of the sample.
    pub fn today() -> Day {
        Day::new(2022, 6, 30).expect("a day of the calendar")
    }

    /// A clock that stands on the day of the sample.
    pub fn clock() -> Clock {
        Clock::at_noon(Self::today())
    }

    /// The larger ledger's file.
    pub fn large(&self) -> Result<PathBuf> {
        if self.quick { self.small() } else { self.nation() }
    }

    /// The file of a ledger with 20,000 projects.
    pub fn small(&self) -> Result<PathBuf> {
        let path = self.folder.join("small.db");
        if !path.exists() {
            let nation = self.nation()?;
            self.runtime.block_on(cut_down(&nation, &path)).context("cutting the sample down")?;
        }
        self.runtime.block_on(sign_in(&path)).context("signing the reader in")?;
        Ok(path)
    }

    fn nation(&self) -> Result<PathBuf> {
        let path = self.folder.join("nation.db");
        if !path.exists() {
            eprintln!("making the sample ledger of 200,000 projects, once ({})", path.display());
            let passing = self.passing("nation-in-the-making.db");
            self.runtime.block_on(fill(&passing)).context("making the sample ledger")?;
            std::fs::rename(&passing, &path)?;
        }
        self.runtime.block_on(sign_in(&path)).context("signing the reader in")?;
        Ok(path)
    }

    /// A path for a file of this run alone.
    pub fn passing(&self, name: &str) -> PathBuf {
        let path = self.folder.join(name);
        for ending in ["", "-wal", "-shm"] {
            // Left over from an earlier run, or not there.
            drop(std::fs::remove_file(format!("{}{ending}", path.display())));
        }
        path
    }

    /// Opens a ledger.
    pub fn open(&self, path: &Path) -> Result<Ledger> {
        Ok(self.runtime.block_on(Ledger::open(&url(path), self.folder.join("files"), Self::clock()))?)
    }
}

/// The address of an SQLite file.
pub fn url(path: &Path) -> String {
    format!("sqlite:{}", path.display())
}

/// The cookie of the reader's session.
pub fn cookie() -> String {
    format!("sid={TOKEN}")
}

async fn fill(path: &Path) -> Result<()> {
    let clock = Bench::clock();
    let ledger = Ledger::open(&url(path), path.with_extension("files"), clock).await?;
    let sample = sample::generate(Size::Nation, SEED, Bench::today());
    sample::fill(&ledger, &sample, noon_ms(Bench::today()), |_, _| ()).await?;
    let roots =
        ledger.db().query::<i64>("SELECT id FROM org WHERE parent IS NULL AND until IS NULL", vec![]).await?;
    let mut writer = ledger.write(Act::new(None, Origin::Sample)).await?;
    let user = User { login: "bench".to_owned(), name: "Bench".to_owned(), disabled: false };
    let user = UserId(writer.create(&user));
    for root in roots {
        writer.create(&Grant { user, org: OrgId(root), role: Role::ProvincialOffice });
    }
    writer.commit().await?;
    let sql = "INSERT INTO credential (account, password, must_change, changed_ms) VALUES ($1, '', 0, $2)";
    let mut tx = ledger.db().begin().await?;
    tx.exec(sql, vec![user.0.into(), noon_ms(Bench::today()).into()]).await?;
    tx.commit().await?;
    ledger.db().clone().close().await;
    Ok(())
}

/// A session without a password, begun anew with each run: the ledgers are kept for longer than a session lasts.
async fn sign_in(path: &Path) -> Result<()> {
    let now_ms = Clock::System.now_ms();
    let hash: String = Sha256::digest(TOKEN).iter().map(|byte| format!("{byte:02x}")).collect();
    let db = db::Db::open(&url(path), db::Options::default()).await?;
    let mut tx = db.begin().await?;
    tx.exec("DELETE FROM session", vec![]).await?;
    let sql = "INSERT INTO session (token, account, created_ms, seen_ms, expires_ms) \
               SELECT $1, id, $2, $2, $3 FROM account WHERE login = 'bench' AND until IS NULL";
    tx.exec(sql, vec![hash.into(), now_ms.into(), (now_ms + SESSION_MS).into()]).await?;
    tx.commit().await?;
    db.close().await;
    Ok(())
}

/// The first 20,000 projects of a ledger. Its chain of changes no longer fits its facts, which nothing here asks.
async fn cut_down(from: &Path, to: &Path) -> Result<()> {
    let open = |path: PathBuf| async move { db::Db::open(&url(&path), db::Options::default()).await };
    let large = open(from.to_owned()).await?;
    let sql = "SELECT id FROM project WHERE until IS NULL ORDER BY id LIMIT 1 OFFSET $1";
    let first_left_out = large.query_one::<i64>(sql, vec![(SMALL_PROJECTS as i64).into()]).await?;
    let passing = to.with_extension("in-the-making");
    drop(std::fs::remove_file(&passing));
    large.backup(&passing).await?;
    let small = open(passing.clone()).await?;
    let mut tx = small.begin().await?;
    for kind in domain::facts::RecordKind::ALL {
        let column = match kind.owner() {
            domain::facts::Owner::Itself => "id",
            domain::facts::Owner::Project => "project",
            _ => continue,
        };
        let sql = format!("DELETE FROM {} WHERE {column} >= $1", kind.table());
        tx.exec(sql, vec![first_left_out.into()]).await?;
    }
    let unused = "DELETE FROM investor WHERE id NOT IN (SELECT investor FROM project_investor)";
    tx.exec(unused, vec![]).await?;
    tx.commit().await?;
    small.close().await;
    large.close().await;
    std::fs::rename(&passing, to)?;
    Ok(())
}
