//! Geometries in well-known binary (OGC 06-103r4, ISO 13249-3), also with the flags of `PostGIS` for heights, measures and a system.
//! Must not know where the bytes stand. The crate for it keeps no measures and knows no surfaces.

use super::Problem;
use super::gather::{Gather, Part, Path};

/// Geometries in geometries deeper than this are refused.
const DEEPEST: usize = 16;
/// The flags of `PostGIS` in the type of a geometry.
const HAS_Z: u32 = 0x8000_0000;
const HAS_M: u32 = 0x4000_0000;
const HAS_SRID: u32 = 0x2000_0000;

/// The parts of a geometry; none of an empty one.
pub(super) fn parts(bytes: &[u8], gather: &Gather) -> Result<Vec<Part>, Problem> {
    let mut all = Vec::new();
    Reader { rest: bytes, is_little: true, has_z: false, has_m: false }.geometry(gather, &mut all, 0)?;
    Ok(all)
}

/// Whether a geometry has measures, which are not kept.
pub(super) fn has_measures(bytes: &[u8]) -> bool {
    let mut reader = Reader { rest: bytes, is_little: true, has_z: false, has_m: false };
    reader.head().is_ok() && reader.has_m
}

/// What is left of the bytes, and how the numbers of the geometry that is read are written.
struct Reader<'a> {
    rest: &'a [u8],
    is_little: bool,
    has_z: bool,
    has_m: bool,
}

impl Reader<'_> {
    fn geometry(&mut self, gather: &Gather, all: &mut Vec<Part>, depth: usize) -> Result<(), Problem> {
        if depth > DEEPEST {
            return Err(Problem::TooDeep);
        }
        match self.head()? {
            1 => all.extend(self.point(gather)?),
            2 => all.extend(self.line(gather)?),
            3 | 17 => {
                let rings = (0..self.count(4)?).map(|_| self.path(gather)).collect::<Result<Vec<Path>, Problem>>()?;
                let rings: Vec<Path> = rings.into_iter().filter(|ring| !ring.at.is_empty()).collect();
                all.extend((!rings.is_empty()).then_some(Part::Polygon(rings)));
            }
            4 => self.points(gather, all, depth)?,
            // Of several, and surfaces, whose members are met with a head of their own.
            5..=7 | 11 | 12 | 15 | 16 => {
                for _ in 0..self.count(5)? {
                    self.geometry(gather, all, depth + 1)?;
                }
            }
            other => {
                return Err(Problem::Expected { what: "expected.straight-geometry", found: named(other) });
            }
        }
        Ok(())
    }

    /// The order of bytes and the type of a geometry, without what it says of heights, measures and a system.
    fn head(&mut self) -> Result<u32, Problem> {
        let [order] = *self.take::<1>()?;
        self.is_little = match order {
            0 => false,
            1 => true,
            other => return Err(Problem::Expected { what: "expected.wkb", found: format!("0x{other:02x}") }),
        };
        let written = self.number()?;
        let kind = written & !(HAS_Z | HAS_M | HAS_SRID);
        let thousands = kind / 1000;
        if thousands > 3 {
            return Err(Problem::Expected { what: "expected.wkb", found: kind.to_string() });
        }
        self.has_z = written & HAS_Z != 0 || thousands % 2 == 1;
        self.has_m = written & HAS_M != 0 || thousands >= 2;
        if written & HAS_SRID != 0 {
            self.number()?;
        }
        Ok(kind % 1000)
    }

    /// Several points are one part.
    fn points(&mut self, gather: &Gather, all: &mut Vec<Part>, depth: usize) -> Result<(), Problem> {
        let mut path = Path::default();
        for _ in 0..self.count(5)? {
            let mut one = Vec::new();
            self.geometry(gather, &mut one, depth + 1)?;
            for part in one {
                match part {
                    Part::Points(point) => path.append(point),
                    other @ (Part::Line(_) | Part::Polygon(_)) => all.push(other),
                }
            }
        }
        all.extend((!path.at.is_empty()).then_some(Part::Points(path)));
        Ok(())
    }

    fn point(&mut self, gather: &Gather) -> Result<Option<Part>, Problem> {
        let (at, height) = self.position()?;
        // A point of no numbers is none, as these bytes have no other way to say so.
        if at.iter().all(|number| number.is_nan()) {
            return Ok(None);
        }
        gather.path([(at, height)]).map(|path| Some(Part::Points(path)))
    }

    fn line(&mut self, gather: &Gather) -> Result<Option<Part>, Problem> {
        let path = self.path(gather)?;
        match path.at.len() {
            0 => Ok(None),
            1 => Err(Problem::Expected { what: "expected.line", found: "1".to_owned() }),
            _ => Ok(Some(Part::Line(path))),
        }
    }

    fn path(&mut self, gather: &Gather) -> Result<Path, Problem> {
        let count = self.count(16)?;
        let numbers = (0..count).map(|_| self.position()).collect::<Result<Vec<_>, Problem>>()?;
        gather.path(numbers)
    }

    fn position(&mut self) -> Result<([f64; 2], Option<f64>), Problem> {
        let at = [self.float()?, self.float()?];
        let height = if self.has_z { Some(self.float()?) } else { None };
        if self.has_m {
            self.float()?;
        }
        Ok((at, height))
    }

    /// How many items follow, each of which takes at least so many bytes, which have to be there.
    fn count(&mut self, least: usize) -> Result<usize, Problem> {
        let count = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if count > self.rest.len() / least { Err(Problem::Truncated) } else { Ok(count) }
    }

    fn number(&mut self) -> Result<u32, Problem> {
        let bytes = *self.take()?;
        Ok(if self.is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn float(&mut self) -> Result<f64, Problem> {
        let bytes = *self.take()?;
        Ok(if self.is_little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    fn take<const N: usize>(&mut self) -> Result<&[u8; N], Problem> {
        let (taken, rest) = self.rest.split_first_chunk::<N>().ok_or(Problem::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }
}

/// A type that is not read, by its name.
fn named(kind: u32) -> String {
    match kind {
        8 => "CIRCULARSTRING".to_owned(),
        9 => "COMPOUNDCURVE".to_owned(),
        10 => "CURVEPOLYGON".to_owned(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Gather, Part, Problem, parts};
    use crate::crs::CoordinateFrame;

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len() / 2).map(|at| u8::from_str_radix(&hex[2 * at..2 * at + 2], 16).expect("two digits")).collect()
    }

    /// Shapely 2.2 (GEOS 3.14) writes them: `to_wkb(from_wkt(…), hex=True, output_dimension=4, byte_order=…, flavor=…)`.
    #[test]
    fn every_dialect_is_read() {
        let gather = Gather::new(&CoordinateFrame::default(), None, "");
        for (hex, heights, count) in [
            ("0101000000000000000000F03F0000000000000040", vec![], 1),
            ("00000000013FF00000000000004000000000000000", vec![], 1),
            ("01E9030000000000000000F03F00000000000000400000000000001440", vec![5.0], 1),
            ("0101000080000000000000F03F00000000000000400000000000001440", vec![5.0], 1),
            ("01D1070000000000000000F03F00000000000000400000000000001840", vec![], 1),
            ("0101000040000000000000F03F00000000000000400000000000001840", vec![], 1),
            ("01010000C0000000000000F03F000000000000004000000000000014400000000000001840", vec![5.0], 1),
            ("01B90B0000000000000000F03F000000000000004000000000000014400000000000001840", vec![5.0], 1),
            ("0101000020E6100000000000000000F03F0000000000000040", vec![], 1),
        ] {
            let found = parts(&bytes(hex), &gather).expect(hex);
            let [Part::Points(path)] = found.as_slice() else { panic!("{hex}: {found:?}") };
            assert_eq!((path.at.len(), path.at[0].lon, path.at[0].lat), (count, 1.0, 2.0), "{hex}");
            assert_eq!(path.heights, heights, "{hex}");
        }
        assert_eq!(parts(&bytes("0101000000000000000000F87F000000000000F87F"), &gather), Ok(Vec::new()));
        assert_eq!(parts(&bytes("010300000000000000"), &gather), Ok(Vec::new()));
    }

    #[test]
    fn what_is_forged_or_nested_is_refused_before_room_is_made() {
        let gather = Gather::new(&CoordinateFrame::default(), None, "");
        for hex in ["", "01", "0102000000FFFFFFFF", "0103000000FFFFFF7F", "0107000000FFFFFFFF0101000000"] {
            assert_eq!(parts(&bytes(hex), &gather), Err(Problem::Truncated), "{hex}");
        }
        let deep = "010700000001000000".repeat(1000);
        assert_eq!(parts(&bytes(&deep), &gather), Err(Problem::TooDeep));
        let curve = parts(&bytes("010800000000000000"), &gather);
        assert!(matches!(curve, Err(Problem::Expected { what: "expected.straight-geometry", .. })), "{curve:?}");
    }
}
