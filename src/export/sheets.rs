//! Finished sheets as files: one, or those of a series as the pages of a document or as a file each.
//! Must not know who asks, nor where the files are written.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Export, Made};
use crate::draw::{Sheet, TooManySheets};
use crate::logging::timed;
use crate::paint::{Page, PaintError};
use crate::picture::Picture;
use crate::session::Session;
use crate::typography::without_glyph;

/// Sheets to be made.
pub struct SheetSet<'a> {
    export: &'a Export,
    session: &'a Session,
    sheets: Vec<Sheet>,
}

impl<'a> SheetSet<'a> {
    /// The sheets that are wanted of a session; none when the map alone is wanted.
    ///
    /// # Errors
    /// [`TooManySheets`] when a series would take more than it may have.
    pub fn new(export: &'a Export, session: &'a Session) -> Result<Self, TooManySheets> {
        session.make_groups();
        let sheets = export.sheet.as_ref().map_or(Ok(Vec::new()), |options| Sheet::all(session, options))?;
        Ok(Self { export, session, sheets })
    }

    /// Whether all of them go into one file.
    #[must_use]
    pub fn is_one_file(&self) -> bool {
        self.sheets.len() <= 1 || self.export.painter.pages.is_some()
    }

    /// The files that they become, given the path that was asked for: `map.png` becomes `map-index.png` and `map-01.png`.
    #[must_use]
    pub fn paths(&self, output: &Path) -> Vec<PathBuf> {
        if self.is_one_file() {
            return vec![output.to_owned()];
        }
        let ending = self.export.painter.extension;
        let has_ending = output.extension().is_some_and(|found| found.eq_ignore_ascii_case(ending));
        let stem = if has_ending { output.file_stem() } else { output.file_name() };
        let stem = stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let name = |sheet: &Sheet| sheet.name().map(|name| format!("{stem}-{name}.{ending}"));
        self.sheets.iter().filter_map(name).map(|name| output.with_file_name(name)).collect()
    }

    /// The files in the order of their paths, each made when it is asked for. `goes_on` is told how far the work is, from 0 to 1, and says
    /// whether it is still wanted; when it is not, no more files come. The same session gives the same bytes.
    pub fn files<'s>(
        &'s self,
        goes_on: &'s dyn Fn(f32) -> bool,
    ) -> Box<dyn Iterator<Item = Result<Made, PaintError>> + 's> {
        if self.sheets.len() > 1 && self.is_one_file() {
            return Box::new(self.document(goes_on).into_iter());
        }
        let files = self.sheets.iter().enumerate().map_while(move |(at, sheet)| {
            goes_on(self.part(at)).then(|| self.export.painted(&drawn(sheet), self.session))
        });
        Box::new(files)
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred sheets")]
    fn part(&self, at: usize) -> f32 {
        at as f32 / self.sheets.len() as f32
    }

    /// All of them as the pages of one file; none when it is no longer wanted.
    fn document(&self, goes_on: &dyn Fn(f32) -> bool) -> Option<Result<Made, PaintError>> {
        let paint = self.export.painter.pages?;
        let (mut pages, mut glyphs) = (Vec::new(), BTreeSet::new());
        for (at, sheet) in self.sheets.iter().enumerate() {
            // To draw them takes about as long as to write them.
            if !goes_on(self.part(at) / 2.0) {
                return None;
            }
            let picture = drawn(sheet);
            glyphs.extend(without_glyph(&picture));
            pages.push(Page::filled(picture, sheet.title()));
        }
        let bytes = goes_on(0.5).then(|| paint(&pages, &self.export.paper(self.session)))?;
        Some(bytes.map(|bytes| Made { bytes, without_glyph: glyphs.into_iter().collect() }))
    }
}

fn drawn(sheet: &Sheet) -> Picture {
    timed("draw", || sheet.picture())
}
