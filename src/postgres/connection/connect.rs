//! Opening a session: wait for a server that is starting, and refuse one that cannot be worked with.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::Rng;

use super::connected::Connected;
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
    let mut announced = false;
    loop {
        let why = match hosts::first_that_fits(options, application, reporter).await {
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
    }
}

fn accept(connected: Connected, reporter: &dyn Reporter) -> Result<Connected, Failure> {
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
