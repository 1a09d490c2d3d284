//! Does what a plan says on the graphics card; the picture stays there.
//! Must not know what the picture shows.

use std::num::NonZeroU64;

use eframe::wgpu::{
    BindGroup, BindGroupDescriptor, BindGroupEntry, BindGroupLayout, BindingResource, Buffer, BufferBinding,
    BufferDescriptor, BufferUsages, Color, CommandEncoder, CommandEncoderDescriptor, Device, Extent3d, IndexFormat,
    LoadOp, Operations, Queue, RenderPass, RenderPassColorAttachment, RenderPassDescriptor, StoreOp, Texture,
    TextureDescriptor, TextureDimension, TextureFormat, TextureUsages, TextureView, TextureViewDescriptor,
};

use super::grouped::Grouped;
use super::pipes::{MAP, MASK, OWNERS, Pipes};
use super::plan::{Call, DRAW, MASKS, RenderPlan, SLOT, Slot, Target, Way};
use crate::paint::mesh::Kind;
use crate::picture::Rgb;

/// The graphics card, and the pictures on it.
pub(super) struct Engine {
    device: Device,
    queue: Queue,
    samples: u32,
    pipes: Pipes,
    sheet: Option<Sheet>,
    /// The uniforms of every draw.
    uniforms: Option<Buffer>,
    grouped: Grouped,
    /// The uniforms with the groups of features at each place of these.
    bound: Vec<BindGroup>,
}

/// The pictures of one size.
struct Sheet {
    size: [u32; 2],
    /// The map as it is shown.
    map: TextureView,
    /// The map with several samples a pixel.
    samples: Option<TextureView>,
    owners: TextureView,
    owners_group: BindGroup,
    masks: [(TextureView, BindGroup); MASKS],
}

impl Engine {
    /// One that paints so many samples a pixel.
    pub(super) fn new(device: Device, queue: Queue, samples: u32) -> Self {
        let pipes = Pipes::new(&device, samples);
        let grouped = Grouped::new(&device, &queue);
        Self { device, queue, samples, pipes, sheet: None, uniforms: None, grouped, bound: Vec::new() }
    }

    /// Does all of a plan; the picture, and whether it is another one than before rather than newly painted.
    pub(super) fn run(&mut self, plan: &RenderPlan) -> Option<(&TextureView, bool)> {
        let another = self.sheet.as_ref().is_none_or(|sheet| sheet.size != plan.size);
        if another {
            self.sheet = Some(Sheet::new(&self.device, &self.pipes, plan.size, self.samples));
        }
        self.write(&plan.slots);
        self.bind(&plan.calls);
        let mut encoder = self.device.create_command_encoder(&CommandEncoderDescriptor { label: Some("map") });
        let sheet = self.sheet.as_ref()?;
        let mut passes: Vec<&[Call]> = plan.calls.chunk_by(|a, b| a.target() == b.target()).collect();
        let target = |calls: &[Call]| calls.first().map_or(Target::Map, Call::target);
        if !passes.iter().any(|calls| target(calls) == Target::Map) {
            passes.push(&[]);
        }
        let last = passes.iter().rposition(|calls| target(calls) == Target::Map);
        let mut begun = false;
        for (at, calls) in passes.iter().enumerate() {
            let mut pass = match target(calls) {
                Target::Map => {
                    let load = if begun { LoadOp::Load } else { LoadOp::Clear(clear(plan.background)) };
                    begun = true;
                    sheet.map_pass(&mut encoder, load, Some(at) == last)
                }
                Target::Owners => pass(&mut encoder, &sheet.owners, None, LoadOp::Clear(Color::TRANSPARENT)),
                Target::Mask(mask) => pass(&mut encoder, &sheet.masks[mask].0, None, LoadOp::Clear(Color::TRANSPARENT)),
            };
            for call in *calls {
                self.call(&mut pass, sheet, call);
            }
        }
        self.queue.submit([encoder.finish()]);
        Some((&sheet.map, another))
    }

    /// The map as a texture.
    pub(super) fn map(&self) -> Option<&Texture> {
        self.sheet.as_ref().map(|sheet| sheet.map.texture())
    }

    /// Hands the uniforms of all draws to the card.
    fn write(&mut self, slots: &[Slot]) {
        let needed = (slots.len().max(1) * SLOT * 4) as u64;
        if self.uniforms.as_ref().is_none_or(|buffer| buffer.size() < needed) {
            let usage = BufferUsages::UNIFORM | BufferUsages::COPY_DST;
            let size = needed.next_power_of_two();
            self.uniforms = Some(self.device.create_buffer(&BufferDescriptor {
                label: Some("map"),
                size,
                usage,
                mapped_at_creation: false,
            }));
        }
        if let Some(buffer) = self.uniforms.as_ref().filter(|_| !slots.is_empty()) {
            self.queue.write_buffer(buffer, 0, bytemuck::cast_slice(slots));
        }
    }

    /// Makes ready the groups of features that draws go by.
    fn bind(&mut self, calls: &[Call]) {
        let Some(buffer) = &self.uniforms else { return };
        self.grouped.take(&self.device, &self.queue, calls);
        let bound = |view: &TextureView| {
            let size = NonZeroU64::new(DRAW as u64 * 4);
            let uniforms = BindingResource::Buffer(BufferBinding { buffer, offset: 0, size });
            group(&self.device, &self.pipes.draw, [(0, uniforms), (1, BindingResource::TextureView(view))])
        };
        self.bound = self.grouped.views().map(bound).collect();
    }

    fn call(&self, pass: &mut RenderPass<'_>, sheet: &Sheet, call: &Call) {
        let part = &call.part;
        let vertices = |from: u32| part.vertices.slice(part.bytes_from(from));
        pass.set_pipeline(self.pipes.of(call.way));
        // A slot is a few bytes, and there are at most a few thousand.
        let offset = u32::try_from(call.slot * SLOT * 4).unwrap_or(0);
        pass.set_bind_group(0, self.bound.get(self.grouped.place(call)), &[offset]);
        match call.way {
            Way::Band => pass.set_bind_group(1, &sheet.owners_group, &[]),
            Way::GlowFill | Way::Stain => pass.set_bind_group(1, &sheet.masks[call.mask].1, &[]),
            Way::Fill | Way::Line | Way::Dot | Way::Owner | Way::LineMask => {}
        }
        let (from, count) = (call.range.start, call.range.end - call.range.start);
        match part.kind {
            Kind::Area => {
                let Some(indices) = &part.indices else { return };
                pass.set_vertex_buffer(0, vertices(0));
                pass.set_index_buffer(indices.slice(..), IndexFormat::Uint32);
                pass.draw_indexed(call.range.clone(), 0, 0..1);
            }
            // Each edge takes four vertices.
            Kind::Edge if count > 3 => {
                for slot in 0..4 {
                    pass.set_vertex_buffer(slot, vertices(from + slot));
                }
                pass.draw(0..4, 0..count - 3);
            }
            Kind::Edge => {}
            Kind::Spot if call.way == Way::Stain => pass.draw(0..3, 0..1),
            Kind::Spot => {
                pass.set_vertex_buffer(0, vertices(from));
                pass.draw(0..4, 0..count);
            }
        }
    }
}

impl Sheet {
    fn new(device: &Device, pipes: &Pipes, size: [u32; 2], samples: u32) -> Self {
        let texture = |format: TextureFormat, sample_count: u32, usage: TextureUsages| {
            let [width, height] = size;
            device.create_texture(&TextureDescriptor {
                label: Some("map"),
                size: Extent3d { width, height, depth_or_array_layers: 1 },
                mip_level_count: 1,
                sample_count,
                dimension: TextureDimension::D2,
                format,
                usage: usage | TextureUsages::RENDER_ATTACHMENT,
                view_formats: &[],
            })
        };
        let view = |texture: Texture| texture.create_view(&TextureViewDescriptor::default());
        let bound = TextureUsages::TEXTURE_BINDING;
        let owners = view(texture(OWNERS, 1, bound));
        let mask = |_| {
            let mask = view(texture(MASK, 1, bound));
            let group = group(device, &pipes.mask, [(1, BindingResource::TextureView(&mask))]);
            (mask, group)
        };
        Self {
            size,
            map: view(texture(MAP, 1, bound | TextureUsages::COPY_SRC)),
            samples: (samples > 1).then(|| view(texture(MAP, samples, TextureUsages::empty()))),
            owners_group: group(device, &pipes.owners, [(0, BindingResource::TextureView(&owners))]),
            owners,
            masks: std::array::from_fn(mask),
        }
    }

    fn map_pass<'e>(&self, encoder: &'e mut CommandEncoder, load: LoadOp<Color>, last: bool) -> RenderPass<'e> {
        let (view, resolved) = match &self.samples {
            Some(samples) => (samples, last.then_some(&self.map)),
            None => (&self.map, None),
        };
        pass(encoder, view, resolved, load)
    }
}

fn pass<'e>(
    encoder: &'e mut CommandEncoder,
    view: &TextureView,
    resolve_target: Option<&TextureView>,
    load: LoadOp<Color>,
) -> RenderPass<'e> {
    // Of what is resolved the samples are not needed any more.
    let store = if resolve_target.is_some() { StoreOp::Discard } else { StoreOp::Store };
    let attachment =
        RenderPassColorAttachment { view, depth_slice: None, resolve_target, ops: Operations { load, store } };
    encoder.begin_render_pass(&RenderPassDescriptor {
        label: Some("map"),
        color_attachments: &[Some(attachment)],
        ..RenderPassDescriptor::default()
    })
}

fn group<const N: usize>(
    device: &Device,
    layout: &BindGroupLayout,
    resources: [(u32, BindingResource<'_>); N],
) -> BindGroup {
    let entries = &resources.map(|(binding, resource)| BindGroupEntry { binding, resource });
    device.create_bind_group(&BindGroupDescriptor { label: Some("map"), layout, entries })
}

fn clear(Rgb(r, g, b): Rgb) -> Color {
    let [r, g, b] = [r, g, b].map(|channel| f64::from(channel) / 255.0);
    Color { r, g, b, a: 1.0 }
}
