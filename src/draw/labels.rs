//! Words on the map: the more important first, none over another.
//! Must not know how wide a letter really is: an estimate on the wide side serves.

use crate::geometry::{LonLat, Part, Shape};
use crate::i18n::area_km2;
use crate::picture::{Ink, Label};
use crate::project::{FeatureId, Layer, Style};
use crate::session::Session;

/// From one line to the next, in letter heights.
const LINE_HEIGHT: f32 = 1.35;

/// A label that may stand here if there is room.
struct Candidate {
    rank: u8,
    lines: Vec<Label>,
}

/// A box of the sheet: left, top, right, bottom.
type Place = [f32; 4];

/// The labels there is room for.
pub(super) fn labels(session: &Session) -> Vec<Label> {
    let project = session.project();
    let mut candidates: Vec<Candidate> = project.feature_ids().filter_map(|id| candidate(session, id)).collect();
    candidates.sort_by_key(|candidate| candidate.rank);
    let mut taken: Vec<Place> = Vec::new();
    let mut placed = Vec::new();
    for candidate in candidates {
        let wanted: Vec<Place> = candidate.lines.iter().map(place).collect();
        let free = wanted.iter().all(|a| taken.iter().all(|b| !overlap(a, b)));
        if free {
            taken.extend(wanted);
            placed.extend(candidate.lines);
        }
    }
    placed
}

fn candidate(session: &Session, id: FeatureId) -> Option<Candidate> {
    let layer = &session.project().layers[id.layer];
    let (feature, shape) = (&layer.features[id.feature], layer.shapes.get(id.feature)?);
    let (rank, size, ink) = match layer.style {
        Style::Area => (0, 16.0, Ink::Text),
        Style::Place => (1, 12.0, Ink::Text),
        Style::River => (2, 12.0, Ink::River),
        Style::Road => (3, 11.0, Ink::SecondText),
        Style::Land | Style::Water | Style::Whole | Style::Limit => return None,
    };
    let projector = session.view().projector();
    let view = projector.extent();
    if !layer.visible || !shape.extent().intersects(&view) {
        return None;
    }
    let anchor = anchor(layer, id.feature, shape).filter(|&at| view.contains(at))?;
    let [x, y] = projector.screen_from_lonlat(anchor);
    let text = feature.name().get(session.lang()).to_owned();
    let label = |text, middle, size, ink, strong| Label { middle, text, ink, size, strong };
    let lines = match layer.style {
        Style::Area if shape.is_areal() => {
            let [west, east] = [shape.extent().west, shape.extent().east]
                .map(|lon| projector.screen_from_lonlat(LonLat { lon, lat: anchor.lat })[0]);
            let names = wrapped(&text, size, (east - west) * 0.6);
            let name = names.into_iter().map(|line| label(line, [x, y], size, ink, true));
            let figure = label(figure(session, id), [x, y], 13.0, Ink::SecondText, false);
            stacked(name.chain([figure]).collect())
        }
        Style::Place => {
            let beside = x + 9.0 + width(&text, size) / 2.0;
            vec![label(text, [beside, y], size, ink, false)]
        }
        Style::Land | Style::Water | Style::River | Style::Road | Style::Whole | Style::Area | Style::Limit => {
            vec![label(text, [x, y], size, ink, false)]
        }
    };
    Some(Candidate { rank, lines })
}

/// Lines one below the other, the middle of them all where each was.
fn stacked(mut lines: Vec<Label>) -> Vec<Label> {
    let heights: Vec<f32> = lines.iter().map(|line| line.size * LINE_HEIGHT).collect();
    let mut below = -heights.iter().sum::<f32>() / 2.0;
    for (line, height) in lines.iter_mut().zip(heights) {
        line.middle[1] += below + height / 2.0;
        below += height;
    }
    lines
}

/// Words broken at spaces into lines of about a width; a single word may be longer.
fn wrapped(text: &str, size: f32, limit: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(word, size) < limit => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The declared area as written, or the measured one.
fn figure(session: &Session, id: FeatureId) -> String {
    let project = session.project();
    match project.declared.get(&id) {
        Some(declared) => format!("{} km²", declared.km2_text()),
        None => area_km2(project.area_m2(id)),
    }
}

/// Where a feature is spoken of: inside its area, half-way along its line, at its first point.
fn anchor(layer: &Layer, feature: usize, shape: Shape<'_>) -> Option<LonLat> {
    if shape.is_areal() {
        return layer.inner_point(feature);
    }
    match shape.parts().next()? {
        // A route's middle is far out at sea; its name would be read as a place's.
        Part::Line(_) if layer.style == Style::Place => None,
        Part::Line(path) => path.get(path.len() / 2).copied(),
        Part::Points(points) => points.first().copied(),
        Part::Polygon(_) => None,
    }
}

fn place(label: &Label) -> Place {
    let ([x, y], half) = (label.middle, width(&label.text, label.size) / 2.0);
    [x - half, y - label.size * LINE_HEIGHT / 2.0, x + half, y + label.size * LINE_HEIGHT / 2.0]
}

fn overlap(a: &Place, b: &Place) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/// About how wide words are: a Chinese character fills a square, other letters six tenths of one.
fn width(text: &str, size: f32) -> f32 {
    text.chars().map(|c| if c >= '\u{2e80}' { size } else { size * 0.6 }).sum()
}
