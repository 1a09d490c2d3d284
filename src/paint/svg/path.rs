//! The data of an SVG path: in hundredths of a point, each point from the one before, as short as that can be written.
//! Must not know what is drawn.

use std::fmt::Write as _;

use crate::picture::Point;

/// The data of a path.
#[derive(Debug, Default)]
pub(super) struct Path {
    data: String,
    /// The last point, in hundredths.
    last: [i64; 2],
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.data)
    }
}

impl Path {
    pub(super) fn of_box([left, top, right, bottom]: [f64; 4]) -> Self {
        Self::of_rings(&[vec![[left, top], [right, top], [right, bottom], [left, bottom]]])
    }

    /// Closed lines, each without the point that closes it.
    pub(super) fn of_rings(rings: &[Vec<Point>]) -> Self {
        let mut path = Self::default();
        for ring in rings {
            path.points(ring);
            path.data.push('z');
        }
        path
    }

    pub(super) fn of_line(points: &[Point]) -> Self {
        let mut path = Self::default();
        path.line(points);
        path
    }

    pub(super) fn is_empty(&self) -> bool {
        self.data.is_empty()
    }

    /// Adds a line; one that ends where it began is closed.
    pub(super) fn line(&mut self, points: &[Point]) {
        let closed = points.len() > 3 && points.first() == points.last();
        self.points(&points[..points.len() - usize::from(closed)]);
        if closed {
            self.data.push('z');
        }
    }

    fn points(&mut self, points: &[Point]) {
        let mut command = 'l';
        for (at, &point) in points.iter().enumerate() {
            let here = hundredths(point);
            let by = [here[0] - self.last[0], here[1] - self.last[1]];
            if at == 0 {
                self.data.push('M');
                self.pair(here);
            } else if by != [0, 0] {
                if command == 'l' {
                    self.data.push(command);
                    command = ' ';
                } else if by[0] >= 0 {
                    self.data.push(' ');
                }
                self.pair(by);
            }
            self.last = here;
        }
        // A line without length is a dot.
        if command == 'l' && !points.is_empty() {
            self.data.push_str("h0");
        }
    }

    pub(super) fn circle(&mut self, [x, y]: Point, radius: f64) {
        let [around, across] = hundredths([radius, 2.0 * radius]);
        let start = hundredths([x - radius, y]);
        self.data.push('M');
        self.pair(start);
        for way in [across, -across] {
            self.data.push('a');
            self.pair([around, around]);
            self.data.push_str(" 0 1 0 ");
            self.pair([way, 0]);
        }
        self.data.push('z');
        self.last = start;
    }

    fn pair(&mut self, [x, y]: [i64; 2]) {
        self.number(x);
        if y >= 0 {
            self.data.push(' ');
        }
        self.number(y);
    }

    /// A number of hundredths without anything that it does not need.
    fn number(&mut self, hundredths: i64) {
        if hundredths < 0 {
            self.data.push('-');
        }
        let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        if whole > 0 || part == 0 {
            let _ = write!(self.data, "{whole}");
        }
        if part > 0 {
            self.data.push('.');
            let digit = |ones: u64| char::from_digit(u32::try_from(ones).unwrap_or(0), 10).unwrap_or('0');
            self.data.push(digit(part / 10));
            if part % 10 > 0 {
                self.data.push(digit(part % 10));
            }
        }
    }
}

fn hundredths(point: Point) -> [i64; 2] {
    #[expect(clippy::cast_possible_truncation, reason = "saturates far outside any sheet")]
    let whole = |coordinate: f64| (coordinate * 100.0).round() as i64;
    point.map(whole)
}

#[cfg(test)]
mod tests {
    use super::Path;

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let path = Path::of_line(&[[0.0, -0.5], [1.25, -0.5], [1.0, 10.0], [1.001, 10.001], [100.0, 9.96]]);
        assert_eq!(path.to_string(), "M0-.5l1.25 0-.25 10.5 99-.04");
        assert_eq!(Path::of_line(&[[1.0, 1.0], [1.0, 1.0]]).to_string(), "M1 1h0");
    }

    #[test]
    fn rings_are_closed() {
        let ring = vec![[1.0, 1.0], [2.0, 1.0], [2.0, 2.0], [1.0, 1.0]];
        assert_eq!(Path::of_line(&ring).to_string(), "M1 1l1 0 0 1z");
        assert_eq!(Path::of_rings(&[ring[..3].to_vec()]).to_string(), "M1 1l1 0 0 1z");
    }
}
