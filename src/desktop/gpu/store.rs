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
use crate::picture::{Bounds, LodGeometry};

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
pub(super) struct MeshRequest<'a> {
    pub(super) lod: &'a Arc<LodGeometry>,
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

/// What there is of an LOD geometry.
struct Held {
    lod: Arc<LodGeometry>,
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
        self.held.retain(|held| Arc::strong_count(&held.lod) > 1);
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

    /// What to draw of a request: at its own level if all of that is there, else at the nearest level that is.
    pub(super) fn parts(&mut self, request: &MeshRequest<'_>) -> Vec<Arc<Part>> {
        let held = self.held(request.lod);
        let table = self.table(held, request);
        if let Some(table) = &table {
            self.ask(held, request, table);
            if let Some(parts) = self.found(held, request, table, true) {
                return parts;
            }
        }
        let mut others: Vec<(usize, Arc<Table>)> =
            self.held[held].tables.values().map(|table| (table.detail, Arc::clone(table))).collect();
        others.sort_by_key(|(detail, _)| detail.abs_diff(request.detail));
        let other = others.iter().find_map(|(_, table)| self.found(held, request, table, true));
        other.or_else(|| table.and_then(|table| self.found(held, request, &table, false))).unwrap_or_default()
    }

    /// The place of an LOD geometry.
    fn held(&mut self, lod: &Arc<LodGeometry>) -> usize {
        self.held.iter().position(|held| Arc::ptr_eq(&held.lod, lod)).unwrap_or_else(|| {
            self.held.push(Held { lod: Arc::clone(lod), tables: BTreeMap::new(), kept: BTreeMap::new() });
            self.held.len() - 1
        })
    }

    /// The blocks of the level that is requested, if they are known or can be at once.
    fn table(&mut self, held: usize, request: &MeshRequest<'_>) -> Option<Arc<Table>> {
        let (lod, detail) = (request.lod, request.detail);
        if let Some(table) = self.held[held].tables.get(&detail) {
            return Some(Arc::clone(table));
        }
        let task = Task::Table { lod: Arc::clone(lod), detail };
        if let Some(level) =
            lod.is_ready(detail).then(|| lod.level(detail)).filter(|level| level.vertex_count() <= SMALL)
        {
            self.keep(&task, Made::Table(Table::of(lod, level, detail)));
            return self.held[held].tables.get(&detail).cloned();
        }
        self.want(task);
        None
    }

    /// Makes what is missing, or wants it made.
    fn ask(&mut self, held: usize, request: &MeshRequest<'_>, table: &Table) {
        let kept = &self.held[held].kept;
        let key = |at: usize| (table.detail, request.kind, at);
        let missing: Vec<(usize, Block)> = in_view(table, request)
            .filter(|(at, _)| !kept.contains_key(&key(*at)))
            .map(|(at, b)| (at, b.clone()))
            .collect();
        let work = missing.iter().map(|(_, block)| block.vertices).sum::<usize>() * effort(request.kind);
        let now = work <= self.at_once;
        self.at_once -= if now { work } else { 0 };
        for (at, block) in missing {
            let (lod, detail, kind) = (Arc::clone(request.lod), table.detail, request.kind);
            let task = Task::Block { lod, detail, kind, at, block };
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

    /// What there is of a request at a level: all of it or nothing, or else what there is.
    fn found(&mut self, held: usize, request: &MeshRequest<'_>, table: &Table, all: bool) -> Option<Vec<Arc<Part>>> {
        let held = &mut self.held[held];
        let mut parts = Vec::new();
        for (at, _) in in_view(table, request) {
            match held.kept.get_mut(&(table.detail, request.kind, at)) {
                Some(kept) => {
                    kept.used = self.frame;
                    parts.extend(kept.parts.iter().filter(|part| part.extents.bounds.meets(&request.view)).cloned());
                }
                None if all => return None,
                None => {}
            }
        }
        Some(parts)
    }

    fn keep(&mut self, task: &Task, made: Made) {
        let (Task::Table { lod, .. } | Task::Block { lod, .. }) = task;
        let held = self.held(lod);
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
fn in_view<'t>(table: &'t Table, request: &MeshRequest<'_>) -> impl Iterator<Item = (usize, &'t Block)> {
    let (features, view) = (request.features.clone(), request.view);
    table.blocks.iter().enumerate().filter(move |(_, block)| {
        let of_them = block.features.start < features.end && features.start < block.features.end;
        of_them && block.bounds.meets(&view)
    })
}
