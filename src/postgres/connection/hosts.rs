//! Several hosts, several addresses: the first that answers and is what `target_session_attrs` wants.

use std::sync::Arc;

use super::cancel::Canceller;
use super::connected::{Connected, UnverifiedPeer};
use super::facts;
use super::login::{self, LoginTarget};
use super::socket;
use crate::model::connection::unreachable::Unreachable;
use crate::model::connection::{ConnectOptions, SslMode, TargetSession};
use crate::model::outcome::event::{Reporter, ServerFacts};

/// Tries every place in order.
pub(crate) async fn first_that_fits(
    options: &ConnectOptions,
    application: &str,
    reporter: &Arc<dyn Reporter>,
) -> Result<Connected, Unreachable> {
    if options.target_session != TargetSession::PreferStandby {
        return round(options, options.target_session, application, reporter).await;
    }
    match round(options, TargetSession::Standby, application, reporter).await {
        Err(why) if why.leads_to_the_next_host() => {
            round(options, TargetSession::Any, application, reporter).await
        }
        decided => decided,
    }
}

async fn round(
    options: &ConnectOptions,
    wanted: TargetSession,
    application: &str,
    reporter: &Arc<dyn Reporter>,
) -> Result<Connected, Unreachable> {
    let mut faults = Vec::new();
    for endpoint in &options.endpoints {
        let target = || options.target_at(endpoint);
        let peers = match socket::peers(endpoint).await {
            Ok(peers) => peers,
            Err(error) => {
                faults.push(Unreachable::Network { target: target(), why: error.to_string() });
                continue;
            }
        };
        for peer in &peers {
            let attempt = in_time(LoginTarget { options, endpoint, peer }, application, reporter).await;
            let fault = match attempt {
                Ok(connected) if fits(&connected.facts, wanted) => return Ok(connected),
                Ok(_) => Unreachable::WrongSession { target: target(), wanted },
                Err(fault) => fault,
            };
            let goes_on = fault.leads_to_the_next_host();
            faults.push(fault);
            if !goes_on {
                return Err(Unreachable::of_all(faults));
            }
        }
    }
    Err(Unreachable::of_all(faults))
}

/// `connect_timeout` is for one address, from the first packet to a session that can be used.
async fn in_time(
    door: LoginTarget<'_>,
    application: &str,
    reporter: &Arc<dyn Reporter>,
) -> Result<Connected, Unreachable> {
    let target = || door.options.target_at(door.endpoint);
    let session = async {
        let entered = door.enter(application, reporter).await?;
        let facts = facts::read(&entered.client).await.map_err(|error| login::explain(&error, target()))?;
        let canceller = Canceller::new(door, &entered);
        let unverified = unverified(door, canceller.as_ref());
        Ok(Connected { client: entered.client, facts, announced: entered.key, canceller, unverified })
    };
    match door.options.connect_timeout {
        None => session.await,
        Some(limit) => tokio::time::timeout(limit, session)
            .await
            .unwrap_or_else(|_| Err(Unreachable::TimedOut { target: target(), seconds: limit.as_secs() })),
    }
}

/// libpq's meanings: a session is read-only on a standby, and where that is its default.
fn fits(facts: &ServerFacts, wanted: TargetSession) -> bool {
    let read_only = facts.in_recovery || facts.read_only;
    match wanted {
        TargetSession::Any | TargetSession::PreferStandby => true,
        TargetSession::ReadWrite => !read_only,
        TargetSession::ReadOnly => read_only,
        TargetSession::Primary => !facts.in_recovery,
        TargetSession::Standby => facts.in_recovery,
    }
}

fn unverified(door: LoginTarget<'_>, canceller: Option<&Canceller>) -> Option<UnverifiedPeer> {
    let is_verified = door.peer.is_local() || door.options.tls.mode == SslMode::VerifyFull;
    (!is_verified).then(|| UnverifiedPeer {
        place: door.endpoint.label(),
        encrypted: canceller.is_some_and(Canceller::is_encrypted),
    })
}
