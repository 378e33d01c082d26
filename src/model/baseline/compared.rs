//! What of a schema a baseline has to be the same in: what belongs to the database as a place, and not to its schema, is
//! left out on both sides.

use std::sync::Arc;

use crate::model::fingerprint::{Aspects, Fingerprint};

/// The object that says how the database itself is set up.
const DATABASE: &str = "database";

/// The schema without the database's own settings and rights, without places on disk, without logins to other servers, and
/// without versions of extensions, which are those of the machine.
pub(crate) fn comparable(print: &Fingerprint) -> Fingerprint {
    let mut kept = Fingerprint { objects: print.objects.clone(), bundled: None };
    kept.objects.retain(|object, _| object.trim() != DATABASE && !object.starts_with("user mapping "));
    for (object, aspects) in &mut kept.objects {
        let dropped: &[&str] = if object.starts_with("extension ") { &["version"] } else { &["tablespace"] };
        if dropped.iter().any(|name| aspects.get(name).is_some()) {
            *aspects = without(aspects, dropped);
        }
    }
    kept
}

fn without(aspects: &Aspects, dropped: &[&str]) -> Aspects {
    let kept = aspects.iter().filter(|(name, _)| !dropped.contains(&name.as_ref()));
    kept.map(|(name, text)| (Arc::clone(name), text.clone())).collect()
}

/// What is not the same in a database that the pair makes, by intent: one line each.
pub(crate) fn left_out(print: &Fingerprint) -> Vec<String> {
    let database = print.objects.iter().find(|(object, _)| object.trim() == DATABASE);
    let of_database = database.into_iter().flat_map(|(_, aspects)| {
        aspects.iter().map(|(name, value)| format!("{name} of the database: {}", value.replace('\n', ", ")))
    });
    let in_tablespaces = print.objects.iter().filter_map(|(object, aspects)| {
        aspects.get("tablespace").map(|tablespace| format!("tablespace {tablespace} of {object}"))
    });
    of_database.chain(in_tablespaces).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_the_place_is_left_out_and_told() {
        let print = Fingerprint::read(
            "# Written by `migrate snapshot`, form 3: every object of the schema with what is not as usual.\n\
             database\n    settings: work_mem=1MB\n\
             extension hstore\n    version: 1.7\n    schema: public\n\
             table public.t\n    owner: me\n    tablespace: fast\n\
             user mapping of web on far\n",
        )
        .unwrap();
        let kept = comparable(&print);
        assert_eq!(kept.objects.keys().collect::<Vec<_>>(), ["extension hstore", "table public.t"]);
        assert_eq!(kept.objects["extension hstore"].get("version"), None);
        assert_eq!(kept.objects["extension hstore"].get("schema").map(String::as_str), Some("public"));
        assert_eq!(kept.objects["table public.t"].get("tablespace"), None);
        assert_eq!(
            left_out(&print),
            ["settings of the database: work_mem=1MB", "tablespace fast of table public.t"]
        );
    }
}
