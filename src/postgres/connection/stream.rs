//! The bytes of a connection: encrypted or not, and listened to until the session starts.
//!
//! Opening, encrypting and logging in are three steps of ours, so that each can be tried again in
//! its own way; the client library gets a stream that is ready, whose own TLS step does nothing.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use postgres_native_tls::TlsStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::tls::{self, ChannelBinding, TlsConnect};

use super::startup::{Listener, StartupState};

/// What TCP and Unix sockets have in common.
pub(crate) trait Bytes: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Bytes for T {}

/// An open socket.
pub(crate) type Socket = Box<dyn Bytes>;

/// A socket, encrypted or not.
pub(crate) enum Wire {
    Plain(Socket),
    Encrypted(Box<TlsStream<Socket>>),
}

impl Wire {
    pub(crate) fn is_encrypted(&self) -> bool {
        matches!(self, Self::Encrypted(_))
    }

    /// The bytes as the protocol sees them.
    pub(crate) fn bytes(&mut self) -> &mut dyn Bytes {
        match self {
            Self::Plain(socket) => socket,
            Self::Encrypted(stream) => stream.as_mut(),
        }
    }
}

/// A wire, and what was heard on it.
pub(crate) struct Watched {
    wire: Wire,
    listener: Listener,
    heard: Arc<StartupState>,
}

impl Watched {
    pub(crate) fn new(wire: Wire, heard: Arc<StartupState>) -> Self {
        Self { wire, listener: Listener::default(), heard }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let result = Pin::new(this.wire.bytes()).poll_read(context, buffer);
        this.listener.hear(buffer.filled().get(before..).unwrap_or_default(), &this.heard);
        result
    }
}

impl AsyncWrite for Watched {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(self.get_mut().wire.bytes()).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(self.get_mut().wire.bytes()).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(self.get_mut().wire.bytes()).poll_shutdown(context)
    }
}

impl tls::TlsStream for Watched {
    fn channel_binding(&self) -> ChannelBinding {
        match &self.wire {
            Wire::Plain(_) => ChannelBinding::none(),
            Wire::Encrypted(stream) => tls::TlsStream::channel_binding(stream.as_ref()),
        }
    }
}

/// The TLS step of a wire that is ready.
pub(crate) struct AlreadyDone;

impl TlsConnect<Watched> for AlreadyDone {
    type Stream = Watched;
    type Error = Infallible;
    type Future = Ready<Result<Watched, Infallible>>;

    fn connect(self, stream: Watched) -> Self::Future {
        ready(Ok(stream))
    }
}
