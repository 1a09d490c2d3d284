//! A picture as SVG: areas and lines as paths, words as text.
//! Must not decide what is shown.

mod path;
pub(super) mod words;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write as _;

use self::path::Path;
use super::map_on_sheet::{MapOnSheet, PenStroke};
use super::{PaintError, Paper};
use crate::i18n::Lang;
use crate::picture::{ColourRole, Fade, FeatureSlice, Item, Palette, Pen, Picture, Point, Rgb, Sign, Strength};

/// Writes a picture as an SVG document.
#[expect(clippy::unnecessary_wraps, reason = "every painter has this shape")]
pub(super) fn paint(picture: &Picture, paper: &Paper) -> Result<Vec<u8>, PaintError> {
    let mut svg = Svg::new(picture, paper, (String::new(), Colours::Values(paper.theme.palette())));
    svg.head(picture, &paper.title);
    for item in &picture.map {
        svg.item(item);
    }
    svg.add(format_args!("</g>\n"));
    svg.signs(&picture.signs, picture.lang);
    svg.add(format_args!("</svg>\n"));
    Ok(svg.out.into_bytes())
}

/// What lies on the map, as part of a page whose style sheet has the colours; names in it begin with some words of their own.
pub(super) fn map(picture: &Picture, paper: &Paper, (prefix, named): (&str, &Named)) -> String {
    let mut svg = Svg::new(picture, paper, (prefix.to_owned(), Colours::Names(named)));
    let [width, height] = picture.size;
    let background = svg.colour(picture.background);
    svg.add(format_args!("<rect x=\"-50%\" y=\"-50%\" width=\"200%\" height=\"200%\" fill=\"{background}\"/>\n"));
    svg.add(format_args!("<g data-size=\"{width}x{height}\">\n"));
    for item in &picture.map {
        svg.item(item);
    }
    svg.add(format_args!("</g>\n"));
    svg.out
}

/// Signs alone, in the same way.
pub(super) fn signs(picture: &Picture, signs: &[Sign], paper: &Paper, (prefix, named): (&str, &Named)) -> String {
    let mut svg = Svg::new(picture, paper, (prefix.to_owned(), Colours::Names(named)));
    svg.signs(signs, picture.lang);
    svg.out
}

/// The purposes of the colours that are named in a page so far.
#[derive(Default)]
pub(super) struct Named(RefCell<BTreeSet<ColourRole>>);

impl Named {
    /// A colour by its name.
    pub(super) fn colour(&self, role: ColourRole) -> String {
        self.0.borrow_mut().insert(role);
        format!("var({})", variable(role))
    }

    /// The names with their values, as a style sheet has them.
    pub(super) fn values(&self, palette: &Palette) -> String {
        let one = |role: &ColourRole| format!("{}:{};", variable(*role), value(palette.colour(*role)));
        self.0.borrow().iter().map(one).collect()
    }
}

/// The name of a colour in a style sheet.
fn variable(role: ColourRole) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let name: String = format!("{role:?}").chars().map(plain).collect();
    format!("--{}", name.trim_matches('-'))
}

fn value(Rgb(r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// How colours are written.
enum Colours<'a> {
    /// As they are.
    Values(&'a Palette),
    /// By the names that a style sheet gives them.
    Names(&'a Named),
}

struct Svg<'a> {
    out: String,
    map: MapOnSheet,
    colours: Colours<'a>,
    /// What all names of the document begin with.
    prefix: String,
    /// The features, by layer, whose areas have a name in the document.
    named: BTreeSet<(usize, usize)>,
}

impl<'a> Svg<'a> {
    fn new(picture: &Picture, paper: &Paper, (prefix, colours): (String, Colours<'a>)) -> Self {
        Self { out: String::new(), map: MapOnSheet::new(picture, paper), colours, prefix, named: BTreeSet::new() }
    }

    fn add(&mut self, words: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(words);
    }

    fn head(&mut self, picture: &Picture, title: &str) {
        let ([width, height], lang) = (picture.size, picture.lang.code());
        self.add(format_args!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"));
        self.add(format_args!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" "));
        self.add(format_args!("viewBox=\"0 0 {width} {height}\" xml:lang=\"{lang}\">\n"));
        self.add(format_args!("<title>{}</title>\n", words::escaped(title)));
        let map = Path::of_box(self.map.bounds(0.0));
        self.add(format_args!("<clipPath id=\"map\"><path d=\"{map}\"/></clipPath>\n"));
        let background = self.colour(picture.background);
        self.add(format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"{background}\"/>\n"));
        self.add(format_args!("<g clip-path=\"url(#map)\">\n"));
    }

    fn colour(&self, role: ColourRole) -> String {
        match self.colours {
            Colours::Values(palette) => value(palette.colour(role)),
            Colours::Names(named) => named.colour(role),
        }
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Fill { slice, role, strength } => self.fill(slice, *role, strength),
            Item::Glow { slice, role, strength, width } => self.glow(slice, *role, strength, *width),
            Item::Line { slice, pen } => self.lines(slice, pen),
            Item::Dots { slice, role, opacity, radius } => self.dots(slice, *role, *opacity, *radius),
            Item::Dot { at, role, radius } => {
                let mut path = Path::default();
                path.circle(self.map.point(*at), f64::from(*radius));
                self.filled(&path, *role, 1.0);
            }
        }
    }

    fn filled(&mut self, path: &Path, role: ColourRole, opacity: f32) {
        if !path.is_empty() && opacity > 0.0 {
            let colour = self.colour(role);
            let opacity = opacity_of("fill-opacity", f64::from(opacity));
            self.add(format_args!("<path fill=\"{colour}\"{opacity} d=\"{path}\"/>\n"));
        }
    }

    /// Each feature's area is a path of its own, so that it can be found and used again; those that look alike in a group.
    fn fill(&mut self, slice: &FeatureSlice, role: ColourRole, strength: &Strength) {
        let placed = self.map.painted(slice, 0.0);
        let look = |feature: &usize| (slice.role(role, *feature), strength.of(*feature));
        for alike in placed.features.chunk_by(|a, b| look(a) == look(b)) {
            let (role, opacity) = look(&alike[0]);
            if opacity <= 0.0 {
                continue;
            }
            let (colour, opacity) = (self.colour(role), opacity_of("fill-opacity", f64::from(opacity)));
            self.add(format_args!("<g fill=\"{colour}\" fill-rule=\"evenodd\"{opacity}>\n"));
            for &feature in alike {
                let path = Path::of_rings(&placed.rings(feature));
                if !path.is_empty() {
                    let name = self.name(slice.layer, feature);
                    self.add(format_args!("<path{name} d=\"{path}\"/>\n"));
                }
            }
            self.add(format_args!("</g>\n"));
        }
    }

    /// The attribute that names a feature's area, when it has no name yet.
    fn name(&mut self, layer: usize, feature: usize) -> String {
        let is_new = self.named.insert((layer, feature));
        if is_new { format!(" id=\"{}a{layer}-{feature}\"", self.prefix) } else { String::new() }
    }

    fn glow(&mut self, slice: &FeatureSlice, role: ColourRole, strength: &Strength, width: f32) {
        let placed = self.map.painted(slice, width);
        for &feature in &placed.features {
            let strokes = placed.glow(feature, strength.of(feature), width);
            let layer = slice.layer;
            if strokes.is_empty() || strength.of(feature) <= 0.0 {
                continue;
            }
            if !self.named.contains(&(layer, feature)) {
                let path = Path::of_rings(&placed.rings(feature));
                if path.is_empty() {
                    continue;
                }
                let name = self.name(layer, feature);
                self.add(format_args!("<defs><path{name} d=\"{path}\"/></defs>\n"));
            }
            let area = format!("{}a{layer}-{feature}", self.prefix);
            let (clip, colour) = (format!("{area}-in-{}", self.out.len()), self.colour(slice.role(role, feature)));
            self.add(format_args!(
                "<clipPath id=\"{clip}\"><use href=\"#{area}\" clip-rule=\"evenodd\"/></clipPath>\n"
            ));
            self.add(format_args!("<g clip-path=\"url(#{clip})\" fill=\"none\" stroke=\"{colour}\" "));
            self.add(format_args!("stroke-linejoin=\"round\">\n"));
            for (width, opacity) in strokes {
                let opacity = opacity_of("stroke-opacity", opacity);
                self.add(format_args!("<use href=\"#{area}\" stroke-width=\"{width:.2}\"{opacity}/>\n"));
            }
            self.add(format_args!("</g>\n"));
        }
    }

    fn lines(&mut self, slice: &FeatureSlice, pen: &Pen) {
        for PenStroke { lines, pen, dashes } in self.map.strokes(slice, pen) {
            let mut path = Path::default();
            for line in &lines {
                path.line(line);
            }
            self.stroked(&path, &pen, dashes);
        }
    }

    /// A path painted with a pen; its dashes, with how far into them it begins.
    fn stroked(&mut self, path: &Path, pen: &Pen, dashes: Option<([f64; 2], f64)>) {
        if path.is_empty() || pen.opacity <= 0.0 {
            return;
        }
        let (colour, width) = (self.colour(pen.role), pen.width);
        let opacity = opacity_of("stroke-opacity", f64::from(pen.opacity));
        self.add(format_args!("<path fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:.2}\"{opacity} "));
        self.add(format_args!("stroke-linejoin=\"round\" "));
        match dashes {
            None => self.add(format_args!("stroke-linecap=\"round\"")),
            Some(([dash, gap], start)) => {
                let offset = start.rem_euclid(dash + gap);
                self.add(format_args!("stroke-dasharray=\"{dash:.3} {gap:.3}\" stroke-dashoffset=\"{offset:.2}\""));
            }
        }
        self.add(format_args!(" d=\"{path}\"/>\n"));
    }

    fn dots(&mut self, slice: &FeatureSlice, role: ColourRole, opacity: f32, radius: f32) {
        let placed = self.map.painted(slice, radius);
        let mut path = Path::default();
        for &feature in &placed.features {
            for dot in placed.dots(feature) {
                path.circle(dot, f64::from(radius));
            }
            if role == ColourRole::Own {
                self.filled(&path, slice.role(role, feature), opacity);
                path = Path::default();
            }
        }
        self.filled(&path, role, opacity);
    }

    fn fade(&mut self, fade: &Fade) {
        let (name, colour) = (format!("{}fade-{}", self.prefix, self.out.len()), self.colour(fade.role));
        let way = if fade.down { "x2=\"0\" y2=\"1\"" } else { "x2=\"1\" y2=\"0\"" };
        self.add(format_args!("<linearGradient id=\"{name}\" {way}>\n"));
        for [at, opacity] in &fade.stops {
            self.add(format_args!(
                "<stop offset=\"{at:.4}\" stop-color=\"{colour}\" stop-opacity=\"{opacity:.4}\"/>\n"
            ));
        }
        let [left, top, right, bottom] = fade.place;
        let [width, height] = [right - left, bottom - top];
        self.add(format_args!("</linearGradient>\n<rect x=\"{left:.2}\" y=\"{top:.2}\" "));
        self.add(format_args!("width=\"{width:.2}\" height=\"{height:.2}\" fill=\"url(#{name})\"/>\n"));
    }

    fn signs(&mut self, signs: &[Sign], lang: Lang) {
        let points = |points: &[[f32; 2]]| -> Vec<Point> { points.iter().map(|at| at.map(f64::from)).collect() };
        let glyphs = |sign: &Sign| matches!(sign, Sign::Label(label) if label.text.chars().count() == 1);
        for run in signs.chunk_by(|a, b| glyphs(a) && glyphs(b)) {
            // The glyphs of a name that is written one by one stand over the halos of all its glyphs.
            let by_glyphs = run.len() > 1;
            if by_glyphs {
                self.halos(run, lang);
            }
            for sign in run {
                match sign {
                    Sign::Stroke { points: line, pen } => {
                        let dashes = pen.pattern().map(|pattern| (pattern, 0.0));
                        self.stroked(&Path::of_line(&points(line)), pen, dashes);
                    }
                    Sign::Patch { points: corners, role, opacity } => {
                        self.filled(&Path::of_rings(&[points(corners)]), *role, *opacity);
                    }
                    Sign::Fade(fade) => self.fade(fade),
                    Sign::Label(label) => self.label(label, lang, !by_glyphs),
                }
            }
        }
    }
}

/// An attribute for an opacity, left out where it is full.
fn opacity_of(attribute: &str, opacity: f64) -> String {
    if opacity >= 1.0 { String::new() } else { format!(" {attribute}=\"{opacity:.4}\"") }
}
