//! `.ci/setup`: what it asks of a machine, tried with programs that only pretend.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support::{Ends, Run};

/// A machine that has what every Debian has, a Rust of some version, a server, OpenSSL and a compiler.
struct Machine {
    folder: TempDir,
}

impl Machine {
    fn new(rust: &str) -> Self {
        let machine = Self { folder: TempDir::new().unwrap() };
        for program in [
            "cat", "cut", "dirname", "env", "head", "ls", "mkdir", "mktemp", "rm", "sed", "sort", "tail",
            "tee", "uname",
        ] {
            let there = ["/usr/bin", "/bin"].map(|folder| Path::new(folder).join(program));
            symlink(there.iter().find(|file| file.exists()).unwrap(), machine.path(program)).unwrap();
        }
        machine.program("cargo", &format!("echo 'cargo {rust} (0123456789 2026-01-01)'"));
        machine.program("rustc", &format!("echo 'rustc {rust} (0123456789 2026-01-01)'"));
        machine.program("id", "echo 0");
        for program in ["initdb", "postgres", "pkg-config"] {
            machine.program(program, "exit 0");
        }
        machine.program(
            "cc",
            "[ -e \"$(dirname \"$0\")/linkable\" ] || { echo 'cannot open Scrt1.o' >&2; exit 1; }",
        );
        machine.program("apt-get", "echo \"$*\" >>\"$(dirname \"$0\")/asked\"");
        machine
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn program(&self, name: &str, script: &str) {
        fs::write(self.path(name), format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn set_up(&self) -> Run {
        let mut setup = Command::new("/bin/sh");
        setup.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci/setup")).env_clear();
        Run::of(&setup.env("PATH", self.folder.path()).env("MIGRATE_PG_BIN", self.folder.path()).finish())
    }

    /// What apt was asked for.
    fn asked(&self) -> String {
        fs::read_to_string(self.path("asked")).unwrap_or_default()
    }
}

#[test]
fn a_rust_that_is_too_old_is_one_line_and_nothing_is_installed() {
    let wanted = env!("CARGO_PKG_RUST_VERSION");
    let minor: u32 = wanted.strip_prefix("1.").unwrap().parse().unwrap();
    let older = [format!("1.{}.9", minor - 1), "1.9.0".to_owned(), "0.99.0".to_owned()];
    let newer = [format!("{wanted}.0"), format!("1.{}.0-nightly", minor + 100), "2.0.0".to_owned()];
    let cases = older.iter().map(|rust| (rust, 1)).chain(newer.iter().map(|rust| (rust, 0)));
    for (rust, code) in cases {
        let machine = Machine::new(rust);
        fs::write(machine.path("linkable"), "").unwrap();
        let run = machine.set_up();
        assert_eq!(run.code, Some(code), "{rust}: {run:#?}");
        if code == 1 {
            let told = format!("setup: Rust {wanted} or newer is needed, and this is cargo {rust} ");
            assert!(run.stderr.starts_with(&told), "{run:#?}");
            assert!(run.stderr.contains("`rustup update stable`"), "{run:#?}");
        } else {
            assert_eq!(run.stderr, "");
        }
        assert_eq!(
            (run.stderr.lines().count(), run.stdout.as_str(), machine.asked().as_str()),
            (code.try_into().unwrap(), "", "")
        );
    }
    // An old compiler beside a new cargo.
    let machine = Machine::new("1.999.0");
    machine.program("rustc", "echo 'rustc 1.63.0'");
    let run = machine.set_up();
    assert!(run.code == Some(1) && run.stderr.contains("this is rustc 1.63.0"), "{run:#?}");
    fs::remove_file(machine.path("cargo")).unwrap();
    let run = machine.set_up();
    assert_eq!((run.code, run.stderr.lines().count()), (Some(1), 1));
    run.says(&["install the Rust toolchain first"]);
}

#[test]
fn a_compiler_that_links_nothing_gets_the_c_library() {
    let machine = Machine::new("1.999.0");
    let run = machine.set_up();
    assert_eq!(run.code, Some(1), "{run:#?}");
    let run = run.says(&["`cc` still links no C program"]);
    assert_eq!(run.stdout, "setup: installing gcc libc6-dev\n");
    let install = "echo \"$*\" >>\"$(dirname \"$0\")/asked\"; : >\"$(dirname \"$0\")/linkable\"";
    machine.program("apt-get", install);
    assert_eq!(machine.set_up().code, Some(0));
    assert!(
        machine.asked().lines().any(|line| line.starts_with("install ") && line.ends_with(" gcc libc6-dev"))
    );
    let before = machine.asked();
    assert_eq!((machine.set_up().code, machine.asked()), (Some(0), before), "it is there now");
}
