//! What a text says, before names are looked up.

/// An expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Syntax {
    /// A column, a parameter's name, or a word that stands for a function.
    Name(Vec<String>),
    Text(String),
    Number(String),
    Boolean(bool),
    Null,
    /// `$1`
    Parameter(u32),
    Call(Vec<String>, Vec<Syntax>),
    Cast(Box<Syntax>, TypeName),
    Binary(String, Box<[Syntax; 2]>),
    All(Vec<Syntax>),
    Any(Vec<Syntax>),
    Not(Box<Syntax>),
    IsNull(Box<Syntax>, bool),
    /// `IS [NOT] TRUE`, `FALSE`, `UNKNOWN`: the word, and whether it is.
    Is(Box<Syntax>, String, bool),
    Distinct(Box<[Syntax; 2]>, bool),
    /// IN (..): of values.
    Among(Box<Syntax>, Vec<Syntax>, bool),
    /// IN (SELECT ..).
    Within(Box<Syntax>, Box<Select>, bool),
    /// `op ANY` or `op ALL` of an array.
    Elements(String, Box<[Syntax; 2]>, bool),
    /// The same of a query.
    Compared(String, Box<Syntax>, Box<Select>, bool),
    Exists(Box<Select>),
    Scalar(Box<Select>),
    Array(Vec<Syntax>),
    Collected(Box<Select>),
    Case(Option<Box<Syntax>>, Vec<(Syntax, Syntax)>, Option<Box<Syntax>>),
    Coalesce(Vec<Syntax>),
    NullIf(Box<[Syntax; 2]>),
    /// Something else of which nothing follows.
    Opaque,
}

/// A type's name, with its schema where that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypeName {
    pub(super) name: Vec<String>,
    pub(super) is_array: bool,
    /// It limits the length, which can change a value.
    pub(super) is_limited: bool,
}

/// A SELECT.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Select {
    /// The expression and its name; `*` has no expression.
    pub(super) columns: Vec<(Option<Syntax>, Option<String>)>,
    pub(super) from: Vec<Source>,
    pub(super) condition: Option<Syntax>,
    pub(super) is_grouped: bool,
    /// It has parts that are not understood.
    pub(super) is_opaque: bool,
}

/// What stands in FROM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    Table(Vec<String>, Option<String>),
    Query(Box<Select>, Option<String>),
    Join(JoinWord, Box<[Source; 2]>, Option<Matching>),
}

/// The kind of a join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JoinWord {
    Inner,
    Left,
    Right,
    Full,
}

/// ON or USING.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Matching {
    On(Box<Syntax>),
    Using(Vec<String>),
}
