//! Random conditions of a table's rows, as somebody might write them in a policy.

use std::collections::BTreeMap;

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

/// The tenant of the session, in every way of reading it.
const TENANTS: [&str; 7] = [
    "NULLIF(current_setting('app.tenant', true), '')::int",
    "(SELECT NULLIF(current_setting('app.tenant', true), '')::int)",
    "current_tenant()",
    "(SELECT current_tenant())",
    "current_setting('app.tenant', true)::int",
    "COALESCE(NULLIF(current_setting('app.tenant', true), ''), '0')::int",
    "said_tenant(NULLIF(current_setting('App.Tenant', true), ''))",
];

/// Makes conditions, and counts what they consist of.
pub(super) struct Grammar {
    pub(super) chance: StdRng,
    pub(super) kinds: BTreeMap<&'static str, usize>,
}

impl Grammar {
    fn of(&mut self, kind: &'static str, text: String) -> String {
        *self.kinds.entry(kind).or_default() += 1;
        text
    }

    fn tenant(&mut self) -> &'static str {
        TENANTS.choose(&mut self.chance).unwrap()
    }

    fn pick(&mut self, choices: &[&str]) -> String {
        (*choices.choose(&mut self.chance).unwrap()).to_owned()
    }

    /// A whole condition: more often than not something in it is meant to tie the row to the tenant.
    pub(super) fn whole(&mut self) -> String {
        let depth = self.chance.random_range(1..4);
        if self.chance.random_bool(0.5) {
            let (tie, more) = (self.tie(depth), self.condition(depth - 1));
            return match self.chance.random_range(0..5) {
                0 => tie,
                1 => self.of("OR", format!("({tie} OR {more})")),
                _ => self.of("AND", format!("({tie} AND {more})")),
            };
        }
        self.condition(depth)
    }

    /// Something that compares the tenant, rightly or not.
    fn tie(&mut self, depth: u32) -> String {
        let tenant = self.tenant();
        match self.chance.random_range(0..19) {
            0..=3 => self.of("=", format!("docs.tenant = {tenant}")),
            4 => self.of("text", "docs.tenant::text = current_setting('app.tenant', true)".to_owned()),
            5 => self.of("IS NOT DISTINCT FROM", format!("docs.tenant IS NOT DISTINCT FROM {tenant}")),
            6 => self.of(
                "NULLIF",
                format!("NULLIF(docs.tenant, {}) = {tenant}", self.chance.clone().random_range(0..4)),
            ),
            7 => self.of("COALESCE", format!("COALESCE({tenant}, docs.tenant) = docs.tenant")),
            8 => {
                let list = self.pick(&["0", "2", "docs.tenant", "docs.id"]);
                self.of("ANY (ARRAY)", format!("docs.tenant = ANY (ARRAY[{tenant}, {list}])"))
            }
            9 => {
                let inner = self.query("r.tenant");
                self.of("IN (SELECT)", format!("docs.tenant IN ({inner})"))
            }
            10 => {
                let inner = self.query("r.tenant");
                self.of("ANY (ARRAY(SELECT))", format!("docs.tenant = ANY (ARRAY({inner}))"))
            }
            11 => {
                let aggregate = self.pick(&["max(r.tenant)", "min(r.tenant)", "count(*)", "max(r.room)"]);
                let inner = self.query(&aggregate);
                self.of("aggregate", format!("docs.tenant = ({inner})"))
            }
            12..=14 => {
                let inner = self.query("");
                self.of("EXISTS", format!("EXISTS ({inner})"))
            }
            15 => {
                let join = self.pick(&["JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN"]);
                let on = self.pick(&["c.code = r.room", "c.code = r.room AND c.tenant = r.tenant"]);
                let conditions = self.room_conditions();
                self.of(
                    "JOIN",
                    format!("EXISTS (SELECT FROM rooms AS r {join} codes AS c ON {on} WHERE {conditions})"),
                )
            }
            16 => {
                let (a, b) = (self.query("r.tenant"), self.query("r.tenant"));
                let word = self.pick(&["UNION", "UNION ALL", "INTERSECT", "EXCEPT"]);
                self.of("UNION", format!("docs.tenant IN ({a} {word} {b})"))
            }
            17 => {
                let condition = if depth > 0 { self.condition(depth - 1) } else { "docs.shared".to_owned() };
                self.of("CASE", format!("docs.tenant = CASE WHEN {condition} THEN {tenant} ELSE 0 END"))
            }
            _ => {
                let view = self.pick(&["own_rooms", "all_rooms"]);
                let by = self.pick(&[
                    "v.tenant = docs.tenant",
                    "v.room = docs.room",
                    "v.tenant = docs.tenant AND v.room = docs.room",
                ]);
                self.of("view", format!("EXISTS (SELECT FROM {view} AS v WHERE {by})"))
            }
        }
    }

    /// A query of the rooms, or of the codes, which are unique.
    fn query(&mut self, column: &str) -> String {
        let conditions = self.room_conditions();
        if self.chance.random_bool(0.25) {
            let conditions =
                conditions.replace("r.room = ", "r.code = ").replace("r.label = 'a'", "r.code > 1");
            let column = column.replace("r.room", "r.code");
            return self.of("unique key", format!("SELECT {column} FROM codes AS r WHERE {conditions}"));
        }
        format!("SELECT {column} FROM rooms AS r WHERE {conditions}")
    }

    fn room_conditions(&mut self) -> String {
        let tenant = self.tenant();
        let own = format!("r.tenant = {tenant}");
        let choices =
            [own.as_str(), "r.tenant = docs.tenant", "r.room = docs.room", "r.label = 'a'", "r.tenant >= 1"];
        let mut parts = vec![self.pick(&choices)];
        while parts.len() < 3 && self.chance.random_bool(0.6) {
            let part = self.pick(&choices);
            parts.push(part);
        }
        parts.join(" AND ")
    }

    /// Any condition.
    fn condition(&mut self, depth: u32) -> String {
        if depth == 0 || self.chance.random_bool(0.2) {
            return self.leaf();
        }
        match self.chance.random_range(0..10) {
            0..=1 => self.tie(depth - 1),
            2..=3 => {
                let (a, b) = (self.condition(depth - 1), self.condition(depth - 1));
                self.of("AND", format!("({a} AND {b})"))
            }
            4 => {
                let (a, b) = (self.condition(depth - 1), self.condition(depth - 1));
                self.of("OR", format!("({a} OR {b})"))
            }
            5 => {
                let inner = self.condition(depth - 1);
                self.of("NOT", format!("(NOT {inner})"))
            }
            6 => {
                let inner = self.condition(depth - 1);
                let test = self.pick(&[
                    "IS TRUE",
                    "IS NOT TRUE",
                    "IS FALSE",
                    "IS NOT FALSE",
                    "IS UNKNOWN",
                    "IS NOT UNKNOWN",
                ]);
                self.of("IS TRUE", format!("({inner}) {test}"))
            }
            7 => {
                let (a, b) = (self.condition(depth - 1), self.condition(depth - 1));
                self.of("COALESCE", format!("COALESCE({a}, {b})"))
            }
            8 => {
                let (a, b, c) =
                    (self.condition(depth - 1), self.condition(depth - 1), self.condition(depth - 1));
                self.of("CASE", format!("CASE WHEN {a} THEN {b} ELSE {c} END"))
            }
            _ => {
                let inner = self.condition(depth - 1);
                self.of("function", format!("is_so({inner})"))
            }
        }
    }

    fn leaf(&mut self) -> String {
        let tenant = self.tenant();
        match self.chance.random_range(0..12) {
            0..=1 => self.of("=", format!("docs.tenant = {tenant}")),
            2 => {
                let sign = self.pick(&[">=", "<>", "<", ">"]);
                self.of("other operator", format!("docs.tenant {sign} {tenant}"))
            }
            3 => {
                let column = self.pick(&[
                    "docs.tenant",
                    "docs.room",
                    "docs.note",
                    "docs.shared",
                    "current_setting('app.tenant', true)",
                ]);
                let test = self.pick(&["IS NULL", "IS NOT NULL"]);
                self.of("IS NULL", format!("{column} {test}"))
            }
            4 => self.of("column", "docs.shared".to_owned()),
            5 => {
                let value =
                    self.pick(&["docs.note = 'a'", "docs.id = 1", "docs.room = docs.id", "docs.note = ''"]);
                self.of("=", value)
            }
            6 => self.of("setting", "current_setting('app.tenant', true) <> ''".to_owned()),
            7 => self.of("constant", self.chance.clone().random_bool(0.5).to_string()),
            8 => self.of("ANY (ARRAY)", "docs.tenant IN (1, 2)".to_owned()),
            9 => self.of("arithmetic", format!("docs.tenant % 2 = {tenant} % 2")),
            10 => {
                let inner = self.query("");
                self.of("NOT EXISTS", format!("NOT EXISTS ({inner})"))
            }
            _ => self.of("other operator", "docs.note LIKE 'a%'".to_owned()),
        }
    }
}
