//! What takes locks without being a script in one transaction, beside an application that takes the same tables in another
//! order.

use std::sync::Arc;

use super::{Stage, done, holds, server, times, waited};
use crate::support::application::shapes::{self, Order, Shape};
use crate::support::application::{Call, Dice};

#[test]
fn a_block_without_a_transaction_that_takes_two_tables() {
    let block = |first: &str, second: &str| {
        format!(
            "-- migrate:no-transaction\nDO $$ BEGIN ALTER TABLE {first}; PERFORM pg_sleep(0.05); ALTER TABLE {second}; END $$;\n"
        )
    };
    let (up, down) =
        (block("a ADD COLUMN n int", "b ADD COLUMN n int"), block("a DROP COLUMN n", "b DROP COLUMN n"));
    let shape = shapes::two_tables(Order::Other).beside(&up, &down);
    holds(server(), &shape, &times(3, &["up -q", "down --yes -q"]));
}

#[test]
fn indexes_of_a_schema_that_are_built_again() {
    // It holds a table against writers, and asks for its indexes, which whoever reads and then writes has, too.
    let request = |dice: &mut Dice| {
        let own = dice.own();
        vec![
            Call::Ask(format!("SELECT v FROM a WHERE id = {own}")),
            Call::Rest(10),
            Call::Ask(format!("UPDATE a SET v = v + 1 WHERE id = {own}")),
        ]
    };
    let script = "-- migrate:no-transaction\nREINDEX SCHEMA public;\n";
    let mut shape = shapes::two_tables(Order::Other).beside(script, script);
    shape.request = Arc::new(request);
    let stage = Stage::of(server(), &shape);
    // The rows that every request looks for; their number, which nobody changes, is known before.
    let (ended, seen) = stage.beside(&shape, &times(3, &["up -q", "down --yes -q"]));
    stage.unharmed(&seen);
    done(&ended);
}

/// Events of tenants; what is older than the partitions is in DEFAULT.
const EVENTS: &str = "
    CREATE TABLE tenants (tenant_id int PRIMARY KEY, v int NOT NULL DEFAULT 0);
    CREATE TABLE events (tenant_id int NOT NULL REFERENCES tenants, at timestamptz NOT NULL, v int)
        PARTITION BY RANGE (at);
    CREATE TABLE events_default PARTITION OF events DEFAULT;
    INSERT INTO tenants SELECT generate_series(1, 1000);";

const PARTITIONS: &str = "
[database]
existing = \"allow\"

[[partitions]]
table = \"events\"
column = \"at\"
interval = \"month\"
default = true
";

/// Requests that have DEFAULT and want a tenant, and the other way round. Each comes some milliseconds after the last one
/// of its client.
fn events(after: u64) -> Shape {
    let request = move |dice: &mut Dice| {
        let own = dice.own();
        let tenant = Call::Ask(format!("UPDATE tenants SET v = v + 1 WHERE tenant_id = {own}"));
        let event =
            Call::Ask(format!("INSERT INTO events VALUES ({own}, timestamptz '1999-01-01 UTC', {own})"));
        let read = Call::Ask(format!("SELECT count(*) FROM events_default WHERE tenant_id = {own}"));
        let [first, second] = match dice.below(3) {
            0 => [tenant, event],
            1 => [read, tenant],
            _ => [event, read],
        };
        vec![Call::Rest(after), first, Call::Rest(10), second]
    };
    Shape {
        tables: EVENTS.to_owned(),
        pairs: vec![("SELECT 1;\n".to_owned(), "SELECT 1;\n".to_owned())],
        request: Arc::new(request),
    }
}

#[test]
fn partitions_of_a_table_with_default_and_foreign_keys() {
    let shape = events(0);
    let stage = Stage::of(server(), &shape);
    stage.project.file("migrate.toml", PARTITIONS);
    let calls: Vec<String> = (1..=4).map(|ahead| format!("partitions ensure --ahead {ahead} -q")).collect();
    let (ended, seen) = stage.beside(&shape, &calls);
    stage.unharmed(&seen);
    done(&ended);
    waited(&seen, super::SHORT);
}

#[test]
fn rows_that_leave_default_while_requests_write_there() {
    // Who moves rows asks for the tables at the end, with the rows in hand: that needs a moment without a request that has
    // one of them and wants the other.
    let shape = events(60);
    let stage = Stage::of(server(), &shape);
    stage.project.file("migrate.toml", PARTITIONS);
    stage.db.execute(
        "INSERT INTO events SELECT 1 + n % 1000, date_trunc('month', now()) + n * interval '1 s', n
         FROM generate_series(1, 50000) AS n",
    );
    let (ended, seen) = stage.beside(&shape, &["partitions drain -q".to_owned()]);
    stage.unharmed(&seen);
    done(&ended);
    assert_eq!(stage.db.value("SELECT count(*) FROM events_default WHERE at > '2020-01-01'"), "0");
}
