//! Rights as the server writes them: `role=arwd/grantor`.

/// Whether such entries, with blanks between them, give nobody but the owner of a table more than to read it, and leave
/// the owner that much. In doubt it is false: for a name that needs quotes, or an entry that is not understood.
pub(crate) fn is_readers_alone(entries: &str, owner: &str) -> bool {
    !entries.contains('"')
        && entries.split_terminator(' ').all(|entry| {
            let Some((grantee, rest)) = entry.split_once('=') else { return false };
            let Some((rights, _)) = rest.split_once('/') else { return false };
            let is_readers = |right| matches!(right, 'r' | '*');
            if grantee == owner { rights.contains('r') } else { rights.chars().all(is_readers) }
        })
}

#[cfg(test)]
mod tests {
    use super::is_readers_alone;

    #[test]
    fn whoever_may_write_and_whatever_is_not_understood_is_seen() {
        for readers in ["", "keeper=arwdDxt/keeper", "keeper=arwdDxtm/keeper web=r/keeper =r*/keeper"] {
            assert!(is_readers_alone(readers, "keeper"), "{readers:?}");
        }
        for others in [
            "web=ar/keeper",
            "web=w/keeper",
            "=d/keeper",
            "web=D/keeper",
            "web=t/keeper",
            "web=x/keeper",
            "keeper=awdDxt/keeper",
            "\"we=r/\"=arw/keeper",
            "\"keeper\"=r/keeper",
            "web",
            "web=r",
        ] {
            let all = format!("keeper=arwdDxt/keeper {others}");
            assert!(!is_readers_alone(&all, "keeper"), "{others}");
        }
    }
}
