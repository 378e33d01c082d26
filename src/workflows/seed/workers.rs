//! Making rows on all cores while the server takes them: several threads make the chunks of a stream, and they
//! are handed over in their order. Few chunks wait at a time, and their buffers are used again.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use bytes::Bytes;
use tokio::sync::oneshot;

use super::error::{FillError, lost};
use crate::model::seed::plan::{Plan, Unfit};

/// The threads. Dropping it ends them.
pub(super) struct Workers {
    plan: Arc<Plan>,
    orders: Option<Sender<ChunkOrder>>,
    threads: Vec<JoinHandle<()>>,
    is_over: Arc<AtomicBool>,
    /// How many chunks of a stream may be made or waiting at a time.
    ahead: usize,
}

/// A chunk that is wanted.
struct ChunkOrder {
    stream: usize,
    chunk: u64,
    answer: oneshot::Sender<Result<Bytes, Unfit>>,
}

type Buffers = Arc<Mutex<Vec<Vec<u8>>>>;

impl Workers {
    /// Starts the threads; `streams` is how many are asked for at once.
    pub(super) fn new(plan: Arc<Plan>, cores: usize, streams: usize) -> Self {
        let (orders, wanted) = mpsc::channel();
        let wanted = Arc::new(Mutex::new(wanted));
        let (is_over, buffers) = (Arc::new(AtomicBool::new(false)), Buffers::default());
        let start = |_| {
            let (plan, wanted) = (Arc::clone(&plan), Arc::clone(&wanted));
            let (is_over, buffers) = (Arc::clone(&is_over), Arc::clone(&buffers));
            thread::spawn(move || work(&plan, &wanted, &is_over, &buffers))
        };
        let threads = (0..cores).map(start).collect();
        let ahead = 2 + cores.div_ceil(streams.max(1));
        Self { plan, orders: Some(orders), threads, is_over, ahead }
    }

    /// The chunks of a stream, in order.
    pub(super) fn chunks(&self, stream: usize) -> Chunks<'_> {
        let total = self.plan.streams.get(stream).map_or(0, |stream| stream.chunks);
        Chunks { workers: self, stream, next: 0, total, waiting: VecDeque::new() }
    }
}

impl Drop for Workers {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        self.orders = None;
        for thread in self.threads.drain(..) {
            let _ = thread.join();
        }
    }
}

fn work(plan: &Plan, wanted: &Mutex<Receiver<ChunkOrder>>, is_over: &AtomicBool, buffers: &Buffers) {
    loop {
        let order = wanted.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(order) = order else { return };
        if is_over.load(Ordering::Relaxed) || order.answer.is_closed() {
            continue;
        }
        let mut buffer = buffers.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        buffer.clear();
        let made = plan.write(order.stream, order.chunk, &mut buffer);
        let chunk = Bytes::from_owner(PooledBuffer { buffer, home: Arc::clone(buffers) });
        let _ = order.answer.send(made.map(|()| chunk));
    }
}

/// A buffer on its way to the server. Goes home when it is sent.
struct PooledBuffer {
    buffer: Vec<u8>,
    home: Buffers,
}

impl AsRef<[u8]> for PooledBuffer {
    fn as_ref(&self) -> &[u8] {
        &self.buffer
    }
}

impl Drop for PooledBuffer {
    fn drop(&mut self) {
        self.home.lock().unwrap_or_else(PoisonError::into_inner).push(std::mem::take(&mut self.buffer));
    }
}

/// The chunks of one stream.
pub(super) struct Chunks<'a> {
    workers: &'a Workers,
    stream: usize,
    next: u64,
    total: u64,
    waiting: VecDeque<oneshot::Receiver<Result<Bytes, Unfit>>>,
}

impl Chunks<'_> {
    /// The next one; `None` after the last.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, FillError> {
        while self.next < self.total && self.waiting.len() < self.workers.ahead {
            let (answer, waits) = oneshot::channel();
            let order = ChunkOrder { stream: self.stream, chunk: self.next, answer };
            self.workers.orders.as_ref().ok_or_else(lost)?.send(order).map_err(|_| lost())?;
            self.waiting.push_back(waits);
            self.next += 1;
        }
        match self.waiting.pop_front() {
            None => Ok(None),
            Some(waits) => match waits.await {
                Err(_) => Err(lost()),
                Ok(Ok(chunk)) => Ok(Some(chunk)),
                Ok(Err(unfit)) => {
                    let table = self.workers.plan.tables.get(unfit.table);
                    let table = table.map(|table| table.name.clone()).unwrap_or_default();
                    Err(FillError::Unfit { table: table.name, unfit })
                }
            },
        }
    }

    /// How many of the stream's rows are handed over, about.
    pub(super) fn rows(&self) -> u64 {
        let rows = self.workers.plan.streams.get(self.stream).map_or(0, |stream| stream.rows);
        let handed = self.next - u64::try_from(self.waiting.len()).unwrap_or_default();
        let part = u128::from(rows) * u128::from(handed) / u128::from(self.total.max(1));
        u64::try_from(part).unwrap_or(rows)
    }
}
