//! Meshes made on a thread of its own, in the order in which the window last wanted them.
//! Must not know what is kept or shown.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use eframe::wgpu::Device;
use egui::Context;

use super::part::Part;
use crate::desktop::job::{Job, Link, caught};
use crate::paint::mesh::{Block, Kind, blocks, meshes};
use crate::picture::{LodGeometry, LodLevel};

/// What there is to make.
#[derive(Clone, Debug)]
pub(super) enum Task {
    /// A level and its blocks.
    Table {
        /// Whose.
        lod: Arc<LodGeometry>,
        /// Which level.
        detail: usize,
    },
    /// What is drawn of a block.
    Block {
        /// Whose.
        lod: Arc<LodGeometry>,
        /// Of which level.
        detail: usize,
        /// For what.
        kind: Kind,
        /// Its place among the blocks.
        at: usize,
        /// The block.
        block: Block,
    },
}

impl PartialEq for Task {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Table { lod, detail }, Self::Table { lod: c, detail: d }) => Arc::ptr_eq(lod, c) && detail == d,
            (Self::Block { lod, detail, kind, at, .. }, Self::Block { lod: c, detail: d, kind: k, at: a, .. }) => {
                Arc::ptr_eq(lod, c) && (detail, kind, at) == (d, k, a)
            }
            (Self::Table { .. }, Self::Block { .. }) | (Self::Block { .. }, Self::Table { .. }) => false,
        }
    }
}

/// The blocks of a level.
#[derive(Debug)]
pub(super) struct Table {
    /// The level that it really is: a level that is not worth having is the finest.
    pub(super) detail: usize,
    pub(super) blocks: Vec<Block>,
}

impl Table {
    pub(super) fn of(lod: &LodGeometry, level: &LodLevel, detail: usize) -> Self {
        let is_finest = std::ptr::eq(level, lod.level(0));
        Self { detail: if is_finest { 0 } else { detail }, blocks: blocks(level) }
    }
}

/// What was made.
#[derive(Debug)]
pub(super) enum Made {
    /// A level and its blocks.
    Table(Table),
    /// What is drawn of a block, or nothing where that failed: then it is not tried again.
    Parts(Vec<Arc<Part>>),
}

/// Makes what a task asks for.
pub(super) fn make(device: &Device, task: &Task) -> Made {
    match task {
        Task::Table { lod, detail } => Made::Table(Table::of(lod, lod.level(*detail), *detail)),
        Task::Block { lod, detail, kind, block, .. } => {
            let meshes = meshes(lod.level(*detail), *kind, block.features.clone());
            Made::Parts(meshes.iter().map(|mesh| Arc::new(Part::new(device, *kind, mesh))).collect())
        }
    }
}

/// What the window and the thread share.
#[derive(Default)]
struct Desk {
    /// The most urgent last.
    wanted: Vec<Task>,
    /// What the thread took, until the window has what came of it.
    taken: Vec<Task>,
    /// Whether nothing more will ever be wanted.
    closed: bool,
}

#[derive(Default)]
struct Shared {
    desk: Mutex<Desk>,
    news: Condvar,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        // What is on the desk is whole at any time.
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<Task> {
        let mut desk = self.desk();
        loop {
            if desk.closed {
                return None;
            }
            if let Some(task) = desk.wanted.pop() {
                desk.taken.push(task.clone());
                return Some(task);
            }
            desk = self.news.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The thread, as the window sees it.
pub(super) struct Worker {
    shared: Arc<Shared>,
    made: Receiver<(Task, Made)>,
    _job: Job<()>,
}

impl Worker {
    /// Starts the thread, which wakes the window whenever something was made; none where the system gives none.
    pub(super) fn start(context: &Context, device: Device) -> Option<Self> {
        let shared = Arc::new(Shared::default());
        let (tell, made) = channel();
        let theirs = Arc::clone(&shared);
        let job = Job::begin(context, "gpu-meshes", move |link| work(&theirs, &device, &tell, link));
        job.ended().is_none().then_some(Self { shared, made, _job: job })
    }

    /// Wants these, the first one first, and nothing that was wanted before.
    pub(super) fn want(&self, mut tasks: Vec<Task>) {
        tasks.reverse();
        let mut desk = self.shared.desk();
        tasks.retain(|task| !desk.taken.contains(task));
        desk.wanted = tasks;
        drop(desk);
        self.shared.news.notify_one();
    }

    /// What was made since the last time.
    pub(super) fn made(&self) -> Vec<(Task, Made)> {
        let made: Vec<(Task, Made)> = self.made.try_iter().collect();
        self.shared.desk().taken.retain(|taken| !made.iter().any(|(task, _)| task == taken));
        made
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.shared.desk().closed = true;
        self.shared.news.notify_one();
    }
}

fn work(shared: &Shared, device: &Device, tell: &Sender<(Task, Made)>, link: &Link) {
    while let Some(task) = shared.next() {
        let made = caught(|| make(device, &task)).unwrap_or_else(|_broke| match &task {
            Task::Table { detail, .. } => Made::Table(Table { detail: *detail, blocks: Vec::new() }),
            Task::Block { .. } => Made::Parts(Vec::new()),
        });
        if tell.send((task, made)).is_err() {
            return;
        }
        link.wake();
    }
}
