//! A proxy between the program and the server that cuts the connection around a COMMIT.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::support::PATIENCE;

/// On which side of the server's work the connection is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// The COMMIT never reaches the server.
    Before,
    /// The server has answered, and the answer never reaches the program.
    After,
}

/// What becomes of connections after the cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Afterwards {
    Accepted,
    Refused,
    /// Accepted once [`Proxy::open`] was called.
    Kept,
}

/// What happens, and what has happened so far.
struct Plan {
    /// Which COMMIT to cut, counted from 1 over all connections; 0 for none.
    at: usize,
    cut: Cut,
    afterwards: Afterwards,
    commits: AtomicUsize,
    is_cut: AtomicBool,
    is_open: AtomicBool,
    over: AtomicBool,
}

/// Listens on a free port of the loopback interface until it is dropped.
pub(crate) struct Proxy {
    port: u16,
    plan: Arc<Plan>,
    listener: Option<JoinHandle<()>>,
}

impl Proxy {
    /// Leads to the server whose socket is in `folder`.
    pub(crate) fn to(folder: &Path, at: usize, cut: Cut, afterwards: Afterwards) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let no = || AtomicBool::new(false);
        let commits = AtomicUsize::new(0);
        let plan = Plan { at, cut, afterwards, commits, is_cut: no(), is_open: no(), over: no() };
        let plan = Arc::new(plan);
        let (shared, socket) = (Arc::clone(&plan), folder.join(".s.PGSQL.5432"));
        let listener = Some(std::thread::spawn(move || listen(&listener, &socket, &shared)));
        Self { port, plan, listener }
    }

    /// A URL that leads through here.
    pub(crate) fn url(&self, database: &str) -> String {
        format!("postgresql://postgres@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    /// Waits until the connection was cut.
    pub(crate) fn wait_for_cut(&self) {
        let started = Instant::now();
        while !self.plan.is_cut.load(Ordering::SeqCst) {
            assert!(started.elapsed() < PATIENCE, "the connection was never cut");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Lets connections in again.
    pub(crate) fn open(&self) {
        self.plan.is_open.store(true, Ordering::SeqCst);
    }

    /// How many COMMITs were seen.
    pub(crate) fn commits(&self) -> usize {
        self.plan.commits.load(Ordering::SeqCst)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.plan.over.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(("127.0.0.1", self.port));
        let _ = self.listener.take().unwrap().join();
    }
}

fn listen(listener: &TcpListener, socket: &PathBuf, plan: &Arc<Plan>) {
    for client in listener.incoming() {
        if plan.over.load(Ordering::SeqCst) {
            return;
        }
        if plan.is_cut.load(Ordering::SeqCst) {
            match plan.afterwards {
                Afterwards::Accepted => {}
                Afterwards::Refused => continue,
                Afterwards::Kept => wait_until(&plan.is_open, &plan.over),
            }
        }
        let (client, server) = (client.unwrap(), UnixStream::connect(socket).unwrap());
        let (to_client, from_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
        let muted = Arc::new(AtomicBool::new(false));
        let (plan, is_muted) = (Arc::clone(plan), Arc::clone(&muted));
        std::thread::spawn(move || forward(client, server, &plan, &muted));
        std::thread::spawn(move || backward(from_server, to_client, &is_muted));
    }
}

fn wait_until(is_open: &AtomicBool, over: &AtomicBool) {
    while !is_open.load(Ordering::SeqCst) && !over.load(Ordering::SeqCst) {
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// From the program to the server, one message of the protocol after the other.
fn forward(mut client: TcpStream, mut server: UnixStream, plan: &Plan, muted: &AtomicBool) {
    // The first message of a connection has no type.
    let mut head = 0;
    while let Some(message) = read(&mut client, head) {
        head = 1;
        if message[0] == b'Q' && &message[5..] == b"COMMIT\0" {
            let this = plan.commits.fetch_add(1, Ordering::SeqCst) + 1 == plan.at;
            if this {
                plan.is_cut.store(true, Ordering::SeqCst);
                if plan.cut == Cut::Before {
                    break;
                }
                muted.store(true, Ordering::SeqCst);
            }
        }
        if server.write_all(&message).is_err() {
            break;
        }
    }
    let _ = (client.shutdown(Shutdown::Both), server.shutdown(Shutdown::Both));
}

fn read(client: &mut TcpStream, head: usize) -> Option<Vec<u8>> {
    let mut message = vec![0; head + 4];
    client.read_exact(&mut message).ok()?;
    let length = u32::from_be_bytes(message[head..].try_into().unwrap());
    message.resize(head + usize::try_from(length).unwrap(), 0);
    client.read_exact(&mut message[head + 4..]).ok()?;
    Some(message)
}

/// From the server to the program, byte by byte. After the mute nothing more gets through, and the
/// answer to the COMMIT ends it: what was sent before it in the same flush is answered first.
fn backward(mut server: UnixStream, mut client: TcpStream, muted: &AtomicBool) {
    let (mut bytes, mut unheard) = (vec![0; 8192], Vec::new());
    while let Ok(count) = server.read(&mut bytes) {
        if count == 0 {
            break;
        }
        if muted.load(Ordering::SeqCst) {
            unheard.extend_from_slice(&bytes[..count]);
            let answered = |tag: &[u8]| unheard.windows(tag.len()).any(|window| window == tag);
            if answered(b"COMMIT\0") || answered(b"ROLLBACK\0") {
                break;
            }
        } else if client.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _ = (client.shutdown(Shutdown::Both), server.shutdown(Shutdown::Both));
}
