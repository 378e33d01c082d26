//! Connections: hosts, sockets, TLS, login, cancelling, and what the server says when something fails.

pub(crate) mod cancel;
pub(crate) mod client_certificate;
pub(crate) mod connect;
pub(crate) mod connected;
pub(crate) mod facts;
pub(crate) mod fault;
pub(crate) mod freeze;
pub(crate) mod hosts;
pub(crate) mod libpq_environment;
pub(crate) mod login;
pub(crate) mod named_row;
pub(crate) mod own_path;
pub(crate) mod own_settings;
pub(crate) mod pooler;
pub(crate) mod prepared;
pub(crate) mod socket;
pub(crate) mod startup;
pub(crate) mod stop;
pub(crate) mod stream;
pub(crate) mod tls;
