//! The JSON Schema of a profile. The reader asks for keys one by one; a test holds that it asks for these.

use schemars::{Schema, json_schema};

/// The schema of one file: it may extend another, so no key has to be there.
pub(crate) fn schema() -> Schema {
    let texts = || json_schema!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] });
    json_schema!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "a profile of migrate seed",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "extends": { "type": "string", "description": "another profile, beside this file, of which this is a variation" },
            "description": { "type": "string", "description": "for the people who read the file" },
            "scale": { "type": "number", "minimum": 0, "description": "times every `rows` that is not fixed" },
            "until": { "type": "string", "format": "date", "description": "where the data end, a midnight in UTC" },
            "months": { "type": "integer", "minimum": 1, "maximum": 1200, "description": "how many months they go back" },
            "tenant": { "type": "string", "description": "the table of tenants" },
            "edge_cases": { "type": "string", "description": "the file of hand-made values" },
            "lists": {
                "type": "object",
                "additionalProperties": { "type": "array", "minItems": 1, "items": { "type": "string" } },
            },
            "tables_off": texts(),
            "tables": { "type": "object", "additionalProperties": { "$ref": "#/$defs/Table" } },
        },
        "$defs": {
            "Table": table(&texts()),
            "Count": count(),
            "Generator": generator(),
            "GeneratorTable": generator_table(&texts()),
        },
    })
}

fn table(texts: &Schema) -> Schema {
    json_schema!({
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "per": { "type": "string", "description": "the table whose rows these belong to" },
            "rows": { "type": "integer", "minimum": 0, "description": "the total number of rows" },
            "each": { "$ref": "#/$defs/Count", "description": "the number of rows for each row of `per`" },
            "fixed": { "type": "boolean" },
            "at_least": { "type": "integer", "minimum": 0 },
            "share": {
                "anyOf": [
                    { "const": "even" },
                    { "type": "object", "properties": { "zipf": { "type": "number", "minimum": 0, "maximum": 3 } }, "required": ["zipf"], "additionalProperties": false },
                    { "type": "object", "properties": { "by": { "type": "string" } }, "required": ["by"], "additionalProperties": false },
                ],
            },
            "shuffled": { "type": "boolean" },
            "min": { "type": "integer", "minimum": 0 },
            "max": { "type": "integer", "minimum": 0 },
            "over": { "type": "string", "description": "the column whose months the rows are spread over" },
            "growth": { "type": "number", "minimum": 0, "description": "each month's rows, times those of the month before" },
            "triggers": texts,
            "columns": { "type": "object", "additionalProperties": { "$ref": "#/$defs/Generator" } },
            "picks": { "type": "object", "additionalProperties": { "$ref": "#/$defs/GeneratorTable", "required": ["pick"] } },
        },
    })
}

fn count() -> Schema {
    let pair = json_schema!({ "type": "array", "items": { "type": "integer", "minimum": 0 }, "minItems": 2, "maxItems": 2 });
    let long = json_schema!({
        "type": "object",
        "properties": {
            "mean": { "type": "number", "exclusiveMinimum": 0 },
            "median": { "type": "number", "exclusiveMinimum": 0 },
            "max": { "type": "integer", "minimum": 0 },
        },
        "required": ["max"],
    });
    json_schema!({ "anyOf": [{ "type": "integer", "minimum": 0 }, pair, long] })
}

fn generator() -> Schema {
    json_schema!({
        "anyOf": [
            { "type": ["string", "number", "boolean"], "description": "the value itself; a text may have `{placeholders}`" },
            { "$ref": "#/$defs/GeneratorTable" },
        ],
    })
}

fn generator_table(texts: &Schema) -> Schema {
    let share = json_schema!({ "type": "number", "minimum": 0, "maximum": 1 });
    let ends = json_schema!({ "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 });
    let truth = json_schema!({ "type": "boolean" });
    let text = json_schema!({ "type": "string" });
    let whole = json_schema!({ "type": "integer", "minimum": 0 });
    let generators =
        json_schema!({ "type": "object", "additionalProperties": { "$ref": "#/$defs/Generator" } });
    let case = json_schema!({
        "type": "object",
        "properties": { "when": text, "then": { "$ref": "#/$defs/Generator" } },
        "required": ["when", "then"],
        "additionalProperties": false,
    });
    json_schema!({
        "type": "object",
        "description": "one of the generators, with what it takes: see docs/seed.md",
        "additionalProperties": false,
        "properties": {
            "null": { "anyOf": [share, truth], "description": "how often the value is NULL; alone and `true`: always" },
            "words": text, "count": { "anyOf": [text, { "$ref": "#/$defs/Count" }] },
            "sentence": truth, "max_chars": whole,
            "choice": { "type": "object", "additionalProperties": { "type": "number", "minimum": 0 } },
            "mix": { "type": "array", "items": { "type": "array", "minItems": 2, "maxItems": 2, "prefixItems": [{ "type": "number", "minimum": 0 }, { "$ref": "#/$defs/Generator" }] } },
            "int": ends, "decimal": ends, "places": whole, "tail": { "const": "long" },
            "time": { "const": "any" }, "after": texts, "before": texts, "within": text,
            "recent": { "type": "number", "minimum": 0 }, "snap": text, "future": truth,
            "of": text, "inherit": texts, "else": { "$ref": "#/$defs/Generator" },
            "case": { "type": "array", "items": case },
            "pick": text, "among": ends, "skew": { "type": "number", "minimum": 0 },
            "distinct": truth, "walk": truth, "earlier": whole,
            "json": generators, "bool": share, "uuid": { "const": true }, "serial": { "const": true },
            "hex": whole, "rank": { "const": true }, "step": whole, "at_least": whole,
        },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn keys(schema: &serde_json::Value) -> BTreeSet<String> {
        schema["properties"].as_object().unwrap().keys().cloned().collect()
    }

    /// The keys that the reader asks for: the first argument of its calls.
    fn asked(source: &str) -> BTreeSet<String> {
        let source = source.split("#[cfg(test)]").next().unwrap();
        let calls = [
            "get(",
            "has(",
            "text(",
            "texts(",
            "flag(",
            "real(",
            "number(",
            "count(",
            "is(",
            "share(",
            "references(",
            "length(",
            "contains_key(",
            "each(&mut keys, ",
        ];
        let after = |call: &str| -> Vec<String> {
            let word = |rest: &str| Some(rest.strip_prefix('"')?.split('"').next()?.to_owned());
            source.split(call).skip(1).filter_map(word).collect()
        };
        calls.into_iter().flat_map(after).collect()
    }

    #[test]
    fn the_reader_asks_for_the_keys_of_the_schema_and_for_no_others() {
        let schema = schema().to_value();
        let read = asked(include_str!("read.rs"));
        // Within `share`, and within a long count.
        let (share, long) = (["zipf", "by"], ["mean", "median"]);
        let mut described = keys(&schema);
        described.extend(keys(&schema["$defs"]["Table"]));
        described.extend(share.map(ToOwned::to_owned));
        assert_eq!(read, described);
        let mut generators = asked(include_str!("generator_parser.rs"));
        generators.extend(["int", "decimal", "when", "then"].map(ToOwned::to_owned));
        let mut described = keys(&schema["$defs"]["GeneratorTable"]);
        described.extend(["when", "then"].map(ToOwned::to_owned));
        assert_eq!(generators, described);
        let count = asked(include_str!("keys.rs"));
        assert!(long.iter().all(|key| count.contains(*key)) && count.contains("max"));
        assert_eq!(count.len(), 3, "{count:?}");
    }
}
