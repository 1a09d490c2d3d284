//! A show as a film: its steps one after the other as an audience sees them, picture after picture; and pictures as a plain stream of them.
//! Must not know who asks, nor where the pictures go.

use std::io::{self, Write};

use super::Export;
use crate::draw::{LabelLayout, draw_with, prepare_ground};
use crate::paint::raster::{self, Image, Part};
use crate::picture::Picture;
use crate::session::{Action, Session, ShowAction};
use crate::show::Stop;

/// A step is shown so long unless something says otherwise, and no shorter than its motion takes, in seconds.
const STEP_S: f64 = 6.0;
const SHORTEST_S: f64 = 3.0;

/// What film to make of a show.
#[derive(Clone)]
pub struct FilmExport {
    /// Its colours and its pixels.
    pub export: Export,
    /// Pictures a second.
    pub frames_per_s: u32,
    /// How long each step is shown, in seconds; none for as long as its stop is planned to take.
    pub step_s: Option<f64>,
    /// The stops, by their places among all of the deck.
    pub stops: Vec<usize>,
}

impl FilmExport {
    /// How many pictures it has.
    #[must_use]
    pub fn count(&self, session: &Session) -> usize {
        let deck = session.deck();
        let of = |stop: &Stop| (stop.last_build() + 1) * self.frames_of_step(stop);
        self.stops.iter().filter_map(|&at| deck.stops.get(at)).map(of).sum()
    }

    /// Shows the pictures one after the other, from a session in which the show is on: each with its number, from 1. The same session
    /// gives the same pictures.
    ///
    /// # Errors
    /// What `show` gives, which ends it, and a picture that is too large.
    pub fn play(&self, session: &Session, show: &mut dyn FnMut(&Image, usize) -> io::Result<()>) -> io::Result<()> {
        prepare_ground();
        let mut film = Film::new(session.clone(), self);
        let deck = session.deck();
        for &at in &self.stops {
            let Some(stop) = deck.stops.get(at) else { continue };
            for step in 0..=stop.last_build() {
                let action = if step == 0 { ShowAction::Go(at) } else { ShowAction::Next };
                film.session.apply(Action::Show(action));
                for _ in 0..self.frames_of_step(stop) {
                    film.next(show)?;
                }
            }
        }
        Ok(())
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few thousand")]
    fn frames_of_step(&self, stop: &Stop) -> usize {
        let steps = u32::try_from(stop.last_build() + 1).unwrap_or(u32::MAX);
        let planned_s = stop.own_time_s().map(|planned| f64::from(planned) / f64::from(steps));
        let shown_s = self.step_s.unwrap_or_else(|| planned_s.unwrap_or(STEP_S).max(SHORTEST_S));
        (shown_s * f64::from(self.frames_per_s)).round().max(1.0) as usize
    }
}

/// A show that is being filmed.
struct Film<'a> {
    session: Session,
    layout: LabelLayout,
    export: &'a Export,
    frames_per_s: f64,
    number: u32,
    last: Option<(Picture, Image)>,
}

impl<'a> Film<'a> {
    fn new(session: Session, film: &'a FilmExport) -> Self {
        let (layout, frames_per_s) = (LabelLayout::default(), f64::from(film.frames_per_s));
        Self { session, layout, export: &film.export, frames_per_s, number: 0, last: None }
    }

    /// The next picture. One that is like the one before is not painted again.
    fn next(&mut self, show: &mut dyn FnMut(&Image, usize) -> io::Result<()>) -> io::Result<()> {
        let now_s = f64::from(self.number) / self.frames_per_s;
        self.number += 1;
        self.session.apply(Action::Tick(now_s));
        let picture = draw_with(&self.session, &mut self.layout, now_s);
        let is_new = self.last.as_ref().is_none_or(|(last, _)| !last.is_like(&picture));
        if is_new {
            let fine = self.export.pixels_per_point();
            raster::prepare(&picture, fine);
            let image = raster::image(&picture, self.export.theme.palette(), fine, Part::Whole);
            self.last = Some((picture, image.map_err(io::Error::other)?));
        }
        self.last.as_ref().map_or(Ok(()), |(_, image)| show(image, self.number as usize))
    }
}

/// How a stream of plain pictures begins: YUV4MPEG2, four brightnesses sharing a colour between them.
///
/// # Errors
/// What the stream gives.
pub fn y4m_head(out: &mut dyn Write, image: &Image, frames_per_s: u32) -> io::Result<()> {
    let (width, height) = (image.width, image.height);
    writeln!(out, "YUV4MPEG2 W{width} H{height} F{frames_per_s}:1 Ip A1:1 C420jpeg")
}

/// A picture of such a stream, in the colours of ITU-R BT.709 within 16 to 235.
///
/// # Errors
/// What the stream gives.
pub fn y4m_frame(out: &mut dyn Write, image: &Image) -> io::Result<()> {
    out.write_all(b"FRAME\n")?;
    let luma: Vec<u8> =
        image.rgba.chunks_exact(4).map(|pixel| quantized(16.0, 219.0, brightness(rgb(pixel)))).collect();
    out.write_all(&luma)?;
    let [mut blue, mut red] = [Vec::new(), Vec::new()];
    for top in (0..image.height).step_by(2) {
        for left in (0..image.width).step_by(2) {
            let mean = mean(image, [left, top]);
            let y = brightness(mean);
            // The differences are at most 0.5 either way.
            blue.push(quantized(128.0, 224.0, (mean[2] - y) / 1.8556));
            red.push(quantized(128.0, 224.0, (mean[0] - y) / 1.5748));
        }
    }
    out.write_all(&blue)?;
    out.write_all(&red)
}

fn rgb(pixel: &[u8]) -> [f32; 3] {
    [0, 1, 2].map(|at| f32::from(pixel[at]) / 255.0)
}

fn brightness([r, g, b]: [f32; 3]) -> f32 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The mean of two by two pixels, fewer at the right and lower edges.
fn mean(image: &Image, [left, top]: [usize; 2]) -> [f32; 3] {
    let (mut sum, mut count) = ([0.0; 3], 0.0);
    for y in top..(top + 2).min(image.height) {
        for x in left..(left + 2).min(image.width) {
            let at = (y * image.width + x) * 4;
            let pixel = rgb(&image.rgba[at..at + 3]);
            sum = [0, 1, 2].map(|at| sum[at] + pixel[at]);
            count += 1.0;
        }
    }
    sum.map(|sum| sum / count)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within a byte")]
fn quantized(zero: f32, range: f32, part: f32) -> u8 {
    (zero + range * part).round().clamp(0.0, 255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::{y4m_frame, y4m_head};
    use crate::paint::raster::Image;

    /// Colours as ITU-R BT.709 and its full bars (SMPTE RP 219, 8 bits) have them: Y, Cb, Cr.
    #[test]
    fn pictures_are_in_the_colours_of_films() {
        for (pixel, yuv) in [
            ([255, 255, 255, 255], [235, 128, 128]),
            ([0, 0, 0, 255], [16, 128, 128]),
            ([255, 0, 0, 255], [63, 102, 240]),
            ([0, 255, 0, 255], [173, 42, 26]),
            ([0, 0, 255, 255], [32, 240, 118]),
        ] {
            let image = Image { width: 3, height: 1, rgba: pixel.repeat(3) };
            let mut out = Vec::new();
            y4m_head(&mut out, &image, 25).expect("written");
            y4m_frame(&mut out, &image).expect("written");
            let [y, blue, red] = yuv;
            let frame = [y, y, y, blue, blue, red, red];
            let expected = [&b"YUV4MPEG2 W3 H1 F25:1 Ip A1:1 C420jpeg\nFRAME\n"[..], &frame[..]].concat();
            assert_eq!(out, expected, "{pixel:?}");
        }
    }
}
