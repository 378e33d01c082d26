//! What the page of operations gives to cron, systemd and Prometheus: the very lines are run and checked.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::{bounds, database, events, partitions};
use crate::readme::blocks;
use crate::support::{Database, Ends, Run, tool};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const BINARY: &str = env!("CARGO_BIN_EXE_migrate");
/// The page that people copy these lines from.
const PAGE: &str = "docs/operations.md";
/// What its lines say where a test has its own.
const INSTALLED: &str = "/usr/local/bin/migrate";
const METRICS: &str = "/var/lib/node_exporter";
const CONFIG: &str = "/etc/migrate/migrate.toml";
const URL: &str = "postgresql://keeper@db/app";

fn example(path: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join("examples").join(path)).unwrap()
}

/// The text with a test's own in place of what has to stand there exactly once.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "`{from}` in {text}");
    text.replace(from, to)
}

/// The page's crontab: its settings, and its commands without their times.
fn crontab() -> (Vec<(String, String)>, Vec<String>) {
    let (mut settings, mut commands) = (Vec::new(), Vec::new());
    for line in blocks(PAGE, "crontab").concat().lines() {
        match line.split_once('=').filter(|(name, _)| !name.contains(' ')) {
            Some((name, value)) => settings.push((name.to_owned(), value.to_owned())),
            None => commands.push(line.splitn(6, ' ').nth(5).unwrap().to_owned()),
        }
    }
    (settings, commands)
}

/// A table that lacks its next months, a folder for the metrics files, and a configuration that says something else
/// than what is taken for granted without one.
struct Host {
    db: Database,
    folder: TempDir,
}

impl Host {
    fn new() -> Self {
        let host = Self { db: database(), folder: TempDir::new().unwrap() };
        events(&host.db);
        host.db.execute("CREATE TABLE events_default PARTITION OF events DEFAULT");
        fs::create_dir(host.metrics()).unwrap();
        let toml = "[[partitions]]\ntable = \"events\"\ninterval = \"month\"\nahead = 5\nname = \"mine_%Y_%m\"\ndefault = true\n";
        fs::write(host.config(), toml).unwrap();
        host
    }

    fn metrics(&self) -> PathBuf {
        self.folder.path().join("metrics")
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join("elsewhere.toml")
    }

    /// A command of the page with this host's paths.
    fn here(&self, command: &str) -> String {
        let command = replaced(command, METRICS, self.metrics().to_str().unwrap());
        let command = replaced(&command, CONFIG, self.config().to_str().unwrap());
        replaced(&command, INSTALLED, BINARY)
    }

    /// What is in the metrics files, as the node exporter reads them, and how many there are.
    fn written(&self) -> (usize, String) {
        let files: Vec<PathBuf> =
            fs::read_dir(self.metrics()).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(files.iter().all(|file| file.extension().is_some_and(|name| name == "prom")), "{files:?}");
        (files.len(), files.iter().map(|file| fs::read_to_string(file).unwrap()).collect())
    }

    /// Runs what `calls` gives twice: the first time the partitions are made, the second time there is
    /// nothing to say. The metrics files that are left have everything that the rules ask for, and no series twice.
    fn runs_twice(&self, calls: impl Fn() -> Vec<Command>) {
        let run = || -> Vec<Run> { calls().into_iter().map(|mut call| Run::of(&call.finish())).collect() };
        let first = run();
        assert!(first.iter().all(|run| run.code == Some(0)), "{first:#?}");
        assert_eq!(bounds(&self.db, "events").len(), 7, "six months and DEFAULT");
        let named = "SELECT count(*) FROM pg_inherits WHERE inhparent = 'events'::regclass AND inhrelid::regclass::text LIKE 'mine\\_%'";
        assert_eq!(self.db.value(named), "5", "the name of migrate.toml does not count");
        fs::remove_dir_all(self.metrics()).unwrap();
        fs::create_dir(self.metrics()).unwrap();
        let second = run();
        let silent = |run: &Run| run.code == Some(0) && run.stdout.is_empty() && run.stderr.is_empty();
        assert!(second.len() == 2 && second.iter().all(silent), "{second:#?}");
        let (files, written) = self.written();
        assert_eq!(files, 2);
        for command in ["ensure", "check"] {
            let ok = sample("ok", command, &self.db);
            assert!(written.contains(&format!("{ok} 1\n")), "{ok} is missing: {written}");
        }
        assert_has_all_of_the_rules(&written);
        assert_no_series_twice(&written);
    }
}

/// The name of a series with its labels.
fn sample(metric: &str, command: &str, db: &Database) -> String {
    let (_, folder) = db.url().split_once("host=").unwrap();
    let place = format!("database=\"{}\",host=\"{folder}/.s.PGSQL.5432\"", db.name());
    format!("migrate_partitions_{metric}{{command=\"{command}\",{place},table=\"public.events\"}}")
}

fn assert_no_series_twice(metrics: &str) {
    let series = metrics.lines().filter(|line| !line.starts_with('#'));
    let mut seen = BTreeSet::new();
    for one in series.map(|line| line.rsplit_once(' ').unwrap().0) {
        assert!(seen.insert(one), "{one} twice:\n{metrics}");
    }
}

/// Every metric that a text names.
fn named(text: &str) -> BTreeSet<String> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let words = text.split(|c| !word(c)).filter(|word| word.starts_with("migrate_partitions_"));
    words.map(ToOwned::to_owned).collect()
}

fn assert_has_all_of_the_rules(metrics: &str) {
    let samples = metrics.lines().filter(|line| !line.starts_with('#'));
    let samples: BTreeSet<String> = samples.flat_map(named).collect();
    let rules = named(&example("prometheus/partitions.rules.yml"));
    assert!(rules.len() >= 4, "{rules:?}");
    assert_eq!(rules.difference(&samples).collect::<Vec<_>>(), Vec::<&String>::new(), "{metrics}");
}

/// What a linter said, standard output and error.
fn said(command: &mut Command) -> (bool, String) {
    let output = command.env("LC_ALL", "C").finish();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn the_page_shows_the_units_and_the_rules_as_the_files_have_them() {
    for (language, path) in [
        ("ini", "systemd/migrate-partitions.service"),
        ("ini", "systemd/migrate-partitions.timer"),
        ("yaml", "prometheus/partitions.rules.yml"),
    ] {
        let file = example(path);
        // The fence takes the last line break.
        let shown = blocks(PAGE, language).iter().any(|block| format!("{block}\n") == file);
        assert!(shown, "docs/operations.md does not show examples/{path} as it is");
    }
}

#[test]
fn cron_accepts_the_crontab_of_the_page() {
    let Some(crontab) = tool("crontab") else { return };
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("crontab");
    // cronie has the other letter, and with this one it writes.
    let (_, version) = said(Command::new(&crontab).arg("-V"));
    let look = if version.contains("cronie") { "-T" } else { "-n" };
    let takes = |text: &str| {
        fs::write(&file, text).unwrap();
        said(Command::new(&crontab).arg(look).arg(&file))
    };
    let given = blocks(PAGE, "crontab").concat();
    let (well, why) = takes(&format!("{given}\n"));
    assert!(well, "{why}");
    let (well, _) = takes(&format!("{}\n", replaced(&given, "17 3 ", "17 25 ")));
    assert!(!well, "it takes anything");
}

#[test]
fn the_crontab_of_the_page_runs_in_crons_bare_environment_and_makes_no_mail() {
    let host = Host::new();
    let (settings, commands) = crontab();
    // cron makes a line break of it.
    assert!(commands.iter().all(|command| !command.contains('%')), "{commands:?}");
    host.runs_twice(|| {
        let shell = |command: &String| {
            let mut shell = Command::new("/bin/sh");
            shell.args(["-c", &host.here(command)]);
            shell.current_dir(host.folder.path()).env_clear().env("HOME", host.folder.path());
            shell.env("SHELL", "/bin/sh").env("PATH", "/usr/bin:/bin").env("LOGNAME", "keeper");
            for (name, value) in &settings {
                shell.env(name, replaced(value, URL, host.db.url()));
            }
            shell
        };
        commands.iter().map(shell).collect()
    });
}

#[test]
fn systemd_finds_nothing_to_warn_of_in_the_units() {
    let Some(analyze) = tool("systemd-analyze") else { return };
    let folder = TempDir::new().unwrap();
    let service = example("systemd/migrate-partitions.service");
    let service = service.replace(INSTALLED, BINARY);
    let timer = example("systemd/migrate-partitions.timer");
    // Whatever it thinks of the machine's other units, which it follows.
    let warnings = |service: &str, timer: &str| -> Vec<String> {
        let units = [("migrate-partitions.service", service), ("migrate-partitions.timer", timer)];
        let mut verify = Command::new(&analyze);
        verify.args(["verify", "--man=no"]);
        for (name, text) in units {
            fs::write(folder.path().join(name), text).unwrap();
            verify.arg(folder.path().join(name));
        }
        let (well, said) = said(&mut verify);
        let ours = said.lines().filter(|line| line.contains("migrate-partitions")).map(ToOwned::to_owned);
        let ours: Vec<String> = ours.collect();
        assert!(well || !ours.is_empty(), "systemd-analyze verify: {said}");
        ours
    };
    assert_eq!(warnings(&service, &timer), Vec::<String>::new());
    for (service, timer, why) in [
        (service.replace("ProtectHome=yes", "ProtectHome=perhaps"), timer.clone(), "protecthome"),
        (service.replace(BINARY, "/nowhere/migrate"), timer.clone(), "notexecutable"),
        (service.clone(), timer.replace("03:17:00", "25:17:00"), "calendar"),
    ] {
        let found = warnings(&service, &timer);
        // Older ones say `protect home`, newer ones `ProtectHome`.
        let plain = |line: &String| line.replace(' ', "").to_lowercase();
        assert!(found.iter().any(|line| plain(line).contains(why)), "it does not see {why}: {found:?}");
    }
}

#[test]
fn what_systemd_starts_makes_the_partitions_and_writes_where_it_may() {
    let host = Host::new();
    let service = example("systemd/migrate-partitions.service");
    let settings = |name: &str| -> Vec<&str> {
        service.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix('=')).collect()
    };
    assert_eq!(settings("ReadWritePaths"), [METRICS]);
    // The comment over EnvironmentFile says what is in it.
    let (variable, _) = service
        .lines()
        .find_map(|line| line.strip_prefix("# ")?.split_once(&format!("={URL}")))
        .expect("the service says what its EnvironmentFile holds");
    host.runs_twice(|| {
        let call = |start: &&str| {
            // Nothing that systemd reads in another way than as words with blanks between them.
            assert!(!start.contains(['%', '$', '"', '\'', '\\', ';']), "{start}");
            let start = host.here(start);
            let mut words = start.split(' ');
            let mut call = Command::new(words.next().unwrap());
            call.args(words).current_dir("/").env_clear().env("PATH", "/usr/local/bin:/usr/bin:/bin");
            call.env(variable, host.db.url());
            call
        };
        settings("ExecStart").iter().map(call).collect()
    });
}

#[test]
fn every_metric_of_the_rules_is_written_by_the_binary() {
    let host = Host::new();
    let file = host.metrics().join("one.prom");
    let run = |command| {
        partitions(&host.db, &[command, "--metrics-file", file.to_str().unwrap()]).run();
        fs::read_to_string(&file).unwrap()
    };
    // What one run finds wrong is in the file under the names that the rules have.
    host.db.execute("INSERT INTO events VALUES (1, '1999-01-01'), (2, '1999-01-01')");
    let wrong = run("check");
    for (metric, value) in [("ok", 0), ("periods_ahead", 0), ("default_rows", 1)] {
        assert!(wrong.contains(&format!("{} {value}\n", sample(metric, "check", &host.db))), "{wrong}");
    }
    assert!(!wrong.contains("last_success"), "{wrong}");
    host.db.execute("TRUNCATE events");
    assert_has_all_of_the_rules(&run("ensure"));
    assert_has_all_of_the_rules(&run("check"));
    let Some(promtool) = tool("promtool") else { return };
    let metrics = fs::File::open(&file).unwrap();
    let output = Command::new(promtool)
        .args(["check", "metrics"])
        .stdin(metrics)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
        .finish();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(said.trim(), "");
}

#[test]
fn prometheus_takes_the_rules_and_each_of_them_fires_when_it_should() {
    let rules = example("prometheus/partitions.rules.yml");
    let tests = example("prometheus/partitions.rules.test.yml");
    let alerts = rules.lines().filter_map(|line| line.trim().strip_prefix("- alert: "));
    for alert in alerts {
        let one = format!("alertname: {alert}\n        exp_alerts:\n          - ");
        assert!(tests.contains(&one), "no test lets {alert} fire");
        assert!(tests.contains(&format!("alertname: {alert} }}")), "no test leaves {alert} silent");
    }
    let Some(promtool) = tool("promtool") else { return };
    let folder = Path::new(ROOT).join("examples/prometheus");
    for (what, file) in [("check", "partitions.rules.yml"), ("test", "partitions.rules.test.yml")] {
        let (well, why) =
            said(Command::new(&promtool).args([what, "rules"]).arg(folder.join(file)).current_dir(&folder));
        assert!(well, "promtool {what} rules: {why}");
    }
    let elsewhere = TempDir::new().unwrap();
    fs::write(elsewhere.path().join("partitions.rules.test.yml"), &tests).unwrap();
    let test = |rules: &str| {
        fs::write(elsewhere.path().join("partitions.rules.yml"), rules).unwrap();
        said(
            Command::new(&promtool)
                .args(["test", "rules", "partitions.rules.test.yml"])
                .current_dir(elsewhere.path()),
        )
        .0
    };
    assert!(!test(&replaced(&rules, "default_rows) > 0", "default_rows) >= 0")), "it takes anything");
}
