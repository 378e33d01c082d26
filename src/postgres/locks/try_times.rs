//! The course of one try: since when it has its locks, and who waits for it.

use std::time::{Duration, Instant};

/// Of a try under way, or over.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TryTimes {
    /// When the first of its locks was granted, if one was.
    pub(crate) locked_since: Option<Instant>,
    /// The same of locks that keep readers or writers from a table; known only where there is a limit.
    pub(crate) stopping_since: Option<StoppingSince>,
    /// How many sessions waited for it at its end, where that was asked for.
    pub(crate) queued: u64,
}

/// When readers or writers were kept from a table first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StoppingSince {
    /// By the server's clock, in seconds since 1970.
    pub(crate) on_server: f64,
    pub(crate) here: Instant,
}

impl TryTimes {
    /// Takes note of the server's clock as it stood in front of each lock and at the end; `stopping` is the first lock
    /// that keeps others from a table. What was refused came with no time of its own, so that the way between the two
    /// machines counts, too.
    pub(super) fn note(&mut self, clocks: &[f64], stopping: Option<usize>, sent: Instant, is_refused: bool) {
        let now = Instant::now();
        self.locked_since = match clocks {
            [_, first, .., last] if !is_refused => now.checked_sub(seconds(last - first)),
            [_, _] if !is_refused => Some(now),
            [asked, first, ..] => Some(sent + seconds(first - asked)),
            _ => None,
        };
        self.stopping_since = stopping.zip(clocks.last()).and_then(|(at, last)| {
            let on_server = *clocks.get(at + 1)?;
            Some(StoppingSince { on_server, here: now.checked_sub(seconds(last - on_server))? })
        });
    }
}

fn seconds(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locks_are_held_since_the_first_was_granted() {
        let sent = Instant::now();
        let noted = |clocks: &[f64], is_refused: bool| {
            let mut times = TryTimes::default();
            times.note(clocks, Some(1), sent, is_refused);
            times
        };
        let held = noted(&[100.0, 102.0, 105.0, 109.0], false);
        assert!(held.locked_since.unwrap().elapsed() >= Duration::from_secs(7));
        let stopping = held.stopping_since.unwrap();
        assert!((stopping.on_server - 105.0).abs() < 1e-6, "{stopping:?}");
        assert!(stopping.here.elapsed() >= Duration::from_secs(4), "{stopping:?}");
        // Refused while it waited for its first one: it held none.
        assert_eq!(noted(&[100.0], true).locked_since, None);
        assert_eq!(noted(&[100.0, 102.0], true).locked_since, Some(sent + Duration::from_secs(2)));
        // No lock at all.
        assert_eq!(noted(&[100.0], false).locked_since, None);
    }
}
