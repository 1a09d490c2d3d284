//! A feature's areas and segments as text to be pasted: tables are Markdown, which reads as text too.
//! Must not touch the clipboard.

use super::FeatureReport;
use crate::i18n::{Lang, tr};
use crate::report::boundary_segment::SegmentReport;
use crate::report::methods::{method_cells, method_heads, methods_format, traced_name};
use crate::report::table::table;

impl FeatureReport<'_> {
    /// Its name with its declared and its measured area, and its uncertainty.
    #[must_use]
    pub fn copied_area(&self, lang: Lang) -> String {
        let areas = [format!("{}: {}", self.name(lang), self.areas(lang))];
        areas.into_iter().chain(self.plus_minus(lang)).collect::<Vec<_>>().join(" ")
    }

    /// Its area by every method as a table; before it what is declared and what explains that.
    #[must_use]
    pub fn copied_areas(&self, lang: Lang) -> String {
        let methods = self.methods();
        let format = methods_format(&methods, self.check.declared, lang);
        let rows = methods.iter().map(|check| {
            let [_, figures @ ..] = method_cells(check, &format, lang);
            std::iter::once(traced_name(check, lang)).chain(figures).collect()
        });
        let table = table(method_heads(&format, lang).to_vec(), rows);
        let explanation = self.explanation(&methods).map(|text| text.get(lang).to_owned());
        let said = std::iter::once(self.copied_area(lang)).chain(explanation);
        said.chain([table]).collect::<Vec<_>>().join("\n\n")
    }

    /// Its segments as a table.
    #[must_use]
    pub fn copied_boundary(&self, lang: Lang) -> String {
        let head = ["table.segment", "table.follows", "table.basis", "table.line", "table.length", "table.accuracy"];
        let segments = self.boundary_segments().into_iter().filter_map(|id| SegmentReport::of(self.project, id));
        let head = head.map(|key| tr!(lang, key).into_owned()).to_vec();
        table(head, segments.map(|segment| segment.cells(lang).to_vec()))
    }
}
