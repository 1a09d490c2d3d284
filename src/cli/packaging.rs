//! `zonemap completions` and `zonemap man`: for packagers.
//! Must not know the subcommands: the command does.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::{Args, Command};

use super::help::{examples, has_verdict};
use super::{Done, Shell, command, exit};
use crate::export::write_whole;
use crate::i18n::{Lang, printable, reason, tr};

/// When the manual was last revised, as its pages say.
const REVISED: &str = "2026-11-28";

#[derive(Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

#[derive(Args)]
pub(super) struct Man {
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

pub(super) fn completions(args: &Completions, shell: &mut Shell<'_>) -> Done {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command(shell.lang), "zonemap", &mut script);
    shell.out.write_all(&script)?;
    Ok(exit::OK)
}

pub(super) fn man(args: &Man, shell: &mut Shell<'_>) -> Done {
    if let Err(error) = write_pages(&args.dir, shell.lang) {
        let path = printable(&args.dir.to_string_lossy());
        let text = tr!(shell.lang, "cli.cannot-write-to", path = path, why = reason(&error, shell.lang));
        writeln!(shell.err, "zonemap: {text}")?;
        return Ok(exit::INTERNAL);
    }
    Ok(exit::OK)
}

/// A page for the program and one for each of its commands.
fn write_pages(dir: &Path, lang: Lang) -> io::Result<()> {
    std::fs::create_dir_all(dir)?;
    let mut root = command(lang);
    root.build();
    let all = std::iter::once(&root).chain(root.get_subcommands());
    for page_of in all {
        let name = page_of.get_display_name().unwrap_or_else(|| page_of.get_name());
        write_whole(&dir.join(format!("{name}.1")), page(page_of, name, lang)?.as_bytes())?;
    }
    Ok(())
}

/// A page: what clap makes of a command, then exit codes and examples under headings of their own.
fn page(page_of: &Command, name: &str, lang: Lang) -> io::Result<String> {
    let source = concat!("zonemap ", env!("CARGO_PKG_VERSION"));
    let man = clap_mangen::Man::new(page_of.clone())
        .title(name.to_uppercase())
        .date(REVISED)
        .source(source)
        .manual("zonemap");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if page_of.get_subcommands().next().is_some() {
        man.render_subcommands_section(&mut page)?;
    }
    if has_verdict(page_of.get_name()) {
        writeln!(page, ".SH \"EXIT STATUS\"\n{}", plain(&tr!(lang, "cli.exit-codes.about")))?;
    }
    let examples = examples(page_of.get_name(), lang);
    if !examples.is_empty() {
        writeln!(page, ".SH EXAMPLES")?;
    }
    for (line, about) in examples {
        writeln!(page, ".TP\n\\fB{}\\fR\n{}", plain(line), plain(&about))?;
    }
    Ok(tidy(&String::from_utf8_lossy(&page)))
}

/// Text that roff takes for text.
fn plain(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

/// Without spaces at the ends of lines, and without breaks beside empty lines, which mean nothing.
fn tidy(page: &str) -> String {
    let lines: Vec<&str> = page.lines().map(str::trim_end).collect();
    let is_idle = |at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
        lines[at] == ".br"
            && beside.into_iter().any(|at| lines.get(at).is_some_and(|line| line.is_empty() || line.starts_with(".sp")))
    };
    let kept: Vec<&str> = (0..lines.len()).filter(|&at| !is_idle(at)).map(|at| lines[at]).collect();
    kept.join("\n") + "\n"
}
