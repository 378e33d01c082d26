//! The page of `--report`: what is on it, and that nothing in a name or a reason becomes part of it.

use std::fs;

use super::{DOWN_1, DOWN_2, TINY, UP_1, notes, roundtrip};
use crate::support::{Database, Project, browser};

const SECTIONS: [(&str, &str); 6] = [
    ("outcomes", "Outcomes"),
    ("durations", "How long each script took"),
    ("locks", "Who had to wait"),
    ("rows", "What happened to the rows"),
    ("costs", "What it costs"),
    ("findings", "Findings"),
];

/// The page of a run that ends so.
fn page(project: &Project, code: i32, data: &[&str]) -> String {
    let file = project.path().join("report.html");
    let report = file.to_str().unwrap();
    roundtrip(project, data.iter().copied()).args(["--report", report]).code(code);
    let page = fs::read_to_string(file).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    assert!(page.ends_with("</body>\n</html>\n"));
    let server = format!("<dt>server</dt><dd>PostgreSQL {}", Database::new().value("SHOW server_version"));
    assert!(page.contains(&server), "{server}: {page}");
    browser::fits(&page);
    assert!(page.len() < 1_000_000, "{} bytes", page.len());
    for elsewhere in ["http://", "https://", "src=", "url(", "<script", "@import", "<link"] {
        assert!(!page.contains(elsewhere), "{elsewhere}: {page}");
    }
    let (mut rest, mut sections) = (page.as_str(), SECTIONS);
    if code == 1 {
        // What failed is read first.
        sections.rotate_right(1);
    }
    for (id, heading) in sections {
        let begins =
            format!("<section id=\"{id}\" aria-labelledby=\"{id}-h\">\n<h2 id=\"{id}-h\">{heading}</h2>");
        let (_, after) = rest.split_once(&begins).unwrap_or_else(|| panic!("{heading}: {page}"));
        rest = after;
    }
    page
}

/// The cells of a line, without tags.
fn line<'a>(page: &'a str, begins: &str) -> Vec<String> {
    let row = page.split("<tr>").find(|row| plain(row).starts_with(begins));
    let row = row.unwrap_or_else(|| panic!("{begins}: {page}"));
    let row: &'a str = row.split("</tr>").next().unwrap();
    row.split("</t")
        .map(|cell| plain(cell.trim_start_matches(['h', 'd'])))
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// What stands between tags.
fn plain(markup: &str) -> String {
    let pieces = markup.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    pieces.collect::<String>().trim().trim_start_matches('>').to_owned()
}

fn cell(page: &str, begins: &str, at: usize) -> String {
    line(page, begins).get(at).cloned().unwrap_or_default()
}

#[test]
fn a_sound_run_meets_its_targets_and_sets_no_sign_on_what_has_none() {
    let page = page(&notes(), 0, &["--profile", "tiny"]);
    assert!(page.contains("2 of 2 pairs proven, on 315 rows of the profile <code>tiny</code>"), "{page}");
    for (metric, measured, status) in [
        ("Rollbacks proven", "2 of 2", "✓ met"),
        ("Undeclared losses", "none", "✓ met"),
        ("Schema after everything", "the same", "✓ met"),
        ("Rows the pairs", "315", "✓ met"),
    ] {
        assert_eq!(
            (cell(&page, metric, 2), cell(&page, metric, 3)),
            (measured.to_owned(), status.to_owned())
        );
    }
    for metric in ["Longest script", "Most WAL written", "Longest time reads of a table were blocked"] {
        assert_eq!(
            (cell(&page, metric, 1), cell(&page, metric, 3)),
            ("no limit".into(), "· measured, no limit".into())
        );
    }
    assert!(page.contains("<code>public.tags</code> <span class=\"aside\">30 rows</span>"), "{page}");
}

#[test]
fn without_rows_nothing_about_rows_is_met() {
    let page = page(&notes(), 0, &["--no-seed"]);
    assert!(page.contains("on empty tables") && page.contains("Nothing is proven about rows"), "{page}");
    for metric in ["Undeclared losses", "Longest wait of a reader", "Rows the pairs"] {
        assert_eq!(cell(&page, metric, 3), "? inconclusive");
    }
    assert!(!page.contains("all rows restored"), "{page}");
}

#[test]
fn a_failed_run_shows_its_finding_and_its_file() {
    let project = notes();
    project
        .file("rollbacks/V002__more.sql", format!("{DOWN_2}\nUPDATE notes SET price = 1 WHERE price > 1;\n"));
    project.file("migrate.toml", "[scripts]\n[roundtrip]\nmax_wal = \"0\"\nmax_duration = \"10min\"\n");
    let page = page(&project, 1, &["--profile", "tiny"]);
    assert!(page.contains("✗</span> Failed"), "{page}");
    assert_eq!(cell(&page, "Undeclared losses", 3), "✗ missed");
    assert_eq!(
        (cell(&page, "Most WAL written", 1), cell(&page, "Most WAL written", 3)),
        ("none max_wal".into(), "✗ missed".into())
    );
    assert_eq!(cell(&page, "Longest script", 3), "✓ met");
    let (_, findings) = page.split_once("<h2 id=\"findings-h\">").unwrap();
    for told in ["rows-differ</span>", "public.notes.price", "rollbacks/V002__more.sql", "What to do:"] {
        assert!(findings.contains(told), "{told}: {findings}");
    }
    assert!(page.contains("<a href=\"#findings\">"), "{page}");
    let (findings, outcomes) = (page.find("id=\"findings-h\""), page.find("id=\"outcomes-h\""));
    assert!(findings < outcomes, "what failed comes first: {page}");
    let (_, foot) = page.split_once("<footer>").unwrap();
    for fact in
        ["<dt>at</dt>", "<dt>server</dt>", "<code>migrate roundtrip --profile tiny --scale 1 --seed 1</code>"]
    {
        assert!(foot.contains(fact), "{fact}: {foot}");
    }
}

#[test]
fn names_and_reasons_do_not_become_markup() {
    let (profile, _) = TINY.split_once("[tables.tags]").unwrap();
    let profile = profile.replace("color = ", "# color = ");
    let table = r#""a<b>&""c""#;
    let project = Project::new();
    project
        .pair(
            "V001__notes",
            &format!("{UP_1}\nCREATE TABLE {table} (a int);"),
            &format!("{DOWN_1}\nDROP TABLE {table};"),
        )
        .pair(
            "V002__more",
            &format!(
                "-- migrate:exceeds max_exclusive_lock <script>alert(1)</script> & \"night\"\n\
                 ALTER TABLE {table} ADD COLUMN b int; SELECT pg_sleep(0.6);"
            ),
            &format!("ALTER TABLE {table} DROP COLUMN b;"),
        )
        .pair("V003__last", "CREATE TABLE IF NOT EXISTS \"l<e>ft\" (a int);", "SELECT pg_sleep(0);")
        .file("fixtures/profiles/tiny.toml", profile)
        .file("migrate.toml", "[scripts]\n[roundtrip]\nmax_exclusive_lock = \"500ms\"\n");
    let page = page(&project, 1, &["--profile", "tiny"]);
    assert!(!page.contains("a<b>") && !page.contains("l<e>ft"), "{page}");
    assert!(page.contains("l&lt;e&gt;ft"), "{page}");
    assert!(page.contains("a&lt;b&gt;&amp;"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;night&quot;"), "{page}");
    assert!(page.contains("class=\"lane\""), "a lock that is held for 600 ms has a lane: {page}");
    assert_eq!(cell(&page, "Longest time reads of a table were blocked", 3), "! over, with a reason");
}
