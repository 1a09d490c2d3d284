//! A project's fingerprint: what tells two states of its data apart.
//! Must not depend on what is shown, nor on where the files lie.

use sha2::{Digest as _, Sha256};

use super::{Layer, ProjectContent};
use crate::geometry::{Part, Shape};

impl ProjectContent {
    /// SHA-256, in 64 hexadecimal digits, over what the project says: its title, notice and map-review number; each layer's
    /// name and style; each feature's id, name, properties and positions; the declared areas; the policy. It is the same on
    /// every machine, and the same wherever the files lie and whichever layers are shown. Of projects opened together each has the one
    /// that it has by itself.
    #[must_use]
    pub fn fingerprint(&self, namespace: usize) -> String {
        let said = self.namespace(namespace);
        let is_own = |layer: &Layer| layer.namespace == namespace;
        let below = self.layers.iter().position(is_own).unwrap_or_default();
        let mut hash = Sha256::new();
        text(&mut hash, "zonemap-fingerprint/1");
        json(&mut hash, &(&said.title, &said.notice, &said.map_review_number));
        for layer in self.layers.iter().filter(|layer| is_own(layer)) {
            layer_into(&mut hash, layer);
        }
        for (id, declared) in self.declared.iter().filter(|(id, _)| self.namespace_of(**id) == namespace) {
            count(&mut hash, id.layer - below);
            count(&mut hash, id.feature);
            text(&mut hash, declared.text());
            text(&mut hash, &declared.km2_text());
        }
        json(&mut hash, &said.policy);
        digits(hash)
    }
}

/// What was hashed, in hexadecimal digits.
fn digits(hash: Sha256) -> String {
    let nibbles = hash.finalize().into_iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.filter_map(|nibble| char::from_digit(u32::from(nibble), 16)).collect()
}

fn layer_into(hash: &mut Sha256, layer: &Layer) {
    json(hash, &(&layer.id, &layer.title, layer.style));
    count(hash, layer.data.features().len());
    for (feature, shape) in layer.data.features().iter().zip(layer.data.shapes().iter()) {
        text(hash, feature.key());
        json(hash, &(feature.name(), &feature.properties));
        for part in shape.parts() {
            part_into(hash, shape, part);
        }
    }
}

fn part_into(hash: &mut Sha256, shape: Shape<'_>, part: Part<'_>) {
    match part {
        Part::Points(path) => path_into(hash, "points", shape, path),
        Part::Line(path) => path_into(hash, "line", shape, path),
        Part::Polygon(polygon) => {
            text(hash, "polygon");
            polygon.rings().for_each(|ring| path_into(hash, "ring", shape, ring));
        }
    }
}

fn path_into(hash: &mut Sha256, kind: &str, shape: Shape<'_>, path: &[crate::geometry::LonLat]) {
    text(hash, kind);
    count(hash, path.len());
    for at in path {
        hash.update(at.lon.to_le_bytes());
        hash.update(at.lat.to_le_bytes());
    }
    for height in shape.heights(path) {
        hash.update(height.to_le_bytes());
    }
}

/// A text with its length before it, so that no two rows of texts run into the same bytes.
fn text(hash: &mut Sha256, text: &str) {
    count(hash, text.len());
    hash.update(text.as_bytes());
}

fn count(hash: &mut Sha256, count: usize) {
    hash.update((count as u64).to_le_bytes());
}

/// A value as JSON; what has no JSON, which nothing of a project is, counts as empty.
fn json(hash: &mut Sha256, value: &impl serde::Serialize) {
    text(hash, &serde_json::to_string(value).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::{Sha256, digits, path_into, text};
    use crate::geometry::{LonLat, ShapeKind, Shapes};
    use sha2::Digest as _;

    fn digest(fill: impl Fn(&mut Sha256)) -> String {
        let mut hash = Sha256::new();
        fill(&mut hash);
        digits(hash)
    }

    /// FIPS 180-4's example: SHA-256 of "abc".
    #[test]
    fn the_hash_is_the_standards() {
        let abc = digest(|hash| hash.update(b"abc"));
        assert_eq!(abc, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn no_two_rows_run_together() {
        let two = |a: &'static str, b: &'static str| {
            digest(move |hash| {
                text(hash, a);
                text(hash, b);
            })
        };
        assert_ne!(two("ab", "c"), two("a", "bc"));
    }

    #[test]
    fn the_last_bit_of_a_position_counts() {
        let of = |lon: f64| {
            let mut shapes = Shapes::default();
            shapes.push(LonLat { lon, lat: 23.0 }, None);
            shapes.end_path();
            shapes.end_points();
            shapes.end_shape(ShapeKind::Point);
            let shape = shapes.get(0).expect("a shape");
            digest(|hash| path_into(hash, "points", shape, shapes.positions()))
        };
        assert_ne!(of(113.5), of(113.500_000_000_000_01));
        assert_eq!(of(113.5), of(113.5));
    }
}
