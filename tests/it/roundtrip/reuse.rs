//! `--keep` and `--reuse`.

use super::{ask, notes, roundtrip};

#[test]
fn a_kept_database_is_used_again_for_the_same_scripts_profile_and_seed_only() {
    let project = notes();
    project.file("migrations/V001__notes.sql", format!("{}-- kept\n", super::UP_1));
    let data = ["--profile", "tiny", "--format", "json"];
    let first = roundtrip(&project, data).args(["--keep"]).ok().json();
    let kept = first["kept"].as_str().unwrap().to_owned();
    assert_eq!(first["data"]["reused"], false);
    let comment = ask(&format!(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{kept}'"
    ));
    assert!(comment[0].starts_with("migrate roundtrip, kept; key "), "{comment:?}");

    let second = roundtrip(&project, data).args(["--reuse"]).ok().json();
    assert_eq!((&second["data"]["reused"], &second["data"]["rows"]), (&true.into(), &315.into()));
    assert_eq!(second["pairs"][0]["lost_as_declared"], first["pairs"][0]["lost_as_declared"]);

    let other = roundtrip(&project, data).args(["--reuse", "--seed", "2"]).ok().json();
    assert_eq!(other["data"]["reused"], false);
    assert!(other["others_kept"].as_array().unwrap().contains(&kept.as_str().into()), "{other:#}");

    // A broken rollback is another script: it is not proven on what was kept, and found all the same.
    project.file("rollbacks/V002__more.sql", format!("{}DELETE FROM log;", super::DOWN_2));
    let broken = roundtrip(&project, data).args(["--keep", "--only", "V002"]).code(1).json();
    let again = roundtrip(&project, data).args(["--reuse", "--only", "V002"]).code(1).json();
    assert_eq!(again["data"]["reused"], true);
    assert_eq!(again["pairs"][0]["findings"], broken["pairs"][0]["findings"]);
    for name in [&kept, broken["kept"].as_str().unwrap()] {
        ask(&format!("DROP DATABASE {name}"));
    }
}
