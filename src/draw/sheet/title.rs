//! The title of a sheet, with the second language below it.
//! Must not know the map.

use super::layout::SheetLayout;
use super::options::SheetOptions;
use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::displayed;
use crate::session::Session;

/// Letter heights of a title in one line, and of one in two.
const ONE_LINE: [f32; 7] = [20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0];
const TWO_LINES: [f32; 4] = [12.0, 11.0, 10.0, 9.0];
/// Letter heights of the second language, below one line and below two.
const SECOND: [f32; 5] = [11.0, 10.0, 9.0, 8.0, 7.0];
const SMALL_SECOND: [f32; 2] = [7.5, 6.5];

/// What stands as title and below it, unless asked otherwise; without a title, what was opened stands in its place.
#[must_use]
pub fn title_of(session: &Session) -> [String; 2] {
    let (project, lang) = (session.project(), session.lang());
    let title = project.title();
    let named = title.get(lang);
    let text = if named.is_empty() { displayed(&project.path()) } else { displayed(named) };
    [text, title.second(lang).map(displayed).unwrap_or_default()]
}

/// Sets the title in one line or two, cut in the smallest letters.
pub(super) fn title(session: &Session, options: &SheetOptions, layout: &SheetLayout, setter: &mut Setter<'_>) {
    let [left, top, right, _] = layout.title;
    let (width, unit) = (right - left, setter.text_scale);
    let [title, subtitle] = title_of(session);
    let typed = |text: &Option<String>| text.as_deref().map(displayed);
    let text = typed(&options.title).unwrap_or(title);
    // What another title says in the second language is not known.
    let second = typed(&options.subtitle).unwrap_or(if options.title.is_none() { subtitle } else { String::new() });
    let (style, lines) = setter.fitted(&text, width, 1, &ONE_LINE, TextStyle::strong(0.0));
    let whole = lines.first().is_some_and(|line| *line == text);
    let (style, lines) =
        if whole { (style, lines) } else { setter.fitted(&text, width, 2, &TWO_LINES, TextStyle::strong(0.0)) };
    let (middles, below, sizes): (&[f32], f32, &[f32]) =
        if lines.len() < 2 { (&[12.0], 32.0, &SECOND) } else { (&[7.0, 21.0], 35.0, &SMALL_SECOND) };
    for (line, middle) in lines.iter().zip(middles) {
        setter.left(line, [left, top + middle * unit], style);
    }
    let (style, lines) = setter.fitted(&second, width, 1, sizes, TextStyle::quiet(0.0));
    for line in lines {
        setter.left(&line, [left, top + below * unit], style);
    }
}
