//! How closely scripts are looked at.

/// How closely scripts are looked at when they are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// Their text and their directives: what no lexer is needed for.
    Text,
    /// What their statements hold, too.
    Statements,
}
