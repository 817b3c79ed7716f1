//! A small client that keeps its connection: one request at a time, the answer read to its last byte.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(60);

/// A connection to a server.
pub struct Client {
    stream: BufReader<TcpStream>,
    host: String,
}

/// An answer.
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Bytes of its body.
    pub bytes: usize,
}

impl Answer {
    /// An error unless it is a page.
    pub fn must_be_well(self) -> Result<Self> {
        match self.status {
            200 => Ok(self),
            status => bail!("the server answers {status}"),
        }
    }
}

impl Client {
    /// Connects.
    pub fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::with_capacity(1 << 16, stream), host: address.to_owned() })
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str, cookie: &str) -> Result<Answer> {
        let request = format!("GET {path} HTTP/1.1\r\nHost: {}\r\nCookie: {cookie}\r\n\r\n", self.host);
        self.stream.get_mut().write_all(request.as_bytes())?;
        let (status, length) = self.head()?;
        let bytes = match length {
            Some(length) => self.skip(length)?,
            None => self.chunks()?,
        };
        Ok(Answer { status, bytes })
    }

    /// Status, and the length unless the body comes in chunks.
    fn head(&mut self) -> Result<(u16, Option<usize>)> {
        let status = self.line()?.split(' ').nth(1).context("no status")?.parse()?;
        let mut length = None;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok((status, length));
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = Some(value.trim().parse()?);
            }
        }
    }

    fn chunks(&mut self) -> Result<usize> {
        let mut bytes = 0;
        loop {
            let size = usize::from_str_radix(&self.line()?, 16)?;
            bytes += self.skip(size)?;
            self.line()?;
            if size == 0 {
                return Ok(bytes);
            }
        }
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }

    fn skip(&mut self, bytes: usize) -> Result<usize> {
        let read = std::io::copy(&mut self.stream.by_ref().take(bytes as u64), &mut std::io::sink())?;
        if read != bytes as u64 {
            bail!("the answer ended early");
        }
        Ok(bytes)
    }
}
