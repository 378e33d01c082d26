//! Whether autovacuum is at work.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use crate::application::shapes::AT_WORK;
use crate::database::Database;

/// Looks five times a second, until it is asked.
pub(crate) struct Vacuums {
    over: Arc<AtomicBool>,
    looks: JoinHandle<f64>,
}

impl Vacuums {
    /// Begins to look at a database, as a superuser: others are not told who is autovacuum.
    pub(crate) fn watch(url: &str) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let (url, ended) = (url.to_owned(), Arc::clone(&over));
        let looks = std::thread::spawn(move || {
            let (mut looks, mut at_work) = (0.0, 0.0);
            while !ended.load(Ordering::Relaxed) {
                let seen = Database::try_query(&url, AT_WORK).unwrap();
                looks += 1.0;
                at_work += f64::from(u8::from(seen == ["t"]));
                std::thread::sleep(Duration::from_millis(200));
            }
            at_work / looks
        });
        Self { over, looks }
    }

    /// In which part of the looks a table of the database was being vacuumed.
    pub(crate) fn share(self) -> f64 {
        self.over.store(true, Ordering::Relaxed);
        self.looks.join().unwrap()
    }
}
