//! What a rule found.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Severity {
    /// Worth knowing; no reason to fail.
    Note,
    /// Isolation may hold, and nobody can tell.
    Warning,
    /// A tenant can reach another's rows, or will with the next innocent change.
    #[default]
    Error,
}

/// What a rule is called: `T01 rls-disabled`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RuleName {
    /// A letter and two digits, for tables and whoever refers to it.
    pub(crate) id: &'static str,
    /// Kebab-case words, for people.
    pub(crate) name: &'static str,
}

/// Something about one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RuleFinding {
    pub(crate) rule: RuleName,
    pub(crate) severity: Severity,
    /// The object, as a person writes it: `public.tasks`, `public.tasks.tenant_isolation`.
    pub(crate) object: String,
    /// What is wrong with it, one lower-case sentence without a full stop.
    pub(crate) what: String,
    /// SQL to paste, or words where no statement alone is right.
    pub(crate) fix: String,
}

/// What a rule says about one object; the rule adds what it is called, and its severity where the hit has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hit {
    /// `None`: the rule's.
    pub(crate) severity: Option<Severity>,
    pub(crate) object: String,
    pub(crate) what: String,
    pub(crate) fix: String,
}

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.name)
    }
}

impl Hit {
    /// A hit as bad as its rule says.
    pub(crate) fn new(object: impl Into<String>, what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { severity: None, object: object.into(), what: what.into(), fix: fix.into() }
    }

    /// The same, as bad as this.
    pub(crate) fn with_severity(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }
}

impl Severity {
    /// The word for it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}
