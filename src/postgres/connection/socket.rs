//! Opening sockets.

use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use socket2::{SockRef, TcpKeepalive};
use tokio::net::{TcpStream, UnixStream, lookup_host};

use super::stream::Socket;
use crate::model::connection::{ConnectOptions, Endpoint, Keepalive};

/// One address of an endpoint.
#[derive(Debug, Clone)]
pub(crate) enum Peer {
    Tcp(SocketAddr),
    Unix(PathBuf),
}

impl Peer {
    /// Whether what is sent stays on this machine.
    pub(crate) fn is_local(&self) -> bool {
        match self {
            Self::Tcp(address) => address.ip().to_canonical().is_loopback(),
            Self::Unix(_) => true,
        }
    }
}

/// The addresses of an endpoint: a name may have several. Never empty.
pub(crate) async fn peers(endpoint: &Endpoint) -> io::Result<Vec<Peer>> {
    if endpoint.is_socket() {
        let socket = format!(".s.PGSQL.{}", endpoint.port);
        return Ok(vec![Peer::Unix(Path::new(&endpoint.host).join(socket))]);
    }
    if let Some(address) = endpoint.address {
        return Ok(vec![Peer::Tcp(SocketAddr::new(address, endpoint.port))]);
    }
    let resolved: Vec<Peer> =
        lookup_host((endpoint.host.as_str(), endpoint.port)).await?.map(Peer::Tcp).collect();
    if resolved.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(resolved) }
}

/// Opens a socket to one address.
pub(crate) async fn open(peer: &Peer, options: &ConnectOptions) -> io::Result<Socket> {
    match peer {
        Peer::Unix(path) => Ok(Box::new(UnixStream::connect(path).await?)),
        Peer::Tcp(address) => {
            let stream = TcpStream::connect(address).await?;
            stream.set_nodelay(true)?;
            let socket = SockRef::from(&stream);
            if let Some(wanted) = options.keepalive {
                socket.set_tcp_keepalive(&keepalive(wanted))?;
            }
            #[cfg(target_os = "linux")]
            if let Some(timeout) = options.tcp_user_timeout {
                socket.set_tcp_user_timeout(Some(timeout))?;
            }
            Ok(Box::new(stream))
        }
    }
}

fn keepalive(wanted: Keepalive) -> TcpKeepalive {
    let mut keepalive = TcpKeepalive::new();
    if wanted.idle > Duration::ZERO {
        keepalive = keepalive.with_time(wanted.idle);
    }
    if wanted.interval > Duration::ZERO {
        keepalive = keepalive.with_interval(wanted.interval);
    }
    if wanted.count > 0 {
        keepalive = keepalive.with_retries(wanted.count);
    }
    keepalive
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stays_on_this_machine_is_local() {
        for (address, local) in [
            ("127.0.0.1:5432", true),
            ("127.8.8.8:5432", true),
            ("[::1]:5432", true),
            ("[::ffff:127.0.0.1]:5432", true),
            ("10.0.0.7:5432", false),
            ("[2001:db8::1]:5432", false),
        ] {
            assert_eq!(Peer::Tcp(address.parse().unwrap()).is_local(), local, "{address}");
        }
        assert!(Peer::Unix("/run/postgresql/.s.PGSQL.5432".into()).is_local());
    }
}
