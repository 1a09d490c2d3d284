//! The types of geometry that RFC 7946 names.
//! Must not know any position.

/// The geometry type a feature was written with (RFC 7946 section 3.1), or that it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShapeKind {
    /// `"geometry": null`.
    None,
    /// One position.
    Point,
    /// Several positions.
    MultiPoint,
    /// One line.
    LineString,
    /// Several lines.
    MultiLineString,
    /// One polygon.
    Polygon,
    /// Several polygons.
    MultiPolygon,
    /// Several geometries of any type.
    GeometryCollection,
}

impl ShapeKind {
    /// The type by its RFC 7946 name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "Point" => Self::Point,
            "MultiPoint" => Self::MultiPoint,
            "LineString" => Self::LineString,
            "MultiLineString" => Self::MultiLineString,
            "Polygon" => Self::Polygon,
            "MultiPolygon" => Self::MultiPolygon,
            "GeometryCollection" => Self::GeometryCollection,
            _ => return None,
        })
    }

    /// The RFC 7946 name, or `null`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "null",
            Self::Point => "Point",
            Self::MultiPoint => "MultiPoint",
            Self::LineString => "LineString",
            Self::MultiLineString => "MultiLineString",
            Self::Polygon => "Polygon",
            Self::MultiPolygon => "MultiPolygon",
            Self::GeometryCollection => "GeometryCollection",
        }
    }
}
