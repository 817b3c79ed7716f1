//! A server that is killed while many write to it has lost nothing that it acknowledged.

use crate::kit::{Who, World, cookie_of};
use domain::facts::Project;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::time::SystemTime;
use taizhang::ledger::{all_open, verify};
use taizhang::web::urlencoded::encode;

const WRITERS: usize = 16;
const ACKNOWLEDGED: usize = 1000;

/// The program itself, on the world's ledger, and where it listens.
fn serve(world: &World) -> (Child, SocketAddr) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_taizhang"))
        .args(["--db", &world.url, "serve", "--listen", "127.0.0.1:0", "--files"])
        .arg(world.folder.path().join("files"))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let address = lines.find_map(|line| line.strip_prefix("http://")?.parse().ok()).unwrap();
    (child, address)
}

/// Asks for a project and waits for the answer's head; true when the ledger acknowledged it.
fn create(stream: &mut BufReader<TcpStream>, zone: &str, own_no: &str) -> std::io::Result<bool> {
    let form = format!("form-key={own_no}&zone={zone}&own_no={own_no}&title={}", encode("年产十万吨玻璃"));
    let head = format!(
        "POST /projects/new HTTP/1.1\r\nHost: ledger.test\r\nOrigin: http://ledger.test\r\nCookie: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n",
        cookie_of(Who::Clerk),
        form.len()
    );
    stream.get_mut().write_all((head + &form).as_bytes())?;
    let mut status = String::new();
    stream.read_line(&mut status)?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line == "\r\n" {
            break;
        }
    }
    stream.read_exact(&mut vec![0; length])?;
    Ok(status.contains(" 303 "))
}

/// Writes on one connection until the server is gone, and tells the numbers of the projects that were acknowledged.
fn write_until_the_end(address: SocketAddr, zone: &str, writer: usize, acknowledged: &Sender<String>) {
    let mut stream = BufReader::new(TcpStream::connect(address).unwrap());
    for round in 0.. {
        let own_no = format!("K{writer}-{round}");
        match create(&mut stream, zone, &own_no) {
            Ok(true) => acknowledged.send(own_no).unwrap(),
            Ok(false) => panic!("{own_no} was refused"),
            Err(_) => break,
        }
    }
}

/// Kills the server once enough has been acknowledged; gives everything that was.
fn write_and_kill(mut server: Child, address: SocketAddr, zone: &str) -> BTreeSet<String> {
    let (sender, receiver) = channel();
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let sender = sender.clone();
            scope.spawn(move || write_until_the_end(address, zone, writer, &sender));
        }
        drop(sender);
        let mut acknowledged: BTreeSet<String> = receiver.iter().take(ACKNOWLEDGED).collect();
        server.kill().unwrap();
        server.wait().unwrap();
        acknowledged.extend(receiver);
        acknowledged
    })
}

on_both! {
    async fn kill_nine_of_the_server_loses_no_acknowledged_project(world: World) {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
        world.clock.set_ms(i64::try_from(now.as_millis()).unwrap());
        let tree = world.settle().await;
        let zone = tree.zone.to_string();
        let (server, address) = serve(&world);
        let acknowledged =
            tokio::task::spawn_blocking(move || write_and_kill(server, address, &zone)).await.unwrap();
        assert!(acknowledged.len() >= ACKNOWLEDGED, "the server ended by itself");
        let kept = all_open::<Project>(world.ledger.db()).await.unwrap();
        let kept: BTreeSet<String> = kept.into_iter().map(|project| project.body.own_no).collect();
        let lost: Vec<_> = acknowledged.difference(&kept).collect();
        assert!(lost.is_empty(), "lost {lost:?}");
        assert_eq!(verify(&world.another_server().await, |_, _| {}).await.unwrap(), []);
        let (mut again, address) = serve(&world);
        let mut stream = BufReader::new(TcpStream::connect(address).unwrap());
        assert!(create(&mut stream, &tree.zone.to_string(), "K-after").unwrap(), "the ledger goes on");
        again.kill().unwrap();
        again.wait().unwrap();
    }
}
