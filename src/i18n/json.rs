//! JSON that a terminal can be shown: characters that could deceive are written by their numbers, which means the same to programs.
//! Must not know what is written.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::deceives;

/// Writes a value as JSON, indented, and ends the line.
///
/// # Errors
/// What writing gives.
pub fn write_json(value: &(impl Serialize + ?Sized), out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Plain(PrettyFormatter::new())))?;
    writeln!(out)
}

/// Writes a value as JSON on one line, and ends it.
///
/// # Errors
/// What writing gives.
pub fn write_json_line(value: &(impl Serialize + ?Sized), out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut *out, Plain(CompactFormatter)))?;
    writeln!(out)
}

/// Lays JSON out as another does, but for such characters.
struct Plain<F>(F);

/// What is written as the other writes it.
macro_rules! as_the_other {
    ($($name:ident($($arg:ident: $kind:ty)?)),* $(,)?) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $arg: $kind)?) -> io::Result<()> {
            self.0.$name(writer $(, $arg)?)
        })*
    };
}

impl<F: Formatter> Formatter for Plain<F> {
    as_the_other!(
        begin_array(),
        end_array(),
        begin_array_value(first: bool),
        end_array_value(),
        begin_object(),
        end_object(),
        begin_object_key(first: bool),
        end_object_key(),
        begin_object_value(),
        end_object_value(),
    );

    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|&(_, c)| c.is_control() || deceives(c)) {
            writer.write_all(&rest.as_bytes()[..at])?;
            write!(writer, "\\u{:04x}", u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::write_json_line;

    #[test]
    fn nothing_in_json_can_deceive_a_terminal() {
        let text = "區 \u{1b}[2J\u{9b}31m\u{7f}\u{202e}\u{61c}\"\\";
        let mut bytes = Vec::new();
        write_json_line(&[text], &mut bytes).expect("room in memory");
        let written = String::from_utf8(bytes).expect("UTF-8");
        assert_eq!(written, "[\"區 \\u001b[2J\\u009b31m\\u007f\\u202e\\u061c\\\"\\\\\"]\n");
        assert_eq!(serde_json::from_str::<[String; 1]>(&written).expect("JSON"), [text]);
    }
}
