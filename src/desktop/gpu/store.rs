//! What the graphics card has of each layer, by level and block: found, wanted, made and in the end let go.
//! Must not know how it looks.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use eframe::wgpu::Device;
use egui::Context;

use super::part::Part;
use super::worker::{Made, Table, Task, Worker, make};
use crate::paint::mesh::{Block, Kind, Mesh};
use crate::picture::{Bounds, Chart};

/// What may be kept of the card's memory, as long as no more is in view.
const MAX_BYTES: u64 = 512 << 20;
/// A level of no more vertices is cut into blocks at once.
const SMALL: usize = 200_000;
/// So much work is done at once in a frame, counted in vertices of lines; the rest is left to the worker.
const AT_ONCE: usize = 160_000;

/// How much work a vertex is.
fn effort(kind: Kind) -> usize {
    match kind {
        Kind::Area => 8,
        Kind::Edge | Kind::Spot => 1,
    }
}

/// Features of a layer to draw, and how finely.
#[derive(Clone)]
pub(super) struct Wish<'a> {
    pub(super) chart: &'a Arc<Chart>,
    pub(super) features: Range<usize>,
    pub(super) kind: Kind,
    /// The level that shows all that can be seen.
    pub(super) detail: usize,
    /// What is in view.
    pub(super) view: Bounds,
}

struct Kept {
    parts: Vec<Arc<Part>>,
    /// The frame in which it was last drawn.
    used: u64,
}

/// What there is of a chart.
struct Held {
    chart: Arc<Chart>,
    tables: BTreeMap<usize, Arc<Table>>,
    kept: BTreeMap<(usize, Kind, usize), Kept>,
}

/// What the graphics card has.
pub(super) struct Store {
    device: Device,
    worker: Worker,
    held: Vec<Held>,
    wanted: Vec<Task>,
    frame: u64,
    at_once: usize,
    is_waiting: bool,
    /// How many parts were made.
    pub(super) made: usize,
    /// A single vertex at step 0, 0.
    pub(super) unit: Arc<Part>,
}

impl Store {
    /// An empty one, which wakes the window when there is something new to draw; none where the system gives it no thread.
    pub(super) fn new(context: &Context, device: Device) -> Option<Self> {
        let worker = Worker::start(context, device.clone())?;
        let unit = Arc::new(Part::new(&device, Kind::Spot, &Mesh::unit()));
        let (held, wanted) = (Vec::new(), Vec::new());
        Some(Self { device, worker, held, wanted, frame: 0, at_once: 0, is_waiting: false, made: 0, unit })
    }

    /// Begins a frame: takes in what was made and lets go of layers that are no more.
    pub(super) fn begin(&mut self) {
        self.frame += 1;
        self.at_once = AT_ONCE;
        for (task, made) in self.worker.made() {
            self.keep(&task, made);
        }
        self.held.retain(|held| Arc::strong_count(&held.chart) > 1);
    }

    /// Ends it: asks for what was missed and lets go of what was not drawn for longest.
    pub(super) fn end(&mut self) {
        self.is_waiting = !self.wanted.is_empty();
        self.worker.want(std::mem::take(&mut self.wanted));
        let mut bytes = self.bytes();
        if bytes <= MAX_BYTES {
            return;
        }
        let mut oldest: Vec<(u64, usize, (usize, Kind, usize))> = Vec::new();
        for (at, held) in self.held.iter().enumerate() {
            oldest.extend(held.kept.iter().map(|(key, kept)| (kept.used, at, *key)));
        }
        oldest.sort_unstable();
        for (used, at, key) in oldest {
            if bytes <= MAX_BYTES || used == self.frame {
                return;
            }
            if let Some(kept) = self.held[at].kept.remove(&key) {
                bytes -= kept.parts.iter().map(|part| part.bytes()).sum::<u64>();
            }
        }
    }

    /// What it takes of the card's memory.
    pub(super) fn bytes(&self) -> u64 {
        let parts = self.held.iter().flat_map(|held| held.kept.values()).flat_map(|kept| &kept.parts);
        parts.map(|part| part.bytes()).sum()
    }

    /// How many parts are kept.
    pub(super) fn count(&self) -> usize {
        self.held.iter().flat_map(|held| held.kept.values()).map(|kept| kept.parts.len()).sum()
    }

    /// Whether something is was missing in the last frame.
    pub(super) fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// What to draw of a wish: at its own level if all of that is there, else at the nearest level that is.
    pub(super) fn parts(&mut self, wish: &Wish<'_>) -> Vec<Arc<Part>> {
        let held = self.held(wish.chart);
        let table = self.table(held, wish);
        if let Some(table) = &table {
            self.ask(held, wish, table);
            if let Some(parts) = self.found(held, wish, table, true) {
                return parts;
            }
        }
        let mut others: Vec<(usize, Arc<Table>)> =
            self.held[held].tables.values().map(|table| (table.detail, Arc::clone(table))).collect();
        others.sort_by_key(|(detail, _)| detail.abs_diff(wish.detail));
        let other = others.iter().find_map(|(_, table)| self.found(held, wish, table, true));
        other.or_else(|| table.and_then(|table| self.found(held, wish, &table, false))).unwrap_or_default()
    }

    /// The place of a chart.
    fn held(&mut self, chart: &Arc<Chart>) -> usize {
        self.held.iter().position(|held| Arc::ptr_eq(&held.chart, chart)).unwrap_or_else(|| {
            self.held.push(Held { chart: Arc::clone(chart), tables: BTreeMap::new(), kept: BTreeMap::new() });
            self.held.len() - 1
        })
    }

    /// The blocks of the level that is wished for, if they are known or can be at once.
    fn table(&mut self, held: usize, wish: &Wish<'_>) -> Option<Arc<Table>> {
        let (chart, detail) = (wish.chart, wish.detail);
        if let Some(table) = self.held[held].tables.get(&detail) {
            return Some(Arc::clone(table));
        }
        let task = Task::Table { chart: Arc::clone(chart), detail };
        if let Some(level) =
            chart.is_ready(detail).then(|| chart.level(detail)).filter(|level| level.vertex_count() <= SMALL)
        {
            self.keep(&task, Made::Table(Table::of(chart, level, detail)));
            return self.held[held].tables.get(&detail).cloned();
        }
        self.want(task);
        None
    }

    /// Makes what is missing, or wants it made.
    fn ask(&mut self, held: usize, wish: &Wish<'_>, table: &Table) {
        let kept = &self.held[held].kept;
        let key = |at: usize| (table.detail, wish.kind, at);
        let missing: Vec<(usize, Block)> = in_view(table, wish)
            .filter(|(at, _)| !kept.contains_key(&key(*at)))
            .map(|(at, b)| (at, b.clone()))
            .collect();
        let work = missing.iter().map(|(_, block)| block.vertices).sum::<usize>() * effort(wish.kind);
        let now = work <= self.at_once;
        self.at_once -= if now { work } else { 0 };
        for (at, block) in missing {
            let (chart, detail, kind) = (Arc::clone(wish.chart), table.detail, wish.kind);
            let task = Task::Block { chart, detail, kind, at, block };
            if now {
                let made = make(&self.device, &task);
                self.keep(&task, made);
            } else {
                self.want(task);
            }
        }
    }

    fn want(&mut self, task: Task) {
        if !self.wanted.contains(&task) {
            self.wanted.push(task);
        }
    }

    /// What there is of a wish at a level: all of it or nothing, or else what there is.
    fn found(&mut self, held: usize, wish: &Wish<'_>, table: &Table, all: bool) -> Option<Vec<Arc<Part>>> {
        let held = &mut self.held[held];
        let mut parts = Vec::new();
        for (at, _) in in_view(table, wish) {
            match held.kept.get_mut(&(table.detail, wish.kind, at)) {
                Some(kept) => {
                    kept.used = self.frame;
                    parts.extend(kept.parts.iter().filter(|part| part.extents.bounds.meets(&wish.view)).cloned());
                }
                None if all => return None,
                None => {}
            }
        }
        Some(parts)
    }

    fn keep(&mut self, task: &Task, made: Made) {
        let (Task::Table { chart, .. } | Task::Block { chart, .. }) = task;
        let held = self.held(chart);
        let held = &mut self.held[held];
        match (task, made) {
            (Task::Table { detail, .. }, Made::Table(table)) => {
                let table = Arc::new(table);
                held.tables.insert(*detail, Arc::clone(&table));
                held.tables.insert(table.detail, table);
            }
            (Task::Block { detail, kind, at, .. }, Made::Parts(parts)) => {
                self.made += parts.len();
                held.kept.insert((*detail, *kind, *at), Kept { parts, used: self.frame });
            }
            (Task::Table { .. }, Made::Parts(_)) | (Task::Block { .. }, Made::Table(_)) => {}
        }
    }
}

/// The blocks of a level that may be seen.
fn in_view<'t>(table: &'t Table, wish: &Wish<'_>) -> impl Iterator<Item = (usize, &'t Block)> {
    let (features, view) = (wish.features.clone(), wish.view);
    table.blocks.iter().enumerate().filter(move |(_, block)| {
        let of_them = block.features.start < features.end && features.start < block.features.end;
        of_them && block.bounds.meets(&view)
    })
}
