//! A small static server for `web/dist`, on this machine only.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::http::{self, Request};

/// The port that is tried first when none is asked for.
const FIRST_PORT: u16 = 8080;
/// How many ports are tried.
const PORTS: u16 = 40;
/// A request's head may have this many bytes.
const LONGEST_HEAD: usize = 16 * 1024;
/// An idle connection is closed after this.
const PATIENCE: Duration = Duration::from_secs(60);

/// Which port to listen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Port {
    /// This one or none.
    Exactly(u16),
    /// The first free one of a few.
    FirstFree,
    /// Whichever the system gives.
    Any,
}

/// A running server; it ends when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stopping: Arc<AtomicBool>,
    accepting: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves the files of a folder, a thread per connection.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(root: PathBuf, port: Port) -> Result<Self> {
        let listener = listen(port)?;
        let address = listener.local_addr()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let stops = Arc::clone(&stopping);
        let accepting = thread::spawn(move || {
            let root: Arc<PathBuf> = Arc::new(root);
            for connection in listener.incoming() {
                if stops.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(connection) = connection else { continue };
                let root = Arc::clone(&root);
                // A browser that goes away in the middle is no event.
                thread::spawn(move || converse(connection, &root).ok());
            }
        });
        Ok(Self {
            address,
            stopping,
            accepting: Some(accepting),
        })
    }

    /// Where the page is.
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Serves until the process is ended.
    pub fn wait(mut self) {
        if let Some(accepting) = self.accepting.take() {
            accepting.join().ok();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::Relaxed);
        if let Some(accepting) = self.accepting.take() {
            // A last connection wakes the thread that waits for one.
            if TcpStream::connect(self.address).is_ok() {
                accepting.join().ok();
            }
        }
    }
}

fn listen(port: Port) -> Result<TcpListener> {
    let on = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
    match port {
        Port::Any => on(0).context("no port is free"),
        Port::Exactly(port) => on(port).with_context(|| {
            format!("port {port} can't be used; give another one with --port, or none for the first free one")
        }),
        Port::FirstFree => {
            for port in FIRST_PORT..FIRST_PORT + PORTS {
                if let Ok(listener) = on(port) {
                    return Ok(listener);
                }
            }
            bail!("ports {FIRST_PORT} to {} are all taken; give one with --port", FIRST_PORT + PORTS - 1)
        }
    }
}

/// Answers the requests of one connection, one after the other.
fn converse(mut connection: TcpStream, root: &std::path::Path) -> io::Result<()> {
    connection.set_nodelay(true)?;
    connection.set_read_timeout(Some(PATIENCE))?;
    let mut received = Vec::new();
    loop {
        let Some(head) = next_head(&mut connection, &mut received)? else {
            return Ok(());
        };
        let Some(request) = Request::parse(&head) else {
            return connection.write_all(
                b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
            );
        };
        // A body is not read, and would be taken for the next request.
        let keep_alive = request.keep_alive && !request.has_body;
        let response = http::answer(root, &request);
        connection.write_all(&response.bytes(&request.method, keep_alive))?;
        if !keep_alive {
            return Ok(());
        }
    }
}

/// Reads up to the empty line that ends a head, and leaves what follows in the buffer. `None` when the other side is
/// done, or says more than a head may have.
fn next_head(connection: &mut TcpStream, received: &mut Vec<u8>) -> io::Result<Option<String>> {
    const END: &[u8] = b"\r\n\r\n";
    let mut chunk = [0; 4096];
    loop {
        if let Some(end) = received.windows(END.len()).position(|window| window == END) {
            let head = String::from_utf8_lossy(&received[..end]).into_owned();
            received.drain(..end + END.len());
            return Ok(Some(head));
        }
        let length = connection.read(&mut chunk)?;
        if length == 0 || received.len() > LONGEST_HEAD {
            return Ok(None);
        }
        received.extend_from_slice(&chunk[..length]);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn connections_are_served_side_by_side_and_one_after_the_other() {
        let root = std::env::temp_dir().join(format!("boardwright-serve-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        fs::write(root.join("index.html"), "hello").unwrap();
        let server = Server::start(root.clone(), Port::Any).unwrap();
        assert!(server.url().starts_with("http://127.0.0.1:"));

        let idle = TcpStream::connect(server.address).unwrap();
        let mut connection = TcpStream::connect(server.address).unwrap();
        // Two requests in one packet, the second ends the connection.
        let requests = b"GET / HTTP/1.1\r\n\r\nHEAD / HTTP/1.1\r\nConnection: close\r\n\r\n";
        connection.write_all(requests).unwrap();
        let mut text = String::new();
        connection.read_to_string(&mut text).unwrap();
        assert_eq!(text.matches("HTTP/1.1 200 OK").count(), 2, "{text}");
        assert_eq!(text.matches("hello").count(), 1, "{text}");
        drop(idle);

        let taken = Server::start(root.clone(), Port::Exactly(server.address.port()));
        assert!(taken.unwrap_err().to_string().contains("--port"));
        let address = server.address;
        drop(server);
        assert!(
            TcpStream::connect(address).is_err(),
            "a dropped server listens no more"
        );
        fs::remove_dir_all(&root).unwrap();
    }
}
