//! How fast migrations go up and down, beside one `psql` session that does the same work and beside
//! the peers that are installed: `cargo bench --bench runner [-- 10 100 1000] [--fsync]`.
//!
//! All tools take turns in every round, each with a fresh database, on a server that this benchmark
//! starts; every run is verified. The peers are looked for on `PATH` and in `~/.cargo/bin`, or where
//! `SQLX_BIN` and `REFINERY_BIN` say.
#![allow(clippy::unwrap_used, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/it/support/cluster.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod cluster;
#[path = "../tests/it/support/database.rs"]
#[allow(dead_code, reason = "the tests use the rest")]
mod database;
#[path = "../tests/it/support/processes.rs"]
mod processes;
#[path = "../tests/it/support/proxy.rs"]
mod proxy;
mod workbench;

/// Where the two files of the tests look for each other.
mod support {
    pub(crate) use crate::database::Database;
}

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, ExitCode};

use cluster::Cluster;
use database::Database;
use proxy::Proxy;
use workbench::measure::{self, Sample};
use workbench::say::{progress, say};
use workbench::scripts::Scripts;
use workbench::series::{Series, Turn, middle};
use workbench::tools::{Action, Kind, Tool};
use workbench::{bar, tables, tools};

fn main() -> ExitCode {
    let wanted = match Wanted::read(std::env::args().skip(1)) {
        Ok(wanted) => wanted,
        Err(why) => {
            progress(format!("{why}\nusage: cargo bench --bench runner [-- N... [--fsync]]"));
            return ExitCode::from(2);
        }
    };
    let tools = tools::present(&cluster::programs());
    let server = Server::start(wanted.fsync);
    introduce(&server, &tools, wanted.fsync);
    let mut last = None;
    for count in wanted.counts {
        let series = compare(count, &server, &tools);
        let kinds: Vec<Kind> = tools.iter().map(|tool| tool.kind).collect();
        say(format!("\n{count} migrations, {} rounds", series.rounds.len()));
        say(tables::comparison(&series, &kinds));
        if count == BAR_COUNT {
            last = Some(series);
        }
    }
    say("");
    if let Ok(load) = std::fs::read_to_string("/proc/loadavg") {
        say(format!("load average at the end: {}", load.trim()));
    }
    round_trips(&server);
    match last {
        Some(series) => bars(&series, wanted.fsync),
        None => bar::not_measured("up, no-op up and status of 1000", "1000 was not asked for"),
    }
    ExitCode::SUCCESS
}

/// The number of migrations that the bars speak of.
const BAR_COUNT: usize = 1000;

/// What the command line asks for.
struct Wanted {
    counts: Vec<usize>,
    fsync: bool,
}

impl Wanted {
    fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut wanted = Self { counts: Vec::new(), fsync: false };
        for argument in arguments {
            match argument.as_str() {
                // Cargo says this to every benchmark.
                "--bench" => {}
                "--fsync" => wanted.fsync = true,
                number => match number.parse() {
                    Ok(count) if count > 0 => wanted.counts.push(count),
                    _ => return Err(format!("`{number}` is no number of migrations")),
                },
            }
        }
        if wanted.counts.is_empty() {
            wanted.counts = vec![10, 100, BAR_COUNT];
        }
        Ok(wanted)
    }
}

/// The server under all tools, reached by TCP as every tool can.
struct Server {
    cluster: Cluster,
    port: u16,
}

/// PostgreSQL's defaults but for memory, for fsync where it is off, and for autovacuum, which would
/// fall into somebody's turn.
const SETTINGS: [&str; 6] = [
    "listen_addresses=127.0.0.1",
    "shared_buffers=512MB",
    "max_wal_size=8GB",
    "autovacuum=off",
    "synchronous_commit=on",
    "full_page_writes=on",
];

impl Server {
    fn start(fsync: bool) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut settings = SETTINGS.to_vec();
        settings.push(if fsync { "fsync=on" } else { "fsync=off" });
        // A flush to a folder in memory would measure nothing.
        let base = if fsync { Path::new("/var/tmp").to_owned() } else { cluster::base() };
        Self { cluster: Cluster::at(&base, &settings, port), port }
    }

    fn url(&self, database: &str) -> String {
        format!("postgresql://postgres@127.0.0.1:{}/{database}?sslmode=disable", self.port)
    }

    fn administer(&self, sql: &str) -> Vec<String> {
        Database::try_query(&self.cluster.url("postgres", "postgres"), sql).unwrap()
    }
}

fn introduce(server: &Server, tools: &[Tool], fsync: bool) {
    let version = server.administer("SHOW server_version").concat();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let folder = server.cluster.folder().parent().unwrap_or(Path::new("/")).display();
    let fsync = if fsync { "on" } else { "off" };
    say(format!("PostgreSQL {version} in {folder}, fsync={fsync}, TCP on 127.0.0.1, {cores} cores"));
    for tool in tools {
        say(format!("{}: {}", tool.kind.name(), tool.version()));
    }
    for kind in [Kind::Sqlx, Kind::Refinery] {
        if tools.iter().all(|tool| tool.kind != kind) {
            say(format!("{}: not installed, not compared", kind.name()));
        }
    }
    let own = measure::own_peak_mb().map(bar::megabytes).unwrap_or_default();
    say(format!("medians; ratios are the median of the rounds' ratios; no peak can read below {own}"));
}

fn compare(count: usize, server: &Server, tools: &[Tool]) -> Series {
    let rounds = match count {
        0..=30 => 9,
        31..=300 => 7,
        _ => 5,
    };
    let scripts = Scripts::write(count, &cluster::base());
    let mut series = Series::default();
    for round in 1..=rounds {
        progress(format!("{count} migrations: round {round} of {rounds}"));
        series.rounds.push(tools.iter().map(|tool| turn(tool, &scripts, server)).collect());
    }
    series
}

/// How often what changes nothing is run in one turn: it is over in milliseconds.
const REPEATS: usize = 5;

/// One tool's turn: a fresh database, everything up, twice nothing, everything down.
fn turn(tool: &Tool, scripts: &Scripts, server: &Server) -> Turn {
    let database = Database::on(&server.cluster);
    server.administer("CHECKPOINT");
    let url = server.url(database.name());
    let log = scripts.path().join("log");
    let mut samples: Vec<(Action, Sample)> = Vec::new();
    for action in Action::ALL {
        let repeats = if matches!(action, Action::Up | Action::Down) { 1 } else { REPEATS };
        let mut runs = Vec::new();
        for _ in 0..repeats {
            let Some(mut command) = tool.call(action, scripts.path(), &url) else { continue };
            let run = measure::run(&mut command, &log);
            verify(tool, action, &database, scripts.count, &run.said);
            runs.push(run.sample);
        }
        if !runs.is_empty() {
            samples.push((action, middle(&runs)));
        }
    }
    server.administer(&format!("DROP DATABASE {}", database.name()));
    Turn { tool: tool.kind, samples }
}

fn verify(tool: &Tool, action: Action, database: &Database, count: usize, said: &str) {
    let wanted = if action == Action::Down { 0 } else { count };
    let tables = database.value(
        "SELECT count(*) FROM pg_class AS t JOIN pg_class AS i ON i.relname = t.relname || '_name_idx'
         WHERE t.relkind = 'r' AND t.relname ~ '^t_[0-9]+$'",
    );
    assert_eq!(tables, wanted.to_string(), "tables after {action} by {tool:?}\n{said}");
    if action == Action::Status {
        // sqlx shows the name `t_1` as words: `1/installed t 1`.
        let lines = said.lines().filter(|line| line.contains("t_") || line.contains("/installed")).count();
        assert_eq!(lines, count, "lines of {action} by {tool:?}\n{said}");
    }
}

fn bars(series: &Series, fsync: bool) {
    let (wall, peak) = (|sample: &Sample| sample.wall_ms, |sample: &Sample| sample.peak_mb);
    let peers = [(Kind::Psql, 1.05), (Kind::Sqlx, 1.0), (Kind::Refinery, 1.0)];
    for (peer, limit) in peers {
        let what = format!("up of {BAR_COUNT} beside {}, wall", peer.name());
        if fsync {
            bar::not_measured(&what, "it speaks of fsync=off");
        } else if series.has(peer, Action::Up) {
            bar::at_most(&what, limit, series.ratio(Kind::Ours, peer, Action::Up, wall), bar::times);
        } else {
            bar::not_measured(&what, "not installed");
        }
    }
    let peers = [Kind::Sqlx, Kind::Refinery];
    for action in [Action::Again, Action::Status] {
        let with = format!("{action} with {BAR_COUNT} applied");
        let what = format!("{with} beside the fastest of the other tools, wall");
        if peers.iter().any(|peer| series.has(*peer, action)) {
            let ratio = series.ratio_to_fastest(Kind::Ours, &peers, action, wall);
            bar::at_most(&what, 1.0, ratio, bar::times);
        } else {
            bar::not_measured(&what, "not installed");
        }
        let memory = series.median(Kind::Ours, action, peak);
        bar::at_most(&format!("{with}, peak memory"), 20.0, memory, bar::megabytes);
    }
}

/// How often `up` of this repository's schema waits for the server.
fn round_trips(server: &Server) {
    let (database, proxy) = (Database::on(&server.cluster), Proxy::start(&server.cluster));
    let url = proxy.url("postgres", database.name());
    let mut up = Command::new(env!("CARGO_BIN_EXE_migrate"));
    up.args(["--dir", env!("CARGO_MANIFEST_DIR"), "--quiet", "--database-url", &url, "up"]);
    assert!(up.status().unwrap().success(), "up through the relay");
    let waited = f64::from(u32::try_from(proxy.flights()).unwrap());
    bar::at_most("round trips of up of the reference schema", 110.0, waited, |count| format!("{count:.0}"));
}
