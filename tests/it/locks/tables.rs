//! Scripts that take several tables in another order than requests do.

use super::{busy_server, holds, server, times};
use crate::support::Cluster;
use crate::support::application::runs::{LOG_LINE, up_and_down};
use crate::support::application::shapes::{self, Order, Shape};

/// Up and back down, and again.
fn there_and_back(count: usize) -> Vec<String> {
    times(count, &["up -q", "down --yes -q"])
}

/// Every script of a shape up and back down.
fn each(shape: &Shape) -> Vec<String> {
    up_and_down(shape.pairs.len())
}

#[test]
fn two_tables_in_the_other_order() {
    holds(server(), &shapes::two_tables(Order::Other), &there_and_back(4));
}

#[test]
fn two_tables_in_the_scripts_order_which_is_not_the_rollbacks() {
    holds(server(), &shapes::two_tables(Order::Same), &there_and_back(4));
}

#[test]
fn three_tables_in_random_orders() {
    let shape = shapes::many_tables(3, 1);
    holds(server(), &shape, &each(&shape));
}

#[test]
fn four_tables_in_random_orders() {
    let shape = shapes::many_tables(4, 2);
    holds(server(), &shape, &each(&shape));
}

#[test]
fn tables_that_refer_to_one_another() {
    holds(server(), &shapes::foreign_keys(), &there_and_back(3));
}

#[test]
fn a_table_that_triggers_write() {
    holds(server(), &shapes::trigger(), &there_and_back(3));
}

#[test]
fn partitions_with_default() {
    for order in [Order::Other, Order::Same] {
        holds(server(), &shapes::partitions(order), &there_and_back(2));
    }
}

#[test]
fn two_tables_while_autovacuum_is_at_work() {
    holds(busy_server(), &shapes::two_tables(Order::Other), &there_and_back(2));
}

#[test]
fn four_tables_in_random_orders_while_autovacuum_is_at_work() {
    let mut shape = shapes::many_tables(4, 3);
    shape.pairs.truncate(1);
    holds(busy_server(), &shape, &each(&shape));
}

#[test]
fn tables_that_refer_to_one_another_while_autovacuum_is_at_work() {
    holds(busy_server(), &shapes::foreign_keys(), &there_and_back(1));
}

#[test]
fn a_table_that_triggers_write_while_autovacuum_is_at_work() {
    holds(busy_server(), &shapes::trigger(), &there_and_back(1));
}

#[test]
fn partitions_with_default_while_autovacuum_is_at_work() {
    holds(busy_server(), &shapes::partitions(Order::Other), &there_and_back(1));
}

#[test]
fn a_server_that_looks_for_deadlocks_after_ten_milliseconds() {
    static SERVER: std::sync::OnceLock<Cluster> = std::sync::OnceLock::new();
    let server = SERVER.get_or_init(|| Cluster::own(&[LOG_LINE, "deadlock_timeout=10ms"]));
    for order in [Order::Other, Order::Same] {
        holds(server, &shapes::two_tables(order), &there_and_back(2));
    }
}
