//! What differs, row by row: the same again in another database, with a hash of every row kept beside the tables.

use super::fill;
use super::lookers::Lookers;
use super::walk::{Walk, one};
use crate::domain::database::Database;
use crate::domain::down::{self, DownRequest};
use crate::model::directive::Direction;
use crate::model::event::Event;
use crate::model::failure::Failure;
use crate::model::plan::DownTarget;
use crate::model::rollback::Preference;
use crate::model::roundtrip::compare::Watched;
use crate::model::roundtrip::event::RoundtripEvent;
use crate::model::roundtrip::finding::{Loss, Stage};

impl Walk<'_> {
    /// Names the columns and the number of rows of tables that differ. Where that shows nothing, because what
    /// differs is not the same every time, the sums have the last word.
    pub(super) async fn diagnose(
        &self,
        at: usize,
        suspects: &[(&Watched, Loss)],
    ) -> Result<Vec<Loss>, Failure> {
        let id = &self.pairs[at].id;
        let told = RoundtripEvent::Diagnosing { id, tables: suspects.len() };
        self.server.reporter().event(&Event::Roundtrip(told));
        let template = self.filled.template.as_ref();
        let (name, database) = fill::again(self.scratches, self.pairs, self.asked, template).await?;
        let found = self.row_by_row(&database, at, suspects).await;
        self.scratches.drop(&name).await?;
        let found = match found {
            Ok(found) => found,
            // Its scripts ran before: what they do depends on more than their text.
            Err(Failure::Script(_)) => Vec::new(),
            Err(failure) => return Err(failure),
        };
        let mut losses = Vec::new();
        for (watched, rough) in suspects {
            let object = watched.table.shown();
            let of_table: Vec<Loss> = found.iter().filter(|loss| loss.object == object).cloned().collect();
            if of_table.is_empty() {
                losses.push(rough.clone());
            }
            losses.extend(of_table);
        }
        Ok(losses)
    }

    async fn row_by_row(
        &self,
        database: &Database,
        at: usize,
        suspects: &[(&Watched, Loss)],
    ) -> Result<Vec<Loss>, Failure> {
        if at + 1 < self.pairs.len() {
            let target = DownTarget::Version(self.pairs[at].id.version);
            down::run(database, self.pairs, DownRequest { target, preference: Preference::File }, None)
                .await?;
        }
        let lookers = Lookers::open(database, 1).await?;
        let looker = lookers.first();
        for (number, (watched, _)) in suspects.iter().enumerate() {
            looker.keep(number, &watched.table).await?;
        }
        let mut losses: Vec<Loss> = Vec::new();
        for (direction, stage) in [(Direction::Down, Stage::Down), (Direction::Up, Stage::UpAgain)] {
            one(database, self.pairs, direction).await?;
            let now = lookers.look().await?.layout;
            for (number, (watched, _)) in suspects.iter().enumerate() {
                let columns = if stage == Stage::Down { &watched.shared } else { &watched.kept };
                for loss in looker.compare((number, &watched.table), &now, columns, stage).await? {
                    let is_told = |told: &&Loss| told.object == loss.object && told.column == loss.column;
                    if !losses.iter().any(|told| is_told(&told)) {
                        losses.push(loss);
                    }
                }
            }
        }
        Ok(losses)
    }
}
