//! The behaviour half of `verify`: the application's role tries to reach the other tenant's rows.

mod here;
mod scratch;

pub(super) use here::look;
pub(super) use scratch::probe;

use crate::model::isolation::class::Class;
use crate::model::isolation::facts::{Facts, Relation, RelationKind};
use crate::model::isolation::scope::Scope;

/// Whether a relation is one to try: it holds tenant rows, or is unclassified, or it shows some to the
/// application's role.
fn is_target(facts: &Facts, relation: &Relation, scope: &Scope) -> bool {
    match relation.kind {
        RelationKind::Table | RelationKind::Partitioned => {
            matches!(facts.class(relation, scope), Class::Tenant | Class::Through | Class::Unknown)
        }
        RelationKind::View | RelationKind::MaterializedView => {
            relation.rights.reach_rows() && facts.holds_scoped(relation, scope)
        }
        RelationKind::Foreign | RelationKind::Sequence => false,
    }
}
