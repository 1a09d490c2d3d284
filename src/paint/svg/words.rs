//! Words in an SVG document: real text as wide as the embedded fonts make it, whatever font a viewer has.
//! Must not turn glyphs into outlines.

use std::fmt::Write as _;

use super::Svg;
use crate::i18n::Lang;
use crate::picture::{ColourRole, Label, Sign};
use crate::typography::{SLANT, line};

/// The fonts to look for: ours by their family's names, then what systems have.
pub(in crate::paint) fn families(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "'Noto Sans','Noto Sans TC','Noto Sans CJK TC','PingFang TC','Microsoft JhengHei',sans-serif",
        Lang::ZhHant => {
            "'Noto Sans TC','Noto Sans CJK TC','Source Han Sans TC','PingFang TC','Microsoft JhengHei',sans-serif"
        }
        Lang::ZhHans => {
            "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif"
        }
    }
}

impl Svg<'_> {
    /// A label, with its halo beneath if it has not been painted yet.
    pub(super) fn label(&mut self, label: &Label, lang: Lang, with_halo: bool) {
        let fill = self.colour(label.role);
        let mut look = format!("fill=\"{fill}\"");
        if label.opacity < 1.0 {
            let _ = write!(look, " fill-opacity=\"{:.2}\"", label.opacity);
        }
        if with_halo {
            let halo = self.halo(label);
            let _ = write!(look, " {halo} paint-order=\"stroke\"");
        }
        self.text(label, lang, &look);
    }

    /// The halos of some labels alone, which are no words.
    pub(super) fn halos(&mut self, signs: &[Sign], lang: Lang) {
        self.add(format_args!("<g aria-hidden=\"true\" fill=\"none\" style=\"user-select:none\">\n"));
        for sign in signs {
            if let Sign::Label(label) = sign {
                let halo = self.halo(label);
                self.text(label, lang, &halo);
            }
        }
        self.add(format_args!("</g>\n"));
    }

    fn halo(&self, label: &Label) -> String {
        let (colour, width) = (self.colour(ColourRole::Halo), 2.0 * label.halo_reach());
        let opacity = Label::HALO * label.opacity;
        format!(
            "stroke=\"{colour}\" stroke-width=\"{width:.2}\" stroke-opacity=\"{opacity}\" stroke-linejoin=\"round\""
        )
    }

    fn text(&mut self, label: &Label, lang: Lang, look: &str) {
        let line = line(&label.text, label.strong, lang);
        let (width, down) = (line.width * label.size, line.baseline * label.size);
        let ([x, y], size) = (label.middle, label.size);
        self.add(format_args!("<text {look} font-family=\"{}\" font-size=\"{size:.2}\"", families(lang)));
        if label.strong {
            self.add(format_args!(" font-weight=\"bold\""));
        }
        self.add(format_args!(" text-anchor=\"middle\" textLength=\"{width:.2}\" lengthAdjust=\"spacingAndGlyphs\""));
        if label.angle == 0.0 && !label.slanted {
            self.add(format_args!(" x=\"{x:.2}\" y=\"{:.2}\"", y + down));
        } else {
            self.add(format_args!(" y=\"{down:.2}\" transform=\"translate({x:.2} {y:.2})"));
            if label.angle != 0.0 {
                self.add(format_args!(" rotate({:.2})", label.angle.to_degrees()));
            }
            if label.slanted {
                self.add(format_args!(" skewX({:.2})", -SLANT.atan().to_degrees()));
            }
            self.add(format_args!("\""));
        }
        self.add(format_args!(">{}</text>\n", escaped(&label.text)));
    }
}

/// A text as XML has it, without what XML cannot have.
pub(in crate::paint) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
