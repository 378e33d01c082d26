//! Reading a profile: files that extend one another become one document, and the document a [`Profile`].

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::keys::Keys;
use super::{Profile, ProfileProblem, Share, Size, TableSpec, Why, generator_parser};

/// A document over the one that it extends: of tables, each key, column and pick by itself; of lists, each list;
/// anything else is replaced. A table that is given another kind of size loses the one that it had.
pub(crate) fn merge(base: &mut Table, over: Table) {
    for (key, value) in over {
        match (key.as_str(), base.get_mut(&key), value) {
            ("tables", Some(Value::Table(base)), Value::Table(given)) => merge_tables(base, given),
            ("lists", Some(Value::Table(base)), Value::Table(given)) => {
                base.extend(given);
            }
            (_, _, value) => {
                base.insert(key, value);
            }
        }
    }
}

fn merge_tables(base: &mut Table, over: Table) {
    for (name, value) in over {
        match (base.get_mut(&name), value) {
            (Some(Value::Table(base)), Value::Table(given)) => {
                for size in ["rows", "each"].into_iter().filter(|size| given.contains_key(*size)) {
                    base.remove(if size == "rows" { "each" } else { "rows" });
                }
                for (key, value) in given {
                    match (key.as_str(), base.get_mut(&key), value) {
                        ("columns" | "picks", Some(Value::Table(base)), Value::Table(given)) => {
                            base.extend(given);
                        }
                        (_, _, value) => {
                            base.insert(key, value);
                        }
                    }
                }
            }
            (_, value) => {
                base.insert(name, value);
            }
        }
    }
}

/// Reads a whole document.
pub(crate) fn parse(document: &Table) -> Result<Profile, ProfileProblem> {
    let mut keys = Keys::new("profile", document);
    keys.get("extends");
    let until = keys.text("until")?;
    let off = keys.texts("tables_off")?;
    // For the people who read the file.
    keys.text("description")?;
    let profile = Profile {
        scale: keys.real("scale")?.unwrap_or(1.0),
        until: midnight(&until).ok_or_else(|| keys.wanted("until", "a day such as `2026-11-01`"))?,
        months: match keys.number("months")? {
            None => 24,
            Some(months @ 1..=1200) => u32::try_from(months).unwrap_or(1200),
            Some(_) => return Err(keys.wanted("months", "a number from 1 to 1200")),
        },
        tenant: keys.has("tenant").then(|| keys.text("tenant")).transpose()?,
        edge_cases: keys.has("edge_cases").then(|| keys.text("edge_cases")).transpose()?,
        lists: lists(&mut keys)?,
        tables: tables(&mut keys, &off)?,
        off,
    };
    keys.all_used()?;
    if profile.tables.is_empty() {
        return Err(ProfileProblem::new("profile", Why::Missing { key: "tables" }));
    }
    Ok(profile)
}

/// Midnight of a day in UTC, in microseconds since 1970.
pub(crate) fn midnight(day: &str) -> Option<i64> {
    let day = chrono::NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()?;
    Some(day.and_hms_opt(0, 0, 0)?.and_utc().timestamp_micros())
}

fn lists(keys: &mut Keys<'_>) -> Result<BTreeMap<String, Vec<String>>, ProfileProblem> {
    let wanted = "a list of texts";
    let lists = match keys.get("lists") {
        None => return Ok(BTreeMap::new()),
        Some(Value::Table(lists)) => lists,
        Some(_) => return Err(keys.wanted("lists", wanted)),
    };
    let list = |(name, value): (&String, &Value)| {
        let words = value.as_array().filter(|words| !words.is_empty());
        let words =
            words.and_then(|words| words.iter().map(|word| word.as_str().map(str::to_owned)).collect());
        Ok((
            name.clone(),
            words.ok_or_else(|| ProfileProblem::new(format!("lists.{name}"), Why::Wanted(wanted)))?,
        ))
    };
    lists.iter().map(list).collect()
}

fn tables(keys: &mut Keys<'_>, off: &[String]) -> Result<Vec<TableSpec>, ProfileProblem> {
    let Some(Value::Table(tables)) = keys.get("tables") else {
        return Err(ProfileProblem::new("profile", Why::Missing { key: "tables" }));
    };
    tables.iter().filter(|(name, _)| !off.contains(name)).map(|(name, value)| table(name, value)).collect()
}

fn table(name: &str, value: &Value) -> Result<TableSpec, ProfileProblem> {
    let place = format!("tables.{name}");
    let Value::Table(written) = value else {
        return Err(ProfileProblem::new(place, Why::Wanted("a table")));
    };
    let mut keys = Keys::new(&place, written);
    let per = keys.has("per").then(|| keys.text("per")).transpose()?;
    let size = size(&mut keys, per.is_some())?;
    let spec = TableSpec {
        name: name.to_owned(),
        size,
        per,
        over: keys.has("over").then(|| keys.text("over")).transpose()?,
        growth: keys.real("growth")?.unwrap_or(1.0),
        kept_triggers: keys.texts("triggers")?,
        columns: each(&mut keys, "columns", generator_parser::parse)?,
        picks: each(&mut keys, "picks", |place, value| match value {
            Value::Table(table) => Keys::new(place, table).whole_pick(),
            _ => Err(ProfileProblem::new(place, Why::Wanted("a table with `pick`"))),
        })?,
    };
    keys.all_used()?;
    Ok(spec)
}

fn each<T>(
    keys: &mut Keys<'_>,
    key: &'static str,
    read: impl Fn(&str, &Value) -> Result<T, ProfileProblem>,
) -> Result<BTreeMap<String, T>, ProfileProblem> {
    let place = format!("{}.{key}", keys.place);
    match keys.get(key) {
        None => Ok(BTreeMap::new()),
        Some(Value::Table(columns)) => columns
            .iter()
            .map(|(name, value)| Ok((name.clone(), read(&format!("{place}.{name}"), value)?)))
            .collect(),
        Some(_) => Err(ProfileProblem::new(place, Why::Wanted("a table"))),
    }
}

fn size(keys: &mut Keys<'_>, has_parent: bool) -> Result<Size, ProfileProblem> {
    let (min, max) = (keys.number("min")?.unwrap_or(0), keys.number("max")?.unwrap_or(u64::MAX));
    if min > max {
        return Err(keys.wanted("min", "not more than `max`"));
    }
    let together = |first, second| ProfileProblem::new(keys.place, Why::Together { first, second });
    match (keys.has("rows"), keys.has("each")) {
        (true, true) => return Err(together("rows", "each")),
        (false, false) => {
            return Err(ProfileProblem::new(keys.place, Why::Missing { key: "rows` or `each" }));
        }
        (false, true) if !has_parent => return Err(together("each", "per")),
        (true, false) if !has_parent && keys.has("share") => return Err(together("share", "per")),
        _ => {}
    }
    if let Some(count) = keys.count("each")? {
        return Ok(Size::Each { count, min, max });
    }
    let share = match keys.get("share") {
        None => Share::Even,
        Some(Value::String(text)) if text == "even" => Share::Even,
        Some(Value::Table(table)) if table.len() == 1 => {
            let zipf =
                table.get("zipf").and_then(super::keys::real).filter(|power| (0.0..=3.0).contains(power));
            let by = table.get("by").and_then(Value::as_str);
            match (zipf, by) {
                (Some(power), _) => Share::Zipf(power),
                (_, Some(table)) => Share::By(table.to_owned()),
                _ => return Err(keys.wanted("share", "`even`, `{ zipf = 0 to 3 }` or `{ by = table }`")),
            }
        }
        Some(_) => return Err(keys.wanted("share", "`even`, `{ zipf = 0 to 3 }` or `{ by = table }`")),
    };
    Ok(Size::Rows {
        rows: keys.number("rows")?.unwrap_or(0),
        fixed: keys.flag("fixed")?,
        at_least: keys.number("at_least")?.unwrap_or(0),
        share,
        shuffled: keys.flag("shuffled")?,
        min,
        max,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Profile, ProfileProblem> {
        parse(&text.parse::<Table>().unwrap())
    }

    const HEAD: &str = "description = 'x'\nuntil = '2026-11-01'\n";

    #[test]
    fn a_profile_is_read() {
        let text = format!(
            "{HEAD}[tables.a]\nrows = 10\n[tables.b]\nper = 'a'\neach = {{ mean = 2.0, max = 9 }}\n\
             [tables.b.columns]\nx = {{ choice = {{ a = 1, b = 2 }}, null = 0.25 }}\n"
        );
        let profile = read(&text).unwrap();
        assert_eq!((profile.months, profile.until), (24, 1_793_491_200_000_000));
        assert_eq!(profile.tables[1].columns.len(), 1);
    }

    #[test]
    fn the_profiles_of_the_reference_schema_are_understood() {
        let production = include_str!("../../../../fixtures/profiles/production.toml");
        let edges = include_str!("../../../../fixtures/edge_cases.csv");
        for over in [
            "",
            include_str!("../../../../fixtures/profiles/ci.toml"),
            include_str!("../../../../fixtures/profiles/smoke.toml"),
        ] {
            let mut document: Table = production.parse().unwrap();
            merge(&mut document, over.parse().unwrap());
            let profile = parse(&document).unwrap();
            assert_eq!(profile.tables.len(), 13);
        }
        assert!(super::super::parse_edges("edge_cases.csv", edges).unwrap().len() > 30);
    }

    #[test]
    fn what_is_not_understood_is_named() {
        let place = |tail: &str| read(&format!("{HEAD}{tail}")).unwrap_err().place;
        assert_eq!(place("[tables.a]\nrows = 10\nshape = 3\n"), "tables.a");
        assert_eq!(place("[tables.a]\nrows = -1\n"), "tables.a.rows");
        assert_eq!(place("[tables.a]\neach = 1\n"), "tables.a");
        assert_eq!(place("[tables.a]\nrows = 1\n[tables.a.columns]\nx = { y = 1 }\n"), "tables.a.columns.x");
        assert_eq!(
            place("[tables.a]\nrows = 1\n[tables.a.columns]\nx = { int = [3, 1] }\n"),
            "tables.a.columns.x.int"
        );
        assert_eq!(place("months = 0\n[tables.a]\nrows = 1\n"), "profile.months");
    }

    #[test]
    fn an_extension_wins_column_by_column_and_size_by_size() {
        let mut base: Table = "scale = 1.0\n[tables.a]\nper = 'b'\neach = 3\n[tables.a.columns]\n\
            x = { choice = { a = 1 } }\ny = 'y'\n"
            .parse()
            .unwrap();
        let over: Table =
            "scale = 0.5\n[tables.a]\nrows = 7\n[tables.a.columns]\nx = { int = [1, 2] }\n".parse().unwrap();
        merge(&mut base, over);
        let a = base["tables"]["a"].as_table().unwrap();
        assert!(a.contains_key("rows") && !a.contains_key("each") && a.contains_key("per"));
        assert_eq!(a["columns"]["y"].as_str(), Some("y"));
        assert_eq!(a["columns"]["x"].as_table().unwrap().len(), 1);
        assert_eq!(base["scale"].as_float(), Some(0.5));
    }
}
