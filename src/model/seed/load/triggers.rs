//! Triggers that rest while a table is loaded, and fire afterwards exactly as before.

use crate::model::sql::quote::Ident;

/// When a trigger fires, as `tgenabled` says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Firing {
    Origin,
    Disabled,
    Replica,
    Always,
}

/// A trigger of a person, or the clone of one at a partition, which has the same name.
#[derive(Debug, Clone)]
pub(crate) struct Trigger {
    /// The OID of its table or partition.
    pub(crate) table: u32,
    /// That table's name, qualified and quoted.
    pub(crate) table_name: String,
    pub(crate) name: String,
    pub(crate) firing: Firing,
}

/// The statements around a load, in its transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Switches {
    pub(crate) off: Vec<String>,
    pub(crate) on: Vec<String>,
}

/// Switches the triggers of some tables off and on again, but for those in `kept`. What is disabled already is
/// not touched. Each table for itself: `ONLY` leaves the clones at its partitions to their own lines.
pub(crate) fn switches(triggers: &[Trigger], tables: &[u32], kept: &[String]) -> Switches {
    let mut switches = Switches::default();
    for trigger in triggers.iter().filter(|trigger| tables.contains(&trigger.table)) {
        let enable = match trigger.firing {
            Firing::Disabled => continue,
            Firing::Origin => "ENABLE",
            Firing::Replica => "ENABLE REPLICA",
            Firing::Always => "ENABLE ALWAYS",
        };
        let Some(name) = Ident::new(&trigger.name).filter(|_| !kept.contains(&trigger.name)) else {
            continue;
        };
        let table = &trigger.table_name;
        switches.off.push(format!("ALTER TABLE ONLY {table} DISABLE TRIGGER {name}"));
        switches.on.push(format!("ALTER TABLE ONLY {table} {enable} TRIGGER {name}"));
    }
    switches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_trigger_comes_back_to_what_it_was() {
        let trigger = |table, name: &str, firing| Trigger {
            table,
            table_name: format!("s.t{table}"),
            name: name.to_owned(),
            firing,
        };
        let triggers = [
            trigger(1, "plain", Firing::Origin),
            trigger(1, "a\"b", Firing::Always),
            trigger(1, "r", Firing::Replica),
            trigger(1, "asleep", Firing::Disabled),
            trigger(1, "kept", Firing::Origin),
            trigger(2, "plain", Firing::Origin),
        ];
        let switches = switches(&triggers, &[1], &["kept".to_owned()]);
        assert_eq!(
            switches.off,
            [
                "ALTER TABLE ONLY s.t1 DISABLE TRIGGER \"plain\"",
                "ALTER TABLE ONLY s.t1 DISABLE TRIGGER \"a\"\"b\"",
                "ALTER TABLE ONLY s.t1 DISABLE TRIGGER \"r\"",
            ]
        );
        assert_eq!(
            switches.on,
            [
                "ALTER TABLE ONLY s.t1 ENABLE TRIGGER \"plain\"",
                "ALTER TABLE ONLY s.t1 ENABLE ALWAYS TRIGGER \"a\"\"b\"",
                "ALTER TABLE ONLY s.t1 ENABLE REPLICA TRIGGER \"r\"",
            ]
        );
    }
}
