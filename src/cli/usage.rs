//! Complaints about arguments in the user's language: what was given, what was expected, what may have been meant.
//! Must not know which arguments there are: the command does.

use std::ffi::OsString;
use std::fmt::Display;
use std::ops::Range;
use std::path::Path;

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::i18n::{Lang, list, printable, tr};

/// The complaint about arguments that clap refuses, with the usage and where help is to be had.
pub(super) fn complaint(error: &Error, lang: Lang) -> String {
    let mut text = sentence(error, lang);
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    if let Some(meant) = suggested.into_iter().find_map(|kind| words(error, kind).into_iter().next()) {
        text = tr!(lang, "usage.meant", text = text, meant = meant).into_owned();
    }
    let usage = error.get(ContextKind::Usage).map(ToString::to_string).unwrap_or_default();
    let usage = usage.trim().trim_start_matches("Usage:").trim().to_owned();
    if usage.is_empty() { text } else { format!("{text}\n\n{}{usage}", tr!(lang, "cli.heading.usage")) }
}

/// Help as it is printed: a heading that clap ends in a colon has one of its language, and clap's own words are in it.
pub(super) fn help(text: &str, lang: Lang) -> String {
    let own = [("[default:", "default"), ("[possible values:", "possible"), ("Possible values:", "possible-list")];
    let said = own.into_iter().fold(text.to_owned(), |text, (phrase, key)| {
        with_words(&text, phrase, &tr!(lang, format!("cli.heading.{key}")))
    });
    ["commands", "arguments", "options"].into_iter().fold(said, |text, key| {
        let heading = tr!(lang, format!("cli.heading.{key}"));
        text.replace(&format!("{heading}:"), &format!("{heading}{}", tr!(lang, "lang.colon")))
    })
}

/// A text with other words for a phrase, wherever lines were broken in it.
fn with_words(text: &str, phrase: &str, other: &str) -> String {
    let mut said = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(place) = place_of(rest, phrase) {
        said.push_str(&rest[..place.start]);
        said.push_str(other.trim_end());
        rest = &rest[place.end..];
        // A full-width colon brings its own space.
        rest = if other.ends_with(' ') { rest } else { rest.strip_prefix(' ').unwrap_or(rest) };
    }
    said + rest
}

/// Where the words of a phrase stand one after another.
fn place_of(text: &str, phrase: &str) -> Option<Range<usize>> {
    let mut words = phrase.split_whitespace();
    let first = words.next()?;
    text.match_indices(first).find_map(|(start, _)| {
        let mut next = words.clone();
        let rest = next.try_fold(&text[start + first.len()..], |rest, word| rest.trim_start().strip_prefix(word))?;
        Some(start..text.len() - rest.len())
    })
}

/// What is wrong, in a sentence.
fn sentence(error: &Error, lang: Lang) -> String {
    let first = |kind| words(error, kind).into_iter().next().unwrap_or_default();
    let (arg, found) = (first(ContextKind::InvalidArg), first(ContextKind::InvalidValue));
    let text = match error.kind() {
        ErrorKind::InvalidValue if found.is_empty() => tr!(lang, "usage.no-value", arg = arg),
        ErrorKind::InvalidValue => {
            let choices = words(error, ContextKind::ValidValue).join(", ");
            tr!(lang, "usage.invalid-value", arg = arg, choices = choices, found = found)
        }
        ErrorKind::ValueValidation => tr!(lang, "usage.unreadable-value", arg = arg, found = found),
        ErrorKind::UnknownArgument => tr!(lang, "usage.unknown-argument", arg = arg),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => tr!(lang, "usage.too-many", arg = arg),
        ErrorKind::TooFewValues | ErrorKind::NoEquals => tr!(lang, "usage.no-value", arg = arg),
        ErrorKind::ArgumentConflict => match words(error, ContextKind::PriorArg) {
            prior if prior.is_empty() || prior.contains(&arg) => tr!(lang, "usage.twice", arg = arg),
            prior => tr!(lang, "usage.conflict", arg = arg, other = joined(&prior, lang)),
        },
        ErrorKind::MissingRequiredArgument => {
            tr!(lang, "usage.missing", list = joined(&words(error, ContextKind::InvalidArg), lang))
        }
        ErrorKind::InvalidUtf8 => tr!(lang, "usage.not-utf8"),
        ErrorKind::InvalidSubcommand
        | ErrorKind::MissingSubcommand
        | ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => tr!(lang, "usage.other", why = error.kind()),
    };
    text.into_owned()
}

fn joined(words: &[String], lang: Lang) -> String {
    list(&words.iter().map(String::as_str).collect::<Vec<_>>(), lang)
}

/// What clap knows of an error, as words that are safe to print.
fn words(error: &Error, kind: ContextKind) -> Vec<String> {
    let safe = |text: &dyn Display| printable(&text.to_string());
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![safe(text)],
        Some(ContextValue::Strings(texts)) => texts.iter().map(|text| safe(text)).collect(),
        Some(ContextValue::StyledStr(text)) => vec![safe(text)],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(|text| safe(text)).collect(),
        Some(_) | None => Vec::new(),
    }
}

/// The complaint about a first word that is neither a command nor the path of anything, and looks like a command.
pub(super) fn unknown_command(args: &[OsString], known: &Command, lang: Lang) -> Option<String> {
    let word = &args[first_word(args)?];
    let text = word.to_str()?;
    let names: Vec<&str> = known.get_subcommands().map(Command::get_name).collect();
    let is_path = text.contains(['.', '/', '\\', '-']) || Path::new(word).exists();
    if text.is_empty() || is_path || names.contains(&text) {
        return None;
    }
    let complaint = tr!(lang, "usage.unknown-command", found = printable(text)).into_owned();
    let near = names.iter().map(|name| (distance(text, name), name)).min().filter(|&(far, _)| far <= 2);
    Some(match near {
        Some((_, name)) => tr!(lang, "usage.meant", text = complaint, meant = name).into_owned(),
        None => tr!(lang, "usage.commands", text = complaint, list = names.join(", ")).into_owned(),
    })
}

/// The arguments with a command before the options that stand in front of it, as in `zonemap --lang en verify`: clap would take the
/// command for a path.
pub(super) fn command_first(mut args: Vec<OsString>, known: &Command) -> Vec<OsString> {
    if let Some(at) = first_word(&args).filter(|&at| known.find_subcommand(&args[at]).is_some()) {
        args[1..=at].rotate_right(1);
    }
    args
}

/// Where the first argument stands that is no option, nor the value of one that every command has; none behind the options of the
/// window, which go with no command.
fn first_word(args: &[OsString]) -> Option<usize> {
    let mut rest = args.iter().enumerate().skip(1);
    while let Some((at, arg)) = rest.next() {
        match arg.to_str() {
            Some("--lang") => drop(rest.next()),
            Some("--show" | "--kiosk" | "--") => return None,
            Some(option) if option.starts_with('-') && option.len() > 1 => {}
            Some(_) | None => return Some(at),
        }
    }
    None
}

/// How many letters must be put in, left out, changed or swapped with their neighbour to turn one word into another.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.to_lowercase().chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, with_words};

    #[test]
    fn words_are_found_across_a_broken_line() {
        for (text, expected) in [
            ("[possible values: a, b]", "[可选值：a, b]"),
            ("[possible\n    values: a]", "[可选值：a]"),
            ("[possible values:\n    a] [possible values: b]", "[可选值：\n    a] [可选值：b]"),
            ("possible values", "possible values"),
        ] {
            assert_eq!(with_words(text, "[possible values:", "[可选值："), expected);
        }
        assert_eq!(
            with_words("[default:\n  x] [default: y]", "[default:", "[default: "),
            "[default:\n  x] [default: y]"
        );
    }

    #[test]
    fn a_slip_of_the_finger_is_near() {
        for (a, b, expected) in
            [("verfy", "verify", 1), ("vreify", "verify", 1), ("VERIFY", "verify", 0), ("convert", "verify", 6)]
        {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }
}
