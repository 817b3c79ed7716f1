//! A fresh ledger per test, on either engine, with a fixed cast and a browser's hand.
//!
//! ```text
//! on_both! {
//!     async fn the_neighbour_sees_nothing(world: World) {
//!         let tree = world.settle().await;
//!         world.project(tree.zone, "JZ-1").await;
//!         assert!(!world.get(Who::Neighbour, "/projects").await.says("JZ-1"));
//!     }
//! }
//! ```
#![allow(dead_code, reason = "a kit offers more than the tests of the day use")]

mod cast;
mod http;

#[allow(unused_imports, reason = "a kit offers more than the tests of the day use")]
pub use cast::{Tree, Who};
#[allow(unused_imports, reason = "as above")]
pub use http::{Page, cookie_of, passwords};

use domain::Day;
use domain::facts::{ChangeId, Evidence, MonthlyReportId, Org, OrgId, Project, ProjectId};
use domain::{OrgKind, ZoneLevel};
use std::path::PathBuf;
use std::process::{Command, Output};
use taizhang::clock::Clock;
use taizhang::ledger::{Act, Ledger, Origin};
use taizhang::web::site::Site;

/// Declares tests that run on both engines.
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($world:ident: World) $body:block)*) => {$(
        mod $name {
            use super::*;
            async fn run($world: World) $body
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run(World::sqlite().await).await;
            }
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run(World::postgres().await).await;
            }
        }
    )*};
}

/// Noon of this day is now, until a test moves the clock.
pub const TODAY: (i32, u8, u8) = (2022, 6, 30);

/// A ledger of its own, with its clock and folder.
pub struct World {
    pub ledger: Ledger,
    pub clock: Clock,
    pub url: String,
    pub folder: tempfile::TempDir,
    /// The program that reads workbooks for the pages.
    pub reader: PathBuf,
    /// How people reach it.
    pub site: Site,
}

impl World {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", folder.path().join("ledger.db").display());
        Self::open(url, folder).await
    }

    pub async fn postgres() -> Self {
        Self::open(db::testkit::postgres_database(), tempfile::tempdir().unwrap()).await
    }

    async fn open(url: String, folder: tempfile::TempDir) -> Self {
        let clock = Clock::at_noon(day(TODAY.0, TODAY.1, TODAY.2));
        let ledger = Ledger::open(&url, folder.path().join("files"), clock.clone()).await.unwrap();
        Self {
            ledger,
            clock,
            url,
            folder,
            reader: env!("CARGO_BIN_EXE_taizhang").into(),
            site: Site::default(),
        }
    }

    /// Another server on the same database.
    pub async fn another_server(&self) -> Ledger {
        Ledger::open(&self.url, self.folder.path().join("files"), self.clock.clone()).await.unwrap()
    }

    /// Runs the program on this ledger.
    pub async fn taizhang(&self, args: &[&str]) -> Output {
        self.taizhang_on(&self.url, args).await
    }

    /// Runs the program on another ledger, in this world's folder.
    pub async fn taizhang_on(&self, url: &str, args: &[&str]) -> Output {
        let mut command = self.command(url, args);
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }

    /// Runs the program on this ledger for somebody who has stopped reading.
    pub async fn taizhang_unread(&self, args: &[&str]) -> Output {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = self.command(&self.url, args);
        command.stdout(writer);
        tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap()
    }

    fn command(&self, url: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_taizhang"));
        command.current_dir(self.folder.path()).env_remove("TAIZHANG_LANG");
        command.env("TAIZHANG_FILES", self.folder.path().join("files")).arg("--db").arg(url).args(args);
        command
    }

    /// A province, a city and a zone; gives the zone.
    pub async fn zone(&self) -> OrgId {
        let mut writer = self.ledger.write(operator()).await.unwrap();
        let province = writer.create(&org(OrgKind::Province, "山西省", None));
        let city = writer.create(&org(OrgKind::City, "晋中市", Some(OrgId(province))));
        let zone = writer.create(&org(OrgKind::Zone, "晋中经济技术开发区", Some(OrgId(city))));
        writer.commit().await.unwrap();
        OrgId(zone)
    }

    /// A project in the zone; gives it and the change that wrote it.
    pub async fn project(&self, zone: OrgId, no: &str) -> (ProjectId, ChangeId) {
        let mut writer = self.ledger.write(operator()).await.unwrap();
        let id = writer.create(&Project::new(no, format!("{no}号项目"), zone));
        let outcome = writer.commit().await.unwrap();
        (ProjectId(id), outcome.change.unwrap())
    }
}

/// What a run printed, and what it complained.
pub fn printed(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

pub fn operator() -> Act {
    Act::new(None, Origin::CommandLine)
}

pub fn day(year: i32, month: u8, day: u8) -> Day {
    Day::new(year, month, day).unwrap()
}

pub fn org(kind: OrgKind, name: &str, parent: Option<OrgId>) -> Org {
    Org {
        parent,
        kind,
        name: name.into(),
        aliases: None,
        code: None,
        region: None,
        level: (kind == OrgKind::Zone).then_some(ZoneLevel::Provincial),
        position: 1,
        valid_from: None,
        valid_to: None,
    }
}

/// A photo of a monthly report.
pub fn photo(project: ProjectId, report: MonthlyReportId) -> Evidence {
    Evidence {
        project,
        event: None,
        file: "ab".repeat(32),
        name: "现场.jpg".into(),
        size_bytes: 2,
        report: Some(report),
    }
}
