//! The server's own types that tenants have. Their OIDs are the same on every server.

pub(crate) const BOOLEAN: u32 = 16;
pub(crate) const BIGINT: u32 = 20;
pub(crate) const SMALLINT: u32 = 21;
pub(crate) const INTEGER: u32 = 23;
pub(crate) const TEXT: u32 = 25;
pub(crate) const UNKNOWN: u32 = 705;
pub(crate) const VARCHAR: u32 = 1043;
pub(crate) const NUMERIC: u32 = 1700;
pub(crate) const UUID: u32 = 2950;

/// What values of a type are compared as: types with the same values are of one family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Family {
    Whole,
    Text,
    Uuid,
    Boolean,
    /// Any other type, by its OID.
    Other(u32),
}

/// The family of a type, without regard to domains.
pub(crate) fn family(kind: u32) -> Family {
    match kind {
        SMALLINT | INTEGER | BIGINT => Family::Whole,
        TEXT | VARCHAR | UNKNOWN => Family::Text,
        UUID => Family::Uuid,
        BOOLEAN => Family::Boolean,
        kind => Family::Other(kind),
    }
}
