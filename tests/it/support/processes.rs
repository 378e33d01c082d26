//! Processes that a test starts, signals and waits for. Every wait has an end: a program that hangs
//! fails its test, with what it has said so far, instead of holding up all of them.
#![allow(dead_code, reason = "two test binaries share the workbench")]

use std::fs;
use std::io::Read;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process, kill_process_group};

/// How long a test waits for a program, a question or a thread. What takes long takes a tenth of it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(1_200);

/// A run that ends.
pub(crate) trait Ends {
    /// Waits until it has ended and nobody writes to its streams any more. A command is started with
    /// nothing to read, and both its streams are taken; of a process those that are piped.
    fn finish(self) -> Output;
}

impl Ends for &mut Command {
    fn finish(self) -> Output {
        self.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = self.spawn().unwrap_or_else(|error| panic!("{self:?}: {error}"));
        finish_within(child, PATIENCE, &format!("{self:?}"))
    }
}

impl Ends for Child {
    fn finish(self) -> Output {
        let what = format!("process {}", self.id());
        finish_within(self, PATIENCE, &what)
    }
}

/// Waits until a process has ended, whoever holds its streams.
pub(crate) fn ended(child: &mut Child) -> ExitStatus {
    drop(child.stdin.take());
    ended_within(child, PATIENCE).unwrap_or_else(|| {
        let _ = child.kill();
        panic!("process {} did not end within {PATIENCE:?}", child.id())
    })
}

/// Waits for a process and for the ends of its pipes; kills it and fails when they do not come.
fn finish_within(mut child: Child, patience: Duration, what: &str) -> Output {
    drop(child.stdin.take());
    let started = Instant::now();
    let left = || patience.saturating_sub(started.elapsed());
    let mut streams = [child.stdout.take().map(Reading::of), child.stderr.take().map(Reading::of)];
    let closed = streams.iter_mut().flatten().all(|stream| stream.is_closed_within(left()));
    // Who has closed its streams is about to end.
    let status = ended_within(&mut child, left().max(Duration::from_secs(1)));
    let [stdout, stderr] = streams.map(|stream| stream.map(Reading::so_far).unwrap_or_default());
    match status {
        Some(status) if closed => Output { status, stdout, stderr },
        left => {
            let _ = child.kill();
            let which = if left.is_some() { "who holds its streams" } else { "it" };
            let [stdout, stderr] = [stdout, stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
            panic!(
                "{what}: {which} did not end within {patience:?}\nstandard output: {stdout}\nstandard error: {stderr}"
            )
        }
    }
}

fn ended_within(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        if started.elapsed() > patience {
            return None;
        }
        // Tests measure how long something took.
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// A pipe that a thread reads, so that its writer never waits for us.
struct Reading {
    pieces: Receiver<Vec<u8>>,
    read: Vec<u8>,
}

impl Reading {
    fn of(mut pipe: impl Read + Send + 'static) -> Self {
        let (sender, pieces) = channel();
        std::thread::spawn(move || {
            let mut piece = vec![0; 1 << 16];
            while let Ok(count @ 1..) = pipe.read(&mut piece) {
                if sender.send(piece[..count].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { pieces, read: Vec::new() }
    }

    /// Reads until the other side has closed it; false when that takes longer.
    fn is_closed_within(&mut self, patience: Duration) -> bool {
        let started = Instant::now();
        loop {
            match self.pieces.recv_timeout(patience.saturating_sub(started.elapsed())) {
                Ok(piece) => self.read.extend(piece),
                Err(RecvTimeoutError::Disconnected) => return true,
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }

    fn so_far(mut self) -> Vec<u8> {
        self.read.extend(self.pieces.try_iter().flatten());
        self.read
    }
}

/// Waits until something that a program brings about is so.
pub(crate) fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < PATIENCE / 10, "never seen: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Says to the threads of a test that it is over, also where the test fails: a scope waits for them.
pub(crate) struct Over<'a>(pub(crate) &'a AtomicBool);

impl Drop for Over<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Sends a signal to a process.
pub(crate) fn signal(signal: Signal, pid: u32) {
    kill_process(number(pid), signal).unwrap_or_else(|error| panic!("{signal:?} to {pid}: {error}"));
}

/// Ends a process that may have ended already: with the signal and, when that does not help, killed.
pub(crate) fn stop(child: &mut Child, signal: Signal) {
    let _ = kill_process(number(child.id()), signal);
    if ended_within(child, PATIENCE / 10).is_none() {
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Sends a signal to every process of a group.
pub(crate) fn signal_group(signal: Signal, leader: u32) {
    kill_process_group(number(leader), signal)
        .unwrap_or_else(|error| panic!("{signal:?} to group {leader}: {error}"));
}

fn number(pid: u32) -> Pid {
    i32::try_from(pid).ok().and_then(Pid::from_raw).unwrap()
}

/// The processes that a process has started, each with the name of its program.
pub(crate) fn children(parent: u32) -> Vec<(u32, String)> {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let numbers = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    numbers.filter_map(|pid: u32| child_of(parent, pid)).collect()
}

/// `/proc/<pid>/stat` is `pid (name) state parent ..`; a name may hold blanks and brackets.
fn child_of(parent: u32, pid: u32) -> Option<(u32, String)> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (head, tail) = stat.rsplit_once(") ")?;
    let name = head.split_once('(')?.1;
    (tail.split(' ').nth(1)?.parse() == Ok(parent)).then(|| (pid, name.to_owned()))
}

#[test]
fn a_program_that_hangs_fails_its_test_with_what_it_said() {
    let shell = |script: &str| {
        let mut command = Command::new("/bin/sh");
        command.args(["-c", script]).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let patience = Duration::from_millis(300);
    let failed = |script: &str| {
        let child = shell(script);
        let ends = std::panic::catch_unwind(|| finish_within(child, patience, "the shell"));
        *ends.unwrap_err().downcast::<String>().unwrap()
    };
    let said = failed("echo so far; echo >&2 alas; exec sleep 60");
    assert!(said.contains("the shell: it did not end within 300ms"), "{said}");
    assert!(said.contains("standard output: so far\n") && said.contains("standard error: alas\n"), "{said}");
    // It ended, and left somebody with its streams.
    let started = Instant::now();
    let said = failed("echo so far; sleep 8 & ");
    assert!(said.contains("who holds its streams did not end"), "{said}");
    assert!(started.elapsed() < Duration::from_secs(8));
    let much = finish_within(shell("head -c 1000000 /dev/zero; exit 7"), PATIENCE, "the shell");
    assert_eq!((much.status.code(), much.stdout.len()), (Some(7), 1_000_000));
}

#[test]
fn the_children_of_a_process_are_found_without_ps() {
    let mut child = Command::new("sleep").arg("60").spawn().unwrap();
    let found = children(std::process::id());
    signal(Signal::KILL, child.id());
    assert!(!ended(&mut child).success());
    assert!(found.contains(&(child.id(), "sleep".to_owned())), "{found:?}");
    assert!(!children(1).contains(&(child.id(), "sleep".to_owned())));
}
