//! What `migrate verify` writes.
