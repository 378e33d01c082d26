//! The name of a script file: `V001__initial_schema.sql`, refinery's convention without its `U`.

use super::version::Version;
use crate::model::outcome::code::codes;

/// A file name that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScriptName {
    /// The number between `V` and the two underscores.
    pub(crate) version: Version,
    /// The words after the two underscores, without `.sql`.
    pub(crate) name: String,
}

/// Why a `.sql` file's name is not a script's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameProblem {
    /// Starts with `U`: refinery's *unversioned* migration, which has no place in a strict order.
    Unversioned,
    /// Starts with a lower-case `v`, which refinery skips without a word.
    LowerCaseV,
    /// One underscore, or none, between version and name.
    NoSeparator,
    /// No number after `V`, or a dotted one.
    BadVersion,
    /// A number beyond 64 bits.
    VersionTooLarge,
    /// The name is empty, or has other characters than letters, digits and underscores.
    BadName,
    /// More than the 255 characters of refinery's `name` column.
    TooLong,
    /// The extension is spelled `.SQL` or `.Sql`; other tools would skip the file.
    UpperCaseExtension,
    /// Starts with anything else than `V`.
    NoPrefix,
}

/// Reads a file name that ends in `.sql` (in any case).
pub(crate) fn parse(file_name: &str) -> Result<ScriptName, NameProblem> {
    let Some(stem) = file_name.strip_suffix(".sql") else {
        return Err(NameProblem::UpperCaseExtension);
    };
    let rest = match stem.chars().next() {
        Some('V') => &stem[1..],
        Some('v') if follows_with_number(stem) => return Err(NameProblem::LowerCaseV),
        Some('U' | 'u') if follows_with_number(stem) => return Err(NameProblem::Unversioned),
        _ => return Err(NameProblem::NoPrefix),
    };
    let Some((version, name)) = rest.split_once("__") else {
        return Err(NameProblem::NoSeparator);
    };
    let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    let problem = if is_number { NameProblem::VersionTooLarge } else { NameProblem::BadVersion };
    let version = version.parse::<Version>().map_err(|_| problem)?;
    if rest.starts_with(['v', 'V']) {
        return Err(NameProblem::BadVersion);
    }
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(NameProblem::BadName);
    }
    if name.len() > 255 {
        return Err(NameProblem::TooLong);
    }
    Ok(ScriptName { version, name: name.to_owned() })
}

fn follows_with_number(stem: &str) -> bool {
    stem.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
}

/// Turns what a person typed after `migrate new` into a name: lower case, words joined by one
/// underscore. `None` when nothing usable is left or a character has no plain form.
pub(crate) fn from_words(words: &str) -> Option<String> {
    let joined: Vec<&str> =
        words.split(|c: char| c.is_whitespace() || c == '-' || c == '_').filter(|w| !w.is_empty()).collect();
    let name = joined.join("_").to_ascii_lowercase();
    let usable = !name.is_empty() && name.len() <= 200;
    (usable && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')).then_some(name)
}

codes!(NameProblem {
    Self::Unversioned => "script-name-unversioned" Usage "a file name begins with `U`, refinery's mark for scripts without an order",
    Self::LowerCaseV => "script-name-lower-case-v" Usage "a file name begins with a lower-case `v`, which refinery skips",
    Self::NoSeparator => "script-name-no-separator" Usage "a file name lacks the two underscores behind its version",
    Self::BadVersion => "script-name-bad-version" Usage "a file name has no whole number behind its `V`",
    Self::VersionTooLarge => "script-name-version-too-large" Usage "the version in a file name does not fit into 64 bits",
    Self::BadName => "script-name-bad-character" Usage "a file name has other characters than letters, digits and underscores",
    Self::TooLong => "script-name-too-long" Usage "a name of more than 255 characters",
    Self::UpperCaseExtension => "script-name-upper-case-extension" Usage "the extension is not `.sql` in lower case",
    Self::NoPrefix => "script-name-no-prefix" Usage "a file is not named like a migration",
});

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_good_name_gives_version_and_words() {
        let parsed = parse("V007__add_invoices.sql").unwrap();
        assert_eq!((parsed.version.number(), parsed.name.as_str()), (7, "add_invoices"));
        assert_eq!(parse("V1____x.sql").unwrap().name, "__x");
    }

    #[test]
    fn each_slip_has_its_own_name() {
        for (file, problem) in [
            ("V01_typo.sql", NameProblem::NoSeparator),
            ("v001__init.sql", NameProblem::LowerCaseV),
            ("U001__undo.sql", NameProblem::Unversioned),
            ("V1.2__dotted.sql", NameProblem::BadVersion),
            ("VV1__x.sql", NameProblem::BadVersion),
            ("V__x.sql", NameProblem::BadVersion),
            ("V99999999999999999999__x.sql", NameProblem::VersionTooLarge),
            ("V001__add-index.sql", NameProblem::BadName),
            ("V001__init.down.sql", NameProblem::BadName),
            ("V001__.sql", NameProblem::BadName),
            ("V001__init.SQL", NameProblem::UpperCaseExtension),
            ("setup.sql", NameProblem::NoPrefix),
            ("user.sql", NameProblem::NoPrefix),
        ] {
            assert_eq!(parse(file), Err(problem), "{file}");
        }
        assert_eq!(parse(&format!("V1__{}.sql", "x".repeat(256))), Err(NameProblem::TooLong));
    }

    proptest! {
        #[test]
        fn every_name_we_accept_refinery_accepts_and_reads_alike(
            number in 0..=i32::MAX, zeros in 0_usize..4, name in "[A-Za-z0-9_]{1,40}"
        ) {
            let stem = format!("V{}{number}__{name}", "0".repeat(zeros));
            let name = parse(&format!("{stem}.sql")).unwrap();
            let theirs = refinery::Migration::unapplied(&stem, "SELECT 1").unwrap();
            prop_assert_eq!(name.version.fits_int4(), Some(theirs.version()));
            prop_assert_eq!(name.name.as_str(), theirs.name());
        }

        #[test]
        fn reading_a_name_never_panics(file in ".*") {
            let _ = parse(&file);
        }

        #[test]
        fn words_become_a_name_that_is_read_back(words in "[ A-Za-z0-9_-]{1,60}") {
            if let Some(name) = from_words(&words) {
                prop_assert_eq!(parse(&format!("V001__{name}.sql")).unwrap().name, name);
            }
        }
    }
}
