//! How the graphics card draws each way: its programs and how what they paint is blended.
//! Must not know what is drawn.

use std::num::NonZeroU64;

use eframe::wgpu::{
    BindGroupLayout, BindGroupLayoutDescriptor, BindGroupLayoutEntry, BindingType, BlendComponent, BlendFactor,
    BlendOperation, BlendState, BufferBindingType, ColorTargetState, ColorWrites, Device, FragmentState,
    MultisampleState, PipelineCompilationOptions, PipelineLayoutDescriptor, PrimitiveState, PrimitiveTopology,
    RenderPipeline, RenderPipelineDescriptor, ShaderModule, ShaderModuleDescriptor, ShaderSource, ShaderStages,
    TextureFormat, TextureSampleType, TextureViewDimension, VertexAttribute, VertexBufferLayout, VertexFormat,
    VertexState, VertexStepMode,
};

use super::plan::{DRAW, Way};

/// The picture: colours in sRGB as they stand.
pub(super) const MAP: TextureFormat = TextureFormat::Rgba8Unorm;
/// Whose each pixel is.
pub(super) const OWNERS: TextureFormat = TextureFormat::R32Uint;
/// In which group each feature is.
pub(super) const GROUPS: TextureFormat = TextureFormat::R8Uint;
/// How much of a pixel something covers.
pub(super) const MASK: TextureFormat = TextureFormat::R8Unorm;

/// All the ways to draw.
pub(super) struct Pipes {
    fill: RenderPipeline,
    line: RenderPipeline,
    dot: RenderPipeline,
    owner: RenderPipeline,
    band: RenderPipeline,
    glow_fill: RenderPipeline,
    line_mask: RenderPipeline,
    stain: RenderPipeline,
    /// Of the uniforms of a draw, and of the groups of features.
    pub(super) draw: BindGroupLayout,
    /// Of the picture of owners.
    pub(super) owners: BindGroupLayout,
    /// Of a mask.
    pub(super) mask: BindGroupLayout,
}

impl Pipes {
    /// For a map with so many samples a pixel.
    pub(super) fn new(device: &Device, samples: u32) -> Self {
        let source = ShaderSource::Wgsl(include_str!("shader.wgsl").into());
        let shader = device.create_shader_module(ShaderModuleDescriptor { label: Some("map"), source });
        let draw = layout(device, &[uniforms(), texture(1, TextureSampleType::Uint, ShaderStages::VERTEX_FRAGMENT)]);
        let owners = layout(device, &[texture(0, TextureSampleType::Uint, ShaderStages::FRAGMENT)]);
        let float = TextureSampleType::Float { filterable: false };
        let mask = layout(device, &[texture(1, float, ShaderStages::FRAGMENT)]);
        let maker = Maker { device, shader: &shader };
        let map = (MAP, Some(BlendState::PREMULTIPLIED_ALPHA_BLENDING), samples);
        let one = (MASK, Some(MAX_BLEND), 1);
        let make = |groups: &[&BindGroupLayout], form, programs, target| maker.make(groups, form, programs, target);
        Self {
            fill: make(&[&draw], Form::Triangles, ["fill_vertex", "fill"], map),
            line: make(&[&draw], Form::Edges, ["line_vertex", "line"], map),
            dot: make(&[&draw], Form::Dots, ["dot_vertex", "round_dot"], map),
            owner: make(&[&draw], Form::Triangles, ["fill_vertex", "owner"], (OWNERS, None, 1)),
            band: make(&[&draw, &owners], Form::Edges, ["band_vertex", "band"], one),
            glow_fill: make(&[&draw, &mask], Form::Triangles, ["fill_vertex", "glow_fill"], map),
            line_mask: make(&[&draw], Form::Edges, ["line_vertex", "line_mask"], one),
            stain: make(&[&draw, &mask], Form::Whole, ["stain_vertex", "stain"], map),
            draw,
            owners,
            mask,
        }
    }

    pub(super) fn of(&self, way: Way) -> &RenderPipeline {
        match way {
            Way::Fill => &self.fill,
            Way::Line => &self.line,
            Way::Dot => &self.dot,
            Way::Owner => &self.owner,
            Way::Band => &self.band,
            Way::GlowFill => &self.glow_fill,
            Way::LineMask => &self.line_mask,
            Way::Stain => &self.stain,
        }
    }
}

/// What covers more stays.
const MAX_BLEND: BlendState = BlendState { color: MAX, alpha: MAX };
const MAX: BlendComponent =
    BlendComponent { src_factor: BlendFactor::One, dst_factor: BlendFactor::One, operation: BlendOperation::Max };

fn layout(device: &Device, entries: &[BindGroupLayoutEntry]) -> BindGroupLayout {
    device.create_bind_group_layout(&BindGroupLayoutDescriptor { label: Some("map"), entries })
}

fn uniforms() -> BindGroupLayoutEntry {
    BindGroupLayoutEntry {
        binding: 0,
        visibility: ShaderStages::VERTEX_FRAGMENT,
        ty: BindingType::Buffer {
            ty: BufferBindingType::Uniform,
            has_dynamic_offset: true,
            min_binding_size: NonZeroU64::new(DRAW as u64 * 4),
        },
        count: None,
    }
}

fn texture(binding: u32, sample_type: TextureSampleType, visibility: ShaderStages) -> BindGroupLayoutEntry {
    let view_dimension = TextureViewDimension::D2;
    BindGroupLayoutEntry {
        binding,
        visibility,
        ty: BindingType::Texture { sample_type, view_dimension, multisampled: false },
        count: None,
    }
}

/// What vertices come as.
#[derive(Clone, Copy)]
enum Form {
    Triangles,
    Edges,
    Dots,
    /// None: the program makes them up.
    Whole,
}

const fn attribute(format: VertexFormat, offset: u64, shader_location: u32) -> VertexAttribute {
    VertexAttribute { format, offset, shader_location }
}

/// A step, then a word.
const VERTEX: [VertexAttribute; 2] = [attribute(VertexFormat::Sint32x2, 0, 0), attribute(VertexFormat::Uint32, 8, 1)];
/// The same vertices four times, each time one further on: before an edge, its beginning, its end, and after it.
const BEFORE: [VertexAttribute; 1] = [attribute(VertexFormat::Sint32x2, 0, 0)];
const FROM: [VertexAttribute; 3] = [
    attribute(VertexFormat::Sint32x2, 0, 1),
    attribute(VertexFormat::Uint32, 8, 2),
    attribute(VertexFormat::Uint32, 12, 3),
];
const TO: [VertexAttribute; 1] = [attribute(VertexFormat::Sint32x2, 0, 4)];
const NEXT: [VertexAttribute; 1] = [attribute(VertexFormat::Sint32x2, 0, 5)];

fn vertices(form: Form) -> Vec<Option<VertexBufferLayout<'static>>> {
    let layout = |array_stride, step_mode, attributes| Some(VertexBufferLayout { array_stride, step_mode, attributes });
    match form {
        Form::Whole => Vec::new(),
        Form::Triangles => vec![layout(12, VertexStepMode::Vertex, &VERTEX)],
        Form::Dots => vec![layout(12, VertexStepMode::Instance, &VERTEX)],
        Form::Edges => {
            [&BEFORE[..], &FROM, &TO, &NEXT].map(|attributes| layout(16, VertexStepMode::Instance, attributes)).to_vec()
        }
    }
}

struct Maker<'d> {
    device: &'d Device,
    shader: &'d ShaderModule,
}

impl Maker<'_> {
    fn make(
        &self,
        groups: &[&BindGroupLayout],
        form: Form,
        [vertex, fragment]: [&str; 2],
        (format, blend, count): (TextureFormat, Option<BlendState>, u32),
    ) -> RenderPipeline {
        let groups: Vec<_> = groups.iter().map(|group| Some(*group)).collect();
        let layout = PipelineLayoutDescriptor { label: Some("map"), bind_group_layouts: &groups, immediate_size: 0 };
        let layout = self.device.create_pipeline_layout(&layout);
        let topology = match form {
            Form::Triangles | Form::Whole => PrimitiveTopology::TriangleList,
            Form::Edges | Form::Dots => PrimitiveTopology::TriangleStrip,
        };
        let target = ColorTargetState { format, blend, write_mask: ColorWrites::ALL };
        self.device.create_render_pipeline(&RenderPipelineDescriptor {
            label: Some(fragment),
            layout: Some(&layout),
            vertex: VertexState {
                module: self.shader,
                entry_point: Some(vertex),
                compilation_options: PipelineCompilationOptions::default(),
                buffers: &vertices(form),
            },
            primitive: PrimitiveState { topology, ..PrimitiveState::default() },
            depth_stencil: None,
            multisample: MultisampleState { count, ..MultisampleState::default() },
            fragment: Some(FragmentState {
                module: self.shader,
                entry_point: Some(fragment),
                compilation_options: PipelineCompilationOptions::default(),
                targets: &[Some(target)],
            }),
            multiview_mask: None,
            cache: None,
        })
    }
}
