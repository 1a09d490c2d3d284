//! The system that `GML` names, and which of two numbers it has first: the one that its authority has first where it is named by a URN or a
//! link, and the eastern one where it is named as other formats do (OGC 07-036, 10.1.3; OGC 05-103).
//! Must not know geometry.

use crate::crs::{Axes as Said, CoordinateFrame, Crs};
use crate::formats::Problem;
use crate::formats::xml::Element;

/// The system of some positions and how they are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Axes {
    pub(super) crs: Option<Crs>,
    /// Whether the number to the north stands first, by what the system means and unless the user says.
    pub(super) is_north_first: bool,
    /// How many numbers a position has, where that is said.
    pub(super) numbers: Option<usize>,
}

/// How the geometries of a layer that were read before name their system.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Named {
    #[default]
    NoneYet,
    Not,
    As(Crs),
}

impl Axes {
    /// Those that an element names.
    pub(super) fn of(element: &Element, frame: &CoordinateFrame) -> Result<Self, Problem> {
        let numbers = element.attribute("srsDimension").and_then(|number| number.parse().ok());
        let Some(name) = element.attribute("srsName").filter(|name| !name.trim().is_empty()) else {
            return Ok(Self { crs: None, is_north_first: false, numbers });
        };
        // What the user says of system or order holds for the numbers as they stand.
        let is_users = frame.crs.is_some() || frame.axes != Said::Xy;
        match Crs::from_name(&plain(name)) {
            Some(crs) => {
                let is_north_first = !is_users && crs.is_north_first() && by_authority(name);
                Ok(Self { crs: Some(crs), is_north_first, numbers })
            }
            None if is_users && frame.crs.is_some() => Ok(Self { crs: None, is_north_first: false, numbers }),
            None => Err(Problem::UnknownCrs { found: name.to_owned() }),
        }
    }

    /// How that names the system.
    pub(super) fn named(self) -> Named {
        self.crs.map_or(Named::Not, Named::As)
    }

    /// What an element says, and the rest of what is around it.
    pub(super) fn inside(self, element: &Element, frame: &CoordinateFrame) -> Result<Self, Problem> {
        let own = Self::of(element, frame)?;
        let numbers = own.numbers.or(self.numbers);
        Ok(if element.attribute("srsName").is_some() { Self { numbers, ..own } } else { Self { numbers, ..self } })
    }
}

/// Whether a name means the order of axes that its authority has.
fn by_authority(name: &str) -> bool {
    let lower = name.trim().to_ascii_lowercase();
    let is_named = lower.starts_with("urn:") || lower.contains("/def/crs/");
    is_named && !lower.contains("crs84") && !lower.contains("wgs84")
}

/// A name without the height that it may have besides: of a compound system the first is about the plane.
fn plain(name: &str) -> String {
    let lower = name.trim().to_ascii_lowercase();
    match lower.strip_prefix("urn:ogc:def:crs,crs:") {
        Some(parts) => format!("urn:ogc:def:crs:{}", parts.split(',').next().unwrap_or(parts)),
        None => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::{Axes, Element};
    use crate::crs::CoordinateFrame;

    #[test]
    fn a_urn_has_the_axes_of_its_authority_and_a_short_name_those_of_a_map() {
        for (name, crs, is_north_first) in [
            ("urn:ogc:def:crs:EPSG::4326", "EPSG:4326", true),
            ("urn:x-ogc:def:crs:EPSG:6.9:4490", "EPSG:4490", true),
            ("http://www.opengis.net/def/crs/EPSG/0/4547", "EPSG:4547", true),
            ("https://www.opengis.net/def/crs/EPSG/0/2326", "EPSG:2326", true),
            ("urn:ogc:def:crs:EPSG::32649", "EPSG:32649", false),
            ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", false),
            ("EPSG:4326", "EPSG:4326", false),
            ("http://www.opengis.net/gml/srs/epsg.xml#4547", "EPSG:4547", false),
            ("urn:ogc:def:crs,crs:EPSG::4547,crs:EPSG::5737", "EPSG:4547", true),
        ] {
            let element = Element { attributes: vec![("srsName".to_owned(), name.to_owned())], ..Element::default() };
            let axes = Axes::of(&element, &CoordinateFrame::default()).expect(name);
            assert_eq!(
                (axes.crs.map(crate::crs::Crs::name), axes.is_north_first),
                (Some(crs), is_north_first),
                "{name}"
            );
        }
    }
}
