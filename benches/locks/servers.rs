//! The rows that depend on the server, on every major that there is.

use std::path::Path;
use std::process::Command;

use crate::workbench::bar;

/// Runs them in a process for each major.
pub(crate) fn rows(program: &Path, runs: usize) {
    for major in 14..=18 {
        let got = Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/fetch-postgres"))
            .arg(major.to_string())
            .output()
            .unwrap();
        if !got.status.success() {
            bar::not_measured(&format!("PostgreSQL {major}"), String::from_utf8_lossy(&got.stderr).trim());
            continue;
        }
        let programs = String::from_utf8(got.stdout).unwrap();
        let mut again = Command::new(std::env::current_exe().unwrap());
        again.env("MIGRATE_PG_BIN", programs.trim()).args(["--runs", &runs.to_string(), "two-tables"]);
        again.arg("--program").arg(program);
        // The reference schema needs 15.
        if major > 14 {
            again.arg("reference");
        }
        assert!(again.status().unwrap().success(), "PostgreSQL {major}");
    }
}
