//! `taizhang demo`: a throw-away ledger with a made-up province, served.

use super::serve::{bind, serve};
use crate::clock::{Clock, day_of_ms};
use crate::ledger::Ledger;
use crate::out::say;
use crate::refused::Refused;
use crate::sample::{self, CastMember, SEED, Size};
use crate::sessions::{Passwords, set_password};
use crate::shell::role_word;
use crate::text::Lang;
use crate::users::one_time_password;
use crate::web::site::Site;
use clap::Args;
use domain::facts::UserId;
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

/// What `demo` takes.
#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: String,
    /// zone: about 120 projects; province: about 3,000; nation: over 200,000
    #[arg(long, default_value = "province", value_name = "zone|province|nation")]
    size: String,
}

pub(super) async fn run(lang: Lang, args: &DemoArgs) -> anyhow::Result<ExitCode> {
    let size = Size::from_code(&args.size)
        .ok_or_else(|| Refused::new(lang, "cli.bad_size", &[("text", &args.size)]))?;
    // Whoever finds the address taken shouldn't have waited for the sample first.
    let listener = bind(lang, &args.listen).await?;
    let folder = Folder::make()?;
    let (url, files) = folder.ledger();
    let signed_in = fill(&url, &files, size).await?;
    let ledger = Ledger::open(&url, files, Clock::System).await?;
    say(format_args!("http://{}\n", listener.local_addr()?))?;
    for (member, password) in &signed_in {
        say(format_args!("{:<10} {password}   {}", member.login, role_word(lang, member.role)))?;
    }
    say(format_args!("\n{}", lang.t("cli.demo_ends")))?;
    serve(listener, ledger, Site::default()).await
}

/// Fills the ledger along five years and gives the cast with their passwords.
async fn fill(url: &str, files: &Path, size: Size) -> anyhow::Result<Vec<(CastMember, String)>> {
    let now_ms = Clock::System.now_ms();
    let clock = Clock::Set(Arc::new(AtomicI64::new(now_ms)));
    let ledger = Ledger::open(url, files.to_owned(), clock).await?;
    let bar = bar();
    let sample = sample::generate(size, SEED, day_of_ms(now_ms));
    let filled = sample::fill(&ledger, &sample, now_ms, |done, all| {
        bar.set_length(all as u64);
        bar.set_position(done as u64);
    })
    .await?;
    bar.finish_and_clear();
    let passwords = Passwords::new(std::thread::available_parallelism().map_or(1, usize::from))?;
    let mut signed_in = Vec::with_capacity(filled.cast.len());
    for (member, user) in filled.cast {
        let password = one_time_password(&mut rand::rng());
        set(&ledger, &passwords, user, &password).await?;
        signed_in.push((member, password));
    }
    Ok(signed_in)
}

async fn set(ledger: &Ledger, passwords: &Passwords, user: UserId, password: &str) -> anyhow::Result<()> {
    let hash = passwords.hash(password).await?;
    Ok(set_password(ledger, user, &hash, false, None).await?)
}

fn bar() -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {elapsed}");
    ProgressBar::new(0).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// A folder that goes with the program.
struct Folder(PathBuf);

impl Folder {
    fn make() -> std::io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("taizhang-demo-{:016x}", rand::random::<u64>()));
        std::fs::create_dir(&folder)?;
        Ok(Self(folder))
    }

    /// Where the ledger and its files lie.
    fn ledger(&self) -> (String, PathBuf) {
        (format!("sqlite:{}", self.0.join("ledger.db").display()), self.0.join("files"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Nothing of value is in it, and the system clears its folder of temporary files anyway.
        drop(std::fs::remove_dir_all(&self.0));
    }
}
