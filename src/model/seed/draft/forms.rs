//! What columns hold, as lines of a profile.

use super::text::{DraftColumn, key, quoted};
use crate::model::seed::catalog::{CatalogColumn, CatalogTable};
use crate::model::seed::generate::value::Value;
use crate::model::seed::plan::ColumnCheck;
use crate::model::seed::profile::{Count, Generator, TemplatePart};

/// How often an optional column is NULL where nobody says more.
const NULLS: &str = "0.1";

/// The lines about the columns that are made by their type: a generator where a profile can say it, or a note.
pub(super) fn columns(facts: &CatalogTable, asks: &[&ColumnCheck], tied: &[Vec<String>]) -> Vec<DraftColumn> {
    let mut lines = Vec::new();
    for column in &facts.columns {
        let is_tied = tied.iter().any(|columns| columns.contains(&column.name));
        let ask = asks.iter().find(|ask| ask.column == column.name && !ask.is_left);
        let Some(generator) = ask.and_then(|ask| ask.chosen.as_ref()).filter(|_| !is_tied) else { continue };
        let is_optional = !column.not_null && !ask.is_some_and(|ask| ask.is_different);
        if let Some(line) = line(column, generator, is_optional) {
            lines.push(line);
        }
    }
    for columns in tied {
        lines.push(DraftColumn::Note(format!(
            "{} get values that fit together, as the constraints want it; a line here replaces them",
            columns.join(", ")
        )));
    }
    lines
}

fn line(column: &CatalogColumn, generator: &Generator, is_optional: bool) -> Option<DraftColumn> {
    let name = column.name.clone();
    let fields = match generator {
        Generator::Choice(choices) => {
            let weights = choices.iter().map(|(text, weight)| format!("{} = {weight}", key(text)));
            format!("choice = {{ {} }}", weights.collect::<Vec<_>>().join(", "))
        }
        Generator::Number { from, to, places: 0, long: false } => format!("int = [{from}, {to}]"),
        Generator::Number { from, to, places, long: false } => {
            let written = |digits: i64| decimal(digits, *places);
            format!("decimal = [{}, {}], places = {places}", written(*from), written(*to))
        }
        Generator::Bool(share) => format!("bool = {share}"),
        Generator::Instant { from, to } => {
            format!("time = [{}, {}]", quoted(&instant(*from)), quoted(&instant(*to)))
        }
        Generator::Time(time) if time.snap.is_none() => "time = \"any\", recent = 1.5".to_owned(),
        Generator::Uuid => "uuid = true".to_owned(),
        Generator::Serial => "serial = true".to_owned(),
        Generator::Words { list, count: Count::Between(from, to), sentence: false, .. } => {
            format!("words = {}, count = [{from}, {to}]", quoted(list))
        }
        Generator::Constant(text) => return Some(plain(name, &quoted(&braces(text)), is_optional)),
        Generator::Template(parts) => return Some(plain(name, &quoted(&template(parts)?), is_optional)),
        // What no profile can say is made all the same.
        _ => return None,
    };
    let null = if is_optional { format!(", null = {NULLS}") } else { String::new() };
    Some(DraftColumn::Line { name, generator: format!("{{ {fields}{null} }}") })
}

fn plain(name: String, text: &str, is_optional: bool) -> DraftColumn {
    let generator = if is_optional {
        format!("{{ mix = [[9, {text}], [1, {{ null = true }}]] }}")
    } else {
        text.to_owned()
    };
    DraftColumn::Line { name, generator }
}

fn braces(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

fn template(parts: &[TemplatePart]) -> Option<String> {
    let part = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => Some(braces(text)),
        TemplatePart::Name(name) => Some(format!("{{{name}}}")),
        TemplatePart::Number => Some("{n}".to_owned()),
        TemplatePart::Rank => Some("{rank}".to_owned()),
        TemplatePart::Hex(digits) => Some(format!("{{hex {digits}}}")),
        TemplatePart::Digits(digits) => Some(format!("{{digits {digits}}}")),
        TemplatePart::Of(_) => None,
    };
    parts.iter().map(part).collect()
}

fn instant(at: i64) -> String {
    value_text(Value::Time(at))
}

fn decimal(digits: i64, places: u32) -> String {
    value_text(Value::Number { digits, places })
}

fn value_text(value: Value) -> String {
    let mut out = Vec::new();
    value.show(&mut out);
    String::from_utf8_lossy(&out).into_owned()
}
