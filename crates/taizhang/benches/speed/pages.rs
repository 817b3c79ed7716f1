//! Whole answers over loopback, from 16 clients at once, beside a bare answer through the same accept loop.

use crate::http::Client;
use crate::server::{FIGURES_PAGE, LEDGER_PAGE, Server};
use crate::site::{Bench, cookie};
use crate::table::{Budget, Row};
use anyhow::{Result, anyhow};
use axum::{Router, routing::get};
use std::time::{Duration, Instant};
use taizhang::web::listen::{self, Limits};

const CLIENTS: usize = 16;
const REQUESTS_A_CLIENT: usize = 20;
const P99_MS: f64 = 10.0;
/// Between two requests of one client: a person reads, too.
const PAUSES: [(&str, Duration); 2] =
    [("one after the other", Duration::ZERO), ("100 ms between", Duration::from_millis(100))];

/// Measures.
pub fn run(bench: &Bench) -> Result<Vec<Row>> {
    let server = Server::start(&bench.large()?)?;
    server.ask_first()?;
    let mut rows = Vec::new();
    for (what, page) in [("ledger page", LEDGER_PAGE), ("figures page", FIGURES_PAGE)] {
        let answer = Client::connect(server.address())?.get(page, &cookie())?.must_be_well()?;
        let bare = Bare::start(bench, answer.bytes)?;
        for (how, pause) in PAUSES {
            let ours = times(server.address(), page, pause)?;
            let raw = times(&bare.address, "/", pause)?;
            let row = |name: &str, place: usize, budget: Budget| {
                let at = |times: &[Duration]| times[(times.len() - 1) * place / 100];
                Row::time(format!("{what}, {CLIENTS} clients, {how}: {name}"), at(&ours), at(&raw), budget)
            };
            rows.push(row("p50", 50, Budget::None));
            rows.push(row("p99", 99, Budget::Figure(P99_MS)));
        }
    }
    Ok(rows)
}

/// The same accept loop with nothing behind it but bytes.
struct Bare {
    address: String,
    task: tokio::task::JoinHandle<()>,
}

impl Bare {
    fn start(bench: &Bench, bytes: usize) -> Result<Self> {
        let listener = bench.runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
        let address = listener.local_addr()?.to_string();
        let body = bytes::Bytes::from(vec![b'x'; bytes]);
        let router = Router::new().route("/", get(move || std::future::ready(body.clone())));
        let serving = listen::serve(listener, router, Limits::default(), std::future::pending());
        Ok(Self { address, task: bench.runtime.spawn(serving) })
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The times of all answers, ascending.
fn times(address: &str, page: &str, pause: Duration) -> Result<Vec<Duration>> {
    let client = || -> Result<Vec<Duration>> {
        let mut client = Client::connect(address)?;
        client.get(page, &cookie())?.must_be_well()?;
        let mut times = Vec::with_capacity(REQUESTS_A_CLIENT);
        for _ in 0..REQUESTS_A_CLIENT {
            let start = Instant::now();
            client.get(page, &cookie())?.must_be_well()?;
            times.push(start.elapsed());
            std::thread::sleep(pause);
        }
        Ok(times)
    };
    let mut all = std::thread::scope(|scope| -> Result<Vec<Duration>> {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|number| {
                scope.spawn(move || {
                    // People don't press a key all at the same moment.
                    std::thread::sleep(pause * number as u32 / CLIENTS as u32);
                    client()
                })
            })
            .collect();
        let mut all = Vec::new();
        for client in clients {
            all.extend(client.join().map_err(|_| anyhow!("a client panicked"))??);
        }
        Ok(all)
    })?;
    all.sort();
    Ok(all)
}
