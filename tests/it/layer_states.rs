//! How layers are shown: what is drawn, what a click finds and what a step goes to follow the order and the style that the session has.
//! Must not know how a style looks.

use serde_json::json;
use zonemap::draw::{draw, legend};
use zonemap::formats::{OpenOptions, open};
use zonemap::picture::{ColourRole, Item};
use zonemap::project::{FeatureId, Style};
use zonemap::session::{Action, LayerState, Session, Settings};

use crate::common::{area, builtin, project_of};

/// One square three times, each in a layer of its own.
fn session() -> Session {
    let square = |name: &'static str| (name, "area", vec![area(&(name, [0.0, 0.0, 1.0, 1.0]), &json!({}))]);
    let folder = project_of(&["low", "middle", "high"].map(square), &json!({}));
    let project = open(folder.path(), &OpenOptions::default()).expect("a project");
    let mut session = Session::new(project, Settings { reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize([400.0, 300.0]));
    session
}

/// The layers in the order of their tints, and the roles of these.
fn drawn(session: &Session) -> Vec<(usize, ColourRole)> {
    let fill = |item: &Item| if let Item::Fill { slice, role, .. } = item { Some((slice.layer, *role)) } else { None };
    draw(session).map.iter().filter_map(fill).collect()
}

/// The layers of what is found at the middle, click by click.
fn hit(session: &Session) -> [usize; 3] {
    let mut session = session.clone();
    [0, 1, 2].map(|_| {
        session.apply(Action::Click([200.0, 150.0]));
        session.selected().expect("a square").layer
    })
}

fn stepped(session: &Session) -> [usize; 3] {
    let mut session = session.clone();
    [0, 1, 2].map(|_| {
        session.apply(Action::Step { back: false });
        session.selected().expect("a square").layer
    })
}

#[test]
fn what_is_drawn_and_hit_follows_the_order() {
    let own = session();
    let orders = |session: &Session| (0..3).map(|layer| session.layer(layer).order).collect::<Vec<_>>();
    for (layer, to, expected) in [
        (0, 2, [1, 2, 0]),
        (0, 1, [1, 0, 2]),
        (2, 0, [2, 0, 1]),
        (2, 1, [0, 2, 1]),
        (1, 1, [0, 1, 2]),
        (1, 99, [0, 2, 1]),
    ] {
        let mut moved = own.clone();
        moved.apply(Action::MoveLayer { layer, to });
        assert_eq!(moved.drawn_order(), expected, "{layer} to {to}");
        assert_eq!(drawn(&moved).iter().map(|(layer, _)| *layer).collect::<Vec<_>>(), expected);
        let mut from_the_top = expected;
        from_the_top.reverse();
        assert_eq!(hit(&moved), from_the_top);
        assert_eq!(stepped(&moved), expected);
        moved.apply(Action::MoveLayer { layer: 3, to: 0 });
        assert_eq!(moved.drawn_order(), expected, "there is no such layer");
        assert_eq!(orders(&own), [0, 1, 2], "a copy goes its own way");
    }
}

#[test]
fn what_is_drawn_and_listed_follows_the_style() {
    let mut session = session();
    assert_eq!(legend(&session).iter().filter(|row| row.feature.is_some()).count(), 3);
    session.apply(Action::SetStyle { layer: 1, style: Style::Water });
    assert_eq!(drawn(&session), [(0, ColourRole::Own), (1, ColourRole::Water), (2, ColourRole::Own)]);
    let listed: Vec<usize> = legend(&session).iter().filter_map(|row| row.feature).map(|id| id.layer).collect();
    assert_eq!(listed, [0, 2]);
    assert_eq!(stepped(&session), [0, 2, 1], "areas before the base of the map");
    assert!(session.project().layers.iter().all(|layer| layer.style == Style::Area), "the project says what it said");
    let before = session.layers()[0].clone();
    assert_eq!(*session.layer(1), LayerState { order: 1, style: Style::Water, ..before });
    session.apply(Action::SetStyle { layer: 3, style: Style::Water });
    assert!(!session.layer(3).is_seen(), "there is no such layer");
}

/// All features that answer to a click, found by looking at each, as the plain way to step through them has it.
fn all(session: &Session) -> Vec<FeatureId> {
    let layers = &session.project().layers;
    let answers = |id: &FeatureId| layers[id.layer].queryable && session.layer(id.layer).visible;
    let mut ids: Vec<FeatureId> = session.project().feature_ids().filter(answers).collect();
    // The wholes, their areas, then what bounds them, then what lies in them.
    let rank = |layer: usize| {
        let state = session.layer(layer);
        let rank = match state.style {
            Style::Whole => 0,
            Style::Area => 1,
            Style::Boundary => 2,
            Style::Place => 3,
            Style::Land | Style::Water | Style::River | Style::Road | Style::Name => 4,
        };
        (rank, state.order)
    };
    ids.sort_by_key(|id| (rank(id.layer), id.feature));
    ids
}

#[test]
fn steps_go_through_all_features_and_round_both_ways() {
    let mut session = Session::new(builtin(), Settings { reduced_motion: true, ..Settings::default() });
    for hidden in [None, Some(0), Some(5)] {
        if let Some(layer) = hidden {
            session.apply(Action::ShowLayer { layer, visible: false });
        }
        let expected = all(&session);
        assert!(expected.len() > 10);
        for (back, mut expected) in [(false, expected.clone()), (true, expected.into_iter().rev().collect())] {
            session.apply(Action::Select(None));
            expected.push(expected[0]);
            for id in expected {
                session.apply(Action::Step { back });
                assert_eq!(session.selected(), Some(id), "{hidden:?} {back}");
            }
        }
    }
}
