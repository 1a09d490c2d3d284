//! Every area by every method as text for people, and the sentences that other forms share with it.
//! Must not know more than the rows say.

use std::io::{self, Write};

use super::{AreaRows, FeatureRow, MethodRow};
use crate::geodesy::Datum;
use crate::i18n::{Lang, printable, tr};
use crate::report::marks::mark;
use crate::report::methods::datum_heading;

impl AreaRows<'_> {
    /// Writes them for people to read.
    ///
    /// # Errors
    /// What writing gives.
    pub fn write_text(&self, out: &mut dyn Write) -> io::Result<()> {
        for (at, feature) in self.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            writeln!(out, "{}\n  {}", called(&feature), declared(&feature, self.lang))?;
            if let Some(text) = not_measured(&feature, self.lang) {
                writeln!(out, "  {text}")?;
            }
            let mut datum = Datum::Wgs84;
            for row in &feature.methods {
                if row.datum != datum {
                    datum = row.datum;
                    writeln!(out, "  {}", datum_heading(datum, self.lang).unwrap_or_default())?;
                }
                write_row(row, out)?;
            }
            if let Some(explanation) = &feature.explanation {
                writeln!(out, "  {explanation}")?;
            }
        }
        Ok(())
    }
}

pub(super) fn called(feature: &FeatureRow) -> String {
    format!("{} {}", printable(&feature.id), printable(&feature.name))
}

pub(super) fn declared(feature: &FeatureRow, lang: Lang) -> String {
    match &feature.declared {
        Some(declared) => tr!(lang, "areas.declared", declared = declared.text).into_owned(),
        None => tr!(lang, "areas.undeclared").into_owned(),
    }
}

/// Why nothing was measured, if so.
pub(super) fn not_measured(feature: &FeatureRow, lang: Lang) -> Option<String> {
    let why = tr!(lang, format!("no-area.{}", feature.not_measured?));
    Some(tr!(lang, "areas.not-measured", why = why).into_owned())
}

fn write_row(row: &MethodRow, out: &mut dyn Write) -> io::Result<()> {
    let off = row.off.as_ref().map_or_else(String::new, |[off, ppm]| format!("{off:>16} {ppm:>14}"));
    writeln!(out, "  {} {:>18} {off}  {}", mark(row.reproduces), row.area, row.name)
}
