//! Plain data and pure decisions: no async, no I/O, no clock. Depends on no other room.

pub(crate) mod adopt;
pub(crate) mod baseline;
pub(crate) mod connection;
pub(crate) mod control_characters;
pub(crate) mod docs;
pub(crate) mod edit_distance;
pub(crate) mod fingerprint;
pub(crate) mod init;
pub(crate) mod locks;
pub(crate) mod migration;
pub(crate) mod outcome;
pub(crate) mod partitions;
pub(crate) mod roundtrip;
pub(crate) mod seed;
pub(crate) mod sql;
pub(crate) mod verify;
