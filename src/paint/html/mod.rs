//! Slides as one page for a browser that needs nothing else: maps that can be moved, words that can be read aloud, in all editions.
//! Must not decide what is said.

mod words;

use std::fmt::Write as _;

use self::words::words;
use super::svg::words::{escaped, families};
use super::svg::{self, Named};
use super::{Edition, PaintError, Paper};
use crate::i18n::{paragraphs, tr};
use crate::picture::{ColourRole, DARK, LIGHT, PRINT, Picture, Slide, Theme};

const STYLE: &str = include_str!("../../../assets/html/show.css");
const SCRIPT: &str = include_str!("../../../assets/html/show.js");
/// The page asks for nothing from anywhere.
const POLICY: &str = include_str!("../../../assets/html/policy.txt");

/// Writes a picture as a page whose map can be moved.
pub(super) fn paint(picture: &Picture, paper: &Paper) -> Result<Vec<u8>, PaintError> {
    slides(&[Edition::of(picture, paper)], paper)
}

/// Writes slides, the first edition shown first.
pub(super) fn slides(editions: &[Edition], paper: &Paper) -> Result<Vec<u8>, PaintError> {
    let Some(first) = editions.first() else { return Err(PaintError::Library("no slides".to_owned())) };
    let named = Named::default();
    for role in
        [ColourRole::Text, ColourRole::SecondText, ColourRole::Halo, ColourRole::Hairline, ColourRole::Highlight]
    {
        named.colour(role);
    }
    let mut page = Page { out: String::new(), editions, paper, named: &named };
    for at in 0..first.slides.len() {
        page.stop(at);
    }
    let body = std::mem::take(&mut page.out);
    page.head(first);
    page.bars();
    page.add(format_args!("<main>\n{body}</main>\n"));
    page.add(format_args!("<script>\n{SCRIPT}</script>\n</body>\n</html>\n"));
    Ok(page.out.into_bytes())
}

struct Page<'a> {
    out: String,
    editions: &'a [Edition],
    paper: &'a Paper,
    named: &'a Named,
}

impl Page<'_> {
    fn add(&mut self, words: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.out.write_fmt(words);
    }

    fn head(&mut self, first: &Edition) {
        let (lang, title) = (first.lang.code(), escaped(&first.title));
        let theme = if self.paper.theme == Theme::Dark { "dark" } else { "light" };
        let [light, dark, print] = [&LIGHT, &DARK, &PRINT].map(|palette| self.named.values(palette));
        let [width, height] = first.slides.first().map_or([16.0, 9.0], |slide| slide.picture.size);
        self.add(format_args!("<!DOCTYPE html>\n<html lang=\"{lang}\" data-lang=\"{lang}\" data-theme=\"{theme}\">\n"));
        self.add(format_args!("<head>\n<meta charset=\"utf-8\">\n"));
        self.add(format_args!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n"));
        self.add(format_args!("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"));
        self.add(format_args!("<link rel=\"icon\" href=\"data:,\">\n<title>{title}</title>\n<style>\n"));
        self.add(format_args!(":root{{--wide:{width};--high:{height};{light}}}\n"));
        self.add(format_args!(":root[data-theme=dark]{{{dark}}}\n@media print{{:root,:root[data-theme]{{{print}}}\n"));
        self.add(format_args!("@page{{size:13.333in {:.3}in;margin:0}}}}\n", 13.333 * height / width));
        for edition in self.editions {
            let (lang, fonts) = (edition.lang.code(), families(edition.lang));
            self.add(format_args!(":root[data-lang={lang}]{{font-family:{fonts}}}\n"));
            // What is in another language than the page is shown in is not there.
            self.add(format_args!(":root:not([data-lang={lang}]) [data-in={lang}]{{display:none}}\n"));
        }
        self.add(format_args!("{STYLE}</style>\n</head>\n<body>\n"));
    }

    /// The same in each language, of which one is shown.
    fn each(&mut self, tag: &str, text: impl Fn(&Edition) -> String) {
        for edition in self.editions {
            let lang = edition.lang.code();
            self.add(format_args!("<{tag} lang=\"{lang}\" data-in=\"{lang}\">{}</{tag}>", escaped(&text(edition))));
        }
    }

    /// A button whose name is the same thing in each language.
    fn button(&mut self, id: &str, sign: &str, key: &str) {
        self.add(format_args!("<button type=\"button\" id=\"{id}\"><span aria-hidden=\"true\">{sign}</span>"));
        self.each("span", |edition| tr!(edition.lang, key).into_owned());
        self.add(format_args!("</button>\n"));
    }

    /// What stands around the stops: the title, the list of stops, buttons.
    fn bars(&mut self) {
        self.add(format_args!("<header>\n<h1>"));
        self.each("span", |edition| edition.title.clone());
        self.add(format_args!("</h1>\n<p id=\"now\" aria-live=\"polite\"></p>\n</header>\n<nav id=\"bar\">\n"));
        for (id, sign, key) in [
            ("previous", "‹", "page.previous"),
            ("next", "›", "page.next"),
            ("all", "☰", "page.all"),
            ("nearer", "+", "page.nearer"),
            ("farther", "−", "page.farther"),
            ("whole", "⌂", "page.whole"),
            ("theme", "◐", "page.theme"),
        ] {
            self.button(id, sign, key);
        }
        if self.editions.iter().flat_map(|edition| &edition.slides).any(|slide| !slide.notes.trim().is_empty()) {
            self.button("say", "✎", "page.say");
        }
        if self.editions.len() > 1 {
            self.languages();
        }
        self.add(format_args!("</nav>\n<nav id=\"list\" hidden>\n"));
        self.list();
        self.each("p", |edition| tr!(edition.lang, "page.help").into_owned());
        self.add(format_args!("\n</nav>\n"));
    }

    fn languages(&mut self) {
        self.add(format_args!("<label>"));
        self.each("span", |edition| tr!(edition.lang, "page.language").into_owned());
        self.add(format_args!("<select id=\"language\">"));
        for edition in self.editions {
            let (lang, name) = (edition.lang.code(), escaped(&tr!(edition.lang, "lang.name")));
            self.add(format_args!("<option value=\"{lang}\" lang=\"{lang}\">{name}</option>"));
        }
        self.add(format_args!("</select></label>\n"));
    }

    /// The stops to go to; those of the appendix apart.
    fn list(&mut self) {
        let Some(first) = self.editions.first() else { return };
        let numbered = || first.slides.iter().enumerate();
        for appendix in [false, true] {
            if !numbered().any(|(_, slide)| slide.appendix == appendix) {
                continue;
            }
            if appendix {
                self.each("h2", |edition| tr!(edition.lang, "page.appendix").into_owned());
            }
            self.add(format_args!("<ol>\n"));
            for (at, slide) in numbered().filter(|(_, slide)| slide.appendix == appendix) {
                self.add(format_args!("<li value=\"{}\"><a href=\"#{}\">", at + 1, name(slide)));
                self.each("span", |edition| edition.slides.get(at).map_or(String::new(), |slide| slide.title.clone()));
                self.add(format_args!("</a></li>\n"));
            }
            self.add(format_args!("</ol>\n"));
        }
    }

    /// A stop: its map once, what lies over it and its words in each language.
    fn stop(&mut self, at: usize) {
        let Some(first) = self.editions[0].slides.get(at) else { return };
        let (id, appendix) = (name(first), if first.appendix { " data-appendix" } else { "" });
        self.add(format_args!("<section class=\"stop\" id=\"{id}\"{appendix}>\n<div class=\"stage\">\n"));
        let [width, height] = first.picture.size;
        let view = format!("viewBox=\"0 0 {width} {height}\" preserveAspectRatio=\"xMidYMid slice\"");
        self.add(format_args!(
            "<svg class=\"map\" {view} role=\"img\" aria-labelledby=\"{id}-about\"><title id=\"{id}-about\">"
        ));
        self.add(format_args!("{}</title>\n<g class=\"ground\">\n", escaped(&first.about)));
        self.grounds(at, first);
        self.layer(at, |slide| ..slide.over);
        self.add(format_args!("</g>\n</svg>\n<svg class=\"over\" {view} aria-hidden=\"true\">\n"));
        self.layer(at, |slide| slide.over..);
        self.add(format_args!("</svg>\n"));
        for edition in self.editions {
            let Some(slide) = edition.slides.get(at) else { continue };
            let lang = edition.lang.code();
            self.add(format_args!("<div class=\"words\" lang=\"{lang}\" data-in=\"{lang}\">\n"));
            self.out += &words(slide, self.named);
            self.add(format_args!("</div>\n"));
        }
        self.add(format_args!("</div>\n"));
        self.notes(at);
        self.add(format_args!("</section>\n"));
    }

    /// What lies on the map: once where it is the same in all languages.
    fn grounds(&mut self, at: usize, first: &Slide) {
        let slides = self.editions.iter().filter_map(|edition| edition.slides.get(at));
        let is_same = |slide: &Slide| {
            (&slide.picture.map, slide.picture.projector) == (&first.picture.map, first.picture.projector)
        };
        let once = slides.clone().all(is_same);
        for (edition, slide) in self.editions.iter().zip(slides).take(if once { 1 } else { usize::MAX }) {
            let lang = edition.lang.code();
            let which = if once { String::new() } else { format!(" data-in=\"{lang}\"") };
            let map = svg::map(&slide.picture, self.paper, (&format!("{}-{lang}-", name(first)), self.named));
            self.add(format_args!("<g{which}>\n{map}</g>\n"));
        }
    }

    /// Signs in each language.
    fn layer<R: std::ops::RangeBounds<usize>>(&mut self, at: usize, which: impl Fn(&Slide) -> R) {
        for edition in self.editions {
            let Some(slide) = edition.slides.get(at) else { continue };
            let lang = edition.lang.code();
            let range = which(slide);
            let signs = &slide.picture.signs[(range.start_bound().cloned(), range.end_bound().cloned())];
            let prefix = format!("{}-{lang}-{}-", name(slide), signs.len());
            let text = svg::signs(&slide.picture, signs, self.paper, (&prefix, self.named));
            self.add(format_args!("<g lang=\"{lang}\" data-in=\"{lang}\">\n{text}</g>\n"));
        }
    }

    fn notes(&mut self, at: usize) {
        for edition in self.editions {
            let Some(slide) = edition.slides.get(at).filter(|slide| !slide.notes.trim().is_empty()) else { continue };
            let lang = edition.lang.code();
            self.add(format_args!("<aside class=\"notes\" lang=\"{lang}\" data-in=\"{lang}\">"));
            for text in paragraphs(&slide.notes) {
                self.add(format_args!("<p>{}</p>", escaped(text.trim())));
            }
            self.add(format_args!("</aside>\n"));
        }
    }
}

/// The name of a slide in the page.
fn name(slide: &Slide) -> String {
    let plain = |c: char| if c.is_alphanumeric() || c == '_' { c } else { '-' };
    format!("stop-{}", slide.id.chars().map(plain).collect::<String>())
}
