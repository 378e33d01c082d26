//! Reading a profile: files that extend one another become one document, and the document a [`Profile`].

use std::collections::BTreeMap;

use toml::{Table, Value};

use super::keys::Keys;
use super::{Profile, ProfileProblem, Share, Size, TableSpec, Why, generator_parser};

/// Where the data end if nobody says so: a fixed day, so that tomorrow gives the same rows.
const UNTIL: &str = "2026-01-01";

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

/// Reads a whole document, or says everything that is wrong with it. Nothing but a table and its rows has to be there.
pub(crate) fn parse(document: &Table) -> Result<Profile, Vec<ProfileProblem>> {
    let mut keys = Keys::new("profile", document);
    let mut wrong = Wrong::default();
    keys.get("extends");
    // For the people who read the file.
    wrong.note(optional(&mut keys, "description"));
    let until = wrong.note(optional(&mut keys, "until")).flatten().unwrap_or_else(|| UNTIL.to_owned());
    let off = wrong.note(keys.texts("tables_off")).unwrap_or_default();
    let scale = wrong.note(keys.real("scale")).flatten().unwrap_or(1.0);
    let day = midnight(&until).ok_or_else(|| keys.wanted("until", "a day such as `2026-11-01`"));
    let until = wrong.note(day).unwrap_or_default();
    let months = wrong.note(keys.number("months")).flatten();
    let months = match months {
        None => 24,
        Some(months @ 1..=1200) => u32::try_from(months).unwrap_or(1200),
        Some(_) => {
            wrong.0.push(keys.wanted("months", "a number from 1 to 1200"));
            1
        }
    };
    let tenant = wrong.note(optional(&mut keys, "tenant")).flatten();
    let edge_cases = wrong.note(optional(&mut keys, "edge_cases")).flatten();
    let lists = wrong.note(lists(&mut keys)).unwrap_or_default();
    let tables = tables(&mut keys, &off, &mut wrong);
    wrong.0.extend(keys.all_unknown());
    if tables.is_empty() && wrong.0.is_empty() {
        wrong.0.push(ProfileProblem::new("profile", Why::Missing { key: "tables" }));
    }
    if !wrong.0.is_empty() {
        return Err(wrong.0);
    }
    Ok(Profile {
        scale,
        until,
        months,
        tenant,
        edge_cases,
        lists,
        off,
        tables,
        is_made: false,
        is_for_proof: false,
    })
}

/// What is wrong so far.
#[derive(Default)]
struct Wrong(Vec<ProfileProblem>);

impl Wrong {
    /// What was read; where it was not, that is noted.
    fn note<T>(&mut self, read: Result<T, ProfileProblem>) -> Option<T> {
        read.map_err(|problem| self.0.push(problem)).ok()
    }
}

fn optional(keys: &mut Keys<'_>, key: &'static str) -> Result<Option<String>, ProfileProblem> {
    keys.has(key).then(|| keys.text(key)).transpose()
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

fn tables(keys: &mut Keys<'_>, off: &[String], wrong: &mut Wrong) -> Vec<TableSpec> {
    match keys.get("tables") {
        Some(Value::Table(tables)) => {
            let tables = tables.iter().filter(|(name, _)| !off.contains(name));
            tables.filter_map(|(name, value)| table(name, value, wrong)).collect()
        }
        Some(_) => {
            wrong.0.push(keys.wanted("tables", "a table"));
            Vec::new()
        }
        None => Vec::new(),
    }
}

fn table(name: &str, value: &Value, wrong: &mut Wrong) -> Option<TableSpec> {
    let place = format!("tables.{name}");
    let Value::Table(written) = value else {
        wrong.0.push(ProfileProblem::new(place, Why::Wanted("a table")));
        return None;
    };
    let mut keys = Keys::new(&place, written);
    let per = wrong.note(optional(&mut keys, "per")).flatten();
    let has_parent = keys.has("per");
    let size = wrong.note(size(&mut keys, has_parent));
    let over = wrong.note(optional(&mut keys, "over")).flatten();
    let growth = wrong.note(keys.real("growth")).flatten().unwrap_or(1.0);
    let kept_triggers = wrong.note(keys.texts("triggers")).unwrap_or_default();
    let columns = each(&mut keys, "columns", wrong, generator_parser::parse);
    let picks = each(&mut keys, "picks", wrong, |place, value| match value {
        Value::Table(table) => Keys::new(place, table).whole_pick(),
        _ => Err(ProfileProblem::new(place, Why::Wanted("a table with `pick`"))),
    });
    wrong.0.extend(keys.all_unknown());
    Some(TableSpec { name: name.to_owned(), size: size?, per, over, growth, kept_triggers, columns, picks })
}

fn each<T>(
    keys: &mut Keys<'_>,
    key: &'static str,
    wrong: &mut Wrong,
    read: impl Fn(&str, &Value) -> Result<T, ProfileProblem>,
) -> BTreeMap<String, T> {
    let place = format!("{}.{key}", keys.place);
    match keys.get(key) {
        None => BTreeMap::new(),
        Some(Value::Table(columns)) => columns
            .iter()
            .filter_map(|(name, value)| {
                Some((name.clone(), wrong.note(read(&format!("{place}.{name}"), value))?))
            })
            .collect(),
        Some(_) => {
            wrong.0.push(ProfileProblem::new(place, Why::Wanted("a table")));
            BTreeMap::new()
        }
    }
}

fn size(keys: &mut Keys<'_>, has_parent: bool) -> Result<Size, ProfileProblem> {
    // Known also where the size is refused, so that a slip is named.
    keys.get("rows");
    keys.get("each");
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

    fn read(text: &str) -> Result<Profile, Vec<ProfileProblem>> {
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
        let place = |tail: &str| read(&format!("{HEAD}{tail}")).unwrap_err()[0].place.clone();
        assert_eq!(place("[tables.a]\nrows = 10\nshape = 3\n"), "tables.a.shape");
        assert_eq!(place("[tables.a]\nrows = -1\n"), "tables.a.rows");
        assert_eq!(place("[tables.a]\neach = 1\n"), "tables.a");
        assert_eq!(place("[tables.a]\nrows = 1\n[tables.a.columns]\nx = { y = 1 }\n"), "tables.a.columns.x");
        assert_eq!(
            place("[tables.a]\nrows = 1\n[tables.a.columns]\nx = { int = [3, 1] }\n"),
            "tables.a.columns.x.int"
        );
        let all = read("months = 0\nmonth = 3\n[tables.a]\nrow = 3\n[tables.b]\nrows = 'x'\n").unwrap_err();
        let all: Vec<(&str, Option<&str>)> =
            all.iter().map(|problem| (problem.place.as_str(), problem.near.as_deref())).collect();
        assert_eq!(
            all,
            [
                ("profile.months", None),
                ("tables.a", None),
                ("tables.a.row", Some("rows")),
                ("tables.b.rows", None),
                ("profile.month", Some("months")),
            ]
        );
        assert_eq!(read("[tables.a]\nrows = 1\n").unwrap().months, 24);
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
