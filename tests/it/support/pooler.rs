//! A pgBouncer in front of a test's server: on a private socket, and gone when this process is gone.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::cluster::{as_user, private_folder, server_user, watch};
use super::processes::{ended, stop};
use super::tools::tool;
use super::{Cluster, Database};

/// A running pooler.
pub(crate) struct Pooler {
    folder: PathBuf,
    pooler: Child,
    watchdog: Child,
}

impl Pooler {
    /// Starts one; `mode` is `transaction`, `session` or `statement`, `size` how many server
    /// connections it opens. None where there is no pgBouncer.
    #[track_caller]
    pub(crate) fn start(cluster: &Cluster, mode: &str, size: u32) -> Option<Self> {
        let program = tool("pgbouncer")?;
        let folder = private_folder();
        let ini = format!(
            "[databases]\n* = host={}\n[pgbouncer]\nlisten_addr =\nunix_socket_dir = {}\nauth_type = trust\n\
             auth_file = {}/users\npool_mode = {mode}\ndefault_pool_size = {size}\nmax_client_conn = 50\n",
            cluster.folder().display(),
            folder.display(),
            folder.display(),
        );
        fs::write(folder.join("ini"), ini).unwrap();
        fs::write(folder.join("users"), "\"postgres\" \"\"\n\"application\" \"\"\n").unwrap();
        let log = fs::File::create(folder.join("log")).unwrap();
        let mut command = Command::new(program);
        as_user(&mut command, server_user()).arg(folder.join("ini"));
        let pooler = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let watchdog = watch(pooler.id(), &folder);
        let pooler = Self { folder, pooler, watchdog };
        let started = Instant::now();
        while Database::try_query(&pooler.url("postgres"), "SELECT 1").is_err() {
            let log = || fs::read_to_string(pooler.folder.join("log")).unwrap();
            assert!(started.elapsed() < Duration::from_secs(30), "the pooler does not answer: {}", log());
            std::thread::sleep(Duration::from_millis(10));
        }
        Some(pooler)
    }

    /// Leads through the pooler to a database.
    pub(crate) fn url(&self, database: &str) -> String {
        self.url_as("postgres", database)
    }

    /// Leads through the pooler to a database as a role, `postgres` or `application`.
    pub(crate) fn url_as(&self, role: &str, database: &str) -> String {
        format!("postgresql://{role}@/{database}?host={}&port=6432", self.folder.display())
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        stop(&mut self.pooler, Signal::TERM);
        ended(&mut self.watchdog);
    }
}
