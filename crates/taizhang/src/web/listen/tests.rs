//! Sockets that say nothing, too little or too slowly. Nothing here sleeps: a test waits for the end that must come.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::web::{form::Form, kit, site::Site};
use axum::routing::{get, post};
use tokio::sync::oneshot;

const SHORT: Duration = Duration::from_millis(40);
const LONG: Duration = Duration::from_secs(30);

fn patient() -> Limits {
    Limits {
        header: LONG,
        pace: Pace { idle: LONG, grace: LONG, bytes_per_s: 1 },
        write_stall: LONG,
        linger: LONG,
        connections: 8,
        drain: LONG,
    }
}

struct Door {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    served: tokio::task::JoinHandle<()>,
}

async fn open(limits: Limits) -> Door {
    let router = Router::new()
        .route("/", get(async || "hello"))
        .route("/form", post(async |form: Form| form.value("a").to_owned()))
        .route("/big", get(async || vec![b'x'; 64 << 20]));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(serve(listener, kit::dressed(router, Site::default()), limits, async {
        let _ = stopped.await;
    }));
    Door { address, stop: Some(stop), served }
}

impl Door {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// All that comes until the server closes; a reset counts as closing.
async fn heard(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn a_silent_connection_is_closed() {
    let door = open(Limits { header: SHORT, ..patient() }).await;
    assert_eq!(heard(&mut door.connect().await).await, "");
}

#[tokio::test]
async fn half_a_header_is_closed() {
    let door = open(Limits { header: SHORT, ..patient() }).await;
    let mut stream = door.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: h\r\nX-Half: ").await.unwrap();
    assert!(!heard(&mut stream).await.contains("hello"));
}

#[tokio::test]
async fn an_idle_connection_is_closed_after_its_answer() {
    let door = open(Limits { header: SHORT, ..patient() }).await;
    let mut stream = door.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").await.unwrap();
    assert!(heard(&mut stream).await.ends_with("hello"));
}

#[tokio::test]
async fn a_body_that_stops_is_answered_408() {
    let pace = Pace { idle: SHORT, ..patient().pace };
    let door = open(Limits { pace, ..patient() }).await;
    let mut stream = door.connect().await;
    stream.write_all(b"POST /form HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\na=1").await.unwrap();
    assert!(heard_head(&mut stream).await.starts_with("HTTP/1.1 408"));
}

#[tokio::test]
async fn a_body_that_drips_is_answered_408_though_it_never_stops() {
    let pace = Pace { idle: LONG, grace: SHORT, bytes_per_s: 1 << 40 };
    let door = open(Limits { pace, linger: SHORT, ..patient() }).await;
    let mut stream = door.connect().await;
    stream.write_all(b"POST /form HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\na=").await.unwrap();
    let (mut reader, mut writer) = stream.split();
    let drip = async {
        let mut tick = tokio::time::interval(Duration::from_millis(2));
        while writer.write_all(b"x").await.is_ok() {
            tick.tick().await;
        }
    };
    let read = async {
        let mut head = [0; 12];
        reader.read_exact(&mut head).await.unwrap();
        String::from_utf8_lossy(&head).into_owned()
    };
    let head = tokio::select! { head = read => head, () = drip => panic!("cut off without an answer") };
    assert_eq!(head, "HTTP/1.1 408");
}

#[tokio::test]
async fn a_client_that_takes_nothing_is_let_go() {
    let door = open(Limits { write_stall: SHORT, connections: 1, ..patient() }).await;
    let mut greedy = door.connect().await;
    greedy.write_all(b"GET /big HTTP/1.1\r\nHost: h\r\n\r\n").await.unwrap();
    // With one place only, the next one is served when the greedy one has lost it.
    let mut next = door.connect().await;
    next.write_all(b"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").await.unwrap();
    assert!(heard_head(&mut next).await.starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn more_connections_than_places_wait_their_turn() {
    let door = open(Limits { header: SHORT, connections: 1, ..patient() }).await;
    let _silent = door.connect().await;
    let mut next = door.connect().await;
    next.write_all(b"GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").await.unwrap();
    assert!(heard(&mut next).await.ends_with("hello"));
}

#[tokio::test]
async fn a_body_that_is_refused_is_thrown_away_until_the_answer_is_read() {
    let door = open(patient()).await;
    let mut stream = door.connect().await;
    let head = "POST /form HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut reader, mut writer) = stream.split();
    let mut answer = Vec::new();
    let send = async {
        writer.write_all(&vec![b'a'; 8_000_000]).await.unwrap();
        writer.shutdown().await.unwrap();
    };
    let (_, read) = tokio::join!(send, reader.read_to_end(&mut answer));
    read.unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 413"));
}

#[tokio::test]
async fn the_stop_closes_idle_connections_and_ends() {
    let mut door = open(patient()).await;
    let mut stream = door.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: h\r\n\r\n").await.unwrap();
    let mut first = [0; 15];
    stream.read_exact(&mut first).await.unwrap();
    door.stop.take().unwrap().send(()).unwrap();
    door.served.await.unwrap();
    assert!(heard(&mut stream).await.ends_with("hello"));
    assert!(TcpStream::connect(door.address).await.is_err());
}

#[tokio::test]
async fn every_answer_carries_the_headers_and_failures_are_said_in_words() {
    let door = open(patient()).await;
    let mut stream = door.connect().await;
    stream
        .write_all(b"GET /none HTTP/1.1\r\nHost: h\r\nCookie: lang=en\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    let answer = heard(&mut stream).await;
    assert!(answer.starts_with("HTTP/1.1 404"), "{answer}");
    for field in
        ["content-security-policy: default-src 'self'; script-src 'nonce-", "x-content-type-options: nosniff"]
    {
        assert!(answer.contains(field), "{field}");
    }
    assert!(answer.contains("<html lang=\"en\">") && answer.contains("Not found"));
}

async fn heard_head(stream: &mut TcpStream) -> String {
    let mut head = [0; 64];
    let read = stream.read(&mut head).await.unwrap();
    String::from_utf8_lossy(&head[..read]).into_owned()
}
