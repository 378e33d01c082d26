//! Ending a request of a session from outside of it, over a connection of the same kind.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::login::{LoggedIn, LoginTarget};
use super::socket::Peer;
use super::startup::BackendKey;
use super::tls::Encryption;
use crate::model::connection::{ConnectOptions, Endpoint};

/// Ends what a session is doing. Outlives the session; then it does nothing.
#[derive(Clone)]
pub(crate) struct Canceller {
    options: ConnectOptions,
    endpoint: Endpoint,
    peer: Peer,
    key: BackendKey,
    encrypted: bool,
}

/// How long a server may take to act on a cancel request.
const LIMIT: Duration = Duration::from_secs(5);

impl Canceller {
    /// For the session behind a door; `None` where the server announced no key.
    pub(crate) fn new(door: LoginTarget<'_>, session: &LoggedIn) -> Option<Self> {
        Some(Self {
            options: door.options.clone(),
            endpoint: door.endpoint.clone(),
            peer: door.peer.clone(),
            key: session.key?,
            encrypted: session.encrypted,
        })
    }

    /// Whether the session, and with it the cancel request, is encrypted.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.encrypted
    }

    /// Asks the server to end the session's request, and returns when it has acted on that: the
    /// request then fails with 57014. Best effort: it may end on its own first, and when no cancel
    /// request gets through within 5 s, nothing happens.
    pub(crate) async fn cancel(&self) {
        let _ = tokio::time::timeout(LIMIT, self.send_request()).await;
    }

    async fn send_request(&self) -> Option<()> {
        let door = LoginTarget { options: &self.options, endpoint: &self.endpoint, peer: &self.peer };
        let encryption = if self.encrypted { Encryption::Always } else { Encryption::Never };
        let mut wire = door.wire(encryption).await.ok()?;
        let bytes = wire.bytes();
        bytes.write_all(&request(self.key)).await.ok()?;
        bytes.flush().await.ok()?;
        // The other side closes when it has acted. The library's own cancel hangs up at once, and then
        // nobody knows when, or whether a pooler still passes it on.
        bytes.read_to_end(&mut Vec::new()).await.ok()?;
        Some(())
    }
}

/// The message of a cancel request (`CancelRequest`).
fn request(key: BackendKey) -> [u8; 16] {
    let mut message = [0; 16];
    let words = [16_i32, 80_877_102, key.pid, key.secret];
    for (place, word) in message.chunks_exact_mut(4).zip(words) {
        place.copy_from_slice(&word.to_be_bytes());
    }
    message
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use crate::postgres::tests::{server, session};

    #[tokio::test]
    async fn a_cancelled_request_ends_at_once_and_the_session_goes_on() {
        let server = server().await;
        let (session, stop) = session(&server).await;
        let started = Instant::now();
        let sleep = session.client.batch_execute("SELECT pg_sleep(60)");
        let cancel = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            stop.request().await;
        };
        let (slept, ()) = tokio::join!(sleep, cancel);
        assert_eq!(slept.unwrap_err().code().unwrap().code(), "57014");
        assert!(started.elapsed() < Duration::from_secs(10));
        session.client.batch_execute("SELECT 1").await.unwrap();
        drop(session);
        stop.request().await;
    }
}
