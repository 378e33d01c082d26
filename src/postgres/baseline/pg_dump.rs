//! Runs `pg_dump`, against the state of the database that a transaction of ours sees.

use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use crate::model::baseline::BaselineRefusal;
use crate::model::baseline::program::{DumpProgram, fitting};
use crate::model::connection::ConnectOptions;
use crate::model::migration::bookkeeping::NAMES;
use crate::model::outcome::ephemeral::EphemeralOptions;
use crate::model::outcome::failure::{Failure, Refusal};
use crate::model::sql::qualified_name::QualifiedName;
use crate::postgres::connection::libpq_environment;
use crate::postgres::ephemeral::programs;

/// How long the dump waits for a table that somebody locks exclusively.
const LOCK_WAIT: &str = "--lock-wait-timeout=30000";

/// Which part of a database.
#[derive(Debug, Clone, Copy)]
pub(crate) enum DumpSection<'a> {
    /// What stands before the rows: everything that rows need.
    First,
    /// Indexes, keys, triggers, policies.
    Last,
    /// The rows of these tables, as INSERT.
    Rows(&'a [QualifiedName]),
}

/// What is dumped.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DumpRequest<'a> {
    pub(crate) section: DumpSection<'a>,
    /// With the drops in front.
    pub(crate) clean: bool,
    /// The name of the state that is dumped.
    pub(crate) snapshot: &'a str,
    /// The schema whose tables of ours are left out.
    pub(crate) home: &'a str,
}

/// The program that fits a server, by its major version; `version` is what the server calls itself. Blocks the thread for
/// as long as the programs take to say their versions.
pub(crate) fn program(options: &EphemeralOptions, major: i32, version: &str) -> Result<DumpProgram, Failure> {
    let files = programs::holding(options, "pg_dump");
    let known: Vec<DumpProgram> = files.iter().filter_map(|file| ask_version(file.clone())).collect();
    fitting(&known, major).cloned().ok_or_else(|| {
        let newest = known.iter().max_by_key(|program| program.major);
        refused(BaselineRefusal::NoDump {
            server: version.to_owned(),
            searched: programs::searched(options),
            newest: newest.map(|program| program.version.clone()),
        })
    })
}

/// The folder of the server programs beside it: those of the same version.
pub(crate) fn server_programs(program: &DumpProgram) -> Option<PathBuf> {
    programs::server_folder(&program.file)
}

fn ask_version(file: PathBuf) -> Option<DumpProgram> {
    let output = programs::command(&file).arg("--version").stderr(Stdio::null()).output().ok()?;
    DumpProgram::parse(file, &String::from_utf8_lossy(&output.stdout))
}

/// The text of a dump. The program ends with this call, also where nobody waits for it any more.
pub(crate) async fn dump(
    program: &DumpProgram,
    options: &ConnectOptions,
    request: DumpRequest<'_>,
) -> Result<String, Failure> {
    let failed = |why: String| {
        refused(BaselineRefusal::DumpFailed { program: program.file.clone(), why: why.trim().to_owned() })
    };
    let mut command = programs::command(&program.file);
    command
        .envs(libpq_environment::of(options, "migrate baseline"))
        .args(["--no-password", "--encoding=UTF8", "--no-tablespaces", "--no-subscriptions", LOCK_WAIT])
        .arg(format!("--snapshot={}", request.snapshot))
        .args(arguments(request).map_err(|name| failed(format!("`{name}` is no name")))?)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().map_err(|error| failed(error.to_string()))?;
    let output = Running::new(child).output().await.map_err(failed)?;
    if !output.status.success() {
        return Err(failed(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    String::from_utf8(output.stdout).map_err(|_| failed("what it wrote is not UTF-8".to_owned()))
}

fn arguments(request: DumpRequest<'_>) -> Result<Vec<String>, String> {
    let quoted = |name: &QualifiedName| name.quoted().map_err(|bad| bad.0);
    let mut arguments: Vec<String> = Vec::new();
    match request.section {
        DumpSection::First => arguments.push("--section=pre-data".to_owned()),
        DumpSection::Last => arguments.push("--section=post-data".to_owned()),
        DumpSection::Rows(tables) => {
            arguments
                .extend(["--data-only", "--column-inserts", "--rows-per-insert=100"].map(ToOwned::to_owned));
            for table in tables {
                arguments.push(format!("--table={}", quoted(table)?));
            }
            return Ok(arguments);
        }
    }
    if request.clean {
        arguments.push("--clean".to_owned());
    }
    for table in NAMES {
        arguments.push(format!("--exclude-table={}", quoted(&QualifiedName::new(request.home, table))?));
    }
    Ok(arguments)
}

/// A program that is stopped when nobody waits for it.
struct Running(Arc<Mutex<Option<u32>>>, Option<Child>);

impl Running {
    fn new(child: Child) -> Self {
        Self(Arc::new(Mutex::new(Some(child.id()))), Some(child))
    }

    async fn output(mut self) -> Result<std::process::Output, String> {
        let Some(child) = self.1.take() else { return Err("it was not started".to_owned()) };
        let running = Arc::clone(&self.0);
        let waiting = tokio::task::spawn_blocking(move || {
            let output = child.wait_with_output();
            // Waited for: its number may be somebody else's from here on.
            running.lock().unwrap_or_else(PoisonError::into_inner).take();
            output
        });
        let output = waiting.await.map_err(|error| error.to_string())?;
        output.map_err(|error| error.to_string())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let running = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let pid = running.and_then(|pid| i32::try_from(pid).ok()).and_then(rustix::process::Pid::from_raw);
        if let Some(pid) = pid {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        }
    }
}

fn refused(why: BaselineRefusal) -> Failure {
    Failure::Refused(Refusal::Baseline(why))
}
