//! Runs a client to its end and measures what it took.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

/// What one process took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sample {
    /// From before it was started until it had ended.
    pub(crate) wall_ms: f64,
    /// User and system time of the process alone; the server's is not in it.
    pub(crate) cpu_ms: f64,
    /// The largest resident set. Linux hands a parent's down to its child, so no reading is below
    /// [`own_peak_mb`].
    pub(crate) peak_mb: f64,
}

/// A [`Sample`], and what the process wrote meanwhile on both its streams.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) sample: Sample,
    pub(crate) said: String,
}

/// Runs a command that must succeed. Its output goes to the file `log`: nobody has to read it while
/// the clock runs.
pub(crate) fn run(command: &mut Command, log: &Path) -> Measured {
    let output = File::create(log).unwrap();
    command.stdin(Stdio::null()).stdout(output.try_clone().unwrap()).stderr(output);
    let started = Instant::now();
    let mut child = command.spawn().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let ended = child.wait4().unwrap();
    let wall = started.elapsed();
    let said = String::from_utf8_lossy(&fs::read(log).unwrap()).into_owned();
    assert!(ended.status.success(), "{command:?}: {}\n{said}", ended.status);
    let cpu = ended.rusage.utime + ended.rusage.stime;
    let sample = Sample {
        wall_ms: wall.as_secs_f64() * 1000.0,
        cpu_ms: cpu.as_secs_f64() * 1000.0,
        peak_mb: megabytes(ended.rusage.maxrss),
    };
    Measured { sample, said }
}

/// The largest resident set of this process so far, where the system tells.
pub(crate) fn own_peak_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(megabytes(kibibytes * 1024))
}

#[expect(clippy::cast_precision_loss, reason = "a size in megabytes needs no 53 bits")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
