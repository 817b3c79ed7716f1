//! `taizhang serve`.

use crate::app::App;
use crate::ledger::Ledger;
use crate::out::say;
use crate::routes;
use crate::sessions::Passwords;
use crate::text::Lang;
use crate::web::listen::{self, Limits};
use crate::web::site::Site;
use anyhow::Context;
use clap::Args;
use std::net::IpAddr;
use std::process::ExitCode;
use tokio::net::TcpListener;

/// What `serve` takes.
#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// The address to listen on
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDR")]
    listen: String,
    /// People reach the site by https, through a proxy that ends it
    #[arg(long, env = "TAIZHANG_HTTPS")]
    https: bool,
    /// Proxies whose X-Forwarded-For tells where people come from
    #[arg(long, env = "TAIZHANG_TRUSTED_PROXY", value_name = "ADDR", value_delimiter = ',')]
    trusted_proxy: Vec<IpAddr>,
}

pub(super) async fn run(ledger: Ledger, lang: Lang, args: ServeArgs) -> anyhow::Result<ExitCode> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("TAIZHANG_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let listener = bind(lang, &args.listen).await?;
    say(format_args!("http://{}", listener.local_addr()?))?;
    let site = Site { https: args.https, trusted_proxies: args.trusted_proxy.into() };
    if site.https && site.trusted_proxies.is_empty() {
        tracing::warn!("--https without --trusted-proxy: wrong passwords are counted by account alone");
    }
    serve(listener, ledger, site).await
}

/// Takes the address.
pub(super) async fn bind(lang: Lang, address: &str) -> anyhow::Result<TcpListener> {
    let bound = TcpListener::bind(address).await;
    bound.with_context(|| lang.tf("cli.cant_listen", &[("address", &address)]))
}

/// Serves until the program is told to stop.
pub(super) async fn serve(listener: TcpListener, ledger: Ledger, site: Site) -> anyhow::Result<ExitCode> {
    // The first question should not be the one that waits for the load.
    let snapshot = ledger.live().current().await?;
    for it in snapshot.definitions().unusable() {
        let (name, from) = (&it.rule.name, it.rule.from_on);
        tracing::warn!(
            "the definition of {name} from {from} can't be used, what held before holds on: {}",
            it.error
        );
    }
    for it in snapshot.editions().unusable() {
        let (name, from) = (&it.rule.name, it.rule.from_on);
        tracing::warn!(
            "the template {name} from {from} can't be used, what held before holds on: {}",
            it.error
        );
    }
    drop(snapshot);
    if let Err(error) = crate::files::sweep(&ledger).await {
        tracing::warn!(%error, "uploads that were left can't be removed");
    }
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    let app = App::new(ledger, Passwords::new(at_once)?, site);
    listen::serve(listener, routes::router(&app), Limits::default(), stopped()).await;
    Ok(ExitCode::SUCCESS)
}

/// Ready when the program is asked to end.
async fn stopped() {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupted = tokio::signal::ctrl_c();
    match signal(SignalKind::terminate()) {
        Ok(mut terminated) => tokio::select! {
            _ = interrupted => {}
            _ = terminated.recv() => {}
        },
        Err(_) => drop(interrupted.await),
    }
}
