//! What differs, row by row: the same again in another database, with a hash of every row kept beside the tables.

use super::fill;
use super::observers::ObserverPool;
use super::walk::{Walk, migrate_once};
use crate::model::migration::directive::Direction;
use crate::model::migration::plan::DownTarget;
use crate::model::migration::rollback::Preference;
use crate::model::outcome::event::Event;
use crate::model::outcome::failure::Failure;
use crate::model::roundtrip::compare::Watched;
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::finding::{Loss, Stage};
use crate::postgres::HashedTable;
use crate::workflows::database::Database;
use crate::workflows::down;
use crate::workflows::down::DownRequest;

impl Walk<'_> {
    /// Names the columns and the number of rows of tables that differ. Where that shows nothing, because what
    /// differs is not the same every time, the sums have the last word.
    pub(super) async fn diagnose(
        &self,
        at: usize,
        suspects: &[(&Watched, Loss)],
    ) -> Result<Vec<Loss>, Failure> {
        let id = &self.pairs[at].id;
        let event = RoundtripEvent::Diagnosing { id, tables: suspects.len() };
        self.server.reporter().event(&Event::Roundtrip(event));
        let template = self.filled.template.as_ref();
        let (name, database) =
            Box::pin(fill::refill(self.scratches, self.pairs, self.request, template)).await?;
        let outcome = self.row_by_row(&database, at, suspects).await;
        self.scratches.drop(&name).await?;
        let (outcome, others) = match outcome {
            Ok(outcome) => outcome,
            // Its scripts ran before: what they do depends on more than their text.
            Err(Failure::Script(_)) => (Vec::new(), Vec::new()),
            Err(failure) => return Err(failure),
        };
        let mut losses = Vec::new();
        for (watched, rough) in suspects {
            let object = watched.table.name.to_string();
            let of_table: Vec<Loss> = outcome.iter().filter(|loss| loss.object == object).cloned().collect();
            if of_table.is_empty() && !others.contains(&object) {
                losses.push(rough.clone());
            }
            losses.extend(of_table);
        }
        Ok(losses)
    }

    /// The losses, and the tables that are not as they were for whatever reason.
    async fn row_by_row(
        &self,
        database: &Database,
        at: usize,
        suspects: &[(&Watched, Loss)],
    ) -> Result<(Vec<Loss>, Vec<String>), Failure> {
        if at + 1 < self.pairs.len() {
            let target = DownTarget::Version(self.pairs[at].id.version);
            down::run(database, self.pairs, DownRequest { target, preference: Preference::File }, None)
                .await?;
        }
        let lookers = ObserverPool::open(database, 1).await?;
        let looker = lookers.first();
        for (number, (watched, _)) in suspects.iter().enumerate() {
            looker.keep(number, &watched.table).await?;
        }
        let (mut losses, mut others): (Vec<Loss>, Vec<String>) = (Vec::new(), Vec::new());
        for (direction, stage) in [(Direction::Down, Stage::Down), (Direction::Up, Stage::UpAgain)] {
            migrate_once(database, self.pairs, direction).await?;
            let now = lookers.read_state().await?.layout;
            for (number, (watched, _)) in suspects.iter().enumerate() {
                let own = if stage == Stage::Down { Vec::new() } else { watched.own() };
                let kept =
                    HashedTable { at: number, table: &watched.table, shared: &watched.shared, own: &own };
                let seen = looker.compare(kept, &now, stage).await?;
                if seen.is_other {
                    others.push(watched.table.name.to_string());
                }
                for loss in seen.losses {
                    let is_told = |named: &&Loss| named.object == loss.object && named.column == loss.column;
                    if !losses.iter().any(|named| is_told(&named)) {
                        losses.push(loss);
                    }
                }
            }
        }
        Ok((losses, others))
    }
}
