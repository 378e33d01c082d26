//! What a server says before the first request: that the login went through, and the key of the
//! session. The client library keeps the key to itself, and without it no pooler can be distinguished from a
//! server.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

/// What is needed to cancel a request of a session (`BackendKeyData`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BackendKey {
    /// The process that serves the session, or what a pooler says instead.
    pub(crate) pid: i32,
    pub(crate) secret: i32,
}

/// What was heard so far.
#[derive(Debug, Default)]
pub(crate) struct StartupState {
    key: OnceLock<BackendKey>,
    logged_in: AtomicBool,
}

impl StartupState {
    /// The key, if the server sent one.
    pub(crate) fn key(&self) -> Option<BackendKey> {
        self.key.get().copied()
    }

    /// Whether the login went through. What fails later is not about it.
    pub(crate) fn logged_in(&self) -> bool {
        self.logged_in.load(Ordering::Relaxed)
    }

    fn message(&self, message: &[u8]) {
        match message {
            // AuthenticationOk
            [b'R', _, _, _, _, 0, 0, 0, 0] => self.logged_in.store(true, Ordering::Relaxed),
            // BackendKeyData
            [b'K', _, _, _, _, p1, p2, p3, p4, s1, s2, s3, s4] => {
                let key = BackendKey {
                    pid: i32::from_be_bytes([*p1, *p2, *p3, *p4]),
                    secret: i32::from_be_bytes([*s1, *s2, *s3, *s4]),
                };
                // The first one counts; a second would not be the protocol's.
                let _ = self.key.set(key);
            }
            _ => {}
        }
    }
}

/// Listens to the bytes of the server, however they are cut, until it is ready for a request.
#[derive(Debug, Default)]
pub(crate) struct Listener {
    /// The start of the message that is being read.
    head: Vec<u8>,
    /// How much of it has been read.
    read: usize,
    over: bool,
}

/// The longest message that matters: `BackendKeyData` of protocol 3.0.
const KEPT: usize = 13;

impl Listener {
    /// Takes note of more bytes.
    pub(crate) fn hear(&mut self, bytes: &[u8], heard: &StartupState) {
        for byte in bytes {
            if self.over {
                return;
            }
            if self.head.len() < KEPT {
                self.head.push(*byte);
            }
            self.read += 1;
            let [kind, l1, l2, l3, l4, ..] = self.head[..] else { continue };
            let length = u32::from_be_bytes([l1, l2, l3, l4]);
            if self.read > length as usize {
                // A longer message than what is kept matches nothing.
                heard.message(if self.read <= KEPT { &self.head } else { &[] });
                self.over = matches!(kind, b'Z' | b'E');
                self.head.clear();
                self.read = 0;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: u8, payload: &[u8]) -> Vec<u8> {
        let length = u32::try_from(payload.len() + 4).unwrap().to_be_bytes();
        [&[kind][..], &length, payload].concat()
    }

    #[test]
    fn the_key_is_heard_however_the_bytes_are_cut() {
        let all = [
            message(b'R', &[0, 0, 0, 0]),
            message(b'S', b"server_version\0Knull and longer than what is kept\0"),
            message(b'S', b""),
            message(b'K', &[0, 0, 0x12, 0x34, 1, 2, 3, 4]),
            message(b'Z', b"I"),
            message(b'K', &[9; 8]),
        ]
        .concat();
        for size in 1..=all.len() {
            let (mut listener, heard) = (Listener::default(), StartupState::default());
            for bytes in all.chunks(size) {
                listener.hear(bytes, &heard);
            }
            assert_eq!(heard.key(), Some(BackendKey { pid: 0x1234, secret: 0x0102_0304 }), "{size}");
            assert!(heard.logged_in());
        }
    }

    #[test]
    fn a_refused_login_gives_neither() {
        let (mut listener, heard) = (Listener::default(), StartupState::default());
        listener.hear(&message(b'R', &[0, 0, 0, 5, 1, 2, 3, 4]), &heard);
        listener.hear(&message(b'E', b"SFATAL\0\0"), &heard);
        listener.hear(&message(b'K', &[1; 8]), &heard);
        assert_eq!((heard.key(), heard.logged_in()), (None, false));
    }
}
