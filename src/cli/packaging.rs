//! `zonemap completions` and `zonemap man`: for packagers.
//! Must not know the subcommands: the command does.

use std::io;
use std::path::Path;

use super::{Shell, command, exit};
use crate::i18n::tr;

pub(super) fn completions(name: clap_complete::Shell, shell: &mut Shell<'_>) -> io::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(name, &mut command(shell.lang), "zonemap", &mut script);
    shell.out.write_all(&script)?;
    Ok(exit::OK)
}

pub(super) fn man(dir: &Path, shell: &mut Shell<'_>) -> io::Result<u8> {
    let written = std::fs::create_dir_all(dir).and_then(|()| clap_mangen::generate_to(command(shell.lang), dir));
    if let Err(error) = written {
        let path = dir.display().to_string();
        let text = tr!(shell.lang, "cli.cannot-write-to", path = path, why = error);
        writeln!(shell.err, "zonemap: {text}")?;
        return Ok(exit::INTERNAL);
    }
    Ok(exit::OK)
}
