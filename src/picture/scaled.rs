//! What is drawn for one sheet, larger or smaller, moved or fainter on another.
//! Must not move anything on the ground.

use super::{Fade, Item, Label, Pen, Sign};

/// Lines, bands and dots so many times as large.
#[must_use]
pub fn item(item: Item, by: f32) -> Item {
    match item {
        Item::Line { slice, pen } => Item::Line { slice, pen: Pen { width: pen.width * by, ..pen } },
        Item::Glow { slice, role, strength, width } => Item::Glow { slice, role, strength, width: width * by },
        Item::Dots { slice, role, opacity, radius } => Item::Dots { slice, role, opacity, radius: radius * by },
        Item::Dot { at, role, radius } => Item::Dot { at, role, radius: radius * by },
        Item::Fill { .. } => item,
    }
}

/// Words so many times as large, and as far from the sheet's corner.
#[must_use]
pub fn label(label: Label, by: f32) -> Label {
    Label { middle: label.middle.map(|c| c * by), size: label.size * by, ..label }
}

/// A sign so many times as large, and as far from the sheet's corner.
#[must_use]
pub fn sign(sign: Sign, by: f32) -> Sign {
    let sign = placed(sign, |point| point.map(|c| c * by));
    match sign {
        Sign::Stroke { points, pen } => Sign::Stroke { points, pen: Pen { width: pen.width * by, ..pen } },
        Sign::Label(label) => Sign::Label(Label { size: label.size * by, ..label }),
        Sign::Patch { .. } | Sign::Fade(_) => sign,
    }
}

/// A sign elsewhere.
#[must_use]
pub fn moved(sign: Sign, [dx, dy]: [f32; 2]) -> Sign {
    placed(sign, |[x, y]| [x + dx, y + dy])
}

/// A sign that is only partly there.
#[must_use]
pub fn faded(sign: Sign, part: f32) -> Sign {
    match sign {
        Sign::Stroke { points, pen } => Sign::Stroke { points, pen: Pen { opacity: pen.opacity * part, ..pen } },
        Sign::Patch { points, role, opacity } => Sign::Patch { points, role, opacity: opacity * part },
        Sign::Label(label) => Sign::Label(Label { opacity: label.opacity * part, ..label }),
        Sign::Fade(fade) => {
            let stops = fade.stops.iter().map(|[at, opacity]| [*at, opacity * part]).collect();
            Sign::Fade(Fade { stops, ..fade })
        }
    }
}

/// A sign with each of its points somewhere else.
fn placed(sign: Sign, place: impl Fn([f32; 2]) -> [f32; 2]) -> Sign {
    let each = |points: Vec<[f32; 2]>| points.into_iter().map(&place).collect();
    match sign {
        Sign::Stroke { points, pen } => Sign::Stroke { points: each(points), pen },
        Sign::Patch { points, role, opacity } => Sign::Patch { points: each(points), role, opacity },
        Sign::Label(label) => Sign::Label(Label { middle: place(label.middle), ..label }),
        Sign::Fade(fade) => {
            let ([left, top], [right, bottom]) =
                (place([fade.place[0], fade.place[1]]), place([fade.place[2], fade.place[3]]));
            Sign::Fade(Fade { place: [left, top, right, bottom], ..fade })
        }
    }
}
