//! What `render` is asked for, checked: the kind of file, sizes, the box, the layers.
//! Must not draw.

use std::path::{Path, PathBuf};

use super::Render;
use super::deck::DeckWanted;
use super::film::FilmWanted;
use super::symbology::Symbology;
use crate::draw::{Sheet, SheetOptions};
use crate::export::{Export, MAX_PIXELS, PRINT_DPI, SCREEN_DPI, painter_named, painter_of_ending};
use crate::formats::STANDARD_INPUT;
use crate::geometry::Extent;
use crate::i18n::{Lang, list, number, printable, tr};
use crate::paint::{PAINTERS, Painter};
use crate::picture::Theme;
use crate::project::Project;
use crate::session::{Action, Session};

/// The size of a map in pixels, and of a stop of a show, unless asked otherwise.
const USUAL_SIZE: [u32; 2] = [1600, 1000];
const STOP_SIZE: [u32; 2] = [1600, 900];
const SLIDE_SIZE: [u32; 2] = [2400, 1350];
/// Pixels an inch of the picture of a slide, which is shown larger than a window.
const SLIDE_DPI: f64 = 144.0;
/// The least and the most DPI.
const DPI: [f64; 2] = [10.0, 2400.0];
/// How far a box may reach, in degrees east or west and north or south.
const FARTHEST: [f64; 2] = [540.0, 90.0];

/// What is to be made, and where it goes.
pub(super) struct Wanted {
    pub(super) export: Export,
    pub(super) output: PathBuf,
    extent: Option<Extent>,
    feature: Option<String>,
    pub(super) graticule: bool,
    pub(super) uncertainty: bool,
    pub(super) ground: bool,
    pub(super) deck: Option<DeckWanted>,
    pub(super) film: Option<FilmWanted>,
    pub(super) symbology: Symbology,
    layers: Option<Vec<String>>,
    size: [u32; 2],
}

/// An argument that cannot be: the key of the sentence that says what was expected, and what was found.
pub(super) struct Wrong {
    expected: &'static str,
    found: String,
    /// What there would be to choose from.
    choice: Vec<String>,
    /// The most that there may be.
    most: usize,
}

impl Wrong {
    pub(super) fn new(expected: &'static str, found: &str) -> Self {
        Self { expected, found: printable(found), choice: Vec::new(), most: MAX_PIXELS as usize }
    }

    /// The same, with what there would be to choose from.
    pub(super) fn among(self, choice: Vec<String>) -> Self {
        Self { choice, ..self }
    }

    /// Many pictures in a file of a kind that has only one; there would be documents to choose from.
    pub(super) fn of_set(expected: &'static str, kind: &str) -> Self {
        let documents = PAINTERS.iter().filter(|painter| painter.is_document());
        Self::new(expected, kind).among(documents.map(|painter| painter.name.to_owned()).collect())
    }

    /// The same, with the most that there may be.
    pub(super) fn of_at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    pub(super) fn message(&self, lang: Lang) -> String {
        let choice: Vec<&str> = self.choice.iter().map(String::as_str).collect();
        tr!(lang, self.expected, found = self.found, choice = list(&choice, lang), most = self.most).into_owned()
    }
}

impl Wanted {
    pub(super) fn new(args: &Render) -> Result<Self, Wrong> {
        let sheet = args.sheet.options()?;
        let deck = if args.show.deck { Some(DeckWanted::new(args)?) } else { None };
        let into_folder = deck.as_ref().is_some_and(|deck| deck.into_folder);
        let kind = args.kind.as_deref().or(into_folder.then_some("png"));
        let film = FilmWanted::new(args, into_folder)?;
        let painter = painter(if film.is_some() { Some("png") } else { kind }, &args.output)?;
        let usual = usual(painter, sheet.as_ref(), deck.as_ref());
        let export = Export {
            painter,
            sheet,
            theme: args.theme.unwrap_or(usual.1),
            dpi: args.dpi.as_deref().map_or(Ok(usual.0), dpi)?,
        };
        let wanted = Self {
            export,
            output: args.output.clone(),
            extent: args.bbox.as_deref().map(extent).transpose()?,
            feature: args.feature.clone(),
            graticule: args.graticule,
            uncertainty: args.uncertainty,
            ground: !args.no_ground,
            layers: args.layers.clone(),
            symbology: Symbology::new(args),
            size: args.size.as_deref().map_or_else(|| Ok(usual_size(painter, deck.is_some())), size)?,
            deck,
            film,
        };
        wanted.refuse_a_set()?;
        let pixels = wanted.export.pixels(wanted.map_size());
        if pixels.iter().any(|&side| side > f64::from(MAX_PIXELS)) {
            let found = format!("{} × {}", number(pixels[0], 0), number(pixels[1], 0));
            return Err(Wrong::new("render.too-many-pixels", &found));
        }
        Ok(wanted)
    }

    /// Many pictures are no one file, and have no room for notes.
    fn refuse_a_set(&self) -> Result<(), Wrong> {
        let Some(deck) = self.deck.as_ref().filter(|_| self.film.is_none() && !self.export.painter.is_document())
        else {
            return Ok(());
        };
        let wrong = match deck {
            DeckWanted { notes: true, .. } => "render.notes",
            _ if self.output.as_os_str() == STANDARD_INPUT => "render.set",
            _ => return Ok(()),
        };
        Err(Wrong::of_set(wrong, self.export.painter.name))
    }

    /// The map's size in points.
    pub(super) fn map_size(&self) -> [f32; 2] {
        #[expect(clippy::cast_possible_truncation, reason = "at most 16384 pixels")]
        let points = |pixels: u32| (f64::from(pixels) / self.export.pixels_per_point()) as f32;
        self.export.sheet.as_ref().map_or_else(|| self.size.map(points), SheetOptions::frame_size)
    }

    /// Turns a session to the box or the feature that is wanted.
    pub(super) fn aim(&self, mut session: Session) -> Result<Session, Wrong> {
        let extent = self.extent.map_or_else(|| self.feature_extent(session.project()), |extent| Ok(Some(extent)))?;
        if self.export.sheet.as_ref().is_some_and(|options| options.series) {
            // What is beside the box takes no sheets.
            let all = session.project().extent();
            return Ok(Sheet::facing(&session, extent.unwrap_or(all)));
        }
        if let Some(extent) = extent {
            session.apply(Action::Frame(extent));
        }
        Ok(session)
    }

    /// The box around all features of an id, if one is wanted.
    fn feature_extent(&self, project: &Project) -> Result<Option<Extent>, Wrong> {
        let Some(id) = &self.feature else { return Ok(None) };
        let features = (0..project.namespaces().count()).flat_map(|namespace| project.named(namespace, id));
        let shapes = features.filter_map(|id| project.shape(id));
        let extent = shapes.fold(Extent::EMPTY, |all, shape| all.union(shape.extent()));
        if extent.is_empty() { Err(Wrong::new("render.feature", id)) } else { Ok(Some(extent)) }
    }

    /// Which layers of a project are to be seen, one by one.
    pub(super) fn shown_layers(&self, project: &Project) -> Result<Vec<bool>, Wrong> {
        let Some(names) = &self.layers else {
            return Ok(project.layers.iter().map(|layer| layer.visible).collect());
        };
        if let Some(name) = names.iter().find(|name| !project.layers.iter().any(|layer| layer.id == **name)) {
            let choice = project.layers.iter().map(|layer| printable(&layer.id)).collect();
            return Err(Wrong { choice, ..Wrong::new("render.layer", name) });
        }
        Ok(project.layers.iter().map(|layer| names.contains(&layer.id)).collect())
    }
}

/// How fine what is made is and whose colours it has, unless asked otherwise. Notes beside the words of a slide are no reason for paper.
fn usual(painter: &Painter, sheet: Option<&SheetOptions>, deck: Option<&DeckWanted>) -> (f64, Theme) {
    let Some(deck) = deck else {
        return if sheet.is_some() { (PRINT_DPI, Theme::Print) } else { (SCREEN_DPI, Theme::Light) };
    };
    let dpi = if painter.slides.is_some_and(|painter| painter.keeps_notes) { SLIDE_DPI } else { SCREEN_DPI };
    (dpi, if deck.notes && painter.slides.is_none() { Theme::Print } else { Theme::Dark })
}

fn usual_size(painter: &Painter, is_deck: bool) -> [u32; 2] {
    match painter.slides {
        Some(painter) if is_deck && painter.keeps_notes => SLIDE_SIZE,
        Some(_) | None => {
            if is_deck {
                STOP_SIZE
            } else {
                USUAL_SIZE
            }
        }
    }
}

/// The painter by its name, else by the file's ending.
fn painter(kind: Option<&str>, output: &Path) -> Result<&'static Painter, Wrong> {
    let ending = output.extension().map(|ending| ending.to_string_lossy());
    let (found, wrong) = match (kind, &ending) {
        (Some(name), _) => (painter_named(name), Wrong::new("render.format", name)),
        (None, Some(ending)) => (painter_of_ending(ending), Wrong::new("render.ending", ending)),
        (None, None) => (None, Wrong::new("render.no-ending", &output.to_string_lossy())),
    };
    let choice = |painter: &Painter| if kind.is_some() { painter.name } else { painter.extension }.to_owned();
    found.ok_or_else(|| Wrong { choice: PAINTERS.iter().map(choice).collect(), ..wrong })
}

fn dpi(text: &str) -> Result<f64, Wrong> {
    let dpi = text.parse().ok().filter(|dpi| (DPI[0]..=DPI[1]).contains(dpi));
    dpi.ok_or_else(|| Wrong::new("render.dpi", text))
}

/// `WxH` in pixels.
fn size(text: &str) -> Result<[u32; 2], Wrong> {
    let side = |text: &str| text.trim().parse().ok().filter(|side| (1..=MAX_PIXELS).contains(side));
    let sides = text.split_once(['x', 'X', '×']).and_then(|(width, height)| Some([side(width)?, side(height)?]));
    sides.ok_or_else(|| Wrong::new("render.size", text))
}

/// `W,S,E,N` in degrees.
fn extent(text: &str) -> Result<Extent, Wrong> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
    let extent = match numbers.as_deref() {
        Some(&[west, south, east, north]) => Some(Extent { west, south, east, north }),
        Some(_) | None => None,
    };
    let [lon, lat] = FARTHEST;
    let is_box = |e: &Extent| {
        e.west < e.east && e.south < e.north && e.west >= -lon && e.east <= lon && e.south >= -lat && e.north <= lat
    };
    extent.filter(is_box).ok_or_else(|| Wrong::new("render.bbox", text))
}
