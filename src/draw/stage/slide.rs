//! A stop as a slide: the map with all that is no word of the stop, and each of its words in a box at its place on the stage.
//! Must not know what becomes of it.

use super::Stage;
use super::piece::{Piece, Press};
use super::setting::Setting;
use super::{callout, furniture};
use crate::draw::setter::Setter;
use crate::draw::words::Measure;
use crate::draw::{labels, measure};
use crate::i18n::{displayed, tr};
use crate::picture::{Label, Picture, Purpose, Side, Sign, Slide, TextBox, scaled};
use crate::session::Session;

/// Two lines belong together when the lower is at most so many text heights below the upper.
const NEAR: f32 = 1.6;
/// Two runs of a line belong together when they are at most so many text heights apart.
const BESIDE: f32 = 0.7;
/// Edges are alike to so many points.
const ALIKE: f32 = 1.5;
/// A line is so high, in heights of its text.
const HIGH: f32 = 1.36;
/// The sign before a paragraph of a list.
const BULLET: &str = "•";

/// The stop that a session is at, as a slide with the presenter's notes; none while no show is on.
#[must_use]
pub fn slide(session: &Session) -> Option<Slide> {
    let show = session.show()?;
    let (measure, lang) = (measure(session.lang()), session.lang());
    let stage = Stage::new(session, show);
    let press = Press::new(session, show, &measure);
    let setting = Setting::new(show.stop(), &press, stage.layout.words);
    let title = displayed(show.stop().title.get(lang));
    let unit = stage.layout.unit;
    let (_, taken) = stage.over(&measure);
    let request = labels::LabelRequest { measure: &measure, taken: &taken, former: &[], measured_vertices: usize::MAX };
    let (placed, _) = labels::labels(&stage.map.screen, &stage.dots, &request);

    let (texts, over) = words(&stage, &setting, &measure);
    let count = over.len();
    let picture: Picture = stage.picture(&placed.iter().collect::<Vec<_>>(), over, true);
    let texts = texts.into_iter().map(|text| larger(text, unit)).collect();
    let about = tr!(lang, "deck.map-of", title = title).into_owned();
    let notes = show.stop().notes.get(lang).to_owned();
    let (id, appendix, over) = (show.stop().id.clone(), show.stop().appendix, picture.signs.len() - count);
    Some(Slide { title, id, picture, over, appendix, about, texts, notes })
}

/// The words of a stop in boxes, in points of the layout, and what else stands over its map.
fn words(stage: &Stage<'_>, setting: &Setting, measure: Measure<'_>) -> (Vec<TextBox>, Vec<Sign>) {
    let (session, show) = (stage.session, stage.show);
    let title = displayed(show.stop().title.get(session.lang()));
    let mut setter = Setter::new(measure, 1.0);
    setter.signs.extend(stage.layout.scrims().into_iter().map(Sign::Fade));
    let mut texts = Vec::new();
    for (at, (piece, corner)) in setting.pieces.iter().enumerate().filter(|(_, (piece, _))| piece.build <= show.build) {
        let signs = piece.signs.iter().cloned().map(|sign| scaled::moved(sign, *corner));
        let (labels, others) = apart(signs);
        setter.signs.extend(others);
        let mut boxes = boxes(labels, measure);
        purposes(&mut boxes, piece, (at == 0).then_some(title.as_str()));
        texts.extend(boxes);
    }
    furniture::progress(session, show, stage.layout.progress, &mut setter);
    for callout in callout::callouts(&stage.map.screen, show, &stage.layout, measure) {
        let (labels, others) = apart(callout.signs.into_iter());
        setter.signs.extend(others);
        let said = boxes(labels, measure).into_iter();
        texts.extend(said.map(|text| TextBox { purpose: Purpose::Callout, ..text }));
    }
    let mut foot = Setter::new(measure, 1.0);
    furniture::notice(session, stage.layout.notice, &mut foot);
    texts.extend(boxes(apart(foot.signs.into_iter()).0, measure));
    (texts, setter.signs)
}

/// Words, and what are none.
fn apart(signs: impl Iterator<Item = Sign>) -> (Vec<Label>, Vec<Sign>) {
    let (mut labels, mut others) = (Vec::new(), Vec::new());
    for sign in signs {
        match sign {
            Sign::Label(label) => labels.push(label),
            Sign::Stroke { .. } | Sign::Patch { .. } | Sign::Fade(_) => others.push(sign),
        }
    }
    (labels, others)
}

/// What the words of a block are; the title is among those of the first.
fn purposes(boxes: &mut [TextBox], piece: &Piece, title: Option<&str>) {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '*').collect::<String>();
    for text in boxes {
        let is_title = title.is_some_and(|title| bare(title) == bare(&text.text()));
        text.purpose = match (is_title, piece.heads) {
            (true, _) => Purpose::Title,
            (false, true) => Purpose::Heading,
            (false, false) => Purpose::Text,
        };
    }
}

/// Labels in boxes: runs of a line side by side, lines of a paragraph one below the other.
fn boxes(labels: Vec<Label>, measure: Measure<'_>) -> Vec<TextBox> {
    let mut all: Vec<TextBox> = Vec::new();
    let mut bullet: Option<Label> = None;
    for label in labels {
        if label.text == BULLET {
            bullet = Some(label);
            continue;
        }
        let place = around(&label, measure);
        let before = all.last_mut().filter(|_| bullet.is_none());
        if before.is_some_and(|text| goes_on(text, &label, place, measure)) {
            continue;
        }
        let bullet = bullet.take().map(|bullet| place[0] - around(&bullet, measure)[0]);
        let lines = vec![vec![label]];
        all.push(TextBox { purpose: Purpose::Text, side: Side::Left, bullet, place, lines });
    }
    all
}

/// Puts a label into a box that it belongs to; whether it does.
fn goes_on(text: &mut TextBox, label: &Label, place: [f32; 4], measure: Measure<'_>) -> bool {
    let Some(last) = text.lines.last().and_then(|line| line.last()).cloned() else { return false };
    let before = around(&last, measure);
    let is_alike = (last.size - label.size).abs() < 0.1 && label.angle == 0.0 && last.angle == 0.0;
    let is_beside = is_alike
        && (last.middle[1] - label.middle[1]).abs() < 0.5
        && (-ALIKE..BESIDE * label.size).contains(&(place[0] - before[2]));
    let down = label.middle[1] - last.middle[1];
    let is_below = is_alike && last.role == label.role && down > label.size * 0.5 && down < label.size * NEAR;
    let alike = |at: f32, other: f32| (at - other).abs() < ALIKE;
    let middle = |[left, _, right, _]: [f32; 4]| f32::midpoint(left, right);
    let side = [
        (Side::Left, alike(place[0], text.place[0])),
        (Side::Middle, alike(middle(place), middle(text.place))),
        (Side::Right, alike(place[2], text.place[2])),
    ];
    let side = side.into_iter().find(|(_, is_alike)| *is_alike).map(|(side, _)| side);
    let is_first = text.lines.len() == 1;
    if is_beside {
        if let Some(line) = text.lines.last_mut() {
            line.push(label.clone());
        }
    } else if let Some(side) = side.filter(|side| is_below && (is_first || *side == text.side)) {
        text.side = side;
        text.lines.push(vec![label.clone()]);
    } else {
        return false;
    }
    let [left, top, right, bottom] = text.place;
    text.place = [left.min(place[0]), top.min(place[1]), right.max(place[2]), bottom.max(place[3])];
    true
}

/// The box of a line.
fn around(label: &Label, measure: Measure<'_>) -> [f32; 4] {
    let ([x, y], wide) = (label.middle, measure(&label.text, label.size, label.strong) / 2.0);
    let high = label.size * HIGH / 2.0;
    [x - wide, y - high, x + wide, y + high]
}

fn larger(text: TextBox, by: f32) -> TextBox {
    let lines = text.lines.into_iter().map(|line| line.into_iter().map(|label| scaled::label(label, by)).collect());
    let (bullet, place) = (text.bullet.map(|room| room * by), text.place.map(|side| side * by));
    TextBox { bullet, place, lines: lines.collect(), ..text }
}

#[cfg(test)]
mod tests {
    use super::{Label, Side, boxes};

    /// Each glyph is as wide as half its height.
    fn measured(text: &str, size: f32, _: bool) -> f32 {
        f32::from(u16::try_from(text.chars().count()).expect("a few")) * size / 2.0
    }

    fn left(text: &str, x: f32, y: f32) -> Label {
        Label::new(text.to_owned(), [x + measured(text, 20.0, false) / 2.0, y], 20.0, false)
    }

    #[test]
    fn lines_of_a_paragraph_share_a_box_and_columns_do_not() {
        let labels = vec![left("one two", 0.0, 10.0), left("three", 0.0, 36.0), left("beside", 300.0, 10.0)];
        let found = boxes(labels, &measured);
        let texts: Vec<String> = found.iter().map(super::TextBox::text).collect();
        assert_eq!(texts, ["one two three", "beside"]);
        assert_eq!((found[0].side, found[0].lines.len()), (Side::Left, 2));
        assert!((found[0].place[2] - 70.0).abs() < 0.01, "{:?}", found[0].place);
    }

    #[test]
    fn runs_of_a_line_stay_in_it_and_a_bullet_begins_a_paragraph() {
        let strong = Label { strong: true, ..left("strong", 55.0, 10.0) };
        let labels = vec![
            left("some", 10.0, 10.0),
            strong,
            left("•", 10.0, 62.0),
            left("listed", 28.0, 62.0),
            left("on", 28.0, 89.0),
            left("•", 10.0, 116.0),
            left("next", 28.0, 116.0),
        ];
        let found = boxes(labels, &measured);
        let texts: Vec<(String, Option<f32>)> = found.iter().map(|text| (text.text(), text.bullet)).collect();
        let expected = [("some strong", None), ("listed on", Some(18.0)), ("next", Some(18.0))];
        assert_eq!(texts, expected.map(|(text, bullet)| (text.to_owned(), bullet)));
    }
}
