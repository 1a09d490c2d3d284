//! A finished sheet for paper: the map in its frame, and around it title, legend, scale, notice and sources.
//! Must not know a painter, nor where the sheet is written to.

mod edge;
mod handout;
mod imprint;
mod key;
mod layout;
mod numbers;
mod options;
mod ratio;
mod scale;
mod series;
mod title;

pub use handout::HandOut;
pub use options::{PaperFormat, SheetOptions, SheetPart};
pub use ratio::{SCALES, USUAL_SCALES, next_scale, read_scale};
pub use series::{MAX_SHEETS, TooManySheets};
pub use title::title_of;

use super::dots::{Dot, dots};
use super::graticule::Graticule;
use super::placed_labels::PlacedLabels;
use super::scaled;
use super::setter::Setter;
use super::words::Measure;
use super::{box_of, emphasis, fresh, ground, map_items, measure, versions};
use crate::geometry::{Extent, LonLat};
use crate::i18n::Lang;
use crate::picture::{Label, Picture, Projector, Sign, World};
use crate::project::Style;
use crate::session::{Action, Session, Viewpoint};
use layout::SheetLayout;
use numbers::Numbers;
use series::{Place, Series};

/// The sheet's points that a screen's point takes: one is 1/72 inch, the other 1/96.
const ON_PAPER: f32 = 72.0 / 96.0;
/// The longer side of a view that is shaped like a box, in points.
const VIEW_SIDE: f64 = 1000.0;

/// A sheet: what a session shows, in the frame of a paper format, at a round scale.
#[derive(Clone, Debug)]
pub struct Sheet {
    session: Session,
    options: SheetOptions,
    /// Its place in a series; none for a sheet by itself.
    place: Option<Place>,
}

impl Sheet {
    /// A sheet with the middle of the session's view in its middle: at the scale that is asked for, or else with everything that is in view
    /// on it, at the next round scale.
    #[must_use]
    pub fn new(session: &Session, options: &SheetOptions) -> Self {
        let mut session = session.framed(options.frame_size());
        let view = session.view();
        let (place, ratio) = (view.place(), ratio::ratio(view.projector()));
        let wanted = options.scale.unwrap_or_else(|| ratio::round_up(ratio));
        let points_per_world = place.points_per_world * ratio / wanted;
        session.apply(Action::LookFrom(Viewpoint { points_per_world, ..place }));
        Self { session, options: options.clone(), place: None }
    }

    /// The sheets that are wanted of a session: one, or as many as show everything in view at the scale that is asked for, with an index
    /// before them.
    ///
    /// # Errors
    /// [`TooManySheets`] when that takes more than a series may have.
    pub fn all(session: &Session, options: &SheetOptions) -> Result<Vec<Self>, TooManySheets> {
        let single = SheetOptions { series: false, ..options.clone() };
        let Some(ratio) = options.scale.filter(|_| options.series) else {
            return Ok(vec![Self::new(session, &single)]);
        };
        if Series::new(session.view().projector(), single.frame_size(), ratio)?.sheets().len() == 1 {
            return Ok(vec![Self::new(session, &single)]);
        }
        let frame = options.frame_size();
        let series = Series::new(session.view().projector(), frame, ratio)?;
        // All of each sheet is on the index, beyond what was in view too.
        let around = Self::facing(session, series.extent(frame));
        let index = Self::new(&around, &SheetOptions { scale: None, ..options.clone() });
        let mut sheets = vec![Self { place: Some(series.index(frame)), ..index }];
        for (at, &(middle, points_per_world)) in series.sheets().iter().enumerate() {
            let mut session = session.framed(frame);
            let LonLat { lon, lat } = middle.into();
            session.apply(Action::LookFrom(Viewpoint { center: [lon, lat], points_per_world }));
            sheets.push(Self { session, options: options.clone(), place: Some(series.place(at)) });
        }
        Ok(sheets)
    }

    /// A copy of a session whose view is shaped like a box and shows it; an empty box changes nothing.
    #[must_use]
    pub fn facing(session: &Session, extent: Extent) -> Session {
        let mut session = session.clone();
        if extent.is_empty() {
            return session;
        }
        let corner = |lon, lat| World::from(LonLat { lon, lat });
        let (a, b) = (corner(extent.west, extent.north), corner(extent.east, extent.south));
        // A box without a width or a height still has a view around it.
        let least = (b.x - a.x).max(b.y - a.y).max(f64::MIN_POSITIVE) / 10.0;
        let sides = [b.x - a.x, b.y - a.y].map(|side| side.max(least));
        let longest = sides[0].max(sides[1]);
        #[expect(clippy::cast_possible_truncation, reason = "at most so many points")]
        let size = sides.map(|side| (side / longest * VIEW_SIDE) as f32);
        session.apply(Action::Resize(size));
        session.apply(Action::Frame(extent));
        session
    }

    /// The session as the sheet shows it: its view is that of the map's frame.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// How many times smaller than the ground it is in its middle.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        ratio::ratio(self.session.view().projector())
    }

    /// How its file is told from those of other sheets of its series; none for a sheet by itself.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        self.place.as_ref().map(Place::name)
    }

    /// What it is among the sheets of its series, in words; none for a sheet by itself.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        self.place.as_ref().map(|place| place.words(&self.session))
    }

    /// The sheet as a picture, in points of 1/72 inch.
    #[must_use]
    pub fn picture(&self) -> Picture {
        let measure: Measure<'_> = &measure(self.session.lang());
        let (session, options, layout) = (&self.session, &self.options, SheetLayout::new(&self.options));
        let (projector, lang) = (*session.view().projector(), session.lang());
        let graticule = options.shows(SheetPart::Graticule).then(|| graticule(&projector, layout.map_scale, lang));
        let on_paper = ON_PAPER * layout.map_scale;
        let screen = self.on_screen(on_paper);
        let spots = dots(&screen, Style::Place, usize::MAX);
        // Set before the names, which give way to them.
        let sheets = self.place.as_ref().map_or_else(Vec::new, |place| place.numbers(&projector));
        let placed = names(&screen, &spots, &sheets, (measure, on_paper));
        let numbers =
            if options.shows(SheetPart::Legend) { Numbers::new(&screen, &placed) } else { Numbers::default() };
        let mut setter = Setter::new(measure, layout.text_scale);
        edge::margins(&layout, &mut setter);
        let listed = key::key(session, options, &layout, &numbers, &mut setter);
        let mut over_map = Setter::new(measure, 1.0);
        over_map.signs.extend(graticule.iter().flat_map(|graticule| graticule.lines(projector.size)));
        if let Some(place) = &self.place {
            place.outlines(&projector, &mut over_map);
            place.mark(session, &layout, &mut setter);
        }
        over_map.signs.extend(sheets.into_iter().map(Sign::Label));
        let labels = placed.iter().flat_map(|placed| placed.labels(screen.view().projector()));
        over_map.signs.extend(labels.map(|label| Sign::Label(scaled::label(label, on_paper))));
        let leaders = placed.iter().flat_map(|placed| placed.leader(screen.view().projector()));
        over_map.signs.extend(leaders.map(|sign| scaled::sign(sign, on_paper)));
        let numbers = numbers.signs(&listed, &placed, &screen, measure);
        over_map.signs.extend(numbers.into_iter().map(|sign| scaled::sign(sign, on_paper)));
        over_map.signs.extend(Self::versions(&screen, measure).into_iter().map(|sign| scaled::sign(sign, on_paper)));
        self.mark(&mut over_map.signs);
        setter.add_moved(over_map.signs, layout.corner());
        edge::frame(&layout, graticule.as_ref(), &mut setter);
        title::title(session, options, &layout, &mut setter);
        scale::scale(session, options, &layout, &mut setter);
        imprint::imprint(session, (options, ground::is_seen(&screen)), &layout, &mut setter);
        Picture {
            size: layout.size,
            background: ground::background(&screen, true),
            corner: layout.corner(),
            projector,
            map: map_items(&screen, &spots, true).into_iter().map(|item| scaled::item(item, on_paper)).collect(),
            signs: setter.signs,
            lang,
        }
    }

    /// The session as a screen would show the map's frame, on which a point is not 1/72 but 1/96 inch: on paper lines and words
    /// are as large as there, so that as many have room; on a large paper larger.
    fn on_screen(&self, on_paper: f32) -> Session {
        let mut screen = self.session.framed(self.options.frame_size().map(|side| side / on_paper));
        let place = self.session.view().place();
        let points_per_world = place.points_per_world / f64::from(on_paper);
        screen.apply(Action::LookFrom(Viewpoint { points_per_world, ..place }));
        screen
    }

    /// The lines across what another version adds and removes, and how much that is where it would not be cut at the frame.
    fn versions(screen: &Session, measure: Measure<'_>) -> Vec<Sign> {
        let (mut signs, size) = (Vec::new(), screen.view().projector().size);
        versions::signs(screen, &mut signs, measure);
        signs.retain(|sign| !matches!(sign, Sign::Label(label) if !is_within(box_of(label, measure), size)));
        signs
    }

    /// The mark of a position that was gone to, where it is on the map.
    fn mark(&self, signs: &mut Vec<Sign>) {
        let size = self.session.view().projector().size;
        if emphasis::mark_place(&self.session).is_some_and(|place| is_within(place, size)) {
            emphasis::mark(&self.session, signs);
        }
    }
}

/// Meridians and parallels as far apart as their names, so many times as large as on A4, ask for.
fn graticule(projector: &Projector, scale: f32, lang: Lang) -> Graticule {
    let size = projector.size.map(|side| side / scale);
    let points_per_world = projector.points_per_world / f64::from(scale);
    let Graticule { meridians, parallels } = Graticule::new(&Projector { points_per_world, size, ..*projector }, lang);
    let enlarged = |lines: Vec<(f32, String)>| lines.into_iter().map(|(at, name)| (at * scale, name)).collect();
    Graticule { meridians: enlarged(meridians), parallels: enlarged(parallels) }
}

/// The names there is room for beside other words on the map; one that would be cut at the frame is left out.
fn names(
    screen: &Session,
    spots: &[Dot],
    others: &[Label],
    (measure, on_paper): (Measure<'_>, f32),
) -> Vec<PlacedLabels> {
    let other = |label: &Label| box_of(label, measure).map(|side| side / on_paper);
    let taken: Vec<_> = others.iter().map(other).collect();
    let mut placed = fresh(screen, spots, &taken, measure);
    let projector = screen.view().projector();
    placed.retain(|placed| placed.places(projector).all(|place| is_within(place, projector.size)));
    placed
}

fn is_within(place: super::board::ScreenRect, [width, height]: [f32; 2]) -> bool {
    place[0] >= 0.0 && place[1] >= 0.0 && place[2] <= width && place[3] <= height
}
