//! A relay between the binary and a test's server that counts how often the client waited for an answer.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::Cluster;

/// How long an answer is on its way: what the client sends meanwhile did not wait for it.
const DELAY: Duration = Duration::from_millis(10);

/// Listens on the loopback interface until this process ends.
pub(crate) struct Proxy {
    port: u16,
    /// Of each connection.
    flights: Arc<Mutex<Vec<Arc<AtomicUsize>>>>,
}

impl Proxy {
    /// A relay to the server's socket.
    pub(crate) fn start(cluster: &Cluster) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let flights: Arc<Mutex<Vec<Arc<AtomicUsize>>>> = Arc::default();
        let (socket, counters) =
            (cluster.folder().join(format!(".s.PGSQL.{}", cluster.port())), Arc::clone(&flights));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let counter = Arc::default();
                counters.lock().unwrap().push(Arc::clone(&counter));
                relay(&client, &socket, &counter);
            }
        });
        Self { port, flights }
    }

    /// Leads through the relay to a database as a role.
    pub(crate) fn url(&self, role: &str, database: &str) -> String {
        format!("postgresql://{role}@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    /// How often a client sent something that it had not sent before it had heard an answer; the start of a
    /// connection counts. Of several connections the one that waited most often: the one that looks for blockers in a
    /// long run waits beside it. Counts from zero after each call.
    pub(crate) fn flights(&self) -> usize {
        let connections = std::mem::take(&mut *self.flights.lock().unwrap());
        connections.iter().map(|flights| flights.load(Ordering::SeqCst)).max().unwrap_or_default()
    }
}

fn relay(client: &TcpStream, socket: &PathBuf, flights: &Arc<AtomicUsize>) {
    let server = UnixStream::connect(socket).unwrap();
    client.set_nodelay(true).unwrap();
    let heard = Arc::new(AtomicBool::new(true));
    let (mut from_client, mut to_server) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let (is_answered, flights) = (Arc::clone(&heard), Arc::clone(flights));
    thread::spawn(move || {
        pass_on(&mut from_client, &mut to_server, || {
            if is_answered.swap(false, Ordering::SeqCst) {
                flights.fetch_add(1, Ordering::SeqCst);
            }
        });
        let _ = to_server.shutdown(Shutdown::Write);
    });
    let (mut from_server, mut to_client) = (server, client.try_clone().unwrap());
    thread::spawn(move || {
        pass_on(&mut from_server, &mut to_client, || {
            thread::sleep(DELAY);
            heard.store(true, Ordering::SeqCst);
        });
        let _ = to_client.shutdown(Shutdown::Both);
    });
}

/// Copies until one side ends; `before` is called before bytes are passed on.
fn pass_on(from: &mut impl Read, to: &mut impl Write, before: impl Fn()) {
    let mut bytes = vec![0; 1 << 16];
    while let Ok(count @ 1..) = from.read(&mut bytes) {
        before();
        if to.write_all(&bytes[..count]).is_err() {
            return;
        }
    }
}
