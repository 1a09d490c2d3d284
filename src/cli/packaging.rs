//! `zonemap completions` and `zonemap man`: for packagers.
//! Must not know the subcommands: the command does.

use std::fs;
use std::io;
use std::path::Path;

use clap_mangen::Man;

use super::{Shell, command, exit};
use crate::export::write_whole;
use crate::i18n::tr;

pub(super) fn completions(name: clap_complete::Shell, shell: &mut Shell<'_>) -> io::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(name, &mut command(shell.lang), "zonemap", &mut script);
    shell.out.write_all(&script)?;
    Ok(exit::OK)
}

pub(super) fn man(dir: &Path, shell: &mut Shell<'_>) -> io::Result<u8> {
    let mut all = command(shell.lang).disable_help_subcommand(true);
    all.build();
    let written = fs::create_dir_all(dir).and_then(|()| pages(&all, dir));
    if let Err(error) = written {
        let path = dir.display().to_string();
        let text = tr!(shell.lang, "cli.cannot-write-to", path = path, why = error);
        writeln!(shell.err, "zonemap: {text}")?;
        return Ok(exit::INTERNAL);
    }
    Ok(exit::OK)
}

/// A page for a command and for each below it.
fn pages(command: &clap::Command, dir: &Path) -> io::Result<()> {
    let below = command.get_subcommands().filter(|below| !below.is_hide_set());
    below.into_iter().try_for_each(|below| pages(below, dir))?;
    let (page, mut text) = (Man::new(command.clone()), Vec::new());
    page.render(&mut text)?;
    write_whole(&dir.join(page.get_filename()), &text)
}
