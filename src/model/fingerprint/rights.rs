//! Rights on an object, as what differs from those that every object of its kind begins with.
//!
//! An entry is written as the server writes one (`aclitem`): `reader=r/owner`. What the owner gave is written without
//! him, so that another owner's object with the same rights reads the same.

/// The rights that somebody has beyond the usual ones, and the usual ones that are gone, each sorted; `None` where
/// there are none. `owner` is what an entry ends with that the owner gave: `/owner`.
pub(crate) fn told(acl: &[String], usual: &[String], owner: &str) -> (Option<String>, Option<String>) {
    let missing = |from: &[String], entries: &[String]| {
        let gone = entries.iter().filter(|&entry| !from.contains(entry));
        let mut gone: Vec<&str> = gone.map(|entry| entry.strip_suffix(owner).unwrap_or(entry)).collect();
        gone.sort_unstable();
        (!gone.is_empty()).then(|| gone.join(", "))
    };
    (missing(usual, acl), missing(acl, usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(acl: &[&str], usual: &[&str]) -> (Option<String>, Option<String>) {
        let owned = |entries: &[&str]| entries.iter().map(|&entry| entry.to_owned()).collect::<Vec<_>>();
        told(&owned(acl), &owned(usual), "/boss")
    }

    fn texts(rights: &(Option<String>, Option<String>)) -> (Option<&str>, Option<&str>) {
        (rights.0.as_deref(), rights.1.as_deref())
    }

    #[test]
    fn the_usual_rights_are_not_told() {
        assert_eq!(texts(&of(&["boss=arwd/boss"], &["boss=arwd/boss"])), (None, None));
        assert_eq!(texts(&of(&[], &[])), (None, None));
    }

    #[test]
    fn additions_and_removals_have_one_order() {
        let acl = ["boss=arwd/boss", "z=r/boss", "a=w/boss", "c=r/z"];
        assert_eq!(texts(&of(&acl, &["boss=arwd/boss"])), (Some("a=w, c=r/z, z=r"), None));
        assert_eq!(texts(&of(&[], &["boss=X/boss", "=X/boss"])), (None, Some("=X, boss=X")));
        assert_eq!(texts(&of(&["boss=r/boss"], &["boss=rw/boss"])), (Some("boss=r"), Some("boss=rw")));
    }
}
