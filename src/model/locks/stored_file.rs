//! The text of the file of stored locks: TOML, one entry a script. What is not understood is an error, never skipped.

use serde::Deserialize;
use toml::Spanned;

use super::lock_set::TableLock;
use super::mode::LockMode;
use super::stored::{StoredLocks, StoredScript};
use crate::model::migration::checksum::Sha256Hex;
use crate::model::migration::directive::Direction;
use crate::model::migration::script_name;
use crate::model::outcome::code::codes;
use crate::model::sql::position::Position;
use crate::model::sql::qualified_name::QualifiedName;
use crate::model::sql::quote::to_read;

const HEAD: &str = "\
# The locks that each script takes on tables that are there before it. `migrate roundtrip` measures them and writes this
# file: commit it with the scripts. `up`, `down` and `redo` ask for these locks before a script begins, all of them or
# none, as long as its text is the one that was measured (sha256). Scripts without an entry run as well.
";

/// What cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StoredProblem {
    pub(crate) at: Position,
    pub(crate) why: StoredFault,
}

/// The ways in which the file is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StoredFault {
    NotUtf8,
    /// In the parser's words.
    Malformed {
        why: String,
    },
    /// Two sides of a merge.
    Conflict,
    /// Not the name of a script's file.
    File,
    /// Neither `up` nor `down`.
    Direction,
    /// Not 64 hexadecimal digits.
    Hash,
    /// Not a table with its schema, as this program writes it.
    Table,
    Mode,
}

codes!(StoredFault {
    Self::Conflict => "locks-file-in-conflict" Usage "`locks.toml` has the marks of a merge that was not finished",
    Self::NotUtf8
    | Self::Malformed { .. }
    | Self::File
    | Self::Direction
    | Self::Hash
    | Self::Table
    | Self::Mode => "locks-file-malformed" Usage "`locks.toml` is no TOML, or has an unknown key or a value that nothing writes",
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    #[serde(default)]
    script: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    file: Spanned<String>,
    direction: Spanned<String>,
    sha256: Spanned<String>,
    locks: Vec<Lock>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lock {
    table: Spanned<String>,
    mode: Spanned<String>,
    alone: bool,
}

/// Reads the file. An empty one holds nothing.
pub(crate) fn parse(bytes: &[u8]) -> Result<StoredLocks, StoredProblem> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
        StoredProblem { at: Position::at_byte(&before, before.len()), why: StoredFault::NotUtf8 }
    })?;
    let read: Text = toml::from_str(text).map_err(|error| not_toml(text, &error))?;
    let fault = |place: usize, why| StoredProblem { at: Position::at_byte(text, place), why };
    let mut scripts = Vec::new();
    for entry in read.script {
        let mut locks = Vec::new();
        for lock in entry.locks {
            let table = table(lock.table.get_ref());
            let mode = LockMode::written(lock.mode.get_ref());
            locks.push(TableLock {
                table: table.ok_or_else(|| fault(lock.table.span().start, StoredFault::Table))?,
                alone: lock.alone,
                mode: mode.ok_or_else(|| fault(lock.mode.span().start, StoredFault::Mode))?,
            });
        }
        let name = script_name::parse(entry.file.get_ref());
        let direction = [Direction::Up, Direction::Down]
            .into_iter()
            .find(|direction| direction.as_str() == entry.direction.get_ref());
        let is_hash = |text: &&String| {
            text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        let sha256 = Some(entry.sha256.get_ref()).filter(is_hash);
        scripts.push(StoredScript {
            version: name.map_err(|_| fault(entry.file.span().start, StoredFault::File))?.version,
            direction: direction
                .ok_or_else(|| fault(entry.direction.span().start, StoredFault::Direction))?,
            sha256: Sha256Hex::recorded(
                sha256.ok_or_else(|| fault(entry.sha256.span().start, StoredFault::Hash))?.clone(),
            ),
            file: entry.file.into_inner(),
            locks,
        });
    }
    Ok(StoredLocks { scripts })
}

/// The text that [`parse`] reads back.
pub(crate) fn text(stored: &StoredLocks) -> String {
    let mut text = HEAD.to_owned();
    for StoredScript { direction, file, sha256, locks, .. } in &stored.scripts {
        let (file, direction) = (string(file), direction.as_str());
        let sha256 = sha256.as_str();
        text.push_str(&format!(
            "\n[[script]]\nfile = {file}\ndirection = \"{direction}\"\nsha256 = \"{sha256}\"\nlocks = [\n"
        ));
        for TableLock { table, alone, mode } in locks {
            let (table, mode) = (string(&written(table)), mode.words());
            text.push_str(&format!("    {{ table = {table}, mode = \"{mode}\", alone = {alone} }},\n"));
        }
        text.push_str("]\n");
    }
    text
}

/// A merge that was not finished is reported as that, whatever the parser trips over.
fn not_toml(text: &str, error: &toml::de::Error) -> StoredProblem {
    let marks = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if marks.iter().any(|mark| line.starts_with(mark)) {
            return StoredProblem { at: Position::at_byte(text, at), why: StoredFault::Conflict };
        }
        at += line.len();
    }
    let place = error.span().map_or(0, |span| span.start);
    let why = error.message().lines().next().unwrap_or_default().to_owned();
    StoredProblem { at: Position::at_byte(text, place), why: StoredFault::Malformed { why } }
}

/// A table in the one way in which it is written: in another one it could be a name that nobody means.
fn table(text: &str) -> Option<QualifiedName> {
    QualifiedName::parse(text).filter(|name| name.quoted().is_ok() && written(name) == text)
}

fn written(table: &QualifiedName) -> String {
    format!("{}.{}", to_read(&table.schema), to_read(&table.name))
}

fn string(text: &str) -> String {
    toml::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::migration::version::Version;

    const SHA: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    fn entry(rest: &str) -> String {
        format!("[[script]]\nfile = \"V001__a.sql\"\ndirection = \"up\"\nsha256 = \"{SHA}\"\n{rest}")
    }

    fn fault(text: &str) -> (StoredFault, usize, usize) {
        let problem = parse(text.as_bytes()).unwrap_err();
        (problem.why, problem.at.line, problem.at.column)
    }

    #[test]
    fn the_file_is_for_people_too() {
        let stored = parse(
            entry("locks = [{ table = \"public.\\\"My Notes\\\"\", mode = \"SHARE\", alone = true }]")
                .as_bytes(),
        )
        .unwrap();
        let expected = format!(
            "{HEAD}\n[[script]]\nfile = \"V001__a.sql\"\ndirection = \"up\"\nsha256 = \"{SHA}\"\nlocks = [\n    \
             {{ table = 'public.\"My Notes\"', mode = \"SHARE\", alone = true }},\n]\n"
        );
        assert_eq!(text(&stored), expected);
        assert_eq!(stored.of(Direction::Up, &Sha256Hex::of("")).map(<[_]>::len), Some(1));
        assert_eq!(parse(b""), Ok(StoredLocks::default()));
        assert_eq!(parse(HEAD.as_bytes()), Ok(StoredLocks::default()));
    }

    #[test]
    fn what_nothing_writes_is_an_error_at_its_place() {
        use StoredFault as F;
        let lock = |table: &str, mode: &str| {
            entry(&format!("locks = [\n{{ table = {table:?}, mode = {mode:?}, alone = true }}]"))
        };
        assert_eq!(fault(&lock("public.a", "SHARE LOCK")).0, F::Mode);
        assert_eq!(fault(&lock("public.a", "share")), (F::Mode, 6, 30));
        let long = format!("public.{}", "x".repeat(64));
        for table in [
            "a",
            "Public.a",
            "public.a b",
            "public.",
            ".a",
            "a.b.c",
            "public.\"a\"",
            "public.a;",
            long.as_str(),
        ] {
            assert_eq!(fault(&lock(table, "SHARE")), (F::Table, 6, 11), "{table}");
        }
        assert_eq!(fault(&entry("locks = []").replace("\"up\"", "\"sideways\"")), (F::Direction, 3, 13));
        assert_eq!(fault(&entry("locks = []").replace("V001", "001")), (F::File, 2, 8));
        assert_eq!(fault(&entry("locks = []").replace(SHA, &SHA.to_uppercase())), (F::Hash, 4, 10));
        for (text, line) in
            [(entry("locks = []\nlock = 1"), 6), ("scripts = []".to_owned(), 1), (entry("locks = [1]"), 5)]
        {
            let (why, at, _) = fault(&text);
            assert!(matches!(why, F::Malformed { .. }) && at == line, "{text}: {why:?} in {at}");
        }
        let merged = format!("{}\n<<<<<<< ours\n{}\n=======\n>>>>>>> theirs\n", entry("locks = []"), SHA);
        assert_eq!(fault(&merged), (F::Conflict, 6, 1));
        let problem = parse(b"# \xc3\xa9\n# \xff").unwrap_err();
        assert_eq!((problem.why, problem.at.line, problem.at.column), (F::NotUtf8, 2, 3));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            schema in "[^\\x00]{1,15}", name in "[^\\x00]{1,15}", mode in 0..8_usize, alone in any::<bool>()
        ) {
            let modes = ["AccessShare", "RowShare", "RowExclusive", "ShareUpdateExclusive", "Share",
                "ShareRowExclusive", "Exclusive", "AccessExclusive"];
            let mode = LockMode::parse(&format!("{}Lock", modes[mode])).unwrap();
            let table = QualifiedName::new(schema, name);
            let stored = StoredLocks { scripts: vec![StoredScript {
                version: Version::new(1).unwrap(),
                direction: Direction::Down,
                file: "V1__a.sql".to_owned(),
                sha256: Sha256Hex::of("x"),
                locks: vec![TableLock { table, alone, mode }],
            }] };
            prop_assert_eq!(parse(text(&stored).as_bytes()), Ok(stored));
        }

        #[test]
        fn reading_never_panics(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = parse(&bytes);
        }
    }
}
