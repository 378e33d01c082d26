//! Which schemas are documented.

use crate::model::outcome::failure::Refusal;

/// Those that were asked for, all of which must exist; where none was, those of the search path that
/// exist, as the server itself passes over the others. In order, each once.
pub(crate) fn choose(
    requested: &[String],
    search_path: &[String],
    existing: &[String],
) -> Result<Vec<String>, Refusal> {
    let exists = |name: &&String| existing.contains(name);
    let wanted = if requested.is_empty() { search_path } else { requested };
    let mut chosen: Vec<String> = wanted.iter().filter(exists).cloned().collect();
    if chosen.is_empty() || (!requested.is_empty() && chosen.len() < wanted.len()) {
        let unknown = wanted.iter().filter(|name| !exists(name)).cloned().collect();
        return Err(Refusal::NoSuchSchema { unknown, existing: existing.to_vec() });
    }
    chosen.sort();
    chosen.dedup();
    Ok(chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &str) -> Vec<String> {
        list.split_whitespace().map(ToOwned::to_owned).collect()
    }

    fn chosen(requested: &str, search_path: &str) -> Result<Vec<String>, Vec<String>> {
        choose(&names(requested), &names(search_path), &names("app public")).map_err(
            |refusal| match refusal {
                Refusal::NoSuchSchema { unknown, existing } => {
                    assert_eq!(existing, names("app public"));
                    unknown
                }
                unexpected => panic!("{unexpected:?}"),
            },
        )
    }

    #[test]
    fn what_is_asked_for_must_exist_and_beats_the_search_path() {
        assert_eq!(chosen("public app public", "app"), Ok(names("app public")));
        assert_eq!(chosen("public nope nor", "app"), Err(names("nope nor")));
    }

    #[test]
    fn of_the_search_path_one_schema_must_exist() {
        assert_eq!(chosen("", "later public"), Ok(names("public")));
        assert_eq!(chosen("", "later never"), Err(names("later never")));
    }
}
