//! The names of databases that are made, and the comments on them, by which a later run knows them.
//!
//! A database has its name before it can have a comment: a run that was killed in between leaves one without. So a name
//! proves by itself whose it is: its second half follows from its first one.

use crate::model::migration::checksum::Sha256Hex;

/// How the name of a database to work in begins.
pub(crate) const SCRATCH_NAME: &str = "migrate_roundtrip_";
/// How the name of a kept one begins.
pub(crate) const KEPT_NAME: &str = "migrate_kept_";
/// How the comment on one to work in begins.
pub(crate) const SCRATCH: &str = "migrate roundtrip, to work in; ";
/// How the comment on a kept one begins; its key follows.
pub(crate) const KEPT: &str = "migrate roundtrip, kept; key ";

/// Who made a database.
#[derive(Debug, Clone)]
pub(crate) struct ScratchMaker {
    pub(crate) pid: u32,
    pub(crate) host: String,
}

impl ScratchMaker {
    /// The comment on a database to work in, made at a time.
    pub(crate) fn scratch(&self, now: &str) -> String {
        format!("{SCRATCH}{}", self.to_comment(now))
    }

    /// The comment on a database that is kept under a key.
    pub(crate) fn kept(&self, key: &str, now: &str) -> String {
        format!("{KEPT}{key}; {}", self.to_comment(now))
    }

    fn to_comment(&self, now: &str) -> String {
        let Self { pid, host } = self;
        format!("made by migrate {}, pid {pid} on {host}, {now}", env!("CARGO_PKG_VERSION"))
    }
}

/// The name of a database: how it begins, and what tells it from others of its kind, of which half counts.
pub(crate) fn name(beginning: &str, distinction: &str) -> String {
    let own = distinction.get(..8).unwrap_or(distinction);
    format!("{beginning}{own}{}", proof(beginning, own))
}

/// Whether a name is one that was made here.
pub(crate) fn is_made_here(made: &str) -> bool {
    [SCRATCH_NAME, KEPT_NAME].into_iter().any(|beginning| {
        let own = made.strip_prefix(beginning).and_then(|rest| rest.get(..8));
        own.is_some_and(|own| name(beginning, own) == made)
    })
}

fn proof(beginning: &str, own: &str) -> String {
    Sha256Hex::of(&format!("{beginning}{own}")).as_str().chars().take(8).collect()
}

/// The key in the comment on a kept database.
pub(crate) fn key(comment: &str) -> Option<&str> {
    comment.strip_prefix(KEPT)?.split(';').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_whether_it_was_made_here() {
        let scratch = name(SCRATCH_NAME, "00c0ffee12345678");
        assert_eq!(scratch.len(), SCRATCH_NAME.len() + 16);
        assert!(scratch.starts_with("migrate_roundtrip_00c0ffee") && is_made_here(&scratch));
        assert!(is_made_here(&name(KEPT_NAME, "0123456789abcdef")));
        for others in [
            "migrate_roundtrip_",
            "migrate_roundtrip_00c0ffee12345678",
            "migrate_roundtrip_backup",
            "migrate_kept_ünderwegs",
            &scratch[1..],
            &format!("{scratch}0"),
        ] {
            assert!(!is_made_here(others), "{others}");
        }
    }

    #[test]
    fn the_key_of_a_kept_database_is_read_back() {
        let maker = ScratchMaker { pid: 7, host: "here".to_owned() };
        assert_eq!(key(&maker.kept("abc", "now")), Some("abc"));
        assert_eq!(key(&maker.scratch("now")), None);
    }
}
