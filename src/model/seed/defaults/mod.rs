//! Values for columns that a profile does not name: what their type, length, labels and constraints suggest. Which
//! suggestion holds, the server says.

mod numbers;
mod texts;

use super::catalog::CatalogColumn;
use super::copy::column_type::ColumnType;
use super::generate::node::Node;
use super::profile::{Generator, Time};
pub(crate) use texts::{WORDS, constant};

/// A column of whose candidates the server has to say which one its constraints take.
#[derive(Debug)]
pub(crate) struct Question {
    /// By table of the maker.
    pub(crate) table: usize,
    pub(crate) oid: u32,
    pub(crate) column: usize,
    pub(crate) name: String,
    pub(crate) type_name: String,
    /// The CHECK constraints of the column alone: name and expression. Those of its domain hold by its type.
    pub(crate) checks: Vec<(String, String)>,
    pub(crate) candidates: Vec<Node>,
}

/// What may fit, the likeliest first. `is_key`: the values have to differ.
pub(crate) fn candidates(column: &CatalogColumn, checks: &[&str], is_key: bool) -> Vec<Generator> {
    let kind = ColumnType::of(&column.base_type, !column.labels.is_empty());
    match kind {
        _ if !column.labels.is_empty() => {
            vec![Generator::Choice(column.labels.iter().map(|label| (label.clone(), 1.0)).collect())]
        }
        ColumnType::Bool => vec![Generator::Bool(0.5), text("true"), text("false")],
        ColumnType::Int2
        | ColumnType::Int4
        | ColumnType::Int8
        | ColumnType::Float4
        | ColumnType::Float8
        | ColumnType::Numeric => numbers::candidates(column, kind, checks, is_key),
        ColumnType::Uuid => vec![Generator::Uuid],
        ColumnType::Timestamptz | ColumnType::Timestamp | ColumnType::Date => times(),
        ColumnType::Jsonb => [r#"{"x": 1}"#, "{}", "[]", "1", "\"x\""].map(text).to_vec(),
        ColumnType::Bytea => vec![Generator::Template(texts::pieces("\\x{hex 16}")), text("\\x")],
        ColumnType::Text if column.base_type == "json" => ["{}", "[]", "1"].map(text).to_vec(),
        ColumnType::Text => texts::candidates(column, checks, is_key),
        ColumnType::Other => others(&column.base_type),
    }
}

fn times() -> Vec<Generator> {
    let any =
        Time { after: Vec::new(), before: Vec::new(), within: None, recent: 1.5, snap: None, future: false };
    let day = Time { snap: Some(86_400_000_000), ..any.clone() };
    vec![Generator::Time(any), Generator::Time(day), text("2999-01-01"), text("1970-01-01")]
}

/// Types that have a text form that is always good.
fn others(base_type: &str) -> Vec<Generator> {
    let templates: &[&str] = match base_type {
        "inet" | "cidr" => &["10.{digits 1}.{digits 1}.{digits 1}"],
        "macaddr" => &["02:{hex 2}:{hex 2}:{hex 2}:{hex 2}:{hex 2}"],
        "interval" => &["{digits 2} minutes", "{digits 1} days"],
        "time without time zone" | "time with time zone" => &["1{digits 1}:0{digits 1}:0{digits 1}"],
        "money" => &["{digits 3}.{digits 2}"],
        "bit" | "bit varying" => &["1", "10101010"],
        "point" => &["({digits 2},{digits 2})"],
        "xml" => &["<a/>"],
        "tsvector" | "tsquery" | "ltree" | "hstore" => &["", "a"],
        _ if base_type.ends_with("[]") => &["{{}}", "{{1}}", "{{a}}", "{{true}}"],
        _ if base_type.ends_with("range") => &["empty"],
        _ => &["", "0", "{{}}", "()"],
    };
    templates.iter().map(|template| texts::template(template)).collect()
}

fn text(text: &str) -> Generator {
    Generator::Constant(text.to_owned())
}
