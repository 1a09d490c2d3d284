//! Every area by every method as Markdown: a table for each feature.
//! Must not know more than the rows say.

use std::io::{self, Write};

use super::AreaRows;
use super::text::{called, declared, not_measured};
use crate::i18n::{in_markdown, tr};
use crate::report::marks::mark;
use crate::report::methods::datum_heading;

impl AreaRows<'_> {
    /// Writes a table for each feature, as Markdown has them.
    ///
    /// # Errors
    /// What writing gives.
    pub fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang;
        let heads = ["areas.head-method", "areas.head-area", "areas.head-off", "areas.head-agrees"];
        let heads = heads.map(|key| tr!(lang, key).into_owned()).join(" | ");
        for feature in self.iter() {
            writeln!(out, "## {}\n\n{}\n", in_markdown(&called(&feature)), declared(&feature, lang))?;
            if let Some(text) = not_measured(&feature, lang) {
                writeln!(out, "{text}\n")?;
                continue;
            }
            writeln!(out, "| {heads} |\n|---|---:|---:|:-:|")?;
            for row in &feature.methods {
                let traced = datum_heading(row.datum, lang).map_or_else(String::new, |heading| format!("{heading} "));
                let off = row.off.as_ref().map_or_else(String::new, |both| both.join(", "));
                writeln!(out, "| {traced}{} | {} | {off} | {} |", row.name, row.area, mark(row.reproduces))?;
            }
            writeln!(out, "\n{}\n", feature.explanation.as_deref().unwrap_or_default())?;
        }
        Ok(())
    }
}
