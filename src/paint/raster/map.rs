//! What is on the map: fills, glows, lines and dots of layers.
//! Must not know what a layer is.

use super::fill::At;
use super::glow::{Glow, Mask};
use super::strip::Strip;
use super::stroke::{Butts, Line};
use crate::paint::map_on_sheet::{MapOnSheet, VisibleSlice};
use crate::picture::{ColourRole, FeatureSlice, Item, Palette, PathKind, Pen, Picture, Strength, dashes};

/// Paints the map of a picture, as far as it is in the strip.
pub(super) fn map(strip: &mut Strip, picture: &Picture, palette: &Palette, scale: f64) {
    let corner = picture.corner.map(|c| f64::from(c) * scale);
    let size = picture.projector.size.map(|c| f64::from(c) * scale);
    strip.keep_to([corner[0], corner[1], corner[0] + size[0], corner[1] + size[1]]);
    let map = MapOnSheet { projector: picture.projector, corner: picture.corner.map(f64::from), fineness: scale };
    let mut map = MapRaster { strip, palette, map };
    for item in &picture.map {
        map.item(item);
    }
}

struct MapRaster<'a> {
    strip: &'a mut Strip,
    palette: &'a Palette,
    map: MapOnSheet,
}

impl MapRaster<'_> {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Fill { slice, role, strength } => self.fill(slice, *role, strength),
            Item::Glow { slice, role, strength, width } => self.glow(slice, *role, strength, f64::from(*width)),
            Item::Line { slice, pen } => self.lines(slice, pen),
            Item::Dots { slice, role, opacity, radius } => self.dots(slice, *role, *opacity, f64::from(*radius)),
            Item::Dot { at, role, radius } => {
                self.dot(self.map.point(*at).map(|c| c * self.map.fineness), f64::from(*radius));
                self.strip.role(self.palette.colour(*role), 1.0);
            }
        }
    }

    /// The features of a slice that are in the strip or nearer to it than so many pixels.
    fn place<'f>(&self, slice: &'f FeatureSlice, margin: f64) -> VisibleSlice<'f> {
        self.map.in_pixels(slice, self.strip.window(), margin)
    }

    fn fill(&mut self, slice: &FeatureSlice, role: ColourRole, strength: &Strength) {
        let placed = self.place(slice, 1.0);
        for &feature in &placed.features {
            self.cover_feature(&placed, feature);
            self.strip.role(self.palette.colour(slice.role(role, feature)), strength.of(feature));
        }
    }

    fn cover_feature(&mut self, placed: &VisibleSlice<'_>, feature: usize) {
        let rings = placed.level.paths(feature).filter(|path| path.kind.is_ring() && path.points.len() > 3);
        self.strip.cover_areas(rings.flat_map(|ring| placed.edges(ring)));
    }

    fn glow(&mut self, slice: &FeatureSlice, role: ColourRole, strength: &Strength, width: f64) {
        let width = width * self.map.fineness;
        let placed = self.place(slice, width);
        let mut mask = Mask::default();
        for &feature in &placed.features {
            let Some(width) = placed.glow_width(feature, width) else { continue };
            self.cover_feature(&placed, feature);
            self.strip.take_cover(&mut mask);
            for ring in placed.level.paths(feature).filter(|path| path.kind.is_ring()) {
                for [a, b] in placed.edges(ring) {
                    self.strip.cover_edge(a, b, Glow::new(width), Butts::default());
                }
            }
            self.strip.keep_under(&mut mask);
            self.strip.role(self.palette.colour(slice.role(role, feature)), strength.of(feature));
        }
    }

    fn lines(&mut self, slice: &FeatureSlice, pen: &Pen) {
        let placed = self.place(slice, f64::from(pen.width) * self.map.fineness + 1.0);
        for &feature in &placed.features {
            self.line(&placed, feature, pen);
            // Features of one colour make one shape, so that a half-transparent line is no darker where two of them share it.
            if pen.role == ColourRole::Own {
                self.strip.role(self.palette.colour(slice.role(pen.role, feature)), pen.opacity);
            }
        }
        if pen.role != ColourRole::Own {
            self.strip.role(self.palette.colour(pen.role), pen.opacity);
        }
    }

    fn line(&mut self, placed: &VisibleSlice<'_>, feature: usize, pen: &Pen) {
        let line = Line::new(f64::from(pen.width) * self.map.fineness);
        let Some(pattern) = self.map.dashes(pen) else {
            for path in placed.level.paths(feature).filter(|path| path.kind != PathKind::Points) {
                for [a, b] in placed.edges(path) {
                    self.strip.cover_edge(a, b, line, Butts::default());
                }
            }
            return;
        };
        let [dash, gap] = pattern.map(|points| points * self.map.fineness);
        for run in placed.runs(feature, true) {
            for dash in dashes(&run, dash, gap) {
                cover_dash(self.strip, &dash, line);
            }
        }
    }

    fn dots(&mut self, slice: &FeatureSlice, role: ColourRole, opacity: f32, radius: f64) {
        let placed = self.place(slice, radius * self.map.fineness + 1.0);
        for &feature in &placed.features {
            for pixel in placed.dots(feature) {
                self.dot(pixel, radius);
            }
            if role == ColourRole::Own {
                self.strip.role(self.palette.colour(slice.role(role, feature)), opacity);
            }
        }
        self.strip.role(self.palette.colour(role), opacity);
    }

    fn dot(&mut self, at: At, radius: f64) {
        self.strip.cover_edge(at, at, Line::new(2.0 * radius * self.map.fineness), Butts::default());
    }
}

/// Covers a dash, cut off square at both ends.
pub(super) fn cover_dash(strip: &mut Strip, dash: &[At], line: Line) {
    let edges = dash.len().saturating_sub(1);
    for (at, edge) in dash.windows(2).enumerate() {
        strip.cover_edge(edge[0], edge[1], line, Butts { first: at == 0, last: at + 1 == edges });
    }
}
