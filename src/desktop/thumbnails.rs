//! Small pictures of stops, painted in the background one after the other and kept while they are used.
//! Must not decide what is shown on a stop, nor where its picture stands.

use std::sync::Arc;

use egui::load::SizedTexture;
use egui::{Context, TextureHandle, Vec2, vec2};

use super::job::{Job, NotDone};
use super::map_pixmap::texture;
use crate::draw::draw;
use crate::i18n::{Lang, Localized};
use crate::paint::raster::{Image, Part, image, prepare};
use crate::picture::{LodGeometry, Projector};
use crate::project::FeatureId;
use crate::session::{LayerState, Session, Settings, Show};
use crate::show::Stop;

/// The pictures that are kept for later have at most so many bytes together; those in use now stay in any case.
const MAX_BYTES: usize = 16 << 20;
/// A picture is in use when it was asked for within so many seconds.
const IN_USE_S: f64 = 1.0;
/// A picture has at most so many pixels a side.
const MAX_SIDE: f32 = 2048.0;

/// Pictures of stops for a window that shows them frame by frame. They are painted on a thread of their own, one at a time, so
/// that no frame waits for one.
#[derive(Default)]
pub(in crate::desktop) struct Thumbnails {
    kept: Vec<Kept>,
    making: Option<(Key, Job<Option<Image>>)>,
    /// The geometry that the pictures are of, and how strongly it is drawn.
    lod_cache: Vec<(Arc<LodGeometry>, f32)>,
    /// Counts the pictures asked for, to know which have not been for longest.
    asked: u64,
}

struct Kept {
    key: Key,
    /// None for a picture that cannot be painted.
    texture: Option<TextureHandle>,
    bytes: usize,
    asked: u64,
    /// The window's time when it was asked for last, in seconds.
    asked_s: f64,
}

/// All that a picture depends on.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    stop: Stop,
    /// Which of how many it is.
    place: (usize, usize),
    build: usize,
    settings: Settings,
    bilingual: bool,
    /// How layers are shown where the stop says nothing of them.
    layers: Vec<LayerState>,
    sheet: [f32; 2],
    pixels: [u32; 2],
    /// What has been done on the stage since; none for the stop as it is come to.
    live: Option<Live>,
}

/// What a presenter may have changed about a stop.
#[derive(Clone, Debug, PartialEq)]
struct Live {
    projector: Projector,
    selected: Option<FeatureId>,
    hovered: Option<FeatureId>,
    card: Option<FeatureId>,
    legend: bool,
    lang: Lang,
    layers: Vec<LayerState>,
}

impl Thumbnails {
    /// A stop of the show that is on, complete at a step or at its last, as large as there is room for, in points. None while it
    /// is not painted yet, or when it cannot be, or when no show is on. What is asked for first in a frame is painted first.
    pub(in crate::desktop) fn stop(
        &mut self,
        context: &Context,
        session: &Session,
        stop: usize,
        build: Option<usize>,
        room: Vec2,
    ) -> Option<SizedTexture> {
        let sheet = sheet(session);
        let (size, pixels) = fitted(context, sheet, room);
        let key = Key::of(session, stop, build, sheet, pixels)?;
        self.take(context);
        self.begin_anew_if_other(session);
        if let Some(kept) = self.find(&key, time_s(context)) {
            return sized(kept, size);
        }
        // Meanwhile one of another size, or of the sheet as it was before the window changed.
        let finer = |kept: &Kept| Key { pixels: key.pixels, sheet, ..kept.key.clone() } == key;
        let meanwhile = self.nearest(finer).and_then(|kept| sized(kept, fitted(context, kept.key.sheet, room).0));
        // What moves on the stage has the processor for itself, as long as there is something to show meanwhile.
        if meanwhile.is_none() || !is_moving(session) {
            let build = key.build;
            self.make(context, key, || session.at_stop(stop, Some(build), sheet));
        }
        meanwhile
    }

    /// What the audience sees, as large as there is room for: a stop that is still in
    /// motion as it will be, one at rest as it is, one that is covered as it is below.
    pub(in crate::desktop) fn audience(
        &mut self,
        context: &Context,
        session: &Session,
        room: Vec2,
    ) -> Option<SizedTexture> {
        let seen = session.audience();
        let show = seen.show()?;
        let is_covered = show.cover.is_some() || show.overview.is_some();
        if is_moving(seen) || is_covered {
            return self.stop(context, seen, show.at, Some(show.build), room);
        }
        let sheet = sheet(seen);
        let (size, pixels) = fitted(context, sheet, room);
        let plain = Key::of(seen, show.at, Some(show.build), sheet, pixels)?;
        let key = Key { live: Some(Live::of(seen)), ..plain.clone() };
        self.take(context);
        self.begin_anew_if_other(seen);
        if let Some(kept) = self.find(&key, time_s(context)) {
            return sized(kept, size);
        }
        self.make(context, key, || seen.clone());
        let same = |kept: &Kept| Key { live: None, pixels, ..kept.key.clone() } == plain;
        self.nearest(same).and_then(|kept| sized(kept, size))
    }

    /// Whether a picture is still being painted.
    #[cfg(test)]
    pub(in crate::desktop) fn is_busy(&self) -> bool {
        self.making.is_some()
    }

    /// The newest picture that is much the same as one that is wanted.
    fn nearest(&self, same: impl Fn(&Kept) -> bool) -> Option<&Kept> {
        self.kept.iter().filter(|kept| kept.texture.is_some() && same(kept)).max_by_key(|kept| kept.asked)
    }

    fn find(&mut self, key: &Key, now_s: f64) -> Option<&Kept> {
        self.asked += 1;
        let kept = self.kept.iter_mut().find(|kept| kept.key == *key)?;
        (kept.asked, kept.asked_s) = (self.asked, now_s);
        Some(kept)
    }

    /// The pictures of another project, or of its layers drawn otherwise, are of no use.
    fn begin_anew_if_other(&mut self, session: &Session) {
        let layers = || session.layers().iter().enumerate().map(|(at, state)| (session.lod(at), state));
        let same = layers().len() == self.lod_cache.len()
            && layers().zip(&self.lod_cache).all(|((now, state), (lod, opacity))| {
                Arc::ptr_eq(now, lod) && state.opacity.to_bits() == opacity.to_bits()
            });
        if !same {
            self.lod_cache = layers().map(|(lod, state)| (Arc::clone(lod), state.opacity)).collect();
            self.kept.clear();
            self.making = None;
        }
    }

    /// Begins a picture, unless another is under way.
    fn make(&mut self, context: &Context, key: Key, session: impl FnOnce() -> Session) {
        if self.making.is_some() {
            return;
        }
        let (session, pixels) = (session(), key.pixels);
        self.making = Some((key, Job::begin(context, "thumbnails", move |_| paint(&session, pixels))));
    }

    /// Takes in the picture under way if it is there: one a frame at most, since the next is begun only then.
    fn take(&mut self, context: &Context) {
        let now_s = time_s(context);
        self.forget(now_s);
        let Some(ended) = self.making.as_ref().and_then(|(_, job)| job.ended()) else { return };
        let Some((key, _)) = self.making.take().filter(|_| !matches!(ended, Err(NotDone::Refused(_)))) else { return };
        let image = ended.ok().flatten();
        let bytes = image.as_ref().map_or(0, |image| image.rgba.len());
        let texture = image.map(|image| texture(context, "stop", &image));
        if key.live.is_some() {
            self.kept.retain(|kept| kept.key.live.is_none());
        }
        self.kept.push(Kept { key, texture, bytes, asked: self.asked, asked_s: now_s });
    }

    /// Lets those go that were not asked for the longest, but for those in use.
    fn forget(&mut self, now_s: f64) {
        let idle = |kept: &Kept| kept.asked_s + IN_USE_S < now_s;
        loop {
            let later: Vec<usize> = (0..self.kept.len()).filter(|&at| idle(&self.kept[at])).collect();
            if later.iter().map(|&at| self.kept[at].bytes).sum::<usize>() <= MAX_BYTES {
                return;
            }
            let Some(oldest) = later.into_iter().min_by_key(|&at| self.kept[at].asked) else { return };
            self.kept.remove(oldest);
        }
    }
}

/// The window's time, in seconds.
fn time_s(context: &Context) -> f64 {
    context.input(|input| input.time)
}

impl Key {
    fn of(session: &Session, stop: usize, build: Option<usize>, sheet: [f32; 2], pixels: [u32; 2]) -> Option<Self> {
        let show = session.show()?;
        let shown = show.deck().stops.get(stop)?;
        let last = shown.last_build();
        let place = show.deck().shown().take_while(|(at, _)| *at <= stop).count();
        Some(Self {
            // What only the presenter sees is not on the picture.
            stop: Stop { notes: Localized::default(), planned_s: None, ..shown.clone() },
            place: (place, show.deck().shown().count()),
            build: build.map_or(last, |build| build.min(last)),
            settings: Settings { lang: shown.lang.unwrap_or(show.lang), ..session.settings() },
            bilingual: show.bilingual,
            layers: session.lasting().layers.clone(),
            sheet,
            pixels,
            live: None,
        })
    }
}

impl Live {
    fn of(session: &Session) -> Self {
        let show = session.show();
        Self {
            projector: *session.view().projector(),
            selected: session.selected(),
            hovered: session.hovered(),
            card: show.and_then(|show| show.card),
            legend: show.is_some_and(|show| show.legend),
            lang: session.lang(),
            layers: session.layers().to_vec(),
        }
    }
}

/// Whether something on the stage moves.
fn is_moving(session: &Session) -> bool {
    session.view().is_flying() || session.show().is_some_and(Show::is_moving)
}

/// The sheet that the stage has, so that a picture is laid out as the stage is.
fn sheet(session: &Session) -> [f32; 2] {
    session.view().projector().size
}

/// How large a sheet's picture is in a room: in points, and in pixels.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped, and saturates")]
fn fitted(context: &Context, [width, height]: [f32; 2], room: Vec2) -> (Vec2, [u32; 2]) {
    let scale = (room.x / width).min(room.y / height).max(0.0);
    let size = vec2(width * scale, height * scale);
    let finest = (MAX_SIDE / size.x.max(size.y).max(1.0)).min(context.pixels_per_point());
    let pixels = (size * finest).round().max(Vec2::splat(1.0));
    (size, [pixels.x as u32, pixels.y as u32])
}

fn sized(kept: &Kept, size: Vec2) -> Option<SizedTexture> {
    Some(SizedTexture::new(kept.texture.as_ref()?.id(), size))
}

/// Paints what a session shows into so many pixels.
fn paint(session: &Session, [width, _]: [u32; 2]) -> Option<Image> {
    let picture = draw(session);
    let pixels_per_point = f64::from(width) / f64::from(picture.size[0].max(1.0));
    prepare(&picture, pixels_per_point);
    image(&picture, session.theme().palette(), pixels_per_point, Part::Whole).ok()
}

#[cfg(test)]
mod tests {
    use super::{Kept, Key, MAX_BYTES, Thumbnails};
    use crate::formats::{OpenOptions, open_builtin};
    use crate::session::Settings;
    use crate::show::{Deck, Stop};

    /// A picture of a quarter of what is kept for later.
    fn kept(stop: &Stop, place: usize, asked_s: f64) -> Kept {
        let key = Key {
            stop: stop.clone(),
            place: (place, 9),
            build: 0,
            settings: Settings::default(),
            bilingual: false,
            layers: Vec::new(),
            sheet: [1.0; 2],
            pixels: [1; 2],
            live: None,
        };
        Kept { key, texture: None, bytes: MAX_BYTES / 4, asked: place.try_into().expect("small"), asked_s }
    }

    #[test]
    fn what_was_not_asked_for_the_longest_goes_and_what_is_in_use_stays() {
        let stop = &Deck::of(&open_builtin(&OpenOptions::default()).expect("the built-in zone")).stops[0];
        let kept = |place, asked_s| kept(stop, place, asked_s);
        let mut pictures =
            Thumbnails { kept: (0..9).map(|place| kept(place, 10.0)).collect(), ..Thumbnails::default() };
        let places = |pictures: &Thumbnails| pictures.kept.iter().map(|kept| kept.key.place.0).collect::<Vec<_>>();
        pictures.forget(10.5);
        assert_eq!(places(&pictures).len(), 9, "all in use, however many they are");
        assert!(pictures.find(&kept(1, 0.0).key, 20.0).is_some());
        pictures.forget(20.1);
        assert_eq!(places(&pictures), [1, 5, 6, 7, 8], "the one in use, and four for later");
    }
}
