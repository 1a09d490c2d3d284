//! What can be wrong with a shape: which rule says so, how severe it is, in which words.
//! Must not know how it is found.

use super::winding;
use crate::geometry::LonLat;
use crate::i18n::{Lang, number, tr};
use crate::verify::{NOT_CHECKED, Severity};

/// Something wrong with a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::verify) struct Fault {
    /// What.
    pub(in crate::verify) kind: Kind,
    /// Where, if anywhere.
    pub(in crate::verify) at: Option<LonLat>,
    /// At which position of the feature's geometry, as it was read, or after which.
    pub(in crate::verify) position: usize,
}

/// What can be wrong with a shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::verify) enum Kind {
    /// The reader closed a ring.
    Unclosed,
    /// The reader left out a ring of so few positions.
    TooFew(usize),
    /// A ring has fewer than three different positions in a row.
    FewCorners,
    /// So many positions in a row are the same.
    Repeated(usize),
    /// A vertex of so many degrees.
    Sharp(f64),
    /// A ring turns back on itself.
    Back,
    /// A ring crosses itself.
    SelfCrossing,
    /// A ring comes back to one of its points.
    SelfTouching,
    /// A ring runs along itself.
    SelfOverlapping,
    /// A hole lies outside its outer ring.
    HoleOutside,
    /// A hole crosses its outer ring.
    HoleCrossing,
    /// A hole lies in another.
    HoleNested,
    /// A hole crosses another.
    HolesCrossing,
    /// A hole shares an edge with its outer ring or another hole.
    HoleAlong,
    /// A touch of two rings cuts the area of their polygon apart.
    HoleCutting,
    /// The borders of two polygons cross.
    PolygonsCrossing,
    /// Two polygons share an edge.
    PolygonsAlong,
    /// A polygon lies in another.
    PolygonNested,
    /// So many rings run the wrong way round.
    Winding(usize),
    /// A ring encloses no area.
    NoArea,
    /// A ring touches a pole.
    AtPole,
    /// A ring spans so many degrees of longitude, half the globe or more.
    Wide(f64),
    /// A ring goes round a pole, so that it encloses nothing in longitude and latitude.
    RoundPole,
    /// So many pairs of edges were not enough to compare them all.
    NotChecked(u64),
}

impl Kind {
    /// The rule, how severe it is, and the key of its words.
    pub(in crate::verify) fn meaning(self) -> (&'static str, Severity, &'static str) {
        use Severity::{Error, Note, Warning};
        match self {
            Self::Unclosed => ("ring-closure", Error, "finding.ring-closure"),
            Self::TooFew(_) => ("too-few-points", Error, "finding.too-few-points"),
            Self::FewCorners => ("too-few-points", Error, "finding.few-corners"),
            Self::Repeated(_) => ("duplicate-points", Warning, "finding.duplicate-points"),
            Self::Sharp(_) => ("spike", Warning, "finding.spike"),
            Self::Back => ("spike", Error, "finding.spike-back"),
            Self::SelfCrossing => ("self-intersection", Error, "finding.self-crossing"),
            Self::SelfTouching => ("self-intersection", Error, "finding.self-touching"),
            Self::SelfOverlapping => ("self-intersection", Error, "finding.self-overlapping"),
            Self::HoleOutside => ("hole-outside", Error, "finding.hole-outside"),
            Self::HoleCrossing => ("hole-outside", Error, "finding.hole-crossing"),
            Self::HoleNested => ("hole-nested", Error, "finding.hole-nested"),
            Self::HolesCrossing => ("hole-nested", Error, "finding.holes-crossing"),
            Self::HoleAlong => ("hole-touching", Error, "finding.hole-along"),
            Self::HoleCutting => ("hole-touching", Error, "finding.hole-cutting"),
            Self::PolygonsCrossing => ("polygons-overlapping", Error, "finding.polygons-crossing"),
            Self::PolygonsAlong => ("polygons-overlapping", Error, "finding.polygons-along"),
            Self::PolygonNested => ("polygons-overlapping", Error, "finding.polygon-nested"),
            Self::Winding(_) => (winding::RULE, Note, "finding.winding"),
            Self::NoArea => ("degenerate-area", Warning, "finding.no-area"),
            Self::AtPole => ("degenerate-area", Warning, "finding.at-pole"),
            Self::Wide(_) => ("degenerate-area", Warning, "finding.half-the-globe"),
            Self::RoundPole => ("degenerate-area", Error, "finding.round-pole"),
            Self::NotChecked(_) => (NOT_CHECKED, Error, "finding.not-checked-edges"),
        }
    }

    /// Whether what a feature covers cannot be told from how often its rings wind around a place.
    pub(in crate::verify) fn unsettles_cover(self) -> bool {
        matches!(
            self,
            Self::SelfCrossing
                | Self::SelfTouching
                | Self::SelfOverlapping
                | Self::HoleOutside
                | Self::HoleCrossing
                | Self::HoleNested
                | Self::HolesCrossing
                | Self::HoleAlong
                | Self::PolygonsCrossing
                | Self::PolygonsAlong
                | Self::PolygonNested
                | Self::RoundPole
        )
    }

    /// The figure in its words, if there is one.
    fn figure(self) -> String {
        match self {
            Self::TooFew(count) | Self::Repeated(count) | Self::Winding(count) => count.to_string(),
            Self::NotChecked(pairs) => pairs.to_string(),
            Self::Sharp(degrees) | Self::Wide(degrees) => number(degrees, 2),
            Self::Unclosed
            | Self::FewCorners
            | Self::Back
            | Self::SelfCrossing
            | Self::SelfTouching
            | Self::SelfOverlapping
            | Self::HoleOutside
            | Self::HoleCrossing
            | Self::HoleNested
            | Self::HolesCrossing
            | Self::HoleAlong
            | Self::HoleCutting
            | Self::PolygonsCrossing
            | Self::PolygonsAlong
            | Self::PolygonNested
            | Self::NoArea
            | Self::AtPole
            | Self::RoundPole => String::new(),
        }
    }

    /// What was found of a feature by its name.
    pub(in crate::verify) fn message(self, name: &str, lang: Lang) -> String {
        let (_, _, key) = self.meaning();
        tr!(lang, key, name = name, figure = self.figure()).into_owned()
    }
}
