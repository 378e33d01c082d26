//! What scripts reach for beyond their database, on a server that others use.

use super::grammar::plural;
use crate::model::migration::directive::Direction;
use crate::model::migration::pair::MigrationId;
use crate::model::roundtrip::reach::{Reach, Reaching};
use crate::model::roundtrip::shared::{SharedChange, SharedDifference, SharedKind};
use crate::ui::message::Message;

/// The way out of both.
const WAY_OUT: &str = "run `migrate roundtrip --ephemeral`: a throwaway server of its own may be changed";

/// Statements that were seen in the text.
pub(super) fn seen(reaching: &[Reaching]) -> Message {
    let count = plural(reaching.len(), "statement");
    let title = format!(
        "{count} in the scripts would change this server beyond the scratch database; nothing was run"
    );
    let lines = reaching.iter().map(|statement| {
        format!(
            "{}:{}:{}: {}",
            statement.file,
            statement.at.line,
            statement.at.column,
            what(&statement.reach)
        )
    });
    let message = lines.fold(Message::new(title), Message::note).hint(WAY_OUT);
    match reaching.first() {
        Some(first) => message.with_position(&first.file, Some(first.at.line), Some(first.at.column)),
        None => message,
    }
}

fn what(reach: &Reach) -> String {
    match reach {
        Reach::Role => "roles belong to the whole server".to_owned(),
        Reach::Membership => "memberships of roles belong to the whole server".to_owned(),
        Reach::Database => "a database that is named is another one".to_owned(),
        Reach::Tablespace => "tablespaces belong to the whole server".to_owned(),
        Reach::Configuration => "the configuration belongs to the whole server".to_owned(),
        Reach::Subscription => "a subscription reaches another server".to_owned(),
        Reach::ServerFile => "it writes a file or runs a program on the server's machine".to_owned(),
        Reach::Function(name) => format!("`{name}` acts on more than this database"),
        Reach::Block => {
            "without a transaction, what a block or a procedure does cannot be rolled back".to_owned()
        }
    }
}

/// What a script was found to have changed.
pub(super) fn found(
    id: &MigrationId,
    direction: Direction,
    file: &str,
    changes: &[SharedDifference],
) -> Message {
    let script =
        if direction == Direction::Up { format!("`{id}`") } else { format!("the rollback of `{id}`") };
    let title = format!("{script} changes this server beyond the scratch database; it was rolled back");
    let lines = changes.iter().map(difference);
    lines.fold(Message::new(title), Message::note).hint(WAY_OUT).with_position(file, None, None)
}

fn granted(change: SharedChange) -> &'static str {
    match change {
        SharedChange::Created => "granted",
        SharedChange::Dropped => "revoked",
        SharedChange::Changed => "changed",
    }
}

/// What differs, in words.
fn difference(difference: &SharedDifference) -> String {
    let SharedDifference { kind, name, change } = difference;
    let change = match change {
        SharedChange::Created => "created",
        SharedChange::Dropped => "dropped",
        SharedChange::Changed => "changed",
    };
    match kind {
        SharedKind::Password if name.is_empty() => {
            "a role was written, perhaps its password, which only a superuser can see".to_owned()
        }
        SharedKind::Password => format!("the password of the role `{name}` {change}"),
        SharedKind::Role => format!("role `{name}` {change}"),
        SharedKind::Membership => format!("membership of `{name}` {}", granted(difference.change)),
        SharedKind::Settings => format!("settings of {name} {change}"),
        SharedKind::Database => format!("database `{name}` {change}"),
        SharedKind::Tablespace => format!("tablespace `{name}` {change}"),
        SharedKind::Comment => format!("comment on `{name}` {change}"),
        SharedKind::Label => format!("security label `{name}` {change}"),
        SharedKind::Parameter => format!("rights on the parameter `{name}` {change}"),
        SharedKind::Origin => format!("replication origin `{name}` {change}"),
        SharedKind::Subscription => format!("subscription `{name}` {change}"),
        SharedKind::Dependency => format!("what belongs to `{name}` {change}"),
    }
}
