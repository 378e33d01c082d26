//! A pair that gets the next free number: two branches used the same.

use super::pair::MigrationId;
use super::script_name::{self, ScriptName};
use super::version::Version;
use crate::model::outcome::code::codes;

/// Why nothing is renumbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RenumberingProblem {
    /// No file has this version, or this name.
    NoSuchScript { requested: String },
    /// Several pairs have the version, and nothing says which is meant.
    Several { version: Version, files: Vec<String> },
    /// The pair is applied: its number is the history's.
    Applied { id: MigrationId },
    /// Every pair of this version is applied, or none of it is pairs.
    NoneLeft { version: Version },
}

/// What a person wants to be renumbered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NumberedScript {
    Version(Version),
    /// Version and name, of a file of either folder.
    Script(MigrationId),
}

impl NumberedScript {
    /// Reads a version, or the path of a script. `None` where it is neither.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if let Ok(version) = text.parse() {
            return Some(Self::Version(version));
        }
        let ScriptName { version, name } = script_name::parse(text.rsplit('/').next()?).ok()?;
        Some(Self::Script(MigrationId { version, name }))
    }

    /// The version that it has.
    pub(crate) fn version(&self) -> Version {
        match self {
            Self::Version(version) => *version,
            Self::Script(id) => id.version,
        }
    }
}

/// The pair to renumber: `pairs` is what lies in the folders, `applied` whether the database has it.
pub(crate) fn choose(
    wanted: &NumberedScript,
    pairs: &[MigrationId],
    applied: impl Fn(&MigrationId) -> bool,
) -> Result<MigrationId, RenumberingProblem> {
    let version = wanted.version();
    match wanted {
        NumberedScript::Script(id) if !pairs.contains(id) => {
            Err(RenumberingProblem::NoSuchScript { requested: id.to_string() })
        }
        NumberedScript::Script(id) if applied(id) => Err(RenumberingProblem::Applied { id: id.clone() }),
        NumberedScript::Script(id) => Ok(id.clone()),
        NumberedScript::Version(_) => {
            let of_version: Vec<&MigrationId> = pairs.iter().filter(|id| id.version == version).collect();
            let left: Vec<&MigrationId> = of_version.iter().copied().filter(|id| !applied(id)).collect();
            match (of_version.as_slice(), left.as_slice()) {
                ([], _) => Err(RenumberingProblem::NoSuchScript { requested: version.to_string() }),
                (_, [id]) => Ok((*id).clone()),
                ([id], []) => Err(RenumberingProblem::Applied { id: (*id).clone() }),
                (_, []) => Err(RenumberingProblem::NoneLeft { version }),
                (_, several) => Err(RenumberingProblem::Several {
                    version,
                    files: several.iter().map(|id| format!("{id}.sql")).collect(),
                }),
            }
        }
    }
}

codes!(RenumberingProblem {
    Self::NoSuchScript { .. } => "no-such-script" Usage "`renumber`: no file has this version, or this name",
    Self::Several { .. } => "several-scripts" Usage "`renumber`: several pairs have the version, and nothing says which is meant",
    Self::Applied { .. } => "renumber-applied" History "`renumber`: the pair is applied",
    Self::NoneLeft { .. } => "renumber-none-left" History "`renumber`: every pair of this version is applied",
});

#[cfg(test)]
mod tests {
    use super::*;

    fn id(version: i64, name: &str) -> MigrationId {
        MigrationId { version: Version::new(version).unwrap(), name: name.to_owned() }
    }

    #[test]
    fn the_pair_that_is_meant_is_the_one_that_nothing_has_applied() {
        let pairs = [id(4, "a"), id(5, "b"), id(5, "c")];
        let choose = |text: &str, applied: &[MigrationId]| {
            let wanted = NumberedScript::read(text).unwrap();
            super::choose(&wanted, &pairs, |id| applied.contains(id))
                .map(|id| id.to_string())
                .map_err(|problem| problem.code().word)
        };
        assert_eq!(choose("V005", &[id(5, "b")]), Ok("V005__c".to_owned()));
        assert_eq!(choose("5", &[]), Err("several-scripts"));
        assert_eq!(choose("5", &[id(5, "b"), id(5, "c")]), Err("renumber-none-left"));
        assert_eq!(choose("migrations/V005__c.sql", &[]), Ok("V005__c".to_owned()));
        assert_eq!(choose("rollbacks/V5__c.sql", &[id(5, "c")]), Err("renumber-applied"));
        assert_eq!(choose("V004", &[id(4, "a")]), Err("renumber-applied"));
        assert_eq!(choose("V004__z.sql", &[]), Err("no-such-script"));
        assert_eq!(choose("9", &[]), Err("no-such-script"));
        assert_eq!(NumberedScript::read("notes.txt"), None);
    }
}
