//! Opening a session: wait for a server that is starting, and refuse one that cannot be worked with.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::Rng;
use tokio::task::JoinHandle;

use super::connected::{Connected, UnverifiedPeer};
use super::hosts;
use crate::model::connection::ConnectOptions;
use crate::model::outcome::event::{Event, Reporter};
use crate::model::outcome::failure::{Failure, Unreachable};

/// The oldest server with everything that a session sets, `client_connection_check_interval` above all.
const OLDEST: i32 = 140_000;

/// Connects, logs in and asks what was reached. Notices go to the reporter as they come.
///
/// A server that is starting gets a few seconds; one that does not answer gets as long as was asked for.
pub(crate) async fn connect(
    options: &ConnectOptions,
    application: &str,
    reporter: &Arc<dyn Reporter>,
) -> Result<Connected, Failure> {
    let started = Instant::now();
    let first = hosts::first_that_fits(options, application, reporter).await;
    persist(first, started, options, application, reporter).await
}

/// A session that is being opened while something else is done. Nothing is reported of it before somebody waits for it, and
/// nobody waits for one that is dropped.
pub(crate) struct Dialled {
    started: Instant,
    attempt: JoinHandle<Result<Connected, Unreachable>>,
    options: ConnectOptions,
    application: String,
    reporter: Arc<dyn Reporter>,
}

impl Dialled {
    /// Begins to connect.
    pub(crate) fn new(options: &ConnectOptions, application: &str, reporter: &Arc<dyn Reporter>) -> Self {
        let (options, application, reporter) =
            (options.clone(), application.to_owned(), Arc::clone(reporter));
        let attempt = {
            let (options, application, reporter) =
                (options.clone(), application.clone(), Arc::clone(&reporter));
            tokio::spawn(async move { hosts::first_that_fits(&options, &application, &reporter).await })
        };
        Self { started: Instant::now(), attempt, options, application, reporter }
    }

    /// What [`connect`] returns; its patience began when this did.
    pub(crate) async fn connected(mut self) -> Result<Connected, Failure> {
        let first = match (&mut self.attempt).await {
            Ok(first) => first,
            Err(error) => return Err(Failure::Unexpected(anyhow::Error::new(error))),
        };
        persist(first, self.started, &self.options, &self.application, &self.reporter).await
    }
}

impl Drop for Dialled {
    fn drop(&mut self) {
        self.attempt.abort();
    }
}

/// Goes on from the first attempt.
async fn persist(
    first: Result<Connected, Unreachable>,
    started: Instant,
    options: &ConnectOptions,
    application: &str,
    reporter: &Arc<dyn Reporter>,
) -> Result<Connected, Failure> {
    let (mut attempt, mut announced) = (first, false);
    loop {
        let why = match attempt {
            Ok(connected) => return accept(connected, reporter.as_ref()),
            Err(why) => why,
        };
        let left = why.patience(options.wait).saturating_sub(started.elapsed());
        if left.is_zero() {
            return Err(Failure::Unreachable(why));
        }
        if !announced {
            reporter.event(&Event::WaitingForServer { why: &why });
            announced = true;
        }
        let pause = Duration::from_millis(rand::rng().random_range(100..300));
        tokio::time::sleep(pause.min(left)).await;
        attempt = hosts::first_that_fits(options, application, reporter).await;
    }
}

fn accept(connected: Connected, reporter: &dyn Reporter) -> Result<Connected, Failure> {
    if let Some(UnverifiedPeer { place, encrypted }) = &connected.unverified {
        reporter.event(&Event::NotVerified { place, encrypted: *encrypted });
    }
    let facts = &connected.facts;
    if facts.version_number < OLDEST {
        return Err(Failure::Unreachable(Unreachable::TooOld { version: facts.version.clone() }));
    }
    if facts.encoding != "UTF8" {
        return Err(Failure::Unreachable(Unreachable::NotUtf8 { encoding: facts.encoding.clone() }));
    }
    reporter.event(&Event::Connected(facts));
    Ok(connected)
}
