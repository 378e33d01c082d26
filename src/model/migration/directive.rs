//! The directives of a script: comment lines at its head such as `-- migrate:no-transaction`.

use std::time::Duration;

use crate::model::outcome::code::codes;
use crate::model::roundtrip::limit::Limit;
use crate::model::sql::duration::duration;
use crate::model::sql::position::Position;
use crate::model::sql::quote::last_outside_quotes;
use crate::model::sql::sql_text::line_comments;

/// Which of a pair's two scripts a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Direction {
    Up,
    Down,
}

impl Direction {
    /// The word that the journal and the JSON documents use.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// What the head of a script asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Directives {
    /// `no-transaction`: run statement by statement, outside a transaction.
    pub(crate) no_transaction: bool,
    /// `irreversible <reason>`, in a rollback: nothing rolls back past this migration.
    pub(crate) irreversible: Option<String>,
    /// `nothing-to-undo <reason>`, in a rollback: it is complete without a statement.
    pub(crate) nothing_to_undo: Option<String>,
    /// `nothing-to-do <reason>`, in a migration: the same.
    pub(crate) nothing_to_do: Option<String>,
    /// `lossy <table[.column]> <reason>`: rows or values that do not survive.
    pub(crate) lossy: Vec<Loss>,
    /// `exceeds <limit> <reason>`: a limit of `[roundtrip]` that does not hold for this script.
    pub(crate) exceeds: Vec<Exceeds>,
    /// `lock-timeout <duration>`: instead of the default of two seconds. Zero waits for ever.
    pub(crate) lock_timeout: Option<Duration>,
    /// `lock-table <table>..`: these keep everybody who writes from them before the script begins; as it writes them.
    pub(crate) lock_table: Vec<String>,
    /// `row-security on`: run under the row-level security policies instead of refusing to.
    pub(crate) row_security: bool,
}

impl Directives {
    /// Whether the script is complete without a statement.
    pub(crate) fn may_be_empty(&self) -> bool {
        self.irreversible.is_some() || self.nothing_to_undo.is_some() || self.nothing_to_do.is_some()
    }
}

/// A declared loss.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loss {
    /// The table, or `table.column`.
    pub(crate) object: String,
    pub(crate) reason: String,
}

/// A declared cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Exceeds {
    pub(crate) limit: Limit,
    pub(crate) reason: String,
}

/// Why a directive cannot be taken, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DirectiveProblem {
    pub(crate) at: Position,
    pub(crate) word: String,
    pub(crate) why: DirectiveFault,
}

/// The ways in which a directive is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DirectiveFault {
    Unknown,
    /// Stands below the first statement, where nobody would expect it to work.
    NotAtHead,
    NeedsReason,
    NeedsTableAndReason,
    NeedsLimitAndReason,
    NeedsDuration,
    NeedsTables,
    TakesNothing,
    NeedsOn,
    Repeated,
    /// `irreversible` and `nothing-to-undo` say something about a rollback, so they stand there.
    OnlyInRollback,
    /// `nothing-to-do` says something about a migration.
    OnlyInMigration,
}

/// Every directive there is, for the error that lists them.
pub(crate) const WORDS: [&str; 9] = [
    "no-transaction",
    "irreversible",
    "nothing-to-undo",
    "nothing-to-do",
    "lossy",
    "exceeds",
    "lock-timeout",
    "lock-table",
    "row-security",
];

/// Reads the directives of a normalised script. The head ends at the first line that is neither
/// blank nor a `--` comment.
pub(crate) fn read(sql: &str, direction: Direction) -> Result<Directives, DirectiveProblem> {
    let mut directives = Directives::default();
    if !sql.contains("migrate:") {
        return Ok(directives);
    }
    let head = head_length(sql);
    for (offset, comment) in line_comments(sql) {
        let Some(text) = comment.trim_start_matches('-').trim().strip_prefix("migrate:") else { continue };
        let (word, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let taken = if offset < head {
            take(&mut directives, word, rest.trim(), direction)
        } else {
            Err(DirectiveFault::NotAtHead)
        };
        taken.map_err(|why| DirectiveProblem {
            at: Position::at_byte(sql, offset),
            word: word.to_owned(),
            why,
        })?;
    }
    Ok(directives)
}

fn head_length(sql: &str) -> usize {
    let is_head = |line: &&str| line.trim().is_empty() || line.trim_start().starts_with("--");
    sql.split_inclusive('\n').take_while(is_head).map(str::len).sum()
}

fn take(
    directives: &mut Directives,
    word: &str,
    rest: &str,
    direction: Direction,
) -> Result<(), DirectiveFault> {
    match word {
        "no-transaction" if rest.is_empty() => directives.no_transaction = once(directives.no_transaction)?,
        "no-transaction" => return Err(DirectiveFault::TakesNothing),
        "irreversible" | "nothing-to-undo" if direction == Direction::Up => {
            return Err(DirectiveFault::OnlyInRollback);
        }
        "nothing-to-do" if direction == Direction::Down => return Err(DirectiveFault::OnlyInMigration),
        "irreversible" | "nothing-to-undo" | "nothing-to-do" if rest.is_empty() => {
            return Err(DirectiveFault::NeedsReason);
        }
        "nothing-to-undo" => {
            once(directives.nothing_to_undo.is_some())?;
            directives.nothing_to_undo = Some(rest.to_owned());
        }
        "nothing-to-do" => {
            once(directives.nothing_to_do.is_some())?;
            directives.nothing_to_do = Some(rest.to_owned());
        }
        "irreversible" => {
            once(directives.irreversible.is_some())?;
            directives.irreversible = Some(rest.to_owned());
        }
        "lossy" => {
            let Some((object, reason)) = behind_name(rest) else {
                return Err(DirectiveFault::NeedsTableAndReason);
            };
            directives.lossy.push(Loss { object: object.to_owned(), reason: reason.trim().to_owned() });
        }
        "exceeds" => {
            let said = rest.split_once(char::is_whitespace);
            let limit = said.and_then(|(limit, reason)| Some((Limit::parse(limit)?, reason)));
            let (limit, reason) = limit.ok_or(DirectiveFault::NeedsLimitAndReason)?;
            once(directives.exceeds.iter().any(|earlier| earlier.limit == limit))?;
            directives.exceeds.push(Exceeds { limit, reason: reason.trim().to_owned() });
        }
        "lock-timeout" => {
            once(directives.lock_timeout.is_some())?;
            directives.lock_timeout = Some(duration(rest).ok_or(DirectiveFault::NeedsDuration)?);
        }
        "lock-table" => {
            for table in tables(rest).ok_or(DirectiveFault::NeedsTables)? {
                once(directives.lock_table.contains(&table))?;
                directives.lock_table.push(table);
            }
        }
        "row-security" if rest == "on" => directives.row_security = once(directives.row_security)?,
        "row-security" => return Err(DirectiveFault::NeedsOn),
        _ => return Err(DirectiveFault::Unknown),
    }
    Ok(())
}

/// A name, perhaps quoted, and what stands behind the blank after it.
fn behind_name(text: &str) -> Option<(&str, &str)> {
    let mut quoted = false;
    let end = text.find(|letter: char| {
        quoted ^= letter == '"';
        !quoted && letter.is_whitespace()
    })?;
    Some((&text[..end], &text[end..]))
}

/// The names of tables in a line, with blanks between them; `None` where there is no name, or something else.
fn tables(text: &str) -> Option<Vec<String>> {
    let mut names = vec![String::new()];
    let mut quoted = false;
    for letter in text.chars() {
        quoted ^= letter == '"';
        match names.last_mut() {
            Some(name) if quoted || !letter.is_whitespace() => name.push(letter),
            _ => names.push(String::new()),
        }
    }
    names.retain(|name| !name.is_empty());
    (!names.is_empty() && names.iter().all(|name| is_table(name))).then_some(names)
}

/// Whether this is the name of a table, perhaps quoted, perhaps with its schema.
fn is_table(name: &str) -> bool {
    let (schema, table) = match last_outside_quotes(name, ".") {
        Some(dot) => (Some(&name[..dot]), &name[dot + 1..]),
        None => (None, name),
    };
    let is_letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$');
    let is_part = |part: &str| match part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inside) => !inside.is_empty() && !inside.replace("\"\"", "").contains('"'),
        None => {
            part.starts_with(|first: char| first.is_alphabetic() || first == '_')
                && part.chars().all(is_letter)
        }
    };
    schema.is_none_or(is_part) && is_part(table)
}

fn once(already: bool) -> Result<bool, DirectiveFault> {
    if already { Err(DirectiveFault::Repeated) } else { Ok(true) }
}

codes!(DirectiveFault {
    Self::Unknown => "directive-unknown" Usage "there is no such directive",
    Self::NotAtHead => "directive-not-at-head" Usage "a directive stands below the head of its script",
    Self::NeedsReason => "directive-needs-reason" Usage "a directive lacks its reason",
    Self::NeedsTableAndReason => "directive-needs-table-and-reason" Usage "a directive lacks what is lost, or why",
    Self::NeedsLimitAndReason => "directive-needs-limit-and-reason" Usage "a directive lacks its limit, or why it is exceeded",
    Self::NeedsDuration => "directive-needs-duration" Usage "a directive lacks its duration",
    Self::NeedsTables => "directive-needs-tables" Usage "a directive lacks its tables, or they are no names",
    Self::TakesNothing => "directive-takes-nothing" Usage "a directive has something behind it and takes nothing",
    Self::NeedsOn => "directive-needs-on" Usage "`row-security` is not followed by `on`",
    Self::Repeated => "directive-repeated" Usage "a directive stands there twice",
    Self::OnlyInRollback => "directive-only-in-rollback" Usage "a directive of rollbacks stands in a migration",
    Self::OnlyInMigration => "directive-only-in-migration" Usage "a directive of migrations stands in a rollback",
});

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(sql: &str, direction: Direction) -> (DirectiveFault, usize) {
        let problem = read(sql, direction).unwrap_err();
        (problem.why, problem.at.line)
    }

    #[test]
    fn all_directives_are_read_from_the_head() {
        let sql = "-- what it does\n\n--migrate:lossy tasks.note no longer kept\n\
                   -- migrate:lossy labels gone\n-- migrate:lossy \"My S\".\"a b\" too\n-- migrate:lock-timeout 5s\n\
                   -- migrate:lock-table tasks app.\"My Notes\"\n--migrate:lock-table labels\n\
                   -- migrate:row-security on\n-- migrate:no-transaction\n\
                   -- migrate:exceeds max_exclusive_lock  at night\n\
                   -- migrate:irreversible the key is burnt\nSELECT 1;\n";
        let directives = read(sql, Direction::Down).unwrap();
        assert!(directives.no_transaction && directives.row_security);
        assert_eq!(directives.irreversible.as_deref(), Some("the key is burnt"));
        assert_eq!(directives.lock_timeout, Some(Duration::from_secs(5)));
        assert_eq!(directives.lock_table, ["tasks", "app.\"My Notes\"", "labels"]);
        assert_eq!(directives.lossy[0].object, "tasks.note");
        assert_eq!(directives.lossy[1].reason, "gone");
        assert_eq!(
            (directives.lossy[2].object.as_str(), directives.lossy[2].reason.as_str()),
            ("\"My S\".\"a b\"", "too")
        );
        let exceeds = &directives.exceeds[0];
        assert_eq!((exceeds.limit, exceeds.reason.as_str()), (Limit::ExclusiveLock, "at night"));
    }

    #[test]
    fn a_script_without_directives_has_the_defaults() {
        assert_eq!(read("SELECT '-- migrate:nothing';", Direction::Up), Ok(Directives::default()));
    }

    #[test]
    fn each_slip_is_named_with_its_line() {
        use DirectiveFault as F;
        let (up, down) = (Direction::Up, Direction::Down);
        for (sql, direction, expected) in [
            ("-- migrate:no-transactions", up, (F::Unknown, 1)),
            ("SELECT 1;\n-- migrate:no-transaction", up, (F::NotAtHead, 2)),
            ("-- migrate:irreversible", down, (F::NeedsReason, 1)),
            ("-- migrate:irreversible because", up, (F::OnlyInRollback, 1)),
            ("-- migrate:nothing-to-undo because", up, (F::OnlyInRollback, 1)),
            ("-- migrate:nothing-to-do because", down, (F::OnlyInMigration, 1)),
            ("-- migrate:nothing-to-undo", down, (F::NeedsReason, 1)),
            ("-- migrate:nothing-to-do ", up, (F::NeedsReason, 1)),
            ("-- migrate:nothing-to-do a\n-- migrate:nothing-to-do b", up, (F::Repeated, 2)),
            ("\n-- migrate:lossy tasks", down, (F::NeedsTableAndReason, 2)),
            ("-- migrate:exceeds max_exclusive_lock", up, (F::NeedsLimitAndReason, 1)),
            ("-- migrate:exceeds max_fun at night", up, (F::NeedsLimitAndReason, 1)),
            ("-- migrate:exceeds max_wal a\n-- migrate:exceeds max_wal b", up, (F::Repeated, 2)),
            ("-- migrate:lock-timeout soon", up, (F::NeedsDuration, 1)),
            ("-- migrate:lock-timeout 5", up, (F::NeedsDuration, 1)),
            ("-- migrate:lock-table", up, (F::NeedsTables, 1)),
            ("-- migrate:lock-table a, b", up, (F::NeedsTables, 1)),
            ("-- migrate:lock-table a.b.", up, (F::NeedsTables, 1)),
            ("-- migrate:lock-table \"a", up, (F::NeedsTables, 1)),
            ("-- migrate:lock-table \"\"", up, (F::NeedsTables, 1)),
            ("-- migrate:lock-table a;drop", up, (F::NeedsTables, 1)),
            ("-- migrate:lock-table a\n-- migrate:lock-table b a", up, (F::Repeated, 2)),
            ("-- migrate:row-security off", up, (F::NeedsOn, 1)),
            ("-- migrate:no-transaction please", up, (F::TakesNothing, 1)),
            ("-- migrate:no-transaction\n-- migrate:no-transaction", up, (F::Repeated, 2)),
        ] {
            assert_eq!(fault(sql, direction), expected, "{sql}");
        }
    }

    #[test]
    fn durations_are_written_as_in_postgresql() {
        assert_eq!(duration("500ms"), Some(Duration::from_millis(500)));
        assert_eq!(duration("2min"), Some(Duration::from_secs(120)));
        for text in ["", "5", "s", "-1s", "1h", "86401s", "99999999999999999999s", "1.5s"] {
            assert_eq!(duration(text), None, "{text}");
        }
    }
}
