//! Why nothing is proven: reported before anything is seeded or rolled back.

use super::contents::Hidden;
use super::reach::Reaching;
use super::shared::SharedDifference;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;
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
    /// On a given server: statements that reach beyond their database. Nothing ran.
    ReachesOut(Vec<Reaching>),
    /// On a given server: a script changed what all databases share. It was rolled back.
    SharedObjects { id: MigrationId, direction: Direction, file: String, changes: Vec<SharedDifference> },
}

codes!(RoundtripRefusal {
    Self::NoCreateDb { .. } => "roundtrip-no-createdb" Usage "the role may not make the database to work in",
    Self::RowSecurity(_) => "roundtrip-row-security" Usage "row-level security hides rows from the role",
    Self::NoSuchVersion { .. } => "roundtrip-no-such-version" Usage "`--from` or `--only` names a version that no file has",
    Self::NoGit { .. } => "roundtrip-no-git" Usage "git does not say which scripts changed",
    Self::EmbeddedScripts => "roundtrip-embedded-scripts" Usage "the scripts in the binary do not change",
    Self::ReachesOut(_) => "roundtrip-reaches-out" Usage "on a given server: scripts have statements that reach beyond their database; nothing ran",
    Self::SharedObjects { .. } => "roundtrip-shared-objects" Usage "on a given server: a script changed what all databases share, and was rolled back",
});
