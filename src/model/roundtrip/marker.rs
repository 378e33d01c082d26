//! The comments on databases that are made, by which a later run knows them.

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

/// The key in the comment on a kept database.
pub(crate) fn key(comment: &str) -> Option<&str> {
    comment.strip_prefix(KEPT)?.split(';').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_of_a_kept_database_is_read_back() {
        let maker = ScratchMaker { pid: 7, host: "here".to_owned() };
        assert_eq!(key(&maker.kept("abc", "now")), Some("abc"));
        assert_eq!(key(&maker.scratch("now")), None);
    }
}
