//! Who holds a lock.

/// A session that holds the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LockHolder {
    pub(crate) pid: i32,
    pub(crate) application: String,
    pub(crate) role: String,
    pub(crate) client: String,
    pub(crate) seconds: i64,
    pub(crate) query: String,
}
