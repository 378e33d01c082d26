//! Names of functions, operators, types and tables, looked up in the catalog.

use super::resolve::Resolver;
use super::said::TypeName;
use crate::model::verify::policy::families::{self, Family};
use crate::model::verify::policy::tree::{Constant, Expr};

/// What SQL calls types that have another name in the catalog.
const SPELLINGS: [(&str, &str); 9] = [
    ("int", "int4"),
    ("integer", "int4"),
    ("bigint", "int8"),
    ("smallint", "int2"),
    ("boolean", "bool"),
    ("decimal", "numeric"),
    ("character", "bpchar"),
    ("char", "bpchar"),
    ("real", "float4"),
];

/// The OID of `any`, `anyelement`, `anyarray` and their like: an argument of any type.
const ANY: [u32; 5] = [2276, 2283, 2277, 5077, 5078];

impl Resolver<'_> {
    /// Whether a schema counts for a name without one: those of the path, or all.
    fn is_on_path(&self, schema: &str) -> bool {
        schema == "pg_catalog" || self.path.as_ref().is_none_or(|path| path.iter().any(|name| name == schema))
    }

    fn is_meant(&self, written: &[String], schema: &str, name: &str) -> bool {
        match written {
            [only] => only == name && self.is_on_path(schema),
            [named, only] => only == name && named == schema,
            _ => false,
        }
    }

    /// A type.
    pub(super) fn kind(&self, written: &TypeName) -> Option<u32> {
        let mut name = written.name.clone();
        let last = name.last_mut()?;
        if let Some((_, own)) = SPELLINGS.iter().find(|(spelled, _)| spelled == last) {
            *last = (*own).to_owned();
        }
        if written.is_array {
            last.insert(0, '_');
        }
        let mut meant = self
            .library
            .types
            .iter()
            .filter(|(schema, type_name, _)| self.is_meant(&name, schema, type_name))
            .map(|(_, _, oid)| *oid);
        let first = meant.next()?;
        meant.next().is_none().then_some(first)
    }

    /// A table or view, as its OID.
    pub(super) fn relation(&self, written: &[String]) -> Option<u32> {
        let mut meant = self
            .library
            .relations
            .iter()
            .filter(|(schema, name, _)| self.is_meant(written, schema, name))
            .map(|(_, _, oid)| *oid);
        let first = meant.next()?;
        meant.next().is_none().then_some(first)
    }

    /// A call of the function that fits, where only one does.
    pub(super) fn call(&self, written: &[String], arguments: Vec<Expr>) -> Expr {
        let kinds: Vec<u32> = arguments.iter().map(|argument| self.kind_of(argument)).collect();
        let fits = |wanted: &[u32]| {
            wanted.len() == kinds.len()
                && wanted.iter().zip(&kinds).all(|(wanted, kind)| self.is_taken_as(*kind, *wanted))
        };
        let exactly = |wanted: &[u32]| wanted.iter().zip(&kinds).all(|(wanted, kind)| wanted == kind);
        let mut meant: Vec<_> = self
            .library
            .routines
            .iter()
            .filter(|(_, routine)| {
                self.is_meant(written, &routine.schema, &routine.name) && fits(&routine.arguments)
            })
            .collect();
        if meant.len() > 1 && meant.iter().all(|(_, routine)| routine.schema == "pg_catalog") {
            meant.retain(|(_, routine)| exactly(&routine.arguments));
        }
        let [(oid, routine)] = meant.as_slice() else { return Expr::Unknown };
        let arguments = arguments
            .into_iter()
            .zip(&routine.arguments)
            .map(|(argument, wanted)| self.literal_as(argument, *wanted))
            .collect();
        if ["min", "max", "array_agg"].contains(&routine.name.as_str()) && routine.schema == "pg_catalog" {
            let mut arguments: Vec<Expr> = arguments;
            return Expr::Aggregate { routine: **oid, inner: arguments.pop().map(Box::new) };
        }
        Expr::Call { routine: **oid, arguments, kind: routine.kind, collation: 0 }
    }

    fn is_taken_as(&self, kind: u32, wanted: u32) -> bool {
        let base = |kind: u32| self.library.domains.get(&kind).copied().unwrap_or(kind);
        kind == wanted
            || kind == families::UNKNOWN
            || ANY.contains(&wanted)
            || base(kind) == base(wanted)
            || (self.library.family(kind) == Family::Text && wanted == families::TEXT)
            || (self.library.family(kind) == Family::Whole && self.library.family(wanted) == Family::Whole)
    }

    /// An operator between two values, where it is clear which.
    pub(super) fn operation(&self, sign: &str, left: Expr, right: Expr) -> Expr {
        let Some(operator) = self.operator(sign, &left, &right) else { return Expr::Unknown };
        let Some(known) = self.library.operators.get(&operator) else { return Expr::Unknown };
        let arguments = vec![self.literal_as(left, known.left), self.literal_as(right, known.right)];
        Expr::Operator { operator, routine: known.routine, arguments, kind: known.kind, collation: 0 }
    }

    /// The operator for two values. `None` where more than one fits.
    pub(super) fn operator(&self, sign: &str, left: &Expr, right: &Expr) -> Option<u32> {
        let base = |kind: u32| match self.library.domains.get(&kind).copied().unwrap_or(kind) {
            families::VARCHAR => families::TEXT,
            kind => kind,
        };
        let (mut a, mut b) = (base(self.kind_of(left)), base(self.kind_of(right)));
        match (a, b) {
            (families::UNKNOWN, families::UNKNOWN) => (a, b) = (families::TEXT, families::TEXT),
            (families::UNKNOWN, _) if is_key_operator(sign) => a = families::TEXT,
            (_, families::UNKNOWN) if is_key_operator(sign) => b = families::TEXT,
            (families::UNKNOWN, kind) => a = kind,
            (kind, families::UNKNOWN) => b = kind,
            _ => {}
        }
        let mut fitting = self.library.operators.iter().filter(|(_, operator)| {
            operator.name == sign
                && operator.left == a
                && operator.right == b
                && self.is_on_path(&operator.schema)
        });
        let first = fitting.next()?;
        fitting.next().is_none().then_some(*first.0)
    }

    /// A text in quotes is of the type that is wanted of it.
    pub(super) fn literal_as(&self, expression: Expr, kind: u32) -> Expr {
        match expression {
            Expr::Constant { value: Some(Constant::Text(text)), kind: families::UNKNOWN } => {
                let value = Constant::Text(text);
                match crate::model::verify::policy::reason::reread(&value, self.library.family(kind)) {
                    Some(value) => Expr::Constant { value: Some(value), kind },
                    None => Expr::Convert {
                        inner: Box::new(Expr::Constant { value: Some(value), kind: families::TEXT }),
                        kind,
                    },
                }
            }
            Expr::Constant { value: None, kind: families::UNKNOWN } => Expr::Constant { value: None, kind },
            expression => expression,
        }
    }

    /// A cast, where nobody made one of his own for these types.
    pub(super) fn cast(&self, inner: Expr, to: u32, is_limited: bool) -> Expr {
        let inner = self.literal_as(inner, to);
        let from = self.kind_of(&inner);
        let (a, b) = (self.library.family(from), self.library.family(to));
        if is_limited || self.library.casts.contains(&(from, to)) {
            return Expr::Unknown;
        }
        if from == to {
            return inner;
        }
        match (a, b) {
            _ if a == b => Expr::Relabel { inner: Box::new(inner), kind: to },
            (Family::Text | Family::Other(0), _) | (_, Family::Text) => {
                Expr::Convert { inner: Box::new(inner), kind: to }
            }
            (Family::Other(json), Family::Other(jsonb)) if (json, jsonb) == (114, 3802) => {
                Expr::Convert { inner: Box::new(inner), kind: to }
            }
            _ => Expr::Convert { inner: Box::new(inner), kind: to },
        }
    }

    /// The type of a value; `unknown` where that is not known.
    pub(super) fn kind_of(&self, expression: &Expr) -> u32 {
        match expression {
            Expr::Column { kind, .. }
            | Expr::Constant { kind, .. }
            | Expr::Call { kind, .. }
            | Expr::Operator { kind, .. }
            | Expr::Relabel { kind, .. }
            | Expr::Convert { kind, .. } => *kind,
            Expr::Parameter(number) => self
                .routine
                .and_then(|routine| routine.arguments.get(*number as usize - 1))
                .copied()
                .unwrap_or(families::UNKNOWN),
            Expr::NullIf { sides, .. } => self.kind_of(&sides[0]),
            Expr::Coalesce(list) | Expr::Extreme(list) => list
                .iter()
                .map(|inner| self.kind_of(inner))
                .find(|kind| *kind != families::UNKNOWN)
                .unwrap_or(families::UNKNOWN),
            Expr::Case { branches, otherwise } => branches
                .iter()
                .map(|(_, result)| self.kind_of(result))
                .chain([self.kind_of(otherwise)])
                .find(|kind| *kind != families::UNKNOWN)
                .unwrap_or(families::UNKNOWN),
            Expr::Scalar(query) => {
                query.columns.first().map_or(families::UNKNOWN, |column| self.kind_of(column))
            }
            Expr::Aggregate { inner: Some(inner), .. } => self.kind_of(inner),
            Expr::All(_)
            | Expr::Any(_)
            | Expr::Not(_)
            | Expr::Null { .. }
            | Expr::Truth { .. }
            | Expr::Distinct { .. }
            | Expr::Elements { .. }
            | Expr::Exists(_)
            | Expr::Within { .. } => families::BOOLEAN,
            _ => 0,
        }
    }
}

/// Whether an operator takes the name of a key on its right, whatever stands on its left.
fn is_key_operator(sign: &str) -> bool {
    sign == "->" || sign == "->>"
}
