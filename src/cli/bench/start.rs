//! `zonemap bench start`: from the start of the program to the first picture of a project, in pixels.
//! Must not do more or less than the window does before its first frame, but for the window itself.

use serde_json::{Value, json};

use super::clock::since_start_s;
use super::{Bench, NotTimed};
use crate::draw::draw;
use crate::formats::{OpenOptions, open_or_builtin};
use crate::paint::raster::{self, Part};
use crate::session::{Action, Session, Settings};

pub(super) fn run(args: &Bench) -> Result<Value, NotTimed> {
    let project = open_or_builtin(args.file.as_deref(), &OpenOptions::default())?;
    let mut session = Session::new(project, Settings::default());
    session.apply(Action::Resize([1600.0, 1000.0]));
    let picture = draw(&session);
    raster::prepare(&picture, 1.0);
    let _painted = raster::image(&picture, session.theme().palette(), 1.0, Part::Whole);
    Ok(json!({ "first_map_s": since_start_s() }))
}
