//! The system of a file that names it by a code, describes it in well-known text, or does both.
//! Must not know where it does.

use super::Problem;
use crate::crs::Crs;

/// The one system that a code and a description agree on. A description that is none, as some programs leave it, says nothing.
pub(super) fn agreed(code: Option<&str>, description: &str, name: &str) -> Result<Crs, Problem> {
    let unknown = |found: String| Err(Problem::UnknownCrs { found });
    let is_said = description.contains(['[', '(']);
    match (Crs::from_wkt(description), code.and_then(Crs::from_name)) {
        (Ok(described), None) => Ok(described),
        (Ok(described), Some(named)) if described == named => Ok(named),
        (Ok(described), Some(named)) => unknown(format!("{} ≠ {}", named.name(), described.name())),
        (Err(_), Some(named)) if !is_said => Ok(named),
        (Err(_), _) => unknown(match code {
            Some(code) if code != name && !name.is_empty() => format!("{name} ({code})"),
            Some(code) => code.to_owned(),
            None => name.to_owned(),
        }),
    }
}
