//! `make test-long`: every ignored test is in exactly one of its parts, and what fits into a budget is chosen as
//! the seed says.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Ends, Run};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A part: its name, its kind, and the words behind.
fn parts() -> Vec<(String, String, Vec<String>)> {
    let text = fs::read_to_string(Path::new(ROOT).join(".ci/parts")).unwrap();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            assert!(words.len() >= 4 && words[1].parse::<u32>().is_ok_and(|minutes| minutes > 0), "{line}");
            let rest = words[3..].iter().map(|word| (*word).to_owned()).collect();
            (words[0].to_owned(), words[2].to_owned(), rest)
        })
        .collect()
}

/// The files of a test binary, each with the path of its module.
fn modules(folder: &Path, path: &str, found: &mut Vec<(String, PathBuf)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap().path();
        let stem = entry.file_stem().unwrap().to_str().unwrap();
        if entry.is_dir() {
            modules(&entry, &format!("{path}{stem}::"), found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            let module =
                if ["main", "mod"].contains(&stem) { path.to_owned() } else { format!("{path}{stem}::") };
            found.push((module, entry));
        }
    }
}

/// The tests of a binary that are left for the long tier.
fn ignored(binary: &str) -> Vec<String> {
    let mut found = Vec::new();
    modules(&Path::new(ROOT).join("tests").join(binary), "", &mut found);
    let mut tests = Vec::new();
    for (module, file) in found {
        let text = fs::read_to_string(file).unwrap();
        for part in text.split("\n#[ignore").skip(1) {
            assert!(part.starts_with(" = \"long: "), "{module}: an ignored test says for which tier it is");
            let name = part.split("\nfn ").nth(1).unwrap().split('(').next().unwrap();
            tests.push(format!("{module}{name}"));
        }
    }
    tests
}

#[test]
fn every_ignored_test_is_in_exactly_one_part_of_the_long_tier() {
    let parts = parts();
    for binary in ["it", "faults"] {
        let tests = ignored(binary);
        assert!(tests.len() >= 2, "{tests:?}");
        let of_binary = || parts.iter().filter(|(_, kind, _)| kind == binary);
        let is_in = |words: &[String], test: &str| words.iter().any(|word| test.contains(word.as_str()));
        for test in &tests {
            let names: Vec<&str> = of_binary()
                .filter(|(_, _, words)| is_in(words, test))
                .map(|(name, _, _)| name.as_str())
                .collect();
            assert_eq!(names.len(), 1, "{test} is in {names:?}");
        }
        for (name, _, words) in of_binary() {
            assert!(tests.iter().any(|test| is_in(words, test)), "{name} runs no test");
        }
    }
    let majors: Vec<&str> =
        parts.iter().filter(|(_, kind, _)| kind == "matrix").map(|(_, _, words)| words[0].as_str()).collect();
    assert_eq!(majors, ["14", "15", "16", "17", "18", "minor"]);
}

/// Runs `.ci/long` with a list of parts of its own, which only say that they ran; how they ended is their word.
fn long(args: &[&str]) -> Run {
    let folder = tempfile::TempDir::new().unwrap();
    fs::create_dir(folder.path().join(".ci")).unwrap();
    fs::copy(Path::new(ROOT).join(".ci/long"), folder.path().join(".ci/long")).unwrap();
    let list =
        "# a comment\na 1 it true\nb 2 it true\nc 3 it true\nd 4 it true\ne 5 it true\nbad 1 it false\n";
    fs::write(folder.path().join(".ci/parts"), list).unwrap();
    // The last word of a call is the part's.
    fs::write(folder.path().join("cargo"), "#!/bin/sh\nfor word; do :; done\nexec \"$word\"\n").unwrap();
    let path = format!("{}:{}", folder.path().display(), std::env::var("PATH").unwrap());
    let open = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o755);
    fs::set_permissions(folder.path().join("cargo"), open).unwrap();
    let mut command = Command::new("/bin/sh");
    Run::of(&command.arg(folder.path().join(".ci/long")).args(args).env("PATH", path).finish())
}

/// What ran, in its order, and what was left out.
fn told(run: &Run) -> (Vec<String>, Vec<String>) {
    let names = |text: &str| -> Vec<String> {
        let lines = text.lines().filter(|line| line.starts_with("  "));
        lines.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
    };
    let table = run.stdout.split("\nlong tier:\n").nth(1).unwrap();
    let (ran, left) = table.split_once("left out").unwrap_or((table, ""));
    (names(ran), names(left))
}

#[test]
fn what_fits_runs_in_an_order_that_the_commit_decides_and_the_rest_is_named() {
    let all = ["a", "b", "c", "d", "e"];
    let run = long(&["--without", "bad"]);
    assert_eq!((run.code, told(&run)), (Some(0), (all.map(str::to_owned).to_vec(), Vec::new())));
    let run = long(&[]);
    assert_eq!(run.code, Some(1));
    run.shows(&["bad                    failed (1)"]);
    assert_eq!(told(&long(&["d", "e"])).0, ["d", "e"]);
    assert_eq!(long(&["nothing"]).code, Some(2));
    // Everything has its turn within a few commits, also what is longer than there is time.
    let mut ran = std::collections::BTreeSet::new();
    for seed in 0..12 {
        let commit = format!("{seed:040x}");
        let call = || told(&long(&["--budget", "190", "--seed", &commit, "--without", "bad"]));
        let (now, left) = call();
        assert_eq!(call(), (now.clone(), left.clone()), "the same commit, the same parts");
        let mut both = [now.clone(), left.clone()].concat();
        both.sort();
        assert_eq!(both, all);
        assert!(!now.is_empty() && !left.is_empty(), "{now:?} {left:?}");
        ran.extend(now);
    }
    assert_eq!(ran.into_iter().collect::<Vec<_>>(), all);
}
