//! What the graphics card has to do for a picture: one draw after the other, each with its uniforms.
//! Must not do it.

use std::ops::Range;
use std::sync::Arc;

use super::part::Part;
use super::store::{MeshRequest, Store};
use crate::paint::mesh::Kind;
use crate::picture::{Classed, ColourRole, FeatureSlice, Item, Palette, Pen, Picture, Placing, Rgb, Strength, World};

/// What the uniforms of a draw take, in words: 256 bytes, as far apart as any card wants them.
pub(super) const SLOT: usize = 64;
/// How many of these the shader reads.
pub(super) const DRAW: usize = 60;
/// The uniforms of a draw, as the shader's `Draw` has them.
pub(super) type Slot = [u32; SLOT];

/// How something is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Triangles in the features' colours.
    Fill,
    /// Edges as wide lines.
    Line,
    /// Dots.
    Dot,
    /// Triangles into the picture of owners.
    Owner,
    /// Edges into a mask, as bands along them.
    Band,
    /// Triangles under a mask.
    GlowFill,
    /// Edges into a mask, as wide lines.
    LineMask,
    /// Everything under a mask.
    Stain,
}

/// What is painted into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// The map.
    Map,
    /// Whose each pixel is.
    Owners,
    /// One of the masks.
    Mask(usize),
}

/// How many masks there are: so many things can be got ready before the map is painted in one go.
pub(super) const MASKS: usize = 8;

/// One draw.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Call {
    pub(super) way: Way,
    /// Which uniforms.
    pub(super) slot: usize,
    /// Which mask, if it needs one.
    pub(super) mask: usize,
    pub(super) part: Arc<Part>,
    /// Which of its vertices, or of its indices if it is of areas.
    pub(super) range: Range<u32>,
    /// Which group each of its features is in; none where colours go by the features' numbers.
    pub(super) groups: Option<Groups>,
}

/// The groups of the features of a layer.
#[derive(Clone, Debug)]
pub(super) struct Groups(pub(super) Arc<[u8]>);

impl PartialEq for Groups {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Call {
    pub(super) fn target(&self) -> Target {
        match self.way {
            Way::Fill | Way::Line | Way::Dot | Way::GlowFill | Way::Stain => Target::Map,
            Way::Owner => Target::Owners,
            Way::Band | Way::LineMask => Target::Mask(self.mask),
        }
    }
}

/// All that has to be done. Two that are equal lead to the same pixels.
#[derive(Debug, PartialEq)]
pub(super) struct RenderPlan {
    /// Width and height in pixels.
    pub(super) size: [u32; 2],
    pub(super) background: Rgb,
    pub(super) slots: Vec<Slot>,
    pub(super) calls: Vec<Call>,
}

/// Makes a plan for a picture on so many pixels a point.
pub(super) fn plan(picture: &Picture, palette: &Palette, scale: f64, size: [u32; 2], store: &mut Store) -> RenderPlan {
    let background = palette.colour(picture.background);
    let plan = RenderPlan { size, background, slots: Vec::new(), calls: Vec::new() };
    let mut planner = RenderPlanner { picture, palette, scale, store, plan, masks: 0, map: Vec::new() };
    for item in &picture.map {
        planner.item(item);
    }
    planner.flush();
    planner.plan
}

struct RenderPlanner<'p> {
    picture: &'p Picture,
    palette: &'p Palette,
    scale: f64,
    store: &'p mut Store,
    /// Its calls begin with those that make masks.
    plan: RenderPlan,
    /// How many masks are in use.
    masks: usize,
    /// What is painted on the map with these masks.
    map: Vec<Call>,
}

impl RenderPlanner<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Fill { slice, role, strength } => self.areas(slice, Way::Fill, *role, strength),
            Item::Glow { slice, role, strength, width } => self.glow(slice, *role, strength, *width),
            Item::Line { slice, pen } => self.line(slice, pen),
            Item::Dots { slice, role, opacity, radius } => self.dots(slice, *role, *opacity, *radius),
            Item::Dot { at, role, radius } => {
                let point = self.picture.projector.point_from_world(World::from(*at));
                let offset = point.map(|coordinate| coordinate * self.scale);
                let placing = Placing { scale: 0.0, offset };
                let style = DrawStyle { reach: self.pixels(*radius), ..self.style(None, *role, 1.0) };
                let slot = self.slot(&placing, &style);
                let part = Arc::clone(&self.store.unit);
                self.map.push(Call { way: Way::Dot, slot, mask: 0, part, range: 0..1, groups: None });
            }
        }
    }

    fn areas(&mut self, slice: &FeatureSlice, way: Way, role: ColourRole, strength: &Strength) {
        for (features, strength) in pieces(&slice.features, strength) {
            if strength > 0.0 {
                let style = self.style(Some(slice), role, strength);
                self.draw(slice, features, way, &style);
            }
        }
    }

    fn glow(&mut self, slice: &FeatureSlice, role: ColourRole, strength: &Strength, width: f32) {
        let style = DrawStyle { reach: self.pixels(width), ..self.style(Some(slice), role, 1.0) };
        self.begin_mask();
        self.draw(slice, slice.features.clone(), Way::Owner, &style);
        if self.draw(slice, slice.features.clone(), Way::Band, &style) {
            self.areas(slice, Way::GlowFill, role, strength);
            self.masks += 1;
        }
    }

    fn line(&mut self, slice: &FeatureSlice, pen: &Pen) {
        if pen.opacity <= 0.0 || pen.width <= 0.0 {
            return;
        }
        let dashes = pen.dashes(&self.picture.projector).map(|lengths| lengths.map(|points| points * self.scale));
        let style =
            DrawStyle { reach: self.pixels(pen.width / 2.0), dashes, ..self.style(Some(slice), pen.role, pen.opacity) };
        let features = slice.features.clone();
        // Lines of one colour make one shape, so that half-transparent ones are no darker where they cross.
        if pen.role == ColourRole::Own || pen.opacity >= 1.0 {
            self.draw(slice, features, Way::Line, &style);
            return;
        }
        self.begin_mask();
        if self.draw(slice, features, Way::LineMask, &style) {
            let (slot, mask, part) = (self.plan.slots.len() - 1, self.masks, Arc::clone(&self.store.unit));
            self.map.push(Call { way: Way::Stain, slot, mask, part, range: 0..1, groups: None });
            self.masks += 1;
        }
    }

    /// Makes sure of a mask that is not in use.
    fn begin_mask(&mut self) {
        if self.masks == MASKS {
            self.flush();
        }
    }

    /// What is painted with the masks made so far follows them; then they can be used again.
    fn flush(&mut self) {
        self.plan.calls.append(&mut self.map);
        self.masks = 0;
    }

    fn dots(&mut self, slice: &FeatureSlice, role: ColourRole, opacity: f32, radius: f32) {
        let style = DrawStyle { reach: self.pixels(radius), ..self.style(Some(slice), role, opacity) };
        self.draw(slice, slice.features.clone(), Way::Dot, &style);
    }

    #[expect(clippy::cast_possible_truncation, reason = "pixels of a screen")]
    fn pixels(&self, points: f32) -> f32 {
        (f64::from(points) * self.scale) as f32
    }

    fn style(&self, slice: Option<&FeatureSlice>, role: ColourRole, opacity: f32) -> DrawStyle {
        let classed = slice.and_then(|slice| slice.classed.as_ref()).filter(|_| role == ColourRole::Own);
        let mut colours = [[0.0; 4]; COLOURS];
        for (at, colour) in colours.iter_mut().enumerate() {
            let role = classed.map_or_else(|| role.of(at), |classed| classed.role_of_group(at));
            let Rgb(r, g, b) = self.palette.colour(role);
            let [r, g, b] = [r, g, b].map(|channel| f32::from(channel) / 255.0);
            *colour = [r, g, b, opacity];
        }
        let groups = classed.map(|classed| Groups(Arc::clone(classed.codes())));
        DrawStyle { colours, groups, reach: 0.0, dashes: None }
    }

    /// Draws some features of a slice. Returns whether any are in view.
    fn draw(&mut self, slice: &FeatureSlice, features: Range<usize>, way: Way, style: &DrawStyle) -> bool {
        let kind = match way {
            Way::Fill | Way::Owner | Way::GlowFill => Kind::Area,
            Way::Line | Way::Band | Way::LineMask => Kind::Edge,
            Way::Dot | Way::Stain => Kind::Spot,
        };
        let (lod, projector) = (&slice.lod, &self.picture.projector);
        let placing = lod.placing(projector, self.scale);
        let margin = f64::from(style.reach) + 2.0;
        let [width, height] = self.plan.size.map(f64::from);
        let view = placing.bounds([-margin, -margin, width + margin, height + margin]);
        let detail = lod.detail(1.0 / (projector.points_per_world * self.scale));
        let request = MeshRequest { lod, features: features.clone(), kind, detail, view };
        let parts = self.store.parts(&request);
        let mut slot = None;
        for part in parts {
            let range = part.extents.part(&features);
            if !range.is_empty() {
                let slot = *slot.get_or_insert_with(|| self.slot(&placing, style));
                let call = Call { way, slot, mask: self.masks, part, range, groups: style.groups.clone() };
                if call.target() == Target::Map { self.map.push(call) } else { self.plan.calls.push(call) }
            }
        }
        slot.is_some()
    }

    /// Writes the uniforms of a draw.
    #[expect(clippy::cast_possible_truncation, reason = "uniforms of a shader")]
    fn slot(&mut self, placing: &Placing, style: &DrawStyle) -> usize {
        let [width, height] = self.plan.size.map(f64::from);
        let origin = [0, 1].map(|axis: usize| {
            let middle = ([width, height][axis] / 2.0 - placing.offset[axis]) / placing.scale;
            // A step of the LOD geometry, or the nearest to one.
            if middle.is_finite() { middle.clamp(0.0, f64::from(1 << 30)) as i32 } else { 0 }
        });
        let offset = placing.pixel(origin);
        let mut slot = [0; SLOT];
        let [left, top] = offset.map(|pixel| (pixel as f32).to_bits());
        let [width, height] = [width, height].map(|pixels| (pixels as f32).to_bits());
        let scale = (placing.scale as f32).to_bits();
        let [x, y] = origin.map(i32::cast_unsigned);
        slot[..8].copy_from_slice(&[x, y, left, top, width, height, scale, style.reach.to_bits()]);
        for (word, channel) in slot[8..].iter_mut().zip(style.colours.iter().flatten()) {
            *word = channel.to_bits();
        }
        if let Some([dash, gap]) = style.dashes {
            let steps = |pixels: f64| steps(pixels / placing.scale);
            slot[DRAW - 4..DRAW - 2].copy_from_slice(&[steps(dash), steps(dash + gap)]);
        }
        slot[DRAW - 2] = u32::from(style.groups.is_some());
        self.plan.slots.push(slot);
        self.plan.slots.len() - 1
    }
}

/// How many colours the shader has at once.
const COLOURS: usize = Classed::MAX;
const _: () = assert!(Palette::CATEGORIES <= COLOURS && DRAW <= SLOT);

/// How something is drawn, in pixels.
struct DrawStyle {
    /// The colour of each category or group with its opacity.
    colours: [[f32; 4]; COLOURS],
    groups: Option<Groups>,
    /// Half a line's width, a glow's width, a dot's radius.
    reach: f32,
    /// The lengths of a dash and of a gap.
    dashes: Option<[f64; 2]>,
}

/// A length in whole steps, one at least.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
fn steps(length: f64) -> u32 {
    length.round().clamp(1.0, f64::from(u32::MAX)) as u32
}

/// Some features in pieces that are equally strong.
fn pieces(features: &Range<usize>, strength: &Strength) -> Vec<(Range<usize>, f32)> {
    let mut others: Vec<usize> =
        strength.others.iter().map(|(other, _)| *other).filter(|other| features.contains(other)).collect();
    others.sort_unstable();
    others.dedup();
    let mut pieces = Vec::new();
    let mut from = features.start;
    for other in others {
        pieces.push((from..other, strength.usual));
        pieces.push((other..other + 1, strength.of(other)));
        from = other + 1;
    }
    pieces.push((from..features.end, strength.usual));
    pieces.retain(|(features, _)| !features.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::pieces;
    use crate::picture::Strength;

    #[test]
    fn some_features_are_stronger_than_the_rest() {
        let strength = Strength { usual: 0.5, others: vec![(9, 0.8), (4, 0.9), (4, 0.1), (20, 1.0)] };
        assert_eq!(pieces(&(3..10), &strength), [(3..4, 0.5), (4..5, 0.9), (5..9, 0.5), (9..10, 0.8)]);
        assert_eq!(pieces(&(0..2), &strength), [(0..2, 0.5)]);
        assert!(pieces(&(4..4), &strength).is_empty());
    }
}
