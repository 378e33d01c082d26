//! The JSON Schema of a profile. The reader asks for keys one by one; a test holds that it asks for these.

/// The schema of one file: it may extend another, so no key has to be there.
pub(crate) const SCHEMA: &str = include_str!("schema.json");

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
            "optional(&mut keys, ",
        ];
        let after = |call: &str| -> Vec<String> {
            let word = |rest: &str| Some(rest.strip_prefix('"')?.split('"').next()?.to_owned());
            source.split(call).skip(1).filter_map(word).collect()
        };
        calls.into_iter().flat_map(after).collect()
    }

    #[test]
    fn the_reader_asks_for_the_keys_of_the_schema_and_for_no_others() {
        let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
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
