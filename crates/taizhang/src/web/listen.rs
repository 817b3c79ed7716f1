//! The accept loop. axum's own closes no connection that is silent, sends half a header or drips its body; here each of
//! them has an end, connections are counted, and stopping lets running answers finish.

use super::slow::{Pace, PacedBody, StallGuard};
use axum::{
    Router,
    body::Body,
    extract::{ConnectInfo, Request},
    response::Response,
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use std::{
    convert::Infallible, future::Future, future::poll_fn, io, net::SocketAddr, pin::Pin, sync::Arc,
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{sleep, timeout},
};
use tower::ServiceExt;

/// Time and number limits of the door.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// From the first moment, or the last answer, to the end of the next request's head. This ends silent and idle
    /// connections as well as half heads.
    pub header: Duration,
    /// How slowly a body may come.
    pub pace: Pace,
    /// How long a client may take nothing of its answer.
    pub write_stall: Duration,
    /// How long the rest of a refused body is thrown away, so that the refusal is read before the connection is reset.
    pub linger: Duration,
    /// Connections at once; more wait unaccepted.
    pub connections: usize,
    /// How long running answers may take after the stop.
    pub drain: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header: Duration::from_secs(30),
            pace: Pace { idle: Duration::from_secs(20), grace: Duration::from_secs(30), bytes_per_s: 1024 },
            write_stall: Duration::from_secs(60),
            linger: Duration::from_secs(5),
            connections: 4096,
            drain: Duration::from_secs(20),
        }
    }
}

/// How long to wait when the system gives no more connections (too many open files, for instance).
const BREATH: Duration = Duration::from_millis(100);

/// Serves until `stop` is ready, then lets running answers finish. Each request carries its peer as
/// `ConnectInfo<SocketAddr>`.
pub async fn serve(listener: TcpListener, router: Router, limits: Limits, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(limits.connections));
    let (stopping, watcher) = watch::channel(false);
    let mut conversations = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let accepted = tokio::select! {
            biased;
            () = &mut stop => break,
            // Finished conversations are collected as we go, or the set would grow for ever.
            Some(_) = conversations.join_next() => continue,
            accepted = accept(&listener, &places) => accepted,
        };
        match accepted {
            Ok((stream, peer, place)) => {
                let (router, watcher) = (router.clone(), watcher.clone());
                conversations.spawn(async move {
                    converse(stream, peer, router, limits, watcher).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "no connection accepted");
                sleep(BREATH).await;
            }
        }
    }
    drop(listener);
    stopping.send_replace(true);
    let all_done = async { while conversations.join_next().await.is_some() {} };
    if timeout(limits.drain, all_done).await.is_err() {
        tracing::warn!("connections cut off at the stop");
        conversations.shutdown().await;
    }
}

type Place = tokio::sync::OwnedSemaphorePermit;

async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, Place)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    stream.set_nodelay(true)?;
    Ok((stream, peer, place))
}

/// One connection, from its first byte to its last.
async fn converse<S>(
    stream: S,
    peer: SocketAddr,
    router: Router,
    limits: Limits,
    mut stopping: watch::Receiver<bool>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let io = TokioIo::new(StallGuard::new(stream, limits.write_stall));
    let service =
        service_fn(move |request: Request<Incoming>| answer(router.clone(), request, peer, limits.pace));
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.header)
        .serve_connection(io, service);
    let mut asked_to_stop = false;
    let outcome = loop {
        tokio::select! {
            biased;
            outcome = poll_fn(|context| connection.poll_without_shutdown(context)) => break outcome,
            _ = stopping.wait_for(|stop| *stop), if !asked_to_stop => {
                asked_to_stop = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    match outcome {
        // At the stop nobody waits for clients that keep an idle connection open.
        Ok(()) if asked_to_stop => {}
        Ok(()) => part(connection.into_parts().io.into_inner(), limits.linger).await,
        Err(error) => tracing::debug!(%peer, %error, "connection ended"),
    }
}

type Answering = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

fn answer(router: Router, request: Request<Incoming>, peer: SocketAddr, pace: Pace) -> Answering {
    let mut request = request.map(|body| Body::new(PacedBody::new(body, pace)));
    request.extensions_mut().insert(ConnectInfo(peer));
    Box::pin(router.oneshot(request))
}

/// Says goodbye in order. Closing while the client still sends would reset the connection, and the client might never
/// read the answer (a 413, above all); so what still comes is thrown away for a while.
async fn part<S: AsyncRead + AsyncWrite + Unpin>(mut stream: S, linger: Duration) {
    let farewell = async {
        stream.shutdown().await?;
        let mut waste = vec![0; 16 * 1024];
        while stream.read(&mut waste).await? > 0 {}
        io::Result::Ok(())
    };
    // Whatever ends it, the connection is dropped next.
    let _ = timeout(linger, farewell).await;
}

#[cfg(test)]
mod tests;
