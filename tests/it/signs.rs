//! The signs of boundary segments: they stay as they are whatever is selected, lit up or under the pointer, and the legend shows them so.
//! Must not know how a painter paints them.

use zonemap::draw::{Emblem, draw, legend};
use zonemap::i18n::Lang;
use zonemap::picture::{Item, Pen};
use zonemap::project::{BoundarySegment, Certainty, FeatureId, SegmentClass, Style};
use zonemap::session::{Action, Selection, Session, Settings};
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::builtin;
use crate::window::window;

fn session() -> Session {
    let settings = Settings { reduced_motion: true, lang: Lang::En, ..Settings::default() };
    let mut session = Session::new(builtin(), settings);
    session.apply(Action::Resize([800.0, 600.0]));
    session
}

/// The lines of a layer in the order in which they are drawn.
fn lines(session: &Session, layer: usize) -> Vec<(usize, Pen)> {
    let line = |(at, item): (usize, Item)| match item {
        Item::Line { slice, pen } if slice.layer == layer => Some((at, pen)),
        Item::Line { .. } | Item::Fill { .. } | Item::Glow { .. } | Item::Dots { .. } | Item::Dot { .. } => None,
    };
    draw(session).map.into_iter().enumerate().filter_map(line).collect()
}

fn layer_of(session: &Session, style: Style) -> usize {
    session.project().layers.iter().position(|layer| layer.style == style).expect("such a layer")
}

#[test]
fn no_selection_lies_over_a_sign() {
    let plain = session();
    let [areas, wholes, boundary] = [Style::Area, Style::Whole, Style::Boundary].map(|style| layer_of(&plain, style));
    let signs: Vec<Pen> = lines(&plain, boundary).into_iter().map(|(_, pen)| pen).collect();
    for layer in [areas, wholes] {
        let id = FeatureId { layer, feature: 0 };
        for action in
            [Action::Select(Some(id)), Action::Hover(Some(plain.view().projector().size.map(|side| side / 2.0)))]
        {
            let mut session = plain.clone();
            session.apply(action);
            assert!(session.selected().or(session.hovered()).is_some());
            let now = lines(&session, boundary);
            assert_eq!(now.iter().map(|(_, pen)| *pen).collect::<Vec<_>>(), signs, "the signs are as they were");
            let first = now.iter().map(|(at, _)| *at).min().expect("signs");
            let own = [areas, wholes].map(|layer| lines(&session, layer)).concat();
            assert!(!own.is_empty() && own.iter().all(|(at, _)| *at < first), "what tells of it lies below them");
        }
    }
}

/// A segment that is selected, under the pointer or lit up has its own sign over what tells so.
#[test]
fn a_segment_keeps_its_sign() {
    let plain = session();
    let boundary = layer_of(&plain, Style::Boundary);
    let project = plain.project();
    for feature in 0..project.layers[boundary].data.features().len() {
        let id = FeatureId { layer: boundary, feature };
        let class = BoundarySegment::of(project.feature(id).expect("a segment")).class();
        let mut session = plain.clone();
        session.apply(Action::Select(Some(id)));
        let (_, last) = *lines(&session, boundary).last().expect("a line");
        assert!(lines(&plain, boundary).iter().any(|(_, pen)| *pen == last), "{class:?}: {last:?}");
        session.apply(Action::SelectSegments(class));
        assert_eq!(session.selection(), Selection::Segments(class));
        assert_eq!(session.selected(), None);
        session.apply(Action::SelectSegments(class));
        assert_eq!(session.selection(), Selection::Nothing);
    }
}

/// The legend has a cell for each class of segments that the map has, drawn by the very pens of the map.
#[test]
fn the_legend_shows_the_signs_of_the_map() {
    let session = session();
    let boundary = layer_of(&session, Style::Boundary);
    let rows = legend(&session);
    let cells: Vec<_> = rows
        .iter()
        .filter_map(|row| match &row.emblem {
            Emblem::Cells(cells) => Some(cells),
            Emblem::None
            | Emblem::Heads(_)
            | Emblem::Line(_)
            | Emblem::Swatch(_)
            | Emblem::Hatched(_)
            | Emblem::Tint(_)
            | Emblem::Dot(..) => None,
        })
        .flatten()
        .collect();
    let drawn: Vec<Pen> = lines(&session, boundary).into_iter().map(|(_, pen)| pen).collect();
    let shown: Vec<Pen> = cells.iter().flat_map(|cell| cell.pens.clone()).collect();
    assert!(drawn.iter().all(|pen| shown.contains(pen)) && shown.iter().all(|pen| drawn.contains(pen)));
    let class = |certainty, is_stated| SegmentClass { certainty, is_stated };
    for (certainty, counts) in
        [(Certainty::Traced, [1, 2]), (Certainty::Approximate, [1, 1]), (Certainty::Fitted, [0, 2])]
    {
        let of = [true, false].map(|is_stated| {
            let cell = cells.iter().find(|cell| cell.class == class(certainty, is_stated));
            cell.map_or(0, |cell| cell.pens.len())
        });
        assert_eq!(of, counts, "{certainty:?}");
    }
}

/// The cells stand in two columns, each below its head.
#[test]
fn the_heads_of_the_legend_stand_over_their_columns() {
    for (lang, [stated, inferred], rows) in [
        (Lang::En, ["in text", "inferred"], ["traced or generalised", "approximate"]),
        (Lang::ZhHant, ["文中明示", "推斷"], ["描繪或概括", "概略"]),
    ] {
        let mut harness = window(builtin(), lang);
        harness.run();
        let basis = match lang {
            Lang::En => ["stated in text", "inferred"],
            Lang::ZhHant | Lang::ZhHans => ["文中明示", "推斷"],
        };
        for row in rows {
            for (head, basis) in [stated, inferred].into_iter().zip(basis) {
                let cell = harness.get_by_label(&format!("{row}, {basis}")).rect();
                let head = harness.get_all_by_label(head).next().expect("a head").rect();
                assert!((head.center().x - cell.center().x).abs() < 2.0, "{row}: {head:?} over {cell:?}");
                assert!(head.bottom() <= cell.top() && head.width() <= cell.width(), "{row}: {head:?} over {cell:?}");
            }
        }
    }
}

#[test]
fn a_click_on_a_cell_lights_up_its_segments() {
    let mut harness = window(builtin(), Lang::En);
    harness.run();
    let name = "fitted to the declared area, inferred";
    harness.get_by_label(name).click();
    harness.run();
    let fitted = SegmentClass { certainty: Certainty::Fitted, is_stated: false };
    assert_eq!(harness.state().session().selection(), Selection::Segments(fitted));
    harness.key_press(egui::Key::Escape);
    harness.run();
    assert_eq!(harness.state().session().selection(), Selection::Nothing);
}
