//! A slide of a presentation, and its notes.
//! Must not know the package around them.

use super::xml::Xml;
use super::{NAMESPACES, whole};
use crate::i18n::Lang;
use crate::paint::PaintError;
use crate::picture::{Palette, Purpose, Rgb, Side, Slide, TextBox, TextRun};

/// A box has so much more room than its words take, as a part of their width, where no other stands in the way of a wider font.
const ROOM: f32 = 0.06;
/// Letter heights are told in hundredths of a 72nd of an inch, and a point of the picture is a 96th.
const LETTER: f32 = 75.0 / 9525.0;
/// The first number of a shape after the picture's.
const FIRST_SHAPE: usize = 3;
/// The smallest and the largest letters that the format has, in its hundredths.
const LETTERS: [f32; 2] = [100.0, 400_000.0];

/// A slide to be written.
pub(super) struct SlidePart<'a> {
    pub(super) slide: &'a Slide,
    /// How many of the format's units a point is.
    pub(super) units: f32,
    pub(super) palette: &'a Palette,
    pub(super) lang: Lang,
}

impl SlidePart<'_> {
    pub(super) fn xml(&self) -> Result<Vec<u8>, PaintError> {
        let mut xml = Xml::new()?;
        xml.element("p:sld", &NAMESPACES, |xml| {
            xml.element("p:cSld", &[("name", &self.slide.title)], |xml| {
                xml.element("p:bg", &[], |xml| {
                    xml.element("p:bgPr", &[], |xml| {
                        fill(xml, self.palette.colour(self.slide.picture.background))?;
                        xml.empty("a:effectLst", &[])
                    })
                })?;
                tree(xml, |xml| {
                    self.picture(xml)?;
                    let mut has_title = false;
                    for (text, at) in self.slide.texts.iter().zip(FIRST_SHAPE..) {
                        let is_title = text.purpose == Purpose::Title && !has_title;
                        has_title |= is_title;
                        self.words(text, (at, is_title), xml)?;
                    }
                    Ok(())
                })
            })?;
            xml.element("p:clrMapOvr", &[], |xml| xml.empty("a:masterClrMapping", &[]))?;
            xml.element("p:transition", &[("spd", "med")], |xml| xml.empty("p:fade", &[]))
        })?;
        Ok(xml.into_bytes())
    }

    fn picture(&self, xml: &mut Xml) -> Result<(), PaintError> {
        let [width, height] = self.slide.picture.size;
        xml.element("p:pic", &[], |xml| {
            xml.element("p:nvPicPr", &[], |xml| {
                xml.empty("p:cNvPr", &[("id", "2"), ("name", "Map"), ("descr", &self.slide.about)])?;
                xml.element("p:cNvPicPr", &[], |xml| xml.empty("a:picLocks", &[("noChangeAspect", "1")]))?;
                xml.empty("p:nvPr", &[])
            })?;
            xml.element("p:blipFill", &[], |xml| {
                xml.empty("a:blip", &[("r:embed", "rId2")])?;
                xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]))
            })?;
            self.shape([0.0, 0.0, width, height], xml)
        })
    }

    fn shape(&self, [left, top, right, bottom]: [f32; 4], xml: &mut Xml) -> Result<(), PaintError> {
        let [x, y, width, height] = [left, top, right - left, bottom - top].map(|side| whole(side * self.units));
        xml.element("p:spPr", &[], |xml| {
            xml.element("a:xfrm", &[], |xml| {
                xml.empty("a:off", &[("x", &x), ("y", &y)])?;
                xml.empty("a:ext", &[("cx", &width), ("cy", &height)])
            })?;
            xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]))
        })
    }

    fn words(&self, text: &TextBox, (at, is_title): (usize, bool), xml: &mut Xml) -> Result<(), PaintError> {
        let name = if is_title { format!("Title {at}") } else { format!("Text {at}") };
        xml.element("p:sp", &[], |xml| {
            xml.element("p:nvSpPr", &[], |xml| {
                xml.empty("p:cNvPr", &[("id", &at.to_string()), ("name", &name)])?;
                if is_title {
                    xml.element("p:cNvSpPr", &[], |xml| xml.empty("a:spLocks", &[("noGrp", "1")]))?;
                    return xml.element("p:nvPr", &[], |xml| xml.empty("p:ph", &[("type", "title")]));
                }
                xml.empty("p:cNvSpPr", &[("txBox", "1")])?;
                xml.empty("p:nvPr", &[])
            })?;
            self.shape(self.place(text), xml)?;
            xml.element("p:txBody", &[], |xml| self.body(text, xml))
        })
    }

    /// The box of the words, with room for their bullet and for a font that is somewhat wider.
    fn place(&self, text: &TextBox) -> [f32; 4] {
        let [left, top, right, bottom] = text.place;
        let more = (right - left) * ROOM + text.size() * 0.3;
        let [before, after] = match text.side {
            Side::Left => [0.0, more],
            Side::Middle => [more / 2.0, more / 2.0],
            Side::Right => [more, 0.0],
        };
        let end = (right + after).min(self.slide.picture.size[0].max(right));
        [left - before - text.bullet.unwrap_or_default(), top, end, bottom]
    }

    fn body(&self, text: &TextBox, xml: &mut Xml) -> Result<(), PaintError> {
        let is_one = text.lines.len() == 1;
        let [wrap, anchor] = if is_one { ["none", "ctr"] } else { ["square", "t"] };
        let inset = [("lIns", "0"), ("tIns", "0"), ("rIns", "0"), ("bIns", "0")];
        let attributes: Vec<(&str, &str)> =
            [("wrap", wrap)].into_iter().chain(inset).chain([("anchor", anchor)]).collect();
        xml.element("a:bodyPr", &attributes, |xml| xml.empty("a:noAutofit", &[]))?;
        xml.empty("a:lstStyle", &[])?;
        xml.element("a:p", &[], |xml| {
            self.paragraph(text, xml)?;
            text.runs().iter().try_for_each(|run| self.run(run, xml))
        })
    }

    fn paragraph(&self, text: &TextBox, xml: &mut Xml) -> Result<(), PaintError> {
        let side = match text.side {
            Side::Left => "l",
            Side::Middle => "ctr",
            Side::Right => "r",
        };
        let room = text.bullet.map(|room| [whole(room * self.units), whole(-room * self.units)]);
        let mut attributes = vec![("algn", side)];
        if let Some([margin, indent]) = &room {
            attributes.extend([("marL", margin.as_str()), ("indent", indent.as_str())]);
        }
        xml.element("a:pPr", &attributes, |xml| {
            if let Some(apart) = apart(text) {
                let points = whole(apart * self.units * LETTER);
                xml.element("a:lnSpc", &[], |xml| xml.empty("a:spcPts", &[("val", &points)]))?;
            }
            if room.is_some() { xml.empty("a:buChar", &[("char", "•")]) } else { xml.empty("a:buNone", &[]) }
        })
    }

    fn run(&self, run: &TextRun, xml: &mut Xml) -> Result<(), PaintError> {
        let size = whole((run.size * self.units * LETTER).clamp(LETTERS[0], LETTERS[1]));
        let [strong, slanted] = [run.strong, run.slanted].map(|is| if is { "1" } else { "0" });
        let attributes =
            [("lang", tag(self.lang)), ("sz", size.as_str()), ("b", strong), ("i", slanted), ("dirty", "0")];
        xml.element("a:r", &[], |xml| {
            xml.element("a:rPr", &attributes, |xml| {
                fill(xml, self.palette.colour(run.role))?;
                xml.empty("a:latin", &[("typeface", "Arial")])?;
                xml.empty("a:ea", &[("typeface", glyphs(self.lang))])
            })?;
            xml.text("a:t", &run.text)
        })
    }
}

/// From one line to the next, in points.
fn apart(text: &TextBox) -> Option<f32> {
    let middle = |line: &Vec<crate::picture::Label>| line.first().map(|label| label.middle[1]);
    let [first, second] = [text.lines.first()?, text.lines.get(1)?].map(middle);
    Some(second? - first?)
}

/// The root of the shapes of a part.
fn tree(xml: &mut Xml, inside: impl FnOnce(&mut Xml) -> Result<(), PaintError>) -> Result<(), PaintError> {
    xml.element("p:spTree", &[], |xml| {
        xml.element("p:nvGrpSpPr", &[], |xml| {
            xml.empty("p:cNvPr", &[("id", "1"), ("name", "")])?;
            xml.empty("p:cNvGrpSpPr", &[])?;
            xml.empty("p:nvPr", &[])
        })?;
        xml.empty("p:grpSpPr", &[])?;
        inside(xml)
    })
}

fn fill(xml: &mut Xml, Rgb(r, g, b): Rgb) -> Result<(), PaintError> {
    let colour = format!("{r:02X}{g:02X}{b:02X}");
    xml.element("a:solidFill", &[], |xml| xml.empty("a:srgbClr", &[("val", &colour)]))
}

/// What the speaker sees below the slide, a paragraph a line.
pub(super) fn notes(slide: &Slide, lang: Lang) -> Result<Vec<u8>, PaintError> {
    let mut xml = Xml::new()?;
    let placeholder = |xml: &mut Xml, [id, name, kind, idx]: [&str; 4]| {
        xml.element("p:nvSpPr", &[], |xml| {
            xml.empty("p:cNvPr", &[("id", id), ("name", name)])?;
            xml.element("p:cNvSpPr", &[], |xml| xml.empty("a:spLocks", &[("noGrp", "1")]))?;
            xml.element("p:nvPr", &[], |xml| xml.empty("p:ph", &[("type", kind), ("idx", idx)]))
        })?;
        xml.empty("p:spPr", &[])
    };
    xml.element("p:notes", &NAMESPACES, |xml| {
        xml.element("p:cSld", &[], |xml| {
            tree(xml, |xml| {
                xml.element("p:sp", &[], |xml| placeholder(xml, ["2", "Slide", "sldImg", "2"]))?;
                xml.element("p:sp", &[], |xml| {
                    placeholder(xml, ["3", "Notes", "body", "3"])?;
                    xml.element("p:txBody", &[], |xml| {
                        xml.empty("a:bodyPr", &[])?;
                        xml.empty("a:lstStyle", &[])?;
                        for paragraph in slide.notes.lines() {
                            xml.element("a:p", &[], |xml| {
                                xml.element("a:r", &[], |xml| {
                                    xml.empty("a:rPr", &[("lang", tag(lang))])?;
                                    xml.text("a:t", paragraph)
                                })
                            })?;
                        }
                        Ok(())
                    })
                })
            })
        })?;
        xml.element("p:clrMapOvr", &[], |xml| xml.empty("a:masterClrMapping", &[]))
    })?;
    Ok(xml.into_bytes())
}

/// A language as offices name it, for their spelling checks.
fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en-GB",
        Lang::ZhHant => "zh-HK",
        Lang::ZhHans => "zh-CN",
    }
}

/// A font with Chinese glyphs that offices bring with them.
fn glyphs(lang: Lang) -> &'static str {
    match lang {
        Lang::En | Lang::ZhHant => "Microsoft JhengHei",
        Lang::ZhHans => "Microsoft YaHei",
    }
}
