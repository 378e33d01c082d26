//! Clients that ask at full speed, each on a connection of its own.

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use tokio_postgres::{Client, Error, NoTls};

use super::seen::Seen;

/// A step of a request.
#[derive(Debug, Clone)]
pub(crate) enum Call {
    /// A statement, whose answer is waited for.
    Ask(String),
    /// The application does something else within its transaction, for so many milliseconds.
    Rest(u64),
}

/// What a client asks next: the steps between BEGIN and COMMIT.
pub(crate) type Request = Arc<dyn Fn(&mut Dice) -> Vec<Call> + Send + Sync>;

/// Who asks, and chance.
pub(crate) struct Dice {
    /// The number of the client, from 0.
    pub(crate) client: u64,
    chance: StdRng,
}

impl Dice {
    fn of(client: u64) -> Self {
        Self { client, chance: StdRng::from_rng(&mut rand::rng()) }
    }

    /// A number from 0 that is below the limit.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.chance.random_range(0..limit)
    }

    /// A row of a thousand that no other client changes.
    pub(crate) fn own(&mut self) -> u64 {
        self.client * 100 + self.below(100) + 1
    }

    /// Any row of a thousand.
    pub(crate) fn any(&mut self) -> u64 {
        self.below(1000) + 1
    }

    /// The same in any order.
    pub(crate) fn shuffled<T: Clone>(&mut self, items: &[T]) -> Vec<T> {
        let mut items = items.to_vec();
        items.shuffle(&mut self.chance);
        items
    }

    /// Whether this client writes: one in four.
    pub(crate) fn writes(&self) -> bool {
        self.client % 4 == 3
    }
}

/// The clients, until they are stopped.
pub(crate) struct Application {
    seen: Arc<Mutex<Seen>>,
    over: Arc<AtomicBool>,
    clients: Option<JoinHandle<()>>,
}

impl Application {
    /// Starts so many clients, and returns once all are connected.
    pub(crate) fn start(url: &str, clients: u64, request: &Request) -> Self {
        let seen = Arc::new(Mutex::new(Seen::from_now()));
        let over = Arc::new(AtomicBool::new(false));
        let (connected, all) = std::sync::mpsc::channel();
        let thread = {
            let (url, request, seen, over) =
                (url.to_owned(), Arc::clone(request), Arc::clone(&seen), Arc::clone(&over));
            std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(async {
                    let tasks: Vec<_> = (0..clients)
                        .map(|client| {
                            let ours = Ours { seen: Arc::clone(&seen), over: Arc::clone(&over) };
                            let (url, request) = (url.clone(), Arc::clone(&request));
                            let connected = connected.clone();
                            tokio::spawn(async move {
                                let session = connect(&url).await;
                                connected.send(()).unwrap();
                                drop(connected);
                                ours.ask(session, &url, &request, Dice::of(client)).await;
                            })
                        })
                        .collect();
                    drop(connected);
                    for task in tasks {
                        task.await.unwrap();
                    }
                });
            })
        };
        assert_eq!(all.iter().take(usize::try_from(clients).unwrap()).count() as u64, clients);
        let application = Self { seen, over, clients: Some(thread) };
        application.lap();
        application
    }

    /// What was seen since the last lap, or since the start.
    pub(crate) fn lap(&self) -> Seen {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        mem::replace(&mut *seen, Seen::from_now()).closed()
    }

    /// What was seen in so long a time from now.
    pub(crate) fn watch(&self, time: Duration) -> Seen {
        self.lap();
        std::thread::sleep(time);
        self.lap()
    }

    /// Lets every client end its request; what was seen since the last lap.
    pub(crate) fn stop(mut self) -> Seen {
        self.join();
        self.lap()
    }

    fn join(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(clients) = self.clients.take() {
            let ended = clients.join();
            assert!(ended.is_ok() || std::thread::panicking(), "a client panicked");
        }
    }
}

impl Drop for Application {
    fn drop(&mut self) {
        self.join();
    }
}

/// What clients share.
struct Ours {
    seen: Arc<Mutex<Seen>>,
    over: Arc<AtomicBool>,
}

impl Ours {
    fn see(&self, what: impl FnOnce(&mut Seen)) {
        what(&mut self.seen.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// One request after the other.
    async fn ask(&self, mut session: Client, url: &str, request: &Request, mut dice: Dice) {
        while !self.over.load(Ordering::Relaxed) {
            match self.transaction(&session, &request(&mut dice)).await {
                Ok(()) => self.see(|seen| seen.done += 1),
                Err(error) => {
                    let state = error.code().map_or("closed", |state| state.code());
                    self.see(|seen| seen.failed(state));
                    if session.is_closed() || session.simple_query("ROLLBACK").await.is_err() {
                        session = connect(url).await;
                    }
                    // As an application does; and nobody is kept busy by one that fails each time.
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            }
        }
    }

    async fn transaction(&self, session: &Client, calls: &[Call]) -> Result<(), Error> {
        self.query(session, "BEGIN").await?;
        for call in calls {
            match call {
                Call::Ask(statement) => self.query(session, statement).await?,
                Call::Rest(time) => tokio::time::sleep(Duration::from_millis(*time)).await,
            }
        }
        self.query(session, "COMMIT").await
    }

    async fn query(&self, session: &Client, statement: &str) -> Result<(), Error> {
        let asked = Instant::now();
        let answer = session.simple_query(statement).await;
        self.see(|seen| seen.answered(statement, asked));
        answer.map(|_| ())
    }
}

/// The server's log knows these sessions by this name.
pub(crate) const NAME: &str = "application";

async fn connect(url: &str) -> Client {
    let mut config: tokio_postgres::Config = url.parse().unwrap();
    config.application_name(NAME);
    let (session, connection) = config.connect(NoTls).await.unwrap();
    tokio::spawn(connection);
    session
}
