//! The same pictures painted by the graphics card and by the processor, compared.
//! Must not know how either paints.

use crate::gpu_pictures::{Image, card, painted};
use zonemap::formats::{OpenOptions, open_builtin};
use zonemap::paint::raster::{Part, image};
use zonemap::picture::{LIGHT, Picture};
use zonemap::project::Style;
use zonemap::session::{Action, Session, Settings};

/// How unlike two pictures are, per channel of 255.
#[derive(Debug)]
struct Unlike {
    /// On the whole.
    mean: f64,
    /// In the worst square of 8 × 8 pixels.
    worst: f64,
    /// Where that is.
    at: [usize; 2],
}

fn unlike(ours: &Image, theirs: &[[u8; 4]]) -> Unlike {
    assert_eq!(ours.pixels.len(), theirs.len(), "as many pixels");
    let width = ours.width;
    let apart = |x: usize, y: usize| -> f64 {
        let (a, b) = (ours.pixels[y * width + x], theirs[y * width + x]);
        a.iter().zip(b).take(3).map(|(a, b)| f64::from(a.abs_diff(b))).sum::<f64>() / 3.0
    };
    let height = theirs.len() / width;
    let mut unlike = Unlike { mean: 0.0, worst: 0.0, at: [0; 2] };
    for (left, top) in (0..height / 8).flat_map(|y| (0..width / 8).map(move |x| (x * 8, y * 8))) {
        let square = (0..64).map(|at| apart(left + at % 8, top + at / 8)).sum::<f64>() / 64.0;
        #[expect(clippy::cast_precision_loss, reason = "few squares")]
        let share = 64.0 / theirs.len() as f64;
        unlike.mean += square * share;
        if square > unlike.worst {
            (unlike.worst, unlike.at) = (square, [left, top]);
        }
    }
    unlike
}

#[test]
fn the_card_paints_what_the_processor_paints() {
    let Some((state, mut gpu)) = card() else { return };
    let project = open_builtin(&OpenOptions::default()).expect("the zone");
    let mut session = Session::new(project, Settings { reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize([640.0, 480.0]));
    let areas = session.project().layers.iter().find(|layer| layer.style == Style::Area).expect("areas");
    let vertex = areas.data.shapes().positions()[0];
    let steps: [&[Action]; 4] = [
        &[Action::ZoomMiddle { factor: 0.1 }],
        &[Action::Fit, Action::Click([320.0, 240.0])],
        &[Action::ZoomBox([180.0, 270.0], [240.0, 315.0])],
        &[Action::GoTo(vertex), Action::ZoomMiddle { factor: 20.0 }],
    ];
    for (at, actions) in steps.iter().enumerate() {
        actions.iter().for_each(|action| session.apply(action.clone()));
        let picture: Picture = zonemap::draw::draw(&session);
        for scale in if at == 1 { &[1.0, 2.0][..] } else { &[1.0] } {
            let scale = *scale;
            let ours = painted(&state, &mut gpu, &picture, scale);
            let theirs = image(&picture, &LIGHT, scale, Part::Map).expect("a picture");
            let unlike = unlike(&ours, theirs.rgba.as_chunks().0);
            let colours: std::collections::BTreeSet<[u8; 4]> = ours.pixels.iter().copied().collect();
            assert!(colours.len() > 9, "view {at} shows hardly anything");
            assert!(unlike.mean < 0.3 && unlike.worst < 12.0, "view {at} at scale {scale}: {unlike:?}");
        }
    }
}
