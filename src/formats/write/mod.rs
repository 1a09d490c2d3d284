//! From a project to the bytes of a data file: which layers, in which system, and what of them the file cannot hold.
//! Must not know where the bytes go.

mod csv;
mod dbf;
mod dxf;
mod fields;
mod flatgeobuf;
mod geojson;
mod geopackage;
mod kml;
mod packed;
mod parcels;
mod positions;
mod rtree;
mod shapefile;
mod told;
mod wkb;
mod wkt;

pub use geojson::feature_text;
pub use packed::{Packing, packed, stale_beside};
pub use told::{Told, WriteError};

use super::{FORMATS, Format};
use crate::crs::{CoordinateFrame, Crs, grid_3deg, grid_utm};
use crate::geometry::{Extent, LonLat};
use crate::i18n::{Lang, Localized};
use crate::project::{Feature, Layer, Project};

/// How a format is written.
pub(super) struct Writer {
    /// Whether a file holds several layers.
    holds_layers: bool,
    /// Which systems its positions may be in.
    systems: Systems,
    write: fn(&[Outgoing<'_>], &mut Written) -> Result<(), WriteError>,
}

/// Which systems the positions of a format may be in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Systems {
    /// Longitude and latitude on WGS 84 alone.
    Degrees,
    /// Any, if one is asked for; else longitude and latitude on WGS 84.
    DegreesUnlessAsked,
    /// Any: that which the file was read in, unless another is asked for.
    Any,
    /// Grids in metres alone.
    Grids,
    /// Of these the zones of CGCS2000 alone.
    Zones,
}

impl Systems {
    /// Whether positions may be in a system.
    fn hold(self, crs: Crs) -> bool {
        match self {
            Self::Degrees => crs.is_wgs84(),
            Self::DegreesUnlessAsked | Self::Any => true,
            Self::Grids => !crs.is_geographic(),
            Self::Zones => crs.zone().is_some(),
        }
    }
}

pub(super) const GEOJSON: Writer =
    Writer { holds_layers: false, systems: Systems::DegreesUnlessAsked, write: geojson::collection };
pub(super) const GEOJSON_LINES: Writer =
    Writer { holds_layers: false, systems: Systems::Degrees, write: geojson::lines };
pub(super) const KML: Writer = Writer { holds_layers: true, systems: Systems::Degrees, write: kml::write };
pub(super) const CSV: Writer = Writer { holds_layers: false, systems: Systems::Any, write: csv::write };
pub(super) const WKT: Writer = Writer { holds_layers: true, systems: Systems::Any, write: wkt::write };
pub(super) const DXF: Writer = Writer { holds_layers: true, systems: Systems::Grids, write: dxf::write };
pub(super) const PARCELS: Writer = Writer { holds_layers: true, systems: Systems::Zones, write: parcels::write };
pub(super) const GEOPACKAGE: Writer = Writer { holds_layers: true, systems: Systems::Any, write: geopackage::write };
pub(super) const FLATGEOBUF: Writer = Writer { holds_layers: false, systems: Systems::Any, write: flatgeobuf::write };
pub(super) const SHAPEFILE: Writer = Writer { holds_layers: false, systems: Systems::Any, write: shapefile::write };

/// What of a project is to be written, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WriteOptions {
    /// The system that positions are written in. Default: longitude and latitude on WGS 84 where the format is used with that, else the
    /// system that they were read in.
    pub crs: Option<Crs>,
    /// The layer by its id, where a project has several. Default: all that the format can hold.
    pub layer: Option<String>,
    /// The language of names that a format has room for in one.
    pub lang: Lang,
    /// Whether a table has tabs between its cells, and not commas.
    pub tabs: bool,
}

/// A layer on its way into a file.
struct Outgoing<'a> {
    layer: &'a Layer,
    /// The system of its positions; none for longitude and latitude on WGS 84.
    crs: Option<Crs>,
    /// The language of names that stand in one.
    lang: Lang,
    /// Whether there are tabs between cells, and not commas.
    tabs: bool,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Written {
    /// The files: each with its own ending where several belong together, the first without one.
    pub files: Vec<(Option<&'static str>, Vec<u8>)>,
    /// What people should know about it, most of all what could not be kept.
    pub told: Vec<Told>,
    /// The system of the positions.
    pub crs: Option<Crs>,
    /// How many features there are in it.
    pub features: usize,
}

impl Written {
    /// Keeps something to tell of so many things, if there are any.
    fn tell_of(&mut self, count: usize, told: impl FnOnce(usize) -> Told) {
        if count > 0 {
            self.tell(told(count));
        }
    }

    /// Keeps something to tell; what concerns several features is told once, with their number.
    fn tell(&mut self, told: Told) {
        if !self.told.contains(&told) {
            self.told.push(told);
        }
    }
}

/// The formats that can be written.
pub fn writable() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| format.write.is_some())
}

/// The format that can be written and that an ending, or the id of one, names.
#[must_use]
pub fn writable_by_name(name: &str) -> Option<&'static Format> {
    let lower = name.to_ascii_lowercase();
    writable().find(|format| format.id == lower || format.extensions.contains(&lower.as_str()))
}

/// The bytes of a project's layers as files of a format.
///
/// # Errors
/// [`WriteError`], which says what the format cannot hold and what would do.
pub fn written(project: &Project, format: &Format, options: &WriteOptions) -> Result<Written, WriteError> {
    let Some(writer) = &format.write else { return Err(WriteError::ReadOnly { format: format.title }) };
    let layers = chosen(project, format, writer, options)?;
    let crs = system(&layers, format, writer.systems, options)?;
    let outgoing: Vec<Outgoing<'_>> =
        layers.into_iter().map(|layer| Outgoing { layer, crs, lang: options.lang, tabs: options.tabs }).collect();
    let features = outgoing.iter().map(|one| one.layer.data.features().len()).sum();
    let mut all = Written { crs, features, ..Written::default() };
    let defects: usize = outgoing.iter().map(|one| one.layer.data.defects().len()).sum();
    all.tell_of(defects, |count| Told::Mended { count });
    let beyond = outgoing.iter().map(Outgoing::beyond_180).sum();
    all.tell_of(beyond, |count| Told::Beyond180 { count });
    (writer.write)(&outgoing, &mut all)?;
    if let Some(key) = crs.and_then(Crs::way_to_wgs84) {
        let positions = outgoing.iter().map(|one| one.layer.data.shapes().vertex_count()).sum();
        all.tell_of(positions, |count| Told::Way { key, count });
    }
    Ok(all)
}

/// The layers to write: the one that is asked for, or all with features.
fn chosen<'a>(
    project: &'a Project,
    format: &Format,
    writer: &Writer,
    options: &WriteOptions,
) -> Result<Vec<&'a Layer>, WriteError> {
    let ids = |layers: &[&Layer]| layers.iter().map(|layer| layer.id.clone()).collect::<Vec<_>>();
    let all: Vec<&Layer> = project.layers.iter().collect();
    if let Some(id) = &options.layer {
        let own = all.iter().copied().find(|layer| layer.id == *id);
        return own.map(|layer| vec![layer]).ok_or_else(|| WriteError::NoLayer { found: id.clone(), known: ids(&all) });
    }
    if all.len() > 1 && !writer.holds_layers {
        return Err(WriteError::SeveralLayers { format: format.title, known: ids(&all) });
    }
    Ok(all)
}

/// The system of the positions.
fn system(
    layers: &[&Layer],
    format: &Format,
    systems: Systems,
    options: &WriteOptions,
) -> Result<Option<Crs>, WriteError> {
    let asked = options.crs;
    let read_in = || {
        let mut systems = layers.iter().map(|layer| layer.data.frame().crs);
        let first = systems.next().flatten()?;
        systems.all(|other| other == Some(first)).then_some(first)
    };
    let crs = match systems {
        Systems::Degrees => {
            // CGCS2000 has the numbers of WGS 84.
            return match asked.filter(|crs| !crs.is_wgs84() && crs.epsg() != Some(4490)) {
                Some(crs) => Err(WriteError::OnlyDegrees { format: format.title, crs }),
                None => Ok(None),
            };
        }
        Systems::DegreesUnlessAsked => asked,
        Systems::Any => asked.or_else(read_in),
        Systems::Grids | Systems::Zones => {
            let wanted = asked.or_else(read_in);
            let found = wanted.filter(|crs| systems.hold(*crs));
            // What is in another grid is not in longitude and latitude.
            let is_grid = wanted.is_some_and(|crs| !crs.is_geographic());
            let proposed = || if is_grid { None } else { grids_at(center_of(layers)).next() };
            return found.map(Some).ok_or_else(|| WriteError::OnlyGrids { format: format.title, proposed: proposed() });
        }
    };
    Ok(crs.filter(|crs| !crs.is_wgs84()))
}

/// The systems that a layer may well be written in, the usual one first: that which it was read in, longitude and latitude, and the grids of
/// the zone that it lies in. Of formats that hold other systems these are not all.
#[must_use]
pub fn systems_to_write(project: &Project, format: &Format, layer: Option<&str>) -> Vec<Crs> {
    let Some(writer) = &format.write else { return Vec::new() };
    let layers: Vec<&Layer> = project.layers.iter().filter(|own| layer.is_none_or(|id| own.id == id)).collect();
    let read_in = layers.first().and_then(|layer| layer.data.frame().crs);
    let own = [read_in, Crs::from_epsg(4326)];
    let own = if writer.systems == Systems::DegreesUnlessAsked { [own[1], own[0]] } else { own };
    let mut systems: Vec<Crs> = Vec::new();
    for crs in own.into_iter().flatten().chain(grids_at(center_of(&layers))) {
        if writer.systems.hold(crs) && !systems.contains(&crs) {
            systems.push(crs);
        }
    }
    systems
}

fn center_of(layers: &[&Layer]) -> LonLat {
    layers.iter().fold(Extent::EMPTY, |all, layer| all.union(layer.data.shapes().extent())).center()
}

/// The grids of a position: its 3-degree zone of CGCS2000, with and without the zone's number, and that of UTM.
fn grids_at(at: LonLat) -> impl Iterator<Item = Crs> {
    let china = grid_3deg(at).and_then(|position| Crs::from_epsg(position.epsg));
    [china, china.and_then(Crs::twin), grid_utm(at).map(|(crs, _)| crs)].into_iter().flatten()
}

impl<'a> Outgoing<'a> {
    /// The name that a feature has of its own, be it that of its id, in one language; none where it only goes by its id.
    fn name(&self, feature: &'a Feature) -> Option<&'a str> {
        let is_said = || feature.properties.once("name").is_some_and(|name| !name.is_null());
        let is_own = *feature.name() != Localized::plain(feature.key()) || is_said();
        is_own.then(|| feature.name().get(self.lang))
    }

    /// How its positions are written.
    fn frame(&self) -> CoordinateFrame {
        CoordinateFrame { crs: self.crs, ..CoordinateFrame::default() }
    }
}
