//! The exit codes: a contract with cron, CI and scripts.

/// How a run ended. The numbers never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExitStatus {
    /// Done, or nothing to do.
    Done = 0,
    /// Failed, or findings.
    Failed = 1,
    /// The command line, the configuration or the script files cannot be used.
    Usage = 2,
    /// The state is not the wanted one: `status --check` found something pending, `docs --check` an old page,
    /// `drift` a difference.
    NotWanted = 3,
    /// The history and the files disagree: edited, missing, out of order.
    History = 4,
    /// No server could be reached, or it refused the login, or it is no place to write.
    Unreachable = 5,
    /// Another run holds the lock.
    Locked = 6,
    /// `verify` tried, and could not show that nothing is reached.
    Inconclusive = 7,
    /// Ended by SIGINT.
    Interrupted = 130,
    /// Ended by SIGTERM.
    Terminated = 143,
}

impl ExitStatus {
    /// The process's exit code.
    pub(crate) fn code(self) -> u8 {
        self as u8
    }
}
