//! Scripts of other kinds than one transaction that alters tables.

use std::sync::Arc;

use super::{Stage, done, holds, server, times};
use crate::support::application::shapes::{self, Order};
use crate::support::application::{Call, Dice};

#[test]
fn statements_without_a_transaction_that_take_two_tables() {
    let up = "-- migrate:no-transaction
ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (id) REFERENCES b NOT VALID;
ALTER TABLE a VALIDATE CONSTRAINT a_b;
";
    let down = "-- migrate:no-transaction\nALTER TABLE a DROP CONSTRAINT a_b;\n";
    let shape = shapes::two_tables(Order::Other).beside(up, down);
    holds(server(), &shape, &times(3, &["up -q", "down --yes -q"]));
}

#[test]
fn a_rollback_that_drops_what_requests_use_together() {
    // A key is dropped with a lock on both its tables.
    let up = "ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (id) REFERENCES b;\n";
    let down = "ALTER TABLE a DROP CONSTRAINT a_b;\n";
    let shape = shapes::two_tables(Order::Other).beside(up, down);
    holds(server(), &shape, &times(3, &["up -q", "down --yes -q"]));
}

#[test]
fn redo_takes_both_scripts_locks() {
    for order in [Order::Other, Order::Same] {
        let shape = shapes::two_tables(order);
        let mut calls = vec!["up -q".to_owned()];
        calls.extend(times(2, &["redo --yes -q"]));
        holds(server(), &shape, &calls);
    }
}

#[test]
fn a_validation_beside_requests_that_keep_others_out() {
    let locks = |_: &mut Dice| {
        let lock = |table: &str| Call::Ask(format!("LOCK TABLE {table} IN EXCLUSIVE MODE"));
        vec![lock("b"), Call::Rest(10), lock("a")]
    };
    let mut shape = shapes::two_tables(Order::Other);
    shape.request = Arc::new(locks);
    shape.pairs = vec![
        (
            "ALTER TABLE a ADD CONSTRAINT a_b FOREIGN KEY (id) REFERENCES b NOT VALID;\n".to_owned(),
            "ALTER TABLE a DROP CONSTRAINT a_b;\n".to_owned(),
        ),
        ("ALTER TABLE a VALIDATE CONSTRAINT a_b;\n".to_owned(), "SELECT 1;\n".to_owned()),
    ];
    let stage = Stage::of(server(), &shape);
    // The key is made while nobody looks; it is the validation that is beside requests.
    done(&[stage.runs().run("up --to 1 -q")]);
    let (ended, seen) = stage.beside(&shape, &times(3, &["up -q", "down --yes -q"]));
    stage.unharmed(&seen);
    done(&ended);
}
