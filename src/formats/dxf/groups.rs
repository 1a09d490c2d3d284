//! The groups of a drawing: a code on a line, its value on the next.
//! Must not know what any code means.

use crate::formats::OpenError;
use crate::formats::Problem;
use crate::formats::gather::{expected_at, problem_at};
use crate::project::SourcePosition;

/// A code with its value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Group<'a> {
    pub(super) code: i32,
    pub(super) value: &'a str,
    /// Where the code stands.
    pub(super) offset: usize,
}

/// All groups of a text, in order.
pub(super) fn groups<'a>(text: &'a str, path: &str) -> Result<Vec<Group<'a>>, OpenError> {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let mut all = Vec::new();
    let place = |offset: usize| SourcePosition::at(text, offset).into();
    while let Some(line) = lines.next() {
        let offset = line.as_ptr() as usize - text.as_ptr() as usize;
        let code = line.trim();
        if code.is_empty() && lines.clone().all(|line| line.trim().is_empty()) {
            break;
        }
        let code: i32 =
            code.parse().map_err(|_no_number| expected_at(path, Some(place(offset)), "expected.dxf-code", code))?;
        let value = lines.next().ok_or_else(|| problem_at(path, Some(place(offset)), Problem::Truncated))?.trim();
        if (code, value) == (0, "EOF") {
            return Ok(all);
        }
        all.push(Group { code, value, offset });
    }
    Err(problem_at(path, Some(place(text.len())), Problem::Truncated))
}
