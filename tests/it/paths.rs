//! The pages for those who work on the code: every path that they name exists, and every link of every page leads somewhere.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::readme::{pages, text_of};
use crate::support::Ends;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The words between backticks that name a file or a folder of the repository: they begin with one of its folders.
fn paths(text: &str) -> BTreeSet<String> {
    let folders: BTreeSet<String> = fs::read_dir(ROOT)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().unwrap().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    let quoted = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let is_path = |word: &&str| {
        word.split_once('/').is_some_and(|(folder, _)| folders.contains(folder)) && !word.contains(' ')
    };
    quoted.filter(is_path).map(ToOwned::to_owned).collect()
}

/// Whether a path is there; of one with a part to fill in (`<command>`), the folder of that part.
fn exists(path: &str) -> bool {
    let folder = path.split_once('<').map(|(before, _)| before.rsplit_once('/').unwrap().0);
    let is_folder = folder.is_some() || path.ends_with('/');
    let path = Path::new(ROOT).join(folder.unwrap_or(path));
    if is_folder { path.is_dir() } else { path.exists() }
}

#[test]
fn every_path_that_a_page_names_exists() {
    for (page, least) in [("ARCHITECTURE.md", 100), ("CONTRIBUTING.md", 30)] {
        let paths = paths(&text_of(page));
        let missing: Vec<&String> = paths.iter().filter(|path| !exists(path)).collect();
        assert_eq!(missing, Vec::<&String>::new(), "{page}");
        assert!(paths.len() >= least, "{page}: {paths:?}");
    }
    assert!(
        !exists("src/model/nothing.rs") && !exists("src/nowhere/<file>.rs") && exists("src/ui/<file>.rs")
    );
}

#[test]
fn the_architecture_says_for_twenty_tasks_and_more_where_to_go() {
    let text = text_of("ARCHITECTURE.md");
    let table = text.split("\n## Where do I change ...\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let tasks: Vec<&str> = table.lines().filter(|line| line.starts_with("| ")).skip(1).collect();
    assert!(tasks.len() >= 20, "{}", tasks.len());
    for task in tasks {
        assert!(!paths(task).is_empty() || task.contains("](CONTRIBUTING.md#"), "{task}");
    }
}

/// What a heading is called in a link, as GitHub does it.
fn anchor(heading: &str) -> String {
    let plain = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = plain.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The links and pictures of a page, outside of code.
fn links(text: &str) -> Vec<String> {
    let outside = text.split("\n```").step_by(2);
    let targets = outside.flat_map(|part| part.split("](").skip(1));
    targets.map(|rest| rest.split(')').next().unwrap().to_owned()).collect()
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let mut followed = 0;
    for page in pages() {
        let text = text_of(&page);
        let folder = Path::new(&page).parent().unwrap().to_owned();
        for link in links(&text).into_iter().filter(|link| !link.starts_with("https://")) {
            let (file, heading) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { Path::new(&page).to_owned() } else { folder.join(file) };
            let there = Path::new(ROOT).join(&target);
            assert!(there.exists(), "{page}: {link}");
            if !heading.is_empty() {
                let text = fs::read_to_string(there).unwrap();
                let headings = text.lines().filter(|line| line.starts_with('#')).map(anchor);
                let given =
                    text.split("<a id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
                let anchors: Vec<String> = headings.chain(given).collect();
                assert!(anchors.iter().any(|found| found == heading), "{page}: {link}: {anchors:?}");
            }
            followed += 1;
        }
    }
    assert!(followed >= 80, "{followed}");
}

#[test]
fn the_workflow_calls_targets_that_exist_and_the_oldest_rust_that_builds() {
    let workflow = text_of(".github/workflows/ci.yml");
    let makefile = text_of("Makefile");
    let called: Vec<&str> =
        workflow.lines().filter_map(|line| line.trim().strip_prefix("- run: make ")).collect();
    assert_eq!(called, ["demo", "check", "test"]);
    for target in called {
        assert!(makefile.lines().any(|line| line.starts_with(&format!("{target}:"))), "make {target}");
    }
    // The workflow reads the version with sed, as here.
    let read = r#"sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml"#;
    assert!(workflow.contains("rust: [stable, minimum]") && workflow.contains(read));
    let version = Command::new("sh").args(["-c", read]).current_dir(ROOT).finish();
    assert_eq!(String::from_utf8_lossy(&version.stdout).trim(), env!("CARGO_PKG_RUST_VERSION"));
}

#[test]
fn cargo_toml_promises_files_that_exist() {
    let manifest = text_of("Cargo.toml");
    assert!(
        manifest.contains("license = \"MIT OR Apache-2.0\"") && manifest.contains("readme = \"README.md\"")
    );
    assert!(text_of("LICENSE-MIT").contains("Permission is hereby granted, free of charge"));
    assert!(text_of("LICENSE-APACHE").contains("END OF TERMS AND CONDITIONS"));
}
