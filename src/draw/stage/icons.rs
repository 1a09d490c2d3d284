//! The icons of a show, drawn as lines on a square of 24 by 24.
//! Must not know what an icon stands beside.

use std::f32::consts::{PI, TAU};

use crate::picture::{ColourRole, Dash, Pen, Sign};
use crate::project::Icon;

/// The side of the square that icons are drawn on.
const SQUARE: f32 = 24.0;
/// How wide their lines are on it.
const LINE: f32 = 1.7;
/// In how many steps a whole circle is drawn.
const STEPS: u8 = 28;

type Line = Vec<[f32; 2]>;

/// An icon as strokes, its upper left corner at a point, so many points wide and high.
pub(super) fn icon(icon: Icon, [x, y]: [f32; 2], side: f32, role: ColourRole) -> impl Iterator<Item = Sign> {
    let by = side / SQUARE;
    let pen = Pen { role, opacity: 1.0, width: LINE * by, dash: Dash::Solid };
    let placed = move |line: Line| line.into_iter().map(|[a, b]| [x + a * by, y + b * by]).collect();
    lines(icon).into_iter().map(move |line| Sign::Stroke { points: placed(line), pen })
}

fn lines(icon: Icon) -> Vec<Line> {
    match icon {
        Icon::Flask => vec![
            vec![
                [9.5, 3.0],
                [9.5, 9.0],
                [4.2, 18.4],
                [5.4, 21.0],
                [18.6, 21.0],
                [19.8, 18.4],
                [14.5, 9.0],
                [14.5, 3.0],
            ],
            line(7.5, 3.0, 16.5, 3.0),
            line(7.0, 15.0, 17.0, 15.0),
        ],
        Icon::Transfer => [arrow([4.0, 8.0], [20.0, 8.0]), arrow([20.0, 16.0], [4.0, 16.0])].concat(),
        Icon::Flow => {
            [arrow([3.0, 12.0], [21.0, 12.0]), vec![line(3.0, 7.0, 10.0, 7.0), line(3.0, 17.0, 10.0, 17.0)]].concat()
        }
        Icon::Document => vec![
            vec![[6.0, 3.0], [14.5, 3.0], [18.5, 7.0], [18.5, 21.0], [6.0, 21.0], [6.0, 3.0]],
            vec![[14.0, 3.0], [14.0, 7.5], [18.5, 7.5]],
            line(9.0, 12.0, 15.5, 12.0),
            line(9.0, 16.0, 15.5, 16.0),
        ],
        Icon::Globe => vec![circle(12.0, 12.0, 9.0), ellipse(12.0, 12.0, 4.0, 9.0), line(3.0, 12.0, 21.0, 12.0)],
        Icon::Briefcase => vec![
            boxed(3.0, 8.0, 21.0, 20.0),
            vec![[9.0, 8.0], [9.0, 4.5], [15.0, 4.5], [15.0, 8.0]],
            line(3.0, 13.5, 10.0, 13.5),
            line(14.0, 13.5, 21.0, 13.5),
            boxed(10.0, 12.0, 14.0, 15.0),
        ],
        Icon::Bulb => vec![
            [arc(12.0, 9.5, 6.5, 0.72 * PI, 2.28 * PI), vec![[14.6, 17.5], [9.4, 17.5], [8.0, 14.8]]].concat(),
            line(10.0, 20.8, 14.0, 20.8),
        ],
        Icon::Health => vec![boxed(3.5, 3.5, 20.5, 20.5), line(12.0, 7.5, 12.0, 16.5), line(7.5, 12.0, 16.5, 12.0)],
        Icon::House => vec![
            vec![[2.5, 12.0], [12.0, 3.5], [21.5, 12.0]],
            vec![[5.5, 9.8], [5.5, 20.5], [18.5, 20.5], [18.5, 9.8]],
            vec![[10.0, 20.5], [10.0, 14.5], [14.0, 14.5], [14.0, 20.5]],
        ],
        Icon::School => vec![
            vec![[2.0, 9.5], [12.0, 5.0], [22.0, 9.5], [12.0, 14.0], [2.0, 9.5]],
            vec![[6.5, 11.7], [6.5, 16.5], [12.0, 19.0], [17.5, 16.5], [17.5, 11.7]],
            line(22.0, 9.5, 22.0, 15.5),
        ],
        Icon::Ship => vec![
            vec![[3.0, 14.0], [21.0, 14.0], [18.5, 19.0], [5.5, 19.0], [3.0, 14.0]],
            vec![[6.0, 14.0], [6.0, 9.5], [16.0, 9.5], [18.0, 14.0]],
            vec![[9.0, 9.5], [9.0, 5.5], [12.5, 5.5], [12.5, 9.5]],
            line(2.5, 21.8, 21.5, 21.8),
        ],
        Icon::Gear => gear(),
        Icon::Chip => chip(),
        Icon::People => vec![
            circle(9.0, 8.0, 3.6),
            arc(9.0, 20.5, 6.4, PI, TAU),
            arc(16.0, 8.0, 3.4, -0.5 * PI, 0.5 * PI),
            arc(16.0, 20.5, 5.6, 1.5 * PI, TAU),
        ],
        Icon::Medal => vec![
            circle(12.0, 15.0, 5.6),
            circle(12.0, 15.0, 2.2),
            vec![[9.4, 10.0], [6.0, 3.0], [18.0, 3.0], [14.6, 10.0]],
        ],
        Icon::Card => vec![
            boxed(2.5, 5.5, 21.5, 18.5),
            circle(7.5, 11.0, 2.0),
            line(13.0, 10.0, 18.5, 10.0),
            line(13.0, 14.0, 18.5, 14.0),
            line(5.0, 15.2, 10.0, 15.2),
        ],
        Icon::Coin => vec![
            circle(12.0, 12.0, 9.0),
            line(7.8, 12.0, 16.2, 12.0),
            line(7.8, 15.2, 16.2, 15.2),
            vec![[8.0, 6.8], [12.0, 12.0], [16.0, 6.8]],
            line(12.0, 12.0, 12.0, 18.0),
        ],
        Icon::Link => vec![circle(8.0, 12.0, 5.2), circle(16.0, 12.0, 5.2)],
        Icon::City => vec![
            vec![[3.0, 21.0], [3.0, 11.0], [9.0, 11.0], [9.0, 21.0]],
            vec![[9.0, 21.0], [9.0, 4.0], [16.0, 4.0], [16.0, 21.0]],
            vec![[16.0, 9.0], [21.0, 9.0], [21.0, 21.0]],
            line(2.0, 21.0, 22.0, 21.0),
            line(12.5, 8.0, 12.5, 9.0),
            line(12.5, 12.5, 12.5, 13.5),
        ],
        Icon::Pin => vec![
            [arc(12.0, 9.5, 6.5, 0.8 * PI, 2.2 * PI), vec![[12.0, 21.5], [6.74, 13.3]]].concat(),
            circle(12.0, 9.5, 2.2),
        ],
    }
}

fn line(x1: f32, y1: f32, x2: f32, y2: f32) -> Line {
    vec![[x1, y1], [x2, y2]]
}

fn boxed(left: f32, top: f32, right: f32, bottom: f32) -> Line {
    vec![[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
}

fn arc(x: f32, y: f32, radius: f32, from: f32, to: f32) -> Line {
    let at = |step: u8| from + (to - from) * f32::from(step) / f32::from(STEPS);
    (0..=STEPS).map(|step| [x + radius * at(step).cos(), y + radius * at(step).sin()]).collect()
}

fn ellipse(x: f32, y: f32, across: f32, along: f32) -> Line {
    arc(0.0, 0.0, 1.0, 0.0, TAU).into_iter().map(|[a, b]| [x + a * across, y + b * along]).collect()
}

fn circle(x: f32, y: f32, radius: f32) -> Line {
    ellipse(x, y, radius, radius)
}

/// An arrow that lies level.
fn arrow(from: [f32; 2], to: [f32; 2]) -> Vec<Line> {
    let back = (from[0] - to[0]).signum() * 4.5;
    vec![vec![from, to], vec![[to[0] + back, to[1] - 4.0], to, [to[0] + back, to[1] + 4.0]]]
}

fn gear() -> Vec<Line> {
    const TEETH: u8 = 8;
    let tooth = |tooth: u8| {
        let middle = f32::from(tooth) * TAU / f32::from(TEETH);
        let corner =
            move |radius: f32, by: f32| [12.0 + radius * (middle + by).cos(), 12.0 + radius * (middle + by).sin()];
        [corner(6.6, -0.26), corner(9.4, -0.17), corner(9.4, 0.17), corner(6.6, 0.26)]
    };
    let mut outline: Line = (0..TEETH).flat_map(tooth).collect();
    outline.extend(outline.first().copied());
    vec![outline, circle(12.0, 12.0, 2.9)]
}

fn chip() -> Vec<Line> {
    let legs = [9.0, 12.0, 15.0].into_iter().flat_map(|at| {
        [line(at, 2.5, at, 6.0), line(at, 18.0, at, 21.5), line(2.5, at, 6.0, at), line(18.0, at, 21.5, at)]
    });
    [boxed(6.0, 6.0, 18.0, 18.0), boxed(9.5, 9.5, 14.5, 14.5)].into_iter().chain(legs).collect()
}

#[cfg(test)]
mod tests {
    use super::{SQUARE, lines};
    use crate::project::Icon;

    #[test]
    fn every_icon_stays_on_its_square_and_fills_it() {
        for name in [
            "flask",
            "transfer",
            "flow",
            "document",
            "globe",
            "briefcase",
            "bulb",
            "health",
            "house",
            "school",
            "ship",
            "gear",
            "chip",
            "people",
            "medal",
            "card",
            "coin",
            "link",
            "city",
            "pin",
        ] {
            let icon = Icon::named(name).unwrap_or_else(|| panic!("{name}"));
            let points: Vec<[f32; 2]> = lines(icon).concat();
            for axis in 0..2 {
                let of = || points.iter().map(|point| point[axis]);
                let (least, most) = (of().fold(f32::MAX, f32::min), of().fold(f32::MIN, f32::max));
                assert!(least >= 1.0 && most <= SQUARE - 1.0, "{name}: {least} to {most}");
                assert!(most - least >= 8.0, "{name} is too small: {least} to {most}");
            }
        }
    }
}
