//! Glyphs: which font has each, how wide they are, their outlines on the sheet.
//! Must not know what the words say or who paints them.
//!
//! The embedded fonts have every character of Big5, HKSCS, GB 2312 and 通用規範漢字表 in both weights, so that Chinese looks the
//! same on every machine. For a character that they lack, the machine's fonts are asked, and only then looked for.

mod face;
mod line;
mod order;
mod outline;
mod shaping;
mod system;
mod table;

pub use face::{Face, family};
pub use line::{Glyph, Line, line, missing, width, without_glyph};
pub use order::{begins_from_right, from_left, is_from_right, is_mixed, levels};
pub use outline::contours;
pub use shaping::is_joined;

/// How far slanted glyphs lean: so much to the right for a height of 1.
pub const SLANT: f32 = 0.2;
