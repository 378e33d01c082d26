//! Values for columns that a profile does not name: what their type, length, labels and constraints suggest. Which
//! suggestion holds, the server says.

mod different;
mod instants;
mod numbers;
mod pattern;
mod texts;

use super::catalog::CatalogColumn;
use super::copy::column_type::ColumnType;
use super::generate::node::Node;
use super::generate::sequence::MANY;
use super::profile::Generator;
pub(crate) use different::{ENDLESS, different};
pub(crate) use texts::{WORDS, constant};

/// A column of whose candidates the server has to say which one its constraints take.
#[derive(Debug)]
pub(crate) struct Question {
    /// By table of the maker.
    pub(crate) table: usize,
    pub(crate) oid: u32,
    pub(crate) column: usize,
    pub(crate) name: String,
    /// The name under which the answer is noted.
    pub(crate) answer: String,
    pub(crate) candidates: Vec<Node>,
    /// The candidate that was chosen, as a profile may say it.
    pub(crate) chosen: Option<Generator>,
    /// Its values are those of a key.
    pub(crate) is_different: bool,
    /// Constraints of its own speak of it.
    pub(crate) is_constrained: bool,
    /// The server gives it a constant: it is asked for nothing.
    pub(crate) is_left: bool,
    /// What else may fit, as far as constraints go that tie it to other columns.
    pub(crate) more: Vec<Node>,
}

/// What may fit, the likeliest first.
pub(crate) fn candidates(column: &CatalogColumn, checks: &[&str]) -> Vec<Generator> {
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
        | ColumnType::Numeric => numbers::candidates(column, kind, checks),
        ColumnType::Uuid => vec![Generator::Uuid],
        ColumnType::Timestamptz | ColumnType::Timestamp | ColumnType::Date => instants::candidates(checks),
        ColumnType::Jsonb => [r#"{"x": 1}"#, "{}", "[]", "1", "\"x\""].map(text).to_vec(),
        ColumnType::Bytea => vec![Generator::Template(texts::pieces("\\x{hex 16}")), text("\\x")],
        ColumnType::Text if column.base_type == "json" => ["{}", "[]", "1"].map(text).to_vec(),
        ColumnType::Text => texts::candidates(column, checks),
        ColumnType::Other => others(column),
    }
}

/// Values that a narrower column takes, too: different ones, of few constants the first; the likeliest first.
pub(crate) fn plain(column: &CatalogColumn, checks: &[&str]) -> Vec<Generator> {
    let different = different(column, checks).into_iter().filter(|(_, size)| *size >= MANY);
    let is_text = ColumnType::of(&column.base_type, !column.labels.is_empty()) == ColumnType::Text;
    let constants = if is_text { texts::constants(checks) } else { Vec::new() };
    let first = constants.into_iter().next().map(Generator::Constant);
    let others = candidates(column, checks).into_iter().map(|generator| match generator {
        Generator::Choice(choices) => Generator::Choice(choices.into_iter().take(1).collect()),
        generator => generator,
    });
    first.into_iter().chain(different.map(|(generator, _)| generator)).chain(others).collect()
}

/// Types that have a text form that is always good.
fn others(column: &CatalogColumn) -> Vec<Generator> {
    let base_type = column.base_type.as_str();
    let templates: &[&str] = match base_type {
        "inet" | "cidr" => &["10.{digits 1}.{digits 1}.{digits 1}"],
        "macaddr" => &["02:{hex 2}:{hex 2}:{hex 2}:{hex 2}:{hex 2}"],
        "interval" => &["{digits 2} minutes", "{digits 1} days"],
        "time without time zone" | "time with time zone" => &["1{digits 1}:0{digits 1}:0{digits 1}"],
        "money" => &["{digits 3}.{digits 2}"],
        "point" => &["({digits 2},{digits 2})"],
        "bit" | "bit varying" => &[],
        "xml" => &["<a/>"],
        "tsvector" | "tsquery" | "ltree" | "hstore" => &["", "a"],
        _ if base_type.ends_with("[]") => &["{{}}", "{{1}}", "{{a}}", "{{true}}"],
        _ if base_type.ends_with("range") => &["empty"],
        _ => &[
            "",
            "0",
            "{{}}",
            "()",
            "(,)",
            "(,,)",
            "(,,,)",
            "(,,,,)",
            "(,,,,,)",
            "(,,,,,,)",
            "(,,,,,,,)",
            "a",
            "(0,0)",
            "2026-01-01",
        ],
    };
    let different = different(column, &[]).into_iter().map(|(generator, _)| generator);
    templates.iter().map(|template| texts::template(template)).chain(different).collect()
}

fn text(text: &str) -> Generator {
    Generator::Constant(text.to_owned())
}
