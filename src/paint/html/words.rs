//! The words of a slide in a page: each box a heading or a paragraph at its place, its lines as they are set.
//! Must not know the map behind them.

use std::fmt::Write as _;

use crate::paint::svg::Named;
use crate::paint::svg::words::escaped;
use crate::picture::{ColourRole, Label, Purpose, Side, Slide, TextBox};

/// From one line to the next, in text heights, where there is only one.
const LINE: f32 = 1.36;

/// The words of a slide.
pub(super) fn words(slide: &Slide, named: &Named) -> String {
    let mut out = String::new();
    let mut has_title = false;
    if !slide.texts.iter().any(|text| text.purpose == Purpose::Title) {
        let _ = writeln!(out, "<h2 class=\"unseen\">{}</h2>", escaped(&slide.title));
        has_title = true;
    }
    for text in &slide.texts {
        let is_title = text.purpose == Purpose::Title && !has_title;
        has_title |= is_title;
        let tag = match text.purpose {
            Purpose::Title if is_title => "h2",
            Purpose::Heading => "h3",
            Purpose::Title | Purpose::Callout | Purpose::Text => "p",
        };
        one(&mut out, text, (tag, slide.picture.size[0]), named);
    }
    out
}

fn one(out: &mut String, text: &TextBox, (tag, wide): (&str, f32), named: &Named) {
    let Some(first) = text.lines.first().and_then(|line| line.first()) else { return };
    let part = |side: f32| side / wide * 100.0;
    let size = text.size();
    let apart = text
        .lines
        .get(1)
        .and_then(|line| line.first())
        .map_or(size * LINE, |second| second.middle[1] - first.middle[1]);
    let [left, _, right, _] = text.place;
    // A box begins where its lines are alike.
    let (class, x) = match text.side {
        Side::Left => ("w", left),
        Side::Middle => ("w m", f32::midpoint(left, right)),
        Side::Right => ("w r", right),
    };
    let bullet = text.bullet.map_or(String::new(), |room| format!(";--b:{:.2}", part(room)));
    let (x, y) = (part(x), part(first.middle[1] - apart / 2.0));
    let listed = match text.purpose {
        Purpose::Callout => " c",
        _ if text.bullet.is_some() => " b",
        Purpose::Title | Purpose::Heading | Purpose::Text => "",
    };
    let _ = write!(
        out,
        "<{tag} class=\"{class}{listed}\" style=\"--x:{x:.2};--y:{y:.2};--s:{:.3};--l:{:.3}{bullet}{}\">",
        part(size),
        apart / size,
        look(first, named),
    );
    lines(out, text, (first.strong, first.role), named);
    let _ = writeln!(out, "</{tag}>");
}

/// The lines of a box in the look of its first words.
fn lines(out: &mut String, text: &TextBox, (strong, role): (bool, ColourRole), named: &Named) {
    let mut before: Option<char> = None;
    for line in &text.lines {
        let begins = line.first().and_then(|label| label.text.chars().next());
        let is_spaced = before.is_some_and(|before| TextBox::is_spaced(before, begins));
        out.push_str(if is_spaced { " <span>" } else { "<span>" });
        for (at, label) in line.iter().enumerate() {
            if at > 0 && TextBox::is_apart(&line[at - 1], label) {
                out.push(' ');
            }
            run(out, label, (strong, role), named);
        }
        out.push_str("</span>");
        before = line.last().and_then(|label| label.text.chars().last());
    }
}

/// How a box looks.
fn look(first: &Label, named: &Named) -> String {
    let mut look = String::new();
    if first.strong {
        look.push_str(";font-weight:700");
    }
    if first.role != ColourRole::Text {
        let _ = write!(look, ";color:{}", named.colour(first.role));
    }
    look
}

/// Words of a line that look otherwise than the box.
fn run(out: &mut String, label: &Label, (strong, role): (bool, ColourRole), named: &Named) {
    let mut style = String::new();
    if label.strong != strong {
        style.push_str(if label.strong { "font-weight:700;" } else { "font-weight:400;" });
    }
    if label.slanted {
        style.push_str("font-style:italic;");
    }
    if label.role != role {
        let _ = write!(style, "color:{};", named.colour(label.role));
    }
    let text = escaped(&label.text);
    if style.is_empty() {
        out.push_str(&text);
    } else {
        let _ = write!(out, "<i style=\"{style}\">{text}</i>");
    }
}
