//! A picture beside a stored one: where the two differ, what is told of it, and how the stored one is renewed.
//! Must not know what is on it.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use zonemap_window_kit::RgbaImage;

use crate::common::repository;

/// A pixel is another where a part of its colour is off by more than this, of 255: machines differ by a few, and a stored picture has at most
/// [`COLOURS`], each of which stands for those that are no farther from it than [`MAX_REACH`].
const TOLERANCE: u8 = 24;
const MAX_REACH: u8 = 12;
const COLOURS: usize = 256;
/// A picture is another when it has more such pixels than this.
const MAX_OTHERS: usize = 6;

type Rgba = [u8; 4];

/// The pixels of a picture.
#[derive(Clone, PartialEq)]
pub(crate) struct Pixels {
    width: u32,
    rgba: Vec<u8>,
}

impl From<RgbaImage> for Pixels {
    fn from(image: RgbaImage) -> Self {
        Self { width: image.width(), rgba: image.into_raw() }
    }
}

/// How far apart two colours are: the most that a part is off by.
fn distance(a: Rgba, b: Rgba) -> u8 {
    a.iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
}

impl Pixels {
    fn height(&self) -> u32 {
        u32::try_from(self.colours().len()).expect("a window") / self.width
    }

    fn colours(&self) -> &[Rgba] {
        self.rgba.as_chunks().0
    }

    /// What of another picture is not as it is here, in words; nothing where the two are the same but for what machines differ by.
    pub(crate) fn difference<'a>(&'a self, found: &'a Self) -> Option<String> {
        let sizes = [self, found].map(|picture| (picture.width, picture.height()));
        if sizes[0] != sizes[1] {
            return Some(format!("it is {:?} pixels large, not {:?}", sizes[1], sizes[0]));
        }
        let rows = |picture: &'a Self| picture.colours().chunks_exact(picture.width as usize);
        let unlike = rows(self).zip(rows(found)).zip(0_u32..).filter(|((a, b), _)| a != b);
        let pixels = unlike.flat_map(|((a, b), y)| a.iter().zip(b).zip(0_u32..).map(move |(pair, x)| (pair, [x, y])));
        let others = pixels.filter(|((a, b), _)| distance(**a, **b) > TOLERANCE);
        let others: Vec<[u32; 2]> = others.map(|(_, at)| at).collect();
        let side = |axis: usize| {
            let along = others.iter().map(|at| at[axis]);
            along.clone().min().zip(along.max())
        };
        let (x, y) = (side(0)?, side(1)?);
        (others.len() > MAX_OTHERS)
            .then(|| format!("{} pixels are others, from {x:?} across and {y:?} down", others.len()))
    }

    fn read(path: &Path) -> Option<Self> {
        let mut decoder = png::Decoder::new(BufReader::new(File::open(path).ok()?));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::ALPHA);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut rgba = vec![0; reader.output_buffer_size().expect("a small picture")];
        let info = reader.next_frame(&mut rgba).expect("its pixels");
        Some(Self { width: info.width, rgba })
    }

    /// Writes it with at most [`COLOURS`].
    fn write(&self, path: &Path) {
        let (colours, of) = palette(self.colours());
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        let file = BufWriter::new(File::create(path).expect("a new file"));
        let mut encoder = png::Encoder::new(file, self.width, self.height());
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(colours.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<u8>>());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let indexes: Vec<u8> = self.colours().iter().map(|colour| of[colour]).collect();
        let mut writer = encoder.write_header().expect("a head");
        writer.write_image_data(&indexes).expect("pixels");
        writer.finish().expect("an end");
    }
}

/// At most [`COLOURS`], the frequent ones as they are, and which of them stands for each colour.
fn palette(pixels: &[Rgba]) -> (Vec<Rgba>, HashMap<Rgba, u8>) {
    let mut counts: HashMap<Rgba, usize> = HashMap::new();
    for colour in pixels {
        *counts.entry(*colour).or_default() += 1;
    }
    let mut by_count: Vec<(Rgba, usize)> = counts.into_iter().collect();
    by_count.sort_by_key(|(colour, count)| (usize::MAX - count, *colour));
    let fitting = (2..=MAX_REACH).find_map(|reach| {
        let mut colours: Vec<Rgba> = Vec::new();
        for (colour, _) in &by_count {
            if !colours.iter().any(|near| distance(*near, *colour) <= reach) {
                colours.push(*colour);
            }
        }
        (colours.len() <= COLOURS).then_some(colours)
    });
    let colours = fitting.expect("so few colours that each has one of the palette near it");
    let nearest = |colour: Rgba| (0..=u8::MAX).zip(&colours).min_by_key(|(_, near)| distance(**near, colour));
    let of = by_count.iter().map(|(colour, _)| (*colour, nearest(*colour).expect("a colour").0));
    (colours.clone(), of.collect())
}

/// Whether pictures that differ from the stored ones take their place.
fn renewing() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always")
}

/// Compares what a window looks like with the stored picture of that name. `next` looks again, for what is made in the background comes in
/// its own time: a picture is taken for what it is when it is as stored, or has stayed the same for half a second.
pub(crate) fn assert_as_stored(name: &str, mut next: impl FnMut() -> Pixels) {
    let path = repository("tests/it/snapshots/window").join(format!("{name}.png"));
    let stored = Pixels::read(&path);
    let (mut found, mut calm) = (next(), 0);
    loop {
        let difference = match &stored {
            Some(stored) => stored.difference(&found),
            None => Some("there is none stored".to_owned()),
        };
        let Some(difference) = difference else { return };
        if calm == 8 {
            return differs(&path, &found, &difference);
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
        let after = next();
        calm = if after == found { calm + 1 } else { 0 };
        found = after;
    }
}

fn differs(path: &Path, found: &Pixels, difference: &str) {
    if renewing() {
        return found.write(path);
    }
    let beside: PathBuf = path.with_extension("new.png");
    found.write(&beside);
    panic!("{}: {difference}; what was found is in {}", path.display(), beside.display());
}
