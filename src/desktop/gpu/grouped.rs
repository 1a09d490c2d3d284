//! The groups of features in the graphics card's memory, a texel for each feature.
//! Must not know what makes features a group.

use eframe::wgpu::{
    Device, Extent3d, Queue, Texture, TextureDescriptor, TextureDimension, TextureUsages, TextureView,
    TextureViewDescriptor, util::DeviceExt as _, util::TextureDataOrder,
};

use super::pipes::GROUPS;
use super::plan::{Call, Groups};

/// So many features are in a row, as the shader has it.
const ROW: usize = 4096;

/// What the last plan needed.
pub(super) struct Grouped {
    /// For draws that need none.
    none: TextureView,
    kept: Vec<(Groups, TextureView)>,
}

impl Grouped {
    pub(super) fn new(device: &Device, queue: &Queue) -> Self {
        Self { none: view(device, queue, &[0]), kept: Vec::new() }
    }

    /// Takes to the card what some draws need, and lets go of all else.
    pub(super) fn take(&mut self, device: &Device, queue: &Queue, calls: &[Call]) {
        let mut needed: Vec<&Groups> = Vec::new();
        for groups in calls.iter().filter_map(|call| call.groups.as_ref()) {
            if !needed.contains(&groups) {
                needed.push(groups);
            }
        }
        self.kept.retain(|(kept, _)| needed.contains(&kept));
        for groups in needed {
            if !self.kept.iter().any(|(kept, _)| kept == groups) {
                self.kept.push((groups.clone(), view(device, queue, &groups.0)));
            }
        }
    }

    /// Those of draws that need none, then all others.
    pub(super) fn views(&self) -> impl Iterator<Item = &TextureView> {
        std::iter::once(&self.none).chain(self.kept.iter().map(|(_, view)| view))
    }

    /// The place of what a draw needs.
    pub(super) fn place(&self, call: &Call) -> usize {
        let kept = call.groups.as_ref().and_then(|groups| self.kept.iter().position(|(kept, _)| kept == groups));
        kept.map_or(0, |at| at + 1)
    }
}

/// A byte for each feature, in rows.
fn view(device: &Device, queue: &Queue, codes: &[u8]) -> TextureView {
    let rows = codes.len().div_ceil(ROW).clamp(1, ROW);
    let mut texels = codes.to_vec();
    texels.resize(rows * ROW, 0);
    let side = |texels: usize| u32::try_from(texels).unwrap_or(1);
    let descriptor = TextureDescriptor {
        label: Some("groups"),
        size: Extent3d { width: side(ROW), height: side(rows), depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: TextureDimension::D2,
        format: GROUPS,
        usage: TextureUsages::TEXTURE_BINDING,
        view_formats: &[],
    };
    let texture: Texture = device.create_texture_with_data(queue, &descriptor, TextureDataOrder::default(), &texels);
    texture.create_view(&TextureViewDescriptor::default())
}
