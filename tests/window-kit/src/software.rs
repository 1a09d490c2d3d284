//! A painter of egui's meshes by the processor: the same pixels on every machine, with no graphics card and none that stands in for one.
//! Must not know what is painted, and cannot paint what goes past egui to a card.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use egui::epaint::{ClippedShape, Primitive, Vertex};
use egui::{Color32, Context, FullOutput, Mesh, Pos2, Rect, TextureFilter, TextureId, TexturesDelta};
use egui_kittest::TestRenderer;
use image::RgbaImage;

/// Corners are placed to this part of a pixel, so that the edges between triangles are exact.
const PARTS: f32 = 256.0;

/// The painter, with the textures that it was handed; its copies share them.
#[derive(Clone, Default)]
pub struct Software(Rc<RefCell<HashMap<TextureId, Texture>>>);

struct Texture {
    size: [usize; 2],
    texels: Vec<Color32>,
    filter: TextureFilter,
}

impl TestRenderer for Software {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let mut textures = self.0.borrow_mut();
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let egui::ImageData::Color(image) = change.image;
                match (change.pos, textures.get_mut(&id)) {
                    (Some(at), Some(texture)) => texture.patch(at, image.size, &image.pixels),
                    _ => {
                        let (size, filter) = (image.size, change.options.magnification);
                        let _former = textures.insert(id, Texture { size, texels: image.pixels.clone(), filter });
                    }
                }
            }
        }
        for id in delta.free.drain() {
            let _freed = textures.remove(&id);
        }
    }

    fn render(&mut self, context: &Context, output: &FullOutput) -> Result<RgbaImage, String> {
        self.paint(context, output.shapes.clone())
    }
}

impl Software {
    /// Paints some shapes as large as the window is.
    ///
    /// # Errors
    ///
    /// What cannot be painted.
    pub fn paint(&self, context: &Context, shapes: Vec<ClippedShape>) -> Result<RgbaImage, String> {
        let (scale, size) = (context.pixels_per_point(), context.content_rect().size() * context.pixels_per_point());
        let mut canvas = Canvas::new([size.x.round() as usize, size.y.round() as usize]);
        let textures = self.0.borrow();
        for part in context.tessellate(shapes, scale) {
            let Primitive::Mesh(mesh) = part.primitive else { return Err("a callback of a card".to_owned()) };
            let texture = textures.get(&mesh.texture_id).ok_or_else(|| format!("no {:?}", mesh.texture_id))?;
            canvas.mesh(&mesh, texture, part.clip_rect * scale, scale);
        }
        Ok(canvas.image())
    }
}

impl Texture {
    fn patch(&mut self, [left, top]: [usize; 2], size: [usize; 2], texels: &[Color32]) {
        for (row, from) in texels.chunks_exact(size[0].max(1)).enumerate() {
            let at = (top + row) * self.size[0] + left;
            self.texels[at..at + size[0]].copy_from_slice(from);
        }
    }

    fn texel(&self, at: [f32; 2]) -> [f32; 4] {
        let [x, y] = [0, 1].map(|axis| at[axis].clamp(0.0, self.size[axis] as f32 - 1.0) as usize);
        self.texels[y * self.size[0] + x].to_array().map(f32::from)
    }

    /// The colour at a place from 0 to 1 each way, each part from 0 to 255.
    fn colour(&self, uv: Pos2) -> [f32; 4] {
        let at = [uv.x * self.size[0] as f32, uv.y * self.size[1] as f32];
        if self.filter == TextureFilter::Nearest {
            return self.texel(at.map(f32::floor));
        }
        let [x, y] = at.map(|c| c - 0.5);
        let ([left, top], [right, down]) = ([x.floor(), y.floor()], [x - x.floor(), y - y.floor()]);
        let row = |y| mixed(self.texel([left, y]), self.texel([left + 1.0, y]), right);
        mixed(row(top), row(top + 1.0), down)
    }
}

fn mixed(a: [f32; 4], b: [f32; 4], share: f32) -> [f32; 4] {
    [0, 1, 2, 3].map(|part| a[part] + (b[part] - a[part]) * share)
}

/// The pixels, each part from 0 to 255.
struct Canvas {
    size: [usize; 2],
    pixels: Vec<[f32; 3]>,
}

impl Canvas {
    fn new(size: [usize; 2]) -> Self {
        Self { size, pixels: vec![[0.0; 3]; size[0] * size[1]] }
    }

    fn mesh(&mut self, mesh: &Mesh, texture: &Texture, clip: Rect, scale: f32) {
        let [width, height] = self.size.map(|side| side as i64);
        let side = |at: f32, most: i64| (at.round() as i64).clamp(0, most);
        let clip = [side(clip.min.x, width), side(clip.min.y, height), side(clip.max.x, width), side(clip.max.y, height)];
        for corners in mesh.indices.chunks_exact(3) {
            let [a, b, c] = [0, 1, 2].map(|corner| mesh.vertices[corners[corner] as usize]);
            self.triangle([a, b, c], texture, clip, scale);
        }
    }

    fn triangle(&mut self, mut corners: [Vertex; 3], texture: &Texture, clip: [i64; 4], scale: f32) {
        let place = |vertex: &Vertex| [vertex.pos.x, vertex.pos.y].map(|c| (c * scale * PARTS).round() as i64);
        let mut at = [0, 1, 2].map(|corner| place(&corners[corner]));
        let twice_area = cross(at[0], at[1], at[2]);
        if twice_area == 0 {
            return;
        }
        if twice_area < 0 {
            corners.swap(1, 2);
            at.swap(1, 2);
        }
        let (one, half, area) = (PARTS as i64, PARTS as i64 / 2, twice_area.abs());
        // A pixel on an edge belongs to the triangle that lies to the right of it or below it.
        let bias = [[1, 2], [2, 0], [0, 1]].map(|[from, to]: [usize; 2]| {
            let [dx, dy] = [at[to][0] - at[from][0], at[to][1] - at[from][1]];
            i64::from(!(dy < 0 || (dy == 0 && dx > 0)))
        });
        let reach = |axis: usize| {
            let of = at.map(|corner| corner[axis]);
            let (least, most) = (of.into_iter().min().unwrap_or(0), of.into_iter().max().unwrap_or(0));
            (least.div_euclid(one).max(clip[axis]), (most.div_euclid(one) + 1).min(clip[axis + 2]))
        };
        let ((left, right), (top, bottom)) = (reach(0), reach(1));
        let plain = corners.iter().all(|corner| corner.uv == corners[0].uv).then(|| texture.colour(corners[0].uv));
        for y in top..bottom {
            for x in left..right {
                let pixel = [x * one + half, y * one + half];
                let inside = [cross(at[1], at[2], pixel), cross(at[2], at[0], pixel), cross(at[0], at[1], pixel)];
                if (0..3).any(|edge| inside[edge] < bias[edge]) {
                    continue;
                }
                let weights = inside.map(|part| part as f32 / area as f32);
                let colour = plain.unwrap_or_else(|| texture.colour(between(&corners, weights)));
                let tint = tint(&corners, weights);
                let over = [0, 1, 2, 3].map(|part| colour[part] * tint[part] / 255.0);
                let under = &mut self.pixels[y as usize * self.size[0] + x as usize];
                *under = [0, 1, 2].map(|part| over[part] + under[part] * (1.0 - over[3] / 255.0));
            }
        }
    }

    fn image(&self) -> RgbaImage {
        let bytes = |pixel: &[f32; 3]| [pixel[0], pixel[1], pixel[2], 255.0].map(|part| part.round() as u8);
        let bytes = self.pixels.iter().flat_map(bytes).collect();
        RgbaImage::from_raw(self.size[0] as u32, self.size[1] as u32, bytes).expect("as many bytes as pixels have")
    }
}

/// Twice the area of a triangle, more than 0 where its corners go clockwise on the screen.
fn cross(a: [i64; 2], b: [i64; 2], c: [i64; 2]) -> i64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

fn between(corners: &[Vertex; 3], weights: [f32; 3]) -> Pos2 {
    let at = |part: fn(&Vertex) -> f32| (0..3).map(|corner| part(&corners[corner]) * weights[corner]).sum();
    Pos2::new(at(|corner| corner.uv.x), at(|corner| corner.uv.y))
}

fn tint(corners: &[Vertex; 3], weights: [f32; 3]) -> [f32; 4] {
    let colours = [0, 1, 2].map(|corner: usize| corners[corner].color.to_array());
    [0, 1, 2, 3].map(|part| (0..3).map(|corner| f32::from(colours[corner][part]) * weights[corner]).sum())
}
