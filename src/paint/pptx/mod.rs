//! Slides as a presentation in the format of Office Open XML (ECMA-376): the map as a picture, words as text that can be edited, notes as notes.
//! Must not decide what is said.

mod package;
mod slide;
mod xml;

use self::package::Package;
use self::slide::{SlidePart, notes};
use self::xml::Xml;
use super::{Edition, PaintError, Paper, raster};
use crate::picture::{Picture, Slide};

/// An eighth of a 96th of an inch is so many of the format's units: a point of a picture is a 96th of an inch.
const UNITS_PER_POINT: f32 = 9525.0;
/// The longest side that a slide may have, in those units.
const LONGEST: f32 = 51_206_400.0;
/// Slides are numbered from here.
const FIRST_ID: usize = 256;

const SLIDE: &str = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml";
const NOTES: &str = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// The namespaces of a part.
pub(super) const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:p", "http://schemas.openxmlformats.org/presentationml/2006/main"),
];

/// The parts that are the same in every presentation, each with its name, its kind and what it refers to.
type Fixed = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);
const FIXED: [Fixed; 5] = [
    ("ppt/theme/theme1.xml", THEME, include_str!("../../../assets/pptx/theme.xml"), &[]),
    ("ppt/theme/theme2.xml", THEME, include_str!("../../../assets/pptx/theme.xml"), &[]),
    (
        "ppt/slideMasters/slideMaster1.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.slideMaster+xml",
        include_str!("../../../assets/pptx/master.xml"),
        &[("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")],
    ),
    (
        "ppt/slideLayouts/slideLayout1.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.slideLayout+xml",
        include_str!("../../../assets/pptx/layout.xml"),
        &[("slideMaster", "../slideMasters/slideMaster1.xml")],
    ),
    (
        "ppt/notesMasters/notesMaster1.xml",
        "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml",
        include_str!("../../../assets/pptx/notes-master.xml"),
        &[("theme", "../theme/theme2.xml")],
    ),
];

/// Writes a picture as a presentation of one slide.
pub(super) fn paint(picture: &Picture, paper: &Paper) -> Result<Vec<u8>, PaintError> {
    let edition = Edition::of(picture, paper);
    slides(&[edition], paper)
}

/// Writes the slides of the first edition as a presentation.
pub(super) fn slides(editions: &[Edition], paper: &Paper) -> Result<Vec<u8>, PaintError> {
    let Some(edition) = editions.first() else { return Err(PaintError::Library("no slides".to_owned())) };
    let mut package = Package::default();
    let core = ("core", "docProps/core.xml".to_owned());
    let main = ("officeDocument", "ppt/presentation.xml".to_owned());
    package.relate("", &[main, core, ("extended-properties", "docProps/app.xml".to_owned())])?;
    for (name, kind, text, targets) in FIXED {
        package.add(name, kind, text.trim_end().into());
        if !targets.is_empty() {
            let targets: Vec<_> = targets.iter().map(|(kind, target)| (*kind, (*target).to_owned())).collect();
            package.relate(name, &targets)?;
        }
    }
    presentation(edition, &mut package)?;
    said_of_itself(edition, &mut package)?;
    for (slide, number) in edition.slides.iter().zip(1..) {
        add(edition, slide, (number, paper), &mut package)?;
    }
    package.packed()
}

/// How many units a point of the picture is.
fn units(picture: &Picture) -> f32 {
    let [width, height] = picture.size;
    UNITS_PER_POINT.min(LONGEST / width.max(height).max(1.0))
}

/// A length in the format's units.
#[expect(clippy::cast_possible_truncation, reason = "saturates")]
fn whole(length: f32) -> String {
    (length.round() as i64).to_string()
}

fn add(
    edition: &Edition,
    slide: &Slide,
    (number, paper): (usize, &Paper),
    package: &mut Package,
) -> Result<(), PaintError> {
    let (name, picture) = (format!("ppt/slides/slide{number}.xml"), format!("ppt/media/image{number}.png"));
    package.add_picture(&picture, raster::png(&slide.picture, paper)?);
    let part = SlidePart { slide, units: units(&slide.picture), palette: paper.theme.palette(), lang: edition.lang };
    package.add(&name, SLIDE, part.xml()?);
    let layout = ("slideLayout", "../slideLayouts/slideLayout1.xml".to_owned());
    let mut targets = vec![layout, ("image", format!("../media/image{number}.png"))];
    if !slide.notes.trim().is_empty() {
        let notes_name = format!("ppt/notesSlides/notesSlide{number}.xml");
        targets.push(("notesSlide", format!("../notesSlides/notesSlide{number}.xml")));
        package.add(&notes_name, NOTES, notes(slide, edition.lang)?);
        let master = ("notesMaster", "../notesMasters/notesMaster1.xml".to_owned());
        package.relate(&notes_name, &[master, ("slide", format!("../slides/slide{number}.xml"))])?;
    }
    package.relate(&name, &targets)
}

/// The part that all others hang on: how large slides are and in which order they come.
fn presentation(edition: &Edition, package: &mut Package) -> Result<(), PaintError> {
    const KIND: &str = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml";
    let mut targets = vec![
        ("slideMaster", "slideMasters/slideMaster1.xml".to_owned()),
        ("notesMaster", "notesMasters/notesMaster1.xml".to_owned()),
        ("theme", "theme/theme1.xml".to_owned()),
    ];
    let before = targets.len();
    targets.extend((1..=edition.slides.len()).map(|number| ("slide", format!("slides/slide{number}.xml"))));
    let size = edition.slides.first().map_or([1600.0, 900.0], |slide| slide.picture.size.map(|side| side));
    let unit = edition.slides.first().map_or(UNITS_PER_POINT, |slide| units(&slide.picture));
    let [width, height] = size.map(|side| whole(side * unit));
    let mut xml = Xml::new()?;
    xml.element("p:presentation", &NAMESPACES, |xml| {
        xml.element("p:sldMasterIdLst", &[], |xml| {
            xml.empty("p:sldMasterId", &[("id", "2147483648"), ("r:id", "rId1")])
        })?;
        xml.element("p:notesMasterIdLst", &[], |xml| xml.empty("p:notesMasterId", &[("r:id", "rId2")]))?;
        xml.element("p:sldIdLst", &[], |xml| {
            for at in 0..edition.slides.len() {
                let (id, relation) = ((FIRST_ID + at).to_string(), format!("rId{}", before + at + 1));
                xml.empty("p:sldId", &[("id", &id), ("r:id", &relation)])?;
            }
            Ok(())
        })?;
        xml.empty("p:sldSz", &[("cx", &width), ("cy", &height)])?;
        xml.empty("p:notesSz", &[("cx", "6858000"), ("cy", "9144000")])
    })?;
    package.add("ppt/presentation.xml", KIND, xml.into_bytes());
    package.relate("ppt/presentation.xml", &targets)
}

/// Its title and its language, without a date.
fn said_of_itself(edition: &Edition, package: &mut Package) -> Result<(), PaintError> {
    let mut core = Xml::new()?;
    let spaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    core.element("cp:coreProperties", &spaces, |xml| {
        xml.text("dc:title", &edition.title)?;
        xml.text("dc:language", edition.lang.code())
    })?;
    let kind = "application/vnd.openxmlformats-package.core-properties+xml";
    package.add("docProps/core.xml", kind, core.into_bytes());
    let mut app = Xml::new()?;
    let space = [("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")];
    app.element("Properties", &space, |xml| {
        xml.text("Application", "zonemap")?;
        xml.text("Slides", &edition.slides.len().to_string())
    })?;
    let kind = "application/vnd.openxmlformats-officedocument.extended-properties+xml";
    package.add("docProps/app.xml", kind, app.into_bytes());
    Ok(())
}
