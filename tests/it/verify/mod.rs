//! `migrate verify`: tenants are isolated, as the catalog has it and as it behaves.

mod here;
mod probe;
