//! A PostgreSQL server for tests: on a private socket, in memory where there is room, run by an
//! unprivileged user, and gone when this process is gone, however it ends.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use rustix::process::Signal;

use super::processes::{Ends, ended, stop};

/// A running server.
pub(crate) struct Cluster {
    pub(super) folder: PathBuf,
    pub(super) settings: Vec<String>,
    pub(super) environment: Vec<(&'static str, String)>,
    port: u16,
    pub(super) server: Child,
    /// Its standard input is a pipe that we hold: when we are gone, it stops the server.
    pub(super) watchdog: Child,
}

static SHARED: OnceLock<Cluster> = OnceLock::new();
static COUNT: AtomicU32 = AtomicU32::new(0);

impl Cluster {
    /// The server that most tests share, each with a database of its own.
    pub(crate) fn shared() -> &'static Self {
        SHARED.get_or_init(|| Self::own(&[]))
    }

    /// A server for one test: to be killed, reconfigured, or given roles.
    pub(crate) fn own(settings: &[&str]) -> Self {
        Self::start(settings, DEFAULT_PORT, |_| {})
    }

    /// A server that also listens on the loopback interface, with these lines in `pg_hba.conf`
    /// behind one that lets `postgres` in over the socket, and these files beside it.
    pub(crate) fn on_tcp(settings: &[&str], hba: &str, files: &[(&str, &[u8])]) -> Self {
        let settings: Vec<&str> =
            settings.iter().copied().chain(["listen_addresses=127.0.0.1,::1"]).collect();
        Self::start(&settings, free_port(), |data| {
            let hba = format!("local all postgres trust\n{hba}\n");
            let all = files.iter().copied().chain([("pg_hba.conf", hba.as_bytes())]);
            for (name, content) in all {
                let file = data.join(name);
                fs::write(&file, content).unwrap();
                fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
                if let Some((uid, gid)) = server_user() {
                    chown(&file, Some(uid), Some(gid)).unwrap();
                }
            }
        })
    }

    /// A server whose clock stands still at this instant of UTC, such as `2028-02-29 12:00:00.000001`, by
    /// the grace of libfaketime. What sleeps by the time of day, as `pg_sleep` does, sleeps for ever.
    #[allow(dead_code, reason = "two test binaries share the workbench")]
    pub(crate) fn at_time(instant: &str, libfaketime: &Path) -> Self {
        // libfaketime reads the fraction as a float and cuts it off: half a microsecond keeps its last digit.
        let shown = if instant.contains('.') { format!("{instant}5") } else { instant.to_owned() };
        let environment = vec![
            ("LD_PRELOAD", libfaketime.to_str().unwrap().to_owned()),
            ("FAKETIME", shown),
            // How long something took is told by the other clock, which goes on.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
            ("TZ", "UTC".to_owned()),
        ];
        let folder = private_folder();
        Self::initialise(folder, &[], environment, DEFAULT_PORT, |_| {})
    }

    /// A hot standby of this server.
    pub(crate) fn standby(&self) -> Self {
        let folder = private_folder();
        let made = command("pg_basebackup", server_user())
            .args(["-U", "postgres", "-R", "--checkpoint=fast", "--no-sync", "-h"])
            .arg(&self.folder)
            .arg("-D")
            .arg(folder.join("data"))
            .finish();
        assert!(made.status.success(), "pg_basebackup: {}", String::from_utf8_lossy(&made.stderr));
        Self::serve(folder, &[], Vec::new(), DEFAULT_PORT)
    }

    /// A server with its files under `base`, which listens where a setting says so.
    #[allow(dead_code, reason = "the benchmarks share the workbench")]
    pub(crate) fn at(base: &Path, settings: &[&str], port: u16) -> Self {
        Self::initialise(private_folder_in(base), settings, Vec::new(), port, |_| {})
    }

    fn start(settings: &[&str], port: u16, prepare: impl FnOnce(&Path)) -> Self {
        Self::initialise(private_folder(), settings, Vec::new(), port, prepare)
    }

    fn initialise(
        folder: PathBuf,
        settings: &[&str],
        environment: Vec<(&'static str, String)>,
        port: u16,
        prepare: impl FnOnce(&Path),
    ) -> Self {
        let user = server_user();
        let data = folder.join("data");
        let made = command("initdb", user)
            .args(["-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C", "-D"])
            .arg(&data)
            .finish();
        assert!(made.status.success(), "initdb: {}", String::from_utf8_lossy(&made.stderr));
        prepare(&data);
        Self::serve(folder, settings, environment, port)
    }

    fn serve(
        folder: PathBuf,
        settings: &[&str],
        environment: Vec<(&'static str, String)>,
        port: u16,
    ) -> Self {
        let port_setting = format!("port={port}");
        let settings: Vec<String> =
            settings.iter().copied().chain([port_setting.as_str()]).map(ToOwned::to_owned).collect();
        let server = start(&folder, &settings, &environment);
        let watchdog = watch(server.id(), &folder);
        let cluster = Self { folder, settings, environment, port, server, watchdog };
        cluster.answers();
        cluster
    }

    /// Makes a database, by copying files where the server can: version 14 does nothing else.
    pub(super) fn create_database(&self, name: &str, template: &str) {
        let copies = if major() < 15 { "" } else { " STRATEGY FILE_COPY" };
        let create = format!("CREATE DATABASE {name} TEMPLATE {template}{copies}");
        crate::support::Database::try_query(&self.url("postgres", "postgres"), &create).unwrap();
    }

    /// The folder of the server's socket, and of its log and data.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A URL that leads to a database as a role.
    pub(crate) fn url(&self, role: &str, database: &str) -> String {
        let port = if self.port == DEFAULT_PORT { String::new() } else { format!("&port={}", self.port) };
        format!("postgresql://{role}@/{database}?host={}{port}", self.folder.display())
    }

    /// Where the server listens, on TCP and in the name of its socket.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn answers(&self) {
        let started = Instant::now();
        while crate::support::Database::try_query(&self.url("postgres", "postgres"), "SELECT 1").is_err() {
            let log = || fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            assert!(started.elapsed() < Duration::from_secs(60), "the server does not answer: {}", log());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&mut self.server, Signal::QUIT);
        // Its pipe closes, and it removes the folder.
        ended(&mut self.watchdog);
    }
}

const DEFAULT_PORT: u16 = 5432;

/// A port that nobody listens on right now.
pub(crate) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

const DEFAULTS: [&str; 8] = [
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "dynamic_shared_memory_type=mmap",
    "shared_buffers=64MB",
    "max_connections=60",
    "timezone=America/New_York",
];

/// A new folder that only the server's user can enter.
pub(super) fn private_folder() -> PathBuf {
    private_folder_in(&base())
}

fn private_folder_in(base: &Path) -> PathBuf {
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = base.join(format!("migrate-it-{}-{number}", std::process::id()));
    fs::DirBuilder::new().mode(0o700).create(&folder).unwrap();
    if let Some((uid, gid)) = server_user() {
        chown(&folder, Some(uid), Some(gid)).unwrap();
    }
    folder
}

/// Starts the server program on a folder's data directory; its log is appended to.
pub(super) fn start(folder: &Path, settings: &[String], environment: &[(&'static str, String)]) -> Child {
    let mut server = command("postgres", server_user());
    server.envs(environment.iter().map(|(name, value)| (*name, value)));
    server.arg("-D").arg(folder.join("data")).arg("-F").arg("-k").arg(folder);
    for setting in DEFAULTS.into_iter().chain(settings.iter().map(String::as_str)) {
        server.args(["-c", setting]);
    }
    let log = fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap();
    server.stdout(Stdio::null()).stderr(log).spawn().unwrap()
}

/// Stops a process and removes its folder when the pipe to the watchdog closes.
pub(super) fn watch(server: u32, folder: &Path) -> Child {
    let script = r#"trap '' INT TERM HUP; read -r _; kill -QUIT "$1" 2>/dev/null
        n=0; while [ -e "$2/data/postmaster.pid" ] && [ $n -lt 500 ]; do sleep 0.02; n=$((n+1)); done
        rm -rf "$2""#;
    Command::new("/bin/sh")
        .args(["-c", script, "sh", &server.to_string()])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .unwrap()
}

/// Memory where there is room: creating and deleting thousands of files is slow on a disk.
pub(crate) fn base() -> PathBuf {
    let memory = Path::new("/dev/shm");
    let room = rustix::fs::statvfs(memory).is_ok_and(|fs| fs.f_bavail * fs.f_frsize > 1 << 30);
    if room { memory.to_owned() } else { PathBuf::from("/var/tmp") }
}

/// The unprivileged user to run a server as, when we are root: PostgreSQL refuses root.
pub(crate) fn server_user() -> Option<(u32, u32)> {
    if !rustix::process::geteuid().is_root() {
        return None;
    }
    let passwd = fs::read_to_string("/etc/passwd").unwrap();
    let ids = |name: &str| {
        passwd.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            (fields[0] == name).then(|| (fields[2].parse().unwrap(), fields[3].parse().unwrap()))
        })
    };
    Some(ids("postgres").or_else(|| ids("nobody")).expect("a user to run PostgreSQL as"))
}

/// One of the server's programs.
pub(super) fn command(program: &str, user: Option<(u32, u32)>) -> Command {
    let mut command = Command::new(programs().join(program));
    as_user(&mut command, user).env("PATH", "/usr/bin:/bin").stdin(Stdio::null());
    command
}

/// Nothing of our environment, and the user's rights only.
pub(super) fn as_user(command: &mut Command, user: Option<(u32, u32)>) -> &mut Command {
    command.env_clear().env("LC_ALL", "C").current_dir("/").process_group(0);
    if let Some((uid, gid)) = user {
        command.uid(uid).gid(gid);
    }
    command
}

/// The major version of the server programs.
pub(crate) fn major() -> u32 {
    static MAJOR: OnceLock<u32> = OnceLock::new();
    *MAJOR.get_or_init(|| {
        let said = command("postgres", server_user()).arg("--version").finish().stdout;
        let said = String::from_utf8(said).unwrap();
        let digits: String =
            said.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap()
    })
}

/// The newest PostgreSQL of the machine, or the one of `MIGRATE_PG_BIN`. None: every test fails.
pub(crate) fn programs() -> PathBuf {
    if let Some(given) = std::env::var_os("MIGRATE_PG_BIN") {
        return given.into();
    }
    let mut found: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .collect();
    found.sort();
    found.pop().expect("PostgreSQL's server programs are needed: run `make test`, or set MIGRATE_PG_BIN").1
}
