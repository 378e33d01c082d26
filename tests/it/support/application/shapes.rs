//! Applications and the migrations that meet them: what tables there are, what a request does with them, and
//! scripts that take the same tables in another order.
//!
//! No request here stands in the way of another one for good: what a client writes is its own, or new. All requests
//! of an application take its tables in one order, which is that of none of its scripts, but for [`mixed`].

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;

use super::{Call, Dice, Request};

/// An application and the scripts beside it.
#[derive(Clone)]
pub(crate) struct Shape {
    /// The tables that were there before, with a thousand rows where requests look for rows.
    pub(crate) tables: String,
    /// Scripts and their rollbacks, of versions from 1.
    pub(crate) pairs: Vec<(String, String)>,
    /// What a client asks.
    pub(crate) request: Request,
}

impl Shape {
    /// Writes the project of its scripts into a folder.
    pub(crate) fn write(&self, folder: &Path) {
        for folder in [folder.join("migrations"), folder.join("rollbacks")] {
            fs::create_dir_all(folder).unwrap();
        }
        fs::write(folder.join("migrate.toml"), "[database]\nexisting = \"allow\"\n").unwrap();
        for (at, (up, down)) in self.pairs.iter().enumerate() {
            let file = format!("V{:03}__change.sql", at + 1);
            fs::write(folder.join("migrations").join(&file), up).unwrap();
            fs::write(folder.join("rollbacks").join(&file), down).unwrap();
        }
    }

    /// The same application beside other scripts.
    pub(crate) fn beside(mut self, up: &str, down: &str) -> Self {
        self.pairs = vec![(up.to_owned(), down.to_owned())];
        self
    }
}

/// Autovacuum finds something to do after ten changes in any table of the schema, and takes its time: 20 ms a page.
/// Not in the catalogs: its workers would never be done with them.
pub(crate) const VACUUMED: &str = "
    DO $$ DECLARE name regclass; BEGIN
        FOR name IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
            EXECUTE format('ALTER TABLE %s SET (autovacuum_vacuum_threshold = 10, autovacuum_vacuum_scale_factor = 0,
                autovacuum_vacuum_insert_threshold = 10, autovacuum_vacuum_insert_scale_factor = 0,
                autovacuum_analyze_threshold = 10, autovacuum_analyze_scale_factor = 0,
                autovacuum_vacuum_cost_delay = 20, autovacuum_vacuum_cost_limit = 1)', name);
        END LOOP; END $$";

/// The settings of a server for [`VACUUMED`]: it looks every second, with a worker for every table.
pub(crate) const VACUUMING: [&str; 2] = ["autovacuum_naptime=1s", "autovacuum_max_workers=8"];

/// Whether a table of the schema is being vacuumed, asked as a superuser: others are not told who is autovacuum.
pub(crate) const AT_WORK: &str = "
    SELECT EXISTS (SELECT FROM pg_stat_activity AS a JOIN pg_locks AS l USING (pid) JOIN pg_class AS c ON c.oid = l.relation
        WHERE a.backend_type = 'autovacuum worker' AND l.mode = 'ShareUpdateExclusiveLock' AND l.granted
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
            AND c.relnamespace = 'public'::regnamespace)";

/// The order in which requests take two tables, as the first script sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    /// `b`, then `a`: the rollback's.
    Other,
    /// `a`, then `b`: the script's.
    Same,
}

/// Two tables, of which a script alters `a`, writes to it, and alters `b`.
pub(crate) fn two_tables(order: Order) -> Shape {
    let turn = if order == Order::Other { ["b", "a"] } else { ["a", "b"] };
    Shape {
        tables: ["a", "b"].map(table).concat(),
        pairs: vec![(
            "ALTER TABLE a ADD COLUMN n int;\nUPDATE a SET v = v + 1;\nALTER TABLE b ADD COLUMN n int;\n"
                .to_owned(),
            "ALTER TABLE b DROP COLUMN n;\nALTER TABLE a DROP COLUMN n;\n".to_owned(),
        )],
        request: Arc::new(move |dice| in_turn(dice, &turn)),
    }
}

const LETTERS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

/// So many tables, and six scripts that each alter all of them. The orders of the requests and of each script and
/// rollback are random, by the seed.
pub(crate) fn many_tables(count: usize, seed: u64) -> Shape {
    let mut chance = StdRng::seed_from_u64(seed);
    let mut turn: Vec<&'static str> = LETTERS[..count].to_vec();
    let mut shuffled = |way: &dyn Fn(&str) -> String| {
        let mut tables = LETTERS[..count].to_vec();
        tables.shuffle(&mut chance);
        tables.into_iter().map(way).collect::<String>()
    };
    let pairs = (1..=6)
        .map(|n| {
            let up = shuffled(&|table| format!("ALTER TABLE {table} ADD COLUMN n{n} int;\n"));
            (up, shuffled(&|table| format!("ALTER TABLE {table} DROP COLUMN n{n};\n")))
        })
        .collect();
    turn.shuffle(&mut chance);
    Shape {
        tables: LETTERS[..count].iter().copied().map(table).collect(),
        pairs,
        request: Arc::new(move |dice| in_turn(dice, &turn)),
    }
}

/// Two tables, which every request takes in an order of its own. Whichever of them a run locks first, about half of
/// the requests that are under way then hold the other one and wait for the first: only a moment in which none of
/// them does lets it through.
pub(crate) fn mixed() -> Shape {
    let mut shape = two_tables(Order::Other);
    shape.request = Arc::new(|dice| {
        let turn = dice.shuffled(&["a", "b"]);
        in_turn(dice, &turn)
    });
    shape
}

/// Accounts, their orders and the lines of these, each with a key that refers to the one before; a script that
/// alters them from the ends, makes a key, and validates it.
pub(crate) fn foreign_keys() -> Shape {
    let request = |dice: &mut Dice| {
        let (own, any) = (dice.own(), dice.any());
        match dice.below(4) {
            0 => vec![
                ask(format!("INSERT INTO lines (order_id) VALUES ({any})")),
                Call::Rest(5),
                ask(format!("UPDATE orders SET v = v + 1 WHERE id = {own}")),
                Call::Rest(5),
                ask(format!("UPDATE accounts SET v = v + 1 WHERE id = {own}")),
            ],
            1 => vec![
                ask(format!("INSERT INTO orders (account_id) VALUES ({any})")),
                Call::Rest(10),
                ask(format!("SELECT v FROM accounts WHERE id = {any}")),
            ],
            _ => vec![
                ask(format!("SELECT count(*) FROM lines WHERE order_id = {any}")),
                Call::Rest(5),
                ask(format!("SELECT v FROM orders WHERE id = {any}")),
                Call::Rest(5),
                ask(format!("SELECT v FROM accounts WHERE id = {any}")),
            ],
        }
    };
    Shape {
        tables: format!(
            "{}
             CREATE TABLE orders (id bigint GENERATED BY DEFAULT AS IDENTITY (START 2001) PRIMARY KEY,
                 account_id bigint NOT NULL REFERENCES accounts, v int NOT NULL DEFAULT 0);
             INSERT INTO orders (id, account_id) SELECT g, g FROM generate_series(1, 1000) AS g;
             CREATE TABLE lines (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
                 order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE, v int NOT NULL DEFAULT 0);
             CREATE INDEX ON lines (order_id);
             INSERT INTO lines (order_id) SELECT g FROM generate_series(1, 1000) AS g;
             CREATE TABLE notes (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, account_id bigint, line_id bigint);",
            table("accounts")
        ),
        pairs: vec![(
            "ALTER TABLE accounts ADD COLUMN n int;
ALTER TABLE orders ADD COLUMN n int;
ALTER TABLE notes ADD CONSTRAINT notes_account FOREIGN KEY (account_id) REFERENCES accounts NOT VALID;
ALTER TABLE notes ADD CONSTRAINT notes_line FOREIGN KEY (line_id) REFERENCES lines;
ALTER TABLE notes VALIDATE CONSTRAINT notes_account;
"
            .to_owned(),
            "ALTER TABLE notes DROP CONSTRAINT notes_account;
ALTER TABLE notes DROP CONSTRAINT notes_line;
ALTER TABLE orders DROP COLUMN n;
ALTER TABLE accounts DROP COLUMN n;
"
            .to_owned(),
        )],
        request: Arc::new(request),
    }
}

/// Tables `a` and `b`, whose triggers write to `c`: requests take `a`, `c` and then `b`, scripts begin with `c`, or
/// come to it through `b`.
pub(crate) fn trigger() -> Shape {
    let request = |dice: &mut Dice| {
        let (own, any) = (dice.own(), dice.any());
        if dice.writes() {
            vec![
                ask(format!("UPDATE a SET v = v + 1 WHERE id = {own}")),
                Call::Rest(10),
                ask(format!("UPDATE b SET v = v + 1 WHERE id = {own}")),
            ]
        } else {
            vec![
                ask(format!("SELECT v FROM a WHERE id = {any}")),
                Call::Rest(5),
                ask(format!("SELECT v FROM c WHERE id = {any}")),
                Call::Rest(5),
                ask(format!("SELECT v FROM b WHERE id = {any}")),
            ]
        }
    };
    Shape {
        tables: format!(
            "{}
             CREATE FUNCTION counted() RETURNS trigger LANGUAGE plpgsql AS $$
                 BEGIN UPDATE c SET v = v + 1 WHERE id = NEW.id; RETURN NEW; END $$;
             CREATE TRIGGER counted AFTER UPDATE ON a FOR EACH ROW EXECUTE FUNCTION counted();
             CREATE TRIGGER counted AFTER UPDATE ON b FOR EACH ROW EXECUTE FUNCTION counted();",
            ["a", "b", "c"].map(table).concat()
        ),
        pairs: vec![(
            "ALTER TABLE c ADD COLUMN n int;\nALTER TABLE a ADD COLUMN n int;\nUPDATE a SET v = v WHERE id > 900;\n"
                .to_owned(),
            "UPDATE b SET v = v WHERE id > 900;\nALTER TABLE c DROP COLUMN n;\nALTER TABLE a DROP COLUMN n;\n".to_owned(),
        )],
        request: Arc::new(request),
    }
}

/// Events of three months with a DEFAULT partition, which refer to accounts: a script that begins with accounts, and
/// adds a month and a column.
pub(crate) fn partitions(order: Order) -> Shape {
    let request = move |dice: &mut Dice| {
        let (own, any) = (dice.own(), dice.any());
        let insert = "INSERT INTO events (account_id, at) VALUES";
        let first = match dice.below(4) {
            // A month that is there, and one for DEFAULT.
            0 => format!("{insert} ({any}, now() AT TIME ZONE 'UTC')"),
            1 => format!("{insert} ({any}, '2019-01-15')"),
            2 => format!("SELECT count(*) FROM events_default WHERE account_id = {any}"),
            _ => format!(
                "SELECT count(*) FROM events WHERE account_id = {any} AND at > now() - interval '7 days'"
            ),
        };
        let then = if dice.writes() {
            format!("UPDATE accounts SET v = v + 1 WHERE id = {own}")
        } else {
            format!("SELECT v FROM accounts WHERE id = {any}")
        };
        let (first, then) = if order == Order::Other { (first, then) } else { (then, first) };
        vec![ask(first), Call::Rest(10), ask(then)]
    };
    Shape {
        tables: format!(
            "{}
             CREATE TABLE events (id bigint GENERATED BY DEFAULT AS IDENTITY, account_id bigint NOT NULL REFERENCES accounts,
                 at timestamp NOT NULL, v int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
             CREATE INDEX ON events (account_id);
             DO $$ DECLARE month timestamp; BEGIN
                 FOR ago IN 0..2 LOOP
                     month := date_trunc('month', now() AT TIME ZONE 'UTC') - ago * interval '1 month';
                     EXECUTE format('CREATE TABLE %I PARTITION OF events FOR VALUES FROM (%L) TO (%L)',
                         to_char(month, '\"events_\"YYYY_MM'), month, month + interval '1 month');
                 END LOOP; END $$;
             CREATE TABLE events_default PARTITION OF events DEFAULT;
             INSERT INTO events (account_id, at)
                 SELECT g, date_trunc('month', now() AT TIME ZONE 'UTC') - g * interval '30 minutes'
                 FROM generate_series(1, 1000) AS g;",
            table("accounts")
        ),
        pairs: vec![(
            "ALTER TABLE accounts ADD COLUMN n int;
CREATE TABLE events_late PARTITION OF events FOR VALUES FROM ('2090-01-01') TO ('2090-02-01');
ALTER TABLE events ADD COLUMN n int;
"
            .to_owned(),
            "ALTER TABLE events DROP COLUMN n;\nDROP TABLE events_late;\nALTER TABLE accounts DROP COLUMN n;\n"
                .to_owned(),
        )],
        request: Arc::new(request),
    }
}

/// A table that everybody reads and a script alters.
pub(crate) fn one_table() -> Shape {
    Shape {
        tables: table("a"),
        pairs: vec![(
            "ALTER TABLE a ADD COLUMN n int;\n".to_owned(),
            "ALTER TABLE a DROP COLUMN n;\n".to_owned(),
        )],
        request: Arc::new(|dice| {
            vec![ask(format!("SELECT v FROM a WHERE id = {}", dice.any())), Call::Rest(10)]
        }),
    }
}

/// A table of a thousand rows.
fn table(name: &str) -> String {
    format!(
        "CREATE TABLE {name} (id bigint PRIMARY KEY, v int NOT NULL);
         INSERT INTO {name} SELECT g, g FROM generate_series(1, 1000) AS g;"
    )
}

/// Takes tables one after the other, with a rest in between: reads a row of each, or changes one that is the
/// client's own.
fn in_turn(dice: &mut Dice, tables: &[&str]) -> Vec<Call> {
    let mut calls = Vec::new();
    for (at, table) in tables.iter().enumerate() {
        if at > 0 {
            calls.push(Call::Rest(10));
        }
        calls.push(ask(if dice.writes() {
            format!("UPDATE {table} SET v = v + 1 WHERE id = {}", dice.own())
        } else {
            format!("SELECT v FROM {table} WHERE id = {}", dice.any())
        }));
    }
    calls
}

fn ask(statement: impl Into<String>) -> Call {
    Call::Ask(statement.into())
}
