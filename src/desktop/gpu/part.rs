//! A mesh in the graphics card's memory.
//! Must not know where on the screen it falls or how it looks.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use eframe::wgpu::{Buffer, BufferUsages, Device, util::BufferInitDescriptor, util::DeviceExt as _};

use crate::paint::mesh::{Extents, Kind, Mesh};

/// A mesh in the graphics card's memory.
#[derive(Debug)]
pub(super) struct Part {
    /// No other part ever has the same.
    id: u64,
    pub(super) kind: Kind,
    pub(super) extents: Extents,
    pub(super) vertices: Buffer,
    /// Of areas only.
    pub(super) indices: Option<Buffer>,
}

impl PartialEq for Part {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Part {
    pub(super) fn new(device: &Device, kind: Kind, mesh: &Mesh) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let buffer = |words: &[u32], usage: BufferUsages| {
            let contents = bytemuck::cast_slice(words);
            device.create_buffer_init(&BufferInitDescriptor { label: Some("mesh"), contents, usage })
        };
        Self {
            id: NEXT.fetch_add(1, Ordering::Relaxed),
            kind,
            extents: mesh.extents.clone(),
            vertices: buffer(&mesh.words, BufferUsages::VERTEX),
            indices: (kind == Kind::Area).then(|| buffer(&mesh.indices, BufferUsages::INDEX)),
        }
    }

    /// What it takes of the card's memory.
    pub(super) fn bytes(&self) -> u64 {
        self.vertices.size() + self.indices.as_ref().map_or(0, Buffer::size)
    }

    /// Where the bytes of a vertex and of all that follow are.
    pub(super) fn bytes_from(&self, vertex: u32) -> Range<u64> {
        let stride = self.kind.stride() as u64 * 4;
        (u64::from(vertex) * stride).min(self.vertices.size())..self.vertices.size()
    }
}
