//! Every message that a person reads: lower case, names in backticks, both sides of a mismatch.

mod adopt;
mod baseline;
mod bookkeeping;
mod bounds;
mod config;
mod connection;
mod cost;
mod drift;
mod duplicate;
mod ephemeral;
mod event;
mod failure;
mod files;
mod grammar;
mod history;
mod init;
mod libpq;
mod locks;
mod meanwhile;
mod output_file;
mod partitions;
mod profile;
mod reach;
mod refusal;
mod renaming;
mod request;
mod retire;
pub(super) mod roundtrip;
mod script;
mod seed;
mod seed_tables;
mod verify;

pub(super) use adopt::{done as adopted, list as adopt_list, notes as adopt_notes};
pub(super) use baseline::report as baseline;
pub(super) use bookkeeping::other_histories;
pub(super) use bounds::period;
pub(super) use cost::amount;
pub(super) use drift::{additions, asides as drift_asides, report as drift};
pub(super) use ephemeral::on_throwaway;
pub(super) use event::{event, running};
pub(super) use failure::{done_before, failure};
pub(crate) use grammar::now;
pub(super) use grammar::{
    grouped, milliseconds, on_one_line, plural, progress as seed_progress, rate as seed_rate, rows, size,
    state, when,
};
pub(super) use history::interrupted;
pub(super) use init::{next, report as init, trouble};
pub(super) use meanwhile::{occupant as seed_occupant, refused as refused_piece};
pub(super) use output_file::{left_out, output_lost, page};
pub(super) use partitions::{partitions, partitions_done};
pub(super) use refusal::repaired;
pub(super) use retire::{exporting, kept, plan as retire_plan};
pub(super) use seed::{done as seed_done, left as seed_left, leftovers_warning as seed_leftovers, phase};
pub(in crate::ui) use verify::no_tenant;
pub(super) use verify::report as isolation;

pub(super) const NOTHING_TO_DO: &str = "nothing to do";
