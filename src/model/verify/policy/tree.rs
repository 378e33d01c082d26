//! An expression or a query with every name resolved: what is computed, of which columns, by which functions.
//!
//! Expressions come from two sources, which have the same trees: what the server stored, and SQL text.

/// What an expression computes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Expr {
    /// A column of an item of the query that is `up` levels out. Of the row that a policy is about, the item is 1.
    Column {
        up: u32,
        item: usize,
        number: i16,
        kind: u32,
    },
    /// `None`: NULL.
    Constant {
        value: Option<Constant>,
        kind: u32,
    },
    /// An argument of the function that is read, from 1.
    Parameter(u32),
    /// A column of the sub-query that an operator compares with, from 1.
    Member(u32),
    /// A function.
    Call {
        routine: u32,
        arguments: Vec<Expr>,
        kind: u32,
        collation: u32,
    },
    /// A binary or unary operator, and the function that it stands for.
    Operator {
        operator: u32,
        routine: u32,
        arguments: Vec<Expr>,
        kind: u32,
        collation: u32,
    },
    /// A cast that changes no bit: to a domain, or between types with the same values.
    Relabel {
        inner: Box<Expr>,
        kind: u32,
    },
    /// A cast by way of the text of a value.
    Convert {
        inner: Box<Expr>,
        kind: u32,
    },
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    /// IS NULL, or IS NOT NULL.
    Null {
        inner: Box<Expr>,
        is: bool,
    },
    /// IS TRUE, IS FALSE or IS UNKNOWN, or the opposite.
    Truth {
        inner: Box<Expr>,
        test: Truth,
        is: bool,
    },
    /// IS DISTINCT FROM.
    Distinct {
        operator: u32,
        sides: Box<[Expr; 2]>,
        collation: u32,
    },
    NullIf {
        operator: u32,
        sides: Box<[Expr; 2]>,
        collation: u32,
    },
    Coalesce(Vec<Expr>),
    Case {
        branches: Vec<(Expr, Expr)>,
        otherwise: Box<Expr>,
    },
    /// `left op ANY (array)`, or ALL.
    Elements {
        operator: u32,
        sides: Box<[Expr; 2]>,
        collation: u32,
        every: bool,
    },
    Array(Vec<Expr>),
    Exists(Box<Query>),
    /// `.. IN (SELECT ..)` and `.. op ANY (SELECT ..)`: the test has [`Expr::Member`].
    Within {
        test: Box<Expr>,
        query: Box<Query>,
        every: bool,
    },
    /// A sub-select as a value.
    Scalar(Box<Query>),
    /// ARRAY(SELECT ..).
    Collected(Box<Query>),
    /// An aggregate of the values that an expression has in the rows.
    Aggregate {
        routine: u32,
        inner: Option<Box<Expr>>,
    },
    /// GREATEST or LEAST: the value of one of them.
    Extreme(Vec<Expr>),
    /// A word such as `CURRENT_USER`, as the server numbers them.
    Session(u32),
    /// Anything else: nothing is known about its value.
    Unknown,
}

/// A value that stands in an expression.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Constant {
    Text(String),
    Number(i64),
    Boolean(bool),
    Uuid([u8; 16]),
    /// Of another type, as the server stores it.
    Raw(u32, Vec<u8>),
}

/// What a condition can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    Unknown,
}

/// A SELECT.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "properties of a query that do not exclude one another")]
pub(crate) struct Query {
    /// What columns refer to by their item, from 1.
    pub(crate) items: Vec<Item>,
    /// What rows are made of.
    pub(crate) from: Vec<From>,
    pub(crate) condition: Option<Expr>,
    /// What the rows have.
    pub(crate) columns: Vec<Expr>,
    /// Their names, as far as text refers to them.
    pub(crate) names: Vec<String>,
    /// WITH: the names and what they stand for.
    pub(crate) with: Vec<(String, Query)>,
    pub(crate) combined: Option<Combined>,
    pub(crate) aggregates: bool,
    pub(crate) grouped: bool,
    /// A condition of groups, or something else by which rows cannot be followed.
    pub(crate) is_opaque: bool,
}

/// What stands in FROM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    Relation(u32),
    Query(Box<Query>),
    /// Its columns are those of other items.
    Alias(Vec<Expr>),
    Values(Vec<Vec<Expr>>),
    Function(Expr),
    /// A name of WITH, of the query that is `up` levels out.
    With {
        name: String,
        up: u32,
    },
    Unknown,
}

/// How items are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum From {
    Item(usize),
    Join { kind: JoinKind, sides: Box<[From; 2]>, on: Option<Box<Expr>> },
}

/// Which rows of the sides are kept without a partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JoinKind {
    Inner,
    Left,
    Right,
    Full,
}

/// UNION, INTERSECT or EXCEPT of items of the query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Combined {
    Item(usize),
    Union(Box<[Combined; 2]>),
    Intersect(Box<[Combined; 2]>),
    Except(Box<[Combined; 2]>),
}

impl Truth {
    /// NOT.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}
