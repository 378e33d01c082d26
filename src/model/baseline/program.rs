//! Which `pg_dump` can dump a server.

use std::path::PathBuf;

/// A `pg_dump` of this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DumpProgram {
    pub(crate) file: PathBuf,
    /// `15.20`, as it says itself.
    pub(crate) version: String,
    pub(crate) major: i32,
}

impl DumpProgram {
    /// Reads what `pg_dump --version` prints: `pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`.
    pub(crate) fn parse(file: PathBuf, printed: &str) -> Option<Self> {
        let version =
            printed.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        let digits = version.split(|c: char| !c.is_ascii_digit()).next()?;
        Some(Self { file, version: version.to_owned(), major: digits.parse().ok()? })
    }
}

/// The one of the server's own major version, the first that there is; otherwise the oldest that is newer, since
/// `pg_dump` refuses servers that are newer than itself.
pub(crate) fn fitting(programs: &[DumpProgram], server: i32) -> Option<&DumpProgram> {
    let same = programs.iter().find(|program| program.major == server);
    same.or_else(|| {
        programs.iter().filter(|program| program.major > server).min_by_key(|program| program.major)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn program(version: &str) -> DumpProgram {
        DumpProgram::parse(PathBuf::from(version), &format!("pg_dump (PostgreSQL) {version} (Debian)\n"))
            .unwrap()
    }

    #[test]
    fn the_servers_own_major_comes_first_and_an_older_program_never() {
        let programs = ["18.1", "14.3", "17beta1", "16.4"].map(program);
        let chosen = |server| fitting(&programs, server).map(|program| program.version.as_str());
        assert_eq!(chosen(17), Some("17beta1"));
        assert_eq!(chosen(15), Some("16.4"));
        assert_eq!(chosen(14), Some("14.3"));
        assert_eq!(chosen(19), None);
        assert_eq!(DumpProgram::parse(PathBuf::new(), "no version"), None);
    }
}
