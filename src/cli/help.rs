//! What a command is: whether it reports, whether its exit code is a verdict, and its examples for help and manual.
//! Must not know its arguments.

use super::arguments::Subcommand;
use crate::i18n::{Lang, tr};

impl Subcommand {
    /// Whether what it prints is a report, and no file, script or schema that was asked for.
    pub(super) fn is_report(&self) -> bool {
        match self {
            Self::Verify(_) | Self::Areas(_) | Self::Identify(_) | Self::Diff(_) | Self::Info(_) => true,
            Self::Render(_)
            | Self::Convert(_)
            | Self::Bench(_)
            | Self::Schema(_)
            | Self::Completions(_)
            | Self::Man(_) => false,
        }
    }
}

/// Whether the exit code of a command is a verdict.
pub(super) fn has_verdict(name: &str) -> bool {
    !matches!(name, "schema" | "completions" | "man" | "bench")
}

/// Examples of a command: the line, and what it does.
pub(super) fn examples(name: &str, lang: Lang) -> Vec<(&'static str, String)> {
    let own = EXAMPLES.iter().filter(|(command, ..)| *command == name);
    own.map(|&(_, line, key)| (line, tr!(lang, format!("cli.example.{key}")).into_owned())).collect()
}

/// The examples: the command, the line, the key of what it does.
const EXAMPLES: &[(&str, &str, &str)] = &[
    ("verify", "zonemap verify my-project/", "project"),
    ("verify", "zonemap verify zones.geojson --declared area_ha:ha --whole city", "single"),
    ("verify", "zonemap verify data/*.geojson --report junit=zonemap.xml --report sarif=zonemap.sarif", "reports"),
    ("verify", "zonemap verify --quiet data/*.geojson --report junit=zonemap.xml || [ $? -eq 3 ]", "shell"),
];

/// What stands below a command's help: exit codes and examples.
pub(super) fn after_help(name: &str, lang: Lang) -> String {
    let mut text = if has_verdict(name) { tr!(lang, "cli.exit-codes.about").into_owned() } else { String::new() };
    let examples = examples(name, lang);
    if !examples.is_empty() {
        let lines = examples.iter().map(|(line, about)| format!("\n  {line}\n      {about}"));
        text = format!("{text}\n\n{}{}", tr!(lang, "cli.heading.examples"), lines.collect::<String>());
    }
    text
}
