# The two commands of the README, and what they are made of.

.PHONY: demo test test-long test-matrix faults check pages bench setup setup-tests setup-long help

# Which tests `make test-matrix` runs, and which of them it leaves out: words of their names. The plans on a million
# tasks take a minute on each major; MATRIX_SKIP= runs them, too.
MATRIX_TESTS ?= reference_schema schema_listing partition verify fingerprint roundtrip own_sql
# What needs no reference schema, which 14 cannot have.
MATRIX_TESTS_14 ?= fingerprint up:: down:: history repair no_transaction partitioned_index own_sql
MATRIX_SKIP ?= plans

## Set up, build, and run everything on a throwaway PostgreSQL: up, status, down, and up again
demo: setup
	cargo build --release --locked
	./target/release/migrate demo --dir .

## Set up and run every kind of test; names and counts what this machine lacks
test: setup-tests
	@./.ci/test --locked

## The sizes and rounds, the matrix and the faults; LONG="NAME .." for a part of it
test-long: setup-long
	@./.ci/long $(LONG)

## What depends on the server, on PostgreSQL 14 to 18 and Debian's newest minor; skips what cannot be had
test-matrix: setup-long
	@MATRIX_TESTS="$(MATRIX_TESTS)" MATRIX_TESTS_14="$(MATRIX_TESTS_14)" MATRIX_SKIP="$(MATRIX_SKIP)" ./.ci/test-matrix

## Kill, cut and fill up what can be, with the full number of rounds (about half an hour)
faults: setup-tests
	@./.ci/long faults

## Format, lints and documentation, warnings denied; SQL and dependencies where sqlfluff and cargo-deny are installed
check: setup
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps --document-private-items
	@./.ci/lint-sql
	@./.ci/lint-dependencies

## Write what is made of the code: docs/verify-rules.md and the JSON Schemas that `migrate schema` prints
pages: setup-tests
	MIGRATE_WRITE_PAGES=1 cargo test --locked --lib stored_schema
	MIGRATE_WRITE_PAGES=1 cargo test --locked --test it rules_page

## Compare with psql and, where they are installed, sqlx-cli, refinery_cli and pg_partman
bench: setup
	cargo bench --bench runner
	cargo bench --bench partitions
	cargo bench --bench ephemeral
	cargo bench --bench fingerprint
	cargo bench --bench many_tables
	cargo bench --bench roundtrip
	cargo bench --bench history

## Check what building needs, and install what is missing where possible
setup:
	@./.ci/setup

## The same, and what only the tests need
setup-tests:
	@./.ci/setup tests

## The same, and what only the long tier needs
setup-long:
	@./.ci/setup long

## This list
help:
	@awk '/^## /{text=substr($$0,4)} /^[a-z-]+:/{if(text){split($$1,name,":");printf "  make %-11s %s\n",name[1],text;text=""}}' $(MAKEFILE_LIST)
