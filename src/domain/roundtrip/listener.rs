//! Hears what happens in a scratch database: how long scripts took, and what of it is worth passing on.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::model::event::{Event, Reporter};
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::seed::event::SeedEvent;

/// Between a scratch database and the console.
pub(super) struct Listener {
    console: Arc<dyn Reporter>,
    took: Mutex<Duration>,
}

impl Listener {
    pub(super) fn new(console: Arc<dyn Reporter>) -> Arc<Self> {
        Arc::new(Self { console, took: Mutex::default() })
    }

    /// How long the scripts took since this was asked last.
    pub(super) fn took(&self) -> Duration {
        std::mem::take(&mut *self.took.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Reporter for Listener {
    /// Notices of scripts that run over and over again are nobody's business.
    fn event(&self, event: &Event<'_>) {
        match event {
            Event::StepDone(done) => {
                *self.took.lock().unwrap_or_else(PoisonError::into_inner) += done.took;
                self.console.event(&Event::Roundtrip(RoundtripEvent::Stepped));
            }
            Event::StepStarted { .. }
            | Event::StepProgress { .. }
            | Event::Retried { .. }
            | Event::WaitingForLock { .. }
            | Event::WaitingForServer { .. }
            | Event::Seed(SeedEvent::Started { .. } | SeedEvent::Sent { .. } | SeedEvent::Phase { .. }) => {
                self.console.event(event);
            }
            // The bar goes, and no line is written.
            Event::Seed(SeedEvent::Done { stream, .. } | SeedEvent::Undone { stream }) => {
                self.console.event(&Event::Seed(SeedEvent::Undone { stream: *stream }));
            }
            _ => {}
        }
    }
}
