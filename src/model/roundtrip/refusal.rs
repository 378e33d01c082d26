//! Why nothing is proven: reported before anything is seeded or rolled back.

use super::contents::Hidden;
use crate::model::migration::version::Version;
use crate::model::outcome::code::codes;

/// Why not.
#[derive(Debug)]
pub(crate) enum RoundtripRefusal {
    /// The role may not make the database to work in.
    NoCreateDb { role: String },
    /// Rows that a policy hides cannot be compared.
    RowSecurity(Hidden),
    /// `--from` or `--only` names a version that no file has.
    NoSuchVersion { version: Version },
    /// `--changed-since` and no folder of scripts that git knows; git's own words.
    NoGit { why: String },
    /// The scripts are those in the binary, which do not change.
    EmbeddedScripts,
}

codes!(RoundtripRefusal {
    Self::NoCreateDb { .. } => "roundtrip-no-createdb" Usage "the role may not make the database to work in",
    Self::RowSecurity(_) => "roundtrip-row-security" Usage "row-level security hides rows from the role",
    Self::NoSuchVersion { .. } => "roundtrip-no-such-version" Usage "`--from` or `--only` names a version that no file has",
    Self::NoGit { .. } => "roundtrip-no-git" Usage "git does not say which scripts changed",
    Self::EmbeddedScripts => "roundtrip-embedded-scripts" Usage "the scripts in the binary do not change",
});
