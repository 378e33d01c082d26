//! What only the tests of faults do with a server: kill it, start it again, follow it, dump it.
#![allow(dead_code, reason = "two test binaries share the workbench")]

use std::fs;
use std::process::Output;
use std::time::{Duration, Instant};

use super::cluster::{command, programs, server_user, start, watch};
use super::processes::{Ends, ended};
use super::{Cluster, Database};

impl Cluster {
    /// Kills the postmaster with SIGKILL, as a machine that runs out of memory does. Its children
    /// notice and end by themselves.
    pub(crate) fn kill(&mut self) {
        self.server.kill().unwrap();
        ended(&mut self.server);
    }

    /// Starts a killed server on the same data directory, and waits until its recovery is over.
    pub(crate) fn restart(&mut self) {
        let started = Instant::now();
        loop {
            // While a child of the killed postmaster still lives, a new one refuses to start.
            let mut server = start(&self.folder, &self.settings, &self.environment);
            std::thread::sleep(Duration::from_millis(100));
            if server.try_wait().unwrap().is_none() {
                self.server = server;
                break;
            }
            assert!(started.elapsed() < Duration::from_secs(60), "the server does not start: {}", self.log());
        }
        // The old watchdog would end a process that is not ours any more: it goes first.
        self.watchdog.kill().unwrap();
        ended(&mut self.watchdog);
        self.watchdog = watch(self.server.id(), &self.folder);
        self.answers();
    }

    /// What the server wrote down.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Database {
    /// The schema as `pg_dump -s` gives it, with the server's own binary; as [`Database::schema`] does where
    /// it has none.
    pub(crate) fn dump(&self) -> String {
        if !programs().join("pg_dump").is_file() {
            return self.schema().join("\n");
        }
        let dumped = command("pg_dump", server_user()).args(["-s", "-d", self.url()]).finish();
        succeeded("pg_dump", &dumped);
        // Newer versions write a random key into these two lines.
        let fixed = |line: &&str| !line.starts_with("\\restrict") && !line.starts_with("\\unrestrict");
        String::from_utf8(dumped.stdout)
            .unwrap()
            .lines()
            .filter(fixed)
            .fold(String::new(), |text, line| text + line + "\n")
    }

    /// Drops the database: a test of many rounds would fill the memory.
    pub(crate) fn remove(self) {
        let server = self.url().replace(&format!("/{}?", self.name()), "/postgres?");
        Self::try_query(&server, &format!("DROP DATABASE {} WITH (FORCE)", self.name())).unwrap();
    }
}

fn succeeded(what: &str, output: &Output) {
    assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
}
